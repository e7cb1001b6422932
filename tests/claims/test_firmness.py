"""What would change a verdict is told beside it."""

from fractions import Fraction
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import messages
from analysis.claims import solver
from analysis.claims.assertions import UNHEDGED
from analysis.claims.facts import readings
from analysis.claims.firmness import (
    Flip,
    Turns,
    flips_within,
    hedges,
    narrowest,
    opening,
    stretches,
    turns,
)
from analysis.claims.syntax import Unknown
from analysis.claims.verdict import judge
from analysis.data.tables import Verdict
from analysis.quantity.hedges import HEDGES

from . import ledger
from .small import figure, named, read, worlds_of

TALENT = "ai_talent_share[Hangzhou] == ai_talent_share[Shanghai] + ai_talent_share[Shenzhen]"


def judged(figures, text, within=None):
    worlds = worlds_of(named(figures))
    question = worlds.about(read(worlds, text, within))
    return question, judge(question)


def firmness(figures, text, within=None):
    return turns(*judged(figures, text, within))


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("firms[Ash] > firms[Birch]", ["f0"]),  # nearly 40 is more than 25 by our reading alone
        ("firms[Ash] < firms[Cedar]", []),  # nearly 40 is less than 50 by its own words
        ("firms[Birch] < firms[Cedar]", []),
        ("firms[Ash] > firms[Fenland]", []),  # by definition it is not
        ("firms[Ash] - firms[Birch] < 25", []),
        ("firms[Ash] > 20", ["f0"]),
    ],
)
def test_readings_are_those_that_a_proof_needs(text, needed):
    nearly = figure("firms[Ash]", "35", "40", open_high=True, hedge="nearly")
    others = [
        figure(f"firms[{place}]", one, one) for place, one in (("Birch", "25"), ("Cedar", "50"))
    ]
    worlds = worlds_of(named([nearly, *others]))
    question = worlds.about(read(worlds, text))
    assert readings(question, judge(question)) == needed


def test_readings_of_two_prints_of_the_same_turn_a_verdict_together():
    prints = [figure("firms[Ash]", "35", "40", hedge="nearly", open_high=True) for _ in range(2)]
    worlds = worlds_of(named(prints))
    question = worlds.about(read(worlds, "firms[Ash] > 30 and firms[Ash] < 45"))
    assert readings(question, judge(question)) == ["f0", "f1"]


def test_a_reading_is_not_needed_where_other_figures_prove_the_same_without_it():
    """Whatever "nearly" means, a fifth of at least 100 is more than 12."""
    prints = [
        figure("firms[Ash]", "15", "20", open_high=True, hedge="nearly"),
        figure("firms[Ash]", "14", "26"),
    ]
    worlds = worlds_of(named(prints))
    question = worlds.about(read(worlds, "firms[Ash] > 12"))
    assert judge(question).truth
    assert readings(question, judge(question)) == []


@pytest.mark.parametrize(
    ("within", "verdict"),
    [("3.35%", "fails"), ("3.36%", "open"), ("3.53%", "open"), ("3.54%", "holds")],
)
def test_hangzhou_equals_the_two_between_two_tolerances(within, verdict):
    question = ledger.ask(TALENT, within)
    finding = judge(question)
    found = turns(question, finding)
    assert finding.verdict == verdict
    assert found.fails_below == 1 - Fraction("0.1597") / Fraction("0.16525")
    assert found.holds_from == 1 - Fraction("0.1595") / Fraction("0.16535")
    assert (round(float(found.fails_below), 5), round(float(found.holds_from), 5)) == (
        0.03359,
        0.03538,
    )


def test_equality_that_some_world_meets_exactly_fails_below_no_tolerance():
    figures = [figure("firms[Ash]", "8", "12"), figure("firms[Birch]", "10", "10")]
    found = firmness(figures, "firms[Ash] == firms[Birch]", Fraction(1, 10))
    assert (found.fails_below, found.holds_from) == (0, Fraction(1, 5))


