"""Why a figure of running text may say something else than what it is read as.

Imports quantity. For whoever lays out a source: a reading that rests on no word of the text, or on
one of two meanings, is to be confirmed.
"""

import re

from analysis.quantity import Found, UnreadableFigure, parse, units, vocabulary
from analysis.quantity.grammar import TAIL
from analysis.quantity.reading import normalise
from analysis.quantity.vocabulary import any_of

# A figure that ends in its number, and one that may be a year whatever it counts.
NO_UNIT = "no unit stands beside it, and nothing that it counts"
_BARE = re.compile(
    rf"(?:[0-9{vocabulary.NUMERAL}几数]"
    rf"|{any_of((*vocabulary.SCALES, *vocabulary.SMALL, *vocabulary.TENS, 'hundred', 'dozen'))})$"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.,])")
# What it counts, behind it: with one word between at most, or 'of' all that are told.
_COUNTED = re.compile(
    r" (?:[a-z-]{3,} )?(?:[a-z-]{3,}s|people|men|women|children|staff)(?![a-z])"
    rf"| of (?:them|the|these|those|its|their|which|our|all|[0-9])|[{''.join(vocabulary.MEASURES)}]"
)
_NEXT = re.compile(r" ?([A-Za-zµμ°][A-Za-z0-9²³/°-]*)")
_JOINING = re.compile(
    "an?|and|are|as|at|but|by|each|for|from|had|has|have|if|in|is|it|less|more|nor|of|on|or|out"
    "|per|so|than|that|the|then|to|up|was|we|were|who|with"
)
_IN = re.compile("[0-9] in [0-9]")
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
    **dict.fromkeys(vocabulary.ORDINALS, "a rank or one of a series"),
    "点": "of an index, of percent or a time of day",
    "升": "litres or a rise",
    "级": "of an earthquake or of another scale",
    "方": "a volume or a party",
}
_MEANING = re.compile(f"({any_of(_MEANINGS)})$")


def doubt(found: Found, line: str, is_told: bool = False) -> str:
    """Return why a figure's reading may be wrong; nothing where its words leave no doubt.

    line: where it stands. is_told: whether what it counts is known from its sentence.
    """
    token, after = normalise(found.printed), line[found.end :]
    if _IN.search(token):
        return "a share, or so many in as many places"
    if of := units.SHARED.get(found.quantity.unit.partition("/")[0]):
        return f"it may be {' or '.join((', '.join(of[:-1]), of[-1]))}"
    if token.startswith("from ") and " to " in token:
        return "'from' and 'to' may tell how it went"
    word = _MEANING.search(token)
    if word and not after.startswith(" of "):
        return f"'{word[1]}' may be {_MEANINGS[word[1]]}"
    if found.quantity.unit == "count" and _BARE.search(TAIL.sub("", token)):
        return _of_bare(found, token, after, is_told)
    return ""


def _of_bare(found: Found, token: str, after: str, is_told: bool) -> str:
    """Return why a number without a unit may be of one, or no number."""
    if _YEAR.search(token):
        return "it may be a year"
    if _COUNTED.match(after):
        return ""
    following = _NEXT.match(after)
    word = following[1] if following else ""
    if (
        word
        and not _JOINING.fullmatch(word.lower())
        and _is_other(f"{found.printed} {word}", found)
    ):
        return f"'{word}' behind it may be a unit"
    return "" if is_told else NO_UNIT


def _is_other(printed: str, found: Found) -> bool:
    """Whether a figure and the word behind it are no count of that word."""
    try:
        read = parse(printed)
    except UnreadableFigure:
        return True
    return read != found.quantity or len(printed) - len(found.printed) < len(" word")
