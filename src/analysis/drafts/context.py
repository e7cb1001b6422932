"""What each number of a draft is said of: its sentence, its place, and the words around it.

Imports binding, labels, phrases and plain of this room, and quantity.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.drafts import labels
from analysis.drafts.binding import Binding
from analysis.drafts.labels import (
    AROUND,
    EARLIER,
    NEAR,
    SENTENCE,
    Mention,
    Metrics,
    Names,
    Places,
)
from analysis.drafts.phrases import RE, fold, words_of
from analysis.drafts.plain import TITLE, Draft, Watch
from analysis.quantity import Found, find

LONGEST = 5000  # characters of a sentence
REMEMBERED = 1000  # characters of a paragraph
OPENING = 12  # characters of a sentence: a country named there is what the sentence is about
NOBODY = Names({})
Owners = Callable[[str, dict[str, float]], AbstractSet[str]]


@dataclass(frozen=True)
class Said:
    """A number of a draft and what it may be of.

    place: the one that its sentence gives it; empty where it names none.
    others: places that it may be of besides: by another order of the same sentence, or, where the
        sentence names none, those of the paragraph. `carried`: the one spoken of before.
    whole: another place that it is said to be a part or multiple of; '?': one of no table.
    levels: what the words around count, by their distance, and `own` those of its sentence alone.
    named: all places that its sentence names. `around`: those of its paragraph so far, too, the
        last named last.
    before, after: the rest of its sentence, normalised. `source`: the text whose publisher was
        named last, or is the only one named; empty: any.
    reckoned: whether its sentence is a question, or it or the one before speaks of quotients.
    in_cell: whether it stands in a table, `own` being what its column counts.
    """

    found: Found
    place: str
    levels: dict[str, float]
    own: dict[str, float]
    years: frozenset[int]
    others: tuple[str, ...] = ()
    carried: str = ""
    whole: str = ""
    named: frozenset[str] = frozenset()
    around: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    source: str = ""
    reckoned: bool = False
    in_cell: bool = False

    @property
    def unit(self) -> str:
        """Its unit."""
        return self.found.quantity.unit

    @property
    def ahead(self) -> str:
        """What stands before it in its clause."""
        return RE.CLAUSE.split(self.before)[-1]

    @property
    def behind(self) -> str:
        """What stands behind it in its clause."""
        return RE.CLAUSE.split(self.after)[0]

    @property
    def sentence(self) -> str:
        """The sentence that it stands in, normalised."""
        return self.before + self.found.printed + self.after


def numbers(
    draft: Draft,
    places: Places,
    metrics: Metrics,
    publishers: Names = NOBODY,
    owners: Owners = lambda unit, words: frozenset(),
    watch: Watch[tuple[int, int]] = iter,
) -> Iterator[list[Said]]:
    """Yield the printed figures of each sentence of a draft that has any, with what they are of.

    publishers: the sources by name. A number that is part of such a name is none.
    owners: tells which countries have figures of a unit that some words speak of.
    watch: shows how far it is, paragraph by paragraph.
    """
    text, folded = draft.text, fold(draft.text)
    named = publishers.find(folded)
    inside_names = {at for one in named for at in range(one.start, one.end)}
    heading = ""
    only = {one.place for one in named}
    spoken = only.pop() if len(only) == 1 else ""
    for start, end in watch(list(_parts(text, RE.PARAGRAPH, 0, len(text)))):
        paragraph = _Paragraph(heading, places, metrics)
        moved = [
            one._replace(start=start + one.start, end=start + one.end)
            for one in find(text[start:end], differences=True)
        ]
        found = [one for one in moved if not inside_names & {one.start, one.end - 1}]
        starts = [one.start for one in found]
        for first, last in _parts(text, RE.END, start, end):
            inside = found[bisect_left(starts, first) : bisect_left(starts, last)]
            spoken = next((one.place for one in named if first <= one.start < last), spoken)
            sentence = _Sentence(folded[first:last], inside, first, places, metrics.weights.keys())
            sentence.source = spoken
            sentence.asks = text.startswith(("?", "？"), last)
            sentence.goes_on = text[start:first].endswith((";", "；"))
            in_cells = [_in_cell(one, draft, places, spoken) for one in inside]
            for one in in_cells:
                if one:
                    yield [one]
            if inside and not any(in_cells):
                yield list(sentence.read(paragraph, owners))
            paragraph.note(sentence)
        if TITLE in text[start:end]:
            heading = folded[start:end]


def _parts(text: str, border: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a text between what divides them; a list without a full stop has none."""
    for match in [*border.finditer(text, start, end), None]:
        until, following = match.span() if match else (end, end)
        while until - start > LONGEST and border is RE.END:
            comma = max(text.rfind(mark, start, start + LONGEST) for mark in ",，、 \n")
            cut = comma + 1 if comma > start else start + LONGEST
            yield start, cut
            start = cut
        if match or start < until:
            yield start, until
        start = following


def _in_cell(one: Found, draft: Draft, places: Places, source: str) -> Said | None:
    """Return what a number in a table is said of, its row and column; None elsewhere."""
    at = bisect_right(draft.cells, one.start, key=lambda cell: cell.start) - 1
    if at < 0 or one.end > draft.cells[at].end:
        return None
    called = fold(draft.cells[at].called)
    words = labels.levels([(NEAR, called)])
    place = next((each.place for each in places.find(called)), "")
    own = labels.levels([(NEAR, called.rpartition(": ")[2])])
    return Said(one, place, words, own, _years(called), source=source, in_cell=True)


