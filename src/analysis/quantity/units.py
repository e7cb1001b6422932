"""Units: their names, the words they are printed in, their labels, and pint's view of them.

Imports nothing of the project. units.csv beside this file has the usual ones, a row a unit:
    unit: as in Quantity.unit; definition: of what it is made, in pint's words ('[TEU]' is a
    dimension of its own); words: as printed, in lower case, simplified, each with the power of ten
    that it adds ('cents=-2'), '~' where a metric prefix may stand; label_en and label_zh, with {}
    for the number.
`define` adds more, such as those of data/raw/units.csv. pint is imported only to convert.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pint

COLUMNS = ("unit", "definition", "words", "label_en", "label_zh")
PREFIXES = {
    **{"": 0, "k": 3, "m": 6, "g": 9, "t": 12, "p": 15, "e": 18, "z": 21},
    **{"milli": -3, "kilo": 3, "mega": 6, "giga": 9, "tera": 12, "peta": 15, "exa": 18},
    **{"千": 3, "兆": 6, "吉": 9, "太": 12},
}
SHARES = ("share", "share-change", "pp")  # what '%' and the like are printed for
SIGNED = ("share-change", "pp", "celsius", "fahrenheit")  # of what may be below zero
# What a rate may be of besides the words of the tables, and rates that have a name.
PERIODS = {
    **{"月": "month", "日": "day", "年": "year", "时": "hour", "周": "week", "annum": "year"},
    **{"s": "second", "sec": "second", "h": "hour", "hr": "hour", "yr": "year", "d": "day"},
}
SAME = {
    **{"km/hour": "km/h", "m/second": "m/s", "mile/hour": "mph"},
    **{"bit/second": "bit/s", "flop/second": "flops"},
}
# Words that name no currency by themselves: the source's own, or else what is given here.
BARE = {
    "元": "CNY",
    "圆": "CNY",
    "块钱": "CNY",
    "¥": "CNY",
    "$": "USD",
    "dollar": "USD",
    "dollars": "USD",
}
# Currencies of several countries by one name: each a unit of its own where nothing tells which.
SHARED = {
    "dinar": ("BHD", "DZD", "IQD", "JOD", "KWD", "LYD", "RSD", "TND"),
    "dirham": ("AED", "MAD"),
    "franc": ("CHF", "XAF", "XOF"),
    "krona": ("ISK", "SEK"),
    "krone": ("DKK", "ISK", "NOK", "SEK"),  # in Chinese, 克朗 is any of them
    "kwacha": ("MWK", "ZMW"),
    "leu": ("MDL", "RON"),
    "lira": ("LBP", "SYP", "TRY"),
    "manat": ("AZN", "TMT"),
    "peso": ("ARS", "CLP", "COP", "CUP", "DOP", "MXN", "PHP", "UYU"),
    "rial": ("IRR", "OMR", "YER"),
    "riyal": ("QAR", "SAR"),
    "shilling": ("KES", "SOS", "TZS", "UGX"),
}
DOLLARS = ("USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD")


class UnitError(ValueError):
    """Two units that do not go together, or a unit that is not known."""


@dataclass(frozen=True)
class Unit:
    """A row of units.csv; `words` has the power of ten that each adds to the number."""

    name: str
    definition: str
    words: Mapping[str, int]
    label_en: str
    label_zh: str

    @property
    def is_money(self) -> bool:
        """Return whether it is a currency: a dimension of its own, named by three capitals.

        Or else it is the name that several currencies share.
        """
        is_named = re.fullmatch("[A-Z]{3}", self.name) or self.name in SHARED
        return self.definition == f"[{self.name}]" and bool(is_named)


UNITS: dict[str, Unit] = {}
WORDS: dict[str, tuple[str, int]] = {word: (name, 0) for word, name in BARE.items()}


def define(rows: Iterable[Mapping[str, str]]) -> None:
    """Add the rows of a table of units; the same row may be added again.

    Raises UnitError for a unit or a word that is another row's already.
    """
    for row in rows:
        words: dict[str, int] = {}
        for said in filter(None, row["words"].split("|")):
            word, _, power = said.partition("=")
            for prefix, more in PREFIXES.items() if "~" in word else [("", 0)]:
                words[word.replace("~", prefix)] = more + int(power or 0)
        _add(Unit(row["unit"], row["definition"], words, row["label_en"], row["label_zh"]))


def _add(unit: Unit) -> None:
    if UNITS.get(unit.name, unit) != unit:
        raise UnitError(f"the unit {unit.name!r} is defined already")
    for word, power in unit.words.items():
        if WORDS.setdefault(word, (unit.name, power))[0] != unit.name:
            raise UnitError(f"{word!r} is a word for {WORDS[word][0]!r} already")
    UNITS[unit.name] = unit
    registry.cache_clear()


def is_money(name: str) -> bool:
    """Return whether a unit is a currency."""
    return name in UNITS and UNITS[name].is_money


def currency_of(word: str, told: str) -> str:
    """Return the currency that a word names; a bare one that of the source (`told`), if any."""
    if word in ("cent", "cents") and told in (*DOLLARS, "EUR"):
        return told
    if word not in BARE:
        name = WORDS[word][0]
        return told if told in SHARED.get(name, ()) else name
    if not told or (BARE[word] == "USD" and told not in DOLLARS):
        return BARE[word]
    return told if word != "¥" or told == "JPY" else BARE[word]


def known(unit: str) -> bool:
    """Return whether a unit is one of the tables', or one of them over another."""
    try:
        check(unit)
    except UnitError:
        return False
    return True


