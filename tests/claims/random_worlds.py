"""Random small sources that some world fits, and random claims about them."""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from random import Random

from analysis.claims.assertions import Figure
from analysis.claims.syntax import Unknown

from .small import amount, figure, fits, named, rank

CITIES = ("Ash", "Birch", "Cedar")
LARGER = ("Fenland", "Land")
COUNTS = [Unknown("firms", place) for place in (*CITIES, *LARGER)]
TALENTS = [Unknown("talent_share", place) for place in CITIES]
MONEY = [Unknown("money", place) for place in CITIES[:2]]
LATER = [Unknown("money", place, 2023) for place in CITIES[:2]]
CHANGES = [Unknown("change", place) for place in CITIES[:2]]
PLAIN = ("sum", "share", "product", "quotient", "talents", "number")
OTHERS = (
    "rank",
    "among",
    "join",
    "equal",
    "order",
    "printed",
    "below",
    "later",
    "count",
)
World = dict[Unknown, Fraction]


@dataclass(frozen=True)
class Source:
    """Figures, and one world that fits them."""

    figures: list[Figure]
    world: World


def source(random: Random) -> Source:
    """Return a source of three to eight figures; each unknown is printed at most twice."""
    world = _world(random)
    wanted = [one for one in COUNTS if random.random() < 0.6] or [COUNTS[0]]
    shares = [one._replace(metric="firms_share") for one in COUNTS[:4] if random.random() < 0.4]
    talents = [one for one in TALENTS if random.random() < 0.4]
    money = [one for one in (*MONEY, *LATER, *CHANGES) if random.random() < 0.4]
    ranks = [one._replace(metric="firms_rank") for one in COUNTS[:3] if random.random() < 0.3]
    unknowns = [*wanted, *shares, *talents, *money, *ranks]
    random.shuffle(unknowns)
    return Source(named(_figure(random, world, one) for one in unknowns[:8]), world)


def _world(random: Random) -> World:
    world = {one: Fraction(random.randint(1, 30)) for one in COUNTS[:3]}
    ash, birch, cedar = COUNTS[:3]
    world[COUNTS[3]] = world[ash] + world[birch] + random.randint(0, 10)
    world[COUNTS[4]] = world[COUNTS[3]] + world[cedar] + random.randint(0, 20)
    world |= {one: Fraction(random.randint(1, 30), 100) for one in TALENTS}
    world |= {one: Fraction(random.randint(1, 50)) for one in (*MONEY, *LATER)}
    return world | {one: Fraction(random.randint(-20, 20)) for one in CHANGES}


def _figure(random: Random, world: World, unknown: Unknown) -> Figure:
    name = str(unknown)
    if unknown.metric == "firms_rank":
        kind = "city"
        found = rank(world, unknown._replace(metric="firms"), kind)
        return figure(name, str(found), str(found))
    value = amount(world, unknown)
    below, above = (abs(value) * Fraction(random.randint(0, 8), 20) for _ in range(2))
    made = figure(name, str(value - below), str(value + above))
    low_open, high_open = below > 0 and random.random() < 0.2, above > 0 and random.random() < 0.2
    printed = random.choice([value - below, value, value + above])
    hedge = "about" if random.random() < 0.5 else ""
    return replace(made, value=printed, open_low=low_open, open_high=high_open, hedge=hedge)


def corners(random: Random, given: Source, most: int = 150) -> list[World]:
    """Return worlds at the corners of what fits and between them, by trying, in random order."""
    choices = [_choices(random, given, one) for one in given.world]
    sizes = [len(choice) for choice in choices]
    tries = list(islice(product(*choices), 2000)) if _size(sizes) <= 2000 else []
    tries = tries or [tuple(map(random.choice, choices)) for _ in range(2000)]
    found = [given.world]
    for values in tries:
        world = dict(zip(given.world, values, strict=True))
        for printed in given.figures:  # a share's end moves its count to that part of the whole
            if printed.unknown.metric == "firms_share" and random.random() < 0.5:
                part = random.choice(ends(printed))
                count = printed.unknown._replace(metric="firms")
                world[count] = part * world[COUNTS[4]]
        if fits(world, given.figures):
            found.append(world)
        if len(found) >= most:
            break
    return found


def ends(printed: Figure) -> tuple[Fraction, Fraction]:
    """Return both ends of a figure that has them."""
    if printed.low is None or printed.high is None:
        raise ValueError(f"{printed.figure_id} has no end")
    return printed.low, printed.high


