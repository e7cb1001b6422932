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
        made.cells[1].attachments = {
            name: {"image/png": dot} if dot else {} for name, dot in attached.items()
        }
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
        ({"text/x-python": "x = 1"}, "pre", "x = 1"),
        ({"text/csv": ["a,b\n", "1,2"]}, "pre", "a,b\n1,2"),
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
@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/svg+xml"])
def test_a_picture_without_words_is_refused_with_its_cell(tmp_path, plain, kind):
    expected = (
        r"^01-a\.ipynb, cell In\[3\]: found a picture (that says only '<Fig.+>'|without words); "
        r"expected what it shows, for readers who do not see it\. Show it by display\(figure, "
        rf"metadata={{'{re.escape(kind)}': {{'alt': 'what it shows'}}}}\), then plt.close\(\)\.$"
    )
    with pytest.raises(CheckError, match=expected):
        read(tmp_path, shows({kind: DOT, **plain}))


def test_html_that_says_nothing_without_its_script_is_refused(tmp_path):
    html = "<style>p { color: red }</style><div id='x'></div><script>draw()</script>"
    with pytest.raises(CheckError, match=r"cell In\[3\]: found HTML that only a script would fill"):
        read(tmp_path, shows({"text/html": html, "text/plain": "<IPython.HTML object>"}))


@pytest.mark.parametrize("text", ["a\x08b", "<b>a&#8;b</b>", "`a\x0cb`"])
def test_letters_that_nobody_sees_are_left_out_of_texts_and_html(tmp_path, text):
    assert "ab" in read(tmp_path, text).get_text()
    assert shown(read(tmp_path, shows({"text/html": text}))).get_text().strip("`\n ") == "ab"


def test_half_a_character_is_shown_as_none():
    (cell,) = cells = [prints("a\ud800")]
    forms.choose(cells, "01-a.ipynb")
    assert cell.outputs[0].text == "a\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text/plain", "<Figure size 640x480 with 0 Axes>"),
        ("application/vnd.vegalite.v5+json", "<VegaLite 5 object>"),
        ("application/javascript", "<IPython.core.display.Javascript object>"),
        ("application/geo+json", "<IPython.display.GeoJSON object>"),
        ("text/plain", "<Axes: >"),
        ("text/plain", "[<matplotlib.lines.Line2D at 0x7f00>]"),
        ("text/plain", "(<Figure size 640x480 with 1 Axes>, <Axes: >, <a.B at 0x7f00>)"),
    ],
)
def test_an_object_without_words_is_refused_with_its_cell(tmp_path, kind, said):
    found = r"^01-a\.ipynb, cell In\[3\]: found an output of "
    with pytest.raises(CheckError, match=found) as raised:
        read(tmp_path, shows({kind: "", "text/plain": said}))
    assert f" that says only '{said:.60}'; expected one that a page can " in str(raised.value)
    assert str(raised.value).endswith(" Show it as one, or end the line with a semicolon.")


@pytest.mark.parametrize("told", [{"image/png": None}, {"alt": 5}, {"image/png": {"alt": None}}])
def test_metadata_of_another_shape_say_nothing(tmp_path, told):
    with pytest.raises(CheckError, match="found a picture without words"):
        read(tmp_path, shows({"image/png": DOT}, **told))


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
        ("ab\b\bcd", "cd"),
        ("\bx\b", "x"),
        ("50%\r\x1b[Kdone", "done"),
        ("50%\x1b[2K\rok", "ok "),
        ("a\x07\x0c\x00\x7fb\x1b]0;title\x07c\x1b[?25l", "abc"),
        ("\x1b[31mred\x1b[0m\rok", "okd\x1b[0m"),
    ],
)
def test_a_line_written_over_is_shown_as_a_terminal_does(tmp_path, text, line):
    assert forms.as_on_terminal(text) == line
    plain = line.replace("\x1b[0m", "").strip()
    assert shown(read(tmp_path, prints(text))).get_text().strip() == plain


def test_formulas_in_text_are_set(tmp_path):
    soup = read(tmp_path, "Inline $x^2$ and\n\n$$\\sum_{i=1}^n i$$\n\nand `$no$`.")
    assert [math["alttext"] for math in soup.select("math")] == ["x^2", r"\sum_{i=1}^n i"]
    assert soup.select_one("munderover")
    assert "$x" not in soup.get_text()
    paper = blocks.plain(one for block in blocks.read(str(soup)) for one in block["body"])
    assert paper == r"Inline x^2 and\sum_{i=1}^n iand $no$."


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        (r"$\text{a $b$}$ and $c$", [r"\text{a $b$}", "c"]),
        ("US$5bn and HK$6bn", []),
        ("between $5 and $6 million, or $7", []),
        (r"设$x$为 3$\sigma$, 2$\times$3, 10$^{-3}$", ["x", r"\sigma", r"\times", "^{-3}"]),
        ("$ x $ and $n$-th", ["x", "n"]),
        (r"costs \$5 or $y$", ["y"]),
    ],
)
def test_formulas_are_told_from_amounts(tmp_path, text, formulas):
    soup = read(tmp_path, text)
    assert [math["alttext"] for math in soup.select("math")] == formulas


@pytest.mark.parametrize("latex", [r"\[x^2+y^2\]", r"\(x^2+y^2\)", "$x^2+y^2$", "x^2+y^2"])
def test_formulas_put_out_are_set_however_they_begin(tmp_path, latex):
    soup = shown(read(tmp_path, shows({"text/latex": latex})))
    assert [math["alttext"] for math in soup.select("math")] == ["x^2+y^2"]
    assert soup.get_text().strip() == "x2+y2"


@pytest.mark.parametrize("name", ["aligned", "align", "split", "cases", "gathered"])
def test_rows_of_a_formula_are_set_in_a_table(name):
    made = forms.formula(rf"\begin{{{name}}}a &= b \\ c &= d\end{{{name}}}")
    assert len(BeautifulSoup(made, "html.parser").select("mtable > mtr")) == 2
    assert "<mi>&" not in made


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
    soup = read(tmp_path, "![A dot](attachment:p.png)", **{"p.png": DOT})
    assert [image["alt"] for image in soup.select("figure.chart img")] == ["A dot"]
    (block,) = blocks.read(str(soup))
    assert (block["is"], block["alt"]) == ("chart", "A dot")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![](attachment:p.png)", "01-a.ipynb, text under 'Why': found a picture without words"),
        ("![A map](map.png)", "01-a.ipynb, text under 'Why': found a picture at 'map.png'"),
        ("![x](https://example.org/x.png)", "01-a.ipynb, text under 'Why': found a picture at 'ht"),
        *(
            (f"![x](attachment:{name})", "01-a.ipynb, text under 'Why': found a picture at 'attach")
            for name in ("gone.png", "empty.png")
        ),
    ],
)
def test_a_picture_that_is_not_there_or_says_nothing_is_refused(tmp_path, text, found):
    with pytest.raises(CheckError, match=f"^{re.escape(found)}"):
        read(tmp_path, f"## Why\n\n{text}", **{"p.png": DOT, "empty.png": None})
