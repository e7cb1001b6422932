"""Whether independent figures support a claim, year by year and counter by counter.

Grades A and B decide; C is heard on an unknown only where they are silent, and then the verdict
is weak. A reference speaks for another definition only where it is marked so, the figures of each
counter by themselves. Imports assertions, constraints, definitions, meaning, syntax,
verdict and worlds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import cast

import pandas as pd

from analysis.claims.assertions import Figure, read_figures
from analysis.claims.constraints import Constraints
from analysis.claims.definitions import Definitions
from analysis.claims.meaning import Lists, named_in
from analysis.claims.syntax import AsPrinted, Claim, Part, Unknown, changed
from analysis.claims.verdict import Finding, Verdict, judge
from analysis.claims.worlds import Question, Worlds

STRONG = ("A", "B")


class Support(StrEnum):
    """What independent figures say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CONFLICTING = "conflicting"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True)
class Reference:
    """An independent figure: how well it is sourced, who counts, and when it was published.

    stands_for: metrics of other definitions for which it may speak.
    stands_in: whether it is filed under one of these.
    """

    figure: Figure
    grade: str
    counter: str = ""
    stands_for: tuple[str, ...] = ()
    published: str = ""
    stands_in: bool = False


@dataclass(frozen=True)
class Article:
    """What a claim is held against the references with: figures named, years, publication.

    window: the first and the last year of which an undated figure may be.
    """

    figures: Mapping[str, Figure]
    lists: Lists
    window: tuple[int, int]
    published: str = ""


@dataclass(frozen=True)
class Case:
    """A claim in one year, before the figures of one counter for each thing counted.

    speaking: ids of the references that measure what the claim names.
    stands_in: whether a counter is heard whose definition is another.
    """

    year: int | None
    counters: tuple[str, ...]
    support: Support
    finding: Finding
    references: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    weakly: bool = False
    stands_in: bool = False
    hindsight: bool = False
    question: Question | None = None
    formula: Claim | None = None


@dataclass(frozen=True)
class Supported:
    """What all years and counters say together, how, and the cases that decide."""

    support: Support
    how: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    speaking: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """The ids of all references that a verdict rests on."""
        return tuple(dict.fromkeys(name for case in self.cases for name in case.references))


def read_references(table: pd.DataFrame) -> list[Reference]:
    """Return the references of a frame, which has a grade besides what figures have."""
    rows = [dict(row.items()) for _, row in table.iterrows()]
    return [
        Reference(
            figure,
            str(row["grade"]),
            str(row.get("counter", "")),
            tuple(filter(None, str(row.get("stands_for", "")).split(";"))),
            str(row.get("published", "")),
        )
        for figure, row in zip(read_figures(table), rows, strict=True)
    ]


