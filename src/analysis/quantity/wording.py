"""Amounts in words: 320,000 / 38.7 billion yuan / 9.78% / no. 2. Text out; no links.

Imports nothing of the project.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isinf, isnan
from numbers import Real

RATIO_DIGITS = 3  # significant digits of a computed ratio
SILENT_HEDGES = {"exact", "range", "several"}


def amount(value: float, unit: str, digits: int = 10) -> str:
    """Return a value in words, to `digits` significant digits; a share is a fraction of 1."""
    if isinf(value):
        return "no limit"
    if unit == "share":
        return f"{_number(value * 100, digits)}%"
    if unit == "rank":
        return f"no. {value:.0f}"
    if unit == "USD":
        return f"${_number(value, digits, scaled=True)}"
    if unit == "CNY":
        return f"{_number(value, digits, scaled=True)} yuan"
    return _number(value, digits)


def hedged(value: float, unit: str, hedge: str, digits: int = 10) -> str:
    """Return a printed value with its hedge: nearly 320,000."""
    text = amount(value, unit, digits)
    return text if hedge in SILENT_HEDGES else f"{hedge} {text}"


def span(low: float, high: float, unit: str, digits: int = 10) -> str:
    """Return bounds in words: 310,000 to 320,000, 1 to 2 billion yuan; one number where alike."""
    if high == float("inf"):
        return f"{amount(low, unit, digits)} or more"
    first = amount(low, unit, digits)
    last = first if high == low else amount(high, unit, digits)
    if first == last:
        return first
    number, _, scale = first.partition(" ")
    return f"{number if scale == last.partition(' ')[2] else first} to {last}"


def dated(name: str, year: object) -> str:
    """Return `name`, with the year in brackets where there is one: a number, and not NaN."""
    return f"{name} ({year})" if isinstance(year, Real) and not isnan(year) else name


def listed(items: Iterable[str]) -> str:
    """Return `a`, `a and b`, or `a, b and c`; of nothing, `none`."""
    *most, last = list(items) or ["none"]
    return f"{', '.join(most)} and {last}" if most else last


def plural(count: int, one: str, many: str = "") -> str:
    """Return the noun that goes with `count`."""
    return one if count == 1 else many or f"{one}s"


def _number(value: float, digits: int, scaled: bool = False) -> str:
    context = Context(prec=digits, rounding=ROUND_HALF_UP)
    rounded = float(context.create_decimal(repr(float(value)))) + 0.0  # no zero below zero
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(rounded) >= size and (scaled or size > 1e6):
            return f"{_plain(rounded / size)} {word}"
    return _plain(rounded)


def _plain(value: float) -> str:
    text = f"{Decimal(f'{value:.10g}'):,f}"
    trimmed = text.rstrip("0").rstrip(".") if "." in text else text
    return trimmed.replace("-", "−")
