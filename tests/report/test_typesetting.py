"""Charts as PNG, by our fonts alone."""

import struct

import pytest

from analysis import errors
from analysis.report import typesetting

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
