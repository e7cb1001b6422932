"""Relations about whether figures can be weighed at all: comparable, and not checkable."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from analysis.claims.relations.base import (
    ANY,
    WORDS,
    Finding,
    Mention,
    Reading,
    Readings,
    Relation,
    find,
)
from analysis.claims.relations.comparison import Name
from analysis.claims.verdicts import Verdict, both, decide
from analysis.quantity import wording

YEARS = {
    Verdict.HOLDS: "of one year",
    Verdict.FAILS: "of different years",
    Verdict.DEPENDS: "of years that are not all given",
}
METRICS = {Verdict.HOLDS: "of one metric", Verdict.FAILS: "of different metrics"}
Text = Annotated[str, Field(pattern=WORDS)]


class Comparable(Relation):
    """Figures that are set beside each other are of the same year and the same metric."""

    kind: Literal["comparable"]
    between: Annotated[tuple[Name, ...], Field(min_length=2)]
    by: Annotated[tuple[Literal["metric", "year"], ...], Field(min_length=1)] = ("metric", "year")

    def mentions(self) -> tuple[Mention, ...]:
        """Name the figures; their units are part of the question."""
        return (Mention("between", self.between, ANY),)

    def judge(self, readings: Readings) -> Finding:
        """Compare metrics and years; a year that is not given may be any."""
        compared = [readings.figures[name] for name in self.between]
        found, said = [], []
        if "metric" in self.by:
            same = len({reading.metric for reading in compared}) == 1
            found.append(decide(same, same))
            said.append(METRICS[found[-1]])
        if "year" in self.by:
            found.append(_same_year(compared))
            said.append(YEARS[found[-1]])
        names = wording.listed(wording.dated(one.place, one.year) for one in compared)
        return find(both(found), None, f"The figures for {names} are {wording.listed(said)}.")


class NotCheckable(Relation):
    """Nothing in the source can check it; the reason says why."""

    kind: Literal["not-checkable"]
    reason_en: Text
    reason_zh: Text
    about: tuple[Name, ...] = ()

    def mentions(self) -> tuple[Mention, ...]:
        """Name the figures that the claim is about, if any."""
        return (Mention("about", self.about, ANY),)

    def reason_in_chinese(self) -> str:
        """Return the reason as typed in Chinese."""
        return self.reason_zh

    def judge(self, readings: Readings) -> Finding:
        """Pass the reason on, with the amount where the claim is about a single figure."""
        amount = readings.quantity(self.about[0]) if len(self.about) == 1 else None
        return find(Verdict.NOT_CHECKABLE, amount, self.reason_en)


def _same_year(compared: Sequence[Reading]) -> Verdict:
    years = [reading.year for reading in compared]
    known = {year for year in years if year is not None}
    return decide(len(known) == 1 and None not in years, len(known) <= 1)
