"""The relation of a source's figures to independent references."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, Self

from pydantic import model_validator

from analysis import wording
from analysis.quantity import Quantity
from analysis.relations.arithmetic import quotient
from analysis.relations.base import Finding, Mention, Reading, Readings, Relation, find
from analysis.relations.comparison import Comparison, Name, Names, as_read, fault, in_words
from analysis.relations.wholes import NO_WHOLE
from analysis.verdicts import Verdict, consensus


class CompareWithReference(Comparison):
    """A figure, the whole it implies over a share, or a share of it, against each reference.

    References of grade A and B decide, where they are of the same metric and no other year; where
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
        aside = {name: self._set_aside(readings, name) for name in self.references}
        beside = _say_context(readings, aside, readings.figures[self.amount].metric)
        left = self._subject(readings)
        shown = as_read(amount) if self.takes_ranks() else in_words(amount)
        references = {name: readings.quantity(name) for name, why in aside.items() if not why}
        if not references:
            reason = f"{left} comes to {shown}, and no reference decides{beside}."
            return find(Verdict.NOT_CHECKABLE, amount, reason)
        targets = []
        for name, reference in references.items():
            found = self.compare(amount, reference)
            targets.append((_name(readings, name), reference, found))
        said = self.say(left, True, shown, targets)
        verdicts = [
            _undated(found, [readings.figures[self.amount], readings.figures[name]])
            for name, (_, _, found) in zip(references, targets, strict=True)
        ]
        verdict = consensus(verdicts)
        if verdicts != [found for _, _, found in targets]:
            said += "; but where a year is not given, it may be another"
        return find(verdict, amount, f"{said}{beside}.")

    def _set_aside(self, readings: Readings, name: str) -> str:
        """Return why a reference does not decide; nothing where it does."""
        own, reference = readings.figures[self.amount], readings.figures[name]
        if self.times is None and reference.metric != own.metric:
            return "which counts otherwise"
        if None not in (own.year, reference.year) and own.year != reference.year:
            return "of another year"
        return _grade_aside(reference)

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
            return f"The part that the share makes of {place}'s count"
        return f"The figure for {place}"


def support(relation: Relation, readings: Readings) -> Finding:
    """Judge a relation that asks for independent support.

    A comparison with references weighs grades and years itself; any other kind cannot be judged
    where it rests on a reference that may not decide, or on figures of different years.
    """
    if isinstance(relation, CompareWithReference):
        return relation.judge(readings)
    figures = {name: readings.figures[name] for name in relation.figures()}
    aside = {name: _grade_aside(figure) for name, figure in figures.items()}
    weak = [figures[name].metric for name, why in aside.items() if why]
    if weak:
        beside = _say_context(readings, aside, weak[0])
        return find(Verdict.NOT_CHECKABLE, None, f"No reference decides{beside}.")
    if len({figure.year for figure in figures.values()} - {None}) > 1:
        names = wording.listed(_name(readings, name) for name in figures)
        return find(Verdict.NOT_CHECKABLE, None, f"The figures for {names} are of different years.")
    found = relation.judge(readings)
    verdict = _undated(found.verdict, figures.values())
    if verdict is found.verdict:
        return found
    reason = f"{found.reason[:-1]}; but where a year is not given, it may be another."
    return replace(found, verdict=verdict, reason=reason)


def _undated(verdict: Verdict, figures: Iterable[Reading]) -> Verdict:
    """Return the verdict; one that fails is left open where a figure may be of another year."""
    years = {figure.year for figure in figures}
    open_ = verdict is Verdict.FAILS and None in years
    return Verdict.DEPENDS if open_ else verdict


def _grade_aside(reading: Reading) -> str:
    return "" if reading.decides else f"of grade {reading.grade}"


def _name(readings: Readings, name: str) -> str:
    reading = readings.figures[name]
    return wording.dated(reading.place, reading.year)


def _say_context(readings: Readings, aside: Mapping[str, str], metric: str) -> str:
    """List what is set aside, with why; what is of another metric than `metric` by its label."""
    shown = []
    for name, why in aside.items():
        own = readings.figures[name].metric
        label = "" if own == metric else f", {readings.label(own)},"
        if why:
            shown.append(
                f"{_name(readings, name)}{label} at {as_read(readings.quantity(name))} ({why})"
            )
    return f"; for context only, {wording.listed(shown)}" if shown else ""
