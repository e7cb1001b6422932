"""What a silent cell does to its place, and a figure where it falls silent.

Expected probabilities follow from the weight of the first of two metrics, which is uniform; shares
of draws may be off by five standard errors.
"""

from math import sqrt

import pytest

from analysis import measures

DRAWS = 20_000
SEED = 11
# By the weight w of firms, A scores 1/2 + w/2 and C 1 - 3w/4: A is ahead of C from 2/5.
CELLS = "A,firms,4,4,4\nB,firms,3,3,3\nC,firms,1,1,1\nA,talent,1,1,1\nC,talent,2,2,2\n"


def near(probability):
    """Return the probability with five standard errors of a share of DRAWS."""
    return pytest.approx(probability, abs=5 * sqrt(probability * (1 - probability) / DRAWS))


@pytest.mark.parametrize(
    ("silent", "expected"),
    [
        # B scores 3/4: A is ahead of it from 1/2, C up to 1/3.
        ("left out", [1 / 2, 1 / 10, 2 / 5, 1 / 6, 5 / 6, 0, 1 / 3, 1 / 15, 3 / 5]),
        # B scores 3w/4: A is always ahead of it, C up to 2/3.
        ("as nothing", [3 / 5, 2 / 5, 0, 0, 1 / 3, 2 / 3, 2 / 5, 4 / 15, 1 / 3]),
        # B scores 1/2 + w/4: A is always ahead of it, C up to 1/2.
        ("as the lowest stated", [3 / 5, 2 / 5, 0, 0, 1 / 2, 1 / 2, 2 / 5, 1 / 10, 1 / 2]),
        # Of all three, firms alone are stated.
        ("complete only", [1, 0, 0, 0, 1, 0, 0, 0, 1]),
    ],
)
def test_ranks_by_treatment(amounts, silent, expected):
    """The ranks of A, then of B and of C."""
    found = measures.robustness.rank_probabilities(amounts(CELLS), DRAWS, SEED, silent=silent)
    assert found["probability"].tolist() == [near(probability) for probability in expected]


def test_by_scenario(amounts):
    """Silence is left out where the scenario does not name it; weights alone vary here."""
    found = measures.robustness.by_scenario(amounts(CELLS), DRAWS, SEED)
    assert found.columns.tolist() == ["scenario", "place", "first", "mean"]
    wide = found.pivot(index="scenario", columns="place", values="first")
    wide = wide.loc[found["scenario"].unique()]
    assert wide.reset_index().to_numpy().tolist() == [
        ["weights alone", near(1 / 2), near(1 / 6), near(1 / 3)],
        ["hedges alone", 1, 1, 0],  # level
        ["weights and hedges", near(1 / 2), near(1 / 6), near(1 / 3)],
        ["silence as nothing", near(3 / 5), 0, near(2 / 5)],
        ["silence as the lowest", near(3 / 5), 0, near(2 / 5)],
        ["metrics stated of all", 1, 0, 0],
    ]
    means = found[found["scenario"] == "silence as nothing"]["mean"].tolist()
    assert means == [pytest.approx(mean, abs=0.04) for mean in (7 / 5, 8 / 3, 29 / 15)]


def test_no_metric_stated_of_all(amounts):
    """Nothing is left to rank by, and the scenario has no rows."""
    figures = amounts("A, firms, 4, 4, 4\nB, talent, 3, 3, 3\n")
    found = measures.robustness.rank_probabilities(figures, DRAWS, SEED, silent="complete only")
    assert found.to_dict("list") == {"place": [], "rank": [], "probability": []}
    scenarios = measures.robustness.by_scenario(figures, DRAWS, SEED)["scenario"]
    assert "silence as nothing" in set(scenarios)
    assert "metrics stated of all" not in set(scenarios)


def test_no_figures_at_all(amounts):
    none = amounts(CELLS).head(0)
    assert measures.robustness.rank_probabilities(none, DRAWS, SEED).empty
    assert measures.robustness.by_scenario(none, DRAWS, SEED).empty
    assert measures.robustness.influence(none, DRAWS, SEED).empty


def test_missing_cells(amounts):
    """As listed, a place without any figure included."""
    found = measures.robustness.missing(amounts(CELLS), ["D", "C", "B"], ["talent", "firms"])
    assert found.columns.tolist() == ["place", "metric"]
    assert found.to_numpy().tolist() == [["D", "talent"], ["D", "firms"], ["B", "talent"]]


def test_influence(amounts):
    """A leads by 1/2 of firms, B by 1/4 of talent; a place left with its best has the full score.

    What is moved alike stays in the order of the figures.
    """
    figures = amounts("A,firms,4,4,4\nA,talent,3,3,3\nB,firms,2,2,2\nB,talent,4,4,4\n")
    found = measures.robustness.influence(figures, DRAWS, SEED)
    names = ["figure_id", "place", "metric", "mover", "moved", "before", "after"]
    assert found.columns.tolist() == names
    mean = pytest.approx(4 / 3, abs=0.02)
    assert found.to_numpy().tolist() == [
        ["A-firms", "A", "firms", "A", near(2 / 3), mean, 2],
        ["B-firms", "B", "firms", "A", near(2 / 3), mean, 2],
        ["A-talent", "A", "talent", "A", near(1 / 3), mean, 1],
        ["B-talent", "B", "talent", "A", near(1 / 3), mean, 1],
    ]


def test_a_place_without_another_figure_comes_last(amounts):
    """Whoever moves furthest is named, and of equals the first."""
    figures = amounts("A, firms, 3, 3, 3\nB, firms, 4, 4, 4\nC, firms, 2, 2, 2\n")
    found = measures.robustness.influence(figures, DRAWS, SEED)
    columns = ["figure_id", "mover", "moved", "before", "after"]
    assert found[columns].to_numpy().tolist() == [
        ["A-firms", "A", 1, 2, 3],
        ["B-firms", "A", 1, 2, 1],
        ["C-firms", "A", 0, 2, 2],
    ]


def test_where_only_zero_is_left_the_metric_drops_out(amounts):
    """Without the robots of A, firms alone are left, where B leads."""
    figures = amounts("A,firms,1,1,1\nB,firms,2,2,2\nA,robots,3,3,3\nB,robots,0,0,0\n")
    found = measures.robustness.influence(figures, DRAWS, SEED).set_index("figure_id")
    assert found["after"].to_dict() == {"A-robots": 2, "B-robots": 2, "A-firms": 1, "B-firms": 1}
    assert found["moved"].to_dict() == {
        "A-robots": near(2 / 3),
        "B-robots": near(2 / 3),
        "A-firms": near(1 / 3),
        "B-firms": near(1 / 3),
    }
