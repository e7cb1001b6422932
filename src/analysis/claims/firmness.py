"""How firm a verdict is: how far hedges would have to open, all together or one, to change it.

And how far it is from turning by tolerances of equality, or by a margin; or why by neither. The
same is told of what a source's own figures decide and of what references do.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import inf, isinf

from analysis.claims.constraints import FIGURE
from analysis.claims.solver import Undecided
from analysis.claims.statements import FALSE, TRUE, Quotient, compare, every, is_linear, number
from analysis.claims.syntax import (
    Arithmetic,
    AsPrinted,
    Claim,
    Comparison,
    Junction,
    Negation,
    Number,
    walk,
)
from analysis.claims.verdict import Finding, judge, with_limits
from analysis.claims.worlds import Question, Worlds
from analysis.data.tables import FIRST, GRID, LAST, Verdict

STEP = 100  # hedges are opened by hundredths
WIDEST = 100  # times
Told = Callable[[Fraction], str]
Margin = tuple[Fraction | float, Fraction | float]


@dataclass(frozen=True)
class Flip:
    """A factor on how far a hedge opens, with the verdict below it, and from it on."""

    factor: Fraction
    below: str
    above: str


def opening(question: Question, finding: Finding) -> Fraction | float | None:
    """Return how many times as far hedges would have to open to change a verdict.

    Below 1, to settle what is open; infinite where not even WIDEST times changes it; None where
    nothing can be said, or that is not settled.
    """
    is_shown = finding.truth is not None or finding.verdict == Verdict.OPEN
    is_hedged = any(one.figure.hedge for one in question.near if one.figure)
    if finding.conflict or given(question, finding) or not (is_shown and is_hedged):
        return None

    def is_open(factor: Fraction) -> bool:
        return all(map(opened(question, factor).possible, question.meaning.sides))

    try:
        if finding.truth is not None:
            return _first(is_open, STEP, WIDEST * STEP) or inf
        settled = (_first(is_open, 0, STEP) or Fraction(0)) - Fraction(1, STEP)
        is_told = settled >= 0 and opened(question, settled).possible(TRUE)
        return settled if is_told else None
    except Undecided:
        return None


def narrowest(worlds: Worlds) -> Fraction | None:
    """Return the smallest opening of the hedges, in hundredths of ours, that leaves any world.

    None where not even ours does, or where that is not settled.
    """
    question = worlds.everything()
    try:
        return _first(lambda factor: opened(question, factor).possible(TRUE), 0, STEP)
    except Undecided:
        return None


def hedges(question: Question) -> list[str]:
    """Return the hedges of the figures that a claim names as printed or hangs together with."""
    parts = walk(question.meaning.claim) if question.meaning.claim else []
    named = [question.scope.figures[one.figure_id] for one in parts if isinstance(one, AsPrinted)]
    near = [one.figure for one in question.near if one.figure and one.kind == FIGURE]
    return list(dict.fromkeys(one.hedge for one in (*named, *near) if one.hedge))


def flips_within(question: Question, finding: Finding, hedge: str) -> list[Flip]:
    """Return where a verdict within the source changes as one hedge opens wider or narrower.

    Nowhere where that is not settled.
    """

    @cache
    def at(factor: Fraction) -> Question:
        return opened(question, factor, hedge)

    def state(factor: Fraction) -> tuple[bool, ...]:
        return tuple(map(at(factor).possible, at(factor).meaning.sides))

    def told(factor: Fraction) -> str:
        return judge(at(factor), with_limits).verdict

    if finding.is_by_definition:
        return []
    try:
        return stretches(state, told, finding.verdict)
    except Undecided:
        return []


def stretches(state: Callable[[Fraction], Hashable], told: Told, now: str) -> list[Flip]:
    """Return where what is told changes, as a hedge opens from a twentieth to four times ours.

    state: what is asked on the way, in fewer steps than what is told; where it is the same at both
        ends, from the narrowest to ours or from ours to the widest, so it is taken to be between.
    now: what is told of ours. Of each other stretch, what is told is what is so nearest to ours.
    """
    asked = cache(lambda step: state(Fraction(step, GRID)))

    def between(low: int, high: int) -> list[int]:
        if asked(low) == asked(high):
            return []
        if high - low == 1:
            return [high]
        middle = (low + high) // 2
        return [*between(low, middle), *between(middle, high)]

    found = [*between(FIRST, GRID), *between(GRID, LAST)]
    said = [
        now if first <= GRID < after else told(Fraction(min(max(first, GRID), after - 1), GRID))
        for first, after in zip([FIRST, *found], [*found, LAST + 1], strict=True)
    ]
    return [
        Flip(Fraction(step, GRID), below, above)
        for step, below, above in zip(found, said, said[1:], strict=False)
        if below != above
    ]


def opened(question: Question, factor: Fraction, hedge: str = "") -> Question:
    """Return a question with hedges opened `factor` times as far.

    hedge: the only one that is opened, if any; then in what the claim names as printed as well.
    """
    scope, meaning = question.scope, question.meaning
    if hedge and meaning.claim:
        named = {name: one.opened(factor, hedge) for name, one in scope.figures.items()}
        meaning = replace(scope, figures=named).meaning(meaning.claim)
    near = [question.constraints.opened(one, scope, factor, hedge) for one in question.near]
    question.solver.guard(near)
    return replace(question, near=near, meaning=meaning)


def _first(true: Callable[[Fraction], bool], low: int, high: int) -> Fraction | None:
    """Return the first of so many hundredths at which something stays true; None if it never is."""
    if not true(Fraction(high, STEP)):
        return None
    steps = range(low, high)
    at = bisect_left(steps, True, key=lambda step: true(Fraction(step, STEP)))
    return Fraction(low + at, STEP)


@dataclass(frozen=True)
class Turns:
    """What would change a verdict; None where nothing would, or nothing can be said.

    fails_below, holds_from: the tolerances of `==` below which no world fits, from which all do.
    margin: by which part of the other the side that should be larger is so, at least and at most;
        below zero where it is the other that is larger, infinite where the other may be nothing.
    part: the comparison of which that is so: of several, the one whose turning turns the claim.
    why: why there is neither tolerance nor margin, of what is decided.
    """

    fails_below: Fraction | None = None
    holds_from: Fraction | None = None
    margin: Margin | None = None
    part: Comparison | None = None
    is_of_several: bool = False
    why: str = ""

    def leeway(self, truth: bool) -> Fraction | float:
        """Return how far it is from turning, by margin or by tolerance."""
        if self.margin:
            return self.margin[0] if truth else -self.margin[1]
        return -(self.holds_from or Fraction(0)) if truth else self.fails_below or Fraction(0)


def turns(question: Question, finding: Finding) -> Turns:
    """Return what would change the verdict on a claim, by its source's figures or by others."""
    claim, truth, why = question.meaning.claim, finding.truth, given(question, finding)
    if claim is None or why or (truth is None and finding.verdict != Verdict.OPEN):
        return Turns(why=why)
    try:
        found = _spread(question, claim, truth)
    except Undecided:
        found = Turns(why="untold")
    return found if truth is not None else replace(found, why="")


