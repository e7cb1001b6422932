"""Scores of readings by the stated ones, worked out by hand, and draws in batches."""

import numpy as np
import pandas as pd
import pytest

from analysis import measures
from analysis.measures import scores

DRAWS = 60


@pytest.mark.parametrize(
    ("score", "average", "expected"),
    [
        # of 8, 4 and 2, stated, and a silent cell at nothing, half of the largest, and the largest
        ("share of the largest", "arithmetic", [1, 0.5, 0.25, 0, 0.5, 1]),
        ("share of the largest", "geometric", [1, 0.5, 0.25, 0.01, 0.5, 1]),
        ("rank", "arithmetic", [1, 2 / 3, 1 / 3, 0, 2 / 3, 1]),
        ("rank", "geometric", [1, 2 / 3, 1 / 3, 0.01, 2 / 3, 1]),
        ("z-score", "arithmetic", [way / (56 / 9) ** 0.5 for way in (0, -4, -6, -8, -4, 0)]),
        ("z-score", "geometric", [1, 0.34, 0.01, 0.01, 0.34, 1]),
    ],
)
def test_scores(score, average, expected):
    told = np.array([[8.0], [4.0], [2.0]])
    readings = np.array([[8.0], [4.0], [2.0], [0.0], [4.0], [8.0]])
    found = scores._scale(readings, told, score, average).ravel().tolist()
    assert found == pytest.approx(expected)


def test_scores_of_figures_that_are_all_alike():
    """No deviation: the largest stands for it, and none is lowest."""
    told, readings = np.array([[8.0], [8.0]]), np.array([[8.0], [8.0], [2.0]])
    assert scores._scale(readings, told, "z-score", "arithmetic").ravel().tolist() == [0, 0, -0.75]
    assert scores._scale(readings, told, "z-score", "geometric").ravel().tolist() == [1, 1, 0.01]


@pytest.mark.parametrize("batch", [1, 7, DRAWS, DRAWS + 1])
def test_the_size_of_a_batch_changes_nothing(amounts, monkeypatch, batch):
    figures = amounts("A,firms,1,2,3\nB,firms,2,2,2\nA,talent,4,5,6\nB,talent,5,6,7\n")
    before = (
        measures.rankings.rank_probabilities(figures, DRAWS, 1),
        measures.rankings.influence(figures, DRAWS, 1),
    )
    monkeypatch.setattr(scores, "BATCH", batch)
    after = (
        measures.rankings.rank_probabilities(figures, DRAWS, 1),
        measures.rankings.influence(figures, DRAWS, 1),
    )
    pd.testing.assert_frame_equal(before[0], after[0])
    pd.testing.assert_frame_equal(before[1], after[1])
    assert 0 < before[0]["probability"].iloc[0] < 1
