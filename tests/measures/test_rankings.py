"""Probabilities of ranks that can be worked out by hand, laws of them, and what is refused.

Where readings or weights decide, the share of draws may be off by five standard errors; with a
fixed seed it is off by the same in every run. Of two metrics, the weight of the first is uniform.
"""

from itertools import product
from math import prod, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis import measures
from analysis.errors import ParameterError
from analysis.measures.rankings import CHOICES

DRAWS = 20_000
SEED = 7
# By the weight w of firms, A scores 1/2 + w/2 and C 1 - 3w/4: A is ahead of C from 2/5.
CELLS = "A,firms,4,4,4\nB,firms,3,3,3\nC,firms,1,1,1\nA,talent,1,1,1\nC,talent,2,2,2\n"
FEW = 60
CHOSEN = st.fixed_dictionaries({name: st.sampled_from(of) for name, of in CHOICES.items()})
BOUNDS = st.tuples(st.integers(1, 40), st.integers(0, 20), st.integers(0, 20))
FEWER = settings(max_examples=30)  # each example draws rankings, some by every choice
ANY_CELLS = st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")), BOUNDS)
COLUMNS = ["figure_id", "place", "metric", "low", "value", "high", "unit"]


def near(probability):
    """Return the probability with five standard errors of a share of DRAWS."""
    return pytest.approx(probability, abs=5 * sqrt(probability * (1 - probability) / DRAWS))


def chances(figures, **choices):
    """Return, place by place, the probabilities of its ranks, the first rank first."""
    found = measures.rankings.rank_probabilities(figures, DRAWS, SEED, choices)
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
    assert chances(figures, weights="all alike")["A"] == [1, 0]


def test_mirrored_values_halve_the_draws(amounts):
    figures = amounts("A,firms,1,1,1\nB,firms,3,3,3\nA,talent,3,3,3\nB,talent,1,1,1\n")
    assert chances(figures) == {"A": [near(0.5), near(0.5)], "B": [near(0.5), near(0.5)]}


def test_weights_are_flat(amounts):
    """One of three weights exceeds both others together in a quarter of all their mixtures."""
    rows = "A, x, 1, 1, 1\nA, y, 1, 1, 1\nB, x, 0, 0, 0\nB, y, 0, 0, 0\nB, z, 1, 1, 1\n"
    assert chances(amounts(rows + "A, z, 0, 0, 0\n"))["A"] == [near(3 / 4), near(1 / 4)]


def test_without_hedges_best_readings_decide(amounts):
    figures = amounts("A, firms, 1, 3, 9\nB, firms, 2, 2, 2\n")
    assert chances(figures, hedges="as printed") == {"A": [1, 0], "B": [0, 1]}


def test_equals_share_a_rank_whatever_the_rounding(amounts):
    """The same three shares in another order add up to another last digit."""
    values = {"A": (10, 3, 7), "B": (3, 7, 10), "C": (7, 10, 3)}
    rows = [f"{p}, m{i}, {v}, {v}, {v}" for p, vs in values.items() for i, v in enumerate(vs)]
    found = chances(amounts("\n".join(rows)), weights="all alike")
    assert found == {"A": [1, 0, 0], "B": [1, 0, 0], "C": [1, 0, 0]}


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
    assert chances(figures, hedges="as printed") == {"A": [1, 0], "B": [0, 1]}


