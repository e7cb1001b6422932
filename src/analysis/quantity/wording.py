"""Amounts in words: 320,000 / 38.7 billion yuan / 9.78% / no. 2; 32万 / 387亿元 / 第2. No links.

Imports units. `language` is en or zh.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import count
from math import isinf
from typing import Any

from analysis.quantity import units

RATIO_DIGITS = 3  # significant digits of a computed ratio
MOST_MOVED = 20  # parts of a span's width, one of which is the most that rounding moves an end
LEVEL = Fraction(1, 10**9)  # a fraction as a float is no further off
EXACT = Context(prec=12)  # bounds have fewer digits; what differs beyond is the noise of floats
SILENT_HEDGES = {"exact", "fraction", "range", "several"}
LIMITLESS = {"en": "no limit", "zh": "不限"}
RANKED = {"en": "no. {}", "zh": "第{}"}
BEYOND = {"en": ("{} or more", "{} or less"), "zh": ("{}以上", "{}以下")}
BETWEEN = {"en": "{} to {}", "zh": "{}至{}"}
DECIMALS_ZH = 2  # of a number in 万: one with more is written out
# A share printed in words, or as 1/5.
FRACTION = re.compile(
    r"\d\s*/\s*\d|分之|半|"
    r"\b(?:half|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?)\b"
)
FEW = {
    "en": ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "zh": ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"),
}
HALF = {"en": "half", "zh": "一半"}
PARTS = ("third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
OR_MORE, LESS_THAN = "or more", "less than"  # what no row of hedges.py is called
# A row's word by whether it excludes the number that it names, where that makes it another.
WORDED = {
    **{("more than", False): OR_MORE, ("at least", True): "more than"},
    **{("at most", True): LESS_THAN},
}
HEDGED = {
    "en": {OR_MORE: "{} or more"},
    "zh": {
        **{"nearly": "近{}", "about": "约{}", "more than": "超过{}", OR_MORE: "{}以上"},
        **{LESS_THAN: "不到{}", "at least": "至少{}", "at most": "至多{}"},
    },
}


def amount(value: float, unit: str, digits: int = 10, language: str = "en") -> str:
    """Return a value in words, to `digits` significant digits; a share is a fraction of 1."""
    if isinf(value):
        return LIMITLESS[language]
    if unit == "rank":
        return RANKED[language].format(f"{value:.0f}")
    shown = float(value * 100 if unit in units.SHARES else value)
    rounded = Context(digits, ROUND_HALF_UP).create_decimal(repr(shown))
    return _in_words(rounded, unit, language=language)


def within(
    value: float, low: float, high: float, unit: str, digits: int = 10, language: str = "en"
) -> str:
    """Return a value in words between its bounds, as `span` says them.

    It has more than `digits` significant digits where that many would round it beyond a bound.
    """
    best, first, last = (EXACT.create_decimal(repr(float(one))) for one in (value, low, high))
    if low < high and not isinf(low) and not isinf(high):
        below, above = outwards(first, last, unit)
        said = (
            (more, Context(more, ROUND_HALF_UP).plus(best)) for more in range(digits, EXACT.prec)
        )
        digits = next((more for more, one in said if below <= one <= above), EXACT.prec)
    return amount(value, unit, digits, language)


def hedged(value: float, unit: str, hedge: str, digits: int = 10, language: str = "en") -> str:
    """Return a printed value with its hedge, as `worded` has it: nearly 320,000."""
    return with_hedge(amount(value, unit, digits, language), hedge, language)


def printed(
    value: float, unit: str, hedge: str, text: str, digits: int = 10, language: str = "en"
) -> str:
    """Return a value printed as `text`, with its hedge; a share printed as a fraction is one."""
    part = fraction(value, language) if unit == "share" and FRACTION.search(text) else ""
    if part:
        return with_hedge(part, hedge, language)
    return hedged(value, unit, hedge, digits, language)


def fraction(value: float, language: str = "en") -> str:
    """Return a fraction with a denominator up to ten in words: half, a fifth, two thirds.

    Nothing of any other: three twentieths, five quarters, and what is whole.
    """
    part = Fraction(value).limit_denominator(len(FEW["en"]) - 1)
    over, under = part.numerator, part.denominator
    if not 0 < over < under or abs(part - Fraction(value)) > LEVEL:
        return ""
    if part == Fraction("1/2"):
        return HALF[language]
    if language == "zh":
        return "分之".join(few(number, "zh").replace("两", "二") for number in (under, over))
    name = PARTS[under - 3]
    return f"a {name}" if over == 1 else f"{few(over)} {name}s"


def few(number: int, language: str = "en") -> str:
    """Return a number up to ten as a word, and a greater one in digits."""
    known = FEW[language]
    return known[number] if number < len(known) else amount(number, "count", language=language)


def worded(figure: Mapping[Any, Any]) -> str:
    """Return a row's hedge as its print has it: 'or more' where 'more than' has its number."""
    hedge = str(figure["hedge"])
    if "open_low" not in figure:
        return hedge
    return WORDED.get((hedge, bool(figure["open_low"] or figure["open_high"])), hedge)


