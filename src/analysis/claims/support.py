"""Whether independent figures support a claim, year by year and counter by counter.

Grades A and B decide; C is heard on an unknown only where they are silent, and then the verdict
is weak. A reference speaks for another definition only where it is marked so, the figures of each
counter by themselves. Imports assertions, constraints, definitions, meaning, syntax,
verdict and worlds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

import pandas as pd

from analysis.claims.assertions import Figure, read_figures
from analysis.claims.constraints import Constraints
from analysis.claims.definitions import Definitions
from analysis.claims.meaning import Lists, named_in
from analysis.claims.syntax import AsPrinted, Claim, Part, Unknown, changed
from analysis.claims.verdict import Finding, Verdict, judge
from analysis.claims.worlds import Worlds

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
    """

    figure: Figure
    grade: str
    counter: str = ""
    stands_for: tuple[str, ...] = ()
    published: str = ""


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
    """A claim in one year, before the figures of one counter or of the metric's own."""

    year: int | None
    counter: str
    support: Support
    finding: Finding
    references: tuple[str, ...] = ()
    weakly: bool = False
    hindsight: bool = False


@dataclass(frozen=True)
class Supported:
    """What all years and counters say together, and how."""

    support: Support
    how: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()

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
            own = self._case(dated, year, "", given)
            if own.support != Support.NONE:
                cases.append(own)
                continue
            counters = self._counters(dated)
            cases += [self._case(dated, year, one, given) for one in counters]
        return _together([case for case in cases if case.support != Support.NONE])

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

    def _counters(self, claim: Claim) -> list[str]:
        metrics = {one.metric for one in named_in(claim, self._article.figures)}
        found = [one for one in self._references.values() if metrics & set(one.stands_for)]
        return sorted({one.counter for one in found})

    def _case(self, claim: Claim, year: int | None, counter: str, given: list[Figure]) -> Case:
        """Return what the references of a year say, first those of grades A and B alone."""
        refiled = self._refiled(claim, counter) if counter else []
        own = [(one.figure, one.grade) for one in self._references.values()]
        strong = [figure for figure, grade in [*own, *refiled] if grade in STRONG]
        heard = {figure.unknown for figure in strong}
        weak = [
            figure
            for figure, grade in [*own, *refiled]
            if grade not in STRONG and figure.unknown not in heard
        ]
        case = self._judged(claim, year, counter, [*strong, *given])
        if case.support in (Support.OPEN, Support.NONE):
            weaker = self._judged(claim, year, counter, [*strong, *weak, *given])
            if case.support == Support.NONE or weaker.support != Support.OPEN:
                case = replace(weaker, weakly=True)
        return case

    def _judged(self, claim: Claim, year: int | None, counter: str, figures: list[Figure]) -> Case:
        key = tuple(figures)
        if key not in self._worlds:
            constraints = Constraints(
                self._definitions, figures, self._article.lists, self._article.figures
            )
            self._worlds[key] = Worlds(constraints)
        finding = judge(self._worlds[key], claim)
        names = finding.proof.figures if finding.proof else ()
        if finding.verdict == Verdict.CONFLICTING:
            names = finding.conflict
        rests_on = tuple(dict.fromkeys(name for name in names if name in self._references))
        support = _support(finding, bool(rests_on))
        late = [self._references[name].published for name in rests_on]
        hindsight = any(self._article.published and self._article.published < one for one in late)
        return Case(year, counter, support, finding, rests_on, hindsight=hindsight)

    def _metrics(self, figure: Figure) -> set[str]:
        return {base.metric for base in self._bases.all_bases(figure.unknown)}

    def _refiled(self, claim: Claim, counter: str) -> list[tuple[Figure, str]]:
        """Return a counter's stand-ins under the claim's own metrics, where none is of its own."""
        metrics = {one.metric for one in named_in(claim, self._article.figures)}
        own = {one.figure.unknown for one in self._references.values()}
        found = []
        for one in self._references.values():
            for metric in one.stands_for if one.counter == counter else ():
                unknown = one.figure.unknown._replace(metric=metric)
                if metric in metrics and unknown not in own:
                    found.append((replace(one.figure, unknown=unknown), one.grade))
        return found


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

    Where grades A and B say something, what rests on C is not heard.
    """
    cases = [case for case in cases if not case.weakly] or cases
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
    return Supported(support, tuple(how), tuple(cases))


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
