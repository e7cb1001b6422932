"""Charts of verdicts, wholes and independent figures: one mark a row, where it says."""

from itertools import chain

import numpy as np
import pandas as pd
import pytest
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


def test_verdicts_draw_one_mark_a_claim():
    tally = pd.DataFrame({"verdict": ["holds", "fails"], "claims": [3, 1], "ids": ["", ""]})
    other = tally.assign(claims=[0, 2])
    figure = charts.claims.verdicts({"inside": tally, "outside": other}, "What becomes of each?")
    first, second = figure.axes
    assert names(first) == ["holds", "fails"]
    assert list(chain(*marks(first))) == [(0, 0), (1, 0), (2, 0), (0, 1)]
    assert list(chain(*marks(second))) == [(0, 1), (1, 1)]
    assert [text.get_text() for text in second.texts] == ["0", "2"]
    assert figure.get_label() == (
        "What becomes of each? inside: 3 holds and 1 fails; outside: 0 holds and 2 fails."
    )


@pytest.mark.parametrize("most", [3, 40, 400])
def test_marks_stay_apart(most):
    """A mark is a square of fewer points than lie between it and the next."""
    tally = pd.DataFrame({"verdict": ["holds", "fails"], "claims": [most, 1], "ids": ["", ""]})
    figure = charts.claims.verdicts({"inside": tally}, "What becomes of each?")
    figure.canvas.draw()
    (ax,) = figure.axes
    (marks, _) = (drawn for drawn in ax.collections if isinstance(drawn, PathCollection))
    (left, _), (right, _) = ax.transData.transform([(0, 0), (1, 0)])
    apart = (right - left) * 72 / figure.dpi
    assert 0 < marks.get_sizes()[0] ** 0.5 < apart


def test_wholes_show_what_all_allow():
    rows = pd.DataFrame(
        {
            "name": ["Wuhan", "Xian"],
            "low": [100.0, 150.0],
            "value": [200.0, 160.0],
            "high": [220.0, 170.0],
            "colour": ["#d55e00", "#009e73"],
        }
    )
    figure = charts.claims.wholes(rows, (150, 170), "What whole?", "firms")
    (ax,) = figure.axes
    (band,) = ax.patches
    assert isinstance(band, Rectangle)
    assert (band.get_x(), band.get_width()) == (150, 20)
    left, right = ax.get_xlim()
    assert left < 100 < 220 < right
    assert figure.get_label() == (
        "What whole? Wuhan 200 (100 to 220); Xian 160 (150 to 170); "
        "what all of them allow 150 to 170."
    )
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["what all of them allow"]


def test_no_band_is_drawn_of_what_nothing_allows():
    rows = pd.DataFrame(
        {
            "name": ["Wuhan", "Xian"],
            "low": [100.0, 230.0],
            "value": [200.0, 240.0],
            "high": [220.0, 250.0],
            "colour": ["#d55e00", "#009e73"],
        }
    )
    figure = charts.claims.wholes(rows, None, "What whole?", "firms")
    (ax,) = figure.axes
    assert (list(ax.patches), figure.legends) == ([], [])
    assert figure.get_label() == (
        "What whole? Wuhan 200 (100 to 220); Xian 240 (230 to 250); what all of them allow nothing."
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
    filled, hollow = (s for s in ax.collections if s.get_label() in ("decides", "context"))
    assert len(filled.get_facecolor()) == 1
    assert len(hollow.get_facecolor()) == 0
    assert figure.get_label() == ("Do they agree? Wuhan, Firms 210% (B); Wuhan, Firms 50% (C).")


def test_definitions_tell_source_and_definition_apart():
    rows = pd.DataFrame(
        {
            "place": ["Wuhan", "Wuhan"],
            "name": ["related", "strict"],
            "low": [900.0, 9.0],
            "value": [1000.0, 10.0],
            "high": [1000.0, 10.0],
            "independent": [False, True],
            "colour": ["#0b4f8a", "#b3261e"],
        }
    )
    figure = charts.claims.definitions(rows, "How many?", "firms")
    (ax,) = figure.axes
    assert ax.get_xscale() == "log"
    assert marks(ax)[:2] == [[(1000.0, 0.0)], [(10.0, 0.0)]]
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert legend == ["related", "strict", "as the article prints", "independent figure"]
    assert figure.get_label() == (
        "How many? Wuhan, related 1,000 (900 to 1,000); Wuhan, strict 10 (9 to 10)."
    )
