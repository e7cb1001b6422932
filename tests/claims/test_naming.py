"""Names, units and years in a formula are checked before anything is judged."""

from fractions import Fraction

import pytest

from analysis.claims.naming import Known
from analysis.claims.syntax import AsPrinted, Comparison, FormulaError, Unknown
from analysis.claims.verdict import judge

from .small import LISTS, definitions, figure, worlds_of

FIGURES = [
    figure("firms[Ash]", "1", "2"),
    figure("firms[Birch]", "3", "3"),
    figure("money[Ash,2021]", "3", "4"),
    figure("money[Birch,2022]", "3", "4"),
    figure("money[Cedar,2021]", "3", "4"),
    figure("money[Cedar,2022]", "3", "4"),
]
KNOWN = Known(definitions(), {f"f{at}": one for at, one in enumerate(FIGURES)}, LISTS)


BESIDE = "found members counted by an attribute beside figures; expected a claim on a list's"


def read(text, within=None):
    return KNOWN.read(text, within)


def sides(text):
    claim = read(text)
    assert isinstance(claim, Comparison)
    return claim.left, claim.right


def test_name_takes_the_year_in_which_it_is_printed():
    assert sides("money[Ash] < money[Fenland]") == (
        Unknown("money", "Ash", 2021),
        Unknown("money", "Fenland", 2021),
    )


def test_written_year_stands():
    assert sides("money[Ash, 2021] < money[Birch, 2022]") == (
        Unknown("money", "Ash", 2021),
        Unknown("money", "Birch", 2022),
    )


def test_undated_is_a_year_that_can_be_written():
    assert sides("money[Cedar, undated] < money[Ash, 2021]")[0] == Unknown("money", "Cedar")


def test_nothing_printed_and_nothing_written_is_undated():
    assert sides("firms[Cedar] < firms[Land]")[0] == Unknown("firms", "Cedar")


def test_as_printed_keeps_its_figure():
    assert read("as_printed(f0)") == AsPrinted("f0")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("firm[Ash] > 1", "found metric 'firm' (did you mean 'firms'?); expected a metric of"),
        ("firms[Ashe] > 1", "found place 'Ashe' (did you mean 'Ash'?); expected a place of"),
        (
            "firm[Ashe] > 2 and firm[Ash] > 1",
            "found metric 'firm' (did you mean 'firms'?) and place 'Ashe' (did you mean 'Ash'?); "
            "expected a metric of metrics.csv and a place of places.csv. Correct the name",
        ),
        ("as_printed(f9)", "expected a figure of figures.csv"),
        ("count(wolf) == 2", "found list 'wolf' (did you mean 'wolves'?)"),
        ("same(wolves, dragons)", "expected a list of rosters.csv"),
        ("count(wolves where seats == Ash) == 1", "attribute 'seats' (did you mean 'seat'?)"),
        ("rank(firms[Ash], 'citie') == 1", "found kind of place 'citie' (did you mean 'city'?)"),
        ("firms[Ash] > 5 USD", "found unit 'USD'"),
        ("firms[Ash] > money[Ash, 2021]", "found count compared with CNY; expected the same unit"),
        ("firms[Ash] + money[Ash, 2021] > 5", "found count added to CNY; expected the same unit"),
        ("firms[Ash] > 5%", "found count compared with share"),
        ("firms_rank[Ash] + firms_rank[Birch] > 2", "found a rank inside an amount"),
        ("firms_rank[Ash] * 2 > 2", "found a rank inside an amount"),
        ("rank(firms_rank[Ash]) == 1", "found rank of a rank"),
        ("rank(firms[Ash] + firms[Birch]) == 1", "found rank of what is no metric[place]"),
        ("rank(firms[Ash], [money[Ash, 2021]]) == 1", "found count ranked with CNY"),
        ("rankcorr([firms[Ash], money[Ash, 2021]], [1, 2]) > 0", "found count ranked with CNY"),
        ("as_printed(f0, money[Ash, 2021])", "found CNY held against count"),
        ("money[Ash] < money[Birch]", "found figures of unlike years (2021, 2022); expected one"),
        ("money[Cedar] > 1", "found money[Cedar], printed for 2021, 2022; expected one of them"),
        ("count(wolves where seats == Ash) == 1 or firms[Ash] > 1", "expected an attribute of"),
        ("count(wolves where seat == Ash) == 2 and firms[Ash] > 1", BESIDE),
        ("as_printed(f0) and count(wolves where seat == Ash) >= 1", BESIDE),
        ("firms[Ash] == firms[Birch]", "found '==' between amounts that are known to lie in"),
    ],
)
def test_what_is_wrong_is_told_with_what_was_expected(text, message):
    with pytest.raises(FormulaError) as error:
        read(text)
    assert message in str(error.value)


def test_of_very_many_years_the_first_are_named():
    printed = [figure(f"money[Ash,{year}]", "3", "4") for year in range(1900, 2000)]
    known = Known(definitions(), {f"f{at}": one for at, one in enumerate(printed)}, LISTS)
    with pytest.raises(FormulaError) as error:
        known.read("money[Ash] > 1", None)
    expected = (
        "printed for 1900, 1901, 1902, 1903, 1904, 1905, 1906, 1907, 1908, [...]; expected one"
    )
    assert expected in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "firms[Birch] == 3",
        "rank(firms[Ash]) == 2",
        "firms_rank[Ash] == 2",
        "count(wolves) == firms[Birch]",
        "money[Ash] / firms[Ash, undated] > 2 * money[Ash] / firms[Birch, undated]",
        "firms_share[Ash] > 5%",
        "money[Ash] > 3 CNY",
        "firms[Ash] * 50% < firms[Birch]",
    ],
)
def test_counts_ranks_and_like_units_go_together(text):
    assert isinstance(read(text), Comparison)


def test_equality_within_a_tolerance_may_stand_between_intervals():
    claim = read("firms[Ash] == firms[Birch]", Fraction(1, 20))
    assert claim == Comparison(
        "==", Unknown("firms", "Ash"), Unknown("firms", "Birch"), Fraction(1, 20)
    )


@pytest.mark.parametrize("text", ["not " * 240 + "1 < 2", "+".join(["1"] * 140) + "> 2"])
def test_deepest_formula_that_may_be_written_can_be_judged(text):
    worlds = worlds_of(FIGURES)
    assert judge(worlds.about(read(text))).verdict == "by definition"
