"""Probabilities of ranks that can be worked out by hand, laws of them, and what is refused.

Where readings or weights decide, the share of draws may be off by five standard errors; with a
fixed seed it is off by the same in every run. Of two metrics, the weight of the first is uniform.
"""

from math import sqrt

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis import measures
from analysis.errors import ParameterError

DRAWS = 20_000
SEED = 7
# By the weight w of firms, A scores 1/2 + w/2 and C 1 - 3w/4: A is ahead of C from 2/5.
CELLS = "A,firms,4,4,4\nB,firms,3,3,3\nC,firms,1,1,1\nA,talent,1,1,1\nC,talent,2,2,2\n"
FEW = 60
TREATMENTS = st.sampled_from(measures.rankings.SILENT)
VARIED = st.lists(st.sampled_from(measures.rankings.VARY), unique=True)
BOUNDS = st.tuples(st.integers(1, 40), st.integers(0, 20), st.integers(0, 20))
ANY_CELLS = st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")), BOUNDS)
COLUMNS = ["figure_id", "place", "metric", "low", "value", "high", "unit"]


def near(probability):
    """Return the probability with five standard errors of a share of DRAWS."""
    return pytest.approx(probability, abs=5 * sqrt(probability * (1 - probability) / DRAWS))


def chances(figures, **options):
    """Return, place by place, the probabilities of its ranks, the first rank first."""
    found = measures.rankings.rank_probabilities(figures, DRAWS, SEED, **options)
    return {place: rows["probability"].tolist() for place, rows in found.groupby("place")}


def test_disjoint_bounds_leave_no_doubt(amounts):
    """Places stay in the order in which they come, each with every rank."""
    figures = amounts("A, firms, 3, 4, 5\nB, firms, 6, 7, 8\nC, firms, 0, 1, 2\n")
    expected = pd.DataFrame(
        {
            "place": ["A", "A", "A", "B", "B", "B", "C", "C", "C"],
            "rank": [1, 2, 3, 1, 2, 3, 1, 2, 3],
            "probability": [0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0],
        }
    )
    found = measures.rankings.rank_probabilities(figures, DRAWS, SEED)
    pd.testing.assert_frame_equal(found, expected)


def test_overlapping_bounds(amounts):
    """A leads where both are in the half they share and A is above: a half thrice over."""
    found = chances(amounts("A, firms, 1, 2, 3\nB, firms, 2, 3, 4\n"))
    assert found == {"A": [near(1 / 8), near(7 / 8)], "B": [near(7 / 8), near(1 / 8)]}


def test_two_weights(amounts):
    """A leads by 1/2 and falls behind by 1/4: a weight of a third is enough, of all alike."""
    figures = amounts("A,firms,4,4,4\nB,firms,2,2,2\nA,talent,3,3,3\nB,talent,4,4,4\n")
    assert chances(figures)["A"] == [near(2 / 3), near(1 / 3)]
    assert chances(figures, vary=["hedges"])["A"] == [1, 0]


def test_mirrored_values_halve_the_draws(amounts):
    figures = amounts("A,firms,1,1,1\nB,firms,3,3,3\nA,talent,3,3,3\nB,talent,1,1,1\n")
    assert chances(figures) == {"A": [near(0.5), near(0.5)], "B": [near(0.5), near(0.5)]}


def test_weights_are_flat(amounts):
    """One of three weights exceeds both others together in a quarter of all their mixtures."""
    rows = "A, x, 1, 1, 1\nA, y, 1, 1, 1\nB, x, 0, 0, 0\nB, y, 0, 0, 0\nB, z, 1, 1, 1\n"
    assert chances(amounts(rows + "A, z, 0, 0, 0\n"))["A"] == [near(3 / 4), near(1 / 4)]


def test_without_hedges_best_readings_decide(amounts):
    figures = amounts("A, firms, 1, 3, 9\nB, firms, 2, 2, 2\n")
    assert chances(figures, vary=["weights"]) == {"A": [1, 0], "B": [0, 1]}


def test_equals_share_a_rank_whatever_the_rounding(amounts):
    """The same three shares in another order add up to another last digit."""
    values = {"A": (10, 3, 7), "B": (3, 7, 10), "C": (7, 10, 3)}
    rows = [f"{p}, m{i}, {v}, {v}, {v}" for p, vs in values.items() for i, v in enumerate(vs)]
    found = chances(amounts("\n".join(rows)), vary=[])
    assert found == {"A": [1, 0, 0], "B": [1, 0, 0], "C": [1, 0, 0]}


