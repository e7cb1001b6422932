"""What running text speaks of: the places it names, and the metrics whose labels its words fit.

Imports phrases of this room, and quantity. Offsets are those of the text that is given: reading it
simplified moves none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any

import pandas as pd

from analysis.drafts.phrases import RE, fold, words_of

STRONG = 0.6  # of a label's words, by weight: enough to say that a number is meant to be of it
HALF = 0.4  # of them: enough where no other label is spoken of
WEAK = 0.25  # enough to back a number that a table holds
NEAR, SENTENCE, AROUND, EARLIER = 1.0, 0.7, 0.4, 0.3  # what a word counts, by where it stands
OF_STUDY = frozenset(("claim", "assertion", "verdict", "contradicted", "opinion"))
OF_STUDY |= {"论断", "断言", "主张", "不符"}
NAME = 5  # letters at least of a word that names a publisher by itself
THE_COUNTRY = "the country"  # where others of several countries stand in the tables
COUNTRY = (
    *("the country", "the whole country", "the entire country", "the nation", "nationwide"),
    *("national", "全国", "我国"),
)


@dataclass(frozen=True)
class Mention:
    """A place or a source named in a text, from `start` to `end`."""

    start: int
    end: int
    place: str


class Names:
    """Finds in a text what goes by some names."""

    def __init__(self, by_name: dict[str, str]) -> None:
        self.by_name = by_name
        names = sorted(filter(None, by_name), key=len, reverse=True)
        words = (
            rf"(?<![a-z0-9]){re.escape(one)}(?![a-z0-9])" if one.isascii() else re.escape(one)
            for one in names
        )
        self.pattern = re.compile("|".join(words) or r"(?!)")

    def find(self, folded: str, start: int = 0) -> list[Mention]:
        """Return what a normalised text names from an offset on, and where, in order."""
        found = self.pattern.finditer(folded, start)
        return [Mention(*match.span(), self.by_name[match[0]]) for match in found]


def publishers(rows: pd.DataFrame, text: str) -> Names:
    """Return the sources by publisher and title, and by a publisher's first word if it is a name.

    A first word that the text has in small letters, too, is none.
    """
    by_name: dict[str, str] = {}
    for row in rows.to_dict("records"):
        first = row["publisher_en"].split(" ")[0]
        if len(first) >= NAME and not re.search(rf"\b{re.escape(first.lower())}\b", text):
            by_name[fold(first)] = row["source_id"]
        for column in ("publisher_en", "publisher_zh", "title_en", "title_zh"):
            by_name[fold(row[column])] = row["source_id"]
    return Names(by_name)


class Places(Names):
    """Finds places by their names in places.csv.

    as_such: whether 'the country' is the one that the others are part of, THE_COUNTRY of several.
    wholes: the countries that others are part of, or the only one.
    """

    def __init__(self, rows: pd.DataFrame, as_such: bool = True) -> None:
        by_name: dict[str, str] = {}
        records = rows.to_dict("records")
        self.part_of = dict(zip(rows["place"], rows["part_of"], strict=True))
        self.countries = frozenset(
            str(row["place"]) for row in records if "country" in row["kinds"].split(";")
        )
        whole = self.countries.intersection(rows["part_of"])
        self.wholes = whole or (self.countries if len(self.countries) == 1 else frozenset())
        if as_such and self.wholes:
            one = THE_COUNTRY if len(self.wholes) > 1 else next(iter(self.wholes))
            by_name |= dict.fromkeys(COUNTRY, one)
            self.countries |= {one}
        for row in records:
            for name in (row["place"], row["name_en"], row["name_zh"]):
                by_name[fold(name)] = row["place"]
        super().__init__(by_name)

    def country_of(self, place: str) -> str:
        """Return the country that a place is or lies in, as far as it is known."""
        while parent := self.part_of.get(place):
            place = parent
        return place


def _label_words(row: dict[Any, Any]) -> Iterator[frozenset[str]]:
    """Yield the words of a metric's labels, and those by which a share of its place's own goes."""
    for label in (fold(row["label_en"]), fold(row["label_zh"])):
        yield frozenset(words_of(label)) - {"portion"}
        part, *whole = re.split(" share of|占", label)
        if row["whole"] and whole:
            yield frozenset({*words_of(part), "portion"})


@dataclass(frozen=True)
class Metrics:
    """Scores metrics by the words of their labels, rare ones counting more than common ones."""

    units: Mapping[str, str]
    wholes: frozenset[str]  # shares of another amount of the same place
    labels: Mapping[str, tuple[frozenset[str], ...]]
    periods: Mapping[str, frozenset[str]]  # what is counted of part of a year, and of all of it

    @classmethod
    def of(cls, rows: pd.DataFrame, places: Places) -> "Metrics":
        """Return the metrics of a table with labels in both languages."""
        said = set(places.by_name)
        labels = {
            row["metric"]: tuple(filter(None, (words - said for words in _label_words(row))))
            for row in rows.to_dict("records")
        }
        of_all = (rows["share_of"] != "") | (rows["adds_up"] != "")  # places
        is_own = (rows["whole"] != "") | ((rows["unit"] == "share") & ~of_all)
        wholes = frozenset(rows.loc[is_own, "metric"])
        units = dict(zip(rows["metric"], rows["unit"], strict=True))
        first = {name: words[0] - {"year"} for name, words in labels.items() if words}
        periods = {
            name: frozenset(
                one for one in first if first[one] < first[name] and units[one] == units[name]
            )
            for name, label in zip(rows["metric"], rows["label_en"], strict=True)
            if RE.PERIOD.search(label)
        }
        return cls(units, wholes, labels, periods)

    @cached_property
    def weights(self) -> dict[str, float]:
        """What each word of a label counts: the fewer labels have it, the more."""
        seen = Counter(word for sets in self.labels.values() for word in frozenset().union(*sets))
        return {word: 0.2 + log((1 + len(self.labels)) / times) for word, times in seen.items()}

    def named(self, unit: str) -> list[str]:
        """Return the metrics of a unit."""
        return self._by_unit.get(unit, [])

    @cached_property
    def _by_unit(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for metric, unit in sorted(self.units.items()):
            found.setdefault(unit, []).append(metric)
        return found

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[str, int, float]]]:
        """The labels that have a word, each with what all its words weigh."""
        found: dict[str, list[tuple[str, int, float]]] = {}
        for metric, sets in self.labels.items():
            for number, words in enumerate(sets):
                weight = sum(self.weights[word] for word in sorted(words))
                for word in words:
                    found.setdefault(word, []).append((metric, number, weight))
        return found

    def scores(self, levels: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        """Return the part of a label's words that is met, 0 to 1, and the weight of what is met.

        Metrics of which nothing is met are left out. levels: each word of the text with what it
        counts by its distance, 0 to 1.
        """
        met: dict[tuple[str, int, float], float] = {}
        for word in sorted(levels.keys() & self._by_word.keys()):
            for label in self._by_word[word]:
                met[label] = met.get(label, 0.0) + self.weights[word] * levels[word]
        best: dict[str, tuple[float, float]] = {}
        for (metric, _, whole), part in met.items():
            best[metric] = max(best.get(metric, (0.0, 0.0)), (part / whole, part))
        return best

    def score(self, metric: str, levels: Mapping[str, float]) -> tuple[float, float]:
        """Return what `scores` does, of one metric."""
        return self.scores(levels).get(metric, (0.0, 0.0))

    def meant(self, unit: str, levels: Mapping[str, float], least: float = STRONG) -> list[str]:
        """Return the metrics of a unit that a text clearly speaks of: those that fit it best.

        Half of a label is enough where no other of the unit has a word of the text.
        """
        scores = self.scores(levels)
        of_unit = [one for one in self.named(unit) if one in scores]
        least = min(least, HALF) if len(of_unit) == 1 and least <= STRONG else least
        fit = {one: scores[one][1] for one in of_unit if scores[one][0] >= least}
        return [one for one, met in fit.items() if met >= 0.95 * max(fit.values())]


def levels(parts: Iterable[tuple[float, str]]) -> dict[str, float]:
    """Return what each word counts, of normalised texts with what a word in each counts."""
    found: dict[str, float] = {}
    for level, text in parts:
        for word in words_of(text):
            found[word] = max(level, found.get(word, 0.0))
    return found
