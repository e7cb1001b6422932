"""The report as one PDF in one language: chapters, places, claims, method, and every number.

content() gathers all of it as data, which typesetting.to_pdf() sets.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from bs4 import BeautifulSoup, Tag

from analysis.data import tables
from analysis.data.words import Words
from analysis.errors import CheckError
from analysis.report import blocks, evidence
from analysis.report.blocks import Block, Text
from analysis.report.chapters import PLACE, Chapter, Chart
from analysis.report.chapters import derived as derived_in
from analysis.report.evidence import Row
from analysis.report.numbers import CLAIM, COMPUTED, PRINTED, REFERENCE, Numbers
from analysis.report.overview import Report

PREFIXES = {PRINTED: "", REFERENCE: "R", COMPUTED: "N"}
# What the tables of numbers show of a row: each column's head and width, and the keys of what
# stands in it, the second and further ones in small type.
COLUMNS: dict[str, list[tuple[str, int, list[str]]]] = {
    PRINTED: [
        ("card.read", 27, ["read", "hedge"]),
        ("card.where", 21, ["where"]),
        ("pdf.credit", 16, ["credit"]),
    ],
    REFERENCE: [
        ("card.read", 30, ["read", "hedge"]),
        ("pdf.source_of", 34, ["source", "grade", "told"]),
    ],
    COMPUTED: [("card.how", 52, ["how"]), ("pdf.from", 26, ["from"])],
}
NOTES = {PRINTED: "note", REFERENCE: "counts"}  # in small type, below the number
Refs = Mapping[str, str]


def content(report: Report, method: str) -> str:
    """Return all that the PDF in a language says, as JSON; `method` is the page of that name.

    Raises CheckError where a number leads to no row.
    """
    words, numbers, chapters = report.words, report.numbers, report.chapters
    sources = tables.read("sources", report.folder)
    cited = evidence.cited(report.cards).union(*(one.rests_on() for one in chapters))
    derived = {  # what only a chart leads to, paper cannot
        row["id"]: row
        for one in chapters
        for row in one.derived
        if f'"#{row["id"]}"' in one.body + one.heading
    }
    derived |= {row["id"]: row for row in derived_in(method)}
    groups = numbers.on_page(cited, derived.values(), ())
    refs = _refs(groups, report.cards)
    parts = [
        *(_chapter(one, refs, words) for one in chapters),
        _part("claims", escape(words.say("pdf.claims")), _claims(report.cards, refs, numbers)),
        _method(method),
        *(_appendix(kind, groups.get(kind, []), refs, words) for kind in PREFIXES),
    ]
    parts = [part for part in parts if part["blocks"]]
    said = {
        "language": words.language,
        "title": report.title,
        "finding": parts[0]["body"],
        "author": words.say("pdf.author"),
        "sources": [_source(row, words) for row in sources.to_dict("records")],
        "words": {
            "chart": words.say("pdf.chart", number="{number}"),
            **{name: words.say(f"pdf.{name}") for name in ("kicker", "contents", "how")},
        },
        "parts": parts,
        "anchors": sorted(_anchors(parts)),
    }
    return json.dumps(said, ensure_ascii=False)


def _refs(groups: Mapping[str, Sequence[Row]], claims: Sequence[Row]) -> Refs:
    rows = {f"{CLAIM}{row['id']}": f"C{at}" for at, row in enumerate(claims, 1)}
    for kind, prefix in PREFIXES.items():
        rows |= {row["id"]: f"{prefix}{at}" for at, row in enumerate(groups.get(kind, ()), 1)}
    return rows


def _part(anchor: str, title: str, found: list[Block]) -> Block:
    about_place = {"place": anchor.startswith(PLACE)}
    return blocks.heading(1, anchor, blocks.text(title)) | about_place | {"blocks": found}


def _chapter(chapter: Chapter, refs: Refs, words: Words) -> Block:
    heads = {chapter.title, *(name for _, name in chapter.sections)}
    charts = {chart.name: _chart(chart, heads, refs, words) for chart in chapter.charts}
    title = chapter.heading or escape(chapter.title)
    return _part(chapter.anchor, title, blocks.read(chapter.body, charts))


def _chart(chart: Chart, heads: set[str], refs: Refs, words: Words) -> Block:
    """Return a chart under its title, unless a heading says it, with the rows that it draws."""
    claims = (f"{CLAIM}{name}" for name in chart.claims)
    rests = _listed([*chart.ids, *claims], refs)
    caption = [words.say("pdf.chart_from"), " ", *rests, words.say("pdf.stop")]
    return {
        "title": "" if chart.title in heads else chart.title,
        "drawn": chart.svg,
        "alt": chart.alt,
        "caption": caption if rests else [],
    }


def _method(page: str) -> Block:
    """Return the page of method as a part: its heading is the part's title."""
    main = BeautifulSoup(page, "html.parser").find("main")
    title = main.find("h1") if isinstance(main, Tag) else None
    if not isinstance(main, Tag) or not isinstance(title, Tag):
        raise ValueError("the page of method has no <main> with an <h1>")
    name = title.extract().get_text()
    return _part("method", escape(name), blocks.read(str(main)))


