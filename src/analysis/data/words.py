"""What places and metrics are called, and how amounts are said, in one language of the report.

Findings, charts and pages take their words from here: a message by its key, a place and a metric by
their names in the tables. Imports definitions, messages, quantity's wording and tables.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import files, messages
from analysis.data import definitions, tables
from analysis.quantity import units, wording

SHARE_DIGITS = 6  # significant digits of a printed share: 66.6667% for two thirds
MOST_DIGITS = 17  # of a float
OWNED = r"\S+'s "  # how the label of a metric of somebody begins: Huawei's staff world-wide


@dataclass(frozen=True)
class Words:
    """Words in one language: `labels` of metrics go inside a sentence, `titles` begin a line.

    publisher: whom sentences name in place of "the article"; empty where there is one source alone.
    contest: what places are ranked by or among, as "China's AI cities"; may be empty.
    owned: the metrics of somebody and not of a place, which their figures are only filed under.
    """

    language: str
    places: Mapping[Any, str]
    labels: Mapping[Any, str]
    titles: Mapping[Any, str]
    publisher: str = field(default="", kw_only=True)
    contest: str = field(default="", kw_only=True)
    owned: frozenset[str] = field(default=frozenset(), kw_only=True)

    def say(self, key: str, n: int | None = None, **values: object) -> str:
        """Return the message of a key, its placeholders filled; raise CheckError as say() does."""
        return messages.say(key, self.language, n, self.publisher, **values)

    def place(self, name: str) -> str:
        """Return what a place is called."""
        return self.places[name]

    def label(self, metric: str) -> str:
        """Return what a metric is called inside a sentence."""
        return self.labels[metric]

    def title(self, metric: str) -> str:
        """Return what a metric is called at the start of a line."""
        return self.titles[metric]

    def kind(self, kind: str, n: int = 1) -> str:
        """Return what one place of a kind is called, or all of them: city, cities."""
        return definitions.kind_name(kind, self.language, n)

    def named(self, place: str, metric: str) -> str:
        """Return what a figure measures and where, inside a sentence."""
        if metric in self.owned:
            return self.label(metric)
        return self.say("word.figure", place=self.place(place), metric=self.label(metric))

    def names(self, rows: Iterable[Mapping[Any, Any]]) -> list[str]:
        """Return what figures measure and where, with the year where another has all but that."""
        named = [(self.named(row["place"], row["metric"]), _year(row)) for row in rows]
        years = Counter(name for name, _ in set(named))
        return [
            self.say("word.dated", figure=name, year=year) if year and years[name] > 1 else name
            for name, year in named
        ]

    def of(self, place: str, metric: str, year: object = "") -> str:
        """Return what a figure is of, at the start of a line: place, metric, and year if any."""
        key = f"card.{'owned' if metric in self.owned else 'of'}{'.year' if year else ''}"
        return self.say(key, place=self.place(place), metric=self.title(metric), year=year)

    def amount(self, value: float, unit: str, digits: int = 10) -> str:
        """Return a value with its unit: 320,000 or 32万."""
        return wording.amount(value, unit, digits, self.language)

    def apart(self, value: float, other: float, unit: str, digits: int) -> str:
        """Return a value with its unit, in more digits where these do not tell it from another."""
        for more in range(digits, MOST_DIGITS):
            if self.amount(value, unit, more) != self.amount(other, unit, more):
                return self.amount(value, unit, more)
        return self.amount(value, unit, digits)

    def span(self, low: float, high: float, unit: str, digits: int = 10) -> str:
        """Return bounds, rounded outwards."""
        return wording.span(low, high, unit, digits, self.language)

    def best(self, row: Mapping[Any, Any], unit: str, digits: int = 10) -> str:
        """Return the value of a row that has low and high: no bound is passed by rounding."""
        value, low, high = row["value"], row["low"], row["high"]
        return wording.within(value, low, high, unit, digits, self.language)

    def reading(self, figure: Any) -> str:
        """Return what a row of figures or references says, with its hedge: nearly 320,000."""
        value, unit, hedge = figure["value"], figure["unit"], wording.worded(figure)
        text = str(figure.get("printed", ""))
        return wording.printed(value, unit, hedge, text, digits_of(figure), self.language)

    def date(self, text: str) -> str:
        """Return a day or a month in words: February 2025, 2025年2月; a year as it is."""
        from babel.dates import format_date

        if text.count("-") == 0:
            return text
        months = {"en": "MMMM y", "zh": "y年M月"}
        pattern = "long" if text.count("-") > 1 else months[self.language]
        day = date.fromisoformat(text if text.count("-") > 1 else f"{text}-01")
        return format_date(day, pattern, {"en": "en_GB", "zh": "zh"}[self.language])

    def small(self, number: int) -> str:
        """Return a number up to ten as a word, and a greater one in digits: four, 四."""
        return wording.few(number, self.language)

    def ordinal(self, rank: int) -> str:
        """Return a rank up to ten as a word, and a greater one in digits: first, 首位."""
        known = self.say("word.ranks").split()
        return known[rank - 1] if rank <= len(known) else self.amount(rank, "rank")

    def listed(self, items: Iterable[str]) -> str:
        """Return items as a list in a sentence; of nothing, `none`."""
        if self.language == "en":
            return wording.listed(items)
        return "、".join(items) or self.say("word.none")

    def joined(self, sentences: Iterable[str]) -> str:
        """Return sentences one after another, the empty ones left out."""
        return (" " if self.language == "en" else "").join(filter(None, sentences))


def _year(row: Mapping[Any, Any]) -> str:
    year = row.get("year")
    return "" if pd.isna(year) else str(int(year))


def digits_of(figure: Any) -> int:
    """Return how many significant digits show a figure: all those that are printed, at least."""
    printed = sum(letter.isdigit() for letter in str(figure.get("printed", "")))
    return max(printed, SHARE_DIGITS if figure["unit"] == "share" else 10)


def words(language: str, folder: Path | None = None, source: str = "") -> Words:
    """Return the words on a source in a language, as the tables of data/processed or another folder
    have them; without `source`, on the only one, or the first.

    Raises ParameterError where there is no such language or source.
    """
    tables.require("lang", [language], list(messages.LANGUAGES))
    units.define(units.read_table(files.raw() / "units.csv"))
    places, metrics = tables.read("places", folder), tables.read("metrics", folder)
    title = "title_en" if language == "en" else f"label_{language}"
    told = tables.of(source, folder)("sources").iloc[0]
    return Words(
        language,
        _column(places, "place", f"name_{language}"),
        _column(metrics, "metric", f"label_{language}"),
        _column(metrics, "metric", title),
        publisher=told[f"publisher_{language}"] if told["named"] else "",
        contest=told[f"contest_{language}"],
        owned=owned(metrics),
    )


def owned(metrics: Any) -> frozenset[str]:
    """Return which rows of metrics.csv are of somebody, as their labels say, and not of a place."""
    return frozenset(metrics.loc[metrics["label_en"].str.match(OWNED), "metric"])


def _column(rows: Any, key: str, column: str) -> dict[str, str]:
    return dict(zip(rows[key], rows[column], strict=True))
