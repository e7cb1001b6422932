"""The table of hedges: well formed, and each row doing what it says."""

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import HEDGES, grammar, hedge_of, parse, reading
from analysis.quantity.hedges import MEASURED, Opening
from analysis.quantity.vocabulary import ALIKE, normalise

from .printed import EXCLUDES
from .strategies import OPENING_HEDGES, chinese_figures, digits, english_figures


def test_rows_are_told_apart():
    """No two rows share a name or a word, and each gives its reason as a sentence."""
    names = [hedge.name for hedge in HEDGES]
    words = [word for hedge in HEDGES for word in (*hedge.chinese, *hedge.english)]
    assert len(set(names)) == len(names)
    assert len(set(words)) == len(words)
    assert [hedge.name for hedge in HEDGES if not hedge.reason.endswith(".")] == []


def test_words_are_in_the_form_that_text_is_read_in():
    """Words are lower-case and simplified, as text is before it is read."""
    words = [word for hedge in HEDGES for word in (*hedge.chinese, *hedge.english)]
    assert [word for word in words if word != word.lower()] == []
    assert [word for word in words if set(word) & set(ALIKE)] == []


@pytest.mark.parametrize("hedge", OPENING_HEDGES, ids=lambda hedge: hedge.name)
def test_every_word_is_read_as_its_row(hedge):
    """Each word of a row, put beside a number, is read by that row."""
    chinese = [word.replace("…", "320", 1).replace("…", "家") for word in hedge.chinese]
    english = [word.replace("…", " 320 ", 1).replace("…", " firms") for word in hedge.english]
    assert {printed: hedge_of(printed) for printed in chinese + english} == dict.fromkeys(
        chinese + english, hedge.name
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("320", "exact"),
        ("1/5", "fraction"),
        ("第2", "exact"),
        ("近32萬家", "nearly"),
        ("5萬多家", "more than"),
        ("约45%左右", "about"),
        ("至少3家", "at least"),
        ("不足10%", "at most"),
        ("10%~20%", "range"),
        ("十幾家", "several"),
    ],
)
def test_hedge_of(printed, expected):
    """The row is named, and 'exact' is the row of a figure without a hedge."""
    assert hedge_of(printed) == expected


@pytest.mark.parametrize(
    ("printed", "end"),
    [(text, end) for end, texts in EXCLUDES.items() for text in texts.split("|")],
)
def test_the_end_that_the_wording_excludes(printed, end):
    """Over 20% is not 20%; of two words for one end, the one that includes the number decides."""
    quantity = parse(printed)
    assert (quantity.open_low, quantity.open_high) == (end == "low", end == "high")
    assert quantity.contains(quantity.value) == (not end)


def test_the_words_that_say_the_contrary_are_of_the_row():
    for hedge in HEDGES:
        assert set(hedge.unless) <= {*hedge.chinese, *hedge.english}
        assert hedge.names or not (hedge.excludes or hedge.unless)


def test_what_is_less_than_nothing_is_read_as_nothing():
    """No reading is left; the one number is kept, as an end that is both low and high."""
    assert parse("fewer than 0") == parse("at most 0")


@given(printed=chinese_figures() | english_figures())
def test_bounds_hold_the_printed_number(printed):
    """A hedge moves its bounds away from the number; 'nearly' ends at it, 'over' starts at it.

    The number is a reading where its end is not excluded, and only the end it is at can be.
    """
    quantity, hedge = parse(printed), hedge_of(printed)
    assert quantity.contains(quantity.value) != (quantity.open_low or quantity.open_high)
    assert not quantity.open_low or quantity.value == quantity.low < quantity.high
    assert not quantity.open_high or quantity.low < quantity.high == quantity.value
    if hedge in ("nearly", "at most"):
        assert quantity.low < quantity.high == quantity.value
    if hedge in ("more than", "at least"):
        assert quantity.value == quantity.low < quantity.high
    most = 1 if quantity.unit == "share" and quantity.value < 1 else math.inf
    assert (quantity.high == most) >= (hedge == "at least")


@given(number=st.integers(1, 9999))
def test_about_opens_by_one_of_what_is_counted(number):
    """'About' a few is one more or fewer at least."""
    quantity = parse(f"约{number}家")
    assert quantity.contains(number - 1)
    assert quantity.contains(number + 1)


