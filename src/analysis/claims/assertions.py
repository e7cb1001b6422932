"""What figures assert: each unknown lies in an interval, in exact fractions.

Independent ones, the references, are looked up by what they measure and when, so that a claim costs
as much as it touches.

An end that the wording itself names is excluded: "over 20%" is more than 20%. A frame of figures
has at least figure_id, place, metric, year, hedge, low, value, high, open_low and open_high; it may
have a stance (what is not asserted binds nothing) and a unit (what is counted is whole if it can).
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import ceil, floor
from typing import Any

import pandas as pd

from analysis.claims.definitions import Definitions
from analysis.claims.syntax import Unknown
from analysis.quantity.hedges import PLAIN, RANGE

DIGITS = 15  # a print has no more, and a float keeps as many
PARTS = 999  # a fraction printed in words, such as two thirds, has a smaller denominator
COLUMNS = (
    *("figure_id", "metric", "place", "year", "low", "value", "high", "open_low", "open_high"),
    *("hedge", "stance", "unit"),
)
UNHEDGED = (*PLAIN, RANGE.name)
STRONG = ("A", "B")


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
    is_count: bool = False

    @property
    def is_exact(self) -> bool:
        """Return whether only one number fits."""
        return self.low == self.high

    @property
    def ends(self) -> tuple[tuple[Fraction | float, int], tuple[Fraction | float, int]]:
        """The ends, each with a number by which one that is excluded lies further inside."""
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        return (low, self.open_low), (high, -self.open_high)

    def within(self, other: "Figure") -> bool:
        """Return whether it allows only what another does."""
        return other.ends[0] <= self.ends[0] and self.ends[1] <= other.ends[1]

    def overlaps(self, other: "Figure") -> bool:
        """Return whether some number fits both."""
        return max(self.ends[0], other.ends[0]) <= min(self.ends[1], other.ends[1])

    def wish(self) -> Fraction:
        """Return the number nearest the print that fits: a hundredth inside an excluded end.

        Of what is counted, it is the next whole number where that fits too.
        """
        for end, other, is_open, inward in (
            (self.low, self.high, self.open_low, 1),
            (self.high, self.low, self.open_high, -1),
        ):
            if is_open and self.value == end:
                room = (abs(end) or Fraction(1)) if other is None else abs(other - end)
                near = end + inward * room / 100
                whole = Fraction(ceil(near) if inward > 0 else floor(near))
                fits = other is None or (other - whole) * inward > 0
                return whole if self.is_count and fits else near
        return self.value

    def opened(self, factor: Fraction, hedge: str = "") -> "Figure":
        """Return the figure with its hedge opened `factor` times as far; rounding stays.

        hedge: the only one that is opened, if any. Not opened at all, it is what is printed, which
        no end leaves out.
        """
        if not self.hedge or hedge not in ("", self.hedge):
            return self
        low, high = (
            None if end is None else self.value + factor * (end - self.value)
            for end in (self.low, self.high)
        )
        is_point = low == high
        return replace(
            self,
            low=low,
            high=high,
            open_low=self.open_low and not is_point,
            open_high=self.open_high and not is_point,
        )


@lru_cache(2**12)
def exact(number: float | str) -> Fraction | None:
    """Return a bound as the fraction or the decimal that it was printed as; None if infinite."""
    number = float(number)
    if math.isinf(number):
        return None
    decimal = Fraction(f"{number:.{DIGITS}g}")
    known = [decimal, Fraction(number).limit_denominator(PARTS)] if abs(number) < PARTS else []
    return next((one for one in known if float(one) == number), Fraction(repr(number)))


def read_figures(table: pd.DataFrame) -> list[Figure]:
    """Return the figures of a frame, in its order."""
    columns = {name: table[name].tolist() for name in COLUMNS if name in table}
    return [
        _figure(dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)
    ]


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
        is_count=row.get("unit") == "count",
    )


@dataclass(frozen=True)
class Reference:
    """An independent figure: how well it is sourced, who counts, and when it was published.

    stands_for: metrics of other definitions for which it may speak.
    stands_in: whether it is filed under one of these.
    measured: what it does measure where it is.
    copies: ids of further ones that say the very same, which changes no world.
    """

    figure: Figure
    grade: str
    counter: str = ""
    stands_for: tuple[str, ...] = ()
    published: str = ""
    stands_in: bool = False
    measured: Unknown | None = None
    copies: tuple[str, ...] = ()

    @property
    def is_strong(self) -> bool:
        """Whether it decides."""
        return self.grade in STRONG

    def is_later(self, than: str) -> bool:
        """Return whether it was published after a date, as far as both dates are known."""
        known = min(len(self.published), len(than))
        return self.published[:known] > than[:known]

    def each(self) -> "list[Reference]":
        """Return it and its copies, one by one."""
        names = (self.figure.figure_id, *self.copies)
        return [
            replace(self, figure=replace(self.figure, figure_id=one), copies=()) for one in names
        ]


class Index:
    """All references, by what they measure and when."""

    def __init__(self, definitions: Definitions, references: Iterable[Reference]) -> None:
        self._definitions = definitions
        self._years: dict[str, set[int | None]] = defaultdict(set)  # with evidence, by metric
        self._filed: dict[tuple[str, int | None], list[Reference]] = defaultdict(list)
        self._position: dict[str, int] = {}
        for one in _without_copies(references):
            self._position[one.figure.figure_id] = len(self._position)
            self._file(one)

    def _file(self, one: Reference) -> None:
        year = one.figure.unknown.year
        for base in (*one.stands_for, *self._metrics(one.figure.unknown)):
            self._years[base].add(year)
        for filed in (one, *(_refiled(one, metric) for metric in one.stands_for)):
            thing = self._definitions.families[filed.figure.unknown.metric]
            self._filed[thing, year].append(filed)

    def _metrics(self, unknown: Unknown) -> set[str]:
        return {base.metric for base in self._definitions.all_bases(unknown)}

    def years(self, named: Iterable[Unknown]) -> set[int | None]:
        """Return the years with evidence on some unknowns, or on what they are made of."""
        metrics = set[str]().union(*map(self._metrics, named))
        return set[int | None]().union(*(self._years.get(one, ()) for one in metrics))

    def choices(
        self, named: Collection[Unknown], given: set[Unknown]
    ) -> list[tuple[Reference, ...]]:
        """Return what to hear together on some unknowns: of each thing counted, one counter's.

        Who counts decides what is counted, so that two counters are never weighed in one world;
        nor is what is given as true weighed against a counter of the same.
        """
        metrics, years = {one.metric for one in named}, {one.year for one in named}
        options = []
        for thing in sorted({self._definitions.families[metric] for metric in metrics}):
            filed = [one for year in years for one in self._filed.get((thing, year), ())]
            heard: dict[tuple[bool, str], list[Reference]] = {}
            for one in sorted(filed, key=lambda one: self._position[one.figure.figure_id]):
                unknown = one.figure.unknown
                measured = one.measured or unknown
                if measured not in given and (not one.stands_in or unknown.metric in metrics):
                    heard.setdefault((one.stands_in, one.counter), []).append(one)
            options.append([group for _, group in sorted(heard.items())] or [[]])
        return [tuple(one for group in groups for one in group) for groups in product(*options)]


def _without_copies(references: Iterable[Reference]) -> list[Reference]:
    """Return one of each that are the same but for their ids, the first, with its copies."""
    found: dict[Reference, list[Reference]] = defaultdict(list)
    for one in references:
        found[replace(one, figure=replace(one.figure, figure_id=""))].append(one)
    return [
        replace(first, copies=tuple(one.figure.figure_id for one in others))
        for first, *others in found.values()
    ]


def _refiled(one: Reference, metric: str) -> Reference:
    unknown = one.figure.unknown._replace(metric=metric)
    figure = replace(one.figure, unknown=unknown)
    return replace(one, figure=figure, stands_in=True, measured=one.figure.unknown)
