"""Which way a figure goes: words for it that a print would leave out.

Imports units and vocabulary. Patterns are of normalised text, or of that text backwards.
'It fell by about 5% to 6%' says nothing of a share of 6%, nor '1.3 °C lower' of a temperature, nor
'fewer than 9 rooms or 20 beds' of 20 beds exactly.
"""

import re

from analysis.quantity import units, vocabulary
from analysis.quantity.vocabulary import any_of

_WENT = "|".join(
    word[::-1]
    for word in sorted((*vocabulary.UP, *vocabulary.DOWN), key=len, reverse=True)
    if word not in ("up", "down")  # which are left out of other words: made up 16%
)
_BEFORE = re.compile(
    rf"[ \v]?(?:(?:yb )?(?:{_WENT})(?:(?<=[一-鿿])|(?![a-z]))"
    r"|(?:pu|nwod)(?:[ \v](?:si|era|saw|erew|eb|neeb)(?![a-z])|[ \v,]*\Z|,)"
    "|[高低](?![最至不])|[多少](?![最至不许很大]))"
)
_PASSED = re.compile("above |below |at or |[超突跌]|over |to |at ")
_MEASURED = (
    r"[ \v](?:(?:(?:low|high|warm|cool|cold|hott)er|above)(?![a-z]| zero| freezing)|below(?![a-z]))"
)
_AFTER = re.compile(
    rf"{_MEASURED}|[ \v](?:down|up)(?= (?:on|from|and|compared)(?![a-z])|[,.;)]|\Z|\v)"
    rf"|[ \v](?:less|fewer|short of|off(?= the | its |[,.;)]|\Z))(?![a-z-])"
)
_AFTER_SHARE = re.compile(
    rf"[ \v](?:{any_of(vocabulary.SINCE_AFTER)}|(?:more|higher|lower)(?![a-z-]))"
)
_AFTER_MEASURE = re.compile(_MEASURED)
_AFTER_COUNT = re.compile(
    r"[ \v](?:(?:(?:low|high|few)er|less)(?= than |[,.;)]|\Z|\v)|fewer |more than )"
)
_RANGE_TO = re.compile(r"[ \v]to[ \v]|[至到]")  # from what to what, or by how much and to what
# A level that something is above or below, by a share or at one: 低于全国平均水平5.2%.
_LEVEL_BEFORE = re.compile("(?![的为是])[一-鿿]{1,12}(?:于[低高]|后落)|后落")
_LEVEL_BELOW = re.compile("(?![的为是])[一-鿿]{1,12}(?:于低|后落)|后落")
_TO_SHARE = re.compile(
    r"[ \v]?(?:to|[-~到至])[ \v]?[0-9.]+[ \v]?(?:%|per ?cent|个百分点|percentage points)"
)
# Spelt backwards: what was cut by a share, or by points.
_LOWERED = re.compile(
    r"[ \v]yb[ \v][a-z' -]{1,30}[ \v](?:s?tuc|gnittuc|derewol|decuder|demmirt|dehsals)(?![a-z])"
)
_NOT = ("没有", "并非")  # so many are not there
_TEMPERATURES = ("celsius", "fahrenheit")


def went_before(back: str, start: int) -> bool:
    """Return whether what stands before `start` says that something went up or down."""
    return _BEFORE.match(back, len(back) - start) is not None


def end_of_untold(text: str, back: str, start: int, end: int, unit: str) -> int:
    """Return the end of a print of which start:end, in `unit`, does not tell the way; else 0.

    `back` is the text backwards.
    """
    place = len(back) - start
    if text.endswith(_NOT, 0, start):
        return end
    if unit == "share-change":  # by 5% to 6%: a range, or how far and to where
        further = _TO_SHARE.match(text, end)
        return further.end() if further else 0
    if unit in ("count", "rank") or units.is_money(unit):
        moved = start and _RANGE_TO.search(text, start, end) and _BEFORE.match(back, place)
        return end if unit != "rank" and (moved or _AFTER_COUNT.match(text, end)) else 0
    is_share = unit in units.SHARES
    if is_share and start and _LOWERED.match(back, place):
        return end
    if unit == "share" and _AFTER_SHARE.match(text, end):
        return end
    if end < len(text) and (_AFTER if is_share else _AFTER_MEASURE).match(text, end):
        return end
    if not start or not (is_share or unit in _TEMPERATURES) or _PASSED.match(text, start):
        return 0
    level = _LEVEL_BELOW if unit == "pp" else _LEVEL_BEFORE
    return end if _BEFORE.match(back, place) or level.match(back, place) else 0
