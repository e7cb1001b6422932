"""One printed amount: its number, scale and unit, from the groups of a match.

Imports compounds, hedges, numerals, patterns and words. Raises ValueError with the reason.
"""

import re
from dataclasses import dataclass, replace

from analysis.quantity import patterns, words
from analysis.quantity.compounds import is_compound, read_compound, read_neighbours
from analysis.quantity.hedges import RANGE, SEVERAL, Hedge
from analysis.quantity.numerals import Number, read_number, read_untold


@dataclass(frozen=True)
class Amount:
    """Hold a number, its unit (None if none is printed) and the hedges inside it.

    `most` is the greatest number it can be where one digit is not told (十几) or two are (七八),
    else None. `is_money`: its scale is one that only a currency takes.
    """

    number: Number
    most: Number | None
    unit: str | None
    hedges: tuple[Hedge, ...]
    is_money: bool = False

    @property
    def is_rounded(self) -> bool:
        """Return whether the last place was rounded; what one counts out is exact."""
        return self.unit not in (None, "count") or bool(self.number.scale or self.number.decimals)


def read_amount(found: re.Match[str], side: str = "") -> Amount:
    """Read the amount in the groups of one side ('', '1' or '2') of a match."""
    currency, parts, word, inside, scale, outside, unit_word = (
        found[name + side]
        for name in ("currency", "parts", "number", "inside", "scale", "outside", "unit")
    )
    unit, power = _read_unit(currency, parts, unit_word)
    if not inside and scale in words.CHINESE_SCALES and not word[0].isascii() and "点" not in word:
        word, scale = word + scale, None  # 三千 万 is 三千万
    start = found.start(f"number{side}")
    number, most, told = _read_scaled(word, start, words.SCALES.get(scale, 0))
    if unit == "share" and (number.scale or is_compound(word) or SEVERAL in told):
        raise ValueError("a share takes no scale word and no untold digit")
    if unit_word and re.fullmatch("成.", unit_word):
        if most:
            raise ValueError("a number of two bounds takes no digit after 成")
        number = _add_tenth(number, unit_word[1], found.end(f"unit{side}") - 1)
    hedges = tuple(patterns.HEDGES_INSIDE[hedge] for hedge in (inside, outside) if hedge)
    most = replace(most, power=power) if most else None
    is_money = scale in words.MONEY_SCALES
    return Amount(replace(number, power=power), most, unit, (*hedges, *told), is_money)


def _read_scaled(
    word: str, start: int, scale: int
) -> tuple[Number, Number | None, tuple[Hedge, ...]]:
    """Return the number, the most it can be, and the hedge of its having two bounds."""
    if untold := read_untold(word, scale):
        return *untold, (SEVERAL,)
    if is_compound(word):
        return read_compound(word, start, scale), None, ()
    if neighbours := read_neighbours(word):
        low, high = (_add_scale(number, scale) for number in neighbours)
        return low, high, (RANGE,)
    return _add_scale(read_number(word, start), scale), None, ()


def _add_scale(number: Number, scale: int) -> Number:
    if number.scale and scale:
        raise ValueError("it has two scale words")
    return replace(number, scale=number.scale + scale)


def _read_unit(currency: str | None, parts: str | None, word: str | None) -> tuple[str | None, int]:
    """Return the unit and its power of ten from the words before and after the number."""
    if parts and (currency or word):
        raise ValueError("it has two units")
    if parts:
        return "share", words.PARTS[parts]
    before = words.CURRENCY_BEFORE[currency] if currency else None
    after, power = before, 0
    if word in words.PERCENT:
        after, power = "share", -2
    elif word in words.TIMES:
        after = "share"
    elif word and word[0] == "成":
        after, power = "share", -1
    elif word:
        after = words.CURRENCY_AFTER.get(word, "count")
    if before and before != after:
        raise ValueError("it has two units")
    return after, power


def _add_tenth(number: Number, digit: str, column: int) -> Number:
    """Add the digit after 成: 九成五 is 9.5 tenths, and so is 九成半."""
    if (digit != "半" and bool(number.columns) != (digit == "0")) or number.decimals:
        raise ValueError("the digits before and after 成 do not go together")
    told = 5 if digit == "半" else words.DIGITS.find(digit)
    if number.columns:
        column = column if digit == "0" else -1 - told
        return replace(number, columns=(*number.columns, column), decimals=1)
    return replace(number, mantissa=number.mantissa * 10 + told, decimals=1)
