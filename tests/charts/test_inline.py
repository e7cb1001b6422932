"""A chart inside a page: text that is text, colours by CSS, one link a row, no ids that collide."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import charts
from analysis.charts import to_inline
from analysis.charts.links import Link
from analysis.charts.style import theme
from analysis.data.words import Words

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
