"""What the metrics and places mean to each other, as the tables of data/raw say it.

metrics.csv: `share_of` names the metric whose share this one is, of `whole` in the same place or,
where that is empty, of the whole country; `ranks` the metric that a rank orders; `adds_up` is yes
where the amounts of places that do not overlap may be added (firms, yes; a list's size, no).
places.csv: `kinds` of a place (Beijing is 'city;province'; ranks go by the first unless told),
`part_of` the next larger place. kinds.csv: `number`, how many there are of a kind, where known.
Imports errors, syntax and units.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from analysis.claims import units
from analysis.claims.syntax import Unknown
from analysis.errors import DataError, Problem, nearest

METRICS, PLACES, KINDS = "data/raw/metrics.csv", "data/raw/places.csv", "data/raw/kinds.csv"


@dataclass(frozen=True)
class Metric:
    """What is measured, in which unit, and what it is a share or a rank of."""

    name: str
    unit: str
    share_of: str = ""
    whole: str = ""
    ranks: str = ""
    adds_up: bool = False
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Place:
    """A place, what kinds it is of, and the place that it is part of."""

    name: str
    kinds: tuple[str, ...]
    part_of: str = ""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Definitions:
    """All metrics and places by name, in the tables' order; raises DataError where one is amiss."""

    metrics: dict[str, Metric]
    places: dict[str, Place]
    numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problems = [*_metric_problems(self), *_place_problems(self)]
        if problems:
            raise DataError(problems)

    def root(self, place: str) -> str:
        """Return the largest place that this one is part of: its country."""
        while self.places[place].part_of:
            place = self.places[place].part_of
        return place

    def within(self, place: str) -> Iterator[str]:
        """Yield the places that this one is part of, the smallest first."""
        while place := self.places[place].part_of:
            yield place

    def parts(self, unknown: Unknown) -> tuple[Unknown, Unknown] | None:
        """Return the count and the whole that a share is made of; None for what is no share."""
        metric = self.metrics[unknown.metric]
        if not metric.share_of:
            return None
        if metric.whole:
            whole = unknown._replace(metric=metric.whole)
        else:
            whole = Unknown(metric.share_of, self.root(unknown.place), unknown.year)
        return unknown._replace(metric=metric.share_of), whole

    def adds_up(self, metric: str) -> bool:
        """Return whether amounts of places that do not overlap add up to those of the larger."""
        known = self.metrics[metric]
        of_country = known.share_of and not known.whole
        return known.adds_up or bool(of_country and self.adds_up(known.share_of))

    def is_share(self, metric: str) -> bool:
        """Return whether a metric is a pure number, such as a share."""
        return units.read_unit(self.metrics[metric].unit) == units.SHARE

    def is_whole_share(self, unknown: Unknown) -> bool:
        """Return whether this is the country's share of itself, which is 1."""
        is_root = not self.places[unknown.place].part_of if unknown.place in self.places else False
        return is_root and self.is_share(unknown.metric) and self.adds_up(unknown.metric)

    def is_whole(self, unknown: Unknown) -> bool:
        """Return whether shares are taken of this, so that it is above zero."""
        in_place, in_country = self._wholes
        is_root = not self.places[unknown.place].part_of if unknown.place in self.places else False
        return unknown.metric in in_place or (is_root and unknown.metric in in_country)

    def shares(self, metric: str) -> list[Metric]:
        """Return the metrics that are shares of one, or that take it as their whole."""
        return self._shares.get(metric, [])

    def related(self, metric: str) -> set[str]:
        """Return the metric and those that some share joins it with."""
        joined = {name for one in self.shares(metric) for name in (one.share_of, one.whole)}
        return {metric, *joined} - {""}

    def of_kind(self, kind: str) -> list[str]:
        """Return the places of a kind."""
        return [place.name for place in self.places.values() if kind in place.kinds]

    def before(self, unknown: Unknown) -> tuple[int, int, int]:
        """Return the key that puts unknowns in the tables' order."""
        metrics, places = self._positions
        return metrics[unknown.metric], unknown.year or 0, places.get(unknown.place, len(places))

    @cached_property
    def _wholes(self) -> tuple[frozenset[str], frozenset[str]]:
        shares = [metric for metric in self.metrics.values() if metric.share_of]
        in_country = frozenset(metric.share_of for metric in shares if not metric.whole)
        return frozenset(metric.whole for metric in shares if metric.whole), in_country

    @cached_property
    def _shares(self) -> dict[str, list[Metric]]:
        found: dict[str, list[Metric]] = {}
        for metric in self.metrics.values():
            for name in {metric.share_of, metric.whole} - {""}:
                found.setdefault(name, []).append(metric)
        return found

    @cached_property
    def _positions(self) -> tuple[dict[str, int], dict[str, int]]:
        metrics = {name: position for position, name in enumerate(self.metrics)}
        return metrics, {name: position for position, name in enumerate(self.places)}


