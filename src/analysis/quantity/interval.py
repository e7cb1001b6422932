"""Intervals with a best value and a unit, and arithmetic on them.

Imports units. In arithmetic a plain number is an exact share. Units of one kind are converted;
those that do not go together raise UnitError. A result of arithmetic includes both its ends,
whether or not those of the operands are excluded: rounding can bring a reading that lies inside
onto an end.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

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

    @property
    def _bottom(self) -> tuple[float, bool]:
        """The low end, in the order of ends: an excluded one lies just above its number."""
        return self.low, self.open_low

    @property
    def _top(self) -> tuple[float, bool]:
        """The high end, in the order of ends: an excluded one lies just below its number."""
        return self.high, not self.open_high

    def __neg__(self) -> Quantity:
        """Return it as far on the other side of zero: a rise as a fall."""
        ends = -self.high, -self.value, -self.low
        return Quantity(*ends, self.unit, self.open_high, self.open_low)

    def __add__(self, other: Quantity | float) -> Quantity:
        right = _in_unit_of(self, other, "add")
        return Quantity(
            self.low + right.low, self.value + right.value, self.high + right.high, self.unit
        )

    def __sub__(self, other: Quantity | float) -> Quantity:
        right = _in_unit_of(self, other, "subtract")
        return Quantity(
            self.low - right.high, self.value - right.value, self.high - right.low, self.unit
        )

    def __mul__(self, other: Quantity | float) -> Quantity:
        """Multiply by a share or a plain number, or a compound by its denominator."""
        right = _quantity(other)
        return _combine(self, right, _times, _product_unit(self.unit, right.unit))

    def __truediv__(self, other: Quantity | float) -> Quantity:
        """Divide; raises ZeroDivisionError where the divisor may be zero."""
        right = _quantity(other)
        unit = _quotient_unit(self.unit, right.unit)
        if right.low <= 0 <= right.high:
            raise ZeroDivisionError(
                f"cannot divide by a quantity that may be zero: {right.low} to {right.high}"
            )
        return _combine(self, right, _over, unit)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: float) -> Quantity:
        return _quantity(other) - self

    def __rtruediv__(self, other: float) -> Quantity:
        return _quantity(other) / self

    def less_than(self, other: Quantity | float) -> bool | None:
        """Return True if every reading is less, False if none is, None if it depends."""
        right = _in_unit_of(self, other, "compare")
        if self._top <= right._bottom:
            return True
        return False if self.low >= right.high else None

    def overlaps(self, other: Quantity | float) -> bool:
        """Return whether some reading is common to both."""
        right = _in_unit_of(self, other, "compare")
        return self._top > right._bottom and right._top > self._bottom

    def within(self, other: Quantity | float) -> bool:
        """Return whether every reading of this is a reading of the other."""
        right = _in_unit_of(self, other, "compare")
        return right._bottom <= self._bottom and self._top <= right._top

    def contains(self, number: float) -> bool:
        """Return whether a number, in this quantity's unit, is one of its readings."""
        return self._bottom <= (number, False) and (number, True) <= self._top


def _quantity(number: Quantity | float) -> Quantity:
    return number if isinstance(number, Quantity) else Quantity(number, number, number, "share")


def _combine(
    left: Quantity, right: Quantity, operate: Callable[[float, float], float], unit: str
) -> Quantity:
    corners = [operate(x, y) for x in (left.low, left.high) for y in (right.low, right.high)]
    return Quantity(min(corners), operate(left.value, right.value), max(corners), unit)


def _times(x: float, y: float) -> float:
    return 0.0 if x == 0 or y == 0 else x * y  # 0 x infinity is 0: no reading is infinite


def _over(x: float, y: float) -> float:
    return 0.0 if math.isinf(y) else x / y  # also infinity / infinity: the other corners reach it


def _in_unit_of(left: Quantity, other: Quantity | float, verb: str) -> Quantity:
    """Return the other in the unit of the first; raises UnitError where it has no place there."""
    right = _quantity(other)
    if left.unit == right.unit:
        if left.unit == "rank" and verb != "compare":
            raise UnitError(f"cannot {verb} 'rank' and 'rank': ranks can only be compared")
        return right
    times = factor(right.unit, left.unit)
    if times is None:
        raise UnitError(f"cannot {verb} {left.unit!r} and {right.unit!r}: the units differ")
    low, value, high = (bound * times for bound in (right.low, right.value, right.high))
    return replace(right, low=low, value=value, high=high, unit=left.unit)


def _product_unit(left: str, right: str) -> str:
    for one, other in ((left, right), (right, left)):
        if one == "share" and other != "rank":
            return other
        top, _, bottom = one.partition("/")
        if bottom and bottom == other:
            return top
    raise UnitError(f"cannot multiply {left!r} by {right!r}: the product has no unit here")


def _quotient_unit(left: str, right: str) -> str:
    if left == right and left != "rank":
        return "share"
    if right == "share" and left != "rank":
        return left
    if not {left, right} & {"rank", "share"} and "/" not in left + right:
        return f"{left}/{right}"
    raise UnitError(f"cannot divide {left!r} by {right!r}: the quotient has no unit here")
