"""Numbers of a draft that are no amount of the tables as it stands there.

One may have the digits of a figure at another scale, in another unit or of another place; and money
may be in the unit of the number before it, or of its source. Imports quantity and, of this room,
context, facts, fitting, labels, phrases and repeats.
"""

import math
import re
from dataclasses import replace

import pandas as pd

from analysis.drafts import fitting, labels, repeats
from analysis.drafts.context import Said
from analysis.drafts.facts import FEW, Fact, Judged
from analysis.drafts.fitting import TELLING, Known
from analysis.drafts.phrases import RE, fold, words_of
from analysis.quantity import Quantity, parse, units
from analysis.quantity.reading import read_or_none

SAME = 1e-9  # of a number: the noise of floats
FAR = 20  # times as much as FEW
TOO_FAR = 1000  # times as much as any count that is told amiss
DIGITS = 2  # that a number has at least to be known by them
SCALES = [power for power in range(-9, 10) if power]


def misread(one: Said, hedge: str, known: Known, whole: list[Said]) -> Judged:
    """Return wrong where a number has the digits of a figure that it clearly is, and no more.

    It may be in another unit or at another scale, or be a figure of another place. One without a
    noun goes on about what the number before it in its sentence is of.
    """
    digits = re.sub(r"[^0-9]", "", one.found.printed).strip("0")
    if len(digits) < DIGITS or one.unit in ("rank", "year"):
        return Judged()
    before = [each for each in whole if each.found.start < one.found.start][-1:]
    spoken = [fitting.meant(each, known.metrics, each.unit) for each in before if _is_bare(one)]
    may_be = fitting.metrics_of(one, known.metrics) if re.fullmatch("[A-Z]{3}", one.unit) else set()
    for fact in known.of_place(one.place or one.carried):
        is_money = len(digits) >= TELLING and fact.unit != one.unit and fact.metrics <= may_be
        if _is_amiss(one, hedge, fact) and (
            is_money
            or any(
                fact.metrics <= meant
                for meant in (fitting.meant(one, known.metrics, fact.unit), *spoken)
            )
        ):
            other = "unit" if fact.unit != one.unit else "scale"
            return Judged.by("wrong", f"the tables have it in another {other}: ", fact)
    return _elsewhere(one, hedge, known, digits)


def _is_amiss(one: Said, hedge: str, fact: Fact) -> bool:
    """Whether a number has the digits of a printed or implied figure, and another unit or scale."""
    number = one.found.quantity
    if fact.unit == "rank" or not (fact.hedge or fact.table == "implied"):
        return False
    if fact.unit != number.unit and number.unit == "count" and not _is_bare(one):
        return False
    if fact.unit != number.unit and math.isclose(fact.quantity.value, number.value, rel_tol=SAME):
        return bool(fact.hedge) and number.unit != "count"
    if number.unit not in ("count", fact.unit) or number.high == math.inf:
        return False
    ratio = fact.quantity.value / number.value if number.value else 0.0
    power = round(math.log10(ratio)) if ratio > 0 else 0
    if power not in SCALES:
        return False
    low, value, high = (end * 10.0**power for end in (number.low, number.value, number.high))
    return repeats.repeats(Quantity(low, value, high, fact.unit), hedge, fact) == "right"


def _elsewhere(one: Said, hedge: str, known: Known, digits: str) -> Judged:
    """Return wrong where a number of one place is a printed figure of another that it is clearly
    of, and the tables have none of its own, or it has digits enough.
    """
    meant = fitting.meant(one, known.metrics, one.unit)
    printed = [
        fact
        for fact in known.by_unit.get(one.unit, [])
        if fact.hedge and fact.metrics <= meant and not fact.together
    ]
    is_known = any(one.place in fact.places for fact in printed)
    is_part = RE.PARTS_OF.match(one.after) or one.reckoned
    if not one.place or (is_known and (is_part or len(digits) < TELLING)):
        return Judged()
    for fact in printed:
        same_year = not (one.years and fact.year) or fact.year in one.years
        if same_year and repeats.repeats(one.found.quantity, hedge, fact) == "right":
            return Judged.by("wrong", "the tables have it of another place: ", fact)
    return Judged()


def currencies(figures: pd.DataFrame) -> dict[str, str]:
    """Return the currency of a bare 元 or $ in each source where it is neither yuan nor dollars."""
    other = figures["unit"].str.fullmatch("[A-Z]{3}") & ~figures["unit"].isin(["CNY", "USD"])
    return {
        row["source_id"]: row["unit"]
        for row in figures[other].to_dict("records")
        if parse(row["printed"], unit=row.get("unit_told", "")).unit != row["unit"]
    }


def in_currency(one: Said, known: Known) -> Said:
    """Return a number read in the currency of its source, a krone in that of its place."""
    of_place = (fact.unit for fact in known.of_place(one.place))
    shared = (unit for unit in of_place if unit in units.SHARED.get(one.unit, ()))
    if not (currency := known.currencies.get(known.source) or next(shared, "")):
        return one
    read = read_or_none(one.found.printed, currency)  # running text allows more than a ledger
    return replace(one, found=one.found._replace(quantity=read)) if read else one


