"""Chapters and tables to the pages of one language: self-contained HTML, every number linked."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis import messages, paths
from analysis.data import tables
from analysis.data.words import Words
from analysis.data.words import words as words_of
from analysis.findings import prose
from analysis.measures.claims import OUTSIDE, WITHIN
from analysis.report import evidence, numbers, special
from analysis.report.chapters import TEMPLATES, Chapter, Chart, mark_of
from analysis.report.charts import name_of, untitled
from analysis.report.evidence import Evidence
from analysis.report.numbers import Numbers

INDEX, CLAIMS = "index", "claims"
BEFORE = (CLAIMS,)  # pages without a notebook that stand before the chapters in the navigation
AFTER = ("method", "data", "changes")
JUDGED = "judged-"  # starts the anchor of what a claim's numbers were computed from
SENTENCE = re.compile(r".+?(?:[.。](?=\s|$|[^\d\s.])|$)\s*", re.DOTALL)
Row = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A chapter that is a page: the page's name, the notebook's, and the place it is about."""

    page: str
    notebook: str
    chapter: Chapter
    place: str = ""


@dataclass(frozen=True)
class Report:
    """What the pages of one language have in common."""

    parts: list[Part]
    words: Words
    numbers: Numbers
    cards: list[Row]
    folder: Path | None

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self.words.language

    @property
    def root(self) -> str:
        """The project's top folder, as read from a page."""
        return "../" if self.language == messages.LANGUAGES[0] else "../../"


def pages(
    parts: list[Part], language: str, folder: Path | None = None, shown: Evidence | None = None
) -> dict[str, str]:
    """Return the pages of a language by file name: one a part, and those without a notebook.

    Each ends in the numbers that it uses. The tables are those of data/processed or of another
    `folder`; `shown` is their evidence, where it was read before. The fonts are still to be put in,
    by alphabet.dressed().
    """
    words = words_of(language, folder)
    shown = shown or evidence.read(words, folder)
    report = Report(parts, words, numbers.of(shown, words), shown.claims, folder)
    made = {part.page: _chapter_page(report, part) for part in parts}
    made[CLAIMS] = _claims_page(report)
    made |= {name: _special_page(report, name) for name in AFTER}
    return {f"{name}.html": page for name, page in made.items()}


def _chapter_page(report: Report, part: Part) -> str:
    """Return the page of a chapter, its charts put in."""
    chapter, words = part.chapter, report.words
    body = chapter.body
    for chart in chapter.charts:
        body = body.replace(mark_of(chart), _figure(report, part, chart), 1)
    place = part.place
    return _render(
        report,
        "chapter.html.j2",
        name=part.page,
        title=chapter.title,
        heading=Markup(chapter.heading),
        kind="front" if part.page == INDEX else "chapter",
        colour=_colour(report, place) if place else "",
        sections=chapter.sections,
        body=body,
        place=words.place(place) if place else "",
        onward=_onward(report) if part.page == INDEX else [],
        place_claims=[row for row in report.cards if place and place in row["places"]],
        numbers=report.numbers.on_page(chapter.rests_on(), chapter.derived, chapter.computed),
    )


def _figure(report: Report, part: Part, chart: Chart) -> str:
    """Return a chart under its title, unless a heading says it, with its source below it.

    The front page names the sources of each finding itself.
    """
    heads = {part.chapter.title, *(name for _, name in part.chapter.sections)}
    rows = [report.numbers.rows[name] for name in chart.ids if name in report.numbers.rows]
    kinds = {row["kind"] for row in rows} or {numbers.CLAIMED}
    both = numbers.CLAIMED in kinds  # a claim rests on either
    publishers = tables.read("sources", report.folder)[f"publisher_{report.language}"]
    sources = list(publishers) if numbers.PRINTED in kinds or both else []
    if numbers.REFERENCE in kinds or both:
        sources.append(report.words.say("page.source_others"))
    template = _environment(report.language).get_template("chart.html.j2")
    return template.render(
        chart=chart,
        gap=report.words.say("page.colon")[1:],
        title="" if chart.title in heads else chart.title,
        svg=untitled(chart.svg),
        file=name_of(part.page, chart),
        chart_sources="" if part.page == INDEX else report.words.listed(sources),
    )


