"""Verdicts in words in both languages, each number linked."""

import pandas as pd
import pytest

from analysis import findings, measures

from .reading import cells, links, words
from .small import FIGURES, REFERENCES

CLAIMS = pd.DataFrame(
    {
        "claim_id": ["one", "two", "three", "four"],
        "kind": ["assertion", "assertion", "check", "list"],
        "template_en": ["A & B have {a}.", "B is a fifth.", "C leads.", "They are {a}."],
        "template_zh": ["甲乙有{a}。", "乙占五分之一。", "丙领先。", "共{a}。"],
        "says_en": ["A & B have about 5%.", "B is a fifth.", "C leads.", "They are 5."],
        "says_zh": ["甲乙有5%左右。", "乙占五分之一。", "丙领先。", "共五。"],
        "verdict": ["holds", "not checkable", "fails", "holds"],
        "reason_en": ["It comes to 5%.", "Nothing is given.", "It is no. 2.", "It lists 5."],
        "reason_zh": ["得5%。", "没有数字。", "第2。", "共5个。"],
        "supported": ["none", "contradicted", "open", "none"],
        "supported_how": ["", "weakly;hindsight", "", ""],
        "references": ["r1", "r1", "r1", ""],
        "held_against": [""] * 4,
        "flips_at_tolerance": [""] * 4,
        "reason_supported_en": ["", "It is 7%.", "It may be.", ""],
        "reason_supported_zh": ["", "为7%。", "也许。", ""],
    }
)


def test_counts_of_assertions(english, chinese):
    found = findings.claims.counts(CLAIMS, english)
    assert words(found) == (
        "We tested 2 assertions of the article on its own figures and then on those of others. By "
        "its own, 1 holds and 1 cannot be checked. By those of others, 1 is contradicted and 1 "
        "meets no figure that decides. Besides, we made 1 check of our own and 1 test of "
        "a list that goes by a nickname; they are counted apart."
    )
    assert links(found)[:2] == [("2", "claim-one;claim-two"), ("1", "claim-one")]
    assert words(findings.claims.counts(CLAIMS, chinese)) == (
        "文中的2条论断，我们先用它自己的数字核对，再用别人的数字核对。按文中数字，1条成立、"
        "1条无从核对；按独立数据，1条不符、1条没有独立数据可以判定。此外，我们自己做的核对有1条、"
        "对绰号名单的核对有1条，另行统计。"
    )


def test_kinds_of_claims_that_there_are_none_of_are_not_counted(english):
    checks = words(findings.claims.counts(CLAIMS[CLAIMS["kind"] != "list"], english))
    assert "nickname" not in checks
    assert checks.endswith("Besides, we made 1 check of our own; they are counted apart.")
    alone = words(findings.claims.counts(CLAIMS[CLAIMS["kind"] == "assertion"], english))
    assert "Besides" not in alone


@pytest.mark.parametrize(
    ("supported", "expected"),
    [
        (
            ["supported", "none"],
            "most of the article's assertions: one supported, none contradicted",
        ),
        (
            ["contradicted"] * 2,
            "most of the article's assertions: none supported, two contradicted",
        ),
        (["none", "open"], "none of the article's assertions"),
    ],
)
def test_the_title_counts_what_independent_figures_decide(supported, expected, english):
    rows = CLAIMS.head(2).assign(supported=supported)
    assert findings.claims.counts_title(rows, english) == f"Independent figures decide {expected}"