@given(number=digits(), unit=st.sampled_from(["家", "%", "万家"]))
def test_hedged_is_wider_than_exact(number, unit):
    """'About' opens at least as far as rounding does, and limits hold what the near hedges say."""
    about, exact = parse(f"约{number}{unit}"), parse(f"{number}{unit}")
    assert exact.within(about)
    assert parse(f"近{number}{unit}").within(parse(f"不超过{number}{unit}"))
    assert parse(f"逾{number}{unit}").within(parse(f"至少{number}{unit}"))


part = st.integers(0, 60)


@given(
    number=digits(),
    unit=st.sampled_from(["", "%", "万家", "分之一"]),
    narrow=st.tuples(part, part, part, part),
    more=st.tuples(part, part, part, part),
)
def test_opening_further_gives_wider_bounds(number, unit, narrow, more):
    """Raising any number in a row's openings can only widen what is read."""
    printed = f"约{number}{unit or '家'}" if unit != "分之一" else "约5分之2"
    widened = tuple(one + other for one, other in zip(narrow, more, strict=True))
    inner, outer = (
        _bounds_with(
            printed, Opening(roundings=parts[0], steps=parts[1], percent=parts[2], ones=parts[3])
        )
        for parts in (narrow, widened)
    )
    assert 0 <= outer[0] <= inner[0] <= inner[1] <= outer[1]


@pytest.mark.parametrize(
    ("printed", "told", "rounder"),
    [("5000亿", 499_950_000_000, 450_000_000_000), ("5千亿", 450_000_000_000, 450_000_000_000)],
)
def test_the_table_says_whether_zeros_are_places(printed, told, rounder):
    """5000亿 is told to one 亿 and 5千亿 to a thousand; without its zeros both are alike."""
    assert _bounds_with(printed, Opening(roundings=1))[0] == told
    assert _bounds_with(printed, Opening(roundings=1, zeros=False))[0] == rounder


def _bounds_with(printed: str, opening: Opening) -> tuple[float, float]:
    """Read a figure as if its hedge opened differently."""
    parsed = grammar.take_apart(normalise(printed))
    hedge = dataclasses.replace(parsed.hedge, below=opening, above=opening)
    low, _, high = reading.find_bounds(parsed._replace(hedge=hedge), parsed.first)
    return low, high


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("about 7", 5, 9),
        ("around 7", -3, 17),
        ("almost 7", 6.5, 7),
        ("over 7", 7, 7.5),
        ("above 7", 7, 9),
        ("below 7", 5, 7),
        ("at least 7", 7, math.inf),
        ("at most 7", -math.inf, 7),
    ],
)
def test_the_readers_of_the_published_study(printed, low, high):
    """The intervals that PyUncertainNumber 0.1.4 prints; amounts are not below nothing."""
    found = parse(printed, "readers")
    assert (found.low, found.high) == (max(low, 0), high)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("近32萬家", 315_000, 320_000),
        ("20%以上", 0.2, 0.22),
        ("超過60.6萬家", 606_000, 606_500),
        ("5萬多家", 50_000, 55_000),
        ("45%左右", 0.43, 0.47),
        ("近一半", 0.45, 0.5),
        ("nearly 1/4", 0.245, 0.25),
    ],
)
def test_chinese_by_the_readers(printed, low, high):
    """Their approximators stand for our words, in units of the last printed place."""
    found = parse(printed, "readers")
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("printed", ["92所", "9.78%", "1/5", "10%~20%", "十幾家", "nearly 1/3"])
def test_where_the_readers_say_nothing_ours_stands(printed):
    """Of no hedge, ranges, digits that are not told, and a fraction without an end in decimals."""
    assert parse(printed, "readers") == parse(printed)


def test_every_row_of_the_readers_says_what_a_row_of_ours_says():
    """Its names are rows or words of ours, each named once."""
    known = {word for row in HEDGES for word in (row.name, *row.chinese, *row.english)}
    said = [name for row in MEASURED for name in row.said]
    assert set(said) <= known
    assert len(said) == len(set(said))
