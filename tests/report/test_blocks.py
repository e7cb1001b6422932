"""HTML as blocks."""

import base64

import pytest

from analysis.charts import look
from analysis.report import blocks


def test_a_paragraph_with_its_links_and_languages():
    html = (
        '<div><p>Beijing  has <a class="figure" href="#b">20%</a>, by\n<b>the</b> '
        '<span lang="zh-Hans">文</span>.</p></div>'
    )
    link = {"is": "link", "to": "b", "body": ["20%"], "kind": "figure"}
    strong = {"is": "strong", "body": ["the"]}
    chinese = {"is": "lang", "lang": "zh", "body": ["文"]}
    body = ["Beijing has ", link, ", by ", strong, " ", chinese, "."]
    assert blocks.read(html) == [{"is": "p", "body": body}]


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("#b", {"to": "b"}),
        ("claims.html#claim-b", {"to": "claim-b"}),
        ("who-leads.html", {"to": "who-leads"}),
        ("https://example.org/#b", {"address": "https://example.org/#b"}),
    ],
)
def test_a_link_leads_to_an_address_or_into_the_document(href, leads):
    (link,) = blocks.text(f'<a href="{href}">b</a>')
    assert link == {"is": "link", **leads, "body": ["b"]}


def test_text_beside_blocks_is_a_paragraph():
    found = blocks.read("<div>before <p>inside</p> after</div>")
    assert [one["body"] for one in found] == [["before"], ["inside"], ["after"]]


def test_code_scripts_and_forms_are_left_out():
    html = (
        '<details class="code"><summary>Code</summary></details><script>1</script>'
        "<form>Filter</form><p>kept</p>"
    )
    assert blocks.read(html) == [{"is": "p", "body": ["kept"]}]


def test_headings_nest_from_the_level_asked_for():
    found = blocks.read("<h3>a</h3><h5>b</h5><h6>c</h6><h3>d</h3><h4>e</h4>", top=2)
    assert [one["level"] for one in found] == [2, 3, 4, 2, 3]


def test_a_table_has_a_head_and_rows():
    html = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2 3</td></tr></table>"
    (table,) = blocks.read(html)
    assert table["head"] == [["a"], ["b"]]
    assert table["rows"] == [{"id": "", "cells": [["1"], ["2 3"]]}]


def test_columns_are_as_wide_as_what_stands_in_them():
    assert blocks.columns([[["a"], ["四个汉字"]], [["bcd"], [""]]]) == [3 + 3, 8 + 3]


def test_columns_of_much_text_keep_their_longest_word():
    rows = [[["incomparable"], ["many words " * 20], ["近32萬家"]]]
    longest, text, short = blocks.columns(rows)
    assert (longest, short) == (12 + 3, 8 + 3)
    assert longest + text + short == blocks.MOST


def test_a_chart_stands_where_it_is_marked():
    told = {"title": "Beijing leads", "alt": "Two cities.", "caption": ["From 1"]}
    charts = {"leads": {"drawn": "<svg/>", **told}}
    html = '<p>a</p><div><figure data-chart="leads"></figure></div>'
    assert blocks.read(html, charts)[1:] == [{"is": "chart", **charts["leads"]}]


def test_the_sources_below_a_chart_are_not_parted_from_it():
    charts = {"leads": {"drawn": "<svg/>", "alt": "Two cities.", "caption": ["From 1."]}}
    source = '<p class="source">By <b>A</b>.</p>'
    html = f'{source}<div><figure data-chart="leads"></figure></div><div>{source}</div>'
    first, chart = blocks.read(html, charts)
    said = ["By ", {"is": "strong", "body": ["A"]}, "."]
    assert (first["body"], chart["caption"]) == (said, ["From 1.", " ", *said])


def test_what_only_a_screen_can_do_is_left_out():
    html = '<p><span class="screen">Tap a number.</span> Read on.</p>'
    assert blocks.read(html) == [{"is": "p", "body": ["Read on."]}]


def test_a_chart_inside_the_text_keeps_its_caption():
    data = base64.b64encode(b"<svg/>").decode()
    html = (
        f'<figure><img alt="Two." src="data:image/svg+xml;base64,{data}">'
        "<figcaption>Beijing <b>leads</b></figcaption></figure>"
    )
    caption = ["Beijing ", {"is": "strong", "body": ["leads"]}]
    expected = {"is": "chart", "drawn": "<svg/>", "title": "", "alt": "Two.", "caption": caption}
    assert blocks.read(html) == [expected]


def test_a_picture_that_is_no_drawing_keeps_its_bytes():
    data = base64.b64encode(b"\x89PNG").decode()
    html = f'<figure><img alt="Two." src="data:image/png;base64,{data}"></figure>'
    (picture,) = blocks.read(html)
    assert bytes(picture["drawn"]) == b"\x89PNG"


def test_colours_and_faces_that_a_page_sets_are_those_of_paper():
    drawn = (
        "<svg style=\"font-family: var(--sans, 'Report Sans', 'Report Chinese', serif)\">"
        '<path style="fill:var(--paper);stroke:var(--rule)"/><path style="fill:var(--c-d55e00)"/>'
    )
    assert blocks.printable(drawn) == (
        "<svg style=\"font-family: 'Source Sans Pro', 'Noto Sans SC', serif\">"
        '<path style="fill:#ffffff;stroke:#dedad2"/><path style="fill:#d55e00"/>'
    )


def test_every_colour_that_charts_share_with_pages_is_known():
    assert set(blocks.COLOURS) == set(look.PALETTE.values())


def test_long_words_are_cut_and_links_still_lead_on():
    (before, link) = blocks.text('in <a href="https://a.example/12345">https://a.example/12345</a>')
    assert blocks.shortened([before, link], 10) == [before, link | {"body": ["https://a.…"]}]


def test_anchors_and_where_links_of_a_kind_lead():
    found = blocks.read('<h2 id="a">A</h2><ul><li><a class="claim" href="#b">b</a></ul>')
    assert blocks.anchors(found) == {"a"}
    assert blocks.targets(found, "claim") == {"b"}
    assert blocks.targets(found, "figure") == set()
