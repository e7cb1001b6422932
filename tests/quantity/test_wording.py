"""Amounts in words, and lists."""

import math
import re

import pandas as pd
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from analysis.quantity import hedge_of, parse, parse_column, wording


@pytest.mark.parametrize(
    ("value", "unit", "digits", "expected"),
    [
        (320000.0, "count", 10, "320,000"),
        (43210987.0, "count", 10, "43,210,987"),
        (1234567891.0, "count", 10, "1.234567891 billion"),
        (0.0, "count", 10, "0"),
        (12345.0, "count", 3, "12,300"),
        (0.0978, "share", 10, "9.78%"),
        (0.1 + 0.2, "share", 10, "30%"),
        (1 / 3, "share", 3, "33.3%"),
        (-0.05, "share", 10, "−5%"),
        (2.0, "rank", 10, "no. 2"),
        (38.7e9, "CNY", 10, "38.7 billion yuan"),
        (5e6, "CNY", 10, "5 million yuan"),
        (2e12, "CNY", 10, "2 trillion yuan"),
        (9500.0, "CNY", 10, "9,500 yuan"),
        (999_999_999.0, "CNY", 3, "1 billion yuan"),
        (999_499_999.0, "CNY", 3, "999 million yuan"),
        (999_999.0, "CNY", 3, "1 million yuan"),
        (999_999_999_999.0, "count", 3, "1 trillion"),
        (1e-9, "share", 10, "0.0000001%"),
        (-1.5e-8, "share", 10, "−0.0000015%"),
        (float("inf"), "count", 10, "no limit"),
        (float("inf"), "share", 3, "no limit"),
        (float("inf"), "CNY", 10, "no limit"),
        (-0.0, "share", 10, "0%"),
    ],
)
def test_amount(value, unit, digits, expected):
    assert wording.amount(value, unit, digits) == expected


@example(1_000_000_000)
@example(0)
@given(st.integers(0, 9_999_999_999))
def test_a_count_in_words_reads_as_itself(count):
    assert parse(wording.amount(count, "count")).value == count


@given(st.integers(0, 10_000))
def test_a_share_in_words_reads_as_itself(hundredths):
    """A share of whole hundredths of a percent, as articles print them."""
    share = parse(wording.amount(hundredths / 10_000, "share"))
    assert (share.value, share.unit) == (hundredths / 10_000, "share")


@pytest.mark.parametrize(
    ("hedge", "expected"),
    [
        ("nearly", "nearly 320,000"),
        ("more than", "more than 320,000"),
        ("exact", "320,000"),
        ("range", "320,000"),
        ("several", "320,000"),
    ],
)
def test_hedged(hedge, expected):
    assert wording.hedged(320000.0, "count", hedge) == expected


INF = float("inf")


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (310000.0, 320000.0, "count", "310,000 to 320,000"),
        (428450.0, 428550.0, "count", "428,450 to 428,550"),
        (1560885.6, 1569288.4, "count", "1,560,800 to 1,569,300"),
        (0.16525, 0.16535, "share", "16.525% to 16.535%"),
        (0.0725, 0.07350000000000001, "share", "7.25% to 7.35%"),
        (0.06661, 0.07751, "share", "6.66% to 7.76%"),
        (0.9996, 0.9999, "share", "99.96% to 99.99%"),
        (0.0, 0.25, "share", "0% to 25%"),
        (1e9, 2e9, "CNY", "1 to 2 billion yuan"),
        (9e8, 1e9, "CNY", "900 million yuan to 1 billion yuan"),
        (5, 6e6, "CNY", "5 yuan to 6 million yuan"),
        (0.0213, 0.97, "share", "2.1% to 100%"),
        (-0.97, -0.0213, "share", "−100% to −2.1%"),
        (-1e-9, 5, "count", "−0.1 to 5"),
        (999_900, 1e6, "CNY", "999,900 yuan to 1 million yuan"),
        (9500, 9600, "CNY", "9,500 to 9,600 yuan"),
        (1e6, 2e6, "USD", "$1 to $2 million"),
        (1.2e9, 1.3e9, "count", "1.2 to 1.3 billion"),
        (9e8, 1.3e9, "count", "900,000,000 to 1,300,000,000"),
        (2, 3e9, "count", "2 to 3,000,000,000"),
        (5, 6e6, "USD", "$5 to $6,000,000"),
        (9e8, 1.2e9, "USD", "$900 million to $1.2 billion"),
        (1, 11, "rank", "no. 1 to no. 11"),
    ],
)
def test_span(low, high, unit, expected):
    """Bounds are rounded outwards, if at all; a scale that both have is said once."""
    assert wording.span(low, high, unit) == expected


@pytest.mark.parametrize(
    ("low", "high", "unit", "digits", "expected"),
    [
        (92.0, 92.0, "count", 10, "92"),
        (0.3, 0.1 + 0.2, "share", 10, "30%"),
        (1 / 3, 1 / 3, "share", 3, "33.3%"),
        (1e9, 1e9, "CNY", 10, "1 billion yuan"),
        (1, 1, "rank", 10, "no. 1"),
        (3.0, INF, "count", 10, "3 or more"),
        (2 / 3, INF, "share", 3, "66.6% or more"),
        (-INF, 2 / 3, "share", 3, "66.7% or less"),
        (-INF, INF, "count", 3, "no limit or more"),
    ],
)
def test_a_span_of_one_number(low, high, unit, digits, expected):
    """One number is rounded to the nearest, and a bound without another outwards."""
    assert wording.span(low, high, unit, digits) == expected


