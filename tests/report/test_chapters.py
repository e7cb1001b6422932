"""An executed notebook as the inside of a page."""

import base64
import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.errors import CheckError
from analysis.messages import say
from analysis.report import chapters

CITED = '<a class="figure" href="#b-firms">320,000</a>'
DERIVED = (
    '<a class="figure derived" href="#d-1" data-how="firms &amp; more" data-figures="a;b">50%</a>'
)


def result(**data):
    """Return one output, by its kinds: html, plain or svg."""
    kinds = {"html": "text/html", "plain": "text/plain", "svg": "image/svg+xml"}
    return new_output("display_data", {kinds[name]: text for name, text in data.items()})


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a notebook of some cells, and returns its path."""

    def write(*cells):
        path = tmp_path / "01-who-leads.ipynb"
        nbformat.write(new_notebook(cells=list(cells)), path)
        return path

    return write


def soup(chapter):
    """Return a chapter's body, parsed."""
    return BeautifulSoup(chapter.body, "html.parser")


def test_title_sections_and_numbers(write):
    """The title is taken out; numbers are listed once, cited ones by id, derived ones as come."""
    numbers = new_code_cell("n", outputs=[result(html=DERIVED + CITED + CITED + DERIVED)])
    first = new_markdown_cell("# Who *leads*?\n\nWhy it matters.\n\n## By firms")
    chapter = chapters.read(write(first, numbers, new_markdown_cell("## By R&D")))
    assert (chapter.title, chapter.anchor) == ("Who leads?", "01-who-leads")
    assert chapter.sections == [("01-who-leads-1", "By firms"), ("01-who-leads-2", "By R&D")]
    assert chapter.cited == ["b-firms"]
    derived = {"id": "d-1", "text": "50%", "how": "firms & more", "figures": "a;b"}
    assert chapter.derived == [derived]
    assert "Who" not in soup(chapter).get_text()


def test_links_to_claims_are_no_cited_figures(write):
    """Words that lead to one, a number computed from one; a number rests on those it names."""
    links = (
        '<a class="figure derived" href="#claim-b" data-claim="b">5%</a>'
        '<a class="claim" href="#claim-a">It leads.</a>'
        '<a class="figure derived" href="#d-2" data-how="h" data-figures="x;claim-c">3</a>'
        '<a class="figure" href="#an-independent-one">9</a>'
    )
    cells = new_markdown_cell("# Title"), new_code_cell("n", outputs=[result(html=links)])
    chapter = chapters.read(write(*cells))
    assert chapter.computed == ("b",)
    assert chapter.cited == ["an-independent-one"]
    assert [row["id"] for row in chapter.derived] == ["d-2"]
    assert chapter.rests_on() == {"an-independent-one", "x", "claim-c"}


def test_all_faults_of_a_notebook_are_told_at_once(write):
    pictures = new_markdown_cell("## Why\n\n![](https://example.org/x.png) ![x](attachment:x.png)")
    odd = [result(svg="<svg/>", plain=plain) for plain in ("<Figure>", "")]
    with pytest.raises(CheckError) as raised:
        chapters.read(write(pictures, new_code_cell("f()", outputs=odd, execution_count=1)))
    told = [line.partition("; expected")[0] for line in str(raised.value).splitlines()]
    assert told == [
        "01-who-leads.ipynb, cell In[1]: found a picture that says only '<Figure>'",
        "01-who-leads.ipynb, cell In[1]: found a picture without words",
        "01-who-leads.ipynb, text under 'Why': found a picture at 'https://example.org/x.png'",
        "01-who-leads.ipynb, text under 'Why': found a picture without words",
        "01-who-leads.ipynb, text under 'Why': found a picture at 'attachment:x.png'",
        "01-who-leads.ipynb: found no heading of the first level",
    ]


def test_a_notebook_without_a_title(write):
    path = write(new_markdown_cell("## By firms"))
    with pytest.raises(CheckError, match="found no heading") as raised:
        chapters.read(path)
    assert str(raised.value) == (
        "01-who-leads.ipynb: found no heading of the first level; expected a title. Begin a cell "
        "of prose with '# ', or show findings.prose.heading(title, 1)."
    )


def test_sections_are_anchored_by_the_name_of_the_page(write):
    path = write(new_markdown_cell("# Title\n\n## By firms"))
    assert [str(heading) for heading in soup(chapters.read(path, "en", "who")).select("h2")] == [
        '<h2 class="section" id="who-1">By firms</h2>'
    ]


def tagged(kind, text, *tags):
    """Return a cell with tags."""
    return kind(text, metadata={"tags": list(tags)})


@pytest.mark.parametrize(("language", "title"), [("en", "Who leads?"), ("zh", "谁领先？")])
def test_cells_of_another_language_are_left_out(write, language, title):
    """Prose and code alike; a cell without a language is for both."""
    cells = [
        tagged(new_markdown_cell, "# Who leads?", "en"),
        tagged(new_markdown_cell, "# 谁领先？", "zh", "hard"),
        new_code_cell("both", outputs=[result(html="<p>Said.</p>")]),
        new_code_cell("english", metadata={"tags": ["en"]}, outputs=[result(html="<i>e</i>")]),
    ]
    chapter = chapters.read(write(*cells), language)
    assert chapter.title == title
    assert "Said." in chapter.body
    assert ("<i>e</i>" in chapter.body) == (language == "en")


