"""Hold each number of a draft against the tables: right, wrong, hedged away, or unknown.

Imports the rest of this room and data.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import get_args

from analysis.data import tables
from analysis.drafts import context, facts, judge, labels, plain, tallies, unlike
from analysis.drafts.facts import Verdict
from analysis.drafts.fitting import Known
from analysis.drafts.labels import Metrics, Places
from analysis.drafts.plain import Watch

# A number that is denied is none for quantity: the word gives way to a sign of as many characters.
DENIAL = re.compile(r"\b(?:not|never)(?= (?:an? |half|two |three |four |[0-9]))")
SHOWN = 50  # numbers on a terminal, of those that are not right


@dataclass(frozen=True)
class Mark:
    """A number of a draft: where it stands, what becomes of it, and what the tables say."""

    line: int
    start: int
    printed: str
    verdict: Verdict
    says: str = ""
    table: str = ""
    id: str = ""

    def __str__(self) -> str:
        where = f"line {self.line}, offset {self.start}"
        told = f": {self.says}" if self.says else ""
        named = f" ({self.table}: {self.id})" if self.id else ""
        return f"{where}: {self.verdict}, '{self.printed}'{told}{named}"


def known(folder: Path | None = None) -> Known:
    """Return what data/processed says, or the tables of another folder."""
    places = Places(tables.read("places", folder))
    metrics = Metrics.of(tables.read("metrics", folder), places)
    told, sources = facts.read(folder), tables.read("sources", folder)
    currencies = unlike.currencies(tables.read("figures", folder))
    claims = tables.read("claims", folder)
    refuted = frozenset(claims.loc[claims["supported"] == "contradicted", "proof"])
    return Known(places, metrics, told, tallies.tallies(folder), sources, currencies, refuted)


def check(
    path: Path, folder: Path | None = None, watch: Watch[tuple[int, int]] = iter
) -> list[Mark]:
    """Return a mark for each number of a draft, in order.

    watch: shows how far it is, paragraph by paragraph.

    Raises DataError where it is absent, empty or not UTF-8, and where there are no tables of this
    version.
    """
    draft = plain.read(path)
    return check_words(draft, known(folder), watch)


def check_words(
    draft: plain.Draft, known: Known, watch: Watch[tuple[int, int]] = iter
) -> list[Mark]:
    """Return a mark for each number of a draft's words, in order."""
    publishers = labels.publishers(known.sources, draft.text)
    views = {name: known.of(name) for name in ("", *known.sources["source_id"])}
    draft = replace(draft, text=DENIAL.sub(_marked, draft.text))
    return [
        Mark(
            *draft.position(one.found.start),
            one.found.printed,
            judged.verdict,
            judged.says,
            judged.table,
            judged.id,
        )
        for sentence in context.numbers(
            draft, known.places, known.metrics, publishers, known.owners, watch
        )
        for one, judged in zip(sentence, judge.judge(sentence, views), strict=True)
    ]


def _marked(denial: re.Match[str]) -> str:
    return "¬".ljust(len(denial[0]))


def to_json(marks: list[Mark]) -> str:
    """Return the marks as a JSON list."""
    return json.dumps([asdict(mark) for mark in marks], ensure_ascii=False, indent=2)


def describe(marks: list[Mark], every: bool = False) -> str:
    """Return the marks as lines for a terminal: the first that are not right, or every one."""
    told = [mark for mark in marks if every or mark.verdict in ("wrong", "hedged away")]
    shown = [str(mark) for mark in (told if every else told[:SHOWN])]
    if more := len(told) - len(shown):
        shown.append(f"… and {more:,} more: --json lists every number, --all shows it.")
    counted = ", ".join(
        f"{sum(mark.verdict == name for mark in marks):,} {name}" for name in get_args(Verdict)
    )
    return "\n".join([*shown, f"{len(marks):,} numbers: {counted}"])
