"""Intervals: their ends, what they have in common, and units."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import Quantity, UnitError

from .strategies import member, quantities

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


@given(data=st.data(), left=quantities(), right=quantities())
def test_a_common_reading_is_found(data, left, right):
    """Where a number is a reading of both, they overlap, whichever is asked."""
    x, y = data.draw(member(left)), data.draw(member(right))
    assert left.overlaps(right) or x != y
    assert left.overlaps(right) == right.overlaps(left)


def test_bounds_belong_to_a_quantity():
    assert count(1, 2, 3).overlaps(count(3, 4, 5))
    assert not count(1, 2, 3).overlaps(count(3.1, 4, 5))


def test_excluded_ends():
    """An end that is no reading is none in a comparison either; the other end stays one."""
    over, under = Quantity(3, 3, 4, "count", open_low=True), Quantity(2, 3, 3, "count", False, True)
    assert not under.overlaps(over)
    assert not over.overlaps(count(3, 3, 3))
    assert over.overlaps(count(4, 5, 6))


def test_amounts_of_one_kind_are_compared():
    near, far = Quantity(1, 1, 1, "mile", False, False), Quantity(1.6, 1.61, 1.62, "km")
    assert near.overlaps(far)
    assert not near.overlaps(Quantity(1, 1, 1, "km"))


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


def test_comparisons_need_one_unit():
    message = "cannot compare 'count' and 'CNY': the units differ"
    with pytest.raises(UnitError, match=f"^{re.escape(message)}$"):
        Quantity(1, 2, 3, "count").overlaps(Quantity(1, 2, 3, "CNY"))
