"""Read a number in a unit that is told elsewhere: by the heading of its column, or by a reader.

Imports grammar, interval, units and vocabulary. The unit is in the words that would stand behind
the number ('thousand tonnes', '万吨', '€/kg', '% change'), a unit of units.csv, or 'rank'; the text
is read as though they stood there, so that hedges and ranges are read as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from analysis.quantity import units
from analysis.quantity.grammar import TAIL
from analysis.quantity.interval import Quantity
from analysis.quantity.tails import clip
from analysis.quantity.vocabulary import SCALES, any_of

Read = Callable[[str], tuple[Quantity, str]]

RANK = ("rank", "ranking", "排名", "名次", "位次")
CHANGE, FALL = " change", " fall"  # behind '%'
_LIKE = "37"  # a number that a unit is tried with
# Names of units that are no words for them, or words of another.
_CALLED = {"share": "%", "share-change": f"%{CHANGE}", "m": "metres", "point": "点"}
_SIGNS = any_of(word for word, (name, _) in units.WORDS.items() if units.is_money(name))
_MAY_BE_YEAR = re.compile("[12][0-9]{3}")
_BELOW_ZERO = re.compile(r"^\(([0-9][0-9.,]*)\)$")  # as accounts have it
# How headings say what is read in another order or form: €m, US$ million, '000 tonnes, % of GDP.
_FORMS = (
    (re.compile(r"^in "), ""),
    (re.compile(r"^[’']?000s?(?![0-9])"), "thousand"),
    (re.compile(r"^(thousand|million|billion|trillion)s(?: of)?(?![a-z])"), r"\1"),
    (re.compile(rf"^({_SIGNS}) ?([’']?000s?|{any_of(SCALES)})(?![a-z])s?"), r"\2 \1"),
    (re.compile(r"^[’']?000s?(?![0-9])"), "thousand"),
    (re.compile(r"^(%|per ?cent|percent) of .+"), r"\1"),
)


def read(text: str, unit: str, read_one: Read) -> tuple[Quantity, str]:
    """Return what a text says in a unit, and its hedge's name; `read_one` reads a text by itself.

    Raises ValueError for a unit that is not known, and for one beside a text that prints another.
    """
    if unit == "count":
        return read_one(f"{text} people" if _MAY_BE_YEAR.fullmatch(text) else text)
    text = _BELOW_ZERO.sub(r"-\1", text)
    said = "rank" if unit in RANK else _in_words(unit)
    told = read_one(_beside(_LIKE, said))[0]
    try:
        bare, hedge = read_one(text)
    except ValueError:
        return read_one(_beside(text, said))
    if unit == "share" and bare.unit == "count" and bare.low <= 1:
        raise ValueError(
            "it may be a share of 1 or of 100; write '%' for the unit if it is percent"
        )
    if bare.unit == told.unit != "count" and not unit.endswith(FALL):
        return bare, hedge
    if (bare.unit, told.unit) == ("share", "share-change"):
        return _as_change(bare, unit.endswith(FALL)), hedge
    if unit_of := _narrowed(bare.unit, told.unit, "¥" in text):
        return replace(bare, unit=unit_of), hedge
    if bare.unit != "count":
        raise ValueError(f"it is printed as {bare.unit}, and its unit is told as {clip(unit)}")
    return read_one(_beside(text, said))


def _as_change(share: Quantity, is_fall: bool) -> Quantity:
    if not is_fall:
        return replace(share, unit="share-change")
    ends = -share.high, -share.value, -share.low
    return Quantity(*ends, "share-change", share.open_high, share.open_low)


def _narrowed(bare: str, told: str, may_be_yen: bool) -> str:
    """Return the unit of which two tell parts: a rate, whose dinars; '' if they do not."""
    top, slash, of = bare.partition("/")
    whose, _, told_of = told.partition("/")
    is_of = whose in units.SHARED.get(top, ()) or (may_be_yen and whose == "JPY")
    if is_of and told_of in ("", of):
        return whose + slash + of
    return told if bare != "count" and told.startswith(f"{bare}/") else ""


def _in_words(unit: str) -> str:
    top, slash, bottom = unit.partition("/")
    words = _word_of(top) + slash + (_word_of(bottom) if bottom != "count" else "person")
    for form, order in _FORMS:
        words = form.sub(order, words)
    return words


def _word_of(name: str) -> str:
    """Return a word for a unit called by its name in units.csv; else the words as they are."""
    if name not in units.UNITS or units.WORDS.get(name.lower(), ("",))[0] == name:
        return _CALLED.get(name, name.lower())
    return _CALLED.get(name, next(iter(units.UNITS[name].words), ""))


def _beside(text: str, words: str) -> str:
    """Return a print with the words for its unit where they would stand, before a last hedge."""
    if words == "rank":
        return f"no. {text}"
    if words.endswith((CHANGE, FALL)):
        way = "down" if words.endswith(FALL) or text[0] in "-−" else "up"
        words = words.removesuffix(CHANGE).removesuffix(FALL)
        return f"{way} {_beside(text.lstrip('+-−'), words)}"
    hedge = TAIL.search(text)
    end = hedge.start() if hedge else len(text)
    return f"{text[:end]} {words}{text[end:]}"
