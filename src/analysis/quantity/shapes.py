"""Figures of other forms than a number with a unit: ranks, fractions, multiples, one per so many.

Imports amounts, hedges, numerals, tails, units and vocabulary.
"""

from __future__ import annotations

import re
from math import gcd
from typing import Literal, NamedTuple, Self

from analysis.quantity import amounts, numerals, tails, units, vocabulary
from analysis.quantity.amounts import read_amount
from analysis.quantity.hedges import EXACT, FRACTION, MORE_THAN, RANGE, SEVERAL, Hedge
from analysis.quantity.numerals import Number, read_number
from analysis.quantity.vocabulary import RE, any_of

Form = Literal["figure", "fraction", "parts", "range", "margin", "per", "top"]
MOST_MONTHS, MOST_DAYS, MOST_PLAIN = 12, 31, 10
MOST_TIMES = 8  # the first number of a change is the second


class Parsed(NamedTuple):
    """What a printed figure says, before any bound is found.

    form: a figure is `first`; a fraction is `first` of `second`, and so is one 'per' so many; parts
        are a fraction too, but a figure of hundredths, say, if `second` is 100; a range is from
        one to the other; a margin is `second` either side of `first`.
    top is the first so many of a ranking.
    rounded: whether the last printed place was rounded, rather than counted out.
    negative: whether bounds are those of the number below zero. is_part: whether it is a share of a
    whole, and so 1 at most where it is below 1. plus: what is added (增1.8倍 is 2.8 times).
    """

    form: Form
    first: Number
    second: Number
    unit: str
    rounded: bool
    hedge: Hedge
    negative: bool = False
    is_part: bool = False
    plus: int = 0
    hedges: tuple[Hedge, ...] = ()

    def hedged(self, hedge: Hedge) -> Self:
        """Return the same with another hedge."""
        return self._replace(hedge=hedge, hedges=())


_ORDINAL_ENDINGS = ("th", "st", "nd", "rd", *("th",) * 6)  # by the last digit
ORDERS = {word: power for word, power in vocabulary.CHINESE_SCALES.items() if word != "兆"}
_ENGLISH_ORDERS = {"ten": 1, "hundred": 2, **vocabulary.THOUSANDS}
RE.give(ENGLISH_ORDERS=any_of(_ENGLISH_ORDERS), ORDERS_ANY=any_of(ORDERS))
_FRACTIONS = (
    *(RE.FRACTION_ZH, RE.FRACTION_SLASH, RE.FRACTION_IN),
    *(RE.FRACTION_NAMED, RE.FRACTION_SIGN),
)


def read_rank(text: str) -> Parsed | None:
    """Read 第2, No. 1, 3rd, 最多, and the first so many: top ten, 前三; None if it is no rank."""
    if found := RE.TOP.fullmatch(text):
        last = read_whole(found["chinese"] or found["english"])
        if not last.mantissa or (found["noun"] and not tails.is_noun(found["noun"].strip(" "))):
            raise ValueError("it is the first of so many, and of nothing else")
        return Parsed("top", last, Number(0), "rank", False, RANGE)
    if RE.MOVE.search(text):
        raise ValueError("how far it moved in a ranking is told, and not its rank")
    found = RE.RANK.fullmatch(text)
    if not found:
        return None
    if found["word"] or found["top"]:
        number = Number(vocabulary.ORDINALS.get(found["word"], 1))
    else:
        names = ("chinese", "digits", "spelt", "bare", "counted")
        number = read_number(next(found[name] for name in names if found[name]))
    if number.decimals:
        raise ValueError("a rank is a whole number")
    rank = number.mantissa
    ending = "th" if rank % 100 // 10 == 1 else _ORDINAL_ENDINGS[rank % 10]
    if not rank or found["ending"] not in (None, ending):
        raise ValueError("a rank counts from 1 and ends in st, nd, rd, th to match")
    return Parsed("figure", number, Number(0), "rank", False, EXACT)


def read_shape(text: str, currency: str, sign: int) -> Parsed | None:
    """Read any form of this file but a rank; None if it is none of them.

    sign: 1 where the figure is told as a rise, -1 as a fall.
    """
    return read_fraction(text) or read_multiple(text, currency, sign) or _read_vague(text)


def as_change(parsed: Parsed, sign: int) -> Parsed:
    """Return a figure as a change: a share is one of its own unit, and a fall is below zero."""
    if parsed.unit == "rank" or parsed.negative:
        raise ValueError("a change has one sign, and is none of ranks")
    multiple = parsed.unit == "share" and not parsed.is_part
    if multiple:
        if sign < 0:
            raise ValueError("nothing falls by a multiple")
        return parsed
    unit = "share-change" if parsed.unit == "share" else parsed.unit
    changed = parsed._replace(unit=unit, is_part=False)
    if sign > 0:
        return changed
    if parsed.form in ("range", "margin"):
        first, second = changed.second.signed(True), changed.first.signed(True)
        return changed._replace(first=first, second=second)
    return changed._replace(negative=True)


def check_way(parsed: Parsed, joint: str, is_unit_twice: bool) -> None:
    """Raise ValueError where the second number of a change may be where it went: 降0.2至3.1%."""
    far = parsed.first._replace(mantissa=parsed.first.mantissa * MOST_TIMES)
    is_told = joint == "to" and parsed.unit != "share"
    may_be = is_told or is_unit_twice or parsed.second.above(far)
    if joint not in ("-", "~", "and") and may_be:
        raise ValueError("how far it went, and to where, are not told apart")