def in_unit_before(one: Said, sentence: list[Said], known: Known) -> Said | None:
    """Return a number as what the one before it is: bare as money, a share as a change; or None."""
    before = [each.found for each in sentence if each.found.start < one.found.start]
    if not before:
        return None
    last = before[-1]
    read: Quantity | None
    if re.fullmatch("[A-Z]{3}", last.quantity.unit) and _is_bare(one):
        read = replace(one.found.quantity, unit=last.quantity.unit)
    else:
        between = one.before[len(one.before) - (one.found.start - last.end) :]
        between = known.places.pattern.sub("x", between)
        read = _as_change(one.found.quantity, last.quantity, between, one.after)
    return replace(one, found=one.found._replace(quantity=read)) if read else None


def _as_change(share: Quantity, before: Quantity, between: str, after: str) -> Quantity | None:
    """Return a share as a change where it goes on about one: rose 4% in May and 3% in June.

    between, after: what stands between the two, and behind.
    """
    is_alike = (before.unit, share.unit) == ("share-change", "share")
    if not is_alike or after.startswith((" of ", "的")) or not RE.GOES_ON.fullmatch(between):
        return None
    change = replace(share, unit=before.unit)
    return change if before.value >= 0 else -change


def with_its_hedge(one: Said) -> Said:
    """Return a number with the hedge that stands before what it is of: 超过全国一半.

    And without the 'up' of a verb: takes up 11%.
    """
    hedge = RE.HEDGE.search(one.before)
    hedge = hedge if one.whole or (hedge and not hedge[2]) else None
    printed = f"{hedge[1] if hedge else ''}{one.found.printed}"
    if RE.TAKES_UP.search(one.before):
        printed = printed.removeprefix("up ")
    if limit := RE.LIMIT.match(one.after):
        printed = f"at {limit[1]} {printed}"
    if printed == one.found.printed or not (read := read_or_none(printed)):
        return one
    return replace(one, found=one.found._replace(printed=printed, quantity=read))


def _is_bare(one: Said) -> bool:
    """Whether a number has neither unit nor noun."""
    printed = fold(one.found.printed)
    noun = RE.NOUN.search(printed) or RE.COUNTER.search(printed)
    return one.unit == "count" and not noun and bool(RE.BARE.match(one.after))


def is_of_something_else(one: Said, known: Known, meant: set[str]) -> bool:
    """Whether a number is supposed, or of another thing than its place's amount of a metric."""
    supposed = one.reckoned or RE.SUPPOSED.search(one.sentence) or RE.OF_ALL.search(one.before)
    clause = one.ahead + one.found.printed + one.behind
    if supposed or RE.UNTOLD.search(clause) or RE.PARTS_OF.match(one.after):
        return True
    if one.unit == "rank":
        return bool(RE.BEHIND.search(one.sentence))
    return one.unit == "share" and _is_share_of_else(one, known, meant)


def _is_share_of_else(one: Said, known: Known, meant: set[str]) -> bool:
    if one.found.quantity.low > 1 and "%" not in one.found.printed:  # so many times is no part
        return True
    if (of := RE.OF.match(one.after)) and not RE.TOTAL.match(of[1]):
        if one.whole and one.whole == one.place:
            return not meant <= known.metrics.wholes
        if not one.whole and not known.metrics.scores(labels.levels([(1.0, of[1])])):
            return True
    elif not RE.IN_WORDS.search(one.found.printed) and one.whole not in known.places.countries:
        return not one.before.rstrip().endswith(":")
    return bool(RE.MARGIN.search(one.before))


def may_be_of_something_else(
    one: Said, known: Known, place: str, rows: list[Fact], meant: set[str]
) -> bool:
    """Whether a number, none of some rows of its place, may be of another thing than they are."""
    is_ordinal = one.unit == "rank" and not RE.MOST.search(one.found.printed)
    return (
        (not is_ordinal and _told_elsewhere(one, known, place, rows))
        or _counts_something_else(one, known, rows)
        or _names_another(one, known, meant)
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
    if beside and one.found.printed.isascii() and RE.BARE.match(one.after):
        return all_far  # Shenzhen 16: of what the sentence is about
    behind = re.split("[.,;，；。（(]", one.after)[0][:30]
    words = labels.levels([(1.0, f"{one.before[-8:]} {fold(one.found.printed)} {behind}")])
    meant = {name for fact in rows for name in fact.metrics}
    return all_far or not meant & known.metrics.scores(words).keys()


def _names_another(one: Said, known: Known, meant: set[str]) -> bool:
    """Whether the noun of a count or of money is of no metric that it might be of: 320 museums."""
    if one.unit in ("share", "rank"):
        return False
    words = {word for name in meant for label in known.metrics.labels[name] for word in label}
    run = RE.RUN.search(known.places.pattern.sub(" ", one.before))
    ahead = RE.JOINING_ZH.sub("", run[0]) if run else ""
    printed = fold(one.found.printed)
    beside = f"{one.ahead} {printed}{one.behind}"
    if one.unit == "count" and (counted := RE.COUNTED.search(printed + one.after)):
        beside = counted[0]
    elif len(ahead) < len("公园"):
        return False
    return not words.intersection(words_of(beside))
