"""Read printed figures as quantities; a text is read once, however often it is asked for.

Imports grammar, hedges, interval, numerals and vocabulary. Everything is whole numbers until one
division or multiplication by a power of ten, which IEEE rounds correctly: 9.78% is the floats
0.09775 and 0.09785 (of figures up to 13 digits; beyond, a bound may be off in its sixteenth digit).
"""

from __future__ import annotations

import math
import re
from dataclasses import astuple
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.quantity import comparisons, units, vocabulary
from analysis.quantity.alike import take_apart
from analysis.quantity.combined import in_rates
from analysis.quantity.grammar import UnreadableFigure
from analysis.quantity.hedges import EXACT, FRACTION_ROUNDING_PERCENT, Model, Opening, openings
from analysis.quantity.interval import Quantity
from analysis.quantity.numerals import Number
from analysis.quantity.shapes import Parsed
from analysis.quantity.tails import clip
from analysis.quantity.vocabulary import any_of

if TYPE_CHECKING:
    import pandas as pd

MOST_CHARACTERS = 120  # of a figure
MOST_LISTED = 10
MOST_REMEMBERED = 2**18  # texts: a table is read row by row several times over
MOST_DECIMALS = 4  # of a fraction that is read as a decimal number
ADVICE = (
    "Expected a figure such as '近32萬家' or 'over 20%'; "
    "src/analysis/quantity/hedges.py lists the hedges it reads, vocabulary.py the units."
)
Bounds = tuple[float, float, float]

# What each character is read as, if not as itself: full-width forms and capitals are added.
_ALIKE = {
    **{code + 0xFEE0: chr(code).lower() for code in range(0x21, 0x7F)},
    **{code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)},
    **str.maketrans(vocabulary.ALIKE),
}


def parse(printed: str, model: Model = "ours", currency: str = "", unit: str = "") -> Quantity:
    """Read one printed figure, Chinese or English, with its hedge, rounding and unit.

    `model` says whose table opens the hedges; `currency` is the source's, for a bare 元 (or $);
    `unit` is that of a number with none beside it, as a heading tells it: 'thousand tonnes'.
    Raises UnreadableFigure, naming the text and the reason.
    """
    return _read_or_advise(printed, model, currency, unit)[0]


def hedge_of(printed: str, unit: str = "") -> str:
    """Return the name of the row of HEDGES by which a printed figure is read.

    Raises UnreadableFigure as `parse` does.
    """
    return _read_or_advise(printed, unit=unit)[1]


def parse_column(
    printed: pd.Series[str],
    model: Model = "ours",
    currency: str = "",
    told: pd.Series[str] | None = None,
) -> pd.DataFrame:
    """Read a column of printed figures, their hedges by the table of `model`.

    `told` has the units that are told elsewhere, '' where none is.
    Returns the columns low, value, high (float), unit (str), open_low and open_high (bool) with the
    index of `printed`.
    Raises UnreadableFigure, naming the first ten different texts that cannot be read, and why.
    """
    import pandas as pd  # here, so that reading one figure needs no pandas

    rows = []
    problems: dict[str, str] = {}  # by text
    units_told = [""] * len(printed) if told is None else told
    for (label, text), unit in zip(printed.items(), units_told, strict=True):
        try:
            rows.append(astuple(_read(text, model, currency, unit)[0]))
        except UnreadableFigure as error:
            problems.setdefault(repr(text), f"  row {label}: {text!r}, as {error}")
    if problems:
        lines = list(problems.values())[:MOST_LISTED]
        if len(problems) > MOST_LISTED:
            lines.append(f"  and {len(problems) - MOST_LISTED} more")
        first = f"cannot read {len(problems)} of the printed figures:"
        raise UnreadableFigure("\n".join([first, *lines, ADVICE]))
    types = dict.fromkeys(("low", "value", "high"), "float64")
    types |= {"unit": "str", "open_low": "bool", "open_high": "bool"}
    return pd.DataFrame(rows, columns=list(types), index=printed.index).astype(types)


def normalise(text: str) -> str:
    """Return a text as it is looked up: half-width, lower-case, simplified, dashes alike.

    A character stays one character, so that offsets hold. NFKC is not used: it would read '5²' as
    52 and '5½' as 51/2.
    """
    if text.isascii():  # as most English is, and quicker
        return text.lower().replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return text.translate(_ALIKE)


