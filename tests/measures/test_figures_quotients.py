"""One figure over another, place by place or row by row; and whose figures are taken."""

import pandas as pd

from analysis import measures


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
