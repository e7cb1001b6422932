"""Take a printed figure apart: its numbers, unit and hedge.

Imports amounts, hedges, numerals, shapes, units and vocabulary. The text is normalised first (see
vocabulary.normalise). What stands around the figure is peeled off, word by word: hedges, words that
say nothing of its size, and those that make it a change; what is left is one amount, a range, or
one of the forms in shapes.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from analysis.quantity import shapes, tails, units, vocabulary
from analysis.quantity.amounts import (
    FIGURE,
    HEDGE_WORDS,
    Amount,
    amount_pattern,
    check_scale,
    read_amount,
)
from analysis.quantity.combined import read_combined, read_margin, read_per
from analysis.quantity.hedges import RANGE, Hedge, Opening, agreed
from analysis.quantity.numerals import Number
from analysis.quantity.shapes import Parsed
from analysis.quantity.tails import clip
from analysis.quantity.vocabulary import RE, UP_OR_DOWN, any_of

MOST_WORDS = 8  # that are peeled off at either end
# Words that a year may follow as well: 近2030 is near the year.
OF_TIME = ("超", "超过", "已超", "逾", "过", "突破", "破", "近", "接近", "将近", "不到")
LATE_YEAR = 1900  # from which a number is more often a year than not, even after 超过


class UnreadableFigure(ValueError):
    """A printed figure that cannot be read; a guess would be worse."""


@dataclass
class Context:
    """What has been peeled off: hedges, a change's sign, if since when, if 'more', if by a noun.

    of_rate: whether that noun stands first, as 增速 does, and may change itself.
    """

    hedges: list[Hedge] = field(default_factory=list)
    sign: int = 0
    since: bool = False
    compares: bool = False
    named: bool = False
    of_rate: bool = False

    def turn(self, sign: int) -> None:
        """Make the figure a change; raises ValueError where it is one the other way already."""
        if self.sign == -sign:
            raise ValueError("it goes up and down at once")
        self.sign = sign


BEFORE = {word[:-1]: row for word, row in HEDGE_WORDS.items() if re.fullmatch("[^…]+…", word)}
AFTER = {word.strip("…"): row for word, row in HEDGE_WORDS.items() if word.startswith("…")}
del AFTER["来"]  # 五年来 is since five years ago
CHANGES_AFTER = {
    **vocabulary.CHANGES,
    **{f"的{word}": sign for word, sign in UP_OR_DOWN.items()},
    **dict.fromkeys(vocabulary.SINCE_AFTER, 0),
}
JOINTS = any_of((*RANGE.chinese, *RANGE.english, "and"))
HEAD = re.compile(
    f"(?!ca[$])(?:(?P<since>{vocabulary.SINCE})|{any_of(vocabulary.LEVELS)}(?![少多])"
    f"|(?P<word>{any_of([*BEFORE, *vocabulary.PLAIN_WORDS, *UP_OR_DOWN])})) ?"
)
TAIL = re.compile(f" ?({any_of([*AFTER, *CHANGES_AFTER])})$")
ABOUT = f"(?:{any_of(word for word, row in BEFORE.items() if row.name == 'about')} ?)?"
RANGE_OF_TWO = re.compile(
    rf"(?P<lead>between |from )?{ABOUT}{amount_pattern('1', '[^0-9 ][^0-9]{0,20}?', '?')}"
    rf" ?(?P<joint>{JOINTS}) ?{ABOUT}{amount_pattern('2')}"
)
RE.give(HEDGES_BEFORE=any_of(BEFORE))
_LEADS = {"and": ("between ",), "or": (None,), "或": (None,)}  # of a range, by its joint


def take_apart(text: str, currency: str = "") -> Parsed:
    """Return what a normalised text says; raises ValueError with the reason if it is no figure."""
    text = text.strip(" ")
    if re.fullmatch("十[一二三四]五", text):
        raise ValueError("it may be the name of a five-year plan")
    if RE.WATTS.search(text):
        raise ValueError("its 'w' may be watts or ten thousand")
    return shapes.read_rank(text) or _read_hedged(text, currency)


def _read_hedged(text: str, currency: str) -> Parsed:
    context = Context()
    text = _peel_head(_peel_tail(text, currency, context), context)
    if context.since and not context.sign:
        raise ValueError("it says since when, and not which way it went")
    parsed = _read_body(text, currency, context)
    if context.compares and parsed.unit not in units.SHARES:
        raise ValueError("how many more or fewer is told, and not how many")
    return shapes.as_change(parsed, context.sign) if context.sign else parsed


def _peel_tail(text: str, currency: str, context: Context) -> str:
    for _ in range(MOST_WORDS):
        if found := TAIL.search(text):
            word = found[1]
            text = text[: found.start()]
            if word in AFTER:
                context.hedges.append(AFTER[word])
            elif not CHANGES_AFTER[word]:
                context.since = True
            else:
                context.turn(CHANGES_AFTER[word])
                context.named = True
                context.compares = word in vocabulary.COMPARED
                text = RE.A_CHANGE.sub("", text, count=1)
        elif found := RE.IN_BRACKETS.fullmatch(text):
            if not _says_the_same(found[2], currency):
                break
            text = found[1]
        else:
            break
    return text


def _says_the_same(text: str, currency: str) -> bool:
    """Return whether a text in brackets is a noun, or the sum in another currency."""
    if tails.is_noun(text):
        return text not in AFTER and text not in BEFORE
    try:
        return units.is_money(take_apart(text, currency).unit)
    except ValueError:
        return False


def _peel_head(text: str, context: Context) -> str:
    for _ in range(MOST_WORDS):
        found = HEAD.match(text)
        if not found or found.end() == len(text):
            break
        word, text = found["word"], text[found.end() :]
        if word in BEFORE:
            if context.sign and re.search("above|below", word):
                raise ValueError(f"it says what was passed with {clip(word)}, and not by how much")
            context.hedges.append(BEFORE[word])
        elif word in UP_OR_DOWN and context.of_rate:
            if context.sign < 0:
                raise ValueError("a fall that narrows is no fall, and one that widens no rise")
            context.sign = UP_OR_DOWN[word]  # 增速回落: of the two, the verb tells the way
        elif word in UP_OR_DOWN:
            context.turn(UP_OR_DOWN[word])
            context.of_rate = word in vocabulary.NAMED_CHANGES
            context.named = context.named or context.of_rate
        elif found["since"]:
            context.since = True
    if RE.SIGNED.match(text) and (text[0] == "+" or context.since):
        context.turn(1 if text[0] == "+" else -1)
        text = text[1:]
    return text


def _read_body(text: str, currency: str, context: Context) -> Parsed:
    hedges, sign = tuple(context.hedges), context.sign
    if sign and text.startswith("from "):
        raise ValueError("how far it went 'from' one number 'to' another is not told")
    plain = RE.BARE_NUMBER.fullmatch(text)
    if not plain and (
        shape := read_combined(text, currency)
        or shapes.read_shape(text, currency, sign)
        or read_per(text, currency)
    ):
        return shape.hedged(agreed(*hedges, *shape.hedges, otherwise=shape.hedge))
    if not plain and (margin := read_margin(text, currency, hedges)):
        return margin
    refusal = ValueError("its words, or their order, are not among those listed")
    if found := FIGURE.fullmatch(text):
        try:
            return _read_figure(found, currency, hedges, sign)
        except ValueError as error:
            refusal = error
    if found := RANGE_OF_TWO.fullmatch(text):
        parsed = _read_range(found, currency, hedges)
        if sign and not context.named:
            shapes.check_way(parsed, found["joint"], bool(found["tail1"]))
        return parsed
    raise refusal


def _read_figure(
    found: re.Match[str], currency: str, hedges: tuple[Hedge, ...], sign: int
) -> Parsed:
    amount = read_amount(found, "", currency)
    check_scale(amount.unit, amount)
    hedge = agreed(*hedges, *amount.hedges)
    if amount.unit == "age" and hedge.names == "low":
        hedge = replace(hedge, above=Opening(unlimited=True))  # no next round figure ends an age
    unit = amount.unit or "count"
    if amount.may_be_a_year and not _firm(hedges, amount):
        raise ValueError("it may be a year; a count has a noun, a comma or a hedge beside it")
    if amount.most:
        pair = (amount.number, amount.most)
        if amount.is_negative:
            pair = (amount.most.signed(True), amount.number.signed(True))
        return Parsed("range", *pair, unit, False, hedge)
    if not amount.number.mantissa and (hedge.below.steps or hedge.above.steps):
        raise ValueError("zero has no round figure next to it")
    if amount.is_negative and hedge.names:
        raise ValueError("a hedge beside a negative number may mean either side of it")
    if amount.tail.times and sign:
        raise ValueError("'times' as much and 'times' more are not told apart")
    number, rounded = amount.number, amount.is_rounded
    return Parsed(
        *("figure", number, Number(0), unit, rounded, hedge),
        negative=amount.is_negative,
        is_part=amount.is_part,
    )


def _firm(hedges: tuple[Hedge, ...], amount: Amount) -> bool:
    """Return whether a hedge says that it is no year, as around 1500 and over 2008 may be."""
    is_round = amount.number.mantissa % 100 == 0
    if amount.unit:
        return is_round and any(hedge.names for hedge in (*hedges, *amount.hedges))
    is_late = amount.number.mantissa >= LATE_YEAR
    words = [hedge.word.strip("…") for hedge in hedges if hedge.names and hedge.word != "up to…"]
    return any(is_round or not (word.isascii() or (is_late and word in OF_TIME)) for word in words)


def _read_range(found: re.Match[str], currency: str, hedges: tuple[Hedge, ...]) -> Parsed:
    low, high = read_amount(found, "1", currency), read_amount(found, "2", currency)
    # At most 40 to 45 is at most 45, and at least as many at least 40.
    limits = [one for one in hedges if one.names and one.name != "nearly"]
    hedge = agreed(*(hedges if not limits else ()), *low.hedges, RANGE, *high.hedges)
    check_scale(low.unit or high.unit, low, high)
    _check_range(found, low, high)
    unit = low.unit or high.unit or "count"
    if low.unit and high.unit and low.unit != high.unit:
        unit = _one_unit(low, high)
    first, second = _share_scale(found, low, high)
    first, second = first.signed(low.is_negative), second.signed(high.is_negative)
    if low.is_negative and high.is_negative and first.above(second):
        first, second = second, first  # 零下9到零下15: told by how far below
    if limits:
        if first.above(second):
            raise ValueError("its first bound is above its second")
        limit, is_low = agreed(*hedges), limits[0].names == "low"
        ends = (first, Number(0)) if is_low else (Number(0), second)
        form: shapes.Form = "figure" if is_low else "range"
        return Parsed(form, *ends, unit, False, limit, is_part=high.is_part)
    return Parsed("range", first, second, unit, False, hedge, is_part=high.is_part)


def _check_range(found: re.Match[str], low: Amount, high: Amount) -> None:
    joint, tail, scales = found["joint"], found["tail1"], (low.number.scale, high.number.scale)
    is_far = joint == "to" or high.number.above(Number(100))
    is_unlike = len({"a" <= found[name][0] <= "z" for name in ("number1", "number2")}) > 1
    refusals = {
        "a bound of a range is one number": low.most or high.most,
        "its second number has a scale and no unit, and its first a unit": (
            tail and not high.unit and scales[1] and not scales[0]
        ),
        "its second number has no unit, and its first is a share": (
            low.unit in units.SHARES and not high.unit and is_far
        ),
        "it may be one or the other, and nothing between them": (
            joint in ("or", "或") and scales[1] > scales[0] + 1 and scales[0]
        ),
        "so many of one and so many of another are no range": (
            joint in ("or", "或") and low.unit == high.unit == "count" and tail != found["tail2"]
        ),
        "its two numbers are printed in unlike ways": (
            joint == "-" and (is_unlike or (tail or "").startswith("-"))
        ),
        "a range is 'between' one 'and' another, or 'from' one 'to' another": (
            found["lead"] not in _LEADS.get(joint, (None, "from "))
        ),
        "'from' one sum 'to' another may be a change": (
            found["lead"] == "from " and low.unit and high.unit
        ),
        "its first number may or may not share the place of the second": (
            len(found["number1"]) == 1 and RE.ENDS_IN_PLACE.fullmatch(found["number2"])
        ),
        "it may be years; a count has a noun, a comma or a hedge beside it": (
            low.may_be_a_year and high.may_be_a_year
        ),
    }
    for reason, is_so in refusals.items():
        if is_so:
            raise ValueError(reason)


def _one_unit(low: Amount, high: Amount) -> str:
    """Return the unit of a range whose ends name it differently: 'NT$3-5元', '€3 to €4 a kilo'."""
    of, _, each = (high.unit or "").partition("/")
    if (
        each
        and low.unit not in units.SHARES
        and "/" not in (low.unit or "")
        and of in (low.unit, "count")
    ):
        return f"{low.unit}/{each}"
    ends = [unit for unit in (low.unit, high.unit) if unit and units.is_money(unit)]
    bare = [amount.tail.word in units.BARE for amount in (low, high)]
    if bare[0] != bare[1] and len(ends) > 1:
        return ends[bare[0]]
    raise ValueError("a range has one unit")


def _share_scale(found: re.Match[str], low: Amount, high: Amount) -> tuple[Number, Number]:
    """Return the numbers of a range; a scale or unit printed once, at its end, holds for both."""
    first = low.number._replace(power=low.number.power if low.unit else high.number.power)
    second = high.number if high.unit else high.number._replace(power=low.number.power)
    if low.number.scale or found["tail1"]:
        return first, second
    word, other = found["number1"], found["number2"]
    if second.scale:
        shared = first._replace(scale=second.scale)
        is_told = "," in word or (low.number.mantissa >= 1000 and not low.number.decimals)
        return (first if is_told and shared.above(second) else shared), second
    if "," in other and word.isdigit() and 0 < int(word) < int(other.split(",")[0]):
        if found["joint"] not in ("-", "~"):
            raise ValueError("its first number may or may not be of thousands")
        return first._replace(mantissa=first.mantissa * 1000 ** other.count(",")), second
    return first, second
