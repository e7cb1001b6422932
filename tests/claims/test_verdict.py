"""A claim's verdict within its own source, on small worlds and on today's ledger."""

from fractions import Fraction

import pytest

from analysis.claims.nearest import nearest_world
from analysis.claims.syntax import FormulaError
from analysis.claims.verdict import judge
from analysis.data.tables import Verdict

from . import ledger
from .small import figure, named, read, worlds_of

TWO = [figure("firms[Ash]", "5", "6"), figure("firms[Birch]", "7", "8")]


def judged(figures, text, restates=()):
    worlds = worlds_of(named(figures))
    return judge(worlds.about(read(worlds, text), restates))


def test_what_is_so_in_all_worlds_holds():
    finding = judged(TWO, "firms[Ash] < firms[Birch]")
    assert (finding.verdict, finding.proof.figures) == (Verdict.HOLDS, ("f0", "f1"))
    assert finding.truth is True


def test_what_is_so_in_no_world_fails():
    finding = judged(TWO, "firms[Ash] > firms[Birch]")
    assert (finding.verdict, finding.proof.figures) == (Verdict.FAILS, ("f0", "f1"))
    assert finding.truth is False


def test_what_is_so_in_some_worlds_is_open_and_shown_both_ways():
    finding = judged(TWO, "firms[Ash] > 5.5")
    assert finding.verdict == Verdict.OPEN
    assert list(finding.world_true.values()) == [6]
    assert list(finding.world_false.values()) == [5]
    assert finding.truth is None


def test_proof_of_one_figure_is_as_stated():
    assert judged(TWO, "firms[Ash] < 7").verdict == Verdict.AS_STATED


def test_one_figure_that_refutes_fails():
    assert judged(TWO, "firms[Ash] > 7").verdict == Verdict.FAILS


def test_stated_ranks_are_as_stated():
    figures = [figure("firms_rank[Ash]", "1", "1"), figure("firms_rank[Birch]", "2", "2")]
    finding = judged(figures, "rank(firms[Ash]) == 1 and rank(firms[Birch]) == 2")
    assert (finding.verdict, finding.proof.only_ranks) == (Verdict.AS_STATED, True)


@pytest.mark.parametrize(
    "text",
    [
        "firms[Ash] + firms[Birch] <= firms[Fenland]",
        "firms_share[Ash] + firms_share[Cedar] <= 1",
        "talent_share[Ash] + talent_share[Cedar] <= 1",
        "firms_share[Land] >= 100%",
    ],
)
def test_what_definitions_force_is_by_definition(text):
    finding = judged([*TWO, figure("firms[Fenland]", "20", "30")], text)
    assert (finding.verdict, finding.proof.figures) == (Verdict.BY_DEFINITION, ())


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("firms[Ash] < firms[Cedar]", "firms[Cedar]"),
        ("firms[Birch] / firms[Land] < 36%", "firms[Land]"),
        ("talent_share[Ash] < 50%", "talent_share[Ash]"),
        ("rank(firms[Ash], 'city') == 2", "firms[unlisted city 1]"),
    ],
)
def test_unknown_without_upper_bound_is_not_checkable(text, unknown):
    figures = [*TWO, figure("firms[Fenland]", "20", "30")]
    finding = judged(figures, text)
    assert (finding.verdict, str(finding.unlimited)) == (Verdict.NOT_CHECKABLE, unknown)


BELOW = [figure("change[Ash]", "-3.5", "-2.5"), figure("change[Birch]", "1.5", "2.5")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("change[Ash] < 0", Verdict.AS_STATED),
        ("change[Ash] < change[Birch]", Verdict.HOLDS),
        ("as_printed(f0)", Verdict.AS_STATED),
        ("change[Ash] > -3", Verdict.OPEN),
        ("change[Ash] + change[Birch] > 0", Verdict.FAILS),
        ("rank(change[Ash], [change[Birch]]) == 2", Verdict.HOLDS),
        ("change[Cedar] > -5", Verdict.NOT_CHECKABLE),
        ("change[Cedar] < 5", Verdict.NOT_CHECKABLE),
        ("debt[Ash] > 1", Verdict.AS_STATED),
        ("debt[Ash] > 118%", Verdict.OPEN),
        ("debt[Birch] < 2", Verdict.NOT_CHECKABLE),
    ],
)
def test_what_lies_below_zero_or_above_a_whole_is_judged_as_any_other(text, verdict):
    assert judged([*BELOW, figure("debt[Ash]", "1.175", "1.185")], text).verdict == verdict


