"""What the amounts of a claim can be, in the worlds of a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from analysis.claims import syntax
from analysis.claims.assertions import Figure
from analysis.claims.naming import Known, write_unit
from analysis.claims.solver import Undecided
from analysis.claims.values import Quotient, compare, number
from analysis.claims.words import Bounds
from analysis.claims.worlds import Proof, Question

Measured = dict[tuple[Quotient, tuple[Figure, ...]], Bounds]


@dataclass(frozen=True)
class Fact:
    """What an amount can be: of unknowns of one metric, added up, or of any other amount.

    figure_id: the figure that alone bounds it, and as far; empty where there is none.
    """

    amount: syntax.Amount
    unknowns: tuple[syntax.Unknown, ...]
    bounds: Bounds
    unit: str
    figure_id: str = ""

    @property
    def says_something(self) -> bool:
        """Whether it is less than all that such an amount could be."""
        low, high = self.bounds
        return bool(low) or not (high is None or (self.unit == "share" and high >= 1))


@dataclass(frozen=True)
class Facts:
    """The facts of one question. `measured`: what is known of amounts; it is added to.

    proof: what forces the verdict; of a rank among all places, those in it are told.
    """

    question: Question
    known: Known
    measured: Measured
    proof: Proof | None = None

    def of_parts(self, parts: Iterable[syntax.Claim]) -> list[Fact]:
        """Return what the amounts of some comparisons can be, each once."""
        found: dict[syntax.Amount, Fact] = {}
        for part in parts:
            for amount in self._amounts(part):
                fact = None if amount in found else self.of(amount)
                if fact is not None and fact.says_something:
                    found[amount] = fact
        return list(found.values())

    def of(self, amount: syntax.Amount) -> Fact | None:
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
            proofs = [self.proof] if self.proof else []
        return tuple(dict.fromkeys(name for one in proofs for name in one.figures))

    def _amounts(self, part: syntax.Claim) -> list[syntax.Amount]:
        match part:
            case syntax.Comparison(_, left, right):
                return [one for side in (left, right) for one in self._told(side)]
            case syntax.AsPrinted(figure_id, None):
                return self._told(self.known.figures[figure_id].unknown)
            case syntax.AsPrinted(_, amount) if amount is not None:
                return self._told(amount)
        return []

    def _told(self, amount: syntax.Amount) -> list[syntax.Amount]:
        """Return the amounts of which to tell what they can be; a factor is left away."""
        match amount:
            case syntax.Unknown() if self.question.scope.definitions.metrics[amount.metric].ranks:
                ranks = self.question.scope.definitions.metrics[amount.metric].ranks
                return self._told(syntax.Rank(amount._replace(metric=ranks)))
            case syntax.Rank(syntax.Unknown() as of, None, kind):
                kind = kind or self.question.scope.definitions.places[of.place].kinds[0]
                others = self.question.scope.others_of_kind(self.question.scope.ranked(of), kind)
                told = [one.place for one in others if self._is_proof(one.place)]
                return [of, *(of._replace(place=place) for place in told)]
            case syntax.Rank(of, among, _) if among:
                return [of, *self._beside(of, among)]
            case syntax.Arithmetic() if syntax.factored(amount)[1] != 1:
                return self._told(syntax.factored(amount)[0])
            case syntax.Arithmetic() | syntax.Unknown():
                return [amount]
        return []

    def _is_proof(self, place: str) -> bool:
        if self.proof is None:
            return True
        return any(one.figure and one.figure.unknown.place == place
                   for one in self.proof.constraints)  # fmt: skip

    def _beside(self, of: syntax.Amount, among: Iterable[syntax.Amount]) -> list[syntax.Amount]:
        """Return what stands just above and just below an amount, where all are apart."""
        facts = [self.of(one) for one in (of, *among)]
        found = [one for one in facts if one is not None]
        if len(found) < len(facts) or not are_apart(found):
            return list(among)
        found.sort(key=least)
        at = next(at for at, one in enumerate(found) if one.amount == of)
        return [one.amount for one in (*found[max(at - 1, 0) : at], *found[at + 1 : at + 2])]


def least(fact: Fact) -> Fraction:
    """Return the least that an amount can be, nothing where there is no limit."""
    return fact.bounds[0] or Fraction(0)


def are_apart(facts: Iterable[Fact]) -> bool:
    """Return whether no two amounts can be equal."""
    ordered = [one.bounds for one in sorted(facts, key=least)]
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
