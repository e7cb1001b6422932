"""Numbers in English words: twenty-five, three hundred, two dozen, half a (million).

Imports words only.
"""

import re

from analysis.quantity.words import SCALES, SMALL, TENS, any_of

_ONES = any_of(word for word, number in SMALL.items() if number < 10)
_UNDER_HUNDRED = rf"(?:{any_of(TENS)}(?:[ -]{_ONES})?|{any_of([*SMALL, 'several'])})"
_DOZENS = rf"(?:half a|a|{_UNDER_HUNDRED}) dozen(?![a-z])"
_HUNDREDS = rf"(?:an?|{_UNDER_HUNDRED}) hundred(?![a-z])(?: (?:and )?{_UNDER_HUNDRED})?"
_ONE = rf"(?:half )?an?(?= {any_of(word for word in SCALES if word.isascii())})"
ENGLISH = rf"(?:{_DOZENS}|{_HUNDREDS}|{_UNDER_HUNDRED}|{_ONE})"


def read_english(word: str) -> tuple[int, int]:
    """Read a number that ENGLISH matches: its mantissa, and how many of its digits are decimals.

    Raises ValueError for a digit that is not told.
    """
    if word in ("half a", "half an"):
        return 5, 1
    if word == "half a dozen":
        return 6, 0
    total = 0
    for part in re.split("[ -]", word):
        if part == "hundred":
            total *= 100
        elif part == "dozen":
            total *= 12
        elif part == "several":
            raise ValueError("'several' has no place here")
        elif part != "and":
            total += {**SMALL, **TENS, "a": 1, "an": 1}[part]
    return total, 0
