"""Read comparisons: with words on both sides (more than 20 or equal), and with two limits.

Imports hedges, interval and vocabulary. One of two limits, 'above 1000 and below 1500', is what
both its sides allow. Text is normalised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from analysis.quantity import vocabulary
from analysis.quantity.hedges import HEDGES, LESS, MORE, PLAIN
from analysis.quantity.interval import Quantity
from analysis.quantity.vocabulary import any_of

Read = Callable[[str], tuple[Quantity, str]]

LOWER, UPPER = ("more than", "at least"), ("at most",)  # rows of hedges.py, by the end they name
# What stands on both sides of a number, and what goes before it instead.
AROUND = {
    **{("比", word): "超过" for word in "大多高"},
    **{("比", word): "低于" for word in "小少低"},
    **{(f"{word} than", f"or equal{to}"): "at least" for word in MORE for to in ("", " to")},
    **{(f"{word} than", f"or equal{to}"): "at most" for word in LESS for to in ("", " to")},
    **{("equal to", f"or {word}{than}"): "at least" for word in MORE for than in ("", " than")},
    **{("equal to", f"or {word}{than}"): "at most" for word in LESS for than in ("", " than")},
}
BETWEEN = ("位于", "介于", "between")
JOINTS = ("的同时", "并且", "并", "且", "而", "and", "but", ",")

_AROUND = [
    (re.compile(f"{re.escape(before)} ?(?P<rest>.+?) ?{re.escape(after)}"), said)
    for (before, after), said in AROUND.items()
]
_NUMERAL = f"[0-9%{vocabulary.NUMERAL}]"
_SPLIT = re.compile(rf" ?(?:{'|'.join(JOINTS)}) ?|(?<={_NUMERAL})(?=[大小高低多少最至不比])")
_BETWEEN = re.compile(
    rf"(?:{'|'.join(BETWEEN)})? ?(?:the )?(?P<low>[^ ].*?) ?(?P<joint>和|与|至|到|through|and) ?"
    rf"(?:the )?(?P<high>[^ ].*?) ?(?P<end>之?间)?"
)
_FROM_TO = re.compile(" ?[-~到至] ?| to ")
_PARTS = (
    "th?[-~到至]|[0-9]/[0-9]+ ?[-~到至]|分之[^分]+[到至~-]|半[到至~-]"
    "| to an? | to [a-z]+[ -][a-z]+s"
)
_SAID = re.compile(
    f"{_PARTS}|than|equal|exceed|surpass|between|through|[比于间或最至超高以之<>]| (?:and|or|but) "
)
_AFTER = any_of(word[1:] for row in HEDGES for word in row.english if word.startswith("…"))
_UNIT = re.compile(
    rf"(?<={_NUMERAL})(?P<unit>[^0-9{vocabulary.NUMERAL}]*?) ?"
    rf"(?:[多余]|以[上下内]|左右|[大多高小少低]|\+|plus|{_AFTER})?$"
)


def read(text: str, read_one: Read) -> tuple[Quantity, str]:
    """Return the quantity of a comparison and the name of its hedge, its parts by `read_one`.

    Raises ValueError for a text that is no comparison.
    """
    if _SAID.search(text):
        for way in (_read_around, _read_between, _read_limits):
            for one in way(text.strip(" "), read_one):
                return one
    raise ValueError("its words, or their order, are not among those listed")


def side(hedge: str) -> int:
    """Return 1 where a hedge, named by its row, names the low end of a figure, -1 the high one."""
    return 1 if hedge in LOWER else -1 if hedge in UPPER else 0


def _read_around(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    """Read 比20大 and 'more than 20 or equal', in the words of hedges.py."""
    for pattern, said in _AROUND:
        if found := pattern.fullmatch(text):
            yield from _tried(_joined(said, found["rest"]), read_one)


def _joined(first: str, second: str) -> str:
    return (
        f"{first} {second}".strip(" ") if first.isascii() and second.isascii() else first + second
    )


def _tried(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    try:
        yield read_one(text)
    except ValueError:
        return


def _read_part(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    yield from _tried(text, read_one)
    yield from _read_around(text, read_one)


def _read_between(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    """Read 位于20和30之间, 20 through 100, between the tenth and the fifteenth, 1/3至1/2."""
    cuts = _FROM_TO.finditer(text)
    ends = [(text[: cut.start()], text[cut.end() :], PLAIN[1:]) for cut in cuts]
    found = _BETWEEN.fullmatch(text)
    is_between = text.startswith("between")
    if found and (found["end"] or found["joint"] == ("and" if is_between else "through")):
        ends.insert(0, (found["low"], found["high"], PLAIN))
    for first, second, plain in ends:
        for low, said in _tried(first, read_one):
            for high, also in _tried(second, read_one):
                if said == also in plain and low.unit == high.unit:
                    yield from _span(low.value, high.value, low.unit)


def _read_limits(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    """Read what has a limit below and one above: 大于10小于20, at most 100 and at least 20."""
    for joint in _SPLIT.finditer(text):
        first, second = text[: joint.start()], text[joint.end() :]
        units = _units(first) | _units(second)
        if len(units) > ("," not in joint[0]):  # of two in a list, each is by itself
            continue
        for one, said in _read_part(first, read_one):
            for other, also in _read_part(second, read_one):
                ends = {side(said): one, side(also): other}
                if set(ends) == {1, -1} and one.unit == other.unit:
                    low, high = ends[1], ends[-1]
                    open_ends = low.open_low, high.open_high
                    yield from _span(low.low, high.high, low.unit, *open_ends)


def _units(text: str) -> set[str]:
    """Return the unit that is printed after a number, if any."""
    found = _UNIT.search(text)
    return {found["unit"]} - {""} if found else set()


def _span(
    low: float, high: float, unit: str, open_low: bool = False, open_high: bool = False
) -> Iterator[tuple[Quantity, str]]:
    if low < high:
        yield Quantity(low, (low + high) / 2, high, unit, open_low, open_high), "range"