def label(unit: str, language: str) -> str:
    """Return how an amount of a unit is shown, with {} for the number; a rate 'per' what it is."""
    top, slash, bottom = unit.partition("/")
    if unit in UNITS:
        row = UNITS[unit]
        return row.label_zh if language == "zh" else row.label_en
    if not slash or bottom == "count":
        return "{}"
    joint = "每{}" if language == "zh" else " per {}"
    shown = label(bottom, language).replace("{}", "").strip(" ")
    return label(top, language) + joint.format(shown.removesuffix("s"))


def check(unit: str) -> None:
    """Raise UnitError unless a unit is known, or is one known unit over another ('CNY/count')."""
    top, _, bottom = unit.partition("/")
    parts = top in UNITS and bottom in UNITS and top != bottom
    compound = parts and top != "rank" and bottom not in ("rank", "share")
    if unit not in UNITS and not compound:
        raise UnitError(
            f"unknown unit {unit!r}; expected one of units.csv, such as 'count' or 'CNY', "
            f"or a compound such as 'CNY/count'"
        )


def factor(unit: str, other: str) -> float | None:
    """Return how many of `other` one of `unit` is, or None where they do not measure the same.

    Degrees that begin elsewhere are not so many of each other. Counts, shares and money, which do
    not convert, are told apart without pint, for it takes a third of a second to import.
    """
    if _converts_into_none(unit) or _converts_into_none(other):
        return None
    import pint

    try:
        return float((_in_pint(unit) / _in_pint(other)).m_as("dimensionless"))
    except (pint.DimensionalityError, pint.OffsetUnitCalculusError):
        return None


def verify(unit: str) -> None:
    """Raise UnitError where pint does not know the words that define a unit."""
    import pint

    try:
        _in_pint(unit)
    except (pint.PintError, AttributeError, TypeError, ValueError, SyntaxError) as error:
        raise UnitError(f"{UNITS[unit].definition!r} does not define {unit!r}: {error}") from error


def _converts_into_none(unit: str) -> bool:
    return unit in ("count", *SHARES, "rank") or is_money(unit)


def _in_pint(unit: str) -> Any:
    """Return one of a unit as pint's quantity."""
    if unit in UNITS:
        return registry().parse_expression(UNITS[unit].definition.strip("[]"))
    top, _, bottom = unit.partition("/")
    return _in_pint(top) / _in_pint(bottom)


@cache
def registry() -> pint.UnitRegistry[Any]:
    """Return pint's units with the dimensions of the tables, such as [CNY], defined in it."""
    import pint

    known: pint.UnitRegistry[Any] = pint.UnitRegistry(on_redefinition="ignore", cache_folder=None)
    for dimension in {one.definition for one in UNITS.values() if one.definition[0] == "["}:
        known.define(f"{dimension.strip('[]')} = {dimension}")
    return known


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of units; none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


define(read_table(Path(__file__).with_name("units.csv")))
