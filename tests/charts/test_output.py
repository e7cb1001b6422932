"""A chart is displayed with its words, as a document and for a page, in the same bytes."""

import ast
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from analysis.charts import show, to_inline, to_svg
from analysis.charts.links import Link
from analysis.charts.output import CHART
from analysis.charts.style import theme

TO_A = Link("a", "A", ("a", "b")).address()


def draw(label=""):
    """Draw a small chart with Latin and Chinese text, and a link."""
    with theme():
        figure = Figure(figsize=(2, 1))
        ax = figure.subplots()
        ax.scatter([1, 2], [1, 2])
        ax.text(1, 1, "Firms 企業", url=TO_A)
        figure.suptitle("Who\nleads?")
    figure.set_gid("dots")
    figure.set_label(label)
    return figure


def shown(capsys, *given):
    """Return what displaying a chart sends; outside of a notebook, that is printed."""
    show(draw("Who leads? Beijing 3 < 4."), *given)
    return ast.literal_eval(capsys.readouterr().out)


def test_a_chart_is_shown_with_its_words(capsys):
    sent = shown(capsys)
    assert list(sent) == ["image/svg+xml", "text/plain", CHART]
    assert sent["text/plain"] == "Who leads? Beijing 3 < 4."
    chart = sent[CHART]
    assert chart["name"] == "dots"
    assert chart["title"] == "Who leads?"
    assert chart["alt"] == sent["text/plain"]
    assert chart["svg"].startswith("<svg ")
    assert 'data-figures="a;b"' in chart["svg"]


def test_a_chart_has_the_name_that_it_is_given(capsys):
    chart = shown(capsys, "who-leads")[CHART]
    assert chart["name"] == "who-leads"
    assert ' id="who-leads-' in chart["svg"]


def test_a_chart_without_words_is_refused():
    with pytest.raises(ValueError, match=r"^the figure has no label; a chart function sets its"):
        show(draw())


def test_the_document_says_what_it_shows():
    """Where it is looked at as a file, or in a notebook, its own words are all that there are."""
    root = ElementTree.fromstring(to_svg(draw("Who leads? Beijing 3 < 4.")))
    title, described = root[0], root[1]
    assert root.get("role") == "img"
    assert title.tag.endswith("}title")
    assert title.text == "Who leads?"
    assert described.tag.endswith("}desc")
    assert described.text == "Who leads? Beijing 3 < 4."


def test_the_document_has_outlines_and_leads_nowhere():
    svg = to_svg(draw())
    assert "<text" not in svg
    assert "<a " not in svg
    assert ElementTree.fromstring(svg).get("width") == "144pt"


@pytest.mark.parametrize("made", [to_svg, lambda figure: to_inline(figure, "dots")])
def test_the_same_chart_is_the_same_svg(made):
    assert made(draw()) == made(draw())


def test_svg_carries_no_date_and_no_program():
    svg = to_svg(draw())
    assert "<dc:date>" not in svg
    assert "Matplotlib v" not in svg


@pytest.mark.parametrize("made", [to_svg, lambda figure: to_inline(figure, "dots")])
def test_svg_is_saved_under_the_project_s_settings_alone(made):
    """What a user's own settings say of saving, here of its paper, does not show."""
    expected = made(draw())
    with mpl.rc_context({"savefig.facecolor": "red", "svg.fonttype": "none", "savefig.dpi": 10}):
        assert made(draw()) == expected
