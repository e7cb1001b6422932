"""Read one number: in digits, Chinese numerals, English words, or a mixture (1亿2000万).

Imports vocabulary; numerals that are well formed are read by cn2an.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from analysis.quantity.vocabulary import (
    CHINESE_SCALES,
    DIGITS,
    NUMERAL,
    NUMERAL_SCALES,
    RE,
    SCALES,
    SHORT_TENS,
    SMALL,
    TENS,
    THOUSANDS,
    any_of,
)

MOST_DIGITS = 15  # a float holds every whole number of fifteen digits


class Number(NamedTuple):
    """The number mantissa x 10 ** (scale + power - decimals).

    `scale` is that of the scale words, `power` that of the unit: -2 for percent.
    """

    mantissa: int
    decimals: int = 0
    scale: int = 0
    power: int = 0

    @property
    def exponent(self) -> int:
        """Return the power of ten of the last printed place."""
        return self.scale + self.power - self.decimals

    def signed(self, negative: bool) -> Number:
        """Return it, or the number as far below zero."""
        return self._replace(mantissa=-self.mantissa) if negative else self

    def above(self, other: Number) -> bool:
        """Return whether it is the greater of two."""
        least = min(self.exponent, other.exponent)
        mine, theirs = (n.mantissa * 10 ** (n.exponent - least) for n in (self, other))
        return bool(mine > theirs)


def scale_pattern(scales: Iterable[str]) -> str:
    """Return a regular expression for scale words that are not the prefix of a unit."""
    prefixes = {scale for scale in scales if scale[-1] in "千兆"}
    return f"(?:{any_of(set(scales) - prefixes)}|{any_of(prefixes)}{RE.text('NO_PREFIX')})"


_LONGEST_FIRST = sorted(CHINESE_SCALES, key=len, reverse=True)
NOUGHTS = ("zero", "nought", "oh")
RE.give(
    ANY_FEW=any_of([*SMALL, "several"]),
    LONG_SCALES=any_of(word for word in SCALES if word.isascii() and len(word) > 3),
    NOUGHTS=any_of(NOUGHTS),
    ONES=any_of(word for word, number in SMALL.items() if number < 10),
    PLACES=scale_pattern(CHINESE_SCALES),
    PLACE_SIGNS=NUMERAL.replace("千", ""),
    SMALL_OR_TENS=any_of((*SMALL, *TENS)),
)
NUMBER, CHINESE, ENGLISH = map(RE.text, ("NUMBER", "CHINESE", "ENGLISH"))


HALVES = {"and a half": 5, "½": 5, "¼": 25, "¾": 75, "1/2": 5, "1/4": 25, "3/4": 75}


def is_arabic(word: str) -> bool:
    """Return whether a word starts with one of the digits 0 to 9, or with a point."""
    return "0" <= word[0] <= "9" or word[0] == "."


def read_number(word: str) -> Number:
    """Read a number that is not compound and of which all digits are told.

    Raises ValueError for a numeral that is not well formed and for more than 15 digits.
    """
    if is_arabic(word):
        return _read_arabic(word)
    number = _read_english(word) if word[0].isascii() else _read_chinese(word)
    _check_digits(str(number.mantissa))
    return number


def read_compound(word: str, scale: int) -> Number:
    """Read digits with scale words between them, before a last scale (0 if none): 1亿2000[万].

    Zeros fill the places that are not printed. Raises ValueError for scales that do not fall, for
    more digits than the place before leaves, and, as 1万2 may be 12,000, for one at the end.
    """
    pieces = [(piece.replace(",", ""), said) for piece, said in RE.COMPOUND_PIECE.findall(word)]
    scales = [*(CHINESE_SCALES[said] for _, said in pieces[:-1]), scale]
    digits = pieces[0][0]
    for (piece, _), (above, below) in zip(pieces[1:], pairwise(scales), strict=True):
        whole = len(piece.partition(".")[0])
        missing = above - below - whole
        if missing < 0 or (missing and not below and whole == 1):
            raise ValueError("the digits between its scale words do not fit")
        digits += "0" * missing + piece
    number = _read_arabic(digits)
    return number._replace(scale=scale)


def read_neighbours(word: str) -> tuple[Number, Number] | None:
    """Read a numeral with two digits that follow each other, 七八 or 三四十, or return None."""
    found = RE.NEIGHBOUR_DIGITS.search(word)
    if not found or not (found[0] == "三五" or word == "三二" or found[0] in DIGITS):
        return None
    before, after = word[: found.start()], word[found.end() :]
    digits = "二三" if found[0] == "三二" else found[0]  # 三两
    low, high = (read_number(f"{before}{digit}{after}") for digit in digits)
    return low, high


def read_untold(word: str, scale: int) -> tuple[Number, Number] | None:
    """Read the least and most that a number with one untold digit can be, or None if all are told.

    十几 is 11 to 19, 几百 is 200 to 999, and 'several' with a scale of 6 is 2,000,000 to 9,999,999.
    Raises ValueError for a second scale, and as read_number does.
    """
    untold = RE.UNTOLD.search(word)
    if not untold or (untold[0] == "several" and untold.start()):
        return None
    two, eight, nine = ("two", "eight", "nine") if untold[0] == "several" else "二八九"
    first = "一" if untold.start() else two
    low, below, last = (
        read_number(RE.UNTOLD.sub(digit, word, 1)) for digit in (first, eight, nine)
    )
    whole = 10 ** add_scale(low, scale).scale
    high = (2 * last.mantissa - below.mantissa) * whole - 1
    return low._replace(mantissa=low.mantissa * whole, scale=0), Number(high)


def add_scale(number: Number, scale: int) -> Number:
    """Return the number with the scale of a word after it; raises ValueError for a second one."""
    if number.scale and scale:
        raise ValueError("it has two scale words")
    return number._replace(scale=number.scale + scale)


def _check_digits(digits: str) -> None:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"more than {MOST_DIGITS} digits")


def _read_arabic(word: str) -> Number:
    if power := RE.SCIENTIFIC.fullmatch(word):
        if word.startswith("10^"):  # a power of ten as such is told to the one
            return Number(10 ** int(power[2]))
        number = _read_arabic(power[1])
        return number._replace(scale=int(power[2]))
    if re.fullmatch(RE.text("MIXED_DIGITS"), word):
        part = str(HALVES[word.lstrip("0123456789").strip(" -")])
        whole = word[: len(word) - len(word.lstrip("0123456789"))]
        return Number(int(whole + part), len(part))
    if word.count(".") > 1 or re.fullmatch(r"[0-9. ]+,[0-9]{1,2}", word):  # points part thousands
        word = word.replace(".", "").replace(",", ".")
    whole, _, decimals = re.sub("[, '’]", "", word).partition(".")
    _check_digits(whole + decimals)
    return Number(int(whole + decimals), len(decimals))


def _read_english(word: str) -> Number:
    if RE.LONG.fullmatch(word):
        return _read_long(word)
    if re.fullmatch(RE.text("OF_ONE"), word):
        return Number(5, 1) if "half" in word else Number(75 if "three" in word else 25, 2)
    if word == "half a dozen":
        return Number(6)
    whole, point, places = word.partition(" point ")
    if point:
        digits = "".join(str(SMALL.get(place, 0)) for place in places.split(" "))
        return Number(int(f"{_sum_english(whole)}{digits}"), len(digits))
    whole = word.removesuffix(" and a half").removesuffix("-and-a-half")
    total = _sum_english(whole)
    return Number(total) if whole == word else Number(10 * total + 5, 1)


def _read_long(word: str) -> Number:
    """Return two million three hundred thousand, told to the last scale that is said."""
    pieces = re.findall(rf"(.+?)(?: ({any_of(THOUSANDS)})(?: and|,)?(?: |$)|$)", word)
    scales = [THOUSANDS.get(scale, 0) for _, scale in pieces]
    groups = [_sum_english(group) for group, _ in pieces]
    if scales != sorted(set(scales), reverse=True) or any(group > 999 for group in groups):
        raise ValueError("the numbers between its scale words do not fit")
    last = scales[-1]
    total = sum(group * 10 ** (scale - last) for group, scale in zip(groups, scales, strict=True))
    return Number(total, scale=last)


def _sum_english(word: str) -> int:
    """Return the whole number that words add up to: two hundred and five."""
    total = 0
    for part in re.split("[ -]", word):
        if part == "several":
            raise ValueError("'several' has no place here")
        if part in ("hundred", "dozen"):
            total *= {"hundred": 100, "dozen": 12}[part]
        elif part not in ("and", *NOUGHTS):
            total += {**SMALL, **TENS, "a": 1, "an": 1}[part]
    return total


def _read_chinese(word: str) -> Number:
    for short, tens in SHORT_TENS.items():
        word = word.replace(short, tens)
    upper, trillions, rest = word.rpartition("兆")
    if trillions:
        return _join_trillions(read_number(upper or "一"), rest)
    whole, point, tail = re.sub("[.]", "点", word).partition("点")
    if not point:
        scale = next((NUMERAL_SCALES[end] for end in NUMERAL_SCALES if word.endswith(end)), 0)
        if RE.POSITIONAL.fullmatch(digits := word.rstrip("万亿")):
            return Number(_read_digits(digits), scale=scale)
        return _follow_places(_read_whole(word) // 10**scale, scale)
    ending = next((end for end in _LONGEST_FIRST if tail.endswith(end)), "")
    tail = tail.removesuffix(ending)
    if not tail or set(tail) - set(DIGITS):
        raise ValueError(f"the numeral {word!r} is not well formed")
    mantissa = _read_whole(whole) * 10 ** len(tail) + _read_digits(tail)
    return Number(mantissa, len(tail), CHINESE_SCALES.get(ending, 0))


def _join_trillions(upper: Number, rest: str) -> Number:
    """Return so many 兆, and what follows: 三兆四千亿."""
    if not rest:
        return add_scale(upper, 12)
    lower = read_number(rest)
    if upper.exponent or lower.decimals or lower.mantissa * 10**lower.scale >= 10**12:
        raise ValueError("the digits between its scale words do not fit")
    mantissa = upper.mantissa * 10 ** (12 - lower.scale) + lower.mantissa
    return Number(mantissa, scale=lower.scale)


def _read_digits(word: str) -> int:
    return int("".join(str(DIGITS.index(digit)) for digit in word))


def _follow_places(mantissa: int, scale: int) -> Number:
    """Return a number that ends in its last place said, if a scale follows: 三千万 in 千万."""
    while scale and mantissa and mantissa % 10 == 0:
        mantissa, scale = mantissa // 10, scale + 1
    return Number(mantissa, scale=scale)


def _read_whole(word: str) -> int:
    """Read a whole numeral, 三千二百, or digit by digit, 三二○○."""
    import cn2an  # here, for it takes a fifth of a second, and most who import this read nothing

    if RE.POSITIONAL.fullmatch(word):
        return _read_digits(word)
    if word[:1] in ("百", "千") and set(word) & {*DIGITS, "十"}:
        raise ValueError(f"{word!r} may be about as many, or one hundred or thousand and more")
    said = f"一{word}" if word[:1] in tuple("百千万亿") else word  # 百家 is one hundred
    try:
        return int(cn2an.cn2an(said, "strict"))
    except ValueError as error:
        raise ValueError(f"the numeral {word!r} is not well formed") from error
