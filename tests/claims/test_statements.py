"""Ranks, correlations and tolerances as statements agree with plain arithmetic."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.claims.meaning import correlation, equal_within
from analysis.claims.statements import (
    TRUE,
    Polynomial,
    Quotient,
    Tally,
    compare,
    holds,
    negated,
    number,
)
from analysis.claims.syntax import FormulaError, Unknown

from .small import spearman

ROW = [Unknown("firms", place) for place in "ABCDE"]
OTHER = [Unknown("money", place) for place in "ABCDE"]
OPERATORS = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "==": lambda one, other: one == other,
}
numbers = st.fractions(-3, 3, max_denominator=4)
operators = st.sampled_from(sorted(OPERATORS))


def variable(unknown):
    return Quotient(Polynomial.variable(unknown))


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_rank_correlation_is_spearmans(size):
    rows = [list(map(variable, row[:size])) for row in (ROW, OTHER)]
    tally, unequal = correlation(*rows)
    for order in permutations(range(size)):
        first = dict(zip(ROW, map(Fraction, range(size)), strict=False))
        world = first | dict(zip(OTHER, map(Fraction, order), strict=False))
        found = spearman(list(first.values()), list(map(Fraction, order)))
        assert holds(unequal, world)
        assert holds(compare("==", tally, number(found)), world)
        assert not holds(compare("<", tally, number(found)), world)
        assert not holds(compare(">", tally, number(found)), world)


def test_equal_members_leave_a_correlation_without_meaning():
    _, unequal = correlation([variable(ROW[0]), variable(ROW[1])], [number(1), number(2)])
    assert not holds(unequal, {ROW[0]: Fraction(1), ROW[1]: Fraction(1)})


@given(operators, st.lists(numbers, min_size=3, max_size=3), numbers)
def test_rank_beside_a_number(operator, sizes, bound):
    world = dict(zip(ROW, sizes, strict=False))
    own, *others = map(variable, ROW[:3])
    tally = Tally(tuple(compare(">", other, own) for other in others))
    found = 1 + sum(size > sizes[0] for size in sizes[1:])
    statement = compare(operator, tally, number(bound))
    assert holds(statement, world) == OPERATORS[operator](found, bound)
    assert holds(negated(statement), world) != holds(statement, world)


@pytest.mark.parametrize("beside", [Tally(()), variable(ROW[0])])
def test_rank_is_compared_with_a_number_alone(beside):
    with pytest.raises(FormulaError, match="a rank or a correlation compared with what is no num"):
        compare("<", Tally((TRUE,)), beside)


@given(numbers, numbers, numbers, st.sampled_from([Fraction(1, 20), Fraction(1, 2)]))
def test_tolerance_is_a_part_of_the_larger(one, other, shift, within):
    world = {ROW[0]: one + shift, ROW[1]: other + shift, ROW[2]: shift}
    left, right = (variable(unknown) - variable(ROW[2]) for unknown in ROW[:2])
    large = max(abs(one), abs(other))
    near = abs(one - other) <= within * large
    assert holds(equal_within(left, right, within), world) == near
    if min(one, other) >= 0:
        plain = {ROW[0]: one, ROW[1]: other}
        assert holds(equal_within(variable(ROW[0]), variable(ROW[1]), within), plain) == near


@given(
    operators, st.lists(st.fractions(Fraction(1, 4), 3, max_denominator=4), min_size=4, max_size=4)
)
def test_quotients_are_compared_with_both_sides_multiplied_out(operator, sizes):
    world = dict(zip(ROW, sizes, strict=False))
    one, other, third, fourth = map(variable, ROW[:4])
    left, right = one / other + third / other, (fourth / one) / (third / one)
    found = (sizes[0] + sizes[2]) / sizes[1], sizes[3] / sizes[2]
    assert holds(compare(operator, left, right), world) == OPERATORS[operator](*found)
