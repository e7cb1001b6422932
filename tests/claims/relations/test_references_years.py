"""Which references decide: those of the same place, and of the year of a figure or its share."""

import pytest

from .readings import EQUAL, LOOSE, OLD, OPEN, WEAK, WHOLE, judge

UNDATED = {"kind": "compare-with-reference", "amount": "e", "how": "about-equal"}


@pytest.mark.parametrize(
    ("references", "tolerance", "verdict", "tail"),
    [
        (["ref-undated"], EQUAL, "holds", "in every reading equal to Aland at 300."),
        (["ref-old"], EQUAL, "depends", f"in no reading equal to Aland (2022) at 500{OPEN}."),
        (
            ["ref-old", "ref-near"],
            EQUAL,
            "depends",
            "in no reading equal to Aland (2022) at 500 and in no reading equal to Aland (2023) at "
            f"200{OPEN}.",
        ),
        (
            ["ref-old", "ref-undated"],
            EQUAL,
            "depends",
            "in no reading equal to Aland (2022) at 500 and in every reading equal to Aland at "
            f"300{OPEN}.",
        ),
        (
            ["ref-far", "ref-weak"],
            LOOSE,
            "depends",
            f"in no reading within 15% of Aland (2023) at 74,032{OPEN}; for context only, {WEAK}.",
        ),
    ],
)
def test_a_figure_without_a_year(references, tolerance, verdict, tail):
    """Whatever it agrees with supports it; what it does not agree with may be of another year."""
    found = judge(**UNDATED, references=references, tolerance=tolerance)
    assert found == (verdict, (300, 300, 300), f"The figure for Aland comes to 300: {tail}")


def test_a_reference_is_of_the_same_place():
    found = judge(**UNDATED, references=["ref-afar", "ref-undated"], tolerance=EQUAL)
    assert found == (
        "holds",
        (300, 300, 300),
        "The figure for Aland comes to 300: in every reading equal to Aland at 300; for context "
        "only, Btown at 300 (of another place).",
    )


def test_what_has_no_year_opens_its_own_verdict_alone():
    """Both are too far off; but the second may be of a year in which it was not."""
    found = judge(**{**WHOLE, "over": "b-share"}, references=["ref-far", "ref-undated"])
    assert found == (
        "depends",
        (180, 200, 200),
        "The whole that Aville's share implies comes to 180 to 200: in no reading within 15% of "
        f"Aland (2023) at 74,032 and in no reading within 15% of Aland at 300{OPEN}.",
    )


@pytest.mark.parametrize("share", ["over", "times"])
def test_an_amount_and_a_share_of_different_years(share):
    """What they come to is of no year, so that no reference is asked."""
    typed = {"amount": "a", share: "old-share", "references": ["ref-near"], "how": "at-most"}
    found = judge(kind="compare-with-reference", **typed)
    assert (found[0], found[2]) == (
        "not checkable",
        "The figures for Aville (2023) and Aville (2021) are of different years.",
    )


@pytest.mark.parametrize(
    ("share", "verdict", "tail"),
    [
        ("b-share", "fails", "in no reading at most Aland (2023) at 200"),
        ("d-share", "depends", f"in no reading at most Aland (2023) at 200{OPEN}"),
    ],
)
def test_an_amount_without_a_year_is_of_that_of_its_share(share, verdict, tail):
    """300 over a half is 600, of 2023 where the share is."""
    typed = {"amount": "e", "over": share, "references": ["ref-near"], "how": "at-most"}
    assert judge(kind="compare-with-reference", **typed) == (
        verdict,
        (600, 600, 600),
        f"The whole that Aland's share implies comes to 600: {tail}.",
    )


def test_the_year_of_a_share_sets_a_reference_aside():
    typed = {"amount": "e", "over": "b-share", "references": ["ref-old"], "how": "at-most"}
    assert judge(kind="compare-with-reference", **typed) == (
        "not checkable",
        (600, 600, 600),
        f"The whole that Aland's share implies comes to 600, and no reference decides; for context "
        f"only, {OLD}.",
    )
