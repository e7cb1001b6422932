"""The frames that this package returns. Imports nothing of ours beyond it."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.robustness.cells import SILENT, VARY, Cells, Silent, Vary, check, lay_out
from analysis.robustness.scoring import Counts, batches, count_firsts, count_ranks, score

VARIATIONS: dict[str, tuple[Vary, ...]] = {
    "weights alone": ("weights",),
    "hedges alone": ("hedges",),
    "weights and hedges": VARY,
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


def first_by_variation(figures: pd.DataFrame, draws: int, seed: int) -> pd.DataFrame:
    """Return each place's `probability` of being first, by what varies, the `scenario`.

    Columns scenario, place and probability. Silent cells are left out. Raises ParameterError as
    `rank_probabilities` does.
    """
    results = {
        scenario: rank_probabilities(figures, draws, seed, vary=vary)
        for scenario, vary in VARIATIONS.items()
    }
    return _firsts(results)


def first_by_silence(figures: pd.DataFrame, draws: int, seed: int) -> pd.DataFrame:
    """Return each place's `probability` of being first, by what silent cells do, the `scenario`.

    Columns scenario, place and probability. Weights and hedges vary. A scenario in which no metric
    counts has no rows. Raises ParameterError as `rank_probabilities` does.
    """
    results = {
        str(silent): rank_probabilities(figures, draws, seed, silent=silent) for silent in SILENT
    }
    return _firsts(results)


def _firsts(results: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of the first rank, under the names of their scenarios."""
    rows = pd.concat([frame.assign(scenario=name) for name, frame in results.items()])
    columns = ["scenario", "place", "probability"]
    return rows.loc[rows["rank"] == 1, columns].reset_index(drop=True)


def influence(figures: pd.DataFrame, draws: int, seed: int) -> pd.DataFrame:
    """Return how far the first place moves where a figure is left out, the furthest first.

    One row a figure: `figure_id`, `place`, `metric`; `moved`, half the sum of the absolute changes
    of the places' probabilities of being first (their distance in total variation); `leader`, the
    place that leads most often by all figures, and its probability `before` and `after`. All is
    computed from the same draws. A place without another figure cannot lead; where none but what
    may be zero is left of a metric, the metric drops out. Raises ParameterError as
    `rank_probabilities` does.
    """
    check(draws, seed)
    cells = lay_out(figures)
    counts = _firsts_without(cells, draws, seed)
    all_in, left_out = counts[0] / draws, counts[1:] / draws
    table = figures[["figure_id", "place", "metric"]].reset_index(drop=True)
    table["moved"] = np.abs(left_out - all_in).sum(axis=1) / 2
    at = (-all_in).argsort(kind="stable")[:1]  # of one place, or none where there are no figures
    leader = [cells.places[place] for place in at]
    table["leader"] = pd.Series(leader * len(table), dtype="str")
    table["before"] = np.tile(all_in[at], len(table))
    table["after"] = left_out[:, at].ravel()
    return table.sort_values("moved", ascending=False, kind="stable", ignore_index=True)


def _firsts_without(cells: Cells, draws: int, seed: int) -> Counts:
    """Return how often each place is first: by all figures, then without each of them in turn."""
    kept = [cells.kept("left out"), *(cells.without(row) for row in range(len(cells.low)))]
    counts = np.zeros((len(kept), len(cells.places)), dtype=np.int64)
    for weights, readings in batches(cells, draws, seed, VARY) if cells.places else ():
        for row, some in enumerate(kept):
            counts[row] += count_firsts(score(cells, some, weights, readings, "left out"))
    return counts