def read_definitions(
    metrics: pd.DataFrame, places: pd.DataFrame, kinds: pd.DataFrame | None = None
) -> Definitions:
    """Return what the tables say; raise DataError with all that is wrong with them."""
    read_metrics = {
        row["metric"]: Metric(
            row["metric"],
            row["unit"],
            row.get("share_of", ""),
            row.get("whole", ""),
            row.get("ranks", ""),
            row.get("adds_up", "") == "yes",
            line,
        )
        for line, row in zip(metrics.index, metrics.to_dict("records"), strict=True)
    }
    read_places = {
        row["place"]: Place(row["place"], tuple(row["kinds"].split(";")), row["part_of"], line)
        for line, row in zip(places.index, places.to_dict("records"), strict=True)
    }
    numbers = {} if kinds is None else dict(zip(kinds["kind"], kinds["number"], strict=True))
    return Definitions(
        read_metrics, read_places, {kind: int(number) for kind, number in numbers.items()}
    )


def _metric_problems(known: Definitions) -> Iterator[Problem]:
    metrics = known.metrics
    for metric in metrics.values():
        for column in ("share_of", "whole", "ranks"):
            other = getattr(metric, column)
            if other and other not in metrics:
                found = f"'{other}' for '{metric.name}'{nearest(other, metrics)}"
                yield _problem(METRICS, metric, column, found, "a metric of the table")
            elif other and _is_circle(metric.name, _needs(metrics)):
                found = f"'{metric.name}', which is defined by itself"
                expected = "definitions that do not go in a circle"
                yield _problem(METRICS, metric, column, found, expected)
        yield from _unit_problems(metric, metrics)


def _unit_problems(metric: Metric, metrics: dict[str, Metric]) -> Iterator[Problem]:
    found = f"'{metric.name}', of unit '{metric.unit}'"
    if metric.whole and not metric.share_of:
        told = f"'{metric.whole}' for '{metric.name}'"
        yield _problem(METRICS, metric, "whole", told, "nothing where 'share_of' is empty")
    if metric.share_of in metrics and metric.unit != "share":
        yield _problem(METRICS, metric, "share_of", found, "nothing for what is no share")
    if metric.ranks in metrics and metric.unit != "rank":
        yield _problem(METRICS, metric, "ranks", found, "nothing for what is no rank")
    if metric.share_of in metrics and metric.whole in metrics:
        one, other = metrics[metric.share_of].unit, metrics[metric.whole].unit
        if one != other:
            told = f"'{metric.whole}', of unit '{other}'"
            expected = f"one of the unit of '{metric.share_of}', '{one}'"
            yield _problem(METRICS, metric, "whole", told, expected)
    if metric.adds_up and (metric.share_of or metric.unit == "rank"):
        expected = "nothing for a rank, or for a share of what is itself counted"
        yield _problem(METRICS, metric, "adds_up", f"yes for '{metric.name}'", expected)


def _place_problems(known: Definitions) -> Iterator[Problem]:
    places = known.places

    def needs(name: str) -> list[str]:
        return [places[name].part_of] if name in places else []

    problems = []
    for place in places.values():
        if place.part_of and place.part_of not in places:
            found = f"'{place.part_of}' for '{place.name}'{nearest(place.part_of, places)}"
            problems.append(_problem(PLACES, place, "part_of", found, "a place of the table"))
        elif place.part_of and _is_circle(place.name, needs):
            found = f"'{place.name}', which is part of itself"
            expected = "places that do not go in a circle"
            problems.append(_problem(PLACES, place, "part_of", found, expected))
    yield from problems or _overlaps(known)


def _overlaps(known: Definitions) -> Iterator[Problem]:
    for place in known.places.values():
        for larger in known.within(place.name):
            if set(place.kinds) & set(known.places[larger].kinds):
                found = f"'{place.name}' in '{larger}', of one kind"
                expected = "places of a kind that do not overlap"
                yield _problem(PLACES, place, "kinds", found, expected)


def _needs(metrics: dict[str, Metric]) -> Callable[[str], list[str]]:
    def needs(name: str) -> list[str]:
        metric = metrics.get(name)
        return [metric.share_of, metric.whole, metric.ranks] if metric else []

    return needs


def _is_circle(start: str, needs: Callable[[str], list[str]]) -> bool:
    seen: set[str] = set()
    waiting = needs(start)
    while waiting:
        name = waiting.pop()
        if name == start:
            return True
        if name and name not in seen:
            seen.add(name)
            waiting += needs(name)
    return False


def _problem(path: str, row: Metric | Place, column: str, found: str, expected: str) -> Problem:
    return Problem(path, found, expected, "Correct the row.", row.line, column)