def test_what_varies_is_a_scenario(amounts):
    """One metric weighs all there is, so that hedges alone open the order."""
    figures = amounts("A, firms, 1, 2, 3\nB, firms, 2, 3, 4\n")
    found = measures.rankings.by_scenario(figures, DRAWS, SEED).head(6)
    assert found[["scenario", "place", "first"]].to_numpy().tolist() == [
        ["weights alone", "A", 0],
        ["weights alone", "B", 1],
        ["hedges alone", "A", near(1 / 8)],
        ["hedges alone", "B", near(7 / 8)],
        ["weights and hedges", "A", near(1 / 8)],
        ["weights and hedges", "B", near(7 / 8)],
    ]


def test_figures_that_cannot_be_drawn(amounts):
    """A line for each, which names figure and metric."""
    figures = amounts("A,place,1,1,1\nA,firms,3,3,inf\nA,growth,-1,0,1\nB,growth,2,2,2\n")
    zeros = amounts(
        "A, robots, 0, 2, 3\nB, robots, 0, 1, 2\nB, talent, 1, 1, 1\nB, talent, 2, 2, 2"
    )
    figures.loc[0, "unit"] = "rank"
    with pytest.raises(ParameterError) as raised:
        measures.rankings.rank_probabilities(pd.concat([figures, zeros]), DRAWS, SEED)
    assert str(raised.value).splitlines() == [
        "figure 'A-place', metric 'place': found a rank; expected an amount. "
        "Leave out the figure or the metric.",
        "figure 'A-firms', metric 'firms': found no upper bound; expected one, since readings are "
        "drawn up to it. Leave out the figure or the metric.",
        "figure 'A-growth', metric 'growth': found a bound below zero; expected an amount. "
        "Leave out the figure or the metric.",
        "figure 'A-robots', metric 'robots': found a largest reading that may be zero; expected "
        "one to divide by. Leave out the figure or the metric.",
        "figure 'B-talent', metric 'talent': found its place stated twice; expected one figure. "
        "Leave out the figure or the metric.",
    ]


def test_a_reading_without_limit_will_do_where_none_is_drawn(amounts):
    figures = amounts("A, firms, 3, 3, inf\nB, firms, 2, 2, 2\n")
    assert chances(figures, vary=["weights"]) == {"A": [1, 0], "B": [0, 1]}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"draws": 0}, "draws: found 0; expected from 1 to 100,000,000."),
        ({"seed": -1}, "seed: found -1; expected zero or more."),
        (
            {"vary": ["weight"]},
            "vary: found 'weight'; expected one of: weights, hedges (did you mean 'weights'?).",
        ),
        (
            {"silent": "nothing"},
            "silent: found 'nothing'; expected one of: left out, as nothing, as the lowest stated, "
            "complete only (did you mean 'as nothing'?).",
        ),
    ],
)
def test_refused_parameters(amounts, parameters, message):
    options = {"draws": DRAWS, "seed": SEED} | parameters
    with pytest.raises(ParameterError) as raised:
        measures.rankings.rank_probabilities(amounts("A, firms, 1, 1, 1\n"), **options)
    assert str(raised.value) == message


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
    found = measures.rankings.rank_probabilities(amounts(CELLS), DRAWS, SEED, silent=silent)
    assert found["probability"].tolist() == [near(probability) for probability in expected]


def test_by_scenario(amounts):
    """Silence is left out where the scenario does not name it; weights alone vary here."""
    found = measures.rankings.by_scenario(amounts(CELLS), DRAWS, SEED)
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
    found = measures.rankings.rank_probabilities(figures, DRAWS, SEED, silent="complete only")
    assert found.to_dict("list") == {"place": [], "rank": [], "probability": []}
    scenarios = measures.rankings.by_scenario(figures, DRAWS, SEED)["scenario"]
    assert "silence as nothing" in set(scenarios)
    assert "metrics stated of all" not in set(scenarios)


def test_no_figures_at_all(amounts):
    none = amounts(CELLS).head(0)
    assert measures.rankings.rank_probabilities(none, DRAWS, SEED).empty
    assert measures.rankings.by_scenario(none, DRAWS, SEED).empty
    assert measures.rankings.influence(none, DRAWS, SEED).empty


def test_missing_cells(amounts):
    """As listed, a place without any figure included."""
    found = measures.rankings.missing(amounts(CELLS), ["D", "C", "B"], ["talent", "firms"])
    assert found.columns.tolist() == ["place", "metric"]
    assert found.to_numpy().tolist() == [["D", "talent"], ["D", "firms"], ["B", "talent"]]


def test_influence(amounts):
    """A leads by 1/2 of firms, B by 1/4 of talent; a place left with its best has the full score.

    What is moved alike stays in the order of the figures.
    """
    figures = amounts("A,firms,4,4,4\nA,talent,3,3,3\nB,firms,2,2,2\nB,talent,4,4,4\n")
    found = measures.rankings.influence(figures, DRAWS, SEED)
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
    found = measures.rankings.influence(figures, DRAWS, SEED)
    columns = ["figure_id", "mover", "moved", "before", "after"]
    assert found[columns].to_numpy().tolist() == [
        ["A-firms", "A", 1, 2, 3],
        ["B-firms", "A", 1, 2, 1],
        ["C-firms", "A", 0, 2, 2],
    ]


