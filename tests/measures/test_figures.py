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
    {"kinds": ["city;province", "city", "province"]}, index=["Beijing", "Shanghai", "Shenzhen"]
)
bounds = st.tuples(*[st.integers(0, 9)] * 3).map(sorted)


def ids(frame):
    """Return the ids of figures, in their order."""
    return frame["figure_id"].tolist()


def test_a_cell_is_hedged_where_any_of_its_figures_is():
    hedges = {"b-firms": "exact", "b-talent": "exact", "b-talent-again": "exact"}
    figures = pd.DataFrame({"figure_id": [*hedges, "b-talent-2021"]})
    figures["hedge"] = [*hedges.values(), "nearly"]
    assert measures.figures.cell_states(GRID, figures).to_numpy().tolist() == [
        ["firms", "Beijing", "exact", "b-firms"],
        ["talent", "Beijing", "hedged", "b-talent;b-talent-again;b-talent-2021"],
        ["firms", "Wuhan", "silent", ""],
        ["talent", "Wuhan", "silent", ""],
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


def test_figures_and_references_together(figures):
    """Those of a source have its id; independent ones have none."""
    found = measures.figures.together(figures.head(1).assign(source_id="post"), figures.tail(1))
    assert found["figure_id"].tolist() == ["b-firms", "s-talent"]
    assert found["source_id"].isna().tolist() == [False, True]


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


def test_what_is_not_asserted_is_not_compared(figures):
    told = figures.assign(stance=["asserted", "denied", "former", "asserted", "reported"])
    assert ids(measures.figures.latest(told)) == ["b-firms", "b-talent"]


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


@pytest.mark.parametrize("unit", ["share-change", "pp", "celsius", "share-change/year"])
def test_what_may_be_below_zero_is_no_share_of_the_largest(figures, unit):
    """Nor is a metric of which one reading is, a balance, its others with it."""
    changes = figures.assign(unit=["count", "count", "count", unit, unit])
    own = ["b-firms", "s-firms", "z-firms"]
    assert ids(measures.figures.relative_to_largest(changes)) == own
    balance = figures.assign(low=[*figures["low"][:4], -0.1])
    assert ids(measures.figures.relative_to_largest(balance)) == own
    assert measures.figures.relative_to_largest(changes.tail(2)).empty
    assert measures.figures.relative_to_largest(figures.head(0)).empty


def test_shared_and_unsaid_metrics(figures):
    """Of talent nothing is said for Shenzhen; what is said of one place alone is not shared."""
    assert ids(measures.figures.shared(figures, "Shenzhen")) == ["b-firms", "s-firms", "z-firms"]
    assert ids(measures.figures.unsaid(figures, "Shenzhen")) == ["b-talent", "s-talent"]
    assert ids(measures.figures.shared(figures.iloc[[2, 3]], "Shenzhen")) == []
    assert ids(measures.figures.unsaid(figures, "Beijing")) == []


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


def test_quotients_keep_the_bounds_of_both():
    """A place without a divisor is left out, and one whose divisor may be zero."""
    top = pd.DataFrame(
        {
            "figure_id": ["a", "b", "c"],
            "place": ["Wuhan", "Xian", "Beijing"],
            "low": [8.0, 1.0, 1.0],
            "value": [10.0, 1.0, 1.0],
            "high": [12.0, 1.0, 1.0],
        }
    )
    bottom = top.head(2).assign(
        figure_id=["d", "e"], low=[2.0, 0.0], value=[4.0, 1.0], high=[5.0, 1.0]
    )
    assert measures.figures.quotients(top, bottom).to_numpy().tolist() == [
        ["Wuhan", 1.6, 2.5, 6.0, "count", "a;d"]
    ]


def test_divide_goes_row_by_row():
    """Whatever the places: each row over its own, and none where that may be nothing."""
    top = pd.DataFrame(
        {
            "figure_id": ["a", "b", "c"],
            "place": ["Wuhan", "Wuhan", "Xian"],
            "low": [8.0, 6.0, 1.0],
            "value": [10.0, 6.0, 1.0],
            "high": [12.0, 9.0, 1.0],
        },
        index=[5, 6, 7],
    )
    bottom = top.assign(
        figure_id=["d", "e", "f"], low=[2.0, 3.0, 0.0], value=[4.0, 3.0, 1.0], high=[5.0, 3.0, 1.0]
    )
    assert measures.figures.divide(
        top, bottom.set_index("figure_id", drop=False)
    ).to_numpy().tolist() == [
        ["Wuhan", 1.6, 2.5, 6.0, "count", "a;d"],
        ["Wuhan", 2.0, 2.0, 3.0, "count", "b;e"],
    ]


def test_fallback_takes_others_figures_where_there_are_none_of_its_own():
    own = pd.DataFrame(
        {"figure_id": ["a"], "place": ["Wuhan"], "metric": ["firms"], "year": [2024]}
    )
    others = pd.DataFrame(
        {
            "figure_id": ["b", "c", "d"],
            "place": ["Wuhan", "Wuhan", "Wuhan"],
            "metric": ["firms", "people", "people"],
            "year": [2025, 2023, 2024],
        }
    )
    assert measures.figures.fallback(own, others, "firms")["figure_id"].tolist() == ["a"]
    assert measures.figures.fallback(own, others, "people")["figure_id"].tolist() == ["d"]


def test_fallback_works_by_place():
    """A place of which the source is silent has others' figure beside those of the source."""
    own = pd.DataFrame(
        {"figure_id": ["a"], "place": ["Wuhan"], "metric": ["firms"], "year": [2024]}
    )
    others = pd.DataFrame(
        {
            "figure_id": ["b", "c"],
            "place": ["Wuhan", "Xi'an"],
            "metric": ["firms", "firms"],
            "year": [2025, 2023],
        }
    )
    assert measures.figures.fallback(own, others, "firms")["figure_id"].tolist() == ["a", "c"]


IMPLIED = pd.DataFrame(
    [
        ("b-firms-share", 0.2, 0.205, "b-firms-share", "b-firms;g-firms-share"),
        ("z-firms-share", 0.1437, 0.1451, "z-firms;s-firms", "z-firms;g-firms"),
        ("", 1560.0, 1570.0, "g-firms", "s-firms"),
    ],
    columns=["figure_id", "low", "high", "proof_low", "proof_high"],
)
SHARES = pd.DataFrame(
    {
        "figure_id": ["b-firms-share", "z-firms-share", "b-talent"],
        "place": ["Beijing", "Shenzhen", "Beijing"],
        "metric": ["firms_share", "firms_share", "talent"],
        "low": [0.2, 0.14, 0.235],
        "value": [0.2, 0.14, 0.24],
        "high": [0.22, 0.15, 0.245],
        "unit": "share",
        "year": pd.NA,
    }
)


def test_narrowed_bounds_are_what_all_figures_imply():
    """With the figures that force them; the reading printed stays, and what nothing narrows."""
    found = measures.figures.narrowed(SHARES, IMPLIED)
    columns = ["low", "value", "high", "ids"]
    assert found[columns].to_numpy().tolist() == [
        [0.2, 0.2, 0.205, "b-firms-share;b-firms;g-firms-share"],
        [0.1437, 0.14, 0.1451, "z-firms-share;z-firms;s-firms;g-firms"],
        [0.235, 0.24, 0.245, "b-talent"],
    ]


def test_a_quotient_lies_within_its_bounds():
    """Also where the reading printed lies outside of what all figures together allow."""
    rows = measures.figures.narrowed(SHARES, IMPLIED)
    for found in (
        measures.figures.divide(rows.iloc[[1]], rows.iloc[[2]]),
        measures.figures.relative_to_largest(rows.head(2)).tail(1),
    ):
        assert (found["low"] <= found["value"]).all()
        assert (found["value"] <= found["high"]).all()
        assert "g-firms" in found["ids"].iloc[0].split(";")


def test_a_quotient_by_a_reference_rests_on_it():
    """It has no proof of its own bounds."""
    reference = SHARES.tail(1).assign(figure_id="reference", metric="other")
    rows = measures.figures.fallback(measures.figures.narrowed(SHARES, IMPLIED), reference, "other")
    top = measures.figures.narrowed(SHARES.head(1), IMPLIED)
    assert measures.figures.quotients(top, rows)["ids"].tolist() == [
        "b-firms-share;b-firms;g-firms-share;reference"
    ]


def test_ranks_that_put_another_place_first_by_what_the_leader_lacks():
    """Not by a metric that it has a figure of, nor one that puts a place of another kind first."""
    metrics = pd.DataFrame(
        {"metric": ["firms", "firms_rank", "robots_rank"], "ranks": ["", "firms", "robots"]}
    )
    figures = pd.DataFrame(
        [
            ("b-firms", "Beijing", "firms", "count", 9.0),
            ("s-firms", "Shenzhen", "firms_rank", "rank", 1.0),
            ("s-robots", "Shenzhen", "robots_rank", "rank", 1.0),
            ("w-robots", "Wuhan", "robots_rank", "rank", 2.0),
            ("g-robots", "Guangdong", "robots_rank", "rank", 1.0),
        ],
        columns=["figure_id", "place", "metric", "unit", "value"],
    )
    places = ["Beijing", "Shenzhen", "Wuhan"]
    found = measures.figures.first_by_rank(figures, metrics, places, "Beijing")
    assert found[["figure_id", "of"]].to_numpy().tolist() == [["s-robots", "robots"]]
    lost = figures.assign(stance="former")
    assert measures.figures.first_by_rank(lost, metrics, places, "Beijing").empty
