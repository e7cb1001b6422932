"""Where figures may start and end in running text: patterns of the words that `parse` knows.

Imports amounts, combined, comparisons, grammar, hedges, nofigures, numerals, units, vocabulary
and words. Patterns are of normalised text, in which a line ends in '\\v' (see finding.py).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from analysis.quantity import comparisons, grammar, nofigures, units, vocabulary
from analysis.quantity.amounts import CURRENCY_BEFORE, INSIDE
from analysis.quantity.combined import AS_MANY, EACH, IN_TWO_UNITS
from analysis.quantity.hedges import RANGE
from analysis.quantity.numerals import CHINESE, ENGLISH, NUMBER
from analysis.quantity.words import NEVER, TENTH, Words, opening_of, words

# After a number that something is told per: 每千人口执业医师3.4人.
_RATE = re.compile(rf"[一-鿿]{{1,14}}[0-9][0-9.,]*[{''.join(vocabulary.MEASURES)}]?")
_SO_MANY_PER = re.compile(r"(?: [a-z-]+){1,2} per 10{0,2},?0{3}(?:,000)?(?![0-9,])")
_COUNTED_IN_MILLIONS = re.compile("(?<=[0-9])m [a-z]{3,}s(?![a-z-])")
MOST_BEFORE_PER = 40  # characters
MOST_BEFORE_EACH = 14
_EACH = re.compile(f"[^每]??(?P<told>{EACH})")
_PER_OPENINGS = frozenset((" a", " e", " f", " o", " p"))
# Of what a number is a part: four bottles out of five, two of every three.
_OUT_OF = re.compile(
    rf"(?: [a-z]+){{0,2}} (?:out of(?: every)?|(?:in|of) every) "
    rf"(?:{ENGLISH}|[0-9]+(?:,[0-9]{{3}})*)(?![0-9.,]*[0-9])"
    rf"|(?<=one) [a-z]+ in (?:{ENGLISH}|[0-9]+(?:,[0-9]{{3}})*)(?![0-9.,]*[0-9])"
)
# What is told per something that no table has: €39 per head of the population.
_PER_NOUN = re.compile(
    r"(?: of [a-z-]+(?: [a-z-]+)?)?"
    r" (?:(?:per|for every|for each|each|every) (?!cent(?![a-z]))[a-z-]{3,}"
    r"|an? (?![a-z]+ (?:later|earlier|ago|before|after|since|record)(?![a-z]))[a-z-]{3,}"
    r"(?=[^\w ]|\Z|\v| (?:in|for|on|and|or|to|at|of|against|while|but|than|by|from|with|last|this"
    r"|next|now|today|as|which|that|is|was|were|are|when|after|before|since|until|compared)\b))"
    r"(?: of (?:the )?population| employed)?"
)
# What follows a number up to a mark that no figure goes beyond, if no other number does.
_REST = re.compile(r"[ -'*-/:<-~\v]{0,60}(?=[;()]|\Z)")
MOST_WORDS = 12  # of a figure on either side of its first number


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
    *(*grammar.BEFORE, *comparisons.BETWEEN, *vocabulary.LISTS["equal"], *CURRENCY_BEFORE),
    *(before for before, _ in comparisons.AROUND),
    *(*grammar.UP_OR_DOWN, *_SINCE, *vocabulary.EITHER_WAY),
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
    *(after for _, after in comparisons.AROUND if len(after) > 1),
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
_ORDERS = "数以[十百千万亿]+计|[十百千万亿]+级别?"
# Words in which a numeral, or what is read as one, counts nothing (参考 is read as 三考), besides
# those that a word begins with and no measure follows (see finding.py).
_NO_NUMERAL = (
    "一分为二|三番[五两]次|三下五除二|三三两两|四面八方|五花八门|七上八下|乱七八糟|接二连三"
    "|一[些样起般下时]|一(?:方面|系列|次性)|一点(?![零一二三四五六七八九])|(?<=[统唯逐同单专之万])一"
    "|十[有之][一二三四五六七八九]+|一多半|八九不离十|(?<=第)一时间|十分(?!之)|千万别|千方百计|二十大|二十四节|三三二二|(?<=[大登])六|(?<=队)五"
    "|半[年夜空天路]|(?<![过近超逾减])半(?!数|个百分)|(?<=成)倍增|零(?=下)"
    f"|几(?![十百千万亿{''.join(vocabulary.MEASURES)}])|数(?![十百千万亿以])"
)
SPELT = rf"(?=[a-z])(?:{words(_FOLDS)}|{ENGLISH}|{words(_SPELT)})"
_SPELT_OPENINGS = frozenset(map(opening_of, _ENGLISH))
_NUMERALS = frozenset((*vocabulary.NUMERAL, *"几数兆点"))
_AFTER_SHARE = "(?:(?<=[%t])|(?<=half)|(?<=third)|(?<=rter)|(?<=[a-z]th))"
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
        f"(?P<digits>{NUMBER if '0' <= opening <= '9' else NEVER})": True,
        f"(?!零下){CHINESE}": opening in _NUMERALS,
        f"{TENTH}[0-9{vocabulary.DIGITS}半]?": opening == "成",
        f"(?P<unit>{measures})": True,
        f"(?P<counted>{counted})": True,
        others: others != NEVER,
        # What belongs to the number that follows is none.
        rf"(?:{later})(?![ \v](?:than|or|to|[0-9]))": later != NEVER,
        "[大小高少低](?![幅型学中])": opening in [*"大小高少低"],
        f"{_AFTER_SHARE} (?:more|higher|less|lower|fewer)(?![a-z])": opening in _COMPARED,
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
    months = [rf"{month}(?![a-z])\.?(?=,? [0-9])" for month in nofigures.MONTHS]
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
        rf"(?![0-9])(?:{_NO_NUMERAL})|(?P<core>(?=[0-9]){NUMBER}|{nofigures.AHEAD}|{words(_CHARACTERS)}|{_ORDERS}"
        rf"|(?=[^a-z]){NUMBER}|{SPELT}"
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
        if at >= 0 and (each := _EACH.match(plain, max(done, at - 1))) and each.end() <= start:
            places.append(each.start("told"))
    return places


def ends(patterns: Patterns, plain: str, start: int, end: int) -> list[int]:
    """Return where a figure may end whose first number is at start:end."""
    if plain[start] <= "9" and (rest := _REST.match(plain, end)):
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
        found.append(IN_TWO_UNITS.match(plain, start))
    if near.startswith("m "):
        found.append(_COUNTED_IN_MILLIONS.match(plain, end))
    if is_rate:
        found.append(_RATE.match(plain, end))
    if is_near:
        found.append(_SO_MANY_PER.match(plain, last))
    if " out of " in near or " every " in near or plain.startswith("one", start):
        found.append(_OUT_OF.match(plain, end))
    if plain[last : last + 2] in _PER_OPENINGS:
        found.append(_PER_NOUN.match(plain, last))
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
