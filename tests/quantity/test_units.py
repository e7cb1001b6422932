"""Units of quantities: which are known, which go together, and what comes of them."""

import operator
import re

import pytest
from hypothesis import given

from analysis.quantity import Quantity, UnitError

from .strategies import numbers, quantities


@pytest.mark.parametrize(
    "unit", ["", "EUR", "count/", "rank/count", "count/share", "CNY/CNY", "CNY/count/USD"]
)
def test_unknown_units_are_refused(unit):
    """A unit that is not known raises, naming those that are."""
    message = (
        f"unknown unit {unit!r}; expected one of count, share, rank, CNY, USD, "
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
