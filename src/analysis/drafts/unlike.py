"""Numbers of a draft that are no amount of the tables as it stands there.

One may be by how much two places differ, one may have the digits of a figure and another unit, and
a bare 元 or $ may be the money of a source. Imports context and facts of this room, and quantity.
"""

import math
import re
from dataclasses import replace
from itertools import combinations

import pandas as pd

from analysis.drafts.context import Said
from analysis.drafts.facts import Fact
from analysis.quantity import UnreadableFigure, parse

MORE = re.compile(
    r"\s*(?:[a-z]+ )?(?:more|fewer|less|higher|lower|larger|smaller)\b[^.;,]* than\b([^.;,]*)"
)
MORE_ZH = re.compile(r"[比较]([^，。；]{1,12})[多少高低][了出]?$")
SAME = 1e-9  # of a number: the noise of floats
DIGITS = 2  # that a number has at least to be known by them in another unit


def compared(one: Said) -> str:
    """Return the words that a number is said to be more or less than; empty where it is not."""
    found = MORE.match(one.after) or MORE_ZH.search(one.before)
    return found[1] if found else ""


def difference(one: Said, facts: list[Fact]) -> tuple[Fact, Fact, bool] | None:
    """Return two figures that a difference is of, and whether it is theirs.

    facts: those of its unit, of what it is clearly of, and of the two places. None where no two of
    them are exact figures of one source and metric.
    """
    exact = [fact for fact in facts if fact.hedge == "exact" and fact.source]
    pairs = [
        (first, other)
        for first, other in combinations(exact, 2)
        if first.metrics == other.metrics and first.places != other.places
        if first.source == other.source
    ]
    for first, other in pairs:
        apart = abs(first.quantity.value - other.quantity.value)
        if math.isclose(apart, one.found.quantity.value, rel_tol=SAME):
            return first, other, True
    return (*pairs[0], False) if pairs else None


def in_another_unit(one: Said, facts: list[Fact]) -> list[Fact]:
    """Return the printed figures that have a number's digits and another unit."""
    number = one.found.quantity
    digits = re.sub(r"[^0-9]", "", one.found.printed).strip("0")
    if len(digits) < DIGITS or number.unit in ("count", "rank", "year"):
        return []
    return [
        fact
        for fact in facts
        if fact.hedge and fact.unit not in (number.unit, "rank")
        if math.isclose(fact.quantity.value, number.value, rel_tol=SAME)
    ]


def currencies(figures: pd.DataFrame) -> dict[str, str]:
    """Return the currency of a bare 元 or $ in each source where it is neither yuan nor dollars."""
    other = figures["unit"].str.fullmatch("[A-Z]{3}") & ~figures["unit"].isin(["CNY", "USD"])
    return {
        row["source_id"]: row["unit"]
        for row in figures[other].to_dict("records")
        if parse(row["printed"], unit=row.get("unit_told", "")).unit != row["unit"]
    }


def in_currency(one: Said, currency: str) -> Said:
    """Return a number read in the currency of its source."""
    try:
        read = parse(one.found.printed, currency=currency)
    except UnreadableFigure:  # running text allows more than a ledger
        return one
    return replace(one, found=one.found._replace(quantity=read))
