"""Figures as positions and bounds, and the parameters of a ranking, checked. Imports errors."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
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

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


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


def lay_out(figures: pd.DataFrame) -> Cells:
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


MOST_DRAWS = 100_000_000  # some minutes of work; more would tell nothing new


def check(draws: int, seed: int, vary: Collection[str] = VARY, silent: str = "left out") -> None:
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