def _claims_page(report: Report) -> str:
    words, cards = report.words, report.cards
    rated = {
        (f"{one['by']} {one['verdict']}", one["option"]) for row in cards for one in row["badges"]
    }
    kinds = dict.fromkeys(row["kind"] for row in cards)
    places = tables.read("places", report.folder)["place"]
    about = [name for name in places if any(name in row["places"] for row in cards)]
    cited = {name for row in cards for column in evidence.CITED for name in row[column]}
    moving = special.what_if(words, report.folder)
    shown = report.numbers.on_page(cited, moving["derived"], [])
    judged = [_judged(report.numbers.rows[f"{numbers.CLAIM}{row['id']}"]) for row in cards]
    return _render(
        report,
        "claims.html.j2",
        name=CLAIMS,
        claims=[_card(row, report, list(kinds).index(row["kind"])) for row in cards],
        verdicts=sorted(rated, key=_order),
        kinds=[(kind, words.say(f"kind.{kind}")) for kind in kinds],
        places=[(name, words.place(name)) for name in about],
        numbers=shown | {numbers.CLAIMED: judged},
        **moving,
    )


def _order(option: tuple[str, str]) -> int:
    """Return where a verdict stands in a list of them: as claims are ordered by it."""
    by, _, verdict = option[0].partition(" ")
    return evidence.ORDER.index((by, verdict))


def _judged(row: Row) -> Row:
    """Return the row of a claim as the page of claims has it: its own anchor is the claim's."""
    return {**row, "id": JUDGED + row["id"]}


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _traced(text: str, claim: str) -> Markup:
    """Return a text about a claim, its numbers linked to the row of what it was computed from."""
    linked = prose.on_page(prose.claimed(text, claim))
    return Markup(linked.replace(f'href="#{numbers.CLAIM}', f'href="#{JUDGED}{numbers.CLAIM}'))


def _card(row: Row, report: Report, order: int) -> Row:
    """Return a claim with its figures as inputs, which can be followed."""
    of, language = report.numbers.of, report.language
    proof = [*row["proof"], *row["definitions"]]
    within, outside = row[f"reason_{language}"], row[f"reason_supported_{language}"]
    said = {} if row["worlds"] else {WITHIN: within}
    said[OUTSIDE] = without(outside, said.get(WITHIN, ""))
    told = {by: _traced(text, row["id"]) for by, text in said.items() if text}
    return {
        **row,
        "order": order,
        "says": row[f"words_{language}"],
        "because": _traced(row[f"because_{language}"], row["id"]),
        "judged": [{**one, "reason": told.get(one["by"], "")} for one in row["badges"]],
        "worlds": [_traced(_begun(text), row["id"]) for text in row["worlds"]],
        "flips": [_traced(_begun(text), row["id"]) for text in row["flips"]],
        "tolerance": _traced(report.words.say("page.within", tolerance=row["within"]), row["id"]),
        "proof": [of(name) for name in proof],
        **{side: [of(name) for name in row[side]] for side in ("pro", "contra", "neither")},
    }


def without(text: str, said: str) -> str:
    """Return a text without those sentences at its end that were said before."""
    sentences, before = SENTENCE.findall(text), {one.strip() for one in SENTENCE.findall(said)}
    while len(sentences) > 1 and sentences[-1].strip() in before:
        sentences.pop()
    return "".join(sentences).strip()


def _special_page(report: Report, name: str) -> str:
    """Return one of the pages that come after the chapters."""
    said: Mapping[str, Any]
    shown: Row = {}
    if name == "method":
        said = special.method(report.words, report.folder)
        shown = report.numbers.on_page([], said["derived"], [])
    elif name == "data":
        named = [(part, _name(report, part.page)) for part in report.parts]
        said = special.data(named, report.numbers, report.folder)
        every = [row for row in report.numbers.rows if not row.startswith(numbers.CLAIM)]
        shown = report.numbers.on_page(every, [], [])
    else:
        said = special.changes(report.numbers, report.folder)
        shown = report.numbers.on_page(said["cited"], [], [])
    return _render(report, f"{name}.html.j2", name=name, numbers=shown, **said)


