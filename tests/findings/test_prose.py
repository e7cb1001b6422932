"""Sentences and tables whose numbers link to where they come from."""

import hashlib

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.findings import prose


def link(html):
    """Return the one link of `html`: its text and attributes."""
    (found,) = BeautifulSoup(html, "html.parser").find_all("a")
    return found.get_text(), {**found.attrs, "class": " ".join(found["class"])}


def test_a_sentence_is_its_parts():
    assert prose.sentence("Of ", "<a>3</a>", ".").data == "<p>Of <a>3</a>.</p>"


@pytest.mark.parametrize(
    ("items", "expected"),
    [(["a", "b"], "<ul><li>a</li><li>b</li></ul>"), ([], "<ul></ul>")],
)
def test_bullets(items, expected):
    assert prose.bullets(iter(items)).data == expected


def test_facts_escape_their_labels_and_keep_their_numbers():
    assert prose.facts({"R&D staff": "<a>3</a>", "firms": "4"}).data == (
        '<div class="facts"><div><b><a>3</a></b> R&amp;D staff</div><div><b>4</b> firms</div></div>'
    )


def test_a_table_is_plain():
    """Headers say what they head and are escaped; cells keep their links; gaps are dashes."""
    frame = pd.DataFrame({"R&D": ["<a>3</a>", None], "Place": ["Beijing", "Wuhan"]})
    assert "".join(line.strip() for line in prose.table(frame).data.splitlines()) == (
        '<table class="dataframe"><thead><tr>'
        '<th scope="col">R&amp;D</th><th scope="col">Place</th></tr></thead>'
        "<tbody><tr><td><a>3</a></td><td>Beijing</td></tr>"
        "<tr><td>–</td><td>Wuhan</td></tr></tbody></table>"
    )
    assert list(frame.columns) == ["R&D", "Place"]


def test_a_printed_figure_is_cited_with_its_hedge(figures):
    assert prose.cite(figures.iloc[0]) == '<a class="figure" href="#b-firms">nearly 320,000</a>'


def test_what_is_said_of_a_figure_is_escaped(figures):
    assert prose.refer("<5 & more", figures.iloc[2]) == (
        '<a class="figure" href="#z-firms">&lt;5 &amp; more</a>'
    )


def test_what_was_printed_of_a_figure_is_marked(figures):
    assert prose.refer("16家", figures.iloc[2]) == (
        '<a class="figure" href="#z-firms">16<span lang="zh">家</span></a>'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近32萬家", "{}近</span>32{}萬家</span>"),
        ("BrainCo", "BrainCo"),
        ("Jiayi 甲乙", "Jiayi {}甲乙</span>"),
        ("<5 & 五", "&lt;5 &amp; {}五</span>"),
        ("", ""),
    ],
)
def test_the_chinese_of_a_source_is_marked(text, expected):
    assert prose.quoted(text) == expected.replace("{}", '<span lang="zh">')


def test_a_derived_number_carries_how_and_from_what():
    """Its anchor is a fingerprint of all three, so that the same number is the same row."""
    anchor = "d-" + hashlib.sha256(b'50%|a "half" & no more|a;b').hexdigest()[:8]
    assert link(prose.derived("50%", 'a "half" & no more', iter(["a", "b"]))) == (
        "50%",
        {
            "class": "figure derived",
            "href": f"#{anchor}",
            "data-how": 'a "half" & no more',
            "data-figures": "a;b",
        },
    )


@pytest.mark.parametrize(
    "other", [("51%", "how", ["a"]), ("50%", "why", ["a"]), ("50%", "how", ["b"])]
)
def test_numbers_that_differ_are_different_rows(other):
    given = link(prose.derived("50%", "how", ["a"]))[1]["href"]
    assert link(prose.derived(*other))[1]["href"] != given


def test_a_count_is_derived_from_the_rows_counted(figures):
    text, attributes = link(prose.count(figures.head(2), "of firms"))
    assert (text, attributes["data-how"]) == ("2", "of firms")
    assert attributes["data-figures"] == "b-firms;s-firms"


def test_metrics_stated_are_derived():
    covered = pd.Series({"place": "Beijing", "stated": 2, "ids": "a;b;c"})
    text, attributes = link(prose.stated(covered))
    assert (text, attributes["data-figures"]) == ("2", "a;b;c")
    assert attributes["data-how"] == "metrics that the article states of Beijing"
