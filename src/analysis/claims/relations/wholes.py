"""The relation of counts to their shares: each pair implies a whole, and all should be one."""

from collections.abc import Sequence
from statistics import median
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from analysis.claims import verdicts
from analysis.claims.relations.arithmetic import quotient
from analysis.claims.relations.base import PHRASES, Finding, Mention, Readings, Relation, find
from analysis.claims.relations.comparison import Name, Tolerance, in_words
from analysis.claims.verdicts import Verdict
from analysis.quantity import Quantity, wording

NO_WHOLE = "A share of nothing implies no whole."


class Pair(BaseModel):
    """A count, and the share of the whole that it is said to be."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    count: Name
    share: Name


class ShareOfWhole(Relation):
    """Counts and their shares imply one whole, to within a tolerance."""

    of_one_year = True
    kind: Literal["share-of-whole"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2)]
    tolerance: Tolerance

    def mentions(self) -> tuple[Mention, ...]:
        """Name the counts, then the shares."""
        counts = Mention("pairs", tuple(pair.count for pair in self.pairs))
        return counts, Mention("pairs", tuple(pair.share for pair in self.pairs), "share")

    def paired(self) -> tuple[tuple[str, str], ...]:
        """Return each count with its share."""
        return tuple((pair.count, pair.share) for pair in self.pairs)

    def allowance(self) -> str:
        """Return the reason of the tolerance."""
        return self.tolerance.reason

    def judge(self, readings: Readings) -> Finding:
        """Hold the wholes that the pairs imply against each other.

        The range computed is what all pairs allow; where there is none, all that any allows.
        """
        wholes: dict[str, Quantity] = {}
        for pair in self.pairs:
            whole = quotient(readings.quantity(pair.count), readings.quantity(pair.share))
            if whole is None:
                return find(Verdict.NOT_CHECKABLE, None, NO_WHOLE)
            wholes[pair.count] = whole
        ranges = list(wholes.values())
        verdict = verdicts.all_agree(ranges, self.tolerance.share)
        common = intersect(ranges)
        within = wording.amount(self.tolerance.share, "share")
        pairs = f"{wording.amount(len(ranges), 'count')} pairs of count and share"
        outcome = _say_common(common, wholes, readings) if common else _say_odd(wholes, readings)
        reason = f"The {pairs} agree within {within} {PHRASES[verdict]}; {outcome}."
        return find(verdict, common or _union(ranges), reason)


def intersect(ranges: Sequence[Quantity]) -> Quantity | None:
    """Return what all ranges allow, with the median of their values, moved inside; or None."""
    low, high = max(one.low for one in ranges), min(one.high for one in ranges)
    if verdicts.tidy(low) > verdicts.tidy(high):
        return None
    high = max(low, high)
    value = min(max(median(one.value for one in ranges), low), high)
    return Quantity(low, value, high, ranges[0].unit)


def odd_ones(wholes: dict[str, Quantity]) -> list[str]:
    """Return the pairs, by count, without which the others allow one whole."""
    return [
        name
        for name in wholes
        if intersect([whole for other, whole in wholes.items() if other != name])
    ]


def _union(ranges: Sequence[Quantity]) -> Quantity:
    low, high = min(one.low for one in ranges), max(one.high for one in ranges)
    return Quantity(low, median(one.value for one in ranges), high, ranges[0].unit)


def _say_common(common: Quantity, wholes: dict[str, Quantity], readings: Readings) -> str:
    name = max(wholes, key=lambda name: wholes[name].high - wholes[name].low)
    loosest = f"the loosest is {readings.place(name)}, with {in_words(wholes[name])}"
    return f"all allow a whole of {in_words(common)}, so that none is odd; {loosest}"


def _say_odd(wholes: dict[str, Quantity], readings: Readings) -> str:
    odd = odd_ones(wholes)
    if len(odd) != 1:
        span = in_words(_union(list(wholes.values())))
        return f"no whole suits them all, and between them they allow {span}"
    rest = intersect([whole for name, whole in wholes.items() if name != odd[0]])
    span = in_words(rest) if rest else "nothing"
    implied = f"{readings.place(odd[0])} implies {in_words(wholes[odd[0]])}"
    return f"no whole suits them all, as {implied} and the others allow {span}"
