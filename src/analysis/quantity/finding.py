"""Find the printed figures in running text, and tell apart what else has digits.

Imports lists, nofigures, pieces, reading, units and vocabulary. A figure is
looked for only where a number stands: words that `parse` knows are gathered on both its sides, and
the longest piece that `parse` reads is taken. No piece has more than MOST_CHARACTERS, so that time
grows with the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.quantity import lists, nofigures, pieces, units, vocabulary
from analysis.quantity.interval import Quantity
from analysis.quantity.lists import UNREAD, Found, NoFigure, read
from analysis.quantity.reading import hedge_of
from analysis.quantity.vocabulary import RE, normalise

MOST_CHARACTERS = 100
# What counts nothing by itself.
_ALONE = {*vocabulary.CHINESE_SCALES, *"几数", "several", "double", "triple"}
_YEAR_HEADS = ("", "from", "between", "位于", "介于")  # words that leave a year a year
_MOST_OF_FROM = 20  # characters from there to the number
MOST_OF_NAME = 4  # digits
_NO_WORD = ("", *"(,;/%")  # before a number that is told by no word
_NO_STREET = ("", *"%);,.:/")  # behind a number
# Codes of currencies, with a scale or not, as in MUSD: what is not read beside them is no count.
_CODES = {one for one in units.UNITS if one.isupper() and units.is_money(one)} - {"ALL", "TOP"}
RE.give(
    CODES="|".join(sorted(_CODES)),
    ENGLISH_WAYS="|".join(filter(str.isascii, (*vocabulary.UP, *vocabulary.DOWN))),
)
RE.compile()


def find(text: str, differences: bool = False) -> list[Found]:
    """Return every printed figure in a text, in order, none over another, each at its longest.

    Hedges and units belong to a figure, words that say nothing of its size (a total of) do not.
    differences: whether one may be how far something else is above or below: 35 fewer than that.
    """
    return [one for one in scan(text, differences) if isinstance(one, Found)]


def scan(text: str, differences: bool = False) -> list[Found | NoFigure]:
    """Return the printed figures of a text and, between them, the digits that are none."""
    return lists.settle(text, [*_Page(text, differences).scan()], differences)


class _Page:
    """A text, normalised forwards and backwards, with what is read at a place of it."""

    def __init__(self, text: str, differences: bool) -> None:
        self.text, self.differences = text, differences
        plain = RE.WIDE_COMMA.sub(nofigures.COMMA, text) if "，" in text else text
        self.plain = normalise(plain.replace("\n", "\v"))
        self.back = self.plain[::-1]
        self.has_parts = " out of " in self.plain
        self.has_from = "from" in self.plain or "从" in self.plain or "由" in self.plain
        self.patterns = pieces.known()

    def scan(self) -> Iterator[Found | NoFigure]:
        """Yield what is read at each place where a number may start, in order."""
        plain, search, match = self.plain, self.patterns.anchor.search, self.patterns.core.match
        before = done = 0
        addresses = nofigures.addresses(plain)[::-1]
        while anchor := search(plain, done):
            start, done = anchor.span()
            while addresses and addresses[-1][1] <= start:
                addresses.pop()
            if addresses and addresses[-1][0] <= start:
                at, done = addresses.pop()
                yield self._no_figure(at, done, "an address")
            elif anchor.lastgroup == "year":
                before = done
                yield self._no_figure(start, done, "a year")
            else:
                is_plain = anchor.lastgroup is not None
                core = None if is_plain else match(plain, start)
                done = core.end() if core else done
                is_number = is_plain or (core and core["core"] is not None)
                if is_number and (one := self.read(start, done, before, is_plain)):
                    before = done = one.end
                    yield one

    def read(
        self, start: int, end: int, done: int, is_plain: bool = False
    ) -> Found | NoFigure | None:
        """Return what the number at start:end is, nothing before `done`; None for mere words.

        is_plain: whether nothing goes on with its digits.
        """
        is_first = self.plain[max(0, start - 1) : start] in _NO_WORD
        is_known = is_plain and is_first and not self.plain[start:end].isdecimal()
        other = None if is_known else nofigures.tell_apart(self.plain, start)
        if other or (not is_first and (other := self._tell_by_word(start))):
            return self._no_figure(start, *other)
        if self.has_parts and (score := RE.SCORE.match(self.plain, start)):
            return self._no_figure(start, score.end(), "a score")
        if self.plain[end : end + 1] not in _NO_STREET and (
            street := RE.STREET.match(self.text, start)
        ):
            return self._no_figure(*street.span(), "an address")
        starts = [start]
        if not is_first:
            starts = pieces.starts(self.patterns, self.plain, self.back, start, done)
        years = self._end_of_years(start) if self.plain[start] in "12" else 0
        if years and self.plain[starts[-1] : start].strip(" \v") in _YEAR_HEADS:
            return self._no_figure(start, years, "a year")
        if found := self._longest(starts, pieces.ends(self.patterns, self.plain, start, end)):
            if found.end == end and found.printed.isdecimal() and self._is_name(start, end):
                return self._no_figure(start, end, "a name")
            if self.differences:
                return found
            last = nofigures.end_of_untold(self.plain, self.back, *found[:2], found.quantity.unit)
            return self._no_figure(found.start, last, UNREAD) if last else found
        cluster = RE.CLUSTER.match(self.plain, start + (self.plain[start] == "."))
        if not cluster:
            return None
        end = years or max(end, cluster.end())
        return self._no_figure(cluster.start(), end, "a year" if years else UNREAD)

    def _tell_by_word(self, start: int) -> tuple[int, str] | None:
        """Return the end and the reason of what the word before it makes no figure."""
        told = nofigures.tell_by_word_before(self.plain, self.back, start)
        if not told:
            return None
        tail = self.patterns.tails.match(self.plain, told[0])
        if tail and (
            (tail["unit"] and not _is_money(tail["unit"])) or (tail["counted"] and not told[2])
        ):
            return None
        return told[:2]

    def _is_name(self, start: int, end: int) -> bool:
        """Return whether a bare number follows a name, as in 'the Quest 3' and 'GB 18030'."""
        before = self.text[max(0, start - 30) : start]
        if RE.STANDARD.search(before + self.text[start:end]):
            return not RE.COUNTED_NEXT.match(self.plain, end)
        may_be = end - start <= MOST_OF_NAME and RE.OF_A_NAME.match(self.text, end)
        return bool(may_be and RE.CAPITAL.search(before))

    def _no_figure(self, start: int, end: int, reason: str) -> NoFigure:
        return NoFigure(start, end, self.text[start:end], reason)

    def _longest(self, starts: list[int], ends: list[int]) -> Found | None:
        """Return the longest piece that is read as a figure, the first of several; or None."""
        spans = [(start, end) for start in starts for end in ends[::-1]]
        if len(starts) > 1:
            spans.sort(key=lambda span: span[0] - span[1])
        moves, went = self._goes(starts) if self.has_from else (False, False)
        if went and RE.SHARED.match(self.plain, ends[0]):
            return None  # the first of two numbers whose unit is told once
        for start, end in spans:
            printed = self.text[start:end]
            if printed[0] in "—―" or self.plain[start - 1 : start] == "第":
                continue  # a dash of the sentence is no sign, and 第 ranks
            if (went and RE.TO_NUMBER.search(printed)) or (
                (moves or " to " in printed) and self._is_move(printed, start, end, moves)
            ):
                continue  # how it went, from one to the other, is no range
            quantity = read(printed) if end - start <= MOST_CHARACTERS else None
            if quantity and (
                nofigures.is_cut(self.plain, self.back, start, end)
                or (quantity.unit.startswith("count") and self._is_of_more(start, end))
            ):
                return None  # and none of it is: a shorter piece would say less still
            if quantity and self._is_in_word(printed, end):
                return None
            if quantity and _counts(printed, quantity):
                return Found(start, end, printed, quantity)
        return None

    def _is_move(self, printed: str, start: int, end: int, moves: bool) -> bool:
        """Return whether a piece says from what to what something went, or by how much and to."""
        is_spread = printed[:4].lower() == "from" or RE.EVERY.match(self.plain, end)
        if moves and not is_spread and RE.TO_BETWEEN.search(printed):
            return True
        return bool(RE.TOLD_TO.match(printed) and nofigures.went_before(self.back, start))

    def _goes(self, starts: list[int]) -> tuple[bool, bool]:
        """Return whether 'from' stands before a number, and whether it tells a change at once."""
        before = RE.FROM_ONE_TO.match(self.back, len(self.back) - starts[-1])
        moves = before is not None or "from" in self.plain[starts[-1] : starts[0]]
        moves = moves and not RE.SPREAD.search(self.plain, max(0, starts[0] - 40), starts[0])
        at = self.plain.rfind("from", max(0, starts[0] - _MOST_OF_FROM), starts[0])
        return moves, at >= 0 and RE.WENT_FROM.search(self.plain, max(0, at - 40), at) is not None

    def _is_of_more(self, start: int, end: int) -> bool:
        """Return whether a count is money, of which a code stands beside it, or a sign before."""
        if RE.MONEY_TO.match(self.back, len(self.back) - start):
            return "0" <= self.plain[start] <= "9"
        before = self.text[max(0, start - 8) : start]
        return bool(RE.CODE_BEFORE.search(before) or RE.CODE.match(self.text, end))

    def _is_in_word(self, printed: str, end: int) -> bool:
        """Return whether a bare numeral is part of a word with the character after it: 四川."""
        is_followed = self.plain[end : end + 1] > "~" and RE.IN_WORD.match(self.plain, end)
        return bool(is_followed) and RE.OF_WORDS.fullmatch(normalise(printed)) is not None

    def _end_of_years(self, start: int) -> int:
        """Return the end of a bare year, or of one to another, at `start`; 0 if it has a unit."""
        end = nofigures.end_of_years(self.plain, start)
        tail = self.patterns.tails.match(self.plain, end) if end else None
        return 0 if tail and not tail["joint"] else end


def _counts(printed: str, quantity: Quantity) -> bool:
    """Return whether a number in words counts: 'one', 一个 and 千 by themselves do not."""
    if "0" <= printed[0] <= "9" or RE.ANY_DIGIT_SIGN.search(printed):
        return True
    is_article = quantity.unit == "count" and quantity.low == quantity.high == 1
    plain = normalise(printed)
    is_scale = RE.SCALES_ALONE.match(plain) and hedge_of(printed) == "exact"
    return not (is_article or is_scale or plain in _ALONE)


def _is_money(word: str) -> bool:
    return word in units.WORDS and units.is_money(units.WORDS[word][0])
