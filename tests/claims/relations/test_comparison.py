"""One amount against another: two figures, and parts against a total."""

import pytest
from pydantic import ValidationError

from analysis.claims.relations import Tolerance

from .readings import ABOUT, EQUAL, RELATION, judge


def test_two_figures_about_equal():
    """90 is 12% below 102, 100 is 2% below: within 5% for some readings."""
    assert judge(kind="equals-about", left="a", right="b", tolerance=ABOUT) == (
        "depends",
        (90, 100, 100),
        "Aville comes to 90 to 100: in some readings but not all within 5% of Btown at 102.",
    )


def test_no_tolerance_is_being_equal():
    assert judge(kind="equals-about", left="list", right="list-again", tolerance=EQUAL) == (
        "fails",
        (2, 2, 2),
        "Aville comes to 2: in no reading equal to Aville at 3.",
    )


def test_figures_are_said_to_their_last_digit():
    """What a source prints is not rounded, as a number worked out is."""
    reason = judge(kind="equals-about", left="ref-far", right="ref-weak", tolerance=ABOUT)[2]
    assert reason == ("Aland comes to 74,032: in no reading within 5% of Aland at 199.5 to 200.5.")
    reason = judge(kind="sum", parts=["ref-far", "ref-weak"], total="ref-far", how="at-most")[2]
    assert reason == (
        "Aland and Aland together come to 74,230: in no reading at most Aland at 74,032."
    )


def test_parts_within_a_total():
    """90 + 102 to 100 + 102, never above 300."""
    assert judge(kind="sum", parts=["a", "b"], total="d", how="at-most") == (
        "holds",
        (192, 202, 202),
        "Aville and Btown together come to 192 to 202: in every reading at most Dham at 300.",
    )


def test_parts_below_a_total():
    """By a third, for every reading."""
    assert judge(kind="sum", parts=["b", "a"], total="d", how="about-equal", tolerance=ABOUT) == (
        "fails",
        (192, 202, 202),
        "Btown and Aville together come to 192 to 202: in no reading within 5% of Dham at 300.",
    )


@pytest.mark.parametrize(
    ("how", "verdict", "said"),
    [
        ("less-than", "depends", "in some readings but not all less than"),
        ("at-most", "holds", "in every reading at most"),
        ("more-than", "fails", "in no reading more than"),
        ("at-least", "depends", "in some readings but not all at least"),
    ],
)
def test_less_is_not_at_most(how, verdict, said):
    """90 to 100 over 100 is 90% to 100%, of which the last is not less than 100%."""
    typed = {"numerator": "a", "denominator": "hundred", "bound": 1, "how": how}
    found = judge(kind="ratio", **typed)
    assert found[::2] == (verdict, f"Aville over Fham comes to 90% to 100%: {said} 100%.")


def test_shares_of_a_whole():
    assert judge(kind="sum", parts=["a-share", "b-share", "d-share"], how="at-most") == (
        "fails",
        (1.45, 1.5, 1.5),
        "Aville, Btown and Dham together come to 145% to 150%: in no reading at most the whole at "
        "100%.",
    )


def test_a_single_part():
    assert judge(kind="sum", parts=["a-share"], how="at-most")[2] == (
        "Aville comes to 45% to 50%: in every reading at most the whole at 100%."
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"how": "about-equal"}, "'about-equal' without one"),
        ({"how": "at-most", "tolerance": ABOUT}, "'at-most' with a tolerance"),
    ],
)
def test_a_tolerance_goes_with_about_equal_alone(typed, found):
    with pytest.raises(ValidationError) as raised:
        RELATION.validate_python({"kind": "sum", "parts": ["a-share"], **typed})
    (fault,) = raised.value.errors()
    assert fault["ctx"] == {
        "found": found,
        "expected": "a tolerance for 'about-equal' alone",
    }


@pytest.mark.parametrize("share", [0, 0.999])
def test_a_tolerance_is_a_fraction(share):
    assert Tolerance(share=share, reason="so").share == share


@pytest.mark.parametrize("share", [1, -0.001])
def test_what_is_no_fraction_is_no_tolerance(share):
    with pytest.raises(ValidationError, match="share"):
        Tolerance(share=share, reason="so")
