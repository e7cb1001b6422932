"""How far a ranking of places depends on the choices of whoever makes it.

A place's score is a weighted mean of its metrics' scores; its rank is one more than the number of
places that score more; the share of draws in which it takes a rank is its rank acceptability
(stochastic multicriteria acceptability analysis: Lahdelma and Salminen, SMAA-2, Operations
Research, 2001). What is chosen, after the OECD/JRC Handbook on Constructing Composite Indicators
(2008), stands in CHOICES, the usual choice first:

- score: a reading as a share of the metric's largest; by rank, as the share of the stated places
  that it is not below; or by z-score, in standard deviations of the stated places, counted from
  the largest and not from the mean, so that whoever is best by all stays so where cells are left
  out (where none is, it is the same).
- average: the arithmetic mean, or the geometric, which lets no strength make up for a weakness and
  needs scores in (0, 1]. Shares and ranks are, but for those below a hundredth, which count as a
  hundredth; z-scores are shifted and scaled until the lowest stated is a hundredth and the largest
  is one.
- silence: a cell that the source leaves blank is drawn between nothing and the metric's largest
  reading; is at its worst for the place (its own cells nothing, the others' the largest) or at its
  best (the other way round), the bounds of Manski (Partial Identification of Probability
  Distributions, 2003); or is left out, and its weight goes to what is stated of the place. Where
  the source's figures together bound a blank, or its rank is printed, as blanks() has it, it stays
  within these bounds and in this order.
- weights: drawn from a flat Dirichlet distribution, or all alike.
- hedges: readings drawn uniformly within their bounds, or as printed.

Scores are taken on what is stated alone, so that a silent cell moves its own place and no other:
in every draw a place's rank lies between its worst and its best. Figures have one row a place and
metric, as ordered(latest(...)) of measures.figures returns them.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from math import inf
from typing import Any

import numpy as np
import pandas as pd

from analysis.data.tables import require
from analysis.errors import ParameterError
from analysis.measures.figures import asserted, newest
from analysis.measures.scores import SILENT, Cells, count_ranks

CHOICES: dict[str, tuple[str, ...]] = {
    "score": ("share of the largest", "rank", "z-score"),
    "average": ("arithmetic", "geometric"),
    "silence": ("drawn", "at its worst", "at its best", "left out"),
    "weights": ("drawn", "all alike"),
    "hedges": ("drawn", "as printed"),
}
USUAL = {choice: options[0] for choice, options in CHOICES.items()}
SHARES = {  # bounds of the shares of draws, as pandas aggregates them
    **{"first_low": ("first", "min"), "first_high": ("first", "max")},
    **{"last_low": ("last", "min"), "last_high": ("last", "max")},
}
RARE = 1000  # a rank that fewer than one draw in so many gives is not told
MOST_DRAWS = 100_000_000  # some minutes of work; more would tell nothing new


def missing(figures: pd.DataFrame, places: list[str], metrics: list[str]) -> pd.DataFrame:
    """Return the silent cells, one row a `place` and `metric`, places first, as listed."""
    stated = set(zip(figures["place"], figures["metric"], strict=True))
    cells = [(place, metric) for place in places for metric in metrics]
    silent = [cell for cell in cells if cell not in stated]
    return pd.DataFrame(silent, columns=["place", "metric"], dtype="str")


def blanks(
    figures: pd.DataFrame, implied: pd.DataFrame, printed: pd.DataFrame, metrics: pd.DataFrame
) -> pd.DataFrame:
    """Return what all figures of a source imply of silent cells: rows of implied.csv that say any.

    Of several years of a cell the latest counts, as among figures. `ahead` and `behind` are the
    places that its printed rank puts there, ';' between. printed: all figures of the source.
    """
    cells = pd.MultiIndex.from_frame(implied[["place", "metric"]])
    is_silent = ~cells.isin(pd.MultiIndex.from_frame(figures[["place", "metric"]]))
    named = [implied[name].isin(figures[name]) for name in ("place", "metric")]
    says_any = (implied["low"] > 0) | (implied["high"] < inf)
    rows = newest(implied[is_silent & named[0] & named[1] & says_any])
    told = asserted(printed)
    ranks = told.assign(of=told["metric"].map(metrics.set_index("metric")["ranks"]))
    order = [_beside(row, ranks[ranks["unit"] == "rank"]) for row in rows.to_dict("records")]
    return rows.assign(
        ahead=[ahead for ahead, _ in order], behind=[behind for _, behind in order]
    ).astype({"ahead": "str", "behind": "str"})


def _beside(row: Mapping[Any, Any], ranks: pd.DataFrame) -> tuple[str, str]:
    """Return the places that printed ranks of one year put ahead of a cell, and behind it."""
    year = ranks["year"].isna() if pd.isna(row["year"]) else ranks["year"].eq(row["year"])
    by = ranks[(ranks["of"] == row["metric"]) & year.fillna(value=False)]
    own = by.loc[by["place"] == row["place"], "value"]
    sides = (by["value"] < own.max(), by["value"] > own.min())
    ahead, behind = (";".join(by.loc[side, "place"]) for side in sides)
    return ahead, behind


def unlike(figures: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the figures of metrics whose figures differ in a column: year, or attributed_to.

    The least comes first. A figure without a year, or credited to nobody, says of no difference.
    """
    told = figures[figures[by].notna() & (figures[by].astype("str") != "")]
    differing = told.groupby("metric")[by].transform("nunique") > 1
    return told[differing].sort_values(by, kind="stable", ignore_index=True)


