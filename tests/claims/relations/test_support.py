"""Any kind of relation asked of independent figures: what of them may decide."""

from dataclasses import replace

import pytest

from analysis.claims.relations import support, weigh
from analysis.claims.relations.base import find
from analysis.claims.verdicts import Verdict

from .readings import ABOUT, READINGS, RELATION

WEAK = "Aland (2023), firms, at 199.5 to 200.5 (of grade C)"


@pytest.mark.parametrize(
    ("others", "verdict", "reason"),
    [
        (
            ["ref-near"],
            "depends",
            "Among the 2 figures compared, Btown is no. 2: in no reading the rank stated, no. 1; "
            "but where a year is not given, it may be another.",
        ),
        (["ref-weak"], "not checkable", f"No reference decides; for context only, {WEAK}."),
        (
            ["ref-near", "ref-weak"],
            "not checkable",
            f"No reference decides; for context only, {WEAK}.",
        ),
    ],
)
def test_any_other_kind_may_be_asked_of_references(others, verdict, reason):
    """One that may not decide leaves the whole open: the rank rests on each."""
    typed = {"kind": "rank", "stated": "first", "of": "b", "others": others}
    found = support(RELATION.validate_python(typed), READINGS)
    assert (found.verdict.value, found.reason) == (verdict, reason)


def test_a_comparison_weighs_its_references_itself():
    typed = {"kind": "compare-with-reference", "amount": "e", "how": "about-equal"}
    more = {"tolerance": ABOUT, "references": ["ref-near", "ref-weak"]}
    kind = RELATION.validate_python(typed | more)
    assert support(kind, READINGS) == kind.judge(READINGS)


def test_figures_of_different_years_decide_nothing():
    typed = {"kind": "ratio", "numerator": "b", "denominator": "ref-old", "how": "at-most"}
    found = support(RELATION.validate_python(typed | {"bound": 1}), READINGS)
    assert (found.verdict.value, found.low, found.reason) == (
        "not checkable",
        None,
        "The figures for Btown (2023) and Aland (2022) are of different years.",
    )


def test_figures_of_one_year_may_fail():
    typed = {"kind": "ratio", "numerator": "ref-far", "denominator": "b", "how": "at-most"}
    found = support(RELATION.validate_python(typed | {"bound": 1}), READINGS)
    assert (found.verdict.value, found.reason) == (
        "fails",
        "Aland over Btown comes to 72,580%: in no reading at most 100%.",
    )


def test_each_that_may_not_decide_is_named_with_its_metric():
    weak = replace(READINGS.figures["ref-strict"], grade="C")
    readings = replace(READINGS, figures={**READINGS.figures, "ref-strict": weak})
    typed = {"kind": "ratio", "numerator": "ref-strict", "denominator": "ref-weak"}
    found = support(RELATION.validate_python(typed), readings)
    assert (found.verdict.value, found.reason) == (
        "not checkable",
        f"No reference decides; for context only, Aland (2023), firms by a strict count, at 7 (of "
        f"grade C) and {WEAK}.",
    )


@pytest.mark.parametrize(
    "typed",
    [
        {"kind": "same-roster", "first": "list", "second": "list-again"},
        {"kind": "roster-count", "size": "list-again"},
        {"kind": "comparable", "between": ["a", "c", "d"]},
    ],
)
def test_what_weighs_no_amounts_needs_no_year(typed):
    """Lists are compared by their members; whether years are the same is itself a question."""
    kind = RELATION.validate_python(typed)
    readings = replace(READINGS, members={**READINGS.members, "list-again": {"丙": "Bing"}})
    found = kind.judge(readings)
    assert found.verdict.value == "fails"
    assert (support(kind, readings), weigh(kind, readings)) == (found, found)


PAIRS = [{"count": "b", "share": "b-share"}, {"count": "c", "share": "old-share"}]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (
            {"kind": "rank", "stated": "first", "of": "b", "others": ["c", "d"]},
            "Btown, Btown (2023), Cburg (2021) and Dham",
        ),
        (
            {"kind": "equals-about", "left": "b", "right": "c", "tolerance": ABOUT},
            "Btown (2023) and Cburg (2021)",
        ),
        (
            {"kind": "sum", "parts": ["b"], "total": "c", "how": "at-most"},
            "Btown (2023) and Cburg (2021)",
        ),
        (
            {"kind": "ratio", "share": "b-share", "count": "c"},
            "Btown (2023) and Cburg (2021)",
        ),
        (
            {"kind": "share-of-whole", "pairs": PAIRS, "tolerance": ABOUT},
            "Btown (2023), Cburg (2021), Btown (2023) and Aville (2021)",
        ),
    ],
)
def test_nothing_is_weighed_across_years(typed, names):
    """Neither within the source nor against others, whatever the amounts come to."""
    kind = RELATION.validate_python(typed)
    found = find(Verdict.NOT_CHECKABLE, None, f"The figures for {names} are of different years.")
    assert (support(kind, READINGS), weigh(kind, READINGS)) == (found, found)
