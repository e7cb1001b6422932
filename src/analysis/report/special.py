"""What the pages without a notebook say: the sliders of the claims, method, data, and changes.

Tables in, the values of templates out.
"""

import re
from collections.abc import Mapping
from html import escape
from math import ceil, floor, log
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data import tables
from analysis.data.tables import CODEBOOK, FIRST, GRID, LAST
from analysis.data.words import Words
from analysis.findings import prose
from analysis.measures.claims import OUTSIDE, WITHIN, contradicts, ids
from analysis.quantity.hedges import HEDGES, PLAIN, RANGE, SEVERAL, Hedge, Opening
from analysis.report import chapters
from analysis.report.changes import RULES
from analysis.report.chapters import Chapter
from analysis.report.evidence import VERDICTS, Row, in_script
from analysis.report.numbers import CLAIM, Numbers
from analysis.report.overview import Report

STEP = 1.05  # times as far that one step of a slider opens hedges
NARROWEST, WIDEST = FIRST / GRID, LAST / GRID  # the factors between which flips are computed
DIGITS = 3  # significant digits of a slider's factor
FLIPS, CHANGES, FIGURES, REFERENCES = "flips", "changes", "figures", "references"
SIDES = {WITHIN: WITHIN, "supported": OUTSIDE}  # of flips.csv, as badges name them
CLOSED = (*PLAIN, RANGE.name, SEVERAL.name)  # the hedges that open no further
HALVES = ("roundings", "halves")  # the parts of an opening that are counted in halves of a unit
WORKS = (
    *("moore", "manski", "krifka", "cummins", "ferson"),
    *("oecd", "smaa", "fever", "quantemp", "politifact"),
)


def what_if(report: Report) -> Row:
    """Return the sliders, one a family of hedges that the article uses, and what flips along each.

    Factors become steps of a slider, each STEP times the one before; it reaches as far as verdicts
    were computed. Below a family's `limit` the article's figures contradict each other, which is
    said once and not of every claim. `derived` are the numbers said of the families.
    """
    words, folder = report.words, report.folder
    rows = tables.read(FLIPS, folder).sort_values("factor", kind="stable").to_dict("records")
    used = {*tables.read("figures", folder)["hedge"], *(row["family"] for row in rows)}
    names = [one.name for one in HEDGES if one.name in used and one.name not in CLOSED]
    of = {name: [row for row in rows if row["family"] == name] for name in names}
    families = [_family(name, own, words) for name, own in of.items()]
    moves = {"step": STEP, "digits": DIGITS, "claims": _moving(rows, words, folder)}
    return {
        "families": families,
        "slider": {"low": floor(log(NARROWEST, STEP)), "high": ceil(log(WIDEST, STEP))},
        "flips": in_script(moves),
        "derived": [row for one in families for row in chapters.derived(one["steady"])],
    }


def _family(name: str, rows: list[dict[Any, Any]], words: Words) -> Row:
    """Return a family of hedges, between which factors nothing flips, and where all contradicts."""
    factors = [row["factor"] for row in rows]
    low = max((one for one in factors if one <= 1), default=NARROWEST)
    high = min((one for one in factors if one > 1), default=WIDEST)
    limit = max((row["factor"] for row in rows if contradicts(row)), default=0)
    times = [words.amount(one, "count", DIGITS) for one in (low, high, limit)]
    how = words.say("page.whatif_how")
    claims = dict.fromkeys(f"{CLAIM}{row['claim_id']}" for row in rows)
    ends = [prose.on_page(prose.derived(one, how, claims)) for one in times[:2]]
    return {
        "id": name,
        "name": words.say(f"hedge.{name}"),
        "steady": words.say("page.whatif_steady", low=ends[0], high=ends[1]),
        "limit": limit,
        "conflict": words.say("page.whatif_conflict", times=times[2]) if limit else "",
    }


def _moving(rows: list[dict[Any, Any]], words: Words, folder: Path | None) -> list[Row]:
    """Return the claims whose verdicts flip, each with its moves: factor and verdicts."""
    says = dict(tables.read("claims", folder)[["claim_id", f"says_{words.language}"]].to_numpy())
    moving: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        if contradicts(row):
            continue
        family, claim, by = row["family"], row["claim_id"], SIDES[row["by"]]
        start = {"id": claim, "family": family, "says": says[claim], "moves": []}
        one = moving.setdefault((family, claim, by), {**start, "by": words.say(f"badge.{by}")})
        ends = [row[f"verdict_{end}"] for end in ("below", "above")]
        verdicts = [words.say(f"{VERDICTS[by]}.{end}") for end in ends]
        one["moves"].append([row["factor"], *verdicts])
    return list(moving.values())


