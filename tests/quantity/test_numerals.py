"""Numbers in digits, Chinese numerals, English words, and mixtures of them."""

import re

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import parse
from analysis.quantity.numerals import (
    ENGLISH,
    Number,
    read_compound,
    read_neighbours,
    read_number,
    read_untold,
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("123,456", Number(123_456)),
        ("09.78", Number(978, decimals=2)),
        ("三十二", Number(32)),
        ("三十二万", Number(32, scale=4)),
        ("三万二千", Number(32000)),
        ("一亿二千万", Number(12, scale=7)),
        ("三千万", Number(3, scale=7)),
        ("三千二百万", Number(32, scale=6)),
        ("百万", Number(1, scale=6)),
        ("四万亿", Number(4, scale=12)),
        ("三点二五亿", Number(325, decimals=2, scale=8)),
        ("百", Number(100)),
        ("万", Number(1, scale=4)),
        ("零", Number(0)),
        ("seven", Number(7)),
        ("twenty-five", Number(25)),
        ("a hundred", Number(100)),
        ("three hundred and twenty five", Number(325)),
    ],
)
def test_read_number(word, expected):
    """A number is a mantissa and powers of ten."""
    assert read_number(word) == expected


@pytest.mark.parametrize(
    "word", ["二三十", "三万万", "百百", "二五", "三点", "点五", "三点十", "几"]
)
def test_numerals_that_are_not_well_formed(word):
    """A numeral that is not well formed raises; which part is named."""
    with pytest.raises(ValueError, match=r"^the numeral '.*' is not well formed$"):
        read_number(word)


def test_more_than_fifteen_digits():
    """A number that a float cannot hold raises."""
    assert read_number("1" * 15) == Number(111_111_111_111_111)
    for word in ("1" * 16, "0.000000000000001", "一千万亿零一"):
        with pytest.raises(ValueError, match=r"^more than 15 digits$"):
            read_number(word)


@pytest.mark.parametrize(
    ("word", "scale", "low", "high"),
    [
        ("几", 0, 2, 9),
        ("十几", 0, 11, 19),
        ("二十几", 0, 21, 29),
        ("几十", 0, 20, 99),
        ("数百", 0, 200, 999),
        ("一百几十", 0, 110, 199),
        ("几十万", 0, 200_000, 999_999),
        ("十几万", 0, 110_000, 199_999),
        ("several", 6, 2_000_000, 9_999_999),
        ("several hundred", 0, 200, 999),
    ],
)
def test_read_untold(word, scale, low, high):
    """An untold digit is any that the words leave open, and so is all that follows it."""
    assert read_untold(word, scale) == (Number(low), Number(high))


def test_told_numbers_have_nothing_untold():
    """A number with all its digits is left to read_number."""
    assert read_untold("三十二", 0) is None


def test_an_untold_number_takes_one_scale():
    """A second scale raises, as it does after a number that is told."""
    with pytest.raises(ValueError, match=r"^it has two scale words$"):
        read_untold("几千万亿", 6)


@given(number=st.integers(1, 9999), unit=st.sampled_from(["家", "成", "元", "以上"]))
def test_digits_and_numerals_alike(number, unit):
    """A figure in Chinese numerals reads as it does in digits."""
    assert parse(f"{cn2an.an2cn(number)}{unit}") == parse(f"{number}{unit}")


@given(number=st.integers(1, 9999), scale=st.sampled_from("万亿"))
def test_scaled_digits_and_numerals_alike(number, scale):
    """A scale word does the same after numerals as after digits."""
    assert parse(f"近{cn2an.an2cn(number)}{scale}家") == parse(f"近{number}{scale}家")


@given(number=st.integers(1, 9999), scale=st.sampled_from("万亿"))
def test_last_place_said_is_the_last_printed(number, scale):
    """三千万 rounds as 3千万 does, and 三千二百万 as 32百万."""
    digits = str(number).rstrip("0")
    place = ("", "十", "百", "千")[len(str(number)) - len(digits)]
    assert parse(f"{cn2an.an2cn(number)}{scale}") == parse(f"{digits}{place}{scale}")


@given(number=st.integers(1, 99))
def test_percent_and_its_words_alike(number):
    """百分之十二 is 12%."""
    assert parse(f"百分之{cn2an.an2cn(number)}") == parse(f"{number}%")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("twenty-five", Number(25)),
        ("a hundred and twelve", Number(112)),
        ("a dozen", Number(12)),
        ("half a dozen", Number(6)),
        ("two dozen", Number(24)),
        ("half a", Number(5, decimals=1)),
    ],
)
def test_read_english(word, expected):
    """ENGLISH matches a number in words whole, and it is read."""
    found = re.match(ENGLISH, f"{word} million")
    assert found
    assert found[0] == word
    assert read_number(word) == expected


def test_several_ends_no_number():
    with pytest.raises(ValueError, match="as 'several' has no place here"):
        parse("three hundred several")


def test_several_is_not_a_number():
    """A digit that is not told raises."""
    with pytest.raises(ValueError, match=r"^'several' has no place here$"):
        read_number("several")


@pytest.mark.parametrize(
    ("word", "scale", "expected"),
    [
        ("1亿2345", 4, Number(12_345, scale=4)),
        ("12亿34", 4, Number(120_034, scale=4)),
        ("6万5291", 0, Number(65_291)),
        ("1亿2万0304", 0, Number(100_020_304)),
    ],
)
def test_read_compound(word, scale, expected):
    """Zeros fill the places that are not printed."""
    assert read_compound(word, scale) == expected


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
