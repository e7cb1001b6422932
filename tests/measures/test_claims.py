"""Verdicts counted, the claims to lead with, and what figures and references say of them."""

import io

import pandas as pd
import pytest

from analysis import measures
from analysis.measures.claims import Rating

CLAIMS = """\
claim_id,kind,claim,template_en,verdict,proof,supported,supported_how,supported_proof,references,references_for,references_against
proved,assertion,,{a} is {b},holds,a;b;x holds its parts,none,,,,,
refuted,assertion,as_printed(a),{a},not checkable,,contradicted,weakly,r2,r1;r2;r3,r1,r2
own,check,,{c},not checkable,,supported,,r1,r1;r3,r1,
own-proved,check,,,holds,a;b;c,contradicted,weakly,r2,r2,,r2
again,assertion,,{b},holds,b,none,,,,,
size,list,,,fails,l,none,,,,,
"""
FIGURES = """\
figure_id,place,metric,year,low,value,high,unit,open_low,open_high
a,Wuhan,firms,2023,8,10,12,count,,
b,Wuhan,share,,0.2,0.2,0.3,share,1,
c,Xian,share,,0.1,0.1,0.1,share,,
"""
REFERENCES = """\
figure_id,place,metric,year,low,value,high,unit,grade,stands_for,open_low,open_high
r1,Wuhan,firms,2023,9,10,11,count,B,,,
r2,Wuhan,strict,2022,13,14,15,count,C,firms,,
r3,Wuhan,firms,2024,11,12,13,count,A,,,
r4,China,firms,2024,90,100,110,count,A,,,
r5,China,firms,2025,40,50,60,count,C,,,
"""
IMPLIED = """\
place,metric,figure_id,low,high,unit,proof_low,proof_high
Wuhan,firms,a,9,12,count,a;b,a
Wuhan,share,b,0.2,0.21,share,b,a;b
Xian,share,c,0.1,0.1,share,c,c
China,firms,,38,40,count,a;b,a;b
China,strict,,0,inf,count,,
"""


def table(text):
    """Return a table with the types of the processed ones."""
    return pd.read_csv(io.StringIO(text), keep_default_na=False, na_values={"year": [""]})


@pytest.fixture
def claims():
    return table(CLAIMS)


def test_a_tally_counts_each_verdict_and_names_the_claims(claims):
    found = measures.claims.tally(claims, "verdict").set_index("verdict")
    assert list(found.loc["holds"]) == [3, "claim-proved;claim-own-proved;claim-again"]
    assert list(found.loc["open"]) == [0, ""]
    outside = measures.claims.tally(claims, "supported")
    assert list(outside["verdict"]) == ["supported", "contradicted", "conflicting", "open", "none"]
    assert list(outside["claims"]) == [1, 2, 0, 0, 3]


def test_a_tally_by_kind_leaves_out_what_no_claim_has(claims):
    found = measures.claims.tally_by_kind(claims, "verdict")
    assert list(found.columns) == ["verdict", "assertion", "check", "list", "ids"]
    assert found.to_numpy().tolist() == [
        ["holds", 2, 1, 0, "claim-proved;claim-own-proved;claim-again"],
        ["fails", 0, 0, 1, "claim-size"],
        ["not checkable", 1, 1, 0, "claim-refuted;claim-own"],
    ]


def test_the_claims_that_lead_are_one_a_story_by_turns(claims):
    """`proved` and `again` share a figure with `refuted`, or with each other; lists never lead."""
    found = measures.claims.leading(claims, 9)
    assert list(found["claim_id"]) == ["refuted", "own", "own-proved", "again"]


def test_a_check_that_the_source_itself_refutes_leads(claims):
    """It contradicts itself: of an own check that others contradict, nothing is said of it."""
    failing = claims.assign(verdict=claims["verdict"].mask(claims["claim_id"] == "own", "fails"))
    found = measures.claims.leading(failing.assign(supported="none"), 9)
    assert found["claim_id"].iloc[0] == "own"


def test_those_named_lead(claims):
    found = measures.claims.leading(claims, 2, ["again"])
    assert list(found["claim_id"]) == ["again", "refuted"]
    assert list(measures.claims.leading(claims, 1, ["again", "own"])["claim_id"]) == ["again"]


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        ("holds", "contradicted", ("outside", "contradicted")),
        ("holds", "none", ("within", "holds")),
        ("fails", "open", ("within", "fails")),
    ],
)
def test_independent_figures_rate_a_claim_where_they_decide(inside, outside, expected):
    row = {"verdict": inside, "supported": outside}
    assert measures.claims.rate(row) == Rating(*expected)


def test_rows_are_those_of_the_side_that_rates_a_claim(claims):
    text = "claim_id,by,family\nrefuted,within,about\nrefuted,supported,nearly\nown,within,about\n"
    for name, expected in (("refuted", ["nearly"]), ("own", []), ("proved", [])):
        claim = claims.set_index("claim_id", drop=False).loc[name].to_dict()
        assert list(measures.claims.of_rating(table(text), claim)["family"]) == expected


