"""Draws of weights and readings, the scores that they give places, and how often each rank comes.

What the options mean is said in rankings. What is drawn for a metric's weight or for a cell depends
on the seed and on the names alone: neither on the other rows, nor on their order, nor on how many
draws are made at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Combination = tuple[str, ...]  # options of score, average, silence, weights, hedges

# As many draws as keep a batch in a processor's cache; memory does not grow with the draws.
BATCH = 5_000
LEVEL = 1e-12  # scores are of the size of one: closer than this, they differ by rounding alone
SILENT = (0.0, np.nan, np.inf)  # low, value and high of a cell of which nothing is known
APART = 1e-6  # of a reading: what is ahead by its rank is so by this at least
FLOOR = 0.01  # a hundredth: the least score that a geometric mean is taken of


@dataclass(frozen=True)
class Cells:
    """Readings, a row a metric and a column a place.

    Where the source is silent the value is not a number, and low and high are what its figures
    together leave to it. `order` has the places that are ahead of a silent cell and behind it, by
    row and column, where ranks are printed.
    """

    places: list[str]
    metrics: list[str]
    low: Floats
    value: Floats
    high: Floats
    order: Mapping[tuple[int, int], tuple[list[int], list[int]]] = field(default_factory=dict)

    @property
    def stated(self) -> Flags:
        """Whether a place (column) has a figure of a metric (row)."""
        return ~np.isnan(self.value)

    def without(self, place: str, metric: str) -> "Cells":
        """Return the cells with one silent; where all left of its metric may be zero, without it.

        Nothing is a share of zero.
        """
        row, column = self.metrics.index(metric), self.places.index(place)
        grids = [grid.copy() for grid in (self.low, self.value, self.high)]
        for grid, silent in zip(grids, SILENT, strict=True):
            grid[row, column] = silent
        cells = replace(self, low=grids[0], value=grids[1], high=grids[2])
        if (cells.low[row, cells.stated[row]] > 0).any():
            return cells
        kept = [name for name in self.metrics if name != metric]
        order = {(at - (at > row), to): told for (at, to), told in self.order.items() if at != row}
        low, value, high = (np.delete(grid, row, axis=0) for grid in grids)
        return Cells(self.places, kept, low, value, high, order)

    def room(self, row: int, told: Floats) -> tuple[Floats, Floats]:
        """Return the least and the most of a metric's silent cells, a row each, in some draws.

        told: what is drawn for its stated cells. That is nothing and the largest of these, or as
        near as the bounds and the printed ranks of a silent cell let it come.
        """
        drawn = dict(zip(np.flatnonzero(self.stated[row]).tolist(), told, strict=True))
        silent, same = np.flatnonzero(~self.stated[row]).tolist(), np.zeros_like(told[:1])
        low, high = (grid[row, silent, None] + same for grid in (self.low, self.high))
        for place, least, most in zip(silent, low, high, strict=True):
            ahead, behind = self.order.get((row, place), ([], []))
            for other in drawn.keys() & {*ahead}:
                np.minimum(most, drawn[other] * (1 - APART), out=most)
            for other in drawn.keys() & {*behind}:
                np.maximum(least, drawn[other] * (1 + APART), out=least)
        return np.clip(0.0, low, high), np.clip(told.max(axis=0), low, high)


@dataclass(frozen=True)
class Totals:
    """Places' scores in some draws, a row a place, by what their silent cells are taken for."""

    nothing: Floats
    drawn: Floats
    largest: Floats
    left_out: Floats

    def of(self, silence: str) -> tuple[Floats, Floats]:
        """Return the scores of a place, and those of the others that it is held against."""
        return {
            "drawn": (self.drawn, self.drawn),
            "at its worst": (self.nothing, self.largest),
            "at its best": (self.largest, self.nothing),
            "left out": (self.left_out, self.left_out),
        }[silence]


def count_ranks(
    cells: Cells, draws: int, seed: int, combinations: Sequence[Combination]
) -> dict[Combination, Counts]:
    """Return how often each place (row) takes each rank (column), by combination of options."""
    places = len(cells.places)
    counts = {chosen: np.zeros((places, places), dtype=np.int64) for chosen in combinations}
    scored = {(score, mean, hedges) for score, mean, _, _, hedges in combinations}
    for weights, uniform in _batches(cells, draws, seed):
        for score, mean, hedges in scored:
            scores = _score(_as_read(cells, hedges), uniform, score, mean)
            for weighting in ("drawn", "all alike"):
                own = weights if weighting == "drawn" else np.ones_like(weights) / len(weights)
                totals = _add_up(scores, own, cells.stated)
                for chosen in combinations:
                    if (*chosen[:2], *chosen[3:]) == (score, mean, weighting, hedges):
                        counts[chosen] += _ranks(*totals.of(chosen[2]))
    return counts


