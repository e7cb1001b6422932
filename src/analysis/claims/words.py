"""What figures, unknowns and amounts are called, in one language.

Imports data's words, quantity's wording, meaning and syntax.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.claims.meaning import UNLISTED
from analysis.claims.syntax import Unknown
from analysis.data.words import Words
from analysis.quantity import wording

CLASSIFIERS = tuple("家所件款项人个")
DIGITS = 6  # significant ones of a number in a world
Bounds = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True)
class Names(Words):
    """Words for figures and references, by id, and for unknowns.

    units: of metrics. owned: the metrics of somebody, as Huawei's staff, and not of a place.
    """

    units: Mapping[Any, str]
    owned: frozenset[str]
    figures: Mapping[Any, Mapping[Any, Any]]

    def figure(self, figure_id: str) -> str:
        """Return a figure as shown: as printed in Chinese, in words with its hedge in English."""
        row = self.figures[figure_id]
        return str(row["printed"]) if self.language == "zh" else self.reading(row)

    def printed(self, figure_id: str) -> str:
        """Return what a figure is about and what it says."""
        row = self.figures[figure_id]
        year = None if pd.isna(row["year"]) else int(row["year"])
        about = self.unknown(Unknown(row["metric"], row["place"], year))
        return self.say("reason.printed", about=about, figure=self.figure(figure_id))

    def metric(self, unknown: Unknown) -> str:
        """Return what is measured, with the year where there is one."""
        label = self.label(unknown.metric)
        return self.say("reason.dated", name=label, year=unknown.year) if unknown.year else label

    def where(self, unknown: Unknown) -> str:
        """Return the place: also 'another city' for one of those that are not listed."""
        if match := UNLISTED.fullmatch(unknown.place):
            return self.say(f"reason.another {match[1]}")
        return self.place(unknown.place)

    def unknown(self, unknown: Unknown) -> str:
        """Return what is measured and where, as far as its name does not say where."""
        metric = self.metric(unknown)
        if unknown.metric in self.owned:
            return metric
        return self.say("reason.unknown", metric=metric, place=self.where(unknown))

    def counted(self, said: str, unknown: Unknown) -> str:
        """Return a number as said, with the word that Chinese puts before what is counted.

        It is that of a figure's print.
        """
        if self.language != "zh" or self.units[unknown.metric] != "count":
            return said
        printed = [str(row["printed"]) for row in self.figures.values()
                   if row["metric"] == unknown.metric]  # fmt: skip
        return said + next((one[-1] for one in printed if one[-1:] in CLASSIFIERS), "")

    def number(self, number: Fraction, unit: str) -> str:
        """Return a number of a world with its unit."""
        return self.amount(float(number), unit, 10 if unit == "count" else DIGITS)

    def most(self, number: Fraction, unit: str) -> str:
        """Return the most that an amount can be, rounded up."""
        exact = wording.EXACT.create_decimal(repr(float(number)))
        digits = max(DIGITS, exact.adjusted() + 1) if unit == "count" else DIGITS
        return self.amount(float(Context(digits, ROUND_CEILING).create_decimal(exact)), unit)

    def range(self, bounds: Bounds, unit: str) -> str:
        """Return what an amount can be, rounded outwards."""
        low, high = bounds
        return self.span(float(low or 0), float("inf") if high is None else float(high), unit)


def names(language: str, frames: Mapping[str, pd.DataFrame]) -> Names:
    """Return the names that processed tables give, in a language."""
    metrics, places = frames["metrics"].set_index("metric"), frames["places"].set_index("place")
    shown = pd.concat([frames["figures"], frames["references"]]).set_index("figure_id")
    owned = metrics.index[metrics["label_en"].str.match(r"\S+'s ")]
    return Names(
        language,
        places[f"name_{language}"].to_dict(),
        metrics[f"label_{language}"].to_dict(),
        titles={},
        units=metrics["unit"].to_dict(),
        owned=frozenset(owned),
        figures=shown.to_dict("index"),
    )
