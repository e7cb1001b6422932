"""The unit of a number in a list of which one member prints it: 450,000 tonnes, 340,000 and 25.

Imports quantity.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.quantity import Quantity, UnreadableFigure, parse

Figure = tuple[int, str, Quantity]  # where it starts, what is printed, and how it is read
MOST_APART = 100  # times that one member of a list is as much as another
_NAME = r"(?:[A-Z][\w.'’-]*(?: (?:(?:and|of|the) )?[A-Z][\w.'’-]*){0,2}|[一-鿿]{2,6}?)"
_TO = "to|against|versus|到|至|[升降涨跌增][到至]|(?:增加|提高|减少|下降|上升)[到至]"
_JOIN = f"(?:,|，|、|and|or|{_TO}|和|与|及|以及)"
# Between members of which the first has the unit, with names of what they are of, and the last.
_FORWARD = re.compile(
    rf"[)）]?(?: (?:in|for) (?:the )?{_NAME})? ?(?:{_JOIN}(?: and)?|[;；](?= ?{_NAME})) ?"
    rf"(?:(?:in |for )?(?:the )?{_NAME}(?: (?:with|had|has|made)|'s)?)?(?: by)? ?[:：]?[(（]?"
)
_WENT = re.compile(rf"(?: in (?:{_NAME}|[0-9]{{4}}))*,? ?(?:{_TO}) ?")
_BACKWARD = re.compile(" ?(?:(?P<comma>,|，)|(?:, ?)?(?:and|or)|、|和|与|及|以及) ?")
_GOES_ON = re.compile("(?![和与及而以])[^\\W\\d_]")  # its own unit, or the rest of a word
_NUMBER = re.compile(".*[0-9]")


def share(
    line: str, found: Sequence[Figure], bare: Sequence[bool], sure: Sequence[bool]
) -> Iterator[tuple[int, int, str, Quantity]]:
    """Yield which figures of a line share a unit and with which, its words, and what they are then.

    bare: of each, whether it has no unit and nothing that it counts; sure: whether what it counts
    is known. A sum to which a rate went is a rate too. Nothing is told where two readings are as
    likely.
    """
    read = {at: quantity for at, (_, _, quantity) in enumerate(found) if sure[at]}
    words = {at: _words(found[at]) for at in read}
    spans = [line[one[0] + len(one[1]) : other[0]] for one, other in pairwise(found)]
    forward = [(at, at - 1) for at in range(1, len(found)) if _FORWARD.fullmatch(spans[at - 1])]
    backward, chained = list[tuple[int, int]](), False
    for at in reversed(range(len(spans))):
        joint = _BACKWARD.fullmatch(spans[at])
        chained = joint is not None and (chained or not joint["comma"])
        backward += [(at, at + 1)] if chained else []
    for at, other in forward:
        rate = read[other].unit if other in read else ""
        is_rate = at in read and rate.startswith(f"{read[at].unit}/")
        one = (
            _in(found[at][1], rate, read[other])
            if is_rate and _WENT.fullmatch(spans[other])
            else None
        )
        if one:
            words[at], read[at] = [rate], one
            yield at, other, rate, one
    for at, other in (*forward, *backward):
        after = line[found[at][0] + len(found[at][1]) :]
        if not bare[at] or at in read or other not in read or _GOES_ON.match(after):
            continue
        tried = ((unit, _in(found[at][1], unit, read[other])) for unit in words[other])
        told = [(unit, one) for unit, one in tried if one]
        if told and all(one == told[0][1] for _, one in told):
            words[at], read[at] = [told[0][0]], told[0][1]
            yield at, other, *told[0]


def as_change(share: Quantity, before: Quantity, between: str, after: str) -> Quantity | None:
    """Return a share as a change where it goes on about one: rose 4% in May and 3% in June.

    between, after: what stands between the two, and behind.
    """
    is_alike = (before.unit, share.unit) == ("share-change", "share")
    if not is_alike or after.startswith((" of ", "的")) or not _FORWARD.fullmatch(between):
        return None
    if before.value >= 0:
        return replace(share, unit=before.unit)
    low, value, high = -share.high, -share.value, -share.low
    return Quantity(low, value, high, before.unit, share.open_high, share.open_low)


def _words(one: Figure) -> list[str]:
    """Return the units that another number beside it may have: as printed, and without a scale."""
    tail = _NUMBER.sub("", one[1], count=1).strip(" )）")
    return [*filter(None, (tail,)), one[2].unit]


def _in(printed: str, unit: str, like: Quantity) -> Quantity | None:
    """Return a figure in a unit, where it is as another one of the same list may be."""
    try:
        read = parse(printed, unit=unit)
    except UnreadableFigure:
        return None
    least, most = sorted((abs(read.value), abs(like.value)))
    return read if read.unit == like.unit != "rank" and most <= MOST_APART * least else None
