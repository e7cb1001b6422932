"""What would change a verdict: the tolerance, the margin, and how far hedges open."""

import math
from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from analysis.claims.constraints import FIGURE, Constraint
from analysis.claims.definitions import Definitions
from analysis.claims.solver import Undecided
from analysis.claims.statements import TRUE, every, is_linear
from analysis.claims.syntax import AsPrinted, Comparison, Size, Unknown, is_equality, walk
from analysis.claims.values import Quotient, compare, number
from analysis.claims.verdict import Finding, judge, with_limits
from analysis.claims.worlds import Bound, Question, Worlds
from analysis.data.verdicts import FIRST, GRID, LAST

STEP = 100  # hedges are opened by hundredths
WIDEST = 100  # times
ONE = GRID  # as far as ours
Told = Callable[[Fraction], str]


@dataclass(frozen=True)
class Flips:
    """What would change a verdict; None where nothing would, or nothing can be said.

    fails_below, holds_from: the tolerances of `==` below which no world fits, from which all do.
    margin: by which part of the other the side that should be larger is so, at least and at most;
        below zero where it is the other that is larger.
    hedge: how many times as wide hedges would have to open; below 1, to settle what is open;
        infinite where not even WIDEST times changes it.
    """

    fails_below: Fraction | None = None
    holds_from: Fraction | None = None
    margin: tuple[Fraction, Fraction] | None = None
    hedge: Fraction | float | None = None


@dataclass(frozen=True)
class Flip:
    """A factor on how far a hedge opens, with the verdict below it, and from it on."""

    factor: Fraction
    below: str
    above: str


@dataclass(frozen=True)
class Implied:
    """What an unknown can be, given all the rest."""

    unknown: Unknown
    figure_id: str
    low: Bound
    high: Bound


def flips(question: Question, finding: Finding) -> Flips:
    """Return what would change the verdict on a claim."""
    is_shown = finding.truth is not None or finding.world_true is not None
    is_given = finding.only_states(question) or finding.is_by_definition
    if finding.conflict or is_given or not is_shown:
        return Flips()
    try:
        return replace(_spread(question), hedge=_hedge(question, finding))
    except Undecided:
        return Flips()


def narrowest(worlds: Worlds) -> Fraction | None:
    """Return the smallest opening of the hedges, in hundredths of ours, that leaves any world.

    None where not even ours does, or where that is not settled.
    """
    question = worlds.everything()
    try:
        return _first(lambda factor: opened(question, factor).possible(TRUE), 0, STEP)
    except Undecided:
        return None


def implied(worlds: Worlds) -> list[Implied]:
    """Return the bounds of what is printed, of what shares are taken of, and of further shares.

    What hangs together with a contradiction is left out, and so is what is not settled.
    """
    constraints = worlds.constraints
    metrics, printed = constraints.definitions.metrics, dict[Unknown, str]()
    for figure in constraints.binding:
        if metrics[figure.unknown.metric].unit != "rank":
            printed.setdefault(figure.unknown, figure.figure_id)
    more = {*constraints.everything(), *_shares(printed, constraints.definitions)} - {*printed}
    more = {one for one in more if not constraints.definitions.is_whole_share(one)}
    found = []
    for unknown in [*printed, *sorted(more, key=constraints.definitions.before)]:
        question, amount = worlds.amount(unknown)
        try:
            if question.possible(TRUE):
                low, high = question.bound(amount, most=False), question.bound(amount, most=True)
                found.append(Implied(unknown, printed.get(unknown, ""), low, high))
        except Undecided:
            continue
    return found


def _shares(printed: Iterable[Unknown], definitions: Definitions) -> Iterator[Unknown]:
    """Yield the shares of those places whose counts are printed, where others' shares are."""
    counts = set(printed)
    for share in counts:
        parts = definitions.parts(share)
        for count in counts if parts else ():
            if parts and count._replace(place="") == parts[0]._replace(place=""):
                yield count._replace(metric=share.metric)


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


def _spread(question: Question) -> Flips:
    """Return how far the two sides of a comparison are apart, over all worlds."""
    claim = question.meaning.claim
    if not isinstance(claim, Comparison) or (is_equality(claim) and not claim.within):
        return Flips()
    if any(isinstance(one, Size) for one in walk(claim)):
        return Flips()
    left, right = (question.scope.amount(side) for side in (claim.left, claim.right))
    if left is None or right is None or _may_be_below(question, left, right):
        return Flips()
    if claim.operator in ("<", "<="):
        left, right = right, left
    ahead, behind = _lead(question, left, right), _lead(question, right, left)
    found = [one for one in (ahead, behind) if one]
    if not found or any(most is None for _, most in found):
        return Flips()
    ends = [end for one in found for end in one if end is not None]
    if claim.operator == "==":
        least, most = (end / (1 + end) for end in (min(ends), max(ends)))  # of the larger
        return Flips(least, most)
    signed = [*(ahead or ()), *(-end for end in behind or () if end is not None)]
    return Flips(margin=(min(signed), max(signed)))


def _may_be_below(question: Question, *amounts: Quotient) -> bool:
    """Return whether some amount is below zero in some world, where a part of it says nothing."""
    doubtful = [one for one in amounts if not question.scope.is_above(one.top)]
    return any(question.possible(compare("<", one, number(0))) for one in doubtful)


def _lead(
    question: Question, larger: Quotient, smaller: Quotient
) -> tuple[Fraction, Fraction | None] | None:
    """Return the least and the most by which one side is ahead, as a part of the other.

    None where it nowhere is ahead; a most of None is without limit, or not to be told.
    """
    ratio = smaller / larger
    positive = [compare(">", larger, number(0)), question.meaning.given]
    where = every([compare(">=", larger, smaller), *positive])
    if not (ratio.is_linear and is_linear(where)):
        return Fraction(0), None
    with question.supposing(where):
        if not question.solver.ask(question.near).possible:
            return None
        most, least = (question.furthest(ratio, end) for end in (True, False))
    if not most or not least or least < 0:
        return Fraction(0), None
    return 1 / most - 1, 1 / least - 1


def _hedge(question: Question, finding: Finding) -> Fraction | float | None:
    if not any(one.figure.hedge for one in question.near if one.figure):
        return None

    def is_open(factor: Fraction) -> bool:
        return all(map(opened(question, factor).possible, question.meaning.sides))

    if finding.truth is not None:
        return _first(is_open, STEP, WIDEST * STEP) or math.inf
    settled = (_first(is_open, 0, STEP) or Fraction(0)) - Fraction(1, STEP)
    if settled < 0 or not opened(question, settled).possible(TRUE):
        return None
    return settled


def _first(true: Callable[[Fraction], bool], low: int, high: int) -> Fraction | None:
    """Return the first of so many hundredths at which something stays true; None if it never is."""
    if not true(Fraction(high, STEP)):
        return None
    steps = range(low, high)
    at = bisect_left(steps, True, key=lambda step: true(Fraction(step, STEP)))
    return Fraction(low + at, STEP)