@pytest.mark.parametrize(
    ("draws", "seed", "choices", "message"),
    [
        (0, 1, {}, "draws: found 0; expected from 1 to 100,000,000."),
        (9, -1, {}, "seed: found -1; expected zero or more."),
        (
            *(9, 1, {"scores": "rank"}),
            "choices: found 'scores'; expected one of: score, average, silence, weights, hedges "
            "(did you mean 'score'?).",
        ),
        (
            *(9, 1, {"silence": "leave out"}),
            "silence: found 'leave out'; expected one of: drawn, at its worst, at its best, "
            "left out (did you mean 'left out'?).",
        ),
    ],
)
def test_refused_parameters(amounts, draws, seed, choices, message):
    with pytest.raises(ParameterError) as raised:
        measures.rankings.rank_probabilities(amounts(CELLS), draws, seed, choices)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("silence", "expected"),
    [
        # B scores 3/4: A is ahead of it from 1/2, C up to 1/3.
        ("left out", [1 / 2, 1 / 10, 2 / 5, 1 / 6, 5 / 6, 0, 1 / 3, 1 / 15, 3 / 5]),
        # At worst B scores 3w/4 and is behind A, and behind C up to 2/3; A and C are held against
        # a B of 1 - w/4: ahead of A up to 2/3, and always of C.
        ("at its worst", [1 / 3, 4 / 15, 2 / 5, 0, 1 / 3, 2 / 3, 0, 2 / 5, 3 / 5]),
        # The other way round: A and C against 3w/4.
        ("at its best", [3 / 5, 2 / 5, 0, 2 / 3, 1 / 3, 0, 2 / 5, 4 / 15, 1 / 3]),
    ],
)
def test_ranks_by_silence(amounts, silence, expected):
    """The ranks of A, then of B and of C: B has no talent stated."""
    choices = {"silence": silence}
    found = measures.rankings.rank_probabilities(amounts(CELLS), DRAWS, SEED, choices)
    assert found["probability"].tolist() == [near(probability) for probability in expected]


def test_silence_is_drawn_up_to_the_largest(amounts):
    """A scores w + (1 - w) u and B 1 - w/2: the mean of 1 - w / (2 (1 - w)) below 2/3 is a lead."""
    found = chances(amounts("A,firms,4,4,4\nB,firms,2,2,2\nB,talent,5,5,5\n"))
    ahead = 2 / 3 - (np.log(3) - 2 / 3) / 2  # of B: the integral of 1 - w/(2 - 2w) to 2/3
    assert found["B"] == [near(ahead), near(1 - ahead)]


def bounds(text, amounts):
    """Return bounds of blanks for lines of place, metric, low and high, by no figure's proof."""
    rows = [f"{','.join(line.split(',')[:2])},{low},0,{high}" for line, low, high in text]
    told = amounts("\n".join(rows)).assign(figure_id="", year=None)
    return told.assign(**dict.fromkeys(("proof_low", "proof_high", "ahead", "behind"), ""))


def test_a_blank_stays_behind_those_that_its_printed_rank_puts_ahead(amounts):
    """B has 2 to 3 and C, behind B by a printed rank, 3 at most: C never leads B."""
    figures = amounts(
        "A,firms,4,4,4\nB,firms,2,2.5,3\nA,talent,2,2,2\nB,talent,2,2,2\nC,talent,2,2,2"
    )
    left = bounds([("C,firms", 0, 3)], amounts)

    def best_and_worst(bounds):
        rows = measures.rankings.by_choice(figures, DRAWS, SEED, bounds)
        kept = rows[(rows["silence"] != "left out") & (rows["average"] == "arithmetic")]
        own = kept.groupby("place").agg({"best": "min", "worst": "max"})
        return {name: tuple(own.loc[name]) for name in "BC"}

    assert best_and_worst(left) == {"B": (2, 3), "C": (2, 3)}
    assert best_and_worst(left.assign(ahead="A;B")) == {"B": (2, 2), "C": (3, 3)}
    assert best_and_worst(left.assign(behind="B"))["C"] == (2, 2)


def test_printed_ranks_of_the_year_tell_who_is_ahead_of_a_blank():
    figures = pd.DataFrame({"place": ["A", "B", "C"], "metric": ["firms", "talent", "firms"]})
    columns = ["place", "metric", "year", "value", "unit"]
    told = [("A", 1, 2024), ("B", 2, 2024), ("C", 3, 2024), ("C", 1, 2020)]
    ranks = [(place, "firms_rank", year, rank, "rank") for place, rank, year in told]
    implied = pd.DataFrame([("B", "firms", 2024, 0, 9)], columns=[*columns[:3], "low", "high"])
    metrics = pd.DataFrame({"metric": ["firms", "firms_rank"], "ranks": ["", "firms"]})
    printed = pd.DataFrame(ranks, columns=columns)
    found = measures.rankings.blanks(figures, implied, printed, metrics)
    assert found[["ahead", "behind"]].to_numpy().tolist() == [["A", "C"]]


