"""Ask z3 whether constraints can all be so, in exact rationals.

A solver holds each constraint behind a guard of its own, so that any choice of them is a choice of
assumptions and what was learnt is kept. An answer that does not come within a fixed number of
steps is Undecided: a number of steps, not a time, so that it is the same on any machine. Imports
constraints, statements, syntax and values.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

import z3

from analysis.claims.constraints import Constraint
from analysis.claims.statements import Atom, Polynomial, Statement, unknowns
from analysis.claims.syntax import Unknown
from analysis.claims.values import Quotient

Domain = Callable[[Unknown], Iterable[Statement]]  # what is true of an unknown in every world
STEPS = 20_000_000  # of z3's own count: some seconds for the hardest claim


class Undecided(Exception):
    """The solver did not settle a question within its steps."""


@dataclass(frozen=True)
class Answer:
    """Whether a world is possible and, where it is not, some of the constraints that forbid it."""

    possible: bool
    core: frozenset[Constraint] = frozenset()


class Solver:
    """Constraints that hang together, and what is supposed for a while."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._fits = _Held(z3.Solver(), domain)
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

    def suppose(self, statement: Statement) -> None:
        """Add a statement until `forget`."""
        self._supposed.append(statement)
        self._fits.solver.push()
        self._fits.suppose(statement)

    def forget(self, times: int = 1) -> None:
        """Take back what was supposed last."""
        for _ in range(times):
            self._supposed.pop()
            self._fits.solver.pop()

    def ask(self, constraints: Iterable[Constraint]) -> Answer:
        """Return whether a world fits the constraints and all that is supposed."""
        answer = self._fits.check([self._guards[one] for one in constraints])
        if answer == z3.unknown:
            raise Undecided(self._fits.solver.reason_unknown())
        if answer == z3.sat:
            return Answer(True)
        core = (self._by_id[guard.get_id()] for guard in self._fits.solver.unsat_core())
        return Answer(False, frozenset(core))

    def furthest(
        self, amount: Quotient, most: bool, constraints: Iterable[Constraint]
    ) -> Fraction | None:
        """Return the most (or the least) that an amount can be, or None where it has no limit.

        An end that is only approached is returned as well. A quotient is made linear by scaling
        every world so that the divisor is 1 (Charnes and Cooper 1962). Nothing may have products
        of unknowns, and some world must fit. An optimizer that has been asked before may take
        without end over what a new one settles at once, so each question gets a new one. Raises
        Undecided.
        """
        scale = z3.Real("scale")
        held = _Held(z3.Optimize(), self._domain, scale)
        held.solver.add(scale > 0)
        held.meet(amount.unknowns)
        for statement in (*(one.statement for one in constraints), *self._supposed):
            held.meet(unknowns(statement))
            held.suppose(statement)
        held.solver.add(held.sum(amount.bottom) == 1)
        top = held.sum(amount.top if most else amount.top.scaled(Fraction(-1)))
        goal = held.solver.maximize(top)
        if held.solver.check() != z3.sat:
            raise Undecided("how far an amount can go")
        ends = [str(end) for end in held.solver.upper_values(goal)]
        number = None if ends[0] != "0" else Fraction(ends[1])  # infinities, number, infinitesimals
        return number if most or number is None else -number


class _Held:
    """One of z3's solvers, with what it was told; with a scale, constants are times the scale.

    z3's own operators convert and check each argument, which takes longer than the answer does:
    where it counts, its functions are called beneath them.
    """

    def __init__(
        self, solver: z3.Solver | z3.Optimize, domain: Domain, scale: z3.ArithRef | None = None
    ) -> None:
        self.solver, self.domain, self.scale = solver, domain, scale
        self.solver.set("rlimit", STEPS)
        self.context = z3.main_ctx()
        self._variables: dict[Unknown, z3.ArithRef] = {}
        self._numbers: dict[Fraction, z3.ArithRef] = {}
        self._guarded: set[Constraint] = set()
        self._met: set[Unknown] = set()

    def guard(self, guard: z3.BoolRef, constraint: Constraint) -> None:
        if constraint not in self._guarded:
            self._guarded.add(constraint)
            self.meet(constraint.unknowns)
            self.solver.add(z3.Implies(guard, self.of(constraint.statement)))

    def meet(self, found: Iterable[Unknown]) -> None:
        """Add what is true of unknowns in every world, once for all."""
        new = set(found) - self._met
        self._add_domain(new)
        self._met |= new

    def suppose(self, statement: Statement) -> None:
        """Add a statement, and what is true of its unknowns, until all is popped."""
        self._add_domain(unknowns(statement) - self._met)
        self.solver.add(self.of(statement))

    def _add_domain(self, found: Iterable[Unknown]) -> None:
        for unknown in sorted(found, key=str):  # in an order that is the same each time
            for statement in self.domain(unknown):
                self.solver.add(self.of(statement))

    def check(self, guards: list[z3.BoolRef]) -> z3.CheckSatResult:
        assumed = (z3.Ast * len(guards))(*(guard.ast for guard in guards))
        solver = self.solver.solver
        return z3.CheckSatResult(
            z3.Z3_solver_check_assumptions(self.context.ref(), solver, len(guards), assumed)
        )

    def of(self, statement: Statement) -> z3.BoolRef:
        """Return a statement as z3's."""
        if isinstance(statement, Atom):
            total = self.sum(statement.polynomial)
            zero = self._number(Fraction(0))
            compare = z3.Z3_mk_gt if statement.strict else z3.Z3_mk_ge
            return z3.BoolRef(compare(self.context.ref(), total.ast, zero.ast), self.context)
        parts = [self.of(part) for part in statement.parts]
        if statement.number == len(parts):
            return z3.And(parts)
        return z3.Or(parts) if statement.number <= 1 else z3.AtLeast(*parts, statement.number)

    def sum(self, polynomial: Polynomial) -> z3.ArithRef:
        """Return a polynomial as z3's."""
        terms = []
        for monomial, factor in polynomial.terms:
            factors = [self._number(factor), *map(self._variable, monomial)]
            if not monomial and self.scale is not None:
                factors.append(self.scale)
            terms.append(self._joined(z3.Z3_mk_mul, factors))
        return self._joined(z3.Z3_mk_add, terms or [self._number(Fraction(0))])

    def _joined(self, make: Callable[..., z3.Ast], parts: list[z3.ArithRef]) -> z3.ArithRef:
        if len(parts) == 1:
            return parts[0]
        arguments = (z3.Ast * len(parts))(*(part.ast for part in parts))
        return z3.ArithRef(make(self.context.ref(), len(parts), arguments), self.context)

    def _number(self, value: Fraction) -> z3.ArithRef:
        if value not in self._numbers:
            self._numbers[value] = z3.RealVal(f"{value.numerator}/{value.denominator}")
        return self._numbers[value]

    def _variable(self, unknown: Unknown) -> z3.ArithRef:
        if unknown not in self._variables:
            self._variables[unknown] = z3.Real(f"x{len(self._variables)}")
        return self._variables[unknown]
