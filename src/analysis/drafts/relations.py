"""Numbers of a draft that tell how amounts of several places stand to each other.

What they have together, by how much one has more, how many times as much or which part of another's
it has, which are the first so many, and whether two stand in the order that the words between them
say. Imports others of this room.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise, permutations
from math import inf

from analysis.drafts import fitting
from analysis.drafts.context import Said
from analysis.drafts.facts import Fact, Judged
from analysis.drafts.fitting import PAIR, Known
from analysis.drafts.phrases import RE, fold
from analysis.drafts.repeats import Reckoned, judged

CHANGES = ("rank", "share", "share-change", "pp", "year")  # units that are no amount, or a change
OF_CHANGE = frozenset(
    ("change", "growth", "increase", "new", "added", "新增", "增", "变化", "增长")
)
FAR = 40  # characters behind a number of several places that a cue of it may stand
MANY = {"pair": 2, "two": 2, "three": 3, "four": 4, "两": 2, "二": 2, "三": 3, "四": 4}
BEFORE, CLOSE = 60, 0.02  # characters before the first; of a number: how far its fact is from it


def related(one: Said, known: Known, hedge: str) -> Judged | None:
    """Judge a number that tells how much one place has by another; None where it tells no such."""
    if one.unit == "rank":
        return _first_ones(one, known)
    if one.whole and one.whole not in {*known.places.countries, one.place}:
        if RE.TOGETHER.search(one.before):
            return Judged()
        ratios = [Reckoned.of(_ratio, *each) for each in _pairs(one, known, one.whole)]
        return judged(ratios, one.found.quantity, hedge)
    if told := _compared(one, known):
        return judged([*_apart(one, known, *told)], one.found.quantity, hedge)
    return _changed(one, known, hedge)


def _changed(one: Said, known: Known, hedge: str) -> Judged | None:
    """Judge a number that tells by how much an amount rose or fell; None where it tells none.

    It is wrong only where the years are told that it rose between, and unknown where the tables
    have no two amounts.
    """
    printed = fold(one.found.printed)
    if one.unit in CHANGES or not (
        RE.CHANGED.match(printed) or RE.CHANGED_BEFORE.search(one.before)
    ):
        return None
    meant = fitting.meant(one, known.metrics, one.unit)
    if any(words & OF_CHANGE for name in meant for words in known.metrics.labels[name]):
        return None
    levels = [
        fact
        for fact in known.of_place(one.place or one.carried)
        if fact.hedge and fact.year and fact.unit == one.unit and fact.metrics <= meant
    ]
    pairs = [
        (late, early)
        for late, early in permutations(levels, PAIR)
        if (late.metrics, late.source) == (early.metrics, early.source)
        if _is_between(one.years, early.year or 0, late.year or 0)
    ]
    number = one.found.quantity
    if number.value < 0:
        number = -number
        pairs = [(early, late) for late, early in pairs]
    apart = [Reckoned.of(lambda a, b: a - b, *pair) for pair in pairs]
    told = judged(apart, number, hedge)
    is_open = one.reckoned or not one.years or RE.SINCE_THEN.search(one.sentence)
    is_open = is_open or RE.PERIOD.search(one.sentence) or RE.SUPPOSED.search(one.sentence)
    return Judged() if told.verdict == "wrong" and is_open else told


def _ratio(one: float, other: float) -> float:
    return one / other if other else inf


def _is_between(years: AbstractSet[int], early: int, late: int) -> bool:
    """Whether a change from one year to another may be what is told of some years."""
    if len(years) == PAIR:
        return early < late and years == {early, late}
    return early + 1 == late and (not years or late in years)


def _pairs(one: Said, known: Known, other: str, place: str = "") -> list[tuple[Fact, Fact]]:
    """Return the printed amounts of a place and of another, of one source, metric and year."""
    metrics = {
        metric
        for unit in known.by_unit.keys() - {"rank"}
        for metric in fitting.meant(one, known.metrics, unit)
    }
    pairs = [
        (first, second)
        for first in known.of_place(place or one.place)
        if first.hedge and first.metrics <= metrics
        if not (one.years and first.year) or first.year in one.years
        for second in known.of_place(other)
        if second.hedge and (first.metrics, first.year) == (second.metrics, second.year)
        if first.source == second.source
    ]
    return [pair for pair in pairs if pair[0].source] or pairs


def _compared(one: Said, known: Known) -> tuple[str, str, bool | None] | None:
    """Return which place has so much more than which, and whether it is less; None: either.

    The places are empty where none is known, and all is None where nothing is compared.
    """
    lead, tail = RE.LEAD.match(one.found.printed), RE.TAIL_MORE.search(one.found.printed)
    before = one.before + (lead[0] if lead else "")
    countries = known.places.countries
    named = [each.place for each in known.places.find(one.before) if each.place not in countries]
    if RE.GAP.search(before):
        return (named[-PAIR], named[-1], None) if len({*named[-PAIR:]}) == PAIR else ("", "", None)
    found = RE.MORE_THAN.match((tail[0] if tail else "") + one.after) or RE.MORE_ZH.search(before)
    by = None if found else RE.BY.search(before) or RE.AHEAD_ZH.search(before)
    if not (found := found or by):
        return None
    others = [each.place for each in known.places.find(found["than"])]
    if by and not others:
        return None
    spoken = [place for place in (*named, one.place) if place and place not in others]
    if not others or not spoken or RE.PART_WORD.search(before + found["than"]):
        return "", "", None
    return spoken[-1], others[0], bool(RE.LESS.search(found["how"]))


def _apart(
    one: Said, known: Known, place: str, other: str, is_less: bool | None
) -> Iterator[Reckoned]:
    """Yield by how much two places are apart: in amounts, in points, or in percent of the other."""
    unit = "share" if one.unit == "pp" else one.unit
    for first, second in _pairs(one, known, other, place):
        is_percent = RE.PERCENT.search(one.found.printed) and one.unit != "pp"
        if is_less or (is_less is None and first.quantity.value < second.quantity.value):
            if is_percent:
                yield Reckoned.of(lambda a, b: 1 - _ratio(b, a), second, first)
            first, second = second, first
        elif is_percent:
            yield Reckoned.of(lambda a, b: _ratio(a, b) - 1, first, second)
        if first.unit == unit:
            yield Reckoned.of(lambda a, b: a - b, first, second)


def _first_ones(one: Said, known: Known) -> Judged | None:
    """Judge 'the top three are A, B and C'; None where as many places are not told."""
    named = known.places.find(one.after)
    run = named[:1]
    for each in named[1:]:
        if RE.JOINED.fullmatch(one.after, run[-1].end, each.start):
            run.append(each)
    size = one.found.quantity.high
    if not RE.FIRST.search(one.found.printed) or not 1 < size == len(run):
        return None
    if not RE.ARE.search(one.after, 0, run[0].start):
        return None
    metrics = fitting.meant(one, known.metrics, "rank")
    ranks = [
        [fact for fact in known.of_place(each.place) if fact.metrics <= metrics and fact.metrics]
        for each in run
    ]
    facts = [
        min(own, key=lambda fact: (not fact.source, fact.quantity.value)) for own in ranks if own
    ]
    if beyond := [fact for fact in facts if fact.quantity.value > size]:
        return Judged.by("wrong", "the tables say ", *beyond)
    return Judged.by("right", "", *facts) if len(facts) == size else Judged()


def total(one: Said, known: Known, meant: set[str], hedge: str) -> Judged | None:
    """Judge a number that several places have together; None where no cue or no sum is known.

    It is wrong only where its sentence names them all.
    """
    cues = list(RE.TOGETHER.finditer(one.before + one.behind))
    if not cues or RE.IN_TURN.search(one.ahead + one.behind):
        return None
    many = max(PAIR, *(MANY.get(cue[1] or cue[2], 0) for cue in cues))
    around = [place for place in one.around if place not in known.places.countries]
    own = [place for place in around if place in one.named]
    named = _named_together(one, known, cues[-1], around if len(around) == many else [])
    if named is None or (one.unit == "count" and one.found.quantity.value <= len(named)):
        return None  # of one place, or the two cities together
    is_told = len(named) >= many
    tried = [named] if is_told else [around[-many:]]
    if not is_told and len(own) >= PAIR:
        tried = [own[-size:] for size in range(many, len(own) + 1)]
    sums = [Reckoned.sum(parts) for each in tried for parts in _parts(one, known, meant, each)]
    told = judged(sums, one.found.quantity, hedge)
    if told.verdict == "right" or (is_told and len(meant) == 1):
        return told
    here = one.ahead + one.after[:FAR].partition(",")[0]
    return Judged() if is_told or (len(own) >= PAIR and RE.TOGETHER.search(here)) else None


def _named_together(
    one: Said, known: Known, cue: re.Match[str], all_named: list[str]
) -> list[str] | None:
    """Return the places that a cue joins; None where its number is of one of them, or of another.

    all_named: those of the paragraph, where they are as many as are told to be together.
    """
    found = known.places.find(one.before, cue.end())
    behind = [each for each in found if each.place not in known.places.countries]
    named, lead = _joined(one.before[: behind[-1].end if behind else cue.start()], known)
    if not behind and all_named and one.named >= {*all_named}:  # and named one by one
        named = all_named
    is_aside = re.search(r"[(（]\s*$", one.before)  # is of those that stand before it
    is_held_against = len(named) >= PAIR and RE.AGAINST.search(lead) and not is_aside
    return None if is_held_against or (behind and len(named) != len(behind)) else named


def _joined(text: str, known: Known) -> tuple[list[str], str]:
    """Return the last places of a text that 'and' joins, and what stands before them."""
    mentions = known.places.find(text)[::-1]
    run = mentions[:1]
    for one in mentions[1:]:
        if not RE.JOINED.fullmatch(text, one.end, run[-1].start):
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


def hold(sentence: list[Said], judged: list[Judged], known: Known) -> list[Judged]:
    """Return what became of a sentence's numbers, with those wrong that it puts in wrong order."""
    held = list(judged)
    for at, (one, other) in enumerate(pairwise(sentence)):
        first, second = (_fact(each, held[at + to], known) for to, each in ((0, one), (1, other)))
        if (
            first
            and second
            and first.unit == second.unit
            and _is_amiss(one, other, first, second, known)
        ):
            told = Judged.by("wrong", "the tables say ", first, second)
            held[at + 1] = replace(told, table=second.table, id=second.name)
    return held


