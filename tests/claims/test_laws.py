"""The laws of verdicts, proofs and worlds, on random small sources."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.claims import verdict
from analysis.claims.nearest import nearest_world
from analysis.claims.statements import compare, number
from analysis.claims.verdict import judge
from analysis.data.tables import Verdict

from .random_worlds import claim, corners, source
from .small import amount, fits, is_true, read, said, worlds_of

seeds = st.integers(0, 10**9).map(Random)
SHOWN = (Verdict.OPEN, Verdict.NOT_CHECKABLE)


def judged(figures, text, within):
    worlds = worlds_of(figures)
    return judge(worlds.about(read(worlds, text, within)))


def test_independent_judge_agrees_on_a_thousand_claims(monkeypatch):
    """Brute force never finds what the engine rules out; what it rules in, it shows."""
    random, made = Random(11), []  # the worlds that the judge finds for a claim

    def remembered(question, side):
        made.append(nearest_world(question, side))
        return made[-1]

    monkeypatch.setattr(verdict, "nearest_world", remembered)
    counted = dict.fromkeys(Verdict, 0)
    for _ in range(50):
        given_ = source(random)
        worlds, tried = worlds_of(given_.figures), corners(random, given_)
        for _ in range(20):
            text, within = claim(random, given_)
            tree = read(worlds, text, within)
            made.clear()
            finding = judge(worlds.about(tree))
            counted[finding.verdict] += 1
            printed = worlds.constraints.bare.figures
            found = {said(tree, world, printed) for world in tried} - {None}
            if finding.truth is not None:
                assert found <= {finding.truth}, (text, given_)
            else:
                assert finding.verdict in SHOWN, (text, given_)
                _check_worlds(worlds, tree, given_, finding, made)
    assert min(counted[one] for one in (Verdict.HOLDS, Verdict.FAILS, Verdict.OPEN)) > 20, counted


def _check_worlds(worlds, tree, given_, finding, made):
    """Check that a world each way fits every figure and gives what is said."""
    question = worlds.about(tree)
    if not any(map(question.possible, question.meaning.sides)):  # it has no meaning in any world
        assert (finding.world_true, finding.unlimited) == (None, None)
        return
    made = made or [nearest_world(question, side) for side in question.meaning.sides]
    near = {one.name for one in question.near}
    figures = [one for one in given_.figures if one.figure_id in near]
    shown = {True: finding.world_true, False: finding.world_false}
    for side, world in zip((True, False), made, strict=True):
        assert fits(world, figures), (tree, given_, world)
        assert is_true(tree, world, worlds.constraints.bare.figures) == side, (tree, given_, world)
        told = shown[side] or {}
        assert told == {one: amount(world, one) for one in told}, (tree, given_, world)


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_proof_forces_the_verdict_and_with_one_figure_less_does_not(random):
    given_ = source(random)
    worlds = worlds_of(given_.figures)
    for _ in range(3):
        tree = read(worlds, *claim(random, given_))
        finding = judge(worlds.about(tree))
        if finding.proof is None:
            continue
        question = worlds.about(tree)
        other = question.meaning.side(not finding.truth)
        kept = finding.proof.constraints
        assert not question.possible(other, kept)
        for constraint in kept:
            fewer = [one for one in kept if one is not constraint]
            assert question.possible(other, fewer)
        cited = [one for one in given_.figures if one.figure_id in finding.proof.figures]
        rest = [one for one in given_.figures if one not in cited]
        bare = replace_all(rest, asserted=False)
        alone = judge(worlds_of([*cited, *bare]).about(tree))
        ranked = any(one.unknown.metric == "firms_rank" for one in cited) or "Rank" in str(tree)
        assert alone.truth == finding.truth or ranked  # the listed places change with the figures


def replace_all(figures, **more):
    return [replace(one, **more) for one in figures]


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_another_figure_never_turns_holds_into_fails(random):
    given_ = source(random)
    fewer = worlds_of(given_.figures[1:])
    more = worlds_of(given_.figures)
    for _ in range(3):
        text, within = claim(random, given_)
        if "as_printed(f0" in text:
            continue
        one = judge(fewer.about(read(fewer, text, within))).truth
        other = judge(more.about(read(more, text, within))).truth
        assert {one, other} != {True, False}


@settings(max_examples=20, deadline=None)
@given(seeds, st.integers(1, 10))
def test_wider_interval_only_moves_towards_open(random, tenths):
    given_ = source(random)
    at = random.randrange(len(given_.figures))
    narrow = given_.figures[at]
    by = (narrow.high - narrow.low + 1) * Fraction(tenths, 10)
    is_rank, is_signed = (narrow.unknown.metric == name for name in ("firms_rank", "change"))
    low = narrow.low - (0 if is_rank else by)
    low = low if is_signed else max(low, Fraction(0))
    wide = replace(narrow, low=low, high=narrow.high + by)
    figures = [*given_.figures[:at], wide, *given_.figures[at + 1 :]]
    for _ in range(3):
        text, within = claim(random, given_)
        if "as_printed" in text:
            continue
        before, after = judged(given_.figures, text, within), judged(figures, text, within)
        assert after.truth in (before.truth, None)


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_worlds_that_fit_never_contradict_a_verdict(random):
    given_ = source(random)
    worlds = worlds_of(given_.figures)
    text, within = claim(random, given_)
    tree = read(worlds, text, within)
    finding = judge(worlds.about(tree))
    for world in corners(random, given_, most=60):
        found = said(tree, world, worlds.constraints.bare.figures)
        assert found is None or finding.truth in (found, None)


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_in_a_contradiction_what_stands_is_what_each_remainder_says(random):
    given_ = source(random)
    first = random.choice(given_.figures)
    ends = (first.high + 1, first.high + 2)
    other = replace(first, figure_id="again", low=ends[0], value=ends[0], high=ends[1])
    worlds = worlds_of([*given_.figures, other])
    for _ in range(3):
        text, within = claim(random, given_)
        finding = judge(worlds.about(read(worlds, text, within)))
        if not finding.conflict or "rank" in text or "as_printed" in text:
            continue
        truths = set()
        for name in finding.conflict:
            rest = [one for one in (*given_.figures, other) if one.figure_id != name]
            left = judge(worlds_of(rest).about(read(worlds_of(rest), text, within)))
            truths |= set() if left.conflict else {left.truth}
        assert finding.truth == (truths.pop() if len(truths) == 1 else None), (text, given_)


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_verdict_proof_and_worlds_do_not_depend_on_what_was_asked_before(random):
    given_ = source(random)
    used, claims = worlds_of(given_.figures), [claim(random, given_) for _ in range(6)]
    for text, within in claims:
        first = judge(used.about(read(used, text, within)))
        fresh = worlds_of(given_.figures)
        again = judge(fresh.about(read(fresh, text, within)))
        assert (first.verdict, first.world_true, first.world_false) == (
            *(again.verdict, again.world_true, again.world_false),
        )
        cited = [one.proof and (one.proof.figures, one.proof.definitions) for one in (first, again)]
        assert cited[0] == cited[1]


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_implied_bounds_hold_in_every_world_and_are_reached(random):
    given_ = source(random)
    worlds = worlds_of(given_.figures)
    tried = corners(random, given_, most=60)
    for one in worlds.implied():
        found = [amount(world, one.unknown) for world in tried if one.unknown in world]
        low, high = one.low.end, one.high.end
        assert all(low is None or low <= value for value in found)
        assert all(high is None or value <= high for value in found)
        for bound, operator in ((one.low, "<="), (one.high, ">=")):
            if bound.end is not None and not bound.is_open:
                question, whole = worlds.amount(one.unknown)
                assert question.possible(compare(operator, whole, number(bound.end)))