def find_bounds(parsed: Parsed, model: Model = "ours") -> Bounds:
    """Return low, value and high by `model`.

    Raises ValueError for a range whose first bound is the higher.
    """
    below, above = openings(parsed.hedge, model)
    if parsed.form == "figure" and not (below.halves or above.halves):
        bounds = _figure_bounds(parsed, below, above)
    else:
        bounds = _positive_bounds(parsed, model)
    if parsed.plus:
        low, value, high = (bound + parsed.plus for bound in bounds)
        bounds = low, value, high
    if parsed.is_part and parsed.form != "range" and bounds[1] < 1:
        bounds = min(bounds[0], 1.0), bounds[1], min(bounds[2], 1.0)
    if parsed.negative:
        bounds = 0.0 - bounds[2], 0.0 - bounds[1], 0.0 - bounds[0]
    return bounds


def _positive_bounds(parsed: Parsed, model: Model) -> Bounds:
    """Return the bounds of a range, or of the number that a figure is above or below zero."""
    if parsed.form == "range":
        return _range_bounds(parsed.first, parsed.second)
    if parsed.form == "top":
        return 1.0, float(parsed.first.mantissa), float(parsed.first.mantissa)
    if parsed.form == "margin":
        return _margin_bounds(parsed.first, parsed.second)
    part, whole = parsed.first.mantissa, parsed.second.mantissa
    if parsed.form == "per":
        figure = parsed._replace(form="figure", plus=0)
        low, value, high = (bound / whole for bound in _positive_bounds(figure, model))
        return low, value, high
    for power in vocabulary.PARTS.values():
        if parsed.form == "parts" and whole == 10**-power:
            whole_parts = parsed._replace(form="figure", first=Number(part, power=power))
            return _positive_bounds(whole_parts, model)
    below, above = openings(parsed.hedge, model)
    if below.halves or above.halves:
        parsed = _in_decimals(parsed)
        if parsed.form == "fraction":  # of a third the last decimal place is none
            below, above = parsed.hedge.below, parsed.hedge.above
        part = parsed.first.mantissa
    if parsed.form == "figure":
        return _figure_bounds(parsed, below, above)
    value = part / whole
    low, high = _open_fraction(part, whole, below, -1), _open_fraction(part, whole, above, 1)
    return min(low, value), value, max(high, value)


def _figure_bounds(parsed: Parsed, below: Opening, above: Opening) -> Bounds:
    mantissa, exponent = parsed.first.mantissa, parsed.first.exponent
    value = _scale(mantissa, exponent)
    if below is EXACT.below and above is EXACT.above:  # as most are
        if not parsed.rounded:
            return value, value, value
        ends = max(200 * mantissa - 100, 0), 200 * mantissa + 100
        return _scale(ends[0], exponent - 2) / 2, value, _scale(ends[1], exponent - 2) / 2
    low, high = _open_figure(parsed, below, -1), _open_figure(parsed, above, 1)
    return min(low, value), value, max(high, value)


def _in_decimals(parsed: Parsed) -> Parsed:
    """Return a fraction as the figure it is in decimals (1/2 as 0.5), where it is one."""
    if parsed.form != "fraction":
        return parsed
    part, whole = parsed.first.mantissa, parsed.second.mantissa
    for places in range(1, MOST_DECIMALS + 1):
        decimals, rest = divmod(part * 10**places, whole)
        if not rest:
            return parsed._replace(form="figure", first=Number(decimals, power=-places))
    return parsed


def _read_or_advise(
    printed: object, model: Model = "ours", currency: str = "", unit: str = ""
) -> tuple[Quantity, str]:
    try:
        return _read(printed, model, currency, unit)
    except UnreadableFigure as error:
        raise UnreadableFigure(f"cannot read {clip(printed)}, as {error}. {ADVICE}") from error


def _read(printed: object, model: Model, currency: str, unit: str) -> tuple[Quantity, str]:
    """Return the quantity and its hedge's name; raises UnreadableFigure with the reason."""
    if not isinstance(printed, str):
        raise UnreadableFigure(f"it is of type {type(printed).__name__}, not text")
    if len(printed) > MOST_CHARACTERS:
        raise UnreadableFigure(f"a figure has {MOST_CHARACTERS} characters at most")
    if unit:
        return _read_told(printed, model, currency, unit, len(units.WORDS))
    return _read_text(printed, model, currency, len(units.WORDS))


