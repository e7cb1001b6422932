"""What a source's figures assert: each unknown lies in an interval, in exact fractions.

An end that the wording itself names is excluded: "over 20%" is more than 20%. A frame of figures
has at least figure_id, place, metric, year, hedge, low, value, high, open_low and open_high; it may
have a stance (what is not asserted binds nothing).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.claims.syntax import Unknown
from analysis.quantity.hedges import PLAIN, RANGE

DIGITS = 12  # a bound has fewer; what differs beyond is the noise of the arithmetic that made it
UNHEDGED = (*PLAIN, RANGE.name)


@dataclass(frozen=True)
class Figure:
    """One printed figure: where its unknown lies; an end of None is without limit.

    open_low, open_high: whether the end itself is excluded.
    hedge: the row of the table of hedges by which a bound is our reading; empty for one that rests
        on rounding alone.
    """

    figure_id: str
    unknown: Unknown
    low: Fraction | None
    value: Fraction
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False
    hedge: str = ""
    asserted: bool = True

    @property
    def is_exact(self) -> bool:
        """Return whether only one number fits."""
        return self.low == self.high

    def wish(self) -> Fraction:
        """Return the number nearest the print that fits: a hundredth inside an excluded end."""
        if self.open_low and self.value == self.low:
            return self.value + ((self.high or 2 * self.value) - self.value) / 100
        if self.open_high and self.value == self.high:
            return self.value - (self.value - (self.low or 0)) / 100
        return self.value

    def opened(self, factor: Fraction, hedge: str = "") -> "Figure":
        """Return the figure with its hedge opened `factor` times as far; rounding stays.

        hedge: the only one that is opened, if any.
        """
        if not self.hedge or hedge not in ("", self.hedge):
            return self
        return replace(
            self,
            low=None if self.low is None else self.value - factor * (self.value - self.low),
            high=None if self.high is None else self.value + factor * (self.high - self.value),
        )


def exact(number: float | str) -> Fraction | None:
    """Return a bound as the shortest decimal that it is written as; None where it is infinite."""
    if math.isinf(float(number)):
        return None
    return Fraction(f"{float(number):.{DIGITS}g}")


def read_figures(table: pd.DataFrame) -> list[Figure]:
    """Return the figures of a frame, in its order."""
    return [_figure({str(name): row[name] for name in row}) for row in table.to_dict("records")]


def _figure(row: Mapping[str, Any]) -> Figure:
    low, value, high = (exact(row[name]) for name in ("low", "value", "high"))
    if value is None:
        raise ValueError(f"a figure without a value: {row['figure_id']}")
    year = row.get("year")
    return Figure(
        str(row["figure_id"]),
        Unknown(row["metric"], row["place"], None if pd.isna(year) or year == "" else int(year)),
        *(low, value, high),
        open_low=bool(row["open_low"]),
        open_high=bool(row["open_high"]),
        hedge="" if row["hedge"] in UNHEDGED else str(row["hedge"]),
        asserted=str(row.get("stance") or "asserted") == "asserted",
    )