class References:
    """All independent figures, asked about one claim after another."""

    def __init__(
        self, definitions: Definitions, references: Iterable[Reference], article: Article
    ) -> None:
        self._definitions, self._article = definitions, article
        self._references = {one.figure.figure_id: one for one in references}
        self._bases = Constraints(definitions, [])
        self._worlds: dict[tuple[Figure, ...], Worlds] = {}

    def support(self, claim: Claim, grants: Iterable[str] = ()) -> Supported:
        """Return what the references say of a claim; raises FormulaError.

        grants: ids of the article's figures that are taken as given beside the references.
        """
        granted = [self._article.figures[one] for one in grants]
        cases = []
        for year in self._years(claim):
            dated = _in_year(claim, year, self._article.figures)
            given = [_redated(figure, year) for figure in granted]
            choices = self._choices(dated, {figure.unknown for figure in given})
            cases += [self._case(dated, year, heard, given) for heard in choices if heard]
        return _together(cases)

    def _years(self, claim: Claim) -> list[int | None]:
        """Return the years to try: those with evidence, where the claim leaves its year open."""
        named = named_in(claim, self._article.figures)
        if all(one.year is not None for one in named):
            return [None]
        metrics = {base.metric for one in named for base in self._bases.all_bases(one)}
        first, last = self._article.window
        found = {
            one.figure.unknown.year
            for one in self._references.values()
            if metrics & {*one.stands_for, *self._metrics(one.figure)}
        }
        years = {year for year in found if year is not None and first <= year <= last}
        return [*sorted(years), *([None] if None in found else [])]

    def _choices(self, claim: Claim, given: set[Unknown]) -> list[tuple[Reference, ...]]:
        """Return the references to hear together: of each thing counted, those of one counter.

        Who counts decides what is counted, so that two counters are never weighed in one world;
        nor is what is given as true weighed against a counter of the same.
        """
        named = [one for one in named_in(claim, self._article.figures) if one not in given]
        metrics, years = {one.metric for one in named}, {one.year for one in named}
        things = dict.fromkeys(self._definitions.family(metric) for metric in metrics)
        options: list[list[tuple[Reference, ...]]] = []
        for thing in sorted(things):
            own: dict[str, list[Reference]] = {}
            other: dict[str, list[Reference]] = {}
            for one in self._references.values():
                if one.figure.unknown.year not in years or one.figure.unknown in given:
                    continue
                if self._definitions.family(one.figure.unknown.metric) == thing:
                    own.setdefault(one.counter, []).append(one)
                for metric in one.stands_for:
                    if metric in metrics and self._definitions.family(metric) == thing:
                        refiled = _refiled(one, metric)
                        other.setdefault(one.counter, []).append(refiled)
            found = [tuple(group) for by in (own, other) for _, group in sorted(by.items())]
            options.append(found or [()])
        return [tuple(one for group in groups for one in group) for groups in product(*options)]

    def _case(
        self,
        claim: Claim,
        year: int | None,
        heard: tuple[Reference, ...],
        given: list[Figure],
    ) -> Case:
        """Return what some references say, first those of grades A and B alone."""
        strong = [one.figure for one in heard if one.grade in STRONG]
        measured = {figure.unknown for figure in strong}
        weak = [
            one.figure
            for one in heard
            if one.grade not in STRONG and one.figure.unknown not in measured
        ]
        case = Case(year, (), Support.NONE, Finding(Verdict.NOT_CHECKABLE))
        if strong:
            case = self._judged(claim, year, [*strong, *given])
        if weak and case.support in (Support.OPEN, Support.NONE):
            weaker = self._judged(claim, year, [*strong, *weak, *given])
            if case.support == Support.NONE or weaker.support not in (Support.OPEN, Support.NONE):
                case = replace(weaker, weakly=True)
        return replace(
            case,
            counters=tuple(dict.fromkeys(one.counter for one in heard)),
            speaking=self._speaking(claim, heard),
            stands_in=any(one.stands_in for one in heard),
        )

    def _judged(self, claim: Claim, year: int | None, figures: list[Figure]) -> Case:
        key = tuple(figures)
        if key not in self._worlds:
            constraints = Constraints(
                self._definitions, figures, self._article.lists, self._article.figures
            )
            self._worlds[key] = Worlds(constraints)
        finding = judge(self._worlds[key], claim, shown=False)
        if finding.verdict == Verdict.OPEN and self._all_measured(claim, figures):
            finding = judge(self._worlds[key], claim)  # it may have no limit
        elif finding.verdict == Verdict.OPEN:
            finding = Finding(Verdict.NOT_CHECKABLE)
        names = finding.proof.figures if finding.proof else ()
        if finding.verdict == Verdict.CONFLICTING:
            names = finding.conflict
        rests_on = tuple(dict.fromkeys(name for name in names if name in self._references))
        support = _support(finding, bool(rests_on))
        late = [_is_later(self._references[name].published, self._article) for name in rests_on]
        case = Case(year, (), support, finding, rests_on, hindsight=any(late))
        if support == Support.NONE:
            return case
        return replace(case, question=self._worlds[key].about(claim), formula=claim)

    def _all_measured(self, claim: Claim, figures: list[Figure]) -> bool:
        """Return whether each unknown that a claim names is measured, or follows from others.

        Any two of a share, its count and its whole give the third.
        """
        measured = {figure.unknown for figure in figures}
        for share in [*measured, *named_in(claim, self._article.figures)]:
            parts = self._definitions.parts(share)
            trio = {share, *parts} if parts else set()
            if len(trio & measured) == 2:
                measured |= trio
        return measured.issuperset(named_in(claim, self._article.figures))

    def _speaking(self, claim: Claim, heard: Iterable[Reference]) -> tuple[str, ...]:
        named = named_in(claim, self._article.figures)
        about = {base for one in named for base in self._bases.all_bases(one)}
        return tuple(
            one.figure.figure_id
            for one in heard
            if about.issuperset(self._bases.all_bases(one.figure.unknown))
        )

    def _metrics(self, figure: Figure) -> set[str]:
        return {base.metric for base in self._bases.all_bases(figure.unknown)}


