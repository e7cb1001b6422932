"""The wholes that a claim's pairs of count and share imply, and what all of them allow."""

import pandas as pd
import pytest

from analysis import measures
from analysis.claims import Claim, judge_all

FIGURES = pd.DataFrame(
    [
        ("x", "Wuhan", "firms", 8.0, 10.0, 12.0, "count"),
        ("y", "Wuhan", "share", 0.1, 0.2, 0.2, "share"),
        ("z", "Xian", "firms", 30.0, 30.0, 40.0, "count"),
        ("w", "Xian", "share", 0.25, 0.3, 0.5, "share"),
    ],
    columns=["figure_id", "place", "metric", "low", "value", "high", "unit"],
)
REFERENCES = FIGURES.head(1).assign(figure_id="ref", year=2023, grade="B")
NO_ROSTERS = pd.DataFrame(columns=["figure_id", "member_zh", "member_en"])


def test_wholes_pair_counts_with_shares():
    found = measures.claims.wholes(pd.Series({"pairs": "x/y;z/w"}), FIGURES)
    assert found[["place", "low", "value", "high", "ids"]].to_numpy().tolist() == [
        ["Wuhan", 40.0, 50.0, 120.0, "x;y"],
        ["Xian", 60.0, 100.0, 160.0, "z;w"],
    ]


def test_wholes_pair_two_of_one_place():
    """Each count goes with its own share, not with whichever is of its place."""
    found = measures.claims.wholes(pd.Series({"pairs": "x/w;x/y"}), FIGURES)
    assert found["ids"].tolist() == ["x;w", "x;y"]
    assert found["value"].tolist() == pytest.approx([10 / 0.3, 50])


def test_wholes_of_a_claim_that_others_bear_on(figures):
    """What is asked of independent figures may name the article's own, which are no pairs."""
    pairs = [
        {"count": "b-firms", "share": "b-talent"},
        {"count": "s-firms", "share": "s-talent"},
    ]
    whole = {"kind": "share-of-whole", "pairs": pairs}
    asked = {"kind": "ratio", "numerator": "z-firms", "denominator": "ref"}
    words = {"says_en": "It is so.", "says_zh": "如此。", "line": 1, "source_id": "post"}
    claim = Claim.model_validate(
        {"claim_id": "it", **words, "reference": asked}
        | {"relation": whole | {"tolerance": {"share": 0.05, "reason": "one in twenty"}}}
    )
    row = judge_all([claim], figures, NO_ROSTERS, REFERENCES).iloc[0]
    assert row["figures"] == "b-firms;s-firms;b-talent;s-talent;z-firms"
    found = measures.claims.wholes(row, figures)
    assert found[["place", "value", "ids"]].to_numpy().tolist() == [
        ["Beijing", pytest.approx(320_000 / 0.24), "b-firms;b-talent"],
        ["Shanghai", pytest.approx(300_000 / 0.12), "s-firms;s-talent"],
    ]


@pytest.mark.parametrize(
    ("low", "high", "common"),
    [
        ([10.0, 20.0], [30.0, 40.0], (20.0, 30.0)),
        ([10.0, 30.0], [30.0, 40.0], (30.0, 30.0)),
        ([10.0, 31.0], [30.0, 40.0], None),
        ([10.0, 0.0, 35.0], [30.0, 100.0, 40.0], None),
    ],
)
def test_what_all_ranges_allow(low, high, common):
    assert measures.claims.common(pd.DataFrame({"low": low, "high": high})) == common
