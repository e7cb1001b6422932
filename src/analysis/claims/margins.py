"""How far a verdict is from turning: by tolerances of equality, or by a margin; or why by neither.

The same is told of what a source's own figures decide and of what references do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf, isinf

from analysis.claims.solver import Undecided
from analysis.claims.statements import TRUE, every, is_linear
from analysis.claims.syntax import AsPrinted, Claim, Comparison, Junction, Negation, Number
from analysis.claims.values import Quotient, compare, number
from analysis.claims.verdict import Finding
from analysis.claims.worlds import Question

Margin = tuple[Fraction | float, Fraction | float]


@dataclass(frozen=True)
class Flips:
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


def flips(question: Question, finding: Finding) -> Flips:
    """Return what would change the verdict on a claim, by its source's figures or by others."""
    claim, truth, why = question.meaning.claim, finding.truth, given(question, finding)
    if claim is None or why or (truth is None and not finding.world_true):
        return Flips(why=why)
    try:
        found = _spread(question, claim, truth)
    except Undecided:
        found = Flips(why="untold")
    return found if truth is not None else replace(found, why="")


def given(question: Question, finding: Finding) -> str:
    """Return why no other number would change what is decided; nothing where one may."""
    ways = {
        "conflict": finding.conflict,
        "list": question.meaning.lists,
        "definition": finding.is_by_definition,
        "stated": finding.only_states(question),
    }
    told = (way for way, is_so in ways.items() if is_so)
    return next(told, "") if finding.truth is not None else ""


def nearest(found: Iterable[Flips], truth: bool) -> Flips:
    """Return which of some that are all true, or all false, is the first to turn.

    One that has neither tolerance nor margin may be.
    """
    return min(found, key=lambda one: one.leeway(truth) if one.part else -inf)


def _spread(question: Question, claim: Claim, truth: bool | None) -> Flips:
    """Return how far the comparison that decides is from turning, over all worlds.

    Of parts that are all needed, that is the nearest to it, and else the furthest.
    """
    match claim:
        case Negation(part):
            return _spread(question, part, None if truth is None else not truth)
        case AsPrinted():
            return _spread(question, _compared(question, claim), truth)
        case Comparison("!=", left, right, within):
            return _spread(question, Negation(Comparison("==", left, right, within)), truth)
        case Comparison("==", left, right, None):
            both = Comparison(">=", left, right), Comparison("<=", left, right)
            return _spread(question, Junction("and", both), truth)
        case Comparison():
            return _apart(question, claim)
        case Junction(operator, parts) if truth is not None:
            found = [_spread(question, part, truth) for part in parts]
            turned = [one for one in found if one.margin and one.leeway(truth) > 0]
            if (operator == "and") == truth:
                decides = nearest(found, truth)
            else:
                decides = max(turned, key=lambda one: one.leeway(truth), default=found[0])
            return replace(decides, is_of_several=len(found) > 1)
    return Flips(why="untold")


def _compared(question: Question, claim: AsPrinted) -> Claim:
    """Return that a figure is as printed as the comparisons with its ends."""
    figure = question.scope.figures[claim.figure_id]
    unit = question.scope.definitions.metrics[figure.unknown.metric].unit
    ends = ((">=", figure.low), ("<=", figure.high))
    amount = claim.amount or figure.unknown
    told = [Comparison(way, amount, Number(end, unit)) for way, end in ends if end]
    return Junction("and", tuple(told) or (Comparison(">=", amount, Number(Fraction(0), unit)),))


def _apart(question: Question, claim: Comparison) -> Flips:
    """Return how far the two sides of a comparison are apart, over all worlds."""
    left, right = (question.scope.amount(side) for side in (claim.left, claim.right))
    if left is None or right is None:
        return Flips(why="rank")
    if _may_be_below(question, left, right):
        return Flips(why="untold")
    if claim.operator in ("<", "<="):
        left, right = right, left
    most, least = map(_lead, _ratios(question, left, right))
    if least <= 0 <= most and isinf(most - least):
        return Flips(why="untold")
    if claim.operator == "==":
        sizes = [Fraction(0)] if least < 0 < most else []
        sizes += [_of_larger(one) for one in (least, most)]
        return Flips(min(sizes), max(sizes), part=claim)
    return Flips(margin=(least, most), part=claim) if least or most else Flips(why="exact")


def _of_larger(lead: Fraction | float) -> Fraction:
    """Return a lead either way as a part of the larger side."""
    ahead = abs(lead)
    return ahead / (1 + ahead) if isinstance(ahead, Fraction) else Fraction(1)


def _may_be_below(question: Question, *amounts: Quotient) -> bool:
    """Return whether some amount is below zero in some world, where a part of it says nothing."""
    doubtful = [one for one in amounts if not question.scope.is_above(one.top)]
    return any(question.possible(compare("<", one, number(0))) for one in doubtful)


def _ratios(
    question: Question, one: Quotient, other: Quotient
) -> tuple[Fraction | None, Fraction | None]:
    """Return how many times an amount another is, at least and at most; None is without limit.

    Where they cannot be weighed in one world without products, each goes as far as it can by
    itself. Raises Undecided where that is too much as well.
    """
    ratio, zero = other / one, number(0)
    where = every([compare(">", one, zero), question.meaning.given])
    with question.supposing(where):
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
