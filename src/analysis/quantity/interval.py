"""What a figure may be: an interval with a best value and a unit.

Imports units. Amounts of one kind are converted; those that do not go together raise UnitError.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from analysis.quantity.units import UNITS, UnitError, check, factor


@dataclass(frozen=True)
class Quantity:
    """What a figure may be: low <= value <= high, all in `unit`.

    `unit` is one of units.csv or a compound such as 'CNY/count'. A bound may be infinite, the value
    may not. With `open_low` or `open_high` that end is no reading itself, though it may be the
    value, which is the number that was printed. Raises ValueError for bounds out of order and for
    an excluded end where both are one number, and UnitError for an unknown unit.
    """

    low: float
    value: float
    high: float
    unit: str
    open_low: bool = False
    open_high: bool = False

    def __post_init__(self) -> None:
        if not (self.low <= self.value <= self.high and math.isfinite(self.value)):
            raise ValueError(
                f"a quantity needs low <= value <= high and a finite value; "
                f"found low {self.low}, value {self.value}, high {self.high}"
            )
        if self.low == self.high and (self.open_low or self.open_high):
            raise ValueError(
                f"a quantity that is one number includes it; found {self.low} excluded"
            )
        if self.unit not in UNITS:
            check(self.unit)

    def overlaps(self, other: Quantity) -> bool:
        """Return whether some reading is common to both; raises UnitError where units differ."""
        times = 1.0 if self.unit == other.unit else factor(other.unit, self.unit)
        if times is None:
            raise UnitError(f"cannot compare {self.unit!r} and {other.unit!r}: the units differ")
        # In the order of ends, one that is excluded lies just inside its number.
        ends = [
            ((one.low * by, one.open_low), (one.high * by, not one.open_high))
            for one, by in ((self, 1.0), (other, times))
        ]
        return ends[0][1] > ends[1][0] and ends[1][1] > ends[0][0]
