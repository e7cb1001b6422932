"""What becomes of a claim within its own source, with the proof or the two worlds that show it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from analysis.claims.nearest import nearest_world, told
from analysis.claims.solver import Undecided
from analysis.claims.statements import TRUE
from analysis.claims.syntax import Unknown
from analysis.claims.worlds import Proof, Question, amounts, is_unlimited, remainders
from analysis.data.tables import Verdict

World = Mapping[Unknown, Fraction]


@dataclass(frozen=True)
class Finding:
    """A verdict and what shows it.

    conflict: ids of figures that cannot all be so, where what the claim hangs together with
    contradicts itself. unlimited: an unknown without upper bound, for which the claim is not
    checkable.
    """

    verdict: Verdict
    proof: Proof | None = None
    world_true: World | None = None
    world_false: World | None = None
    conflict: tuple[str, ...] = ()
    unlimited: Unknown | None = None

    @property
    def truth(self) -> bool | None:
        """Whether the claim is true in all worlds or in none; None where it is neither."""
        if self.verdict == Verdict.FAILS:
            return False
        stands = (Verdict.HOLDS, Verdict.AS_STATED, Verdict.BY_DEFINITION)
        return True if self.verdict in stands else None

    @property
    def is_by_definition(self) -> bool:
        """Whether definitions alone prove or refute the claim."""
        return self.proof is not None and not self.proof.figures

    def only_states(self, question: Question) -> bool:
        """Return whether the source only states what the claim repeats."""
        return self.verdict == Verdict.AS_STATED and bool(question.left_out)


Tell = Callable[[Question], Finding]


def with_worlds(question: Question) -> Finding:
    """Return a claim that is true in some worlds only, with one each way where it has limits."""
    found = with_limits(question)
    if found.unlimited:
        return found
    true, false = (told(question, nearest_world(question, side)) for side in question.meaning.sides)
    return replace(found, world_true=true, world_false=false)


def with_limits(question: Question) -> Finding:
    """Return that a claim is open, or not checkable where an unknown in it has no upper bound."""
    unlimited = next((one for one in amounts(question) if is_unlimited(question, one)), None)
    return Finding(Verdict.NOT_CHECKABLE if unlimited else Verdict.OPEN, unlimited=unlimited)


def judge(question: Question, tell: Tell = with_worlds) -> Finding:
    """Return what becomes of a claim; what the solver does not settle is undecided.

    tell: what is told of a claim that is true in some worlds only.
    """
    try:
        return _decide(question, tell)
    except Undecided:
        return Finding(Verdict.UNDECIDED)


def _decide(question: Question, tell: Tell) -> Finding:
    can, cannot = map(question.possible, question.meaning.sides)
    if can and cannot:
        return tell(question)
    if can or cannot:
        return _decided(question, can)
    if question.possible(TRUE):  # a divisor is nothing, or a row to be ranked has equal members
        return Finding(Verdict.NOT_CHECKABLE)
    return _in_conflict(question, tell)


def _decided(question: Question, holds: bool) -> Finding:
    other, lists = question.meaning.side(not holds), question.meaning.lists
    definitions = [one for one in question.near if one.figure is None]
    stands = Verdict.HOLDS
    if not question.possible(other, definitions):
        proof = question.refute(other, definitions)
        stands = stands if lists else Verdict.BY_DEFINITION
    else:
        proof = question.refute(other)
        if not lists and (len(proof.figures) == 1 or proof.only_ranks):
            stands = Verdict.AS_STATED
    return Finding(stands if holds else Verdict.FAILS, proof)


def _in_conflict(question: Question, tell: Tell) -> Finding:
    """Return what stands whichever figure of a contradiction is left out, the figures named."""
    definitions = [one for one in question.near if one.figure is None]
    for true in (True, False):
        if not question.possible(question.meaning.side(not true), definitions):
            return _decided(question, true)  # whatever the figures are
    conflict, left = remainders(question)
    findings = [_decide(replace(question, near=near), tell) for near in left]
    found = {finding.verdict for finding in findings}
    if len(found) > 1 and not all(finding.truth for finding in findings):
        return Finding(Verdict.CONFLICTING, conflict=conflict.figures)
    finding = findings[0] if len(found) == 1 else replace(findings[0], verdict=Verdict.HOLDS)
    if finding.truth is not None:
        common = [one for one in question.near if all(one in near for near in left)]
        other = question.meaning.side(not finding.truth)
        if not question.possible(other, common):
            finding = replace(finding, proof=question.refute(other, common))
    return replace(finding, conflict=conflict.figures)
