"""Hold each number of a draft against the tables: right, wrong, hedged away, or unknown.

Imports the rest of this room and data.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from analysis.data import tables
from analysis.drafts import context, facts, judge, labels, plain, unlike
from analysis.drafts.judge import Known, Verdict
from analysis.drafts.labels import Metrics, Places


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
    return Known(places, metrics, told, facts.tallies(folder), sources, currencies)


def check(path: Path, folder: Path | None = None) -> list[Mark]:
    """Return a mark for each number of a draft, in order.

    Raises DataError where it is absent, empty or not UTF-8, and where there are no tables of this
    version.
    """
    draft = plain.read(path)
    return check_words(draft, known(folder))


def check_words(draft: plain.Draft, known: Known) -> list[Mark]:
    """Return a mark for each number of a draft's words, in order."""
    publishers = labels.publishers(known.sources, draft.text)
    return [
        Mark(
            *draft.position(one.found.start),
            one.found.printed,
            judged.verdict,
            judged.says,
            judged.table,
            judged.id,
        )
        for sentence in context.numbers(draft, known.places, known.metrics, publishers)
        for one, judged in zip(sentence, judge.judge(sentence, known), strict=True)
    ]


def describe(marks: list[Mark], every: bool = False) -> str:
    """Return the marks as lines for a terminal: those that are not right, or every one."""
    shown = [str(mark) for mark in marks if every or mark.verdict in ("wrong", "hedged away")]
    counted = ", ".join(
        f"{sum(mark.verdict == name for mark in marks)} {name}" for name in get_args(Verdict)
    )
    return "\n".join([*shown, f"{len(marks)} numbers: {counted}"])