def test_world_of_what_is_not_printed_may_lie_below_zero():
    figures = [*BELOW, figure("change[Cedar]", "-9", "9")]
    finding = judged(figures, "change[Cedar] < change[Ash] - 1")
    assert finding.verdict == Verdict.OPEN
    assert list(finding.world_true.values()) == [Fraction("-3.51"), Fraction("-2.5")]


@pytest.mark.parametrize("divisor", ["firms[Ash] - firms[Birch]", "change[Cedar]"])
def test_divisor_that_may_be_below_zero_is_refused(divisor):
    with pytest.raises(FormulaError) as raised:
        judged(BELOW, f"firms[Ash] / ({divisor}) > 1")
    assert str(raised.value) == (
        "found a divisor with a minus in it, or of what may be below zero; expected its sign "
        "beside the product, as in b > c and a > 2 * (b - c) for a / (b - c) > 2. Correct the "
        "formula."
    )


@pytest.mark.parametrize(("more", "verdict"), [("4", Verdict.HOLDS), ("9", Verdict.FAILS)])
def test_what_is_advised_for_such_a_divisor_says_the_same(more, verdict):
    """Ash has 9 to 11: as many more than Birch, its quotient is above 2; fewer, below zero."""
    figures = [figure("firms[Ash]", "9", "11"), figure("firms[Birch]", more, str(int(more) + 1))]
    figures += [figure("firms[Cedar]", "20", "21")]
    apart = "(firms[Ash] - firms[Birch])" if more == "4" else "(firms[Birch] - firms[Cedar])"
    one, other = apart.strip("()").split(" - ")
    text = f"{one} > {other} and firms[Cedar] > 2 * {apart}"
    assert judged(figures, text).verdict == verdict


def test_divisor_that_must_be_nothing_is_not_checkable():
    finding = judged([figure("firms[Ash]", "0", "0")], "firms[Birch] / firms[Ash] > 1")
    assert finding.verdict == Verdict.NOT_CHECKABLE


def test_rows_with_equal_members_have_no_rank_correlation():
    figures = [figure("firms[Ash]", "5", "5"), figure("firms[Birch]", "5", "5")]
    finding = judged(figures, "rankcorr([firms[Ash], firms[Birch]], [1, 2]) > 0")
    assert finding.verdict == Verdict.NOT_CHECKABLE


def test_counted_list_is_part_of_the_proof():
    worlds = worlds_of([figure("firms[Ash]", "2", "2")])
    question = worlds.about(read(worlds, "count(wolves) == firms[Ash]"))
    assert (judge(question).verdict, question.meaning.lists) == (Verdict.HOLDS, ("wolves",))
    question = worlds.about(read(worlds, "count(wolves where seat == Ash) == 2"))
    assert (judge(question).verdict, question.meaning.lists) == (Verdict.FAILS, ("wolves",))


def test_what_all_remainders_say_stands_with_the_conflict_named():
    figures = [*TWO, figure("firms[Fenland]", "5", "9")]
    finding = judged(figures, "firms[Ash] < 10")
    assert (finding.verdict, finding.conflict) == (Verdict.AS_STATED, ("f0", "f1", "f2"))
    finding = judged(figures, "firms[Ash] < 7")
    assert (finding.verdict, finding.conflict) == (Verdict.HOLDS, ("f0", "f1", "f2"))


def test_proof_common_to_all_remainders_is_told():
    figures = [*TWO, figure("money[Ash]", "1", "2"), figure("firms[Ash]", "8", "9")]
    finding = judged(figures, "firms[Birch] > 2 or firms[Ash] > 100")
    assert (finding.verdict, finding.conflict) == (Verdict.AS_STATED, ("f0", "f3"))
    assert finding.proof.figures == ("f1",)


def test_what_remainders_differ_on_is_conflicting():
    figures = [figure("firms[Ash]", "1", "2"), figure("firms[Ash]", "3", "4")]
    finding = judged(figures, "firms[Ash] > 2.5")
    assert (finding.verdict, finding.conflict) == (Verdict.CONFLICTING, ("f0", "f1"))