def _choices(random: Random, given: Source, unknown: Unknown) -> list[Fraction]:
    own = given.world[unknown]
    for printed in given.figures:
        if printed.unknown == unknown:
            low, high = ends(printed)
            return [own, low, high, (low + 9 * high) / 10]
    found = [own, own / 2, 2 * own] if unknown.metric != "talent_share" else [own, own / 2]
    return [*found, -own] if unknown.metric == "change" else found


def _size(sizes: list[int]) -> int:
    total = 1
    for size in sizes:
        total *= size
    return total


def claim(random: Random, given: Source) -> tuple[str, Fraction | None]:
    """Return a formula near what is so in the source's own world, and its tolerance."""
    kind = random.choice([*PLAIN, *OTHERS])
    if kind == "join":
        text = random.choice([" and ", " or "]).join(_plain(random, given) for _ in range(2))
        return (f"not ({text})" if random.random() < 0.3 else text), None
    if kind == "equal":
        one, other = random.sample(COUNTS, 2)
        return f"{one} == {_bound(random, given, one, other)}", Fraction(random.randint(1, 8), 20)
    if kind == "rank":
        place = random.choice(CITIES)
        operator = random.choice(["==", "<=", ">"])
        return f"rank(firms[{place}]) {operator} {random.randint(1, 3)}", None
    if kind == "among":
        one, other, third = random.sample([*COUNTS[:3], COUNTS[3]], 3)
        return f"rank({one}, [{other}, {third}]) == {random.randint(1, 3)}", None
    if kind in OTHERS:
        return _other(random, given, kind), None
    return _plain(random, given, kind), None


def _other(random: Random, given: Source, kind: str) -> str:
    """Return a claim on orders, a print, changes, years or a list."""
    operator, bound = (
        random.choice(["<", "<=", ">", ">="]),
        random.choice(["-1", "-0.5", "0.5", "1"]),
    )
    one = random.choice(COUNTS)
    if kind == "order":
        rows = ", ".join(map(str, COUNTS[:3])), ", ".join(map(str, TALENTS))
        return f"rankcorr([{rows[0]}], [{rows[1]}]) {random.choice(['==', operator])} {bound}"
    if kind == "printed":
        printed = random.choice(given.figures)
        is_count = printed.unknown.metric == "firms" and random.random() < 0.5
        return f"as_printed({printed.figure_id}{f', {one} / 2' if is_count else ''})"
    if kind == "below":
        first, second = random.sample(CHANGES, 2)
        shape = random.choice(["{0} {1} {2}", "{0} + {2} {1} {3} pp"])
        return shape.format(first, operator, second, random.randint(-3, 3))
    if kind == "later":
        first, second = random.choice(LATER), random.choice([*MONEY, *LATER])
        return f"{first} {operator} {random.randint(1, 3)} * {_undated(second)}"
    return f"{random.choice(['', 'not '])}count(wolves) == 2 and {_plain(random, given)}"


def _undated(unknown: Unknown) -> str:
    return str(unknown if unknown.year else f"{unknown.metric}[{unknown.place}, undated]")


def _plain(random: Random, given: Source, kind: str = "number") -> str:
    operator = random.choice(["<", "<=", ">", ">="])
    one, other, third = random.sample(COUNTS, 3)
    if kind == "sum":
        return f"{one} + {other} {operator} {_bound(random, given, third)} + {third} / 2"
    if kind == "share":
        share = one._replace(metric="firms_share")
        value = amount(given.world, share) * Fraction(random.randint(15, 25), 20)
        return f"{share} {operator} {value.numerator} / {value.denominator}"
    if kind == "product":
        first, second = random.sample(TALENTS, 2)
        return f"{one} * {first} {operator} {other} * {second} * {random.randint(1, 3)}"
    if kind == "quotient" and random.random() < 0.5:
        parts = [place._replace(metric="firms_share") for place in (one, other)]
        value = given.world[one] / given.world[other] * Fraction(random.randint(15, 25), 20)
        return f"{parts[0]} / {parts[1]} {operator} {value.numerator} / {value.denominator}"
    if kind == "quotient":
        value = given.world[one] / given.world[other] * Fraction(random.randint(15, 25), 20)
        return f"{one} / {other} {operator} {value.numerator} / {value.denominator}"
    if kind == "talents":
        one, other = random.sample(TALENTS, 2)
        return f"{one} {operator} {random.randint(1, 3)} * {other}"
    return f"{one} {operator} {_bound(random, given, one)}"


def _bound(random: Random, given: Source, near: Unknown, other: Unknown | None = None) -> str:
    if other is not None and random.random() < 0.5:
        return f"{random.randint(1, 2)} * {other}"
    value = given.world[near] * Fraction(random.randint(14, 28), 20)
    return f"{value.numerator} / {value.denominator}"
