"""Whether independent figures support a claim, year by year and counter by counter.

Grades A and B decide; C is heard on an unknown only where they are silent, and then the verdict is
weak. A reference speaks for another definition only where it is marked so, the figures of each
counter by themselves.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from analysis.claims.assertions import Figure, Index, Reference
from analysis.claims.constraints import Constraints
from analysis.claims.meaning import named_in
from analysis.claims.naming import Known
from analysis.claims.syntax import AsPrinted, Claim, Part, Unknown, changed, walk
from analysis.claims.verdict import Finding, judge, with_limits, with_worlds
from analysis.claims.worlds import Question, Worlds
from analysis.data.tables import Support, Verdict

NOTHING = Finding(Verdict.NOT_CHECKABLE)
SIDES = {Support.SUPPORTED: True, Support.CONTRADICTED: False}


@dataclass(frozen=True)
class Case:
    """A claim before the figures of one counter for each thing counted, in one year.

    references: ids of those that the verdict rests on. speaking: of those that measure what the
    claim names. stands_in: whether a counter is heard whose definition is another.
    """

    support: Support = Support.NONE
    finding: Finding = NOTHING
    question: Question | None = None
    references: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    weakly: bool = False
    stands_in: bool = False


@dataclass(frozen=True)
class Supported:
    """What all years and counters say together, how, and the cases that decide.

    lists: ids of lists whose members decide it, where no figure does.
    """

    support: Support
    how: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    speaking: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """The ids of all references that a verdict rests on."""
        return tuple(dict.fromkeys(name for case in self.cases for name in case.references))


class References:
    """All independent figures, asked about one claim after another."""

    def __init__(
        self,
        known: Known,
        references: Iterable[Reference],
        window: tuple[int, int],
        published: str = "",
        cases: dict[Hashable, Case] | None = None,
    ) -> None:
        """Take what the source prints, the years of which its undated figures may be, when it was
        published, and the cases that are known of other references of the same source.
        """
        self._known, self._window, self._published = known, window, published
        self._cases = {} if cases is None else cases
        self._opened: dict[tuple[Fraction, str], References] = {}
        self._references = {one.figure.figure_id: one for one in references}
        self._index = Index(known.definitions, self._references.values())
        self._worlds: dict[tuple[Figure, ...], Worlds] = {}
        self._read: Callable[[Figure], Figure] = lambda figure: figure
        self._tell = with_worlds

    def support(self, claim: Claim, grants: Iterable[str] = ()) -> Supported:
        """Return what the references say of a claim; raises FormulaError.

        grants: ids of the article's figures that are taken as given beside the references.
        """
        granted = [self._known.figures[one] for one in grants]
        cases = []
        for year in self._years(claim):
            dated = self._in_year(claim, year)
            given = [replace(one, unknown=_of_year(one.unknown, year)) for one in granted]
            known = {figure.unknown for figure in given}
            named = [one for one in self._named(dated) if one not in known]
            choices = self._index.choices(named, known)
            cases += [self._case(dated, heard, given) for heard in choices if heard]
        return self._together(cases)

    def opened(self, factor: Fraction, hedge: str) -> "References":
        """Return them, and the article's figures, with one hedge opened `factor` times as far."""
        if (factor, hedge) not in self._opened:
            made = self._opened[factor, hedge] = copy(self)
            made._read = lambda figure: figure.opened(factor, hedge)
            figures = {name: made._read(one) for name, one in self._known.figures.items()}
            made._known, made._worlds = replace(self._known, figures=figures), {}
            made._tell = with_limits
        return self._opened[factor, hedge]

    def hedges(self, claim: Claim | None, grants: Iterable[str], found: Supported) -> list[str]:
        """Return the hedges of what was found to speak, and of the article's figures beside it."""
        if claim is None or not (found.speaking or found.references):
            return []
        named = [one.figure_id for one in walk(claim) if isinstance(one, AsPrinted)]
        heard = [self._references[one].figure for one in (*found.references, *found.speaking)]
        printed = [self._known.figures[one] for one in (*named, *grants)]
        return list(dict.fromkeys(one.hedge for one in (*printed, *heard) if one.hedge))

    def side(
        self, name: str, claim: Claim, found: Supported, forced: Collection[str]
    ) -> bool | None:
        """Return whether a reference speaks for a claim or against it; None where it does neither.

        Of a claim that a figure is as printed, each of the same thing speaks by itself: for it
        inside the figure's bounds, and against it outside of them. Of any other claim, those that
        force the verdict, or the bounds told with it, speak as it does. What is not asserted speaks
        neither way.
        """
        one = self._references[name]
        if not one.figure.asserted:
            return None
        if isinstance(claim, AsPrinted) and claim.amount is None:
            own, (metric, place, _) = self._known.figures[claim.figure_id], one.figure.unknown
            if own.unknown.metric in (metric, *one.stands_for) and own.unknown.place == place:
                is_within = one.figure.within(own)
                return is_within if is_within or not one.figure.overlaps(own) else None
        return SIDES.get(found.support) if name in forced else None

    def _named(self, claim: Claim) -> tuple[Unknown, ...]:
        return named_in(claim, self._known.figures)

    def _years(self, claim: Claim) -> list[int | None]:
        """Return the years to try: those with evidence, where the claim leaves its year open."""
        named = self._named(claim)
        if all(one.year is not None for one in named):
            return [None]
        first, last = self._window
        found = self._index.years(named)
        years = [year for year in found if year is not None and first <= year <= last]
        return [*sorted(years), *([None] if None in found else [])]

    def _in_year(self, claim: Claim, year: int | None) -> Claim:
        def dated(part: Part) -> Part:
            if isinstance(part, AsPrinted) and part.amount is None:
                of = self._known.figures[part.figure_id].unknown
                return AsPrinted(part.figure_id, _of_year(of, year))
            return _of_year(part, year) if isinstance(part, Unknown) else part

        return cast(Claim, changed(claim, dated))

    def _case(self, claim: Claim, heard: Sequence[Reference], given: list[Figure]) -> Case:
        """Return what some references say, and which of them measure what the claim names.

        Copies change nothing but where figures contradict each other and one is left out in turn.
        """
        heard = [replace(one, figure=self._read(one.figure)) for one in heard]
        case = self._graded(claim, heard, given)
        if case.finding.conflict or case.finding.verdict == Verdict.UNDECIDED:
            case = self._graded(claim, [each for one in heard for each in one.each()], given)
        about = {
            base for one in self._named(claim) for base in self._known.definitions.all_bases(one)
        }
        speaking = [
            name
            for one in heard
            for name in (one.figure.figure_id, *one.copies)
            if about.issuperset(self._known.definitions.all_bases(one.figure.unknown))
        ]
        stands_in = any(one.stands_in for one in heard)
        return replace(case, speaking=tuple(speaking), stands_in=stands_in)

    def _graded(self, claim: Claim, heard: Iterable[Reference], given: list[Figure]) -> Case:
        """Return what references say: those of grades A and B and, where these do not decide, C."""
        told = [one for one in heard if one.figure.asserted]
        strong = [one.figure for one in told if one.is_strong]
        measured = {figure.unknown for figure in strong}
        weak = [
            one.figure for one in told if not one.is_strong and one.figure.unknown not in measured
        ]
        undecided = (Support.OPEN, Support.NONE)
        case = self._judged(claim, [*strong, *given]) if strong else Case()
        if weak and case.support in undecided:
            weaker = self._judged(claim, [*strong, *weak, *given])
            if case.support == Support.NONE or weaker.support not in undecided:
                case = replace(weaker, weakly=True)
        return case

    def _judged(self, claim: Claim, figures: list[Figure]) -> Case:
        named = [one.figure_id for one in walk(claim) if isinstance(one, AsPrinted)]
        known = claim, tuple(figures), tuple(self._known.figures[one] for one in named)
        for tell in (with_worlds, self._tell):  # what has worlds will do where none are asked for
            if (known, tell) in self._cases:
                return self._cases[known, tell]
        return self._cases.setdefault((known, self._tell), self._asked(claim, figures))

    def _asked(self, claim: Claim, figures: list[Figure]) -> Case:
        known, key = self._known, tuple(figures)
        if key not in self._worlds:
            made = Constraints(known.definitions, figures, known.lists, known.figures)
            self._worlds[key] = Worlds(made)
        question = self._worlds[key].about(claim)
        is_measured = self._all_measured(claim, figures)
        finding = judge(question, self._tell if is_measured else lambda _: NOTHING)
        names = finding.proof.figures if finding.proof else ()
        if finding.verdict == Verdict.CONFLICTING:
            names = finding.conflict
        rests_on = tuple(dict.fromkeys(name for name in names if name in self._references))
        return Case(_support(finding, bool(rests_on)), finding, question, rests_on)

    def _all_measured(self, claim: Claim, figures: list[Figure]) -> bool:
        """Return whether each unknown that a claim names is measured, or follows from others.

        Any two of a share, its count and its whole give the third.
        """
        measured, named = {figure.unknown for figure in figures}, self._named(claim)
        for share in [*(figure.unknown for figure in figures), *named]:
            parts = self._known.definitions.parts(share)
            trio = {share, *parts} if parts else set()
            if len(trio & measured) == 2:
                measured |= trio
        return measured.issuperset(named)

    def _together(self, cases: list[Case]) -> Supported:
        """Return the one verdict of all cases: each must say the same for it to be so.

        Where grades A and B say something, what rests on C is not heard; nor is what counts
        something else, where there is as good a figure of the thing itself. What was published
        after the article alone does not overrule a figure of the article's own time.
        """
        speaking = tuple(dict.fromkeys(name for case in cases for name in case.speaking))
        cases = [case for case in cases if case.support != Support.NONE]
        rests_on = {name: self._references[name] for case in cases for name in case.references}
        late = {name for name, one in rests_on.items() if one.is_later(self._published)}
        undated = {name for name, one in rests_on.items() if not one.published}
        timely = [case for case in cases if not {*case.references} & (late | undated)]
        best = min(((case.weakly, case.stands_in) for case in cases), default=None)
        cases = [case for case in cases if (case.weakly, case.stands_in) == best]
        found = {case.support for case in cases}
        support = found.pop() if len(found) == 1 else Support.OPEN if found else Support.NONE
        if Support.CONFLICTING in found or found >= {*SIDES}:
            support = Support.CONFLICTING
        if support in SIDES and all({*case.references} & late for case in cases):
            other = [one for one in timely if one.support in SIDES and one.support != support]
            other = [one for one in other if one.stands_in <= cases[0].stands_in]
            support, cases = Support.CONFLICTING if other else support, [*cases, *other]
        told = Supported(support, (), tuple(cases), speaking)
        names = {*told.references}
        weakly = any(case.weakly for case in cases)
        how = {"weakly": weakly, "hindsight": names & late, "undated": names & undated}
        return replace(told, how=tuple(one for one in how if how[one] and support in SIDES))


def _support(finding: Finding, has_references: bool) -> Support:
    if finding.verdict == Verdict.CONFLICTING:
        return Support.CONFLICTING
    if finding.truth is None:
        is_open = finding.verdict in (Verdict.OPEN, Verdict.UNDECIDED)
        return Support.OPEN if is_open else Support.NONE
    if not has_references:  # by definition, or by what was granted alone
        return Support.NONE
    return Support.SUPPORTED if finding.truth else Support.CONTRADICTED


def _of_year(unknown: Unknown, year: int | None) -> Unknown:
    return unknown._replace(year=year) if unknown.year is None else unknown