@lru_cache(maxsize=MOST_REMEMBERED)
def _read_told(
    text: str, model: Model, currency: str, unit: str, known: int
) -> tuple[Quantity, str]:
    """Read a text with a unit that is told elsewhere; `known` as for `_read_text`."""
    from analysis.quantity import told

    try:
        return told.read(text, unit, lambda one: _read_text(one, model, currency, known))
    except UnreadableFigure:
        raise
    except ValueError as error:
        raise UnreadableFigure(str(error)) from error


@lru_cache(maxsize=MOST_REMEMBERED)
def _read_text(text: str, model: Model, currency: str, known: int) -> tuple[Quantity, str]:
    """Read a text; `known` words for units, for with more of them it may say something else."""
    try:
        return _read_one(text, model, currency)
    except ValueError as error:
        try:
            return comparisons.read(_plain(text), lambda part: _read_one(part, model, currency))
        except ValueError:
            raise UnreadableFigure(str(error)) from error


def _plain(text: str) -> str:
    return normalise(_tell_case(text))


def _read_one(text: str, model: Model, currency: str) -> tuple[Quantity, str]:
    """Return what a text of one figure says; raises ValueError with the reason."""
    parsed = take_apart(text, currency, _plain)
    low, value, high = find_bounds(parsed, model)
    hedge, wide = parsed.hedge, low < high
    ends = hedge.open_low and wide, hedge.open_high and wide
    if parsed.negative:
        ends = ends[1], ends[0]
    return Quantity(low, value, high, parsed.unit, *ends), hedge.name


_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
# What capitals and raised digits tell, before they are no more: each is put in words.
_CASES = (
    (re.compile(r"(?<=[0-9])( ?)M(?![A-Za-z])"), r"\1mn"),
    (re.compile(r"(?<=[0-9])( ?)B(?![A-Za-z])"), r"\1bn"),
    (re.compile(r"(?<=[0-9])( ?)T(?![A-Za-z])"), r"\1tr"),
    (re.compile(r"(?<![0-9])[-−]([$€£¥]|US\$|HK\$|NT\$)(?=[0-9])"), r"\1-"),
    (re.compile(r"(?<=[0-9])( ?[KMGTP])b(?![A-Za-z])"), r"\1bit"),
    (re.compile(r"(?<=[0-9])( ?)m(?=(?:Wh?|Hz)(?![A-Za-z]))"), r"\1milli"),
    (re.compile(r"(?<=[0-9 kcdm]m)2(?![0-9])"), "²"),
    (re.compile(r"(?<=[0-9 kcdm]m)3(?![0-9])"), "³"),
    (re.compile(r"(?<=[$€£¥])\(([0-9][0-9.,]*)\)"), r"-\1"),
    (re.compile("(?<=10)[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+"), lambda found: f"^{found[0].translate(_RAISED)}"),
)
_CASED = re.compile(
    r"[A-Z¹²³⁰-⁹个每均亩]|m[23]|[0-9] ?m[WH]|a few|a good|[-−][$€£¥]|[$€£¥]\("
    "|时速|[摄华]氏.|以[上下内]|左右|上下|翻|[多余餘][万亿萬億]| or |-p|-b|[万萬][多余餘][亿億]"
    "|[百千万亿萬億][一二三四五六七八九]$|[十百千万萬] [一二三四五六七八九]"
)
_REORDERED = (
    (re.compile("个([多余])(月|小时|星期|钟头)"), r"\1个\2"),
    (re.compile("半个(?=百分[点點])"), "0.5个"),
    (re.compile("(?i)a few"), "several"),
    (re.compile(f"(?i)(?<=a good )(?={any_of(vocabulary.DENOMINATORS)})"), "a "),
    (re.compile("时速(.+?)([公英]里)"), r"\1\2/小时"),
    (re.compile("([摄华]氏)(.+?)度"), r"\2\1度"),
    (re.compile("[万萬]([多余餘])[亿億]"), r"\1万亿"),  # 3万多亿
    (re.compile("(?<=[十百千万萬]) (?=[一二三四五六七八九])"), ""),
    (re.compile("(?<=[一二两兩三四五六七八九])百([一二三四五六七八九])$"), r"百\1十"),  # 三百一
    (re.compile("(?<=[一二两兩三四五六七八九])千([一二三四五六七八九])$"), r"千\1百"),
    (re.compile("(?<=[一二两兩三四五六七八九十百])[万萬]([一二三四五六七八九])$"), r"万\1千"),
    (re.compile("(?<=[一二两兩三四五六七八九十百])[亿億]([一二三四五六七八九])$"), r"亿\1千万"),
    (re.compile("(以[上下内]|左右|上下)的?([一-鿿]{1,8})$"), r"\2\1"),  # 50家以上企业
    (re.compile("(?<=[0-9])([十百千])([多余餘])([万亿萬億])"), r"\2\1\3"),  # 3千多万
    (re.compile("翻了?(近|超|超过|约)([一二两兩1-9]番)"), r"\1翻\2"),
    (re.compile("(?i)(?<=[0-9a-z])-(?=(?:percentage|basis)?[- ]?points?\\b)"), " "),
    (re.compile("(?i) (or (?:more|fewer|less|so))((?: [a-z'-]+)+)$"), r"\2 \1"),
)


