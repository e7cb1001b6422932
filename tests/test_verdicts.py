"""A verdict is about every reading within the bounds: what holds for all, for none, for some."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import verdicts
from analysis.quantity import Quantity, UnitError
from analysis.verdicts import Verdict

HOLDS, FAILS, DEPENDS = Verdict.HOLDS, Verdict.FAILS, Verdict.DEPENDS
NOT_CHECKABLE = Verdict.NOT_CHECKABLE
INFINITE = float("inf")


def between(low, high, unit="count"):
    """Return a quantity with these bounds, read as the lower."""
    return Quantity(low, low, high, unit)


def exact(number, unit="count"):
    return Quantity(number, number, number, unit)


def halves(quantity):
    """Return the readings of a quantity with whole bounds, in steps of a half."""
    return [half / 2 for half in range(2 * quantity.low, 2 * quantity.high + 1)]


def by_readings(truths):
    """Return the verdict by looking at every reading."""
    return verdicts.decide(all(truths), any(truths))


small = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda ends: between(*sorted(ends)))


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(1, 10, HOLDS), (1, 10.01, DEPENDS), (20, 30, DEPENDS), (20.01, 30, FAILS)],
)
def test_at_most_flips_at_the_bounds_of_the_limit(low, high, verdict):
    """The limit is somewhere from 10 to 20; equal counts as at most."""
    assert verdicts.at_most(between(low, high), between(10, 20)) == verdict
    assert verdicts.at_least(between(10, 20), between(low, high)) == verdict


@pytest.mark.parametrize(
    ("number", "verdict"),
    [(94.99, FAILS), (95, HOLDS), (105, HOLDS), (105.01, FAILS)],
)
def test_about_equal_flips_at_the_tolerance(number, verdict):
    assert verdicts.about_equal(exact(number), exact(100), 0.05) == verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (95, 105, HOLDS),
        (94.99, 105, DEPENDS),
        (95, 105.01, DEPENDS),
        (0, 95, DEPENDS),
        (0, 94.99, FAILS),
        (105, INFINITE, DEPENDS),
    ],
)
def test_about_equal_is_about_every_reading(low, high, verdict):
    assert verdicts.about_equal(between(low, high), exact(100), 0.05) == verdict


def test_noise_of_binary_arithmetic_flips_nothing():
    """In binary, 0.1 + 0.2 is not 0.3, though printed figures that add up do so in decimals."""
    assert verdicts.about_equal(exact(0.1 + 0.2), exact(0.3)) == HOLDS
    assert verdicts.at_most(exact(0.1 + 0.2), exact(0.3)) == HOLDS
    assert verdicts.at_most(exact(0.30000001), exact(0.3)) == FAILS


@pytest.mark.parametrize(
    ("ranges", "tolerance", "verdict"),
    [
        ([(100, 100), (95, 95)], 0.05, HOLDS),
        ([(100, 100), (94.99, 94.99)], 0.05, FAILS),
        ([(100, 100), (95, 100.1)], 0.05, HOLDS),
        ([(100, 100), (95, 105.3)], 0.05, DEPENDS),
        ([(0, 1000), (500, 500)], 0.05, DEPENDS),
        ([(100, 110), (110, 120), (120, 130)], 0, FAILS),
        ([(100, 120), (110, 120), (120, 130)], 0, DEPENDS),
    ],
)
def test_all_agree(ranges, tolerance, verdict):
    """Two of one range are one reading: a wide range is not at odds with itself."""
    assert verdicts.all_agree([between(*ends) for ends in ranges], tolerance) == verdict


@pytest.mark.parametrize(
    ("own", "others", "ranks"),
    [
        ((5, 5), [(6, 6), (4, 4)], {2}),
        ((5, 5), [(5, 5), (5, 5)], {1}),
        ((0, 10), [(5, 5), (5, 5)], {1, 3}),
        ((5, 5), [(0, INFINITE)], {1, 2}),
        ((0, INFINITE), [(5, 5)], {1, 2}),
    ],
)
def test_positions(own, others, ranks):
    """Equals share a rank, so that between two equals there may be no rank at all."""
    assert verdicts.positions(between(*own), [between(*ends) for ends in others]) == ranks


@pytest.mark.parametrize(
    ("stated", "found", "verdict"),
    [
        ((2, 2), {2}, HOLDS),
        ((2, 2), {1, 3}, FAILS),
        ((2, 2), {1, 2}, DEPENDS),
        ((1, 2), {1, 2}, DEPENDS),
        ((1, 2), {2}, DEPENDS),
    ],
)
def test_at_position(stated, found, verdict):
    assert verdicts.at_position(between(stated[0], stated[1], "rank"), found) == verdict


@given(small, small)
def test_two_amounts_are_judged_as_by_looking_at_every_reading(left, right):
    readings = list(product(halves(left), halves(right)))
    assert verdicts.at_most(left, right) == by_readings([x <= y for x, y in readings])
    assert verdicts.about_equal(left, right) == by_readings([x == y for x, y in readings])


@given(st.lists(small, min_size=2, max_size=3))
def test_several_are_judged_as_by_looking_at_every_reading(several):
    readings = list(product(*map(halves, several)))
    same = by_readings([len(set(reading)) == 1 for reading in readings])
    assert verdicts.all_agree(several) == same
    ranks = {1 + sum(x > own for x in others) for own, *others in readings}
    assert verdicts.positions(several[0], several[1:]) == ranks


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([HOLDS, HOLDS], HOLDS),
        ([HOLDS, DEPENDS], DEPENDS),
        ([FAILS, DEPENDS], FAILS),
        ([NOT_CHECKABLE, DEPENDS], NOT_CHECKABLE),
        ([NOT_CHECKABLE, FAILS], FAILS),
    ],
)
def test_both(found, expected):
    assert verdicts.both(found) == verdicts.both(found[::-1]) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [([HOLDS, HOLDS], HOLDS), ([FAILS], FAILS), ([HOLDS, FAILS], DEPENDS)],
)
def test_consensus(found, expected):
    assert verdicts.consensus(found) == expected


def test_units_have_to_agree():
    with pytest.raises(UnitError, match="cannot compare CNY and count: the units differ"):
        verdicts.at_most(exact(1), exact(1, "CNY"))