def _render(report: Report, template: str, name: str, **values: Any) -> str:
    """Return a page of a template, with what every page has."""
    words = report.words
    sources = tables.read("sources", report.folder).to_dict("records")
    script = (TEMPLATES / "page" / "page.js").read_text("utf-8")
    common = {
        "title": words.say(f"page.name.{name}") if name in (*BEFORE, *AFTER) else "",
        "heading": words.say(f"page.heading.{name}") if name in (*BEFORE, *AFTER) else "",
        "kind": name,
        "colour": "",
        "report": _listed_title(report),
        "description": words.say("page.description", subject=_listed_title(report)),
        "other": _other(report, name),
        "navigation": _navigation(report, name),
        "sources": [_source(row, words.language) for row in sources],
        "cite": {**_citation(), "title": _listed_title(report)},
        "root": report.root,
        "language": words.language,
        "gap": words.say("page.colon")[1:],  # after punctuation: Chinese leaves none
        "pdf": f"{report.root.removesuffix('../')}report.{words.language}.pdf",
        "css": (TEMPLATES / "page" / "page.css").read_text("utf-8"),
        "script": script,
        "script_hash": _hash(script),
    }
    return _environment(words.language).get_template(template).render(**{**common, **values})


def _navigation(report: Report, name: str) -> list[tuple[str, list[Row]]]:
    """Return the links to all pages, in two rows: those of places have one of their own."""
    places = [part.page for part in report.parts if part.place]
    chapters = [part.page for part in report.parts if not part.place]
    rows = {"page.pages": [chapters[0], *BEFORE, *chapters[1:], *AFTER], "page.places": places}
    return [
        (report.words.say(key), [_link(report, page, name) for page in row])
        for key, row in rows.items()
        if row
    ]


def _link(report: Report, page: str, current: str) -> Row:
    return {"href": f"{page}.html", "name": _name(report, page), "current": page == current}


def _onward(report: Report) -> list[Row]:
    """Return the links from the front page to the others but places, each with its title."""
    titles = {part.page: part.chapter.title for part in report.parts[1:] if not part.place}
    special_pages = {name: report.words.say(f"page.heading.{name}") for name in (*BEFORE, *AFTER)}
    return [
        {**_link(report, page, INDEX), "title": title}
        for page, title in {**titles, **special_pages}.items()
    ]


def _name(report: Report, page: str) -> str:
    """Return what a page is called in the navigation: its short name, else its title."""
    key = f"page.name.{page}"
    if key in messages.keys(report.language):
        return report.words.say(key)
    part = next(part for part in report.parts if part.page == page)
    return report.words.place(part.place) if part.place else part.chapter.title


def _other(report: Report, name: str) -> Row:
    """Return the link to the same page in the other language."""
    (other,) = set(messages.LANGUAGES) - {report.language}
    first = report.language == messages.LANGUAGES[0]
    return {
        "href": f"{other}/{name}.html" if first else f"../{name}.html",
        "lang": messages.say("page.lang", other),
        "name": messages.say("page.language", other),
    }


def _listed_title(report: Report) -> str:
    sources = tables.read("sources", report.folder)
    return " / ".join(sources[f"title_{report.language}"])


def _source(row: Mapping[Any, Any], language: str) -> Row:
    """Return the publisher of a source in the page's language, and as it calls itself."""
    own, other = row[f"publisher_{language}"], row["publisher_zh"]
    return {
        "publisher": own,
        "lang": row["language"] if own == other else "",
        "publisher_other": other if other != own else "",
        "other_lang": row["language"],
        "published": row["published"],
        "sha256": row["sha256"],
    }


def _citation() -> Row:
    """Return what CITATION.cff says."""
    said = yaml.safe_load((paths.root() / "CITATION.cff").read_text("utf-8"))
    return {"version": said["version"], "licence": said["license"]}


def _colour(report: Report, place: str) -> str:
    colours = tables.read("places", report.folder).set_index("place")["colour"]
    return str(colours[place])


def _hash(script: str) -> str:
    """Return a script's hash as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "page"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["say"] = partial(messages.say, language=language)
    return environment
