"""Read printed figures as quantities; a text is read once, however often it is asked for.

Imports grammar, hedges, indirect, interval, numerals, shapes, tails, units and vocabulary. Bounds
are whole numbers until one division or multiplication by a power of ten, which IEEE rounds
correctly: 9.78% is the floats 0.09775 and 0.09785 (of figures up to 13 digits; beyond, a bound may
be off in its sixteenth digit).
"""

from __future__ import annotations

import math
from dataclasses import astuple
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.quantity import indirect, units, vocabulary
from analysis.quantity.grammar import UnreadableFigure
from analysis.quantity.hedges import EXACT, FRACTION_ROUNDING_PERCENT, Model, Opening, openings
from analysis.quantity.interval import Quantity
from analysis.quantity.numerals import Number
from analysis.quantity.shapes import Parsed
from analysis.quantity.tails import clip

if TYPE_CHECKING:
    import pandas as pd

MOST_CHARACTERS = 120  # of a figure
MOST_LISTED = 10
MOST_DECIMALS = 4  # of a fraction that is read as a decimal number
Bounds = tuple[float, float, float]
MOST_REMEMBERED = 2**18  # texts: a table is read row by row several times over
ADVICE = (
    "Expected a figure such as '近32萬家' or 'over 20%'; "
    "src/analysis/quantity/hedges.py lists the hedges it reads, units.csv beside it the units."
)


def parse(printed: str, model: Model = "ours", currency: str = "", unit: str = "") -> Quantity:
    """Read one printed figure, Chinese or English, with its hedge, rounding and unit.

    `model` says whose table opens the hedges; `currency` is the source's, for a bare 元 (or $);
    `unit` is that of a number with none beside it, as a heading tells it: 'thousand tonnes'.
    Raises UnreadableFigure, naming the text and the reason.
    """
    return _read_or_advise(printed, model, currency, unit)[0]


def read_or_none(printed: str, currency: str = "", unit: str = "") -> Quantity | None:
    """Return what `parse` does, but None for what cannot be read."""
    try:
        return _read(printed, "ours", currency, unit)[0]
    except UnreadableFigure:
        return None


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
    try:
        return indirect.read_in_unit(
            text, unit, lambda one: _read_text(one, model, currency, known)
        )
    except UnreadableFigure:
        raise
    except ValueError as error:
        raise UnreadableFigure(str(error)) from error


@lru_cache(maxsize=MOST_REMEMBERED)
def _read_text(text: str, model: Model, currency: str, known: int) -> tuple[Quantity, str]:
    """Read a text; `known` words for units, for with more of them it may say something else."""
    return read_anew(text, model, currency)


def read_anew(text: str, model: Model = "ours", currency: str = "") -> tuple[Quantity, str]:
    """Return what `parse` reads in a text, and its hedge's name, and remember neither.

    Raises UnreadableFigure with the reason.
    """
    try:
        return _read_one(text, model, currency)
    except ValueError as error:
        try:
            return indirect.read_comparison(
                indirect.plain(text), lambda part: _read_one(part, model, currency)
            )
        except ValueError:
            raise UnreadableFigure(str(error)) from error


def _read_one(text: str, model: Model, currency: str) -> tuple[Quantity, str]:
    """Return what a text of one figure says; raises ValueError with the reason."""
    parsed, first = indirect.take_apart(text, currency)
    low, value, high = find_bounds(parsed, first, model)
    hedge, wide = parsed.hedge, low < high
    if not hedge.excludes:
        return Quantity(low, value, high, parsed.unit), hedge.name
    ends = hedge.open_low and wide, hedge.open_high and wide
    if parsed.negative:
        ends = ends[1], ends[0]
    return Quantity(low, value, high, parsed.unit, *ends), hedge.name


def find_bounds(parsed: Parsed, first: Number, model: Model = "ours") -> Bounds:
    """Return low, value and high by `model` of what is parsed, but with another first number.

    Raises ValueError for a range whose first bound is the higher.
    """
    hedge = parsed.hedge
    below, above = (hedge.below, hedge.above) if model == "ours" else openings(hedge, model)
    if parsed.form == "figure" and not (below.halves or above.halves):
        bounds = _figure_bounds(parsed, first, below, above)
    else:
        bounds = _positive_bounds(parsed._replace(first=first), model)
    if parsed.plus:
        low, value, high = (bound + parsed.plus for bound in bounds)
        bounds = low, value, high
    if parsed.is_part and bounds[1] < 1 < bounds[2] and parsed.form != "range":
        bounds = bounds[0], bounds[1], 1.0
    if parsed.negative:
        bounds = 0.0 - bounds[2], 0.0 - bounds[1], 0.0 - bounds[0]
    if parsed.unit in ("share-change", "pp") and not first.mantissa and parsed.form == "figure":
        most = max(bounds[2], -bounds[0])  # a change that is rounded to none went either way
        bounds = -most, 0.0, most
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
        return _figure_bounds(parsed, parsed.first, below, above)
    value = part / whole
    low, high = _open_fraction(part, whole, below, -1), _open_fraction(part, whole, above, 1)
    return min(low, value), value, max(high, value)


def _figure_bounds(parsed: Parsed, first: Number, below: Opening, above: Opening) -> Bounds:
    mantissa, exponent = first.mantissa, first.exponent
    value = _scale(mantissa, exponent)
    if below is EXACT.below and above is EXACT.above:  # as most are
        if not parsed.rounded:
            return value, value, value
        ends = max(200 * mantissa - 100, 0), 200 * mantissa + 100
        return _scale(ends[0], exponent - 2) / 2, value, _scale(ends[1], exponent - 2) / 2
    parsed = parsed._replace(first=first)
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
