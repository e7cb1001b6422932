"""Any kind of relation asked of independent figures: what of them may decide."""

import pytest

from analysis.relations import support

from .readings import ABOUT, READINGS, RELATION

WEAK = "Aland (2023) at 199.5 to 200.5 (of grade C)"


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
    typed = {"kind": "compare-with-reference", "amount": "a", "how": "about-equal"}
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