def _years(text: str) -> frozenset[int]:
    return frozenset(int(match[0]) for match in RE.YEAR.finditer(RE.DATE.sub(" ", text)))


class _Sentence(Binding):
    """A sentence, normalised, with its numbers and places; offsets count from its start.

    source: who was named last. goes_on: whether it is the rest of a sentence; asks: a question.
    """

    source, goes_on, asks = "", False, False

    def read(self, paragraph: "_Paragraph", owners: Owners) -> Iterator[Said]:
        """Yield what each number of the sentence is said of."""
        around = labels.levels(
            [(EARLIER, paragraph.earlier), (AROUND, f"{paragraph.heading}\n{paragraph.before}")]
        )
        words = set(words_of(self.text))
        is_silent = not words & paragraph.metrics.weights.keys()
        reckoned = RE.QUOTIENT.search(paragraph.before * is_silent + self.text) is not None
        reckoned = reckoned or self.asks
        whole = labels.levels([(SENTENCE, self.text)])
        here = frozenset(one.place for one in self.mentions)
        paragraph.name(self.mentions)
        named = dict(paragraph.named)
        owns = [whole | labels.levels([(NEAR, self._near(at))]) for at in range(len(self.spans))]
        self.owning = [
            owners(one.quantity.unit, own) for one, own in zip(self.found, owns, strict=True)
        ]
        for at, (bound, own) in enumerate(zip(self.bind(), owns, strict=True)):
            place, others = bound.place, bound.others
            start, end = self.spans[at]
            named_before = any(one.start < start for one in self.mentions)
            if not named_before and paragraph.subject and RE.OWN.search(self.text, 0, start):
                place, others = paragraph.subject, ()
            yield Said(
                found=self.found[at],
                place=place,
                levels=around | own,
                own=own,
                years=self._years(start, end, paragraph),
                others=others if place else (*named, *sorted(self.places.wholes - named.keys())),
                whole=bound.whole or self._parent(place, start, end, named),
                carried=paragraph.subject,
                named=here,
                around=tuple(named),
                before=self.text[:start],
                after=self.text[end:],
                source=self.source,
                reckoned=reckoned,
            )

    def _near(self, at: int) -> str:
        """Return a number with what stands between it and others, up to the end of its clause."""
        starts = [start for start, _ in self.spans[at + 1 : at + 2]]
        ends = [end for _, end in self.spans[:at]]
        behind = self.text[self.spans[at][1] : min([*starts, len(self.text)])]
        return self.text[max([0, *ends]) : self.spans[at][1]] + RE.CLAUSE.split(behind)[0]

    def _parent(self, place: str, start: int, end: int, named: Collection[str]) -> str:
        """Return the province of a city whose share is told of it: 13.5% of them."""
        parent = self.places.part_of.get(place, "")
        of_them = RE.OF_THEM.match(self.text, end) or RE.OF_THEM_ZH.search(self.text, 0, start)
        return parent if of_them and parent in named else ""

    def _years(self, start: int, end: int, paragraph: "_Paragraph") -> frozenset[int]:
        """Return the years of a number's clause, or else of those before it that have no number.

        'That year' is the one that the paragraph spoke of, and so is that of half a sentence.
        """
        borders = [
            0,
            *(match.end() for match in RE.CLAUSE.finditer(self.text)),
            len(self.text),
        ]
        clauses = [(one, other) for one, other in pairwise(borders) if one < end]
        own = self.text[clauses[-1][0] : borders[len(clauses)]]
        if RE.LIKE_YEAR.search(own):
            return frozenset()
        before = [
            self.text[one:other]
            for one, other in clauses[:-1]
            if not any(one <= at < other for at, _ in self.spans)
        ]
        if found := _years(own) or _years(" ".join(before)):
            return found
        goes_on = RE.SAME_YEAR.search(self.text, 0, end) or (self.goes_on and not _years(self.text))
        return paragraph.years if goes_on else frozenset()


@dataclass
class _Paragraph:
    """What the sentences of a paragraph so far have spoken of, under the heading above it.

    before: the last of them that has a word of some metric's label or of the study, and `earlier`
        those before it.
    subject: the place that one without a place goes on about.
    """

    heading: str
    places: Places
    metrics: Metrics
    before: str = ""
    earlier: str = ""
    subject: str = ""
    years: frozenset[int] = frozenset()
    named: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.named = dict.fromkeys(one.place for one in self.places.find(self.heading))
        self.subject = next(iter(self.named)) if len(self.named) == 1 else ""

    def name(self, mentions: list[Mention]) -> None:
        """Take in places in the order in which they were named last."""
        for one in mentions:
            self.named.pop(one.place, None)
            self.named[one.place] = None

    def note(self, sentence: _Sentence) -> None:
        """Take in a sentence that has been read."""
        years = _years(sentence.text) or self.years
        self.years = years if len(years) == 1 else frozenset()
        words = set(words_of(sentence.text))
        if words & (self.metrics.weights.keys() | labels.OF_STUDY):
            self.earlier = f"{self.earlier}\n{self.before}"[-REMEMBERED:]
            self.before = sentence.text
        self.name(sentence.mentions)
        for one in reversed(sentence.mentions):
            if one.place not in self.places.countries or one.start < OPENING:
                self.subject = one.place
