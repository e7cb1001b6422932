"""Laws of rank probabilities, whatever the figures, and what the seed and batches may change."""

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis import measures
from analysis.measures.robustness import scoring

DRAWS = 60
TREATMENTS = st.sampled_from(measures.robustness.SILENT)
VARIED = st.lists(st.sampled_from(measures.robustness.VARY), unique=True)
BOUNDS = st.tuples(st.integers(1, 40), st.integers(0, 20), st.integers(0, 20))
CELLS = st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")), BOUNDS)
COLUMNS = ["figure_id", "place", "metric", "low", "value", "high", "unit"]


def to_figures(cells):
    """Return figures for bounds, told as low and two steps up, by place and metric."""
    rows = [
        (place + metric, place, metric, low, low + step, low + step + rest, "count")
        for (place, metric), (low, step, rest) in cells.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[3:6], "float64"))


@given(CELLS, VARIED, TREATMENTS, st.integers(0, 100))
def test_a_place_takes_one_rank_a_draw(cells, vary, silent, seed):
    """Its probabilities sum to one, and in every draw some place is first."""
    figures = to_figures(cells)
    found = measures.robustness.rank_probabilities(figures, DRAWS, seed, vary=vary, silent=silent)
    sums = found.groupby("place")["probability"].sum()
    assert sums.tolist() == pytest.approx([1.0] * len(sums))
    assert set(found["place"]) in ({place for place, _ in cells}, set())
    assert found.empty or found.loc[found["rank"] == 1, "probability"].sum() >= 1 - 1e-9


@given(CELLS, TREATMENTS, st.floats(0.001, 1000), st.sampled_from("xyz"))
def test_units_change_nothing(cells, silent, factor, metric):
    """A metric counted in thousands ranks the places as one counted in ones."""
    figures = to_figures(cells)
    scaled = figures.copy()
    scaled.loc[scaled["metric"] == metric, COLUMNS[3:6]] *= factor
    found = measures.robustness.rank_probabilities(scaled, DRAWS, 1, silent=silent)
    expected = measures.robustness.rank_probabilities(figures, DRAWS, 1, silent=silent)
    pd.testing.assert_frame_equal(found, expected)


@given(CELLS, VARIED, TREATMENTS)
def test_what_dominates_leads(cells, vary, silent):
    """Stated by every metric and above all others in each, a place is first in every draw."""
    above = {("best", metric): (90, 5, 5) for metric in "xyz"}
    found = measures.robustness.rank_probabilities(
        to_figures(cells | above), DRAWS, 1, vary=vary, silent=silent
    )
    assume(not found.empty)
    first = found[found["rank"] == 1].set_index("place")["probability"]
    assert first.to_dict() == dict.fromkeys(first.index, 0.0) | {"best": 1.0}


@given(CELLS, st.integers(0, 100))
def test_influence_stays_in_bounds(cells, seed):
    """A row a figure; what moved falls down the frame and bounds the change of the mean rank."""
    figures = to_figures(cells)
    found = measures.robustness.influence(figures, DRAWS, seed)
    assert sorted(found["figure_id"]) == sorted(figures["figure_id"])
    assert found["moved"].is_monotonic_decreasing
    span = figures["place"].nunique() - 1
    assert ((found["before"] - found["after"]).abs() <= found["moved"] * span + 1e-9).all()


def test_the_seed_decides(amounts):
    figures = amounts("A, firms, 1, 2, 3\nB, firms, 2, 3, 4\n")
    first, again, other = (
        measures.robustness.rank_probabilities(figures, DRAWS, seed) for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(first, again)
    assert first["probability"].tolist() != other["probability"].tolist()


@pytest.mark.parametrize("batch", [1, 7, DRAWS, DRAWS + 1])
def test_the_size_of_a_batch_changes_nothing(amounts, monkeypatch, batch):
    figures = amounts("A,firms,1,2,3\nB,firms,2,2,2\nA,talent,4,5,6\nB,talent,5,6,7\n")
    before = (
        measures.robustness.rank_probabilities(figures, DRAWS, 1),
        measures.robustness.influence(figures, DRAWS, 1),
    )
    monkeypatch.setattr(scoring, "BATCH", batch)
    after = (
        measures.robustness.rank_probabilities(figures, DRAWS, 1),
        measures.robustness.influence(figures, DRAWS, 1),
    )
    pd.testing.assert_frame_equal(before[0], after[0])
    pd.testing.assert_frame_equal(before[1], after[1])
    assert 0 < before[0]["probability"].iloc[0] < 1
