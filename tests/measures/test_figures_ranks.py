"""Ranks, as far as bounds allow any. Beside test_measures.py."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis import measures


def test_ranked(figures):
    """310,000–320,000 and 285,000–315,000 overlap, so that each may be first; 16 is last."""
    found = measures.figures.ranked(figures.iloc[[2, 1, 0]])
    assert found[["figure_id", "best", "worst"]].to_numpy().tolist() == [
        ["b-firms", 1, 2],
        ["s-firms", 1, 2],
        ["z-firms", 3, 3],
    ]


def test_level_figures_leave_their_order_open(figures):
    found = measures.figures.ranked(figures.iloc[[2, 2, 0]])
    assert found[["best", "worst"]].to_numpy().tolist() == [[1, 1], [2, 3], [2, 3]]


def test_bounds_that_only_touch_leave_the_order_open(figures):
    touching = figures.head(2).assign(low=[310000.0, 285000.0], high=[320000.0, 310000.0])
    found = measures.figures.ranked(touching)
    assert found[["best", "worst"]].to_numpy().tolist() == [[1, 2], [1, 2]]


def test_of_ranks_the_smallest_number_is_best(figures):
    exact = {name: [2.0, 1.0, 3.0] for name in ("low", "value", "high")}
    found = measures.figures.ranked(figures.head(3).assign(unit="rank", **exact))
    assert found[["figure_id", "best", "worst"]].to_numpy().tolist() == [
        ["s-firms", 1, 1],
        ["b-firms", 2, 2],
        ["z-firms", 3, 3],
    ]


def test_a_figure_without_limit_may_be_first(figures):
    """At least 16 may be above all, and is above none for certain."""
    limitless = figures.iloc[[0, 1, 2]].assign(high=[320000.0, 315000.0, float("inf")])
    found = measures.figures.ranked(limitless)
    assert found[["best", "worst"]].to_numpy().tolist() == [[1, 3], [1, 3], [1, 3]]


def test_rank_table_ranks_within_each_metric(figures):
    found = measures.figures.rank_table(figures)
    names = ["b-firms", "s-firms", "z-firms", "b-talent", "s-talent"]
    assert found["figure_id"].tolist() == names
    assert found["best"].tolist() == [1, 1, 3, 1, 2]


bounds = st.tuples(*[st.integers(0, 9)] * 3).map(sorted)


def ranks_of(rows):
    """Rank figures given as [low, value, high]; return best and worst in the order given."""
    frame = pd.DataFrame(rows, columns=["low", "value", "high"])
    found = (
        measures.figures.ranked(frame.assign(given=frame.index, unit="count"))
        .set_index("given")
        .sort_index()
    )
    return list(zip(found["best"], found["worst"], strict=True))


@given(st.lists(bounds, min_size=1, max_size=6))
def test_ranks_are_ranks(rows):
    """No best rank is behind the worst, none is beyond the rows, and somebody may be first."""
    found = ranks_of(rows)
    assert all(1 <= best <= worst <= len(rows) for best, worst in found)
    assert 1 in {best for best, _ in found}


@given(st.lists(bounds, min_size=1, max_size=6), st.integers(0, 5), st.integers(0, 3), st.data())
def test_widening_a_figure_only_widens_ranks(rows, at, by, data):
    """Whatever was possible stays possible, for the figure itself and for every other."""
    at %= len(rows)
    low, value, high = rows[at]
    wider = data.draw(st.sampled_from([[low - by, value, high], [low, value, high + by]]))
    before, after = ranks_of(rows), ranks_of([*rows[:at], wider, *rows[at + 1 :]])
    for (best, worst), (best_after, worst_after) in zip(before, after, strict=True):
        assert best_after <= best
        assert worst_after >= worst
