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


def test_a_notebook_shows_the_words_where_it_shows_no_html():
    """What Jupyter keeps as text/plain is the sentence, not the name of an object."""
    said = prose.sentence('R&amp;D <a href="#x">3</a>.')
    assert (repr(said), said._repr_html_()) == ("R&D 3.", said.data)


@pytest.mark.parametrize(
    ("items", "expected", "text"),
    [
        (["a", "<b>b</b>"], "<ul><li>a</li><li><b>b</b></li></ul>", "- a\n- b"),
        ([], "<ul></ul>", ""),
    ],
)
def test_bullets(items, expected, text):
    found = prose.bullets(iter(items))
    assert (found.data, repr(found)) == (expected, text)


def test_headings_and_notes():
    assert prose.heading("R&amp;D", 1).data == "<h1>R&amp;D</h1>"
    assert prose.note("Source: ", "A.").data == '<p class="source">Source: A.</p>'


def test_a_table_is_plain():
    """Headers say what they head and are escaped; cells keep their links; gaps are dashes."""
    frame = pd.DataFrame({"R&D": ["<a>3</a>", None], "Place": ["Beijing", "Wuhan"]})
    found = prose.table(frame)
    assert "".join(line.strip() for line in found.data.splitlines()) == (
        '<table class="dataframe"><thead><tr>'
        '<th scope="col">R&amp;D</th><th scope="col">Place</th></tr></thead>'
        "<tbody><tr><td><a>3</a></td><td>Beijing</td></tr>"
        "<tr><td>–</td><td>Wuhan</td></tr></tbody></table>"
    )
    assert list(frame.columns) == ["R&D", "Place"]
    assert repr(found) == "R&D  Place\n3    Beijing\n–    Wuhan"


def test_columns_of_text_are_as_wide_as_chinese_is():
    frame = pd.DataFrame({"地方": ["武汉市", "A"], "n": ["1<br>2", "3"]})
    assert repr(prose.table(frame)) == "地方    n\n武汉市  1, 2\nA       3"


def test_a_printed_figure_is_cited_with_its_hedge(figures, english, chinese):
    where = '<a class="figure" href="../reports/data.html#b-firms">'
    assert prose.cite(figures.iloc[0], english) == f"{where}nearly 320,000</a>"
    assert prose.cite(figures.iloc[0], chinese) == f"{where}近32万家</a>"


def test_what_is_said_of_a_figure_is_escaped(figures):
    assert prose.refer("<5 & more", figures.iloc[2]) == (
        '<a class="figure" href="../reports/data.html#z-firms">&lt;5 &amp; more</a>'
    )


def test_what_was_printed_of_a_figure_is_marked(figures):
    assert prose.printed(figures.iloc[2]) == (
        '<a class="figure" href="../reports/data.html#z-firms">16<span lang="zh">家</span></a>'
    )


def test_a_page_keeps_what_stands_behind_the_hash(figures, english):
    """A notebook's links lead into the report; on a page of the report they are anchors."""
    claimed = prose.claimed("It is 5.", "one")
    assert prose.on_page(prose.cite(figures.iloc[0], english) + claimed) == (
        '<a class="figure" href="#b-firms">nearly 320,000</a>It is '
        '<a class="figure derived" href="#claim-one" data-claim="one">5</a>.'
    )
    assert prose.on_page('<a href="https://a.cn/x.html#y">') == '<a href="https://a.cn/x.html#y">'


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It is 7.729% to 1.2 billion yuan, no. 2.", ["7.729%", "1.2 billion yuan", "no. 2"]),
        ("为60.6万至60.7万家，5080亿元，排名第1。", ["60.6万", "60.7万", "5080亿元", "第1"]),
        ("2022年的387亿美元", ["2022", "387亿美元"]),
        ("None.", []),
    ],
)
def test_numbers_of_a_claim_are_linked_with_what_belongs_to_them(text, numbers):
    found = BeautifulSoup(prose.claimed(text, "one"), "html.parser").find_all("a")
    assert [one.get_text() for one in found] == numbers


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


def test_a_figure_is_named_by_place_and_metric(figures, english, chinese):
    row = figures.iloc[0]
    assert prose.named(row, english) == "Beijing, firms"
    assert prose.named(row, chinese) == "北京企业"


def test_clauses(english, chinese):
    assert prose.clauses(["a", "b"], english) == "a; b"
    assert prose.clauses(["甲", "乙"], chinese) == "甲；乙"


def test_a_derived_number_carries_how_and_from_what():
    """Its anchor is a fingerprint of all three, so that the same number is the same row."""
    anchor = "d-" + hashlib.sha256(b'50%|a "half" & no more|a;b').hexdigest()[:8]
    assert link(prose.derived("50%", 'a "half" & no more', iter(["a", "b"]))) == (
        "50%",
        {
            "class": "figure derived",
            "href": f"../reports/data.html#{anchor}",
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


def test_a_count_is_derived_from_the_rows_counted(figures, english):
    text, attributes = link(prose.count(figures.head(2), "of firms", english))
    assert (text, attributes["data-how"]) == ("2", "of firms")
    assert attributes["data-figures"] == "b-firms;s-firms"


def test_words_that_do_not_fit_their_template_are_refused():
    with pytest.raises(ValueError, match="expected the words of 'A has"):
        prose.filled("A has {a}.", "B has 5.")
