"""One world in which a statement is true, as close to the printed numbers as can be.

Each printed number in turn, counts before shares and then the nearest to the claim first, is kept
where it can be and else moved to the nearest that can; so the world depends on what is possible
alone. Counts are whole where they can be. Where unknowns are multiplied, numbers near the printed
ones are tried, and how far others can go is found by trying.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from fractions import Fraction
from itertools import chain
from math import ceil, floor

from analysis.claims.assertions import Figure
from analysis.claims.constraints import RANK, Constraint
from analysis.claims.meaning import UNLISTED
from analysis.claims.solver import Undecided
from analysis.claims.statements import (
    Polynomial,
    Quotient,
    Statement,
    atoms,
    compare,
    holds,
    is_linear,
    number,
    unknowns,
)
from analysis.claims.syntax import Unknown
from analysis.claims.worlds import Question

TENTHS = 30  # ever smaller steps inside an end that is itself left out
HALVINGS = 30  # of the step between a number that is possible and one beyond
GRID = 64  # numbers tried on each side of a printed one
POWERS = [Fraction(2) ** power for power in range(-TENTHS, 2 * TENTHS)]
TRIED = [*(-one for one in reversed(POWERS)), Fraction(0), *POWERS]


def nearest_world(question: Question, statement: Statement) -> dict[Unknown, Fraction]:
    """Return a number for each unknown that hangs together with the claim.

    Some world must fit the statement. Raises Undecided.
    """
    with ExitStack() as supposed:
        search = _Search(question, statement, supposed)
        search.grant(search.wishes)
        search.fill()
        search.grant(search.nothings)
    if not all(holds(one, search.world) for one in search.fitting):
        raise RuntimeError(f"a world that does not fit: {search.world}")
    return search.world


def told(question: Question, world: Mapping[Unknown, Fraction]) -> dict[Unknown, Fraction]:
    """Return what a claim turns on in a world, and what had to be other than printed."""
    printed: dict[Unknown, list[Fraction]] = {}
    for figure in _printed(question):
        printed.setdefault(figure.unknown, []).extend([figure.value, figure.wish()])
    metrics, named = question.scope.definitions.metrics, question.meaning.named
    found = {}
    for one in dict.fromkeys((*named, *printed, *world)):
        turns = one in named and not metrics[one.metric].ranks
        moved = one in world and world[one] not in printed.get(one, [world[one]])
        beyond = UNLISTED.fullmatch(one.place) and world[one]
        amount = question.scope.quotient(one)
        if (turns or moved or beyond) and amount.unknowns <= world.keys():
            found[one] = amount.value(world)
    return found


def _printed(question: Question) -> list[Figure]:
    return [one.figure for one in question.near if one.figure and one.kind != RANK]


class _Search:
    """The world as far as it is settled, and what it still has to fit."""

    def __init__(self, question: Question, statement: Statement, supposed: ExitStack) -> None:
        self.question, self._supposed = question, supposed
        self.near = list(question.near)
        self.fitting = [statement, *(one.statement for one in question.near)]
        self._is_linear = all(map(is_linear, self.fitting))
        self.world: dict[Unknown, Fraction] = {}
        first: dict[Unknown, Figure] = {}
        for figure in (*_printed(question), *question.left_out):
            first.setdefault(figure.unknown, figure)
        self._names = frozenset[Unknown]().union(*map(unknowns, self.fitting))
        wishes = [question.constraints.wish(figure, question.scope) for figure in first.values()]
        self.wishes = sorted(wishes, key=lambda one: len(one.unknowns))  # a share after its parts
        beyond = sorted(one for one in self._names if UNLISTED.fullmatch(one.place))
        self.nothings = [question.constraints.none(one) for one in beyond]
        self._equations: list[Polynomial] = []
        question.solver.guard([*self.wishes, *self.nothings])
        supposed.enter_context(question.solver.supposing(statement))

    def grant(self, wishes: list[Constraint]) -> None:
        """Grant each wish where it can be, in order; move the others to the nearest that can."""
        for wish in wishes:
            if wish.unknowns <= self.world.keys():
                continue
            equation = atoms(wish.statement)[0].polynomial  # zero where it is granted
            if self.question.solver.core([*self.near, wish]) is None:
                self.near.append(wish)
                self._equations.append(equation)
                self._work_out()
            elif not self._is_linear:
                self._try(wish)
            elif found := _root(equation.given(self.world)):
                self._nearest(Quotient(Polynomial.variable(found[0])), found[1], found[0])
            elif wish.figure:
                self._nearest(self.question.scope.quotient(wish.figure.unknown), wish.figure.wish())

    def fill(self) -> None:
        """Give what is not printed of listed places, in the tables' order, the roundest numbers."""
        listed = [one for one in self._names if not UNLISTED.fullmatch(one.place)]
        for unknown in sorted(listed, key=self.question.scope.definitions.before):
            if unknown not in self.world:
                amount = Quotient(Polynomial.variable(unknown))
                self._settle(amount, self._roundest(amount))

    def _roundest(self, amount: Quotient) -> Iterator[Fraction]:
        yield from _round_numbers(*(self._end(amount, most) for most in (False, True)))

    def _end(self, amount: Quotient, most: bool) -> Fraction | None:
        """Return the end of what an amount can be, None without limit.

        Where unknowns are multiplied, it is a number near the end, found by trying.
        """
        end = self.question.furthest(amount, most, self.near)
        if self._is_linear or (end is not None and self._can("==", amount, end)):
            return end
        way, tried = (">=", TRIED) if most else ("<=", TRIED[::-1])
        reached = bisect_left(tried, True, key=lambda one: not self._can(way, amount, one))
        if reached in (0, len(tried)):
            return None
        inside, outside = tried[reached - 1], tried[reached]
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            is_inside = self._can(way, amount, middle)
            inside, outside = (middle, outside) if is_inside else (inside, middle)
        return inside

    def _can(self, way: str, amount: Quotient, value: Fraction) -> bool:
        return self.question.possible(compare(way, amount, number(value)), self.near)

    def _try(self, wish: Constraint) -> None:
        """Settle an amount at the first number that it can be: near its print, or the roundest."""
        if wish.figure:
            amount = self.question.scope.quotient(wish.figure.unknown)
            self._settle(amount, chain(_around(wish.figure), self._roundest(amount)))
        else:
            amount = Quotient(Polynomial.variable(*wish.unknowns))
            self._settle(amount, self._roundest(amount))

    def _nearest(self, amount: Quotient, target: Fraction, unknown: Unknown | None = None) -> None:
        metrics = self.question.scope.definitions.metrics
        is_count = unknown is not None and metrics[unknown.metric].unit == "count"
        ends = []
        for operator, inward in (("<=", -1), (">=", 1)):
            with self.question.solver.supposing(compare(operator, amount, number(target))):
                if self.question.solver.core(self.near) is None:
                    end = self.question.furthest(amount, inward < 0, self.near)
                    ends.append((target if end is None else end, inward))
        end, inward = min(ends, key=lambda one: abs(one[0] - target))
        self._settle(amount, _from_end(end, inward, is_count))

    def _settle(self, amount: Quotient, numbers: Iterator[Fraction]) -> None:
        """Settle an amount at the first number that it can be."""
        for value in numbers:
            settled = compare("==", amount, number(value))
            if self.question.possible(settled, self.near):
                self._supposed.enter_context(self.question.solver.supposing(settled))
                self._equations.append(amount.top - amount.bottom.scaled(value))
                return self._work_out()
        raise Undecided("a world with numbers that can be written")

    def _work_out(self) -> None:
        """Put numbers to the unknowns that follow from what is settled."""
        left = [one.given(self.world) for one in self._equations]
        self._equations = [one for one in left if one.number is None]
        for one in self._equations:
            if found := _root(one):
                self.world[found[0]] = found[1]
                return self._work_out()


