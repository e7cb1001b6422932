"""Rankings in words: which figure decides, and what silence leaves open."""

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
    assert cells(findings.rankings.influences(influence, FIGURES, LABELS))[1] == [
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
