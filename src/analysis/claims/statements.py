"""Statements about unknowns that a world makes true or false: comparisons of values, joined.

A value is a quotient of polynomials, whose divisor is positive wherever the claim means anything,
so that comparing multiplies both sides out; or it counts true statements. Everything is in exact
fractions. A statement is kept without negation: `negated` turns it round.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil, floor, prod

from analysis.claims.syntax import FormulaError, Unknown

Monomial = tuple[Unknown, ...]  # sorted by text; () is the constant
World = Mapping[Unknown, Fraction]
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
KEPT = 2**11  # answers that are kept for statements that come again


@dataclass(frozen=True)
class Polynomial:
    """A sum of products of unknowns, each with a factor other than zero."""

    terms: tuple[tuple[Monomial, Fraction], ...]

    def __hash__(self) -> int:
        """Return a hash that is computed once."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.terms)

    @classmethod
    def of(cls, terms: Iterable[tuple[Monomial, Fraction]]) -> "Polynomial":
        """Return the sum of terms, like ones joined."""
        found: dict[Monomial, Fraction] = {}
        for monomial, factor in terms:
            found[monomial] = found.get(monomial, Fraction(0)) + factor
        return cls(tuple((monomial, factor) for monomial, factor in found.items() if factor))

    @classmethod
    def constant(cls, number: Fraction | int) -> "Polynomial":
        """Return a polynomial without unknowns."""
        return cls.of([((), Fraction(number))])

    @classmethod
    def variable(cls, unknown: Unknown) -> "Polynomial":
        """Return an unknown itself."""
        return cls((((unknown,), Fraction(1)),))

    def __add__(self, other: "Polynomial") -> "Polynomial":
        return Polynomial.of([*self.terms, *other.terms])

    def __sub__(self, other: "Polynomial") -> "Polynomial":
        return self + other.scaled(Fraction(-1))

    def __mul__(self, other: "Polynomial") -> "Polynomial":
        return Polynomial.of(
            (tuple(sorted(one + two, key=str)), factor * by)
            for one, factor in self.terms
            for two, by in other.terms
        )

    def scaled(self, by: Fraction) -> "Polynomial":
        """Return the polynomial times a number."""
        return Polynomial.of((monomial, factor * by) for monomial, factor in self.terms)

    @cached_property
    def unknowns(self) -> frozenset[Unknown]:
        """The unknowns in it."""
        return frozenset(unknown for monomial, _ in self.terms for unknown in monomial)

    @property
    def number(self) -> Fraction | None:
        """The number that it is, where it has no unknown."""
        if not self.terms:
            return Fraction(0)
        return self.terms[0][1] if not self.unknowns else None

    @property
    def is_linear(self) -> bool:
        """Whether no product of unknowns is in it."""
        return all(len(monomial) <= 1 for monomial, _ in self.terms)

    def value(self, world: World) -> Fraction:
        """Return its number in a world."""
        terms = (factor * prod(map(world.__getitem__, found)) for found, factor in self.terms)
        return sum(terms, Fraction(0))

    def given(self, world: World) -> "Polynomial":
        """Return it with the numbers that are known put in."""
        terms = []
        for monomial, factor in self.terms:
            known = prod(world[one] for one in monomial if one in world)
            terms.append((tuple(one for one in monomial if one not in world), factor * known))
        return Polynomial.of(terms)


ONE = Polynomial.constant(1)


@dataclass(frozen=True)
class Quotient:
    """A polynomial over another; the second is positive."""

    top: Polynomial
    bottom: Polynomial = ONE

    @property
    def number(self) -> Fraction | None:
        """The number that it is, where it has no unknown."""
        return None if self.bottom.number is None else self.top.number

    @property
    def unknowns(self) -> frozenset[Unknown]:
        """The unknowns in it."""
        return self.top.unknowns | self.bottom.unknowns

    @property
    def is_linear(self) -> bool:
        """Whether no product of unknowns is in it."""
        return self.top.is_linear and self.bottom.is_linear

    def value(self, world: World) -> Fraction:
        """Return its number in a world."""
        return self.top.value(world) / self.bottom.value(world)

    def __add__(self, other: "Quotient") -> "Quotient":
        if self.bottom == other.bottom:
            return Quotient(self.top + other.top, self.bottom)
        top = self.top * other.bottom + other.top * self.bottom
        return Quotient(top, self.bottom * other.bottom)

    def __sub__(self, other: "Quotient") -> "Quotient":
        return self + other.scaled(Fraction(-1))

    def __mul__(self, other: "Quotient") -> "Quotient":
        if other.top == self.bottom:
            return Quotient(self.top, other.bottom)
        if self.top == other.bottom:
            return Quotient(other.top, self.bottom)
        return Quotient(self.top * other.top, self.bottom * other.bottom)

    def __truediv__(self, other: "Quotient") -> "Quotient":
        return self * Quotient(other.bottom, other.top)

    def scaled(self, by: Fraction) -> "Quotient":
        """Return the quotient times a number."""
        return Quotient(self.top.scaled(by), self.bottom)


