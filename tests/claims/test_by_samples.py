"""An independent judge of the article's own claims: worlds drawn by trying, in plain fractions.

A world is drawn from the printed intervals and kept where the definitions and the stated ranks fit
it. What is true in all worlds is true in all that are drawn, and what is open in some of them only.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from random import Random

import pytest

from analysis.claims.syntax import AsPrinted, Size, Unknown, walk

from . import by_hand, ledger, small
from .random_worlds import ends as ends_of

WORLDS = {1: 200, 2: 5000}  # drawn where one answer is expected, and at most where both are
UNLISTED = 5
TRIES = 2000  # drawn for one that fits
ALWAYS, NEVER, BOTH = {True}, {False}, {True, False}
SAID = {
    "holds": ALWAYS,
    "by definition": ALWAYS,
    "as stated": ALWAYS,
    "fails": NEVER,
    "open": BOTH,
    "not checkable": BOTH,
}
Ends = tuple[Fraction, Fraction]
JUDGED = [name for name, (verdict, *_) in by_hand.ARTICLE.items() if verdict != by_hand.OPINION]


@pytest.fixture(scope="module")
def typed():
    """Return the article's claims as read, by id."""
    return {one.typed.claim_id: one for one in ledger.typed()}


@pytest.fixture(scope="module")
def verdicts():
    """Return the published verdict of each claim."""
    table = ledger.published()["claims"]
    return dict(zip(table["claim_id"], table["verdict"], strict=True))


@pytest.fixture(autouse=True)
def country(monkeypatch):
    """Let the plain judge of a small country judge of this one."""
    places = ledger.known().definitions.places
    monkeypatch.setattr(small, "KINDS", {name: one.kinds for name, one in places.items()})
    monkeypatch.setattr(small, "LISTS", dict(ledger.known().lists))


@pytest.mark.parametrize("claim_id", JUDGED)
def test_a_claim_is_as_often_true_as_its_verdict_says(claim_id, typed, verdicts, monkeypatch):
    """What is only stated is so in all worlds, and open where the figures that state it are out."""
    claim, verdict = typed[claim_id], verdicts[claim_id]
    restated = claim.typed.restates
    stated = verdict == "as stated"
    without = () if stated else restated
    assert truths(claim, without, SAID[verdict], monkeypatch) == SAID[verdict]
    if stated and restated:
        assert truths(claim, restated, BOTH, monkeypatch) == BOTH


def truths(claim, without: tuple[str, ...], expected: set[bool], monkeypatch) -> set[bool | None]:
    """Return what the claim is in the worlds drawn; those in which it says nothing are left out."""
    random, printed = Random(claim.typed.claim_id), ledger.known().figures
    parts = list(walk(claim.formula))
    named = {one for one in parts if isinstance(one, Unknown)}
    asked = {one.attribute for one in parts if isinstance(one, Size)} - {""}
    found: set[bool | None] = set()
    shown = {printed[one.figure_id].unknown for one in parts if isinstance(one, AsPrinted)}
    drawn = worlds(random, named | shown, frozenset(printed[one].unknown for one in without))
    for world in islice(drawn, WORLDS[len(expected)]):
        monkeypatch.setattr(small, "LISTS", filled(random, asked))
        found.add(small.said(claim.formula, world, printed))
        if {*found} >= BOTH:
            break
    return found - {None}


def filled(random: Random, asked: set[str]) -> dict[str, tuple[dict[str, str], ...]]:
    """Return the lists with what the article does not tell of the members drawn at random."""
    lists = ledger.known().lists
    values = {
        each: sorted({row[each] for rows in lists.values() for row in rows}) for each in asked
    }
    if random.random() < 0.5:  # all members alike
        values = {each: [random.choice(found)] for each, found in values.items()}

    def member(row):
        if row["known_from"] == "the article":
            return row
        return {**row, **{each: random.choice(found) for each, found in values.items()}}

    return {name: tuple(map(member, rows)) for name, rows in lists.items()}


def worlds(
    random: Random, named: set[Unknown], without: frozenset[Unknown]
) -> Iterator[dict[Unknown, Fraction]]:
    """Yield worlds of what a claim names that fit what is printed but for what is left out."""
    asserted = [one for one in ledger.figures() if one.asserted]
    printed = {one.unknown: ends_of(one) for one in asserted}
    families = sorted({_family(one) for one in named | without}, key=str)
    sizes = [pair[1] for pair in printed.values()]
    while True:
        near = random.choice(sizes)  # how large is what nothing is printed of
        world: dict[Unknown, Fraction] = {}
        for family in families:
            asked = {one for one in {*named, *without, *printed} if _family(one) == family}
            world |= _fitting(random, near, family, asked, printed, without)
        yield world


def _family(unknown: Unknown) -> tuple[str, int | None]:
    """Return the metric of which another is the share of the country, or the rank; and the year."""
    one = ledger.known().definitions.metrics[unknown.metric]
    return one.ranks or (one.share_of * (not one.whole)) or unknown.metric, unknown.year


