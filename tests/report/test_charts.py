"""The charts to carry away."""

import pytest

from analysis.errors import CheckError
from analysis.report import charts
from analysis.report.chapters import Chapter, Chart

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def chapter(page, *names):
    drawn = tuple(Chart(name, "", "", "", SVG, (), 1) for name in names)
    return Chapter("T", page, [], "", [], [], charts=drawn)


def test_each_chart_is_there_as_svg_and_as_png():
    made = charts.files([chapter("index", "firms")])
    assert list(made) == ["firms.svg", "firms.png"]
    assert made["firms.svg"] == SVG.encode()
    assert made["firms.png"].startswith(b"\x89PNG")


def test_charts_of_places_begin_with_the_name_of_the_page():
    parts = [chapter("place-beijing", "firms"), chapter("place-shanghai", "firms")]
    assert [name for name in charts.files(parts) if name.endswith(".svg")] == [
        "place-beijing-firms.svg",
        "place-shanghai-firms.svg",
    ]


def test_a_chart_that_is_shown_twice_is_refused():
    with pytest.raises(CheckError) as raised:
        charts.files([chapter("index", "firms"), chapter("who-leads", "firms")])
    assert str(raised.value) == (
        "chart 'firms': found it on the pages 'index' and 'who-leads'; expected each chart once in "
        "the report. Show it once, or name it otherwise."
    )


def test_files_are_read_back_as_they_were_written():
    made = {"a.svg": SVG.encode(), "a.png": b"\x89\x00"}
    assert charts.from_json(charts.to_json(made)) == made