def _tell_case(text: str) -> str:
    if not _CASED.search(text):
        return text
    for pattern, words in (*_CASES, *_REORDERED):
        text = pattern.sub(words, text)
    return in_rates(text) if "每" in text or "均" in text or "亩产" in text else text


def _scale(number: int, exponent: int) -> float:
    return number / 10.0**-exponent if exponent < 0 else number * 10.0**exponent


def _open_figure(parsed: Parsed, opening: Opening, way: int) -> float:
    """Move a bound down (way -1) or up (+1), counting in 200ths of the last printed place."""
    if opening.unlimited:
        return 0.0 if way < 0 else math.inf
    mantissa, exponent = parsed.first.mantissa, parsed.first.exponent
    place = 1 if opening.zeros else _last_place(mantissa)
    in_places = 100 * max(place * opening.roundings * parsed.rounded, opening.halves)
    distance = max(in_places, 2 * opening.percent * mantissa)
    if opening.steps:
        place = _last_place(mantissa)
        tenths = 1 if way < 0 and mantissa == place else 10
        distance = max(distance, 20 * opening.steps * place * tenths)
    if parsed.unit == "count" and exponent <= 0:
        distance = max(distance, 200 * opening.ones * 10**-exponent)
    if not distance:
        return _scale(mantissa, exponent)
    return _scale(max(200 * mantissa + way * distance, 0), exponent - 2) / 2


def _last_place(mantissa: int) -> int:
    """Return 1, 10, 100, ... : the unit of the last non-zero digit."""
    digits = str(mantissa)
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))


def _open_fraction(part: int, whole: int, opening: Opening, way: int) -> float:
    """Move a bound of part/whole down (way -1) or up (+1)."""
    if opening.unlimited:
        return 0.0 if way < 0 else math.inf
    percent = max(opening.percent, FRACTION_ROUNDING_PERCENT * opening.roundings)
    opened = part * (100 + way * percent) / (100 * whole)
    if opening.steps:
        next_whole = whole - way * opening.steps
        neighbour = part / next_whole if next_whole > 0 else math.inf
        tenth = (10 * part + way * opening.steps * whole) / (10 * whole)
        nearer = max(neighbour, tenth) if way < 0 else min(neighbour, tenth)
        opened = min(opened, nearer) if way < 0 else max(opened, nearer)
    return max(opened, 0.0)


def _range_bounds(first: Number, second: Number) -> Bounds:
    least = min(first.exponent, second.exponent)
    low, high = (one.mantissa * 10 ** (one.exponent - least) for one in (first, second))
    if low > high:
        raise ValueError("its first bound is above its second")
    middle = _scale(low + high, least) / 2
    return _scale(first.mantissa, first.exponent), middle, _scale(second.mantissa, second.exponent)


def _margin_bounds(middle: Number, margin: Number) -> Bounds:
    least = min(middle.exponent, margin.exponent)
    centre, around = (one.mantissa * 10 ** (one.exponent - least) for one in (middle, margin))
    return _scale(centre - around, least), _scale(centre, least), _scale(centre + around, least)
