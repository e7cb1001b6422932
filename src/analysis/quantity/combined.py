"""Figures told by two numbers, or by another figure: 5 ft 6 in, 30 per 1,000, 45 ± 3, half as many.

Imports amounts, hedges, numerals, shapes, tails, units and vocabulary.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.quantity import tails, units, vocabulary
from analysis.quantity.amounts import FIGURE, HEDGE_WORDS, read_amount
from analysis.quantity.hedges import EXACT, RANGE, Hedge
from analysis.quantity.numerals import Number
from analysis.quantity.shapes import Parsed, is_of, read_fraction, read_multiple, read_whole
from analysis.quantity.vocabulary import RE, any_of

AS_MANY = ("as many", "as much", "as large", "as big", "as high", "as long", "as fast")
# What an amount may be told of, each: 每吨5000元, 人均年收入2.1万元.
_TOLD_OF = sorted(
    {word for word in (*units.WORDS, *units.PERIODS, "度") if not word.isascii()}
    | {*vocabulary.MEASURES} - {"次", "起", "项", "例"},
    key=len,
    reverse=True,
)
_HEDGES = (word[:-1] for word in HEDGE_WORDS if re.fullmatch("[^…]+…", word))
RE.give(
    ANY_AS_MANY=any_of(AS_MANY),
    HEDGES_AFTER=any_of(word.strip("…") for word in HEDGE_WORDS if word.startswith("…")),
    NO_NOUN_SIGNS="".join({*vocabulary.VERBS, *vocabulary.NUMERAL} | {*"涨跌多少几半两"}),
    PLAIN_CHINESE=any_of(
        word for word in (*vocabulary.PLAIN_WORDS, *_HEDGES) if not word.isascii()
    ),
    TOLD_OF="|".join(_TOLD_OF),
)
# Sums in two units, by the smaller one and how many of it make the larger.
_SMALLER = {
    ("foot", "inch"): 12,
    ("lb", "ounce"): 16,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("day", "hour"): 24,
    ("year", "month"): 12,
}
_SHORT = ((re.compile("(?<=[0-9]) ?in$"), " inch"), (re.compile("分$"), "分钟"))
_PER = (RE.SO_MANY_PER_ENGLISH, RE.SO_MANY_PER_ZH, RE.SO_MANY_PER_SLASH)


def read_combined(text: str, currency: str) -> Parsed | None:
    """Read a figure of two units, some of so many, or as many as another; None if it is none."""
    return _read_as_many(text, currency) or _read_some_of(text) or _read_sum(text)


def in_rates(text: str) -> str:
    """Return 每吨5000元 as 5000元/吨, which says the same."""

    def turned(one: re.Match[str]) -> str:
        if "岁" in one["rest"]:
            return one["rest"] + one["hedge"]
        if one["paid"]:
            if not RE.OF_MONEY.search(one["rest"]):
                return one[0]
            return f"{one['rest']}/{'小' * (one['paid'] == '时')}{one['paid']}{one['hedge']}"
        return f"{one['rest']}/{one['each'] or one['of'] or one['land']}{one['hedge']}"

    return RE.EACH_REST.sub(turned, text)


def _read_as_many(text: str, currency: str) -> Parsed | None:
    """Read half as many and three times as much, as shares of what they are held against."""
    if (found := RE.AGAIN.fullmatch(text)) and (parsed := read_fraction(found[1])):
        return parsed._replace(is_part=False, plus=1)
    found = RE.AS_MANY_AS.fullmatch(text)
    if not found or "again" in text:
        return None
    parsed = read_fraction(found[1]) or read_multiple(found[1], currency, 0)
    figure = None if parsed else FIGURE.fullmatch(found[1])
    if figure:
        amount = read_amount(figure, "", currency)
        if not amount.tail.times or amount.most:
            return None
        told = amount.number, Number(0), "share", amount.is_rounded, EXACT
        return Parsed("figure", *told, hedges=amount.hedges)
    return parsed._replace(is_part=False) if parsed else None


def _read_some_of(text: str) -> Parsed | None:
    """Read 3 to 4 out of 5 as a range of shares, where these have two decimals at most."""
    found = RE.SOME_OF.fullmatch(text)
    if not found or not is_of(found["of"]):
        return None
    low, high, whole = (read_whole(found[name]).mantissa for name in ("low", "high", "whole"))
    if not 0 < low < high <= whole or 100 % whole:
        raise ValueError("some of so many are told of 2, 4, 5, 10, 20, 25, 50 or 100")
    first, second = (Number(part * 100 // whole, power=-2) for part in (low, high))
    return Parsed("range", first, second, "share", False, RANGE, is_part=True)


def _read_sum(text: str) -> Parsed | None:
    """Read a sum in two units, in the smaller one: 5 ft 6 in, 1小时20分钟."""
    found = RE.IN_TWO_UNITS.fullmatch(text)
    if not found:
        return None
    larger, smaller = (_read_short(part) for part in found.groups())
    times = _SMALLER.get((larger[1], smaller[1]), 0)
    if smaller[0] >= times:
        raise ValueError("its second unit is not less than one of the first")
    total = Number(larger[0] * times + smaller[0])
    return Parsed("figure", total, Number(0), smaller[1], False, EXACT)


def _read_short(text: str) -> tuple[int, str]:
    """Return the whole number and the unit of one part of a sum."""
    for pattern, word in _SHORT:
        text = pattern.sub(word, text)
    figure = FIGURE.fullmatch(text)
    amount = read_amount(figure, "", "") if figure else None
    return (amount.number.mantissa, amount.unit or "") if amount else (0, "")


def read_per(text: str, currency: str) -> Parsed | None:
    """Read so many per 1,000, as a share: 30 per 100,000, 每10万人5.2例."""
    found = next(filter(None, (one.fullmatch(text) for one in _PER)), None)
    if not found:
        return None
    inner = FIGURE.fullmatch(found["part"])
    whole = FIGURE.fullmatch(found["whole"].strip(" "))
    nouns = [found.groupdict().get(name) or "" for name in ("of", "noun")]
    if not inner or not whole or not all(_is_counted(noun.strip(" ")) for noun in nouns):
        return None
    amount, all_of = read_amount(inner, "", currency), read_amount(whole, "", currency).number
    if amount.unit not in (None, "count") or amount.most or amount.is_negative:
        raise ValueError("what is told per so many is a count")
    if all_of.mantissa * 10**all_of.scale < 10:
        return None
    return Parsed(
        *("per", amount.number, Number(all_of.mantissa * 10**all_of.scale), "share"),
        *(True, EXACT),
        hedges=amount.hedges,
    )


def _is_counted(text: str) -> bool:
    return not text or text in units.UNITS["count"].words or tails.is_noun(text)


def read_margin(text: str, currency: str, hedges: tuple[Hedge, ...]) -> Parsed | None:
    """Read ±3%, and 45% ± 3: a range around a middle, 0 if none is printed."""
    found = RE.MARGIN.fullmatch(text)
    if not found:
        return None
    if hedges:
        raise ValueError("a margin takes no hedge")
    around = FIGURE.fullmatch(found["margin"])
    middle = FIGURE.fullmatch(found["middle"] or "0")
    if not (around and middle):
        raise ValueError("a margin is one number, and so is what it is around")
    margin, centre = read_amount(around, "", currency), read_amount(middle, "", currency)
    if not found["middle"] or centre.unit is None:
        centre = replace(
            centre, unit=margin.unit, number=centre.number._replace(power=margin.number.power)
        )
    elif margin.unit is None:
        margin = replace(
            margin, unit=centre.unit, number=margin.number._replace(power=centre.number.power)
        )
    if centre.unit != margin.unit or margin.most or centre.most:
        raise ValueError("a margin has the unit of what it is around")
    if margin.number.scale and not (centre.number.scale or middle["tail"]):
        centre = replace(centre, number=centre.number._replace(scale=margin.number.scale))
    number = centre.number.signed(centre.is_negative)
    return Parsed("margin", number, margin.number, centre.unit or "count", False, RANGE)