def method(report: Report) -> Row:
    """Return the table of hedges, what readers would make of them, and the literature."""
    words, folder = report.words, report.folder
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
    narrowest, hedges = _narrowest(words, folder), [_hedge(hedge, words) for hedge in HEDGES]
    told = [*narrowest, *(row[side] for row in hedges for side in ("below", "above"))]
    by_id = {row["id"]: row for one in told for row in chapters.derived(one)}
    return {
        "narrowest": narrowest,
        "hedges": hedges,
        "cited": [],
        "derived": list(by_id.values()),
        "models": models,
        "literature": [words.say(f"method.work_{name}") for name in WORKS],
    }


def _narrowest(words: Words, folder: Path | None) -> list[str]:
    """Return what is said of the narrowest opening of hedges that leaves any world, a source."""
    printed, found = tables.read("figures", folder), []
    for row in tables.read("sources", folder).to_dict("records"):
        if row["narrowest_opening"] == 0:
            found.append(words.say("method.no_opening"))
        elif not pd.isna(row["narrowest_opening"]):
            times = words.amount(row["narrowest_opening"], "count", DIGITS)
            own = printed.loc[printed["source_id"] == row["source_id"], "figure_id"]
            number = prose.derived(times, words.say("method.how_narrowest"), own)
            found.append(words.say("method.narrowest", times=prose.on_page(number)))
    return found


def data(report: Report) -> Row:
    """Return every table with its codebook, and every number and chart with its notebook's cell.

    Of several sources, a table says how many rows are this one's; those without any are left out.
    """
    words, numbers = report.words, report.numbers
    described = [
        {
            "name": name,
            "title": words.say(f"table.{name}"),
            "rows": sized,
            "columns": [_column(name, column, words) for column in schema.columns],
        }
        for name, schema in CODEBOOK.items()
        if (sized := _sized(name, report))
    ]
    rows = _rows(report.folder)
    exhibits = [
        {
            "page": one.anchor,
            "title": report.name_of(one.anchor),
            "notebook": one.notebook,
            "place": words.place(one.place) if one.place else "",
            "rows": _exhibits(one, numbers, rows),
        }
        for one in report.chapters
    ]
    return {
        "tables": described,
        "exhibits": [part for part in exhibits if part["rows"]],
        "cited": [name for name in numbers.rows if not name.startswith(CLAIM)],
        "derived": [],
    }


def _sized(name: str, report: Report) -> str:
    """Return how many rows a table has, and how many of them are this source's."""
    whole = report.whole or report.folder
    every, own = (len(tables.read(name, one)) for one in (whole, report.folder))
    if own == every:
        return report.words.say("page.table_rows", every, name=name)
    return report.words.say("page.table_own", every, name=name, own=own) if own else ""


def _column(table: str, column: str, words: Words) -> Row:
    spec = CODEBOOK[table].columns[column]
    told = {"description": spec.description, **spec.metadata}
    end = "" if words.language == "en" else f"_{words.language}"
    return {"name": column} | {name: told[name + end] for name in ("description", "unit")}


def changes(report: Report) -> Row:
    """Return the published numbers that moved, the latest revision first.

    `cited` are those whose rows the page has, so that they can be checked there.
    """
    rows, numbers = tables.read(CHANGES, report.folder), report.numbers
    found = []
    for number in sorted(set(rows["revision"]), reverse=True):
        own = rows[rows["revision"] == number].to_dict("records")
        found.append((number, [_change(row, numbers) for row in own]))
    cited = [row["row"] for row in rows.to_dict("records") if row["table"] in (FIGURES, REFERENCES)]
    cited = [name for name in cited if name in numbers.rows]
    return {"revisions": found, "cited": cited, "derived": []}


def _change(row: Mapping[Any, Any], numbers: Numbers) -> Row:
    """Return a moved number, what it is of in words as far as known, and what moved it."""
    words, claim = numbers.words, row["table"] == "claims"
    known = numbers.rows.get(f"{CLAIM}{row['row']}" if claim else row["row"])
    what = numbers.unknown(row["of"]) or (known["shown"] if known else "")
    table, column = words.say(f"table.{row['table']}"), words.say(f"page.column_{row['column']}")
    href = f"claims.html#{CLAIM}{row['row']}" if claim else f"#{row['row']}"
    moved = words.listed(_input(one, numbers) for one in ids(row["inputs"]))
    old, new = (_told(row[side], row, words) for side in ("old", "new"))
    return {
        "what": what or f"<code>{escape(row['row'])}</code>",
        "where": words.say("word.labelled", label=table, said=column),
        "old": old,
        "new": f'<a class="figure" href="{href}">{new}</a>' if known and row["new"] else new,
        "how": words.say("page.changes_how", inputs=prose.plain(moved)),
        "inputs": moved,
    }


