"""Read one amount: a number with the words for its unit, scale and hedges around it.

Imports hedges, numerals, tails, units and vocabulary. Spaces in a pattern are optional, one at
most, and what follows a number is of limited length, so that no text takes long to turn down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.quantity import numerals, units, vocabulary
from analysis.quantity.hedges import HEDGES, RANGE, SEVERAL, Hedge
from analysis.quantity.numerals import Number, read_number
from analysis.quantity.tails import Tail, read_tail
from analysis.quantity.vocabulary import RE, any_of

GROUPS = (
    *("currency", "parts", "sign", "number", "inside", "scale", "outside", "tenth", "more"),
    "tail",
)
DIGITS = frozenset(f"0123456789{vocabulary.DIGITS}")
POINTS = ("point", "points")
COUNTED = (*vocabulary.MEASURES, *vocabulary.NOUNS, "大")  # what nouns that are counted begin with
FIRST_YEAR, LAST_YEAR = 1001, 2099
MOST_HOURS = 24  # of a day
MOST_POINTS = 10  # that are held to be of percent where the print does not say of what


class AnyDigitsError(ValueError):
    """A print that is refused whatever the digits of its number are."""


@dataclass(frozen=True)
class Amount:
    """A number with its unit (None if none is printed) and the hedges inside it.

    `most` is the greatest number it can be where one digit is not told (十几) or two are (七八),
    else None. `is_plain`: digits without a scale, a separator or anything that they count.
    `is_pointed`: its point may part thousands. `is_mixed`: it ends in a half or a quarter, as 3½
    does, which no rounding of decimals has made. `of_what`: its scale is one that only a currency
    or a noun takes.
    """

    number: Number
    most: Number | None
    unit: str | None
    hedges: tuple[Hedge, ...]
    tail: Tail
    is_negative: bool
    is_part: bool
    is_plain: bool
    is_pointed: bool
    of_what: bool
    is_mixed: bool

    @property
    def is_rounded(self) -> bool:
        """Return whether the last place was rounded.

        What one counts out is exact, and so are whole numbers of a unit that one measures in: how
        finely is not told.
        """
        if self.is_mixed and not (self.number.scale or self.number.power):
            return False
        if self.number.scale or self.number.decimals or self.number.power > 0:
            return True
        unit = (self.unit or "count").partition("/")[0]
        return (unit in units.SHARES and (unit, self.number.power) != ("pp", -4)) or units.is_money(
            unit
        )

    @property
    def may_be_a_year(self) -> bool:
        """Return whether it is printed as a year of the calendar is."""
        return self.is_plain and FIRST_YEAR <= self.number.mantissa <= LAST_YEAR


HEDGE_WORDS = {
    word: hedge.said_as(word) for hedge in HEDGES for word in (*hedge.chinese, *hedge.english)
}
INSIDE = {word[1:-1]: row for word, row in HEDGE_WORDS.items() if re.fullmatch("….+…", word)}


def _comes_before(word: str) -> bool:
    name, power = units.WORDS[word]
    if power or not units.is_money(name) or name in units.SHARED:
        return False
    return len(word) < 4 or re.search(r"[^\w .&-]", word) is not None


CURRENCY_BEFORE = [
    word for word in units.WORDS if _comes_before(word) and word not in ("元", "块钱", "镑", "won")
]


def amount_pattern(side: str = "", tail: str = "[^0-9 ][^0-9]{0,60}", lazy: str = "") -> str:
    """Return a regular expression for an amount, its groups named with a suffix.

    lazy: '?' where the amount ends as early as it can, as the first of a range does.
    """
    before = {
        "currency": any_of(CURRENCY_BEFORE),
        "parts": any_of(vocabulary.PARTS),
        "sign": any_of(vocabulary.BELOW_ZERO),
    }
    after = {
        "inside": any_of(INSIDE),
        "scale": f"{numerals.scale_pattern(vocabulary.SCALES)}(?![²³])",
        "outside": any_of(INSIDE),
        "tenth": f"成(?:[0-9{vocabulary.DIGITS}]|半(?!数))?",  # 九成五 is 95%
        "more": any_of(INSIDE),
    }
    first = "".join(f"(?:(?![0-9])(?P<{name}{side}>{words}) ?)?" for name, words in before.items())
    last = "".join(f"(?:[ -]?(?P<{name}{side}>{words}))?" for name, words in after.items())
    rest = f"(?: ?(?P<tail{side}>{tail}))?{lazy}"
    return f"{first}(?P<number{side}>{numerals.NUMBER})(?!-[kmbt](?![a-z])){last}{rest}"


FIGURE = re.compile(amount_pattern())


def read_amount(found: re.Match[str], side: str, currency: str) -> Amount:
    """Read the amount in the groups of one side ('', '1' or '2') of a match."""
    group = {name: found[name + side] for name in GROUPS}
    if group["tail"] == "x" and found.string[found.start("tail" + side) - 1] == " ":
        raise ValueError("'x' after a blank may be part of a name")
    _settle_tail(group)
    word, scale = group["number"], group["scale"]
    tail = read_tail(group["tail"] or "", currency, bool(group["parts"] or group["tenth"]))
    if RE.OF_WORDS.fullmatch(word) and not scale and tail.unit == "count":
        _check_noun(group["tail"] or "")
    if scale == "m" and tail.unit == "count" and not RE.PLURAL.fullmatch(group["tail"] or ""):
        raise ValueError("its 'm' may be metres")
    number, most, told = _read_number(group)
    unit, power, is_part = _read_unit(group, tail, currency)
    if unit == "CNY" and tail.word == "元" and "兆" in word + (scale or "") and not currency:
        unit = "TWD"  # 兆 is a million million in Taiwan only
    if is_part and (number.scale or RE.COMPOUND.fullmatch(word) or SEVERAL in told):
        raise ValueError("a share takes no scale word and no untold digit")
    if (
        scale == "k"
        and RE.PICTURES.fullmatch(word)
        and not (group["currency"] or _is_known(tail, group))
    ):
        raise ValueError("it may name a size of pictures: 4K")
    if unit == "point" or group["tail"] in POINTS:
        unit, power = _read_points(group["tail"], most or number)
    inside = tuple(INSIDE[group[name]] for name in ("inside", "outside", "more") if group[name])
    return Amount(
        number=number._replace(power=power),
        most=most._replace(power=power) if most else None,
        unit=unit,
        hedges=(*inside, *told),
        tail=tail,
        is_negative=bool(group["sign"]),
        is_part=is_part,
        is_plain=unit in (None, "year")
        and (not (set(word) - DIGITS or scale) or RE.LONG.fullmatch(word) is not None),
        is_pointed=RE.THOUSANDS.fullmatch(word) is not None,
        is_mixed=RE.MIXED.fullmatch(word) is not None,
        of_what="兆" in word or scale in vocabulary.MONEY_SCALES,
    )


def _check_noun(noun: str) -> None:
    """Raise ValueError where a noun and the numeral before it may be a name: 五粮液, 八达岭."""
    if not noun.startswith(COUNTED) and noun[:2] not in vocabulary.SHORT_NOUNS:
        raise ValueError("its numeral may be part of a name")


def _is_known(tail: Tail, group: dict[str, str]) -> bool:
    """Return whether what follows a number is a unit, or a noun that is often counted."""
    return bool(tail.word) or (group["tail"] or "").startswith(COUNTED)


def _settle_tail(group: dict[str, str]) -> None:
    """Put what follows a number in other words where the number says what it is."""
    if re.match("0[0-9]", group["number"]):
        raise ValueError("a number that begins with 0 counts nothing")
    if group["number"] in [*"百千万"] and (group["tail"] or "").startswith("把"):
        raise ValueError("its 把 may hedge it, or count what has a handle")
    if group["tail"] == "度" and group["sign"] == "零下":
        group["tail"] = "摄氏度"
    elif group["tail"] == "度" and group["scale"]:
        group["tail"] = "度电"  # no angle, and no temperature, has so many
    elif group["tail"] == "级" and "." in group["number"]:
        group["tail"] = "震级"  # a whole one may be of a storm, a school or a league
    elif group["scale"] == "t" and not group["currency"]:
        group["tail"], group["scale"] = f"t {group['tail'] or ''}", ""


def _read_points(word: str, number: Number) -> tuple[str, int]:
    """Return the unit of points: of an index in Chinese, of percent in English if they are few."""
    few = not number.above(Number(MOST_POINTS if word in POINTS else MOST_HOURS))
    if word in POINTS and few:
        return "pp", -2
    if word in POINTS or few:
        raise ValueError("points may be of an index, of percent, or a time of day")
    return "point", 0


def check_scale(unit: str | None, *amounts: Amount) -> None:
    """Raise ValueError for a scale without the currency or noun that it takes, or 1.234 without."""
    is_whole = unit in (None, "count") or units.is_money(unit)
    scaled = any(amount.number.scale for amount in amounts)
    if any(amount.is_pointed for amount in amounts) and is_whole and not scaled:
        raise AnyDigitsError("its point may part thousands or decimals")
    is_told = units.is_money((unit or "").partition("/")[0]) or amounts[-1].tail.counted
    if any(amount.of_what for amount in amounts) and not is_told:
        raise AnyDigitsError(
            "'m', 'b', 't' and 兆 are scale words only beside a currency or a noun"
        )


def _read_number(group: dict[str, str]) -> tuple[Number, Number | None, tuple[Hedge, ...]]:
    """Return the number with its scale, the most it can be, and the hedge of its two bounds."""
    word, scale = group["number"], group["scale"] or ""
    power = vocabulary.SCALES.get(scale, 0)
    merged = not (group["inside"] or word[0].isascii() or set(word) & set("点."))
    if merged and scale in vocabulary.CHINESE_SCALES and scale != "兆":
        word, power = word + scale, 0  # 三千 万 is 三千万
    number, most, told = _read_scaled(word, power)
    if len(group["tenth"] or "") < 2:
        return number, most, told
    if most:
        raise ValueError("a number of two bounds takes no digit after 成")
    return _add_tenth(number, group["tenth"][1], numerals.is_arabic(word)), None, told


def _read_scaled(word: str, scale: int) -> tuple[Number, Number | None, tuple[Hedge, ...]]:
    if untold := numerals.read_untold(word, scale):
        return *untold, (SEVERAL,)
    if RE.COMPOUND.fullmatch(word):
        return numerals.read_compound(word, scale), None, ()
    if neighbours := numerals.read_neighbours(word):
        low, high = (numerals.add_scale(number, scale) for number in neighbours)
        return low, high, (RANGE,)
    return numerals.add_scale(read_number(word), scale), None, ()


def _read_unit(group: dict[str, str], tail: Tail, currency: str) -> tuple[str | None, int, bool]:
    """Return the unit, its power of ten, and whether it is of a whole, as a percentage is."""
    parts, tenth, before = group["parts"], group["tenth"], group["currency"]
    if sum(map(bool, (parts, tenth, before))) > 1:
        raise ValueError("it has two units")
    if parts or tenth:
        if tail.unit not in (None, "count") or group["tail"] in vocabulary.MEASURES:
            raise ValueError("it has two units")
        return "share", vocabulary.PARTS[parts] if parts else -1, True
    if not before:
        unit = f"count{tail.unit}" if tail.unit and tail.unit[0] == "/" else tail.unit
        return unit, tail.power, unit == "share" and not tail.times
    money = units.currency_of(before, currency)
    top, slash, rate = (tail.unit or money).partition("/")
    if top not in ("", money, "count") and tail.word not in units.BARE:
        raise ValueError("it has two units")
    if top == "count" and (slash or not group["scale"]) and tail.counted:
        raise ValueError("it has two units")
    return money + slash + rate, tail.power, False


def _add_tenth(number: Number, digit: str, in_digits: bool) -> Number:
    """Add the digit after 成: 九成五 is 9.5 tenths, and so is 九成半."""
    if (digit != "半" and in_digits != numerals.is_arabic(digit)) or number.decimals:
        raise ValueError("the digits before and after 成 do not go together")
    told = 5 if digit == "半" else int(digit) if in_digits else vocabulary.DIGITS.index(digit)
    return number._replace(mantissa=number.mantissa * 10 + told, decimals=1)