def _fact(one: Said, judged: Judged, known: Known) -> Fact | None:
    """Return the fact that a number repeats; None where it is no amount of one."""
    if judged.verdict not in ("right", "hedged away"):
        return None
    value = one.found.quantity.value
    return next(
        (
            fact
            for fact in known.by_unit.get(one.unit, [])
            if (fact.table, fact.name) == (judged.table, judged.id)
            and abs(fact.quantity.value - value) <= CLOSE * abs(value)
        ),
        None,
    )


def _is_amiss(one: Said, other: Said, first: Fact, second: Fact, known: Known) -> bool:
    """Whether the words between two numbers say the contrary of which is the greater."""
    lead = one.before[-BEFORE:]
    between = other.before[len(other.before) - (other.found.start - one.found.end) :]
    if RE.NEGATION.search(lead) or RE.NEGATION.search(between):
        return False
    text = RE.YEAR.sub("", f"{lead}#{between}")
    rise = other.found.quantity.value - one.found.quantity.value
    if first.places == second.places:
        told = RE.FROM_TO.search(text) if first.metrics == second.metrics else None
        is_up = told and (told["up"] or told["up2"])
        is_told = told and (is_up or told["down"] or told["down2"])
        return bool(is_told) and (rise < 0 if is_up else rise > 0)
    named = known.places.find(between)
    if (
        not named
        or named[-1].place not in second.places - first.places
        or RE.TOGETHER.search(other.after)
    ):
        return False
    text = f"{known.places.pattern.sub('x', lead)}#{known.places.pattern.sub('x', between)}"
    text = RE.YEAR.sub("", text)
    if RE.HELD.search(text):
        return False
    told = RE.AHEAD.search(text) or RE.AROUND.search(text)
    if not told and RE.THAN_ZH.search(text):
        told = RE.HOW_ZH.match(other.after)
    return told is not None and (rise > 0 if told["more"] else rise < 0)
