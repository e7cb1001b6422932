"""The words of a draft, and where each stands in its file."""

import pytest

from analysis.drafts import plain


def where(draft, word):
    """Return the line and the offset of a word in the file."""
    return draft.position(draft.text.index(word))


def test_marks_of_markdown_are_blank_and_move_nothing():
    text = "# Title\n\nSee `code 1` and [here](https://a.cn/2), **three**.\n```\n4\n```\nFive\n"
    draft = plain.words_of(text)
    assert [digit for digit in "124" if digit in draft.text] == []
    assert draft.text[0] == plain.TITLE
    assert where(draft, "three") == (3, text.split("\n")[2].index("three"))
    assert where(draft, "Five") == (7, 0)


def test_a_cell_is_called_by_its_row_and_its_column():
    text = "| City | firms | talent |\n|---|---:|---|\n| Ash | 12 | 3% |\n|\n| Elm | 7 |\n"
    draft = plain.words_of(text)
    told = [(draft.text[one.start : one.end].strip(), one.called) for one in draft.cells]
    assert told == [("12", "Ash: firms"), ("3%", "Ash: talent"), ("7", "Elm: firms")]


def test_a_cell_of_a_page_is_called_by_its_row_and_its_column():
    row = "<tr><th>Ash</th><td>12 <b>firms</b></td><td>3%</td></tr>"
    page = f"<table><tr><th>City</th><th>firms</th><th>talent</th></tr>{row}</table><p>7</p>"
    draft = plain.words_of(page, is_html=True)
    told = [(draft.text[one.start : one.end].strip(), one.called) for one in draft.cells]
    assert told == [("12 firms", "Ash: firms"), ("3%", "Ash: talent")]


@pytest.mark.parametrize("span", ["colspan=2", "rowspan='2'"])
def test_cells_of_several_rows_or_columns_are_called_nothing(span):
    page = f"<table><tr><th>a<th {span}>b</tr><tr><td>Ash<td>12</tr></table>"
    assert plain.words_of(page, is_html=True).cells == ()


@pytest.mark.parametrize("tag", ["script", "style", "svg", "pre", "code", "head"])
def test_what_is_no_prose_of_a_page_is_left_out(tag):
    draft = plain.words_of(f"<p>One</p><{tag}>2</{tag}><p>Three</p>", is_html=True)
    assert draft.text.split() == ["One", "Three"]


def test_words_of_a_page_are_joined_as_a_reader_sees_them():
    page = "<h2>Firms</h2>\n<p>Ash has <a href='#a'>32&nbsp;<b>萬</b>家</a> at&amp;t.</p>"
    draft = plain.words_of(page, is_html=True)
    heading, words = filter(str.strip, draft.text.split("\n\n"))
    assert heading == f"{plain.TITLE}Firms"
    assert words == "Ash has 32 萬家 at&t."
    assert where(draft, "萬") == (2, page.split("\n")[1].index("萬"))


def test_windows_line_ends_move_nothing():
    draft = plain.words_of("One\r\n\r\nTwo\r\n")
    assert where(draft, "Two") == (3, 0)
