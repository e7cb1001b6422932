"""Charts to carry away, and as PNG, by our fonts alone."""

import struct

import pytest

from analysis import errors
from analysis.report import typesetting
from analysis.report.chapters import Chapter, Chart

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36">
<text x="4" y="20" style="font: 600 12px 'Source Sans Pro', 'Noto Sans SC'">{}</text></svg>"""


def test_a_chart_is_as_many_pixels_as_its_inches_have():
    png = typesetting.to_png(SVG.format("20家"))
    assert struct.unpack(">II", png[16:24]) == (typesetting.DOTS, typesetting.DOTS // 2)


def test_the_same_chart_is_the_same_bytes_and_another_is_not():
    first, again, other = (typesetting.to_png(SVG.format(text)) for text in ("家", "家", "省"))
    assert first == again
    assert first != other


def test_what_is_no_chart_is_refused():
    with pytest.raises(errors.CheckError, match="failed to parse SVG"):
        typesetting.to_png("<svg")


def chapter(page, *names):
    drawn = tuple(Chart(name, "", "", "", SQUARE, (), 1) for name in names)
    return Chapter("T", page, [], "", [], [], charts=drawn)


def test_each_chart_is_there_as_svg_and_as_png():
    made = typesetting.charts([chapter("index", "firms")])
    assert list(made) == ["firms.svg", "firms.png"]
    assert made["firms.svg"] == SQUARE.encode()
    assert made["firms.png"].startswith(b"\x89PNG")


def test_charts_of_places_begin_with_the_name_of_the_page():
    parts = [chapter("place-beijing", "firms"), chapter("place-shanghai", "firms")]
    assert [name for name in typesetting.charts(parts) if name.endswith(".svg")] == [
        "place-beijing-firms.svg",
        "place-shanghai-firms.svg",
    ]


def test_a_chart_that_is_shown_twice_is_refused():
    with pytest.raises(errors.CheckError) as raised:
        typesetting.charts([chapter("index", "firms"), chapter("who-leads", "firms")])
    assert str(raised.value) == (
        "chart 'firms': found it on the pages 'index' and 'who-leads'; expected each chart once in "
        "the report. Show it once, or name it otherwise."
    )
