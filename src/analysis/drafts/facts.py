"""What the processed tables say: fact by fact, and how many assertions have each verdict.

Imports context, labels and phrases of this room, data, quantity and messages.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from analysis import messages
from analysis.data import tables
from analysis.data.words import Words
from analysis.data.words import words as words_in
from analysis.drafts.context import Said
from analysis.drafts.labels import OF_STUDY
from analysis.drafts.phrases import RE
from analysis.quantity import Quantity, wording

UNKNOWN = re.compile(r"([a-z0-9_]+)\[([^\],]+)")  # an unknown in a formula: its metric and place
FEW = 20  # a count up to here is as often of something else that stands there: three cities
# What a draft may say of a verdict in other words than ours.
SAID = {
    "holds": r"hold\b|hold up|stand up|成立|站得住",
    "fails": r"fail\b|不成立|站不住",
    "not checkable": r"(?:cannot|can't) be (?:checked|tested|verified)|无法核[对实]|无从核[对实]",
    "as stated": r"(?:merely|only|just|simply) (?:state|say|report)|只是陈述|只是照录|仅是陈述",
    "opinion": r"opinions?\b|views\b|看法|观点|意见",
    "supported": r"supported|borne out|confirmed|backed|corroborated|支持|印证|证实|佐证",
    "contradicted": r"contradicted|refuted|rebutted|disproved|反驳|推翻|否定|驳倒|不符|相抵触",
    "none": r"decide nothing|say nothing|没有独立数据|没有数字|无法判断|无从判断",
}
GAP = r"[^.,;:，。；：、()（）0-9]{0,40}?"
QUANTITY = ("low", "value", "high", "unit", "open_low", "open_high")


@dataclass(frozen=True)
class Fact:
    """One number of one table. `hedge` is empty where it was computed and not printed.

    places, metrics: what it is of. `together`: whether of all those places at once.
    of_print: whether it says what all figures leave of a printed number.
    of_others: whether it is of all places together of which a source prints none.
    says: how a message tells it. `source`: which text under study it is of; empty: a reference.
    """

    table: str
    name: str
    quantity: Quantity
    hedge: str
    says: str
    places: frozenset[str] = frozenset()
    metrics: frozenset[str] = frozenset()
    year: int | None = None
    together: bool = False
    of_print: bool = False
    source: str = ""
    of_others: bool = False

    @property
    def unit(self) -> str:
        """Its unit."""
        return self.quantity.unit


Verdict = Literal["right", "wrong", "hedged away", "unknown"]


@dataclass(frozen=True)
class Judged:
    """What becomes of a number of a draft, and what which table says of it."""

    verdict: Verdict = "unknown"
    says: str = ""
    table: str = ""
    id: str = ""

    @classmethod
    def by(cls, verdict: Verdict, lead: str, *facts: Fact) -> "Judged":
        """Return a verdict by what some facts say, behind `lead`; the first of them is named."""
        says = f"{lead}{'; '.join(fact.says for fact in facts)}"
        return cls(verdict, says, facts[0].table, facts[0].name)


def read(folder: Path | None = None) -> list[Fact]:
    """Return every fact of data/processed or of another folder, those that were printed first."""
    words = words_in("en", folder)
    printed = [*_printed(words, "figures", folder), *_printed(words, "references", folder)]
    return [*printed, *_implied(words, folder), *_computed(printed, folder)]


def _printed(words: Words, table: str, folder: Path | None) -> Iterator[Fact]:
    """Yield what is printed, but what only is denied there, reported of others or was so once."""
    for row in tables.read(table, folder).to_dict("records"):
        if row.get("stance", "asserted") != "asserted":
            continue
        year = None if pd.isna(row["year"]) else int(row["year"])
        yield Fact(
            table,
            row["figure_id"],
            Quantity(**{name: row[name] for name in QUANTITY}),
            row["hedge"],
            _told(words, row, words.reading(row)),
            frozenset([row["place"]]),
            frozenset([row["metric"]]),
            year,
            source=row.get("source_id", ""),
        )


def _told(words: Words, row: dict[Any, Any], amount: str) -> str:
    dated = "" if pd.isna(row["year"]) else f" ({int(row['year'])})"
    return f"{words.named(row['place'], row['metric'])}{dated}: {amount}"


def _implied(words: Words, folder: Path | None) -> Iterator[Fact]:
    for row in tables.read("implied", folder).to_dict("records"):
        if span := _span(row):
            name = row["figure_id"] or f"{row['metric']} of {row['place']}"
            says = _told(words, row, words.span(row["low"], row["high"], row["unit"]))
            about = frozenset([row["place"]]), frozenset([row["metric"]])
            year = None if pd.isna(row["year"]) else int(row["year"])
            of_print = bool(row["figure_id"])
            own = row["source_id"]
            yield Fact("implied", name, span, "", says, *about, year, False, of_print, own)


def _span(row: dict[Any, Any]) -> Quantity | None:
    low, high = float(row["low"]), float(row["high"])
    if math.isinf(low) or math.isinf(high):
        return None
    return Quantity(low, low + (high - low) / 2, high, row["unit"])


def _computed(printed: list[Fact], folder: Path | None) -> Iterator[Fact]:
    """Yield the amounts that were computed for claims, and the tolerances that decide on them."""
    claims = tables.read("claims", folder).set_index("claim_id")
    named = {name: place for place, name in words_in("en", folder).places.items()}
    rest = messages.say("amounts.rest", "en", kinds="#").partition("#")[2]
    for row in tables.read("amounts", folder).to_dict("records"):
        if not row["printed"] and (span := _span(row)):
            amount = wording.span(span.low, span.high, span.unit)
            says = f"{row['name_en']}, by all the figures together: {amount}"
            claim = claims.loc[row["claim_id"]]
            every, metrics = _about(claim["claim"], row["ids"], printed)
            own = frozenset(place for name, place in named.items() if name in row["name_en"])
            together = len(own) > 1
            of_others = row["name_en"].endswith(rest)
            yield Fact(
                *("amounts", row["claim_id"], span, "", says, own or every, metrics, None),
                *(together, False, claim["source_id"], of_others),
            )
    for name, claim in claims.iterrows():
        for told in re.findall(r"[0-9.]+(?=%)", claim["flips_at_tolerance"]):
            share = float(told) / 100
            says = f"the tolerance that decides: {wording.amount(share, 'share')}"
            exact = Quantity(share, share, share, "share")
            about = _about(claim["claim"], claim["proof"], printed)
            own = claim["source_id"]
            yield Fact("claims", str(name), exact, "", says, *about, None, False, False, own)


def _about(formula: str, ids: str, printed: list[Fact]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places and metrics of a formula, and of the figures that it rests on."""
    named = {*ids.split(";"), *re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", formula)}
    rests_on = [fact for fact in printed if fact.name in named]
    found = UNKNOWN.findall(formula)
    places = {place for _, place in found}.union(*(fact.places for fact in rests_on))
    metrics = {metric for metric, _ in found}.union(*(fact.metrics for fact in rests_on))
    return frozenset(places), frozenset(metrics)


@dataclass(frozen=True)
class Tally:
    """How many assertions have a verdict: the words after such a number, and what it may be."""

    pattern: re.Pattern[str]
    counts: frozenset[int]
    says: str
    of_part: bool = True


def tallies(folder: Path | None = None) -> dict[str, list[Tally]]:
    """Return how many assertions of a source have each verdict, in its words, by source.

    Under '' stands what counts those of any source, or of all.
    """
    claims = tables.read("claims", folder)
    claims = claims[claims["kind"] == "assertion"]
    own = {str(source): rows for source, rows in claims.groupby("source_id")}
    found = {source: list(_tallies([rows])) for source, rows in own.items()}
    return found | {"": list(_tallies([claims, *own.values()]))}


def _tallies(groups: list[pd.DataFrame]) -> Iterator[Tally]:
    """Yield one for each verdict, and one for all assertions."""
    for key, column in (("", "verdict"), ("support ", "supported")):
        for verdict in groups[0][column].unique():
            counts = frozenset(int((rows[column] == verdict).sum()) for rows in groups)
            named = f"counted.{key}{verdict}"
            known = named if named in messages.keys("en") else f"counted.{verdict}"
            ours = [re.escape(one) for n in (1, 2, *counts) for one in _phrases(known, n)]
            phrases = "|".join(dict.fromkeys([*ours, *filter(None, [SAID.get(verdict)])]))
            says = f"{_any_of(counts)} of the assertions ('{verdict}')"
            yield Tally(re.compile(f"({GAP})(?:{phrases})"), counts, says)
    sizes = frozenset(map(len, groups))
    yield Tally(RE.ASSERTIONS, sizes, f"{_any_of(sizes)} assertions", False)


def _any_of(numbers: frozenset[int]) -> str:
    return " or ".join(map(str, sorted(numbers)))


def _phrases(key: str, number: int) -> Iterator[str]:
    """Yield what our own messages say behind such a number."""
    for language in messages.LANGUAGES:
        said = messages.say(key, language, number, number="#").partition("#")[2]
        said = re.sub(r"^(?:条|\s|is |are |only )+", "", said).strip(" ,")
        if said:
            yield said


def tallied(one: Said, known: list[Tally]) -> Judged | None:
    """Judge a number of assertions, by the verdict named first; None where it counts others."""
    number = one.found.quantity
    if number.unit != "count" or number.low != number.high:
        return None
    after = re.sub("^[^条]*", "", one.found.printed) + one.after
    matches = [
        (match.end(), tally, match) for tally in known if (match := tally.pattern.match(after))
    ]
    if not matches:
        return None
    first = min(end for end, _, _ in matches)
    named = [(tally, match) for end, tally, match in matches if end == first]
    if any(tally.of_part and RE.NOT_SO.search(match[1]) for tally, match in named):
        return None
    for tally, _ in named:
        if number.value in tally.counts:
            return Judged("right", tally.says, "claims")
    is_of_study = OF_STUDY & one.levels.keys()
    if is_of_study and (named[0][0].of_part or number.value > FEW):
        return Judged("wrong", f"the tables count {named[0][0].says}", "claims")
    return None
