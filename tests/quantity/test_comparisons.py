"""Comparisons in many words, and with a limit on either side."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import UnreadableFigure, hedge_of, parse

# Each with its low and high end, and whether these are excluded.
READ = {
    "larger than or equal to 20": (20, math.inf, False, False),
    "equal to or less than 30": (0, 30, False, False),
    "less than 5000 or equal to": (0, 5000, False, False),
    "200 or greater": (200, math.inf, False, False),
    "exceeds 3000": (3000, 4000, True, False),
    "equal to 20": (20, 20, False, False),
    "不小于30": (30, math.inf, False, False),
    "比三十大": (30, 40, True, False),
    "至少有10个": (10, math.inf, False, False),
    "超过了80": (80, 90, True, False),
    "< = 100": (0, 100, False, False),
    "larger than twenty and less or equal than thirty five": (20, 35, True, False),
    "大于二十的同时小于等于三十五": (20, 35, True, False),
    "最多100最少20个": (20, 100, False, False),
    "1000以上，1500以下": (1000, 1500, False, False),
    "above 1000 and below 1500": (1000, 1500, True, True),
    "位于20和30之间": (20, 30, False, False),
    "第三与第五之间": (3, 5, False, False),
    "20 through 100": (20, 100, False, False),
}


@pytest.mark.parametrize(("printed", "ends"), READ.items())
def test_what_is_compared(printed, ends):
    read = parse(printed)
    assert (read.low, read.high, read.open_low, read.open_high) == ends


@pytest.mark.parametrize(
    "printed",
    [
        "above 1500 and below 1000",
        "over 20 and more than 30",
        "超过100家，不足200人",
        "over 20%, under 50%",
        "more than 5% and less than 10 people",
        "20和30",
        "20 and 30",
        "between 20 through 30",
        "30 through 20",
        "than 20",
        "equal to",
    ],
)
def test_what_is_no_comparison(printed):
    """Two figures are not one, and limits that no number keeps are none."""
    with pytest.raises(UnreadableFigure):
        parse(printed)


def test_hedges_are_named():
    """A comparison has the hedge of the words that it says in other ones, or is a range."""
    assert [hedge_of(text) for text in ("不小于30", "大于20且小于30")] == ["at least", "range"]


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_limits_hold_what_both_allow(low, high):
    """Of two limits the one is the low end, and the other the high one, in either order."""
    texts = f"大于{low}且小于{high}", f"less than {high:,} and more than {low:,}"
    if low >= high:
        for text in texts:
            with pytest.raises(UnreadableFigure):
                parse(text)
        return
    for text in texts:
        read = parse(text)
        assert (read.low, read.high, read.open_low, read.open_high) == (low, high, True, True)
