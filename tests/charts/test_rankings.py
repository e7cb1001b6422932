"""Charts of rankings: one mark a place, where its rank says."""

import pandas as pd

from analysis import charts
from analysis.charts.look import theme
from analysis.charts.svg import Link, link_of

from .drawn import assert_fits, cells, links, marks, row_names

CHANCES = pd.DataFrame(
    {
        "place": ["Beijing", "Beijing", "Shanghai", "Shanghai"],
        "rank": [1, 2, 1, 2],
        "probability": [0.996, 0.004, 0.0, 1.0],
        "ids": ["a;b", "a;b", "c", "c"],
    }
)
OPTIONS = pd.DataFrame(
    {
        "choice": ["silence", "silence", "weights", "weights"],
        "option": ["drawn", "drawn", "all alike", "all alike"],
        "place": ["Beijing", "Shanghai", "Beijing", "Shanghai"],
        "low": [1.0, 1.25, 1.0, 2.0],
        "mean": [1.25, 1.5, 1.0, 2.0],
        "high": [1.75, 2.0, 1.0, 2.0],
    }
)
COLOURS = pd.Series({"Beijing": "#d5521c", "Shanghai": "#00808c"})


def test_ranks_leave_the_impossible_blank(en):
    figure = charts.rankings.ranks(CHANCES, "Beijing is first", en, 20_000)
    (ax,) = figure.axes
    assert row_names(ax) == ["Beijing", "Shanghai"]
    assert [text.get_text() for text in ax.texts] == ["100%", "<1%", "100%"]
    assert cells(ax) == [[("#0b4f8a", 0.6), ("#0b4f8a", 0.06)], [None, ("#0b4f8a", 0.6)]]
    assert figure.get_label() == (
        "Beijing is first: Beijing: first in more than 99% of the draws and last in less than 1% "
        "of the draws; Shanghai: last in all of the draws."
    )
    assert links(figure)[1] == Link("c", "Shanghai: last in all of the draws", ("c",))
    assert [link_of(str(text.get_url())).target for text in ax.texts] == ["a", "a", "c"]


def test_choices_draw_a_panel_a_place_and_a_row_an_option(en):
    """Choices stand apart by a gap."""
    figure = charts.rankings.choices(OPTIONS, "Beijing leads", en, COLOURS)
    first, second = figure.axes
    assert row_names(first) == ["blanks drawn", "weights equal"]
    below = 1 + charts.rankings.GAP
    assert marks(first) == [(1.25, 0.0), (1.0, below)]
    assert marks(second) == [(1.5, 0.0), (2.0, below)]
    assert [ax.get_title() for ax in (first, second)] == ["Beijing", "Shanghai"]
    assert figure.get_label() == (
        "Beijing leads: Beijing: 1.0 (weights equal) to 1.2 (blanks drawn); "
        "Shanghai: 1.5 (blanks drawn) to 2.0 (weights equal)."
    )


SPANS = pd.DataFrame(
    {
        "place": ["Beijing", "Shanghai", "Shenzhen"],
        "best": [1, 2, 2],
        "worst": [1, 3, 3],
        "usual_best": [1, 2, 2],
        "usual_worst": [1, 2, 3],
        "ids": ["a", "b;c", "d"],
    }
)


def test_reach_tells_the_ranks_a_place_takes_and_those_it_takes_most_often(en, zh):
    """Where the two are the same they are told once."""
    figure = charts.rankings.reach(SPANS, "Beijing leads", en)
    (ax,) = figure.axes
    assert row_names(ax) == ["Beijing", "Shanghai", "Shenzhen"]
    assert figure.get_label() == (
        "Beijing leads: Beijing: first; Shanghai: usually second, second to third in all; "
        "Shenzhen: second to third."
    )
    assert links(figure)[1] == Link(
        "b", "Shanghai: usually second, second to third in all", ("b", "c")
    )
    assert "上海：通常居第二，全部可能为第二至第三" in str(
        charts.rankings.reach(SPANS, "北京", zh).get_label()
    )


def test_what_bars_and_lines_of_reach_mean_stands_above_them(en):
    """Below, it would be off the first screen of the front page."""
    figure = charts.rankings.reach(SPANS, "Beijing leads", en)
    told = figure.axes[0].get_legend()
    assert told is not None
    with theme():
        figure.draw_without_rendering()
        ranks = [label.get_window_extent() for label in figure.axes[0].get_xticklabels()]
        assert ranks[0].y0 >= figure.axes[0].get_window_extent().y1
        assert told.get_window_extent().y0 >= ranks[0].y1
    assert [text.get_text() for text in told.get_texts()] == [
        "usual rank by one way of scoring or another",
        "a rank that it takes at times",
    ]


def test_all_texts_have_room(either):
    title = (
        "Beijing leads under every choice, " * 2 if either.language == "en" else "北京领先，" * 9
    )
    assert_fits(charts.rankings.ranks(CHANCES, title, either, 20_000))
    assert_fits(charts.rankings.choices(OPTIONS, title, either, COLOURS))
    assert_fits(charts.rankings.reach(SPANS, title, either))


def test_an_axis_of_ranks_counts_places(chinese):
    assert charts.rankings._rank(2, chinese) == "第2名"
