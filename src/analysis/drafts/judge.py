"""What becomes of a number of a draft, by what it is said of and by what the tables say of that.

Imports the rest of this room but check_text, and quantity. A number is right where some fact of its
place and unit, and of a metric that its words speak of, has it; wrong where its words say clearly
what it is of, and no fact of that has it; unknown where no table speaks of it. What a text under
study is said to print is held against its printed figures alone.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from analysis.drafts import fitting, labels, orders, relations, repeats, tallies, unlike
from analysis.drafts.binding import CLAUSE
from analysis.drafts.context import Said
from analysis.drafts.facts import Fact, Judged
from analysis.drafts.fitting import IN_WORDS, Known
from analysis.drafts.phrases import (
    BARE,
    BEHIND,
    DENIES,
    IN_PART,
    IT_SAYS,
    LIMIT,
    MARGIN,
    OF,
    OF_ALL,
    PARTED,
    PARTS_OF,
    SUPPOSED,
    TOTAL,
    UNTOLD,
)
from analysis.drafts.repeats import Repeats
from analysis.quantity import Quantity, UnreadableFigure, hedge_of

MOST = re.compile("[最首]|most|largest|biggest|top")  # a rank that is no ordinal
RUN = re.compile("[一-鿿]+$")  # what stands before a Chinese number
JOINING = re.compile(
    "[有共达约为是只的在全也则以其中各市省家个和与及而却又还仅就已被将近逾超过不到接至少多数量约占据拥设计分别末年底时国上一去今同期到了由并]"
)
COUNTED = re.compile(  # what stands behind an English one
    r"^[0-9.,]+(?: (?:thousand|million|billion))? (?:(?!in|of|at|and|or|for|to|as|by|with|from|on)"
    r"[a-z&-]+ ){0,2}(?!people|persons|units|others|ones)[a-z]{3,}(?<!i)s\b"
)
TRUE = ("right", "hedged away")
FEW = 20  # a count up to here is as often of something else that stands there: three cities
FAR = 20  # times as much as that
TOO_FAR = 1000  # times as much as any count that is told amiss


def judge(sentence: list[Said], every: Mapping[str, Known]) -> list[Judged]:
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
    return orders.hold(sentence, judged, known)


def _judge(one: Said, known: Known, whole: list[Said]) -> Judged:
    """Return what becomes of a number, `whole` being those of its sentence.

    One that is denied is right where others refute what is printed, wrong where the tables have it
    as it stands, and unknown else.
    """
    told = _asserted(one, known, whole)
    if told.verdict != "right" and (IN_PART.search(one.before) or PARTED.match(one.after)):
        return Judged()
    denial = None if known.telling[1].match(one.after) else DENIES.search(one.before)
    if not denial:
        return told
    if told.verdict == "right" and told.id in known.refuted:
        return told
    if told.verdict == "right" and told.table == "figures" and _hedge(one) == "exact":
        return replace(told, verdict="wrong", says=f"it is denied, and the tables say {told.says}")
    return Judged()


def _asserted(one: Said, known: Known, whole: list[Said]) -> Judged:
    """Return what becomes of a number that is not denied."""
    if told := tallies.tallied(one, known.tallies.get(known.source, [])):
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
    is_told = is_told or bool(one.source and IT_SAYS.search(one.before))
    if is_told and (told := _printed(one, hedge, fits, meant)):
        return told
    told = _repeating(one, hedge, fits, meant)
    if told is None or told.verdict != "right":
        told = relations.total(one, known, meant, hedge) or told
    if not told and (other := unlike.in_unit_before(one, whole, known)):
        return _judge(other, known, whole)
    told = told or _disagreeing(one, hedge, known, whole, meant)
    return told or unlike.misread(one, hedge, known, whole)


def _printed(one: Said, hedge: str, fits: list[Fact], meant: set[str]) -> Judged | None:
    """Judge what a text under study is said to print; None where it prints nothing of the kind."""
    own = [fact for fact in fits if fact.source]
    if told := _repeating(one, hedge, own, meant):
        return told
    if rows := [fact for fact in own if fact.table == "figures" and fact.metrics & meant]:
        return Judged("wrong", f"it prints {rows[0].says}", rows[0].table, rows[0].name)
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
                    says = f"the tables have it of another year: {fact.says}"
                    other_year = other_year or Judged("wrong", says, fact.table, fact.name)
                elif wanted == "right" or (wanted == "limit" and (one.place or fact.of_others)):
                    if any(repeats.disputes(one.found.quantity, fact, other) for other in fits):
                        return Judged()
                    return Judged("right", fact.says, fact.table, fact.name)
                else:
                    wanted = "tighter" if wanted == "tighter" else "looser"
                    says = f"{wanted} than the tables, which say {fact.says}"
                    return Judged("hedged away", says, fact.table, fact.name)
    return other_year


def _hedge(one: Said) -> str:
    """Return the row of the hedge that a number is read by."""
    try:
        hedge = hedge_of(one.found.printed)
    except UnreadableFigure:
        return "range"
    behind = LIMIT.match(one.after)
    return {"most": "at most", "least": "at least"}[behind[1]] if behind else hedge


def _repeats(one: Said, hedge: str, fact: Fact, fits: list[Fact]) -> Repeats:
    """Return how a number repeats a fact; of a range, each end may also be a fact of its own."""
    number = one.found.quantity
    if (how := repeats.repeats(number, hedge, fact, one.found.printed)) or hedge != "range":
        return how
    ends = (Quantity(end, end, end, number.unit) for end in (number.low, number.high))
    told = [[one for one in fits if repeats.repeats(end, "exact", one) == "right"] for end in ends]
    return "right" if all(told) and fact in told[0] else ""


def _disagreeing(
    one: Said, hedge: str, known: Known, whole: list[Said], meant: set[str]
) -> Judged | None:
    """Return wrong, and what the tables say, where a number's words say clearly what it is of."""
    number = one.found.quantity
    place = one.place or known.sole_place(meant) or one.carried
    if not place or _of_something_else(one, known, whole, meant):
        return None
    rows = [
        fact for fact in known.of_place(place) if fact.unit == number.unit and meant >= fact.metrics
    ]
    is_ordinal = one.unit == "rank" and not MOST.search(one.found.printed)
    if not rows or (not is_ordinal and _told_elsewhere(one, known, place, rows)):
        return None
    if _counts_something_else(one, known, rows) or _names_another(one, known, meant):
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
    return Judged("wrong", f"the tables say {best.says}", best.table, best.name)


