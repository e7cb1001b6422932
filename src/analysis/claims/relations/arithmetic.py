"""Totals, quotients and products of quantities, as relations need them. Amounts are >= 0."""

from collections.abc import Sequence
from functools import lru_cache
from math import fsum, inf

from analysis.quantity import Quantity

WHOLE = Quantity(1.0, 1.0, 1.0, "share")


def total(parts: Sequence[Quantity]) -> Quantity:
    """Add parts of one unit; the order of the parts changes nothing, not even a last digit."""
    low, value, high = (
        fsum(getattr(part, bound) for part in parts) for bound in ("low", "value", "high")
    )
    return Quantity(low, value, high, parts[0].unit)


def quotient(top: Quantity, bottom: Quantity) -> Quantity | None:
    """Divide; without limit where the divisor may come to zero, and None where it is zero."""
    if bottom.value == 0:
        return None
    unit = _unit(top.unit, bottom.unit)
    high = top.high / bottom.low if bottom.low > 0 else inf
    return Quantity(top.low / bottom.high, top.value / bottom.value, high, unit)


@lru_cache
def _unit(top: str, bottom: str) -> str:
    return (Quantity(1.0, 1.0, 1.0, top) / Quantity(1.0, 1.0, 1.0, bottom)).unit