def _input(text: str, numbers: Numbers) -> str:
    """Return in words what moved a number: a row of a raw table, a file, or our rules."""
    if text == RULES:
        return numbers.words.say("page.changes_rules")
    _, _, name = text.partition(": ")
    if known := numbers.rows.get(name):
        return f"{known['name'] or known['shown']} (<code>{escape(name)}</code>)"
    return f"<code>{escape(text)}</code>"


def _told(text: str, row: Mapping[Any, Any], words: Words) -> str:
    if not text:
        return words.say("page.withdrawn")
    if row["unit"]:
        return words.amount(float(text), row["unit"])
    return words.say(f"{row['column']}.{text}") if row["column"] in VERDICTS.values() else text


def _rows(folder: Path | None) -> dict[str, tuple[str, int]]:
    """Return the table, and the row of it, in which each figure and claim stands, by its anchor."""
    keys = {FIGURES: "figure_id", REFERENCES: "figure_id", "claims": "claim_id"}
    return {
        f"{CLAIM}{name}" if table == "claims" else name: (f"{table}.csv", number)
        for table, key in keys.items()
        for number, name in enumerate(tables.read(table, folder)[key], 1)
    }


def _exhibits(chapter: Chapter, numbers: Numbers, rows: Mapping[str, tuple[str, int]]) -> list[Row]:
    """Return the charts of a chapter, then its numbers: those of one thing in a cell are one."""
    chart, found = numbers.words.say("page.exhibit_chart"), dict[tuple[int, str], Row]()
    how = {row["id"]: row for row in chapter.derived}
    for one in chapter.exhibits:
        known, computed = numbers.rows.get(one.row), how.get(one.row)
        name = escape(computed["how"]) if computed else one.row
        name = (known["name"] or known["shown"]) if known else name
        start: Row = {"shown": [], "cell": one.cell, "name": name, "stands": {}, "href": ""}
        row = found.setdefault((one.cell, name), start)
        row["shown"].append((one.row, one.text))
        row["stands"] |= dict.fromkeys(ids(computed["figures"]) if computed else [one.row])
    drawn = []
    for drawing in chapter.charts:
        shown, file = [(f"chart-{drawing.name}", drawing.title)], f"{chapter.file_of(drawing)}.svg"
        row = {"shown": shown, "cell": drawing.cell, "name": chart}
        drawn.append(row | {"file": file, "href": f"charts/{file}"})
    stands = [(row, _standing(list(row["stands"]), rows, numbers)) for row in found.values()]
    return [*drawn, *(row | {"file": file} for row, file in stands)]


def _standing(ids: list[str], rows: Mapping[str, tuple[str, int]], numbers: Numbers) -> str:
    say, first = numbers.words.say, next((rows[name] for name in ids if name in rows), None)
    more = say("page.exhibit_more", n=len(ids) - 1) if len(ids) > 1 else ""
    return say("page.exhibit_stands", file=first[0], row=first[1]) + more if first else ""


def _hedge(hedge: Hedge, words: Words) -> Row:
    why = words.say(f"hedge.why.{hedge.name}")
    return {
        "name": words.say(f"hedge.{hedge.name}"),
        "chinese": "、".join(hedge.usual("zh")),
        "english": ", ".join(hedge.usual("en")),
        "below": _traced(_opening(hedge.below, words), why),
        "above": _traced(_opening(hedge.above, words), why),
        "why": words.joined([why, words.say("hedge.zeros") if hedge.name == "exact" else ""]),
    }


def _traced(text: str, how: str) -> str:
    """Return a text as HTML, each of its numbers linked to a row that says how it came about."""

    def linked(number: re.Match[str]) -> str:
        return prose.on_page(prose.derived(number[0], how, ()))

    return prose.NUMBER.sub(linked, escape(text, quote=False))


def _opening(opening: Opening, words: Words) -> str:
    if opening.unlimited:
        return words.say("opening.unlimited")
    parts = []
    for name in ("roundings", "steps", "percent", "ones", "halves"):
        if amount := getattr(opening, name):
            kind = "halves" if name in HALVES else name
            kind = "half" if kind == "halves" and amount == 1 else kind
            parts.append(words.say(f"opening.{kind}", None if kind == "half" else amount))
    return words.say("opening.or").join(parts) or words.say("opening.nothing")
