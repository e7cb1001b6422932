"""One number, in digits, Chinese numerals or English words, as a mantissa and powers of ten.

Imports english and words; the numerals themselves are read by cn2an. Digits are not read here: a
number in digits remembers its columns, and column.py reads them for all rows at once.
"""

import re
from dataclasses import dataclass, replace

from analysis.quantity.english import ENGLISH, read_english
from analysis.quantity.words import (
    CHINESE_SCALES,
    DIGITS,
    NUMERAL,
    NUMERAL_SCALES,
    SHORT_TENS,
    any_of,
)

MOST_DIGITS = 15  # a float holds every whole number of fifteen digits


@dataclass(frozen=True)
class Number:
    """Hold mantissa x 10 ** (scale + power - decimals).

    The mantissa stands in `columns` of the text if there are any; a column of -1 - n is the digit n
    itself. `scale` is of the scale words, `power` of the unit: -2 for percent.
    """

    columns: tuple[int, ...] = ()
    mantissa: int = 0
    decimals: int = 0
    scale: int = 0
    power: int = 0

    @property
    def exponent(self) -> int:
        """Return the power of ten of the last printed place."""
        return self.scale + self.power - self.decimals

    @property
    def digits(self) -> int:
        """Return how many digits the mantissa has."""
        return len(self.columns) or len(str(self.mantissa))


_PLACES = any_of(CHINESE_SCALES)
COMPOUND = rf"0+(?:{_PLACES}0+)+"
CHINESE = rf"[{NUMERAL}几数点]+"
ARABIC = r"(?:0{1,3}(?:,000)+(?:\.0+)?|0+(?:\.0+)?)"
NUMBER = f"(?:{COMPOUND}|{ARABIC}|{CHINESE}|{ENGLISH})"

_LONGEST_FIRST = sorted(CHINESE_SCALES, key=len, reverse=True)
_UNTOLD = re.compile("几|数|several")


def read_number(word: str, start: int = 0) -> Number:
    """Read one number; its digits, each a 0 of the shape, stand from column `start`.

    Raises ValueError for a numeral that is not well formed and for more than 15 digits.
    """
    if word[0] == "0":
        columns = tuple(start + at for at, sign in enumerate(word) if sign == "0")
        number = Number(columns, decimals=len(word.partition(".")[2]))
    elif word[0].isascii():
        mantissa, decimals = read_english(word)
        number = Number(mantissa=mantissa, decimals=decimals)
    else:
        number = _read_chinese(word)
    if len(number.columns) > MOST_DIGITS or number.mantissa >= 10**MOST_DIGITS:
        raise ValueError(f"more than {MOST_DIGITS} digits")
    return number


def read_untold(word: str, scale: int) -> tuple[Number, Number] | None:
    """Read the least and most that a number with one untold digit can be, or None if all are told.

    十几 is 11 to 19, 几百 is 200 to 999, and 'several' with a scale of 6 is 2,000,000 to 9,999,999.
    """
    untold = _UNTOLD.search(word)
    if not untold:
        return None
    two, eight, nine = ("two", "eight", "nine") if untold[0] == "several" else "二八九"
    first = "一" if untold.start() else two
    low, below, last = (read_number(_UNTOLD.sub(digit, word, 1)) for digit in (first, eight, nine))
    whole = 10 ** (scale + low.scale)
    high = (2 * last.mantissa - below.mantissa) * whole - 1
    return replace(low, mantissa=low.mantissa * whole, scale=0), Number(mantissa=high)


def _read_chinese(word: str) -> Number:
    for short, tens in SHORT_TENS.items():
        word = word.replace(short, tens)
    whole, point, tail = word.partition("点")
    if not point:
        scale = next((NUMERAL_SCALES[end] for end in NUMERAL_SCALES if word.endswith(end)), 0)
        return _follow_places(_read_whole(word) // 10**scale, scale)
    ending = next((end for end in _LONGEST_FIRST if tail.endswith(end)), "")
    tail = tail.removesuffix(ending)
    if not tail or set(tail) - set(DIGITS):
        raise ValueError(f"the numeral {word!r} is not well formed")
    digits = int("".join(str(DIGITS.index(digit)) for digit in tail))
    mantissa = _read_whole(whole) * 10 ** len(tail) + digits
    return Number(mantissa=mantissa, decimals=len(tail), scale=CHINESE_SCALES.get(ending, 0))


def _follow_places(mantissa: int, scale: int) -> Number:
    """Return a number that ends in its last place said, if a scale follows: 三千万 in 千万."""
    while scale and mantissa and mantissa % 10 == 0:
        mantissa, scale = mantissa // 10, scale + 1
    return Number(mantissa=mantissa, scale=scale)


def _read_whole(word: str) -> int:
    import cn2an  # here, for it takes a fifth of a second, and most who import this read nothing

    said = f"一{word}" if word[:1] in tuple("百千万亿") else word  # 百家 is one hundred
    try:
        return int(cn2an.cn2an(said, "strict"))
    except ValueError as error:
        raise ValueError(f"the numeral {word!r} is not well formed") from error
