"""What becomes of a number of a draft, by what it is said of and by what the tables say of that.

Imports context, facts, labels, phrases, repeats and unlike of this room, and quantity. A number is
right where some fact of its place and unit, and of a metric that its words speak of, has it; wrong
where its words say clearly what it is of, and no fact of that has it; unknown where no table speaks
of it.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from analysis.drafts import labels, repeats, unlike
from analysis.drafts.context import Said
from analysis.drafts.facts import Fact, Tally
from analysis.drafts.labels import NEAR, SENTENCE, STRONG, WEAK, Metrics, Places
from analysis.drafts.phrases import (
    BARE,
    BEHIND,
    CHANGE,
    LIMIT,
    MARGIN,
    OF,
    OF_ALL,
    PARTS_OF,
    PRONOUN,
    SUPPOSED,
    TOTAL,
)
from analysis.drafts.repeats import Repeats
from analysis.quantity import Quantity, UnreadableFigure, hedge_of

Verdict = Literal["right", "wrong", "hedged away", "unknown"]
TRUE = ("right", "hedged away")
FEW = 20  # a count up to here is as often of something else that stands there: three cities
FAR = 20  # times as much as that
TOO_FAR = 1000  # times as much as any count that is told amiss
TELLING = 3  # digits by which a number beside its place is known without a word of its metric
PAIR = 2  # places that a paragraph may speak of together; more stand in one sentence
NOUN = re.compile(r"(?<=[0-9] )(?!thousand|million|billion|trillion|per ?cent)[a-z].*")
HINTED = 0.5  # of a label's words: a sentence with more of them speaks of something itself
BEATEN = 0.7  # of the words met by the metric that fits best: what fits less is not meant
IN_WORDS = re.compile(r"[0-9%％成]|分之|per ?cent")  # what a share of the whole is printed with
WHOLE = 0.95  # of a label's words, where a share is told in words: half of them may be of anything


@dataclass(frozen=True)
class Known:
    """What the tables say, and the names by which a draft may speak of it."""

    places: Places
    metrics: Metrics
    facts: list[Fact]
    tallies: dict[str, list[Tally]]
    sources: pd.DataFrame
    currencies: dict[str, str]

    def of(self, source: str) -> "Known":
        """Return what the tables say of one source, and what others do; of every one without it."""
        if not source:
            return self
        facts = [fact for fact in self.facts if fact.source in ("", source)]
        return replace(self, facts=facts, tallies={"": self.tallies.get(source, [])})


@dataclass(frozen=True)
class Judged:
    """What becomes of a number, and what which table says of it."""

    verdict: Verdict = "unknown"
    says: str = ""
    table: str = ""
    id: str = ""


def judge(sentence: list[Said], known: Known) -> list[Judged]:
    """Judge the numbers of a sentence; by another order of its places where that makes all true."""
    source = sentence[0].source
    known, currency = known.of(source), known.currencies.get(source)
    if currency:
        sentence = [unlike.in_currency(one, currency) for one in sentence]
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
    return judged


def _judge(one: Said, known: Known, whole: list[Said]) -> Judged:
    """Return what becomes of a number, `whole` being those of its sentence."""
    if told := _tallied(one, known.tallies[""]):
        return told
    hedge, fits = _hedge(one), _fitting(one, known)
    meant = _meant(one, known.metrics, one.found.quantity.unit)
    if compared := unlike.compared(one):
        return _difference(one, known, meant, compared)
    other_year: Judged | None = None
    contrary = [fact for fact in fits if repeats.contradicts(one.found.quantity, hedge, fact)]
    if any(fact.metrics & meant for fact in contrary):
        fits = [fact for fact in fits if fact.metrics & meant]
    for wanted in ("right",) if contrary else ("right", "looser", "tighter"):
        for fact in fits:
            if wanted != "right" and meant and not fact.metrics & meant:
                continue  # its words speak of something else
            if _repeats(one.found.quantity, hedge, fact, fits) == wanted:
                if one.years and fact.year and fact.year not in one.years:
                    says = f"the tables have it of another year: {fact.says}"
                    other_year = other_year or Judged("wrong", says, fact.table, fact.name)
                elif wanted == "right":
                    return Judged("right", fact.says, fact.table, fact.name)
                else:
                    says = f"{wanted} than the tables, which say {fact.says}"
                    return Judged("hedged away", says, fact.table, fact.name)
    return other_year or _disagreeing(one, known, whole, meant) or _in_another_unit(one, known)


def _difference(one: Said, known: Known, meant: set[str], compared: str) -> Judged:
    """Judge a number that says by how much a place has more or less than the one compared with."""
    others = {each.place for each in known.places.find(compared)}
    spoken = [each.place for each in known.places.find(one.before) if each.place not in others]
    facts = [fact for fact in known.facts if fact.places & {*others, *spoken[-1:]}]
    facts = [fact for fact in facts if fact.metrics <= meant]
    if not (found := unlike.difference(one, facts)):
        return Judged()
    first, other, is_theirs = found
    says = f"the tables say {first.says}; {other.says}"
    return Judged("right" if is_theirs else "wrong", says, first.table, first.name)


def _in_another_unit(one: Said, known: Known) -> Judged:
    """Return wrong where a number has the digits of a figure that it clearly is, and no more."""
    facts = [fact for fact in known.facts if (one.place or one.carried) in fact.places]
    for fact in unlike.in_another_unit(one, facts):
        if fact.metrics <= _meant(one, known.metrics, fact.unit):
            says = f"the tables have it in another unit: {fact.says}"
            return Judged("wrong", says, fact.table, fact.name)
    return Judged()


def _hedge(one: Said) -> str:
    """Return the row of the hedge that a number is read by."""
    try:
        hedge = hedge_of(one.found.printed)
    except UnreadableFigure:
        return "range"
    hedge = repeats.SAME_HEDGE.get(hedge, hedge)
    behind = LIMIT.match(one.after)
    return {"most": "at most", "least": "at least"}[behind[1]] if behind else hedge


def _repeats(number: Quantity, hedge: str, fact: Fact, fits: list[Fact]) -> Repeats:
    """Return how a number repeats a fact; of a range, each end may also be a fact of its own."""
    if (how := repeats.repeats(number, hedge, fact)) or hedge != "range":
        return how
    ends = (Quantity(end, end, end, number.unit) for end in (number.low, number.high))
    told = [[one for one in fits if repeats.repeats(end, "exact", one) == "right"] for end in ends]
    return "right" if all(told) and fact in told[0] else ""


def _tallied(one: Said, tallies: list[Tally]) -> Judged | None:
    """Judge a number of assertions; None where it counts something else."""
    number = one.found.quantity
    if number.unit != "count" or number.low != number.high:
        return None
    after = re.sub("^[^条]*", "", one.found.printed) + one.after
    for tally in tallies:
        if tally.pattern.match(after):
            if number.value in tally.counts:
                return Judged("right", tally.says, "claims")
            if labels.OF_STUDY & one.levels.keys() and (tally.of_part or number.value > FEW):
                return Judged("wrong", f"the tables count {tally.says}", "claims")
            return None
    return None


def _fitting(one: Said, known: Known) -> list[Fact]:
    """Return the facts that a number may repeat: of its unit and place, and of fitting words."""
    unit = one.found.quantity.unit
    named = _fitting_metrics(one, known.metrics)
    return [
        fact
        for fact in known.facts
        if fact.unit == unit and named & fact.metrics and _is_placed(fact, one, known.places)
    ]


def _is_placed(fact: Fact, one: Said, places: Places) -> bool:
    """Whether a number may be of the place of a fact, or of all its places together."""
    if fact.together:
        return fact.places <= (one.around if len(fact.places) <= PAIR else one.named)
    if not (one.place or one.around):
        return True
    may_be = {one.place} if one.place else {*one.others, one.carried}
    if OF_ALL.search(one.before):
        may_be |= places.countries
    return bool(fact.places & may_be)


def _fitting_metrics(one: Said, metrics: Metrics) -> set[str]:
    """Return the metrics that a number may be of, by the words around it.

    Where no place is named far and wide, its own sentence has to say clearly what it is of.
    """
    if not (one.place or one.around):
        return {name for name, (part, _) in metrics.scores(one.own).items() if part >= STRONG}
    scores = metrics.scores(one.levels)
    of_unit = [scores.get(name, (0.0, 0.0)) for name in metrics.named(one.found.quantity.unit)]
    of_unit = of_unit or [(0.0, 0.0)]
    most = [BEATEN * max(column) for column in zip(*of_unit, strict=True)]
    if not any(most):
        digits = re.sub(r"[^0-9]", "", one.found.printed).strip("0")
        return set(metrics.units) if one.place and len(digits) >= TELLING else set()
    return {
        name
        for name, (part, met) in scores.items()
        if part >= SENTENCE or (part >= WEAK and (part >= most[0] or met >= most[1]))
    }


def _disagreeing(one: Said, known: Known, whole: list[Said], meant: set[str]) -> Judged | None:
    """Return wrong, and what the tables say, where a number's words say clearly what it is of."""
    number = one.found.quantity
    place = one.place or one.carried or _only_place(one, known, meant)
    if not place or _of_something_else(one, known, whole, meant):
        return None
    rows = [
        fact
        for fact in known.facts
        if fact.unit == number.unit and place in fact.places and meant >= fact.metrics
    ]
    if not rows or _told_elsewhere(one, known, place) or _counts_something_else(one, known, rows):
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
    if _hedge(one) == "range" and _is_finer(number, best.quantity):
        return None
    return Judged("wrong", f"the tables say {best.says}", best.table, best.name)


