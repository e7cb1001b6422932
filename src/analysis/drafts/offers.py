"""What each figure of a new text is offered as: its reading, and the place and metric beside it.

Imports context, labels, phrases, plain and tables of this room, and quantity. A number in a list of
which one member prints the unit has that unit: 450,000 tonnes, 340,000 and 25. A reading that rests
on no word of the text, or on one of two meanings, is in doubt and says why.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.drafts import context, labels
from analysis.drafts.context import Said
from analysis.drafts.labels import Metrics, Places
from analysis.drafts.phrases import RE, fold
from analysis.drafts.plain import Draft
from analysis.drafts.tables import Cell
from analysis.quantity import Found, Quantity, units
from analysis.quantity.grammar import TAIL
from analysis.quantity.reading import read_or_none
from analysis.quantity.vocabulary import any_of, normalise

BESIDE = 28  # characters on either side of a figure: where its place is looked for, and shown
WHOLE = 0.95  # of a label's words, between the figures on either side
Figure = tuple[int, str, Quantity]  # where it starts, what is printed, and how it is read
MOST_APART = 100  # times that one member of a list is as much as another
NO_UNIT = "no unit stands beside it, and nothing that it counts"
NEXT_TO = 40  # characters on either side that may make a figure another
_MEANINGS = {  # of the last word of a figure
    "pound": "money or a weight",
    "pounds": "money or a weight",
    "won": "a currency or a verb",
    "rand": "a currency or a name",
    "dong": "a currency or a name",
    "mu": "an area or a name",
    "quarter": "a fourth or three months",
    "quarters": "fourths or three months each",
    "points": "of percent, of an index or of a game",
    "point": "of percent, of an index or of a game",
    "点": "of an index, of percent or a time of day",
    "升": "litres or a rise",
    "级": "of an earthquake or of another scale",
    "方": "a volume or a party",
}
_TIMES = ("day", "hour", "minute", "month", "second", "week", "year")
_NO_RATE = (*units.SHARES, "rank", "age", "celsius", *_TIMES)
RE.give(MEANINGS=any_of(_MEANINGS))
# What stands before a figure or behind it, what that may make of it, and of which units, or not.
_BEFORE: tuple[tuple[re.Pattern[str], str, Callable[[str], bool]], ...] = (
    (RE.EACH_BEFORE, "may make it so much each", lambda u: "/" not in u and u not in _NO_RATE),
    (RE.EACH_OF_RATE, "may make it so much each", lambda unit: "/" in unit),
    (RE.HEDGED_SHARE, "may hedge it", units.SHARES.__contains__),
    (RE.MAY_HEDGE, "may hedge it", lambda unit: unit != "rank"),
    (RE.SCORED, "may make it a score", ("count", "share").__contains__),
    (RE.CHANGED_BY, "may make it a change", lambda unit: unit == "share"),
)
_BEHIND: tuple[tuple[re.Pattern[str], str, Callable[[str], bool]], ...] = (
    (RE.RATE_BEHIND, "may make it a rate", lambda u: "/" not in u and u not in _NO_RATE),
    (RE.RATIO_BEHIND, "may make it one side of a ratio", lambda unit: unit == "count"),
    (RE.SCORE_BEHIND, "may make it a score", ("count", "share").__contains__),
)


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
    bare = [one.doubt == NO_UNIT for one in rows]
    sure = [not one.doubt or one.quantity.unit != "count" for one in rows]
    for at, other, unit, quantity in share(line, found, bare, sure):
        rows[at] = replace(rows[at], quantity=quantity, doubt=rows[other].doubt, unit=unit)
    return rows


def of_cell(
    found: Found, unit: str, line: str, cell: Cell, places: Places, metrics: Metrics
) -> Row:
    """Return a figure in a table, of what its row and its column are called."""
    called = fold(f"{cell.row} | {cell.column}")
    named = {one.place for one in places.find(called)}
    levels = labels.levels([(labels.NEAR, called)])
    meant = metrics.meant(found.quantity.unit, levels, WHOLE)
    place, metric = ("".join(some) if len(some) == 1 else "" for some in (named, meant))
    doubt = "" if unit else _doubt(found, line[: cell.end], bool(metric))
    if doubt == NO_UNIT or (unit != cell.unit == "" and not metric):
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
    behind = f"{fold(found.printed)}{after}"
    tail = RE.SIX_WORDS.search(before)
    sides = [behind] if RE.COUNTED_NEXT.match(after) else [tail[0] if tail else "", behind]
    levels = (labels.levels([(labels.NEAR, side)]) for side in sides)
    meant = {name for side in levels for name in metrics.meant(found.quantity.unit, side, WHOLE)}
    metric = meant.pop() if len(meant) == 1 else ""
    doubt = "" if found.unit else _doubt(found, line, bool(metric), place)
    own = RE.CLAUSE.split(before)[-1]
    if place and not doubt and own.strip() and not places.find(f"{own} | {after}"):
        doubt = f"'{place}' stands before the comma"
    at = number, found.start, found.printed
    return Row(*at, found.quantity, place, metric, doubt, found.unit)


def _is_beside(place: str, before: str, after: str, places: Places) -> bool:
    """Whether a place is the one named beside a figure, and no name behind it may be another."""
    named = {one.place for one in places.find(f"{before[-BESIDE:]} | {fold(after[:BESIDE])}")}
    other = RE.IN_PLACE.search(after[:BESIDE])
    return named == {place} and (not other or bool(places.find(fold(other[1]))))


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
    forward = [(at, at - 1) for at in range(1, len(found)) if RE.FORWARD.fullmatch(spans[at - 1])]
    backward, chained = list[tuple[int, int]](), False
    for at in reversed(range(len(spans))):
        joint = RE.BACKWARD.fullmatch(spans[at])
        chained = joint is not None and (chained or not joint["comma"])
        backward += [(at, at + 1)] if chained else []
    for at, other in forward:
        rate = read[other].unit if other in read else ""
        is_rate = at in read and rate.startswith(f"{read[at].unit}/")
        one = (
            _in(found[at][1], rate, read[other])
            if is_rate and RE.WENT.fullmatch(spans[other])
            else None
        )
        if one:
            words[at], read[at] = [rate], one
            yield at, other, rate, one
    for at, other in (*forward, *backward):
        after = line[found[at][0] + len(found[at][1]) :]
        if not bare[at] or at in read or other not in read or RE.GOES_ON_UNIT.match(after):
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
    (tail, numbers), unit = RE.TO_LAST_DIGIT.subn("", one[1], count=1), one[2].unit
    if unit == "share-change" or not numbers:
        return []
    tail = tail.strip(" )）")
    return [*filter(None, (tail,)), unit]


def _in(printed: str, unit: str, like: Quantity) -> Quantity | None:
    """Return a figure in a unit, where it is as another one of the same list may be."""
    read = read_or_none(printed, unit=unit)
    if not read or not read.unit == like.unit != "rank":
        return None
    least, most = sorted((abs(read.value), abs(like.value)))
    return read if most <= MOST_APART * least else None


def _doubt(found: Found, line: str, is_told: bool = False, place: str = "") -> str:
    """Return why a figure's reading may be wrong; nothing where its words leave no doubt.

    line: where it stands. is_told: whether what it counts is known from its sentence. place: of
    what it is, if known.
    """
    token, after = normalise(found.printed), line[found.end :]
    if RE.SO_MANY_IN.search(token):
        return "a share, or so many in as many places"
    if RE.OUT_OF.search(token) and RE.MARKED.search(normalise(line[: found.start])):
        return "a share, or a mark out of so many"
    if word := RE.CENTS.search(token):
        return f"'{word[0]}' may be of dollars, of euros or of another currency"
    if of := units.SHARED.get(found.quantity.unit.partition("/")[0]):
        return f"it may be {' or '.join((', '.join(of[:-1]), of[-1]))}"
    if token.startswith("from ") and " to " in token:
        return "'from' and 'to' may tell how it went"
    word = RE.MEANING.search(token)
    if word and not after.startswith(" of "):
        return f"'{word[1]}' may be {_MEANINGS[word[1]]}"
    if found.quantity.unit == "rank" and (word := RE.ORDINAL.search(token)):
        return f"'{word[0]}' may be a rank or one of a series"
    if beside := _of_words_beside(found, line, place):
        return beside
    if found.quantity.unit == "count" and RE.ENDS_IN_NUMBER.search(TAIL.sub("", token)):
        return _of_bare(found, token, after, is_told)
    return ""


def _of_words_beside(found: Found, line: str, place: str) -> str:
    """Return what the words before a figure, or behind it, may make of it."""
    unit, before = found.quantity.unit, line[max(0, found.start - NEXT_TO) : found.start]
    plain, behind = normalise(before), normalise(line[found.end : found.end + NEXT_TO])
    is_short = unit == "count" and RE.SHORT_NUMBER.match(found.printed)
    name = RE.NAME_BEFORE.search(before) if is_short else None
    if name and name[0] != place:
        return f"'{name[0]} {found.printed}' may be a name"
    is_bare = unit == "count" and RE.ENDS_IN_NUMBER.search(found.printed) is not None
    for pattern, told, is_of in _BEFORE[is_bare:]:
        if is_of(unit) and (one := pattern.search(plain)):
            return f"'{one[0].strip()}' before it {told}"
    for pattern, told, is_of in _BEHIND:
        if is_of(unit) and (one := pattern.match(behind)):
            return f"'{one[0].strip()}' behind it {told}"
    return ""


def _of_bare(found: Found, token: str, after: str, is_told: bool) -> str:
    """Return why a number without a unit may be of one, or no number."""
    if RE.MAY_BE_YEAR.search(token):
        return "it may be a year"
    if RE.COUNTED_BEHIND.match(after):
        return ""
    following = RE.NEXT_WORD.match(after)
    word = following[1] if following else ""
    if (
        word
        and not RE.JOINING_WORD.fullmatch(word.lower())
        and _is_other(f"{found.printed} {word}", found)
    ):
        return f"'{word}' behind it may be a unit"
    return "" if is_told else NO_UNIT


def _is_other(printed: str, found: Found) -> bool:
    """Whether a figure and the word behind it are no count of that word."""
    is_short = len(printed) - len(found.printed) < len(" word")
    return is_short or read_or_none(printed) != found.quantity
