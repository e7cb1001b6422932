"""The comparators written again, each from choices: bounds, operators, signs, orders."""

from collections.abc import Callable, Sequence
from typing import Any

from analysis.quantity import Quantity
from analysis.verdicts import Verdict, decide, tidy

Comparator = Callable[..., Any]


def compare(**chosen: Any) -> Comparator:
    """Compare two by terms: own bound, operator, sign of the tolerance and bound of the other.

    A term whose name begins with `always` has to be true for all readings; the others, for some.
    """
    terms = sorted({name.split("_")[0] for name in chosen})

    def judge(left: Quantity, right: Quantity, tolerance: float = 0) -> Verdict:
        truths = {}
        for term in terms:
            own = tidy(getattr(left, chosen[f"{term}_own"]))
            share = 1 + chosen[f"{term}_sign"] * tolerance
            other = tidy(share * getattr(right, chosen[f"{term}_other"]))
            truths[term] = chosen[f"{term}_test"](own, other)
        always = [truth for term, truth in truths.items() if term.startswith("always")]
        ever = [truth for term, truth in truths.items() if not term.startswith("always")]
        return decide(all(always), all(ever))

    return judge


def all_agree(test: Any, ever_test: Any, own: str, other: str, sign: int, rest: Any) -> Comparator:
    """Compare each with the greatest of the rest, then the least most with the greatest least."""

    def judge(several: Sequence[Quantity], tolerance: float) -> Verdict:
        share = 1 + sign * tolerance
        pairs = [(one, two) for one in several for two in several if rest(one, two)]
        always = all(
            test(tidy(getattr(one, own)), tidy(share * getattr(two, other))) for one, two in pairs
        )
        lowest, highest = min(one.high for one in several), max(one.low for one in several)
        return decide(always, ever_test(tidy(lowest), tidy(share * highest)))

    return judge


def positions(above: Any, maybe: Any, own: Any, seen: Any, first: int, last: int) -> Comparator:
    """Count those above and those that may be, at the edges of the ranges."""

    def judge(left: Quantity, others: Sequence[Quantity]) -> set[int]:
        lows, highs = sorted(one.low for one in others), sorted(one.high for one in others)
        low, high = getattr(left, own[0]), getattr(left, own[1])
        edges = {low, high, *(edge for edge in (*lows, *highs) if low < edge < high)}
        found: set[int] = set()
        for number in seen(edges, low, high):
            least, most = len(others) - above(lows, number), len(others) - maybe(highs, number)
            found |= set(range(first + least, last + most))
        return found

    return judge


def at_position(exact: Any, same: Any, some: Any, least: Any, most: Any) -> Comparator:
    """Compare the ranks found with the one stated."""

    def judge(stated: Quantity, found: set[int]) -> Verdict:
        always = exact(stated.low, stated.high) and same(found, {stated.low})
        within = (least(rank, stated.low) and most(rank, stated.high) for rank in found)
        return decide(always, some(within))

    return judge


def by_order(order: Sequence[Verdict], otherwise: Verdict) -> Comparator:
    """Take the first verdict of the order that was found."""
    return lambda found: next((verdict for verdict in order if verdict in found), otherwise)


def shared(many: Any, differ: Verdict) -> Comparator:
    """Take the one verdict that was found."""
    return lambda found: differ if many(found) else found[0]
