"""Counts, ranks and comparisons: a hand-written frame in, a frame out."""

import pandas as pd
import pytest

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
    assert measures.figures.cell_states(GRID, figures).to_numpy().tolist() == [
        ["firms", "Beijing", "exact"],
        ["talent", "Beijing", "hedged"],
        ["firms", "Wuhan", "silent"],
        ["talent", "Wuhan", "silent"],
    ]


def test_coverage_counts_metrics_and_not_figures():
    """Talent is stated of Beijing in two cells and three figures, and is one metric."""
    assert measures.figures.coverage(GRID).to_dict("records") == [
        {
            "place": "Beijing",
            "stated": 2,
            "ids": "b-firms;b-talent;b-talent-again;b-talent-2021",
            "silent": 0,
        },
        {"place": "Wuhan", "stated": 0, "ids": "", "silent": 2},
    ]


def test_stated_cells():
    assert measures.figures.stated(GRID)["place"].tolist() == ["Beijing"] * 3


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("attributed_to", [["nobody", 3], ["The Bureau", 2]]),
        ("year", [["nobody", 2], ["2023", 2], ["2021", 1]]),
    ],
)
def test_tally(figures, column, expected):
    """Most first, and what is tied in the order in which it first comes."""
    found = measures.figures.tally(figures, column, blank="nobody")
    assert found[[column, "figures"]].to_numpy().tolist() == expected


def test_a_tally_names_its_figures(figures):
    found = measures.figures.tally(figures, "year", blank="no year")
    assert found["ids"].tolist() == ["b-firms;s-firms", "z-firms;b-talent", "s-talent"]


def test_widths(figures):
    """Loosest first; the exact count leaves no room, and nothing is a fraction of zero."""
    zero = figures.head(1).assign(figure_id="zero", low=0.0, value=0.0, high=1.0)
    found = measures.figures.widths(pd.concat([figures, zero]))
    assert ids(found) == ["s-firms", "s-talent", "b-talent", "b-firms"]
    assert found["below"].tolist() == pytest.approx([-1 / 20, -1 / 24, -1 / 48, -1 / 32])
    assert found["above"].tolist() == pytest.approx([1 / 20, 1 / 24, 1 / 48, 0])
    assert found["width"].tolist() == pytest.approx([1 / 10, 1 / 12, 1 / 24, 1 / 32])


def test_a_figure_without_limit_has_no_width(figures):
    """At least 3 may be any number, so that no distance between its bounds is the loosest."""
    limitless = figures.head(2).assign(figure_id=["x", "y"], high=float("inf"))
    found = measures.figures.widths(pd.concat([figures, limitless]))
    assert ids(found) == ["s-firms", "s-talent", "b-talent", "b-firms"]
    assert ids(measures.figures.widths(limitless)) == []


def test_ordered(figures):
    found = measures.figures.ordered(figures, ["Shanghai", "Beijing"], ["talent", "firms"])
    assert ids(found) == ["s-talent", "b-talent", "s-firms", "b-firms"]


def test_latest(figures):
    """Of the latest year, and there the first printed; a year counts as later than none."""
    rows = figures.iloc[[0, 0, 0, 0, 1]].assign(
        figure_id=["undated", "old", "new", "new-again", "shanghai"],
        year=pd.array([None, 2021, 2023, 2023, None], dtype="Int64"),
    )
    assert ids(measures.figures.latest(rows.reset_index(drop=True))) == ["new", "shanghai"]


def test_relative_to_largest(figures):
    """The largest best reading, a plain number, divides all; its own bounds stay around 1."""
    found = measures.figures.relative_to_largest(figures.iloc[[3, 4]])
    assert found["low"].tolist() == [1.0, 115 / 245]
    assert found["value"].tolist() == [1.0, 0.5]
    assert found["high"].tolist() == [1.0, 125 / 235]
    assert found["unit"].tolist() == ["share", "share"]


def test_a_metric_that_is_zero_everywhere_has_no_largest(figures):
    """Nothing is a share of zero; a zero beside a larger reading is."""
    zeros = figures.head(2).assign(metric="robots", low=0.0, value=0.0, high=0.0)
    mixed = figures.head(2).assign(metric="chips", low=[0.0, 8.0], value=[0.0, 8.0], high=8.0)
    found = measures.figures.relative_to_largest(pd.concat([zeros, mixed]))
    assert found["metric"].tolist() == ["chips", "chips"]
    assert found[["low", "value", "high"]].to_numpy().tolist() == [[0, 0, 1], [1, 1, 1]]


def test_a_share_of_the_largest_without_limit(figures):
    found = measures.figures.relative_to_largest(
        figures.head(2).assign(high=[float("inf"), 320000.0])
    )
    assert found["high"].tolist() == [1.0, 320000.0 / 310000.0]


def test_peers_are_of_the_same_kind(figures):
    own = ["b-firms", "s-firms", "b-talent", "s-talent"]
    assert ids(measures.figures.peers(figures, PLACES, "Beijing")) == own
    assert ids(measures.figures.peers(figures, PLACES, "Shenzhen")) == ["z-firms"]


def test_ranks_are_no_share_of_the_largest(figures):
    ranks = figures.assign(unit=["count", "count", "count", "rank", "rank"])
    assert ids(measures.figures.relative_to_largest(ranks)) == ["b-firms", "s-firms", "z-firms"]


def test_shared_and_unsaid_metrics(figures):
    """Of talent nothing is said for Shenzhen; what is said of one place alone is not shared."""
    assert ids(measures.figures.shared(figures, "Shenzhen")) == ["b-firms", "s-firms", "z-firms"]
    assert ids(measures.figures.unsaid(figures, "Shenzhen")) == ["b-talent", "s-talent"]
    assert ids(measures.figures.shared(figures.iloc[[2, 3]], "Shenzhen")) == []
    assert ids(measures.figures.unsaid(figures, "Beijing")) == []