def test_margin_is_how_far_the_larger_side_is_ahead():
    figures = [figure("firms[Ash]", "12", "15"), figure("firms[Birch]", "10", "10")]
    found = firmness(figures, "firms[Ash] > firms[Birch]")
    assert found.margin == (Fraction(1, 5), Fraction(1, 2))
    found = firmness(figures, "firms[Ash] < firms[Birch]")
    assert found.margin == (Fraction(-1, 2), Fraction(-1, 5))


def test_margin_of_an_open_claim_goes_both_ways():
    figures = [figure("firms[Ash]", "8", "15"), figure("firms[Birch]", "10", "10")]
    assert firmness(figures, "firms[Ash] > firms[Birch]").margin == (
        Fraction(-1, 4),
        Fraction(1, 2),
    )


def test_hedges_would_have_to_open_so_many_times_as_wide():
    figures = [figure("firms[Ash]", "12", "15", hedge="about"), figure("firms[Birch]", "10", "10")]
    assert opening(*judged(figures, "firms[Ash] > firms[Birch]")) == Fraction(167, 100)  # 15 - 5


def test_rounding_is_not_opened():
    figures = [figure("firms[Ash]", "12", "15"), figure("firms[Birch]", "10", "10")]
    assert opening(*judged(figures, "firms[Ash] > firms[Birch]")) is None


def test_open_claim_is_settled_by_narrower_hedges():
    figures = [figure("firms[Ash]", "10", "20", hedge="about"), figure("firms[Birch]", "15", "15")]
    assert opening(*judged(figures, "firms[Ash] > firms[Birch]")) == Fraction(49, 100)


@pytest.mark.parametrize(
    ("text", "margin", "decides"),
    [  # Ash has 12 to 15, Birch 10
        ("firms[Ash] > 8 and firms[Birch] > 9", ("1/9", "1/9"), "firms[Birch] > 9"),
        ("firms[Ash] < 8 and firms[Ash] < 10", ("-7/8", "-1/2"), "firms[Ash] < 8"),
        ("firms[Ash] < 8 or firms[Birch] < 30", ("2", "2"), "firms[Birch] < 30"),
        ("not firms[Ash] < firms[Birch]", ("-1/2", "-1/5"), "firms[Ash] < firms[Birch]"),
        ("not firms[Birch] == 12", ("-1/5", "-1/5"), "firms[Birch] >= 12"),
        ("10 < firms[Ash] < 30", ("1/5", "1/2"), "10 < firms[Ash]"),
        ("firms[Ash] * firms[Birch] > 60", None, None),
    ],
)
def test_margin_of_several_comparisons_is_that_of_the_one_that_decides(text, margin, decides):
    figures = [figure("firms[Ash]", "12", "15"), figure("firms[Birch]", "10", "10")]
    found = firmness(figures, text)
    assert found.margin == (margin and tuple(map(Fraction, margin)))
    worlds = worlds_of(named(figures))
    assert not decides or found.part == read(worlds, decides)
    assert (found.why == "untold") == (margin is None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("firms[Birch] >= 10", "exact"),
        ("firms[Birch] == 10", "exact"),
        ("rank(firms[Ash], [firms[Birch]]) == 1", "rank"),
        ("firms[Ash] + firms[Birch] <= firms[Fenland]", "definition"),
        ("count(wolves) == 2", "list"),
        ("money[Ash] / money[Birch] > 1", ""),  # open: nothing to change
    ],
)
def test_what_is_decided_and_has_no_margin_says_why(text, why):
    figures = [
        figure("firms[Ash]", "12", "15"),
        figure("firms[Birch]", "10", "10"),
        figure("money[Ash]", "1", "2"),
        figure("money[Birch]", "1", "2"),
    ]
    found = firmness(figures, text)
    assert (found.fails_below, found.why) == (None, why)
    assert not why or found.margin is None


