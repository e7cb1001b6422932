"""Claims in words, from processed tables of a few rows."""

import pytest

from analysis.data.words import Words
from analysis.data.words import words as words_of
from analysis.messages import say
from analysis.report import evidence


@pytest.fixture
def read(processed):
    """Return a function that reads the claims of the small processed tables."""
    return lambda language="en": evidence.read(words_of(language))


def claim(read, name):
    (row,) = [row for row in read() if row["id"] == name]
    return dict(row)


def test_a_check_in_words(read):
    row = claim(read, "sales")
    assert row.pop("rated") == row["badges"][1]
    assert row["badges"][1]["option"] == "By independent figures: contradicted"
    said = [(badge["verdict"], badge["text"]) for badge in row.pop("badges")]
    assert said == [
        ("not checkable", "By the article's own figures: not checkable"),
        ("contradicted", "By independent figures: contradicted, weakly"),
    ]
    assert row == {
        "id": "sales",
        "kind": "check",
        "claim": "industry[Beijing] == industry[China] / 5",
        "within": "5%",
        "says": "Sales are a fifth.",
        "told": "Sales are a fifth.",
        "reason": "No whole is printed.",
        "reason_supported": "It is 7.7%.",
        "because": "One part in twenty.",
        "line": "3",
        "source": "post",
        "rating": ("outside", "contradicted"),
        "places": ["Beijing", "China"],
        "proof": [],
        "definitions": [],
        "flips": [
            "Holds from 3.6%, fails below 3.4%",
            "By independent figures, a fifth ahead of Beijing by 156% to 158.1%",
            "Were “more than” or “or more” read less than 0.65 times as wide, the verdict would "
            "be: open.",
        ],
        "pro": [],
        "contra": ["c-industry"],
        "neither": [],
        "shown": [],
        "review": "",
    }


def test_the_words_of_a_claim_link_its_figures(read):
    row = claim(read, "first")
    assert row["told"] == (
        'Beijing with <a class="figure" href="#b-firms">nearly 320,000</a> has the most.'
    )
    assert row["proof"] == ["b-firms", "s-firms"]
    assert row["definitions"] == ["firms[China] holds its parts"]
    assert row["neither"] == ["b-firms-2024"]
    assert row["flips"] == [
        "Beijing ahead of Shanghai by 18% to 20%",
        "Would change if hedges opened 2.5 times as far as we read them",
        "Were “nearly” read 2.5 times as wide, the verdict would be: open.",
    ]


def test_how_firm_an_open_claim_is(read):
    row = claim(read, "many")
    assert row["flips"] == ["The figures would decide if hedges opened 50% as far as we read them"]
    assert row["contra"] == ["s-firms-2024"], "outside the printed bounds, whatever the verdict"


def test_flips_in_chinese():
    row = {
        "flips_at_tolerance": "3.4%;3.6%",
        "flips_at_margin": "-5%;3%",
        "margin_zh": "从天津高出5%到武汉高出3%，都有可能",
        "flips_at_tolerance_supported": "0%;3.6%",
        "flips_at_margin_supported": "",
        "margin_supported_zh": "名次没有幅度可言：顺序变了，结论才会变",
        "flips_at_hedge": 0.36,
    }
    words = Words("zh", {}, {}, {})
    move = {"by": "supported", "family": "nearly", "factor": 2.5, "verdict_above": "open"}
    conflict = {"by": "within", "family": "about", "factor": 0.4, "verdict_below": "conflicting"}
    moves = [move | {"verdict_below": "supported"}, conflict | {"verdict_above": "holds"}]
    assert evidence.flips_of(row, moves, words) == [
        "容差3.6%起成立，低于3.4%则不成立",
        "从天津高出5%到武汉高出3%，都有可能",
        "若把模糊措辞的幅度收窄到现在的36%，便有定论",
        "按独立数据，容差3.6%起成立",
        "若把“近”的幅度放宽到现在的2.5倍，结论就变成：未定。",
    ]
    steady = row | dict.fromkeys((name for name in row if name != "flips_at_hedge"), "")
    steady["flips_at_hedge"] = float("inf")
    assert evidence.flips_of(steady, [], words) == [
        "即使把模糊措辞放宽到现在幅度的一百倍，结论也不变"
    ]


def test_claims_are_assertions_then_checks_and_what_is_refuted_first(read):
    """An assertion that is supported comes before one that only holds, and an opinion is last."""
    assert [row["id"] for row in read()] == ["many", "first", "words", "sales"]


def test_a_claim_is_about_the_places_of_its_formula_and_figures(read):
    """In the order of places.csv."""
    found = {row["id"]: row["places"] for row in read()}
    assert found["first"] == ["Beijing", "Shanghai"]
    assert found["many"] == ["Shanghai"]
    assert found["words"] == []


def test_rows_are_in_the_language_of_the_words(read):
    first = read("zh")[0]
    assert first["rated"]["option"] == "按独立数据：得到印证"
    assert first["says"] == "上海有16家。"


def test_what_claims_rest_on(read):
    assert evidence.cited(read()) == {
        *("b-firms", "s-firms", "b-firms-2024", "c-industry", "s-firms-2024"),
    }


@pytest.mark.parametrize(("language", "stop"), [("en", "."), ("zh", "。")])
def test_the_reason_that_every_number_without_a_hedge_repeats_is_one_sentence(language, stop):
    assert say("hedge.why.exact", language).count(stop) == 1
