"""A small country and its metrics, and an independent judge of claims by plain fractions.

The judge shares the parsed tree and the figures with the engine, and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from analysis.claims.assertions import Figure
from analysis.claims.constraints import Constraints
from analysis.claims.definitions import Definitions, Metric, Place
from analysis.claims.naming import Known
from analysis.claims.syntax import (
    Arithmetic,
    AsPrinted,
    Comparison,
    Junction,
    Negation,
    Number,
    Rank,
    RankCorrelation,
    Same,
    Size,
    Unknown,
)
from analysis.claims.worlds import Worlds

World = Mapping[Unknown, Fraction]
METRICS = (
    Metric("firms", "count", adds_up=True),
    Metric("firms_share", "share", share_of="firms"),
    Metric("firms_rank", "rank", ranks="firms"),
    Metric("talent_share", "share", adds_up=True),
    Metric("money", "CNY"),
    Metric("research", "CNY"),
    Metric("change", "pp", is_signed=True),
    Metric("debt", "share", is_ratio=True),
    Metric("research_share", "share", share_of="research", whole="money"),
)
PLACES = (
    Place("Ash", ("city",), "Fenland"),
    Place("Birch", ("city",), "Fenland"),
    Place("Cedar", ("city", "province"), "Land"),
    Place("Fenland", ("province",), "Land"),
    Place("Land", ("country",)),
)
SHARES = {"firms_share": ("firms", None), "research_share": ("research", "money")}
PARTS = {"Fenland": ("Ash", "Birch"), "Land": ("Cedar", "Fenland")}
INSIDE = {"Ash": "Fenland", "Birch": "Fenland", "Fenland": "Land", "Cedar": "Land"}
KINDS = {place.name: place.kinds for place in PLACES}
LISTS = {"wolves": ({"member": "a", "seat": "Ash"}, {"member": "b", "seat": "Birch"})}


def definitions() -> Definitions:
    return Definitions(
        {metric.name: metric for metric in METRICS},
        {place.name: place for place in PLACES},
    )


def figure(name: str, low: str | None, high: str | None, **more) -> Figure:
    """Return a figure such as 'firms[Ash]' between two numbers; its id is its name and number."""
    metric, place = name.rstrip("]").split("[")
    place, _, year = place.partition(",")
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    value = next(end for end in reversed(ends) if end is not None)
    made = Figure(
        name, Unknown(metric, place, int(year) if year else None), ends[0], value, ends[1]
    )
    return replace(made, **more)


def named(figures: Iterable[Figure]) -> list[Figure]:
    """Return figures with ids in the order given, as 'f0', 'f1' and so on."""
    return [replace(one, figure_id=f"f{at}") for at, one in enumerate(figures)]


def worlds_of(figures: Iterable[Figure]) -> Worlds:
    return Worlds(Constraints(definitions(), figures, LISTS))


def read(worlds: Worlds, text: str, within: Fraction | None = None):
    constraints = worlds.constraints
    return Known(constraints.definitions, constraints.bare.figures, LISTS).read(text, within)


def amount(world: World, unknown: Unknown) -> Fraction:
    """Return what an unknown is in a world that tells counts and wholes, or the share itself."""
    if unknown in world:
        return world[unknown]
    if unknown.place == "Land" and unknown.metric in ("talent_share", "firms_share"):
        return Fraction(1)
    count, whole = SHARES[unknown.metric]
    below = Unknown(whole, unknown.place, unknown.year) if whole else None
    below = below or Unknown(count, "Land", unknown.year)
    return world[unknown._replace(metric=count)] / world[below]


def rank(world: World, of: Unknown, kind: str) -> int:
    """Return 1 plus how many of a kind are larger in a world, the unlisted it tells included."""
    own = amount(world, of)
    same = [one for one in world if (one.metric, one.year) == (of.metric, of.year)]
    listed = [one for one in same if kind in KINDS.get(one.place, ())]
    larger = sum(world[one] > own for one in listed if one.place != of.place)
    beyond = {
        int(one.place.split()[-1]): world[one] for one in same if f"unlisted {kind}" in one.place
    }
    return 1 + larger + max((number for number, size in beyond.items() if size > own), default=0)


def fits(world: World, figures: Iterable[Figure]) -> bool:
    """Return whether a world fits every figure and every definition."""
    if any(value < 0 for one, value in world.items() if one.metric != "change"):
        return False
    shares = [one for one in world if one.metric.endswith("_share")]
    if any(world[one] > 1 for one in shares):
        return False
    if not all(_inside(_value(world, one), one) for one in figures if one.asserted):
        return False
    groups = {(one.metric, one.year) for one in world}
    return all(_parts_fit(world, *group) for group in groups)


def _value(world: World, one: Figure) -> Fraction:
    if one.unknown.metric == "firms_rank":
        of = one.unknown._replace(metric="firms")
        return Fraction(rank(world, of, KINDS[of.place][0]))
    return amount(world, one.unknown)


def _inside(value: Fraction, one: Figure) -> bool:
    low = one.low is None or value > one.low or (value == one.low and not one.open_low)
    return low and (
        one.high is None or value < one.high or (value == one.high and not one.open_high)
    )


def _parts_fit(world: World, metric: str, year: int | None) -> bool:
    if metric == "research":
        return all(
            world[one] <= world.get(one._replace(metric="money"), world[one])
            for one in world
            if one.metric == metric and one.year == year
        )
    if metric not in ("firms", "talent_share", "firms_share"):
        return True
    found = {one.place: world[one] for one in world if (one.metric, one.year) == (metric, year)}
    if metric != "firms":
        found["Land"] = Fraction(1)
    above = {place: next((one for one in _larger(place) if one in found), None) for place in found}
    for whole in found:
        if sum(size for place, size in found.items() if above[place] == whole) > found[whole]:
            return False
    return all(_unlisted_fit(found, kind) for kind in ("city", "province"))


def _unlisted_fit(found: Mapping[str, Fraction], kind: str) -> bool:
    beyond = {
        int(one.split()[-1]): size for one, size in found.items() if f"unlisted {kind}" in one
    }
    sizes = [beyond[number] for number in sorted(beyond)]
    if sizes != sorted(sizes, reverse=True):
        return False
    listed = sum(size for place, size in found.items() if kind in KINDS.get(place, ()))
    least, before = Fraction(0), 0
    for number in sorted(beyond):
        least += (number - before) * beyond[number]
        before = number
    return "Land" not in found or listed + least <= found["Land"]


def _larger(place: str) -> list[str]:
    found = []
    while place in INSIDE:
        place = INSIDE[place]
        found.append(place)
    return found


def is_true(claim, world: World, printed: Mapping[str, Figure]) -> bool:
    """Return whether a claim is true in a world, by plain fractions."""
    match claim:
        case Comparison(operator, left, right, within):
            one, other = (calculate(side, world) for side in (left, right))
            if within is not None:
                return abs(one - other) <= within * max(abs(one), abs(other))
            return {
                "<": one < other, "<=": one <= other, ">": one > other,
                ">=": one >= other, "==": one == other, "!=": one != other,
            }[operator]  # fmt: skip
        case Junction(operator, parts):
            found = [is_true(part, world, printed) for part in parts]
            return all(found) if operator == "and" else any(found)
        case Negation(part):
            return not is_true(part, world, printed)
        case AsPrinted(name, of):
            value = _value(world, printed[name]) if of is None else calculate(of, world)
            return _inside(value, printed[name])
        case Same(first, second):
            members = [{row["member"] for row in LISTS[name]} for name in (first, second)]
            return members[0] == members[1]
    raise AssertionError(claim)


def said(claim, world: World, printed: Mapping[str, Figure]) -> bool | None:
    """Return whether a claim is true in a world; None where a divisor is zero or rows have ties."""
    try:
        return is_true(claim, world, printed)
    except (ZeroDivisionError, ValueError):
        return None


def calculate(part, world: World) -> Fraction:
    """Return an amount in a world; raises ZeroDivisionError, or ValueError for rows with ties."""
    match part:
        case Number(value, _):
            return value
        case Unknown("firms_rank", _, _):
            of = part._replace(metric="firms")
            return Fraction(rank(world, of, KINDS[of.place][0]))
        case Unknown():
            return amount(world, part)
        case Arithmetic(operator, left, right):
            one, other = calculate(left, world), calculate(right, world)
            if operator == "/":
                return one / other
            return one * other if operator == "*" else one + other * (1 if operator == "+" else -1)
        case Rank(of, None, kind):
            return Fraction(rank(world, of, kind or KINDS[of.place][0]))
        case Rank(of, among, _) if among is not None:
            own = calculate(of, world)
            return Fraction(1 + sum(calculate(one, world) > own for one in among))
        case Size(list_id, attribute, value):
            return Fraction(sum(row.get(attribute, "") == value for row in LISTS[list_id]))
        case RankCorrelation(first, second):
            return spearman(*([calculate(one, world) for one in row] for row in (first, second)))
    raise AssertionError(part)


def spearman(first: list[Fraction], second: list[Fraction]) -> Fraction:
    """Return the rank correlation of two rows, by the textbook's formula."""
    if len(set(first)) < len(first) or len(set(second)) < len(second):
        raise ValueError("equal members")
    ranks = [[sorted(row).index(one) for one in row] for row in (first, second)]
    size = len(first)
    squares = sum((one - other) ** 2 for one, other in zip(*ranks, strict=True))
    return 1 - Fraction(6 * squares, size * (size**2 - 1))


def orders(size: int) -> list[tuple[int, ...]]:
    return list(permutations(range(size)))
