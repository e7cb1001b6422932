"""Where figures may start and end in running text: patterns of the words that `parse` knows.

Imports amounts, combined, grammar, hedges, indirect, nofigures, units and vocabulary. Patterns are
of normalised text, in which a line ends in '\\v' (see finding.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from analysis.quantity import grammar, indirect, nofigures, units, vocabulary
from analysis.quantity.amounts import CURRENCY_BEFORE, INSIDE
from analysis.quantity.combined import AS_MANY
from analysis.quantity.hedges import RANGE
from analysis.quantity.vocabulary import RE, UP_OR_DOWN, words

_OPENING = re.compile("[a-z]+|[^a-z]", re.DOTALL)
NEVER = "(?!)"
BLANKS = (" ", "\v")
MOST_BEFORE_PER = 40  # characters
MOST_BEFORE_EACH = 14
_PER_OPENINGS = frozenset((" a", " e", " f", " o", " p"))
MOST_WORDS = 12  # of a figure on either side of its first number


def opening_of(word: str, place: int = 0) -> str:
    """Return the English word at a place, or else the one character there, if any."""
    found = _OPENING.match(word, place)
    return found[0] if found else ""


class Words:
    """Words that may stand at a place, after a blank or not.

    Only those that open as the text does there are tried: with the same English word, or else the
    same character. `make` returns the pattern of those, from those of each list; `otherwise` may
    return one to try after it.
    """

    def __init__(
        self,
        make: Callable[..., str],
        lists: Iterable[Iterable[str]],
        back: bool,
        otherwise: Callable[[str], re.Pattern[str] | None] = lambda _: None,
    ) -> None:
        self._otherwise = otherwise
        self._make, self._lists, self._made = make, [], dict[str, re.Pattern[str]]()
        for known in lists:
            table: dict[str, list[str]] = {}
            for word in known:
                table.setdefault(opening_of(word[::-1] if back else word), []).append(word)
            self._lists.append(table)
        self._openings = frozenset().union(*self._lists)

    def match(self, text: str, place: int) -> re.Match[str] | None:
        """Return the word at a place, if any."""
        at = place + (text[place : place + 1] in BLANKS)
        opening = text[at : at + 1]
        if "a" <= opening <= "z":
            opening = opening_of(text, at)
        elif "0" <= opening <= "9":
            opening = "0"
        if opening not in self._openings:
            return None
        if opening not in self._made:
            known = [table.get(opening, []) for table in self._lists]
            self._made[opening] = re.compile(self._make(opening, *known))
        if found := self._made[opening].match(text, place):
            return found
        other = self._otherwise(opening)
        return other.match(text, place) if other else None


class Patterns(NamedTuple):
    """anchor: where a number may start; core: one, or words in which a numeral counts nothing.

    heads: words before a number, spelt backwards; those that say nothing of its size are in plain.
    tails: words after it; in joint, those with which no figure ends; in unit and counted, those
    that belong to the number before them.
    """

    anchor: re.Pattern[str]
    core: re.Pattern[str]
    heads: Words
    tails: Words


_SINCE = (
    *("同比", "环比", "按年", "按月", "year-on-year"),
    *(
        f"{than}{year}{end}"
        for than in "比较"
        for year in ("上年", "去年", "上一年", "前一年", "上月", "上季度", "上周")
        for end in ("", "末", "底", "同期")
    ),
)
_HEADS = (
    *(*grammar.BEFORE, *indirect.BETWEEN, *vocabulary.LISTS["equal"], *CURRENCY_BEFORE),
    *(before for before, _ in indirect.AROUND),
    *(*UP_OR_DOWN, *_SINCE, *vocabulary.EITHER_WAY),
    *(word.strip() for word in vocabulary.BELOW_ZERO if word != "-"),
    *vocabulary.listed(
        "翻 翻了 时速 摄氏 华氏 top- 第 前 每 no. no number # top from half a an ranked"
    ),
)
_JOINTS = (
    *(*RANGE.chinese, *RANGE.english, "and", "through", "分之", "/", "in", "out of", "every", "of"),
    *("和", "与", "第", "per", "a", "an", "each", "每", "-", "零下", "person", "people", "there"),
    *("中有", "中就有", "就有", *vocabulary.EITHER_WAY),
)
_LATER = (
    *grammar.AFTER,
    *(after for _, after in indirect.AROUND if len(after) > 1),
    *(*vocabulary.CHANGES, *vocabulary.SINCE_AFTER),
)
_SPELT = (
    *(*vocabulary.SMALL, *vocabulary.TENS, *vocabulary.DENOMINATORS, *vocabulary.ORDINALS),
    *("several", "hundred", "thousand", "million", "billion", "trillion", "dozen", "half"),
    *("tens", "hundreds", "thousands", "millions", "billions", "few hundred", "few thousand"),
    *("zero", "nought"),
    *(word for word in (*vocabulary.MULTIPLES, *vocabulary.HALVED) if word.isascii()),
    "dozens",
)
# Numbers in characters that a numeral may start, and so are tried before it.
_CHARACTERS = (
    *(word for word in (*vocabulary.FRACTIONS, *vocabulary.MULTIPLES) if not word.isascii()),
    *(*vocabulary.OVER_HALVES, *(word for word in vocabulary.HALVED if not word.isascii())),
)
_FOLDS = tuple(f"{word}{joint}fold" for word in vocabulary.SMALL for joint in ("", "-"))
_ENGLISH = (*_SPELT, *_FOLDS, "a", "an", "quarter", *(one for one in vocabulary.FIRST if one < "{"))
SPELT = rf"(?=[a-z])(?:{words(_FOLDS)}|{RE.text('ENGLISH')}|{words(_SPELT)})"
_SPELT_OPENINGS = frozenset(map(opening_of, _ENGLISH))
_NUMERALS = frozenset((*vocabulary.NUMERAL, *"几数兆点"))
_COMPARED = ("more", "higher", "less", "lower", "fewer")


def known() -> Patterns:
    """Return the patterns, made anew where units have been added since (see units.define)."""
    return _made(len(units.WORDS))


@lru_cache(maxsize=2)
def _made(_: int) -> Patterns:
    measures = (*vocabulary.SCALES, *units.WORDS, *vocabulary.TIMES, "points", "级")
    counted = (*vocabulary.MEASURES, *vocabulary.NOUNS, "dozen", "名", "位")
    others = (
        *(*CURRENCY_BEFORE, *vocabulary.DENOMINATORS, "place", "强", "st", "nd", "rd", "th"),
        *("度", "番", "间", "之间", "of thousands", "of millions", "of billions", "point"),
        *(word.strip("…") for word in INSIDE),
        *AS_MANY,
        *("again", "半"),
    )
    # Openings of what is no word of these lists.
    more = (*_ENGLISH, *_COMPARED, *_NUMERALS, *"0123456789成月日时周大小高少低")
    return Patterns(
        anchor=re.compile(_anchor()),
        core=re.compile(_core()),
        heads=Words(_head, (_HEADS, vocabulary.PLAIN_WORDS, "+-"), back=True),
        tails=Words(_tail, (measures, counted, others, _LATER, _JOINTS, more), False, _number),
    )


def _head(opening: str, heads: list[str], plain: list[str], _: list[str]) -> str:
    known, others = (words(some, back=True) or NEVER for some in (heads, plain))
    sign = r"|[+-](?![0-9a-z%)])" if opening in ("+", "-") else ""
    return rf"[ \v]?(?:{known}|(?P<plain>{others})){sign}"


def _tail(opening: str, *known: list[str]) -> str:
    measures, counted, others, later, joints = (words(some) or NEVER for some in known[:5])
    kinds = {
        f"(?P<digits>{RE.text('NUMBER') if '0' <= opening <= '9' else NEVER})": True,
        f"(?!零下){RE.text('CHINESE')}": opening in _NUMERALS,
        f"{RE.text('TENTH')}[0-9{vocabulary.DIGITS}半]?": opening == "成",
        f"(?P<unit>{measures})": True,
        f"(?P<counted>{counted})": True,
        others: others != NEVER,
        # What belongs to the number that follows is none.
        rf"(?:{later})(?![ \v](?:than|or|to|[0-9]))": later != NEVER,
        "[大小高少低](?![幅型学中])": opening in [*"大小高少低"],
        f"{RE.text('AFTER_SHARE')} (?:more|higher|less|lower|fewer)(?![a-z])": opening in _COMPARED,
        "(?<=[/每多])[月日时周]": opening in [*"月日时周"],
        "(?<=/)person(?![a-z])": opening == "person",
        f"(?P<joint>{joints})": True,
    }
    return rf"[ \v]?(?:{'|'.join(kind for kind, is_tried in kinds.items() if is_tried)})"


def _number(opening: str) -> re.Pattern[str] | None:
    """Return a pattern of numbers in English words, where a word may open one."""
    return _spelt() if opening in _SPELT_OPENINGS else None


@cache
def _spelt() -> re.Pattern[str]:
    """Return a pattern of numbers in English words, with the groups of a tail, which are empty."""
    groups = "".join(f"(?P<{name}>)?" for name in ("digits", "unit", "counted", "joint"))
    return re.compile(rf"[ \v]?{SPELT}(?:(?!){groups})?")


def _anchor() -> str:
    characters = {word[0] for word in (*_CHARACTERS, *vocabulary.FIRST) if word[0] > "z"}
    characters |= {*vocabulary.NUMERAL, *"几数半+"}
    spelt = [
        f"{first}(?:{'|'.join(word[1:] for word in some)})(?![a-z])"
        for first, some in groupby(sorted(set(map(opening_of, _ENGLISH))), lambda word: word[0])
    ]
    months = [rf"{month}(?![a-z])\.?(?=,? [0-9])" for month in vocabulary.LISTS["month name"]]
    # Each begins with a character, so that most are passed over at once; and a year in brackets
    # and a plain number, which are most of all, need no further look.
    return "|".join(
        (
            r"[12](?<=\([12])(?:(?<=1)[0-9]|(?<=2)0)[0-9]{2}(?=\)| est\.\))(?P<year>)",
            r"[0-9](?:[0-9]{0,2}(?:,[0-9]{3})+|[0-9]*)(?:\.[0-9]+)?"
            r"(?=[%;)]|,(?![0-9])|\Z| [b-wyz(])(?P<plain>)",
            r"[0-9][0-9,.]*|\.(?<![0-9a-z一-鿿.]\.)[0-9][0-9,.]*|\((?=0[0-9])",
            f"[{''.join(sorted(characters))}]",
            f"(?<![a-z])(?:{'|'.join((*spelt, *months))})",
        )
    )


def _core() -> str:
    return (
        rf"(?![0-9])(?:{RE.text('NO_NUMERAL')})|(?P<core>(?=[0-9]){RE.text('NUMBER')}|{RE.text('AHEAD')}|{words(_CHARACTERS)}|{RE.text('ORDERS')}"
        rf"|(?=[^a-z]){RE.text('NUMBER')}|{SPELT}"
        # A superlative ranks where no noun follows it.
        rf"|(?:{words(vocabulary.FIRST)})(?= ?(?:[^\w ]|\Z|(?:in|of|among|by) )))"
    )


def starts(patterns: Patterns, plain: str, back: str, start: int, done: int) -> list[int]:
    """Return where a figure may start whose number starts at `start`, `back` being backwards.

    None starts before `done`.
    """
    places, place, last = [start], len(back) - start, len(back) - done
    for _ in range(MOST_WORDS):
        head = patterns.heads.match(back, place)
        if not head or head.end() > last:
            break
        place = head.end()
        if not head["plain"]:
            places.append(len(back) - place)
    if plain[places[-1] - 1 : places[-1]] > "Z":  # a letter or a sign, and no blank
        first = max(done, start - MOST_BEFORE_EACH)
        at = max(plain.rfind(word, first, start) for word in "每均亩薪租费")
        if (
            at >= 0
            and (each := RE.EACH_BEFORE.match(plain, max(done, at - 1)))
            and each.end() <= start
        ):
            places.append(each.start("told"))
    return places


def ends(patterns: Patterns, plain: str, start: int, end: int) -> list[int]:
    """Return where a figure may end whose first number is at start:end."""
    if plain[start] <= "9" and (rest := RE.REST_OF_LINE.match(plain, end)):
        return [end + place for place in _ends_of(rest[0], len(units.WORDS))]
    return _ends(patterns, plain, start, end)


@lru_cache(maxsize=1 << 14)
def _ends_of(rest: str, _: int) -> list[int]:
    """Return how far into what follows a number in digits a figure may go, as many units known."""
    return [place - 1 for place in _ends(known(), f"5{rest}", 0, 1)]


def _ends(patterns: Patterns, plain: str, start: int, end: int) -> list[int]:
    places = _ends_by_word(patterns, plain, start, end)
    last = places[-1]
    is_rate = plain.startswith("每", max(0, start - 1))
    is_near = plain.find(" per 1", last, last + MOST_BEFORE_PER) > 0
    near = plain[end : end + MOST_BEFORE_PER]
    found = []
    if len(places) > 1:
        found.append(RE.IN_TWO_UNITS.match(plain, start))
    if near.startswith("m "):
        found.append(RE.COUNTED_IN_MILLIONS.match(plain, end))
    if is_rate:
        found.append(RE.RATE_PIECE.match(plain, end))
    if is_near:
        found.append(RE.SO_MANY_PER.match(plain, last))
    if " out of " in near or " every " in near or plain.startswith("one", start):
        found.append(RE.OUT_OF.match(plain, end))
    if plain[last : last + 2] in _PER_OPENINGS:
        found.append(RE.PER_NOUN.match(plain, last))
    return [*places, *(one.end() for one in found if one)]


def _ends_by_word(patterns: Patterns, plain: str, start: int, end: int) -> list[int]:
    """Return where the words end that may belong to the number at start:end.

    A second number has a joint before it, is no date, and takes the unit that follows it.
    """
    places, place, joint = [end], end, ""
    for _ in range(MOST_WORDS):
        tail = patterns.tails.match(plain, place)
        if not tail:
            break
        if tail["digits"] and plain[place] < "\u4e00":
            is_year = joint == "in" and plain[start:end] not in ("1", "one")
            if not joint or _is_date(plain, tail.start("digits"), is_year):
                break
            joint, place = "digits", tail.end()
            places.append(place)
            continue
        if joint == "digits":
            joint = ""
            if tail["unit"] or tail["counted"]:
                places.pop()
        place, joint = tail.end(), tail["joint"] or joint
        if not tail["joint"]:
            places.append(place)
    return places


def _is_date(plain: str, start: int, is_year: bool) -> bool:
    """Return whether a number after a joint is no number of a figure: to 31 December, in 2023."""
    if is_year and nofigures.end_of_years(plain, start):
        return True
    told = nofigures.tell_apart(plain, start)
    return told is not None and told[1] in nofigures.TIMES
