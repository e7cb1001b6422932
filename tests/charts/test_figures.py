"""Charts of figures draw what the rows say, and say it in words; without a limit, within sight."""

from itertools import pairwise
from math import inf, nan

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.charts.look import theme
from analysis.charts.svg import Link

from .drawn import assert_fits, bands, cells, heads, legend, links, marks, row_names

READINGS = pd.DataFrame(
    {
        "figure_id": ["beijing-firms", "shanghai-firms", "shenzhen-firms"],
        "place": ["Beijing", "Shanghai", "Shenzhen"],
        "metric": "firms",
        "year": [2024.0, nan, 2024.0],
        "low": [310000.0, 285000.0, 90000.0],
        "value": [320000.0, 300000.0, 90000.0],
        "high": [320000.0, 315000.0, 90000.0],
        "hedge": ["nearly", "about", "exact"],
        "unit": "count",
        "colour": ["#d5521c", "#00808c", "#3d3aa4"],
    }
)
SHARES = pd.DataFrame(
    {
        "figure_id": ["beijing-firms", "beijing-talent", "shanghai-firms"],
        "place": ["Beijing", "Beijing", "Shanghai"],
        "metric": ["firms", "talent", "firms"],
        "low": [0.97, 0.98, 0.5],
        "value": [1.0, 1.0, 0.6],
        "high": [1.0, 1.25, 0.7],
        "unit": "share",
        "colour": ["#d5521c", "#d5521c", "#00808c"],
    }
)
LIMITLESS = READINGS.assign(
    low=[0.75, 0.5, 0.25],
    value=[1.0, 0.5, 0.25],
    high=[1.2, inf, 0.3],
    hedge=["about", "at least", "exact"],
)


def test_readings(en):
    figure = charts.figures.readings(READINGS, "Beijing has most firms", en)
    (ax,) = figure.axes
    assert row_names(ax) == ["Beijing (2024)", "Shanghai", "Shenzhen (2024)"]
    assert marks(ax) == [(320000.0, 0.0), (300000.0, 1.0), (90000.0, 2.0)]
    assert bands(ax) == [
        (310000.0, 320000.0, "#d5521c"),
        (285000.0, 315000.0, "#00808c"),
        (90000.0, 90000.0, "#3d3aa4"),
    ]
    assert [text.get_text() for text in ax.texts] == ["nearly 320,000", "about 300,000", "90,000"]
    assert (ax.get_xlim()[0], ax.get_xlabel()) == (0.0, "Firms")
    assert (figure.get_gid(), figure.get_suptitle()) == ("readings", "Beijing has most firms")
    assert figure.get_label() == (
        "Beijing has most firms: Beijing (2024): 320,000 (310,000 to 320,000); "
        "Shanghai: 300,000 (285,000 to 315,000); Shenzhen (2024): 90,000."
    )


def test_readings_in_chinese(zh):
    figure = charts.figures.readings(READINGS, "北京企业最多", zh)
    (ax,) = figure.axes
    assert row_names(ax) == ["北京（2024年）", "上海", "深圳（2024年）"]
    assert [text.get_text() for text in ax.texts] == ["近32万", "约30万", "9万"]
    assert ax.xaxis.get_major_formatter()(100000, 0) == "10万"
    assert figure.get_label() == (
        "北京企业最多：北京（2024年）：32万（31万至32万）；"
        "上海：30万（28.5万至31.5万）；深圳（2024年）：9万。"
    )


def test_a_row_s_marks_and_number_lead_to_its_figure(en):
    figure = charts.figures.readings(READINGS, "Beijing has most firms", en)
    assert links(figure) == [
        Link("beijing-firms", "Beijing, firms: nearly 320,000", ("beijing-firms",)),
        Link("shanghai-firms", "Shanghai, firms: about 300,000", ("shanghai-firms",)),
        Link("shenzhen-firms", "Shenzhen, firms: 90,000", ("shenzhen-firms",)),
    ]
    (ax,) = figure.axes
    assert ax.texts[0].get_url() == ax.collections[0].get_urls()[0]


def test_what_is_computed_has_no_hedge_and_few_digits(en):
    computed = ["figure_id", "metric", "year", "hedge"]
    rows = READINGS.drop(columns=computed).assign(ids=["a;b", "c;d", "e;f"], value=1 / 3, low=0.3)
    figure = charts.figures.readings(rows, "Alike", en, "firms for each person", digits=3)
    (ax,) = figure.axes
    assert [text.get_text() for text in ax.texts] == ["0.333"] * 3
    assert ax.get_xlabel() == "firms for each person"
    assert links(figure)[0] == Link("a", "Beijing: 0.333", ("a", "b"))


