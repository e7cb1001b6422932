"""Words of a draft: those that say what a number is, or is not, and those that mean the same.

Imports quantity. phrases.csv has a row for each alternative of a regular expression.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from analysis.quantity import vocabulary
from analysis.quantity.grammar import BEFORE
from analysis.quantity.vocabulary import Patterns, any_of, listed, normalise

RE = Patterns.read(Path(__file__).with_name("phrases.csv"))
RE.give(
    HEDGES=any_of(word for word in BEFORE if re.fullmatch("[a-z ]{4,}", word)),
    NUMBER_WORDS=any_of(
        (*vocabulary.SCALES, *vocabulary.SMALL, *vocabulary.TENS, "hundred", "dozen")
    ),
)
# What says how something is measured and not what: the unit of a number tells that already.
GENERIC = frozenset(
    listed(
        "a all an and as at by for from have in its it of on or per s that the their this to with "
        "change count figure growth number output percent percentage place proportion rank related "
        "total whole",
    )
)
SAME = {  # words that drafts use for those of labels
    **dict.fromkeys(("company", "enterprise", "business", "startup"), "firm"),
    **dict.fromkeys(("employee", "personnel", "worker", "researcher", "employed"), "staff"),
    **dict.fromkeys(("inhabitant", "population", "citizen"), "resident"),
    **dict.fromkeys(("college", "institution"), "university"),
    "share": "portion",
    **dict.fromkeys(("expenditure", "outlay", "money", "spend"), "spending"),
}
SAME_ZH = {
    **{"人工智能": "ai", "占比": "portion", "公司": "企业", "大学": "高校", "院校": "高校"},
    **{"员工": "人员", "投入": "经费", "人才量": "人才"},
    **{"gdp": "生产总值", "经济总量": "生产总值"},
}
SPELT_OUT = {
    **{"artificial intelligence": "ai", "research and development": "r&d"},
    **{"worldwide": "world-wide", "world wide": "world-wide"},
}
WORD = re.compile(r"[a-z][a-z&]*|[\u3400-\u9fff]+")
# Signs of names and labels beyond those of numbers, traditional and simplified.
TRADITIONAL = (
    "廣東蘇慶寧漢陝遼龍濟瀋廈鄭貴雲疆灣總經發佔術創額資區縣鎮鄉島際類網聯車電腦實驗興備廠購"
)
SIMPLIFIED = (
    "广东苏庆宁汉陕辽龙济沈厦郑贵云疆湾总经发占术创额资区县镇乡岛际类网联车电脑实验兴备厂购"
)
ALIKE = str.maketrans(TRADITIONAL, SIMPLIFIED)


def fold(text: str) -> str:
    """Return a text as it is compared: half-width, lower-case, simplified; sign by sign."""
    return normalise(text).translate(ALIKE)


def words_of(folded: str) -> Iterator[str]:
    """Yield the words of a normalised text that tell what it is of; of Chinese, pairs of signs."""
    for long, short in SPELT_OUT.items():
        folded = folded.replace(long, short)
    for long, short in SAME_ZH.items():
        folded = folded.replace(long, f" {short} " if short.isascii() else short)
    for match in WORD.finditer(RE.GENERIC_ZH.sub(" ", folded)):
        run = match[0]
        if not run.isascii():
            yield from (one + other for one, other in pairwise(run))
        elif (word := _stem(run)) not in GENERIC:
            yield word


def _stem(word: str) -> str:
    """Return an English word in the singular, or the word of labels that means the same."""
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    return SAME.get(word, word)


def telling(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what says before a number, and behind it, that a text under study prints it.

    names: a pattern of the names of those who publish such texts.
    """
    before, behind = (RE.text(f"TOLD_{side}", NAMES=names) for side in ("BEFORE", "BEHIND"))
    return re.compile(before), re.compile(behind)
