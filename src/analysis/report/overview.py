"""The page that lists the sources, where there are several, and holds them against each other."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import messages
from analysis.data import tables
from analysis.data.words import Words
from analysis.data.words import words as words_of
from analysis.findings import claims, figures, front, prose
from analysis.findings.prose import Finding
from analysis.measures import claims as judged
from analysis.measures.figures import STATES, same
from analysis.report import chapters, frame, numbers
from analysis.report.evidence import Row
from analysis.report.frame import Report

LEADS = 3  # claims that a source is listed with
DERIVED = re.compile(r'<a class="figure derived"[^>]*>')


def page(language: str, folder: Path | None = None) -> str:
    """Return the page in a language, from the tables of data/processed or of another folder."""
    words = replace(words_of(language, folder), publisher="", contest="")
    report = Report([], words, numbers.of(words, folder), [], folder)
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
    return frame.render(
        report,
        "overview.html.j2",
        name=frame.INDEX,
        report=title,
        title=title,
        description=words.say("page.overview_intro"),
        cite={**frame.citation(), "title": title},
        pdf="",
        navigation=[(title, links)],
        listed=told,
        agreement=agreed,
        both=_both(both.to_dict("records"), told, words),
        numbers=report.numbers.on_page([], chapters.derived(agreed), []),
    )


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
    tested = typed[(typed["kind"] == judged.ASSERTION)]
    leads = judged.leading(typed, LEADS, judged.ids(row["leads"])) if len(typed) else typed
    found = figures.strip(read("figures"), words)
    if len(tested):
        found = prose.sentence(claims.tested(typed, words))
    counted = f'<a href="{at}{"claims" if len(tested) else "data"}.html">'
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
                "says": claims.stated(one, one[f"says_{language}"], words),
                "whose": words.say("page.own_check") if one["kind"] == judged.CHECK else "",
            }
            for one in leads.to_dict("records")
        ],
    }


def _both(rows: Iterable[dict[Any, Any]], told: list[Row], words: Words) -> list[Row]:
    """Return what two sources print of the same, each with the rows of its figures."""
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
