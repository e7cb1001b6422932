"""THE table of hedges: what each word does to the bounds of the figure it stands beside.

Imports nothing of the project. To change how far a hedge opens, change its row; to teach a word,
add it to a row. Chinese is written simplified, because text is simplified before it is read; '…'
stands for the figure, so '近…' goes before it, '…以上' after it, and '…多…' inside it, between the
digits and the scale or counter (or after it). A word without '…' takes the place of a digit or
joins two figures.

Whether the end that a row names is a reading itself: by China's Civil Code, article 1259, 以上,
以下 and 以内 include the number, 不满 and 超过 exclude it; other words go with those that mean the
same. The end that no word names is our reading of how far a hedge opens, and is never excluded.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, Self

# Whose openings a figure is read by: those of HEDGES, or those of MEASURED.
Model = Literal["ours", "readers"]

# A fraction in words ('a fifth') rounds by a tenth of itself either side, which is about half way
# to the neighbouring unit fractions: 1/6 and 1/4 are 17% below and 25% above 1/5.
FRACTION_ROUNDING_PERCENT = 10
OR_EQUAL = re.compile("equal|等于| =|…(?:or|and) (?!over|under)[a-z]+er|…or [a-z]+ than")


@dataclass(frozen=True)
class Opening:
    """How far a bound lies from the printed number: the largest of the parts given.

    roundings: halves of a unit of the last printed place (none for things one can count).
    steps: units of the last non-zero digit; going below a power of ten, tenths of it. For a
        fraction, the way to the next one (1/5 to 1/4 above, to 1/6 below), a tenth at most.
    percent: hundredths of the number itself.
    unlimited: the bound is infinity above, and zero below.
    ones: whole ones of what is counted.
    halves: halves of a unit of the last printed place, whether or not one can count.
    zeros: whether zeros at the end of digits are printed places, for the roundings. 5000亿 is not
        5千亿: a writer who rounds has the scale word to say so with, and who writes four digits
        tells one 亿 from the next. Without, both are told to a thousand 亿.
    """

    roundings: int = 0
    steps: int = 0
    percent: int = 0
    unlimited: bool = False
    ones: int = 0
    halves: int = 0
    zeros: bool = True


@dataclass(frozen=True)
class Hedge:
    """A row: its words, how far they open the figure below and above, and why.

    names: which end of the figure is the printed number, where the wording says so.
    excludes: whether that number itself is excluded: 20 is not 'over 20'.
    unless: the words of the row that say the contrary of `excludes`.
    word: the one of its words that was read, if any.
    """

    name: str
    reason: str
    chinese: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    below: Opening = Opening()
    above: Opening = Opening()
    names: Literal["low", "high"] | None = None
    excludes: bool = False
    unless: tuple[str, ...] = ()
    word: str = field(default="", compare=False)

    @property
    def open_low(self) -> bool:
        """Whether the low end is excluded."""
        return self.excludes and self.names == "low"

    @property
    def open_high(self) -> bool:
        """Whether the high end is excluded."""
        return self.excludes and self.names == "high"

    def usual(self, language: str) -> list[str]:
        """Return its words in a language, but for the many forms of 'more than or equal'."""
        words = self.chinese if language == "zh" else self.english
        return [word for word in words if not OR_EQUAL.search(word)]

    def said_as(self, word: str) -> Self:
        """Return the row as one of its words says it."""
        return replace(self, excludes=self.excludes != (word in self.unless), unless=(), word=word)


MORE = ("more", "greater", "larger", "bigger", "higher")
LESS = ("less", "fewer", "smaller", "lower")


def _limits(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """Return the words for a limit that may be reached: more than or equal to, no less than."""
    equal = ("{} than or equal to…", "{} or equal than…", "{} or equal to…", "equal to or {} than…")
    after = ("…or {}", "…and {}", "…or {} than")
    said = [form.format(word) for word in words for form in (*equal, *after)]
    return said + [f"{no} {word} than…" for word in others for no in ("no", "not")]


EXACT = Hedge(
    name="exact",
    below=Opening(roundings=1),
    above=Opening(roundings=1),
    reason="A number without a hedge was rounded to its last printed place, unless it counts. "
    "Zeros are places too: 5000亿 is told to one 亿, 5千亿 to a thousand.",
)
FRACTION = Hedge(
    name="fraction",
    below=Opening(percent=FRACTION_ROUNDING_PERCENT),
    above=Opening(percent=FRACTION_ROUNDING_PERCENT),
    reason="A fraction in words or as 1/5 is a round one: it may be off by a tenth of itself, "
    "about half the way to the next.",
)
RANGE = Hedge(
    name="range",
    chinese=("到", "至", "或"),
    english=("~", "-", "to", "or"),
    reason="The writer printed both bounds.",
)
SEVERAL = Hedge(
    name="several",
    chinese=("几", "数"),
    english=("several",),
    reason="One digit is not told: 2 to 9 at the front, 1 to 9 after a ten, with all that follows; "
    "the least and the greatest digit are readings too, so that no end is excluded.",
)
MORE_THAN = Hedge(
    name="more than",
    chinese=(
        *("超…", "超过…", "逾…", "过…", "突破…", "破…", "多于…", "高于…", "大于…", "上…"),
        *("远超…", "略超…", "略高于…", "已超…", "冲破…", "…多…", "…余…", "…有余"),
        *("…出头", "…开外", "不止…", "…不止", "…以上", "超过了…", "超出…", "高过…"),
        "…之上",
    ),
    english=(
        *("over…", "well over…", "more than…", "above…", "exceeding…", "exceeded…"),
        *("upwards of…", "just over…", "surpassing…", "surpassed…", "exceed…", "exceeds…"),
        *("surpass…", "surpasses…", *(f"{word} than…" for word in MORE[1:])),
        *("topped…", "topping…", "well above…", "a little over…", "slightly over…"),
        *("slightly more than…", "a little more than…", "well more than…", "far more than…"),
        *("in excess of…", "north of…", "a good…", "…+…", "…-plus…", "…plus…", "…-odd…"),
    ),
    above=Opening(steps=1),
    reason="Higher, and the writer would have named the next round figure up. The number itself "
    "is excluded: 20多 is 20 and a remainder. 以上 includes it, by the Civil Code; 上百 is what "
    "has reached a hundred, and 100+ a hundred or more.",
    names="low",
    excludes=True,
    unless=("上…", "…以上", "a good…", "…+…", "…-plus…", "…plus…"),
)
HEDGES = (
    EXACT,
    FRACTION,
    Hedge(
        name="nearly",
        chinese=("近…", "接近…", "将近…", "近乎…", "逼近…", "略低于…"),
        english=(
            *("nearly…", "almost…", "close to…", "approaching…", "just under…"),
            *("just below…", "just shy of…", "a little under…", "slightly under…"),
            *("slightly less than…", "slightly below…", "not quite…", "virtually…", "practically…"),
            *("the best part of…", "the better part of…", "getting on for…"),
        ),
        below=Opening(steps=1),
        reason="Lower, and the writer would have named the next round figure down. What comes near "
        "a number has not reached it.",
        names="high",
        excludes=True,
    ),
    MORE_THAN,
    Hedge(
        name="about",
        chinese=(
            *("约…", "大约…", "大概…", "差不多…", "大致…", "约莫…", "估计…", "…来…", "…左右"),
            *("…上下", "…前后"),
        ),
        english=(
            *("about…", "around…", "roughly…", "approximately…", "approx.…", "approx…"),
            *("some…", "circa…", "ca.…", "ca…", "c.…", "~…", "≈…", "…or so"),
            *("an estimated…", "estimated…", "est.…", "in the region of…"),
            *("on the order of…", "in the order of…"),
        ),
        below=Opening(roundings=1, percent=5, ones=1),
        above=Opening(roundings=1, percent=5, ones=1),
        reason="The writer vouches for the size and not the digits; one part in twenty, by choice, "
        "and one at least of what is counted. It names no end.",
    ),
    Hedge(
        name="at least",
        chinese=(
            *("至少…", "最少…", "起码…", "不少于…", "不低于…", "不小于…", "不下…", "不下于…"),
            *("…及以上", "…或以上", "…或者以上", "…或更多", "…或者更多", "大于 或 等于…"),
            *(f"{word}{joint}等于…" for word in ("大于", "高于") for joint in ("", "或", "或者")),
        ),
        english=(
            *("at least…", "at least or equal to…", ">=…", "> =…", "minimum…"),
            *("a minimum of…", ">…", "≥…", "…or above", "…or over", "easily…"),
            *("at or above…", "not below…", "…and above", "…and over", "…and up"),
            *_limits(MORE, LESS),
        ),
        above=Opening(unlimited=True),
        reason="A limit that says nothing about how far above it the figure lies. The number "
        "itself is included, but not by the sign >.",
        names="low",
        unless=(">…",),
    ),
    Hedge(
        name="at most",
        chinese=(
            *("不足…", "不到…", "低于…", "少于…", "小于…", "跌破…", "未满…", "不满…"),
            *("未到…", "…不到", "未及…", "不超过…", "至多…", "最多…", "未超过…", "最高…"),
            *("…以下", "…以内", "…之内", "…内", "…及以下", "…或以下", "…或者以下"),
            "…之下",
            *("…或更少", "…或者更少", "不大于…", "不多于…", "不高于…", "小于 或 等于…"),
            *(f"{word}{joint}等于…" for word in ("小于", "低于") for joint in ("", "或", "或者")),
        ),
        english=(
            *("under…", "below…", "up to…", "at most…", "at most or equal to…", "<=…", "< =…"),
            *("as many as…", "as much as…", "well under…", "<…", "≤…", "…or below", "…or under"),
            *("at or below…", "not exceeding…", "well below…", "not above…"),
            *(*_limits(LESS, MORE), *(f"{word} than…" for word in LESS)),
            *("a maximum of…", "maximum…", "…and below", "within…"),
        ),
        below=Opening(unlimited=True),
        reason="A limit that says nothing about how far below it the figure lies. The number "
        "itself is included, but not by words that mean less.",
        names="high",
        unless=(
            *("不足…", "不到…", "低于…", "少于…", "小于…", "跌破…", "未满…", "不满…"),
            *(
                "未到…",
                "…不到",
                "未及…",
                "…之下",
                "under…",
                "below…",
                "<…",
                "well under…",
                "well below…",
            ),
            *(f"{word} than…" for word in LESS),
        ),
    ),
    RANGE,
    SEVERAL,
)


PLAIN: tuple[str, ...] = (EXACT.name, FRACTION.name)  # the rows of what is printed without a hedge


@dataclass(frozen=True)
class Measured:
    """A row of the other model: an approximator of English, and how far it opens a figure.

    said: the rows of HEDGES that say the same; a word stands for itself alone, before its row.
    """

    word: str
    below: Opening
    above: Opening
    said: tuple[str, ...]


# Ferson, O'Rawe, Antonenko, Siegrist, Mickley, Luhmann, Sentz and Finkel, Natural language of
# uncertainty: numeric hedge words, International Journal of Approximate Reasoning 57 (2015), asked
# readers what approximators mean. The intervals are those of the package PyUncertainNumber 0.1.4
# (function hedge_interpret), where 'about 7' is 5 to 9 and 'almost 7' is 6.5 to 7. They have no
# row for ranges or digits that are not told, and both models open what has no hedge alike: there
# HEDGES stands. Which end is excluded is a matter of wording, and the same by both.
MEASURED = (
    Measured("about", Opening(halves=4), Opening(halves=4), ("about",)),
    Measured("around", Opening(halves=20), Opening(halves=20), ("around…",)),
    Measured("almost", Opening(halves=1), Opening(), ("nearly",)),
    Measured("over", Opening(), Opening(halves=1), ("more than",)),
    Measured("above", Opening(), Opening(halves=4), ("above…", "高于…", "…以上", "上…")),
    Measured("below", Opening(halves=4), Opening(), ("below…", "低于…")),
    Measured("at least", Opening(), Opening(unlimited=True), ("at least",)),
    Measured("at most", Opening(unlimited=True), Opening(), ("at most",)),
)


def openings(hedge: Hedge, model: Model) -> tuple[Opening, Opening]:
    """Return how far a hedge opens a figure below and above, by one of the two models."""
    if model == "readers":
        for said in (hedge.word, hedge.name):
            for row in MEASURED:
                if said in row.said:
                    return row.below, row.above
    return hedge.below, hedge.above


def agreed(*hedges: Hedge, otherwise: Hedge = EXACT) -> Hedge:
    """Return the row that all hedges come to.

    'About' leaves what another says, but for the number of a limit (up to about 500); of two that
    name the same end, the one that opens further stands, its number excluded where both exclude it.
    """
    about = [hedge for hedge in hedges if hedge.name == "about"]
    firm = [hedge for hedge in hedges if hedge.name != "about"] or about
    if not firm:
        return otherwise
    for one, other in pairwise(firm):
        same = one.names is not None and one.names == other.names
        if one.name != other.name and not same:
            raise ValueError(f"the hedges {one.name!r} and {other.name!r} contradict each other")
    widest = max(firm, key=lambda row: row.below.unlimited or row.above.unlimited)
    if about and widest.above.unlimited:
        return replace(widest, below=about[0].below, names=None, excludes=False)
    if about and widest.below.unlimited:
        return replace(widest, above=about[0].above, names=None, excludes=False)
    return replace(widest, excludes=all(row.excludes for row in firm))
