"""The report as one PDF in one language: chapters, briefs, claims, and the rows that they rest on.

content() gathers all of it as data; to_pdf() sets the data by the templates in templates/pdf,
tagged for screen readers (PDF/UA-1), with the same bytes on every machine.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis.data.words import Words
from analysis.errors import CheckError
from analysis.findings import prose
from analysis.report import blocks, images
from analysis.report.blocks import Block, Text
from analysis.report.chapters import TEMPLATES, Chapter
from analysis.report.evidence import Evidence, Row
from analysis.report.reviews import VERDICTS

TEMPLATE = TEMPLATES / "pdf" / "report.typ"
STANDARD = "ua-1"
RESTS = {"for": "pro", "against": "contra", "neither": "neither"}
FIGURES, REFERENCES, COMPUTED, CLAIMS = "figures", "references", "derived", "claims"


def content(
    chapters: Sequence[Chapter], evidence: Evidence, sources: pd.DataFrame, words: Words
) -> str:
    """Return all that the PDF says, as JSON.

    `chapters` are those of the report and then the briefs of the places, in one language, their
    anchors the names of their pages. Raises CheckError where a chart has no text for those who do
    not see it, or a number leads to no row.
    """
    derived = {row["id"]: row for one in chapters for row in one.derived}
    cited = evidence.cited().union(*(one.rests_on() for one in chapters))
    others = [row for row in evidence.references if row["figure_id"] in cited]
    refs = _references(evidence, others, derived)
    parts = [_chapter(one) for one in chapters]
    parts += [
        _claims(evidence.claims, refs, words),
        _figures(evidence.figures, refs, words),
        _independent(others, len(evidence.references) - len(others), refs, words),
        _computed(derived.values(), refs, words),
    ]
    parts = [part for part in parts if part["blocks"]]
    title = _joined(sources[f"title_{words.language}"])
    return json.dumps(
        {
            "language": words.language,
            "title": title,
            "subject": _joined(sources["subject"]),
            "author": words.say("pdf.author"),
            "sources": [_source(row, words) for row in sources.to_dict("records")],
            "words": {key: words.say(f"pdf.{key}") for key in ("kicker", "contents")}
            | {"chart": words.say("pdf.chart", number="{number}")},
            "parts": parts,
            "anchors": sorted(_anchors(parts)),
        },
        ensure_ascii=False,
    )


def to_pdf(content: str) -> bytes:
    """Return the PDF of what content() gathered; raise CheckError where it cannot be set."""
    return images.compiled(TEMPLATE, {"report": content}, format="pdf", pdf_standards=[STANDARD])


def _chapter(chapter: Chapter) -> Block:
    return _part(chapter.anchor, chapter.title, blocks.read(chapter.body, chapter.title))


def _part(anchor: str, title: str, found: list[Block]) -> Block:
    return {"id": anchor, "title": [title], "blocks": found}


def _references(
    evidence: Evidence, others: Iterable[Row], derived: Iterable[str]
) -> dict[str, str]:
    """Return the number that each row of the appendices goes by, by anchor."""
    return {
        **{row["figure_id"]: str(at) for at, row in enumerate(evidence.figures, 1)},
        **{row["figure_id"]: f"R{at}" for at, row in enumerate(others, 1)},
        **{f"claim-{row['id']}": f"C{at}" for at, row in enumerate(evidence.claims, 1)},
        **{name: f"N{at}" for at, name in enumerate(derived, 1)},
    }


def _anchors(parts: Sequence[Block]) -> set[str]:
    """Return the anchors there are; raise CheckError where a number leads to none of them."""
    found = blocks.anchors(parts)
    for part in parts:
        stray = sorted(blocks.targets(part["blocks"], "figure", "claim") - found)
        if stray:
            title = blocks.plain(part["title"])
            known = f"{title}: found a number that leads to '{stray[0]}'; expected a row of it"
            raise CheckError(f"{known}. Correct the link, or the table that the row stands in.")
    return found


def _claims(rows: Sequence[Row], refs: dict[str, str], words: Words) -> Block:
    """Return the claims as cards: what each says, its verdicts, and what they rest on."""
    made: list[Block] = [_paragraph(words.say("pdf.claims.intro"))]
    kind = ""
    for row in rows:
        if row["kind"] != kind:
            kind = row["kind"]
            made.append(_heading(words.say(f"kind.{kind}"), f"claims-{kind}"))
        made.append(_claim(row, refs, words))
    return _part(CLAIMS, words.say("pdf.claims"), made if rows else [])


def _claim(row: Row, refs: dict[str, str], words: Words) -> Block:
    language = words.language
    reasons = ["" if row["worlds"] else row[f"reason_{language}"]]
    reasons.append(row[f"reason_supported_{language}"])
    rests = [("proof", _proof(row, refs))]
    rests += [(name, _listed(row[column], refs)) for name, column in RESTS.items()]
    told = [("worlds", [one]) for one in row["worlds"]]
    told += [("flips", [one[0].upper() + one[1:]]) for one in row["flips"]]
    return {
        "is": "claim",
        "id": f"claim-{row['id']}",
        "number": refs[f"claim-{row['id']}"],
        "says": blocks.text(row[f"words_{language}"]),
        "verdicts": _verdicts(row, words),
        "reasons": [[one] for one in reasons if one],
        "told": _labelled(told, words),
        "rests": _labelled(rests, words),
    }


def _proof(row: Row, refs: dict[str, str]) -> Text:
    """Return what proves a claim: figures, and definitions of metrics."""
    figures = _listed(row["proof"], refs)
    named = [{"is": "code", "body": [name]} for name in row["definitions"]]
    return [*figures, *(part for one in named for part in ("; ", one))][not figures :]


def _labelled(said: Iterable[tuple[str, Text]], words: Words) -> list[Block]:
    return [{"label": words.say(f"label.{name}"), "body": body} for name, body in said if body]


def _verdicts(row: Row, words: Words) -> list[dict[str, str]]:
    """Return what each side says of a claim, and the colour it says it in."""
    sides: list[tuple[str, str, list[str]]] = [("within", row["verdict"], [])]
    sides += [("outside", row["supported"], row["how"])] if row["supported"] != "none" else []
    comma = words.say("pdf.comma")
    return [
        {
            "by": words.say(f"badge.{by}"),
            "verdict": comma.join(
                [words.say(f"{VERDICTS[by]}.{verdict}"), *(words.say(f"how.{one}") for one in how)]
            ),
            "tone": str(verdict),
        }
        for by, verdict, how in sides
    ]


def _figures(rows: Sequence[Row], refs: dict[str, str], words: Words) -> Block:
    made = [
        {
            "id": row["figure_id"],
            "cells": [
                [refs[row["figure_id"]]],
                blocks.text(prose.quoted(row["printed"])),
                _measured(row, row["note"]),
                [row["value"], _small(row["hedge"])],
                [row["bounds"]],
                [words.say("pdf.where", line=row["line"], start=row["start"])],
                blocks.text(prose.quoted(row["credit"] or words.say("pdf.nobody"))),
            ],
        }
        for row in rows
    ]
    widths = [5, 13, 32, 15, 16, 12, 17]
    names = ("number", "printed", "measures", "read", "bounds", "where", "credit")
    return _appendix(FIGURES, names, widths, made, words)


def _independent(rows: Sequence[Row], more: int, refs: dict[str, str], words: Words) -> Block:
    made = [
        {
            "id": row["figure_id"],
            "cells": [
                [refs[row["figure_id"]]],
                blocks.text(prose.quoted(row["printed"])),
                _measured(row, row["definition"]),
                [row["value"], _small(row["hedge"])],
                [row["bounds"]],
                [row["grade"]],
                [_page(row), _small(row["kind"])],
            ],
        }
        for row in rows
    ]
    widths = [6, 13, 38, 14, 15, 6, 22]
    names = ("number", "printed", "measures", "read", "bounds", "grade", "page")
    part = _appendix(REFERENCES, names, widths, made, words)
    if more and rows:
        part["blocks"].append(_paragraph(words.say("pdf.references.more", more)))
    return part


def _computed(rows: Iterable[dict[str, str]], refs: dict[str, str], words: Words) -> Block:
    made = [
        {
            "id": row["id"],
            "cells": [[refs[row["id"]]], [row["text"]], [row["how"]], _from(row, refs)],
        }
        for row in rows
    ]
    names = ("number", "computed", "how", "from")
    return _appendix(COMPUTED, names, [6, 18, 44, 36], made, words)


def _appendix(
    name: str, columns: Iterable[str], widths: list[int], rows: list[Block], words: Words
) -> Block:
    head = [[words.say(f"pdf.column.{column}")] for column in columns]
    table = {"is": "table", "widths": widths, "head": head, "rows": rows}
    found = [_paragraph(words.say(f"pdf.{name}.intro")), table] if rows else []
    return _part(name, words.say(f"pdf.{name}"), found)


def _measured(row: Row, told: str) -> Text:
    what = f"{row['place']} {row['metric']}" + (f", {row['year']}" if row["year"] else "")
    return [what, *([_small(told)] if told else [])]


def _page(row: Row) -> Block:
    return {
        "is": "link",
        "address": row["address"],
        "body": blocks.text(prose.quoted(row["title"])),
    }


def _from(row: dict[str, str], refs: dict[str, str]) -> Text:
    return _listed([name for name in row["figures"].split(";") if name], refs)


def _listed(ids: Iterable[str], refs: dict[str, str]) -> Text:
    """Return the numbers of rows, linked, those that follow each other as a run: 1–4, R2."""
    runs: list[list[tuple[str, int, str]]] = []
    for name in sorted(set(ids), key=lambda name: _order(refs[name])):
        kind, number = _order(refs[name])
        if runs and runs[-1][-1][:2] == (kind, number - 1):
            runs[-1].append((kind, number, name))
        else:
            runs.append([(kind, number, name)])
    links = [_link(run[0][2], _run(refs[run[0][2]], refs[run[-1][2]])) for run in runs]
    return [part for one in links for part in (", ", one)][1:]


def _order(number: str) -> tuple[str, int]:
    """Return the kind of a row's number, and what it counts: R12 as R and 12."""
    digits = number.lstrip("RCN")
    return number.removesuffix(digits), int(digits)


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _link(anchor: str, shown: str) -> Block:
    return {"is": "link", "to": anchor, "body": [shown], "kind": "figure"}


def _small(said: str) -> Block:
    return {"is": "small", "body": blocks.text(prose.quoted(said))}


def _paragraph(said: str) -> Block:
    return {"is": "p", "body": [said]}


def _heading(said: str, anchor: str) -> Block:
    return {"is": "h", "level": 2, "id": anchor, "body": [said]}


def _source(row: dict[Any, Any], words: Words) -> Text:
    language = words.language
    name = blocks.text(prose.quoted(row[f"publisher_{language}"]))
    said = words.say("pdf.source", date=row["published"], sha256=row["sha256"][:12])
    return [*name, said]


def _joined(texts: Iterable[str]) -> str:
    return " / ".join(texts)