def test_margin_over_what_may_be_nothing_has_no_limit():
    figures = [figure("firms[Ash]", "12", "15"), figure("firms[Birch]", None, "10")]
    assert firmness(figures, "firms[Ash] > firms[Birch]").margin == (Fraction(1, 5), inf)
    assert firmness(figures, "firms[Ash] < firms[Birch]").margin == (-inf, Fraction(-1, 5))
    assert firmness(figures, "firms[Ash] == firms[Birch]", Fraction(1, 2)) == Turns(
        Fraction(1, 6), Fraction(1), part=read(
            worlds_of(figures), "firms[Ash] == firms[Birch]", Fraction(1, 2)))  # fmt: skip


def test_ranks_have_neither_tolerance_nor_margin():
    figures = [figure("firms[Ash]", "12", "15"), figure("firms[Birch]", "10", "10")]
    found = firmness(figures, "rank(firms[Ash], [firms[Birch]]) == 1")
    assert (found.fails_below, found.holds_from, found.margin) == (None, None, None)


def test_printed_numbers_taken_exactly_contradict_each_other():
    assert narrowest(ledger.worlds()) == Fraction(37, 100)


@pytest.mark.parametrize(
    ("low", "high", "more"),
    [
        ("52", "53", {"value": Fraction(53), "open_high": True, "hedge": "nearly"}),
        ("53", "54", {"value": Fraction(53), "open_low": True, "hedge": "more than"}),
    ],
)
def test_no_hedge_has_to_open_for_the_end_that_its_word_leaves_out(low, high, more):
    """Just under 53, taken as exact, is 53 and conflicts with nothing."""
    hedged = figure("firms[Ash]", low, high, **more)
    other = figure("firms[Birch]", "60", "62")
    assert narrowest(worlds_of(named([hedged, other]))) == 0
    apart = figure("firms[Ash]", "52.5", "53.5")
    assert narrowest(worlds_of(named([hedged, apart]))) == 0
    beyond = figure("firms[Ash]", *(("52", "52.5") if low == "52" else ("53.5", "54")))
    assert narrowest(worlds_of(named([hedged, beyond]))) == Fraction(1, 2)


def test_no_opening_leaves_a_world_where_roundings_contradict():
    figures = [figure("firms[Ash]", "5", "6"), figure("firms[Ash]", "7", "8")]
    assert narrowest(worlds_of(named(figures))) is None


def test_implied_bounds_name_the_figures_that_force_them():
    found = {one.unknown: one for one in ledger.worlds().implied()}
    total = found[Unknown("ai_firms", "China")]
    assert total.figure_id == ""
    assert total.high.proof is not None
    assert set(total.high.proof.figures) == {"shanghai-firms", "shanghai-firms-share"}
    own = found[Unknown("ai_talent_share", "Beijing")]
    assert own.low.proof is not None
    assert (own.figure_id, own.low.proof.figures) == ("beijing-talent", ("beijing-talent",))


def test_bounds_in_contradiction_are_not_told():
    figures = [
        figure("firms[Ash]", "5", "6"),
        figure("firms[Ash]", "7", "8"),
        figure("money[Ash]", "1", "2"),
    ]
    found = worlds_of(named(figures)).implied()
    assert [(one.unknown, one.low.end, one.high.end) for one in found] == [
        (Unknown("money", "Ash"), Fraction(1), Fraction(2))
    ]


def test_conflict_has_no_flips():
    figures = [figure("firms[Ash]", "5", "6"), figure("firms[Ash]", "7", "8")]
    worlds = worlds_of(named(figures))
    question = worlds.about(read(worlds, "firms[Ash] < 9"))
    finding = judge(question)
    assert (finding.verdict, finding.conflict) == (Verdict.AS_STATED, ("f0", "f1"))
    assert turns(question, finding) == Turns(why="conflict")


