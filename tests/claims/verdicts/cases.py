"""What each comparator has to say of hand-picked figures, one row a case: arguments, then answer.

A range is low, value, high.
"""

from typing import Any

from analysis.claims.verdicts import Verdict
from analysis.quantity import Quantity

HOLDS, FAILS, DEPENDS = Verdict.HOLDS, Verdict.FAILS, Verdict.DEPENDS
NOT_CHECKABLE = Verdict.NOT_CHECKABLE
INFINITE = float("inf")
Range = tuple[float, float, float]


def read(ends: Range, unit: str = "count") -> Quantity:
    """Return the quantity of a range."""
    return Quantity(*ends, unit)


def exact(number: float) -> Range:
    """Return the range of a number that is read exactly."""
    return number, number, number


LIMIT = (10, 15, 20)
AT_MOST: list[tuple[Range, Range, Verdict]] = [
    ((1, 5, 10), LIMIT, HOLDS),
    ((1, 5, 10.01), LIMIT, DEPENDS),
    ((1, 10, 15), LIMIT, DEPENDS),
    ((12, 12, 12), LIMIT, DEPENDS),
    ((15, 15, 16), LIMIT, DEPENDS),
    ((20, 25, 30), LIMIT, DEPENDS),
    ((20.01, 25, 30), LIMIT, FAILS),
    ((5, 25, 30), LIMIT, DEPENDS),
    (exact(10), exact(10), HOLDS),
    (exact(10.01), exact(10), FAILS),
    (exact(9.99), exact(10), HOLDS),
]
AT_LEAST = [(right, left, verdict) for left, right, verdict in AT_MOST]
LESS_THAN: list[tuple[Range, Range, Verdict]] = [
    ((1, 5, 9.99), LIMIT, HOLDS),
    ((1, 5, 10), LIMIT, DEPENDS),
    ((1, 5, 10.01), LIMIT, DEPENDS),
    ((1, 10, 15), LIMIT, DEPENDS),
    ((12, 12, 12), LIMIT, DEPENDS),
    ((15, 15, 16), LIMIT, DEPENDS),
    ((19.99, 25, 30), LIMIT, DEPENDS),
    ((20, 25, 30), LIMIT, FAILS),
    ((5, 25, 30), LIMIT, DEPENDS),
    (exact(10), exact(10), FAILS),
    (exact(10.01), exact(10), FAILS),
    (exact(9.99), exact(10), HOLDS),
]
MORE_THAN = [(right, left, verdict) for left, right, verdict in LESS_THAN]
# To within 5%: 95 to 105 of 100.
WIDE = (100, 104, 120)  # always 114 to 105, ever 95 to 126
NARROW = (100, 101, 102)  # always 96.9 to 105, ever 95 to 107.1
ABOUT_EQUAL: list[tuple[Range, Range, Verdict]] = [
    (exact(94.99), exact(100), FAILS),
    (exact(95), exact(100), HOLDS),
    (exact(105), exact(100), HOLDS),
    (exact(105.01), exact(100), FAILS),
    ((95, 100, 105), exact(100), HOLDS),
    ((94.99, 100, 105), exact(100), DEPENDS),
    ((95, 100, 105.01), exact(100), DEPENDS),
    ((0, 50, 95), exact(100), DEPENDS),
    ((0, 50, 94.99), exact(100), FAILS),
    ((105, 110, INFINITE), exact(100), DEPENDS),
    ((105.01, 110, INFINITE), exact(100), FAILS),
    ((96.9, 97, 105), NARROW, HOLDS),
    ((96.89, 97, 105), NARROW, DEPENDS),
    ((96.9, 97, 105.01), NARROW, DEPENDS),
    ((0, 50, 95), NARROW, DEPENDS),
    ((0, 50, 94.99), NARROW, FAILS),
    ((107.1, 110, 120), NARROW, DEPENDS),
    ((107.11, 110, 120), NARROW, FAILS),
    (exact(100), WIDE, DEPENDS),
]
ALL_AGREE: list[tuple[list[Range], float, Verdict]] = [
    ([exact(100), exact(95)], 0.05, HOLDS),
    ([exact(100), exact(94.99)], 0.05, FAILS),
    ([exact(100), (95, 97, 100.1)], 0.05, HOLDS),
    ([exact(100), (95, 97, 105.3)], 0.05, DEPENDS),
    ([(0, 0, 1000), exact(500)], 0.05, DEPENDS),
    ([(100, 105, 110), (110, 115, 120), (120, 125, 130)], 0, FAILS),
    ([(100, 105, 120), (110, 115, 120), (120, 125, 130)], 0, DEPENDS),
    ([(0, 1, 95), (100, 100, 200)], 0.05, DEPENDS),
    ([(0, 1, 94.99), (100, 100, 200)], 0.05, FAILS),
    ([exact(100), exact(100), exact(94)], 0.05, FAILS),
    ([(50, 100, 100), exact(100)], 0.05, DEPENDS),
]
POSITIONS: list[tuple[Range, list[Range], set[int]]] = [
    (exact(5), [exact(6), exact(4)], {2}),
    (exact(5), [exact(5), exact(5)], {1}),
    ((0, 5, 10), [exact(5), exact(5)], {1, 3}),
    (exact(5), [(0, 1, INFINITE)], {1, 2}),
    ((0, 5, 10), [exact(3), exact(6)], {1, 2, 3}),
    ((0, 1, INFINITE), [exact(5)], {1, 2}),
    (exact(5), [(5, 6, 7)], {1, 2}),
    (exact(5), [(3, 4, 5)], {1}),
    ((4, 5, 5), [(5, 6, 6), (1, 2, 4)], {1, 2}),
    ((4, 4, 6), [(2, 3, 5), exact(5)], {1, 2, 3}),
]
AT_POSITION: list[tuple[Range, set[int], Verdict]] = [
    (exact(2), {2}, HOLDS),
    (exact(2), {1, 3}, FAILS),
    (exact(2), {1, 2}, DEPENDS),
    (exact(2), {1}, FAILS),
    (exact(1), {2}, FAILS),
    ((1, 1, 2), {1, 2}, DEPENDS),
    ((1, 1, 2), {1}, DEPENDS),
    ((1, 1, 2), {2}, DEPENDS),
    ((1, 1, 2), {3}, FAILS),
    ((2, 3, 4), {3}, DEPENDS),
    ((2, 3, 4), {1}, FAILS),
]
BOTH = [
    ([HOLDS, HOLDS], HOLDS),
    ([HOLDS, DEPENDS], DEPENDS),
    ([HOLDS, FAILS], FAILS),
    ([FAILS, DEPENDS], FAILS),
    ([NOT_CHECKABLE, HOLDS], NOT_CHECKABLE),
    ([NOT_CHECKABLE, DEPENDS], NOT_CHECKABLE),
    ([NOT_CHECKABLE, FAILS], FAILS),
]
CONSENSUS = [
    ([HOLDS, HOLDS], HOLDS),
    ([FAILS], FAILS),
    ([DEPENDS, DEPENDS], DEPENDS),
    ([HOLDS, FAILS], DEPENDS),
    ([HOLDS, DEPENDS], DEPENDS),
    ([FAILS, DEPENDS], DEPENDS),
    ([HOLDS, HOLDS, FAILS], DEPENDS),
    ([FAILS, FAILS, HOLDS], DEPENDS),
]
TABLES: dict[str, list[tuple[tuple[Any, ...], Any]]] = {
    "at_most": [((read(x), read(y)), verdict) for x, y, verdict in AT_MOST],
    "at_least": [((read(x), read(y)), verdict) for x, y, verdict in AT_LEAST],
    "less_than": [((read(x), read(y)), verdict) for x, y, verdict in LESS_THAN],
    "more_than": [((read(x), read(y)), verdict) for x, y, verdict in MORE_THAN],
    "about_equal": [((read(x), read(y), 0.05), verdict) for x, y, verdict in ABOUT_EQUAL],
    "all_agree": [(([read(x) for x in several], t), verdict) for several, t, verdict in ALL_AGREE],
    "positions": [((read(x), [read(y) for y in others]), ranks) for x, others, ranks in POSITIONS],
    "at_position": [((read(x, "rank"), ranks), verdict) for x, ranks, verdict in AT_POSITION],
    "both": [((found,), verdict) for found, verdict in BOTH],
    "consensus": [((found,), verdict) for found, verdict in CONSENSUS],
}