def test_a_blank_stays_within_what_the_figures_together_leave_it(amounts):
    """C is fourth of talent by a printed rank: at its best it takes 1.5 of 4, and not all of it."""
    figures = amounts("A,firms,4,4,4\nB,firms,3,3,3\nC,firms,2,2,2\nA,talent,4,4,4\nB,talent,2,2,2")
    left = bounds([("C,talent", 1, 1.5)], amounts)
    told = {"weights": "all alike", "silence": "at its best"}
    best = measures.rankings.rank_probabilities(figures, DRAWS, SEED, told, left)
    found = {place: rows["probability"].tolist() for place, rows in best.groupby("place")}
    assert chances(figures, **told)["C"] == [0, 1, 0]  # 1/4 + 1/2 beside 1 and 5/8
    assert found["C"] == [0, 0, 1]  # 1/4 + 3/16
    rows = measures.rankings.by_choice(figures, DRAWS, SEED, left)
    silent = rows[(rows["silence"] != "left out") & (rows["place"] == "C")]
    assert (silent["best"] == 3).all()


def test_a_blank_above_the_largest_is_filled_there(amounts):
    """The figures together leave B no less than 6, and A has 4."""
    figures = amounts("A,firms,4,4,4\nB,talent,1,1,1\nA,talent,1,1,1")
    left = bounds([("B,firms", 6, 9)], amounts)
    worst = {"silence": "at its worst"}
    found = measures.rankings.rank_probabilities(figures, DRAWS, SEED, worst, left)
    assert found[found["place"] == "B"]["probability"].tolist() == [1, 0]


def test_bounds_of_blanks():
    """None of what is printed, is not compared, or says nothing; of several years the latest."""
    figures = pd.DataFrame({"place": ["A", "B"], "metric": ["firms", "talent"]})
    told = [
        ("A", "firms", None, 1, 2),
        ("B", "firms", 2021, 1, 2),
        ("B", "firms", 2022, 3, 4),
        ("A", "talent", None, 0, np.inf),
        ("C", "talent", None, 1, 2),
    ]
    implied = pd.DataFrame(told, columns=["place", "metric", "year", "low", "high"])
    nothing = pd.DataFrame(columns=["place", "metric", "year", "value", "unit"])
    metrics = pd.DataFrame({"metric": ["firms"], "ranks": [""]})
    found = measures.rankings.blanks(figures, implied, nothing, metrics)
    assert found[["place", "metric", "low"]].to_numpy().tolist() == [["B", "firms", 3]]


def test_a_bound_that_rests_on_a_figure_goes_with_it(amounts):
    """B is bounded by C's figure: without it B's blank is as free as any."""
    figures = amounts(
        "A,firms,4,4,4\nC,firms,2,2,2\nA,talent,2,2,2\nB,talent,2,2,2\nC,talent,1,1,1"
    )
    left = bounds([("B,firms", 0, 0)], amounts).assign(proof_high="C-firms")
    found = measures.rankings.influence(figures, DRAWS, SEED, left).set_index("figure_id")
    free = measures.rankings.influence(figures, DRAWS, SEED).set_index("figure_id")
    assert found["after"]["C-firms"] == free["after"]["C-firms"]
    assert found["before"]["C-firms"] < free["before"]["C-firms"]
    none = measures.rankings.influence(figures, DRAWS, SEED, left.head(0)).set_index("figure_id")
    pd.testing.assert_frame_equal(none, free)


def test_by_choice(amounts):
    """Every combination, each place once; what a combination gives is what it gives by itself."""
    found = measures.rankings.by_choice(amounts(CELLS), DRAWS, SEED)
    names = [*CHOICES, "place", "first", "last", "mean", "usual", "best", "worst"]
    assert found.columns.tolist() == names
    assert (
        len(found)
        == 3 * prod(map(len, CHOICES.values()))
        == len(found.drop_duplicates([*CHOICES, "place"]))
    )
    options = ["share of the largest", "arithmetic", "left out", "drawn", "drawn"]
    row = found[(found[list(CHOICES)] == options).all(axis=1) & (found["place"] == "A")].iloc[0]
    assert row["first"] == near(1 / 2)
    assert row["last"] == near(2 / 5)
    assert row["mean"] == pytest.approx(19 / 10, abs=0.04)
    assert (row["usual"], row["best"], row["worst"]) == (1, 1, 3)


