"""The rows that pages end in, from processed tables of a few rows; claims as ClaimReview."""

import json

import pytest

from analysis.report import evidence
from analysis.report.evidence import Evidence

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


def test_a_claim_in_words(read):
    row = dict(read().claims[1])
    assert json.loads(row.pop("review"))["claimReviewed"] == "Sales are a fifth."
    assert row == {
        "id": "sales",
        "relation": "ratio",
        "says_en": "Sales are a fifth.",
        "says_zh": "五分之一。",
        "verdict": "not checkable",
        "reason": "No whole.",
        "reason_zh": "",
        "supported": "fails",
        "reason_supported": "In no reading.",
        "tolerance": "One in twenty.",
        "line": "3",
        "source": "post",
        "computed": "175.7 to 215.3 billion yuan",
        "rated": "Independent figures: fails",
        "figures": ["b-industry"],
        "references": ["c-industry"],
    }


def test_what_is_not_computed_and_rests_on_nothing_is_empty(read):
    first, _, words = read().claims
    assert (first["computed"], words["computed"]) == ("no. 1", "")
    assert (words["figures"], words["references"]) == ([], [])
    assert (first["reason_zh"], words["reason_zh"]) == ("", "只有文字。")
    assert (first["tolerance"], words["tolerance"]) == ("", "")


def test_claims_by_the_verdict_that_rates_them(read):
    """The worst first; a verdict that no claim has is left out; unrated ones come last."""
    groups = evidence.by_rating(read().claims)
    assert {name: [row["id"] for row in rows] for name, rows in groups.items()} == {
        "Independent figures: fails": ["sales"],
        "Within the article: holds": ["first"],
        "Not checkable": ["words"],
    }
    assert list(groups)[-1] == "Not checkable"


@pytest.mark.parametrize(
    ("place", "named", "claims", "expected"),
    [
        ("Shanghai", set(), set(), [["b-firms", "s-firms"], [], ["first"]]),
        (
            "Beijing",
            {"b-firms-2024"},
            set(),
            [
                ["b-firms", "s-firms", "b-industry"],
                ["b-firms-2024", "c-industry"],
                ["first", "sales"],
            ],
        ),
        (
            "Hangzhou",
            set(),
            {"sales", "words"},
            [["b-industry"], ["c-industry"], ["sales", "words"]],
        ),
        ("Hangzhou", set(), set(), [[], [], []]),
    ],
    ids=["a claim brings its figures", "and references", "claims by name", "nothing"],
)
def test_what_the_page_of_a_place_shows(read, place, named, claims, expected):
    assert ids(read().of_place(place, named, claims)) == expected


def test_what_claims_rest_on(read):
    assert read().cited() == {"b-firms", "s-firms", "b-industry", "c-industry"}


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
    written = evidence.to_review({**ROW, "says_en": text, "reason": text}, SOURCE, text)
    assert not set("<>&") & set(written)
    assert json.loads(written)["claimReviewed"] == text
    assert json.loads(written)["author"]["name"] == text
