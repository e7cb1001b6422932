"""Read printed figures as quantities; a text is read once, however often it is asked for.

Imports alike, bounds, combined, comparisons, grammar, hedges, interval, tails and vocabulary.
"""

from __future__ import annotations

import re
from dataclasses import astuple
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.quantity import comparisons, units, vocabulary
from analysis.quantity.alike import take_apart
from analysis.quantity.bounds import find_bounds
from analysis.quantity.combined import in_rates
from analysis.quantity.grammar import UnreadableFigure
from analysis.quantity.hedges import Model
from analysis.quantity.interval import Quantity
from analysis.quantity.tails import clip
from analysis.quantity.vocabulary import any_of

if TYPE_CHECKING:
    import pandas as pd

MOST_CHARACTERS = 120  # of a figure
MOST_LISTED = 10
MOST_REMEMBERED = 2**18  # texts: a table is read row by row several times over
ADVICE = (
    "Expected a figure such as '近32萬家' or 'over 20%'; "
    "src/analysis/quantity/hedges.py lists the hedges it reads, vocabulary.py the units."
)

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
    return read_anew(text, model, currency)


def read_anew(text: str, model: Model = "ours", currency: str = "") -> tuple[Quantity, str]:
    """Return what `parse` reads in a text, and its hedge's name, and remember neither.

    Raises UnreadableFigure with the reason.
    """
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
    parsed, first = take_apart(text, currency, _plain)
    low, value, high = find_bounds(parsed, first, model)
    hedge, wide = parsed.hedge, low < high
    if not hedge.excludes:
        return Quantity(low, value, high, parsed.unit), hedge.name
    ends = hedge.open_low and wide, hedge.open_high and wide
    if parsed.negative:
        ends = ends[1], ends[0]
    return Quantity(low, value, high, parsed.unit, *ends), hedge.name


# What capitals, raised digits and the order of words tell, before they are no more: each is put in
# words, by the rows of reworded.csv.
_RAISED, _POWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"), re.compile("(?<=10)[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PARTS = any_of(vocabulary.DENOMINATORS)
_REWORDED = [
    (re.compile(row["pattern"].replace("<DENOMINATORS>", _PARTS)), row["words"])
    for row in vocabulary.read_table("reworded.csv")
]
_CASED = re.compile(
    r"[A-Z¹²³⁰-⁹个每均亩薪租费]|m[23]|[0-9]w|[0-9] ?m[WH]|a few|a good|[-−][$€£¥]|[$€£¥]\("
    "|时速|[摄华]氏.|以[上下内]|左右|上下|翻|[多余餘][万亿萬億]| or |-p|-b|[万萬][多余餘][亿億]"
    "|[百千万亿萬億][一二三四五六七八九]$|[十百千万萬] [一二三四五六七八九]"
)
_TOLD_OF_EACH = re.compile("[每均薪租费]|亩产")


def _tell_case(text: str) -> str:
    if not _CASED.search(text):
        return text
    text = _POWER.sub(lambda found: f"^{found[0].translate(_RAISED)}", text)
    for pattern, words in _REWORDED:
        text = pattern.sub(words, text)
    return in_rates(text) if _TOLD_OF_EACH.search(text) else text
