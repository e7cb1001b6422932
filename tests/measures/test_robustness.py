"""Probabilities of ranks that can be worked out by hand, and what is refused.

Where readings or weights decide, the share of draws may be off by five standard errors; with a
fixed seed it is off by the same in every run.
"""

from math import sqrt

import pandas as pd
import pytest

from analysis import measures
from analysis.errors import ParameterError

DRAWS = 20_000
SEED = 7


def near(probability):
    """Return the probability with five standard errors of a share of DRAWS."""
    return pytest.approx(probability, abs=5 * sqrt(probability * (1 - probability) / DRAWS))


def chances(figures, **options):
    """Return, place by place, the probabilities of its ranks, the first rank first."""
    found = measures.robustness.rank_probabilities(figures, DRAWS, SEED, **options)
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
    found = measures.robustness.rank_probabilities(figures, DRAWS, SEED)
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
    found = measures.robustness.by_scenario(figures, DRAWS, SEED).head(6)
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
        measures.robustness.rank_probabilities(pd.concat([figures, zeros]), DRAWS, SEED)
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
        measures.robustness.rank_probabilities(amounts("A, firms, 1, 1, 1\n"), **options)
    assert str(raised.value) == message
