"""The regular expressions of printed figures, built from the tables of words and hedges.

Imports english, hedges, numerals and words. They match shapes, in which every digit is a 0. Spaces
are optional, one at most, so that no text takes long to turn down.
"""

import re

from analysis.quantity.english import ENGLISH
from analysis.quantity.hedges import HEDGES, RANGE
from analysis.quantity.numerals import CHINESE, NUMBER
from analysis.quantity.words import (
    CURRENCY_BEFORE,
    DENOMINATORS,
    DIGITS,
    FIRST,
    MEASURES,
    NOUNS,
    ORDINALS,
    PARTS,
    PLAIN_WORDS,
    RANKED,
    RANKED_AMONG,
    SCALES,
    SMALL,
    UNIT_WORDS,
    any_of,
)

_WORDS = {word: hedge for hedge in HEDGES for word in (*hedge.chinese, *hedge.english)}
HEDGES_BEFORE = {
    word[:-1]: hedge for word, hedge in _WORDS.items() if word[0] != "…" and word[-1] == "…"
}
HEDGES_INSIDE = {
    word[1:-1]: hedge for word, hedge in _WORDS.items() if word[0] == "…" and word[-1] == "…"
}
HEDGES_AFTER = {word.strip("…"): hedge for word, hedge in _WORDS.items() if word.startswith("…")}

PLAIN = re.compile(rf"{any_of(PLAIN_WORDS)} ?")
BEFORE = re.compile(rf"({any_of(HEDGES_BEFORE)}) ?")
AFTER = re.compile(rf" ?({any_of(HEDGES_AFTER)})$")

_TENTHS = f"成[0{DIGITS}半]?"  # 九成五 is 95%
_COUNTED = f"{any_of(MEASURES)} ?{any_of(NOUNS)}|{any_of([*MEASURES, *NOUNS])}"
_UNIT = f"(?:{_TENTHS}|{_COUNTED}|{any_of(UNIT_WORDS)})"


def _amount(side: str = "") -> str:
    parts = {
        "currency": any_of(CURRENCY_BEFORE),
        "parts": any_of(PARTS),
        "number": NUMBER,
        "inside": any_of(HEDGES_INSIDE),
        "scale": any_of(SCALES),
        "outside": any_of(HEDGES_INSIDE),
        "unit": _UNIT,
    }
    return " ?".join(
        f"(?P<{name}{side}>{pattern})" + ("" if name == "number" else "?")
        for name, pattern in parts.items()
    )


FIGURE = re.compile(_amount())
_JOINTS = any_of((*RANGE.chinese, *RANGE.english, "and"))
RANGE_OF_TWO = re.compile(
    rf"(?P<lead>between |from )?{_amount('1')} ?(?P<joint>{_JOINTS}) ?{_amount('2')}"
)
FRACTIONS = (
    re.compile(rf"(?P<whole>{CHINESE}|0+) ?分之 ?(?P<part>{CHINESE}|0+)"),
    re.compile(r"(?P<part>0+) ?/ ?(?P<whole>0+)"),
    re.compile(rf"(?P<part>{ENGLISH}|0+) (?:in|out of)(?: every)? (?P<whole>{ENGLISH}|0+)"),
    re.compile(rf"(?P<part>{ENGLISH}|an?|0+)[ -](?P<name>{any_of(DENOMINATORS)})"),
)
RANK = re.compile(
    rf"(?:{any_of(RANKED)})?(?:{any_of(RANKED_AMONG)})?"
    rf"(?:第 ?(?P<chinese>{CHINESE}|0+)[名位]?|(?P<top>{any_of(FIRST)}))"
    rf"|(?:rank(?:ed|s|ing)? )?(?:(?:no\.? ?|number |#)(?P<digits>0+)"
    rf"|(?:number|no\.) (?P<spelt>{any_of(SMALL)})"
    rf"|(?P<counted>0+)(?P<ending>st|nd|rd|th)(?: place)?"
    rf"|(?P<word>{any_of(ORDINALS)})(?: place)?)"
    rf"|rank(?:ed|s|ing)? (?P<bare>{any_of(SMALL)}|0+)"
)
