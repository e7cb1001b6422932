"""The rows that pages end in, from processed tables of a few rows; claims as ClaimReview."""

import json

import pandas as pd
import pytest

from analysis.report import evidence
from analysis.report.evidence import Evidence

ROW = {
    "claim_id": "firms-first",
    "says_en": "Beijing has the most firms.",
    "verdict": "holds",
    "reason_en": "Beijing is no. 1.",
    "supported": "none",
    "supported_how": "",
    "reason_supported_en": "",
    "kind": "assertion",
    "references": "",
    "flips_at_tolerance": "",
    "held_against": "references",
}
SOURCE = {
    "publisher_en": "The Post",
    "publisher_zh": "郵報",
    "subject": "Two cities",
    "language": "zh-Hant",
    "sha256": "27d3",
    "published": "2025-02",
}


@pytest.fixture
def read(processed):
    """Return a function that reads the evidence of the small processed tables."""
    return evidence.read


def ids(shown: Evidence) -> list[list[str]]:
    """Return the ids of each kind: figures, references, claims."""
    figures = [[row["figure_id"] for row in rows] for rows in (shown.figures, shown.references)]
    return [*figures, [row["id"] for row in shown.claims]]


def test_a_printed_figure_in_words(read):
    assert read().figures[0] == {
        "figure_id": "b-firms",
        "place": "Beijing",
        "metric": "Firms",
        "year": "",
        "printed": "近32萬家",
        "hedge": "nearly",
        "value": "320,000",
        "bounds": "310,000 to 320,000",
        "source": "post",
        "line": "1",
        "start": "3",
        "credit": "The Bureau",
        "note": "",
    }


def test_an_independent_figure_in_words(read):
    first, second, _ = read().references
    assert first == {
        "figure_id": "b-firms-2024",
        "place": "Beijing",
        "metric": "Firms",
        "year": "2024",
        "printed": "超2400家",
        "hedge": "more than",
        "value": "2,400",
        "bounds": "2,400 to 2,500",
        "grade": "A",
        "kind": "official",
        "title": "News",
        "address": "http://a.example/1",
        "definition": "By a strict count",
    }
    assert second["title"] == "b.example", "a page without a title goes by its host"


def claim(read, name):
    (row,) = [row for row in read().claims if row["id"] == name]
    return dict(row)


def test_a_check_in_words(read):
    assert claim(read, "sales") == {
        "id": "sales",
        "kind": "check",
        "claim": "industry[Beijing] == industry[China] / 5",
        "within": "5%",
        "says_en": "Sales are a fifth.",
        "says_zh": "五分之一。",
        "words_en": "Sales are a fifth.",
        "words_zh": "五分之一。",
        "verdict": "not checkable",
        "reason_en": "No whole is printed.",
        "reason_zh": "没有总数。",
        "supported": "contradicted",
        "reason_supported_en": "It is 7.7%.",
        "reason_supported_zh": "为7.7%。",
        "line": "3",
        "source": "post",
        "how": ["weakly"],
        "by": "outside",
        "rated": "contradicted",
        "proof": [],
        "definitions": [],
        "worlds": [],
        "flips": ["holds from 3.6%, fails below 3.4%"],
        "pro": [],
        "contra": ["c-industry"],
        "neither": [],
        "shown": [],
        "review": "",
    }


def test_the_words_of_a_claim_link_its_figures(read):
    row = claim(read, "first")
    assert row["words_en"] == (
        'Beijing with <a class="figure" href="#b-firms">nearly 320,000</a> has the most.'
    )
    assert row["proof"] == ["b-firms", "s-firms"]
    assert row["definitions"] == ["firms[China] holds its parts"]
    assert row["neither"] == ["b-firms-2024"]
    assert row["flips"] == ["would change if hedges opened 2.5 times as far as we read them"]


def test_an_open_claim_has_a_world_each_way(read):
    row = claim(read, "many")
    assert row["worlds"] == [
        "It would be true if Shanghai had 16 firms.",
        "It would be false if Shanghai had 17 firms and Beijing's industry came to 38.7 billion "
        "yuan in 2023.",
    ]
    assert row["flips"] == ["the figures would decide if hedges opened 50% as far as we read them"]
    assert row["contra"] == ["s-firms-2024"], "outside the printed bounds, whatever the verdict"