def test_options_and_spans(amounts):
    """Bounds over all that is chosen besides; the choice that decides is named with its ends."""
    rows = measures.rankings.by_choice(amounts("A,x,4,4,4\nB,x,2,2,2\nB,y,3,3,3\n"), DRAWS, SEED)
    options = measures.rankings.by_option(rows)
    assert len(options) == 2 * sum(map(len, CHOICES.values()))
    worst = options[(options["option"] == "at its worst") & (options["place"] == "A")].iloc[0]
    own = rows[(rows["silence"] == "at its worst") & (rows["place"] == "A")]
    assert (worst["low"], worst["high"]) == (own["mean"].min(), own["mean"].max())
    assert (worst["last_low"], worst["last_high"]) == (own["last"].min(), own["last"].max())
    span = measures.rankings.spans(rows).set_index("place").loc["A"]
    assert (span["best"], span["worst"]) == (1, 2)
    assert span["turns"]
    assert (span["decides"], span["better"], span["worse"]) == (
        "silence",
        "at its best",
        "at its worst",
    )


def test_a_place_turns_where_one_choice_moves_its_usual_rank():
    """C moves by weights and hedges together alone, A by neither, and B by weights."""
    rows = [
        {
            **dict(zip(CHOICES, chosen, strict=True)),
            "place": place,
            "usual": 2,
            "best": 1,
            "worst": 3,
        }
        for chosen in product(*CHOICES.values())
        for place in "ABC"
    ]
    for row in rows:
        changed = {name for name in CHOICES if row[name] != CHOICES[name][0]}
        if row["place"] == "B" and "weights" in changed:
            row["usual"] = 3
        if row["place"] == "C" and changed >= {"weights", "hedges"}:
            row["usual"] = 3
    spans = measures.rankings.spans(pd.DataFrame(rows).assign(first=0.0, last=0.0, mean=2.0))
    assert spans.set_index("place")["turns"].to_dict() == {"A": False, "B": True, "C": False}


def test_no_figures_at_all(amounts):
    none = amounts(CELLS).head(0)
    assert measures.rankings.rank_probabilities(none, DRAWS, SEED).empty
    rows = measures.rankings.by_choice(none, DRAWS, SEED)
    assert rows.empty
    assert measures.rankings.by_option(rows).empty
    assert measures.rankings.spans(rows).empty
    assert measures.rankings.influence(none, DRAWS, SEED).empty


def test_missing_cells(amounts):
    """As listed, a place without any figure included."""
    found = measures.rankings.missing(amounts(CELLS), ["D", "C", "B"], ["talent", "firms"])
    assert found.columns.tolist() == ["place", "metric"]
    assert found.to_numpy().tolist() == [["D", "talent"], ["D", "firms"], ["B", "talent"]]


def test_unlike_years(amounts):
    """A metric of two years is told with its figures; one whose year is not told is not."""
    figures = amounts(CELLS).assign(year=[2024, 2021, None, 2024, 2024])
    found = measures.rankings.unlike(figures, "year")
    assert found["figure_id"].tolist() == ["B-firms", "A-firms"]
    credited = amounts(CELLS).assign(attributed_to=["Sun", "Moon", "", "", "Sun"])
    found = measures.rankings.unlike(credited, "attributed_to")
    assert found["figure_id"].tolist() == ["B-firms", "A-firms"]


def test_influence_counts_a_place_s_only_figure(amounts):
    """A is ahead of B by firms; either figure unknown, it is drawn between nothing and the other.

    With two places, that puts the one that is unknown last.
    """
    figures = amounts("A, firms, 4, 4, 4\nB, firms, 2, 2, 2\n")
    found = measures.rankings.influence(figures, DRAWS, SEED)
    assert found.to_dict("records") == [
        {
            "figure_id": "A-firms",
            **{"place": "A", "metric": "firms", "mover": "A"},
            **{"moved": 1.0, "before": 1.0, "after": 2.0},
        },
        {
            "figure_id": "B-firms",
            **{"place": "B", "metric": "firms", "mover": "A"},
            **{"moved": 0.0, "before": 1.0, "after": 1.0},
        },
    ]


