"""What the processed tables say, fact by fact. Imports data, quantity and messages."""

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
from analysis.quantity import Quantity, wording

UNKNOWN = re.compile(r"([a-z0-9_]+)\[([^\],]+)")  # an unknown in a formula: its metric and place
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
