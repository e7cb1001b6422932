"""Claims as ClaimReview, in both languages."""

import json

import pytest

from analysis.data.words import Words
from analysis.report import evidence

WORDS = {language: Words(language, {}, {}, {}) for language in ("en", "zh")}
ROW = {
    "claim_id": "firms-first",
    "says_en": "Beijing has the most firms.",
    "says_zh": "北京企业最多。",
    "verdict": "holds",
    "reason_en": "Beijing is no. 1.",
    "reason_zh": "北京第一。",
    "supported": "none",
    "supported_how": "",
    "kind": "assertion",
    "references": "a",
    "held_against": "references",
    "flips_at_tolerance": "",
    "reason_supported_en": "",
    "reason_supported_zh": "",
}
SOURCE = {
    "publisher_en": "The Post",
    "publisher_zh": "郵報",
    "subject": "Two cities",
    "language": "zh-Hant",
    "sha256": "27d3",
    "published": "2025-02",
}


def review(**changes):
    """Return the review of ROW with some fields changed, parsed."""
    return json.loads(evidence.to_review({**ROW, **changes}, SOURCE, "A tale", WORDS["en"]))


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
        "reviewBody": "The article's own figures bear it out. Beijing is no. 1.",
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
def test_a_rating_has_a_value_where_figures_decide(verdict, supported, how, name, value):
    """That figures agree with each other is no sign of truth; that they do not is one of error."""
    rating = review(verdict=verdict, supported=supported, supported_how=how)["reviewRating"]
    assert (rating["alternateName"], rating.get("ratingValue")) == (name, value)


def test_a_review_gives_the_reason_of_the_verdict_that_rates():
    found = review(verdict="not checkable", supported="contradicted", reason_supported_en="7%.")
    assert found["reviewBody"] == "Others contradict it. 7%."


def test_no_text_ends_the_element_around_it():
    text = "R&D </script><!-- <script> '\" 企業"
    written = evidence.to_review(
        {**ROW, "says_en": text, "reason_en": text}, SOURCE, text, WORDS["en"]
    )
    assert not set("<>&") & set(written)
    assert json.loads(written)["claimReviewed"] == text
    assert json.loads(written)["author"]["name"] == text


def test_a_review_in_chinese():
    found = json.loads(evidence.to_review(ROW, SOURCE, "两城", WORDS["zh"]))
    assert found["inLanguage"] == "zh-Hans"
    assert found["claimReviewed"] == "北京企业最多。"
    assert found["reviewBody"] == "按文中数字，这一说法成立。北京第一。"
    assert found["reviewRating"]["alternateName"] == "按文中数字成立，未经独立数据核对"
