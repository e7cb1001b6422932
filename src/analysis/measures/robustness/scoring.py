"""Drawn weights and readings, the scores that places reach with them, and their ranks.

Each metric's weights and each figure's readings come from a generator of their own, so that what
is drawn for one depends neither on the others nor on the size of a batch. Imports nothing of ours
beyond this package.
"""

from collections.abc import Collection, Iterator
from functools import reduce

import numpy as np
import numpy.typing as npt

from analysis.measures.robustness.cells import Cells, Flags, Floats, Silent

# As many draws as keep a batch in a processor's cache; memory does not grow with the draws.
BATCH = 10_000
# Scores lie between nothing and one: closer than this, they differ by rounding alone.
LEVEL = 1e-12

Counts = npt.NDArray[np.int64]


def batches(
    cells: Cells, draws: int, seed: int, vary: Collection[str]
) -> Iterator[tuple[Floats, list[Floats]]]:
    """Yield weights and readings of some draws at a time, `draws` in all.

    Weights have a row a metric and sum to one; normalised exponentials are a flat Dirichlet draw
    (Devroye, Non-Uniform Random Variate Generation, chapter XI). Readings are one array a figure:
    of a figure without room, and of all where hedges do not vary, of a single element.
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


def score(
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


def count_ranks(scores: Floats) -> Counts:
    """Return how often each place (row) takes each rank (column), the best first; equals share."""
    places = len(scores)
    counts = np.zeros((places, places), dtype=np.int64)
    for place, own in enumerate(scores):
        ahead = (scores > own + LEVEL).view(np.uint8)
        ranks = ahead.sum(axis=0, dtype=np.min_scalar_type(places))
        counts[place] = np.bincount(ranks, minlength=places)
    return counts
