"""What becomes of a claim within its own source, with the proof or the two worlds that show it.

Imports constraints, meaning, nearest, solver, statements, syntax and worlds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from analysis.claims.meaning import UNLISTED
from analysis.claims.nearest import nearest_world, told
from analysis.claims.solver import Undecided
from analysis.claims.statements import TRUE, unknowns
from analysis.claims.syntax import Claim, Same, Size, Unknown, walk
from analysis.claims.worlds import Proof, Question, Worlds, remainders

World = Mapping[Unknown, Fraction]


class Verdict(StrEnum):
    """What becomes of a claim."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    NOT_CHECKABLE = "not checkable"
    AS_STATED = "as stated"
    BY_DEFINITION = "by definition"
    OPINION = "opinion"
    CONFLICTING = "conflicting"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Finding:
    """A verdict and what shows it.

    lists: ids of lists counted. conflict: ids of figures that cannot all be so, where what the
    claim hangs together with contradicts itself. unlimited: an unknown without upper bound, for
    which the claim is not checkable.
    """

    verdict: Verdict
    proof: Proof | None = None
    world_true: World | None = None
    world_false: World | None = None
    lists: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    unlimited: Unknown | None = None

    @property
    def truth(self) -> bool | None:
        """Whether the claim is true in all worlds or in none; None where it is neither."""
        if self.verdict == Verdict.FAILS:
            return False
        stands = (Verdict.HOLDS, Verdict.AS_STATED, Verdict.BY_DEFINITION)
        return True if self.verdict in stands else None


def judge(
    worlds: Worlds, claim: Claim, restates: Iterable[str] = (), shown: bool = True
) -> Finding:
    """Return what becomes of a claim in the worlds that fit a source; raises FormulaError.

    restates: ids of figures that the claim repeats; they and every other print of the same
    unknowns are left out. What the solver does not settle is undecided.
    shown: whether worlds and limits are looked for where it is true in some worlds only.
    """
    question = worlds.about(claim, restates)
    lists = [part.list_id for part in walk(claim) if isinstance(part, Size)]
    lists += [
        name for one in walk(claim) if isinstance(one, Same) for name in (one.first, one.second)
    ]
    try:
        finding = decide(worlds, question, tuple(dict.fromkeys(lists)), shown)
    except Undecided:
        finding = Finding(Verdict.UNDECIDED)
    return replace(finding, lists=tuple(dict.fromkeys(lists)))


def decide(
    worlds: Worlds, question: Question, lists: tuple[str, ...] = (), shown: bool = True
) -> Finding:
    """Return the finding on a question; raises Undecided."""
    true, false = (question.meaning.side(one) for one in (True, False))
    can, cannot = question.possible(true), question.possible(false)
    if can and cannot:
        return _open(worlds, question) if shown else Finding(Verdict.OPEN)
    if can or cannot:
        return _decided(question, can, lists)
    if question.possible(TRUE):  # a divisor is nothing, or a row to be ranked has equal members
        return Finding(Verdict.NOT_CHECKABLE)
    return _in_conflict(worlds, question, lists, shown)


def _decided(question: Question, holds: bool, lists: tuple[str, ...]) -> Finding:
    other = question.meaning.side(not holds)
    definitions = [one for one in question.near if one.figure is None]
    if not question.possible(other, definitions):
        proof = question.refute(other, definitions)
        stands = Verdict.HOLDS if lists else Verdict.BY_DEFINITION
        return Finding(stands if holds else Verdict.FAILS, proof)
    proof = question.refute(other)
    if holds and not lists and (len(proof.figures) == 1 or proof.only_ranks):
        return Finding(Verdict.AS_STATED, proof)
    return Finding(Verdict.HOLDS if holds else Verdict.FAILS, proof)


def _open(worlds: Worlds, question: Question) -> Finding:
    for unknown in _amounts(question):
        if _is_unlimited(question, unknown):
            return Finding(Verdict.NOT_CHECKABLE, unlimited=unknown)
    shown = []
    for side in (True, False):
        world = nearest_world(worlds.constraints, question, question.meaning.side(side))
        shown.append(told(question, world))
    return Finding(Verdict.OPEN, world_true=shown[0], world_false=shown[1])


def _amounts(question: Question) -> list[Unknown]:
    """Return the unknowns that a claim turns on: those it names, and unlisted ones it ranks."""
    metrics = question.scope.definitions.metrics
    named = [one for one in question.meaning.named if metrics[one.metric].unit != "rank"]
    ranked = unknowns(question.meaning.says) - set(named)
    beyond = [one for one in ranked if UNLISTED.fullmatch(one.place)]
    return [*named, *sorted(beyond)]


def _is_unlimited(question: Question, unknown: Unknown) -> bool:
    """Return whether an unknown has no upper bound; a share, whether it has none below 1."""
    is_share = question.scope.definitions.is_share(unknown.metric)
    figures = [one.figure for one in question.near if one.figure]
    printed = [one.high for one in figures if one.unknown == unknown and one.high is not None]
    if printed and (not is_share or min(printed) < 1):
        return False
    limit = question.furthest(question.scope.quotient(unknown), most=True)
    return limit is None or (is_share and limit >= 1)


def _in_conflict(
    worlds: Worlds, question: Question, lists: tuple[str, ...], shown: bool
) -> Finding:
    """Return what stands whichever figure of a contradiction is left out, the figures named."""
    definitions = [one for one in question.near if one.figure is None]
    for holds in (True, False):
        if not question.possible(question.meaning.side(not holds), definitions):
            return _decided(question, holds, lists)  # whatever the figures are
    conflict, left = remainders(question)
    findings = [decide(worlds, replace(question, near=near), lists, shown) for near in left]
    found = {finding.verdict for finding in findings}
    if len(found) > 1 and not all(finding.truth for finding in findings):
        return Finding(Verdict.CONFLICTING, conflict=conflict.figures)
    finding = findings[0] if len(found) == 1 else replace(findings[0], verdict=Verdict.HOLDS)
    common = [one for one in question.near if all(one in near for near in left)]
    if finding.truth is not None:
        other = question.meaning.side(not finding.truth)
        if not question.possible(other, common):
            finding = replace(finding, proof=question.refute(other, common))
    return replace(finding, conflict=conflict.figures)


OPINION = Finding(Verdict.OPINION)
