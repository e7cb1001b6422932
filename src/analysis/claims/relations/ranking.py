"""The relation of a stated rank to the amounts by which it was given."""

from typing import Literal

from analysis.claims import verdicts
from analysis.claims.relations.base import PHRASES, Finding, Mention, Readings, Relation, find
from analysis.claims.relations.comparison import Name, Names
from analysis.claims.verdicts import Verdict
from analysis.quantity import Quantity, wording


class Rank(Relation):
    """A stated rank is the one that a figure takes among others, the largest first.

    complete: whether the others are all that there are; where they are not, they can refute a
    rank and leave it open at best.
    """

    of_one_year = True
    kind: Literal["rank"]
    stated: Name
    of: Name
    others: Names
    complete: bool = True

    def mentions(self) -> tuple[Mention, ...]:
        """Name the rank, the figure ranked and those it is ranked among."""
        ranked = Mention("of", (self.of,)), Mention("others", self.others)
        return Mention("stated", (self.stated,), "rank"), *ranked

    def judge(self, readings: Readings) -> Finding:
        """Hold the stated rank against every rank that the figure may take."""
        if len({readings.figures[name].metric for name in (self.of, *self.others)}) > 1:
            return find(Verdict.NOT_CHECKABLE, None, "The figures compared are of several metrics.")
        own = readings.quantity(self.of)
        others = [readings.quantity(name) for name in self.others]
        stated = readings.quantity(self.stated)
        found = verdicts.positions(own, others)
        verdict = verdicts.at_position(stated, found)
        ahead = 1 + sum(other.value > own.value for other in others)
        computed = Quantity(min(found), ahead, max(found), "rank")
        among = wording.amount(len(others) + 1, "count")
        reason = (
            f"Among the {among} figures compared, {readings.place(self.of)} is "
            f"{wording.span(computed.low, computed.high, 'rank')}: {PHRASES[verdict]} the rank "
            f"stated, {wording.span(stated.low, stated.high, 'rank')}"
        )
        if self.complete or verdict is Verdict.FAILS:
            return find(verdict, computed, f"{reason}.")
        return find(Verdict.DEPENDS, computed, f"{reason}; others are not counted.")
