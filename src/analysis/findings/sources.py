"""Sentences on several sources: what they print of the same, and whether they agree on it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.data.words import Words
from analysis.findings import prose
from analysis.findings.prose import Finding
from analysis.measures.claims import ids
from analysis.measures.sources import STATES


def agreement(rows: pd.DataFrame, words: Words) -> Finding:
    """Say on how many numbers two sources agree, and on how many not.

    rows: as by same(); each count rests on their `ids`. Words that name a publisher are of its own
    report: there it is one of the two.
    """
    own = "_own" if words.publisher else ""
    if rows.empty:
        return prose.tell(words, f"same.none{own}")
    parts = []
    for state in STATES:
        some = rows[rows["state"] == state]
        number = _number(some, f"same.{state}", words)
        parts += [words.say(f"same.count_{state}", len(some), number=number)] if len(some) else []
    number, told = _number(rows, "same.how", words), prose.clauses(parts, words)
    return prose.tell(words, f"same.counted{own}", len(rows), number=number, parts=told)


def _number(rows: pd.DataFrame, how: str, words: Words) -> str:
    figures = dict.fromkeys(name for named in rows["ids"] for name in ids(named))
    return prose.derived(words.amount(len(rows), "count"), words.say(how), figures)


def unknown(row: Mapping[Any, Any], words: Words) -> str:
    """Return what two sources both print: a metric of a place, of a year if either tells one."""
    return words.of(row["place"], row["metric"], "" if pd.isna(row["year"]) else row["year"])
