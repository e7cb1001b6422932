"""What the article's own figures force, in exact fractions."""

from fractions import Fraction

from analysis.claims.statements import TRUE
from analysis.claims.syntax import Unknown

from .ledger import ask, worlds
from .small import figure, named, read, worlds_of


def bounds(metric, place, year=None):
    question, amount = worlds().amount(Unknown(metric, place, year))
    return question.bound(amount, most=False), question.bound(amount, most=True)


def test_five_pairs_of_count_and_share_force_a_national_total():
    low, high = bounds("ai_firms", "China")
    assert (low.end, high.end) == (
        Fraction(211500) / Fraction("0.1355"),
        Fraction(209500) / Fraction("0.1335"),
    )
    assert (int(low.end), -int(-high.end // 1)) == (1_560_885, 1_569_289)
    assert set(low.proof.figures) == {"guangzhou-firms", "guangzhou-firms-share"}
    assert set(high.proof.figures) == {"shanghai-firms", "shanghai-firms-share"}


def test_over_a_fifth_can_only_be_a_little_over():
    low, high = bounds("ai_firms_share", "Beijing")
    assert (low.end, low.is_open) == (Fraction(1, 5), False)
    assert high.end == Fraction(320000) / (Fraction(211500) / Fraction("0.1355"))
    assert 0.205 < high.end < 0.2051
    assert high.is_open


def test_no_other_province_has_as_many_firms_as_guangdong():
    question = ask("rank(ai_firms[Guangdong]) == 1", without=("guangdong-firms-rank",))
    assert "guangdong-firms-rank" not in {one.name for one in question.near}
    proof = question.refute(question.meaning.side(False))
    assert set(proof.figures) == {
        *("beijing-firms", "beijing-firms-share", "shanghai-firms", "guangdong-firms"),
    }
    assert proof.definitions == ("what is left for an unlisted province: ai_firms",)


def test_all_other_provinces_together_have_less_than_guangdong():
    text = "ai_firms[China] - ai_firms[Guangdong] - ai_firms[Beijing] - ai_firms[Shanghai] < 439931"
    question = ask(text)
    assert not question.possible(question.meaning.side(False))
    question = ask(text.replace("439931", "439930"))
    assert question.possible(question.meaning.side(False))


def test_proof_comes_from_what_is_near_before_what_is_far():
    figures = named(
        [
            figure("firms[Ash]", "5", "6"),
            figure("firms_share[Ash]", "1/10", "1/5"),
            figure("firms[Land]", "10", "20"),
            figure("firms[Ash]", "1", "9"),
        ]
    )
    worlds = worlds_of(figures)
    question = worlds.about(read(worlds, "firms[Ash] < 10"))
    assert question.refute(question.meaning.side(False)).figures == ("f0",)


def test_what_does_not_hang_together_is_not_near():
    figures = named([figure("firms[Ash,2021]", "5", "6"), figure("firms[Ash,2022]", "5", "6")])
    worlds = worlds_of(figures)
    question = worlds.about(read(worlds, "firms[Ash, 2021] < 10"))
    assert [one.name for one in question.near] == ["f0"]


def test_what_is_not_asserted_binds_nothing():
    figures = named([figure("firms[Ash]", "5", "6", asserted=False)])
    worlds = worlds_of(figures)
    question = worlds.about(read(worlds, "firms[Ash] < 10"))
    assert question.near == []
    assert question.possible(question.meaning.side(False))


def test_restated_figure_is_left_out_with_every_print_of_its_unknown():
    figures = named([figure("firms[Ash]", "5", "6"), figure("firms[Ash]", "5", "7")])
    worlds = worlds_of(figures)
    assert worlds.about(read(worlds, "firms[Ash] < 10"), ["f0"]).near == []


def test_article_is_consistent():
    assert worlds().everything().possible(TRUE)
