"""Charts of rankings: one mark a place, where its rank says."""

import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection

from analysis import charts


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
            "probability": [0.996, 0.004, 0.0, 1.0],
        }
    )
    figure = charts.rankings.ranks(chances, 20_000)
    (ax,) = figure.axes
    assert [label.get_text() for label in ax.get_yticklabels()] == ["A", "B"]
    assert [text.get_text() for text in ax.texts] == ["100%", "<1%", "", "100%"]
    assert figure.get_label() == (
        "Who takes which rank, by the usual choices? A first in more than 99% of the draws and "
        "last in less than 1% of the draws; B last in all of the draws."
    )


def test_choices_draw_a_panel_a_place_and_a_row_an_option():
    """Mean ranks above, shares of draws as the last below; choices stand apart by a gap."""
    options = pd.DataFrame(
        {
            "choice": ["silence", "silence", "weights", "weights"],
            "option": ["drawn", "drawn", "all alike", "all alike"],
            "place": ["A", "B", "A", "B"],
            "low": [1.0, 1.25, 1.0, 2.0],
            "mean": [1.25, 1.5, 1.0, 2.0],
            "high": [1.75, 2.0, 1.0, 2.0],
            "last_low": [0.0, 0.25, 0.0, 1.0],
            "last_high": [0.5, 1.0, 0.0, 1.0],
        }
    )
    colours = pd.Series({"A": "#d55e00", "B": "#009e73"})
    figure = charts.rankings.choices(options, colours, 20_000)
    above_a, above_b, below_a, below_b = figure.axes
    assert [label.get_text() for label in above_a.get_yticklabels()] == [
        "silence drawn",
        "weights alike",
    ]
    second = 1 + charts.rankings.GAP
    assert marks(above_a)[1] == [(1.25, 0.0), (1.0, second)]
    assert marks(above_b)[0] == [(1.25, 0.0), (2.0, second), (2.0, 0.0), (2.0, second)]
    assert marks(below_b) == [[(0.25, 0.0), (1.0, second), (1.0, 0.0), (1.0, second)]]
    assert [ax.get_title() for ax in (above_a, below_b)] == ["A", "B"]
    assert marks(below_a)[0][2] == (0.5, 0.0)
    assert figure.get_label() == (
        "Which rank does each place take, as choices vary? silence drawn: mean rank of A 1.0 to "
        "1.8 (last in none to 50% of the draws) and B 1.2 to 2.0 (last in 25% to all of the "
        "draws); weights alike: mean rank of A 1.0 (last in none of the draws) and B 2.0 (last in "
        "all of the draws)."
    )
