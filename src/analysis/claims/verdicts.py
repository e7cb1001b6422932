"""Three-valued verdicts over closed intervals. Imports quantity only.

A statement about hedged figures holds where it is true of every reading within their bounds, fails
where it is true of none, and depends where it is true of some. Each predicate is exact about that:
so widening a figure can only move a verdict towards `depends`. Amounts are never negative.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum

from analysis.quantity import Quantity, UnitError

DIGITS = 12  # bounds hold fewer; what differs beyond is the noise of binary arithmetic


class Verdict(StrEnum):
    """What becomes of a claim."""

    HOLDS = "holds"
    FAILS = "fails"
    DEPENDS = "depends"
    NOT_CHECKABLE = "not checkable"


def tidy(number: float) -> float:
    """Return the number to DIGITS significant digits, which keeps the order of numbers."""
    return float(f"{number:.{DIGITS}g}")


def decide(always: bool, ever: bool) -> Verdict:
    """Return the verdict on what is true of every reading, of some, or of none."""
    if always:
        return Verdict.HOLDS
    return Verdict.DEPENDS if ever else Verdict.FAILS


def both(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict on several statements at once, each about figures of its own.

    One that fails decides; one that cannot be checked leaves the whole so, unless another fails.
    """
    found = set(verdicts)
    for verdict in (Verdict.FAILS, Verdict.NOT_CHECKABLE, Verdict.DEPENDS):
        if verdict in found:
            return verdict
    return Verdict.HOLDS


def consensus(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict that rival measures of one thing share; where they differ, it depends."""
    found = set(verdicts)
    return found.pop() if len(found) == 1 else Verdict.DEPENDS


def at_most(left: Quantity, right: Quantity) -> Verdict:
    """Judge whether `left` is no more than `right`."""
    _check_units(left, right)
    return decide(tidy(left.high) <= tidy(right.low), tidy(left.low) <= tidy(right.high))


def at_least(left: Quantity, right: Quantity) -> Verdict:
    """Judge whether `left` is no less than `right`."""
    return at_most(right, left)


def less_than(left: Quantity, right: Quantity) -> Verdict:
    """Judge whether `left` is below `right`."""
    _check_units(left, right)
    return decide(tidy(left.high) < tidy(right.low), tidy(left.low) < tidy(right.high))


def more_than(left: Quantity, right: Quantity) -> Verdict:
    """Judge whether `left` is above `right`."""
    return less_than(right, left)


def about_equal(left: Quantity, right: Quantity, tolerance: float = 0) -> Verdict:
    """Judge whether `left` differs from `right` by at most `tolerance`, a fraction of `right`."""
    _check_units(left, right)
    least, most = 1 - tolerance, 1 + tolerance
    return decide(
        tidy(left.low) >= tidy(least * right.high) and tidy(left.high) <= tidy(most * right.low),
        tidy(left.high) >= tidy(least * right.low) and tidy(left.low) <= tidy(most * right.high),
    )


def all_agree(quantities: Sequence[Quantity], tolerance: float = 0) -> Verdict:
    """Judge whether the least is below the greatest by at most `tolerance`, a fraction of it."""
    _check_units(*quantities)
    least = 1 - tolerance
    second, highest = sorted(quantities, key=lambda one: one.high)[-2:]
    # The lowest reading of one against the highest of another: never of the same.
    always = all(
        tidy(one.low) >= tidy(least * (second if one is highest else highest).high)
        for one in quantities
    )
    lowest_high = min(one.high for one in quantities)
    ever = tidy(lowest_high) >= tidy(least * max(one.low for one in quantities))
    return decide(always, ever)


def positions(own: Quantity, others: Sequence[Quantity]) -> set[int]:
    """Return each rank that `own` may take by size; ranks count from 1, equals share one."""
    _check_units(own, *others)
    lows = sorted(tidy(one.low) for one in others)
    highs = sorted(tidy(one.high) for one in others)
    low, high = tidy(own.low), tidy(own.high)
    # Ranks change at these edges alone, and each stands for what is between it and the next.
    edges = {low, high, *(edge for edge in (*lows, *highs) if low < edge < high)}
    found: set[int] = set()
    for number in edges:
        above = len(others) - bisect_right(lows, number)
        maybe = len(others) - bisect_right(highs, number)
        found |= set(range(1 + above, 2 + maybe))
    return found


def at_position(stated: Quantity, found: set[int]) -> Verdict:
    """Judge whether the rank found is the one stated."""
    always = stated.low == stated.high and found == {stated.low}
    return decide(always, any(stated.low <= rank <= stated.high for rank in found))


def _check_units(*quantities: Quantity) -> None:
    units = sorted({one.unit for one in quantities})
    if len(units) > 1:
        raise UnitError(f"cannot compare {' and '.join(units)}: the units differ")
