"""Numbers and the rule they share to bounds, for all rows at once.

Imports grammar, hedges, numerals, shapes and words. Everything is whole numbers until one division
or multiplication by a power of ten, which IEEE rounds correctly: 9.78% is the floats 0.09775 and
0.09785 (of figures up to 13 digits; beyond, a bound may be off in its sixteenth digit).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.quantity import words
from analysis.quantity.grammar import ORDINAL_ENDINGS, Reading
from analysis.quantity.hedges import FRACTION_ROUNDING_PERCENT, Opening
from analysis.quantity.numerals import Number
from analysis.quantity.shapes import Integers

Floats = NDArray[np.float64]
Bounds = tuple[Floats, Floats, Floats]
Mask = NDArray[np.bool_]

_TEN = np.array([10**power for power in range(19)])


def find_bounds(rule: Reading, first: Integers, second: Integers) -> Bounds:
    """Return low, value and high for the two numbers of each row, read by one rule."""
    if rule.form == "range":
        return _range_bounds(rule, first, second)
    if rule.form == "figure":
        value = _scale(first, rule.first.exponent)
        low = _open_figure(first, rule, rule.hedge.below, -1)
        high = _open_figure(first, rule, rule.hedge.above, 1)
        return np.minimum(low, value), value, np.maximum(high, value)
    return _fraction_bounds(rule, first, second)


def find_misfits(rule: Reading, first: Integers, second: Integers) -> tuple[Mask, str]:
    """Return which rows' digits do not suit the rule, and why."""
    if rule.form == "range":
        low, high = _align(rule, first, second)
        return low > high, "its first bound is above its second"
    if rule.form in ("fraction", "parts"):
        return ~((first > 0) & (first < second)), "a fraction lies between 0 and 1"
    if rule.unit == "rank":
        is_teen = first % 100 // 10 == 1
        ending = np.where(is_teen | (first % 10 > 3) | (first % 10 == 0), 4, first % 10)
        misfit = (first == 0) | ((rule.ordinal > 0) & (ending != rule.ordinal))
        return misfit, f"a rank counts from 1 and ends in {', '.join(ORDINAL_ENDINGS[1:])} to match"
    needs_step = rule.hedge.below.steps > 0 or rule.hedge.above.steps > 0
    return (first == 0) & needs_step, "zero has no round figure next to it"


def _scale(number: Integers, exponent: int) -> Floats:
    if exponent < 0:
        return np.asarray(number / 10.0**-exponent)
    return np.asarray(number * 10.0**exponent)


def _open_figure(mantissa: Integers, rule: Reading, opening: Opening, way: int) -> Floats:
    """Move a bound down (way -1) or up (+1), counting in 200ths of the last printed place."""
    if opening.unlimited:
        return np.full(len(mantissa), 0.0 if way < 0 else np.inf)
    distance = np.maximum(100 * opening.roundings * rule.rounded, 2 * opening.percent * mantissa)
    if opening.steps:
        place = _last_place(mantissa)
        tenths = np.where((way < 0) & (mantissa == place), 1, 10)
        distance = np.maximum(distance, 20 * opening.steps * place * tenths)
    if rule.unit == "count" and rule.first.exponent <= 0:
        distance = np.maximum(distance, 200 * opening.ones * 10**-rule.first.exponent)
    moved = np.maximum(200 * mantissa + way * distance, 0)
    opened = _scale(moved, rule.first.exponent - 2) / 2
    return np.where(distance == 0, _scale(mantissa, rule.first.exponent), opened)


def _last_place(mantissa: Integers) -> Integers:
    """Return 1, 10, 100, ... : the unit of the last non-zero digit."""
    zeros = (mantissa[:, None] % _TEN[1:16] == 0).sum(axis=1)
    return np.asarray(_TEN[zeros])


def _fraction_bounds(rule: Reading, part: Integers, whole: Integers) -> Bounds:
    value = part / whole
    low = np.minimum(_open_fraction(part, whole, rule.hedge.below, -1), value)
    high = np.maximum(_open_fraction(part, whole, rule.hedge.above, 1), value)
    if rule.form == "parts":
        for power in words.PARTS.values():
            rows = whole == 10**-power
            alike = replace(rule, form="figure", first=Number(power=power))
            low[rows], value[rows], high[rows] = find_bounds(alike, part[rows], whole[rows])
    return low, value, high


def _open_fraction(part: Integers, whole: Integers, opening: Opening, way: int) -> Floats:
    """Move a bound of part/whole down (way -1) or up (+1)."""
    if opening.unlimited:
        return np.full(len(part), 0.0 if way < 0 else np.inf)
    percent = max(opening.percent, FRACTION_ROUNDING_PERCENT * opening.roundings)
    opened = part * (100 + way * percent) / (100 * whole)
    if opening.steps:
        with np.errstate(divide="ignore"):
            neighbour = part / np.maximum(whole - way * opening.steps, 0)
        tenth = (10 * part + way * opening.steps * whole) / (10 * whole)
        nearer = np.maximum(neighbour, tenth) if way < 0 else np.minimum(neighbour, tenth)
        opened = np.minimum(opened, nearer) if way < 0 else np.maximum(opened, nearer)
    return np.maximum(opened, 0)


def _align(rule: Reading, first: Integers, second: Integers) -> tuple[Integers, Integers]:
    """Return both numbers in units of the smaller of their last places."""
    least = min(rule.first.exponent, rule.second.exponent)
    return (
        first * _TEN[rule.first.exponent - least],
        second * _TEN[rule.second.exponent - least],
    )


def _range_bounds(rule: Reading, first: Integers, second: Integers) -> Bounds:
    low, high = _align(rule, first, second)
    least = min(rule.first.exponent, rule.second.exponent)
    return (
        _scale(first, rule.first.exponent),
        _scale(low + high, least) / 2,
        _scale(second, rule.second.exponent),
    )
