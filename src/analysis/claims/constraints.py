"""The constraints that a source's figures and the definitions put on its worlds, by nearness.

Constraints stand in groups, a metric in a year; a group is built when a claim first needs it, so
that what does not hang together with any claim costs nothing.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from analysis.claims.assertions import Figure
from analysis.claims.definitions import Definitions
from analysis.claims.meaning import UNLISTED, Group, Lists, Scope, inside, unlisted
from analysis.claims.statements import (
    TRUE,
    Polynomial,
    Quotient,
    Statement,
    above,
    compare,
    every,
    number,
    unknowns,
)
from analysis.claims.syntax import Unknown

FIGURE, DEFINITION, RANK, WISH = range(4)  # in the order in which a proof prefers them
Touching = dict[Unknown, list["Constraint"]]


@dataclass(frozen=True)
class Constraint:
    """One thing that every world fits: a figure, or a definition at work on some unknowns.

    name: the figure's id, or the definition in words.
    """

    name: str
    kind: int
    statement: Statement
    figure: Figure | None = None

    def __hash__(self) -> int:
        """Return a hash that is computed once: a solver looks constraints up all the time."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.name, self.statement))

    @cached_property
    def unknowns(self) -> frozenset[Unknown]:
        """The unknowns that it binds."""
        return unknowns(self.statement)


