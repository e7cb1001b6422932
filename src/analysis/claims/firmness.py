"""What would change a verdict: the tolerance, the margin, and how far hedges open.

Imports constraints, solver, statements, syntax, values, verdict and worlds.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from analysis.claims.solver import Undecided
from analysis.claims.statements import TRUE, every, is_linear
from analysis.claims.syntax import Comparison, Unknown
from analysis.claims.values import Quotient, compare, number
from analysis.claims.verdict import Finding
from analysis.claims.worlds import Bound, Question, Worlds

STEP = 100  # hedges are opened by hundredths
WIDEST = 100  # times


@dataclass(frozen=True)
class Flips:
    """What would change a verdict; None where nothing would, or nothing can be said.

    fails_below, holds_from: the tolerances of `==` below which no world fits, from which all do.
    margin: by which part of the other the side that should be larger is so, at least and at most;
        below zero where it is the other that is larger.
    hedge: how many times as wide hedges would have to open; below 1, to settle what is open.
    """

    fails_below: Fraction | None = None
    holds_from: Fraction | None = None
    margin: tuple[Fraction, Fraction] | None = None
    hedge: Fraction | None = None


@dataclass(frozen=True)
class Implied:
    """What an unknown can be, given all the rest."""

    unknown: Unknown
    figure_id: str
    low: Bound
    high: Bound


def flips(question: Question, finding: Finding) -> Flips:
    """Return what would change the verdict on a claim."""
    if finding.conflict or (finding.truth is None and finding.world_true is None):
        return Flips()
    try:
        return replace(_spread(question), hedge=_hedge(question, finding))
    except Undecided:
        return Flips()


def narrowest(worlds: Worlds) -> Fraction | None:
    """Return the smallest opening of the hedges, in hundredths of ours, that leaves any world."""
    question = worlds.everything()
    if not question.possible(TRUE):
        return None
    return _first(lambda factor: _opened(question, factor).possible(TRUE), 0, STEP)


def implied(worlds: Worlds) -> list[Implied]:
    """Return the bounds of every unknown that is printed or that shares are taken of.

    What hangs together with a contradiction is left out.
    """
    constraints = worlds.constraints
    printed: dict[Unknown, str] = {}
    for figure in constraints.figures.values():
        if (
            figure.asserted
            and constraints.definitions.metrics[figure.unknown.metric].unit != "rank"
        ):
            printed.setdefault(figure.unknown, figure.figure_id)
    more = [one for one in constraints.everything() if one not in printed]
    before = constraints.definitions.before
    found = []
    for unknown in [*printed, *sorted(more, key=before)]:
        question, amount = worlds.amount(unknown)
        if question.possible(TRUE):
            low, high = question.bound(amount, most=False), question.bound(amount, most=True)
            found.append(Implied(unknown, printed.get(unknown, ""), low, high))
    return found


def _spread(question: Question) -> Flips:
    """Return how far the two sides of a comparison are apart, over all worlds."""
    claim = question.meaning.claim
    if not isinstance(claim, Comparison) or (claim.operator in ("==", "!=") and not claim.within):
        return Flips()
    left, right = (question.scope.amount(side) for side in (claim.left, claim.right))
    if left is None or right is None:
        return Flips()
    if claim.operator in ("<", "<="):
        left, right = right, left
    ahead, behind = _lead(question, left, right), _lead(question, right, left)
    found = [one for one in (ahead, behind) if one]
    if not found or any(most is None for _, most in found):
        return Flips()
    ends = [end for one in found for end in one if end is not None]
    if claim.operator == "==":
        return Flips(min(ends), max(ends))
    signed = [*(ahead or ()), *(-end for end in behind or () if end is not None)]
    return Flips(margin=(min(signed), max(signed)))


def _lead(
    question: Question, larger: Quotient, smaller: Quotient
) -> tuple[Fraction, Fraction | None] | None:
    """Return the least and the most by which one side is ahead, as a part of the other.

    None where it nowhere is ahead; a most of None is without limit, or not to be told.
    """
    ratio = smaller / larger
    positive = [compare(">", larger, number(0)), question.meaning.given]
    where = every([compare(">=", larger, smaller), *positive])
    if not (ratio.top.is_linear and ratio.bottom.is_linear and is_linear(where)):
        return Fraction(0), None
    with question.supposing(where):
        if not question.solver.ask(question.near).possible:
            return None
        most, least = (question.furthest(ratio, end) for end in (True, False))
    if not most or not least or least < 0:
        return Fraction(0), None
    return 1 / most - 1, 1 / least - 1


def _hedge(question: Question, finding: Finding) -> Fraction | None:
    if not any(one.figure.hedged for one in question.near if one.figure):
        return None

    def is_open(factor: Fraction) -> bool:
        opened = _opened(question, factor)
        return all(opened.possible(question.meaning.side(side)) for side in (True, False))

    if finding.truth is not None:
        return _first(is_open, STEP, WIDEST * STEP)
    settled = (_first(is_open, 0, STEP) or Fraction(0)) - Fraction(1, STEP)
    if settled < 0 or not _opened(question, settled).possible(TRUE):
        return None
    return settled


def _opened(question: Question, factor: Fraction) -> Question:
    near = [question.constraints.opened(one, question.scope, factor) for one in question.near]
    question.solver.guard(near)
    return replace(question, near=near)


def _first(true: Callable[[Fraction], bool], low: int, high: int) -> Fraction | None:
    """Return the first of so many hundredths at which something stays true; None if it never is."""
    if not true(Fraction(high, STEP)):
        return None
    while low < high:
        middle = (low + high) // 2
        if true(Fraction(middle, STEP)):
            high = middle
        else:
            low = middle + 1
    return Fraction(high, STEP)
