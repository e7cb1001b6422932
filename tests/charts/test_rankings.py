"""Charts of rankings: one mark a place, where its rank says."""

import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection

from analysis import charts


def names(ax):
    """Return the labels of the vertical axis, from top to bottom."""
    return [label.get_text() for label in ax.get_yticklabels()]


def marks(ax):
    """Return the marks of each scatter that has any, as (x, y) pairs."""
    scatters = [drawn for drawn in ax.collections if isinstance(drawn, PathCollection)]
    found = [np.asarray(scatter.get_offsets()).tolist() for scatter in scatters]
    return [[tuple(point) for point in points] for points in found if points]


def test_ranks_leave_the_impossible_blank():
    chances = pd.DataFrame(
        {
            "place": ["A", "A", "B", "B"],
            "rank": [1, 2, 1, 2],
            "probability": [0.999, 0.001, 0.0, 1.0],
        }
    )
    figure = charts.rankings.ranks(chances, "Who takes which rank?", "rank")
    (ax,) = figure.axes
    assert names(ax) == ["A", "B"]
    assert [text.get_text() for text in ax.texts] == ["100%", "<1%", "", "100%"]
    assert figure.get_label() == (
        "Who takes which rank? A no. 1 in 99.9% and no. 2 in 0.1%; B no. 2 in 100%."
    )


def test_means_join_a_place_across_scenarios():
    rows = pd.DataFrame(
        {
            "scenario": ["weights", "weights", "hedges", "hedges"],
            "place": ["A", "B", "A", "B"],
            "mean": [1.25, 1.75, 1.0, 2.0],
        }
    )
    colours = pd.Series({"A": "#d55e00", "B": "#009e73"})
    figure = charts.rankings.means(rows, colours, "Which rank?", "mean rank")
    (ax,) = figure.axes
    assert names(ax) == ["weights", "hedges"]
    assert marks(ax) == [[(1.25, 0.0), (1.0, 1.0)], [(1.75, 0.0), (2.0, 1.0)]]
    assert figure.get_label() == "Which rank? weights: A 1.25 and B 1.75; hedges: A 1 and B 2."
