"""A source with all that its claims are judged by: its worlds, its lists, and the references."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.claims import firmness, lists
from analysis.claims.assertions import read_figures
from analysis.claims.constraints import Constraints
from analysis.claims.naming import Known
from analysis.claims.read import Claim, Frames, known_of
from analysis.claims.references import Reference
from analysis.claims.support import Article, References, Supported
from analysis.claims.syntax import AsPrinted
from analysis.claims.verdict import Finding, Tell, judge, with_worlds
from analysis.claims.worlds import Question, Worlds
from analysis.data.verdicts import Support, Verdict
from analysis.quantity import parse_column
from analysis.quantity.hedges import Model

Cases = dict[str, dict[Any, Any]]  # what references said, by source


@dataclass(frozen=True)
class Source:
    """One source with its worlds, and the references that it can be held against."""

    known: Known
    worlds: Worlds
    references: References
    measured: dict[Any, Any] = field(default_factory=dict)

    def judge(self, claim: Claim, tell: Tell = with_worlds) -> tuple[Question, Finding]:
        """Return the question of a claim within the source, and what becomes of it.

        A figure that nothing but itself forces is as stated.
        """
        assert claim.formula
        question = self.worlds.about(claim.formula, claim.typed.restates)
        if lists.is_about_lists(claim.formula):
            return question, lists.within(self.worlds.constraints.bare, claim.formula, self.known)
        finding = judge(question, tell)
        is_bare = isinstance(claim.formula, AsPrinted) and claim.formula.amount is None
        is_open = finding.verdict in (Verdict.OPEN, Verdict.NOT_CHECKABLE)
        if is_bare and is_open and claim.typed.restates:
            finding = judge(self.worlds.about(claim.formula), tell)
        return question, finding

    def support(self, claim: Claim, references: References | None = None) -> Supported:
        """Return what the references, or others, say of a claim; none where none is to be heard."""
        if claim.formula is None or claim.typed.held_against == "article":
            return Supported(Support.NONE)
        if lists.is_about_lists(claim.formula):
            return lists.outside(self.worlds.constraints.bare, claim.formula, self.known)
        return (references or self.references).support(claim.formula, claim.typed.grants)

    def flips(self, claim: Claim, hedge: str, now: str) -> list[firmness.Flip]:
        """Return where what the references say of a claim changes as one hedge opens."""

        def told(factor: Fraction) -> str:
            return self.support(claim, self.references.opened(factor, hedge)).support

        return firmness.stretches(told, told, now)


def read_sources(frames: Frames, cases: Cases) -> dict[str, Source]:
    """Return each source by its id; `cases` keeps what references said, for another reading."""
    rows = frames["sources"].to_dict("records")
    return {str(row["source_id"]): _source(row, frames, cases) for row in rows}


def reread(figures: pd.DataFrame, model: Model) -> pd.DataFrame:
    """Return figures with the bounds that their print has by a model of hedges."""
    read = parse_column(figures["printed"], model, told=figures.get("unit_told"))
    return figures.assign(**read.drop(columns="unit"))


def read_references(table: pd.DataFrame) -> list[Reference]:
    """Return the references of a frame, which has a grade besides what figures have."""
    told = table.reindex(columns=["grade", "counter", "stands_for", "published"]).fillna("")
    rows = zip(*(told[column].astype(str) for column in told), strict=True)
    return [
        Reference(figure, grade, counter, tuple(filter(None, stands_for.split(";"))), published)
        for figure, (grade, counter, stands_for, published) in zip(
            read_figures(table), rows, strict=True
        )
    ]


def _source(row: Mapping[Any, Any], frames: Frames, cases: Cases) -> Source:
    source_id, references = str(row["source_id"]), frames["references"]
    known = known_of(source_id, frames)
    window = int(row["window_first"]), int(row["window_last"])
    article = Article(known.figures, known.lists, window, str(row["published"]))
    independent = read_references(references[references["source_of"] != source_id])
    constraints = Constraints(known.definitions, known.figures.values(), known.lists)
    held = References(known.definitions, independent, article, cases[source_id])
    return Source(known, Worlds(constraints), held)
