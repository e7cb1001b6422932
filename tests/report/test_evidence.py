"""The rows that pages end in, from processed tables of a few rows."""

import json

import pytest

from analysis.report import evidence
from analysis.report.evidence import Evidence


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
