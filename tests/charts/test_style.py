"""Charts look alike whatever a user sets, and are shown as SVG with their words beside them."""

import ast
import os
import subprocess
import sys

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib import pyplot as plt
from matplotlib.font_manager import FontProperties

from analysis import fonts
from analysis.charts.style import show, theme, to_svg


def test_the_user_s_own_settings_do_not_show():
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9}):
        with theme():
            assert mpl.rcParams["font.size"] == 9
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


def draw(label=""):
    """Draw a small chart with Latin and Chinese text."""
    with theme():
        figure, ax = plt.subplots(figsize=(2, 1))
        ax.scatter([1, 2], [1, 2])
        ax.set_title("Firms 企業")
    figure.set_label(label)
    return figure


def test_a_chart_is_shown_with_its_words_and_closed(capsys):
    """Outside of a notebook, the display prints what it would have sent."""
    figure = draw("Who? Beijing 3.")
    show(figure)
    sent = ast.literal_eval(capsys.readouterr().out)
    assert sent["text/plain"] == "Who? Beijing 3."
    assert sent["image/svg+xml"].startswith("<?xml")
    assert list(sent) == ["image/svg+xml", "text/plain"]
    assert not plt.fignum_exists(figure.number)


def test_a_chart_without_words_is_refused():
    with pytest.raises(ValueError, match=r"^the figure has no label; a chart function sets its"):
        show(draw())


def test_the_same_chart_is_the_same_svg():
    assert to_svg(draw()) == to_svg(draw())


def test_svg_carries_no_date_and_no_program():
    svg = to_svg(draw())
    assert "<dc:date>" not in svg
    assert "Matplotlib v" not in svg


def test_svg_is_saved_under_the_project_s_settings_alone():
    """What a user's own settings say of saving, here of its paper, does not show."""
    expected = to_svg(draw())
    with mpl.rc_context({"savefig.facecolor": "red", "svg.fonttype": "none", "savefig.dpi": 10}):
        assert to_svg(draw()) == expected


def test_letters_are_drawn_alike_in_every_locale(turkish):
    """A process of its own draws them, for the locale is read at its start."""
    code = (
        "from matplotlib import pyplot as plt; from analysis.charts.style import theme, to_svg\n"
        "with theme():\n    figure = plt.figure()\n    figure.text(0, 0, 'official figures')\n"
        "print(to_svg(figure))"
    )
    command = [sys.executable, "-c", code]
    drawn = {
        subprocess.run(command, env=os.environ | locale, capture_output=True, check=True).stdout
        for locale in ({"LC_ALL": "C"}, turkish)
    }
    assert len(drawn) == 1
