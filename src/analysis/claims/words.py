"""What figures, unknowns and amounts are called, in two languages.

Imports messages, quantity's wording and syntax.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, Context
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis import messages
from analysis.claims.meaning import UNLISTED
from analysis.claims.syntax import Unknown
from analysis.quantity import wording

CLASSIFIERS = tuple("家所件款项人个")
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
        """Return what is measured and where, as far as its name does not say where."""
        metric, place = self.metric(unknown, language), self.place(unknown, language)
        if self.names_owner(unknown):
            return metric
        return messages.say("reason.unknown", language, metric=metric, place=place)

    def names_owner(self, unknown: Unknown) -> bool:
        """Return whether a metric is of somebody, as Huawei's staff, and not of a place."""
        return str(self._metrics[unknown.metric]["label_en"]).partition(" ")[0].endswith("'s")

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
        return "、".join(items)

    def classifier(self, unknown: Unknown) -> str:
        """Return the word that Chinese puts between a number and what is counted, as printed."""
        printed = [str(row["printed"]) for row in self._figures.values()
                   if row["metric"] == unknown.metric]  # fmt: skip
        return next((one[-1] for one in printed if one[-1:] in CLASSIFIERS), "")

    def amount(self, number: Fraction, unknown: Unknown, language: str) -> str:
        """Return a number of a world."""
        unit = self.unit(unknown)
        counted = self.classifier(unknown) if language == "zh" and unit == "count" else ""
        return self.number(number, unit, language) + counted

    def number(self, number: Fraction, unit: str, language: str) -> str:
        """Return a number with its unit."""
        digits = 10 if unit == "count" else DIGITS
        return wording.amount(float(number), unit, digits, language)

    def most(self, number: Fraction, unit: str, language: str) -> str:
        """Return the most that an amount can be, rounded up."""
        digits = max(DIGITS, wording.EXACT.create_decimal(repr(float(number))).adjusted() + 1)
        rounded = Context(digits if unit == "count" else DIGITS, ROUND_CEILING)
        end = rounded.create_decimal(repr(float(number)))
        return wording.amount(float(end), unit, language=language)

    def span(self, bounds: Bounds, unit: str, language: str) -> str:
        """Return what an amount can be, rounded outwards."""
        low, high = bounds
        ends = float(low or 0), float("inf") if high is None else float(high)
        return wording.span(*ends, unit, language=language)
