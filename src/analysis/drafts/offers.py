"""What each figure of a new text is offered as: its reading, and the place and metric beside it.

Imports binding, context, doubts, labels, plain and tables of this room, and quantity. A number in a
list of which one member prints the unit has that unit: 450,000 tonnes, 340,000 and 25.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.drafts import context, doubts, labels
from analysis.drafts.binding import CLAUSE
from analysis.drafts.context import Said
from analysis.drafts.labels import Metrics, Places
from analysis.drafts.plain import Draft
from analysis.drafts.tables import Cell
from analysis.quantity import Found, Quantity, UnreadableFigure, parse

BESIDE = 28  # characters on either side of a figure: where its place is looked for, and shown
# What stands before a figure as near as what it is of has to be; what it counts behind it.
TAIL = re.compile(r"(?:\S+\s+){0,6}\S*\s*$")
COUNTED = re.compile(r" (?:[a-z-]{3,} )?[a-z-]{3,}s(?![a-z])")
_MONTH = "Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec"
IN_NAME = re.compile(rf"\b(?:in|at|for|of) (?:the )?(?!{_MONTH})([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
WHOLE = 0.95  # of a label's words, between the figures on either side
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


@dataclass(frozen=True)
class Row:
    """A figure of the text: where it stands, and what it is of as far as its sentence names it."""

    line: int
    start: int
    printed: str
    quantity: Quantity
    place: str
    metric: str
    doubt: str
    unit: str = ""  # where it is told elsewhere than beside it


def of_line(number: int, line: str, places: Places, metrics: Metrics) -> list[Row]:
    """Return the figures of a line of prose; those of a list share the unit that one prints."""
    sentences = context.numbers(Draft(line, [(0, number, 0)]), places, metrics)
    rows = [_row(number, line, said, places, metrics) for some in sentences for said in some]
    found = [(one.start, one.printed, one.quantity) for one in rows]
    bare = [one.doubt == doubts.NO_UNIT for one in rows]
    sure = [not one.doubt or one.quantity.unit != "count" for one in rows]
    for at, other, unit, quantity in share(line, found, bare, sure):
        rows[at] = replace(rows[at], quantity=quantity, doubt=rows[other].doubt, unit=unit)
    return rows


def of_cell(
    found: Found, unit: str, line: str, cell: Cell, places: Places, metrics: Metrics
) -> Row:
    """Return a figure in a table, of what its row and its column are called."""
    called = labels.fold(f"{cell.row} | {cell.column}")
    named = {one.place for one in places.find(called)}
    levels = labels.levels([(labels.NEAR, called)])
    meant = metrics.meant(found.quantity.unit, levels, WHOLE)
    place, metric = ("".join(some) if len(some) == 1 else "" for some in (named, meant))
    doubt = "" if unit else doubts.doubt(found, line[: cell.end], bool(metric))
    if doubt == doubts.NO_UNIT or (unit != cell.unit == "" and not metric):
        doubt = f"'{cell.column}' above it names no unit that goes with it"
    elif not doubt and cell.is_rate and "/" not in found.quantity.unit and not unit:
        doubt = f"'{cell.column}' above it may make it a rate"
    at = cell.line + 1, found.start, found.printed
    return Row(*at, found.quantity, place, metric, doubt, unit)


def _row(number: int, line: str, said: Said, places: Places, metrics: Metrics) -> Row:
    """Return a figure; a place or a metric that is not named beside it is left to fill in."""
    found = said.found
    before = re.split("[0-9;；。]", said.before)[-1]
    after = re.split("[0-9,;，；。()（）]", said.after)[0]
    place = (
        said.place
        if _is_beside(said.place, before, line[found.end :][: len(after)], places)
        else ""
    )
    behind = f"{labels.fold(found.printed)}{after}"
    tail = TAIL.search(before)
    sides = [behind] if COUNTED.match(after) else [tail[0] if tail else "", behind]
    levels = (labels.levels([(labels.NEAR, side)]) for side in sides)
    meant = {name for side in levels for name in metrics.meant(found.quantity.unit, side, WHOLE)}
    metric = meant.pop() if len(meant) == 1 else ""
    doubt = "" if found.unit else doubts.doubt(found, line, bool(metric), place)
    own = CLAUSE.split(before)[-1]
    if place and not doubt and own.strip() and not places.find(f"{own} | {after}"):
        doubt = f"'{place}' stands before the comma"
    at = number, found.start, found.printed
    return Row(*at, found.quantity, place, metric, doubt, found.unit)


def _is_beside(place: str, before: str, after: str, places: Places) -> bool:
    """Whether a place is the one named beside a figure, and no name behind it may be another."""
    named = {
        one.place for one in places.find(f"{before[-BESIDE:]} | {labels.fold(after[:BESIDE])}")
    }
    other = IN_NAME.search(after[:BESIDE])
    return named == {place} and (not other or bool(places.find(labels.fold(other[1]))))


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


def _words(one: Figure) -> list[str]:
    """Return the units that another number beside it may have: as printed, and without a scale.

    None of a change, or of a multiple: what it came to is no share.
    """
    (tail, numbers), unit = _NUMBER.subn("", one[1], count=1), one[2].unit
    if unit == "share-change" or not numbers:
        return []
    tail = tail.strip(" )）")
    return [*filter(None, (tail,)), unit]


def _in(printed: str, unit: str, like: Quantity) -> Quantity | None:
    """Return a figure in a unit, where it is as another one of the same list may be."""
    try:
        read = parse(printed, unit=unit)
    except UnreadableFigure:
        return None
    least, most = sorted((abs(read.value), abs(like.value)))
    return read if read.unit == like.unit != "rank" and most <= MOST_APART * least else None
