"""A chart as a document and inside a page: its words, its links, the same bytes."""

import ast
import re
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import charts
from analysis.charts import show, to_inline, to_svg
from analysis.charts.look import theme
from analysis.charts.svg import CHART, Link, address, joined, link_of
from analysis.data.words import Words

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


SVG = "{http://www.w3.org/2000/svg}"
ONE = Link("a", 'A says "1 < 2"', ("a", "b")).address()
OTHER = Link("claim-fifth", "B", ("claim-fifth",)).address()


@pytest.fixture
def svg():
    """Return a chart with two rows as a page takes it in."""
    with theme():
        figure = Figure(figsize=(2, 1))
        ax = figure.subplots()
        dots = ax.scatter([1, 2], [1, 2], c=["#d5521c", "#00808c"])
        dots.set_urls([ONE, OTHER])
        lines = ax.hlines([1, 2], [0, 1], [1, 2], colors=["#d5521c", "#00808c"])
        lines.set_urls([ONE, OTHER])
        ax.bar([1.5], [1], facecolor="none", edgecolor="#a86a00", hatch="//")
        ax.text(1, 1, "$3 to $5", url=ONE)
        figure.suptitle("Who\nleads?")
        figure.set_label("Who leads? A & B.")
    return to_inline(figure, "leads")


@pytest.fixture
def root(svg):
    """Return its parsed root."""
    return ElementTree.fromstring(svg)


def test_text_is_text_in_the_page_s_typeface(svg, root):
    assert [text.text for text in root.iter(f"{SVG}text")][-1:] == ["$3 to $5"]
    assert "Source Sans Pro" not in svg
    assert root.get("style").startswith("font-family: var(--sans, 'Report Sans', 'Report Chinese'")


def test_it_has_no_size_of_its_own_and_no_rule_for_the_page(svg, root):
    assert "width" not in root.attrib
    left, top, width, height = map(float, root.get("viewBox").split())
    assert (left, width, top + height) == (0, 144, 72)
    assert not list(root.iter(f"{SVG}style"))
    assert not svg.startswith("<?xml")


def test_colours_are_properties_with_a_dark_counterpart(svg, root):
    marks = re.sub(r'style="font-family[^"]*"', "", svg)
    assert not re.search(r"#[0-9a-f]{6}", marks)
    assert "stroke:var(--c-d5521c)" in marks
    assert "fill:var(--ink)" in marks
    defined = re.findall(r"--(c-\w+): light-dark\(#\w{6}, #\w{6}\)", root.get("style"))
    assert sorted(defined) == ["c-00808c", "c-a86a00", "c-d5521c"]
    assert set(re.findall(r"var\(--(c-\w+)\)", marks)) == set(defined)


def test_one_link_a_row(root):
    second, first = root.iter(f"{SVG}a")
    assert first.attrib == {
        "href": "#a",
        "class": "figure",
        "aria-label": 'A says "1 < 2"',
        "data-figures": "a;b",
        "pointer-events": "all",
    }
    assert (second.get("href"), second.get("class")) == ("#claim-fifth", "claim")
    assert [child.tag.removeprefix(SVG) for child in first] == ["use", "path", "text"]


def test_ids_are_those_in_use_and_start_with_the_chart_s_name(svg, root):
    named = {element.get("id") for element in root.iter()} - {None}
    assert all(re.fullmatch(r"leads-[0-9a-f]{6}-(alt|\d+)", name) for name in named)
    used = re.findall(r'(?:href="|url\()#(leads-[^")]*)', svg)
    assert set(used) | {root.get("aria-describedby")} == named


def test_two_charts_share_no_id():
    def drawn(height):
        with theme():
            figure = Figure()
            figure.subplots().scatter([1, 1], [1, height])
        return set(re.findall(r' id="([^"]+)"', to_inline(figure, "dots")))

    assert drawn(2)
    assert not drawn(2) & drawn(3)


def test_those_who_hear_it_are_told_its_title_and_its_rows(root):
    assert (root.get("role"), root.get("aria-label")) == ("group", "Who leads?")
    described = root[0]
    assert (described.tag, described.text) == (f"{SVG}desc", "Who leads? A & B.")
    hidden = {text.text: text.get("aria-hidden") for text in root.iter(f"{SVG}text")}
    assert (hidden["0"], hidden["$3 to $5"]) == ("true", None)


@pytest.mark.parametrize(("title", "lines"), [("Beijing leads", 1), ("Beijing leads, " * 5, 2)])
def test_the_title_is_left_to_the_page_and_no_room_for_it(title, lines):
    row = {"claim_id": "a", "by": "within", "name_en": "A", "low": 1.0, "high": 2.0}
    rows = pd.DataFrame([row | {"unit": "count", "ids": "b-firms"}])
    figure = charts.claims.amounts(rows, title, Words("en", {}, {}, {}))
    assert len(figure.get_suptitle().split("\n")) == lines
    made = ElementTree.fromstring(charts.to_inline(figure, "a"))
    assert "Beijing" not in "".join(
        text for one in made.iter(f"{SVG}text") for text in one.itertext()
    )
    _, top, _, height = map(float, made.attrib["viewBox"].split())
    assert top > 11 * lines
    assert top + height == pytest.approx(72 * figure.get_figheight(), abs=0.1)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"figure_id": "a"}, Link("a", "A: 3 & 4", ("a",))),
        ({"ids": "a;b", "figure_id": "c"}, Link("a", "A: 3 & 4", ("a", "b"))),
        ({"ids": "a;b", "claim_id": "fifth"}, Link("claim-fifth", "A: 3 & 4", ("a", "b"))),
        ({"ids": "a", "claim_id": "fifth"}, Link("a", "A: 3 & 4", ("a",))),
        ({"ids": float("nan"), "figure_id": "a"}, Link("a", "A: 3 & 4", ("a",))),
    ],
)
def test_a_row_leads_to_its_figure_its_claim_or_its_first_figure(row, expected):
    text = str(address(row, "A: 3 & 4"))
    assert text.startswith(f"#{expected.target}?")
    assert link_of(text) == expected


@pytest.mark.parametrize("row", [{}, {"ids": ""}, {"figure_id": float("nan")}])
def test_a_row_without_figures_leads_nowhere(row):
    assert address(row, "A") is None


def test_rows_joined_rest_on_all_of_their_figures_once():
    rows = pd.DataFrame({"figure_id": ["a", "b", "a"]})
    assert joined(rows) == {"ids": "a;b"}
    assert joined(pd.DataFrame({"place": ["A"]})) == {}
