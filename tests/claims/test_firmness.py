"""What would change a verdict is told beside it."""

from fractions import Fraction

import pytest

from analysis.claims.firmness import Flips, flips, implied, narrowest
from analysis.claims.syntax import Unknown
from analysis.claims.verdict import Verdict, judge

from . import ledger
from .small import figure, named, read, worlds_of

TALENT = "ai_talent_share[Hangzhou] == ai_talent_share[Shanghai] + ai_talent_share[Shenzhen]"


def firmness(figures, text, within=None):
    worlds = worlds_of(named(figures))
    question = worlds.about(read(worlds, text, within))
    return flips(question, judge(question))


@pytest.mark.parametrize(
    ("within", "verdict"),
    [("3.47%", "fails"), ("3.48%", "open"), ("3.66%", "open"), ("3.67%", "holds")],
)
def test_hangzhou_equals_the_two_between_two_tolerances(within, verdict):
    question = ledger.ask(TALENT, within)
    finding = judge(question)
    found = flips(question, finding)
    assert finding.verdict == verdict
    assert found.fails_below == Fraction("0.16525") / Fraction("0.1597") - 1
    assert found.holds_from == Fraction("0.16535") / Fraction("0.1595") - 1
    assert (round(float(found.fails_below), 5), round(float(found.holds_from), 5)) == (
        0.03475,
        0.03668,
    )


def test_equality_that_some_world_meets_exactly_fails_below_no_tolerance():
    figures = [figure("firms[Ash]", "8", "12"), figure("firms[Birch]", "10", "10")]
    found = firmness(figures, "firms[Ash] == firms[Birch]", Fraction(1, 10))
    assert (found.fails_below, found.holds_from) == (0, Fraction(1, 4))


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
    figures = [figure("firms[Ash]", "12", "15", hedged=True), figure("firms[Birch]", "10", "10")]
    assert firmness(figures, "firms[Ash] > firms[Birch]").hedge == Fraction(167, 100)  # 15 - 5


def test_rounding_is_not_opened():
    figures = [figure("firms[Ash]", "12", "15"), figure("firms[Birch]", "10", "10")]
    assert firmness(figures, "firms[Ash] > firms[Birch]").hedge is None


def test_open_claim_is_settled_by_narrower_hedges():
    figures = [figure("firms[Ash]", "10", "20", hedged=True), figure("firms[Birch]", "15", "15")]
    assert firmness(figures, "firms[Ash] > firms[Birch]").hedge == Fraction(49, 100)


def test_ranks_have_neither_tolerance_nor_margin():
    figures = [figure("firms[Ash]", "12", "15"), figure("firms[Birch]", "10", "10")]
    found = firmness(figures, "rank(firms[Ash], [firms[Birch]]) == 1")
    assert (found.fails_below, found.holds_from, found.margin) == (None, None, None)


def test_printed_numbers_taken_exactly_contradict_each_other():
    assert narrowest(ledger.worlds()) == Fraction(37, 100)


def test_no_opening_leaves_a_world_where_roundings_contradict():
    figures = [figure("firms[Ash]", "5", "6"), figure("firms[Ash]", "7", "8")]
    assert narrowest(worlds_of(named(figures))) is None


def test_implied_bounds_name_the_figures_that_force_them():
    found = {one.unknown: one for one in implied(ledger.worlds())}
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
    found = implied(worlds_of(named(figures)))
    assert [(one.unknown, one.low.end, one.high.end) for one in found] == [
        (Unknown("money", "Ash"), Fraction(1), Fraction(2))
    ]


def test_conflict_has_no_flips():
    figures = [figure("firms[Ash]", "5", "6"), figure("firms[Ash]", "7", "8")]
    worlds = worlds_of(named(figures))
    question = worlds.about(read(worlds, "firms[Ash] < 9"))
    finding = judge(question)
    assert (finding.verdict, finding.conflict) == (Verdict.AS_STATED, ("f0", "f1"))
    assert flips(question, finding) == Flips()