def given(question: Question, finding: Finding) -> str:
    """Return why no other number would change what is decided; nothing where one may."""
    is_defined = finding.is_by_definition
    ways = {
        "conflict": finding.conflict,
        "list": question.meaning.lists and (is_defined or not question.meaning.named),
        "definition": is_defined,
        "stated": finding.only_states(question),
    }
    told = (way for way, is_so in ways.items() if is_so)
    return next(told, "") if finding.truth is not None else ""


def nearest(found: Iterable[Turns], truth: bool) -> Turns:
    """Return which of some that are all true, or all false, is the first to turn.

    One that has neither tolerance nor margin may be.
    """
    otherwise = Turns(why="untold")
    return min(found, key=lambda one: one.leeway(truth) if one.part else -inf, default=otherwise)


def _spread(question: Question, claim: Claim, truth: bool | None) -> Turns:
    """Return how far the comparison that decides is from turning, over all worlds.

    Of parts that are all needed, that is the nearest to it, and else the furthest; what lists alone
    make true or false has no distance.
    """
    match claim:
        case Negation(part):
            return _spread(question, part, None if truth is None else not truth)
        case AsPrinted():
            return _spread(question, _compared(question, claim), truth)
        case Comparison("==", left, right, None):
            both = Comparison(">=", left, right), Comparison("<=", left, right)
            return _spread(question, Junction("and", both), truth)
        case Comparison():
            return _apart(question, claim)
        case Junction(operator, parts) if truth is not None:
            meaning = question.scope.meaning
            kept = [part for part in parts if meaning(part).says not in (TRUE, FALSE)]
            found = [_spread(question, part, truth) for part in kept]
            found = [one for one in found if one.why != "zero"] or found
            turned = [one for one in found if one.margin and one.leeway(truth) > 0]
            decides = nearest(found, truth)
            if (operator == "and") != truth and turned:
                decides = max(turned, key=lambda one: one.leeway(truth))
            return replace(decides, is_of_several=len(found) > 1)
    return Turns(why="untold")


