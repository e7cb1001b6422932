"""Charts of readings without a limit, such as 至少3家. Beside test_charts.py."""

from math import inf

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from analysis import charts

ROWS = pd.DataFrame(
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


@pytest.fixture(autouse=True)
def close():
    """Close the figures that a test leaves open."""
    yield
    plt.close("all")


def spans(figure):
    """Return the bounds of each drawn bar, in the order drawn."""
    (ax,) = figure.axes
    lines = [marks for marks in ax.collections if hasattr(marks, "get_segments")]
    drawn = [segment[:, 0].tolist() for bars in lines for segment in bars.get_segments()]
    assert all(high <= ax.get_xlim()[1] for _, high in drawn)
    return drawn


def test_readings_without_limit_end_within_sight():
    """The bar ends a quarter beyond the greatest limit, 1.2; the words say that there is none."""
    figure = charts.readings(ROWS, "Who?", "count", "firms")
    assert spans(figure) == [[0.75, 1.2], [0.5, 1.5], [0.25, 0.3]]
    (ax,) = figure.axes
    assert [text.get_text() for text in ax.texts] == ["about 1", "at least 0.5", "0.25"]
    assert ax.texts[1].get_position()[0] == pytest.approx(1.5 * 1.025)
    assert figure.get_label() == (
        "Who? Beijing 1 (0.75 to 1.2); Shanghai 0.5 (0.5 or more); Shenzhen 0.25 (0.25 to 0.3)."
    )
    assert ROWS["high"][1] == inf


def test_where_no_reading_has_a_limit():
    """Then the bars end a quarter beyond the greatest reading."""
    figure = charts.readings(ROWS.assign(high=inf), "Who?", "count", "firms")
    assert spans(figure) == [[0.75, 1.25], [0.5, 1.25], [0.25, 1.25]]


def test_a_reading_beyond_every_limit_is_within_sight():
    """At least 2, where the others end at 1.2: the bar goes on beyond its own reading."""
    rows = ROWS.assign(value=[1.0, 2.0, 0.25])
    assert spans(charts.readings(rows, "Who?", "count", "firms"))[1] == [0.5, 2.5]


def test_standings_without_limit_end_within_sight():
    colours = ROWS.set_index("place")["colour"]
    figure = charts.standings(ROWS.assign(name="Firms"), colours, "Who?", "of the largest")
    assert spans(figure) == [[0.75, 1.2], [0.5, 1.5], [0.25, 0.3]]
    assert "Firms, Shanghai 50% (50% or more); Firms, Shenzhen" in str(figure.get_label())


def test_a_standing_without_limit_ends_within_sight():
    mine = ROWS.iloc[[1]].assign(name="Firms")
    others = ROWS.iloc[[0, 2]].assign(name="Firms")
    figure = charts.standing(mine, others, "Where?", "of the largest")
    assert spans(figure) == [[0.5, 0.625]]
    assert figure.get_label() == "Where? Firms 50% (50% or more)."
