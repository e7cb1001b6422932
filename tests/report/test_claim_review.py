"""A claim and its verdict as schema.org's ClaimReview."""

import json

import pytest

from analysis.report import claim_review

ROW = {
    "claim_id": "firms-first",
    "says_en": "Beijing has the most firms.",
    "verdict": "holds",
    "reason": "Beijing is no. 1 in every reading.",
    "supported": "not checkable",
    "reason_supported": "No independent figure bears on it.",
}
SOURCE = {
    "publisher_en": "The Post",
    "publisher_zh": "郵報",
    "subject": "Two cities",
    "language": "zh-Hant",
    "sha256": "27d3",
}


def review(**changes):
    """Return the review of ROW with some fields changed, parsed."""
    return json.loads(claim_review.to_json({**ROW, **changes}, SOURCE, "A tale"))


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
        "reviewBody": "By the article's own figures alone, as no independent figure decides. "
        "Beijing is no. 1 in every reading.",
    }


@pytest.mark.parametrize(
    ("verdict", "value"), [("depends", {"ratingValue": 2}), ("fails", {"ratingValue": 1})]
)
def test_what_the_article_itself_undoes_has_a_value(verdict, value):
    """That figures agree with each other is no sign of truth; that they do not is one of error."""
    assert review(verdict=verdict)["reviewRating"] == {
        "@type": "Rating",
        "bestRating": 3,
        "worstRating": 1,
        "alternateName": f"{verdict} within the article, not checked independently",
        **value,
    }


def test_the_article_may_undo_what_independent_figures_support():
    found = review(verdict="fails", supported="holds", reason_supported="It is 5.")
    assert found["reviewRating"] == {
        "@type": "Rating",
        "bestRating": 3,
        "worstRating": 1,
        "alternateName": "fails",
        "ratingValue": 1,
    }
    assert found["reviewBody"] == (
        "By the article's own figures. Beijing is no. 1 in every reading."
    )


@pytest.mark.parametrize(("verdict", "value"), [("holds", 3), ("depends", 2), ("fails", 1)])
def test_independent_figures_rate_a_claim_where_they_decide(verdict, value):
    found = review(verdict="not checkable", supported=verdict, reason_supported="It is 5.")
    assert found["reviewRating"]["ratingValue"] == value
    assert found["reviewRating"]["alternateName"] == verdict
    assert found["reviewBody"] == "By independent figures. It is 5."


def test_what_cannot_be_checked_has_no_value():
    rating = review(verdict="not checkable")["reviewRating"]
    assert rating == {
        "@type": "Rating",
        "bestRating": 3,
        "worstRating": 1,
        "alternateName": "not checkable",
    }


def test_no_text_ends_the_element_around_it():
    text = "R&D </script><!-- <script> '\" 企業"
    written = claim_review.to_json({**ROW, "says_en": text, "reason": text}, SOURCE, text)
    assert not set("<>&") & set(written)
    assert json.loads(written)["claimReviewed"] == text
    assert json.loads(written)["author"]["name"] == text