def test_worlds_and_flips_in_chinese():
    metrics = pd.DataFrame(
        {"metric": ["firms"], "unit": ["count"], "adds_up": ["yes"], "label_zh": ["企业"]}
    ).set_index("metric")
    row = {
        "world_true": "firms[unlisted city 1]=30000",
        "world_false": "firms[Wuhan, 2024]=12.5",
        "flips_at_tolerance": "3.4%;3.6%",
        "flips_at_hedge": 0.36,
    }
    assert evidence.worlds(row, metrics, "zh") == [
        "若另一个城市的企业为3万，则成立。",
        "若Wuhan2024年的企业为12.5，则不成立。",
    ]
    assert evidence.flips_of(row, "zh") == [
        "容差3.6%起成立，低于3.4%则不成立",
        "若把模糊措辞的幅度收窄到现在的36%，便有定论",
    ]


def test_a_tolerance_of_nothing_is_no_end():
    row = {"flips_at_tolerance": "0%;4.256%", "flips_at_hedge": float("nan")}
    assert evidence.flips_of(row) == ["holds from 4.256%"]


def test_assertions_come_first_then_checks_then_lists(read):
    assert [row["id"] for row in read().claims] == ["first", "words", "many", "sales"]


def test_assertions_by_the_verdict_that_rates_them(read):
    """A verdict that none has is left out, and checks are no assertions."""
    groups = evidence.by_rating(read().claims)
    assert {name: [row["id"] for row in rows] for name, rows in groups.items()} == {
        "By independent figures: supported": ["many"],
        "By the article's own figures: holds": ["first"],
        "By the article's own figures: an opinion": ["words"],
    }


@pytest.mark.parametrize(
    ("place", "named", "claims", "expected"),
    [
        ("Shanghai", set(), set(), [["s-firms"], ["s-firms-2024"], ["many"]]),
        (
            "Beijing",
            {"s-firms-2024"},
            set(),
            [["b-firms", "s-firms", "b-industry"], ["b-firms-2024", "s-firms-2024"], ["first"]],
        ),
        ("Hangzhou", set(), {"sales"}, [[], ["c-industry"], ["sales"]]),
        ("Hangzhou", set(), set(), [[], [], []]),
    ],
    ids=["a claim that shows its figure", "and references", "claims by name", "nothing"],
)
def test_what_the_page_of_a_place_shows(read, place, named, claims, expected):
    assert ids(read().of_place(place, named, claims)) == expected


def test_what_claims_rest_on(read):
    assert read().cited() == {
        *("b-firms", "s-firms", "b-firms-2024", "c-industry", "s-firms-2024"),
    }


def review(**changes):
    """Return the review of ROW with some fields changed, parsed."""
    return json.loads(evidence.to_review({**ROW, **changes}, SOURCE, "A tale"))


def test_a_review_says_who_claims_what_where_and_what_became_of_it():
    assert review() == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "#claim-firms-first",
        "inLanguage": "en",
        "claimReviewed": "Beijing has the most firms.",
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": "The Post", "alternateName": "郵報"},
            "datePublished": "2025-02",
            "appearance": {
                "@type": "CreativeWork",
                "name": "Two cities",
                "inLanguage": "zh-Hant",
                "identifier": "sha256:27d3",
            },
        },
        "author": {"@type": "Organization", "name": "A tale"},
        "reviewRating": {
            "@type": "Rating",
            "bestRating": 3,
            "worstRating": 1,
            "alternateName": "holds within the article, not checked independently",
        },
        "reviewBody": "The article's own figures bear it out. Beijing is no. 1. "
        "Nobody else has been found to count the same.",
    }


@pytest.mark.parametrize(
    ("verdict", "supported", "how", "name", "value"),
    [
        ("holds", "supported", "", "supported", 3),
        ("holds", "contradicted", "weakly;hindsight", "contradicted, weakly, with hindsight", 1),
        ("open", "conflicting", "", "conflicting", 2),
        ("fails", "none", "", "fails within the article, not checked independently", 1),
        ("open", "open", "", "open within the article, not checked independently", None),
        ("opinion", "none", "", "an opinion within the article, not checked independently", None),
    ],
)
def test_a_rating_has_a_value_where_figures_refute_or_bear_out(
    verdict, supported, how, name, value
):
    """That figures agree with each other is no sign of truth; that they do not is one of error."""
    rating = review(verdict=verdict, supported=supported, supported_how=how)["reviewRating"]
    assert (rating["alternateName"], rating.get("ratingValue")) == (name, value)


def test_a_review_gives_the_reason_of_the_verdict_that_rates():
    found = review(verdict="not checkable", supported="contradicted", reason_supported_en="7%.")
    assert found["reviewBody"] == "Others contradict it. 7%."


def test_no_text_ends_the_element_around_it():
    text = "R&D </script><!-- <script> '\" 企業"
    written = evidence.to_review({**ROW, "says_en": text, "reason_en": text}, SOURCE, text)
    assert not set("<>&") & set(written)
    assert json.loads(written)["claimReviewed"] == text
    assert json.loads(written)["author"]["name"] == text
