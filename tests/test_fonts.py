"""The typefaces come from pinned wheels and are cut down to the characters of a page."""

import base64
import io
import string

import nbformat
import pytest
from fontTools.ttLib import TTFont
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis import fonts

PLAIN = set(string.printable) | {"–", "−"}


def opened(text):
    """Open a font given as WOFF2 in base64."""
    return TTFont(io.BytesIO(base64.b64decode(text)))


@pytest.mark.parametrize("name", fonts.FILES)
def test_every_font_is_installed(name):
    assert fonts.path(name).is_file()


def test_families_are_named_as_charts_ask_for_them():
    named = [TTFont(fonts.path(name))["name"].getBestFamilyName() for name in ("sans", "chinese")]
    assert named == [fonts.SANS, fonts.CHINESE]


def test_a_subset_holds_the_characters_of_the_text_and_no_others():
    """A character that the font lacks is left to the next one."""
    font = opened(fonts.subset("sans", "cab a杭"))
    assert font.flavor == "woff2"
    assert sorted(map(chr, font.getBestCmap())) == [" ", "a", "b", "c"]


def test_a_subset_depends_on_the_characters_alone():
    assert fonts.subset("sans", "abc") == fonts.subset("sans", "cabba")


def test_a_changed_copy_drops_the_font_s_name():
    """Its licence reserves the name."""
    assert opened(fonts.subset("serif", "abc"))["name"].names == []


def test_characters_of_files_are_those_of_their_texts_and_ascii(tmp_path):
    """A mark before the text is none of it, nor are outputs; entities are what they stand for."""
    (tmp_path / "a.csv").write_bytes("\ufeff杭".encode())
    (tmp_path / "b.html").write_text("&eacute;", "utf-8")
    cell = new_code_cell("'州'", outputs=[new_output("stream", text="京")])
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "c.ipynb")
    found = fonts.alphabet([tmp_path / name for name in ("a.csv", "b.html", "c.ipynb")])
    assert set(found) == PLAIN | {"杭", "州", "é", "É"}
    assert found == "".join(sorted(found))


def test_characters_of_a_page_are_those_it_shows_or_may_show():
    """What stands in an attribute may be shown by the script."""
    found = fonts.characters('<p title="甲">&#x676d;2</p>')
    assert {"甲", "杭", "2"} <= set(found)
    assert "&" not in found


def test_fonts_are_put_where_the_style_sheet_has_them_and_nowhere_else():
    """And the Chinese one holds the page's own characters alone."""
    faces = dict.fromkeys(fonts.FILES, "d09G") | {"chinese": fonts.subset("chinese", "甲乙")}
    page = "<style>url(data:font/woff2;base64,@serif@) base64,@chinese@)</style><p>mail@serif@甲"
    made = fonts.dressed(page, faces, fonts.characters(page)).decode()
    own = made.partition("base64,d09G) base64,")[2].partition(")</style>")[0]
    assert made.endswith("<p>mail@serif@甲")
    with TTFont(io.BytesIO(base64.b64decode(own))) as font:
        assert (font.flavor, set(font.getBestCmap())) == ("woff", {ord("甲")})


def test_a_page_that_shows_another_character_has_fonts_of_its_own():
    page = "base64,@sans@)é"
    made = fonts.dressed(page, dict.fromkeys(fonts.FILES, ""), "base64,@sn)")
    with TTFont(io.BytesIO(base64.b64decode(made.decode()[7:-2]))) as font:
        assert ord("é") in font.getBestCmap()