@dataclass(frozen=True)
class Atom:
    """A polynomial is above zero or, where not strict, at least zero."""

    polynomial: Polynomial
    strict: bool


@dataclass(frozen=True)
class AtLeast:
    """So many of the parts are true."""

    number: int
    parts: tuple["Statement", ...]


Statement = Atom | AtLeast
TRUE, FALSE = AtLeast(0, ()), AtLeast(1, ())


def every(parts: Iterable[Statement]) -> Statement:
    """Return the statement that all parts are true."""
    given = list(parts)
    return at_least(len(given), given)


def some(parts: Iterable[Statement]) -> Statement:
    """Return the statement that one part at least is true."""
    return at_least(1, parts)


def at_least(number: int, parts: Iterable[Statement]) -> Statement:
    """Return the statement that so many parts are true, simplified."""
    given = list(parts)
    kept = tuple(part for part in given if part not in (TRUE, FALSE))
    number -= sum(part == TRUE for part in given)
    if number <= 0:
        return TRUE
    if number > len(kept):
        return FALSE
    return kept[0] if len(kept) == 1 else AtLeast(number, kept)


def above(polynomial: Polynomial, strict: bool) -> Statement:
    """Return the statement that a polynomial is above zero, decided where it is a number."""
    number = polynomial.number
    if number is None:
        return Atom(polynomial, strict)
    return TRUE if number > 0 or (number == 0 and not strict) else FALSE


@lru_cache(KEPT)
def negated(statement: Statement) -> Statement:
    """Return the statement that is true where this one is not."""
    if isinstance(statement, Atom):
        return Atom(statement.polynomial.scaled(Fraction(-1)), not statement.strict)
    parts = tuple(map(negated, statement.parts))
    return at_least(len(parts) - statement.number + 1, parts)


def atoms(statement: Statement) -> list[Atom]:
    """Return the comparisons in a statement."""
    if isinstance(statement, Atom):
        return [statement]
    return [atom for part in statement.parts for atom in atoms(part)]


def holds(statement: Statement, world: World) -> bool:
    """Return whether a statement is true in a world."""
    if isinstance(statement, Atom):
        value = statement.polynomial.value(world)
        return value > 0 or (value == 0 and not statement.strict)
    return sum(holds(part, world) for part in statement.parts) >= statement.number


@lru_cache(KEPT)
def unknowns(statement: Statement) -> frozenset[Unknown]:
    """Return the unknowns in a statement."""
    return frozenset().union(*(atom.polynomial.unknowns for atom in atoms(statement)))


@lru_cache(KEPT)
def is_linear(statement: Statement) -> bool:
    """Return whether no product of unknowns is in the statement."""
    return all(atom.polynomial.is_linear for atom in atoms(statement))


@dataclass(frozen=True)
class Tally:
    """`offset` plus `step` for each part that is true.

    beyond: says, where all places of a kind are ranked, that so many which are not listed are
        larger, each a statement of its own.
    """

    parts: tuple[Statement, ...]
    offset: Fraction = Fraction(1)
    step: Fraction = Fraction(1)
    beyond: Callable[[int], Statement] = lambda number: FALSE

    def reaches(self, number: int) -> Statement:
        """Return the statement that so many are true."""
        if number <= 0:
            return TRUE
        most = len(self.parts)
        ways = [
            every([at_least(count, self.parts), self.beyond(number - count)])
            for count in range(min(number, most + 1))
        ]
        return some([*ways, at_least(number, self.parts)])


Value = Quotient | Tally


def number(value: Fraction | int) -> Quotient:
    """Return a number as a quotient."""
    return Quotient(Polynomial.constant(value))


def compare(operator: str, left: Value, right: Value) -> Statement:
    """Return the statement that two values stand to each other as the operator says."""
    if operator == "==":
        return every([compare("<=", left, right), compare(">=", left, right)])
    if isinstance(left, Tally):
        if isinstance(right, Tally) or right.number is None:
            found = "a rank or a correlation compared with what is no number"
            raise FormulaError(found, "a number, as in rank(a) == 1; for rank(a) < rank(b), a > b")
        return _against_number(operator, left, right.number)
    if isinstance(right, Tally):
        return compare(MIRRORED[operator], right, left)
    apart = left - right if operator in (">", ">=") else right - left
    return above(apart.top, strict=operator in ("<", ">"))


def _against_number(operator: str, tally: Tally, bound: Fraction) -> Statement:
    steps = (bound - tally.offset) / tally.step
    if operator == ">=":
        return tally.reaches(ceil(steps))
    if operator == ">":
        return tally.reaches(floor(steps) + 1)
    return negated(_against_number(">=" if operator == "<" else ">", tally, bound))