def test_definition_stands_whatever_figures_contradict():
    figures = [*TWO, figure("firms[Fenland]", "5", "9")]
    finding = judged(figures, "firms[Ash] + firms[Birch] <= firms[Fenland]")
    assert (finding.verdict, finding.conflict) == (Verdict.BY_DEFINITION, ())


def test_two_contradictions_are_both_left_out():
    figures = [
        *(figure("firms[Ash]", "1", "2"), figure("firms[Ash]", "3", "4")),
        *(figure("firms[Birch]", "1", "2"), figure("firms[Birch]", "3", "4")),
        figure("firms[Fenland]", "20", "30"),
    ]
    finding = judged(figures, "firms[Ash] + firms[Birch] < 9")
    assert finding.verdict == Verdict.HOLDS
    assert set(finding.conflict) in ({"f0", "f1"}, {"f2", "f3"})


def test_too_many_ways_out_of_contradictions_are_undecided():
    years = range(2001, 2010)
    figures = [
        figure(f"firms[Ash,{year}]", str(low), str(low + 1)) for year in years for low in (1, 3)
    ]
    total = " + ".join(f"firms[Ash, {year}]" for year in years)
    assert judged(figures, f"{total} > 20").verdict == Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("text", "restates", "verdict", "figures"),
    [
        (
            "rank(ai_firms[Guangdong]) == 1",
            ("guangdong-firms-rank",),
            "holds",
            ("beijing-firms", "beijing-firms-share", "shanghai-firms", "guangdong-firms"),
        ),
        ("rank(ai_firms[Beijing]) == 1", (), "as stated", ("beijing-firms-rank",)),
        (
            "ai_firms[Shenzhen] + ai_firms[Guangzhou] <= ai_firms[Guangdong]",
            (),
            "by definition",
            (),
        ),
        (
            "ai_firms_share[Beijing] + ai_firms_share[Guangdong] <= 1",
            (),
            "by definition",
            (),
        ),
        ("rank(robot_firms[Shenzhen]) == 1", ("shenzhen-robot-firms-rank",), "not checkable", None),
        ("as_printed(guangdong-robots)", ("guangdong-robots",), "not checkable", None),
        ("ai_firms[Beijing] > 315000", (), "open", None),
        (
            "rankcorr([ai_talent_share[Beijing], ai_talent_share[Shanghai], "
            "ai_talent_share[Shenzhen], ai_talent_share[Hangzhou]], [ai_firms[Beijing], "
            "ai_firms[Shanghai], ai_firms[Shenzhen], ai_firms[Hangzhou]]) == 0.2",
            (),
            "holds",
            (
                *("beijing-talent", "shanghai-talent", "shenzhen-talent", "hangzhou-talent"),
                *("beijing-firms", "shenzhen-firms", "shanghai-firms", "hangzhou-firms"),
            ),
        ),
        (
            "ai_firms_share[Guangdong] >= 38.6% and ai_firms_share[Guangdong] <= 38.9%",
            (),
            "holds",
            None,
        ),
        ("not same(hangzhou-dragons, shenzhen-wolves)", (), "holds", ()),
    ],
)
def test_todays_ledger(text, restates, verdict, figures):
    finding = ledger.judged(text, None, restates)
    assert finding.verdict == verdict
    assert figures is None or finding.proof.figures == figures


def test_world_on_todays_ledger_is_close_to_the_print():
    question = ledger.ask("ai_firms[Beijing] > 315000")
    world = nearest_world(question, question.meaning.side(False))
    found = {str(unknown): value for unknown, value in world.items()}
    assert found["ai_firms[Beijing]"] == 315000
    assert found["ai_firms[Shenzhen]"] == 226000
    assert found["ai_firms[China]"].denominator == 1


def test_mistyped_figure_spoils_nothing_that_it_does_not_touch():
    text = "ai_talent_share[Hangzhou] < ai_talent_share[Beijing]"
    mistyped = ledger.with_changed("guangzhou-firms-share", low="0.3345", high="0.3355")
    finding = judge(mistyped.about(ledger.read(text)))
    assert (finding.verdict, finding.conflict) == (Verdict.HOLDS, ())
    order = ledger.read("ai_firms[Beijing] > ai_firms[Shenzhen] > ai_firms[Hangzhou]")
    finding = judge(mistyped.about(order))
    assert (finding.verdict, finding.proof is not None) == (Verdict.HOLDS, True)
    assert "guangzhou-firms-share" in finding.conflict
    assert "guangzhou-firms-share" not in str(finding.proof)
