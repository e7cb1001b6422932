"""Charts of figures draw what the rows say, and say it in words; without a limit, within sight."""

from itertools import cycle
from math import inf

import pandas as pd
import pytest
from matplotlib import colors
from matplotlib.container import BarContainer

from analysis import charts

READINGS = pd.DataFrame(
    {
        "name": ["Beijing", "Shanghai", "Shenzhen"],
        "place": ["Beijing", "Shanghai", "Shenzhen"],
        "low": [310000.0, 285000.0, 90000.0],
        "value": [320000.0, 300000.0, 90000.0],
        "high": [320000.0, 315000.0, 90000.0],
        "hedge": ["nearly", "about", "exact"],
        "colour": ["#d55e00", "#009e73", "#0072b2"],
    }
)
SHARES = pd.DataFrame(
    {
        "name": ["Firms", "Talent", "Firms"],
        "place": ["Beijing", "Beijing", "Shanghai"],
        "low": [0.97, 0.98, 0.5],
        "value": [1.0, 1.0, 0.6],
        "high": [1.0, 1.25, 0.7],
        "colour": ["#d55e00", "#d55e00", "#009e73"],
    }
)
LIMITLESS = pd.DataFrame(
    {
        "name": ["Beijing", "Shanghai", "Shenzhen"],
        "place": ["Beijing", "Shanghai", "Shenzhen"],
        "low": [0.75, 0.5, 0.25],
        "value": [1.0, 0.5, 0.25],
        "high": [1.2, inf, 0.3],
        "hedge": ["about", "at least", "exact"],
        "colour": ["#d55e00", "#009e73", "#0072b2"],
    }
)


def rows_named(ax):
    """Return the labels of the vertical axis, from top to bottom."""
    ticks = zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)
    bottom, top = ax.get_ylim()
    assert bottom > top
    return [label.get_text() for _, label in sorted(ticks, key=lambda tick: tick[0])]


def bars(ax):
    """Return each drawn span as its row, its bounds and its colour, in the order drawn."""
    return [
        (segment[0, 1], segment[0, 0], segment[1, 0], colors.to_hex(colour))
        for lines in ax.collections
        if hasattr(lines, "get_segments")
        for segment, colour in zip(lines.get_segments(), cycle(lines.get_colors()), strict=False)
    ]


def dots(ax):
    """Return the (value, row) of each dot, in the order drawn."""
    clouds = [marks for marks in ax.collections if not hasattr(marks, "get_segments")]
    return [tuple(point) for cloud in clouds for point in cloud.get_offsets().tolist()]


def test_readings():
    figure = charts.figures.readings(READINGS, "Who has most firms?", "count", "firms")
    (ax,) = figure.axes
    assert rows_named(ax) == ["Beijing", "Shanghai", "Shenzhen"]
    assert dots(ax) == [(320000.0, 0.0), (300000.0, 1.0), (90000.0, 2.0)]
    assert bars(ax) == [
        (0.0, 310000.0, 320000.0, "#d55e00"),
        (1.0, 285000.0, 315000.0, "#009e73"),
        (2.0, 90000.0, 90000.0, "#0072b2"),
    ]
    said = [text.get_text() for text in ax.texts]
    assert said == ["nearly 320,000", "about 300,000", "90,000"]
    assert (ax.get_xlim()[0], ax.get_xlabel()) == (0.0, "firms")
    assert figure.get_suptitle() == "Who has most firms?"
    assert figure.get_label() == (
        "Who has most firms? Beijing 320,000 (310,000 to 320,000); "
        "Shanghai 300,000 (285,000 to 315,000); Shenzhen 90,000 (90,000)."
    )


def test_what_is_not_printed_has_no_hedge():
    (ax,) = charts.figures.readings(READINGS.drop(columns="hedge"), "Who?", "count", "firms").axes
    assert [text.get_text() for text in ax.texts] == ["320,000", "300,000", "90,000"]


@pytest.mark.parametrize(
    ("unit", "expected"), [("count", "0.5"), ("share", "50%"), ("CNY", "0.5 yuan")]
)
def test_the_axis_reads_in_the_unit(unit, expected):
    (ax,) = charts.figures.readings(READINGS, "Who?", unit, "amount").axes
    assert ax.xaxis.get_major_formatter()(0.5, 0) == expected


def test_deviations_are_drawn_around_the_best_reading():
    rows = READINGS.head(2).assign(below=[-0.03125, -0.05], above=[0.0, 0.05])
    figure = charts.figures.deviations(rows, "How loose?", "from the best reading")
    (ax,) = figure.axes
    assert dots(ax) == [(0.0, 0.0), (0.0, 1.0)]
    assert bars(ax) == [(0.0, -0.03125, 0.0, "#d55e00"), (1.0, -0.05, 0.05, "#009e73")]
    assert figure.get_label() == (
        "How loose? from the best reading: Beijing −3.2% to 0%; Shanghai −5% to 5%."
    )


def test_standings_draw_each_place_in_its_colour():
    colours = SHARES.set_index("place")["colour"].groupby(level=0).first()
    figure = charts.figures.standings(SHARES, colours, "Who leads?", "of the largest")
    (ax,) = figure.axes
    assert rows_named(ax) == ["Firms", "Talent"]
    assert bars(ax) == [
        (0.0, 0.97, 1.0, "#d55e00"),
        (1.0, 0.98, 1.25, "#d55e00"),
        (0.0, 0.5, 0.7, "#009e73"),
    ]
    assert list(ax.get_xlim()) == pytest.approx([0.0, 1.3])
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["Beijing", "Shanghai"]
    assert figure.get_label() == (
        "Who leads? Firms, Beijing 100% (97% to 100%); Talent, Beijing 100% (98% to 125%); "
        "Firms, Shanghai 60% (50% to 70%)."
    )


