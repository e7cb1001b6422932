"""What a formula says of a world: its tree turned into statements about unknowns.

Shares are taken as their count over the whole, ranks as counts of what is larger, the places that
are not listed included.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from operator import add, mul, sub
from typing import cast

from analysis.claims import syntax
from analysis.claims.assertions import Figure
from analysis.claims.definitions import Definitions
from analysis.claims.statements import (
    FALSE,
    TRUE,
    Polynomial,
    Quotient,
    Statement,
    Tally,
    Value,
    above,
    compare,
    every,
    negated,
    number,
    some,
)
from analysis.claims.syntax import Amount, Claim, FormulaError, Unknown

Lists = Mapping[str, tuple[Mapping[str, str], ...]]  # a row a member, under the list's id
Group = tuple[str, int | None]  # a metric in a year
CALCULATE: Mapping[str, Callable[[Quotient, Quotient], Quotient]] = {"+": add, "-": sub, "*": mul}
UNLISTED = re.compile(r"unlisted (.+) ([0-9]+)")


@dataclass(frozen=True)
class Meaning:
    """A claim as statements: `says` is true in a world, or it is not; `given` must be for both.

    Given is that divisors are not zero, and that rows of a rank correlation have no equal members.
    named: the unknowns that it names. lists: ids of the lists whose members it counts.
    """

    claim: Claim | None
    says: Statement
    given: Statement
    named: tuple[Unknown, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[Statement, Statement]:
        """What a world must fit in which the claim is true, and in which it is false."""
        return self.side(True), self.side(False)

    def side(self, true: bool) -> Statement:
        """Return what a world must fit in which the claim is true, or false."""
        return every([self.says if true else negated(self.says), self.given])


@dataclass(frozen=True)
class Scope:
    """What formulas are about: definitions, figures, lists, and of what source and claim speak.

    places: the places of which the source speaks, for each metric in a year.
    counted: the metrics and years of which it speaks other than as a share. A share of what is
        not counted is an unknown of its own; any other is its count over the whole.
    extra, more: what a claim adds to the places and to what is counted.
    """

    definitions: Definitions
    figures: Mapping[str, Figure]
    lists: Lists
    places: Mapping[Group, Collection[str]]
    counted: frozenset[Group]
    extra: frozenset[Unknown] = frozenset()
    more: frozenset[Group] = frozenset()

    def listed(self, metric: str, year: int | None) -> set[str]:
        """Return the places of which the source or the claim speaks."""
        more = {one.place for one in self.extra if (one.metric, one.year) == (metric, year)}
        return more.union(self.places.get((metric, year), ()))

    def value(self, amount: Unknown | syntax.Rank) -> Value:
        """Return an unknown, or a rank, as what it is by definition: a quotient, or a rank."""
        if ranking := self.ranking(amount):
            return self.rank(*ranking)
        return self.quotient(cast(Unknown, amount))

    def ranking(self, amount: Amount) -> tuple[Unknown, str] | None:
        """Return what is ranked among all places, and among which kind: by default its first."""
        match amount:
            case syntax.Rank(Unknown() as of, None, kind):
                return of, kind or self.definitions.places[of.place].kinds[0]
            case Unknown() if ranks := self.definitions.metrics[amount.metric].ranks:
                return self.ranking(syntax.Rank(amount._replace(metric=ranks)))
        return None

    def quotient(self, unknown: Unknown) -> Quotient:
        """Return an unknown other than a rank as a quotient of what is counted."""
        if self.definitions.is_whole_share(unknown):
            return number(1)
        parts = self.parts(unknown)
        if parts is None:
            return Quotient(Polynomial.variable(unknown))
        return self.quotient(parts[0]) / self.quotient(parts[1])

    def parts(self, unknown: Unknown) -> tuple[Unknown, Unknown] | None:
        """Return the count and the whole of a share, where either is spoken of by itself."""
        if unknown.place not in self.definitions.places:  # one that is not listed
            return None
        parts = self.definitions.parts(unknown)
        groups = {(one.metric, one.year) for one in parts or ()}
        return parts if groups & self.counted or groups & self.more else None

    def bases(self, unknown: Unknown) -> list[Unknown]:
        """Return the unknowns that one is made of: a share of two, a rank of what it orders."""
        ranked = self.definitions.metrics[unknown.metric].ranks
        if ranked:
            return self.bases(self.ranked(unknown._replace(metric=ranked)))
        if self.definitions.is_whole_share(unknown):
            return []
        return [base for part in self.parts(unknown) or () for base in self.bases(part)] or [
            unknown
        ]

    def amount(self, amount: Amount) -> Quotient | None:
        """Return an amount as a quotient; None for a rank or a correlation."""
        value = self._value(amount, [])
        return None if isinstance(value, Tally) else value

    def is_above(self, polynomial: Polynomial) -> bool:
        """Return whether no amount in it can be such that it is below zero."""
        metrics = self.definitions.metrics
        return all(
            factor > 0 and not any(metrics[one.metric].is_signed for one in monomial)
            for monomial, factor in polynomial.terms
        )

    def rank(self, of: Unknown, kind: str) -> Tally:
        """Return the rank of an unknown among all places of a kind."""
        kinds = self.definitions.places[of.place].kinds
        if kind not in kinds:
            found = f"'{of.place}' ranked among kind '{kind}'"
            raise FormulaError(found, f"one of its kinds: {', '.join(kinds)}")
        of = self.ranked(of)
        own, others = self.quotient(of), self.others_of_kind(of, kind)
        larger = tuple(compare(">", self.quotient(other), own) for other in others)

        def beyond(count: int) -> Statement:
            return compare(">", self.quotient(unlisted(of, kind, count)), own)

        return Tally(larger, beyond=beyond)

    def ranked(self, of: Unknown) -> Unknown:
        """Return what orders places as this does: for a share of the country, what it counts."""
        parts = self.parts(of)
        while parts is not None and not self.definitions.metrics[of.metric].whole:
            of = parts[0]
            parts = self.parts(of)
        return of

    def others_of_kind(self, of: Unknown, kind: str) -> list[Unknown]:
        """Return the same of the other places of a kind that are listed."""
        listed = self.listed(of.metric, of.year) - {of.place}
        return [of._replace(place=one) for one in self.definitions.of_kind(kind) if one in listed]

    def members(self, list_id: str) -> frozenset[str]:
        """Return the members of a list."""
        return frozenset(row["member"] for row in self.lists[list_id])

    def meaning(self, claim: Claim) -> Meaning:
        """Return what a claim says, its names looked up; raise FormulaError."""
        given: list[Statement] = []
        says = self._claim(claim, given)
        lists = dict.fromkeys(name for part in syntax.walk(claim) for name in syntax.lists(part))
        return Meaning(claim, says, every(given), named_in(claim, self.figures), tuple(lists))

    def _claim(self, claim: Claim, given: list[Statement]) -> Statement:
        match claim:
            case syntax.Comparison(operator, left, right, within):
                one, other = self._value(left, given), self._value(right, given)
                if within is None:
                    return compare(operator, one, other)
                return equal_within(one, other, within)
            case syntax.Junction(operator, parts):
                joined = [self._claim(part, given) for part in parts]
                return every(joined) if operator == "and" else some(joined)
            case syntax.Negation(part):
                return negated(self._claim(part, given))
            case syntax.Same(first, second):
                return TRUE if self.members(first) == self.members(second) else FALSE
            case syntax.AsPrinted(figure_id, amount):
                figure = self.figures[figure_id]
                of = figure.unknown if amount is None else amount
                return inside(self._value(of, given), figure)

    def _value(self, amount: Amount, given: list[Statement]) -> Value:
        match amount:
            case syntax.Number(value):
                return number(value)
            case Unknown() | syntax.Rank(Unknown(), None):
                return self.value(amount)
            case syntax.Rank(of, among, _) if among is not None:
                own = self._quotient(of, given)
                others = [self._quotient(one, given) for one in among]
                return Tally(tuple(compare(">", other, own) for other in others))
            case syntax.RankCorrelation(first, second):
                rows = [[self._quotient(one, given) for one in row] for row in (first, second)]
                tally, unequal = correlation(rows[0], rows[1])
                given.append(unequal)
                return tally
            case syntax.Size(list_id, attribute, value):
                return number(sum(row.get(attribute, "") == value for row in self.lists[list_id]))
            case syntax.Arithmetic(operator, left, right):
                one, other = self._quotient(left, given), self._quotient(right, given)
                return self._calculate(operator, one, other, given)
        raise FormulaError(f"{amount}", "an amount whose names are looked up")

    def _quotient(self, amount: Amount, given: list[Statement]) -> Quotient:
        value = self._value(amount, given)
        if isinstance(value, Tally):
            raise FormulaError("a rank inside an amount", "ranks beside a comparison only")
        return value

    def _calculate(
        self, operator: str, left: Quotient, right: Quotient, given: list[Statement]
    ) -> Quotient:
        if operator in CALCULATE:
            return CALCULATE[operator](left, right)
        divisor = right.number
        if divisor == 0:
            raise FormulaError("a division by zero", "a divisor other than zero")
        if divisor is not None:
            return left.scaled(1 / divisor)
        if not self.is_above(right.top):
            found = "a divisor with a minus in it, or of what may be below zero"
            given_as = "its sign beside the product, as in b > c and a > 2 * (b - c)"
            raise FormulaError(found, f"{given_as} for a / (b - c) > 2")
        given.append(above(right.top, strict=True))
        return left / right


def named_in(claim: Claim, figures: Mapping[str, Figure]) -> tuple[Unknown, ...]:
    """Return the unknowns that a claim names, those of as_printed(figure) as well."""
    found: dict[Unknown, None] = {}
    for part in syntax.walk(claim):
        if isinstance(part, Unknown):
            found[part] = None
        elif isinstance(part, syntax.AsPrinted) and part.amount is None:
            found[figures[part.figure_id].unknown] = None
    return tuple(found)


def unlisted(of: Unknown, kind: str, count: int) -> Unknown:
    """Return the unknown of the count-th largest place of a kind that is not listed."""
    return of._replace(place=f"unlisted {kind} {count}")


def equal_within(left: Value, right: Value, within: Fraction) -> Statement:
    """Return the statement that two values differ by a part of the larger at most."""
    if isinstance(left, Tally) or isinstance(right, Tally):
        return compare("==", left, right)
    least = 1 - within  # by which multiples of the other, each side is of its sign
    return some(
        every(
            compare(way, *pair)
            for pair in ((left, right.scaled(least)), (right, left.scaled(least)))
        )
        for way in (">=", "<=")
    )


def inside(value: Value, figure: Figure) -> Statement:
    """Return the statement that a value lies where a figure's wording allows."""
    ends = [
        (">" if figure.open_low else ">=", figure.low),
        ("<" if figure.open_high else "<=", figure.high),
    ]
    return every(compare(way, value, number(end)) for way, end in ends if end is not None)


def correlation(first: list[Quotient], second: list[Quotient]) -> tuple[Tally, Statement]:
    """Return Spearman's correlation of two rows, and that no two of a row are equal.

    With ranks a and b, it is 1 - 6 sum((a - b)^2) / (n (n^2 - 1)). Without equal members the
    squares' sum is fixed but for sum(a b), and that counts the pairs (j, k) other than i for which
    the first row has j above i and the second has k above i.
    """
    size = len(first)
    higher = [
        [[compare(">", other, one) for other in row if other is not one] for one in row]
        for row in (first, second)
    ]
    pairs = tuple(
        every([one, other])
        for ones, others in zip(*higher, strict=True)
        for one in ones
        for other in others
    )
    scale = Fraction(6, size * (size**2 - 1))
    squares = Fraction(size * (size + 1) * (2 * size + 1), 3)
    offset = 1 - scale * (squares - 2 * size**2)
    apart = (pair for row in (first, second) for pair in combinations(row, 2))
    unequal = every(negated(compare("==", *pair)) for pair in apart)
    return Tally(pairs, offset, 2 * scale), unequal
