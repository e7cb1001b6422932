"""Numbers of a draft whose words say which of two is the greater, and say it amiss.

That something fell from one to the other, or that one is more than the other. Imports context,
facts, fitting and phrases of this room.
"""

import re
from itertools import pairwise

from analysis.drafts.context import YEAR, Said
from analysis.drafts.facts import Fact, Judged
from analysis.drafts.fitting import Known
from analysis.drafts.phrases import TOGETHER

BEFORE, CLOSE = 60, 0.02  # characters before the first; of a number: how far its fact is from it
_UP = (
    r"\b(?:rose|ris(?:e|es|en|ing)|gr[eo]w[a-z]*|increas[a-z]+|climb[a-z]*|expand[a-z]*|jump[a-z]*"
    r"|advanced|up)\b|[升增涨扩]|提高"
)
_DOWN = (
    r"\b(?:f[ae]ll(?:s|en|ing)?|drop[a-z]*|declin[a-z]+|decreas[a-z]+|shr[aiu]nk[a-z]*|slid|slip[a-z]*"
    r"|sank|plunged|down)\b|[降减跌缩落]|下滑"
)
_WAY = f"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_WAY_2 = _WAY.replace("<up>", "<up2>").replace("<down>", "<down2>")
# The first number stands as '#', and the second right behind the end.
FROM_TO = re.compile(
    rf"(?:{_WAY}[^#.;,0-9，；。]{{0,40}})?(?:\bfrom |[从由自](?:年的?)?)#[^#.;0-9，；。]{{0,40}}?"
    rf"(?:,[^#.;,0-9]{{0,40}}?)?(?:{_WAY_2}[^.;,0-9，；。]{{0,8}})?(?:\bto |[至到为](?:年的?)?)$"
)
_MORE = (
    r"\b(?:more|larger|bigger|higher|greater|above|exceeds?|outnumbers?|ahead of|beats?|tops"
    r"|surpass(?:es)?)\b|(?<![不没])(?:[多高大]于|超过|超出|领先于?)"
)
_LESS = (
    r"\b(?:fewer|less|lower|smaller|below|behind|trails?|outnumbered by|exceeded by|surpassed by)\b"
    r"|(?<![不没])(?:[少低小]于|不及|不如|落后于?)"
)
_HOW = f"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
_THAN = r" ?(?:(?:that|those) (?:of|in) |in |the )*x(?:'s|的)?[a-wyz ,，-]{0,30}[(（有为是]? ?$"
AHEAD = re.compile(rf"#[^#.;0-9；。]{{0,60}}?{_HOW}(?:[a-z -]{{0,40}}? than)?{_THAN}")
AROUND = re.compile(rf"{_HOW}[^#.;0-9；。]{{0,40}}#[^#.;,0-9x，；。]{{0,20}} than{_THAN}")
HELD = re.compile(rf"(?:\bthan\b|[比较]|{_MORE}|{_LESS})[^#.;。；]*x[^#x]*#")  # the first is
THAN_ZH = re.compile(r"#[^#0-9；。]{0,30}(?<!占)比x[^#0-9,，；。]{0,12}[(（]?$")
HOW_ZH = re.compile("[^0-9,，；。]{0,8}?(?:(?P<more>[多高大])|(?P<less>[少低小]))")
DENIES = re.compile(r"\b(?:not|no|never|neither|nor|cannot|without)\b|n't\b|¬|[没并]")


def hold(sentence: list[Said], judged: list[Judged], known: Known) -> list[Judged]:
    """Return what became of a sentence's numbers, with those wrong that it puts in wrong order."""
    held = list(judged)
    for at, (one, other) in enumerate(pairwise(sentence)):
        first, second = (_fact(each, held[at + to], known) for to, each in ((0, one), (1, other)))
        if (
            first
            and second
            and first.unit == second.unit
            and _is_amiss(one, other, first, second, known)
        ):
            says = f"the tables say {first.says}; {second.says}"
            held[at + 1] = Judged("wrong", says, second.table, second.name)
    return held


def _fact(one: Said, judged: Judged, known: Known) -> Fact | None:
    """Return the fact that a number repeats; None where it is no amount of one."""
    if judged.verdict not in ("right", "hedged away"):
        return None
    value = one.found.quantity.value
    return next(
        (
            fact
            for fact in known.by_unit.get(one.unit, [])
            if (fact.table, fact.name) == (judged.table, judged.id)
            and abs(fact.quantity.value - value) <= CLOSE * abs(value)
        ),
        None,
    )


def _is_amiss(one: Said, other: Said, first: Fact, second: Fact, known: Known) -> bool:
    """Whether the words between two numbers say the contrary of which is the greater."""
    lead = one.before[-BEFORE:]
    between = other.before[len(other.before) - (other.found.start - one.found.end) :]
    if DENIES.search(lead) or DENIES.search(between):
        return False
    text = YEAR.sub("", f"{lead}#{between}")
    rise = other.found.quantity.value - one.found.quantity.value
    if first.places == second.places:
        told = FROM_TO.search(text) if first.metrics == second.metrics else None
        is_up = told and (told["up"] or told["up2"])
        is_told = told and (is_up or told["down"] or told["down2"])
        return bool(is_told) and (rise < 0 if is_up else rise > 0)
    named = known.places.find(between)
    if (
        not named
        or named[-1].place not in second.places - first.places
        or TOGETHER.search(other.after)
    ):
        return False
    text = f"{known.places.pattern.sub('x', lead)}#{known.places.pattern.sub('x', between)}"
    text = YEAR.sub("", text)
    if HELD.search(text):
        return False
    told = AHEAD.search(text) or AROUND.search(text)
    if not told and THAN_ZH.search(text):
        told = HOW_ZH.match(other.after)
    return told is not None and (rise > 0 if told["more"] else rise < 0)