def _is_finer(number: Quantity, told: Quantity) -> bool:
    """Whether a span is narrower than what the tables say and shares some of it: one reckoned."""
    return number.high - number.low < told.high - told.low and number.overlaps(told)


def _only_place(one: Said, known: Known, meant: set[str]) -> str:
    """Return the place that alone has those metrics, where a draft names none far and wide."""
    found = {place for fact in known.facts if fact.metrics & meant for place in fact.places}
    return found.pop() if len(found) == 1 and not one.around else ""


def _meant(one: Said, metrics: Metrics, unit: str) -> set[str]:
    """Return the metrics of a unit that a number is clearly of; of the sentence before if its own
    is silent.

    A place, a metric or a pronoun has to stand in the sentence itself, and what is carried over has
    to be one metric alone, of a number without another noun.
    """
    if unit == "share" and not IN_WORDS.search(one.found.printed):
        meant = metrics.meant(unit, dict.fromkeys(one.own, 1.0), WHOLE)
    else:
        near = {word: level for word, level in one.own.items() if level >= NEAR}
        meant = metrics.meant(unit, near, WHOLE) or metrics.meant(unit, one.own)
    own = max((metrics.score(name, one.own)[0] for name in metrics.named(unit)), default=0.0)
    spoken_of = not one.in_cell and (one.place or PRONOUN.search(one.before))
    if meant or own >= HINTED or not spoken_of:
        return set(meant)
    raised = {word: max(level, SENTENCE) for word, level in one.levels.items()}
    clear = metrics.meant(unit, raised)
    spelt = unit == "count" and one.found.printed.isascii()
    if len(clear) != 1 or (spelt and not BARE.match(one.after)):
        return set()
    noun = NOUN.search(labels.fold(one.found.printed)) if spelt else None
    words = labels.levels([(1.0, noun[0])]) if noun else {}
    return set(clear) if not words or metrics.score(clear[0], words)[1] else set()


