"""What the amounts of a claim can be, in the worlds of a question, and which of them decide it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from analysis.claims import syntax
from analysis.claims.assertions import Figure
from analysis.claims.constraints import Constraint
from analysis.claims.naming import Known, write_unit
from analysis.claims.solver import Undecided
from analysis.claims.statements import Quotient, compare, number
from analysis.claims.syntax import Amount, Arithmetic, Claim, Unknown
from analysis.claims.verdict import Finding
from analysis.claims.words import Bounds
from analysis.claims.worlds import Question
from analysis.data.tables import GRID, LAST, Verdict

Measured = dict[tuple[Quotient, tuple[Figure, ...]], Bounds]


@dataclass(frozen=True)
class Fact:
    """What an amount can be: of unknowns of one metric, added up, or of any other amount.

    figure_id: the figure that alone bounds it, and as far; empty where there is none.
    """

    amount: Amount
    unknowns: tuple[Unknown, ...]
    bounds: Bounds
    unit: str
    figure_id: str = ""

    @property
    def least(self) -> Fraction:
        """The least that the amount can be, nothing where there is no limit."""
        return self.bounds[0] or Fraction(0)

    @property
    def says_something(self) -> bool:
        """Whether it is less than all that such an amount could be."""
        low, high = self.bounds
        return bool(low) or not (high is None or (self.unit == "share" and high >= 1))


@dataclass(frozen=True)
class Facts:
    """The facts that a verdict turns on, within the claim's source or by independent figures.

    measured: what amounts can be, as far as it is known; it is added to.
    """

    question: Question
    known: Known
    finding: Finding
    measured: Measured
    independent: bool = False

    @cached_property
    def parts(self) -> list[Claim]:
        """The comparisons and the like that decide the claim."""
        claim = self.question.meaning.claim
        return self._deciding(claim, bool(self.finding.truth)) if claim else []

    def _deciding(self, claim: Claim, truth: bool) -> list[Claim]:
        if isinstance(claim, syntax.Negation):
            return self._deciding(claim.part, not truth)
        if not isinstance(claim, syntax.Junction):
            return [claim]
        parts = list(claim.parts)
        if (claim.operator == "and") != truth:  # one part is enough
            parts = [one for one in parts if self._is_settled(one, truth)][:1] or parts
        return [one for part in parts for one in self._deciding(part, truth)]

    def _is_settled(self, claim: Claim, truth: bool) -> bool:
        return not self.question.possible(self.question.scope.meaning(claim).side(not truth))

    @cached_property
    def told(self) -> list[Fact]:
        """What the amounts of the deciding parts can be, each once."""
        if self.finding.conflict:
            return []
        amounts = dict.fromkeys(amount for part in self.parts for amount in self._amounts(part))
        facts = map(self.of, amounts)
        return [fact for fact in facts if fact and fact.says_something]

    @cached_property
    def beside(self) -> Fact | None:
        """What the other figures leave of the one that is only stated."""
        claim = self.question.meaning.claim
        is_stated = self.finding.verdict == Verdict.AS_STATED and not self.independent
        if not (is_stated and self.question.left_out and isinstance(claim, syntax.AsPrinted)):
            return None
        return self.of(self.question.scope.figures[claim.figure_id].unknown)

    @property
    def left(self) -> Fact | None:
        """The same, if bounded."""
        fact = self.beside
        return fact if fact and fact.bounds[0] and fact.bounds[1] is not None else None

    def rest(self, part: Claim) -> tuple[Unknown, str, Fact] | None:
        """Return what a part ranks, of which kind, and what all of them that are not listed have.

        None where a part compares no rank among all places, or nothing is known of the rest.
        """
        scope = self.question.scope
        if self.finding.conflict or self.independent or not isinstance(part, syntax.Comparison):
            return None
        if not isinstance(part.left, syntax.Rank) or not (ranking := scope.ranking(part.left)):
            return None
        of, kind = scope.ranked(ranking[0]), ranking[1]
        rest: Amount = of._replace(place=scope.definitions.root(of.place))
        listed = sorted([of, *scope.others_of_kind(of, kind)], key=scope.definitions.before)
        for one in listed:
            rest = Arithmetic("-", rest, one)
        fact = self.of(rest)
        return (*ranking, fact) if fact else None

    @property
    def rests(self) -> list[tuple[Unknown, str, Fact]]:
        """What is not listed, of each part that ranks among all places."""
        return [rest for part in self.parts if (rest := self.rest(part))]

    def of(self, amount: Amount) -> Fact | None:
        """Return what an amount can be; None where it is a number, or not to be told."""
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
        bounds = self.measured[key]
        own = (one.figure for one in self.question.near if one.figure)
        alone = [one.figure_id for one in own
                 if one.unknown == amount and (one.low, one.high) == bounds]  # fmt: skip
        unit = write_unit(self.known.unit(amount))
        return Fact(amount, syntax.summed(amount), bounds, unit, alone[0] if alone else "")

    def forced_by(self, fact: Fact) -> tuple[str, ...]:
        """Return the ids of figures that force both bounds of an amount.

        They are its own proof: what forces a verdict may leave more room. Where it is not settled,
        they are what forces the verdict.
        """
        quotient = self.question.scope.amount(fact.amount)
        ends = [(side, end) for side, end in zip("<>", fact.bounds, strict=True) if end is not None]
        try:
            proofs = [
                self.question.refute(compare(side, quotient, number(end)))
                for side, end in ends
                if quotient is not None
            ]
        except Undecided:
            proofs = [self.finding.proof] if self.finding.proof else []
        return tuple(dict.fromkeys(name for one in proofs for name in one.figures))

    @property
    def forced(self) -> list[str]:
        """The ids of the figures that force the bounds of all that is told."""
        rests = [fact for _, _, fact in self.rests] if self.told else []
        facts = [*self.told, *rests, *([self.left] if self.left else [])]
        return list(dict.fromkeys(name for one in facts for name in self.forced_by(one)))

    def _amounts(self, part: Claim) -> list[Amount]:
        match part:
            case syntax.Comparison(_, left, right):
                return [one for side in (left, right) for one in self._told(side)]
            case syntax.AsPrinted(figure_id, None):
                return self._told(self.known.figures[figure_id].unknown)
            case syntax.AsPrinted(_, amount) if amount is not None:
                return self._told(amount)
        return []

    def _told(self, amount: Amount) -> list[Amount]:
        """Return the amounts of which to tell what they can be; a factor is left away."""
        scope = self.question.scope
        if ranking := scope.ranking(amount):
            others = scope.others_of_kind(scope.ranked(ranking[0]), ranking[1])
            told = [one.place for one in others if self._is_proof(one.place)]
            return [ranking[0], *(ranking[0]._replace(place=place) for place in told)]
        match amount:
            case syntax.Rank(of, among, _) if among:
                return [of, *self._beside(of, among)]
            case Arithmetic() if syntax.factored(amount)[1] != 1:
                return self._told(syntax.factored(amount)[0])
            case Arithmetic() | Unknown():
                return [amount]
        return []

    def _is_proof(self, place: str) -> bool:
        proof = self.finding.proof
        figures = [one.figure for one in proof.constraints if one.figure] if proof else []
        return proof is None or any(one.unknown.place == place for one in figures)

    def _beside(self, of: Amount, among: Iterable[Amount]) -> list[Amount]:
        """Return what stands just above and just below an amount, where all are apart."""
        facts = [self.of(one) for one in (of, *among)]
        found = [one for one in facts if one is not None]
        if len(found) < len(facts) or not are_apart(found):
            return list(among)
        found.sort(key=lambda one: one.least)
        at = next(at for at, one in enumerate(found) if one.amount == of)
        return [one.amount for one in (*found[max(at - 1, 0) : at], *found[at + 1 : at + 2])]


def readings(question: Question, finding: Finding) -> list[str]:
    """Return the figures on whose hedges, as we read them, a verdict rests.

    Each that turns it when read as wide as flips go while the others are read as ever or, where
    none does, a few that turn it together; nothing where that is not settled.
    """
    if finding.proof is None or finding.truth is None:
        return []
    near, other = question.near, question.meaning.side(not finding.truth)
    factor = Fraction(LAST, GRID)
    wide = {one: question.constraints.opened(one, question.scope, factor) for one in near}
    question.solver.guard(wide.values())

    def turn(some: Collection[Constraint]) -> bool:
        return question.possible(other, [wide[one] if one in some else one for one in near])

    read = [one for one in near if wide[one] != one]
    try:
        if not read or not turn(read):
            return []
        needed = [one for one in read if turn([one])]
        if not needed:
            needed = read
            for one in read:
                fewer = [left for left in needed if left != one]
                needed = fewer if turn(fewer) else needed
    except Undecided:
        return []
    return [one.name for one in needed]


def are_apart(facts: Iterable[Fact]) -> bool:
    """Return whether no two amounts can be equal."""
    ordered = [one.bounds for one in sorted(facts, key=lambda one: one.least)]
    return all(
        high is not None and low is not None and high < low
        for (_, high), (low, _) in pairwise(ordered)
    )


def correlation(orders: Iterable[list[str]]) -> Fraction:
    """Return Spearman's rank correlation of two orders of the same names."""
    first, second = orders
    n = len(first)
    apart = sum((at - second.index(name)) ** 2 for at, name in enumerate(first))
    return 1 - Fraction(6 * apart, n * (n * n - 1))