def test_where_only_zero_is_left_the_metric_drops_out(amounts):
    """Without the robots of A, firms alone are left, where B leads."""
    figures = amounts("A,firms,1,1,1\nB,firms,2,2,2\nA,robots,3,3,3\nB,robots,0,0,0\n")
    found = measures.rankings.influence(figures, DRAWS, SEED).set_index("figure_id")
    assert found.loc["A-robots", "moved"] == near(2 / 3)
    assert found.loc["A-robots", "after"] == (2 if found.loc["A-robots", "mover"] == "A" else 1)


def to_figures(cells):
    """Return figures for bounds, told as low and two steps up, by place and metric."""
    rows = [
        (place + metric, place, metric, low, low + step, low + step + rest, "count")
        for (place, metric), (low, step, rest) in cells.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[3:6], "float64"))


def ranks(cells, choices, seed=1):
    """Return the chances of ranks of made-up cells."""
    return measures.rankings.rank_probabilities(to_figures(cells), FEW, seed, choices)


@FEWER
@given(ANY_CELLS, CHOSEN, st.integers(0, 100))
def test_a_place_takes_one_rank_a_draw(cells, choices, seed):
    """Its probabilities sum to one."""
    found = ranks(cells, choices, seed)
    sums = found.groupby("place")["probability"].sum()
    assert sums.to_dict() == pytest.approx(dict.fromkeys({place for place, _ in cells}, 1.0))


@FEWER
@given(ANY_CELLS, CHOSEN, st.floats(0.001, 1000), st.sampled_from("xyz"))
def test_units_change_nothing(cells, choices, factor, metric):
    """A metric counted in thousands ranks the places as one counted in ones."""
    figures = to_figures(cells)
    scaled = figures.copy()
    scaled.loc[scaled["metric"] == metric, COLUMNS[3:6]] *= factor
    found = measures.rankings.rank_probabilities(scaled, FEW, 1, choices)
    pd.testing.assert_frame_equal(found, ranks(cells, choices))


@FEWER
@given(ANY_CELLS)
def test_what_dominates_leads_by_every_choice(cells):
    """Stated by every metric and above all others in each, a place is first in every draw."""
    above = {("best", metric): (90, 5, 5) for metric in "xyz"}
    found = measures.rankings.by_choice(to_figures(cells | above), FEW, 1)
    assert (found.loc[found["place"] == "best", "first"] == 1).all()
    assert measures.rankings.spans(found).set_index("place").loc["best", "worst"] == 1


@FEWER
@given(ANY_CELLS, CHOSEN, st.randoms())
def test_the_order_of_the_figures_changes_nothing(cells, choices, random):
    """Figures come in another order, and each place takes the same ranks as often."""
    shuffled = list(cells.items())
    random.shuffle(shuffled)
    by_name = ["place", "rank"]
    found = ranks(dict(shuffled), choices).sort_values(by_name, ignore_index=True)
    expected = ranks(cells, choices).sort_values(by_name, ignore_index=True)
    pd.testing.assert_frame_equal(found, expected)


@FEWER
@given(ANY_CELLS, CHOSEN)
def test_bounds_of_silence_contain_what_is_drawn(cells, choices):
    """A place's mean rank lies between those of its best and its worst."""
    assume(cells)
    best, drawn, worst = (
        ranks(cells, choices | {"silence": silence})
        .assign(mean=lambda rows: rows["rank"] * rows["probability"])
        .groupby("place")["mean"]
        .sum()
        for silence in ("at its best", "drawn", "at its worst")
    )
    assert (best <= drawn + 1e-9).all()
    assert (drawn <= worst + 1e-9).all()


@FEWER
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
        measures.rankings.rank_probabilities(figures, DRAWS, seed) for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(first, again)
    assert first["probability"].tolist() != other["probability"].tolist()
