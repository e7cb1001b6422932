"""Chapters and tables to the pages of one language: self-contained HTML, every number linked.

A page is rendered of a template of templates/page with what all pages have around their content:
title, navigation, sources, how to cite, the code.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup

from analysis import messages
from analysis.data import tables
from analysis.data.words import Words
from analysis.data.words import words as words_of
from analysis.findings import prose
from analysis.measures.claims import OUTSIDE, WITHIN
from analysis.report import chapters, evidence, numbers, overview, special
from analysis.report.chapters import TEMPLATES, Chapter, Chart, environment, mark_of
from analysis.report.evidence import Row
from analysis.report.overview import Report

INDEX, CLAIMS = "index", "claims"
BEFORE = (CLAIMS,)  # pages without a notebook that stand before the chapters in the navigation
AFTER = ("method", "data", "changes")
JUDGED = "judged-"  # starts the anchor of what a claim's numbers were computed from
NOTEBOOK = re.compile(r'href="(?:\./)?([^"/#]+\.ipynb)(?:#[^"]*)?"')


def pages(report: Report) -> dict[str, str]:
    """Return the pages of a language by file name: one a chapter, and those without a notebook.

    Each ends in the numbers that it uses. The fonts are still to be put in, by alphabet.dressed().
    """
    made = {one.anchor: _chapter_page(report, one) for one in report.chapters}
    made[CLAIMS] = _claims_page(report)
    for name, says in zip(AFTER, (special.method, special.data, special.changes), strict=True):
        said = says(report)
        shown = report.numbers.on_page(said["cited"], said["derived"], [])
        made[name] = _render(report, f"{name}.html.j2", name=name, numbers=shown, **said)
    return {f"{name}.html": page for name, page in made.items()}


def page_of_sources(language: str, folder: Path | None = None) -> str:
    """Return the page that lists several sources, from the tables of a folder of them all."""
    words = replace(words_of(language, folder), publisher="", contest="")
    report = Report([], words, numbers.of(words, folder), [], folder)
    return _render(report, "overview.html.j2", name=INDEX, **overview.sources(report))


def _chapter_page(report: Report, chapter: Chapter) -> str:
    """Return the page of a chapter: charts put in, links to notebooks leading to their pages."""
    words = report.words
    known = {one.notebook: f"{one.anchor}.html" for one in report.chapters if not one.place}
    body = NOTEBOOK.sub(lambda to: f'href="{known.get(to[1], to[1])}"', chapter.body)
    for chart in chapter.charts:
        body = body.replace(mark_of(chart), _figure(report, chapter, chart), 1)
    place, is_front = chapter.place, chapter.anchor == INDEX
    colours = tables.read("places", report.folder).set_index("place")["colour"]
    meeting = overview.meeting(report) if is_front else ""
    met = chapters.derived(meeting)
    rests = chapter.rests_on().union(*(row["figures"].split(";") for row in met))
    return _render(
        report,
        "chapter.html.j2",
        name=chapter.anchor,
        title=chapter.title,
        heading=Markup(chapter.heading),
        kind="front" if is_front else "chapter",
        colour=colours[place] if place else "",
        sections=chapter.sections,
        body=body,
        place=words.place(place) if place else "",
        onward=_onward(report) if is_front else [],
        meeting=meeting,
        place_claims=[row for row in report.cards if place and place in row["places"]],
        numbers=report.numbers.on_page(rests, [*chapter.derived, *met], chapter.computed),
    )


def _figure(report: Report, chapter: Chapter, chart: Chart) -> str:
    """Return a chart under its title, unless a heading says it; sources below, but on the front."""
    heads = {chapter.title, *(name for _, name in chapter.sections)}
    rows = [report.numbers.rows[name] for name in chart.ids if name in report.numbers.rows]
    kinds = {row["kind"] for row in rows} or {numbers.CLAIMED}
    both = numbers.CLAIMED in kinds  # a claim rests on either
    publishers = tables.read("sources", report.folder)[f"publisher_{report.language}"]
    sources = list(publishers) if numbers.PRINTED in kinds or both else []
    if numbers.REFERENCE in kinds or both:
        sources.append(report.words.say("page.source_others"))
    template = environment(report.language, report.words.publisher).get_template("chart.html.j2")
    return template.render(
        chart=chart,
        title="" if chart.title in heads else chart.title,
        svg=chart.svg,
        file=chapter.file_of(chart),
        chart_sources="" if chapter.anchor == INDEX else report.words.listed(sources),
    )


def _claims_page(report: Report) -> str:
    words, cards = report.words, report.cards
    rated = {(one["by"], one["verdict"], one["option"]) for row in cards for one in row["badges"]}
    ordered = sorted(rated, key=lambda one: evidence.ORDER.index(one[:2]))
    kinds = list(dict.fromkeys(row["kind"] for row in cards))
    about = {name for row in cards for name in row["places"]}
    moving = special.what_if(report)
    shown = report.numbers.on_page(evidence.cited(cards), moving["derived"], [])
    judged = [report.numbers.rows[f"{numbers.CLAIM}{row['id']}"] for row in cards]
    judged = [{**row, "id": JUDGED + row["id"]} for row in judged]  # its own anchor is the claim's
    return _render(
        report,
        "claims.html.j2",
        name=CLAIMS,
        claims=[_card(row, report, kinds.index(row["kind"])) for row in cards],
        verdicts=[(f"{by} {verdict}", option) for by, verdict, option in ordered],
        kinds=[(kind, words.say(f"kind.{kind}")) for kind in kinds],
        places=[(name, words.place(name)) for name in words.places if name in about],
        numbers=shown | {numbers.CLAIMED: judged},
        **moving,
    )


def _traced(text: str, claim: str) -> Markup:
    """Return a text about a claim, its numbers linked to the row of what it was computed from."""
    linked = prose.on_page(prose.claimed(text, claim))
    return Markup(linked.replace(f'href="#{numbers.CLAIM}', f'href="#{JUDGED}{numbers.CLAIM}'))


def _card(row: Row, report: Report, order: int) -> Row:
    of, name = report.numbers.of, row["id"]
    said = {WITHIN: row["reason"], OUTSIDE: row["reason_supported"]}
    return {
        **row,
        "order": order,
        "because": _traced(row["because"], name),
        "judged": [{**one, "reason": _traced(said[one["by"]], name)} for one in row["badges"]],
        "flips": [_traced(text, name) for text in row["flips"]],
        "tolerance": _traced(report.words.say("page.within", tolerance=row["within"]), name),
        "proof": [of(one) for one in (*row["proof"], *row["definitions"])],
        **{side: [of(one) for one in row[side]] for side in ("pro", "contra", "neither")},
    }


def _onward(report: Report) -> list[Row]:
    titles = {one.anchor: one.title for one in report.chapters[1:] if not one.place}
    special_pages = {name: report.words.say(f"page.heading.{name}") for name in (*BEFORE, *AFTER)}
    return [
        {**_link(report, page, INDEX), "title": title}
        for page, title in {**titles, **special_pages}.items()
    ]


def _render(report: Report, /, template: str, name: str, **values: Any) -> str:
    """Return a page of a template, with what every page has."""
    words = report.words
    sources = tables.read("sources", report.folder).to_dict("records")
    script = (TEMPLATES / "page" / "page.js").read_text("utf-8")
    common = {
        "title": words.say(f"page.name.{name}") if name in (*BEFORE, *AFTER) else "",
        "heading": words.say(f"page.heading.{name}") if name in (*BEFORE, *AFTER) else "",
        "kind": name,
        "colour": "",
        "report": report.title,
        "description": words.say("page.description", subject=report.title),
        "other": _other(report, name),
        "navigation": _navigation(report, name),
        "sources": [_source(row, words) for row in sources],
        "cite": {**overview.citation(), "title": report.title},
        "root": report.root,
        "overview": report.overview,
        "language": words.language,
        "pdf": "../" * (words.language != messages.LANGUAGES[0]) + f"report.{words.language}.pdf",
        "css": (TEMPLATES / "page" / "page.css").read_text("utf-8"),
        "script": script,
        "script_hash": "sha256-" + base64.b64encode(sha256(script.encode()).digest()).decode(),
    }
    found = environment(words.language, words.publisher).get_template(template)
    return found.render(**{**common, **values})


def _navigation(report: Report, name: str) -> list[tuple[str, list[Row]]]:
    """Return the links to all pages, in two rows: those of places have one of their own."""
    places = [one.anchor for one in report.chapters if one.place]
    chapters = [one.anchor for one in report.chapters if not one.place]
    rows = {"page.pages": [*chapters[:1], *BEFORE, *chapters[1:], *AFTER], "page.places": places}
    return [
        (report.words.say(key), [_link(report, page, name) for page in row])
        for key, row in rows.items()
        if row
    ]


def _link(report: Report, page: str, current: str) -> Row:
    """Return the link to a page, as templates have it."""
    return {"href": f"{page}.html", "name": report.name_of(page), "current": page == current}


def _other(report: Report, name: str) -> Row:
    (other,) = set(messages.LANGUAGES) - {report.language}
    first = report.language == messages.LANGUAGES[0]
    return {
        "href": f"{other}/{name}.html" if first else f"../{name}.html",
        "lang": messages.say("page.lang", other),
        "name": messages.say("page.language", other),
    }


def _source(row: Mapping[Any, Any], words: Words) -> Row:
    """Return the publisher of a source in the page's language, and as it calls itself."""
    own, other = row[f"publisher_{words.language}"], row["publisher_zh"]
    return {
        "publisher": own,
        "lang": row["language"] if own == other else "",
        "publisher_other": other if other != own else "",
        "other_lang": row["language"],
        "published": words.date(row["published"]),
        "sha256": row["sha256"],
    }
