"""Numbers of a draft that tell how amounts of several places stand to each other.

What they have together, by how much one has more, how many times as much or which part of another's
it has, and which are the first so many. Imports quantity and, of this room, binding, facts,
context, fitting, labels and phrases.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import permutations
from math import inf

from analysis.drafts import fitting, labels
from analysis.drafts.binding import CLAUSE, IN_TURN
from analysis.drafts.context import Said
from analysis.drafts.facts import Fact, Judged, Verdict
from analysis.drafts.fitting import PAIR, Known
from analysis.drafts.phrases import MANY, PERIOD, SUPPOSED, TOGETHER
from analysis.drafts.repeats import ABOVE
from analysis.quantity import Quantity
from analysis.quantity.grammar import UP_OR_DOWN
from analysis.quantity.vocabulary import SINCE as SINCE_WHEN
from analysis.quantity.vocabulary import any_of

MORE = re.compile(
    r"\s*(?:(?!(?:are|is|was|were|have|has|had) )[a-z&-]+ ){0,2}?"
    r"(?P<how>more|fewer|less|higher|lower|larger|smaller)\b[^.;,]*? than\b(?P<than>[^.;,0-9]*)"
)
MORE_ZH = re.compile(
    r"(?<!占)[比较](?P<than>[^,;:，。；]{1,20})(?P<how>[多少高低])[了出]?(?:大约|约|近)?$"
)
AHEAD_ZH = re.compile(r"(?P<how>领先|落后)于?(?P<than>[^,;:，。；]{1,12})$")
BY = re.compile(  # the place held against stands before: ahead of Shanghai by
    r"\b(?P<how>(?:ahead of|behind|above|below|leads?|trails?|exceed(?:s|ed)?|outnumber(?:s|ed)?"
    r"|beats?|tops?))\b(?P<than>[^.;,]*)\bby (?:about |some |only )?$"
)
GAP = re.compile(
    r"\b(?:(?:gap|difference|margin) between|(?:lead|edge|advantage) over)\b[^.;,]*$"
    r"|[和与同跟][^,;:，。；]*(?:相差|差距|差额|之差)[为是达约]*$"
)
LEAD = re.compile("[多少高低][出了]?|相差|领先|落后")
TAIL = re.compile(r" (?:more|fewer|less|higher|lower|larger|smaller)\b[^0-9]*$")
ARE = re.compile(r"\b(?:are|were|is|namely)\b|[是为:]")
CHANGES = ("rank", "share", "share-change", "pp", "year")  # units that are no amount, or a change
CHANGED = re.compile(f"(?:{SINCE_WHEN})?{any_of(UP_OR_DOWN)}(?! to\\b|[至到])")
CHANGED_BEFORE = re.compile(
    r"\b(?:grow|grew|increase|rise|rose|rising|f[ae]ll|drop|decline|shr[aiu]nk|decrease)[a-z]*"
    r"\b[^.;,0-9]{0,30}\bby $|\bin [0-9]{4} by $|\badd(?:s|ed|ing) $"
    "|(?:新增|净增|增量|增[加长]额|增幅|降幅)[了为是达约]*$"
)
OF_CHANGE = frozenset(
    ("change", "growth", "increase", "new", "added", "新增", "增", "变化", "增长")
)
SINCE = re.compile(r"\bsince\b|\bby (?:the end of )?(?:19|20)[0-9]{2}|以来|累计")
LESS = re.compile("fewer|less|lower|smaller|behind|below|trails?|[少低]|落后")
PERCENT = re.compile("%|％|per ?cent|百分之")
PARTED = re.compile(r"\b(?:half|third|quarter|fifth|double|twice|times)\b|一半|分之|倍")
JOINED = re.compile(r"(?:'s)?(?:[\s,、和与及跟加]|and\b|plus\b|以及|[(（][^()（）]*[)）])+")
AGAINST = re.compile(r"(?:\bas|than|equals?|matches|to|相当于|等于|[比超高低过如])\s*$")
FIRST = re.compile(r"top (?:[a-z]+|[0-9]+)\b|前[0-9一二三四五六七八九十两]+")
FAR = 40  # characters behind a number of several places that a cue of it may stand
TWICE = 2  # times as much at most, for a limit to be told of an amount
NEAR = 0.01  # of what is reckoned: how far its rounding may go
SAME = 1e-9  # of a number: the noise of floats


@dataclass(frozen=True)
class Reckoned:
    """What is reckoned from facts: the least, what the printed values give, and the most."""

    low: float
    value: float
    high: float
    facts: tuple[Fact, ...]

    @classmethod
    def of(cls, how: Callable[[float, float], float], one: Fact, other: Fact) -> "Reckoned":
        """Return what an operation that rises with the first and falls with the second gives."""
        first, second = _of_print(one), _of_print(other)
        ends = how(first.low, second.high), how(first.high, second.low)
        return cls(ends[0], how(first.value, second.value), ends[1], (one, other))

    @classmethod
    def sum(cls, parts: Sequence[Fact]) -> "Reckoned":
        """Return what several have together."""
        told = [_of_print(part) for part in parts]
        low, value, high = (
            sum(getattr(one, end) for one in told) for end in ("low", "value", "high")
        )
        return cls(low, value, high, tuple(parts))

    def holds(self, number: Quantity, hedge: str) -> Verdict:
        """Return whether a number is right or wrong of it; unknown where it may be either."""
        noise = SAME * abs(self.value)
        if (hedge in ABOVE and number.value <= self.low) or (
            hedge == "at most" and self.high <= number.value
        ):
            ends = sorted((self.value, number.value))
            return "right" if ends[1] <= TWICE * ends[0] else "unknown"
        if number.low - noise <= self.value <= number.high + noise:
            return "right"
        is_near = abs(number.value - self.value) <= NEAR * abs(self.value)
        is_near = is_near or (number.low <= self.high and self.low <= number.high)
        return "unknown" if is_near else "wrong"


def _ratio(one: float, other: float) -> float:
    return one / other if other else inf


def _of_print(fact: Fact) -> Quantity:
    """Return what one reckons with: of an exact print the number that stands there."""
    told = fact.quantity
    return replace(told, low=told.value, high=told.value) if fact.hedge == "exact" else told


def related(one: Said, known: Known, hedge: str) -> Judged | None:
    """Judge a number that tells how much one place has by another; None where it tells no such."""
    if one.unit == "rank":
        return _first_ones(one, known)
    if one.whole and one.whole not in {*known.places.countries, one.place}:
        if TOGETHER.search(one.before):
            return Judged()
        ratios = [Reckoned.of(_ratio, *each) for each in _pairs(one, known, one.whole)]
        return _judged(ratios, one, hedge)
    if told := _compared(one, known):
        return _judged(list(_apart(one, known, *told)), one, hedge)
    return _changed(one, known, hedge)


def _changed(one: Said, known: Known, hedge: str) -> Judged | None:
    """Judge a number that tells by how much an amount rose or fell; None where it tells none.

    It is wrong only where the years are told that it rose between, and unknown where the tables
    have no two amounts.
    """
    printed = labels.fold(one.found.printed)
    if one.unit in CHANGES or not (CHANGED.match(printed) or CHANGED_BEFORE.search(one.before)):
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
        ends = -number.high, -number.value, -number.low
        number = Quantity(*ends, number.unit, number.open_high, number.open_low)
        pairs = [(early, late) for late, early in pairs]
    apart = [Reckoned.of(lambda a, b: a - b, *pair) for pair in pairs]
    told = _judged(apart, replace(one, found=one.found._replace(quantity=number)), hedge)
    is_open = one.reckoned or not one.years or SINCE.search(one.sentence)
    is_open = is_open or PERIOD.search(one.sentence) or SUPPOSED.search(one.sentence)
    return Judged() if told.verdict == "wrong" and is_open else told


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


def _judged(reckoned: list[Reckoned], one: Said, hedge: str) -> Judged:
    """Return right where one of them has the number, and wrong where none may have it."""
    told = [(each.holds(one.found.quantity, hedge), each) for each in reckoned]
    verdicts = {verdict for verdict, _ in told}
    if "right" in verdicts:
        return _of_several("right", "", next(each for how, each in told if how == "right").facts)
    if verdicts == {"wrong"}:
        return _of_several("wrong", "the tables say ", told[0][1].facts)
    return Judged()


def _of_several(verdict: Verdict, lead: str, parts: Sequence[Fact]) -> Judged:
    says = f"{lead}{'; '.join(fact.says for fact in parts)}"
    return Judged(verdict, says, parts[0].table, parts[0].name)


def _compared(one: Said, known: Known) -> tuple[str, str, bool | None] | None:
    """Return which place has so much more than which, and whether it is less; None: either.

    The places are empty where none is known, and all is None where nothing is compared.
    """
    lead, tail = LEAD.match(one.found.printed), TAIL.search(one.found.printed)
    before = one.before + (lead[0] if lead else "")
    countries = known.places.countries
    named = [each.place for each in known.places.find(one.before) if each.place not in countries]
    if GAP.search(before):
        return (named[-PAIR], named[-1], None) if len({*named[-PAIR:]}) == PAIR else ("", "", None)
    found = MORE.match((tail[0] if tail else "") + one.after) or MORE_ZH.search(before)
    by = None if found else BY.search(before) or AHEAD_ZH.search(before)
    if not (found := found or by):
        return None
    others = [each.place for each in known.places.find(found["than"])]
    if by and not others:
        return None
    spoken = [place for place in (*named, one.place) if place and place not in others]
    if not others or not spoken or PARTED.search(before + found["than"]):
        return "", "", None
    return spoken[-1], others[0], bool(LESS.search(found["how"]))


def _apart(
    one: Said, known: Known, place: str, other: str, is_less: bool | None
) -> Iterator[Reckoned]:
    """Yield by how much two places are apart: in amounts, in points, or in percent of the other."""
    unit = "share" if one.unit == "pp" else one.unit
    for first, second in _pairs(one, known, other, place):
        is_percent = PERCENT.search(one.found.printed) and one.unit != "pp"
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
        if JOINED.fullmatch(one.after, run[-1].end, each.start):
            run.append(each)
    size = one.found.quantity.high
    if not FIRST.search(one.found.printed) or not 1 < size == len(run):
        return None
    if not ARE.search(one.after, 0, run[0].start):
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
        return _of_several("wrong", "the tables say ", beyond)
    return _of_several("right", "", facts) if len(facts) == size else Judged()


def total(one: Said, known: Known, meant: set[str], hedge: str) -> Judged | None:
    """Judge a number that several places have together; None where no cue or no sum is known.

    It is wrong only where its sentence names them all.
    """
    cues = list(TOGETHER.finditer(one.before + CLAUSE.split(one.after)[0]))
    own = CLAUSE.split(one.before)[-1] + CLAUSE.split(one.after)[0]
    if not cues or IN_TURN.search(own):
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
    told = _judged(sums, one, hedge)
    if told.verdict == "right" or (is_told and len(meant) == 1):
        return told
    here = CLAUSE.split(one.before)[-1] + one.after[:FAR].partition(",")[0]
    return Judged() if is_told or (len(own) >= PAIR and TOGETHER.search(here)) else None


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
    is_held_against = len(named) >= PAIR and AGAINST.search(lead) and not is_aside
    return None if is_held_against or (behind and len(named) != len(behind)) else named


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
