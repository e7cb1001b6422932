"""How a number of a draft repeats a fact of the tables, or what is reckoned from several.

Imports facts and phrases of this room, and quantity.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Literal

from analysis.drafts.facts import Fact, Judged, Verdict
from analysis.drafts.phrases import RE
from analysis.quantity import Quantity

Repeats = Literal["right", "limit", "looser", "tighter", ""]
EXACT = Context(prec=12)  # what differs beyond is the noise of floats
SAME = 1e-9  # of a number: the same noise
MOVED = 0.125  # of a span's width: how far an end is rounded, before what is said is looser
SPARE = Decimal("0.1")  # of the last place shown: how far a span may go beyond what rounds to it
SIZE = 2  # times as much at most, for a number to be told as the other
SAME_HEDGE = {"fraction": "exact"}  # a fifth has no hedge, whichever row reads it
LIMITS = ("at least", "at most")
ABOVE, BELOW = ("more than", "at least"), ("nearly", "at most")
NEAR = 0.01  # of what is reckoned: how far its rounding may go
NARROW = 0.01  # of a number: a span that is told as one
CLOSE = 0.001  # of an end: how near one of fewer digits is that tells it
FINE, FINER = 20, 100  # how many of its last place a number has at least that tells a span, an end


def repeats(number: Quantity, hedge: str, fact: Fact, printed: str = "") -> Repeats:
    """Return how a draft's number, read with its hedge, repeats a fact; empty where it does not.

    Right: the number that was printed, with a hedge that says the same, or rounded; or what was
    computed, as far as the digits shown tell it. Limit, looser: all that the fact can be lies
    within what the draft says, of what was computed or printed. Tighter: the number that was
    printed, without its hedge.
    """
    if number.unit != fact.unit:
        return ""
    if hedge == "range" and _same_ends(number, fact.quantity):
        return "right"
    own = SAME_HEDGE.get(fact.hedge, fact.hedge)
    plain = SAME_HEDGE.get(hedge, hedge)
    if fact.hedge and hedge != "range" != own and _alike(number.value, fact.quantity.value):
        return _of_same_number(number, plain, fact)
    is_computed = not fact.hedge and not fact.of_print
    if is_computed and _told_of(number, plain, fact):
        return "right"
    if own == "exact" and (how := _rounds(number, plain, fact, printed)):
        return how
    if not _says_less(number, plain, fact.quantity):
        return ""
    return "limit" if is_computed and plain in (*LIMITS, "more than") else "looser"


def contradicts(number: Quantity, hedge: str, fact: Fact) -> bool:
    """Whether a draft has a printed number with a hedge that says the contrary of its own."""
    told = number.unit == fact.unit and _alike(number.value, fact.quantity.value)
    return told and bool(fact.hedge) and not repeats(number, hedge, fact)


def keeps(number: Quantity, hedge: str, fact: Fact) -> bool:
    """Whether a computed amount keeps a bound, however far it is from it."""
    is_computed = not fact.hedge and not fact.of_print
    return is_computed and hedge in (*ABOVE, *BELOW) and _within(fact.quantity, number)


def disputes(number: Quantity, fact: Fact, other: Fact) -> bool:
    """Whether a bound that one computed amount keeps is not kept by another of near its size."""
    is_bound = number.open_low or number.open_high
    is_alike = fact.table == other.table == "amounts" and fact.metrics & other.metrics
    is_near = number.value / SIZE <= other.quantity.value <= number.value * SIZE
    return bool(is_bound and is_alike and is_near and not number.overlaps(other.quantity))


def _of_same_number(number: Quantity, hedge: str, fact: Fact) -> Repeats:
    own = SAME_HEDGE.get(fact.hedge, fact.hedge)
    reached = number.open_low == fact.quantity.open_low  # 以上 is 'or more' in some hands
    if hedge == own or (hedge in ABOVE and own in ABOVE and reached):
        return "right"
    if _within(fact.quantity, number):
        return "looser"
    if hedge == "exact" or _within(number, fact.quantity):
        return "tighter"
    is_limit = own == "exact" and hedge in LIMITS and not (number.open_low or number.open_high)
    return "looser" if is_limit or "about" in (hedge, fact.hedge) else ""


def _rounds(number: Quantity, hedge: str, fact: Fact, printed: str) -> Repeats:
    """Return how a number repeats an exact one of the tables, rounded to the places it shows.

    Right where it has a point, a scale word or a percent sign, or is a fraction in words: one may
    take it for rounded. A hedge that names a side has to be true of the rest.
    """
    apart = fact.quantity.value - number.value
    sides = {"exact": True, "about": True, "nearly": apart < 0, "more than": apart > 0}
    is_past = (number.open_high and apart >= 0) or (number.open_low and apart <= 0)
    if is_past or not sides.get(hedge, hedge in LIMITS):
        return ""
    is_near = abs(apart) <= NARROW * number.value
    if number.unit == "share" and not re.search("[0-9]", printed):
        return "right" if is_near and printed else ""
    said = _decimal(number.value)
    place = _place(said)
    if match := RE.POINT.search(printed):  # 16.50% shows its zero
        digits = Decimal(match[0].replace(",", ""))
        place = said / digits * Decimal(1).scaleb(-len(match[1])) if digits else place
    if _decimal(abs(apart)) < place / 2 and (is_near or place * FINE <= said):
        return "right" if RE.IS_ROUND.search(printed) else "looser"
    return ""


def _told_of(number: Quantity, hedge: str, fact: Fact) -> bool:
    """Whether a number tells a computed span: what all of it rounds to, or one of its ends."""
    said, span = _decimal(number.value), fact.quantity
    place = _place(said)
    is_one = span.high - span.low <= NARROW * span.value
    is_close = number.value - span.low <= NARROW * number.value >= span.high - number.value
    if is_one and hedge in ("exact", "about") and (place * FINE <= said or is_close):
        reach = (Decimal("0.5" if hedge == "exact" else 1) + SPARE) * place
        if said - reach <= _decimal(span.low) and _decimal(span.high) <= said + reach:
            return True
    is_fine = place * (FINER if span.low < span.high else FINE) <= said
    ends = ((ABOVE, span.low, ROUND_FLOOR), (BELOW, span.high, ROUND_CEILING))
    return any(
        hedge in hedges
        and (is_fine or abs(number.value - end) <= CLOSE * end)
        and _tells(number.value, end, outwards)
        for hedges, end, outwards in ends
    )


def _says_less(number: Quantity, hedge: str, span: Quantity) -> bool:
    """Whether a number encloses a span, at most by what it leaves unsaid: about 300,000 of 320,000.

    A number that differs within the digits it shows is another number, however wide its hedge.
    """
    if not (number.low < number.high and _within(span, number)):
        return False
    if hedge in (*ABOVE, *BELOW):
        return span.value <= number.value * SIZE and number.value <= span.value * SIZE
    of_range = [(number.low, span.low), (number.high, span.high)]
    told = of_range if hedge == "range" else [(number.value, span.value)]
    reach = (number.high - number.low) / 2 if hedge == "exact" else 0.0  # a third has no last place
    return all(
        abs(one - end) <= max(reach, float(_place(_decimal(one))) * (1 + SAME)) for one, end in told
    )


def _same_ends(one: Quantity, other: Quantity) -> bool:
    """Whether a range gives the ends of a span, rounded to the last place that each shows."""
    moved = MOVED * (other.high - other.low)
    return (
        max(abs(one.low - other.low), abs(one.high - other.high)) <= moved
        and _tells(one.low, other.low, ROUND_FLOOR)
        and _tells(one.high, other.high, ROUND_CEILING)
    )


def _tells(said: float, end: float, outwards: str) -> bool:
    """Whether an end is told, rounded outwards or to the nearest."""
    shown, exact = _decimal(said), _decimal(end)
    place = _place(shown)
    return bool(end) and shown in (
        exact.quantize(place, outwards),
        exact.quantize(place, ROUND_HALF_UP),
    )


def _decimal(number: float) -> Decimal:
    return EXACT.create_decimal(repr(float(number)))


def _place(number: Decimal) -> Decimal:
    """Return the place of the last digit other than zero: 100 of 226,500."""
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))


def _alike(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=SAME)


def _within(inner: Quantity, outer: Quantity) -> bool:
    slack = SAME * max(abs(outer.low), abs(inner.high))
    return outer.low - slack <= inner.low and inner.high <= outer.high + slack


@dataclass(frozen=True)
class Reckoned:
    """What is reckoned from facts: the least, what the printed values give, and the most."""

    low: float
    value: float
    high: float
    facts: tuple[Fact, ...]

    @classmethod
    def of(cls, how: Callable[[float, float], float], one: Fact, other: Fact) -> "Reckoned":
        """Return what an operation that rises with the first and falls with the second gives."""
        first, second = _of_print(one), _of_print(other)
        ends = how(first.low, second.high), how(first.high, second.low)
        return cls(ends[0], how(first.value, second.value), ends[1], (one, other))

    @classmethod
    def sum(cls, parts: Sequence[Fact]) -> "Reckoned":
        """Return what several have together."""
        told = [_of_print(part) for part in parts]
        low, value, high = (
            sum(getattr(one, end) for one in told) for end in ("low", "value", "high")
        )
        return cls(low, value, high, tuple(parts))

    def holds(self, number: Quantity, hedge: str) -> Verdict:
        """Return whether a number is right or wrong of it; unknown where it may be either."""
        noise = SAME * abs(self.value)
        if (hedge in ABOVE and number.value <= self.low) or (
            hedge == "at most" and self.high <= number.value
        ):
            ends = sorted((self.value, number.value))
            return "right" if ends[1] <= SIZE * ends[0] else "unknown"
        if number.low - noise <= self.value <= number.high + noise:
            return "right"
        is_near = abs(number.value - self.value) <= NEAR * abs(self.value)
        is_near = is_near or (number.low <= self.high and self.low <= number.high)
        return "unknown" if is_near else "wrong"


def judged(reckoned: Sequence[Reckoned], number: Quantity, hedge: str) -> Judged:
    """Return right where one of them has the number, and wrong where none may have it."""
    told = [(each.holds(number, hedge), each.facts) for each in reckoned]
    if right := [facts for how, facts in told if how == "right"]:
        return Judged.by("right", "", *right[0])
    if {how for how, _ in told} == {"wrong"}:
        return Judged.by("wrong", "the tables say ", *told[0][1])
    return Judged()


def _of_print(fact: Fact) -> Quantity:
    """Return what one reckons with: of an exact print the number that stands there."""
    told = fact.quantity
    return replace(told, low=told.value, high=told.value) if fact.hedge == "exact" else told
