"""The place of each number of a sentence, and the other place that it is a part or multiple of.

Imports labels and wholes of this room, and quantity.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from analysis.drafts.labels import Mention, Places, words_of
from analysis.drafts.phrases import TOGETHER
from analysis.drafts.wholes import Wholes
from analysis.quantity import Found

CLAUSE = re.compile(r"[;；，]|,(?![0-9]{3}(?![0-9]))|(?<![0-9]),")
IN_TURN = re.compile(r"\brespectively\b|分[别列居]|依次")
SHARES = ("share", "share-change", "pp")
FOLLOWS = re.compile(
    r"[^,;:，；：、()（）]{0,60}\b(?:in|for)\s+(?:the\s+)?(?:(?:city|province) of\s+)?"
)
HAD_BY = re.compile(r"[^,;，；。、()（）]{0,14}的")  # 有22.6万家的深圳
HAS = re.compile(r"(?:有|占)[^,;:，；。、]{0,8}$")
THAN = ("than ", "高于", "低于", "比")  # before a country that a share of a place is held against
# A place that others are held against has the number right behind it, or none.
HELD_AGAINST = re.compile(
    r"(?:\b(?:as|than|unlike|not|rather than|instead of|(?:ahead|short) of|behind|above|below"
    r"|beats?|leads?|trails?|passes|exceeds?|outnumbers?)|(?<!占)比|[高低多少后先次]于|超过|领先|不及|不如|没有|不是|而非|并非"
    r"|不同于)"
    r"\s*(?:in |the |that of |those of )*$"
)
RIGHT_BEHIND = re.compile(
    r"(?:'s|的)?(?:\s*\([^()]*|(?!, (?:with|at) |,[达为有约])[\s,(—–]*"
    r"(?:(?:which|that|who|with|at|has|have|had|only|just|的|有|为|是|仅|只|达|约)\s*)+|\s*)$"
)
JOINT = re.compile(r"[,，、;；]|\band\b|\bor\b")
END_OF_LIST = re.compile(r"[.:。：]|\b(?:than|of)\b|[于比]")
DENIED = re.compile(r"(?:\b(?:not|rather than|instead of)|不是|而非|并非)\s*(?:in )?$")
OWNS = re.compile(r"(?:'s|的)\s*$")
ALSO = re.compile(r"(?:'s)?\s*(?:\([^()]*\))?\s*(?:,|、|和|与|and|or|nor)+\s*")
VERSUS = re.compile(r"(?:against|versus|vs\.?|compared (?:with|to)|to)\s*(?:only |just )?$")
ASIDE = re.compile(  # which names other places by the way
    r"[(（][^()（）]*[)）]|, ?(?:which|including|such as|unlike|along with|as does)\b[^,;:]*,"
)


@dataclass(frozen=True)
class Bound:
    """The place of a number, its places by other orders of the sentence, and its whole."""

    place: str
    others: tuple[str, ...] = ()
    whole: str = ""


class Binding:
    """Binds the numbers of a normalised sentence to the places that it names.

    owners: words of labels, of which 's makes no place: Huawei's staff.
    owning: of each number the countries that have figures of its kind.
    """

    def __init__(
        self, text: str, found: list[Found], first: int, places: Places, owners: AbstractSet[str]
    ) -> None:
        self.text, self.found, self.places, self.owners = text, found, places, owners
        self.spans = [(one.start - first, one.end - first) for one in found]
        self.mentions = places.find(text)
        self.wholes = Wholes(text, self.mentions, places, owners)
        self.asides = [match.span() for match in ASIDE.finditer(text)]
        self.owning: Sequence[AbstractSet[str]] = [frozenset()] * len(found)
        self.against: set[Mention] = set()
        for before, one in pairwise([Mention(0, 0, ""), *self.mentions]):
            is_joined = before in self.against and ALSO.fullmatch(text, before.end, one.start)
            is_said = HELD_AGAINST.search(text, max(0, one.start - 20), one.start)
            goes_on = one.place in places.wholes and not text.startswith(",", one.end)
            if not goes_on and (is_said or is_joined):
                self.against.add(one)
        self.borders = [0, *(match.end() for match in CLAUSE.finditer(text)), len(text) + 1]

    def bind(self) -> list[Bound]:
        """Return what each number is bound to."""
        told, taken = [], -1
        starts = [*(start for start, _ in self.spans[1:]), len(self.text)]
        parts = [
            self.wholes.of(one, span, self._clause(span[0]), until)
            for one, span, until in zip(self.found, self.spans, starts, strict=True)
        ]
        self.against |= {part_of for _, part_of in parts if part_of}
        for at, (whole, part_of) in enumerate(parts):
            one, taken = self._bind(at, taken, starts[at], whole, part_of)
            told.append((*one, whole))
        owner, plain, after, following, wholes = map(list, zip(*told, strict=True))
        self._share_wholes(wholes, list(zip(owner, following, strict=True)))
        owner = self._in_turn(owner)
        # A sentence is read in another order where that one gives each of its numbers a place.
        first = [next(filter(None, one), "") for one in zip(following, owner, after, strict=True)]
        orders = [
            order
            for order in (owner, plain, after)
            if all(order) and len({*order}) >= len({*first})
        ]
        others = [tuple(dict.fromkeys(order[at] for order in orders)) for at in range(len(first))]
        return [Bound(*one) for one in zip(first, others, wholes, strict=True)]

    def _bind(
        self, at: int, taken: int, until: int, whole: str, part_of: Mention | None
    ) -> tuple[tuple[str, str, str, str], int]:
        """Return a number's owner, the place before it, behind it, and behind it as its own.

        And where the last place stands that a number has behind it, at first: taken.
        """
        start, end = self.spans[at]
        named = [one for one in self._named(at) if one != part_of or one.place in self.owning[at]]
        plain = next((one.place for one in reversed(named) if one.start < start), "")
        owner = self._owner(named, start) or ("" if part_of else plain)
        behind = next((one for one in named if one.start >= end), Mention(until, until + 1, ""))
        following = ""
        if behind.end <= until and self._is_of(named, start, end, behind, taken):
            following, taken = behind.place, behind.start  # which is not of the next number
        if part_of and part_of.place not in self.places.countries:
            owner = owner or following or whole
        is_next = behind.end <= until < len(self.text) and RIGHT_BEHIND.fullmatch(
            self.text, behind.end, until
        )
        after = "" if behind in self.against or is_next else behind.place
        return (owner, plain, after, following), taken

    def _share_wholes(self, wholes: list[str], owners: list[tuple[str, str]]) -> None:
        """Give shares the whole of one beside them: 37%, and Guangzhou for 35%, of Guangdong's."""
        pairs = list(pairwise(range(len(wholes))))
        for one, other in [*((at, to) for to, at in reversed(pairs)), *pairs]:
            ends = self.spans[min(one, other)][1], self.spans[max(one, other)][0]
            between = self.text[slice(*ends)]
            between = JOINT.split(between)[-1] if one < other else between
            alike = all(
                self.found[at].quantity.unit == "share" and self.found[at].quantity.value < 1
                for at in (one, other)
            )
            is_silent = not self.owners & set(words_of(between)) and not END_OF_LIST.search(between)
            if alike and is_silent and not wholes[other] and wholes[one] not in owners[one]:
                wholes[other] = wholes[one]

    def _named(self, at: int) -> list[Mention]:
        """Return the places that a number may be of: of a share or rank, no country, its whole."""
        if self.found[at].quantity.unit not in (*SHARES, "rank"):
            return self.mentions
        return [
            one
            for one in self.mentions
            if one.place not in self.places.countries - self.owning[at]
            or (one.start < self.spans[at][0] and self.text.endswith(THAN, 0, one.start))
        ]

    def _owner(self, named: list[Mention], start: int) -> str:
        """Return the last place before a number that is neither an aside nor held against it."""
        against = [one for one in named if one.end <= start and one in self.against]
        if against and VERSUS.search(self.text, max(0, start - 20), start):
            return against[-1].place
        for one in reversed(named):
            if one.end > start or any(low <= one.start < high for low, high in self.asides):
                continue
            if one not in self.against or self._has(one, start):
                return one.place
        return ""

    def _has(self, one: Mention, start: int) -> bool:
        """Whether a place that others are held against has the number behind it itself."""
        between = OWNS if DENIED.search(self.text, 0, one.start) else RIGHT_BEHIND
        return bool(between.fullmatch(self.text, one.end, start))

    def _is_of(
        self, named: list[Mention], start: int, end: int, behind: Mention, taken: int
    ) -> bool:
        """Whether a number is of the place behind it, which no other number has."""
        if FOLLOWS.fullmatch(self.text, end, behind.start):
            return True
        earliest = max(self._clause(start), taken + 1)
        if any(earliest <= one.start < start for one in named):
            return False
        had = HAD_BY.fullmatch(self.text, end, behind.start)
        return bool(had and HAS.search(self.text, earliest, start))

    def _clause(self, start: int) -> int:
        """Return where the clause of an offset begins."""
        return max(border for border in self.borders if border <= start)

    def _in_turn(self, before: list[str]) -> list[str]:
        """Return the places of numbers told in turn: those of a unit take the places named last.

        'Respectively' stands behind them, 分别 before.
        """
        placed = list(before)
        if not (cue := IN_TURN.search(self.text)):
            return self._listed_ranks(placed)
        for unit in {one.quantity.unit for one in self.found}:
            alike = self._run(unit, cue)
            border = self.spans[alike[0]][0] if alike else 0
            named = [
                one.place for one in self._named(alike[0] if alike else 0) if one.start < border
            ]
            runs = [one for one, other in pairwise([*named, ""]) if one != other]
            if len(alike) <= len(runs):
                for at, place in zip(alike, runs[len(runs) - len(alike) :], strict=True):
                    placed[at] = place
        return placed

    def _listed_ranks(self, before: list[str]) -> list[str]:
        """Return the places of ranks listed behind as many: A and B are second and third."""
        named = [one for one in self.mentions if one.end <= self.spans[0][0]][-len(self.found) :]
        joints = [
            *((self.spans[at][1], self.spans[at + 1][0]) for at in range(len(self.found) - 1)),
            *((one.end, other.start) for one, other in pairwise(named)),
        ]
        is_list = len(named) == len(self.found) > 1 and all(
            one.quantity.unit == "rank" for one in self.found
        )
        if is_list and all(ALSO.fullmatch(self.text, *ends) for ends in joints):
            return [one.place for one in named]
        return before

    def _run(self, unit: str, cue: re.Match[str]) -> list[int]:
        """Return the numbers of a unit on the side of a cue, with no place named between."""
        ahead = not cue[0].isascii()
        side = [
            at
            for at, one in enumerate(self.found)
            if one.quantity.unit == unit and (self.spans[at][0] > cue.start()) == ahead
        ]
        run: list[int] = []
        for at in side if ahead else reversed(side):
            ends = sorted((self.spans[at][0], self.spans[(run or [at])[-1]][0]))
            if any(ends[0] < one.start < ends[1] for one in self.mentions):
                break
            if ahead and TOGETHER.search(self.text, *ends):
                break
            run.append(at)
        return sorted(run)