def test_amounts_are_drawn_that_have_bounds_and_one_unit():
    rows = ["one,1,2,count", "one,0,inf,count", "two,1,2,count", "two,0.1,0.2,share", ""]
    text = "\n".join(["claim_id,low,high,unit", *rows])
    found = [measures.claims.drawable(table(text), {"claim_id": name}) for name in ("one", "two")]
    assert [list(rows["high"]) for rows in found] == [[2.0], []]


def test_references_speak_as_the_verdict_s_table_says(claims):
    found = measures.claims.sides(claims.iloc[1])
    assert found == {"r1": "for", "r2": "against", "r3": "neither"}
    assert measures.claims.sides(claims.iloc[0]) == {}


@pytest.mark.parametrize(
    ("text", "expected"), [("3.4%;3.6%", ("3.4%", "3.6%")), ("", ("", "")), (";1%", ("", "1%"))]
)
def test_flips(text, expected):
    assert measures.claims.flips({"flips_at_tolerance": text}) == expected


def test_bounds_tighter_than_the_print_come_the_most_narrowed_first():
    found = measures.claims.tighter(table(IMPLIED), table(FIGURES))
    assert list(found["figure_id"]) == ["b", "a"]
    assert list(found["left"]) == pytest.approx([0.1, 0.75])
    assert found[["printed_low", "printed_high"]].iloc[0].to_list() == [0.2, 0.3]


def test_what_nobody_prints_is_told_where_it_is_pinned_at_both_ends():
    found = measures.claims.unprinted(table(IMPLIED))
    assert found[["place", "metric", "low", "high"]].to_numpy().tolist() == [
        ["China", "firms", 38, 40]
    ]
    assert found["width"].to_list() == pytest.approx([0.05])


def test_counters_come_from_the_least_to_the_most():
    found = measures.claims.counters(table(REFERENCES), "firms", "China")
    assert list(found["figure_id"]) == ["r5", "r4"]


def test_the_part_of_each_independent_total():
    metrics = pd.DataFrame({"metric": ["share"], "share_of": ["firms"], "whole": [""]})
    parents = {"Wuhan": "China", "China": ""}
    places = pd.DataFrame({"place": parents.keys(), "part_of": parents.values()})
    read = (table(FIGURES), table(REFERENCES), metrics, places)
    found = measures.claims.shares_of_totals(*read, "b")
    assert list(found["ids"]) == ["a;r4", "a;r5"]
    assert list(found["low"]) == pytest.approx([8 / 110, 8 / 60])
    assert list(found["value"]) == pytest.approx([0.1, 0.2])
    assert list(found["high"]) == pytest.approx([12 / 90, 12 / 40])
    assert set(found["printed_id"]) == {"b"}


def test_printed_amounts_beside_independent_ones(claims):
    found = measures.claims.confronted(claims, table(FIGURES), table(REFERENCES))
    columns = ["claim_id", "figure_id", "side", "decides", "from", "value", "to", "low", "high"]
    assert found[columns].to_numpy().tolist() == [
        ["refuted", "r1", "for", False, 0.9, 1.0, 1.1, 0.8, 1.2],
        ["refuted", "r2", "against", True, 1.3, 1.4, 1.5, 0.8, 1.2],
        ["refuted", "r3", "neither", False, 1.1, 1.2, 1.3, 0.8, 1.2],
    ]


def test_what_others_only_report_or_deny_is_not_confronted_nor_counted(claims):
    others = table(REFERENCES).assign(stance="asserted")
    others.loc[others["figure_id"].isin(["r2", "r4"]), "stance"] = ["reported", "denied"]
    found = measures.claims.confronted(claims, table(FIGURES), others)
    assert found["figure_id"].tolist() == ["r1", "r3"]
    assert measures.claims.counters(others, "firms", "China")["figure_id"].tolist() == ["r5"]


def test_where_no_claim_prints_an_amount_none_is_confronted(claims):
    assert measures.claims.confronted(claims.iloc[[0]], table(FIGURES), table(REFERENCES)).empty


def test_shares_of_totals_are_drawn_beside_the_print():
    parts = pd.DataFrame(
        {"low": [0.06, 0.07], "high": [0.065, 0.08], "ids": ["a;x", "a;y"], "figure_id": ["x", "y"]}
    ).assign(printed_id="s", printed_low=0.18, printed_high=0.22)
    found = measures.claims.beside_print(parts)
    assert found[["of", "low", "high", "ids", "printed", "unit"]].to_numpy().tolist() == [
        ["x", 0.06, 0.065, "a;x", "", "share"],
        ["y", 0.07, 0.08, "a;y", "", "share"],
        ["s", 0.18, 0.22, "s", "yes", "share"],
    ]
