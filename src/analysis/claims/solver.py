"""Ask z3 whether constraints can all be so, in exact rationals.

A solver holds each constraint behind a guard of its own, so that any choice of them is a choice of
assumptions and what was learnt is kept. An answer that does not come within a fixed number of
steps is Undecided: a number of steps, not a time, so that it is the same on any machine.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache, partial

import z3

from analysis.claims.constraints import Constraint
from analysis.claims.statements import (
    KEPT,
    Atom,
    Polynomial,
    Quotient,
    Statement,
    is_linear,
    unknowns,
)
from analysis.claims.syntax import Unknown

Domain = Callable[[Unknown], Iterable[Statement]]  # what is true of an unknown in every world
STEPS = 20_000_000  # of z3's own count: some seconds for the hardest claim
MINUS = Fraction(-1)
ZERO, SCALE = z3.RealVal(0), z3.Real("scale")


class Undecided(Exception):
    """The solver did not settle a question within its steps."""


class Solver:
    """Constraints that hang together, and what is supposed for a while."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._fits = _Held(z3.SimpleSolver(), domain)
        self._guards: dict[Constraint, z3.BoolRef] = {}
        self._by_id: dict[int, Constraint] = {}
        self._supposed: list[Statement] = []

    def guard(self, constraints: Iterable[Constraint], start: Iterable[Unknown] = ()) -> None:
        """Put each constraint behind its guard, unless it is there; nothing may be supposed.

        start: other unknowns of which questions will be asked.
        """
        self._fits.meet(start)
        for constraint in constraints:
            if constraint not in self._guards:
                guard = z3.Bool(f"g{len(self._guards)}")
                self._guards[constraint] = guard
                self._by_id[guard.get_id()] = constraint
                self._fits.guard(guard, constraint)

    @contextmanager
    def supposing(self, statement: Statement) -> Iterator[None]:
        """Suppose a statement for a while."""
        self._supposed.append(statement)
        self._fits.solver.push()
        self._fits.suppose(statement)
        try:
            yield
        finally:
            self._supposed.pop()
            self._fits.solver.pop()

    def core(self, constraints: Iterable[Constraint]) -> frozenset[Constraint] | None:
        """Return some of the constraints that, with all that is supposed, no world fits.

        None where a world fits them all.
        """
        answer = self._fits.check([self._guards[one] for one in constraints])
        if answer == z3.unknown:
            raise Undecided(self._fits.solver.reason_unknown())
        if answer == z3.sat:
            return None
        return frozenset(self._by_id[one.get_id()] for one in self._fits.solver.unsat_core())

    def furthest(
        self, amount: Quotient, most: bool, constraints: Iterable[Constraint]
    ) -> Fraction | None:
        """Return the most (or the least) that an amount can be, or None where it has no limit.

        An end that is only approached is returned as well. A quotient is made linear by scaling
        every world so that the divisor is 1 (Charnes and Cooper 1962). What is supposed of products
        of unknowns is left out, and some world must fit. An optimizer that has been asked before
        may take without end over what a new one settles at once, so each question gets a new one.
        Raises Undecided.
        """
        held = _Held(z3.Optimize(), self._domain, is_scaled=True)
        held.add(SCALE > 0)
        held.meet(amount.unknowns)
        for statement in (
            *(one.statement for one in constraints),
            *filter(is_linear, self._supposed),
        ):
            held.suppose(statement)
        held.add(_sum(amount.bottom, True) == 1)
        goal = held.solver.maximize(_sum(amount.top if most else amount.top.scaled(MINUS), True))
        if held.solver.check() != z3.sat:
            raise Undecided("how far an amount can go")
        ends = [str(end) for end in held.solver.upper_values(goal)]
        number = None if ends[0] != "0" else Fraction(ends[1])  # infinities, number, infinitesimals
        return number if most or number is None else -number


class _Held:
    """One of z3's solvers, with what it was told; scaled, constants are times the scale."""

    def __init__(
        self, solver: z3.Solver | z3.Optimize, domain: Domain, is_scaled: bool = False
    ) -> None:
        self.solver, self.domain, self.is_scaled = solver, domain, is_scaled
        if isinstance(solver, z3.Optimize):
            self._assert = partial(z3.Z3_optimize_assert, solver.ctx.ref(), solver.optimize)
        else:
            self._assert = partial(z3.Z3_solver_assert, solver.ctx.ref(), solver.solver)
        self.solver.set("rlimit", STEPS)
        self.solver.set("ctrl_c", False)  # which it would take for a question that is too hard
        self._met: set[Unknown] = set()

    def add(self, statement: z3.BoolRef) -> None:
        """Add a statement; z3's own method converts and checks it, at length."""
        self._assert(statement.ast)

    def guard(self, guard: z3.BoolRef, constraint: Constraint) -> None:
        self.meet(constraint.unknowns)
        self.add(z3.Implies(guard, _in_z3(constraint.statement, self.is_scaled)))

    def meet(self, found: Iterable[Unknown]) -> None:
        """Add what is true of unknowns in every world, once for all."""
        new = set(found) - self._met
        self._add_domain(new)
        self._met |= new

    def suppose(self, statement: Statement) -> None:
        """Add a statement, and what is true of its unknowns, until all is popped."""
        self._add_domain(unknowns(statement) - self._met)
        self.add(_in_z3(statement, self.is_scaled))

    def _add_domain(self, found: Iterable[Unknown]) -> None:
        for unknown in sorted(found, key=str):  # in an order that is the same each time
            for statement in self.domain(unknown):
                self.add(_in_z3(statement, self.is_scaled))

    def check(self, guards: list[z3.BoolRef]) -> z3.CheckSatResult:
        assumed = (z3.Ast * len(guards))(*(guard.ast for guard in guards))
        context, solver = z3.main_ctx().ref(), self.solver.solver
        return z3.CheckSatResult(
            z3.Z3_solver_check_assumptions(context, solver, len(guards), assumed)
        )


@lru_cache(KEPT)
def _in_z3(statement: Statement, is_scaled: bool) -> z3.BoolRef:
    """Return a statement as z3's, which takes longer to write than to answer."""
    if isinstance(statement, Atom):
        total = _sum(statement.polynomial, is_scaled)
        return total > ZERO if statement.strict else total >= ZERO
    parts = [_in_z3(part, is_scaled) for part in statement.parts]
    if statement.number == len(parts):
        return z3.And(parts)
    return z3.Or(parts) if statement.number <= 1 else z3.AtLeast(*parts, statement.number)


def _sum(polynomial: Polynomial, is_scaled: bool) -> z3.ArithRef:
    terms = []
    for monomial, factor in polynomial.terms:
        factors = [_number(factor), *map(_variable, monomial)]
        if is_scaled and not monomial:
            factors.append(SCALE)
        terms.append(_joined(z3.Z3_mk_mul, factors))
    return _joined(z3.Z3_mk_add, terms or [ZERO])


def _joined(make: Callable[..., z3.Ast], parts: list[z3.ArithRef]) -> z3.ArithRef:
    """Return a sum or a product; z3's own operators convert and check each part, at length."""
    if len(parts) == 1:
        return parts[0]
    context, arguments = z3.main_ctx(), (z3.Ast * len(parts))(*(part.ast for part in parts))
    return z3.ArithRef(make(context.ref(), len(parts), arguments), context)


@lru_cache(KEPT)
def _number(value: Fraction) -> z3.ArithRef:
    return z3.RealVal(f"{value.numerator}/{value.denominator}")


@lru_cache(KEPT)
def _variable(unknown: Unknown) -> z3.ArithRef:
    return z3.Real(str(unknown))
