"""Rankings in words: what survives all choices, which figure decides, what silence leaves open."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import findings

FIGURES = pd.DataFrame(
    {
        "figure_id": ["a-firms", "b-firms", "b-talent"],
        "place": ["A", "B", "B"],
        "metric": ["firms", "firms", "talent"],
        "year": [2024.0, 2021.0, None],
        "hedge": ["exact", "nearly", "exact"],
        "value": [300.0, 200.0, 0.5],
        "unit": ["count", "count", "share"],
    }
)
NOTHING = FIGURES.head(0)
ROWS = pd.DataFrame({"place": ["A", "B", "C"] * 2})
SPANS = pd.DataFrame(
    {
        "place": ["A", "B", "C"],
        "first_low": [1.0, 0.0, 0.0],
        "best": [1, 2, 2],
        "worst": [1, 3, 3],
        "usual_best": [1, 2, 2],
        "usual_worst": [1, 2, 3],
        "decides": ["score", "silence", "silence"],
        "better": ["rank", "at its best", "at its best"],
        "worse": ["z-score", "at its worst", "at its worst"],
        "low": [1.0, 2.04, 2.5],
        "high": [1.0, 2.96, 2.6],
    }
)
CHANCES = pd.DataFrame(
    {
        "place": ["A", "A", "A", "B", "B", "B", "C", "C", "C"],
        "rank": [1, 2, 3] * 3,
        "probability": [1.0, 0.0, 0.0, 0.0, 0.746, 0.254, 0.0, 0.4996, 0.4995],
    }
)
LABELS = pd.Series({"firms": "firms & co.", "talent": "talent"})
INFLUENCE = pd.DataFrame(
    {
        "figure_id": ["a-firms", "b-firms"],
        "place": ["A", "B"],
        "metric": ["firms", "firms"],
        "mover": ["A", "A"],
        "moved": [1.0, 0.5],
        "before": [1.25, 1.25],
        "after": [2.5, 1.75],
    }
)
OPTIONS = pd.DataFrame(
    {
        "choice": ["silence"] * 4,
        "option": ["drawn", "drawn", "left out", "left out"],
        "place": ["A", "B"] * 2,
        "low": [1.0, 2.0, 1.0, 1.5],
        "high": [1.0, 2.04, 1.0, 2.0],
        "last_low": [0.0, 0.5, 0.0, 0.25],
        "last_high": [0.0, 1.0, 0.0, 0.25],
    }
)


def words(html):
    """Return a finding's text, without its links."""
    return BeautifulSoup(html.data, "html.parser").get_text()


def cells(html):
    """Return a table's cells by row, the head included."""
    rows = BeautifulSoup(html.data, "html.parser").find_all("tr")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]


def test_what_survives_is_said_first():
    """Places between the same ranks are told together; B's talent is the largest."""
    assert words(findings.rankings.survives(ROWS, SPANS, FIGURES)) == (
        "A comes first in every draw, by all 2 combinations of choices. Choices decide the order "
        "of the others: B and C come anywhere between second and last. The rank that each takes "
        "most often depends on them too: B comes second, whatever is chosen; C comes anywhere "
        "between second and last."
    )
    assert "choices: it has the largest figure by every metric. Choices" in words(
        findings.rankings.survives(ROWS, SPANS, FIGURES.head(2))
    )


def test_nobody_may_survive():
    spans = SPANS.assign(first_low=[0.9, 0.0, 0.0], best=[1, 1, 2])
    assert words(findings.rankings.survives(ROWS, spans, FIGURES)).startswith(
        "Who comes first depends on the choices, of which there are 2 combinations: A and B can."
    )


@pytest.mark.parametrize(
    "said",
    [
        findings.rankings.survives(ROWS.head(0), SPANS.head(0), NOTHING),
        findings.rankings.usual(CHANCES.head(0), NOTHING, 10),
        findings.rankings.moves(SPANS.head(0), NOTHING),
        findings.rankings.by_metric(pd.DataFrame()),
        findings.rankings.decisive(INFLUENCE.head(0), NOTHING, LABELS),
    ],
)
def test_there_may_be_nothing_to_rank(said):
    assert words(said) == "The article states nothing to rank these places by."


def test_the_usual_choices():
    """A rank of half of the draws is a place's; the shares have the digits of their draws."""
    assert words(findings.rankings.usual(CHANCES, FIGURES, 20_000)) == (
        "By the usual choices (shares of the largest figure, arithmetic means, silent cells "
        "drawn), A comes first in all of the draws and B comes second in 75% of the draws. C takes "
        "no rank in half of the draws. There were 20,000 draws, so that a share may be off by 0.8 "
        "percentage points."
    )


