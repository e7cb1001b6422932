"""What is found in a text, and what figures that stand side by side say of one another.

Imports grammar, hedges, indirect, interval, numerals, reading, units and vocabulary. In
'3, 4 and 5 million' the last number has the scale of all, in 'rose 3%, 4% and 5%' the first tells
the way of all; in 'more than 10 men and 12 women' the hedge may be of both: the second is not read.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from analysis.quantity import indirect, units
from analysis.quantity.grammar import BEFORE, UnreadableFigure
from analysis.quantity.hedges import FRACTION, PLAIN
from analysis.quantity.indirect import CHANGE, FALL
from analysis.quantity.interval import Quantity
from analysis.quantity.numerals import read_number
from analysis.quantity.reading import hedge_of, parse, read_anew
from analysis.quantity.vocabulary import RE, normalise

MOST_REMEMBERED = 1 << 14
MOST_JOINT = max(map(len, indirect.JOINTS)) + 2  # characters between two limits
MOST_BETWEEN = 40  # characters between two figures of which one says something of the other
MOST_NEAR = 120  # characters in which a word says whose a sum is
MOST_HEDGE = max(map(len, BEFORE)) + 4
UNREAD = "not read as a figure"


class Found(NamedTuple):
    """A printed figure: text[start:end] is `printed`, which `parse` reads as `quantity`.

    unit: what another number of its list tells: the unit, with the scale of all, or the way that
    all went.
    """

    start: int
    end: int
    printed: str
    quantity: Quantity
    unit: str = ""


class NoFigure(NamedTuple):
    """Digits that are no figure, text[start:end], and what they are instead, as 'a year'."""

    start: int
    end: int
    printed: str
    reason: str


_TO_WORDS = ("to", "至", "到")


def settle(
    text: str, found: list[Found | NoFigure], differences: bool = False
) -> list[Found | NoFigure]:
    """Return what is found in a text, in order, each as those beside it have it.

    differences: whether a figure may be how far something else is above or below.
    """
    settled = found
    if len(found) > 1:
        settled = _join_limits(text, found)
        for at in range(len(settled) - 1, 0, -1):
            if settled[at].start - settled[at - 1].end <= MOST_JOINT:
                settled[at - 1] = _in_unit_of_all(text, settled[at - 1], settled[at])
        _tell_further(text, settled, differences)
    if any(word in text for word in _TO_WORDS):
        settled = [_unless_it_went(text, one) for one in settled]
    if "、" in text or "¥" in text or "￥" in text:
        joints = _joints_of_neighbours(text)
        for at, one in enumerate(settled):
            if isinstance(one, Found) and (one.end in joints or one.start - 1 in joints):
                settled[at] = NoFigure(*one[:3], UNREAD)
            elif isinstance(one, Found) and RE.YEN_SIGN.search(one.printed):
                settled[at] = _in_yen(text, one)
    return settled


def _tell_further(text: str, settled: list[Found | NoFigure], differences: bool) -> None:
    """Put in place what a figure before another says of it: which way it went, or its hedge."""
    last: Found | NoFigure | None = None  # and no date, or the like
    for at, one in enumerate(settled):
        if last and isinstance(one, Found) and one.start - last.end <= MOST_BETWEEN:
            joint = normalise(text[last.end : one.start].replace("\n", "\v"))
            told = _as_change(text, last, joint, one, differences)
            if isinstance(told, NoFigure):
                settled[at], last = told, last._replace(end=one.end)  # it may be of the next too
                continue
            is_hedged = not differences and _may_be_hedged(text, last, joint, one)
            settled[at] = NoFigure(*one[:3], UNREAD) if is_hedged else told
        told = settled[at]
        if isinstance(told, NoFigure):
            last = told if told.reason == UNREAD else last
        else:  # one that begins with its digits says nothing of the next, unless it is a change
            is_change = told.quantity.unit in ("share-change", "pp")
            last = told if is_change or not "0" <= told.printed[0] <= "9" else None


def _join_limits(text: str, found: list[Found | NoFigure]) -> list[Found | NoFigure]:
    """Return figures with two as one where they are its limits: at most 100 and at least 20."""
    joined: list[Found | NoFigure] = []
    for one in found:
        first = joined[-1] if joined else None
        is_near = first is not None and one.start - first.end <= MOST_JOINT
        if is_near and isinstance(first, Found) and isinstance(one, Found):
            joint = normalise(text[first.end : one.start]).strip(" ")
            if not joint or joint in indirect.JOINTS:
                sides = sorted(indirect.side(hedge_of(each.printed)) for each in (first, one))
                printed = text[first.start : one.end]
                if sides == [-1, 1] and (quantity := read(printed)):
                    joined[-1] = Found(first.start, one.end, printed, quantity)
                    continue
        joined.append(one)
    return joined


def _in_unit_of_all(text: str, one: Found | NoFigure, last: Found | NoFigure) -> Found | NoFigure:
    """Return a number in the scale that stands at the end of its list: 3, 4 and 5 million."""
    if (
        isinstance(one, NoFigure)
        or isinstance(last, NoFigure)
        or not RE.SMALL_NUMBER.fullmatch(one.printed)
    ):
        return one
    joint = normalise(text[one.end : last.start])
    told = RE.SCALED.fullmatch(normalise(last.printed))
    unit = last.unit or (last.printed[told.start("unit") :].strip(" ") if told else "")
    if not unit or not RE.JOINT.fullmatch(joint):
        return one
    if joint[0] == "," and not (last.unit or joint[1:].strip(" ")):
        return one  # of the 47, 12 million
    if joint.startswith(", or") and not text.endswith((", ", "，", "、"), 0, one.start):
        return one  # 12, or 5 per cent
    quantity = read(one.printed, unit)
    return one._replace(quantity=quantity, unit=unit) if quantity else NoFigure(*one[:3], UNREAD)


def _as_change(
    text: str, first: Found | NoFigure, joint: str, one: Found, is_share: bool
) -> Found | NoFigure:
    """Return a share, or points of percent, as a change where one beside it is: rose 3% and 4%.

    is_share: whether one that may be either is a share, and no figure else.
    """
    way, unit = _way(first, joint), one.quantity.unit
    is_bare = unit == "share" or (unit == "pp" and way == FALL and "0" <= one.printed[0] <= "9")
    is_fraction = hedge_of(one.printed, one.unit) == FRACTION.name
    if (
        not way
        or isinstance(first, NoFigure)
        or not is_bare
        or is_fraction
        or RE.OF_ANOTHER.search(text, one.start, one.end + 4)
    ):
        return one
    is_list = RE.JOINT.fullmatch(joint) or (
        RE.AND_IN.fullmatch(joint) and RE.IN_TIME.match(text, one.end)
    )
    if is_list and one.printed[0] in "-−+":  # it says its own way, of what the first is of
        return NoFigure(*one[:3], UNREAD)
    if is_list and not _is_of_list(text, joint, one):
        is_clear = is_share or RE.ELSE.match(text, one.end)
        return one if is_clear else NoFigure(*one[:3], UNREAD)
    if not is_list and first.quantity.unit in units.SHARES:
        is_either = not is_share and RE.ALSO_CHANGED.fullmatch(joint)
        return NoFigure(*one[:3], UNREAD) if is_either else one
    told = f"{'%' if unit == 'share' else 'percentage points'}{way}"
    quantity = read(one.printed, told)
    return one._replace(quantity=quantity, unit=told) if quantity else NoFigure(*one[:3], UNREAD)


def _is_of_list(text: str, joint: str, one: Found) -> bool:
    """Return whether the list of changes goes on behind a share, or ends there.

    Behind a comma alone it has to go on: in 'rose 10%, 60% from abroad' there is none.
    """
    behind = RE.NEXT if joint.strip(" \v") == "," else RE.GOES_ON
    return behind.match(text, one.end) is not None


def _way(one: Found | NoFigure, joint: str) -> str:
    """Return which way a figure says that something went, as indirect.py has it; '' if it does not.

    One that is no share says it of a share that says the same again: up 640 million, or 4%.
    """
    if isinstance(one, NoFigure):
        return ""
    if one.quantity.unit not in ("share-change", "pp"):
        is_change = RE.CHANGE_BEFORE.match(normalise(one.printed)) and RE.SAID_AGAIN.fullmatch(
            joint
        )
        return (FALL if one.quantity.high <= 0 else CHANGE) if is_change else ""
    if one.quantity.low < 0:
        return FALL if one.quantity.high <= 0 else ""
    return CHANGE if one.quantity.unit == "share-change" else ""


def _may_be_hedged(text: str, first: Found | NoFigure, joint: str, one: Found) -> bool:
    """Return whether the hedge of a figure may be of the one behind it as well."""
    if not RE.ALSO_HEDGED.fullmatch(joint) or hedge_of(one.printed, one.unit) not in PLAIN:
        return False
    before = text[max(0, first.start - MOST_HEDGE) : first.start]
    told = first.printed if isinstance(first, Found) else before + first.printed
    return bool(RE.HEDGED.search(normalise(told))) and not RE.SAYS_EQUAL.match(
        normalise(one.printed)
    )


def _unless_it_went(text: str, one: Found | NoFigure) -> Found | NoFigure:
    """Return what is found, but no range that may as well be a change and what it came to."""
    if isinstance(one, NoFigure) or not RE.GOES_TO.search(one.printed):
        return one
    before = normalise(text[max(0, one.start - MOST_HEDGE) : one.start])
    return NoFigure(*one[:3], UNREAD) if RE.WENT_BY.search(before) else one


def _in_yen(text: str, one: Found) -> Found | NoFigure:
    """Return a sum with ¥ in yen where words near it say so; no figure where they may.

    A word for the currency says so, or the place right behind. A place before, or behind in
    its clause, leaves it open.
    """
    near = normalise(text[max(0, one.start - MOST_NEAR) : one.end + MOST_NEAR])
    told = RE.YEN.search(near) or RE.IN_JAPAN.match(text, one.end)
    last = RE.CLAUSE_ENDS.search(text, one.end, one.end + MOST_NEAR)
    clause = RE.SENTENCE_ENDS.split(text[max(0, one.start - MOST_NEAR) : one.start])[-1]
    clause += text[one.end : last.start() if last else one.end + MOST_NEAR]
    if not told and not RE.JAPAN.search(normalise(clause)):
        return one
    is_yen = told and not RE.YUAN.search(near)
    quantity = read(one.printed, "JPY") if is_yen else None
    return one._replace(quantity=quantity, unit="JPY") if quantity else NoFigure(*one[:3], UNREAD)


def _joints_of_neighbours(text: str) -> list[int]:
    """Return where 、 parts two numbers that may be a range, as in 113、114家, and no list."""
    pairs = RE.NEIGHBOURS.finditer(text) if "、" in text else ()
    return [
        pair.end(1)
        for pair in pairs
        if read_number(normalise(pair[2])).mantissa == read_number(normalise(pair[1])).mantissa + 1
    ]


@lru_cache(maxsize=MOST_REMEMBERED)
def read(printed: str, unit: str = "") -> Quantity | None:
    """Return what a print says, in a unit that is told elsewhere; None if it is not read."""
    try:
        return parse(printed, unit=unit) if unit else read_anew(printed)[0]
    except UnreadableFigure:
        return None
