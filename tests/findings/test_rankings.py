"""Rankings in words: who leads, which figure decides, and what silence leaves open."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import findings

FIGURES = pd.DataFrame(
    {
        "figure_id": ["a-firms", "b-firms", "b-talent"],
        "place": ["A", "B", "B"],
        "metric": ["firms", "firms", "talent"],
        "hedge": ["exact", "nearly", "exact"],
        "value": [300.0, 200.0, 0.5],
        "unit": ["count", "count", "share"],
    }
)
NOTHING = FIGURES.head(0)
CHANCES = pd.DataFrame(
    {
        "place": ["A", "A", "B", "B"],
        "rank": [1, 2, 1, 2],
        "probability": [0.75, 0.25, 0.25, 0.75],
    }
)
SCENARIOS = pd.DataFrame(
    {
        "scenario": ["weights alone", "weights alone", "hedges alone", "hedges alone"],
        "place": ["A", "B", "A", "B"],
        "first": [1.0, 0.0, 1.0, 0.0],
        "mean": [1.0, 2.0, 1.0, 2.0],
    }
)
LABELS = pd.Series({"firms": "firms", "talent": "talent"})
INFLUENCE = pd.DataFrame(
    {
        "figure_id": ["a-firms", "b-firms"],
        "place": ["A", "B"],
        "metric": ["firms", "firms"],
        "mover": ["A", "A"],
        "moved": [1.25, 0.5],
        "before": [1.25, 1.25],
        "after": [2.5, 1.75],
    }
)


def words(html):
    """Return a finding's text, without its links."""
    return BeautifulSoup(html.data, "html.parser").get_text()


def cells(html):
    """Return a table's cells by row, the head included."""
    rows = BeautifulSoup(html.data, "html.parser").find_all("tr")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]


def test_first_names_all_who_ever_lead():
    assert words(findings.rankings.first(CHANCES, FIGURES, 4000)) == (
        "In 4,000 draws of weights and readings, A comes first in 75% of them, B in 25%. "
        "Surest of the others is B, no. 2 in 75% of the draws."
    )


def test_first_that_nothing_changes():
    sure = CHANCES.assign(probability=[1.0, 0.0, 0.0, 1.0])
    assert words(findings.rankings.first(sure, FIGURES, 10)).startswith(
        "In 10 draws of weights and readings, A comes first in 100% of them: nothing that was "
        "varied changes who leads."
    )


def test_first_by_every_metric_needs_no_weights():
    """B's talent is the largest, so that A leads for another reason; without it, by size alone."""
    sure = CHANCES.assign(probability=[1.0, 0.0, 0.0, 1.0])
    assert words(findings.rankings.first(sure, FIGURES.head(2), 10)) == (
        "In 10 draws of weights and readings, A comes first in 100% of them: it has the largest "
        "figure by every metric, so that no weights could change it. Surest of the others is B, "
        "no. 2 in 100% of the draws."
    )


def test_nobody_is_first_of_nothing():
    assert words(findings.rankings.first(CHANCES.head(0), NOTHING, 10)) == (
        "The article states nothing to rank these places by."
    )


def test_chances_name_a_place_once_and_no_rank_never_taken():
    never = CHANCES.assign(probability=[1.0, 0.0, 0.25, 0.75])
    assert cells(findings.rankings.chance_table(never, FIGURES)) == [
        ["Place", "Rank", "Share of draws"],
        ["A", "no. 1", "100%"],
        ["B", "no. 1", "25%"],
        ["", "no. 2", "75%"],
    ]


def test_scenarios():
    assert cells(findings.rankings.scenario_table(SCENARIOS, FIGURES)) == [
        ["What is varied", "A", "B"],
        ["weights alone", "1", "2"],
        ["hedges alone", "1", "2"],
    ]


def test_moved_when_nothing_moves():
    assert words(findings.rankings.moved(SCENARIOS, FIGURES)) == (
        "Whatever is varied, A comes first. No place moves from one choice to another."
    )


def test_nothing_to_vary():
    assert words(findings.rankings.moved(SCENARIOS.head(0), NOTHING)) == "There is nothing to vary."


def test_moved_names_both_ends():
    rows = SCENARIOS.assign(first=[1.0, 0.0, 0.0, 1.0], mean=[1.0, 1.9, 1.5, 1.2])
    assert words(findings.rankings.moved(rows, FIGURES)) == (
        "Who comes first depends on what is varied: A and B all do at times. B moves furthest: "
        "its mean rank is 1.2 (hedges alone) to 1.9 (weights alone)."
    )


def test_decisive_passes_over_a_place_s_only_figure():
    """Without it there would be nothing to rank A by, so that of course its rank would move."""
    said = words(findings.rankings.decisive(INFLUENCE, FIGURES, LABELS))
    assert said == (
        "No single figure decides more of the order than B's firms, nearly 200: without it A would "
        "rank 1.75 on average and not 1.25."
    )


@pytest.mark.parametrize("rows", [2, 0])
def test_no_place_has_another_figure(rows):
    assert words(findings.rankings.decisive(INFLUENCE.head(rows), FIGURES.head(2), LABELS)) == (
        "No place has more than a single figure."
    )


def test_nothing_decides():
    influence = INFLUENCE.tail(1).assign(moved=0.0, before=1.0, after=1.0)
    assert words(findings.rankings.decisive(influence, FIGURES, LABELS)) == (
        "No single figure moves anybody's rank."
    )
    assert cells(findings.rankings.influence_table(influence, FIGURES, LABELS))[1] == [
        "B, firms",
        "nobody's",
        "1",
        "1",
    ]


def test_silence():
    missing = pd.DataFrame({"place": ["A", "C", "C"], "metric": ["talent", "talent", "firms"]})
    metrics = ["firms", "robots", "talent", "patents"]
    labels = pd.Series({"robots": "R&D robots", "patents": "patents"} | LABELS.to_dict())
    start = "The article does not state the talent of A and C; nor the firms of C. "
    choice = (
        "A ranking has to do something about that, and what it does is a choice: the score is of "
        "the metrics stated, or silence counts as nothing, or as the lowest figure stated, or only "
        "metrics stated of every place count "
    )
    assert words(findings.rankings.silence(missing, metrics, labels)) == (
        f"{start}{choice}(R&D robots and patents)."
    )
    assert (
        words(findings.rankings.silence(missing, ["firms", "talent"], LABELS))
        == f"{start}{choice}(none)."
    )
    assert words(findings.rankings.silence(missing.head(0), metrics, LABELS)) == (
        "Every place is measured by every metric compared."
    )