def test_standing_sets_one_place_before_the_others():
    mine, others = SHARES.head(2), SHARES.tail(1)
    figure = charts.figures.standing(mine, others, "Where is Beijing?", "of the largest")
    (ax,) = figure.axes
    assert dots(ax) == [(0.6, 0.0), (1.0, 0.0), (1.0, 1.0)]
    assert bars(ax) == [(0.0, 0.97, 1.0, "#d55e00"), (1.0, 0.98, 1.25, "#d55e00")]
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert legend == ["another place", "Beijing"]
    assert figure.get_label() == (
        "Where is Beijing? Firms 100% (97% to 100%); Talent 100% (98% to 125%)."
    )


def test_bars():
    rows = pd.DataFrame({"name": ["nobody", "The Bureau"], "value": [3, 2]})
    figure = charts.figures.bars(rows, "Whom does it credit?", "figures")
    (ax,) = figure.axes
    assert rows_named(ax) == ["nobody", "The Bureau"]
    (drawn,) = (bars for bars in ax.containers if isinstance(bars, BarContainer))
    assert [bar.get_width() for bar in drawn.patches] == [3, 2]
    assert [text.get_text().strip() for text in ax.texts] == ["3", "2"]
    assert figure.get_label() == "Whom does it credit? nobody 3; The Bureau 2."


def test_coverage():
    """Each state has its colour; places and metrics keep the order in which they first come."""
    cells = pd.DataFrame(
        {
            "place": ["Wuhan", "Beijing", "Wuhan", "Beijing"],
            "metric": ["Talent", "Talent", "Firms", "Firms"],
            "state": ["silent", "exact", "silent", "hedged"],
        }
    )
    figure = charts.figures.coverage(cells, "What is stated?")
    (ax,) = figure.axes
    assert rows_named(ax) == ["Talent", "Firms"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Wuhan", "Beijing"]
    faces = [colors.to_hex(face) for face in ax.collections[0].get_facecolor()]
    assert faces == ["#ebe7df", "#8db4d3", "#ebe7df", "#0b4f8a"]
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert legend == ["silent", "exact", "hedged"]
    assert figure.get_label() == "What is stated? Wuhan 0 of 2 metrics; Beijing 2 of 2 metrics."


def spans(figure):
    """Return the bounds of each drawn bar, in the order drawn."""
    (ax,) = figure.axes
    lines = [marks for marks in ax.collections if hasattr(marks, "get_segments")]
    drawn = [segment[:, 0].tolist() for bars in lines for segment in bars.get_segments()]
    assert all(high <= ax.get_xlim()[1] for _, high in drawn)
    return drawn


def test_readings_without_limit_end_within_sight():
    """The bar ends a quarter beyond the greatest limit, 1.2; the words say that there is none."""
    figure = charts.figures.readings(LIMITLESS, "Who?", "count", "firms")
    assert spans(figure) == [[0.75, 1.2], [0.5, 1.5], [0.25, 0.3]]
    (ax,) = figure.axes
    assert [text.get_text() for text in ax.texts] == ["about 1", "at least 0.5", "0.25"]
    assert ax.texts[1].get_position()[0] == pytest.approx(1.5 * 1.025)
    assert figure.get_label() == (
        "Who? Beijing 1 (0.75 to 1.2); Shanghai 0.5 (0.5 or more); Shenzhen 0.25 (0.25 to 0.3)."
    )
    assert LIMITLESS["high"][1] == inf


def test_where_no_reading_has_a_limit():
    """Then the bars end a quarter beyond the greatest reading."""
    figure = charts.figures.readings(LIMITLESS.assign(high=inf), "Who?", "count", "firms")
    assert spans(figure) == [[0.75, 1.25], [0.5, 1.25], [0.25, 1.25]]


def test_a_reading_beyond_every_limit_is_within_sight():
    """At least 2, where the others end at 1.2: the bar goes on beyond its own reading."""
    rows = LIMITLESS.assign(value=[1.0, 2.0, 0.25])
    assert spans(charts.figures.readings(rows, "Who?", "count", "firms"))[1] == [0.5, 2.5]


def test_standings_without_limit_end_within_sight():
    colours = LIMITLESS.set_index("place")["colour"]
    figure = charts.figures.standings(
        LIMITLESS.assign(name="Firms"), colours, "Who?", "of the largest"
    )
    assert spans(figure) == [[0.75, 1.2], [0.5, 1.5], [0.25, 0.3]]
    assert "Firms, Shanghai 50% (50% or more); Firms, Shenzhen" in str(figure.get_label())


def test_a_standing_without_limit_ends_within_sight():
    mine = LIMITLESS.iloc[[1]].assign(name="Firms")
    others = LIMITLESS.iloc[[0, 2]].assign(name="Firms")
    figure = charts.figures.standing(mine, others, "Where?", "of the largest")
    assert spans(figure) == [[0.5, 0.625]]
    assert figure.get_label() == "Where? Firms 50% (50% or more)."
