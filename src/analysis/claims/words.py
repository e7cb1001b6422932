"""What figures, unknowns and amounts are called, in one language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Context
from fractions import Fraction
from math import isfinite
from typing import Any

import pandas as pd

from analysis.claims.meaning import UNLISTED
from analysis.claims.syntax import (
    Amount,
    Arithmetic,
    Claim,
    Comparison,
    Number,
    Unknown,
    added,
    factored,
    summed,
    walk,
)
from analysis.data.words import Words, digits_of, owned
from analysis.quantity import wording

CLASSIFIERS = tuple("家所件款项人个")
COUNTED = {"企业": "家", "人物": "人"}  # by a label's end, where no print shows the classifier
DIGITS = 6  # significant ones of a number in a world
SURE = 4  # significant digits of an upper bound that stands without a lower one
ONE_SIDED = ("more than", "less than", "at least", "at most")  # hedges that name one end alone
LEAST_PART = 10  # a tenth is told as one, and less in digits
FINE = 1000  # an exact print is told as printed where its rounding is less than such a part of it
LEAST_MARGIN = 1e-4  # what is less is told as up to so much
CHINESE = re.compile(r"[\u3400-\u9fff]")
FOREIGN = re.compile(r"[A-Za-z,]")  # in a print of digits: it is not a Chinese one
Bounds = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True)
class Names(Words):
    """Words for figures and references, by id, and for unknowns.

    units: of metrics.
    """

    units: Mapping[Any, str]
    figures: Mapping[Any, Mapping[Any, Any]]

    def figure(self, figure_id: str) -> str:
        """Return a figure as shown: in Chinese as printed, where that is Chinese or digits alone;
        else in words.
        """
        row = self.figures[figure_id]
        value, unit = float(row["value"]), str(row["unit"])
        if unit == "rank":
            return self.ordinal(round(value))
        if self.language == "zh":
            printed = str(row["printed"])
            is_foreign = FOREIGN.search(printed) and not CHINESE.search(printed)
            return self.reading(row) if is_foreign else printed
        if unit == "count" and value < len(wording.FEW["en"]):
            return wording.with_hedge(self.small(round(value)), wording.worded(row))
        return self.reading(row)

    def alone(self, figure_id: str) -> str:
        """Return a figure with its hedge where that tells more than its bounds; nothing elsewhere.

        So is one whose words leave one end open, a fraction, and one printed to many digits.
        """
        row = self.figures[figure_id]
        low, value, high = (float(row[name]) for name in ("low", "value", "high"))
        unit, hedge = str(row["unit"]), str(row["hedge"])
        is_fine = hedge == "exact" and unit != "share" and (high - low) * FINE <= abs(value)
        is_part = bool(wording.FRACTION.search(str(row["printed"])))
        if not (hedge in ONE_SIDED or is_part or is_fine):
            return ""
        if self.language == "en" or is_part:
            return self.figure(figure_id)
        shown = self.amount(value, unit, digits_of(row))
        shown = self.counted(shown, self.about(figure_id))
        return wording.with_hedge(shown, wording.worded(row), "zh")

    def is_loose(self, figure_id: str) -> bool:
        """Return whether a print has bounds by how we read its words, and not by its digits."""
        row = self.figures[figure_id]
        if str(row["unit"]) == "rank":
            return False
        return str(row["hedge"]) != "exact" or bool(wording.FRACTION.search(str(row["printed"])))

    def printed(self, figure_id: str) -> str:
        """Return what a figure is about and what it says."""
        about = self.unknown(self.about(figure_id))
        return self.say("reason.printed", about=about, figure=self.figure(figure_id))

    def metric(self, unknown: Unknown, of_place: bool = False) -> str:
        """Return what is measured, with the year where there is one; `of_place` after its name."""
        label = self.label(unknown.metric)
        if not unknown.year:
            return label
        key = "reason.dated of place" if of_place else "reason.dated"
        return self.say(key, name=label, year=unknown.year)

    def measured(self, unknown: Unknown, of_place: bool = False) -> str:
        """Return what is measured: in Chinese the number of what is counted."""
        name = self.metric(unknown, of_place)
        is_number = self.units[unknown.metric] == "count" and not name.endswith("量")
        return self.say("reason.number", name=name) if is_number else name

    def few(self, number: int, list_id: str) -> str:
        """Return a small number of what a list names: six, 六家."""
        return self.counted(self.small(number), self.about(list_id), "个")

    def either(self, items: Iterable[str]) -> str:
        """Return items of which any may be meant: a, b or c."""
        *most, last = items
        joint, final = (", ", " or ") if self.language == "en" else ("、", "或")
        return f"{joint.join(most)}{final}{last}" if most else last

    def where(self, unknown: Unknown) -> str:
        """Return the place: also 'another city' for one of those that are not listed."""
        if match := UNLISTED.fullmatch(unknown.place):
            return self.say("reason.another", kind=self.kind(match[1]))
        return self.place(unknown.place)

    def unknown(self, unknown: Unknown) -> str:
        """Return what is measured and where, as far as its name does not say where."""
        if unknown.metric in self.owned:
            return self.metric(unknown)
        metric = self.measured(unknown, of_place=True)
        return self.say("reason.unknown", metric=metric, place=self.where(unknown))

    def placed(self, unknowns: Iterable[Unknown]) -> str:
        """Return the places of some unknowns: Shanghai and Shenzhen together."""
        return self._together([self.where(one) for one in unknowns])

    def _together(self, items: list[str]) -> str:
        if len(items) == 1:
            return items[0]
        told = self.listed(items) if self.language == "en" else "与".join(items)
        return self.say("reason.together", items=told)

    def spelled(self, amount: Amount, inside: bool = False) -> str:
        """Return what an amount of a formula is called: inside another, perhaps in brackets."""
        own, factor = factored(amount)
        match amount:
            case Unknown():
                return self.unknown(amount)
            case Number(value, unit):
                return self.number(value, unit or "count")
            case Arithmetic() if inside and (terms := added(amount)):
                return self._together([self.unknown(one) for one in terms])
            case Arithmetic() if factor != 1:
                return self._times(own, factor)
            case Arithmetic(operator, left, right):
                one = self.spelled(left, operator not in "+-")
                other = self.spelled(right, operator != "+")
                name = self.say(f"reason.{operator}", left=one, right=other)
                return self.say("reason.bracketed", name=name) if inside else name
        return str(amount)

    def _times(self, amount: Amount, factor: Fraction) -> str:
        """Return a part or a multiple of an amount: half of it, or three times it."""
        if isinstance(amount, Number):
            return self.number(factor * amount.value, amount.unit or "count")
        name = self.spelled(amount, inside=True)
        if factor.numerator == 1 and factor.denominator <= LEAST_PART:
            part = wording.fraction(float(factor), self.language)
            return self.say("reason.part", part=part, name=name)
        return self.say("reason.times", times=self.number(factor, "count"), name=name)

    def margin(self, claim: Claim | None, least: float, most: float) -> str:
        """Return which side of a comparison is ahead, and by which part of the other.

        least, most: how far the side that has to be larger is ahead; below zero, it is behind.
        """
        say = self.say
        if not isinstance(claim, Comparison):
            return ""
        sides = self._side(claim.left, claim.right), self._side(claim.right, claim.left)
        larger, smaller = sides if claim.operator in (">", ">=") else sides[::-1]
        if least < 0 < most:
            behind, ahead = (self.amount(max(abs(end), LEAST_MARGIN), "share")
                             for end in (least, most))  # fmt: skip
            ends = {"behind": behind, "ahead": ahead}
            return say("flips.margin_either", None, larger=larger, smaller=smaller, **ends)
        if least < 0:
            larger, smaller, least, most = smaller, larger, -most, -least
        if least < LEAST_MARGIN and isfinite(most):
            span = self.amount(max(most, LEAST_MARGIN), "share")
            return say("flips.margin_most", larger=larger, smaller=smaller, span=span)
        span = self.span(least, most, "share")
        return say("flips.margin", larger=larger, smaller=smaller, span=span)

    def _side(self, amount: Amount, other: Amount) -> str:
        """Return a side of a comparison: by its place alone where the other is of its metric."""
        base, factor = factored(amount)
        if isinstance(base, Number):  # of 1 / 2 as well
            amount = replace(base, value=factor * base.value)
        if isinstance(amount, Number) and not amount.unit:
            units = {self.units[one.metric] for one in walk(other) if isinstance(one, Unknown)}
            is_ratio = isinstance(other, Arithmetic) and other.operator == "/"
            if len(units) == 1 and (not is_ratio or amount.value < 1):
                amount = replace(amount, unit="share" if is_ratio else units.pop())
        own, beside = summed(amount), summed(factored(other)[0])
        is_alike = own and beside and own[0]._replace(place="") == beside[0]._replace(place="")
        is_short = is_alike and own[0].metric not in self.owned
        return self.placed(own) if is_short else self.spelled(amount)

    def counted(self, said: str, unknown: Unknown, otherwise: str = "") -> str:
        """Return a number as said, with the word that Chinese puts before what is counted.

        It is that of a figure's print, and where none shows one, of what the label ends with.
        """
        if self.language != "zh" or self.units[unknown.metric] != "count":
            return said
        printed = [str(row["printed"]) for row in self.figures.values()
                   if row["metric"] == unknown.metric]  # fmt: skip
        shown = [one[-1] for one in printed if one[-1:] in CLASSIFIERS]
        named = [word for end, word in COUNTED.items() if self.label(unknown.metric).endswith(end)]
        return said + next(iter([*shown, *named]), otherwise)

    def number(self, number: Fraction, unit: str, other: Fraction | None = None) -> str:
        """Return a number of a world with its unit, told apart from that of another world."""
        values = float(number), float(number if other is None else other)
        return self.apart(*values, unit, 10 if unit == "count" else DIGITS)

    def most(self, low: Fraction, high: Fraction, unit: str) -> str:
        """Return the most that an amount can be, rounded up as where both its bounds are told."""
        first, last = (wording.EXACT.create_decimal(repr(float(end))) for end in (low, high))
        rounded = wording.outwards(first, last, unit)[1] if first < last else last
        return self.amount(float(rounded), unit)

    def range(self, bounds: Bounds, unit: str) -> str:
        """Return what an amount can be, rounded outwards."""
        low, high = bounds
        if not low and high is not None:
            most = Context(SURE, ROUND_CEILING).create_decimal(repr(float(high)))
            return self.say("reason.at most", amount=self.amount(float(most), unit))
        return self.span(float(low or 0), float("inf") if high is None else float(high), unit)

    def about(self, figure_id: str) -> Unknown:
        """Return the unknown that a figure prints."""
        row = self.figures[figure_id]
        year = None if pd.isna(row["year"]) else int(row["year"])
        return Unknown(str(row["metric"]), str(row["place"]), year)


def names(language: str, frames: Mapping[str, pd.DataFrame], source: str = "") -> Names:
    """Return the names that processed tables give, in a language, for what is said of a source."""
    told = frames["sources"].set_index("source_id")
    named = bool(source) and bool(told.loc[source, "named"])
    metrics, places = frames["metrics"].set_index("metric"), frames["places"].set_index("place")
    shown = pd.concat([frames["figures"], frames["references"]])
    columns = {name: shown[name].tolist() for name in shown if name != "figure_id"}
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return Names(
        language,
        places[f"name_{language}"].to_dict(),
        metrics[f"label_{language}"].to_dict(),
        titles={},
        units=metrics["unit"].to_dict(),
        owned=owned(frames["metrics"]),
        figures=dict(zip(shown["figure_id"], rows, strict=True)),
        publisher=str(told.loc[source, f"publisher_{language}"]) if named else "",
    )
