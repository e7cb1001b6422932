"""The arithmetic of claims in bare numpy: bounds in, a row a claim; verdicts out."""

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def decide(always: Any, ever: Any) -> Array:
    """Return the verdict on what is true of every reading, of some, or of none."""
    return np.where(always, "holds", np.where(ever, "depends", "fails"))


def within_a_year(verdicts: Array, year: Array) -> Array:
    """Return the verdicts; of figures whose years are given and differ, there is none."""
    return np.where(same_year(year), verdicts, "not checkable")


def same_year(year: Array) -> Array:
    """Return whether the years given are one, a row a claim."""
    known = ~np.isnan(year)
    least, most = np.where(known, year, np.inf), np.where(known, year, -np.inf)
    return np.asarray(least.min(axis=1) >= most.max(axis=1))


def at_most(low: Array, high: Array, least: Array, most: Array) -> Array:
    """Return the verdict on low to high being no more than least to most."""
    return decide(high <= least, low <= most)


def about(low: Array, high: Array, least: Array, most: Array) -> Array:
    """Return the verdict on low to high being within 5% of least to most."""
    always = (low >= 0.95 * most) & (high <= 1.05 * least)
    return decide(always, (high >= 0.95 * least) & (low <= 1.05 * most))


def rank(low: Array, high: Array, year: Array, **_: Array) -> Array:
    """Judge the rank in the first column of the second among the rest."""
    least = 1 + (low[:, 2:] > high[:, 1:2]).sum(axis=1)
    most = 1 + (high[:, 2:] > low[:, 1:2]).sum(axis=1)
    stated = low[:, 0]
    found = decide((least == most) & (least == stated), (least <= stated) & (stated <= most))
    return within_a_year(found, year)


def wholes(low: Array, high: Array, year: Array, **_: Array) -> Array:
    """Judge whether five counts over five shares agree."""
    least, most = low[:, :5] / high[:, 5:], high[:, :5] / low[:, 5:]
    others = np.array([np.delete(most, column, axis=1).max(axis=1) for column in range(5)]).T
    ever = most.min(axis=1) >= 0.95 * least.max(axis=1)
    return within_a_year(decide((least >= 0.95 * others).all(axis=1), ever), year)


def divide(low: Array, high: Array, **_: Array) -> Array:
    """Work out a whole, of which nothing is judged."""
    bounds = np.array([low[:, 0] / high[:, 1], high[:, 0] / low[:, 1]])
    return np.full(bounds.shape[1], "not checkable")


def support(
    low: Array, high: Array, year: Array, place: Array, decides: Array, **_: Array
) -> Array:
    """Judge the first against two references: grade, place and year say which decide."""
    undated = np.isnan(year[:, 1:]) | np.isnan(year[:, :1])
    decisive = decides[:, 1:] & (place[:, 1:] == place[:, :1])
    decisive &= undated | (year[:, 1:] == year[:, :1])
    each = about(low[:, :1], high[:, :1], low[:, 1:], high[:, 1:])
    each = np.where(undated & (each == "fails"), "depends", each)
    first, second = (decisive[:, column] for column in (0, 1))
    one = np.where(first, each[:, 0], each[:, 1])
    agreed = np.where(first & second & (each[:, 0] != each[:, 1]), "depends", one)
    return np.where(decisive.any(axis=1), agreed, "not checkable")


def comparable(year: Array, **_: Array) -> Array:
    """Judge whether the years are the same."""
    same = same_year(year)
    return decide(~np.isnan(year).any(axis=1) & same, same)


def listed(low: Array, high: Array, named: Array, **_: Array) -> Array:
    """Judge whether a list has as many members as its size says."""
    counted, low, high = named[:, 0], low[:, 0], high[:, 0]
    return decide((counted == low) & (counted == high), (low <= counted) & (counted <= high))


def add(judge: Callable[..., Array]) -> Callable[..., Array]:
    """Return what judges the first two together against the third."""

    def verdicts(low: Array, high: Array, year: Array, **_: Array) -> Array:
        parts = low[:, 0] + low[:, 1], high[:, 0] + high[:, 1]
        return within_a_year(judge(*parts, low[:, 2], high[:, 2]), year)

    return verdicts


def same(named: Array, **_: Array) -> Array:
    """Judge whether two lists, each the first so many of the same names, are the same."""
    alike = named[:, 0] == named[:, 1]
    return decide(alike, alike)


def unsaid(low: Array, **_: Array) -> Array:
    """Judge nothing."""
    return np.full(len(low), "not checkable")


def ratio(low: Array, high: Array, year: Array, **_: Array) -> Array:
    """Judge whether the first over the second is less than one."""
    found = decide(high[:, 0] / low[:, 1] < 1, low[:, 0] / high[:, 1] < 1)
    return within_a_year(found, year)
