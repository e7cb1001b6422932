"""Each comparator agrees with its table of cases."""

import pytest

from analysis.claims import verdicts
from analysis.quantity import UnitError

from .cases import TABLES, exact, read

ROWS = [(name, *row) for name, rows in TABLES.items() for row in rows]


@pytest.mark.parametrize(("name", "arguments", "expected"), ROWS)
def test_a_case(name, arguments, expected):
    assert getattr(verdicts, name)(*arguments) == expected


@pytest.mark.parametrize("name", ["at_most", "at_least", "less_than", "more_than", "about_equal"])
def test_units_have_to_agree(name):
    with pytest.raises(UnitError, match="cannot compare CNY and count: the units differ"):
        getattr(verdicts, name)(read(exact(1)), read(exact(1), "CNY"))
