"""Numbers of a draft that are no amount of the tables as it stands there.

One may be what several places have together, or by how much two differ; one may have the digits of
a figure at another scale, in another unit or of another place; and money may be in the unit of the
number before it, or of its source. Imports quantity and, of this room, context, facts, fitting,
labels, phrases, repeats and said.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from itertools import combinations
from operator import add

import pandas as pd

from analysis.drafts import fitting, labels, repeats
from analysis.drafts.context import IN_TURN
from analysis.drafts.facts import Fact, Judged, Verdict
from analysis.drafts.fitting import PAIR, Known
from analysis.drafts.phrases import BARE, MANY, TOGETHER
from analysis.drafts.said import Said
from analysis.quantity import Quantity, UnreadableFigure, parse

MORE = re.compile(
    r"\s*(?:(?!(?:are|is|was|were|have|has|had) )[a-z]+ )?"
    r"(?:more|fewer|less|higher|lower|larger|smaller)\b[^.;,]* than\b([^.;,]*)"
)
MORE_ZH = re.compile(r"[比较]([^，。；]{1,12})[多少高低][了出]?$")
SAME = 1e-9  # of a number: the noise of floats
DIGITS = 2  # that a number has at least to be known by them
JOINED = re.compile(r"(?:'s)?(?:[\s,、和与及跟加]|and\b|plus\b|以及)+")
AGAINST = re.compile(r"(?:\bas|than|equals?|matches|to|相当于|等于|[比超高低过如])\s*$")
UP = re.compile(r"\b(?:tak|mak|mad|took)[a-z]*\s*$")
HEDGE = re.compile("(超过|逾|不到|不足|近|接近|将近|大约|约)(?:全国|全省|全市)的?$")
SCALES = [power for power in range(-9, 10) if power]


def compared(one: Said) -> str:
    """Return the words that a number is said to be more or less than; empty where it is not."""
    found = MORE.match(one.after) or MORE_ZH.search(one.before)
    return found[1] if found else ""


def difference(one: Said, known: Known, compared: str) -> Judged:
    """Judge a number that says by how much a place has more or less than the one compared with."""
    unit = "share" if one.unit == "pp" else one.unit
    meant = fitting.meant(one, known.metrics, unit)
    others = {each.place for each in known.places.find(compared)}
    spoken = [each.place for each in known.places.find(one.before) if each.place not in others]
    exact = [
        fact
        for fact in known.by_unit.get(unit, [])
        if fact.hedge == "exact" and fact.source and fact.metrics <= meant
        if fact.places & {*others, *spoken[-1:]}
    ]
    pairs = [
        (first, other)
        for first, other in combinations(exact, 2)
        if first.metrics == other.metrics and first.places != other.places
        if first.source == other.source
    ]
    for first, other in pairs:
        apart = abs(first.quantity.value - other.quantity.value)
        if math.isclose(apart, one.found.quantity.value, rel_tol=SAME):
            return _of_several("right", "", [first, other])
    if not pairs or one.unit == "share":  # so many percent more is not of the whole
        return Judged()
    return _of_several("wrong", "the tables say ", list(pairs[0]))


def _of_several(verdict: Verdict, lead: str, parts: list[Fact]) -> Judged:
    says = f"{lead}{'; '.join(fact.says for fact in parts)}"
    return Judged(verdict, says, parts[0].table, parts[0].name)


def total(one: Said, known: Known, meant: set[str]) -> Judged | None:
    """Judge a number that several places have together; None where no cue or no sum is known.

    It is wrong only where its sentence names them all.
    """
    cues = list(TOGETHER.finditer(one.before + one.after[:24].partition(",")[0]))
    in_turn = IN_TURN.search(one.sentence)
    if not cues or in_turn:
        return None
    found = known.places.find(one.before, cues[-1].end())
    behind = [each for each in found if each.place not in known.places.countries]
    until = behind[-1].end if behind else cues[-1].start()
    named, lead = _joined(one.before[:until], known)
    if behind and len(named) != len(behind):  # of one place, named after those together
        return None
    many = max(MANY.get(cues[-1][1] or cues[-1][2], 0), PAIR)
    if len(named) >= many and AGAINST.search(lead):
        return Judged()  # it may be of what these are held against
    is_clear = len(named) >= many and len(meant) == 1
    if len(named) < many:
        named = [place for place in one.around if place not in known.places.countries][-many:]
    for parts in _parts(one, known, meant, named):
        whole, number = reduce(add, (part.quantity for part in parts)), one.found.quantity
        noise = SAME * whole.value
        if number.low - noise <= whole.value <= number.high + noise:
            return _of_several("right", "", parts)
        if is_clear:
            return _of_several("wrong", "the tables say ", parts)
    return None


def _joined(text: str, known: Known) -> tuple[list[str], str]:
    """Return the last places of a text that 'and' joins, and what stands before them."""
    mentions = known.places.find(text)[::-1]
    run = mentions[:1]
    for one in mentions[1:]:
        if not JOINED.fullmatch(text, one.end, run[-1].start):
            break
        run.append(one)
    return [one.place for one in run], text[: run[-1].start] if run else text


def _parts(one: Said, known: Known, meant: set[str], named: list[str]) -> Iterator[list[Fact]]:
    """Yield the printed figures of one source and metric that several places have, one of each."""
    printed = [fact for fact in known.by_unit.get(one.unit, []) if fact.table == "figures"]
    for metric in sorted(meant):
        of_metric = [fact for fact in printed if metric in fact.metrics]
        parts = [next((fact for fact in of_metric if name in fact.places), None) for name in named]
        found = [part for part in parts if part]
        if len(found) == len(named) > 1:
            yield found


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
    for fact in known.of_place(one.place or one.carried):
        if _is_amiss(one, hedge, fact) and any(
            fact.metrics <= meant
            for meant in (fitting.meant(one, known.metrics, fact.unit), *spoken)
        ):
            other = "unit" if fact.unit != one.unit else "scale"
            says = f"the tables have it in another {other}: {fact.says}"
            return Judged("wrong", says, fact.table, fact.name)
    return _elsewhere(one, hedge, known)


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


def _elsewhere(one: Said, hedge: str, known: Known) -> Judged:
    """Return wrong where a number of one place is a printed figure of another that it is clearly
    of, and the tables have none of its own.
    """
    meant = fitting.meant(one, known.metrics, one.unit)
    printed = [
        fact
        for fact in known.by_unit.get(one.unit, [])
        if fact.hedge and fact.metrics <= meant and not fact.together
    ]
    if not one.place or any(one.place in fact.places for fact in printed):
        return Judged()
    for fact in printed:
        same_year = not (one.years and fact.year) or fact.year in one.years
        if same_year and repeats.repeats(one.found.quantity, hedge, fact) == "right":
            says = f"the tables have it of another place: {fact.says}"
            return Judged("wrong", says, fact.table, fact.name)
    return Judged()


def currencies(figures: pd.DataFrame) -> dict[str, str]:
    """Return the currency of a bare 元 or $ in each source where it is neither yuan nor dollars."""
    other = figures["unit"].str.fullmatch("[A-Z]{3}") & ~figures["unit"].isin(["CNY", "USD"])
    return {
        row["source_id"]: row["unit"]
        for row in figures[other].to_dict("records")
        if parse(row["printed"], unit=row.get("unit_told", "")).unit != row["unit"]
    }


def in_currency(one: Said, currency: str) -> Said:
    """Return a number read in the currency of its source."""
    try:
        read = parse(one.found.printed, currency=currency)
    except UnreadableFigure:  # running text allows more than a ledger
        return one
    return replace(one, found=one.found._replace(quantity=read))


def in_unit_before(one: Said, sentence: list[Said]) -> Said | None:
    """Return a bare number in the money of the number before it; None where there is none such."""
    before = [each.unit for each in sentence if each.found.start < one.found.start]
    if not before or not re.fullmatch("[A-Z]{3}", before[-1]) or not _is_bare(one):
        return None
    read = replace(one.found.quantity, unit=before[-1])
    return replace(one, found=one.found._replace(quantity=read))


def with_its_hedge(one: Said) -> Said:
    """Return a number with the hedge that stands before what it is of: 超过全国一半.

    And without the 'up' of a verb: takes up 11%.
    """
    hedge = HEDGE.search(one.before)
    printed = f"{hedge[1] if hedge else ''}{one.found.printed}"
    if UP.search(one.before):
        printed = printed.removeprefix("up ")
    try:
        read = parse(printed) if printed != one.found.printed else one.found.quantity
    except UnreadableFigure:
        return one
    return replace(one, found=one.found._replace(printed=printed, quantity=read))


def _is_bare(one: Said) -> bool:
    """Whether a number has neither unit nor noun."""
    noun = fitting.NOUN.search(labels.fold(one.found.printed))
    return one.unit == "count" and not noun and bool(BARE.match(one.after))
