"""Charts look alike whatever a user sets, and say in words what they show."""

import os
import subprocess
import sys

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

from analysis import fonts
from analysis.charts import style
from analysis.charts.look import theme
from analysis.charts.style import TITLE_LINE, alt_text, begin, finish

from .drawn import assert_fits, legend


def test_the_user_s_own_settings_do_not_show():
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9}):
        with theme():
            assert mpl.rcParams["font.size"] == 9.5
            assert mpl.rcParams["lines.linewidth"] == mpl.rcParamsDefault["lines.linewidth"]
        assert (mpl.rcParams["font.size"], mpl.rcParams["lines.linewidth"]) == (30, 9)


def test_everything_is_as_before_afterwards():
    """Also where drawing fails: settings, back end and fonts."""
    before = mpl.rcParams.copy(), mpl.get_backend(), font_manager.fontManager.ttflist
    with pytest.raises(ZeroDivisionError), theme():
        _ = 1 / 0
    assert (mpl.rcParams, mpl.get_backend()) == before[:2]
    assert font_manager.fontManager.ttflist is before[2]


@pytest.mark.parametrize(
    ("family", "weight", "name"),
    [
        (fonts.SANS, "normal", "sans"),
        (fonts.SANS, "semibold", "sans-bold"),
        (fonts.CHINESE, "normal", "chinese"),
        (fonts.CHINESE, "semibold", "chinese"),
    ],
)
def test_text_is_drawn_in_our_fonts(family, weight, name):
    with theme():
        found = font_manager.findfont(
            FontProperties(family=family, weight=weight), fallback_to_default=False
        )
    assert found == str(fonts.path(name))


def test_no_font_of_the_machine_is_offered():
    with theme():
        offered = {entry.fname for entry in font_manager.fontManager.ttflist}
    assert offered == {str(fonts.path(name)) for name in ("sans", "sans-bold", "chinese")}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Beijing leads", "Beijing leads: A 1; B 2."),
        ("Beijing leads.", "Beijing leads: A 1; B 2."),
        ("Who leads?", "Who leads? A 1; B 2."),
        ("", "A 1; B 2."),
    ],
)
def test_the_alt_text_is_the_title_and_the_rows(title, told, en):
    assert alt_text(title, ["A 1", "B 2"], en) == told


def test_the_alt_text_is_in_chinese_where_the_words_are(zh):
    assert alt_text("北京领先", ["甲：1", "乙：2"], zh) == "北京领先：甲：1；乙：2。"


def test_a_long_title_is_broken_and_has_room(either):
    """The figure grows by the title's lines, so that what it shows stays as large."""
    said = {"en": "Beijing leads by every count that there is, " * 3, "zh": "北京样样领先，" * 9}
    heights = []
    for title in ("1", said[either.language].rstrip(" ,，")):
        with theme():
            figure, ax = begin(2)
            ax.set_yticks([])
            finish(figure, "kind", title, ["A"], either)
        assert_fits(figure)
        heights.append(figure.get_figheight())
    lines = figure.get_suptitle().count("\n")
    assert lines >= 1
    assert heights[1] - heights[0] == pytest.approx(lines * TITLE_LINE)


def test_a_legend_of_several_lines_is_read_line_by_line(en):
    """Its lines are of nearly one length: three names and two, not four and one."""
    with theme():
        figure, ax = begin(2)
        names = ["Beijing", "Shanghai", "Shenzhen", "Guangzhou", "Hangzhou"]
        style.legend(figure, [ax.scatter([], []) for _ in names], names)
        finish(figure, "kind", "Title", [], en)
    assert legend(figure) == names
    first, *_, last = figure.legends[0].get_texts()
    heights = {round(text.get_window_extent().y0) for text in figure.legends[0].get_texts()}
    assert len(heights) == 2
    assert (first.get_text(), last.get_text()) == ("Beijing", "Shenzhen")


def test_without_a_title_a_chart_is_lower(en):
    heights = []
    for title in ("Beijing leads", ""):
        with theme():
            figure, _ = begin(2)
            heights.append(finish(figure, "kind", title, ["A"], en).get_figheight())
    assert heights[0] - heights[1] == pytest.approx(TITLE_LINE)


def test_letters_are_drawn_alike_in_every_locale(turkish):
    """A process of its own draws them, for the locale is read at its start."""
    code = (
        "from matplotlib import pyplot as plt; from analysis.charts import to_svg\n"
        "from analysis.charts.look import theme\n"
        "with theme():\n    figure = plt.figure()\n    figure.text(0, 0, 'official figures')\n"
        "print(to_svg(figure))"
    )
    command = [sys.executable, "-c", code]
    drawn = {
        subprocess.run(command, env=os.environ | locale, capture_output=True, check=True).stdout
        for locale in ({"LC_ALL": "C"}, turkish)
    }
    assert len(drawn) == 1
