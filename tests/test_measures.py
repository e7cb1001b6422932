"""Counts, ranks and comparisons: a hand-written frame in, a frame out."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import measures

GRID = pd.DataFrame(
    [
        ("Beijing", "firms", "b-firms"),
        ("Beijing", "talent", "b-talent;b-talent-again"),
        ("Beijing", "talent", "b-talent-2021"),
        ("Wuhan", "firms", ""),
        ("Wuhan", "talent", ""),
    ],
    columns=["place", "metric", "figures"],
)
PLACES = pd.DataFrame(
    {"kind": ["city", "city", "province"]}, index=["Beijing", "Shanghai", "Shenzhen"]
)


def ids(frame):
    """Return the ids of figures, in their order."""
    return frame["figure_id"].tolist()


def test_a_cell_is_hedged_where_any_of_its_figures_is():
    hedges = {"b-firms": "exact", "b-talent": "exact", "b-talent-again": "exact"}
    figures = pd.DataFrame({"figure_id": [*hedges, "b-talent-2021"]})
    figures["hedge"] = [*hedges.values(), "nearly"]
    assert measures.cell_states(GRID, figures).to_numpy().tolist() == [
        ["firms", "Beijing", "exact"],
        ["talent", "Beijing", "hedged"],
        ["firms", "Wuhan", "silent"],
        ["talent", "Wuhan", "silent"],
    ]


def test_coverage_counts_metrics_and_not_figures():
    """Talent is stated of Beijing in two cells and three figures, and is one metric."""
    assert measures.coverage(GRID).to_dict("records") == [
        {
            "place": "Beijing",
            "stated": 2,
            "ids": "b-firms;b-talent;b-talent-again;b-talent-2021",
            "silent": 0,
        },
        {"place": "Wuhan", "stated": 0, "ids": "", "silent": 2},
    ]


def test_stated_cells():
    assert measures.stated(GRID)["place"].tolist() == ["Beijing"] * 3


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("attributed_to", [["nobody", 3], ["The Bureau", 2]]),
        ("year", [["nobody", 2], ["2023", 2], ["2021", 1]]),
    ],
)
def test_tally(figures, column, expected):
    """Most first, and what is tied in the order in which it first comes."""
    found = measures.tally(figures, column, blank="nobody")
    assert found[[column, "figures"]].to_numpy().tolist() == expected


def test_a_tally_names_its_figures(figures):
    found = measures.tally(figures, "year", blank="no year")
    assert found["ids"].tolist() == ["b-firms;s-firms", "z-firms;b-talent", "s-talent"]


def test_widths(figures):
    """Loosest first; the exact count leaves no room, and nothing is a fraction of zero."""
    zero = figures.head(1).assign(figure_id="zero", low=0.0, value=0.0, high=1.0)
    found = measures.widths(pd.concat([figures, zero]))
    assert ids(found) == ["s-firms", "s-talent", "b-talent", "b-firms"]
    assert found["below"].tolist() == pytest.approx([-1 / 20, -1 / 24, -1 / 48, -1 / 32])
    assert found["above"].tolist() == pytest.approx([1 / 20, 1 / 24, 1 / 48, 0])
    assert found["width"].tolist() == pytest.approx([1 / 10, 1 / 12, 1 / 24, 1 / 32])


def test_ordered(figures):
    found = measures.ordered(figures, ["Shanghai", "Beijing"], ["talent", "firms"])
    assert ids(found) == ["s-talent", "b-talent", "s-firms", "b-firms"]


def test_latest(figures):
    """Of the latest year, and there the first printed; a year counts as later than none."""
    rows = figures.iloc[[0, 0, 0, 0, 1]].assign(
        figure_id=["undated", "old", "new", "new-again", "shanghai"],
        year=pd.array([None, 2021, 2023, 2023, None], dtype="Int64"),
    )
    assert ids(measures.latest(rows.reset_index(drop=True))) == ["new", "shanghai"]


def test_ranked(figures):
    """310,000–320,000 and 285,000–315,000 overlap, so that each may be first; 16 is last."""
    found = measures.ranked(figures.iloc[[2, 1, 0]])
    assert found[["figure_id", "best", "worst"]].to_numpy().tolist() == [
        ["b-firms", 1, 2],
        ["s-firms", 1, 2],
        ["z-firms", 3, 3],
    ]


def test_equal_exact_figures_share_a_rank(figures):
    found = measures.ranked(figures.iloc[[2, 2, 0]])
    assert found[["best", "worst"]].to_numpy().tolist() == [[1, 1], [2, 2], [2, 2]]


def test_rank_table_ranks_within_each_metric(figures):
    found = measures.rank_table(figures)
    assert ids(found) == ["b-firms", "s-firms", "z-firms", "b-talent", "s-talent"]
    assert found["best"].tolist() == [1, 1, 3, 1, 2]


def test_relative_to_largest(figures):
    """The largest best reading, a plain number, divides all; its own bounds stay around 1."""
    found = measures.relative_to_largest(figures.iloc[[3, 4]])
    assert found["low"].tolist() == pytest.approx([235 / 240, 115 / 240])
    assert found["value"].tolist() == [1.0, 0.5]
    assert found["high"].tolist() == pytest.approx([245 / 240, 125 / 240])
    assert found["unit"].tolist() == ["share", "share"]


def test_comparable_are_amounts_of_places_of_the_same_kind(figures):
    ranks = figures.assign(unit=["count", "count", "count", "share", "rank"])
    assert ids(measures.comparable(ranks, PLACES, "Beijing")) == ["b-firms", "s-firms", "b-talent"]
    assert ids(measures.comparable(ranks, PLACES, "Shenzhen")) == ["z-firms"]


def test_shared_and_unsaid_metrics(figures):
    """Of talent nothing is said for Shenzhen; what is said of one place alone is not shared."""
    assert ids(measures.shared(figures, "Shenzhen")) == ["b-firms", "s-firms", "z-firms"]
    assert ids(measures.unsaid(figures, "Shenzhen")) == ["b-talent", "s-talent"]
    assert ids(measures.shared(figures.iloc[[2, 3]], "Shenzhen")) == []
    assert ids(measures.unsaid(figures, "Beijing")) == []


bounds = st.tuples(*[st.integers(0, 9)] * 3).map(sorted)


def ranks_of(rows):
    """Rank figures given as [low, value, high]; return best and worst in the order given."""
    frame = pd.DataFrame(rows, columns=["low", "value", "high"])
    found = measures.ranked(frame.assign(given=frame.index)).set_index("given").sort_index()
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