def with_hedge(text: str, hedge: str, language: str = "en") -> str:
    """Return a text with a hedge before or after it; the hedge as `worded` has it."""
    if hedge in SILENT_HEDGES:
        return text
    return HEDGED[language].get(hedge, f"{hedge} {{}}").format(text)


def span(
    low: float,
    high: float,
    unit: str,
    digits: int = 10,
    language: str = "en",
    exactly: bool = False,
) -> str:
    """Return bounds in words: 310,000 to 320,000, 1 to 2 billion yuan; one number where alike.

    Bounds are rounded outwards, low down and high up, at the highest place that moves neither by
    more than a twentieth of the width between them; an end that this would make zero keeps two
    digits of its own; `exactly`: they are not rounded. `digits` are those of one number, and of a
    bound without another.
    """
    first, last = (EXACT.create_decimal(repr(float(bound))) for bound in (low, high))
    if first == last:
        return amount(low, unit, digits, language)
    if unit in units.SHARES:
        first, last = first.scaleb(2), last.scaleb(2)
    more, less = BEYOND[language]
    if last.is_infinite():
        return more.format(
            _in_words(Context(digits, ROUND_FLOOR).plus(first), unit, False, language)
        )
    if first.is_infinite():
        return less.format(
            _in_words(Context(digits, ROUND_CEILING).plus(last), unit, False, language)
        )
    below, above = (first, last) if exactly else outwards(first, last, unit)
    start, end = (_in_words(one, unit, language=language) for one in (below, above))
    if language != "en":
        return BETWEEN[language].format(start, end)
    number, _, scale = start.partition(" ")
    if scale == end.partition(" ")[2]:
        return f"{number} to {end}"
    # Nobody is to read '2 to 3 billion' where the first is two.
    return f"{start} to {end if scale else _in_words(above, unit, in_digits=True)}"


def listed(items: Iterable[str]) -> str:
    """Return `a`, `a and b`, or `a, b and c`; of nothing, `none`."""
    *most, last = list(items) or ["none"]
    return f"{', '.join(most)} and {last}" if most else last


def outwards(low: Decimal, high: Decimal, unit: str) -> tuple[Decimal, Decimal]:
    """Return unlike bounds rounded outwards, as `span` says; those of a rank to whole numbers."""
    width = high - low
    for exponent in [0] if unit == "rank" else count(width.adjusted() + 1, -1):
        place = Decimal(1).scaleb(exponent)
        below, above = low.quantize(place, ROUND_FLOOR), high.quantize(place, ROUND_CEILING)
        if max(low - below, above - high) * MOST_MOVED <= width:
            break
    if not below:
        below = Context(2, ROUND_FLOOR).plus(low)
    return below, above or Context(2, ROUND_CEILING).plus(high)


def _in_words(number: Decimal, unit: str, in_digits: bool = False, language: str = "en") -> str:
    """Return a number in words, all its digits kept; of a share, the number of hundredths."""
    if number.is_infinite():
        return LIMITLESS[language]
    if unit == "rank":
        return RANKED[language].format(f"{number:.0f}")
    if unit in ("share", "share-change"):
        return f"{_plain(number)}%"
    form = units.label(unit, language)
    if language == "zh":
        return form.format(_in_myriads(number))
    text = _plain(number) if in_digits else _scaled(number, 9 if form == "{}" else 6)
    return form.format(text)


def _in_myriads(number: Decimal) -> str:
    """Return a number as Chinese counts large ones, in 万 and 亿."""
    for power, word in ((12, "万亿"), (8, "亿"), (4, "万")):
        text = _plain(number.scaleb(-power)).replace(",", "")
        is_short = word == "亿" or len(text.partition(".")[2]) <= DECIMALS_ZH
        if number and number.adjusted() >= power and is_short:
            return text + word
    return _plain(number).replace(",", "")


def _scaled(number: Decimal, least: int) -> str:
    """Return a number of at least 10 to the power of `least` in millions, billions, trillions."""
    for power, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        if power >= least and number.adjusted() >= power and number:
            return f"{_plain(number.scaleb(-power))} {word}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number + 0:,f}"  # no zero below zero
    trimmed = text.rstrip("0").rstrip(".") if "." in text else text
    return trimmed.replace("-", "−")
