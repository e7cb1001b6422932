"""Each comparator agrees with its table of cases, and no mutant of it does."""

import pytest

from analysis import verdicts
from analysis.quantity import UnitError

from .cases import TABLES, exact, read
from .mutants import SPECIES, mutants, written_right

ROWS = [(name, *row) for name, rows in TABLES.items() for row in rows]
MUTANTS = [(name, mutant) for name in SPECIES for mutant in mutants(name)]


@pytest.mark.parametrize(("name", "arguments", "expected"), ROWS)
def test_a_case(name, arguments, expected):
    assert getattr(verdicts, name)(*arguments) == expected


@pytest.mark.parametrize(("name", "arguments", "expected"), ROWS)
def test_what_is_mutated_is_right(name, arguments, expected):
    """So that a mutant differs from it by its one slip alone."""
    assert written_right(name)(*arguments) == expected


@pytest.mark.parametrize(("name", "mutant"), MUTANTS, ids=[label for _, (label, _) in MUTANTS])
def test_a_mutant_is_caught(name, mutant):
    _, mutated = mutant
    assert any(mutated(*arguments) != expected for arguments, expected in TABLES[name])


def test_every_comparator_is_mutated():
    assert set(SPECIES) == set(TABLES)


@pytest.mark.parametrize("name", ["at_most", "at_least", "less_than", "more_than", "about_equal"])
def test_units_have_to_agree(name):
    with pytest.raises(UnitError, match="cannot compare CNY and count: the units differ"):
        getattr(verdicts, name)(read(exact(1)), read(exact(1), "CNY"))
