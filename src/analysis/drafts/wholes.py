"""The place that a share of a draft is said to be a part of, or so many times as much as.

Imports labels of this room, and quantity.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from analysis.drafts.labels import Mention, Places
from analysis.quantity import Found

ELSEWHERE = "?"  # a whole that is no place of the tables: the world, a delta
NEAR = 100  # characters before a share in which its whole is told
# Before and behind a share, what it is a part of.
PART_OF = re.compile(
    r"\s*(?:or (?:more|less|fewer|so) )?(?:out )?of (?P<what>(?:(?!\b(?:is|(?<!there )are|was|were"
    r"|has|have|had|and|but|while|than|to|from|by|went|goes|works?|lives?|sits?)\b)[^.;,:()]){0,70})"
)
SHARE_OF = re.compile(r"\b(?:share|part|proportion|percentage|portion) of (?:the )?(?=[^,;]*$)")
OPENS = re.compile(r"(?:^|[,;:])\W*of (?:all |the )*(?P<what>[^,;:0-9]*),[^,;:]*$")
PART_OF_ZH = re.compile(r"占(?!比)(?:了|到|据|整个)?(?P<what>[^,;:。占]{0,24})$")
OF_OTHER = re.compile(r"(?:只有|只是|仅是|不到|相当于)[^占其,;:。]{2,16}的$")
AMONG_ZH = re.compile(r"(?:在|^)(?P<what>[^,;:。]{0,20})中,?[^,;:。]{0,10}$")
_THEM = "(?:all (?:of )?)?(?:them|these|those)|the province"
OF_THEM = re.compile(rf"\s*(?:or (?:more|less) )?of (?:{_THEM})\b")
OF_THEM_ZH = re.compile(r"占(?:全省|省内)[^,;:。]*$|其中[^;。占]{0,8}占?$")
REGION = re.compile(
    r"\b(?:world(?:'s|wide)?\b|global|asia|europe|africa|america|delta|bay area|continent|region)"
    r"|全球|世界|亚洲|三角|湾区|京津冀|城市群|经济[圈带]|地区(?!生产)|[东西南北中][南北部]|流域"
)
OWNER = re.compile(r"\b([a-z-]+)'s\b")  # of a share: Europe's
# What a number is so many times, or as much as a part, of.
AS_MUCH = re.compile(r"\bas (?:many|much|large|big|high|strong|populous)\b")
MULTIPLE = re.compile(r"times|twice|double|triple")
TIMES = re.compile(
    r"[^.;,]{0,60}?\b(?:as|of|than) (?:(?:that|those|the [a-z]+) (?:of|in) |in |the )*$|\s*$"
)
PARTED_ZH = re.compile("的[近约不到超过]*$")
IS_ZH = re.compile(r"(?:是|为|于|到|近|过|及|占|约|足|当)$")
IS_PART_ZH = re.compile(r"(?:是|为|有|占|约|当于|等于)$")

Whole = tuple[str, Mention | None]  # the place, and where it is named


@dataclass(frozen=True)
class Wholes:
    """Finds the wholes of the shares of a normalised sentence.

    owners: words of labels, of which 's makes no place: Huawei's staff.
    """

    text: str
    mentions: list[Mention]
    places: Places
    owners: AbstractSet[str]

    def of(self, one: Found, span: tuple[int, int], first: int, until: int) -> Whole:
        """Return the whole of a number, empty where none is told.

        first: where its clause begins; until: where the next number does.
        """
        if one.quantity.unit != "share":
            return "", None
        return self._behind(*span, until) or self._before(*span, first) or ("", None)

    def _behind(self, start: int, end: int, until: int) -> Whole | None:
        if part := PART_OF.match(self.text, end, until):
            return self._told(*part.span("what"))
        as_much = AS_MUCH.search(self.text, start, until)
        if not as_much and not MULTIPLE.search(self.text, start, end):
            return None
        for one in self.mentions:
            if one.start >= end and TIMES.fullmatch(self.text, end, one.start):
                return one.place, one
        return (ELSEWHERE if as_much else ""), None

    def _before(self, start: int, end: int, first: int) -> Whole | None:
        for pattern in (OPENS, PART_OF_ZH, AMONG_ZH):
            told = pattern.search(self.text, max(0, start - NEAR), start)
            if told and told["what"]:
                return self._told(*told.span("what"))
        before = [one for one in self.mentions if first <= one.start and one.end <= start]
        for one in before[:0:-1]:
            of = SHARE_OF.search(self.text, first, one.start)
            if of and of.end() == one.start and self.text.startswith("'s", one.end):
                return one.place, one
        if before and self._is_multiplied(before[-1], start, end):
            return before[-1].place, before[-1]
        is_other = not before and OF_OTHER.search(self.text, first, start)
        return (ELSEWHERE, None) if is_other else None

    def _is_multiplied(self, one: Mention, start: int, end: int) -> bool:
        """Whether a number is so many times a place before it: 是深圳的两倍, 北京的三分之一."""
        printed = self.text[start:end]
        if "倍" not in printed and not PARTED_ZH.search(self.text, one.end, start):
            return False
        return bool((IS_PART_ZH if "%" in printed else IS_ZH).search(self.text, 0, one.start))

    def _told(self, start: int, end: int) -> Whole:
        """Return the place that a part of the text names as a whole: of several, the country."""
        named = [one for one in self.mentions if start < one.end <= end]
        of_country = [one for one in named if one.place in self.places.countries]
        for one in (*of_country, *named):
            return one.place, one
        what = self.text[start:end]
        owner = OWNER.search(what)
        elsewhere = REGION.search(what) or (owner and owner[1] not in self.owners)
        return (ELSEWHERE if elsewhere else ""), None