def stretched(figures, text, hedge="about"):
    """Return where the verdict on a claim changes as a hedge opens."""
    worlds = worlds_of(named(figures))
    question = worlds.about(read(worlds, text))
    assert hedges(question) == [hedge]
    found = flips_within(question, judge(question), hedge)
    return [(float(one.factor), one.below, one.above) for one in found]


def test_verdict_flips_where_a_hedge_reaches_a_limit():
    """About 10 is 8 to 14: opened half as far, it reaches 12; four times as far, 2."""
    figures = [figure("firms[Ash]", "8", "14", value=Fraction(10), hedge="about")]
    assert stretched(figures, "firms[Ash] < 12") == [(0.5, "as stated", "open")]
    assert stretched(figures, "firms[Ash] > 3") == [(3.5, "as stated", "open")]
    assert stretched(figures, "firms[Ash] < 27") == []


def test_narrow_hedge_that_leaves_no_world_is_conflicting():
    """Up from 10 by 4 at most, it meets 13 to 20 where it opens three quarters as far."""
    figures = [
        figure("firms[Ash]", "8", "14", value=Fraction(10), hedge="about"),
        figure("firms[Ash]", "13", "20"),
    ]
    assert stretched(figures, "firms[Ash] > 12") == [(0.75, "conflicting", "as stated")]
    assert stretched(figures, "firms[Ash] < 13.5") == [
        (0.75, "conflicting", "as stated"),
        (0.9, "as stated", "open"),
    ]


def test_other_hedges_stay_as_they_are():
    figures = [
        figure("firms[Ash]", "8", "14", value=Fraction(10), hedge="about"),
        figure("firms[Birch]", "5", "9", value=Fraction(9), hedge="nearly"),
    ]
    worlds = worlds_of(named(figures))
    question = worlds.about(read(worlds, "firms[Birch] > 4"))
    assert hedges(question) == ["nearly"]
    (flip,) = flips_within(question, judge(question), "nearly")
    assert flip == Flip(Fraction(5, 4), "as stated", "open")


def test_what_is_claimed_opens_with_its_hedge():
    """That nearly 10 are 5 to 10 is so of 4 to 5 only where nearly opens wide enough."""
    figures = [
        figure("firms[Ash]", "5", "10", value=Fraction(10), hedge="nearly", asserted=False),
        figure("firms[Ash]", "4", "5"),
    ]
    assert stretched(figures, "as_printed(f0)", "nearly") == [
        (1.0, "fails", "open"),
        (1.2, "open", "as stated"),
    ]


@given(st.sets(st.integers(1, 80), max_size=4), st.booleans())
def test_flips_follow_each_other_and_tell_ours_at_one(edges, first):
    """A state that turns at some places is told back as it is, if ours tells it from both ends."""

    def told(factor):
        return str((sum(edge <= factor * 20 for edge in edges) % 2 == 0) == first)

    found = stretches(told, told, told(Fraction(1)))
    assert all(one.above == other.below for one, other in pairwise(found))
    assert all(one.below != one.above for one in found)
    for one in found:
        assert told(one.factor) == one.above
        assert told(one.factor - Fraction(1, 20)) == one.below


def test_what_is_not_settled_is_not_told(monkeypatch):
    monkeypatch.setattr(solver, "STEPS", 1)
    worlds = worlds_of([figure("firms[Ash]", "8", "14", value=Fraction(10), hedge="about")])
    assert (narrowest(worlds), worlds.implied()) == (None, [])
    question = worlds.about(read(worlds, "firms[Ash] < 12"))
    finding = judge(question)
    assert finding.verdict == Verdict.UNDECIDED
    assert flips_within(question, finding, "about") == []


def test_every_hedge_has_a_label_in_both_languages():
    names = {one.name for one in HEDGES} - set(UNHEDGED)
    for language in messages.LANGUAGES:
        assert {f"hedge.{name}" for name in names} <= messages.keys(language)