def test_where_only_zero_is_left_the_metric_drops_out(amounts):
    """Without the robots of A, firms alone are left, where B leads."""
    figures = amounts("A,firms,1,1,1\nB,firms,2,2,2\nA,robots,3,3,3\nB,robots,0,0,0\n")
    found = measures.rankings.influence(figures, DRAWS, SEED).set_index("figure_id")
    assert found["after"].to_dict() == {"A-robots": 2, "B-robots": 2, "A-firms": 1, "B-firms": 1}
    assert found["moved"].to_dict() == {
        "A-robots": near(2 / 3),
        "B-robots": near(2 / 3),
        "A-firms": near(1 / 3),
        "B-firms": near(1 / 3),
    }


def to_figures(cells):
    """Return figures for bounds, told as low and two steps up, by place and metric."""
    rows = [
        (place + metric, place, metric, low, low + step, low + step + rest, "count")
        for (place, metric), (low, step, rest) in cells.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[3:6], "float64"))


@given(ANY_CELLS, VARIED, TREATMENTS, st.integers(0, 100))
def test_a_place_takes_one_rank_a_draw(cells, vary, silent, seed):
    """Its probabilities sum to one, and in every draw some place is first."""
    figures = to_figures(cells)
    found = measures.rankings.rank_probabilities(figures, FEW, seed, vary=vary, silent=silent)
    sums = found.groupby("place")["probability"].sum()
    assert sums.tolist() == pytest.approx([1.0] * len(sums))
    assert set(found["place"]) in ({place for place, _ in cells}, set())
    assert found.empty or found.loc[found["rank"] == 1, "probability"].sum() >= 1 - 1e-9


@given(ANY_CELLS, TREATMENTS, st.floats(0.001, 1000), st.sampled_from("xyz"))
def test_units_change_nothing(cells, silent, factor, metric):
    """A metric counted in thousands ranks the places as one counted in ones."""
    figures = to_figures(cells)
    scaled = figures.copy()
    scaled.loc[scaled["metric"] == metric, COLUMNS[3:6]] *= factor
    found = measures.rankings.rank_probabilities(scaled, FEW, 1, silent=silent)
    expected = measures.rankings.rank_probabilities(figures, FEW, 1, silent=silent)
    pd.testing.assert_frame_equal(found, expected)


@given(ANY_CELLS, VARIED, TREATMENTS)
def test_what_dominates_leads(cells, vary, silent):
    """Stated by every metric and above all others in each, a place is first in every draw."""
    above = {("best", metric): (90, 5, 5) for metric in "xyz"}
    found = measures.rankings.rank_probabilities(
        to_figures(cells | above), FEW, 1, vary=vary, silent=silent
    )
    assume(not found.empty)
    first = found[found["rank"] == 1].set_index("place")["probability"]
    assert first.to_dict() == dict.fromkeys(first.index, 0.0) | {"best": 1.0}


@given(ANY_CELLS, st.integers(0, 100))
def test_influence_stays_in_bounds(cells, seed):
    """A row a figure; what moved falls down the frame and bounds the change of the mean rank."""
    figures = to_figures(cells)
    found = measures.rankings.influence(figures, FEW, seed)
    assert sorted(found["figure_id"]) == sorted(figures["figure_id"])
    assert found["moved"].is_monotonic_decreasing
    span = figures["place"].nunique() - 1
    assert ((found["before"] - found["after"]).abs() <= found["moved"] * span + 1e-9).all()


def test_the_seed_decides(amounts):
    figures = amounts("A, firms, 1, 2, 3\nB, firms, 2, 3, 4\n")
    first, again, other = (
        measures.rankings.rank_probabilities(figures, FEW, seed) for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(first, again)
    assert first["probability"].tolist() != other["probability"].tolist()


@pytest.mark.parametrize("batch", [1, 7, FEW, FEW + 1])
def test_the_size_of_a_batch_changes_nothing(amounts, monkeypatch, batch):
    figures = amounts("A,firms,1,2,3\nB,firms,2,2,2\nA,talent,4,5,6\nB,talent,5,6,7\n")
    before = (
        measures.rankings.rank_probabilities(figures, FEW, 1),
        measures.rankings.influence(figures, FEW, 1),
    )
    monkeypatch.setattr(measures.rankings, "BATCH", batch)
    after = (
        measures.rankings.rank_probabilities(figures, FEW, 1),
        measures.rankings.influence(figures, FEW, 1),
    )
    pd.testing.assert_frame_equal(before[0], after[0])
    pd.testing.assert_frame_equal(before[1], after[1])
    assert 0 < before[0]["probability"].iloc[0] < 1
