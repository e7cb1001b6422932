"""Intervals: their arithmetic, comparisons and units."""

import math
import operator
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import Quantity, UnitError

from .strategies import divisors, member, numbers, quantities, wider

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


@pytest.mark.parametrize("ends", [(True, False), (False, True), (True, True)])
def test_one_number_is_not_excluded(ends):
    """An interval that holds no number is refused."""
    message = "a quantity that is one number includes it; found 2 excluded"
    with pytest.raises(ValueError, match=f"^{message}$"):
        Quantity(2, 2, 2, "count", *ends)


def test_ends_are_readings_unless_said_otherwise():
    assert count(1, 2, 3) == Quantity(1, 2, 3, "count", open_low=False, open_high=False)


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
def test_results_include_their_ends(operate, data, left):
    """Whatever the operands exclude: the result is that of operands with all their ends."""
    right = data.draw(divisors() if operate is operator.truediv else quantities())
    closed = [replace(one, open_low=False, open_high=False) for one in (left, right)]
    assert operate(left, right) == operate(*closed)


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


def test_a_rise_below_zero_is_a_fall():
    rise = Quantity(2, 3, 4, "share-change", open_low=True)
    assert -rise == Quantity(-4, -3, -2, "share-change", open_high=True)


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


def test_excluded_ends():
    """An end that is no reading is none in a comparison either; the other end stays one."""
    over, under = Quantity(3, 3, 4, "count", open_low=True), Quantity(2, 3, 3, "count", False, True)
    assert (
        under.less_than(over)
        is under.less_than(count(3, 3, 3))
        is count(3, 3, 3).less_than(over)
        is True
    )
    assert over.less_than(under) is False
    assert over.less_than(count(3, 3, 3)) is under.less_than(count(2, 2, 2)) is False
    assert not under.overlaps(over)
    assert not over.overlaps(count(3, 3, 3))
    assert over.overlaps(count(4, 5, 6))
    assert over.within(count(3, 3, 4))
    assert not count(3, 3, 4).within(over)
    assert over.within(over)
    assert [over.contains(number) for number in (3, 3.1, 4)] == [False, True, True]
    assert [under.contains(number) for number in (2, 2.9, 3)] == [True, True, False]


@pytest.mark.parametrize(
    "unit", ["", "bananas", "count/", "rank/count", "count/share", "CNY/CNY", "CNY/count/USD"]
)
def test_unknown_units_are_refused(unit):
    """A unit that is not known raises, naming those that are."""
    message = (
        f"unknown unit {unit!r}; expected one of units.csv, such as 'count' or 'CNY', "
        "or a compound such as 'CNY/count'"
    )
    with pytest.raises(UnitError, match=f"^{re.escape(message)}$"):
        Quantity(1, 1, 1, unit)


def unit_of(operate, left, right):
    """Return the unit of a result, from the units of its operands."""
    return operate(Quantity(1, 2, 3, left), Quantity(1, 2, 3, right)).unit


@pytest.mark.parametrize(
    ("operate", "left", "right", "expected"),
    [
        (operator.add, "CNY", "CNY", "CNY"),
        (operator.sub, "count", "count", "count"),
        (operator.mul, "CNY", "share", "CNY"),
        (operator.mul, "share", "CNY", "CNY"),
        (operator.mul, "CNY/count", "count", "CNY"),
        (operator.mul, "count", "CNY/count", "CNY"),
        (operator.truediv, "CNY", "share", "CNY"),
        (operator.truediv, "CNY", "CNY", "share"),
        (operator.truediv, "CNY", "count", "CNY/count"),
        (operator.truediv, "CNY/count", "CNY/count", "share"),
        (operator.truediv, "CNY/count", "share", "CNY/count"),
    ],
)
def test_units_of_results(operate, left, right, expected):
    """A share is a pure number, and a quotient of units is undone by its denominator."""
    assert unit_of(operate, left, right) == expected


@pytest.mark.parametrize(
    ("operate", "left", "right", "message"),
    [
        (operator.add, "CNY", "USD", "cannot add 'CNY' and 'USD': the units differ"),
        (operator.sub, "count", "share", "cannot subtract 'count' and 'share': the units differ"),
        (operator.add, "rank", "rank", "cannot add 'rank' and 'rank': ranks can only be compared"),
        (
            operator.mul,
            "CNY",
            "count",
            "cannot multiply 'CNY' by 'count': the product has no unit here",
        ),
        (
            operator.mul,
            "rank",
            "share",
            "cannot multiply 'rank' by 'share': the product has no unit here",
        ),
        (
            operator.truediv,
            "share",
            "CNY",
            "cannot divide 'share' by 'CNY': the quotient has no unit here",
        ),
        (
            operator.truediv,
            "rank",
            "rank",
            "cannot divide 'rank' by 'rank': the quotient has no unit here",
        ),
        (
            operator.truediv,
            "CNY/count",
            "USD",
            "cannot divide 'CNY/count' by 'USD': the quotient has no unit here",
        ),
    ],
)
def test_units_that_do_not_go_together(operate, left, right, message):
    """Units that do not go together raise, naming both."""
    with pytest.raises(UnitError, match=f"^{re.escape(message)}$"):
        unit_of(operate, left, right)


@pytest.mark.parametrize("compare", ["less_than", "overlaps", "within"])
def test_comparisons_need_one_unit(compare):
    """Comparing two units raises, naming both; ranks compare."""
    message = "cannot compare 'count' and 'CNY': the units differ"
    with pytest.raises(UnitError, match=f"^{re.escape(message)}$"):
        getattr(Quantity(1, 2, 3, "count"), compare)(Quantity(1, 2, 3, "CNY"))
    first, second = Quantity(1, 1, 1, "rank"), Quantity(2, 2, 2, "rank")
    assert first.less_than(second) is True


@given(quantity=quantities("count"), number=numbers)
def test_a_plain_number_is_a_share(quantity, number):
    """A plain number multiplies any unit, and is added to shares only."""
    assert quantity * number == quantity * Quantity(number, number, number, "share")
    assert number * quantity == quantity * number
    with pytest.raises(UnitError, match=r"^cannot add 'count' and 'share': the units differ$"):
        quantity + number
