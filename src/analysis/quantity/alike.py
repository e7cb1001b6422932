"""Read a print as others of its kind are read: the words around its number are read once.

Imports amounts, grammar, numerals, shapes and units. '12.3 billion' is read as '3.7 billion' is,
with other digits. Where the digits say how the print is read, grammar.py reads it by itself: a
year, a rank, a range, a few points, zero.
"""

import re
from functools import lru_cache

from analysis.quantity import units
from analysis.quantity.amounts import FIRST_YEAR, LAST_YEAR, PICTURES, THOUSANDS
from analysis.quantity.grammar import take_apart as take_apart_by_itself
from analysis.quantity.numerals import MOST_DIGITS, Number
from analysis.quantity.shapes import Parsed

MOST_KINDS = 1 << 14
# One number, and perhaps how many it is per.
_ONE_NUMBER = re.compile(
    r"((?:[^0-9]*[^0-9.,'])?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?"
    r"((?:[^0-9.,'e^点p](?:(?!点|point)[^0-9])*?)?(?:/ ?10{0,2},000[^0-9]*)?)"
)
# What stands for a number, by whether it has commas and a point, and how it is taken apart.
_LIKE = {
    (False, False): ("37", Number(37)),
    (False, True): ("3.7", Number(37, 1)),
    (True, False): ("3,700", Number(3700)),
    (True, True): ("3,700.1", Number(37001, 1)),
}
_LIKE_POINTED = ("3.711", Number(3711, 3))  # a point that may part thousands


def take_apart(text: str, currency: str = "") -> Parsed:
    """Return what a normalised text says, as grammar.take_apart does."""
    text = text.strip(" ")
    if found := _ONE_NUMBER.fullmatch(text):
        before, whole, decimals, after = found.groups("")
        is_picture = after.startswith("k") and PICTURES.fullmatch(whole + decimals)
        number = None if is_picture else _plain_number(whole, decimals)
        if number:
            pointed = THOUSANDS.fullmatch(whole + decimals)
            like, read_as = _LIKE_POINTED if pointed else _LIKE["," in whole, bool(decimals)]
            parsed = _read_like(f"{before}{like}{after}", read_as, currency, len(units.WORDS))
            if parsed:
                scale, power = parsed.first.scale, parsed.first.power
                return parsed._replace(first=Number(*number, scale, power))
    return take_apart_by_itself(text, currency)


def _plain_number(whole: str, decimals: str) -> tuple[int, int] | None:
    """Return the digits of a number, how many are decimals; None if they say how it is read."""
    digits = whole.replace(",", "") + decimals[1:]
    if (whole[0] == "0" and len(whole) > 1) or len(digits) > MOST_DIGITS or not int(digits):
        return None
    if whole == digits and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return None
    return int(digits), max(0, len(decimals) - 1)


@lru_cache(maxsize=MOST_KINDS)
def _read_like(text: str, read_as: Number, currency: str, known: int) -> Parsed | None:
    """Return how a text with a number of _LIKE is read; None where its digits may matter to it.

    `known` words for units, for with more of them it may say something else.
    """
    try:
        parsed = take_apart_by_itself(text, currency)
    except ValueError:
        return None
    first = (parsed.first.mantissa, parsed.first.decimals)
    is_alike = parsed.form in ("figure", "per") and parsed.unit != "rank"
    return parsed if is_alike and first == (read_as.mantissa, read_as.decimals) else None
