"""Find the printed figures in running text, and tell apart what else has digits.

Imports the modules of this room but wording. A figure is looked for only where a number stands:
words that `parse` knows are gathered on both its sides, and the longest piece that `parse` reads is
taken. No piece has more than MOST_CHARACTERS, so that time grows with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.quantity import comparisons, nofigures, units, vocabulary
from analysis.quantity.amounts import CURRENCY_BEFORE
from analysis.quantity.grammar import UnreadableFigure
from analysis.quantity.hedges import HEDGES, RANGE
from analysis.quantity.interval import Quantity
from analysis.quantity.numerals import CHINESE, ENGLISH
from analysis.quantity.reading import hedge_of, normalise, parse

MOST_WORDS = 12  # of a figure on either side of its first number
MOST_CHARACTERS = 100
MOST_REMEMBERED = 1 << 14
UNREAD = "not read as a figure"


class Found(NamedTuple):
    """A printed figure: text[start:end] is `printed`, which `parse` reads as `quantity`."""

    start: int
    end: int
    printed: str
    quantity: Quantity


class NoFigure(NamedTuple):
    """Digits that are no figure, text[start:end], and what they are instead, as 'a year'."""

    start: int
    end: int
    printed: str
    reason: str


def _words(words: Iterable[str], back: bool = False) -> str:
    """Return a pattern for some words, longest first, whole if English; spelt backwards if so."""
    kinds: dict[tuple[str, str], list[str]] = {}  # by what may not stand before and after
    for word in sorted(set(words), key=len, reverse=True):
        spelt = word[::-1] if back else word
        before = "(?<![a-z])" if "a" <= spelt[0] <= "z" else ""
        after = "(?![a-z])" if "a" <= spelt[-1] <= "z" else ""
        kinds.setdefault((before, after), []).append(re.escape(spelt))
    return "|".join(
        f"{before}(?:{'|'.join(listed)}){after}" for (before, after), listed in kinds.items()
    )


_HEDGES = [word for hedge in HEDGES for word in (*hedge.chinese, *hedge.english)]
_BEFORE = [word[:-1] for word in _HEDGES if word.endswith("…") and word[0] != "…"]
_LATER = (
    *(word.strip("…") for word in _HEDGES if word.startswith("…")),
    *(*comparisons.AFTER, *(after for _, after in comparisons.AROUND)),
)
_HEADS = (
    *(*_BEFORE, *comparisons.BEFORE, *comparisons.BETWEEN, *CURRENCY_BEFORE),
    *(before for before, _ in comparisons.AROUND if before),
    *("第", "no.", "no", "number", "#", "from", "half", "a", "an", "ranked", "one"),
)
_JOINTS = (
    *(*RANGE.chinese, *RANGE.english, "and", "through", "分之", "/", "in", "out of", "every", "of"),
    *("和", "与", "第"),
)
_NEXT = (
    *(*vocabulary.SCALES, *units.WORDS, *vocabulary.TIMES, *vocabulary.MEASURES),
    *(*vocabulary.NOUNS, *CURRENCY_BEFORE, *vocabulary.DENOMINATORS, "dozen"),
    *("place", "名", "位", "st", "nd", "rd", "th", "间", "之间"),
)
_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_SPELT = (
    *(*vocabulary.SMALL, *vocabulary.TENS, *vocabulary.DENOMINATORS, *vocabulary.ORDINALS),
    *("several", "hundred", "thousand", "million", "billion", "trillion", "dozen"),
)
# Words in which a numeral counts nothing, normalised: 参考 is read as 三考.
_NO_NUMERAL = (
    "一[些样起定直般旦切致律体边下看再时味流线带路代生面度向]|一方面|一系列|一次性|一一(?![零一二三四五六七八九])|一点(?![一-九])"
    "|统一|唯一|万一|之一|第一时间|逐一|同一|单一|专一|十分(?!之)|十足|千万别|百姓|百科|百度|四川"
    "|三星|三亚|五金|四处|七夕|万科|万物|百货|千方百计|三三二二|三[考与加观照]|大六|六续|登六|队五"
    f"|[几数](?![十百千万亿{''.join(vocabulary.MEASURES)}])|半[年夜空天路]"
)
_CORE = re.compile(
    rf"{_NO_NUMERAL}|(?P<core>{_ARABIC}|{nofigures.AHEAD}"
    rf"|{_words(word for word in (*vocabulary.FRACTIONS, *vocabulary.OVER_HALVES) if word != '半')}"
    rf"|{CHINESE}|{ENGLISH}|{_words(_SPELT)}"
    # A superlative ranks where no noun follows it.
    rf"|(?:{_words(vocabulary.FIRST)})(?= ?(?:[^\w ]|\Z|(?:in|of|among|by) )))"
)
_YEAR_HEADS = ("", "from", "between", "位于", "介于")  # words that leave a year a year
_HEAD = re.compile(rf"[ \v]?(?:{_words(_HEADS, back=True)})")
_TAIL = re.compile(
    rf"[ \v]?(?:{_ARABIC}|成[0-9{vocabulary.DIGITS}半]?|{_words(_NEXT)}"
    rf"|(?:{_words(_LATER)})(?![ \v](?:than|or|to|[0-9]))"  # which belong to what follows
    rf"|(?P<joint>{_words(_JOINTS)})|{CHINESE}|{ENGLISH})"
)
# What would make a figure another, were it left out: a sign, a denial, a scale, glued letters.
_UNREAD_BEFORE = re.compile(
    rf"[ \v]?(?:{_words(('minus', 'negative', 'not', 'never', 'point', '零下'), back=True)}"
    r"|[负不没±点]|[-−](?![0-9a-z%)]))"
)
_UNREAD_AFTER = re.compile(
    r"(?<=[0-9])[a-z]|[ \v-]?(?:hundred|thousand|[mb]illion|trillion|dozen|lakh|crore|mil|[mbt]ln)"
    r"s?(?![a-z])|[ \v]point[ \v]|点[0-9零一二三四五六七八九]"
)


def find(text: str) -> list[Found]:
    """Return every printed figure in a text, in order, none over another, each at its longest.

    Hedges and units belong to a figure, words that say nothing of its size (a total of) do not.
    """
    return [one for one in scan(text) if isinstance(one, Found)]


def scan(text: str) -> list[Found | NoFigure]:
    """Return the printed figures of a text and, between them, the digits that are none."""
    found: list[Found | NoFigure] = []
    for one in _scan(text):
        whole = _within_limits(text, found[-1], one) if found else None
        if whole:
            found.pop()
        found.append(whole or one)
    return found


def _within_limits(text: str, first: Found | NoFigure, second: Found | NoFigure) -> Found | None:
    """Return two figures as one where they are its limits: at most 100 and at least 20."""
    joint = normalise(text[first.end : second.start]).strip(" ")
    if joint and joint not in comparisons.JOINTS:
        return None
    if isinstance(first, NoFigure) or isinstance(second, NoFigure):
        return None
    sides = [comparisons.side(hedge_of(one.printed)) for one in (first, second)]
    printed = text[first.start : second.end]
    quantity = _quantity(printed) if sorted(sides) == [-1, 1] else None
    return Found(first.start, second.end, printed, quantity) if quantity else None


def _scan(text: str) -> Iterator[Found | NoFigure]:
    plain = normalise(text.replace("\n", "\v"))
    back = plain[::-1]
    done = 0
    held = iter([*nofigures.addresses(plain), (len(text) + 1, len(text) + 1)])
    address = next(held)
    for core in _CORE.finditer(plain):
        start, end = core.span()
        while address[1] <= start:
            address = next(held)
        if start < done or core.lastgroup is None:
            continue
        if address[0] <= start:
            done = address[1]
            yield NoFigure(*address, text[slice(*address)], "an address")
            continue
        one = _read_at(text, plain, back, start, end, done)
        if one:
            done = one.end
            yield one


def _read_at(
    text: str, plain: str, back: str, start: int, end: int, done: int
) -> Found | NoFigure | None:
    """Return what the number at start:end is, with nothing before `done`; None for mere words."""
    if other := nofigures.tell_apart(plain, start):
        return NoFigure(start, other[0], text[start : other[0]], other[1])
    starts, ends = _starts(back, start, done), _ends(plain, end)
    years = _end_of_years(plain, start)
    if years and plain[starts[-1] : start].strip(" \v") in _YEAR_HEADS:
        return NoFigure(start, years, text[start:years], "a year")
    pieces = sorted(
        ((one, other) for one in starts for other in ends if other - one <= MOST_CHARACTERS),
        key=lambda piece: piece[0] - piece[1],
    )
    in_digits = "0" <= plain[start] <= "9"
    for first, last in pieces:
        quantity = _quantity(text[first:last])
        if not quantity or _UNREAD_AFTER.match(plain, last):
            continue
        if _UNREAD_BEFORE.match(back, len(back) - first):
            continue
        if in_digits or _counts(plain[first:last], quantity):
            return Found(first, last, text[first:last], quantity)
    return NoFigure(start, end, text[start:end], UNREAD) if in_digits else None


def _counts(words: str, quantity: Quantity) -> bool:
    """Return whether a number in words counts: 'one', 一个 and 千 by themselves do not."""
    is_article = quantity.unit == "count" and quantity.low == quantity.high == 1
    return not (is_article or words == "several" or words in vocabulary.CHINESE_SCALES)


def _end_of_years(plain: str, start: int) -> int:
    """Return the end of a bare year, or of one to another, at `start`; 0 where it has a unit."""
    end = nofigures.end_of_years(plain, start)
    tail = _TAIL.match(plain, end) if end else None
    return 0 if tail and not tail["joint"] else end


def _starts(back: str, start: int, done: int) -> list[int]:
    """Return where a figure may start whose number starts at `start`, `back` being backwards."""
    starts, place, last = [start], len(back) - start, len(back) - done
    while len(starts) < MOST_WORDS and (head := _HEAD.match(back, place, last)):
        place = head.end()
        starts.append(len(back) - place)
    return starts


def _ends(plain: str, end: int) -> list[int]:
    """Return where a figure may end whose first number ends at `end`."""
    ends, place = [end], end
    for _ in range(MOST_WORDS):
        tail = _TAIL.match(plain, place)
        if not tail:
            break
        place = tail.end()
        if not tail["joint"]:
            ends.append(place)
    return ends


@lru_cache(maxsize=MOST_REMEMBERED)
def _quantity(printed: str) -> Quantity | None:
    try:
        return parse(printed)
    except UnreadableFigure:
        return None
