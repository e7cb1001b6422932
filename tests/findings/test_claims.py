"""Verdicts in words and in tables, and the figures behind them."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import findings, measures
from analysis.claims.relations import KINDS

CLAIMS = pd.DataFrame(
    {
        "claim_id": ["one", "two", "three"],
        "says_en": ["A & B are level.", "B is a fifth.", "C leads."],
        "verdict": ["holds", "not checkable", "fails"],
        "reason": ["A comes to 5%.", "Nothing is given.", "It is no. 2 (2021)."],
        "supported": ["not checkable", "fails", "not checkable"],
        "reason_supported": ["None.", "1.5 to 2 billion yuan against $3 million.", "None."],
        "low": [0.04, 1.5e9, 2.0],
        "high": [0.05, 2e9, 2.0],
        "unit": ["share", "CNY", "rank"],
    }
)
REFERENCES = pd.DataFrame(
    {
        "figure_id": ["r1", "r2"],
        "place": ["China", "China"],
        "metric": ["industry", "industry"],
        "year": pd.array([2023, None], dtype="Int64"),
        "hedge": ["exact", "nearly"],
        "value": [5e9, 6e9],
        "unit": ["CNY", "CNY"],
        "grade": ["B", "C"],
    }
)


def words(html):
    """Return a finding's text, without its links."""
    return BeautifulSoup(html.data, "html.parser").get_text()


def links(html):
    """Return each link's text and where it leads."""
    found = BeautifulSoup(html.data, "html.parser").find_all("a")
    return [(link.get_text(), link["href"]) for link in found]


def test_counts():
    found = findings.claims.counts(
        measures.claims.tally(CLAIMS, "verdict"), measures.claims.tally(CLAIMS, "supported")
    )
    assert words(found) == (
        "Of the 3 claims put on trial, by the article's own figures 1 holds, 0 are left open, 1 "
        "fails and 1 cannot be checked. Against independent figures of grade A or B, 0 hold, 0 are "
        "left open, 1 fails and 2 cannot be checked."
    )
    soup = BeautifulSoup(found.data, "html.parser")
    assert [link["data-figures"] for link in soup.find_all("a")][:2] == [
        "claim-one;claim-three;claim-two",
        "claim-one",
    ]


def test_holding_counts_what_holds_by_kind():
    """In the order in which the kinds come; of what does not hold, nothing is said."""
    kinds = ["roster-count", "ratio", "rank", "roster-count", "ratio", "rank"]
    names = ["one", "two", "three", "four", "five", "six"]
    verdicts = ["holds", "fails", "holds", "holds", "depends", "not checkable"]
    rows = pd.DataFrame({"claim_id": names, "relation": kinds, "verdict": verdicts})
    found = findings.claims.holding(rows)
    assert words(found) == (
        "What holds by the article's own figures: 2 sizes of lists and 1 rank among counts."
    )
    soup = BeautifulSoup(found.data, "html.parser")
    assert [link["data-figures"] for link in soup.find_all("a")] == [
        "claim-one;claim-four",
        "claim-three",
    ]
    assert (
        words(findings.claims.holding(rows.iloc[[1]]))
        == "What holds by the article's own figures: none."
    )


def test_every_kind_that_can_hold_has_a_name():
    never = {"compare-with-reference", "not-checkable"}  # of the article's own figures alone
    assert set(findings.claims.KINDS) == set(KINDS) - never


def test_telling_leads_with_what_decided():
    found = findings.claims.telling(CLAIMS.iloc[[1, 2]])
    assert words(found) == (
        "B is a fifth. Against independent figures it fails. "
        "1.5 to 2 billion yuan against $3 million."
        "C leads. It fails. It is no. 2 (2021)."
    )
    assert links(found) == [
        ("B is a fifth.", "#claim-two"),
        ("1.5", "#claim-two"),
        ("2 billion yuan", "#claim-two"),
        ("$3 million", "#claim-two"),
        ("C leads.", "#claim-three"),
        ("no. 2", "#claim-three"),
        ("2021", "#claim-three"),
    ]


