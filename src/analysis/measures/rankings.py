"""How far a ranking of places depends on metric weights, on hedges and on silent cells.

Readings, uniform within their bounds and independent, are divided by the largest reading of their
metric in that draw; a place's score is the mean of these shares under weights from a flat
Dirichlet distribution, and its rank is one more than the number of places that score more. This is
stochastic multicriteria acceptability analysis (Lahdelma and Salminen, SMAA-2, Operations Research,
2001); the share of draws in which a place takes a rank is its rank acceptability.

Figures have one row a place and metric, as ordered(latest(...)) of measures.figures returns them.
A metric stated of one place alone gives that place the full score for it, unless silent cells are
more than left out.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from math import inf
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.errors import ParameterError, nearest

Vary = Literal["weights", "hedges"]
# What a silent cell does to its place: its weight goes to the metrics stated of the place; it
# scores zero; it scores like the place with the least stated; only metrics without any count.
Silent = Literal["left out", "as nothing", "as the lowest stated", "complete only"]
VARY: tuple[Vary, ...] = get_args(Vary)
SILENT: tuple[Silent, ...] = get_args(Silent)

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
SCENARIOS: dict[str, tuple[tuple[Vary, ...], Silent]] = {
    "weights alone": (("weights",), "left out"),
    "hedges alone": (("hedges",), "left out"),
    "weights and hedges": (VARY, "left out"),
    "silence as nothing": (VARY, "as nothing"),
    "silence as the lowest": (VARY, "as the lowest stated"),
    "metrics stated of all": (VARY, "complete only"),
}
MOST_DRAWS = 100_000_000  # some minutes of work; more would tell nothing new
# As many draws as keep a batch in a processor's cache; memory does not grow with the draws.
BATCH = 10_000
# Scores lie between nothing and one: closer than this, they differ by rounding alone.
LEVEL = 1e-12


@dataclass(frozen=True)
class Cells:
    """The stated cells: for each figure, the positions of its place and metric, and its bounds.

    `places` and `metrics` are in the order in which they first come.
    """

    places: list[str]
    metrics: list[str]
    place: npt.NDArray[np.intp]
    metric: npt.NDArray[np.intp]
    low: Floats
    high: Floats

    def stated(self, kept: Flags) -> Flags:
        """Return whether a place (row) has a figure of a metric (column), of the `kept` ones."""
        grid = np.zeros((len(self.places), len(self.metrics)), dtype=np.bool_)
        grid[self.place[kept], self.metric[kept]] = True
        return grid

    def kept(self, silent: Silent) -> Flags:
        """Return whether each figure counts: all do, but for incomplete metrics."""
        every = np.ones(len(self.low), dtype=np.bool_)
        complete: Flags = np.logical_and.reduce(self.stated(every))
        return complete[self.metric] if silent == "complete only" else every

    def without(self, row: int) -> Flags:
        """Return whether each figure counts once the one at `row` does not.

        Where only readings that may be zero are left of its metric, they do not count either:
        nothing is a share of zero.
        """
        kept: Flags = np.arange(len(self.low)) != row
        others = kept & (self.metric == self.metric[row])
        return kept if (self.low[others] > 0).any() else kept & ~others


def missing(figures: pd.DataFrame, places: list[str], metrics: list[str]) -> pd.DataFrame:
    """Return the silent cells, one row a `place` and `metric`, places first, as listed."""
    stated = set(zip(figures["place"], figures["metric"], strict=True))
    cells = [(place, metric) for place in places for metric in metrics]
    silent = [cell for cell in cells if cell not in stated]
    return pd.DataFrame(silent, columns=["place", "metric"], dtype="str")


def rank_probabilities(
    figures: pd.DataFrame,
    draws: int,
    seed: int,
    *,
    vary: Collection[Vary] = VARY,
    silent: Silent = "left out",
) -> pd.DataFrame:
    """Return the `probability` of each `place` for each `rank`, the share of draws that give it.

    Without weights in `vary`, metrics weigh the same; without hedges, best readings are taken.
    Places are in the order in which they first come; the frame is empty where no metric counts.
    Raises ParameterError for parameters and figures that allow no draw.
    """
    _check(draws, seed, vary, silent)
    best = dict.fromkeys(("low", "high"), figures["value"])
    cells = _lay_out(figures if "hedges" in vary else figures.assign(**best))
    kept = cells.kept(silent)
    places = cells.places if kept.any() else []
    counts = np.zeros((len(places), len(places)), dtype=np.int64)
    for weights, readings in _batches(cells, draws, seed, vary) if places else ():
        counts += _count_ranks(_score(cells, kept, weights, readings, silent))
    table = {
        "place": [place for place in places for _ in places],
        "rank": [rank for _ in places for rank in range(1, len(places) + 1)],
        "probability": counts.ravel() / draws,
    }
    return pd.DataFrame(table).astype({"place": "str", "rank": "int64"})


def by_scenario(figures: pd.DataFrame, draws: int, seed: int) -> pd.DataFrame:
    """Return each place's rank by what varies, the `scenario`.

    Columns scenario, place, `first`, the probability of being first, and `mean`, the mean rank.
    Silent cells are left out in the scenarios that do not name them; one in which no metric counts
    has no rows. Raises ParameterError as `rank_probabilities` does.
    """
    results = [
        rank_probabilities(figures, draws, seed, vary=vary, silent=silent).assign(scenario=name)
        for name, (vary, silent) in SCENARIOS.items()
    ]
    rows = pd.concat(results)
    rows["mean"] = rows["rank"] * rows["probability"]
    means = rows.groupby(["scenario", "place"], sort=False)["mean"].sum().reset_index()
    first = rows.loc[rows["rank"] == 1, "probability"].to_numpy()
    return means.assign(first=first)[["scenario", "place", "first", "mean"]]


def influence(figures: pd.DataFrame, draws: int, seed: int) -> pd.DataFrame:
    """Return how far the order moves where a figure is left out, the furthest first.

    One row a figure: `figure_id`, `place`, `metric`; `mover`, the place whose ranks move most;
    `moved`, by how much: half the sum of the absolute changes of its ranks' probabilities (their
    distance in total variation); and its mean rank `before` and `after`. All is computed from the
    same draws. A place without another figure comes last; where none but what may be zero is left
    of a metric, the metric drops out. Raises ParameterError as `rank_probabilities` does.
    """
    _check(draws, seed)
    cells = _lay_out(figures)
    chances = _ranks_without(cells, draws, seed) / draws
    moves = np.abs(chances[1:] - chances[0]).sum(axis=2) / 2
    means = chances @ np.arange(1, len(cells.places) + 1)
    rows = np.arange(len(moves))
    movers = moves.argmax(axis=1) if len(moves) else rows
    table = figures[["figure_id", "place", "metric"]].reset_index(drop=True)
    table["mover"] = pd.Series([cells.places[at] for at in movers], dtype="str")
    table["moved"] = moves[rows, movers]
    table["before"] = means[0, movers]
    table["after"] = means[1 + rows, movers]
    return table.sort_values("moved", ascending=False, kind="stable", ignore_index=True)


def _check(draws: int, seed: int, vary: Collection[str] = VARY, silent: str = "left out") -> None:
    """Raise ParameterError where there is no draw, no such seed, or an unknown name."""
    if not 1 <= draws <= MOST_DRAWS:
        raise ParameterError(f"draws: found {draws}; expected from 1 to {MOST_DRAWS:,}.")
    if seed < 0:
        raise ParameterError(f"seed: found {seed}; expected zero or more.")
    _check_names("vary", vary, VARY)
    _check_names("silent", [silent], SILENT)


def _check_names(parameter: str, names: Collection[str], known: tuple[str, ...]) -> None:
    for name in names:
        if name not in known:
            choices = ", ".join(known) + nearest(name, known)
            raise ParameterError(f"{parameter}: found '{name}'; expected one of: {choices}.")


def _lay_out(figures: pd.DataFrame) -> Cells:
    """Return the figures as arrays; raise ParameterError that lists those that cannot be drawn."""
    problems = list(_problems(figures.reset_index(drop=True)))
    if problems:
        raise ParameterError("\n".join(problems))
    place, places = pd.factorize(figures["place"])
    metric, metrics = pd.factorize(figures["metric"])
    low, high = (figures[bound].to_numpy(np.float64) for bound in ("low", "high"))
    return Cells(list(places), list(metrics), place, metric, low, high)


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


def _ranks_without(cells: Cells, draws: int, seed: int) -> Counts:
    """Return how often each place takes each rank: by all figures, then without each in turn."""
    kept = [cells.kept("left out"), *(cells.without(row) for row in range(len(cells.low)))]
    counts = np.zeros((len(kept), len(cells.places), len(cells.places)), dtype=np.int64)
    for weights, readings in _batches(cells, draws, seed, VARY) if cells.places else ():
        for row, some in enumerate(kept):
            counts[row] += _count_ranks(_score(cells, some, weights, readings, "left out"))
    return counts


def _batches(
    cells: Cells, draws: int, seed: int, vary: Collection[str]
) -> Iterator[tuple[Floats, list[Floats]]]:
    """Yield weights and readings of some draws at a time, `draws` in all.

    Weights have a row a metric and sum to one; normalised exponentials are a flat Dirichlet draw
    (Devroye, Non-Uniform Random Variate Generation, chapter XI). Readings are one array a figure:
    of a figure without room, and of all where hedges do not vary, of a single element. Each
    metric's weights and each figure's readings come from a generator of their own, so that what is
    drawn for one depends neither on the others nor on the size of a batch.
    """
    for_weights, for_readings = np.random.default_rng(seed).spawn(2)
    weighers = for_weights.spawn(len(cells.metrics))
    readers = for_readings.spawn(len(cells.low))
    for start in range(0, draws, BATCH):
        size = min(BATCH, draws - start)
        weights = np.ones((len(weighers), size))
        if "weights" in vary:
            for weigher, weight in zip(weighers, weights, strict=True):
                weigher.standard_exponential(out=weight)
        weights /= weights.sum(axis=0)
        rows = zip(readers, cells.low, cells.high, strict=True)
        yield weights, [_read(reader, low, high, size) for reader, low, high in rows]


def _read(reader: np.random.Generator, low: float, high: float, size: int) -> Floats:
    """Return readings between the bounds: `size` of them, or one where there is no room."""
    if low == high:
        return np.array([low])
    drawn = reader.random(size)
    drawn *= high - low
    drawn += low
    return drawn


def _score(
    cells: Cells, kept: Flags, weights: Floats, readings: list[Floats], silent: Silent
) -> Floats:
    """Return the scores, a row a place and a column a draw, by the `kept` figures.

    A place of which no figure is kept scores zero, which is behind whichever is first.
    """
    scores = np.zeros((len(cells.places), weights.shape[1]))
    stated = cells.stated(kept)
    counted = stated.copy()
    if silent in ("as nothing", "as the lowest stated"):
        counted |= stated.any(axis=0)
    for metric in np.flatnonzero(stated.any(axis=0)):
        rows = np.flatnonzero(kept & (cells.metric == metric))
        own = [readings[row] for row in rows]
        per_unit = weights[metric] / reduce(np.maximum, own)
        for place, reading in zip(cells.place[rows], own, strict=True):
            scores[place] += per_unit * reading
        if silent == "as the lowest stated":
            scores[~stated[:, metric]] += per_unit * reduce(np.minimum, own)
    for place in np.flatnonzero(~counted.all(axis=1)):
        scores[place] /= weights[counted[place]].sum(axis=0) if counted[place].any() else 1.0
    return scores


def _count_ranks(scores: Floats) -> Counts:
    """Return how often each place (row) takes each rank (column), the best first; equals share."""
    places = len(scores)
    counts = np.zeros((places, places), dtype=np.int64)
    for place, own in enumerate(scores):
        ahead = (scores > own + LEVEL).view(np.uint8)
        ranks = ahead.sum(axis=0, dtype=np.min_scalar_type(places))
        counts[place] = np.bincount(ranks, minlength=places)
    return counts
