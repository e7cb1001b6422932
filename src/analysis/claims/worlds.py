"""The worlds that fit a source: what is possible in them, what forces it, and how far it goes.

All answers depend on whether something is possible, never on how the solver found out: so a proof
is the same whatever its version.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.claims.assertions import Figure
from analysis.claims.constraints import DEFINITION, RANK, Constraint, Constraints
from analysis.claims.definitions import Definitions
from analysis.claims.meaning import UNLISTED, Group, Meaning, Scope, named_in
from analysis.claims.solver import Solver, Undecided
from analysis.claims.statements import (
    TRUE,
    Quotient,
    Statement,
    compare,
    is_linear,
    number,
    unknowns,
)
from analysis.claims.syntax import Claim, Unknown

NOTHING = Meaning(None, TRUE, TRUE)
MOST_REMAINDERS = 64  # ways of leaving out what contradicts
CLOSE = Fraction(1, 10**9)  # how near some world must come to an end that is left out


@dataclass(frozen=True)
class Proof:
    """The constraints that force a verdict, none of which can be dropped."""

    constraints: tuple[Constraint, ...]

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the figures, ranks included."""
        return tuple(one.name for one in self.constraints if one.figure)

    @property
    def definitions(self) -> tuple[str, ...]:
        """The definitions in words."""
        return tuple(one.name for one in self.constraints if one.kind == DEFINITION)

    @property
    def only_ranks(self) -> bool:
        """Whether all its figures are stated ranks."""
        return all(one.kind == RANK for one in self.constraints if one.figure)


@dataclass(frozen=True)
class Bound:
    """One end of what an amount can be: None is without limit; `is_open` where it is left out."""

    end: Fraction | None
    is_open: bool = False
    proof: Proof | None = None


@dataclass(frozen=True)
class Implied:
    """What an unknown can be, given all the rest."""

    unknown: Unknown
    figure_id: str
    low: Bound
    high: Bound


@dataclass
class Question:
    """A claim, or an amount, before the constraints that hang together with it."""

    near: list[Constraint]
    scope: Scope
    solver: Solver
    constraints: Constraints
    meaning: Meaning = NOTHING
    left_out: tuple[Figure, ...] = ()

    def possible(self, statement: Statement, near: Sequence[Constraint] | None = None) -> bool:
        """Return whether the statement is true in some world; raises Undecided."""
        with self.solver.supposing(statement):
            return self.solver.core(self.near if near is None else near) is None

    def refute(self, statement: Statement, near: Sequence[Constraint] | None = None) -> Proof:
        """Return the proof that the statement is true in no world, as it must be.

        The shortest beginning of the constraints that forbids it is searched, then what can be
        dropped is dropped, the furthest first.
        """
        given = list(self.near if near is None else near)
        with self.solver.supposing(statement):
            core = self.solver.core(given)
            if core is None:
                raise Undecided("a proof that something is impossible, which it is not")
            return Proof(tuple(self._fewest(given, core)))

    def _fewest(self, given: list[Constraint], core: frozenset[Constraint]) -> list[Constraint]:
        """Return what is kept; whatever a core leaves out can be dropped without asking."""
        place = {constraint: position for position, constraint in enumerate(given)}

        def reach(found: frozenset[Constraint]) -> int:
            return max((place[one] + 1 for one in found), default=0)

        low, high = 0, reach(core)
        while low < high:
            middle = (low + high) // 2
            found = self.solver.core(given[:middle])
            if found is None:
                low = middle + 1
            else:
                high, core = reach(found), found
        kept = given[:high]
        for constraint in reversed(given[: high - 1] if high else []):
            fewer = [one for one in kept if one is not constraint]
            if constraint in core:
                found = self.solver.core(fewer)
                if found is None:
                    continue
                core = found
            kept = fewer
        return kept

    def furthest(
        self, amount: Quotient, most: bool, near: Sequence[Constraint] | None = None
    ) -> Fraction | None:
        """Return the end of what an amount can be; None is without limit."""
        return self.solver.furthest(amount, most, self.near if near is None else near)

    def bound(self, amount: Quotient, most: bool) -> Bound:
        """Return one end of what an amount can be, with the proof that it goes no further."""
        limit = self.furthest(amount, most)
        if limit is None:
            return Bound(None)
        beyond = compare(">" if most else "<", amount, number(limit))
        is_open = not self.possible(compare("==", amount, number(limit)))
        if is_open:
            close = limit - (1 if most else -1) * CLOSE * (abs(limit) or 1)
            if not self.possible(compare(">=" if most else "<=", amount, number(close))):
                raise Undecided("how far an amount can go")
            beyond = compare(">=" if most else "<=", amount, number(limit))
        return Bound(limit, is_open, self.refute(beyond))


