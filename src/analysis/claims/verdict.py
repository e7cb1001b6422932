"""What becomes of a claim within its own source, with the proof or the two worlds that show it.

A world is as close to the printed numbers as can be: each in turn, counts before shares and then
the nearest to the claim first, is kept where it can be and else moved to the nearest that can; so
the world depends on what is possible alone. Counts are whole where they can be.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from analysis.claims.assertions import Figure
from analysis.claims.constraints import RANK, Constraint
from analysis.claims.meaning import UNLISTED
from analysis.claims.solver import Undecided
from analysis.claims.statements import (
    TRUE,
    Polynomial,
    Quotient,
    Statement,
    atoms,
    compare,
    is_linear,
    number,
    unknowns,
)
from analysis.claims.syntax import Unknown
from analysis.claims.worlds import Proof, Question, amounts, is_unlimited, remainders
from analysis.data.tables import Verdict

World = Mapping[Unknown, Fraction]
TENTHS = 30  # ever smaller steps inside an end that is itself left out


@dataclass(frozen=True)
class Finding:
    """A verdict and what shows it.

    conflict: ids of figures that cannot all be so, where what the claim hangs together with
    contradicts itself. unlimited: an unknown without upper bound, for which the claim is not
    checkable.
    """

    verdict: Verdict
    proof: Proof | None = None
    world_true: World | None = None
    world_false: World | None = None
    conflict: tuple[str, ...] = ()
    unlimited: Unknown | None = None

    @property
    def truth(self) -> bool | None:
        """Whether the claim is true in all worlds or in none; None where it is neither."""
        if self.verdict == Verdict.FAILS:
            return False
        stands = (Verdict.HOLDS, Verdict.AS_STATED, Verdict.BY_DEFINITION)
        return True if self.verdict in stands else None

    @property
    def is_by_definition(self) -> bool:
        """Whether definitions alone prove or refute the claim."""
        return self.proof is not None and not self.proof.figures

    def only_states(self, question: Question) -> bool:
        """Return whether the source only states what the claim repeats."""
        return self.verdict == Verdict.AS_STATED and bool(question.left_out)


Tell = Callable[[Question], Finding]


def with_worlds(question: Question) -> Finding:
    """Return a claim that is true in some worlds only, with one each way where it has limits.

    Where unknowns are multiplied, none is told.
    """
    found = with_limits(question)
    told_of = [*question.meaning.sides, *(one.statement for one in question.near)]
    if found.unlimited or not all(map(is_linear, told_of)):
        return found
    true, false = (told(question, nearest_world(question, side)) for side in question.meaning.sides)
    return replace(found, world_true=true, world_false=false)


def with_limits(question: Question) -> Finding:
    """Return that a claim is open, or not checkable where an unknown in it has no upper bound."""
    unlimited = next((one for one in amounts(question) if is_unlimited(question, one)), None)
    return Finding(Verdict.NOT_CHECKABLE if unlimited else Verdict.OPEN, unlimited=unlimited)


def judge(question: Question, tell: Tell = with_worlds) -> Finding:
    """Return what becomes of a claim; what the solver does not settle is undecided.

    tell: what is told of a claim that is true in some worlds only.
    """
    try:
        return _decide(question, tell)
    except Undecided:
        return Finding(Verdict.UNDECIDED)


def _decide(question: Question, tell: Tell) -> Finding:
    can, cannot = map(question.possible, question.meaning.sides)
    if can and cannot:
        return tell(question)
    if can or cannot:
        return _decided(question, can)
    if question.possible(TRUE):  # a divisor is nothing, or a row to be ranked has equal members
        return Finding(Verdict.NOT_CHECKABLE)
    return _in_conflict(question, tell)


def _decided(question: Question, holds: bool) -> Finding:
    other, lists = question.meaning.side(not holds), question.meaning.lists
    definitions = [one for one in question.near if one.figure is None]
    stands = Verdict.HOLDS
    if not question.possible(other, definitions):
        proof = question.refute(other, definitions)
        stands = stands if lists else Verdict.BY_DEFINITION
    else:
        proof = question.refute(other)
        if not lists and (len(proof.figures) == 1 or proof.only_ranks):
            stands = Verdict.AS_STATED
    return Finding(stands if holds else Verdict.FAILS, proof)


def _in_conflict(question: Question, tell: Tell) -> Finding:
    """Return what stands whichever figure of a contradiction is left out, the figures named."""
    definitions = [one for one in question.near if one.figure is None]
    for true in (True, False):
        if not question.possible(question.meaning.side(not true), definitions):
            return _decided(question, true)  # whatever the figures are
    conflict, left = remainders(question)
    findings = [_decide(replace(question, near=near), tell) for near in left]
    found = {finding.verdict for finding in findings}
    if len(found) > 1 and not all(finding.truth for finding in findings):
        return Finding(Verdict.CONFLICTING, conflict=conflict.figures)
    finding = findings[0] if len(found) == 1 else replace(findings[0], verdict=Verdict.HOLDS)
    if finding.truth is not None:
        common = [one for one in question.near if all(one in near for near in left)]
        other = question.meaning.side(not finding.truth)
        if not question.possible(other, common):
            finding = replace(finding, proof=question.refute(other, common))
    return replace(finding, conflict=conflict.figures)


def nearest_world(question: Question, statement: Statement) -> dict[Unknown, Fraction]:
    """Return a number for each unknown that hangs together with the claim.

    Some world must fit the statement. Raises Undecided.
    """
    with ExitStack() as supposed:
        search = _Search(question, statement, supposed)
        search.grant(search.wishes)
        search.fill()
        search.grant(search.nothings)
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
        self.world: dict[Unknown, Fraction] = {}
        first: dict[Unknown, Figure] = {}
        for figure in (*_printed(question), *question.left_out):
            first.setdefault(figure.unknown, figure)
        self._names = unknowns(statement).union(*(one.unknowns for one in self.near))
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
                ends = (self.question.furthest(amount, most, self.near) for most in (False, True))
                self._settle(amount, _round_numbers(*ends))

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
