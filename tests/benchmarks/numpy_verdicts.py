"""The arithmetic of claims in bare numpy: bounds in, a row a claim; verdicts out."""

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def decide(always: Any, ever: Any) -> Array:
    """Return the verdict on what is true of every reading, of some, or of none."""
    return np.where(always, "holds", np.where(ever, "depends", "fails"))


def at_most(low: Array, high: Array, least: Array, most: Array) -> Array:
    """Return the verdict on low to high being no more than least to most."""
    return decide(high <= least, low <= most)


def about(low: Array, high: Array, least: Array, most: Array) -> Array:
    """Return the verdict on low to high being within 5% of least to most."""
    always = (low >= 0.95 * most) & (high <= 1.05 * least)
    return decide(always, (high >= 0.95 * least) & (low <= 1.05 * most))


def rank(low: Array, high: Array, **_: Array) -> Array:
    """Judge the rank in the first column of the second among the rest."""
    least = 1 + (low[:, 2:] > high[:, 1:2]).sum(axis=1)
    most = 1 + (high[:, 2:] > low[:, 1:2]).sum(axis=1)
    stated = low[:, 0]
    return decide((least == most) & (least == stated), (least <= stated) & (stated <= most))


def wholes(low: Array, high: Array, **_: Array) -> Array:
    """Judge whether five counts over five shares agree."""
    least, most = low[:, :5] / high[:, 5:], high[:, :5] / low[:, 5:]
    others = np.array([np.delete(most, column, axis=1).max(axis=1) for column in range(5)]).T
    ever = most.min(axis=1) >= 0.95 * least.max(axis=1)
    return decide((least >= 0.95 * others).all(axis=1), ever)


def divide(low: Array, high: Array, **_: Array) -> Array:
    """Work out a whole, of which nothing is judged."""
    bounds = np.array([low[:, 0] / high[:, 1], high[:, 0] / low[:, 1]])
    return np.full(bounds.shape[1], "not checkable")


def support(low: Array, high: Array, year: Array, decides: Array, **_: Array) -> Array:
    """Judge the first against two references: grade and year say which decide."""
    known = year[:, :1]
    same = (year[:, 1:] == known) | np.isnan(year[:, 1:]) | np.isnan(known)
    decisive = decides[:, 1:] & same
    each = about(low[:, :1], high[:, :1], low[:, 1:], high[:, 1:])
    first, second = (decisive[:, column] for column in (0, 1))
    one = np.where(first, each[:, 0], each[:, 1])
    agreed = np.where(first & second & (each[:, 0] != each[:, 1]), "depends", one)
    agreed = np.where((agreed == "fails") & np.isnan(known[:, 0]), "depends", agreed)
    return np.where(decisive.any(axis=1), agreed, "not checkable")


def comparable(year: Array, **_: Array) -> Array:
    """Judge whether the years are the same."""
    known = ~np.isnan(year)
    least = np.where(known, year, np.inf).min(axis=1)
    same = least >= np.where(known, year, -np.inf).max(axis=1)
    return decide(known.all(axis=1) & same, same)


def listed(low: Array, high: Array, named: Array, **_: Array) -> Array:
    """Judge whether a list has as many members as its size says."""
    counted, low, high = named[:, 0], low[:, 0], high[:, 0]
    return decide((counted == low) & (counted == high), (low <= counted) & (counted <= high))


def add(judge: Callable[..., Array]) -> Callable[..., Array]:
    """Return what judges the first two together against the third."""

    def verdicts(low: Array, high: Array, **_: Array) -> Array:
        return judge(low[:, 0] + low[:, 1], high[:, 0] + high[:, 1], low[:, 2], high[:, 2])

    return verdicts


def same(named: Array, **_: Array) -> Array:
    """Judge whether two lists, each the first so many of the same names, are the same."""
    alike = named[:, 0] == named[:, 1]
    return decide(alike, alike)


def unsaid(low: Array, **_: Array) -> Array:
    """Judge nothing."""
    return np.full(len(low), "not checkable")


def ratio(low: Array, high: Array, **_: Array) -> Array:
    """Judge whether the first over the second is at most one."""
    return decide(high[:, 0] / low[:, 1] <= 1, low[:, 0] / high[:, 1] <= 1)
