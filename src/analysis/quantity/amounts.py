"""One printed amount: its number, scale and unit, from the groups of a match.

Imports hedges, numerals, patterns and words. Raises ValueError with the reason.
"""

import re
from dataclasses import dataclass, replace

from analysis.quantity import patterns, words
from analysis.quantity.hedges import SEVERAL, Hedge
from analysis.quantity.numerals import Number, read_number, read_untold


@dataclass(frozen=True)
class Amount:
    """Hold a number, its unit (None if none is printed) and the hedges inside it.

    `most` is the greatest number it can be where one digit is not told (十几), else None.
    """

    number: Number
    most: Number | None
    unit: str | None
    hedges: tuple[Hedge, ...]

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
    number, most = _read_scaled(word, found.start(f"number{side}"), words.SCALES.get(scale, 0))
    if unit == "share" and (number.scale or most):
        raise ValueError("a share takes no scale word and no untold digit")
    if unit_word and re.fullmatch("成.", unit_word):
        number = _add_tenth(number, unit_word[1], found.end(f"unit{side}") - 1)
    hedges = tuple(patterns.HEDGES_INSIDE[hedge] for hedge in (inside, outside) if hedge)
    if most:
        hedges = (*hedges, SEVERAL)
    return Amount(replace(number, power=power), most, unit, hedges)


def _read_scaled(word: str, start: int, scale: int) -> tuple[Number, Number | None]:
    if untold := read_untold(word, scale):
        return untold
    number = read_number(word, start)
    if number.scale and scale:
        raise ValueError("it has two scale words")
    return replace(number, scale=number.scale + scale), None


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
    elif word and word[0] == "成":
        after, power = "share", -1
    elif word:
        after = words.CURRENCY_AFTER.get(word, "count")
    if before and before != after:
        raise ValueError("it has two units")
    return after, power


def _add_tenth(number: Number, digit: str, column: int) -> Number:
    """Add the digit after 成: 九成五 is 9.5 tenths."""
    if bool(number.columns) != (digit == "0") or number.decimals:
        raise ValueError("the digits before and after 成 do not go together")
    if number.columns:
        return replace(number, columns=(*number.columns, column), decimals=1)
    return replace(number, mantissa=number.mantissa * 10 + words.DIGITS.index(digit), decimals=1)