class Worlds:
    """All worlds that fit the figures of one source and the definitions."""

    def __init__(self, constraints: Constraints) -> None:
        self.constraints = constraints
        self._solvers: dict[frozenset[Group], Solver] = {}

    def about(self, claim: Claim, without: Iterable[str] = ()) -> Question:
        """Return the question whether a claim is so; raises FormulaError.

        without: ids of figures that are left out, with every other print of the same unknown.
        """
        figures = self.constraints.figures
        same = {figures[figure_id].unknown for figure_id in without}
        left_out = [one for one in figures.values() if one.unknown in same] if same else []
        scope = self.constraints.scope(named_in(claim, self.constraints.bare.figures))
        meaning = scope.meaning(claim)
        start = unknowns(meaning.says) | unknowns(meaning.given)
        question = self._question(start, scope, meaning, left_out)
        question.left_out = tuple(one for one in left_out if one.asserted)
        return question

    def everything(self) -> Question:
        """Return the question whether all figures of the source can be so at once."""
        return self._question(self.constraints.everything(), self.constraints.bare)

    def amount(self, unknown: Unknown) -> tuple[Question, Quotient]:
        """Return the question what an unknown can be, and the amount that it is."""
        scope = self.constraints.scope([unknown])
        amount = scope.quotient(unknown)
        return self._question(amount.unknowns, scope), amount

    def implied(self) -> list[Implied]:
        """Return the bounds of what is printed, of what shares are taken of, and of further shares.

        What hangs together with a contradiction is left out, and so is what is not settled.
        """
        constraints = self.constraints
        metrics, printed = constraints.definitions.metrics, dict[Unknown, str]()
        for figure in constraints.binding:
            if metrics[figure.unknown.metric].unit != "rank":
                printed.setdefault(figure.unknown, figure.figure_id)
        more = {*constraints.everything(), *_shares(printed, constraints.definitions)} - {*printed}
        more = {one for one in more if not constraints.definitions.is_whole_share(one)}
        found = []
        for unknown in [*printed, *sorted(more, key=constraints.definitions.before)]:
            question, amount = self.amount(unknown)
            try:
                if question.possible(TRUE):
                    low, high = (question.bound(amount, most) for most in (False, True))
                    found.append(Implied(unknown, printed.get(unknown, ""), low, high))
            except Undecided:
                continue
        return found

    def _question(
        self,
        start: frozenset[Unknown],
        scope: Scope,
        meaning: Meaning = NOTHING,
        left_out: Iterable[Figure] = (),
    ) -> Question:
        """Return a question with the solver of the groups it reaches; its own for products."""
        near = self.constraints.near(start, scope, frozenset(one.figure_id for one in left_out))
        if is_linear(meaning.says) and is_linear(meaning.given):
            reached = start.union(*(constraint.unknowns for constraint in near))
            groups = frozenset((one.metric, one.year) for one in reached)
            if groups not in self._solvers:
                self._solvers[groups] = Solver(self.constraints.domain)
            solver = self._solvers[groups]
        else:
            solver = Solver(self.constraints.domain)
        solver.guard(near, start)
        return Question(near, scope, solver, self.constraints, meaning)


def _shares(printed: Iterable[Unknown], definitions: Definitions) -> Iterator[Unknown]:
    """Yield the shares of those places whose counts are printed, where others' shares are."""
    counts = set(printed)
    for share in counts:
        parts = definitions.parts(share)
        for count in counts if parts else ():
            if parts and count._replace(place="") == parts[0]._replace(place=""):
                yield count._replace(metric=share.metric)


def amounts(question: Question) -> list[Unknown]:
    """Return the unknowns that a claim turns on: those it names, and unlisted ones it ranks."""
    metrics = question.scope.definitions.metrics
    named = [one for one in question.meaning.named if metrics[one.metric].unit != "rank"]
    ranked = unknowns(question.meaning.says) - set(named)
    return [*named, *sorted(one for one in ranked if UNLISTED.fullmatch(one.place))]


def is_unlimited(question: Question, unknown: Unknown) -> bool:
    """Return whether an unknown has no upper bound; a share, whether it has none below 1.

    What may be below zero needs a lower bound as well.
    """
    definitions, amount = question.scope.definitions, question.scope.quotient(unknown)
    if definitions.metrics[unknown.metric].is_signed:
        return any(question.furthest(amount, most) is None for most in (True, False))
    is_share = definitions.is_share(unknown.metric)
    figures = [one.figure for one in question.near if one.figure]
    printed = [one.high for one in figures if one.unknown == unknown and one.high is not None]
    if printed and (not is_share or min(printed) < 1):
        return False
    limit = question.furthest(amount, most=True)
    return limit is None or (is_share and limit >= 1)


def remainders(question: Question) -> tuple[Proof, list[list[Constraint]]]:
    """Return why no world fits, and all that is left where as few figures as can be are left out.

    One figure of the contradiction is left out in turn; only where none of them is enough, another
    of what still contradicts as well. Raises Undecided where there are too many ways.
    """
    conflict = question.refute(TRUE)
    level = {frozenset[str](): conflict}
    for _ in range(len(question.near)):
        fewer = {out | {name} for out, proof in level.items() for name in proof.figures}
        if len(fewer) > MOST_REMAINDERS:
            break
        level, found = {}, []
        for out in sorted(fewer, key=sorted):
            near = [one for one in question.near if one.name not in out]
            if question.possible(TRUE, near):
                found.append(near)
            else:
                level[out] = question.refute(TRUE, near)
        if found:
            return conflict, found
    raise Undecided("which figures contradict each other")