def _anchors(parts: Sequence[Block]) -> set[str]:
    """Return the anchors there are; raise CheckError where a number leads to none of them."""
    anchors = blocks.anchors(parts)
    for part in parts:
        stray = sorted(blocks.targets([part], "figure", "claim") - anchors)
        if stray:
            found = f"found a number that leads to '{stray[0]}'; expected a row of it"
            do = "Correct the link, or the table that the row stands in."
            raise CheckError(f"{part['plain']}: {found}. {do}")
    return anchors


def _claims(claims: Sequence[Row], refs: Refs, numbers: Numbers) -> list[Block]:
    """Return the claims as cards below a heading a kind: what each says, verdicts, reasons."""
    words, kind = numbers.words, ""
    made = [_paragraph(words.say("pdf.claims_intro"))] if claims else []
    for row in claims:
        if row["kind"] != kind:
            kind = row["kind"]
            made.append(blocks.heading(2, f"claims-{kind}", [words.say(f"kind.{kind}")]))
        made.append(_claim(row, refs, numbers))
    return made


def _claim(row: Row, refs: Refs, numbers: Numbers) -> Block:
    words, anchor = numbers.words, f"{CLAIM}{row['id']}"
    told = [("because", [row["because"]] if row["because"] else [])]
    told += [("flips", [one]) for one in row["flips"]]
    listed = _listed(row["proof"], refs)
    named = [part for name in row["definitions"] for part in ("; ", numbers.definition(name))]
    rests = [("proof", [*listed, *named[not listed :]])]
    rests += [(name, _listed(row[side], refs)) for side, name in evidence.SIDES]
    return {
        "is": "claim",
        "id": anchor,
        "number": refs[anchor],
        "says": blocks.text(row["told"]),
        "verdicts": [
            {"by": one["side"], "verdict": one["said"], "tone": str(one["verdict"])}
            for one in row["badges"]
        ],
        "reasons": [[row[name]] for name in ("reason", "reason_supported") if row[name]],
        "told": _labelled(told, words),
        "rests": _labelled(rests, words),
    }


def _labelled(said: Iterable[tuple[str, Text]], words: Words) -> list[Block]:
    return [{"label": words.say(f"label.{name}"), "body": body} for name, body in said if body]


def _appendix(kind: str, rows: Sequence[Row], refs: Refs, words: Words) -> Block:
    """Return the rows of a kind as a table, under the numbers that they go by."""
    columns = COLUMNS[kind]
    what = "pdf.computed_what" if kind == COMPUTED else "pdf.printed_what"
    heads = ["pdf.number", what, *(head for head, _, _ in columns)]
    table = {
        "is": "table",
        "widths": [6, 34 if kind in NOTES else 22, *(width for _, width, _ in columns)],
        "head": [[words.say(head)] for head in heads],
        "rows": [{"id": row["id"], "cells": _cells(row, refs, words)} for row in rows],
    }
    found = [_paragraph(words.say(f"pdf.{kind}_intro")), table] if rows else []
    return _part(kind, escape(words.say(f"pdf.{kind}")), found)


def _cells(row: Row, refs: Refs, words: Words) -> list[Text]:
    """Return the cells of a number's row: its number, what it says of what, and how that is."""
    facts = {key: blocks.shortened(blocks.text(text)) for key, text in row["facts"].items()}
    facts["hedge"] = [row["hedge"]] if row.get("hedge") else []
    facts["from"] = _listed(row["rests_on"], refs)
    if first := row.get("first"):
        same = [words.say("pdf.same"), " ", _link(first, refs[first])]
        but = [" ", words.say("pdf.but"), " ", *_listed(row["but"], refs)] if row["but"] else []
        facts["from"] = [*same, *but]
    name, note = blocks.text(row["name"]), facts.get(NOTES.get(row["kind"], ""))
    shown = [{"is": "strong", "body": blocks.text(row["shown"])}, *([" ", *name] if name else [])]
    cells = [[refs[row["id"]]], [*shown, *([_small(note)] if note else [])]]
    for _, _, keys in COLUMNS[row["kind"]]:
        first, *others = [facts.get(key, []) for key in keys]
        cells.append([*first, *map(_small, filter(None, others))])
    return cells


def _listed(ids: Iterable[str], refs: Refs) -> Text:
    """Return the numbers of rows, linked, those that follow each other as a run: 1–4, R2."""
    runs: list[list[tuple[str, int, str]]] = []
    for name in sorted(set(ids) & set(refs), key=lambda name: _order(refs[name])):
        kind, number = _order(refs[name])
        if runs and runs[-1][-1][:2] == (kind, number - 1):
            runs[-1].append((kind, number, name))
        else:
            runs.append([(kind, number, name)])
    links = [
        _link(run[0][2], "–".join(dict.fromkeys((refs[run[0][2]], refs[run[-1][2]]))))
        for run in runs
    ]
    return [part for one in links for part in (", ", one)][1:]


def _order(number: str) -> tuple[str, int]:
    digits = re.sub(r"\D", "", number)
    return number.removesuffix(digits), int(digits)


def _link(anchor: str, shown: str) -> Block:
    return {"is": "link", "to": anchor, "body": [shown], "kind": "figure"}


def _small(said: Text) -> Block:
    return {"is": "small", "body": said}


def _paragraph(said: str) -> Block:
    return {"is": "p", "body": [said]}


def _source(row: Mapping[object, str], words: Words) -> Text:
    """Return what the report is about: publisher, date and fingerprint of an article."""
    said = words.say("pdf.source", date=words.date(row["published"]), sha256=row["sha256"])
    return [f"{row[f'publisher_{words.language}']}{said}"]
