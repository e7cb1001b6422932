"""Chapters and tables to the pages of one language: self-contained HTML, every number linked."""

import re

from markupsafe import Markup

from analysis.data import tables
from analysis.findings import prose
from analysis.measures.claims import OUTSIDE, WITHIN
from analysis.report import chapters, evidence, numbers, overview, special
from analysis.report.chapters import Chapter, Chart, environment, mark_of
from analysis.report.evidence import Row
from analysis.report.frame import (
    AFTER,
    BEFORE,
    CLAIMS,
    INDEX,
    Report,
    link,
    render,
)

JUDGED = "judged-"  # starts the anchor of what a claim's numbers were computed from
NOTEBOOK = re.compile(r'href="(?:\./)?([^"/#]+\.ipynb)(?:#[^"]*)?"')


def pages(report: Report) -> dict[str, str]:
    """Return the pages of a language by file name: one a chapter, and those without a notebook.

    Each ends in the numbers that it uses. The fonts are still to be put in, by alphabet.dressed().
    """
    made = {one.anchor: _chapter_page(report, one) for one in report.chapters}
    made[CLAIMS] = _claims_page(report)
    made |= {name: _special_page(report, name) for name in AFTER}
    return {f"{name}.html": page for name, page in made.items()}


def _chapter_page(report: Report, chapter: Chapter) -> str:
    """Return the page of a chapter, its charts put in."""
    words, body = report.words, _to_pages(chapter.body, report.chapters)
    for chart in chapter.charts:
        body = body.replace(mark_of(chart), _figure(report, chapter, chart), 1)
    place, is_front = chapter.place, chapter.anchor == INDEX
    colours = tables.read("places", report.folder).set_index("place")["colour"]
    meeting = overview.meeting(report) if is_front else ""
    met = chapters.derived(meeting)
    rests = chapter.rests_on().union(*(row["figures"].split(";") for row in met))
    return render(
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


def _to_pages(body: str, chapters: list[Chapter]) -> str:
    """Have links to notebooks, as they work in JupyterLab, lead to the pages of these."""
    known = {one.notebook: f"{one.anchor}.html" for one in chapters if not one.place}
    return NOTEBOOK.sub(lambda to: f'href="{known.get(to[1], to[1])}"', body)


def _figure(report: Report, chapter: Chapter, chart: Chart) -> str:
    """Return a chart under its title, unless a heading says it, with its source below it.

    The front page names the sources of each finding itself.
    """
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
    rated = {
        (f"{one['by']} {one['verdict']}", one["option"]) for row in cards for one in row["badges"]
    }
    kinds = list(dict.fromkeys(row["kind"] for row in cards))
    about = {name for row in cards for name in row["places"]}
    moving = special.what_if(report)
    shown = report.numbers.on_page(evidence.cited(cards), moving["derived"], [])
    judged = [report.numbers.rows[f"{numbers.CLAIM}{row['id']}"] for row in cards]
    judged = [{**row, "id": JUDGED + row["id"]} for row in judged]  # its own anchor is the claim's
    return render(
        report,
        "claims.html.j2",
        name=CLAIMS,
        claims=[_card(row, report, kinds.index(row["kind"])) for row in cards],
        verdicts=sorted(rated, key=_order),
        kinds=[(kind, words.say(f"kind.{kind}")) for kind in kinds],
        places=[(name, words.place(name)) for name in words.places if name in about],
        numbers=shown | {numbers.CLAIMED: judged},
        **moving,
    )


def _order(option: tuple[str, str]) -> int:
    """Return where a verdict stands in a list of them: as claims are ordered by it."""
    by, _, verdict = option[0].partition(" ")
    return evidence.ORDER.index((by, verdict))


def _traced(text: str, claim: str) -> Markup:
    """Return a text about a claim, its numbers linked to the row of what it was computed from."""
    linked = prose.on_page(prose.claimed(text, claim))
    return Markup(linked.replace(f'href="#{numbers.CLAIM}', f'href="#{JUDGED}{numbers.CLAIM}'))


def _card(row: Row, report: Report, order: int) -> Row:
    """Return a claim with its figures as inputs, which can be followed."""
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


def _special_page(report: Report, name: str) -> str:
    """Return one of the pages that come after the chapters."""
    said = {"method": special.method, "data": special.data, "changes": special.changes}[name](
        report
    )
    shown = report.numbers.on_page(said["cited"], said["derived"], [])
    return render(report, f"{name}.html.j2", name=name, numbers=shown, **said)


def _onward(report: Report) -> list[Row]:
    """Return the links from the front page to the others but places, each with its title."""
    titles = {one.anchor: one.title for one in report.chapters[1:] if not one.place}
    special_pages = {name: report.words.say(f"page.heading.{name}") for name in (*BEFORE, *AFTER)}
    return [
        {**link(report, page, INDEX), "title": title}
        for page, title in {**titles, **special_pages}.items()
    ]