def test_verdicts_with_their_reasons(english, chinese):
    found = findings.claims.verdicts(CLAIMS.iloc[:2], english)
    assert repr(found) == (
        "- A & B have about 5%. The article's own figures bear it out. It comes to 5%. Every step\n"
        "- B is a fifth. Others contradict it, though on weak sources. It is 7%. Every step"
    )
    assert [leads for _, leads in links(found)] == [
        *("a", "claim-one", "claim-one"),
        *("claim-two", "claim-two"),
    ]
    assert repr(findings.claims.verdicts(CLAIMS.iloc[:1], chinese)) == (
        "- 甲乙有5%左右。按文中数字，这一说法成立。得5%。逐步推导"
    )


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        ("not checkable", "supported", ["Others bear it out.", "They count 5."]),
        ("not checkable", "none", ["The article gives nothing to check it by.", "It is silent."]),
        (
            "holds",
            "conflicting",
            [
                *("The article's own figures bear it out.", "It is silent."),
                *("Others disagree on it.", "They count 5."),
            ],
        ),
        (
            "open",
            "open",
            [
                *("The article itself leaves it open.", "It is silent."),
                *("Others leave it open.", "They count 5."),
            ],
        ),
    ],
)
def test_each_verdict_that_says_something_with_its_reason(inside, outside, expected, english):
    row = {
        "verdict": inside,
        "supported": outside,
        "supported_how": "",
        "kind": "assertion",
        "references": "",
        "held_against": "",
        "flips_at_tolerance": "",
        "reason_en": "It is silent.",
        "reason_supported_en": "They count 5.",
    }
    assert findings.claims.account(row, english) == expected


def test_contradictions_that_rest_on_who_counts_are_told_apart(english, chinese):
    """Assertions alone; of none nothing is said."""
    claims = CLAIMS.assign(supported="contradicted", supported_proof=["r1", "p", "r1;x", "r2"])
    apart = REFERENCES.assign(metric="firms")
    told = measures.claims.over_counts(claims, apart, apart)
    (found,) = findings.claims.contested(told, apart, english)
    assert words(found) == (
        "Of those contradicted, 1 differs only from other counts of firms, which differ by a "
        "factor of 2 themselves."
    )
    (found,) = findings.claims.contested(told, apart, chinese)
    assert "有1条只是统计口径不同：企业有多少" in words(found)
    nothing = measures.claims.over_counts(claims, apart, apart.head(0))
    assert findings.claims.contested(nothing, apart.head(0), english) == []


def met(**changes):
    rows = {
        "claim_id": ["one"],
        "printed_id": ["a"],
        "figure_id": ["r1"],
        "side": ["against"],
        "value": [10.0],
    }
    return pd.DataFrame(rows | changes)


def both():
    return pd.concat([met(), met(figure_id=["r2"], side=["for"], value=[20.0])])


def test_independent_figures_within_and_without(english, chinese):
    assert words(findings.claims.confronted(met(), english)) == (
        "1 independent figure measures what the article prints: 1 lies outside."
    )
    assert words(findings.claims.confronted(both(), english)) == (
        "2 independent figures measure what the article prints: 1 lies within its bounds and 1 "
        "lies outside."
    )
    assert words(findings.claims.confronted(met(), chinese)) == (
        "与文中数字统计同一事物的独立数据有1项：1项落在幅度之外。"
    )
    assert words(findings.claims.confronted(met().iloc[:0], english)) == (
        "No independent figure measures what the article prints."
    )


def test_the_title_says_where_most_independent_figures_lie(english):
    title = findings.claims.confronted_title
    assert title(met(), english) == "Most independent figures disagree with the print"
    assert title(both(), english) == "Half of the independent figures lie outside what is printed"
    third = pd.concat([both(), both().assign(side="neither"), both().tail(1)])
    assert title(third, english) == "Independent figures lie within and outside of what is printed"


def test_the_table_names_a_claim_once(english):
    found = findings.claims.confronted_table(both(), FIGURES, REFERENCES, english)
    assert cells(found)[1:] == [
        ["Wuhan, firms", "100,000", "1,000,000", "1,000%", "outside", "2023", "B"],
        ["", "", "nearly 2,000,000", "2,000%", "within", "no year", "C"],
    ]
    none = findings.claims.confronted_table(met().iloc[:0], FIGURES, REFERENCES, english)
    assert words(none).startswith("No independent figure")
