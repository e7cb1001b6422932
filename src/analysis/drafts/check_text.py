"""Hold each number of a draft against the tables: right, wrong, hedged away, or unknown.

Imports the rest of this room, data and quantity. A number is right where some fact of its place and
unit, and of a metric that its words speak of, has it; wrong where its words say clearly what it is
of, and no fact of that has it; unknown where no table speaks of it. What a text under study is said
to print is held against its printed figures alone.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import get_args

from analysis.data import tables
from analysis.drafts import context, facts, fitting, labels, plain, relations, repeats, unlike
from analysis.drafts.context import Said
from analysis.drafts.facts import Fact, Judged, Verdict
from analysis.drafts.fitting import Known
from analysis.drafts.labels import Metrics, Places
from analysis.drafts.phrases import RE
from analysis.drafts.plain import Watch
from analysis.drafts.repeats import Repeats
from analysis.quantity import Quantity, UnreadableFigure, hedge_of

TRUE = ("right", "hedged away")
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
    return Known(places, metrics, told, facts.tallies(folder), sources, currencies, refuted)


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
    draft = replace(draft, text=RE.DENIAL.sub(_marked, draft.text))
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
        for one, judged in zip(sentence, _judge_all(sentence, views), strict=True)
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


def _judge_all(sentence: list[Said], every: Mapping[str, Known]) -> list[Judged]:
    """Judge the numbers of a sentence; by another order of its places where that makes all true.

    every: what is known of each source, and of any under ''.
    """
    known = every[sentence[0].source]
    sentence = [fitting.settled(unlike.with_its_hedge(one), known) for one in sentence]
    sentence = [unlike.in_currency(one, known) for one in sentence]
    judged = [_judge(one, known, sentence) for one in sentence]
    for at in range(max(len(one.others) for one in sentence)):
        if not any(one.verdict == "wrong" for one in judged):
            break
        moved = [
            replace(one, place=one.others[at]) if one.place and at < len(one.others) else one
            for one in sentence
        ]
        again = [_judge(one, known, sentence) for one in moved]
        mended = zip(judged, again, strict=True)
        if all(new.verdict in TRUE[: 2 - (old.verdict == "wrong")] for old, new in mended):
            judged = again
    return relations.hold(sentence, judged, known)


def _judge(one: Said, known: Known, whole: list[Said]) -> Judged:
    """Return what becomes of a number, `whole` being those of its sentence.

    One that is denied is right where others refute what is printed, wrong where the tables have it
    as it stands, and unknown else.
    """
    told = _asserted(one, known, whole)
    if told.verdict != "right" and (RE.IN_PART.search(one.before) or RE.PARTED.match(one.after)):
        return Judged()
    denial = None if known.telling[1].match(one.after) else RE.DENIES.search(one.before)
    if not denial:
        return told
    if told.verdict == "right" and told.id in known.refuted:
        return told
    if told.verdict == "right" and told.table == "figures" and _hedge(one) == "exact":
        return replace(told, verdict="wrong", says=f"it is denied, and the tables say {told.says}")
    return Judged()


def _asserted(one: Said, known: Known, whole: list[Said]) -> Judged:
    """Return what becomes of a number that is not denied."""
    if told := facts.tallied(one, known.tallies.get(known.source, [])):
        return told
    hedge, meant = _hedge(one), fitting.meant(one, known.metrics, one.unit)
    if told := relations.related(one, known, hedge):
        return told
    fits = fitting.fitting(one, known, meant)
    if one.whole:  # the country, or its place itself, of which other shares are told
        is_own = one.whole == one.place or one.whole not in known.places.countries
        fits = [fact for fact in fits if bool(fact.metrics & known.metrics.wholes) == is_own]
    before, behind = known.telling
    is_told = bool(before.search(one.before) or behind.match(one.after))
    is_told = is_told or bool(one.source and RE.IT_SAYS.search(one.before))
    if is_told and (told := _printed(one, hedge, fits, meant)):
        return told
    told = _repeating(one, hedge, fits, meant)
    if told is None or told.verdict != "right":
        told = relations.total(one, known, meant, hedge) or told
    if not told and (other := unlike.in_unit_before(one, whole, known)):
        return _judge(other, known, whole)
    told = told or _disagreeing(one, hedge, known, meant)
    return told or unlike.misread(one, hedge, known, whole)


def _printed(one: Said, hedge: str, fits: list[Fact], meant: set[str]) -> Judged | None:
    """Judge what a text under study is said to print; None where it prints nothing of the kind."""
    own = [fact for fact in fits if fact.source]
    if told := _repeating(one, hedge, own, meant):
        return told
    if rows := [fact for fact in own if fact.table == "figures" and fact.metrics & meant]:
        return Judged.by("wrong", "it prints ", rows[0])
    return None


def _repeating(one: Said, hedge: str, fits: list[Fact], meant: set[str]) -> Judged | None:
    """Return how a number repeats one of the facts that fit it; None where it does not."""
    other_year: Judged | None = None
    contrary = any(repeats.contradicts(one.found.quantity, hedge, fact) for fact in fits)
    for wanted in ("right",) if contrary else ("right", "limit", "looser", "tighter"):
        for fact in fits:
            if wanted != "right" and meant and not fact.metrics & meant:
                continue  # its words speak of something else
            if _repeats(one, hedge, fact, fits) == wanted:
                if one.years and fact.year and fact.year not in one.years:
                    told = Judged.by("wrong", "the tables have it of another year: ", fact)
                    other_year = other_year or told
                elif wanted == "right" or (wanted == "limit" and (one.place or fact.of_others)):
                    if any(repeats.disputes(one.found.quantity, fact, other) for other in fits):
                        return Judged()
                    return Judged.by("right", "", fact)
                else:
                    how = "tighter" if wanted == "tighter" else "looser"
                    return Judged.by("hedged away", f"{how} than the tables, which say ", fact)
    return other_year


def _hedge(one: Said) -> str:
    """Return the row of the hedge that a number is read by."""
    try:
        hedge = hedge_of(one.found.printed)
    except UnreadableFigure:
        return "range"
    behind = RE.LIMIT.match(one.after)
    return {"most": "at most", "least": "at least"}[behind[1]] if behind else hedge


def _repeats(one: Said, hedge: str, fact: Fact, fits: list[Fact]) -> Repeats:
    """Return how a number repeats a fact; of a range, each end may also be a fact of its own."""
    number = one.found.quantity
    if (how := repeats.repeats(number, hedge, fact, one.found.printed)) or hedge != "range":
        return how
    ends = (Quantity(end, end, end, number.unit) for end in (number.low, number.high))
    told = [[one for one in fits if repeats.repeats(end, "exact", one) == "right"] for end in ends]
    return "right" if all(told) and fact in told[0] else ""


def _disagreeing(one: Said, hedge: str, known: Known, meant: set[str]) -> Judged | None:
    """Return wrong, and what the tables say, where a number's words say clearly what it is of."""
    number = one.found.quantity
    place = one.place or known.sole_place(meant) or one.carried
    if not place or unlike.is_of_something_else(one, known, meant):
        return None
    rows = [
        fact for fact in known.of_place(place) if fact.unit == number.unit and meant >= fact.metrics
    ]
    if not rows or unlike.may_be_of_something_else(one, known, place, rows, meant):
        return None
    best = min(
        rows,
        key=lambda fact: (
            not fact.hedge,
            fact.table != "figures",
            bool(one.years and fact.year) and fact.year not in one.years,
            abs(fact.quantity.value - number.value),
        ),
    )
    is_refuted = best.name in known.refuted and best.hedge in ("exact", "fraction")
    if _is_finer(number, hedge, best.quantity) or any(
        is_refuted and fact.metrics > best.metrics and repeats.keeps(number, hedge, fact)
        for fact in known.of_place(place)
    ):
        return None
    return Judged.by("wrong", "the tables say ", best)


def _is_finer(number: Quantity, hedge: str, told: Quantity) -> bool:
    """Whether a span is narrower than what the tables say and shares some of it: one reckoned."""
    return (
        hedge == "range"
        and number.high - number.low < told.high - told.low
        and number.overlaps(told)
    )
