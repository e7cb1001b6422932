"""Verdicts counted, ordered by weight, and set beside the figures they rest on."""

import io

import pandas as pd
import pytest

from analysis import measures
from analysis.claims import Claim, judge_all

CLAIMS = """\
claim_id,relation,held_by,verdict,supported,figures,references,low,value,high,unit
a-holds,rank,,holds,not checkable,a;b;c,,1,1,1,rank
b-fails,comparable,,fails,not checkable,a,,,,,
c-contradicted,ratio,compare-with-reference,not checkable,fails,x;y,r1;r2,8,10,12,count
d-depends,sum,sum,depends,holds,a;b,r3,4,5,5,share
"""
FIGURES = """\
figure_id,place,metric,year,low,value,high,unit
x,Wuhan,firms,2023,8,10,12,count
y,Wuhan,share,,0.1,0.2,0.2,share
z,Xian,firms,,30,30,40,count
w,Xian,share,,0.25,0.3,0.5,share
a,Wuhan,strict,,1,1,1,count
b,Xian,talent,,4,5,5,share
"""
REFERENCES = """\
figure_id,place,metric,year,low,value,high,unit,grade
r1,Wuhan,firms,2023,20,20,20,count,B
r2,Wuhan,firms,2022,5,6,7,count,A
r3,Xian,strict,2020,2,3,4,count,A
r4,Xian,strict,2024,5,6,6,count,B
r5,Xian,strict,2025,9,9,9,count,C
"""
PAIRED = pd.DataFrame(
    [
        ("x", "Wuhan", "firms", 8.0, 10.0, 12.0, "count"),
        ("y", "Wuhan", "share", 0.1, 0.2, 0.2, "share"),
        ("z", "Xian", "firms", 30.0, 30.0, 40.0, "count"),
        ("w", "Xian", "share", 0.25, 0.3, 0.5, "share"),
    ],
    columns=["figure_id", "place", "metric", "low", "value", "high", "unit"],
)
REFERENCE = PAIRED.head(1).assign(figure_id="ref", year=2023, grade="B")
NO_ROSTERS = pd.DataFrame(columns=["figure_id", "member_zh", "member_en"])


def table(text):
    """Return a table with the types of the processed ones."""
    frame = pd.read_csv(io.StringIO(text), keep_default_na=False, na_values={"year": [""]})
    for column in ("low", "value", "high"):
        frame[column] = pd.to_numeric(frame[column])
    return frame.astype({"year": "Int64"} if "year" in frame else {})


@pytest.fixture
def claims():
    return table(CLAIMS)


def test_tally_counts_every_verdict(claims):
    found = measures.claims.tally(claims, "verdict")
    assert found.to_numpy().tolist() == [
        ["holds", 1, "claim-a-holds"],
        ["depends", 1, "claim-d-depends"],
        ["fails", 1, "claim-b-fails"],
        ["not checkable", 1, "claim-c-contradicted"],
    ]
    assert measures.claims.tally(claims.head(2), "supported")["claims"].tolist() == [0, 0, 0, 2]


def test_the_graver_verdict_tells_more(claims):
    """Of two that fail, that with more figures; of the rest, the one that depends."""
    found = measures.claims.telling(claims, 3)
    assert found["claim_id"].tolist() == ["c-contradicted", "b-fails", "d-depends"]


def test_more_than_there_are_is_all(claims):
    assert len(measures.claims.telling(claims, 9)) == 4


@pytest.mark.parametrize(
    ("inside", "outside", "by", "verdict"),
    [
        ("holds", "not checkable", measures.claims.WITHIN, "holds"),
        ("not checkable", "holds", measures.claims.OUTSIDE, "holds"),
        ("not checkable", "not checkable", measures.claims.WITHIN, "not checkable"),
        ("holds", "fails", measures.claims.OUTSIDE, "fails"),
        ("fails", "holds", measures.claims.WITHIN, "fails"),
        ("holds", "depends", measures.claims.OUTSIDE, "depends"),
        ("depends", "holds", measures.claims.WITHIN, "depends"),
        ("fails", "depends", measures.claims.WITHIN, "fails"),
        ("depends", "fails", measures.claims.OUTSIDE, "fails"),
        ("fails", "fails", measures.claims.OUTSIDE, "fails"),
        ("holds", "holds", measures.claims.OUTSIDE, "holds"),
        ("depends", "depends", measures.claims.OUTSIDE, "depends"),
        ("fails", "not checkable", measures.claims.WITHIN, "fails"),
        ("not checkable", "depends", measures.claims.OUTSIDE, "depends"),
    ],
)
def test_the_graver_verdict_rates(inside, outside, by, verdict):
    """Of two that are as grave, that of independent figures; either comes with its own reason."""
    row = {"verdict": inside, "reason": "Own.", "supported": outside, "reason_supported": "Others."}
    reason = "Others." if by == measures.claims.OUTSIDE else "Own."
    assert measures.claims.rate(row) == measures.claims.Rating(by, verdict, reason)


def test_confronted_scales_to_the_amount_claimed(claims):
    """Of a claim's year and a deciding grade, a reference decides; another unit is left out."""
    found = measures.claims.confronted(claims, table(FIGURES), table(REFERENCES))
    columns = ["claim_id", "figure_id", "low", "high", "from", "value", "to", "decides"]
    assert found[columns].to_numpy().tolist() == [
        ["c-contradicted", "r1", 0.8, 1.2, 2.0, 2.0, 2.0, True],
        ["c-contradicted", "r2", 0.8, 1.2, 0.5, 0.6, 0.7, False],
    ]


def test_a_claim_without_a_year_is_decided_by_any_year(claims):
    figures = table(FIGURES.replace("firms,2023,8", "firms,,8"))
    found = measures.claims.confronted(claims, figures, table(REFERENCES))
    assert found["decides"].tolist() == [True, True]


def test_definitions_of_one_thing():
    """By place, the first metric first; the sources' own have no grade."""
    found = measures.claims.definitions(table(FIGURES), table(REFERENCES), ["firms", "strict"])
    assert found[["figure_id", "grade", "independent"]].to_numpy().tolist() == [
        ["x", "", False],
        ["r1", "B", True],
        ["r2", "A", True],
        ["a", "", False],
        ["z", "", False],
        ["r3", "A", True],
        ["r4", "B", True],
        ["r5", "C", True],
    ]


def test_the_gulf_is_to_the_latest_that_decides():
    rows = measures.claims.definitions(table(FIGURES), table(REFERENCES), ["firms", "strict"])
    assert measures.claims.gulf(rows)["figure_id"].tolist() == ["z", "r4"]


def test_no_gulf_without_two_definitions():
    rows = measures.claims.definitions(table(FIGURES), table(REFERENCES), ["firms"])
    assert measures.claims.gulf(rows).empty


def test_wholes_pair_counts_with_shares():
    found = measures.claims.wholes(pd.Series({"pairs": "x/y;z/w"}), PAIRED)
    assert found[["place", "low", "value", "high", "ids"]].to_numpy().tolist() == [
        ["Wuhan", 40.0, 50.0, 120.0, "x;y"],
        ["Xian", 60.0, 100.0, 160.0, "z;w"],
    ]


def test_wholes_pair_two_of_one_place():
    """Each count goes with its own share, not with whichever is of its place."""
    found = measures.claims.wholes(pd.Series({"pairs": "x/w;x/y"}), PAIRED)
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
    row = judge_all([claim], figures, NO_ROSTERS, REFERENCE).iloc[0]
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
