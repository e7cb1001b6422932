"""Independent figures, and which of them are heard together on a claim.

They are looked up by what they measure and when, so that a claim costs as much as it touches.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import product

from analysis.claims.assertions import Figure
from analysis.claims.definitions import Definitions
from analysis.claims.syntax import Unknown

STRONG = ("A", "B")


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

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, and those of its copies."""
        return self.figure.figure_id, *self.copies

    def each(self) -> "list[Reference]":
        """Return it and its copies, one by one."""
        return [replace(self, figure=replace(self.figure, figure_id=name), copies=())
                for name in self.names]  # fmt: skip


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
        """Put a reference where it is looked up: under its own metric, and where it stands in."""
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


def _without_copies(references: Iterable[Reference]) -> Iterable[Reference]:
    """Return one of each that are the same but for their ids, the first, with its copies."""
    found: dict[Reference, list[str]] = {}
    for one in references:
        key = replace(one, figure=replace(one.figure, figure_id=""))
        found.setdefault(key, []).append(one.figure.figure_id)
    return [
        replace(one, figure=replace(one.figure, figure_id=first), copies=tuple(copies))
        for one, (first, *copies) in found.items()
    ]


def _refiled(one: Reference, metric: str) -> Reference:
    """Return a reference under the metric for which it stands in."""
    unknown = one.figure.unknown._replace(metric=metric)
    figure = replace(one.figure, unknown=unknown)
    return replace(one, figure=figure, stands_in=True, measured=one.figure.unknown)
