"""A world is told as close to the printed numbers as can be, and is one."""

from fractions import Fraction

import pytest

from analysis.claims import nearest
from analysis.claims.nearest import nearest_world, told
from analysis.claims.syntax import Unknown

from .small import figure, named, read, worlds_of

ASH, BIRCH, LAND = (Unknown("firms", place) for place in ("Ash", "Birch", "Land"))


def world(figures, text, true=True, without=()):
    worlds = worlds_of(named(figures))
    question = worlds.about(read(worlds, text), without)
    side = question.meaning.side(true)
    return told(question, nearest_world(question, side))


def test_printed_numbers_stand_where_they_can():
    figures = [figure("firms[Ash]", "5", "7", value=Fraction(6)), figure("firms[Birch]", "4", "9")]
    assert world(figures, "firms[Ash] < firms[Birch]") == {ASH: 6, BIRCH: 9}


def test_number_that_cannot_stand_moves_as_little_as_can_be():
    figures = [figure("firms[Ash]", "5", "7", value=Fraction(6)), figure("firms[Birch]", "4", "9")]
    assert world(figures, "firms[Ash] <= 5.5") == {ASH: 5}
    assert world(figures, "firms[Ash] + firms[Birch] <= 11") == {ASH: 6, BIRCH: 5}


def test_end_that_is_left_out_is_kept_out():
    figures = [figure("firms[Ash]", "100", "200", value=Fraction(100), open_low=True)]
    assert world(figures, "firms[Ash] < 150") == {ASH: 101}


def test_counts_are_whole_where_they_can_be():
    assert world([figure("firms[Ash]", "10", "20")], "firms[Ash] < 12.5") == {ASH: 12}
    assert world(
        [figure("firms[Ash]", "10", "20")], "2 * firms[Ash] >= 25 and firms[Ash] <= 12.5"
    ) == {ASH: Fraction(25, 2)}


def test_whole_of_printed_shares_is_worked_out():
    figures = [figure("firms[Ash]", "10", "20"), figure("firms_share[Ash]", "1/10", "1/5")]
    assert world(figures, "firms[Land] > 150") == {LAND: 151}  # Ash has 20, as printed


def test_what_had_to_be_other_than_printed_is_told():
    figures = [figure("firms[Ash]", "10", "20"), figure("firms_share[Ash]", "1/10", "1/5")]
    assert world(figures, "firms[Land] < 60") == {LAND: 55, ASH: 11}  # a fifth, as printed


def test_unknown_that_is_not_printed_gets_the_roundest_number():
    figures = [figure("firms[Ash]", "123", "123")]
    assert world(figures, "firms[Ash] < firms[Birch] and firms[Birch] < 987") == {
        ASH: 123,
        BIRCH: 200,
    }


def test_unlisted_place_has_as_little_as_can_be():
    figures = [figure("firms[Ash]", "5", "6"), figure("firms[Land]", "50", "60")]
    found = world(figures, "rank(firms[Ash]) == 1", true=False)
    assert found[Unknown("firms", "unlisted city 1")] == 7
    assert "unlisted" not in str(list(world(figures, "rank(firms[Ash]) == 1")))


def test_count_printed_as_nearly_a_whole_number_is_whole():
    figures = [
        figure("firms[Ash]", "90", "100", value=Fraction(100), open_high=True, is_count=True)
    ]
    assert world(figures, "firms[Ash] > 95") == {ASH: 99}


def test_print_that_is_left_out_is_still_a_wish():
    figures = [figure("firms[Ash]", "5", "6"), figure("firms[Land]", "50", "60")]
    assert world(figures, "firms[Ash] < 100", without=["f0"])[ASH] == 6


def test_products_of_unknowns_have_worlds_too():
    figures = [figure("firms[Ash]", "5", "6"), figure("money[Ash]", "50", "60")]
    found = world(figures, "firms[Ash] * money[Ash, undated] < 299")
    assert found[ASH] * found[Unknown("money", "Ash")] < 299


def test_products_of_which_little_is_printed_have_worlds_too():
    """Few numbers are left for the second, once the first is near its print."""
    figures = [figure("firms[Ash]", "5", "6")]
    text = "7 <= firms[Ash] * firms[Birch] and firms[Ash] * firms[Birch] <= 7.000001"
    found = world(figures, text)
    assert 7 <= found[ASH] * found[BIRCH] <= Fraction("7.000001")


def test_amount_beside_a_product_may_be_one_number_alone():
    ranks = [figure(f"firms_rank[{place}]", "1", "1") for place in ("Birch", "Cedar")]
    figures = [figure("firms[Ash]", "5", "6"), figure("firms[Cedar]", "37/3", "37/3"), *ranks]
    assert world(figures, "firms[Ash] * firms[Birch] < 73")[BIRCH] == Fraction(37, 3)


def test_world_that_does_not_fit_is_not_told(monkeypatch):
    root = nearest._root
    monkeypatch.setattr(nearest, "_root", lambda one: (found := root(one)) and (found[0], -1))
    with pytest.raises(RuntimeError, match="a world that does not fit"):
        world([figure("firms[Ash]", "5", "6")], "firms[Ash] < 6")
