"""The typefaces come from pinned wheels and are cut down to the characters of a page."""

import base64
import io

import pytest
from fontTools.ttLib import TTFont

from analysis import fonts


def opened(text):
    """Open a font given as WOFF2 in base64."""
    return TTFont(io.BytesIO(base64.b64decode(text)))


@pytest.mark.parametrize("name", fonts.FILES)
def test_every_font_is_installed(name):
    assert fonts.path(name).is_file()


def test_families_are_named_as_charts_ask_for_them():
    named = [TTFont(fonts.path(name))["name"].getBestFamilyName() for name in ("sans", "chinese")]
    assert named == [fonts.SANS, fonts.CHINESE]


def test_characters():
    """The Latin typeface has no Chinese, which is why there is another."""
    assert "é" in fonts.characters("sans")
    assert "杭" not in fonts.characters("sans")
    assert "杭" in fonts.characters("chinese")


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