def _as_read(cells: Cells, hedges: str) -> Cells:
    if hedges != "as printed":
        return cells
    low, high = (np.where(cells.stated, cells.value, end) for end in (cells.low, cells.high))
    return replace(cells, low=low, high=high)


def _batches(cells: Cells, draws: int, seed: int) -> Iterator[tuple[Floats, Floats]]:
    """Yield weights, a row a metric that sum to one, and numbers from 0 to 1, one a cell.

    Normalised exponentials are a flat Dirichlet draw (Devroye, Non-Uniform Random Variate
    Generation, chapter XI).
    """
    weighers = [_generator(seed, metric) for metric in cells.metrics]
    names = [f"{metric}/{place}" for metric in cells.metrics for place in cells.places]
    readers = [_generator(seed, name) for name in names]
    shape = len(cells.metrics), len(cells.places)
    for start in range(0, draws, BATCH):
        size = min(BATCH, draws - start)
        weights = np.empty((len(weighers), size))
        for row, weigher in zip(weights, weighers, strict=True):
            weigher.standard_exponential(out=row)
        uniform = np.empty((len(readers), size))
        for row, reader in zip(uniform, readers, strict=True):
            reader.random(out=row)
        yield weights / weights.sum(axis=0), uniform.reshape(*shape, size)


def _generator(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, *name.encode()])


def _score(cells: Cells, uniform: Floats, score: str, mean: str) -> Floats:
    """Return the scores of cells: by what silence is taken for, metric, place and draw.

    Silence is the least, then drawn, then the most that there is room() for; stated cells are alike
    in all. Of a geometric mean the scores are logarithms.
    """
    scores = np.empty((3, *uniform.shape))
    for row, stated in enumerate(cells.stated):
        low, high = cells.low[row, stated, None], cells.high[row, stated, None]
        told = low + (high - low) * uniform[row, stated]
        least, most = cells.room(row, told)
        for fill, share in enumerate((0.0, uniform[row, ~stated], 1.0)):
            reading = np.empty_like(uniform[row])
            reading[stated] = told
            reading[~stated] = least + (most - least) * share
            scores[fill, row] = _scale(reading, told, score, mean)
    return np.log(scores) if mean == "geometric" else scores


def _scale(reading: Floats, told: Floats, score: str, mean: str) -> Floats:
    """Return the score of each reading of a metric by the stated ones, a row each."""
    top = told.max(axis=0)
    if score == "z-score":
        return _shifted(reading, told) if mean == "geometric" else _standardised(reading, told)
    if score == "rank":
        behind = sum((other > reading).astype(np.float64) for other in told)
        scaled: Floats = 1 - behind / len(told)
    else:
        scaled = reading / top
    return np.maximum(scaled, FLOOR) if mean == "geometric" else scaled


def _standardised(reading: Floats, told: Floats) -> Floats:
    """Return how many standard deviations of the stated ones a reading lies above the largest.

    Where these are all alike, the largest stands for the deviation.
    """
    top, deviation = told.max(axis=0), told.std(axis=0)
    unit = np.where(deviation > LEVEL * top, deviation, top)
    standardised: Floats = (reading - top) / unit
    return standardised


def _shifted(reading: Floats, told: Floats) -> Floats:
    """Return z-scores moved and scaled to go from FLOOR, the lowest stated, to one, the largest."""
    low, top = told.min(axis=0), told.max(axis=0)
    width = top - low
    alike = width <= LEVEL * top
    part = np.where(alike, reading >= low, (reading - low) / np.where(alike, 1.0, width))
    shifted: Floats = FLOOR + (1 - FLOOR) * np.clip(part, 0.0, 1.0)
    return shifted


def _add_up(scores: Floats, weights: Floats, stated: Flags) -> Totals:
    """Return the weighted sums of scores; what is left out gives its weight to the rest."""
    fills = np.zeros((3, *scores.shape[2:]))
    partial = np.zeros(scores.shape[2:])
    weight = np.zeros_like(partial)
    for metric, own in enumerate(weights):
        fills += own * scores[:, metric]
        told = stated[metric]
        partial[told] += own * scores[1, metric, told]
        weight[told] += own
    some = weight > 0
    left_out = np.where(some, partial / np.where(some, weight, 1.0), -np.inf)
    nothing, drawn, largest = fills
    return Totals(nothing, drawn, largest, left_out)


def _ranks(own: Floats, others: Floats) -> Counts:
    """Return how often each place (row) takes each rank (column), the best first; equals share."""
    places = len(own)
    counts = np.zeros((places, places), dtype=np.int64)
    for place, score in enumerate(own):
        ahead = (others > score + LEVEL).view(np.uint8)
        ahead[place] = 0
        ranks = ahead.sum(axis=0, dtype=np.min_scalar_type(places))
        counts[place] = np.bincount(ranks, minlength=places)
    return counts
