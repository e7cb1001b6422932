"""The two questions asked of a claim: is it so within its source, and do others support it?"""

from dataclasses import replace

from analysis.claims.relations.base import Finding, Readings, Relation, find
from analysis.claims.relations.context import (
    MAY_BE_ANOTHER,
    grade_aside,
    say_context,
    say_years,
    undated,
    years,
)
from analysis.claims.relations.references import CompareWithReference
from analysis.claims.verdicts import Verdict


def weigh(relation: Relation, readings: Readings) -> Finding:
    """Judge a relation; figures of different years are not weighed against each other."""
    if relation.of_one_year and len(years(readings, relation.figures())) > 1:
        return find(Verdict.NOT_CHECKABLE, None, say_years(readings, relation.figures()))
    return relation.judge(readings)


def support(relation: Relation, readings: Readings) -> Finding:
    """Judge a relation that asks for independent support.

    A comparison with references weighs grades and years itself; any other kind cannot be judged
    where it rests on a reference that may not decide.
    """
    if isinstance(relation, CompareWithReference):
        return relation.judge(readings)
    names = relation.figures()
    aside = {name: grade_aside(readings.figures[name]) for name in names}
    if any(aside.values()):
        beside = say_context(readings, aside)
        return find(Verdict.NOT_CHECKABLE, None, f"No reference decides{beside}.")
    found = weigh(relation, readings)
    verdict = undated(found.verdict, readings, names) if relation.of_one_year else found.verdict
    if verdict is found.verdict:
        return found
    return replace(found, verdict=verdict, reason=f"{found.reason[:-1]}{MAY_BE_ANOTHER}.")
