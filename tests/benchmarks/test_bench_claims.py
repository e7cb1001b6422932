"""What the benchmark of claims computes in bare numpy is what judge_all comes to, kind by kind."""

import bench_claims  # type: ignore[import-not-found]  # beside this file
import numpy as np
import numpy_verdicts  # type: ignore[import-not-found]
import pytest

CLAIMS = FIGURES = 4_000
HOLDS, FAILS, DEPENDS, NOT_CHECKABLE = "holds", "fails", "depends", "not checkable"
# Kinds that cannot come to some verdict; figures drawn at random do not agree on one whole, nor
# are three of them dated and of the same year.
FOUND = {
    "alone": {NOT_CHECKABLE},
    "whole": {NOT_CHECKABLE},
    "list": {HOLDS, FAILS},
    "lists": {HOLDS, FAILS},
    "wholes": {FAILS, NOT_CHECKABLE},
    "years": {FAILS, DEPENDS},
}


@pytest.fixture(scope="module")
def both():
    """Return the table of judge_all, the verdicts of numpy, and the claims by kind."""
    judge, compute, members = bench_claims.set_up(CLAIMS, FIGURES)
    return judge(), compute(), members


def test_both_come_to_the_same_verdicts(both):
    bench_claims.check(*both)


def test_each_kind_comes_to_all_its_verdicts(both):
    """So that a rule that drifts has a claim to show it."""
    _, found, _ = both
    every = {HOLDS, FAILS, DEPENDS, NOT_CHECKABLE}
    assert {name: set(verdicts) for name, verdicts in found.items()} == {
        name: FOUND.get(name, every) for name in bench_claims.KINDS
    }


@pytest.mark.parametrize("name", bench_claims.KINDS)
def test_one_verdict_that_differs_is_told(both, name):
    table, found, members = both
    changed = ["no verdict", *found[name][1:]]
    with pytest.raises(AssertionError, match=f"^{name}$"):
        bench_claims.check(table, {**found, name: changed}, members)


@pytest.mark.parametrize(
    ("highest", "last", "year", "verdict"),
    [
        (100.0, 100.0, 2023.0, HOLDS),
        (104.0, 100.0, np.nan, HOLDS),
        (106.0, 100.0, np.nan, DEPENDS),
        (100.0, 94.0, 2023.0, FAILS),
        (100.0, 100.0, 2022.0, NOT_CHECKABLE),
    ],
)
def test_five_wholes(highest, last, year, verdict):
    """Five counts over a half each, one up to `highest` and one of `last`, to within 5%."""
    low = np.array([[100.0, 100.0, 100.0, 100.0, last, *[0.5] * 5]])
    high = np.maximum(low, [[highest, *[0.0] * 9]])
    years = np.array([[2023.0, *[np.nan] * 8, year]])
    assert numpy_verdicts.wholes(low, high, years).tolist() == [verdict]


def test_years_that_are_all_given():
    years = np.array([[2023.0] * 3, [2023.0, np.nan, 2023.0], [2023.0, 2022.0, np.nan]])
    assert numpy_verdicts.comparable(years).tolist() == [HOLDS, DEPENDS, FAILS]