def _is_finer(number: Quantity, hedge: str, told: Quantity) -> bool:
    """Whether a span is narrower than what the tables say and shares some of it: one reckoned."""
    return (
        hedge == "range"
        and number.high - number.low < told.high - told.low
        and number.overlaps(told)
    )


def _told_elsewhere(one: Said, known: Known, place: str, rows: list[Fact]) -> bool:
    """Whether the tables have the number of that place by another metric with a word of it."""
    own = known.metrics.scores(one.own).keys()
    return any(
        fact.hedge
        and fact.metrics & own
        and fact not in rows
        and repeats.repeats(one.found.quantity, "exact", fact) == "right"
        for fact in known.of_place(place)
    )


def _counts_something_else(one: Said, known: Known, rows: list[Fact]) -> bool:
    """Whether a count is of another size, or a small one has no word of its metric beside it."""
    number = one.found.quantity
    if number.unit != "count" or number.value > FEW:
        return number.unit == "count" and all(
            fact.quantity.value > TOO_FAR * number.value for fact in rows
        )
    all_far = all(fact.quantity.value > FAR * number.value for fact in rows)
    beside = known.places.find(f"{one.before[-16:]}|{one.after[:16]}")
    if beside and one.found.printed.isascii() and BARE.match(one.after):
        return all_far  # Shenzhen 16: of what the sentence is about
    behind = re.split("[.,;，；。（(]", one.after)[0][:30]
    words = labels.levels([(1.0, f"{one.before[-8:]} {labels.fold(one.found.printed)} {behind}")])
    meant = {name for fact in rows for name in fact.metrics}
    return all_far or not meant & known.metrics.scores(words).keys()


def _names_another(one: Said, known: Known, meant: set[str]) -> bool:
    """Whether the noun of a count or of money is of no metric that it might be of: 320 museums."""
    if one.unit in ("share", "rank"):
        return False
    words = {word for name in meant for label in known.metrics.labels[name] for word in label}
    run = RUN.search(known.places.pattern.sub(" ", one.before))
    ahead = JOINING.sub("", run[0]) if run else ""
    printed = labels.fold(one.found.printed)
    beside = f"{CLAUSE.split(one.before)[-1]} {printed}{CLAUSE.split(one.after)[0]}"
    if one.unit == "count" and (counted := COUNTED.search(printed + one.after)):
        beside = counted[0]
    elif len(ahead) < len("公园"):
        return False
    return not words.intersection(labels.words_of(beside))


def _of_something_else(one: Said, known: Known, whole: list[Said], meant: set[str]) -> bool:
    """Whether a number is supposed, or of another thing than its place's amount of a metric."""
    supposed = one.reckoned or SUPPOSED.search(one.sentence) or OF_ALL.search(one.before)
    clause = CLAUSE.split(one.before)[-1] + one.found.printed + CLAUSE.split(one.after)[0]
    if supposed or UNTOLD.search(clause) or PARTS_OF.match(one.after):
        return True
    if one.unit == "rank":
        return bool(BEHIND.search(one.sentence))
    return one.unit == "share" and _is_share_of_else(one, known, whole, meant)


def _is_share_of_else(one: Said, known: Known, whole: list[Said], meant: set[str]) -> bool:
    if one.found.quantity.low > 1 and "%" not in one.found.printed:  # so many times is no part
        return True
    if (of := OF.match(one.after)) and not TOTAL.match(of[1]):
        if one.whole and one.whole == one.place:
            return not meant <= known.metrics.wholes
        if not one.whole and not known.metrics.scores(labels.levels([(1.0, of[1])])):
            return True
    elif not IN_WORDS.search(one.found.printed) and one.whole not in known.places.countries:
        return not one.before.rstrip().endswith(":")
    return bool(MARGIN.search(one.before))
