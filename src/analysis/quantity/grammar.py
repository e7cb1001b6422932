"""Take a printed figure apart: its numbers, unit and hedge.

Imports hedges, numerals and vocabulary. The text is normalised first (see reading.normalise).
Spaces in a pattern are optional, one at most, so that no text takes long to turn down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from analysis.quantity import numerals, vocabulary
from analysis.quantity.hedges import EXACT, HEDGES, MORE_THAN, RANGE, SEVERAL, Hedge
from analysis.quantity.numerals import CHINESE, ENGLISH, Number, read_number
from analysis.quantity.vocabulary import any_of

Form = Literal["figure", "fraction", "parts", "range"]


class UnreadableFigure(ValueError):
    """A printed figure that cannot be read; a guess would be worse."""


@dataclass(frozen=True)
class Parsed:
    """What a printed figure says, before any bound is found.

    form: a figure is `first`; a fraction is `first` of `second`; parts are a fraction too, but a
        figure of hundredths, say, if `second` is 100; a range is from one to the other.
    rounded: whether the last printed place was rounded, rather than counted out.
    """

    form: Form
    first: Number
    second: Number
    unit: str
    rounded: bool
    hedge: Hedge


@dataclass(frozen=True)
class Amount:
    """A number with its unit (None if none is printed) and the hedges inside it.

    `most` is the greatest number it can be where one digit is not told (十几) or two are (七八),
    else None. `is_money`: its scale is one that only a currency takes.
    """

    number: Number
    most: Number | None
    unit: str | None
    hedges: tuple[Hedge, ...]
    is_money: bool

    @property
    def is_rounded(self) -> bool:
        """Return whether the last place was rounded; what one counts out is exact."""
        return self.unit not in (None, "count") or bool(self.number.scale or self.number.decimals)


_HEDGES = {
    word: hedge.said_as(word) for hedge in HEDGES for word in (*hedge.chinese, *hedge.english)
}
_BEFORE = {word[:-1]: hedge for word, hedge in _HEDGES.items() if re.fullmatch("[^…]+…", word)}
_INSIDE = {word[1:-1]: hedge for word, hedge in _HEDGES.items() if re.fullmatch("….+…", word)}
_AFTER = {word.strip("…"): hedge for word, hedge in _HEDGES.items() if word.startswith("…")}
_LEADS = {"and": ("between ",), "or": (None,), "或": (None,)}  # of a range, by its joint
_ORDINAL_ENDINGS = ("th", "st", "nd", "rd", *("th",) * 6)  # by the last digit
# 三到五百 may start at 3 or at 300.
_ENDS_IN_PLACE = re.compile(r"[^十百千万亿]+[十百千][万亿]*|.* hundred")


def _unit_pattern() -> str:
    tenths = f"成[0-9{vocabulary.DIGITS}半]?"  # 九成五 is 95%
    measures, nouns = vocabulary.MEASURES, vocabulary.NOUNS
    counted = f"{any_of(measures)} ?{any_of(nouns)}|{any_of([*measures, *nouns])}"
    return f"(?:{tenths}|{counted}|{any_of(vocabulary.UNIT_WORDS)})"


def _amount_pattern(side: str = "") -> str:
    parts = {
        "currency": any_of(vocabulary.CURRENCY_BEFORE),
        "parts": any_of(vocabulary.PARTS),
        "number": numerals.NUMBER,
        "inside": any_of(_INSIDE),
        "scale": any_of(vocabulary.SCALES),
        "outside": any_of(_INSIDE),
        "unit": _unit_pattern(),
    }
    return " ?".join(
        f"(?P<{name}{side}>{pattern})" + ("" if name == "number" else "?")
        for name, pattern in parts.items()
    )


_JOINTS = any_of((*RANGE.chinese, *RANGE.english, "and"))
_PLAIN_HEAD = re.compile(rf"{any_of(vocabulary.PLAIN_WORDS)} ?")
_HEDGE_HEAD = re.compile(rf"({any_of(_BEFORE)}) ?")
_HEDGE_TAIL = re.compile(rf" ?({any_of(_AFTER)})$")
_FIGURE = re.compile(_amount_pattern())
_RANGE = re.compile(
    rf"(?P<lead>between |from )?{_amount_pattern('1')}"
    rf" ?(?P<joint>{_JOINTS}) ?{_amount_pattern('2')}"
)
_FRACTIONS = (
    re.compile(rf"(?P<whole>{CHINESE}|[0-9]+) ?(?P<parts>分之) ?(?P<part>{CHINESE}|[0-9]+)"),
    re.compile(r"(?P<part>[0-9]+) ?/ ?(?P<whole>[0-9]+)"),
    re.compile(rf"(?P<part>{ENGLISH}|[0-9]+) (?:in|out of)(?: every)? (?P<whole>{ENGLISH}|[0-9]+)"),
    re.compile(rf"(?P<part>{ENGLISH}|an?|[0-9]+)[ -](?P<name>{any_of(vocabulary.DENOMINATORS)})"),
)
_RANK = re.compile(
    rf"(?:{any_of(vocabulary.RANKED)})?(?:{any_of(vocabulary.RANKED_AMONG)})?"
    rf"(?:第 ?(?P<chinese>{CHINESE}|[0-9]+)[名位]?|(?P<top>{any_of(vocabulary.FIRST)}))"
    rf"|(?:rank(?:ed|s|ing)? )?(?:(?:no\.? ?|number |#)(?P<digits>[0-9]+)"
    rf"|(?:number|no\.) (?P<spelt>{any_of(vocabulary.SMALL)})"
    rf"|(?P<counted>[0-9]+)(?P<ending>st|nd|rd|th)(?: place)?"
    rf"|(?P<word>{any_of(vocabulary.ORDINALS)})(?: place)?)"
    rf"|rank(?:ed|s|ing)? (?P<bare>{any_of(vocabulary.SMALL)}|[0-9]+)"
)


def take_apart(text: str) -> Parsed:
    """Return what a normalised text says; raises ValueError with the reason if it is no figure."""
    text = text.strip(" ")
    return _read_rank(text) or _read_hedged(text)


def _read_rank(text: str) -> Parsed | None:
    found = _RANK.fullmatch(text)
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


def _read_hedged(text: str) -> Parsed:
    hedges: tuple[Hedge, ...] = ()
    if plain := _PLAIN_HEAD.match(text):
        text = text[plain.end() :]
    if head := _HEDGE_HEAD.match(text):
        text, hedges = text[head.end() :], (_BEFORE[head[1]],)
    if tail := _HEDGE_TAIL.search(text):
        text, hedges = text[: tail.start()], (*hedges, _AFTER[tail[1]])
    if found := _FIGURE.fullmatch(text):
        return _read_figure(found, hedges)
    if fraction := _read_fraction(text, hedges):
        return fraction
    if found := _RANGE.fullmatch(text):
        return _read_range(found, hedges)
    raise ValueError("its words, or their order, are not among those listed")


def _agreed(*hedges: Hedge) -> Hedge:
    """Return the row of all hedges; its number is excluded where each of them excludes it."""
    for one, other in pairwise(hedges):
        if one.name != other.name:
            raise ValueError(f"the hedges {one.name!r} and {other.name!r} contradict each other")
    return min(hedges, key=lambda hedge: hedge.excludes) if hedges else EXACT


def _read_figure(found: re.Match[str], hedges: tuple[Hedge, ...]) -> Parsed:
    amount = _read_amount(found)
    _check_money(amount.unit, amount)
    hedge, unit = _agreed(*hedges, *amount.hedges), amount.unit or "count"
    if amount.most:
        return Parsed("range", amount.number, amount.most, unit, False, hedge)
    if not amount.number.mantissa and (hedge.below.steps or hedge.above.steps):
        raise ValueError("zero has no round figure next to it")
    return Parsed("figure", amount.number, Number(0), unit, amount.is_rounded, hedge)


def _check_money(unit: str | None, *amounts: Amount) -> None:
    if any(amount.is_money for amount in amounts) and unit not in vocabulary.CURRENCIES:
        raise ValueError("'m' and 'b' are scale words only beside a currency")


def _read_range(found: re.Match[str], hedges: tuple[Hedge, ...]) -> Parsed:
    low, high = _read_amount(found, "1"), _read_amount(found, "2")
    hedge = _agreed(*hedges, *low.hedges, RANGE, *high.hedges)
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
    shared = 0 if found["unit1"] else high.number.scale
    first = replace(
        low.number,
        scale=low.number.scale or shared,
        power=low.number.power if low.unit else high.number.power,
    )
    second = high.number if high.unit else replace(high.number, power=low.number.power)
    return Parsed("range", first, second, low.unit or high.unit or "count", False, hedge)


def _read_amount(found: re.Match[str], side: str = "") -> Amount:
    """Read the amount in the groups of one side ('', '1' or '2') of a match."""
    currency, parts, word, inside, scale, outside, unit_word = (
        found[name + side]
        for name in ("currency", "parts", "number", "inside", "scale", "outside", "unit")
    )
    unit, power = _read_unit(currency, parts, unit_word)
    if not (inside or word[0].isascii() or "点" in word) and scale in vocabulary.CHINESE_SCALES:
        word, scale = word + scale, None  # 三千 万 is 三千万
    number, most, told = _read_scaled(word, vocabulary.SCALES.get(scale, 0))
    if unit == "share" and (number.scale or numerals.is_compound(word) or SEVERAL in told):
        raise ValueError("a share takes no scale word and no untold digit")
    if unit_word and re.fullmatch("成.", unit_word):
        if most:
            raise ValueError("a number of two bounds takes no digit after 成")
        number = _add_tenth(number, unit_word[1], numerals.is_arabic(word))
    hedges = tuple(_INSIDE[hedge] for hedge in (inside, outside) if hedge)
    most = replace(most, power=power) if most else None
    is_money = scale in vocabulary.MONEY_SCALES
    return Amount(replace(number, power=power), most, unit, (*hedges, *told), is_money)


def _read_scaled(word: str, scale: int) -> tuple[Number, Number | None, tuple[Hedge, ...]]:
    """Return the number, the most it can be, and the hedge of its having two bounds."""
    if untold := numerals.read_untold(word, scale):
        return *untold, (SEVERAL,)
    if numerals.is_compound(word):
        return numerals.read_compound(word, scale), None, ()
    if neighbours := numerals.read_neighbours(word):
        low, high = (numerals.add_scale(number, scale) for number in neighbours)
        return low, high, (RANGE,)
    return numerals.add_scale(read_number(word), scale), None, ()


def _read_unit(currency: str | None, parts: str | None, word: str | None) -> tuple[str | None, int]:
    """Return the unit and its power of ten from the words before and after the number."""
    if parts and (currency or word):
        raise ValueError("it has two units")
    if parts:
        return "share", vocabulary.PARTS[parts]
    before = vocabulary.CURRENCY_BEFORE[currency] if currency else None
    after, power = before, 0
    if word in vocabulary.PERCENT:
        after, power = "share", -2
    elif word in vocabulary.TIMES:
        after = "share"
    elif word and word[0] == "成":
        after, power = "share", -1
    elif word:
        after = vocabulary.CURRENCY_AFTER.get(word, "count")
    if before and before != after:
        raise ValueError("it has two units")
    return after, power


def _add_tenth(number: Number, digit: str, in_digits: bool) -> Number:
    """Add the digit after 成: 九成五 is 9.5 tenths, and so is 九成半."""
    if (digit != "半" and in_digits != numerals.is_arabic(digit)) or number.decimals:
        raise ValueError("the digits before and after 成 do not go together")
    told = 5 if digit == "半" else int(digit) if in_digits else vocabulary.DIGITS.index(digit)
    return replace(number, mantissa=number.mantissa * 10 + told, decimals=1)


def _read_fraction(text: str, hedges: tuple[Hedge, ...]) -> Parsed | None:
    """Read 三分之一, 1/5, one in five, a quarter of, 一半 or ½; return None for anything else."""
    text = text.removesuffix(" of")
    form: Form = "fraction"
    if text in vocabulary.OVER_HALVES:
        text, hedges = "half", (*hedges, MORE_THAN)
    if text in vocabulary.FRACTIONS:
        part, whole = (Number(number) for number in vocabulary.FRACTIONS[text])
    elif found := next(filter(None, (one.fullmatch(text) for one in _FRACTIONS)), None):
        groups = found.groupdict()
        part = _read_whole(found["part"])
        name = groups.get("name")
        whole = Number(vocabulary.DENOMINATORS[name]) if name else _read_whole(found["whole"])
        form = "parts" if groups.get("parts") else "fraction"
    else:
        return None
    hedge = _agreed(*hedges)
    if not 0 < part.mantissa < whole.mantissa:
        raise ValueError("a fraction lies between 0 and 1")
    return Parsed(form, part, whole, "share", True, hedge)


def _read_whole(word: str) -> Number:
    number = read_number(word)
    if number.decimals:
        raise ValueError("a fraction is of whole numbers")
    return Number(number.mantissa * 10**number.scale)
