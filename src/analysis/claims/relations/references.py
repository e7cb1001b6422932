"""The relation of a source's figures to independent references."""

from typing import Literal, Self

from pydantic import model_validator

from analysis.claims.relations.arithmetic import quotient
from analysis.claims.relations.base import Finding, Mention, Readings, find
from analysis.claims.relations.comparison import Comparison, Name, Names, as_read, fault, in_words
from analysis.claims.relations.context import (
    MAY_BE_ANOTHER,
    called,
    grade_aside,
    say_context,
    say_years,
    undated,
    years,
)
from analysis.claims.relations.wholes import NO_WHOLE
from analysis.claims.verdicts import Verdict, consensus
from analysis.quantity import Quantity


class CompareWithReference(Comparison):
    """A figure, the whole it implies over a share, or a share of it, against each reference.

    References of grade A and B decide, where they are of the same place and metric and of no other
    year (the whole that a share implies is no place's, and a part may be of another metric); where
    they differ among themselves, it depends on them. The others are shown beside. What has no
    year may be of any, so that where one of the two has none, to differ leaves it open.
    """

    kind: Literal["compare-with-reference"]
    amount: Name
    over: Name | None = None
    times: Name | None = None
    references: Names

    @model_validator(mode="after")
    def _one_share(self) -> Self:
        if self.over is not None and self.times is not None:
            raise fault("over and times", "one of them, or neither")
        return self

    def mentions(self) -> tuple[Mention, ...]:
        """Name the figure, its share and the references."""
        shares = [
            Mention(name, (share,), "share")
            for name, share in (("over", self.over), ("times", self.times))
            if share is not None
        ]
        references = Mention("references", self.references, independent=True)
        return Mention("amount", (self.amount,)), *shares, references

    def takes_ranks(self) -> bool:
        """Return whether no share is taken: a rank has none."""
        return self.over is None and self.times is None

    def judge(self, readings: Readings) -> Finding:
        """Hold the amount against each reference that decides."""
        amount = self._compute(readings)
        if amount is None:
            return find(Verdict.NOT_CHECKABLE, None, NO_WHOLE)
        if len(self._years(readings)) > 1:
            return find(Verdict.NOT_CHECKABLE, amount, say_years(readings, self._own()))
        aside = {name: self._set_aside(readings, name) for name in self.references}
        beside = say_context(readings, aside, readings.figures[self.amount].metric)
        left = self._subject(readings)
        shown = as_read(amount) if self.takes_ranks() else in_words(amount)
        deciding = [name for name, why in aside.items() if not why]
        if not deciding:
            reason = f"{left} comes to {shown}, and no reference decides{beside}."
            return find(Verdict.NOT_CHECKABLE, amount, reason)
        found = {name: self.compare(amount, readings.quantity(name)) for name in deciding}
        targets = [
            (called(readings, name), readings.quantity(name), one) for name, one in found.items()
        ]
        said = self.say(left, True, shown, targets)
        final = {name: self._undated(readings, name, one) for name, one in found.items()}
        if final != found:
            said += MAY_BE_ANOTHER
        return find(consensus(final.values()), amount, f"{said}{beside}.")

    def _own(self) -> tuple[str, ...]:
        return tuple(name for name in (self.amount, self.over, self.times) if name is not None)

    def _years(self, readings: Readings) -> set[int]:
        return years(readings, self._own())

    def _undated(self, readings: Readings, name: str, verdict: Verdict) -> Verdict:
        """Return the verdict, left open where neither the figure nor its share has a year."""
        own = self._own() if not self._years(readings) else ()
        return undated(verdict, readings, (*own, name))

    def _set_aside(self, readings: Readings, name: str) -> str:
        """Return why a reference does not decide; nothing where it does."""
        own, reference = readings.figures[self.amount], readings.figures[name]
        if self.takes_ranks() and reference.place != own.place:
            return "of another place"
        if self.times is None and reference.metric != own.metric:
            return "which counts otherwise"
        if reference.year is not None and self._years(readings) - {reference.year}:
            return "of another year"
        return grade_aside(reference)

    def _compute(self, readings: Readings) -> Quantity | None:
        amount = readings.quantity(self.amount)
        if self.over is not None:
            return quotient(amount, readings.quantity(self.over))
        return amount if self.times is None else amount * readings.quantity(self.times)

    def _subject(self, readings: Readings) -> str:
        place = readings.place(self.amount)
        if self.over is not None:
            return f"The whole that {place}'s share implies"
        if self.times is not None:
            label = readings.label(readings.figures[self.amount].metric)
            return f"The part that the share makes of {place}'s {label}"
        return f"The figure for {place}"
