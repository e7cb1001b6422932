"""Digits with scale words between them, and digits that follow each other."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import parse
from analysis.quantity.compounds import read_compound, read_neighbours
from analysis.quantity.numerals import Number


@pytest.mark.parametrize(
    ("word", "scale", "expected"),
    [
        ("0亿0000", 4, Number((5, 7, 8, 9, 10), scale=4)),
        ("00亿00", 4, Number((5, 6, -1, -1, 8, 9), scale=4)),
        ("0万0000", 0, Number((5, 7, 8, 9, 10))),
        ("0亿0万0000", 0, Number((5, -1, -1, -1, 7, 9, 10, 11, 12))),
    ],
)
def test_read_compound(word, scale, expected):
    """A number remembers its columns, with a zero (-1) for each place that is not printed."""
    assert read_compound(word, 5, scale) == expected


@given(upper=st.integers(1, 99_999), lower=st.integers(0, 9999))
def test_compounds_read_as_plain_digits(upper, lower):
    """6万5291 is 65,291, and 1亿2000万 is 12000万."""
    assert parse(f"{upper}万{lower:04}家") == parse(f"{upper * 10_000 + lower}家")
    assert parse(f"{upper}亿{lower}万元") == parse(f"{upper * 10_000 + lower}万元")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("七八", (7, 8)),
        ("二三十", (20, 30)),
        ("十七八", (17, 18)),
        ("八七", None),
        ("一三", None),
        ("三十", None),
    ],
)
def test_read_neighbours(word, expected):
    """Two digits that follow each other are the least and the most it can be."""
    found = read_neighbours(word)
    assert (found and tuple(number.mantissa for number in found)) == expected


@given(digit=st.integers(1, 8), place=st.sampled_from(["", "十", "百", "千"]))
def test_neighbours_read_as_a_range(digit, place):
    """三四十家 is 30 to 40."""
    said = "".join(cn2an.an2cn(number) for number in (digit, digit + 1))
    whole = {"": 1, "十": 10, "百": 100, "千": 1000}[place]
    assert parse(f"{said}{place}家") == parse(f"{digit * whole}-{(digit + 1) * whole}家")
