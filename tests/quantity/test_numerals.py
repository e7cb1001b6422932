"""Numbers in digits, Chinese numerals and English words."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import parse
from analysis.quantity.numerals import Number, read_number, read_untold


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("000,000", Number((5, 6, 7, 9, 10, 11))),
        ("00.00", Number((5, 6, 8, 9), decimals=2)),
        ("三十二", Number(mantissa=32)),
        ("三十二万", Number(mantissa=32, scale=4)),
        ("三万二千", Number(mantissa=32000)),
        ("一亿二千万", Number(mantissa=12, scale=7)),
        ("三千万", Number(mantissa=3, scale=7)),
        ("三千二百万", Number(mantissa=32, scale=6)),
        ("百万", Number(mantissa=1, scale=6)),
        ("四万亿", Number(mantissa=4, scale=12)),
        ("三点二五亿", Number(mantissa=325, decimals=2, scale=8)),
        ("百", Number(mantissa=100)),
        ("万", Number(mantissa=1, scale=4)),
        ("零", Number(mantissa=0)),
        ("seven", Number(mantissa=7)),
        ("twenty-five", Number(mantissa=25)),
        ("a hundred", Number(mantissa=100)),
        ("three hundred and twenty five", Number(mantissa=325)),
    ],
)
def test_read_number(word, expected):
    """A number is a mantissa, or the columns of one, and powers of ten."""
    assert read_number(word, 5) == expected


@pytest.mark.parametrize(
    "word", ["二三十", "三万万", "百百", "一九九八", "三点", "点五", "三点十", "几"]
)
def test_numerals_that_are_not_well_formed(word):
    """A numeral that is not well formed raises; which part is named."""
    with pytest.raises(ValueError, match=r"^the numeral '.*' is not well formed$"):
        read_number(word)


def test_more_than_fifteen_digits():
    """A number that a float cannot hold raises."""
    assert read_number("0" * 15) == Number(tuple(range(15)))
    with pytest.raises(ValueError, match=r"^more than 15 digits$"):
        read_number("0" * 16)
    with pytest.raises(ValueError, match=r"^more than 15 digits$"):
        read_number("一千万亿零一")


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
    assert read_untold(word, scale) == (Number(mantissa=low), Number(mantissa=high))


def test_told_numbers_have_nothing_untold():
    """A number with all its digits is left to read_number."""
    assert read_untold("三十二", 0) is None


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
