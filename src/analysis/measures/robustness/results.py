"""The frames that this package returns. Imports nothing of ours beyond it."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.measures.robustness.cells import VARY, Cells, Silent, Vary, check, lay_out
from analysis.measures.robustness.scoring import Counts, batches, count_ranks, score

SCENARIOS: dict[str, tuple[tuple[Vary, ...], Silent]] = {
    "weights alone": (("weights",), "left out"),
    "hedges alone": (("hedges",), "left out"),
    "weights and hedges": (VARY, "left out"),
    "silence as nothing": (VARY, "as nothing"),
    "silence as the lowest": (VARY, "as the lowest stated"),
    "metrics stated of all": (VARY, "complete only"),
}


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
    check(draws, seed, vary, silent)
    best = dict.fromkeys(("low", "high"), figures["value"])
    cells = lay_out(figures if "hedges" in vary else figures.assign(**best))
    kept = cells.kept(silent)
    places = cells.places if kept.any() else []
    counts = np.zeros((len(places), len(places)), dtype=np.int64)
    for weights, readings in batches(cells, draws, seed, vary) if places else ():
        counts += count_ranks(score(cells, kept, weights, readings, silent))
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
    check(draws, seed)
    cells = lay_out(figures)
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


def _ranks_without(cells: Cells, draws: int, seed: int) -> Counts:
    """Return how often each place takes each rank: by all figures, then without each in turn."""
    kept = [cells.kept("left out"), *(cells.without(row) for row in range(len(cells.low)))]
    counts = np.zeros((len(kept), len(cells.places), len(cells.places)), dtype=np.int64)
    for weights, readings in batches(cells, draws, seed, VARY) if cells.places else ():
        for row, some in enumerate(kept):
            counts[row] += count_ranks(score(cells, some, weights, readings, "left out"))
    return counts