@pytest.mark.parametrize(
    ("inside", "outside", "said"),
    [
        ("fails", "holds", "It fails. Own."),
        ("holds", "fails", "Against independent figures it fails. Others."),
        ("holds", "holds", "Against independent figures it holds. Others."),
        ("not checkable", "depends", "Against independent figures it is left open. Others."),
        ("depends", "holds", "It is left open. Own."),
        ("not checkable", "not checkable", "It cannot be checked. Own."),
    ],
)
def test_telling_goes_by_the_graver_verdict(inside, outside, said):
    changed = {"verdict": inside, "reason": "Own.", "supported": outside}
    one = CLAIMS.head(1).assign(**changed, reason_supported="Others.")
    assert words(findings.claims.telling(one)) == f"A & B are level. {said}"


def test_ruling_escapes_what_is_typed():
    found = findings.claims.ruling(CLAIMS.iloc[0])
    assert words(found) == "A & B are level. It holds. A comes to 5%."
    assert "A &amp; B" in found.data


def test_wholes_end_with_what_all_allow():
    rows = pd.DataFrame(
        {
            "place": ["Wuhan", "Xian"],
            "low": [10.0, 20.0],
            "value": [25.0, 30.0],
            "high": [30.0, 40.0],
            "unit": "count",
            "ids": ["a;b", "c;d"],
        }
    )
    claim = pd.Series({"claim_id": "one", "low": 20.0, "high": 30.0, "unit": "count"})
    found = findings.claims.wholes(rows, claim)
    cells = [cell.get_text() for cell in BeautifulSoup(found.data, "html.parser").find_all("td")]
    assert cells == [
        *("Wuhan", "25", "10 to 30"),
        *("Xian", "30", "20 to 40"),
        *("all of them", "", "20 to 30"),
    ]


def test_wholes_without_a_common_range_end_with_nothing():
    """The range of such a claim is all that any pair allows, which all of them do not."""
    rows = pd.DataFrame(
        {
            "place": ["Wuhan", "Xian"],
            "low": [10.0, 31.0],
            "value": [25.0, 35.0],
            "high": [30.0, 40.0],
            "unit": "count",
            "ids": ["a;b", "c;d"],
        }
    )
    claim = pd.Series({"claim_id": "one", "low": 10.0, "high": 40.0, "unit": "count"})
    found = BeautifulSoup(findings.claims.wholes(rows, claim).data, "html.parser")
    last = [cell.get_text() for cell in found.find_all("tr")[-1].find_all("td")]
    assert last == ["all of them", "", "nothing"]


def test_confronted_names_a_claim_once():
    rows = pd.DataFrame(
        {
            "claim_id": ["two", "two"],
            "figure_id": ["r1", "r2"],
            "value": [2.5, 3.0],
            "grade": ["B", "C"],
        }
    )
    found = findings.claims.confronted(rows, CLAIMS, REFERENCES)
    body = BeautifulSoup(found.data, "html.parser").find("tbody")
    cells = [[cell.get_text() for cell in row.find_all("td")] for row in body.find_all("tr")]
    assert cells == [
        ["B is a fifth.", "1.5 to 2 billion yuan", "5 billion yuan", "250%", "2023", "B"],
        ["", "", "nearly 6 billion yuan", "300%", "no year", "C"],
    ]
    assert ("5 billion yuan", "#r1") in links(found)


def test_nothing_to_confront():
    rows = pd.DataFrame({"claim_id": [], "figure_id": [], "grade": []})
    assert words(findings.claims.confronted(rows, CLAIMS, REFERENCES)) == (
        "No independent figure is of the same metric as a claim."
    )


@pytest.fixture
def pair():
    return pd.DataFrame(
        {
            "figure_id": ["own", "r1"],
            "place": ["Wuhan", "Wuhan"],
            "metric": ["wide", "strict"],
            "year": pd.array([None, 2023], dtype="Int64"),
            "hedge": ["nearly", "exact"],
            "value": [3000.0, 12.0],
            "unit": ["count", "count"],
            "grade": ["", "A"],
        }
    )


def test_gulf(pair):
    labels = pd.Series({"wide": "related firms", "strict": "firms by a strict count"})
    found = findings.claims.gulf(pair, labels)
    assert words(found) == (
        "What is counted decides the number, and nowhere more than in Wuhan. It has nearly 3,000 "
        "related firms as the article prints, and 12 firms by a strict count (2023), by an "
        "independent figure of grade A: the first is 250 times the second. They are different "
        "things under one name, and neither is held against the other."
    )
    assert (
        words(findings.claims.gulf(pair.head(0), labels))
        == "No place is counted by both definitions."
    )
