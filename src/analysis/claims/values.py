"""The values that a formula's amounts take, and their comparison as statements.

A quotient is a polynomial over one that is positive wherever the claim means anything; comparing
multiplies both sides out. A tally is a number that counts true statements: a rank, or Spearman's
correlation, which for rows without equal members depends on a count alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

from analysis.claims.assertions import Figure
from analysis.claims.statements import (
    FALSE,
    TRUE,
    Polynomial,
    Statement,
    World,
    above,
    at_least,
    every,
    negated,
    some,
)
from analysis.claims.syntax import FormulaError, Unknown

MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
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
class Tally:
    """`offset` plus `step` for each part that is true.

    of: what is ranked among all places of a kind; then `beyond` says that so many places that are
        not listed are larger, each a statement of its own.
    """

    parts: tuple[Statement, ...]
    offset: Fraction = Fraction(1)
    step: Fraction = Fraction(1)
    of: tuple[Quotient, str] | None = None
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
    if operator == "!=":
        return negated(compare("==", left, right))
    if operator == "==":
        return every([compare("<=", left, right), compare(">=", left, right)])
    if isinstance(left, Tally):
        if isinstance(right, Tally):
            return _compare_tallies(operator, left, right)
        if right.number is None:
            found = "a rank or a correlation beside an amount"
            raise FormulaError(found, "a number, or another of its kind")
        return _against_number(operator, left, right.number)
    if isinstance(right, Tally):
        return compare(MIRRORED[operator], right, left)
    apart = left - right if operator in (">", ">=") else right - left
    return above(apart.top, strict=operator in ("<", ">"))


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
    unequal = every(compare("!=", *pair) for pair in apart)
    return Tally(pairs, offset, 2 * scale), unequal


def _against_number(operator: str, tally: Tally, bound: Fraction) -> Statement:
    steps = (bound - tally.offset) / tally.step
    if operator == ">=":
        return tally.reaches(ceil(steps))
    if operator == ">":
        return tally.reaches(floor(steps) + 1)
    return negated(_against_number(">=" if operator == "<" else ">", tally, bound))


def _compare_tallies(operator: str, left: Tally, right: Tally) -> Statement:
    if left.of and right.of and left.of[1] == right.of[1]:
        return compare(MIRRORED[operator], left.of[0], right.of[0])  # ranks turn the order round
    if left.of or right.of or left.step != right.step:
        raise FormulaError("two ranks that count other places", "rank(x, [..]) on both sides")
    if operator in (">", ">="):
        return _compare_tallies(MIRRORED[operator], right, left)
    # left < right: fewer of the left, and more of the right, than makes them equal
    gap = (right.offset - left.offset) / left.step
    parts = [*map(negated, left.parts), *right.parts]
    needed = len(left.parts) - gap
    return at_least(floor(needed) + 1 if operator == "<" else ceil(needed), parts)