def _root(polynomial: Polynomial) -> tuple[Unknown, Fraction] | None:
    """Return the only unknown of a polynomial, with the number at which it is zero."""
    terms = dict(polynomial.terms)
    constant = terms.pop((), Fraction(0))
    found = [(monomial[0], -constant / factor) for monomial, factor in terms.items()]
    return found[0] if len(found) == 1 else None


def _from_end(end: Fraction, inward: int, is_count: bool) -> Iterator[Fraction]:
    """Yield an end, first its whole number, and then numbers ever closer to it from inside."""
    if is_count:
        whole = Fraction(floor(end) if inward < 0 else ceil(end))
        yield whole
        yield whole + inward
    yield end
    unit = _power(abs(end) or Fraction(1))
    for tenth in range(2, TENTHS):
        yield end + inward * unit / 10**tenth


def _around(figure: Figure) -> Iterator[Fraction]:
    """Yield numbers ever further from a figure, up to both of its ends."""
    ends = [abs(end - figure.value) for end in (figure.low, figure.high) if end is not None]
    reach = max([*ends, abs(figure.value) / 10])
    for step in range(1, GRID + 1):
        yield figure.wish() - step * reach / GRID
        yield figure.wish() + step * reach / GRID


def _round_numbers(least: Fraction | None, most: Fraction | None) -> Iterator[Fraction]:
    """Yield numbers between two ends, the roundest first, and those above zero before others."""
    if least is None or least < 0:
        if most is None or most > 0:
            yield from _round_numbers(Fraction(0), most)
        below = None if least is None else -least
        yield from (-one for one in _round_numbers(max(-(most or Fraction(0)), Fraction(0)), below))
        return
    unit = _power(max(least, most or least, Fraction(1))) * 10
    for _ in range(TENTHS):
        first = ceil(least / unit) * unit
        for value in (first, first + unit):
            if value and (most is None or value <= most):
                yield value
        unit /= 10
    yield least
    if most is not None:
        yield (least + most) / 2


def _power(value: Fraction) -> Fraction:
    """Return the power of ten at or below a positive number."""
    power = Fraction(1)
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return power
