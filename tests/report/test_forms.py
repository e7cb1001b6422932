"""What a page shows of a notebook's outputs, and what is refused."""

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.errors import CheckError
from analysis.report import blocks, chapters, forms

DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
    "rkJggg=="
)
REPR = "<Figure size 640x480 with 1 Axes>"


def read(tmp_path, *cells, **attached):
    """Return the body of a chapter of these cells, parsed; a text is one in Markdown."""
    texts = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    made = new_notebook(cells=[new_markdown_cell("# Title"), *texts])
    if attached:
        made.cells[1].attachments = {name: {"image/png": DOT} for name in attached}
    nbformat.write(made, tmp_path / "01-a.ipynb")
    return BeautifulSoup(chapters.read(tmp_path / "01-a.ipynb").body, "html.parser")


def shows(data, **metadata):
    """Return a cell with one output of these kinds."""
    output = new_output("display_data", data, metadata=metadata)
    return new_code_cell("x", outputs=[output], execution_count=3)


def prints(text):
    return new_code_cell("x", outputs=[new_output("stream", text=text)], execution_count=3)


def shown(soup):
    """Return what a chapter shows besides its code."""
    for code in soup.select("details.code"):
        code.decompose()
    return soup


@pytest.mark.parametrize(
    ("data", "selector", "text"),
    [
        ({"text/latex": r"$\frac{1}{2}$", "text/plain": "1/2"}, "mfrac", "12"),
        ({"text/latex": r"x^2"}, "math[display=block] msup", "x2"),
        (
            {"application/json": {"a": ["深圳"]}, "text/plain": "<JSON object>"},
            "pre",
            '{\n  "a": [',
        ),
        (
            {
                "application/vnd.jupyter.widget-view+json": {"model_id": "1"},
                "text/plain": "IntSlider(3)",
            },
            "pre",
            "IntSlider(3)",
        ),
        (
            {"text/html": "<script>draw()</script><div></div>", "text/plain": "drawn"},
            "pre",
            "drawn",
        ),
        ({"text/html": "<b>rich</b>", "text/plain": "plain"}, "b", "rich"),
        ({"text/plain": "\r 0%\r100%\n"}, "pre", "100%"),
    ],
)
def test_an_output_is_shown_in_its_richest_form(tmp_path, data, selector, text):
    found = shown(read(tmp_path, shows(data))).select_one(selector)
    assert found is not None
    assert found.get_text().strip().startswith(text)


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/gif", "image/webp"])
@pytest.mark.parametrize("of_kind", [True, False])
def test_a_picture_says_what_it_shows(tmp_path, kind, of_kind):
    told = {"alt": "Rising."}
    cell = shows({kind: DOT, "text/plain": REPR}, **({kind: told} if of_kind else told))
    (image,) = read(tmp_path, cell).select("figure.chart img")
    assert (image["alt"], image["src"]) == ("Rising.", f"data:{kind};base64,{DOT}")


@pytest.mark.parametrize("plain", [{}, {"text/plain": ""}, {"text/plain": REPR}])
def test_a_picture_without_words_is_refused_with_its_cell(tmp_path, plain):
    expected = (
        r"^01-a\.ipynb, cell In\[3\]: found a picture (that says only '<Fig.+>'|without words); "
        r"expected what it shows, for readers who do not see it\. Show it by display\(figure, "
    )
    with pytest.raises(CheckError, match=expected):
        read(tmp_path, shows({"image/png": DOT, **plain}))


def test_html_that_says_nothing_without_its_script_is_refused(tmp_path):
    html = "<style>p { color: red }</style><div id='x'></div><script>draw()</script>"
    with pytest.raises(CheckError, match=r"cell In\[3\]: found HTML that only a script would fill"):
        read(tmp_path, shows({"text/html": html, "text/plain": "<IPython.HTML object>"}))


def test_an_output_that_no_page_can_show_is_refused_with_its_cell(tmp_path):
    expected = (
        r"^01-a\.ipynb, cell In\[3\]: found an output of application/pdf; expected one that a "
    )
    with pytest.raises(CheckError, match=expected):
        read(tmp_path, shows({"application/pdf": "JVBERi0="}))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\rstep 0\rstep 1\rdone\n", "done 1\n"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("100%\r", "100%"),
        ("plain\n\n", "plain\n\n"),
    ],
)
def test_a_line_written_over_is_shown_as_a_terminal_does(tmp_path, text, line):
    assert forms.as_on_terminal(text) == line
    assert shown(read(tmp_path, prints(text))).get_text().strip() == line.strip()


def test_formulas_in_text_are_set(tmp_path):
    soup = read(tmp_path, "Inline $x^2$ and\n\n$$\\sum_{i=1}^n i$$\n\nand `$no$`.")
    assert [math["alttext"] for math in soup.select("math")] == ["x^2", r"\sum_{i=1}^n i"]
    assert soup.select_one("munderover")
    assert "$x" not in soup.get_text()
    paper = blocks.plain(one for block in blocks.read(str(soup), "here") for one in block["body"])
    assert paper == r"Inline x^2 and\sum_{i=1}^n iand $no$."


@pytest.mark.parametrize("tex", ["x_", r"\left(", "a & b"])
def test_a_faulty_formula_is_shown_in_some_form(tex):
    found = BeautifulSoup(forms.formula(tex), "html.parser").select_one("math, code")
    assert found is not None
    assert found.get("alttext", found.get_text()) == tex


def test_nothing_in_an_output_or_a_text_acts_by_itself(tmp_path):
    html = (
        "<script>document.title = 1</script><iframe src='x'></iframe><meta http-equiv=refresh>"
        "<p onclick='x()'>kept <a href=' java\tscript:x()'>link</a>"
        "<a href='JavaScript:x()'>it</a></p>"
    )
    soup = shown(read(tmp_path, shows({"text/html": html}), html))
    assert soup.get_text().split() == ["kept", "linkit", "kept", "linkit"]
    assert not soup.select("script, iframe, meta")
    attributes = {name for tag in soup.find_all(True) for name in tag.attrs}
    assert "onclick" not in attributes
    assert not re.search(r"script\s*:", str(soup), re.IGNORECASE)


def test_a_picture_attached_to_a_text_is_shown_on_pages_and_paper(tmp_path):
    soup = read(tmp_path, "![A dot](attachment:p.png)", **{"p.png": True})
    assert [image["alt"] for image in soup.select("figure.chart img")] == ["A dot"]
    (block,) = blocks.read(str(soup), "here")
    assert (block["is"], block["alt"]) == ("chart", "A dot")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![](attachment:p.png)", "01-a.ipynb, text under 'Why': found a picture without words"),
        ("![A map](map.png)", "01-a.ipynb, text under 'Why': found a picture at 'map.png'"),
        ("![x](https://example.org/x.png)", "01-a.ipynb, text under 'Why': found a picture at 'ht"),
        ("![x](attachment:gone.png)", "found a missing attachment: gone.png"),
    ],
)
def test_a_picture_that_is_not_there_or_says_nothing_is_refused(tmp_path, text, found):
    with pytest.raises(CheckError, match=f"^{re.escape(found)}"):
        read(tmp_path, f"## Why\n\n{text}", **{"p.png": True})
