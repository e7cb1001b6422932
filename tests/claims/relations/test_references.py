"""Figures against independent references: which of them decide, and what the others are."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from .readings import OLD, OPEN, READINGS, RELATION, WEAK, WHOLE, judge

SAID = "The whole that Aville's share implies comes to 180 to 222.2"
STRICT = "Aland (2023), firms by a strict count, at 7 (which counts otherwise)"


@pytest.mark.parametrize(
    ("references", "verdict", "tail"),
    [
        (["ref-near"], "holds", ": in every reading within 15% of Aland (2023) at 200."),
        (["ref-far"], "fails", ": in no reading within 15% of Aland (2023) at 74,032."),
        (["ref-undated"], "depends", f": in no reading within 15% of Aland at 300{OPEN}."),
        (
            ["ref-near", "ref-far", "ref-weak"],
            "depends",
            ": in every reading within 15% of Aland (2023) at 200 and in no reading within 15% of "
            f"Aland (2023) at 74,032; for context only, {WEAK}.",
        ),
        (
            ["ref-near", "ref-strict", "ref-old"],
            "holds",
            ": in every reading within 15% of Aland (2023) at 200; for context only, "
            f"{STRICT} and {OLD}.",
        ),
        (
            ["ref-strict"],
            "not checkable",
            f", and no reference decides; for context only, {STRICT}.",
        ),
        (["ref-old"], "not checkable", f", and no reference decides; for context only, {OLD}."),
        (["ref-weak"], "not checkable", f", and no reference decides; for context only, {WEAK}."),
    ],
)
def test_a_whole_against_references(references, verdict, tail):
    """180 is 10% below 200 and 222.2 is 11% above: grade, metric and year say who decides."""
    assert judge(**WHOLE, references=references) == (
        verdict,
        (180, 200, 222.222222222),
        f"{SAID}{tail}",
    )


def test_a_part_may_be_of_another_metric():
    """The share turns what is counted into something else, here 45 to 50 of the 90 to 100."""
    typed = {"amount": "a", "times": "b-share", "references": ["ref-strict"], "how": "at-least"}
    assert judge(kind="compare-with-reference", **typed) == (
        "holds",
        (45, 50, 50),
        "The part that the share makes of Aville's firms comes to 45 to 50: in every reading at "
        "least Aland (2023) at 7.",
    )


def test_ranks_are_compared():
    typed = {"amount": "second", "references": ["ref-first"], "how": "at-most"}
    assert judge(kind="compare-with-reference", **typed) == (
        "depends",
        (2, 2, 2),
        f"The figure for Aville comes to no. 2: in no reading at most Aville at no. 1{OPEN}.",
    )


def test_a_whole_of_nothing():
    typed = {**WHOLE, "over": "none-share", "references": ["ref-near"]}
    found = judge(**typed)
    assert found == (
        "not checkable",
        (None, None, None),
        "A share of nothing implies no whole.",
    )


def test_a_metric_without_a_label_is_named():
    kind = RELATION.validate_python({**WHOLE, "references": ["ref-strict"]})
    assert kind.judge(replace(READINGS, labels={})).reason == (
        f"{SAID}, and no reference decides; for context only, Aland (2023), strict, at 7 (which "
        "counts otherwise)."
    )


def test_one_share_at_most():
    with pytest.raises(ValidationError) as raised:
        RELATION.validate_python({**WHOLE, "times": "b-share", "references": ["ref-near"]})
    (fault,) = raised.value.errors()
    assert fault["ctx"] == {"found": "over and times", "expected": "one of them, or neither"}
