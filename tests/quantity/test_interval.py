"""Intervals, their arithmetic and comparisons."""

import math
import operator
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import Quantity

from .strategies import divisors, member, quantities, wider

OPERATIONS = [operator.add, operator.sub, operator.mul, operator.truediv]
INF = math.inf


def count(low: float, value: float, high: float) -> Quantity:
    return Quantity(low, value, high, "count")


@pytest.mark.parametrize(
    "bounds", [(2, 1, 3), (1, 3, 2), (math.nan, 1, 2), (1, math.nan, 2), (1, INF, INF)]
)
def test_bounds_out_of_order_are_refused(bounds):
    """A quantity whose value is not a number between its bounds raises, naming all three."""
    low, value, high = bounds
    message = (
        "a quantity needs low <= value <= high and a finite value; "
        f"found low {low}, value {value}, high {high}"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        count(*bounds)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (count(1, 2, 3) + count(10, 20, 30), count(11, 22, 33)),
        (count(1, 2, 3) - count(10, 20, 30), count(-29, -18, -7)),
        (count(1, 2, 3) * 2, count(2, 4, 6)),
        (-2 * count(1, 2, 3), count(-6, -4, -2)),
        (count(1, 2, 4) / 2, count(0.5, 1, 2)),
        (count(1, 2, 4) / count(2, 4, 8), Quantity(0.125, 0.5, 2, "share")),
        (1 - Quantity(0.25, 0.5, 0.5, "share"), Quantity(0.5, 0.5, 0.75, "share")),
        (1 + Quantity(0.25, 0.5, 0.5, "share"), Quantity(1.25, 1.5, 1.5, "share")),
        (1 / Quantity(0.25, 0.5, 0.5, "share"), Quantity(2, 2, 4, "share")),
        (count(0, 1, INF) * count(0, 1, 1).__truediv__(count(1, 1, 1)), count(0, 1, INF)),
        (count(1, 1, INF) / count(2, 2, INF), Quantity(0, 0.5, INF, "share")),
        (count(1, 1, INF) - count(1, 1, INF), count(-INF, 0, INF)),
    ],
)
def test_arithmetic(actual, expected):
    """The bounds are the least and the greatest that the operands allow."""
    assert actual == expected


@pytest.mark.parametrize("operate", OPERATIONS)
@given(data=st.data(), left=quantities())
def test_results_hold_every_reading(operate, data, left):
    """If x is in X and y is in Y, then x op y is in X op Y."""
    right = data.draw(divisors() if operate is operator.truediv else quantities())
    x, y = data.draw(member(left)), data.draw(member(right))
    assert operate(left, right).contains(operate(x, y))


@pytest.mark.parametrize("operate", OPERATIONS)
@given(data=st.data(), left=quantities())
def test_wider_operands_give_wider_results(operate, data, left):
    """If X is within X' and Y within Y', then X op Y is within X' op Y'."""
    divides = operate is operator.truediv
    right = data.draw(divisors() if divides else quantities())
    wider_left, wider_right = data.draw(wider(left)), data.draw(wider(right, keep_sign=divides))
    assert operate(left, right).within(operate(wider_left, wider_right))


@pytest.mark.parametrize("operate", [operator.add, operator.mul])
@given(left=quantities(), right=quantities())
def test_sums_and_products_commute(operate, left, right):
    """The order of the operands of + and * does not matter."""
    assert operate(left, right) == operate(right, left)


@given(left=quantities(), right=quantities())
def test_division_by_what_may_be_zero_raises(left, right):
    """A divisor that holds zero raises, naming its bounds."""
    divisor = Quantity(min(right.low, 0.0), 0.0, max(right.high, 0.0), "share")
    message = f"cannot divide by a quantity that may be zero: {divisor.low} to {divisor.high}"
    with pytest.raises(ZeroDivisionError, match=f"^{re.escape(message)}$"):
        left / divisor
    with pytest.raises(ZeroDivisionError):
        left / 0


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (count(4, 5, 6), True),
        (count(3.5, 5, 6), True),
        (count(3, 5, 6), None),
        (count(2, 2, 2), None),
        (count(0, 1, 1), False),
        (count(0, 0, 0.5), False),
        (count(1, 1, INF), None),
    ],
)
def test_less_than_has_three_values(other, expected):
    """Less is True for every reading, False for none, None for some."""
    assert count(1, 2, 3).less_than(other) is expected


@given(data=st.data(), left=quantities(), right=quantities())
def test_comparisons_agree_with_readings(data, left, right):
    """A comparison that is decided holds for any two readings."""
    x, y = data.draw(member(left)), data.draw(member(right))
    assert left.less_than(right) in (x < y, None)
    assert left.overlaps(right) or x != y
    assert not left.within(right) or right.contains(x)
    assert left.overlaps(right) == right.overlaps(left)
    assert left.contains(x)


def test_overlaps_within_contains():
    """Bounds belong to a quantity."""
    assert count(1, 2, 3).overlaps(count(3, 4, 5))
    assert not count(1, 2, 3).overlaps(count(3.1, 4, 5))
    assert count(1, 2, 3).within(count(1, 1, 3))
    assert not count(1, 2, 3).within(count(1.1, 2, 3))
    assert not count(1, 2, 3).within(count(1, 2, 2.9))
    assert count(1, 2, 3).contains(3)
    assert not count(1, 2, 3).contains(3.1)
