"""Charts of verdicts, wholes and independent figures: one mark a row, where it says."""


import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle

from analysis import charts


def names(ax):
    """Return the labels of the vertical axis, from top to bottom."""
    return [label.get_text() for label in ax.get_yticklabels()]


def marks(ax):
    """Return the marks of each scatter that has any, as (x, y) pairs."""
    scatters = [drawn for drawn in ax.collections if isinstance(drawn, PathCollection)]
    found = [np.asarray(scatter.get_offsets()).tolist() for scatter in scatters]
    return [[tuple(point) for point in points] for points in found if points]


def bars(ax):
    """Return each bar that has a width, as (left, right, row)."""
    drawn = [bar for bar in ax.patches if isinstance(bar, Rectangle) and bar.get_width() > 0]
    centres = [bar.get_y() + bar.get_height() / 2 for bar in drawn]
    return [
        (round(bar.get_x(), 6), round(bar.get_x() + bar.get_width(), 6), round(y, 6))
        for bar, y in zip(drawn, centres, strict=True)
    ]


def test_verdicts_stack_the_kinds():
    tally = pd.DataFrame(
        {"verdict": ["holds", "fails"], "assertion": [3, 0], "check": [1, 1], "list": [0, 2]}
    )
    other = tally.iloc[:1].assign(assertion=0)
    kinds = {"assertion": "assertions", "check": "our checks", "list": "lists"}
    panels = {"inside": tally, "outside": other}
    figure = charts.claims.verdicts(panels, kinds, "What becomes of each?")
    first, second = figure.axes
    assert names(first) == ["holds", "fails"]
    assert bars(first) == [(0, 3, 0), (3, 4, 0), (0, 1, 1), (1, 3, 1)]
    assert bars(second) == [(0, 1, 0)]
    assert [text.get_text() for text in first.texts] == ["4", "3"]
    assert figure.get_label() == (
        "What becomes of each? inside: holds 3 (assertions) and 1 (our checks), fails 1 (our "
        "checks) and 2 (lists); outside: holds 1 (our checks)."
    )


def test_implied_bounds_stand_inside_the_print_s():
    rows = pd.DataFrame(
        {
            "name": ["Wuhan\nShare", "Xian\nFirms"],
            "unit": ["share", "count"],
            "low": [0.2, 100.0],
            "high": [0.21, 150.0],
            "printed_low": [0.2, 100.0],
            "printed_high": [0.3, 200.0],
            "colour": ["#d55e00", "#009e73"],
        }
    )
    figure = charts.claims.implied(rows, "What is left?", "bounds of the print")
    (ax,) = figure.axes
    assert names(ax) == ["Wuhan\nShare", "Xian\nFirms"]
    assert bars(ax)[:4] == [(0, 1, 0), (0, 1, 1), (0, 0.1, 0), (0, 0.5, 1)]
    assert figure.get_label() == (
        "What is left? Wuhan, Share 20% to 21% of 20% to 30%; Xian, Firms 100 to 150 of 100 to 200."
    )


def test_confronted_fills_what_decides():
    rows = pd.DataFrame(
        {
            "name": ["Wuhan\nFirms"] * 2,
            "low": 0.9,
            "high": 1.0,
            "from": [2.0, 0.4],
            "value": [2.1, 0.5],
            "to": [2.2, 0.6],
            "decides": [True, False],
            "grade": ["B", "C"],
        }
    )
    figure = charts.claims.confronted(rows, "Do they agree?", "claimed = 100%")
    (ax,) = figure.axes
    assert names(ax) == ["Wuhan\nFirms"]
    assert marks(ax) == [[(1.0, 0.0)], [(2.1, 0.0)], [(0.5, 0.0)]]
    filled, hollow = (
        s for s in ax.collections if s.get_label() in ("decides", "looked at as well")
    )
    assert len(filled.get_facecolor()) == 1
    assert len(hollow.get_facecolor()) == 0
    assert figure.get_label() == ("Do they agree? Wuhan, Firms 210% (B); Wuhan, Firms 50% (C).")
