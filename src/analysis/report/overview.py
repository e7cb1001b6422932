"""A report as a whole: what its pages share, how it is cited, and what was found, in short.

What was found stands on the page that lists several sources and holds them against each other, and
in README.md, between two markers.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import files, messages
from analysis.data import tables
from analysis.data.words import Words
from analysis.data.words import words as words_of
from analysis.errors import DataError, Problem
from analysis.findings import figures, front, prose
from analysis.findings.claims import account, stated, tested
from analysis.findings.prose import Finding
from analysis.measures import claims as judged
from analysis.measures.figures import STATES, same
from analysis.readers import read_yaml
from analysis.report import chapters, evidence, numbers
from analysis.report.chapters import Chapter
from analysis.report.evidence import Row
from analysis.report.numbers import Numbers

LEADS = 3  # claims that a source is listed with
START, END = "<!-- findings -->", "<!-- /findings -->"
REPORT = "reports/{}claims.html"  # the page of claims, in the folder of the source's report
SPECIAL = re.compile(r"([\\`*_\[\]<>])")  # what Markdown would take for more than text
DERIVED = re.compile(r'<a class="figure derived"[^>]*>')


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

    @property
    def title(self) -> str:
        """What the report is called."""
        return " / ".join(tables.read("sources", self.folder)[f"title_{self.language}"])

    def name_of(self, page: str) -> str:
        """Return what a page is called in the navigation: its short name, else its title."""
        key = f"page.name.{page}"
        if key in messages.keys(self.language):
            return self.words.say(key)
        chapter = next(one for one in self.chapters if one.anchor == page)
        return self.words.place(chapter.place) if chapter.place else chapter.title


def gather(
    chapters: list[Chapter], words: Words, folder: Path | None = None, whole: Path | None = None
) -> Report:
    """Return what the pages and the PDF of a language are made of, a chapter a page.

    The tables are those of data/processed or of another `folder`; `whole` is the folder of the
    tables of all sources, where `folder` has those of one.
    """
    cards = evidence.read(words, folder)
    return Report(chapters, words, numbers.of(words, folder, cards), cards, folder, whole)


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


def sources(report: Report) -> Row:
    """Return what the page says that lists the sources; the words of `report` name no publisher."""
    words, language, folder = report.words, report.language, report.folder
    rows, both = tables.read("sources", folder), _same(folder)
    up = "" if language == messages.LANGUAGES[0] else "../"
    end = "" if not up else f"{language}/"
    told = [
        _source(row["source_id"], f"{up}{row['source_id']}/{end}", language, folder)
        for row in rows.to_dict("records")
    ]
    title = words.say("page.overview")
    links = [
        {"href": f"{one['at']}index.html", "name": one["publisher"], "current": False}
        for one in told
    ]
    of_both = both.assign(ids=both["ids"] + ";" + both["other_ids"])
    agreed = prose.on_page(agreement(of_both, words).data)
    return {
        "report": title,
        "title": title,
        "description": words.say("page.overview_intro"),
        "cite": {**citation(), "title": title},
        "pdf": "",
        "navigation": [(title, links)],
        "listed": told,
        "agreement": agreed,
        "both": _both(both.to_dict("records"), told, words),
        "numbers": report.numbers.on_page([], chapters.derived(agreed), []),
    }


def meeting(report: Report) -> str:
    """Return on how many numbers a report's source and another agree; nothing where it is alone."""
    if not report.overview:
        return ""
    own, both = tables.read("sources", report.folder)["source_id"].iloc[0], _same(report.whole)
    first, second = both[both["source_id"] == own], both[both["other_id"] == own]
    rows = pd.concat([first, second.assign(ids=second["other_ids"])])
    return prose.on_page(agreement(rows, report.words).data)


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
    figures = dict.fromkeys(name for named in rows["ids"] for name in judged.ids(named))
    return prose.derived(words.amount(len(rows), "count"), words.say(how), figures)


def _same(folder: Path | None) -> pd.DataFrame:
    return same(*(tables.read(name, folder) for name in ("implied", "figures", "sources")))


