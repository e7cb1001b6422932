"""What every page has around its content: title, navigation, sources, how to cite, the code.

A page is rendered of a template of templates/page with what all pages have in common.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from analysis import files, messages
from analysis.data import tables
from analysis.data.words import Words
from analysis.errors import DataError, Problem
from analysis.readers import read_yaml
from analysis.report import evidence, numbers
from analysis.report.chapters import TEMPLATES, Chapter, environment
from analysis.report.evidence import Row
from analysis.report.numbers import Numbers

INDEX, CLAIMS = "index", "claims"
BEFORE = (CLAIMS,)  # pages without a notebook that stand before the chapters in the navigation
AFTER = ("method", "data", "changes")


@dataclass(frozen=True)
class Report:
    """What the pages of one language have in common.

    `folder` is that of the tables that they are made from, `whole` that of the tables as published.
    """

    chapters: list[Chapter]
    words: Words
    numbers: Numbers
    cards: list[Row]
    folder: Path | None
    whole: Path | None = None

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self.words.language

    @property
    def root(self) -> str:
        """The project's top folder, as read from a page."""
        is_first, is_one = self.language == messages.LANGUAGES[0], not self.words.publisher
        return "../" * (1 + (not is_first) + (not is_one))

    @property
    def overview(self) -> str:
        """The page that lists all sources, as read from a page; empty where there is one alone."""
        if not self.words.publisher:
            return ""
        is_first = self.language == messages.LANGUAGES[0]
        return "../index.html" if is_first else f"../../{self.language}/index.html"


def gather(
    chapters: list[Chapter], words: Words, folder: Path | None = None, whole: Path | None = None
) -> Report:
    """Return what the pages and the PDF of a language are made of, a chapter a page.

    The tables are those of data/processed or of another `folder`; `whole` is the folder of the
    tables of all sources, where `folder` has those of one.
    """
    cards = evidence.read(words, folder)
    return Report(chapters, words, numbers.of(words, folder, cards), cards, folder, whole)


def render(report: Report, /, template: str, name: str, **values: Any) -> str:
    """Return a page of a template, with what every page has."""
    words = report.words
    sources = tables.read("sources", report.folder).to_dict("records")
    script = (TEMPLATES / "page" / "page.js").read_text("utf-8")
    common = {
        "title": words.say(f"page.name.{name}") if name in (*BEFORE, *AFTER) else "",
        "heading": words.say(f"page.heading.{name}") if name in (*BEFORE, *AFTER) else "",
        "kind": name,
        "colour": "",
        "report": title_of(report),
        "description": words.say("page.description", subject=title_of(report)),
        "other": _other(report, name),
        "navigation": _navigation(report, name),
        "sources": [_source(row, words) for row in sources],
        "cite": {**citation(), "title": title_of(report)},
        "root": report.root,
        "overview": report.overview,
        "language": words.language,
        "pdf": "../" * (words.language != messages.LANGUAGES[0]) + f"report.{words.language}.pdf",
        "css": (TEMPLATES / "page" / "page.css").read_text("utf-8"),
        "script": script,
        "script_hash": _hash(script),
    }
    return (
        environment(words.language, words.publisher)
        .get_template(template)
        .render(**{**common, **values})
    )


def _navigation(report: Report, name: str) -> list[tuple[str, list[Row]]]:
    """Return the links to all pages, in two rows: those of places have one of their own."""
    places = [one.anchor for one in report.chapters if one.place]
    chapters = [one.anchor for one in report.chapters if not one.place]
    rows = {"page.pages": [*chapters[:1], *BEFORE, *chapters[1:], *AFTER], "page.places": places}
    return [
        (report.words.say(key), [link(report, page, name) for page in row])
        for key, row in rows.items()
        if row
    ]


def link(report: Report, page: str, current: str) -> Row:
    """Return the link to a page, as templates have it."""
    return {"href": f"{page}.html", "name": name_of_page(report, page), "current": page == current}


def name_of_page(report: Report, page: str) -> str:
    """Return what a page is called in the navigation: its short name, else its title."""
    key = f"page.name.{page}"
    if key in messages.keys(report.language):
        return report.words.say(key)
    chapter = next(one for one in report.chapters if one.anchor == page)
    return report.words.place(chapter.place) if chapter.place else chapter.title


def _other(report: Report, name: str) -> Row:
    """Return the link to the same page in the other language."""
    (other,) = set(messages.LANGUAGES) - {report.language}
    first = report.language == messages.LANGUAGES[0]
    return {
        "href": f"{other}/{name}.html" if first else f"../{name}.html",
        "lang": messages.say("page.lang", other),
        "name": messages.say("page.language", other),
    }


def title_of(report: Report) -> str:
    """Return what the report is called."""
    sources = tables.read("sources", report.folder)
    return " / ".join(sources[f"title_{report.language}"])


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


def citation() -> Row:
    """Return what CITATION.cff says of the project's `version` and `license`.

    Raises DataError where it says neither, or is no YAML.
    """
    said, _, problems = read_yaml(files.citation())
    known = said if isinstance(said, dict) else {}
    missing = [name for name in ("version", "license") if not known.get(name)]
    where = files.relative(files.citation())
    fault = partial(Problem, where, "no such field", "the field", "Restore it.")
    if faults := problems or [fault(field=name) for name in missing]:
        raise DataError(faults)
    return {"version": known["version"], "licence": known["license"]}


def _hash(script: str) -> str:
    """Return a script's hash as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
