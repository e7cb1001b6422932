"""A chart goes into a notebook as SVG that is the same on every run, with its words beside it."""

import ast

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from analysis.charts.show import show, to_svg
from analysis.charts.theme import theme


def draw(label=""):
    """Draw a small chart with Latin and Chinese text."""
    with theme():
        figure, ax = plt.subplots(figsize=(2, 1))
        ax.scatter([1, 2], [1, 2])
        ax.set_title("Firms 企業")
    figure.set_label(label)
    return figure


@pytest.fixture(autouse=True)
def close():
    """Close the figures that a test leaves open."""
    yield
    plt.close("all")


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