def test_a_claim_is_linked_on_the_page_of_claims(write):
    link = result(html='<a class="claim" href="#claim-a">It leads.</a>')
    cells = new_markdown_cell("# Title"), new_code_cell("n", outputs=[link])
    assert [a["href"] for a in soup(chapters.read(write(*cells))).select("a")] == [
        "claims.html#claim-a"
    ]


def test_every_number_is_an_exhibit_of_its_cell(write):
    """Cells are counted as the notebook's own run numbers them: what papermill puts in is none."""
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("lang = 'en'"),
        new_code_cell("lang = 'zh'", metadata={"tags": ["injected-parameters"]}),
        new_code_cell("n", outputs=[result(html=DERIVED + CITED + CITED)]),
    ]
    assert chapters.read(write(*cells)).exhibits == (
        chapters.Exhibit("50%", "d-1", 2),
        chapters.Exhibit("320,000", "b-firms", 2),
    )


def chart(**changes: object):
    """Return the output of charts.show(), some of its bundle changed."""
    svg = (
        '<svg viewBox="0 0 9 9"><a href="#s-firms" class="figure" aria-label="16" '
        'data-figures="s-firms">16</a><a href="#s-firms" class="figure" aria-label="1 &lt; 2" '
        'data-figures="b-firms;s-firms"><path/></a>'
        '<a href="#claim-x" class="claim" aria-label="7" data-figures="a;b">7</a></svg>'
    )
    said = {"name": "firms", "title": "Beijing leads", "alt": "Beijing leads. 16."}
    bundle: dict[str, object] = {**said, "svg": svg, **changes}
    data = {chapters.BUNDLE: bundle, "image/svg+xml": "<svg>outlined</svg>", "text/plain": "x"}
    return new_output("display_data", data)


def test_a_chart_leaves_a_mark_and_its_marks_are_numbers(write):
    """Its SVG is no part of the parsed body, which would write its names in small letters."""
    cells = new_markdown_cell("# Title"), new_code_cell("show()", outputs=[chart()])
    chapter = chapters.read(write(*cells))
    (drawn,) = chapter.charts
    assert (drawn.name, drawn.title, drawn.cell) == ("firms", "Beijing leads", 1)
    assert "viewBox" in drawn.svg
    assert drawn.outlined == "<svg>outlined</svg>"
    assert chapters.mark_of(drawn) in chapter.body
    assert drawn.ids == ("s-firms", "b-firms", "a", "b")
    assert chapter.cited == ["a", "b", "b-firms", "s-firms"]


def test_a_computed_mark_of_a_chart_has_a_row_of_its_own(write):
    """And one that leads to a claim has that claim's."""
    cells = new_markdown_cell("# Title"), new_code_cell("show()", outputs=[chart()])
    chapter = chapters.read(write(*cells))
    (row,) = chapter.derived
    how = say("page.how_mark", "en")
    assert (row["text"], row["how"], row["figures"]) == ("1 < 2", how, "b-firms;s-firms")
    led_to = re.findall(r'href="#([^"]+)"', chapter.charts[0].svg)
    assert led_to == ["s-firms", row["id"], "claim-x"]
    assert chapter.computed == ("x",)


def test_a_title_may_be_computed(write):
    """It leaves nothing behind, and its numbers can be checked like any other."""
    title = result(html=f"<h1>Beijing has {CITED}</h1>")
    cells = new_code_cell("t", outputs=[title]), new_markdown_cell("So.")
    chapter = chapters.read(write(*cells))
    assert (chapter.title, chapter.cited) == ("Beijing has 320,000", ["b-firms"])
    assert chapter.heading == f"Beijing has {CITED}"
    assert soup(chapter).select(".output") == []


def test_a_chapter_is_read_back_as_it_was_written(write):
    cells = new_markdown_cell("# Title"), new_code_cell("show()", outputs=[chart()])
    chapter = chapters.read(write(*cells))
    assert chapters.from_json(chapters.to_json(chapter)) == chapter


def test_a_link_to_many_figures_carries_a_digest_of_them_and_the_chapter_their_ids(write):
    many = ";".join(f"f-{number}" for number in range(9))
    links = [DERIVED.replace("a;b", many), DERIVED.replace("#d-1", "#d-2")]
    cells = new_markdown_cell("# T"), new_code_cell("f()", outputs=[result(html=" ".join(links))])
    chapter = chapters.read(write(*cells))
    told = [link["data-figures"] for link in soup(chapter).select("a.figure")]
    assert re.fullmatch("[0-9a-f]{8}", told[0])
    assert told[1] == "a;b"
    assert chapter.rests_on() >= {"f-0", "f-8", "a", "b"}


