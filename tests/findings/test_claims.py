"""Verdicts as a reader meets them: words and counts computed, every number linked."""

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
