"""The relation of a source's figures to independent references."""

from typing import Literal, Self

from pydantic import model_validator

from analysis import wording
from analysis.quantity import Quantity
from analysis.relations.arithmetic import quotient
from analysis.relations.base import Finding, Mention, Readings, Relation, find
from analysis.relations.comparison import Comparison, Name, Names, fault, in_words
from analysis.relations.wholes import NO_WHOLE
from analysis.verdicts import Verdict, consensus


class CompareWithReference(Comparison):
    """A figure, the whole it implies over a share, or a share of it, against each reference.

    References of grade A and B decide, and where they differ among themselves, it depends on
    them. Those of grade C are shown beside.
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
        return Mention("amount", (self.amount,)), *shares, Mention("references", self.references)

    def takes_ranks(self) -> bool:
        """Return whether no share is taken: a rank has none."""
        return self.over is None and self.times is None

    def judge(self, readings: Readings) -> Finding:
        """Hold the amount against each reference that decides."""
        amount = self._compute(readings)
        if amount is None:
            return find(Verdict.NOT_CHECKABLE, None, NO_WHOLE)
        deciding = [name for name in self.references if readings.figures[name].decides]
        left = self._subject(readings)
        beside = _say_context(readings, [name for name in self.references if name not in deciding])
        if not deciding:
            reason = f"{left} stands at {in_words(amount)}, and no reference decides{beside}."
            return find(Verdict.NOT_CHECKABLE, amount, reason)
        targets = []
        for name in deciding:
            reference = readings.quantity(name)
            targets.append((_name(readings, name), reference, self.compare(amount, reference)))
        verdict = consensus(verdict for _, _, verdict in targets)
        return find(verdict, amount, f"{self.say(left, True, amount, targets)}{beside}.")

    def _compute(self, readings: Readings) -> Quantity | None:
        amount = readings.quantity(self.amount)
        if self.over is not None:
            return quotient(amount, readings.quantity(self.over))
        return amount if self.times is None else amount * readings.quantity(self.times)

    def _subject(self, readings: Readings) -> str:
        place = readings.place(self.amount)
        if self.over is not None:
            return f"The whole implied for {place}"
        return place if self.times is None else f"The part that the share makes of {place}'s count"


def support(relation: Relation, readings: Readings) -> Finding:
    """Judge a relation that asks for independent support.

    A comparison with references weighs their grades itself; any other kind cannot be judged where
    it rests on a reference that may not decide.
    """
    if not isinstance(relation, CompareWithReference):
        weak = [name for name in relation.figures() if not readings.figures[name].decides]
        if weak:
            beside = _say_context(readings, weak)
            return find(Verdict.NOT_CHECKABLE, None, f"No reference decides{beside}.")
    return relation.judge(readings)


def _name(readings: Readings, name: str) -> str:
    reading = readings.figures[name]
    return wording.dated(reading.place, reading.year)


def _say_context(readings: Readings, names: list[str]) -> str:
    if not names:
        return ""
    places = (f"{_name(readings, name)} at {in_words(readings.quantity(name))}" for name in names)
    return f"; for context only, {wording.listed(places)}"