@pytest.mark.parametrize(
    ("unit", "expected"), [("count", "0.5"), ("share", "50%"), ("CNY", "0.5 yuan")]
)
def test_the_axis_reads_in_the_unit(unit, expected, en):
    (ax,) = charts.figures.readings(READINGS.assign(unit=unit), "Who?", en).axes
    assert ax.xaxis.get_major_formatter()(0.5, 0) == expected


def test_labels_of_the_axis_do_not_run_together(en):
    """Of amounts with a long unit there are fewer."""
    rows = READINGS.assign(unit="tonne", value=[450000.0, 340000.0, 224000.0], high=450000.0)
    assert [len(_labels(charts.figures.readings(one, "Who?", en))) for one in (rows, READINGS)] == [
        *(3, 5),
    ]


def _labels(figure):
    """Return the boxes of the labels that an axis of amounts shows; they stand apart."""
    with theme():
        figure.draw_without_rendering()
        (ax,) = figure.axes
        low, high = ax.get_xlim()
        told = zip(ax.get_xticks(), ax.get_xticklabels(), strict=True)
        boxes = [label.get_window_extent() for at, label in told if low <= at <= high]
    assert all(right.x0 - left.x1 > 3 for left, right in pairwise(boxes))
    return boxes


def test_metrics_of_several_years_say_which(en, zh):
    rows = SHARES.assign(year=[2024.0, nan, 2021.0])
    charted = charts.figures
    assert heads(*charted.standings(rows, "Who?", en).axes)[0] == "Firms (2021 and 2024)"
    assert heads(*charted.standing(rows, "Who?", zh, "Beijing").axes)[0] == "企业（2021、2024年）"
    alike = rows.assign(year=[2024.0, nan, 2024.0])
    assert heads(*charted.standings(alike, "Who?", en).axes)[0] == "Firms"


def test_deviations_are_drawn_around_the_best_reading(en):
    rows = READINGS.head(2).assign(below=[-0.03125, -0.05], above=[0.0, 0.05])
    figure = charts.figures.deviations(rows, "Shanghai's is loosest", en)
    (ax,) = figure.axes
    assert heads(ax) == ["Beijing, firms", "Shanghai, firms"]
    assert [x for x, _ in marks(ax)] == [0.0, 0.0]
    assert bands(ax) == [(-0.03125, 0.0, "#d5521c"), (-0.05, 0.05, "#00808c")]
    assert figure.get_label() == (
        "Shanghai's is loosest: Beijing, firms: −3.2% to 0%; Shanghai, firms: −5% to 5%."
    )
    assert links(figure)[0].says == "Beijing, firms: −3.2% to 0%"
    alike = rows.assign(place="Beijing", year=[2023, 2024])
    (ax,) = charts.figures.deviations(alike, "Of two years", en).axes
    assert heads(ax) == ["Beijing, firms (2023)", "Beijing, firms (2024)"]


def test_standings_draw_each_place_in_its_colour_and_shape(en):
    figure = charts.figures.standings(SHARES, "Beijing leads", en)
    (ax,) = figure.axes
    assert heads(ax) == ["Firms", "Share of China's talent"]
    assert bands(ax) == [
        (0.97, 1.0, "#d5521c"),
        (0.98, 1.25, "#d5521c"),
        (0.5, 0.7, "#00808c"),
    ]
    beijing, shanghai = (ax.collections[at].get_paths()[0].vertices for at in (2, 5))
    assert np.size(beijing) != np.size(shanghai)
    assert list(ax.get_xlim()) == pytest.approx([0.0, 1.3])
    assert legend(figure) == ["Beijing", "Shanghai"]
    assert figure.get_label() == (
        "Beijing leads: Firms: Beijing: 100% and Shanghai: 60%; "
        "Share of China's talent: Beijing: 100%."
    )
    assert [link.ids for link in links(figure)] == [
        ("beijing-firms", "shanghai-firms"),
        ("beijing-talent",),
    ]


def test_standing_sets_one_place_before_the_others(en):
    figure = charts.figures.standing(SHARES, "Beijing leads", en, "Beijing")
    (ax,) = figure.axes
    assert [x for x, _ in marks(ax)] == [0.6, 1.0, 1.0]
    assert np.size(ax.collections[0].get_facecolor()) == 0
    assert bands(ax) == [(0.97, 1.0, "#d5521c"), (0.98, 1.25, "#d5521c")]
    assert legend(figure) == ["Beijing", "another place"]
    assert figure.get_label() == (
        "Beijing leads: Firms: 100% (97% to 100%); Share of China's talent: 100% (98% to 125%)."
    )


