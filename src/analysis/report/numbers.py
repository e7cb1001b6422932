"""What a page says of each number on it: one row a number, from which its card is made too.

A row has what was shown, what it is of, facts (by the keys of their labels), and inputs that can be
followed. Every text is HTML. Tables and chapters in, rows out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from analysis.data import tables
from analysis.data.words import Words, digits_of
from analysis.findings.prose import credited, quoted
from analysis.measures.claims import ids
from analysis.quantity import wording
from analysis.report.evidence import Row

CLAIM = "claim-"  # starts the anchor of a claim
PRINTED, REFERENCE, CLAIMED, COMPUTED = KINDS = ("printed", "reference", "claim", "computed")
UNKNOWN = re.compile(r"(\w+)\[([^\],]+)(?:, (\d+))?\]")
REST = re.compile(r"what is left for an unlisted (\w+): (\w+)")
MOST = 8  # inputs that every row with them lists; more are listed once
TRUSTED = {"A": ("http", "https"), "B": ("https",)}  # which addresses of a grade are made a link


@dataclass(frozen=True)
class Input:
    """What a number rests on: where its own row is, what it says there, and what it is of."""

    href: str
    text: str
    name: str


@dataclass(frozen=True)
class Numbers:
    """The rows of all figures and claims in one language, by anchor, and the words for more."""

    words: Words
    rows: Mapping[str, Row]

    def on_page(
        self, cited: Iterable[str], derived: Iterable[Mapping[str, str]], computed: Iterable[str]
    ) -> dict[str, list[Row]]:
        """Return the rows of a page by kind: those it uses, and those that these rest on.

        `cited` are ids of figures, `derived` what a chapter says of its computed numbers,
        `computed` the ids of claims that it says a number of.
        """
        own = [self._computed(row) for row in {row["id"]: row for row in derived}.values()]
        self._share(own)
        wanted = {*cited, *(f"{CLAIM}{name}" for name in computed)}
        wanted |= {name for row in own for name in row["rests_on"] if not name.startswith(CLAIM)}
        for name in list(wanted):
            if name in self.rows:
                wanted |= set(self.rows[name]["rests_on"])
        used = [row for name, row in self.rows.items() if name in wanted]
        grouped = {kind: [row for row in used if row["kind"] == kind] for kind in KINDS[:3]}
        return {kind: rows for kind, rows in (grouped | {COMPUTED: own}).items() if rows}

    def _share(self, rows: Iterable[Row]) -> None:
        """List many inputs once: further rows with the same, or few less, lead to the first."""
        firsts: list[tuple[frozenset[str], Row]] = []
        for row in rows:
            inputs = frozenset(row["rests_on"])
            near = (one for known, one in firsts if inputs <= known and len(known - inputs) <= MOST)
            if len(inputs) <= MOST:
                continue
            if first := next(near, None):
                but = [name for name in first["rests_on"] if name not in inputs]
                same = self.words.say("card.same_but" if but else "card.same", len(inputs))
                link = Input(f"#{first['id']}", first["shown"], same)
                row |= {"first": first["id"], "but": but, "inputs": [link, *map(self.of, but)]}
            else:
                firsts.append((inputs, row))

    def of(self, name: str) -> Input:
        """Return an input by its id: a figure, a claim, or the name of a definition."""
        row = self.rows.get(name)
        if row is None:
            return Input("", "", escape(self.definition(name)))
        if row["kind"] == CLAIMED:
            return Input(f"claims.html#{name}", row["shown"], "")
        return Input(f"#{name}", row["shown"], row["name"])

    def definition(self, name: str) -> str:
        """Return the name of a definition, as proofs have it, in words."""
        unknown, _, what = name.partition("] ")
        if what and (of := self.unknown(f"{unknown}]")):
            key = "parts" if what == "holds its parts" else "share"
            return self.words.say(f"card.definition_{key}", of=of)
        if found := REST.fullmatch(name):
            kind, metric = found.groups()
            kind, label = self.words.kind(kind), self.words.label(metric)
            return self.words.say("card.definition_rest", kind=kind, label=label)
        return name

    def unknown(self, text: str) -> str:
        """Return what an unknown is of, as formulas have it, in words; nothing where none is."""
        found = UNKNOWN.fullmatch(text)
        if not found or found[1] not in self.words.titles or found[2] not in self.words.places:
            return ""
        return self.words.of(found[2], found[1], found[3] or "")

    def _computed(self, row: Mapping[str, str]) -> Row:
        rests = ids(row["figures"])
        return {
            "id": row["id"],
            "kind": COMPUTED,
            "shown": escape(row["text"]),
            "name": "",
            "facts": {"how": escape(row["how"])},
            "rests_on": rests,
            "inputs": [self.of(name) for name in rests],
        }


def of(words: Words, folder: Path | None = None, claims: Iterable[Row] = ()) -> Numbers:
    """Return the rows of every figure, printed and independent, and of claims as by evidence.

    The tables are those of data/processed or of another folder.
    """
    sources = tables.read("sources", folder).set_index("source_id")
    printed = tables.read("figures", folder)
    several = printed["source_id"].nunique() > 1
    rows = [
        *(
            _printed(row, sources.loc[row["source_id"]], several, words)
            for row in printed.to_dict("records")
        ),
        *(_reference(row, words) for row in tables.read("references", folder).to_dict("records")),
        *(_claim(row, words) for row in claims),
    ]
    made = Numbers(words, {row["id"]: row for row in rows})
    for row in rows:
        row["inputs"] = [made.of(name) for name in row["rests_on"]]
    return made


def _printed(row: Mapping[Any, Any], source: pd.Series, several: bool, words: Words) -> Row:
    """Return the row of a printed figure; where there are several sources, it names its own."""
    where = words.say("card.line_offset", line=row["line"], offset=row["start"])
    if several:
        publisher = escape(source[f"publisher_{words.language}"])
        where = words.say("word.bracketed", said=where, more=publisher)
    by, language = credited(row["attributed_to"], words), source["language"]
    return _row(
        row,
        PRINTED,
        quoted(row["printed"], language),
        {
            **_reading(row, words),
            "where": where,
            "credit": quoted(by, language) or words.say("card.nobody"),
            "note": _noted(row, "note", words),
        },
        words,
    )


def _reference(row: Mapping[Any, Any], words: Words) -> Row:
    facts = {
        **_reading(row, words),
        "grade": words.say(f"grade.{row['grade']}"),
        "source": _page(row, words),
        "told": _noted(row, "kind", words),
        "counts": _noted(row, "definition", words),
    }
    made = _row(row, REFERENCE, quoted(row["printed"]), facts, words)
    stance = row.get("stance", "asserted")  # told beside its number on each card that looks at it
    named = words.say(f"card.named_{stance}", name=made["name"]) if stance != "asserted" else ""
    return made | {"name": named or made["name"]}


def _row(
    row: Mapping[Any, Any], kind: str, shown: str, facts: Mapping[str, str], words: Words
) -> Row:
    """Return what the rows of a printed and an independent figure have in common."""
    year = "" if pd.isna(row["year"]) else str(row["year"])
    return {
        "id": row["figure_id"],
        "kind": kind,
        "shown": shown,
        "name": escape(words.of(row["place"], row["metric"], year)),
        "hedge": "" if (hedge := wording.worded(row)) == "exact" else words.say(f"hedge.{hedge}"),
        "facts": {key: text for key, text in facts.items() if text},
        "rests_on": [],
    }


def _told(row: Mapping[Any, Any], column: str, words: Words) -> str:
    """Return what a column says in the language of the page; English stands without a suffix."""
    return str(row[column if words.language == "en" else f"{column}_{words.language}"])


def _noted(row: Mapping[Any, Any], column: str, words: Words) -> str:
    """Return what a column says as HTML, Chinese marked where the page is in another language."""
    text = _told(row, column, words)
    return quoted(text) if words.language == "en" else escape(text)


def _reading(row: Mapping[Any, Any], words: Words) -> dict[str, str]:
    """Return how a figure is read: in words with its bounds, and what its hedge allows and why."""
    read = words.reading(row)
    bounds = words.span(row["low"], row["high"], row["unit"], max(10, digits_of(row)))
    if bounds != read:
        read = words.say("card.bounds", says=read, span=bounds)
    if (stance := row.get("stance", "asserted")) != "asserted":
        read = words.say(f"{'card' if 'grade' in row else 'places'}.stance_{stance}", figure=read)
    hedge = words.say(f"hedge.{wording.worded(row)}")
    why = words.say(f"hedge.why.{row['hedge']}")
    why = words.say("card.hedge_why", hedge=hedge[:1].upper() + hedge[1:], why=why)
    return {"read": escape(read), "hedge": escape(why)}


def _page(row: Mapping[Any, Any], words: Words) -> str:
    """Return the page that a figure stands on: a link where the host is beyond doubt, else text.

    A page of grade A is official; one of grade B is linked where its host can be told for sure. One
    without a title goes by its host.
    """
    address, parts = escape(row["address"]), urlsplit(row["address"])
    title = quoted(_told(row, "title", words) or parts.hostname or row["address"])
    if parts.scheme in TRUSTED.get(row["grade"], ()):
        return f'<a href="{address}" rel="noreferrer">{title}</a>'
    key = "card.address_told" if row["published"] else "card.address"
    return words.say(key, title=title, address=address, date=words.date(row["published"]))


def _claim(row: Row, words: Words) -> Row:
    anchor = f"{CLAIM}{row['id']}"
    link = f'<a class="claim" href="claims.html#{anchor}">{words.say("card.claim_link")}</a>'
    formula = {"formula": f"<code>{escape(row['claim'])}</code>"} if row["claim"] else {}
    rests = [*row["shown"], *row["proof"], *row["pro"], *row["contra"], *row["definitions"]]
    return {
        "id": anchor,
        "kind": CLAIMED,
        "shown": escape(row["says"], quote=False),
        "name": "",
        "facts": {**formula, "verdict": f"{escape(row['rated']['option'])}. {link}"},
        "rests_on": list(dict.fromkeys(rests)),
    }
