"""Why a verdict is what it is, in a sentence or two, in one language.

Every number is computed in the worlds of the source, and bounds are rounded outwards. Imports the
engine and `words`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from analysis import messages
from analysis.claims import syntax
from analysis.claims.assertions import Figure
from analysis.claims.meaning import UNLISTED
from analysis.claims.naming import Known, write_unit
from analysis.claims.solver import Undecided
from analysis.claims.syntax import Amount, Arithmetic, Number, Rank, Unknown
from analysis.claims.values import Quotient
from analysis.claims.verdict import Finding, Verdict
from analysis.claims.words import Bounds, Names
from analysis.claims.worlds import Question

SHOWN = 3  # unknowns of a world that a sentence names
AND, COMMA, SEMICOLON = range(3)
JOINTS = {"en": (" and ", ", ", "; "), "zh": ("，", "，", "；")}


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
    words: Names
    measured: dict[tuple[Quotient, tuple[Figure, ...]], Bounds]
    independent: bool = False

    def say(self) -> str:
        """Return the reason."""
        how: dict[Verdict, Callable[[], str]] = {
            Verdict.OPEN: self._open,
            Verdict.NOT_CHECKABLE: self._not_checkable,
            Verdict.CONFLICTING: self._conflict,
            Verdict.BY_DEFINITION: lambda: self.words.say("reason.by definition"),
            Verdict.UNDECIDED: lambda: self.words.say("reason.undecided"),
        }
        said = how.get(self.finding.verdict, self._forced)()
        if self.finding.conflict and self.finding.verdict != Verdict.CONFLICTING:
            return self.words.joined([said, self._conflict()])
        return said

    def _open(self) -> str:
        worlds = self.finding.world_true or {}, self.finding.world_false or {}
        unlike = [one for one in dict.fromkeys([*worlds[0], *worlds[1]])
                  if worlds[0].get(one) != worlds[1].get(one)]  # fmt: skip
        named = [one for one in unlike if one in self.question.meaning.named]
        beyond = [one for one in unlike if UNLISTED.fullmatch(one.place)]
        told = (named or beyond or unlike)[:SHOWN]
        sides = [self._joined(AND, (self._were(one, world) for one in told)) for world in worlds]
        return self.words.say("reason.open", true=sides[0], false=sides[1])

    def _joined(self, joint: int, parts: Iterable[str]) -> str:
        return JOINTS[self.words.language][joint].join(parts)

    def _were(self, unknown: Unknown, world: Mapping[Unknown, Fraction]) -> str:
        words, number = self.words, world.get(unknown, Fraction(0))
        match = UNLISTED.fullmatch(unknown.place)
        if match and not number:
            return words.say(f"reason.no other {match[1]}")
        unit = words.units[unknown.metric]
        amount = words.counted(words.number(number, unit), unknown)
        if unit != "count" or unknown.metric in words.owned:
            return words.say("reason.were", name=words.unknown(unknown), amount=amount)
        place, name = words.where(unknown), words.metric(unknown)
        return words.say("reason.had", place=place, name=name, amount=amount)

    def _not_checkable(self) -> str:
        if self.finding.unlimited is None:
            return self.words.say("reason.meaningless")
        return self.words.say(
            "reason.unlimited", unknown=self.words.unknown(self.finding.unlimited)
        )

    def _conflict(self) -> str:
        figures = self.words.listed(map(self.words.printed, self.finding.conflict))
        key = "reason.in conflict" if self.independent else "reason.conflicting"
        return self.words.say(key, figures=figures)

    def _forced(self) -> str:
        """Return what forces a claim to be so, or not to be so."""
        proof = self.finding.proof
        if proof and not proof.figures and not self.question.meaning.lists:
            return self.words.say("reason.against definition")
        sentences = [self._numbers()] if self._facts else []
        for part in self._parts:
            sentences += self._other(part)
        if self.finding.verdict == Verdict.AS_STATED and not self.independent:
            sentences.append(self.words.say("reason.as stated"))
        if not any(sentences):
            sentences = [self.words.say("reason.follows")]
        return self.words.joined(dict.fromkeys(sentences))

    @cached_property
    def _parts(self) -> list[syntax.Claim]:
        claim = self.question.meaning.claim
        return self._deciding(claim, bool(self.finding.truth)) if claim else []

    def _deciding(self, claim: syntax.Claim, truth: bool) -> list[syntax.Claim]:
        """Return the comparisons and the like that decide a claim."""
        if isinstance(claim, syntax.Negation):
            return self._deciding(claim.part, not truth)
        if not isinstance(claim, syntax.Junction):
            return [claim]
        parts = list(claim.parts)
        if (claim.operator == "and") != truth:  # one part is enough
            parts = [one for one in parts if self._is_settled(one, truth)][:1] or parts
        return [one for part in parts for one in self._deciding(part, truth)]

    def _is_settled(self, claim: syntax.Claim, truth: bool) -> bool:
        return not self.question.possible(self.question.scope.meaning(claim).side(not truth))

    @cached_property
    def _facts(self) -> list[Fact]:
        """Return what the amounts of the deciding parts can be, each once."""
        parts = [] if self.finding.conflict else self._parts
        amounts = dict.fromkeys(amount for part in parts for amount in self._amounts(part))
        return [fact for fact in map(self._fact, amounts) if fact]

    def _amounts(self, part: syntax.Claim) -> list[Amount]:
        match part:
            case syntax.Comparison(_, left, right):
                return [*self._told(left), *self._told(right)]
            case syntax.AsPrinted(figure_id, amount):
                return self._told(amount or self.question.scope.figures[figure_id].unknown)
        return []

    def _told(self, amount: Amount) -> list[Amount]:
        """Return the amounts of which to tell what they can be; a factor is left away."""
        match amount:
            case Unknown(metric) if self.words.units[metric] == "rank":
                ranks = self.question.scope.definitions.metrics[metric].ranks
                return self._told(Rank(amount._replace(metric=ranks)))
            case Rank(Unknown() as of, None, kind):
                others = self._others(self.question.scope.ranked(of), kind)
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

    def _others(self, of: Unknown, kind: str) -> list[Unknown]:
        scope = self.question.scope
        return scope.others_of_kind(of, kind or scope.definitions.places[of.place].kinds[0])

    def _beside(self, of: Amount, among: tuple[Amount, ...]) -> list[Amount]:
        """Return what stands just above and just below an amount, where all are apart."""
        found = [fact for fact in map(self._fact, (of, *among)) if fact]
        if len(found) <= len(among) or not _are_apart(found):
            return list(among)
        ordered = [one.amount for one in sorted(found, key=_least)]
        at = ordered.index(of)
        return [*ordered[max(at - 1, 0) : at], *ordered[at + 1 : at + 2]]

    def _fact(self, amount: Amount) -> Fact | None:
        quotient = self.question.scope.amount(amount)
        if quotient is None or quotient.number is not None or not quotient.is_linear:
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

    def _numbers(self) -> str:
        """Return what the amounts can be, those of one metric together."""
        groups: dict[str, list[Fact]] = {}
        for fact in self._facts:
            is_shared = fact.unknowns and fact.unknowns[0].metric not in self.words.owned
            name = "" if is_shared else self._spelled(fact.amount)
            groups.setdefault(name or self.words.metric(fact.unknowns[0]), []).append(fact)
        told = []
        for name, facts in groups.items():
            ordered = sorted(facts, key=lambda fact: len(fact.unknowns))
            items = (self._item(name, fact, at > 0) for at, fact in enumerate(ordered))
            told.append(self._joined(COMMA, items))
        said = self._joined(SEMICOLON, told)
        key = "reason.independent" if self.independent else "reason.figures"
        return self.words.say(key, groups=said[:1].upper() + said[1:])

    def _item(self, name: str, fact: Fact, more: bool) -> str:
        """Return what one amount can be; of a metric that is named already, in short."""
        words, span = self.words, self.words.range(fact.bounds, fact.unit)
        if not fact.unknowns or fact.unknowns[0].metric in words.owned:
            return words.say("reason.is", name=name, span=span)
        place, *others = map(words.where, fact.unknowns)
        if others:
            both = [place, *others]
            told = words.listed(both) if words.language == "en" else "与".join(both)
            place = words.say("reason.together", places=told)
        verb = "has" if fact.unit == "count" else "its"
        key = f"reason.{verb}{' too' if more else ' together' if others else ''}"
        span = words.counted(span, fact.unknowns[0])
        return words.say(key, place=place, name=name, span=span)

    def _spelled(self, amount: Amount) -> str:
        match amount:
            case Unknown():
                return self.words.unknown(amount)
            case Arithmetic(operator, left, right):
                one, other = self._spelled(left), self._spelled(right)
                return self.words.say(f"reason.{operator}", left=one, right=other)
            case Number(value):
                return self.words.number(value, "count")
        return str(amount)

    def _other(self, part: syntax.Claim) -> list[str]:
        """Return what is to be said of a part besides what its amounts can be."""
        match part:
            case syntax.AsPrinted(figure_id, amount) if not isinstance(amount, syntax.Size):
                return [self.words.say("reason.prints", figure=self.words.figure(figure_id))]
            case syntax.Same(first, second):
                one, other = map(self.question.scope.members, (first, second))
                key = "reason.same" if one == other else "reason.unlike"
                return [self.words.say(key, n=len(one))]
            case syntax.Comparison(_, Rank(Unknown() as of, None, kind), _):
                return self._unlisted(of, kind)
        sizes = [one for one in syntax.walk(part) if isinstance(one, syntax.Size)]
        rows = [one for one in syntax.walk(part) if isinstance(one, syntax.RankCorrelation)]
        return [*(line for one in sizes for line in self._size(one)), *map(self._orders, rows)]

    def _size(self, size: syntax.Size) -> list[str]:
        rows = self.known.lists[size.list_id]
        said = [self.words.say("reason.listed", n=len(rows))]
        if size.attribute:
            n = sum(one.get(size.attribute, "") == size.value for one in rows)
            key = f"reason.{size.attribute}"
            key = key if key in messages.keys(self.words.language) else "reason.having"
            value = self.words.places.get(size.value, size.value)
            count = n or self.words.say("reason.none")
            said.append(self.words.say(key, n=n, count=count, value=value))
        return said

    def _unlisted(self, of: Unknown, kind: str) -> list[str]:
        """Return what is left for the places of which nothing is printed, where that is bounded."""
        scope = self.question.scope
        of = scope.ranked(of)
        rest: Amount = of._replace(place=scope.definitions.root(of.place))
        listed = sorted([of, *self._others(of, kind)], key=scope.definitions.before)
        for one in listed:
            rest = Arithmetic("-", rest, one)
        fact = None if self.finding.conflict or self.independent else self._fact(rest)
        if fact is None or fact.bounds[1] is None:
            return []
        most = self.words.counted(self.words.most(fact.bounds[1], fact.unit), of)
        kind = kind or scope.definitions.places[of.place].kinds[0]
        return [self.words.say(f"reason.rest {kind}", most=most)]

    def _orders(self, part: syntax.RankCorrelation) -> str:
        """Return both orders, of what is counted in both rows and apart."""
        pairs = [(self._fact(one), self._fact(two))
                 for one, two in zip(part.first, part.second, strict=True)]  # fmt: skip
        told = [pair for pair in pairs if all(one and one.bounds[1] for one in pair)]
        orders = []
        for row in zip(*told, strict=True):
            facts = [one for one in row if one and len(one.unknowns) == 1]
            if len(facts) < len(row) or not _are_apart(facts):
                return ""
            facts.sort(key=_least, reverse=True)
            places = [self.words.where(one.unknowns[0]) for one in facts]
            name = self.words.metric(facts[0].unknowns[0]._replace(year=None))
            orders.append((name, self.words.listed(places)))
        if len(orders) < 2:
            return ""
        (first, one), (second, two) = orders
        return self.words.say("reason.orders", first=first, one=one, second=second, two=two)


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


def _least(fact: Fact) -> Fraction:
    return fact.bounds[0] or Fraction(0)


def _are_apart(facts: Iterable[Fact]) -> bool:
    """Return whether no two amounts can be equal."""
    ordered = [one.bounds for one in sorted(facts, key=_least)]
    return all(
        high is not None and low is not None and high < low
        for (_, high), (low, _) in pairwise(ordered)
    )
