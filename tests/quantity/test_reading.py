"""What each printed figure is read as: bounds, value and unit; one by one and as a column."""

import dataclasses
import re
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.quantity import UnreadableFigure, parse, parse_column
from analysis.quantity.vocabulary import SIMPLIFIED, TRADITIONAL, normalise

from .printed import EXPECTED
from .strategies import chinese_figures, unhedged_forms


@pytest.mark.parametrize(("printed", "expected"), EXPECTED)
def test_parse(printed, expected):
    """Each figure reads as exactly these floats, whether or not its ends are readings."""
    assert dataclasses.replace(parse(printed), open_low=False, open_high=False) == expected


def test_a_text_is_read_once():
    """The second time, what was read is remembered."""
    assert parse("近32萬家") is parse("近32萬家")


def test_reading_a_figure_needs_no_pandas():
    """Who reads one figure, or words an amount, does not wait for pandas or numpy."""
    code = (
        "import sys; from analysis.quantity import parse, wording; parse('5%'); "
        "sys.exit(bool({'pandas', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


ADVICE = (
    "Expected a figure such as '近32萬家' or 'over 20%'; "
    "src/analysis/quantity/hedges.py lists the hedges it reads, units.csv beside it the units."
)


def test_parse_column():
    """A column gives a frame with the same index, and is left as it was."""
    printed = pd.Series(
        ["近32萬家", "over 20%", "近32萬家", "近95萬家"], index=["a", "b", "c", "c"]
    )
    before = printed.copy()
    expected = pd.DataFrame(
        {
            "low": [310_000.0, 0.2, 310_000.0, 940_000.0],
            "value": [320_000.0, 0.2, 320_000.0, 950_000.0],
            "high": [320_000.0, 0.3, 320_000.0, 950_000.0],
            "unit": ["count", "share", "count", "count"],
            "open_low": [False, True, False, False],
            "open_high": [True, False, True, True],
        },
        index=["a", "b", "c", "c"],
    )
    pd.testing.assert_frame_equal(parse_column(printed), expected)
    pd.testing.assert_series_equal(printed, before)


@pytest.mark.parametrize("dtype", ["str", object, "category"])
def test_dtypes_of_text(dtype):
    """Text reads alike however the column holds it."""
    table = parse_column(pd.Series(["5%", "6%", "5%"], dtype=dtype))
    assert table["value"].tolist() == [0.05, 0.06, 0.05]


def test_an_empty_column():
    """No figures give no rows, in the same columns of the same types."""
    empty, one = parse_column(pd.Series([], dtype="str")), parse_column(pd.Series(["1"]))
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == one.dtypes.to_dict()


@given(printed=chinese_figures() | unhedged_forms())
def test_scripts_alike(printed):
    """Traditional and simplified, full-width and half-width read alike."""
    traditional = printed.translate(str.maketrans(SIMPLIFIED, TRADITIONAL))
    simplified = printed.translate(str.maketrans(TRADITIONAL, SIMPLIFIED))
    wide = printed.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    alike = (printed, traditional, simplified, wide, f"\u3000{printed} ")
    assert len({parse(text) for text in alike}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近32萬家", "近32万家"),
        ("Over ３１％", "over 31%"),
        ("a\nb", "a b"),
        ("5²", "5²"),
        ("5½", "5½"),
        ("①", "①"),
    ],
)
def test_normalise(text, expected):
    """Width, case and script do not matter; a sign that stands for a digit is not one."""
    assert normalise(text) == expected


@example(text="\ud800")
@given(text=st.text(st.characters(exclude_categories=[]), max_size=8))
def test_offsets_hold(text):
    """No character is lost or added, whatever it is, lone surrogates and line ends included."""
    assert len(normalise(text)) == len(text)


def test_every_unreadable_text_is_listed_once():
    """One message lists each text that cannot be read, by its first row, with the reason."""
    printed = pd.Series(["1/0", "5%", "many", "1/0"], index=[10, 20, 30, 40])
    message = (
        "cannot read 2 of the printed figures:\n"
        "  row 10: '1/0', as a fraction lies between 0 and 1\n"
        "  row 30: 'many', as its words, or their order, are not among those listed\n" + ADVICE
    )
    with pytest.raises(UnreadableFigure, match=f"^{re.escape(message)}$"):
        parse_column(printed)


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        (pd.Series(["1", None], dtype="str"), "row 1: nan, as it is of type float, not text"),
        (pd.Series(["1", None], dtype=object), "row 1: None, as it is of type NoneType, not text"),
        (pd.Series([7], dtype=object), "row 0: 7, as it is of type int, not text"),
        (pd.Series([["1"], "1"], dtype=object), "row 0: ['1'], as it is of type list, not text"),
    ],
)
def test_what_is_not_text_is_named(printed, line):
    """A missing value or a number in the column raises, naming its row and type."""
    message = f"cannot read 1 of the printed figures:\n  {line}\n{ADVICE}"
    with pytest.raises(UnreadableFigure, match=f"^{re.escape(message)}$"):
        parse_column(printed)


def test_ten_are_listed_and_the_rest_counted():
    """A column of many unreadable texts lists the first ten and counts the rest."""
    with pytest.raises(UnreadableFigure) as caught:
        parse_column(pd.Series([f"{number} milion" for number in range(1, 14)]))
    lines = str(caught.value).splitlines()
    assert lines[0] == "cannot read 13 of the printed figures:"
    assert lines[1].startswith("  row 0: '1 milion', as ")
    assert lines[10].startswith("  row 9: '10 milion', as ")
    assert lines[11:] == ["  and 3 more", ADVICE]


@pytest.mark.parametrize("printed", [None, 5, float("nan")])
def test_one_figure_that_is_not_text(printed):
    """Something that is not text raises, naming it and its type."""
    message = (
        f"cannot read {printed!r}, as it is of type {type(printed).__name__}, not text. {ADVICE}"
    )
    with pytest.raises(UnreadableFigure, match=f"^{re.escape(message)}$"):
        parse(printed)