def read_fraction(text: str) -> Parsed | None:
    """Read 三分之一, 1/5, one in five, a quarter of, 一半 or ½, and what they are of."""
    hedges: tuple[Hedge, ...] = ()
    if text in vocabulary.OVER_HALVES:
        text, hedges = "half", (MORE_THAN,)
    found = next(filter(None, (one.fullmatch(text) for one in _FRACTIONS)), None)
    if not found:
        return None
    groups = found.groupdict()
    if not is_of(groups.get("of") or ""):
        return None
    if groups.get("sign"):
        part, whole = (Number(number) for number in vocabulary.FRACTIONS[groups["sign"]])
    else:
        part = read_whole(found["part"])
        name = groups.get("name")
        whole = Number(vocabulary.DENOMINATORS[name]) if name else read_whole(found["whole"])
    if not 0 < part.mantissa < whole.mantissa:
        raise ValueError("a fraction lies between 0 and 1")
    if groups.get("name") and gcd(part.mantissa, whole.mantissa) > 1:
        raise ValueError("two quarters are as often half a year")
    if groups.get("slash"):
        _check_slash(part.mantissa, whole.mantissa)
    if groups.get("among") == "in":
        _check_in(part.mantissa, groups)
    form: Form = "parts" if groups.get("parts") else "fraction"
    percents = form == "parts" and whole.mantissa in (100, 1000, 10000)
    hedge = EXACT if percents else FRACTION
    return Parsed(form, part, whole, "share", True, hedge, is_part=True, hedges=hedges)


def is_of(text: str) -> bool:
    """Return whether a text after a fraction says what it is of, or nothing."""
    if text.startswith("的"):
        return tails.is_noun(text[1:])
    text = re.sub("^(?: of)?(?: the| all| its| their| every)* ?", "", text)
    if not text or text in units.UNITS["count"].words:
        return True
    if not text.isascii() and (text[0] in vocabulary.MEASURES or text in units.WORDS):
        return False
    return tails.is_noun(text)


def _check_slash(part: int, whole: int) -> None:
    """Raise ValueError for what may be a date: 9/11 is one in most countries."""
    if MOST_PLAIN < whole <= MOST_DAYS and part <= MOST_MONTHS:
        raise ValueError("it may be a date; a fraction has a denominator up to ten, or above 31")
    if amounts.FIRST_YEAR <= whole <= amounts.LAST_YEAR and (part > 1 or whole % 500):
        raise ValueError("it may be the number of a law, and its year")
    if gcd(part, whole) > 1:
        raise ValueError("it may be marks out of so many; a fraction is in its lowest terms")


def _check_in(part: int, groups: dict[str, str | None]) -> None:
    """Raise ValueError for what may be no share: 30 in 2023, 20 in 78, 5 people in 20 cities."""
    word = groups["whole"] or ""
    whole = int(word.replace(",", "")) if numerals.is_arabic(word) else 0
    is_year = amounts.FIRST_YEAR <= whole <= amounts.LAST_YEAR and "," not in word
    if is_year and (part > 1 or whole % 500):
        raise ValueError("it may be so many in a year")
    is_odd = part >= MOST_PLAIN and whole % 5 > 0
    if is_odd or (part > 1 and groups["noun"] and groups["of"]):
        raise ValueError("it may be so many in as many places, and no share")


def read_whole(word: str) -> Number:
    """Return a whole number with no scale; raises ValueError for decimals."""
    number = Number(1) if word in ("a", "an") else read_number(word)
    if number.decimals:
        raise ValueError("a fraction is of whole numbers")
    return Number(number.mantissa * 10**number.scale)


def read_multiple(text: str, currency: str, sign: int) -> Parsed | None:
    """Read twice, 翻一番, threefold, and what grew by so many times itself (增1.8倍)."""
    if text in vocabulary.HALVED:
        half = Number(5, power=-1)
        return Parsed("figure", half, Number(0), "share-change", True, EXACT, negative=True)
    if text in vocabulary.MULTIPLES:
        number = Number(vocabulary.MULTIPLES[text])
        return Parsed("figure", number, Number(0), "share", True, EXACT)
    if found := RE.FOLD.fullmatch(text):
        return Parsed("figure", read_number(found["number"]), Number(0), "share", True, EXACT)
    found = RE.TIMES_MORE.fullmatch(text)
    if not (found and sign):
        return None
    inner = amounts.FIGURE.fullmatch(text)
    if not inner:
        return None
    amount = read_amount(inner, "", currency)
    if amount.most or sign < 0:
        raise ValueError("it grows by one number of times itself")
    return Parsed(
        *("figure", amount.number, Number(0), "share", True, EXACT), plus=1, hedges=amount.hedges
    )


def _read_vague(text: str) -> Parsed | None:
    """Read numbers of which the order alone is told: tens of thousands, 数以千计, 万亿级."""
    if found := RE.ORDER.fullmatch(text):
        if found["of"] and not tails.is_noun(found["of"]):
            return None
        power = ORDERS[found["counted"] or found["level"]]
        least, most = Number(1, scale=power), Number(1, scale=power + 1)
        return Parsed("range", least, most, "count", False, SEVERAL)
    found = RE.VAGUE.fullmatch(text)
    if not found or not is_of(found["of"]):
        return None
    if found["count"] == "dozens":  # as many as several dozen
        ends = Number(24), Number(119)
        return None if found["scale"] else Parsed("range", *ends, "count", False, SEVERAL)
    power = _ENGLISH_ORDERS[found["count"][:-1]] + _ENGLISH_ORDERS.get(
        (found["scale"] or " ")[:-1], 0
    )
    most = Number(10 ** (power + 1) - 1)
    return Parsed("range", Number(2, scale=power), most, "count", False, SEVERAL)
