"""A verdict is about every reading within the bounds: what holds for all, for none, for some."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from analysis.claims import verdicts
from analysis.claims.verdicts import Verdict
from analysis.quantity import Quantity

HOLDS, FAILS = Verdict.HOLDS, Verdict.FAILS


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


def test_noise_of_binary_arithmetic_flips_nothing():
    """In binary, 0.1 + 0.2 is not 0.3, though printed figures that add up do so in decimals."""
    assert verdicts.about_equal(exact(0.1 + 0.2), exact(0.3)) == HOLDS
    assert verdicts.at_most(exact(0.1 + 0.2), exact(0.3)) == HOLDS
    assert verdicts.at_most(exact(0.30000001), exact(0.3)) == FAILS
    assert verdicts.more_than(exact(0.1 + 0.2), exact(0.3)) == FAILS
    assert verdicts.more_than(exact(0.30000001), exact(0.3)) == HOLDS


@given(small, small)
def test_two_amounts_are_judged_as_by_looking_at_every_reading(left, right):
    readings = list(product(halves(left), halves(right)))
    assert verdicts.at_most(left, right) == by_readings([x <= y for x, y in readings])
    assert verdicts.at_least(left, right) == by_readings([x >= y for x, y in readings])
    assert verdicts.less_than(left, right) == by_readings([x < y for x, y in readings])
    assert verdicts.more_than(left, right) == by_readings([x > y for x, y in readings])
    assert verdicts.about_equal(left, right) == by_readings([x == y for x, y in readings])


@given(st.lists(small, min_size=2, max_size=3))
def test_several_are_judged_as_by_looking_at_every_reading(several):
    readings = list(product(*map(halves, several)))
    same = by_readings([len(set(reading)) == 1 for reading in readings])
    assert verdicts.all_agree(several) == same
    ranks = {1 + sum(x > own for x in others) for own, *others in readings}
    assert verdicts.positions(several[0], several[1:]) == ranks


@given(st.lists(st.sampled_from(Verdict), min_size=1))
def test_several_verdicts_share_one_or_none(found):
    """One that all have is the verdict on them together, and on rivals; else those depend."""
    alone = len(set(found)) == 1
    assert verdicts.consensus(found) == (found[0] if alone else Verdict.DEPENDS)
    assert verdicts.both(found) in found
    assert (verdicts.both(found) == FAILS) == (FAILS in found)
    assert (verdicts.both(found) == HOLDS) == (set(found) == {HOLDS})
