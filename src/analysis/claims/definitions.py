"""What the metrics and places mean to each other, as the tables of data/raw say it.

metrics.csv: `share_of` names the metric whose share this one is, of `whole` in the same place or,
where that is empty, of the whole country; `ranks` the metric that a rank orders; `adds_up` is yes
where the amounts of places that do not overlap may be added (firms, yes; a list's size, no).
places.csv: `kinds` of a place (Beijing is 'city;province'; ranks go by the first unless told),
`part_of` the next larger place.

No amount is below zero, and no share above 1, but for changes and temperatures, and for metrics
that neither add up nor are in a share and of which some print is: a balance, a debt of 118%.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.claims.syntax import Unknown
from analysis.data.definitions import bounded
from analysis.quantity.units import SIGNED

TEXTS = ("name", "unit", "share_of", "whole", "ranks")


@dataclass(frozen=True)
class Metric:
    """What is measured, in which unit, and what it is a share or a rank of.

    is_signed: whether it may be below zero. is_ratio: whether, of the unit share, it is none.
    """

    name: str
    unit: str
    share_of: str = ""
    whole: str = ""
    ranks: str = ""
    adds_up: bool = False
    is_signed: bool = False
    is_ratio: bool = False


@dataclass(frozen=True)
class Place:
    """A place, what kinds it is of, and the place that it is part of."""

    name: str
    kinds: tuple[str, ...]
    part_of: str = ""


@dataclass(frozen=True)
class Definitions:
    """All metrics and places by name, in the tables' order; `data` has checked them."""

    metrics: dict[str, Metric]
    places: dict[str, Place]

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

    def all_bases(self, unknown: Unknown) -> list[Unknown]:
        """Return an unknown and all that it can be made of."""
        ranked = self.metrics[unknown.metric].ranks
        if ranked:
            return self.all_bases(unknown._replace(metric=ranked))
        parts = self.parts(unknown) or ()
        return [unknown, *(base for part in parts for base in self.all_bases(part))]

    def adds_up(self, metric: str) -> bool:
        """Return whether amounts of places that do not overlap add up to those of the larger."""
        known = self.metrics[metric]
        of_country = known.share_of and not known.whole
        return known.adds_up or bool(of_country and self.adds_up(known.share_of))

    def is_share(self, metric: str) -> bool:
        """Return whether a metric is a part of a whole."""
        return self.metrics[metric].unit == "share" and not self.metrics[metric].is_ratio

    def is_whole_share(self, unknown: Unknown) -> bool:
        """Return whether this is the country's share of itself, which is 1."""
        is_root = unknown.place in self._roots
        return is_root and self.is_share(unknown.metric) and self.adds_up(unknown.metric)

    def is_whole(self, unknown: Unknown) -> bool:
        """Return whether shares are taken of this, so that it is above zero."""
        in_place, in_country = self._wholes
        is_root = unknown.place in self._roots
        return unknown.metric in in_place or (is_root and unknown.metric in in_country)

    def of_kind(self, kind: str) -> list[str]:
        """Return the places of a kind."""
        return [place.name for place in self.places.values() if kind in place.kinds]

    def before(self, unknown: Unknown) -> tuple[int, int, int]:
        """Return the key that puts unknowns in the tables' order."""
        metrics, places = self._positions
        return metrics[unknown.metric], unknown.year or 0, places.get(unknown.place, len(places))

    @cached_property
    def families(self) -> dict[str, str]:
        """For each metric the first of those that definitions join with it, by shares or ranks."""
        first = {name: name for name in self.metrics}
        for metric in self.metrics.values():
            for other in filter(None, (metric.share_of, metric.whole, metric.ranks)):
                one, two = sorted((first[metric.name], first[other]))
                first = {name: one if of == two else of for name, of in first.items()}
        return first

    @cached_property
    def _roots(self) -> frozenset[str]:
        return frozenset(name for name, place in self.places.items() if not place.part_of)

    @cached_property
    def _wholes(self) -> tuple[frozenset[str], frozenset[str]]:
        shares = [metric for metric in self.metrics.values() if metric.share_of]
        in_country = frozenset(metric.share_of for metric in shares if not metric.whole)
        return frozenset(metric.whole for metric in shares if metric.whole), in_country

    @cached_property
    def shares(self) -> dict[str, list[Metric]]:
        """For each metric those that are shares of it, or that take it as their whole."""
        found: dict[str, list[Metric]] = defaultdict(list)
        for metric in self.metrics.values():
            for name in {metric.share_of, metric.whole} - {""}:
                found[name].append(metric)
        return found

    @cached_property
    def _positions(self) -> tuple[dict[str, int], dict[str, int]]:
        metrics = {name: position for position, name in enumerate(self.metrics)}
        return metrics, {name: position for position, name in enumerate(self.places)}


def read_definitions(
    metrics: pd.DataFrame, places: pd.DataFrame, printed: pd.DataFrame | None = None
) -> Definitions:
    """Return what the tables say; `printed` are all figures, whose value and bounds count."""
    below, beyond = set[str](), set[str]()
    if printed is not None:
        below = {*printed["metric"][printed["value"] < 0]}
        is_beyond = (printed["value"] > 1) | ((printed["low"] == 1) & printed["open_low"])
        beyond = below | {*printed["metric"][is_beyond]}
    held = bounded(metrics)
    read_metrics = [
        Metric(
            **{name: row[name] for name in TEXTS},
            adds_up=row["adds_up"] == "yes",
            is_signed=row["unit"].partition("/")[0] in SIGNED or row["name"] in below - held,
            is_ratio=row["unit"] == "share" and row["name"] in beyond - held,
        )
        for row in metrics.rename(columns={"metric": "name"}).to_dict("records")
    ]
    read_places = [
        Place(row["place"], tuple(row["kinds"].split(";")), row["part_of"])
        for row in places.to_dict("records")
    ]
    return Definitions(
        {one.name: one for one in read_metrics}, {one.name: one for one in read_places}
    )
