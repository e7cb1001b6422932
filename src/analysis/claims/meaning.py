"""What a formula says of a world: its tree turned into statements about unknowns.

Shares are taken as their count over the whole, ranks as counts of what is larger, the places that
are not listed included. Imports assertions, definitions, formula's tree, statements and values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from analysis.claims.assertions import Figure
from analysis.claims.definitions import Definitions
from analysis.claims.statements import (
    FALSE,
    TRUE,
    Polynomial,
    Statement,
    above,
    every,
    negated,
    some,
)
from analysis.claims.syntax import (
    Amount,
    Arithmetic,
    AsPrinted,
    Claim,
    Comparison,
    FormulaError,
    Junction,
    Negation,
    Number,
    Rank,
    RankCorrelation,
    Same,
    Size,
    Unknown,
    walk,
)
from analysis.claims.values import (
    Quotient,
    Tally,
    Value,
    compare,
    correlation,
    equal_within,
    inside,
    number,
)

Lists = Mapping[str, tuple[Mapping[str, str], ...]]  # a row a member, under the list's id
Group = tuple[str, int | None]  # a metric in a year
UNLISTED = "unlisted {kind} {number}"


@dataclass(frozen=True)
class Meaning:
    """A claim as statements: `says` is true in a world, or it is not; `given` must be for both.

    Given is that divisors are positive, and that rows of a rank correlation have no equal members.
    """

    says: Statement
    given: Statement
    named: tuple[Unknown, ...]

    def side(self, true: bool) -> Statement:
        """Return what a world must fit in which the claim is true, or false."""
        return every([self.says if true else negated(self.says), self.given])


@dataclass(frozen=True)
class Scope:
    """What formulas are about: definitions, the places listed for each metric, figures, lists.

    listed: for a metric and a year, the places of which the source or the claim speaks.
    counted: the metrics and years of which they speak other than as a share. A share of what is
        not counted is an unknown of its own; any other is its count over the whole.
    """

    definitions: Definitions
    listed: Callable[[str, int | None], set[str]]
    counted: Callable[[str, int | None], bool]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    lists: Lists = field(default_factory=dict)
    extra: frozenset[Unknown] = frozenset()
    more: frozenset[Group] = frozenset()

    def value(self, unknown: Unknown) -> Value:
        """Return an unknown as what it is by definition: a quotient, a rank, or itself."""
        ranked = self.definitions.metrics[unknown.metric].ranks
        if ranked:
            return self.rank(unknown._replace(metric=ranked), "")
        return self.quotient(unknown)

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
        parts = self.definitions.parts(unknown)
        if parts is None or not any(self.counted(one.metric, one.year) for one in parts):
            return None
        return parts

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
        """Return an amount as a quotient; None for a rank or a rank correlation."""
        value = self._value(amount, [])
        return None if isinstance(value, Tally) else value

    def limit_of(self, unknown: Unknown) -> Quotient:
        """Return the amount whose upper bound makes an unknown checkable, unlisted ones too."""
        if unknown.place not in self.definitions.places:
            return Quotient(Polynomial.variable(unknown))
        return self.quotient(unknown)

    def rank(self, of: Unknown, kind: str) -> Tally:
        """Return the rank of an unknown among all places of a kind, by default of its first."""
        places = self.definitions.places
        kind = kind or places[of.place].kinds[0]
        if kind not in places[of.place].kinds:
            found = f"'{of.place}' ranked among kind '{kind}'"
            raise FormulaError(found, f"one of its kinds: {', '.join(places[of.place].kinds)}")
        of = self.ranked(of)
        own, places_listed = self.quotient(of), self.listed_of_kind(of, kind)
        larger = tuple(
            compare(">", self.quotient(of._replace(place=place)), own)
            for place in places_listed
            if place != of.place
        )

        def beyond(count: int) -> Statement:
            if count <= 0:
                return TRUE
            return compare(">", Quotient(Polynomial.variable(unlisted(of, kind, count))), own)

        return Tally(larger, of=(own, f"{kind} {of.metric} {of.year}"), beyond=beyond)

    def ranked(self, of: Unknown) -> Unknown:
        """Return what orders places as this does: for a share of the country, what it counts."""
        parts = self.parts(of)
        while parts is not None and not self.definitions.metrics[of.metric].whole:
            of = parts[0]
            parts = self.parts(of)
        return of

    def listed_of_kind(self, of: Unknown, kind: str) -> list[str]:
        """Return the places of a kind that are listed for the metric and year of an unknown."""
        listed = self.listed(of.metric, of.year) | {of.place}
        return [place for place in self.definitions.of_kind(kind) if place in listed]

    def meaning(self, claim: Claim) -> Meaning:
        """Return what a claim says, its names looked up; raise FormulaError."""
        given: list[Statement] = []
        says = self._claim(claim, given)
        return Meaning(says, every(given), named_in(claim, self.figures))

    def _claim(self, claim: Claim, given: list[Statement]) -> Statement:
        match claim:
            case Comparison(operator, left, right, within):
                one, other = self._value(left, given), self._value(right, given)
                if within is None:
                    return compare(operator, one, other)
                equal = equal_within(one, other, within)
                return negated(equal) if operator == "!=" else equal
            case Junction(operator, parts):
                joined = [self._claim(part, given) for part in parts]
                return every(joined) if operator == "and" else some(joined)
            case Negation(part):
                return negated(self._claim(part, given))
            case Same(first, second):
                return TRUE if self._members(first) == self._members(second) else FALSE
            case AsPrinted(figure_id, amount):
                figure = self.figures[figure_id]
                of = figure.unknown if amount is None else amount
                return inside(self._value(of, given), figure)

    def _value(self, amount: Amount, given: list[Statement]) -> Value:
        match amount:
            case Number(value):
                return number(value)
            case Unknown():
                return self.value(amount)
            case Rank(Unknown() as of, None, kind):
                return self.rank(of, kind)
            case Rank(of, among, _) if among is not None:
                own = self._quotient(of, given)
                others = [self._quotient(one, given) for one in among]
                return Tally(tuple(compare(">", other, own) for other in others))
            case RankCorrelation(first, second):
                rows = [[self._quotient(one, given) for one in row] for row in (first, second)]
                tally, unequal = correlation(rows[0], rows[1])
                given.append(unequal)
                return tally
            case Size(list_id, attribute, value):
                rows_with = [row for row in self.lists[list_id] if row.get(attribute, "") == value]
                return number(len(rows_with))
            case Arithmetic(operator, left, right):
                one, other = self._quotient(left, given), self._quotient(right, given)
                return _calculate(operator, one, other, given)
        raise FormulaError(f"{amount}", "an amount whose names are looked up")

    def _quotient(self, amount: Amount, given: list[Statement]) -> Quotient:
        value = self._value(amount, given)
        if isinstance(value, Tally):
            raise FormulaError("a rank inside an amount", "ranks beside a comparison only")
        return value

    def _members(self, list_id: str) -> frozenset[str]:
        return frozenset(row["member"] for row in self.lists[list_id])


def named_in(claim: Claim, figures: Mapping[str, Figure]) -> tuple[Unknown, ...]:
    """Return the unknowns that a claim names, those of as_printed(figure) as well."""
    found: dict[Unknown, None] = {}
    for part in walk(claim):
        if isinstance(part, Unknown):
            found[part] = None
        elif isinstance(part, AsPrinted) and part.amount is None:
            found[figures[part.figure_id].unknown] = None
    return tuple(found)


def unlisted(of: Unknown, kind: str, count: int) -> Unknown:
    """Return the unknown of the count-th largest place of a kind that is not listed."""
    return of._replace(place=UNLISTED.format(kind=kind, number=count))


def _calculate(operator: str, left: Quotient, right: Quotient, given: list[Statement]) -> Quotient:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    divisor = right.number
    if divisor is not None:
        if divisor == 0:
            raise FormulaError("a division by zero", "a divisor other than zero")
        return left.scaled(1 / divisor)
    given.append(above(right.top, strict=True))
    return left / right