def _told_elsewhere(one: Said, known: Known, place: str) -> bool:
    """Whether the tables have the number of that place by a metric that shares a word with it."""
    return any(
        fact.hedge
        and place in fact.places
        and repeats.repeats(one.found.quantity, "exact", fact) == "right"
        and any(known.metrics.score(name, one.own)[1] for name in fact.metrics)
        for fact in known.facts
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
    return all_far or not any(known.metrics.score(name, words)[1] for name in meant)


def _of_something_else(one: Said, known: Known, whole: list[Said], meant: set[str]) -> bool:
    """Whether a number is supposed, or of another thing than its place's amount of a metric."""
    unit, sentence = one.found.quantity.unit, one.before + one.found.printed + one.after
    if one.reckoned or SUPPOSED.search(sentence) or OF_ALL.search(one.before):
        return True
    if PARTS_OF.match(one.after):
        return True
    if unit == "rank":
        return bool(BEHIND.search(sentence))
    if unit != "share":
        return False
    wholes = [other.found.quantity for other in whole if other.found.quantity.value == 1]
    if any(each.unit == "share" for each in wholes):  # at 100%, and the others held against it
        return True
    if (of := OF.match(one.after)) and not TOTAL.match(of[1]):
        named = [each.place for each in known.places.find(of[1])]
        words = labels.levels([(1.0, of[1])])
        is_metric = any(known.metrics.score(name, words)[1] for name in known.metrics.units)
        of_own = meant and meant <= known.metrics.wholes and named[:1] == [one.place]
        countries = known.places.countries
        if not of_own and ((named and named[0] not in countries) or not (named or is_metric)):
            return True
    elif not IN_WORDS.search(one.found.printed) and not one.before.rstrip().endswith(":"):
        return True
    return bool(CHANGE.search(one.before[-30:]) or MARGIN.search(one.before))
