"""One world in which a statement is true, as close to the printed numbers as can be.

Each printed number in turn, counts before shares and then the nearest to the claim first, is kept
where it can be and else moved to the nearest that can; so the world depends on what is possible
alone. Counts are whole where they can be.
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
from analysis.claims.statements import Polynomial, Statement, atoms, holds, is_linear, unknowns
from analysis.claims.syntax import Unknown
from analysis.claims.values import Quotient, compare, number
from analysis.claims.worlds import Question

TENTHS = 30  # ever smaller steps inside an end that is itself left out
HALVINGS = 10
GRID = 64  # places tried between a printed number and as far as it could be


def nearest_world(question: Question, statement: Statement) -> dict[Unknown, Fraction]:
    """Return a number for each unknown that hangs together with the claim.

    Some world must fit the statement. Raises Undecided.
    """
    with ExitStack() as supposed:
        search = _Search(question, statement, supposed)
        search.grant(search.wishes)
        for unknown in search.rest():
            if unknown not in search.world:
                search.choose(Quotient(Polynomial.variable(unknown)))
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
        self.fitting = [statement, *(one.statement for one in question.near)]
        self._linear = all(map(is_linear, self.fitting))
        self.world: dict[Unknown, Fraction] = {}
        first: dict[Unknown, Figure] = {}
        for figure in (*_printed(question), *question.left_out):
            first.setdefault(figure.unknown, figure)
        self._names = frozenset().union(*map(unknowns, self.fitting))
        wishes = [question.constraints.wish(figure, question.scope) for figure in first.values()]
        self.wishes = sorted(wishes, key=lambda one: len(one.unknowns))  # a share after its parts
        beyond = sorted(one for one in self._names if UNLISTED.fullmatch(one.place))
        self.nothings = [question.constraints.none(one) for one in beyond]
        self._granted: list[Constraint] = []
        self._equations: list[Polynomial] = []
        question.solver.guard([*self.wishes, *self.nothings])
        supposed.enter_context(question.supposing(statement))

    def grant(self, wishes: list[Constraint]) -> None:
        """Grant each wish where it can be, in order; move the others to the nearest that can."""
        for wish in wishes:
            if wish.unknowns <= self.world.keys():
                continue
            if self.question.solver.ask([*self._near, wish]).possible:
                self._granted.append(wish)
                self._equations.append(_polynomial(wish.statement))
                self._work_out()
            else:
                self._move(wish)

    def rest(self) -> list[Unknown]:
        """Return the unknowns of listed places not settled yet, in the tables' order."""
        kept = [one for one in self._names if not UNLISTED.fullmatch(one.place)]
        left = [one for one in kept if one not in self.world]
        return sorted(left, key=self.question.scope.definitions.before)

    def choose(self, amount: Quotient) -> None:
        """Settle an amount of which nothing is printed: the roundest number that it can be."""
        self._first_possible(amount, self._roundest(amount))

    def _roundest(self, amount: Quotient) -> Iterator[Fraction]:
        yield from _round_numbers(self._end(amount, most=False), self._end(amount, most=True))

    def _move(self, wish: Constraint) -> None:
        """Settle an amount, or the one unknown left in it, as near its wish as it can be."""
        left = _polynomial(wish.statement).given(self.world)
        alone, root = _root(left)
        if not self._linear and wish.figure:
            amount = self.question.scope.quotient(wish.figure.unknown)
            self._first_possible(amount, chain(_around(wish.figure), self._roundest(amount)))
        elif not self._linear and alone:
            self.choose(Quotient(Polynomial.variable(alone)))
        elif alone and root is not None:
            self._nearest(Quotient(Polynomial.variable(alone)), root, alone)
        elif wish.figure:
            self._nearest(self.question.scope.quotient(wish.figure.unknown), wish.figure.wish())

    def _nearest(self, amount: Quotient, target: Fraction, unknown: Unknown | None = None) -> None:
        metrics = self.question.scope.definitions.metrics
        is_count = unknown is not None and metrics[unknown.metric].unit == "count"
        ends = []
        for operator, inward in (("<=", -1), (">=", 1)):
            with self.question.supposing(compare(operator, amount, number(target))):
                if self.question.solver.ask(self._near).possible:
                    end = self.question.furthest(amount, inward < 0, self._near)
                    ends.append((target if end is None else end, inward))
        end, inward = min(ends, key=lambda one: abs(one[0] - target))
        self._first_possible(amount, _from_end(end, inward, is_count))

    def _first_possible(self, amount: Quotient, numbers: Iterator[Fraction]) -> None:
        """Settle an amount at the first number that it can be."""
        for value in numbers:
            if self._can("==", amount, value):
                return self._settle(amount, value)
        raise Undecided("a world with numbers that can be written")

    def _can(self, way: str, amount: Quotient, value: Fraction) -> bool:
        return self.question.possible(compare(way, amount, number(value)), self._near)

    @property
    def _near(self) -> list[Constraint]:
        return [*self.question.near, *self._granted]

    def _end(self, amount: Quotient, most: bool) -> Fraction | None:
        """Return the end of what an amount can be, None without limit.

        Where unknowns are multiplied, it is a number near the end, found by trying.
        """
        if self._linear:
            return self.question.furthest(amount, most, self._near)
        way = ">=" if most else "<="
        powers = [Fraction(2) ** power for power in range(-TENTHS, 2 * TENTHS)]
        powers = powers if most else powers[::-1]
        reached = bisect_left(powers, True, key=lambda power: not self._can(way, amount, power))
        if reached == len(powers) and most:
            return None
        if reached in (0, len(powers)):
            return Fraction(0)
        inside, outside = powers[reached - 1], powers[reached]
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            inside, outside = (
                (middle, outside) if self._can(way, amount, middle) else (inside, middle)
            )
        return inside

    def _settle(self, amount: Quotient, value: Fraction) -> None:
        settled = compare("==", amount, number(value))
        self._supposed.enter_context(self.question.supposing(settled))
        self._equations.append(amount.top - amount.bottom.scaled(value))
        self._work_out()

    def _work_out(self) -> None:
        """Put numbers to the unknowns that follow from what is settled."""
        left = [one.given(self.world) for one in self._equations]
        self._equations = [one for one in left if one.number is None]
        for one in self._equations:
            alone, root = _root(one)
            if alone and root is not None:
                self.world[alone] = root
                return self._work_out()


def _polynomial(equation: Statement) -> Polynomial:
    """Return what is zero where an equation is true."""
    return atoms(equation)[0].polynomial


def _root(polynomial: Polynomial) -> tuple[Unknown | None, Fraction | None]:
    """Return the only unknown of a polynomial, and where it is zero if it is linear."""
    unknown, *others = polynomial.unknowns or (None,)
    terms = dict(polynomial.terms)
    if others or unknown is None:
        return None, None
    factor = terms.get((unknown,)) if polynomial.is_linear else None
    return unknown, -terms.get((), Fraction(0)) / factor if factor else None


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
