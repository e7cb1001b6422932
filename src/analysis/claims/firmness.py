"""How firm a verdict is: how far hedges would have to open, all together or one, to change it."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import inf

from analysis.claims.constraints import FIGURE, Constraint
from analysis.claims.margins import given
from analysis.claims.solver import Undecided
from analysis.claims.statements import TRUE
from analysis.claims.syntax import AsPrinted, walk
from analysis.claims.verdict import Finding, judge, with_limits
from analysis.claims.worlds import Question, Worlds
from analysis.data.verdicts import FIRST, GRID, LAST

STEP = 100  # hedges are opened by hundredths
WIDEST = 100  # times
ONE = GRID  # as far as ours
Told = Callable[[Fraction], str]


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
    is_shown = finding.truth is not None or finding.world_true
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


def readings(question: Question, finding: Finding) -> list[str]:
    """Return the figures on whose hedges, as we read them, a verdict rests.

    Each that turns it when read as wide as flips go while the others are read as ever or, where
    none does, a few that turn it together; nothing where that is not settled.
    """
    if finding.proof is None or finding.truth is None:
        return []
    near, other = question.near, question.meaning.side(not finding.truth)
    factor = Fraction(LAST, GRID)
    wide = {one: question.constraints.opened(one, question.scope, factor) for one in near}
    question.solver.guard(wide.values())

    def turn(some: Collection[Constraint]) -> bool:
        return question.possible(other, [wide[one] if one in some else one for one in near])

    read = [one for one in near if wide[one] != one]
    try:
        if not read or not turn(read):
            return []
        needed = [one for one in read if turn([one])]
        if not needed:
            needed = read
            for one in read:
                fewer = [left for left in needed if left != one]
                needed = fewer if turn(fewer) else needed
    except Undecided:
        return []
    return [one.name for one in needed]


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

    def turns(low: int, high: int) -> list[int]:
        if asked(low) == asked(high):
            return []
        if high - low == 1:
            return [high]
        middle = (low + high) // 2
        return [*turns(low, middle), *turns(middle, high)]

    found = [*turns(FIRST, ONE), *turns(ONE, LAST)]
    said = [
        now if first <= ONE < after else told(Fraction(min(max(first, ONE), after - 1), GRID))
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
