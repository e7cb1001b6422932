"""The place of each number of a sentence, and the other place that it is a part or multiple of.

Imports labels and phrases of this room, and quantity.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from analysis.drafts.labels import Mention, Places
from analysis.drafts.phrases import RE, words_of
from analysis.quantity import Found

SHARES = ("share", "share-change", "pp")
THAN = ("than ", "高于", "低于", "比")  # before a country that a share of a place is held against
ELSEWHERE = "?"  # a whole that is no place of the tables: the world, a delta
NEAR = 100  # characters before a share in which its whole is told

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
        if part := RE.PART_OF.match(self.text, end, until):
            return self._told(*part.span("what"))
        as_much = RE.AS_MUCH.search(self.text, start, until)
        if not as_much and not RE.MULTIPLE.search(self.text, start, end):
            return None
        for one in self.mentions:
            if one.start >= end and RE.TIMES.fullmatch(self.text, end, one.start):
                return one.place, one
        return (ELSEWHERE if as_much else ""), None

    def _before(self, start: int, end: int, first: int) -> Whole | None:
        for pattern in (RE.OPENS, RE.PART_OF_ZH, RE.AMONG_ZH):
            told = pattern.search(self.text, max(0, start - NEAR), start)
            if told and told["what"]:
                return self._told(*told.span("what"))
        before = [one for one in self.mentions if first <= one.start and one.end <= start]
        for one in before[:0:-1]:
            of = RE.SHARE_OF.search(self.text, first, one.start)
            if of and of.end() == one.start and self.text.startswith("'s", one.end):
                return one.place, one
        if before and self._is_multiplied(before[-1], start, end):
            return before[-1].place, before[-1]
        is_other = not before and RE.OF_OTHER.search(self.text, first, start)
        return (ELSEWHERE, None) if is_other else None

    def _is_multiplied(self, one: Mention, start: int, end: int) -> bool:
        """Whether a number is so many times a place before it: 是深圳的两倍, 北京的三分之一."""
        printed = self.text[start:end]
        if "倍" not in printed and not RE.PARTED_ZH.search(self.text, one.end, start):
            return False
        return bool((RE.IS_PART_ZH if "%" in printed else RE.IS_ZH).search(self.text, 0, one.start))

    def _told(self, start: int, end: int) -> Whole:
        """Return the place that a part of the text names as a whole: of several, the country."""
        named = [one for one in self.mentions if start < one.end <= end]
        of_country = [one for one in named if one.place in self.places.countries]
        for one in (*of_country, *named):
            return one.place, one
        what = self.text[start:end]
        owner = RE.OWNER.search(what)
        elsewhere = RE.REGION.search(what) or (owner and owner[1] not in self.owners)
        return (ELSEWHERE if elsewhere else ""), None


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
        self.asides = [match.span() for match in RE.ASIDE.finditer(text)]
        self.owning: Sequence[AbstractSet[str]] = [frozenset()] * len(found)
        self.against: set[Mention] = set()
        for before, one in pairwise([Mention(0, 0, ""), *self.mentions]):
            is_joined = before in self.against and RE.ALSO.fullmatch(text, before.end, one.start)
            is_said = RE.HELD_AGAINST.search(text, max(0, one.start - 20), one.start)
            goes_on = one.place in places.wholes and not text.startswith(",", one.end)
            if not goes_on and (is_said or is_joined):
                self.against.add(one)
        self.borders = [0, *(match.end() for match in RE.CLAUSE.finditer(text)), len(text) + 1]

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
        is_next = behind.end <= until < len(self.text) and RE.RIGHT_BEHIND.fullmatch(
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
            between = RE.JOINT.split(between)[-1] if one < other else between
            alike = all(
                self.found[at].quantity.unit == "share" and self.found[at].quantity.value < 1
                for at in (one, other)
            )
            is_silent = not self.owners & set(words_of(between)) and not RE.END_OF_LIST.search(
                between
            )
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
        if against and RE.VERSUS.search(self.text, max(0, start - 20), start):
            return against[-1].place
        for one in reversed(named):
            if one.end > start or any(low <= one.start < high for low, high in self.asides):
                continue
            if one not in self.against or self._has(one, start):
                return one.place
        return ""

    def _has(self, one: Mention, start: int) -> bool:
        """Whether a place that others are held against has the number behind it itself."""
        between = RE.OWNS if RE.DENIED.search(self.text, 0, one.start) else RE.RIGHT_BEHIND
        return bool(between.fullmatch(self.text, one.end, start))

    def _is_of(
        self, named: list[Mention], start: int, end: int, behind: Mention, taken: int
    ) -> bool:
        """Whether a number is of the place behind it, which no other number has."""
        if RE.FOLLOWS.fullmatch(self.text, end, behind.start):
            return True
        earliest = max(self._clause(start), taken + 1)
        if any(earliest <= one.start < start for one in named):
            return False
        had = RE.HAD_BY.fullmatch(self.text, end, behind.start)
        return bool(had and RE.HAS.search(self.text, earliest, start))

    def _clause(self, start: int) -> int:
        """Return where the clause of an offset begins."""
        return max(border for border in self.borders if border <= start)

    def _in_turn(self, before: list[str]) -> list[str]:
        """Return the places of numbers told in turn: those of a unit take the places named last.

        'Respectively' stands behind them, 分别 before.
        """
        placed = list(before)
        if not (cue := RE.IN_TURN.search(self.text)):
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
        if is_list and all(RE.ALSO.fullmatch(self.text, *ends) for ends in joints):
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
            if ahead and RE.TOGETHER.search(self.text, *ends):
                break
            run.append(at)
        return sorted(run)
