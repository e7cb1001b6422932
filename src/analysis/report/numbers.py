"""What a page says of each number on it: one row a number, from which its card is made too.

A row has what was shown, what it is of, facts (label and words), and inputs that can be followed.
Every text is HTML. Tables and chapters in, rows out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from analysis.data.words import Words
from analysis.findings.prose import quoted
from analysis.measures.claims import ids
from analysis.report.evidence import Evidence, Row

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
        """List many inputs once: further rows with the same lead to the `first` that has them.

        So do rows with all but a few of these, which they name as `but`.
        """
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

    def of(self, name: str, local: bool = True) -> Input:
        """Return an input by its id: a figure, a claim, or the name of a definition."""
        row = self.rows.get(name)
        if row is None:
            return Input("", "", escape(self.definition(name)))
        if row["kind"] == CLAIMED:
            return Input(f"claims.html#{name}", row["shown"], "")
        return Input(f"#{name}" if local else f"claims.html#{name}", row["shown"], row["name"])

    def definition(self, name: str) -> str:
        """Return the name of a definition, as proofs have it, in words."""
        unknown, _, what = name.partition("] ")
        if what and (of := self.unknown(f"{unknown}]")):
            key = "parts" if what == "holds its parts" else "share"
            return self.words.say(f"card.definition_{key}", of=of)
        if found := REST.fullmatch(name):
            kind, metric = found.groups()
            label = self.words.label(metric)
            return self.words.say("card.definition_rest", kind=self._kind(kind), label=label)
        return name

    def unknown(self, text: str) -> str:
        """Return what an unknown is of, as formulas have it, in words; nothing where none is."""
        found = UNKNOWN.fullmatch(text)
        if not found or found[1] not in self.words.titles or found[2] not in self.words.places:
            return ""
        return self.words.of(found[2], found[1], found[3] or "")

    def _kind(self, kind: str) -> str:
        return self.words.say(f"page.kind_{kind}")

    def _computed(self, row: Mapping[str, str]) -> Row:
        """Return the row of a number that a chapter computes."""
        rests = ids(row["figures"])
        return {
            "id": row["id"],
            "kind": COMPUTED,
            "shown": escape(row["text"]),
            "name": "",
            "facts": [(self.words.say("card.how"), escape(row["how"]))],
            "rests_on": rests,
            "inputs": [self.of(name) for name in rests],
        }


def of(shown: Evidence, words: Words) -> Numbers:
    """Return the rows of every figure, printed and independent, and of every claim."""
    several = len({row["source"] for row in shown.figures}) > 1
    rows = [
        *(_printed(row, words, several) for row in shown.figures),
        *(_reference(row, words) for row in shown.references),
        *(_claim(row, words) for row in shown.claims),
    ]
    made = Numbers(words, {row["id"]: row for row in rows})
    for row in rows:
        row["inputs"] = [made.of(name) for name in row["rests_on"]]
    return made


def _noted(text: str, words: Words) -> str:
    """Return a note in the language of the page, Chinese marked where that is another."""
    return quoted(text) if words.language == "en" else escape(text)


def _printed(row: Row, words: Words, several: bool) -> Row:
    """Return the row of a printed figure; where there are several sources, it names its own."""
    where = words.say("card.line_offset", line=row["line"], offset=row["start"])
    facts = [
        *_reading(row, words),
        (words.say("card.where"), where + (f" ({escape(row['publisher'])})" if several else "")),
        (
            words.say("card.credit"),
            quoted(row["credit"], row["language"]) or words.say("card.nobody"),
        ),
        (words.say("card.note"), _noted(row["note"], words)),
    ]
    return _row(row, PRINTED, quoted(row["printed"], row["language"]), facts)


def _reference(row: Row, words: Words) -> Row:
    """Return the row of an independent figure."""
    facts = [
        *_reading(row, words),
        (words.say("card.grade"), words.say(f"grade.{row['grade']}")),
        (words.say("card.source"), _page(row, words)),
        (words.say("card.told"), _noted(row["kind"], words)),
        (words.say("card.counts"), _noted(row["definition"], words)),
    ]
    return _row(row, REFERENCE, quoted(row["printed"]), facts)


def _row(row: Row, kind: str, shown: str, facts: list[tuple[str, str]]) -> Row:
    return {
        "id": row["figure_id"],
        "kind": kind,
        "shown": shown,
        "name": escape(row["name"]),
        "facts": [(label, text) for label, text in facts if text],
        "rests_on": [],
    }


def _reading(row: Row, words: Words) -> list[tuple[str, str]]:
    """Return how a figure is read: in words with its bounds, and what its hedge allows and why."""
    read = row["says"]
    if row["bounds"] != read:
        read = words.say("card.bounds", says=read, span=row["bounds"])
    if (stance := row.get("stance", "asserted")) != "asserted":
        read = words.say(f"{'card' if 'grade' in row else 'places'}.stance_{stance}", figure=read)
    hedge = row["hedge"][:1].upper() + row["hedge"][1:]
    why = words.say("card.hedge_why", hedge=hedge, why=row["why"])
    return [(words.say("card.read"), escape(read)), (words.say("card.hedge"), escape(why))]


def _page(row: Row, words: Words) -> str:
    """Return the page that a figure stands on: a link where the host is beyond doubt, else text.

    A page of grade A is official; one of grade B is linked where its host can be told for sure.
    """
    title = quoted(row["title"])
    if urlsplit(row["address"]).scheme in TRUSTED.get(row["grade"], ()):
        return f'<a href="{escape(row["address"])}" rel="noreferrer">{title}</a>'
    key = "card.address_told" if row["published"] else "card.address"
    address = escape(row["address"])
    return words.say(key, title=title, address=address, date=words.date(row["published"]))


def _claim(row: Row, words: Words) -> Row:
    """Return the row of a claim that numbers were computed for."""
    formula = f"<code>{escape(row['claim'])}</code>" if row["claim"] else ""
    link = (
        f'<a class="claim" href="claims.html#{CLAIM}{row["id"]}">{words.say("card.claim_link")}</a>'
    )
    facts = [
        (words.say("label.formula"), formula),
        (words.say("card.verdict"), f"{escape(row['rated'])}. {link}"),
    ]
    rests = [*row["shown"], *row["proof"], *row["pro"], *row["contra"], *row["definitions"]]
    return {
        "id": f"{CLAIM}{row['id']}",
        "kind": CLAIMED,
        "shown": escape(row[f"says_{words.language}"], quote=False),
        "name": "",
        "facts": [(label, text) for label, text in facts if text],
        "rests_on": list(dict.fromkeys(rests)),
    }