def _fitting(
    random: Random,
    near: Fraction,
    family: tuple[str, int | None],
    asked: set[Unknown],
    printed: dict[Unknown, Ends],
    without: frozenset[Unknown],
) -> dict[Unknown, Fraction]:
    """Return amounts of one family that fit, by trying again."""
    metrics = ledger.known().definitions.metrics
    ends = {one: printed[one] for one in asked if one in printed and one not in without}
    ranks = [one for one in asked if metrics[one.metric].ranks]
    for _ in range(TRIES):
        close = {
            one: printed[one] for one in sorted(without & asked, key=str) if random.random() < 0.3
        }
        world = _drawn(random, near, *family, {one.place for one in asked}, {**ends, **close})
        if not _fits(world):
            continue
        for one in ranks:
            of = one._replace(metric=family[0])
            world[one] = Fraction(small.rank(world, of, small.KINDS[of.place][0]))
        if all(ends[one][0] == world[one] for one in ranks if one in ends):
            return world
    raise AssertionError(f"no world of {family} fits")


def _drawn(
    random: Random,
    near: Fraction,
    metric: str,
    year: int | None,
    places: set[str],
    ends: dict[Unknown, Ends],
) -> dict[Unknown, Fraction]:
    """Return an amount for each place, with its share of the country's and some unlisted."""
    metrics = ledger.known().definitions.metrics
    share = next((n for n, one in metrics.items() if one.share_of == metric and not one.whole), "")
    of, shares = (
        {one.place: pair for one, pair in ends.items() if one.metric == name}
        for name in (metric, share)
    )
    near = max([end for pair in of.values() for end in pair], default=near)
    both = [(of[one], shares[one]) for one in of if one in shares]
    least = max((count[0] / part[1] for count, part in both), default=near)
    most = min((count[1] / part[0] for count, part in both), default=10 * near)
    total = _between(random, least, max(least, most))
    world = {Unknown(metric, "China", year): total} if share else {}
    for place in sorted(places - {"China"}):
        bounds = [of[place]] if place in of else []
        if place in shares:
            bounds.append((shares[place][0] * total, shares[place][1] * total))
        bounds = bounds or [_any(random, metric, near)]
        low, high = max(pair[0] for pair in bounds), min(pair[1] for pair in bounds)
        world[Unknown(metric, place, year)] = _between(random, low, max(low, high))
        if share:
            world[Unknown(share, place, year)] = world[Unknown(metric, place, year)] / total
    if "China" in places and not share:
        world[Unknown(metric, "China", year)] = _between(random, *(_any(random, metric, near)))
    for kind in ("city", "province") if metrics[metric].unit != "share" else ():
        size = random.choice([Fraction(0), Fraction(0), _between(random, *_any(random, "", near))])
        world[Unknown(metric, f"unlisted {kind} {random.randint(1, UNLISTED)}", year)] = size
    return world


def _any(random: Random, metric: str, near: Fraction) -> Ends:
    """Return where an amount lies of which nothing is printed, as near to others as may be."""
    metrics = ledger.known().definitions.metrics
    if metric in metrics and metrics[metric].unit == "share":
        return Fraction(0), Fraction(1)
    return Fraction(0), near * Fraction(2) ** random.randint(-4, 4)


def _between(random: Random, low: Fraction, high: Fraction) -> Fraction:
    """Return a number inside two ends, often close to one of them."""
    return low + (high - low) * Fraction(random.choice([1, 999, random.randint(1, 999)]), 1000)


def _fits(world: dict[Unknown, Fraction]) -> bool:
    """Return whether parts come to no more than their place, and all places to the country."""
    places, metrics = ledger.known().definitions.places, ledger.known().definitions.metrics
    for whole in world:
        metric = metrics[whole.metric]
        if not metric.adds_up or whole.place.startswith("unlisted"):
            continue
        parts = [
            size
            for one, size in world.items()
            if one.place in places and (one.metric, one.year) == (whole.metric, whole.year)
            if places[one.place].part_of == whole.place
        ]
        if sum(parts) > world[whole]:
            return False
        if whole.place == "China" and not _unlisted_fit(world, whole):
            return False
    return all(size <= 1 for one, size in world.items() if metrics[one.metric].unit == "share")


def _unlisted_fit(world: dict[Unknown, Fraction], whole: Unknown) -> bool:
    """Return whether the listed and the unlisted of each kind come to no more than the country."""
    for kind in ("city", "province"):
        listed = [one for one, kinds in small.KINDS.items() if kind in kinds]
        total = sum(world.get(whole._replace(place=one), Fraction(0)) for one in listed)
        for number in range(1, UNLISTED + 1):  # the third largest stands for three of its size
            one = whole._replace(place=f"unlisted {kind} {number}")
            total += number * world.get(one, Fraction(0))
        if total > world[whole]:
            return False
    return True
