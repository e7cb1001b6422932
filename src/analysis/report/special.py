"""What the pages without a notebook say: the sliders of the claims, method, data, and changes.

Tables in, the values of templates out.
"""

from collections.abc import Iterable, Mapping
from html import escape
from math import ceil, floor, log
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data import codebook_zh, tables
from analysis.data.codebook import CODEBOOK
from analysis.data.words import Words
from analysis.measures.claims import WITHIN, ids
from analysis.quantity.hedges import HEDGES, Hedge, Opening
from analysis.report.chapters import Chapter
from analysis.report.evidence import Row
from analysis.report.numbers import Numbers
from analysis.report.reviews import VERDICTS, in_script

STEP = 1.05  # times as far that one step of a slider opens hedges
DIGITS = 2  # significant digits of a slider's factor
FLIPS, CHANGES = "flips", "changes"
SIDES = {column: by for by, column in VERDICTS.items()} | {WITHIN: WITHIN}  # of flips.csv
# The sections of the method page, and how many paragraphs each has.
SECTIONS = {
    **{"hedges": 2, "verdicts": 3, "worlds": 3, "years": 2, "grades": 2, "firmness": 2},
    **{"models": 2, "limits": 4, "literature": 1},
}
SIDES = {"within": "within", "supported": "outside"}  # as badges name those of flips.csv
WORKS = ("moore", "manski", "krifka", "cummins", "ferson", "oecd", "smaa", "labels")


def what_if(words: Words, folder: Path | None = None) -> Row:
    """Return the sliders, one a family of hedges, and the verdicts that flip along each.

    Factors become steps of a slider, each STEP times the one before; it reaches the furthest flip.
    """
    rows = tables.read(FLIPS, folder).sort_values("factor", kind="stable").to_dict("records")
    says = dict(tables.read("claims", folder)[["claim_id", f"says_{words.language}"]].to_numpy())
    moving: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        family, claim, by = row["family"], row["claim_id"], SIDES[row["by"]]
        start = {"id": claim, "family": family, "says": says[claim], "moves": []}
        one = moving.setdefault((family, claim, by), {**start, "by": words.say(f"badge.{by}")})
        one["moves"].append(_move(row, by, words))
    limits = [log(row["factor"], STEP) for row in rows if row["factor"] > 0]
    families = dict.fromkeys(family for family, _, _ in moving)
    return {
        "families": [{"id": name, "name": words.say(f"hedge.{name}")} for name in families],
        "slider": {
            "low": min(map(floor, limits), default=0) - 2,
            "high": max(map(ceil, limits), default=0) + 2,
        },
        "flips": in_script({"step": STEP, "digits": DIGITS, "claims": list(moving.values())}),
    }


def method(words: Words, folder: Path | None = None) -> Row:
    """Return the table of hedges, what readers would make of them, and the literature."""
    claims = tables.read("claims", folder).set_index("claim_id")
    compared = tables.read("hedge_models", folder)
    models = [
        {
            "id": row["claim_id"],
            "says": claims.loc[row["claim_id"], f"says_{words.language}"],
            "by": words.say(f"badge.{by}"),
            "ours": words.say(f"{column}.{row[column]}"),
            "readers": words.say(f"{column}.{row[f'{column}_other']}"),
        }
        for row in compared.to_dict("records")
        for by, column in VERDICTS.items()
        if row[column] != row[f"{column}_other"]
    ]
    sources = tables.read("sources", folder).to_dict("records")
    return {
        "narrowest": [
            words.amount(row["narrowest_opening"], "count", DIGITS)
            for row in sources
            if not pd.isna(row["narrowest_opening"])
        ],
        "method_sections": SECTIONS,
        "hedges": [_hedge(hedge, words) for hedge in HEDGES],
        "models": models,
        "literature": [words.say(f"method.work_{name}") for name in WORKS],
    }