def test_code_is_folded_below_its_output_with_that_of_silent_cells(write):
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("place = 'x'", metadata={"tags": ["parameters"]}),
        new_code_cell("quiet()"),
        new_code_cell("loud()", outputs=[result(html="<p>Said.</p>")]),
    ]
    found = soup(chapters.read(write(*cells)))
    (code,) = found.select("details.code")
    assert [block.get_text().strip() for block in code.select("div.highlight")] == [
        "place = 'x'",
        "quiet()",
        "loud()",
    ]
    assert code.find_previous_sibling().get_text().strip() == "Said."
    assert code.get("open") is None


def test_code_is_folded_once_a_section_where_it_parts_no_finding(write):
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("one()", outputs=[result(html="<h2>First</h2>")]),
        new_code_cell("two()", outputs=[result(html="<p>Said.</p>")]),
        new_code_cell("three()", outputs=[result(html="<p>More.</p>")]),
        new_markdown_cell("## Second"),
        new_code_cell("four()", outputs=[result(html="<p>Last.</p>")]),
    ]
    found = soup(chapters.read(write(*cells)))
    folded = [
        code.get_text(" ").replace(" ()", "()").split() for code in found.select("details.code")
    ]
    assert folded == [["Code", "one()", "two()", "three()"], ["Code", "four()"]]
    first, last = found.select("details.code")
    assert first.find_next_sibling().get_text() == "Second"
    assert last.find_next_sibling() is None


def test_code_parts_no_list_of_findings_that_one_cell_shows(write):
    findings = [result(html=f"<h2>{name}</h2>") for name in ("First", "Second")]
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("one()", outputs=[result(html="<p>Opening.</p>")]),
        new_code_cell("two()", outputs=findings),
        new_markdown_cell("## How to read this"),
    ]
    (code,) = soup(chapters.read(write(*cells))).select("details.code")
    assert len(code.select("div.highlight")) == len(("one()", "two()"))
    assert code.find_next_sibling().get_text() == "How to read this"


def test_code_before_anything_is_shown_waits_for_the_end_of_the_first_section(write):
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("quiet()"),
        new_markdown_cell("## First"),
        new_code_cell("one()", outputs=[result(html="<p>Said.</p>")]),
    ]
    (code,) = soup(chapters.read(write(*cells))).select("details.code")
    assert code.find_previous_sibling().get_text().strip() == "Said."


def test_what_is_said_of_a_chart_stands_beside_it_and_its_sources_below_it(write):
    said = [
        *('<p class="source">Printed: 5.</p>', "<p>Rests.</p>", "<p>Changes.</p>"),
        "<ul><li>One</li></ul>",
    ]
    outputs = [chart(), *(result(html=html) for html in [*said, "<p>Later.</p>"])]
    found = soup(
        chapters.read(write(new_markdown_cell("# T"), new_code_cell("f()", outputs=outputs)))
    )
    (beside,) = found.select(".beside")
    drawn, told = beside.find_all("div", recursive=False)
    assert [tag.name for tag in drawn.find_all(["figure", "p"])] == ["figure", "p"]
    assert [tag.get_text() for tag in told.find_all("p")] == ["Rests.", "Changes."]
    assert "Later." not in beside.get_text()


def test_a_chart_of_which_nothing_is_said_stands_by_itself(write):
    outputs = [chart(), result(html="<table><tr><td>5</td></tr></table>")]
    cells = new_markdown_cell("# T"), new_code_cell("f()", outputs=outputs)
    assert not soup(chapters.read(write(*cells))).select(".beside")


def test_silent_cells_at_the_end_keep_their_code(write):
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("loud()", outputs=[result(html="<p>Said.</p>")]),
        new_code_cell("quiet()"),
    ]
    found = soup(chapters.read(write(*cells)))
    code = [block.get_text().strip() for block in found.select("details.code div.highlight")]
    assert code == ["loud()", "quiet()"]


def test_a_chart_is_an_image_with_its_words(write):
    """Its text may hold what HTML does not, and the SVG is carried byte for byte."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>企業</text></svg>'
    chart = result(svg=svg, plain='Who "leads" <here>?')
    cells = new_markdown_cell("# Title"), new_code_cell("show()", outputs=[chart])
    (image,) = soup(chapters.read(write(*cells))).select("figure.chart img")
    assert image["alt"] == 'Who "leads" <here>?'
    assert base64.b64decode(image["src"].removeprefix("data:image/svg+xml;base64,")).decode() == svg


def test_tables_scroll_by_themselves(write):
    """A table wider than a phone scrolls within a box that the keyboard reaches."""
    table = result(html="<table><tr><td>1</td></tr></table>")
    cells = new_markdown_cell("# Title"), new_code_cell("t", outputs=[table])
    (found,) = soup(chapters.read(write(*cells))).find_all("table")
    assert found.parent.attrs == {
        **{"class": ["scroll"], "tabindex": "0"},
        **{"role": "region", "aria-label": "Title, table 1"},
    }


def test_a_page_is_the_same_on_every_run(write):
    path = write(new_markdown_cell("# Title"), new_code_cell("1", outputs=[result(plain="1")]))
    assert chapters.read(path) == chapters.read(path)
    assert "<script" not in chapters.read(path).body