def _refiled(one: Reference, metric: str) -> Reference:
    """Return a reference under the metric for which it stands in."""
    unknown = one.figure.unknown._replace(metric=metric)
    return replace(one, figure=replace(one.figure, unknown=unknown), stands_in=True)


def _is_later(published: str, article: Article) -> bool:
    """Return whether a date is after the article's, as far as both are known."""
    known = min(len(published), len(article.published))
    return published[:known] > article.published[:known]


def _support(finding: Finding, has_references: bool) -> Support:
    if finding.verdict == Verdict.CONFLICTING:
        return Support.CONFLICTING
    if finding.truth is None:
        is_open = finding.verdict in (Verdict.OPEN, Verdict.UNDECIDED)
        return Support.OPEN if is_open else Support.NONE
    if not has_references:  # by definition, or by what was granted alone
        return Support.NONE
    return Support.SUPPORTED if finding.truth else Support.CONTRADICTED


def _together(cases: list[Case]) -> Supported:
    """Return the one verdict of all cases: each must say the same for it to be so.

    Where grades A and B say something, what rests on C is not heard; nor is what counts something
    else, where there is as good a figure of the thing itself.
    """
    speaking = tuple(dict.fromkeys(name for case in cases for name in case.speaking))
    cases = [case for case in cases if case.support != Support.NONE]
    best = min(((case.weakly, case.stands_in) for case in cases), default=None)
    cases = [case for case in cases if (case.weakly, case.stands_in) == best]
    found = {case.support for case in cases}
    both = {Support.SUPPORTED, Support.CONTRADICTED}
    if not found:
        support = Support.NONE
    elif Support.CONFLICTING in found or both <= found:
        support = Support.CONFLICTING
    else:
        support = found.pop() if len(found) == 1 else Support.OPEN
    how = []
    if support in both:
        how += ["weakly"] if any(case.weakly for case in cases) else []
        how += ["hindsight"] if any(case.hindsight for case in cases) else []
    return Supported(support, tuple(how), tuple(cases), speaking)


def _in_year(claim: Claim, year: int | None, figures: Mapping[str, Figure]) -> Claim:
    """Return a claim whose undated unknowns are of a year."""

    def dated(part: Part) -> Part:
        if isinstance(part, AsPrinted) and part.amount is None:
            return AsPrinted(part.figure_id, _of_year(figures[part.figure_id].unknown, year))
        return _of_year(part, year) if isinstance(part, Unknown) else part

    return cast(Claim, changed(claim, dated))


def _of_year(unknown: Unknown, year: int | None) -> Unknown:
    return unknown._replace(year=year) if unknown.year is None else unknown


def _redated(figure: Figure, year: int | None) -> Figure:
    return replace(figure, unknown=_of_year(figure.unknown, year))