@st.composite
def bounds(draw):
    """Draw two bounds of at most eleven digits, close or far apart, and their unit."""
    unit, places = draw(st.sampled_from([("count", 0), ("count", 2), ("share", 7), ("CNY", 1)]))
    least = draw(st.integers(0, 9_999_999_999))
    width = draw(st.integers(1, 100) | st.integers(1, 9_999_999_999))
    return least / 10**places, (least + width) / 10**places, unit


@given(bounds())
def test_what_a_span_says_contains_the_interval(drawn):
    """Read again, the words are never inside the bounds, nor far outside them."""
    low, high, unit = drawn
    said = wording.span(low, high, unit)
    assume(not re.match("[1-9][0-9]{,2} to [0-9]+,", said))  # the first may be of thousands
    read = parse(said)
    assert (read.unit, read.low <= low, read.high >= high) == (unit, True, True)
    most = 1.000001 * (high - low) / 20
    assert max(low - read.low, read.high - high) <= most


@given(bounds(), st.floats(0, 1))
def test_a_value_between_bounds_is_said_between_them(drawn, part):
    """However few digits it is to have; the bounds are those that the span says."""
    low, high, unit = drawn
    value = low + part * (high - low)
    assume(value == 0 or value > 1e-9)  # smaller ones have more digits than parse reads
    said, span = (parse(wording.within(value, low, high, unit, 3)), wording.span(low, high, unit))
    assume(not re.match("[1-9][0-9]{,2} to [0-9]+,", span))
    read = parse(span)
    assert read.low <= said.value <= read.high


def test_a_value_has_more_digits_only_where_fewer_would_pass_a_bound():
    assert wording.within(0.773589, 0.7647, 0.773589, "share", 3) == "77.36%"
    assert wording.within(0.7701, 0.7647, 0.773589, "share", 3) == "77%"
    assert wording.within(1 / 3, 1 / 3, 1 / 3, "share", 3) == "33.3%"
    assert wording.within(20.04, 20.0, math.inf, "count", 3) == "20"


@given(low=st.floats(-1e12, 1e12), high=st.floats(-1e12, 1e12))
def test_every_span_has_words(low, high):
    """Whatever the bounds, there are words: two numbers where more than the noise differs."""
    low, high = sorted((low, high))
    text = wording.span(low, high, "count")
    assert " to " in text or high - low <= 1e-11 * max(abs(low), abs(high))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], "none"),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (iter(["a", "b", "c"]), "a, b and c"),
    ],
)
def test_listed(items, expected):
    assert wording.listed(items) == expected


@pytest.mark.parametrize(
    ("value", "text", "hedge", "english", "chinese"),
    [
        (0.2, "1/5", "exact", "a fifth", "五分之一"),
        (0.5, "近一半", "nearly", "nearly half", "近一半"),
        (2 / 3, "三分之二", "exact", "two thirds", "三分之二"),
        (0.5, "nearly half", "nearly", "nearly half", "近一半"),
        (2 / 3, "two thirds", "exact", "two thirds", "三分之二"),
        (0.15, "3/20", "exact", "15%", "15%"),
        (1.5, "3/2", "exact", "150%", "150%"),
        (0.2, "20%", "exact", "20%", "20%"),
    ],
)
def test_a_share_printed_as_a_fraction_is_one(value, text, hedge, english, chinese):
    assert wording.printed(value, "share", hedge, text) == english
    assert wording.printed(value, "share", hedge, text, language="zh") == chinese


@pytest.mark.parametrize(
    ("printed", "english", "chinese"),
    [
        ("20%以上", "20% or more", "20%以上"),
        ("超过20%", "more than 20%", "超过20%"),
        ("over 20%", "more than 20%", "超过20%"),
        ("上百家", "100 or more", "100以上"),
        ("不足10%", "less than 10%", "不到10%"),
        ("up to 10%", "at most 10%", "至多10%"),
        (">50", "more than 50", "超过50"),
        ("at least 50", "at least 50", "至少50"),
        ("近一半", "nearly half", "近一半"),
        ("1/5", "a fifth", "五分之一"),
    ],
)
def test_the_word_of_a_hedge_includes_its_number_or_not(printed, english, chinese):
    """What is shown says 'more than' only where the number itself is excluded."""
    row = parse_column(pd.Series([printed])).assign(hedge=hedge_of(printed)).iloc[0].to_dict()
    said = (row["value"], row["unit"], wording.worded(row), printed)
    assert wording.printed(*said) == english
    assert wording.printed(*said, language="zh") == chinese


def test_small_numbers_are_words():
    assert [wording.few(number) for number in (0, 4, 10, 11)] == ["none", "four", "ten", "11"]
    assert [wording.few(number, "zh") for number in (2, 11)] == ["两", "11"]
