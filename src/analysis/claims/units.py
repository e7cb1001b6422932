"""Units of the parts of a formula: sums and comparisons need equal units, products combine them.

A unit is its bases with their powers, so that 'CNY/count' times 'count' is 'CNY'. A share is a
pure number and has no base. A number typed without a unit takes that of what stands beside it.
Imports nothing of ours.
"""

from collections import Counter

Unit = tuple[tuple[str, int], ...]
SHARE: Unit = ()
RANK: Unit = (("rank", 1),)


class UnitClash(ValueError):
    """Two units that do not go together: `found` says which, `expected` what would."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(f"found {found}; expected {expected}")


def read_unit(text: str) -> Unit:
    """Return the unit that a table writes as 'count', 'share' or 'CNY/count'."""
    top, _, bottom = text.partition("/")
    return (quotient(_base(top), _base(bottom)) or SHARE) if bottom else _base(top)


def write_unit(unit: Unit | None) -> str:
    """Return the unit as a table writes it."""
    if unit is None:
        return "a plain number"
    above = "*".join(name for name, power in unit for _ in range(power))
    below = "/".join(name for name, power in unit for _ in range(-power))
    return (above or "share") + (f"/{below}" if below else "")


def shared(left: Unit | None, right: Unit | None, verb: str) -> Unit | None:
    """Return the one unit of two parts; raise UnitClash where they differ."""
    if left is None or right is None:
        return right if left is None else left
    if left != right:
        raise UnitClash(
            f"{write_unit(left)} {verb} {write_unit(right)}", "the same unit on both sides"
        )
    return left


def added(left: Unit | None, right: Unit | None) -> Unit | None:
    """Return the unit of a sum or difference; raise UnitClash for unlike units and for ranks."""
    unit = shared(left, right, "added to")
    if unit == RANK:
        raise UnitClash("a sum of ranks", "ranks beside a comparison only")
    return unit


def product(left: Unit | None, right: Unit | None) -> Unit | None:
    """Return the unit of a product; raise UnitClash for a rank."""
    return _combine(left, right, 1)


def quotient(left: Unit | None, right: Unit | None) -> Unit | None:
    """Return the unit of a quotient; raise UnitClash for a rank."""
    return _combine(left, right, -1)


def _combine(left: Unit | None, right: Unit | None, sign: int) -> Unit | None:
    if left is None and right is None:
        return None
    if RANK in (left, right):
        raise UnitClash("a product or quotient of ranks", "ranks beside a comparison only")
    powers = Counter(dict(left or SHARE))
    for name, power in right or SHARE:
        powers[name] += sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def _base(text: str) -> Unit:
    return SHARE if text == "share" else ((text, 1),)
