"""Relations of named lists: the printed size to the members, and two printings to each other."""

from collections.abc import Mapping
from typing import Literal

from analysis.claims.relations.base import ANY, PHRASES, Finding, Mention, Readings, Relation, find
from analysis.claims.relations.comparison import Name, as_read
from analysis.claims.verdicts import about_equal, decide
from analysis.quantity import Quantity, wording


class RosterCount(Relation):
    """A list has as many members as its printed size says."""

    kind: Literal["roster-count"]
    size: Name

    def mentions(self) -> tuple[Mention, ...]:
        """Name the figure that prints the size."""
        return (Mention("size", (self.size,), "count", listed=True),)

    def judge(self, readings: Readings) -> Finding:
        """Count the members and hold them against the size."""
        named = len(readings.members[self.size])
        counted = Quantity(named, named, named, "count")
        size = readings.quantity(self.size)
        verdict = about_equal(counted, size)
        reason = (
            f"The list names {as_read(counted)} {wording.plural(named, 'member')} and its size is "
            f"given as {as_read(size)}: the two are equal {PHRASES[verdict]}."
        )
        return find(verdict, counted, reason)


class SameRoster(Relation):
    """Two printed lists name the same members, in whatever order."""

    kind: Literal["same-roster"]
    first: Name
    second: Name

    def mentions(self) -> tuple[Mention, ...]:
        """Name the figures that print the two sizes."""
        lists = ("first", self.first), ("second", self.second)
        return tuple(Mention(name, (size,), ANY, listed=True) for name, size in lists)

    def judge(self, readings: Readings) -> Finding:
        """Compare the members by their Chinese names; the range is how many both lists name."""
        first, second = readings.members[self.first], readings.members[self.second]
        same = first.keys() == second.keys()
        shared = len(first.keys() & second.keys())
        number = wording.amount(shared, "count")
        reason = f"Both lists name the same {number} {wording.plural(shared, 'member')}."
        if not same:
            only = [_only("first", first, second), _only("second", second, first)]
            parts = wording.listed([f"both lists name {number}", *filter(None, only)])
            reason = f"{parts[0].upper()}{parts[1:]}."
        return find(decide(same, same), Quantity(shared, shared, shared, "count"), reason)


def _only(which: str, own: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Return who stands on one list alone, in words, or nothing."""
    names = [english for chinese, english in own.items() if chinese not in other]
    return f"the {which} alone {wording.listed(names)}" if names else ""
