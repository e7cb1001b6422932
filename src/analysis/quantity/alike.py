"""Read a print as others of its kind are read: the words around its number are read once.

Imports amounts, grammar, numerals, shapes and units. '12.3 billion' is read as '3.7 billion' is,
with other digits. Where the digits say how the print is read, grammar.py reads it by itself: a
year, a rank, a range, a few points, zero.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from analysis.quantity import units
from analysis.quantity.amounts import FIRST_YEAR, LAST_YEAR, PICTURES, THOUSANDS, AnyDigitsError
from analysis.quantity.grammar import take_apart as take_apart_by_itself
from analysis.quantity.numerals import MOST_DIGITS, Number
from analysis.quantity.shapes import Parsed

MOST_KINDS = 1 << 14
# One number, and perhaps how many it is per.
_ONE_NUMBER = re.compile(
    r"((?:[^0-9]*[^0-9.,'])?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?"
    r"((?:[^0-9.,'eE^点點pP][^0-9点點pP]*(?:[pP](?!oint)[^0-9点點pP]*)*)?"
    r"(?:/ ?10{0,2},000[^0-9]*)?)"
)
# What stands for a number without a point or with one, and with commas, and what each is read as.
_LIKE, _LIKE_PARTED = ("37", "3.7"), ("3,700", "3,700.1")
_LIKE_POINTED = "3.711"  # a point that may part thousands
_READ_AS = {"37": (37, 0), "3.7": (37, 1), "3,700": (3700, 0), "3,700.1": (37001, 1)}
_READ_AS |= {_LIKE_POINTED: (3711, 3)}
Normalise = Callable[[str], str]


def take_apart(text: str, currency: str, normalise: Normalise) -> tuple[Parsed, Number]:
    """Return what a text says, as grammar.take_apart does of a normalised one, but for its number.

    That follows: the first number of what is returned may be another.
    """
    text = text.strip(" ")
    if found := _ONE_NUMBER.fullmatch(text):
        before, whole, decimals, after = found.groups("")
        is_picture = after[:1] in ("k", "K") and PICTURES.fullmatch(whole + decimals)
        number = None if is_picture else _plain_number(whole, decimals)
        if number:
            like = (_LIKE_PARTED if "," in whole else _LIKE)[bool(decimals)]
            if len(decimals) == 4 and THOUSANDS.fullmatch(whole + decimals):
                like = _LIKE_POINTED
            if like_it := _read_like(before, like, after, currency, normalise, len(units.WORDS)):
                if isinstance(like_it, str):
                    raise ValueError(like_it)
                return like_it, Number(*number, like_it.first.scale, like_it.first.power)
    parsed = take_apart_by_itself(normalise(text), currency)
    return parsed, parsed.first


def _plain_number(whole: str, decimals: str) -> tuple[int, int] | None:
    """Return the digits of a number, how many are decimals; None if they say how it is read."""
    digits = whole.replace(",", "") + decimals[1:]
    number = int(digits)
    if not number or len(digits) > MOST_DIGITS or (whole[0] == "0" and len(whole) > 1):
        return None
    if FIRST_YEAR <= number <= LAST_YEAR and whole == digits:
        return None
    return number, max(0, len(decimals) - 1)


@lru_cache(maxsize=MOST_KINDS)
def _read_like(
    before: str, like: str, after: str, currency: str, normalise: Normalise, _: int
) -> Parsed | str | None:
    """Return how a text with a number of _LIKE is read; None where its digits may matter to it.

    For what is refused whatever its digits, it is the reason. The last argument is how many units
    are known, for with more a text may say something else.
    """
    try:
        parsed = take_apart_by_itself(normalise(f"{before}{like}{after}"), currency)
    except AnyDigitsError as error:
        return str(error)
    except ValueError:
        return None
    first = (parsed.first.mantissa, parsed.first.decimals)
    is_alike = parsed.form in ("figure", "per") and parsed.unit != "rank"
    return parsed if is_alike and first == _READ_AS[like] else None