@pytest.mark.parametrize(
    ("probability", "draws", "expected"),
    [
        (0.0, 20_000, "none"),
        (1.0, 20_000, "all"),
        (25 / 20_000, 20_000, "less than 1%"),
        (19 / 20_000, 20_000, "fewer than one in a thousand"),
        (1 - 19 / 20_000, 20_000, "all but fewer than one in a thousand"),
        (0.998, 20_000, "more than 99%"),
        (0.7434, 20_000, "74%"),
        (0.7434, 10_000_000, "74%"),
        (0.7434, 100, "70%"),
        (0.02, 100, "less than 10%"),
        (0.5, 2, "some"),
    ],
)
def test_shares_have_no_more_digits_than_the_draws_support(probability, draws, expected):
    assert findings.rankings.share_of(probability, draws) == expected


def test_chances_name_a_place_once_and_no_rank_never_taken():
    assert cells(findings.rankings.chance_table(CHANCES, FIGURES, 20_000))[:4] == [
        ["Place", "Rank", "Share of draws"],
        ["A", "first", "all"],
        ["B", "second", "75%"],
        ["", "last", "25%"],
    ]


def test_the_choice_that_moves_most():
    assert words(findings.rankings.moves(SPANS, FIGURES)) == (
        "No choice moves a place further than the reading of silence moves B: its mean rank is 2.0 "
        "(silence at best) or 3.0 (silence at worst)."
    )
    assert words(findings.rankings.moves(SPANS.head(1), FIGURES)) == (
        "No choice moves any place's mean rank."
    )


def test_options_are_tabulated():
    assert cells(findings.rankings.option_table(OPTIONS, FIGURES)) == [
        ["What is chosen", "How", "A", "B"],
        ["the reading of silence", "silence drawn", "1.0", "2.0"],
        ["the reading of silence", "silence left out", "1.0", "1.5 to 2.0"],
    ]
    assert cells(findings.rankings.last_table(OPTIONS, FIGURES, 20_000))[1:] == [
        ["the reading of silence", "silence drawn", "none", "50% to all"],
        ["the reading of silence", "silence left out", "none", "25%"],
    ]


def test_unlike_years_are_named():
    said = words(findings.rankings.years(FIGURES.head(2).sort_values("year"), LABELS))
    assert said == "Not of one year: firms & co. (B in 2021; A in 2024)."
    assert words(findings.rankings.years(NOTHING, LABELS)) == (
        "No metric compares figures that are known to be of different years."
    )


def test_silence():
    missing = pd.DataFrame({"place": ["A", "C", "C"], "metric": ["talent", "talent", "firms"]})
    assert words(findings.rankings.silence(missing, LABELS)).startswith(
        "The article leaves blank: talent of A and C; firms & co. of C. Whoever ranks"
    )
    assert words(findings.rankings.silence(missing.head(0), LABELS)) == (
        "Every place is measured by every metric compared."
    )


def test_by_metric():
    ranks = pd.DataFrame({"place": ["A", "A", "B", "B", "C"], "best": [1, 1, 2, 3, 2]})
    assert words(findings.rankings.by_metric(ranks)) == (
        "From metric to metric, the rank of B changes, and that of A does not (of places with more "
        "than one metric)."
    )


def test_decisive_counts_a_place_s_only_figure():
    assert words(findings.rankings.decisive(INFLUENCE, FIGURES, LABELS)) == (
        "No single figure decides more of the order than A's firms & co., 300: were it unknown, A "
        "would rank 2.5 on average and not 1.2."
    )
    assert cells(findings.rankings.influence_table(INFLUENCE, FIGURES, LABELS))[1:] == [
        ["A, firms & co.", "A", "1.2", "2.5"],
        ["B, firms & co.", "A", "1.2", "1.8"],
    ]


def test_nothing_decides():
    influence = INFLUENCE.tail(1).assign(moved=0.0, before=1.0, after=1.0)
    assert words(findings.rankings.decisive(influence, FIGURES, LABELS)) == (
        "No single figure moves any place's rank."
    )
    rows = cells(findings.rankings.influence_table(influence, FIGURES, LABELS))
    assert rows[1] == ["B, firms & co.", "no place's", "1.0", "1.0"]