def data(parts: Iterable[tuple[Any, str]], numbers: Numbers, folder: Path | None = None) -> Row:
    """Return every table with its codebook, and every number and chart with its notebook's cell."""
    words = numbers.words
    described = [
        {
            "name": name,
            "title": words.say(f"table.{name}"),
            "rows": len(tables.read(name, folder)),
            "columns": [_column(name, column, words) for column in schema.columns],
        }
        for name, schema in CODEBOOK.items()
    ]
    exhibits = [
        {
            "page": part.page,
            "title": title,
            "notebook": part.notebook,
            "place": words.place(part.place) if part.place else "",
            "rows": list(_exhibits(part.chapter, numbers)),
        }
        for part, title in parts
    ]
    return {"tables": described, "exhibits": [part for part in exhibits if part["rows"]]}


def _column(table: str, column: str, words: Words) -> Row:
    """Return a column of the codebook with its meaning and its unit, if any, in words."""
    spec = CODEBOOK[table].columns[column]
    meaning, unit = spec.description, spec.metadata["unit"]
    if words.language == "zh":
        meaning, unit = codebook_zh.described(table, column), codebook_zh.UNITS.get(unit, unit)
    return {"name": column, "description": meaning, "unit": unit}


def changes(numbers: Numbers, folder: Path | None = None) -> Row:
    """Return the published numbers that moved, the latest revision first."""
    rows = tables.read(CHANGES, folder)
    found = []
    for number in sorted(set(rows["revision"]), reverse=True):
        own = rows[rows["revision"] == number].to_dict("records")
        found.append((number, [_change(row, numbers) for row in own]))
    return {"revisions": found}


def _change(row: Mapping[Any, Any], numbers: Numbers) -> Row:
    """Return a moved number, and what it is of in words, as far as they are known."""
    known = numbers.rows.get(f"claim-{row['row']}" if row["table"] == "claims" else row["row"])
    what = numbers.unknown(row["of"]) or (known["shown"] if known else "")
    return {
        "what": what or f"<code>{escape(row['row'])}</code>",
        "where": f"{row['table']}.csv, {row['column']}",
        "old": _told(row["old"], row, numbers.words),
        "new": _told(row["new"], row, numbers.words),
        "inputs": ids(row["inputs"]),
    }


def _told(text: str, row: Mapping[Any, Any], words: Words) -> str:
    """Return a published number or verdict in words."""
    column = row["column"]
    if not text:
        return words.say("page.withdrawn")
    if row["unit"]:
        return words.amount(float(text), row["unit"])
    return words.say(f"{column}.{text}") if column in VERDICTS.values() else text


def _exhibits(chapter: Chapter, numbers: Numbers) -> Iterable[Row]:
    """Yield the charts of a chapter, then its numbers, each with its cell and its row."""
    how = {row["id"]: escape(row["how"]) for row in chapter.derived}
    for chart in chapter.charts:
        anchor = f"chart-{chart.name}"
        name = numbers.words.say("page.exhibit_chart")
        yield {"text": chart.title, "cell": chart.cell, "anchor": anchor, "name": name}
    for one in chapter.exhibits:
        known = numbers.rows.get(one.row)
        name = how.get(one.row) or ((known["name"] or known["shown"]) if known else one.row)
        yield {"text": one.text, "cell": one.cell, "anchor": one.row, "name": name}


def _move(row: Mapping[Any, Any], by: str, words: Words) -> list[Any]:
    """Return a factor, and the verdicts below and above it, in words."""
    sides = (row["verdict_below"], row["verdict_above"])
    return [row["factor"], *(words.say(f"{VERDICTS[by]}.{verdict}") for verdict in sides)]


def _hedge(hedge: Hedge, words: Words) -> Row:
    return {
        "name": words.say(f"hedge.{hedge.name}"),
        "chinese": "、".join(hedge.chinese),
        "english": ", ".join(hedge.english),
        "below": _opening(hedge.below, words),
        "above": _opening(hedge.above, words),
        "why": words.say(f"hedge.why.{hedge.name}"),
    }


def _opening(opening: Opening, words: Words) -> str:
    """Return how far a hedge opens to one side, in words."""
    if opening.unlimited:
        return words.say("opening.unlimited")
    parts = [
        words.say(f"opening.{name}", n=amount)
        for name in ("roundings", "steps", "percent", "ones", "halves")
        if (amount := getattr(opening, name))
    ]
    return words.say("opening.or").join(parts) or words.say("opening.nothing")