def _compared(question: Question, claim: AsPrinted) -> Claim:
    """Return that a figure is as printed as the comparisons with its ends, but for zero."""
    figure = question.scope.figures[claim.figure_id]
    unit = question.scope.definitions.metrics[figure.unknown.metric].unit
    amount, ends = claim.amount or figure.unknown, ((">=", figure.low), ("<=", figure.high))
    return Junction(
        "and", tuple(Comparison(way, amount, Number(end, unit)) for way, end in ends if end)
    )


def _apart(question: Question, claim: Comparison) -> Turns:
    """Return how far the two sides of a comparison are apart, over all worlds.

    A difference held against zero is a comparison of its two parts.
    """
    match claim:
        case Comparison(operator, Arithmetic("-", one, other), Number(0), None):
            return _apart(question, Comparison(operator, one, other))
        case Comparison(operator, Number(0), Arithmetic("-", one, other), None):
            return _apart(question, Comparison(operator, other, one))
    left, right = map(question.scope.amount, (claim.left, claim.right))
    if left is None or right is None:
        return Turns(why="rank")
    if not (left.top.terms and right.top.terms):
        return Turns(why="zero")
    doubtful = [side for side in (left, right) if not question.scope.is_above(side.top)]
    if any(question.possible(compare("<", side, number(0))) for side in doubtful):
        return Turns(why="untold")  # a part of what is below zero says nothing
    if claim.operator in ("<", "<="):
        left, right = right, left
    most, least = map(_lead, _ratios(question, left, right))
    if least <= 0 <= most and isinf(most - least):
        return Turns(why="untold")
    if claim.operator == "==":
        ends = [one if isinstance(one, Fraction) else None for one in (least, most)]
        parts = [Fraction(1) if one is None else abs(one) / (1 + abs(one)) for one in ends]
        return Turns(Fraction(0) if least < 0 < most else min(parts), max(parts), part=claim)
    return Turns(margin=(least, most), part=claim) if least or most else Turns(why="exact")


def _ratios(
    question: Question, one: Quotient, other: Quotient
) -> tuple[Fraction | None, Fraction | None]:
    """Return how many times an amount another is, at least and at most; None is without limit.

    Where they cannot be weighed in one world without products, each goes as far as it can by
    itself. Raises Undecided where that is too much as well.
    """
    ratio, zero = other / one, number(0)
    where = every([compare(">", one, zero), question.meaning.given])
    with question.solver.supposing(where):
        if not (one.is_linear and other.is_linear and is_linear(where) and question.possible(TRUE)):
            raise Undecided("how far two amounts are apart")
        if ratio.is_linear:
            least, most = (question.furthest(ratio, end) for end in (False, True))
        else:
            (low, high), (small, large) = (
                [question.furthest(side, end) for end in (False, True)] for side in (one, other)
            )
            least = (small or Fraction(0)) / high if high else Fraction(0)
            most = large / low if large is not None and low else None
    alone = every([compare("<=", one, zero), compare(">", other, zero)])
    return least, None if question.possible(alone) else most


def _lead(ratio: Fraction | None) -> Fraction | float:
    """Return how far a side is ahead of another that is so many times as much; or behind it."""
    if not ratio:
        return -inf if ratio is None else inf
    return 1 / ratio - 1 if ratio < 1 else 1 - ratio