class Constraints:
    """All constraints of a source, and those that hang together with a claim."""

    def __init__(
        self,
        definitions: Definitions,
        figures: Iterable[Figure],
        lists: Lists | None = None,
        printed: Mapping[str, Figure] | None = None,
    ) -> None:
        """Take the figures that bind; as_printed names those of `printed`, or these as well."""
        self.definitions = definitions
        self.figures = {figure.figure_id: figure for figure in figures}
        self.binding = [figure for figure in self.figures.values() if figure.asserted]
        self._order = {figure_id: position for position, figure_id in enumerate(self.figures)}
        self._of_group: dict[Group, dict[str, Figure]] = defaultdict(dict)
        self._touching: dict[Hashable, Touching] = {}
        places: dict[Group, set[str]] = defaultdict(set)
        for figure in self.binding:
            for base in definitions.all_bases(figure.unknown):
                places[base.metric, base.year].add(base.place)
                self._of_group[base.metric, base.year][figure.figure_id] = figure
        counted = frozenset(self._spoken_of(figure.unknown) for figure in self.binding)
        named = self.figures if printed is None else printed
        self.bare = Scope(definitions, named, lists or {}, dict(places), counted)

    def scope(self, named: Iterable[Unknown]) -> Scope:
        """Return what formulas are about where a claim names some unknowns."""
        named = list(named)
        more = frozenset(map(self._spoken_of, named)) - self.bare.counted
        bases = {base for one in named for base in self.definitions.all_bases(one)}
        extra = frozenset(
            one for one in bases if one.place not in self.bare.listed(one.metric, one.year)
        )
        return replace(self.bare, extra=extra, more=more)

    def _spoken_of(self, unknown: Unknown) -> Group:
        return self.definitions.metrics[unknown.metric].ranks or unknown.metric, unknown.year

    def everything(self) -> frozenset[Unknown]:
        """Return every unknown that a figure binds."""
        return frozenset(base for one in self.binding for base in self.bare.bases(one.unknown))

    def domain(self, unknown: Unknown) -> list[Statement]:
        """Return what is true of an unknown in every world: it is no less than nothing.

        A whole is above zero, and a share that is an unknown of its own at most 1; nothing is true
        of what may be below zero.
        """
        if self.definitions.metrics[unknown.metric].is_signed:
            return []
        amount = Polynomial.variable(unknown)
        found = [above(amount, strict=self.definitions.is_whole(unknown))]
        if self.definitions.is_share(unknown.metric):
            found.append(above(Polynomial.constant(1) - amount, strict=False))
        return found

    def opened(
        self, constraint: Constraint, scope: Scope, factor: Fraction, hedge: str = ""
    ) -> Constraint:
        """Return a figure's constraint with its hedge opened `factor` times as far.

        hedge: the only one that is opened, if any.
        """
        figure = constraint.figure
        if figure is None or constraint.kind != FIGURE:
            return constraint
        opened = figure.opened(factor, hedge)
        if opened == figure:
            return constraint
        return replace(constraint, statement=inside(scope.value(figure.unknown), opened))

    def wish(self, figure: Figure, scope: Scope) -> Constraint:
        """Return the constraint that a figure is what was printed, or as near as it may be."""
        statement = compare("==", scope.quotient(figure.unknown), number(figure.wish()))
        return Constraint(f"{figure.figure_id} as printed", WISH, statement, figure)

    def none(self, unknown: Unknown) -> Constraint:
        """Return the constraint that there is nothing of an unlisted place."""
        nothing = compare("==", Quotient(Polynomial.variable(unknown)), number(0))
        return Constraint(f"{unknown} is zero", WISH, nothing)

    def near(
        self, start: Iterable[Unknown], scope: Scope, without: frozenset[str] = frozenset()
    ) -> list[Constraint]:
        """Return the constraints that hang together with some unknowns, in the order of proofs.

        That is by distance, then figures before definitions before ranks, then as in the ledger.
        without: ids of figures that are left out.
        """
        found: dict[Constraint, int] = {}
        frontier = reached = frozenset(start)
        beyond = frozenset(one for one in reached if UNLISTED.fullmatch(one.place))
        distance = 0
        while frontier:
            new = {
                constraint
                for one in frontier
                for constraint in self._at(one, scope, beyond)
                if constraint not in found and constraint.name not in without
            }
            found |= dict.fromkeys(new, distance)
            frontier = frozenset().union(*(constraint.unknowns for constraint in new)) - reached
            reached |= frontier
            distance += 1
        order = self._order
        return sorted(
            found, key=lambda one: (found[one], one.kind, order.get(one.name, 0), one.name)
        )

    def _at(self, unknown: Unknown, scope: Scope, beyond: frozenset[Unknown]) -> list[Constraint]:
        """Return what binds an unknown; a group is made once for all claims that add the same."""
        group = unknown.metric, unknown.year
        family = self.definitions.families
        own = family[unknown.metric]
        extra = frozenset(one for one in scope.extra if family[one.metric] == own)
        more = frozenset(one for one in scope.more if family[one[0]] == own)
        beyond = frozenset(one for one in beyond if one.metric == unknown.metric)
        key = group, extra, more, beyond
        if key not in self._touching:
            touching: Touching = defaultdict(list)
            told = replace(self.bare, extra=extra, more=more)
            for constraint in self._constraints(group, told, beyond):
                for one in constraint.unknowns:
                    touching[one].append(constraint)
            self._touching[key] = touching
        return self._touching[key].get(unknown, [])

    def _constraints(
        self, group: Group, scope: Scope, beyond: frozenset[Unknown]
    ) -> Iterator[Constraint]:
        """Yield a group's figures and definitions, with what only the claim speaks of."""
        for figure in self._of_group.get(group, {}).values():
            made = self._figure(figure, scope)
            beyond |= {one for one in made.unknowns if (one.metric, one.year) == group}
            yield made
        listed = scope.listed(*group)
        places = [place for place in self.definitions.places if place in listed]
        yield from self._shares(scope, group, places)
        if self.definitions.adds_up(group[0]):
            yield from self._parts(scope, group, places)
        yield from self._unlisted(scope, group, beyond)

    def _figure(self, figure: Figure, scope: Scope) -> Constraint:
        """Return a figure's constraint; a rank's depends on which places are listed."""
        is_rank = bool(self.definitions.metrics[figure.unknown.metric].ranks)
        statement = inside(scope.value(figure.unknown), figure)
        return Constraint(figure.figure_id, RANK if is_rank else FIGURE, statement, figure)

    def _shares(self, scope: Scope, group: Group, places: list[str]) -> Iterator[Constraint]:
        """Yield that a count is no more than its whole, where parts that sum do not say so."""
        for share in self.definitions.shares[group[0]]:
            summed = not share.whole and self.definitions.adds_up(share.share_of)
            for place in [] if summed else places:
                parts = self.definitions.parts(Unknown(share.name, place, group[1]))
                if parts is None or parts[0] == parts[1]:
                    continue
                if all(one.place in scope.listed(one.metric, one.year) for one in parts):
                    name = "{} is part of {}".format(*parts)
                    rest = scope.quotient(parts[1]) - scope.quotient(parts[0])
                    yield Constraint(name, DEFINITION, above(rest.top, strict=False))

    def _parts(self, scope: Scope, group: Group, places: list[str]) -> Iterator[Constraint]:
        """Yield that the parts of a place sum to no more than the place."""
        metric, year = group
        bounds = set(places)
        if self.definitions.is_share(metric):
            bounds |= {self.definitions.root(place) for place in places}
        parts: dict[str, list[str]] = defaultdict(list)
        for place in places:
            larger = next((one for one in self.definitions.within(place) if one in bounds), None)
            if larger is not None:
                parts[larger].append(place)
        for larger, smaller in parts.items():
            whole = Unknown(metric, larger, year)
            rest = above(_rest(scope, whole, smaller), strict=False)
            yield Constraint(f"{whole} holds its parts", DEFINITION, rest)

    def _unlisted(
        self, scope: Scope, group: Group, beyond: Iterable[Unknown]
    ) -> Iterator[Constraint]:
        """Yield, for each kind, the order of the places that are not listed, and what they share.

        Of the unlisted only those are told whose place in the order a rank asks for; one between
        two of them has as much as the smaller at least.
        """
        metric, year = group
        for kind, numbers in _numbers(beyond).items():
            first = Unknown(metric, "", year)
            told = [Polynomial.variable(unlisted(first, kind, number)) for number in numbers]
            order = [above(one - other, strict=False) for one, other in pairwise(told)]
            rest = self._left(scope, group, kind)
            if rest is not None:
                for before, number, one in zip([0, *numbers], numbers, told, strict=False):
                    rest -= one.scaled(Fraction(number - before))
                order.append(above(rest, strict=False))
            if (statement := every(order)) != TRUE:
                name = f"what is left for an unlisted {kind}: {metric}"
                yield Constraint(name, DEFINITION, statement)

    def _left(self, scope: Scope, group: Group, kind: str) -> Polynomial | None:
        """Return what the listed of a kind leave of the country; None where nothing bounds it."""
        metric, year = group
        listed = scope.listed(metric, year)
        places = [place for place in self.definitions.of_kind(kind) if place in listed]
        roots = {self.definitions.root(place) for place in places}
        if not self.definitions.adds_up(metric) or len(roots) != 1:
            return None
        root = Unknown(metric, roots.pop(), year)
        if root.place not in listed and not self.definitions.is_share(metric):
            return None
        return _rest(scope, root, places)


def _rest(scope: Scope, whole: Unknown, places: Iterable[str]) -> Polynomial:
    rest = scope.quotient(whole).top
    for place in places:
        rest -= scope.quotient(whole._replace(place=place)).top
    return rest


def _numbers(unknowns: Iterable[Unknown]) -> dict[str, list[int]]:
    """Return, by kind, which of the unlisted are spoken of, the largest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for unknown in unknowns:
        if match := UNLISTED.fullmatch(unknown.place):
            found[match[1]].add(int(match[2]))
    return {kind: sorted(numbers) for kind, numbers in sorted(found.items())}
