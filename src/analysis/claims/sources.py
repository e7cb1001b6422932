"""A source with all that its claims are judged by: its worlds, its lists, and the references.

A claim on a list turns on what the article itself tells of the members, and on what others do. The
names of the members are the article's own; who tells their seat and origin, `known_from` says. An
attribute that nobody heard tells may be anything, so that a count lies between those who are known
to have it and these with all of whom it is not known.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any, cast

import pandas as pd

from analysis.claims import firmness
from analysis.claims.assertions import Reference, read_figures
from analysis.claims.constraints import Constraints
from analysis.claims.meaning import Scope
from analysis.claims.naming import Known
from analysis.claims.read import Claim, Frames, known_of
from analysis.claims.statements import TRUE
from analysis.claims.support import References, Supported
from analysis.claims.syntax import AsPrinted, Number, Part, Size, changed, walk
from analysis.claims.syntax import Claim as Formula
from analysis.claims.verdict import Finding, Tell, judge, with_worlds
from analysis.claims.words import Names
from analysis.claims.worlds import Question, Worlds
from analysis.data.tables import Support, Verdict
from analysis.quantity import parse_column
from analysis.quantity.hedges import Model

Member = Mapping[str, str]
Heard = Callable[[str], bool]  # whether what somebody tells of a member is heard
ARTICLE = "the article"
SEAT, NAME = "seat", "member"  # how attributes begin
DOCUMENTS = ("listing document", "patent register")
MOST_NAMED = 2  # members that are unlike the rest and are named
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
        if is_about_lists(claim.formula):
            return question, _listed_within(self.worlds.constraints.bare, claim.formula, self.known)
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
        if is_about_lists(claim.formula):
            return listed_outside(self.worlds.constraints.bare, claim.formula, self.known)
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
    independent = read_references(references[references["source_of"] != source_id])
    constraints = Constraints(known.definitions, known.figures.values(), known.lists)
    held = References(known, independent, window, str(row["published"]), cases[source_id])
    return Source(known, Worlds(constraints), held)


def teller(member: Member, attribute: str) -> str:
    """Return who tells an attribute of a member."""
    return ARTICLE if _kind(attribute) == NAME else member.get("known_from", ARTICLE)


def _kind(attribute: str) -> str:
    return attribute.partition("_")[0]


def is_about_lists(claim: Formula | None) -> bool:
    """Return whether a claim turns on attributes of listed members, and so on no figure."""
    parts = walk(claim) if claim else []
    return any(isinstance(one, Size) and one.attribute for one in parts)


def _listed_within(scope: Scope, claim: Formula, known: Known) -> Finding:
    """Return what becomes of a claim by what the article itself tells of the members.

    It only states what it tells of them: that is no proof, while what refutes it is one.
    """
    truth = _truth(scope, claim, known, lambda by: by == ARTICLE)
    verdicts = {True: Verdict.AS_STATED, False: Verdict.FAILS, None: Verdict.NOT_CHECKABLE}
    return Finding(verdicts[truth])


def listed_outside(scope: Scope, claim: Formula, known: Known) -> Supported:
    """Return what others say of a claim: documents decide, and where they do not, the rest."""
    heard: dict[str, Heard] = {"": lambda by: by in DOCUMENTS, "weakly": lambda by: by != ARTICLE}
    for how, hears in heard.items():
        truth = _truth(scope, claim, known, hears)
        if truth is not None:
            support = Support.SUPPORTED if truth else Support.CONTRADICTED
            return Supported(support, tuple(filter(None, [how])), lists=scope.meaning(claim).lists)
    return Supported(Support.NONE)


def list_reason(claim: Formula | None, known: Known, words: Names) -> str:
    """Return how many of the members have what the claim asks for, and who has not."""
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for size in walk(claim) if claim else []:
        if isinstance(size, Size) and size.attribute:
            members = known.lists[size.list_id]
            has_any = any(one.get(size.attribute) == size.value for one in members)
            groups.setdefault((size.list_id, size.attribute, has_any), []).append(size.value)
    told = {
        _told(known.lists[list_id], list_id, attribute, values, words): None
        for (list_id, attribute, _), values in groups.items()
    }
    return words.joined(told)


def _truth(scope: Scope, claim: Formula, known: Known, heard: Heard) -> bool | None:
    """Return whether a claim is true whatever is not heard; None where it depends on that."""
    sizes = [one for one in dict.fromkeys(walk(claim)) if isinstance(one, Size)]
    found = set()
    for counts in product(*(_counts(size, known, heard) for size in sizes)):
        counted = dict(zip(sizes, counts, strict=True))

        def put(part: Part, counted: Mapping[Size, int] = counted) -> Part:
            return Number(Fraction(counted[part])) if isinstance(part, Size) else part

        found.add(scope.meaning(cast(Formula, changed(claim, put))).says == TRUE)
    return found.pop() if len(found) == 1 else None


def _counts(size: Size, known: Known, heard: Heard) -> range:
    members = known.lists[size.list_id]
    if not size.attribute:
        return range(len(members), len(members) + 1)
    known_of = [one for one in members if heard(teller(one, size.attribute))]
    told = list(filter(None, (one.get(size.attribute) for one in known_of)))
    sure = told.count(size.value)
    return range(sure, sure + len(members) - len(told) + 1)


def _told(
    members: Sequence[Member], list_id: str, attribute: str, values: list[str], words: Names
) -> str:
    """Return how many members have one of some values, and where the others are instead."""
    having = [one for one in members if one.get(attribute) in values]
    others = [one for one in members if one not in having]
    whom = "some" if having and others else "all" if having else "none"
    total, count = (words.few(len(each), list_id) for each in (members, having))
    who = words.say(f"reason.{whom} of", total=total, count=count)
    value = words.either(words.places.get(one, one) for one in values)
    said = words.say(f"reason.{_kind(attribute)}", n=max(len(having), 1), who=who, value=value)
    if _kind(attribute) == SEAT and having and len(others) <= MOST_NAMED:
        for one in others:
            name, seat = (one[f"{each}_{words.language}"] for each in (NAME, SEAT))
            value, by = (
                words.places.get(one["seat_en"], seat),
                words.say(f"known.{teller(one, SEAT)}"),
            )
            said += words.say("reason.unlike member", name=name, value=value, by=by)
    return words.say("reason.figures", groups=said[:1].upper() + said[1:])
