"""Read what stands after a number: a unit, a rate, the noun of what is counted.

Imports numerals, units and vocabulary. A noun is any that is short and holds no word that would
make the number another: a scale, a unit, a verb of change, a second number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.quantity import units, vocabulary
from analysis.quantity.vocabulary import MEASURES, RE, SCALES

MOST_WORDS = 4  # of an English noun
MOST_CHARACTERS = 10  # of a Chinese one
SHORTEST = 4  # letters of an English noun; what is shorter is as often a unit, but for these:
SHORT = ("men", "ads", "new", "big", "key", "top", "car", "bus", "law", "oil", "gas", "sea", "air")
LIKE = 0.85  # how like a scale or a unit a word may be before it is held to be one mistyped
LONGEST = max(len(word) for word in units.WORDS)


@dataclass(frozen=True)
class Tail:
    """What follows a number: its unit (None if none is printed) and that unit's power of ten.

    counted: whether there is a noun, or a word for a unit; times: whether it is a multiple.
    """

    unit: str | None = None
    power: int = 0
    word: str = ""
    counted: bool = False
    times: bool = False


def read_tail(text: str, currency: str, of_whole: bool = False) -> Tail:
    """Return what the text after a number says; raises ValueError if it is none of these.

    of_whole: the number is a share, so that 的 or 'of' may come before the noun.
    """
    text = text.strip(" ")
    if of_whole:
        text = RE.OF_WHOLE.sub("", text, count=1)
    if not text:
        return Tail()
    if text == "块" and currency:  # of money in speech; else of what comes in pieces
        return Tail(currency, word="块钱", counted=True)
    if text in vocabulary.TIMES:
        return Tail("share", times=True, counted=True)
    word, rest = _split_unit(text.removeprefix("-"))  # 40-percent, a 5-year plan
    if not word:
        return _read_counted(text)
    power = units.WORDS[word][1]
    unit = units.currency_of(word, currency)
    of_what = RE.NOUN_RATE.fullmatch(RE.OF_WHOLE.sub("", rest, count=1))
    if of_what and is_noun(of_what["noun"]):
        rest = of_what["rate"]  # tonnes of olives a hectare
    if rate := RE.RATE_TAIL.fullmatch(rest):
        if unit == "age":
            raise ValueError("an age is no rate: what follows is told of something else")
        per, times = _read_rate(rate[1], units.is_money(unit))
        rate_of = f"{unit}/{per}"
        return Tail(units.SAME.get(rate_of, rate_of), power - times, word, counted=True)
    if rest and not is_noun(RE.OF_WHOLE.sub("", rest, count=1)):
        raise ValueError(f"its unit is followed by {clip(rest)}, which is no noun")
    return Tail(unit, power, word, counted=True)


def _read_counted(text: str) -> Tail:
    """Return what a text without a unit says: a noun, a rate, or English points."""
    if text in ("point", "points"):
        return Tail()
    noun, rate = "", RE.RATE_TAIL.fullmatch(text)
    if not rate and (found := RE.NOUN_RATE.fullmatch(text)):
        noun, rate = found["noun"], RE.RATE_TAIL.fullmatch(found["rate"])
    if rate and (not noun or is_noun(noun)):
        per, times = _read_rate(rate[1])
        return Tail(f"/{per}", -times, counted=bool(noun))
    if not is_noun(text):
        raise ValueError(f"it is followed by {clip(text)}, which is no unit and no noun")
    return Tail("count", counted=True)


def clip(text: object, most: int = 60) -> str:
    """Return a text quoted, cut short where it is long."""
    if isinstance(text, str):
        return repr(text if len(text) <= most else f"{text[:most]}…")
    return repr(text)[:most]


def is_noun(text: str) -> bool:
    """Return whether a text is a short noun, Chinese or English, as what is counted has it."""
    if RE.NOUN_CHINESE.fullmatch(text):
        return _is_chinese_noun(text)
    words = re.split(" (?:and |or )?", text)
    return len(words) <= MOST_WORDS and all(_is_english_noun(word) for word in words)


def _is_chinese_noun(text: str) -> bool:
    if any(_is_no_noun(word) for word in RE.LETTERS.findall(text)):
        return False
    characters = set(text.replace("半导体", ""))
    if len(text) > MOST_CHARACTERS or characters & (
        vocabulary.VERBS | {*vocabulary.NUMERAL, *"半几"}
    ):
        return False
    if any(word in text for word in vocabulary.HEDGING) or text in (*vocabulary.NO_UNITS, "块"):
        return False
    if text[-1] in vocabulary.UNIT_ENDS or re.match("[a-z](?![a-z])", text):
        return False  # 5纳米, 3D打印机
    if {text[0], text[-1]} & vocabulary.JOINING:
        return False
    if text[0] in MEASURES:
        return text[1:] not in {*vocabulary.NO_NOUN_CHINESE, *"大小高低新老"}
    if text in vocabulary.SHORT_NOUNS:
        return True
    return len(text) > 1 and text[0] not in vocabulary.NO_NOUN_CHINESE


def _is_english_noun(word: str) -> bool:
    if not RE.NOUN_ENGLISH.fullmatch(word) or (len(word) < SHORTEST and word not in SHORT):
        return False
    from difflib import get_close_matches  # here, as few figures have an English noun

    known = (*SCALES, "percent", "dollars", "euros")
    for part in word.split("-"):
        if _is_no_noun(part):
            return False
        if get_close_matches(part, known, 1, LIKE):
            return False
    return True


def _is_no_noun(word: str) -> bool:
    known = (vocabulary.NO_NOUN, vocabulary.NO_UNITS, vocabulary.NUMBER_WORDS, units.WORDS, SCALES)
    return any(word in words for words in known)


def _split_unit(text: str) -> tuple[str, str]:
    """Return the longest unit word that the text starts with ('' if none), and the rest."""
    for length in range(min(len(text), LONGEST), 0, -1):
        word = text[:length]
        if word not in units.WORDS:
            continue
        following = text[length : length + 1]
        if word[-1].isascii() and word[-1].isalpha() and "a" <= following <= "z":
            continue
        return word, text[length:].strip(" ")
    return "", ""


def _read_rate(text: str, is_price: bool = False) -> tuple[str, int]:
    """Return the unit that a rate is of, the month of 元/月, and the power of ten that it adds.

    is_price: it is of money, which is paid per kilowatt-hour where it is paid per 度.
    """
    if text in units.PERIODS:
        return units.PERIODS[text], 0
    text = "度电" if is_price and text == "度" else RE.OF_PEOPLE.sub("", text)
    if text in units.WORDS and not set(text) & set("$€£¥%‰"):
        return units.currency_of(text, ""), units.WORDS[text][1]
    if is_noun(text):
        return "count", 0
    raise ValueError(f"it is a rate of {clip(text)}, which is no unit and no noun")
