"""Read prints by way of others that say the same: of other digits, in other words or in parts.

Imports amounts, combined, grammar, hedges, interval, numerals, shapes, tails, units and vocabulary.
'12.3 billion' is read as '3.7 billion' is, with other digits; where the digits say how a print is
read (a year, a rank, a range, a few points, zero), grammar.py reads it by itself. A comparison has
words on both sides (more than 20 or equal), or two limits, of which it is what both allow. A number
whose unit is told elsewhere, by the heading of its column or by a reader, is read as though the
unit's words stood behind it: 'thousand tonnes', '万吨', '€/kg', '% change', 'rank'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from analysis.quantity import grammar, units
from analysis.quantity.amounts import FIRST_YEAR, LAST_YEAR, AnyDigitsError
from analysis.quantity.combined import in_rates
from analysis.quantity.hedges import HEDGES, LESS, MORE, PLAIN
from analysis.quantity.interval import Quantity
from analysis.quantity.numerals import MOST_DIGITS, Number
from analysis.quantity.shapes import Parsed
from analysis.quantity.tails import clip
from analysis.quantity.vocabulary import RE, SCALES, any_of, normalise

Read = Callable[[str], tuple[Quantity, str]]

MOST_KINDS = 1 << 14
# What stands for a number without a point or with one, and with commas, and what each is read as.
_LIKE, _LIKE_PARTED = ("37", "3.7"), ("3,700", "3,700.1")
_LIKE_POINTED = "3.711"  # a point that may part thousands
_READ_AS = {"37": (37, 0), "3.7": (37, 1), "3,700": (3700, 0), "3,700.1": (37001, 1)}
_READ_AS |= {_LIKE_POINTED: (3711, 3)}
LOWER, UPPER = ("more than", "at least"), ("at most",)  # rows of hedges.py, by the end they name
# What stands on both sides of a number, and what goes before it instead.
AROUND = {
    **{("比", word): "超过" for word in "大多高"},
    **{("比", word): "低于" for word in "小少低"},
    **{(f"{word} than", f"or equal{to}"): "at least" for word in MORE for to in ("", " to")},
    **{(f"{word} than", f"or equal{to}"): "at most" for word in LESS for to in ("", " to")},
    **{("equal to", f"or {word}{than}"): "at least" for word in MORE for than in ("", " than")},
    **{("equal to", f"or {word}{than}"): "at most" for word in LESS for than in ("", " than")},
}
BETWEEN = ("位于", "介于", "between")
JOINTS = ("的同时", "并且", "并", "且", "而", "and", "but", ",")

_AROUND = [
    (re.compile(f"{re.escape(before)} ?(?P<rest>.+?) ?{re.escape(after)}"), said)
    for (before, after), said in AROUND.items()
]
RE.give(
    BETWEEN_WORDS="|".join(BETWEEN),
    ENGLISH_HEDGES_AFTER=any_of(
        word[1:] for row in HEDGES for word in row.english if word.startswith("…")
    ),
    LIMIT_JOINTS="|".join(JOINTS),
)
RANK = ("rank", "ranking", "排名", "名次", "位次")
CHANGE, FALL = " change", " fall"  # behind '%'
_TRIED = "37"  # a number that a unit is tried with
# Names of units that are no words for them, or words of another.
_CALLED = {"share": "%", "share-change": f"%{CHANGE}", "m": "metres", "point": "点"}
_SIGNS = any_of(word for word, (name, _) in units.WORDS.items() if units.is_money(name))
# How headings say what is read in another order or form: €m, US$ million, '000 tonnes, % of GDP.
_FORMS = (
    (re.compile(r"^in "), ""),
    (re.compile(r"^[’']?000s?(?![0-9])"), "thousand"),
    (re.compile(r"^(thousand|million|billion|trillion)s(?: of)?(?![a-z])"), r"\1"),
    (re.compile(rf"^({_SIGNS}) ?([’']?000s?|{any_of(SCALES)})(?![a-z])s?"), r"\2 \1"),
    (re.compile(r"^[’']?000s?(?![0-9])"), "thousand"),
    (re.compile(r"^(%|per ?cent|percent) of .+"), r"\1"),
)
# What capitals, raised digits and the order of words tell, before they are no more: each is put in
# words, by the rows of reworded.csv.
_RAISED, _POWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"), re.compile("(?<=10)[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_REWORDED = [
    (re.compile(RE.filled(row["pattern"])), row["words"])
    for row in units.read_table(Path(__file__).with_name("reworded.csv"))
]


def plain(text: str) -> str:
    """Return a text normalised, what capitals and the like tell put in words before."""
    return normalise(_reworded(text))


def _reworded(text: str) -> str:
    if not RE.CASED.search(text):
        return text
    text = _POWER.sub(lambda found: f"^{found[0].translate(_RAISED)}", text)
    for pattern, words in _REWORDED:
        text = pattern.sub(words, text)
    return in_rates(text) if RE.TOLD_OF_EACH.search(text) else text


def take_apart(text: str, currency: str) -> tuple[Parsed, Number]:
    """Return what a text says, as grammar.take_apart does of a normalised one, but for its number.

    That follows: the first number of what is returned may be another.
    """
    text = text.strip(" ")
    if found := RE.ONE_NUMBER.fullmatch(text):
        before, whole, decimals, after = found.groups("")
        is_picture = after[:1] in ("k", "K") and RE.PICTURES.fullmatch(whole + decimals)
        number = None if is_picture else _plain_number(whole, decimals)
        if number:
            like = (_LIKE_PARTED if "," in whole else _LIKE)[bool(decimals)]
            if len(decimals) == 4 and RE.THOUSANDS.fullmatch(whole + decimals):
                like = _LIKE_POINTED
            if like_it := _read_like(before, like, after, currency, len(units.WORDS)):
                if isinstance(like_it, str):
                    raise ValueError(like_it)
                return like_it, Number(*number, like_it.first.scale, like_it.first.power)
    parsed = grammar.take_apart(plain(text), currency)
    return parsed, parsed.first


def _plain_number(whole: str, decimals: str) -> tuple[int, int] | None:
    """Return the digits of a number, how many are decimals; None if they say how it is read."""
    digits = whole.replace(",", "") + decimals[1:]
    number = int(digits)
    if not number or len(digits) > MOST_DIGITS or (whole[0] == "0" and len(whole) > 1):
        return None
    if FIRST_YEAR <= number <= LAST_YEAR and whole == digits:
        return None
    return number, max(0, len(decimals) - 1)


@lru_cache(maxsize=MOST_KINDS)
def _read_like(before: str, like: str, after: str, currency: str, _: int) -> Parsed | str | None:
    """Return how a text with a number of _LIKE is read; None where its digits may matter to it.

    For what is refused whatever its digits, it is the reason. The last argument is how many units
    are known, for with more a text may say something else.
    """
    try:
        parsed = grammar.take_apart(plain(f"{before}{like}{after}"), currency)
    except AnyDigitsError as error:
        return str(error)
    except ValueError:
        return None
    first = (parsed.first.mantissa, parsed.first.decimals)
    is_alike = parsed.form in ("figure", "per") and parsed.unit != "rank"
    return parsed if is_alike and first == _READ_AS[like] else None


def read_comparison(text: str, read_one: Read) -> tuple[Quantity, str]:
    """Return the quantity of a normalised comparison and its hedge's name; parts by `read_one`.

    Raises ValueError for a text that is no comparison.
    """
    if RE.SAID.search(text):
        for way in (_read_around, _read_between, _read_limits):
            for one in way(text.strip(" "), read_one):
                return one
    raise ValueError("its words, or their order, are not among those listed")


def side(hedge: str) -> int:
    """Return 1 where a hedge, named by its row, names the low end of a figure, -1 the high one."""
    return 1 if hedge in LOWER else -1 if hedge in UPPER else 0


def _read_around(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    """Read 比20大 and 'more than 20 or equal', in the words of hedges.py."""
    for pattern, said in _AROUND:
        if found := pattern.fullmatch(text):
            yield from _tried(_joined(said, found["rest"]), read_one)


def _joined(first: str, second: str) -> str:
    return (
        f"{first} {second}".strip(" ") if first.isascii() and second.isascii() else first + second
    )


def _tried(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    try:
        yield read_one(text)
    except ValueError:
        return


def _read_part(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    yield from _tried(text, read_one)
    yield from _read_around(text, read_one)


def _read_between(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    """Read 位于20和30之间, 20 through 100, between the tenth and the fifteenth, 1/3至1/2."""
    cuts = RE.FROM_TO.finditer(text)
    ends = [(text[: cut.start()], text[cut.end() :], PLAIN[1:]) for cut in cuts]
    found = RE.BETWEEN_TWO.fullmatch(text)
    is_between = text.startswith("between")
    if found and (found["end"] or found["joint"] == ("and" if is_between else "through")):
        ends.insert(0, (found["low"], found["high"], PLAIN))
    for first, second, plain in ends:
        for low, said in _tried(first, read_one):
            for high, also in _tried(second, read_one):
                if said == also in plain and low.unit == high.unit:
                    yield from _span(low.value, high.value, low.unit)


def _read_limits(text: str, read_one: Read) -> Iterator[tuple[Quantity, str]]:
    """Read what has a limit below and one above: 大于10小于20, at most 100 and at least 20."""
    for joint in RE.SPLIT.finditer(text):
        first, second = text[: joint.start()], text[joint.end() :]
        units = _units(first) | _units(second)
        if len(units) > ("," not in joint[0]):  # of two in a list, each is by itself
            continue
        for one, said in _read_part(first, read_one):
            for other, also in _read_part(second, read_one):
                ends = {side(said): one, side(also): other}
                if set(ends) == {1, -1} and one.unit == other.unit:
                    low, high = ends[1], ends[-1]
                    open_ends = low.open_low, high.open_high
                    yield from _span(low.low, high.high, low.unit, *open_ends)


def _units(text: str) -> set[str]:
    """Return the unit that is printed after a number, if any."""
    found = RE.UNIT_BEHIND.search(text)
    return {found["unit"]} - {""} if found else set()


def _span(
    low: float, high: float, unit: str, open_low: bool = False, open_high: bool = False
) -> Iterator[tuple[Quantity, str]]:
    if low < high:
        yield Quantity(low, (low + high) / 2, high, unit, open_low, open_high), "range"


def read_in_unit(text: str, unit: str, read_one: Read) -> tuple[Quantity, str]:
    """Return what a text says in a unit, and its hedge's name; `read_one` reads a text by itself.

    Raises ValueError for a unit that is not known, and for one beside a text that prints another.
    """
    if unit == "count":
        return read_one(f"{text} people" if RE.YEAR_ALONE.fullmatch(text) else text)
    text = RE.IN_ACCOUNTS.sub(r"-\1", text)
    said = "rank" if unit in RANK else _in_words(unit)
    told = read_one(_beside(_TRIED, said))[0]
    try:
        bare, hedge = read_one(text)
    except ValueError:
        return read_one(_beside(text, said))
    if unit == "share" and bare.unit == "count" and bare.low <= 1:
        raise ValueError(
            "it may be a share of 1 or of 100; write '%' for the unit if it is percent"
        )
    if bare.unit == told.unit != "count" and not unit.endswith(FALL):
        return bare, hedge
    if (bare.unit, told.unit) == ("share", "share-change"):
        return _as_change(bare, unit.endswith(FALL)), hedge
    if unit_of := _narrowed(bare.unit, told.unit, "¥" in text):
        return replace(bare, unit=unit_of), hedge
    if bare.unit != "count":
        raise ValueError(f"it is printed as {bare.unit}, and its unit is told as {clip(unit)}")
    return read_one(_beside(text, said))


def _as_change(share: Quantity, is_fall: bool) -> Quantity:
    change = replace(share, unit="share-change")
    return -change if is_fall else change


def _narrowed(bare: str, told: str, may_be_yen: bool) -> str:
    """Return the unit of which two tell parts: a rate, whose dinars; '' if they do not."""
    top, slash, of = bare.partition("/")
    whose, _, told_of = told.partition("/")
    is_of = whose in units.SHARED.get(top, ()) or (may_be_yen and whose == "JPY")
    if is_of and told_of in ("", of):
        return whose + slash + of
    return told if bare != "count" and told.startswith(f"{bare}/") else ""


def _in_words(unit: str) -> str:
    top, slash, bottom = unit.partition("/")
    words = _word_of(top) + slash + (_word_of(bottom) if bottom != "count" else "person")
    for form, order in _FORMS:
        words = form.sub(order, words)
    return words


def _word_of(name: str) -> str:
    """Return a word for a unit called by its name in units.csv; else the words as they are."""
    if name not in units.UNITS or units.WORDS.get(name.lower(), ("",))[0] == name:
        return _CALLED.get(name, name.lower())
    return _CALLED.get(name, next(iter(units.UNITS[name].words), ""))


def _beside(text: str, words: str) -> str:
    """Return a print with the words for its unit where they would stand, before a last hedge."""
    if words == "rank":
        return f"no. {text}"
    if words.endswith((CHANGE, FALL)):
        way = "down" if words.endswith(FALL) or text[0] in "-−" else "up"
        words = words.removesuffix(CHANGE).removesuffix(FALL)
        return f"{way} {_beside(text.lstrip('+-−'), words)}"
    hedge = grammar.TAIL.search(text)
    end = hedge.start() if hedge else len(text)
    return f"{text[:end]} {words}{text[end:]}"
