"""Which facts of the tables a number of a draft may repeat: by unit, place and the words around it.

Imports facts, labels, phrases and context of this room.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from analysis.drafts import labels
from analysis.drafts.context import Said
from analysis.drafts.facts import Fact, Tally
from analysis.drafts.labels import NEAR, SENTENCE, STRONG, WEAK, Metrics, Places
from analysis.drafts.phrases import RE, fold, telling

TELLING = 3  # digits by which a number beside its place is known without a word of its metric
PAIR = 2  # places that a paragraph may speak of together; more stand in one sentence
HINTED = 0.5  # of a label's words: a sentence with more of them speaks of something itself
BEATEN = 0.7  # of the words met by the metric that fits best: what fits less is not meant
CLOSE = 0.75  # of a label's words, where they stand beside the number
WHOLE = 0.95  # of a label's words, where a share is told in words: half of them may be of anything


@dataclass(frozen=True)
class Known:
    """What the tables say, and the names by which a draft may speak of it.

    source: the one under study that it is of; empty: any. `currencies`: what its bare money is in.
    """

    places: Places
    metrics: Metrics
    facts: list[Fact]
    tallies: dict[str, list[Tally]]
    sources: pd.DataFrame
    currencies: dict[str, str]
    refuted: frozenset[str]  # printed figures that independent ones contradict
    source: str = ""

    def of(self, source: str) -> "Known":
        """Return what the tables say of one source, and what others do."""
        facts = [fact for fact in self.facts if fact.source in ("", source)]
        return replace(self, facts=facts, source=source) if source else self

    @cached_property
    def by_unit(self) -> dict[str, list[Fact]]:
        """The facts of each unit."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.unit, []).append(fact)
        return found

    @cached_property
    def telling(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What says before a number, and behind it, that a text under study prints it."""
        return telling(labels.publishers(self.sources, "").pattern.pattern)

    def sole_place(self, metrics: set[str]) -> str:
        """Return the place that alone has figures of some metrics, as the seat of a firm has."""
        found = {place for name in metrics for place in self._places_of.get(name, ())}
        return found.pop() if len(found) == 1 else ""

    def country(self, metrics: set[str]) -> str:
        """Return the country in which the places of some metrics lie, THE_COUNTRY of several."""
        found = {
            self.places.country_of(place)
            for name in metrics or self._places_of.keys()
            for place in self._places_of.get(name, ())
        } & self.places.wholes
        return found.pop() if len(found) == 1 else labels.THE_COUNTRY

    def owners(self, unit: str, words: dict[str, float]) -> frozenset[str]:
        """Return the countries that have figures of a unit that some words speak of clearly."""
        metrics = set(self.metrics.meant(unit, words))
        owners = {
            place
            for fact in self.by_unit.get(unit, [])
            if metrics >= fact.metrics
            for place in fact.places & self.places.countries
        }
        return frozenset(owners | {labels.THE_COUNTRY} if owners & self.places.wholes else owners)

    @cached_property
    def _places_of(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for fact in self.facts:
            for name in fact.metrics:
                found.setdefault(name, set()).update(fact.places)
        return found

    def of_place(self, place: str) -> list[Fact]:
        """Return the facts of a place."""
        return [fact for fact in self.facts if place in fact.places]


def settled(one: Said, known: Known) -> Said:
    """Return a number with 'the country' as the one that its metric is told of."""
    if labels.THE_COUNTRY not in (one.place, one.whole, one.carried, *one.others):
        return one
    own = known.country(meant(one, known.metrics, one.unit))
    place, whole, carried, *others = (
        own if place == labels.THE_COUNTRY else place
        for place in (one.place, one.whole, one.carried, *one.others)
    )
    return replace(
        one,
        place=place,
        whole="" if whole == place else whole,
        carried=carried,
        others=tuple(others),
    )


def fitting(one: Said, known: Known, meant: set[str]) -> list[Fact]:
    """Return the facts that a number may repeat, those that it is clearly of first.

    A rank repeats none of another metric than it is clearly of.
    """
    named = metrics_of(one, known.metrics)
    if not one.in_cell:
        for name, of_year in known.metrics.periods.items():
            if name in named and of_year & named:
                named = named - (of_year if RE.PERIOD.search(one.sentence) else {name})
    if one.unit == "rank":
        named = named & meant or named
    sole = known.sole_place(meant) if not one.place else ""
    fits = [
        fact
        for fact in known.by_unit.get(one.unit, [])
        if named & fact.metrics
        and (_is_placed(fact, one, known.places) or (sole in fact.places and fact.metrics <= meant))
    ]
    return sorted(fits, key=lambda fact: (not fact.metrics & meant, not fact.of_others))


def _is_placed(fact: Fact, one: Said, places: Places) -> bool:
    """Whether a number may be of the place of a fact, or of all its places together."""
    if fact.of_others:
        cued = RE.TOGETHER.search(one.sentence) or not one.place
        return bool(cued and RE.OTHERS.search(one.sentence))
    if fact.together:
        return fact.places <= set(one.around if len(fact.places) <= PAIR else one.named)
    if not (one.place or one.around):
        return True
    may_be = {one.place} if one.place else {*one.others, one.carried}
    if RE.OF_ALL.search(one.before):
        may_be |= places.countries
    return bool(fact.places & may_be)


def metrics_of(one: Said, metrics: Metrics) -> set[str]:
    """Return the metrics that a number may be of, by the words around it.

    Where no place is named far and wide, its own sentence has to say clearly what it is of.
    """
    if not (one.place or one.around):
        return {name for name, (part, _) in metrics.scores(one.own).items() if part >= STRONG}
    scores = metrics.scores(one.levels)
    of_unit = [scores.get(name, (0.0, 0.0)) for name in metrics.named(one.unit)] or [(0.0, 0.0)]
    most = [BEATEN * max(column) for column in zip(*of_unit, strict=True)]
    if not any(most):
        digits = re.sub(r"[^0-9]", "", one.found.printed).strip("0")
        return set(metrics.units) if one.place and len(digits) >= TELLING else set()
    return {
        name
        for name, (part, met) in scores.items()
        if part >= SENTENCE or (part >= WEAK and (part >= most[0] or met >= most[1]))
    }


def meant(one: Said, metrics: Metrics, unit: str) -> set[str]:
    """Return the metrics of a unit that a number is clearly of; of the sentence before if its own
    is silent.

    A place, a metric or a pronoun has to stand in the sentence itself, and what is carried over has
    to be one metric alone, of a number without another noun.
    """
    if unit == "share" and not RE.IN_WORDS.search(one.found.printed):
        found = metrics.meant(unit, dict.fromkeys(one.own, 1.0), WHOLE)
    else:
        near = {word: level for word, level in one.own.items() if level >= NEAR}
        close = metrics.meant(unit, near, CLOSE)
        found = metrics.meant(unit, near, WHOLE) or (close if len(close) == 1 else [])
        found = found or metrics.meant(unit, one.own)
    scores = metrics.scores(one.own)
    own = max((scores[name][0] for name in metrics.named(unit) if name in scores), default=0.0)
    spoken_of = not one.in_cell and (one.place or RE.PRONOUN.search(one.before))
    if found or own >= HINTED or not spoken_of:
        return set(found)
    raised = {word: max(level, SENTENCE) for word, level in one.levels.items()}
    clear = metrics.meant(unit, raised)
    spelt = unit == "count" and one.found.printed.isascii()
    if len(clear) != 1 or (spelt and not RE.BARE.match(one.after)):
        return set()
    noun = RE.NOUN.search(fold(one.found.printed)) if spelt else None
    words = labels.levels([(1.0, noun[0])]) if noun else {}
    return set(clear) if not words or metrics.score(clear[0], words)[1] else set()
