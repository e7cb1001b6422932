"""One shape of text to a Reading: which columns hold which number, in which unit, how hedged.

Imports amounts, fractions, hedges, numerals, patterns and words. A shape is a figure's text,
normalised, with every digit a 0; the same Reading serves every text of that shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from analysis.quantity import patterns, words
from analysis.quantity.amounts import Amount, read_amount
from analysis.quantity.fractions import read_fraction
from analysis.quantity.hedges import EXACT, RANGE, Hedge
from analysis.quantity.numerals import Number, read_number

ORDINAL_ENDINGS = ("", "st", "nd", "rd", "th")
MOST_ALIGNED = 18  # digits that 64 bits hold
_LEADS = {"and": ("between ",), "or": (None,), "或": (None,)}  # of a range, by its joint
# 三到五百 may start at 3 or at 300.
_ENDS_IN_PLACE = re.compile(r"[^十百千万亿]+[十百千][万亿]*|.* hundred")


class UnreadableFigure(ValueError):
    """A printed figure that cannot be read; a guess would be worse."""


@dataclass(frozen=True)
class Reading:
    """Hold how to read every text of one shape.

    form: a figure is `first`; a fraction is `first` of `second`; parts are a fraction too, but a
        figure of hundredths, say, if `second` is 100; a range is from one to the other.
    rounded: whether the last printed place was rounded, rather than counted out.
    ordinal: the index in ORDINAL_ENDINGS of the ending that the digits must agree with.
    """

    form: Literal["figure", "fraction", "parts", "range"]
    first: Number
    second: Number
    unit: str
    rounded: bool
    hedge: Hedge
    ordinal: int = 0

    def rule(self) -> Reading:
        """Return this without its numbers, so that shapes that are read alike compare equal."""
        first, second = Number(power=self.first.exponent), Number(power=self.second.exponent)
        return replace(self, first=first, second=second)


@lru_cache(maxsize=65536)
def read_shape(shape: str) -> Reading:
    """Read a shape; raises UnreadableFigure with the reason."""
    start, end = len(shape) - len(shape.lstrip(" ")), len(shape.rstrip(" "))
    try:
        return _read_rank(shape, start, end) or _read_hedged(shape, start, end)
    except ValueError as error:
        raise UnreadableFigure(str(error)) from error


def _read_rank(shape: str, start: int, end: int) -> Reading | None:
    found = patterns.RANK.fullmatch(shape, start, end)
    if not found:
        return None
    if found["word"] or found["top"]:
        number = Number(mantissa=words.ORDINALS.get(found["word"], 1))
    else:
        group = next(
            name for name in ("chinese", "digits", "spelt", "bare", "counted") if found[name]
        )
        number = read_number(found[group], found.start(group))
    if number.decimals:
        raise ValueError("a rank is a whole number")
    ordinal = ORDINAL_ENDINGS.index(found["ending"] or "")
    return Reading("figure", number, Number(), "rank", False, EXACT, ordinal)


def _read_hedged(shape: str, start: int, end: int) -> Reading:
    hedges: tuple[Hedge, ...] = ()
    if plain := patterns.PLAIN.match(shape, start, end):
        start = plain.end()
    if before := patterns.BEFORE.match(shape, start, end):
        start, hedges = before.end(), (patterns.HEDGES_BEFORE[before[1]],)
    if after := patterns.AFTER.search(shape, start, end):
        end, hedges = after.start(), (*hedges, patterns.HEDGES_AFTER[after[1]])
    if found := patterns.FIGURE.fullmatch(shape, start, end):
        return _read_figure(found, hedges)
    if fraction := read_fraction(shape, start, end):
        agreed = _agreed((*hedges, *fraction.hedges))
        return Reading(fraction.form, fraction.part, fraction.whole, "share", True, agreed)
    if found := patterns.RANGE_OF_TWO.fullmatch(shape, start, end):
        return _read_range(found, hedges)
    raise ValueError("its words, or their order, are not among those listed")


def _agreed(hedges: tuple[Hedge, ...]) -> Hedge:
    for one, other in pairwise(hedges):
        if one != other:
            raise ValueError(f"the hedges {one.name!r} and {other.name!r} contradict each other")
    return hedges[0] if hedges else EXACT


def _read_figure(found: re.Match[str], hedges: tuple[Hedge, ...]) -> Reading:
    amount = read_amount(found)
    _check_money(amount.unit, amount)
    hedge, unit = _agreed((*hedges, *amount.hedges)), amount.unit or "count"
    if amount.most:
        return Reading("range", amount.number, amount.most, unit, False, hedge)
    return Reading("figure", amount.number, Number(), unit, amount.is_rounded, hedge)


def _check_money(unit: str | None, *amounts: Amount) -> None:
    if any(amount.is_money for amount in amounts) and unit not in words.CURRENCIES:
        raise ValueError("'m' and 'b' are scale words only beside a currency")


def _read_range(found: re.Match[str], hedges: tuple[Hedge, ...]) -> Reading:
    low, high = read_amount(found, "1"), read_amount(found, "2")
    hedge = _agreed((*hedges, *low.hedges, RANGE, *high.hedges))
    _check_money(low.unit or high.unit, low, high)
    if low.most or high.most:
        raise ValueError("a bound of a range is one number")
    if found["lead"] not in _LEADS.get(found["joint"], (None, "from ")):
        raise ValueError("a range is 'between' one 'and' another, or 'from' one 'to' another")
    if low.unit and high.unit and low.unit != high.unit:
        raise ValueError("a range has one unit")
    if len(found["number1"]) == 1 and _ENDS_IN_PLACE.fullmatch(found["number2"]):
        raise ValueError("its first number may or may not share the place of the second")
    # A scale or a unit printed once, at the end of the range, holds for both numbers.
    first = replace(
        low.number,
        scale=low.number.scale or high.number.scale,
        power=low.number.power if low.unit else high.number.power,
    )
    second = high.number if high.unit else replace(high.number, power=low.number.power)
    if abs(first.exponent - second.exponent) + max(first.digits, second.digits) > MOST_ALIGNED:
        raise ValueError("the bounds of a range lie too far apart")
    return Reading("range", first, second, low.unit or high.unit or "count", False, hedge)