def _source(source: str, at: str, language: str, folder: Path | None) -> Row:
    """Return what is listed of a source: its title, what it is, what was found, and where."""
    words, read = words_of(language, folder, source), tables.of(source, folder)
    row, typed = read("sources").iloc[0], read("claims")
    is_tested = typed["kind"].eq(judged.ASSERTION).any()
    leads = judged.leading(typed, LEADS, judged.ids(row["leads"])) if len(typed) else typed
    found = figures.strip(read("figures"), words)
    if is_tested:
        found = prose.sentence(tested(typed, words))
    counted = f'<a href="{at}{"claims" if is_tested else "data"}.html">'
    return {
        "id": source,
        "at": at,
        "publisher": row[f"publisher_{language}"],
        "title": row[f"title_{language}"],
        "about": front.about(row, words),
        "found": DERIVED.sub(counted, found.data),
        "leads": [
            {
                "href": f"{at}claims.html#claim-{one['claim_id']}",
                "says": stated(one, one[f"says_{language}"], words),
                "whose": words.say("page.own_check") if one["kind"] == judged.CHECK else "",
            }
            for one in leads.to_dict("records")
        ],
    }


def _both(rows: Iterable[dict[Any, Any]], told: list[Row], words: Words) -> list[Row]:
    known = {one["id"]: one for one in told}
    return [
        {
            "state": words.say(f"same.{row['state']}"),
            "tone": row["state"],
            "what": words.of(
                row["place"], row["metric"], "" if pd.isna(row["year"]) else row["year"]
            ),
            "sides": [
                {
                    "publisher": known[row[side]]["publisher"],
                    "href": f"{known[row[side]]['at']}data.html#{judged.ids(row[ids])[0]}",
                    "span": words.span(row[low], row[high], row["unit"]),
                }
                for side, ids, low, high in (
                    ("source_id", "ids", "low", "high"),
                    ("other_id", "other_ids", "other_low", "other_high"),
                )
            ],
        }
        for row in rows
    ]


def block(claims: pd.DataFrame, leading: pd.DataFrame, words: Words, folder: str = "") -> str:
    """Return the findings as Markdown: what becomes of the assertions, then the leading claims.

    Both frames have the columns of claims.csv; `folder` is where the report stands among others,
    whose publisher then heads them.
    """
    bullets = [_bullet(row, words, folder) for row in leading.to_dict("records")]
    head = [f"### [{_escaped(words.publisher)}](reports/{folder}index.html)", ""] if folder else []
    return "\n".join([*head, prose.plain(tested(claims, words)), "", *bullets]).rstrip()


def renewed(path: Path, block: str) -> bytes:
    """Return the README at `path` with `block` as its findings; raise DataError as insert()."""
    if not path.is_file():
        problem = Problem(path.name, "no such file", "the file", "Restore it.")
        raise DataError([problem])
    return insert(path.read_text("utf-8"), block).encode()


def insert(readme: str, block: str) -> str:
    """Return `readme` with `block` between its two markers, in place of what stood there.

    Raise DataError where each marker does not stand there once, the opening one first.
    """
    before, _, rest = readme.partition(START)
    _, end, after = rest.partition(END)
    if not end or any(readme.count(marker) != 1 for marker in (START, END)):
        found = " and ".join(f"'{marker}' {_found(readme, marker)}" for marker in (START, END))
        expected = "each once, in this order: the findings stand between them"
        do = "Put each on a line of its own."
        raise DataError([Problem("README.md", found, expected, do)])
    return f"{before}{START}\n{block.strip()}\n{END}{after}"


def _found(text: str, marker: str) -> str:
    found = [str(at) for at, line in enumerate(text.splitlines(), 1) if marker in line]
    return f"in line {', '.join(found)}" if found else "nowhere"


def _bullet(row: Mapping[Any, Any], words: Words, folder: str) -> str:
    said = _escaped(stated(row, row["says_en"], words).rstrip("."))
    said = f"[{said}.]({REPORT.format(folder)}#claim-{row['claim_id']})"
    return f"- **{said}** {_escaped(words.joined(account(row, words)))}"


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
