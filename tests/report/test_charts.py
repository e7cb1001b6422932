"""The charts to carry away."""

import re

import pandas as pd
import pytest

from analysis import charts as drawing
from analysis.data.words import Words
from analysis.errors import CheckError
from analysis.report import charts
from analysis.report.chapters import Chapter, Chart

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def chapter(*names):
    drawn = tuple(Chart(name, "", "", "", SVG, (), 1) for name in names)
    return Chapter("T", "t", [], "", [], [], charts=drawn)


def test_each_chart_is_there_as_svg_and_as_png():
    made = charts.files([("index", chapter("firms"))])
    assert list(made) == ["firms.svg", "firms.png"]
    assert made["firms.svg"] == SVG.encode()
    assert made["firms.png"].startswith(b"\x89PNG")


def test_charts_of_places_begin_with_the_name_of_the_page():
    parts = [("place-beijing", chapter("firms")), ("place-shanghai", chapter("firms"))]
    assert [name for name in charts.files(parts) if name.endswith(".svg")] == [
        "place-beijing-firms.svg",
        "place-shanghai-firms.svg",
    ]


def test_a_chart_that_is_shown_twice_is_refused():
    with pytest.raises(CheckError) as raised:
        charts.files([("index", chapter("firms")), ("who-leads", chapter("firms"))])
    assert str(raised.value) == (
        "chart 'firms': found it on the pages 'index' and 'who-leads'; expected each chart once in "
        "the report. Show it once, or name it otherwise."
    )


def test_files_are_read_back_as_they_were_written():
    made = {"a.svg": SVG.encode(), "a.png": b"\x89\x00"}
    assert charts.from_json(charts.to_json(made)) == made


def test_a_page_says_a_title_and_the_chart_there_draws_none():
    """Whatever charts.show() makes of it: in one line or two."""
    rows = pd.DataFrame(
        {
            **{"claim_id": ["a"], "by": ["within"], "name_en": ["A"], "low": [1.0], "high": [2.0]},
            **{"unit": ["count"], "ids": ["b-firms"]},
        }
    )
    for title, lines in (("Beijing leads", 1), ("Beijing leads, " * 5, 2)):
        figure = drawing.claims.amounts(rows, title, Words("en", {}, {}, {}))
        svg = drawing.to_inline(figure, "a")
        assert len(charts.TITLE.findall(svg)) == lines
        made = charts.untitled(svg)
        assert charts.TITLE.findall(made) == []
        heights = [float(re.findall(r'viewBox="[^"]* ([\d.]+)"', one)[0]) for one in (svg, made)]
        assert heights[1] < heights[0] - 11 * lines
    assert charts.untitled("<svg/>") == "<svg/>"