def test_another_place_s_upper_bound_is_a_band(en):
    """As of "at most 9": a mark would say that it is 9."""
    most = SHARES.assign(low=[0.97, 0.98, 0.0])
    (ax,) = charts.figures.standing(most, "Beijing leads", en, "Beijing").axes
    assert bands(ax)[0] == (0.0, 0.7, "#5f5f5f")


def test_coverage_fills_what_is_exact_and_leaves_silence_empty(en):
    """Places and metrics keep the order in which they first come."""
    stated = pd.DataFrame(
        {
            "place": ["Shanghai", "Beijing", "Shanghai", "Beijing"],
            "metric": ["talent", "talent", "firms", "firms"],
            "state": ["silent", "exact", "silent", "hedged"],
            "ids": ["", "a", "", "b"],
        }
    )
    figure = charts.figures.coverage(stated, "Only Beijing is measured", en)
    (ax,) = figure.axes
    assert row_names(ax) == ["Share of China's talent", "Firms"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Shanghai", "Beijing"]
    assert cells(ax) == [[None, ("#0b4f8a", 1.0)], [None, ("#0b4f8a", 0.5)]]
    assert legend(figure) == ["exact figure", "hedged figure"]
    assert figure.get_label() == (
        "Only Beijing is measured: Shanghai: 0 of 2 metrics; Beijing: 2 of 2 metrics."
    )
    assert links(figure)[1] == Link("b", "Firms: Beijing", ("b",))


def spans(figure):
    """Return the bounds of each band, all of which are within the axis."""
    (ax,) = figure.axes
    assert all(high <= ax.get_xlim()[1] for _, high, _ in bands(ax))
    return [[low, high] for low, high, _ in bands(ax)]


def test_readings_without_limit_end_within_sight(en):
    """The band ends a quarter beyond the greatest limit, 1.2; the words say that there is none."""
    figure = charts.figures.readings(LIMITLESS.assign(year=nan), "Who?", en)
    assert spans(figure) == [[0.75, 1.2], [0.5, 1.5], [0.25, 0.3]]
    (ax,) = figure.axes
    assert [text.get_text() for text in ax.texts] == ["about 1", "at least 0.5", "0.25"]
    assert ax.texts[1].get_position()[0] > 1.5
    assert figure.get_label() == (
        "Who? Beijing: 1 (0.75 to 1.2); Shanghai: 0.5 (0.5 or more); Shenzhen: 0.25 (0.25 to 0.3)."
    )
    assert LIMITLESS["high"][1] == inf


def test_where_no_reading_has_a_limit(en):
    """Then the bands end a quarter beyond the greatest reading."""
    figure = charts.figures.readings(LIMITLESS.assign(high=inf), "Who?", en)
    assert spans(figure) == [[0.75, 1.25], [0.5, 1.25], [0.25, 1.25]]


def test_a_reading_beyond_every_limit_is_within_sight(en):
    """At least 2, where the others end at 1.2: the band goes on beyond its own reading."""
    rows = LIMITLESS.assign(value=[1.0, 2.0, 0.25])
    assert spans(charts.figures.readings(rows, "Who?", en))[1] == [0.5, 2.5]


def test_standings_without_limit_end_within_sight(en):
    figure = charts.figures.standings(LIMITLESS.assign(unit="share"), "Who?", en)
    assert spans(figure) == [[0.75, 1.2], [0.5, 1.5], [0.25, 0.3]]
    assert "Shanghai: 50% (50% or more) and Shenzhen" in str(figure.get_label())


def test_a_standing_without_limit_ends_within_sight(en):
    figure = charts.figures.standing(LIMITLESS.assign(unit="share"), "Where?", en, "Shanghai")
    assert spans(figure) == [[0.5, 0.625]]
    assert figure.get_label() == "Where? Firms: 50% (50% or more)."


def test_all_texts_have_room(either):
    """In either language, with a title of several lines."""
    title = {"en": "Beijing leads, whatever the hedges stand for, " * 2, "zh": "北京领先，" * 9}
    said = (title[either.language].strip(" ,，"), either)
    cells = READINGS[["place", "metric"]].assign(state="exact")
    assert_fits(charts.figures.readings(READINGS, *said))
    assert_fits(charts.figures.readings(SHARES.iloc[1:2], *said))
    assert_fits(charts.figures.deviations(READINGS.assign(below=-0.1, above=0.1), *said))
    assert_fits(charts.figures.standings(SHARES, *said))
    assert_fits(charts.figures.standing(SHARES, *said, "Beijing"))
    assert_fits(charts.figures.coverage(cells, *said))
