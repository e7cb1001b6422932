"""Wholes, independent figures and rival definitions as a reader meets them, every number linked."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import findings

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