def rank_probabilities(
    figures: pd.DataFrame,
    draws: int,
    seed: int,
    choices: Mapping[str, str] = USUAL,
    bounds: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the `probability` of each `place` for each `rank`, the share of draws that give it.

    choices: options by choice; what it does not name is as USUAL. bounds: of blanks, as by
    blanks(). Places are in the order in which they first come. Raises ParameterError for
    parameters and figures that allow no draw.
    """
    _check(draws, seed, choices)
    chosen = tuple((USUAL | dict(choices)).values())
    if chosen[-1] == "as printed":
        figures = figures.assign(low=figures["value"], high=figures["value"])
    counts = count_ranks(_lay_out(figures, bounds), draws, seed, [chosen])[chosen]
    places = list(figures["place"].unique())
    table = {
        "place": [place for place in places for _ in places],
        "rank": [rank for _ in places for rank in range(1, len(places) + 1)],
        "probability": counts.ravel() / draws,
    }
    return pd.DataFrame(table).astype({"place": "str", "rank": "int64"})


def by_choice(
    figures: pd.DataFrame, draws: int, seed: int, bounds: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return each place's ranks by every combination of choices, from the same draws.

    bounds: of blanks, as by blanks().

    Columns: the names of CHOICES; place; `first` and `last`, the shares of draws in which it is;
    `mean`, its mean rank; `usual`, the rank it takes most often, the better of equals; `best` and
    `worst`, of those it takes in at least one draw in a thousand. Raises ParameterError as
    `rank_probabilities` does.
    """
    _check(draws, seed, {})
    places = list(figures["place"].unique())
    ranks = np.arange(1, len(places) + 1)
    rows = []
    combinations = list(product(*CHOICES.values()))
    cells = _lay_out(figures, bounds)
    for chosen, counts in count_ranks(cells, draws, seed, combinations).items():
        for place, own in zip(places, counts, strict=True):
            taken = ranks[own * RARE >= draws]
            shares = own[0] / draws, own[-1] / draws, own @ ranks / draws
            rows.append((*chosen, place, *shares, own.argmax() + 1, taken[0], taken[-1]))
    types = dict.fromkeys(("first", "last", "mean"), "float64")
    types |= dict.fromkeys(("usual", "best", "worst"), "int64")
    return pd.DataFrame(rows, columns=[*CHOICES, "place", *types]).astype(types)


def by_option(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how each option bounds each place's ranks, over all that is chosen besides.

    rows as by by_choice(). Columns: choice, option, place; `low`, `mean` and `high`, the least, the
    average and the largest mean rank; first_low, first_high, last_low and last_high, the bounds of
    the shares of draws.
    """
    tables = []
    for choice in CHOICES:
        groups = rows.groupby([choice, "place"], sort=False)
        means = {"low": ("mean", "min"), "mean": ("mean", "mean"), "high": ("mean", "max")}
        bounds = groups.agg(**means, **SHARES)
        named = bounds.reset_index().rename(columns={choice: "option"})
        tables.append(named.assign(choice=choice))
    table = pd.concat(tables, ignore_index=True)
    return table[["choice", *table.columns.drop("choice")]]


def spans(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the ranks of each place over all combinations of choices; rows as by by_choice().

    One row a place: `first_low` to `last_high`, the bounds of its shares of draws as first and as
    last; `best` and `worst`, of the ranks it takes; `usual_best` and `usual_worst`, of the rank it
    takes most often; `turns`, whether that rank is another than by USUAL as soon as one choice is
    made differently; and `decides`, the choice that moves its mean rank most, with the options that
    do, `better` and `worse`, and their mean ranks, `low` and `high`.
    """
    bounds = rows.groupby("place", sort=False).agg(
        **SHARES,
        best=("best", "min"),
        worst=("worst", "max"),
        usual_best=("usual", "min"),
        usual_worst=("usual", "max"),
    )
    others = sum(rows[choice] != option for choice, option in USUAL.items())
    near = rows[others <= 1].groupby("place", sort=False)["usual"]
    bounds = bounds.assign(turns=near.nunique() > 1)
    names = ["place", "decides", "better", "worse", "low", "high"]
    moved = pd.DataFrame(_deciding(by_option(rows)), columns=names)
    return bounds.reset_index().merge(moved, on="place")


def _deciding(options: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield for each place the choice whose options' mean ranks differ most, with both ends."""
    for place, own in options.groupby("place", sort=False):
        means = own.groupby("choice", sort=False)["mean"]
        most = (means.max() - means.min()).idxmax()
        ends = own[own["choice"] == most].sort_values("mean", kind="stable")
        better, worse = ends.iloc[0], ends.iloc[-1]
        yield place, most, better["option"], worse["option"], better["mean"], worse["mean"]


def influence(
    figures: pd.DataFrame, draws: int, seed: int, bounds: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return how far the order moves where a figure is unknown, by USUAL, the furthest first.

    One row a figure: `figure_id`, `place`, `metric`; `mover`, the place whose ranks move most;
    `moved`, by how much: half the sum of the absolute changes of its ranks' probabilities (their
    distance in total variation); and its mean rank `before` and `after`. A place's only figure
    counts like any other: without it, all its cells are drawn. Bounds of blanks, as by blanks(),
    that rest on the figure are unknown with it. Where none but what may be zero is left of a
    metric, the metric drops out. Raises ParameterError as `rank_probabilities` does.
    """
    _check(draws, seed, {})
    usual = tuple(USUAL.values())
    cells = _lay_out(figures, bounds)
    ranks = np.arange(1, len(cells.places) + 1)
    before = count_ranks(cells, draws, seed, [usual])[usual] / draws
    found = []
    for row in figures.itertuples():
        rest = cells if bounds is None else _lay_out(figures, _free(bounds, row.figure_id))
        rest = rest.without(str(row.place), str(row.metric))
        after = count_ranks(rest, draws, seed, [usual])[usual] / draws
        moves = np.abs(after - before).sum(axis=1) / 2
        at = int(moves.argmax())
        names = row.figure_id, row.place, row.metric, cells.places[at]
        found.append((*names, moves[at], before[at] @ ranks, after[at] @ ranks))
    columns = ["figure_id", "place", "metric", "mover", "moved", "before", "after"]
    table = pd.DataFrame(found, columns=columns)
    return table.sort_values("moved", ascending=False, kind="stable", ignore_index=True)


def _free(bounds: pd.DataFrame, figure_id: object) -> pd.DataFrame:
    proofs = (bounds["proof_low"] + ";" + bounds["proof_high"]).str.split(";")
    is_free = proofs.map(lambda names: figure_id not in names).astype("bool")
    return bounds[is_free]


def _check(draws: int, seed: int, choices: Mapping[str, str]) -> None:
    """Raise ParameterError where there is no draw, no such seed, or an unknown name."""
    if not 1 <= draws <= MOST_DRAWS:
        raise ParameterError(f"draws: found {draws}; expected from 1 to {MOST_DRAWS:,}.")
    if seed < 0:
        raise ParameterError(f"seed: found {seed}; expected zero or more.")
    for choice, option in choices.items():
        require("choices", [choice], list(CHOICES))
        require(choice, [option], list(CHOICES[choice]))


def _lay_out(figures: pd.DataFrame, bounds: pd.DataFrame | None) -> Cells:
    """Return figures, and bounds of blanks, as cells.

    Raises ParameterError that lists the figures that cannot be drawn.
    """
    problems = list(_problems(figures.reset_index(drop=True)))
    if problems:
        raise ParameterError("\n".join(problems))
    places, metrics = (pd.Index(figures[name].unique()) for name in ("place", "metric"))
    grids = [np.full((len(metrics), len(places)), silent) for silent in SILENT]
    for rows in (figures, *([] if bounds is None else [bounds.assign(value=np.nan)])):
        at = metrics.get_indexer(rows["metric"]), places.get_indexer(rows["place"])
        for grid, bound in zip(grids, ("low", "value", "high"), strict=True):
            grid[at] = rows[bound].to_numpy(np.float64)
    order: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    for row in [] if bounds is None else bounds.to_dict("records"):
        named = ([name for name in row[side].split(";") if name] for side in ("ahead", "behind"))
        ahead, behind = ([places.get_loc(one) for one in some if one in places] for some in named)
        order[metrics.get_loc(row["metric"]), places.get_loc(row["place"])] = ahead, behind
    low, value, high = grids
    return Cells(list(places), list(metrics), low, value, high, order)


def _problems(figures: pd.DataFrame) -> Iterator[str]:
    """Yield a line for each figure that is no amount, has no limit, or leaves none to divide by."""
    by_metric = figures.groupby("metric", sort=False)
    largest = figures.index.isin(by_metric["value"].idxmax())
    certain = by_metric["low"].transform("max") > 0
    faults = {
        "a rank; expected an amount": figures["unit"] == "rank",
        "no upper bound; expected one, since readings are drawn up to it": figures["high"] == inf,
        "a bound below zero; expected an amount": figures["low"] < 0,
        "a largest reading that may be zero; expected one to divide by": largest & ~certain,
        "its place stated twice; expected one figure": figures.duplicated(["place", "metric"]),
    }
    for found, at in faults.items():
        for row in figures[at].itertuples():
            where = f"figure '{row.figure_id}', metric '{row.metric}'"
            yield f"{where}: found {found}. Leave out the figure or the metric."
