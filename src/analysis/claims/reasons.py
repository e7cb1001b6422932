"""Why a verdict is what it is, in a sentence or two, in two languages.

Every number is computed in the worlds of the source, and bounds are rounded outwards. Imports the
engine, messages and `words`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from analysis import messages
from analysis.claims.assertions import Figure
from analysis.claims.meaning import UNLISTED
from analysis.claims.naming import Known, write_unit
from analysis.claims.solver import Undecided
from analysis.claims.syntax import (
    Amount,
    Arithmetic,
    AsPrinted,
    Comparison,
    Junction,
    Negation,
    Number,
    Rank,
    RankCorrelation,
    Same,
    Size,
    Unknown,
    walk,
)
from analysis.claims.syntax import Claim as Formula
from analysis.claims.values import Quotient
from analysis.claims.verdict import Finding, Verdict
from analysis.claims.words import Bounds, Words
from analysis.claims.worlds import Question

SPACES = {"en": " ", "zh": ""}  # between sentences
SHOWN = 3  # unknowns of a world that a sentence names


@dataclass(frozen=True)
class Fact:
    """What an amount can be: of unknowns of one metric, added up, or of any other amount."""

    amount: Amount
    unknowns: tuple[Unknown, ...]
    bounds: Bounds
    unit: str


@dataclass(frozen=True)
class Reason:
    """Why a claim has its verdict within its source, or by independent figures.

    measured: what amounts can be, as far as it is known; it is added to.
    """

    question: Question
    known: Known
    finding: Finding
    words: Words
    measured: dict[tuple[Quotient, tuple[Figure, ...]], Bounds]
    independent: bool = False

    def say(self, language: str) -> str:
        """Return the reason in a language."""
        say: dict[Verdict, Callable[[str], str]] = {
            Verdict.OPEN: self._open,
            Verdict.NOT_CHECKABLE: self._not_checkable,
            Verdict.CONFLICTING: self._conflict,
            Verdict.BY_DEFINITION: lambda one: messages.say("reason.by definition", one),
            Verdict.UNDECIDED: lambda one: messages.say("reason.undecided", one),
        }
        said = say.get(self.finding.verdict, self._forced)(language)
        if self.finding.conflict and self.finding.verdict != Verdict.CONFLICTING:
            said += SPACES[language] + self._conflict(language)
        return said

    def _open(self, language: str) -> str:
        worlds = self.finding.world_true or {}, self.finding.world_false or {}
        unlike = [one for one in dict.fromkeys([*worlds[0], *worlds[1]])
                  if worlds[0].get(one) != worlds[1].get(one)]  # fmt: skip
        named = [one for one in unlike if one in self.question.meaning.named]
        beyond = [one for one in unlike if UNLISTED.fullmatch(one.place)]
        told = (named or beyond or unlike)[:SHOWN]
        joint = " and " if language == "en" else "，"
        sides = [joint.join(self._were(one, world, language) for one in told) for world in worlds]
        return messages.say("reason.open", language, true=sides[0], false=sides[1])

    def _were(self, unknown: Unknown, world: Mapping[Unknown, Fraction], language: str) -> str:
        number = world.get(unknown, Fraction(0))
        match = UNLISTED.fullmatch(unknown.place)
        if match and not number:
            return messages.say(f"reason.no other {match[1]}", language)
        amount = self.words.amount(number, unknown, language)
        if self.words.unit(unknown) == "count" and not self.words.names_owner(unknown):
            place, name = self.words.place(unknown, language), self.words.metric(unknown, language)
            return messages.say("reason.had", language, place=place, name=name, amount=amount)
        name = self.words.unknown(unknown, language)
        return messages.say("reason.were", language, name=name, amount=amount)

    def _not_checkable(self, language: str) -> str:
        if self.finding.unlimited is None:
            return messages.say("reason.meaningless", language)
        unknown = self.words.unknown(self.finding.unlimited, language)
        return messages.say("reason.unlimited", language, unknown=unknown)

    def _conflict(self, language: str) -> str:
        figures = [self.words.printed(one, language) for one in self.finding.conflict]
        told = self.words.listed(figures, language)
        key = "reason.in conflict" if self.independent else "reason.conflicting"
        return messages.say(key, language, figures=told)

    def _forced(self, language: str) -> str:
        """Return what forces a claim to be so, or not to be so."""
        proof = self.finding.proof
        if proof and not proof.figures and not self.question.meaning.lists:
            return messages.say("reason.against definition", language)
        sentences = [self._numbers(language)] if self._facts else []
        for part in self._parts:
            sentences += self._other(part, language)
        if self.finding.verdict == Verdict.AS_STATED and not self.independent:
            sentences.append(messages.say("reason.as stated", language))
        if not any(sentences):
            sentences = [messages.say("reason.follows", language)]
        return SPACES[language].join(filter(None, dict.fromkeys(sentences)))

    @cached_property
    def _parts(self) -> list[Formula]:
        claim = self.question.meaning.claim
        return self._deciding(claim, bool(self.finding.truth)) if claim else []

    def _deciding(self, claim: Formula, truth: bool) -> list[Formula]:
        """Return the comparisons and the like that decide a claim."""
        if isinstance(claim, Negation):
            return self._deciding(claim.part, not truth)
        if not isinstance(claim, Junction):
            return [claim]
        parts = list(claim.parts)
        if (claim.operator == "and") != truth:  # one part is enough
            parts = [one for one in parts if self._is_settled(one, truth)][:1] or parts
        return [one for part in parts for one in self._deciding(part, truth)]

    def _is_settled(self, claim: Formula, truth: bool) -> bool:
        side = self.question.scope.meaning(claim).side(not truth)
        return not self.question.possible(side)

    @cached_property
    def _facts(self) -> list[Fact]:
        """Return what the amounts of the deciding parts can be, each once."""
        if self.finding.conflict:
            return []
        found: dict[Amount, Fact] = {}
        for part in self._parts:
            for amount in self._amounts(part):
                fact = None if amount in found else self._fact(amount)
                if fact is not None:
                    found[amount] = fact
        return list(found.values())

    def _amounts(self, part: Formula) -> list[Amount]:
        match part:
            case Comparison(_, left, right):
                return [one for side in (left, right) for one in self._told(side)]
            case AsPrinted(figure_id, None):
                return self._told(self.known.figures[figure_id].unknown)
            case AsPrinted(_, amount) if amount is not None:
                return self._told(amount)
        return []

    def _told(self, amount: Amount) -> list[Amount]:
        """Return the amounts of which to tell what they can be; a factor is left away."""
        match amount:
            case Unknown() if self.words.unit(amount) == "rank":
                ranks = self.question.scope.definitions.metrics[amount.metric].ranks
                return self._told(Rank(amount._replace(metric=ranks)))
            case Rank(Unknown() as of, None, kind):
                kind = kind or self.question.scope.definitions.places[of.place].kinds[0]
                others = self.question.scope.others_of_kind(self.question.scope.ranked(of), kind)
                return [of, *(of._replace(place=one.place) for one in others)]
            case Rank(of, among, _) if among:
                return [of, *self._beside(of, among)]
            case Arithmetic("*" | "/", left, Number()):
                return self._told(left)
            case Arithmetic("*", Number(), right):
                return self._told(right)
            case Arithmetic() | Unknown():
                return [amount]
        return []

    def _beside(self, of: Amount, among: Iterable[Amount]) -> list[Amount]:
        """Return what stands just above and just below an amount, where all are apart."""
        facts = [self._fact(one) for one in (of, *among)]
        found = [one for one in facts if one is not None]
        if len(found) < len(facts) or not _are_apart(found):
            return list(among)
        found.sort(key=lambda one: one.bounds[0] or 0)
        at = next(at for at, one in enumerate(found) if one.amount == of)
        return [one.amount for one in (*found[max(at - 1, 0) : at], *found[at + 1 : at + 2])]

    def _fact(self, amount: Amount) -> Fact | None:
        quotient = self.question.scope.amount(amount)
        if quotient is None or quotient.number is not None:
            return None
        if not (quotient.top.is_linear and quotient.bottom.is_linear):
            return None
        key = quotient, self.question.left_out
        if key not in self.measured:
            try:
                low, high = (self.question.furthest(quotient, most) for most in (False, True))
            except Undecided:
                return None
            self.measured[key] = low, high
        unit = write_unit(self.known.unit(amount))
        return Fact(amount, _summed(amount), self.measured[key], unit)

    def _numbers(self, language: str) -> str:
        """Return what the amounts can be, those of one metric together."""
        groups: dict[str, list[Fact]] = {}
        for fact in self._facts:
            unknown = fact.unknowns[0] if fact.unknowns else None
            single = unknown is None or self.words.names_owner(unknown)
            name = self._spelled(fact.amount, language) if single else ""
            name = name or self.words.metric(fact.unknowns[0], language)
            groups.setdefault(name, []).append(fact)
        told = []
        for name, facts in groups.items():
            ordered = sorted(facts, key=lambda fact: len(fact.unknowns))
            items = [self._item(name, fact, at > 0, language) for at, fact in enumerate(ordered)]
            told.append((", " if language == "en" else "，").join(items))
        said = ("; " if language == "en" else "；").join(told)
        key = "reason.independent" if self.independent else "reason.figures"
        return messages.say(key, language, groups=said[:1].upper() + said[1:])

    def _item(self, name: str, fact: Fact, more: bool, language: str) -> str:
        """Return what one amount can be; of a metric that is named already, in short."""
        span = self.words.span(fact.bounds, fact.unit, language)
        places = [self.words.place(one, language) for one in fact.unknowns]
        if not places or self.words.names_owner(fact.unknowns[0]):
            return messages.say("reason.is", language, name=name, span=span)
        place = places[0]
        if len(places) > 1:
            both = self.words.listed(places, "en") if language == "en" else "与".join(places)
            place = messages.say("reason.together", language, places=both)
        verb = "has" if fact.unit == "count" else "its"
        key = f"reason.{verb}{' too' if more else ' together' if len(places) > 1 else ''}"
        if verb == "has" and language == "zh":
            span += self.words.classifier(fact.unknowns[0])
        return messages.say(key, language, place=place, name=name, span=span)

    def _spelled(self, amount: Amount, language: str) -> str:
        match amount:
            case Unknown():
                return self.words.unknown(amount, language)
            case Arithmetic(operator, left, right):
                one, other = self._spelled(left, language), self._spelled(right, language)
                return messages.say(f"reason.{operator}", language, left=one, right=other)
            case Number(value):
                return self.words.number(value, "count", language)
        return str(amount)

    def _other(self, part: Formula, language: str) -> list[str]:
        """Return what is to be said of a part besides what its amounts can be."""
        match part:
            case AsPrinted(figure_id, amount) if not isinstance(amount, Size):
                figure = self.words.figure(figure_id, language)
                return [messages.say("reason.prints", language, figure=figure)]
            case Same(first, second):
                one, other = (self._members(name) for name in (first, second))
                key = "reason.same" if one == other else "reason.unlike"
                return [messages.say(key, language, n=len(one))]
            case Comparison(_, Rank(Unknown() as of, None, kind), _):
                return self._unlisted(of, kind, language)
        sizes = [one for one in walk(part) if isinstance(one, Size)]
        rows = [one for one in walk(part) if isinstance(one, RankCorrelation)]
        said = [line for one in sizes for line in self._size(one, language)]
        return [*said, *(self._orders(one, language) for one in rows)]

    def _members(self, list_id: str) -> frozenset[str]:
        return frozenset(one["member"] for one in self.known.lists[list_id])

    def _size(self, size: Size, language: str) -> list[str]:
        rows = self.known.lists[size.list_id]
        said = [messages.say("reason.listed", language, n=len(rows))]
        if size.attribute:
            n = sum(one.get(size.attribute, "") == size.value for one in rows)
            key = f"reason.{size.attribute}"
            key = key if key in messages.keys(language) else "reason.having"
            count = n or messages.say("reason.none", language)
            value = self.words.name(size.value, language)
            said.append(messages.say(key, language, n=n, count=count, value=value))
        return said

    def _unlisted(self, of: Unknown, kind: str, language: str) -> list[str]:
        """Return what is left for the places of which nothing is printed, where that is bounded."""
        scope = self.question.scope
        kind = kind or scope.definitions.places[of.place].kinds[0]
        of = scope.ranked(of)
        rest: Amount = of._replace(place=scope.definitions.root(of.place))
        for one in sorted([of, *scope.others_of_kind(of, kind)], key=scope.definitions.before):
            rest = Arithmetic("-", rest, one)
        fact = None if self.finding.conflict or self.independent else self._fact(rest)
        if fact is None or fact.bounds[1] is None:
            return []
        most = self.words.most(fact.bounds[1], fact.unit, language)
        most += self.words.classifier(of) if language == "zh" and fact.unit == "count" else ""
        return [messages.say(f"reason.rest {kind}", language, most=most)]

    def _orders(self, part: RankCorrelation, language: str) -> str:
        """Return both orders, of what is counted in both rows and apart."""
        pairs = [(self._fact(one), self._fact(two))
                 for one, two in zip(part.first, part.second, strict=True)]  # fmt: skip
        told = [pair for pair in pairs if all(one and one.bounds[1] for one in pair)]
        orders = []
        for row in zip(*told, strict=True):
            facts = [one for one in row if one and len(one.unknowns) == 1]
            if len(facts) < len(row) or not _are_apart(facts):
                return ""
            facts.sort(key=lambda one: one.bounds[0] or 0, reverse=True)
            places = [self.words.place(one.unknowns[0], language) for one in facts]
            name = self.words.metric(facts[0].unknowns[0]._replace(year=None), language)
            orders.append((name, self.words.listed(places, language)))
        if len(orders) < 2:
            return ""
        (first, one), (second, two) = orders
        return messages.say("reason.orders", language, first=first, one=one, second=second, two=two)


def _summed(amount: Amount) -> tuple[Unknown, ...]:
    """Return the unknowns of one metric that an amount is the sum of; none for any other."""
    match amount:
        case Unknown():
            return (amount,)
        case Arithmetic("+", left, right):
            one, other = _summed(left), _summed(right)
            same = one and other and one[0]._replace(place="") == other[0]._replace(place="")
            return (*one, *other) if same else ()
    return ()


def _are_apart(facts: Iterable[Fact]) -> bool:
    """Return whether no two amounts can be equal."""
    ordered = sorted((one.bounds for one in facts), key=lambda one: one[0] or 0)
    return all(
        high is not None and low is not None and high < low
        for (_, high), (low, _) in pairwise(ordered)
    )
