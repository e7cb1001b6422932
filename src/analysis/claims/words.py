"""What figures, unknowns and amounts are called, in two languages.

Imports messages, quantity's wording and syntax.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis import messages
from analysis.claims.constraints import UNLISTED
from analysis.claims.syntax import Unknown
from analysis.quantity import wording

DIGITS = 6  # significant ones of a number in a world
Bounds = tuple[Fraction | None, Fraction | None]


class Words:
    """Labels of metrics and places, and figures as they are shown, by language."""

    def __init__(
        self, metrics: pd.DataFrame, places: pd.DataFrame, figures: Mapping[Any, Mapping[Any, Any]]
    ) -> None:
        """Take processed tables; figures and references by id."""
        self._metrics = metrics.set_index("metric").to_dict("index")
        self._places = places.set_index("place").to_dict("index")
        self._figures = figures

    def figure(self, figure_id: str, language: str) -> str:
        """Return a figure as shown: as printed in Chinese, in words with its hedge in English."""
        row = self._figures[figure_id]
        if language == "zh":
            return str(row["printed"])
        return wording.hedged(float(row["value"]), str(row["unit"]), str(row["hedge"]))

    def metric(self, unknown: Unknown, language: str) -> str:
        """Return what is measured, with the year where there is one."""
        label = str(self._metrics[unknown.metric][f"label_{language}"])
        if unknown.year is None:
            return label
        return messages.say("reason.dated", language, name=label, year=unknown.year)

    def place(self, unknown: Unknown, language: str) -> str:
        """Return where: also 'another city' for one of the places that are not listed."""
        match = UNLISTED.fullmatch(unknown.place)
        if match:
            return messages.say(f"reason.another {match[1]}", language)
        return self.name(unknown.place, language)

    def name(self, text: str, language: str) -> str:
        """Return the name of a place; any other text as it is."""
        return str(self._places.get(text, {}).get(f"name_{language}", text))

    def unknown(self, unknown: Unknown, language: str) -> str:
        """Return what is measured and where."""
        metric, place = self.metric(unknown, language), self.place(unknown, language)
        return messages.say("reason.unknown", language, metric=metric, place=place)

    def printed(self, figure_id: str, language: str) -> str:
        """Return what a figure is about and what it says."""
        row = self._figures[figure_id]
        year = None if pd.isna(row["year"]) else int(row["year"])
        about = self.unknown(Unknown(row["metric"], row["place"], year), language)
        shown = self.figure(figure_id, language)
        return messages.say("reason.printed", language, about=about, figure=shown)

    def unit(self, unknown: Unknown) -> str:
        """Return the unit of an unknown."""
        return str(self._metrics[unknown.metric]["unit"])

    def listed(self, items: Iterable[str], language: str) -> str:
        """Return items as a list in a sentence."""
        if language == "en":
            return wording.listed(items)
        return "，".join(items)

    def amount(self, number: Fraction, unit: str, language: str) -> str:
        """Return a number of a world."""
        if language == "en":
            return wording.amount(float(number), unit, 10 if unit == "count" else DIGITS)
        return _chinese(Decimal(f"{float(number):.{DIGITS}g}"), unit)

    def span(self, bounds: Bounds, unit: str, language: str) -> str:
        """Return what an amount can be, rounded outwards."""
        low, high = bounds
        ends = float(low or 0), float("inf") if high is None else float(high)
        if language == "en":
            return wording.span(*ends, unit)
        if high is None:
            return messages.say("reason.at least", language, amount=_chinese(_exact(ends[0]), unit))
        below, above = (_exact(end) for end in ends)
        if below == above:
            return _chinese(below, unit)
        start, end = (_chinese(one, unit) for one in wording.outwards(below, above, unit))
        return messages.say("reason.span", language, start=start, end=end)


def _exact(number: float) -> Decimal:
    return wording.EXACT.create_decimal(repr(number))


def _chinese(number: Decimal, unit: str) -> str:
    """Return a number as a Chinese daily prints it: 31.5万, 387亿元, 9.78%, 第2."""
    if unit == "share":
        return f"{_plain(number * 100)}%"
    if unit == "rank":
        return f"第{_plain(number)}"
    text = _plain(number)
    for power, scale in ((8, "亿"), (4, "万")):
        if number.adjusted() >= power and len(_plain(number.scaleb(-power)).partition(".")[2]) < 3:
            text = _plain(number.scaleb(-power)) + scale
            break
    return text + {"CNY": "元", "USD": "美元"}.get(unit, "")


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
