"""Time rank_probabilities at a million draws against the bare numpy that its arithmetic needs.

Run `python tests/benchmarks/bench_ranking.py`. It prints one table row for numpy in one go, one for
numpy in batches, and one for ours, with the ratio to the faster of the first two. Peak memory is
what Python and numpy allocate, traced in runs of their own, since tracing takes time.
"""

import tracemalloc
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import measures
from analysis.data import tables
from analysis.measures.robustness import rank_probabilities, scoring

DRAWS = 1_000_000
RUNS = 7
SEED = 20250301
PLACES = ["Beijing", "Shanghai", "Shenzhen", "Guangzhou", "Hangzhou"]
METRICS = ["ai_firms", "ai_firms_share", "ai_talent_share", "universities"]

Floats = npt.NDArray[np.float64]


def read_figures() -> pd.DataFrame:
    """Return the project's own figures of the places by the metrics."""
    return measures.figures.ordered(
        measures.figures.latest(tables.read("figures")), PLACES, METRICS
    )


def to_grid(figures: pd.DataFrame, bound: str) -> Floats:
    """Return a bound by metric and place, in that order; a silent cell is zero."""
    grid = figures.pivot(index="metric", columns="place", values=bound)
    return grid.loc[METRICS, PLACES].fillna(0.0).to_numpy()[:, :, None]


def count_bare(low: Floats, high: Floats, draws: int, batch: int) -> Floats:
    """Return the share of draws in which each place takes each rank, with nothing checked."""
    generator = np.random.default_rng(SEED)
    loose = (low < high)[:, :, 0]
    counts = np.zeros((len(PLACES), len(PLACES)))
    for _ in range(draws // batch):
        weights = generator.standard_exponential((len(METRICS), 1, batch))
        readings = np.empty((len(METRICS), len(PLACES), batch))
        readings[:] = low
        readings[loose] += (high - low)[loose] * generator.random((int(loose.sum()), batch))
        readings /= readings.max(axis=1, keepdims=True)
        scores = (weights * readings).sum(axis=0) / (weights * (low > 0)).sum(axis=0)
        ahead = (scores[None] > scores[:, None]).sum(axis=1)
        counts += [np.bincount(ranks, minlength=len(PLACES)) for ranks in ahead]
    return counts / draws


def count_ours(figures: pd.DataFrame) -> Floats:
    """Return the same as computed by the package."""
    found = rank_probabilities(figures, DRAWS, SEED)
    return found["probability"].to_numpy().reshape(len(PLACES), len(PLACES))


def trace_peak(call: Callable[[], Floats]) -> float:
    """Return the most memory that a call held at a time, in megabytes."""
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Print the seconds of each (median, least, most), their ratio and the peak memory."""
    figures = read_figures()
    bounds = to_grid(figures, "low"), to_grid(figures, "high")
    calls = {
        "numpy in one go": partial(count_bare, *bounds, DRAWS, DRAWS),
        "numpy in batches": partial(count_bare, *bounds, DRAWS, scoring.BATCH),
        "rank_probabilities": partial(count_ours, figures),
    }
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(RUNS):
        results = []
        for name, call in calls.items():
            start = perf_counter()
            results.append(call())
            seconds[name].append(perf_counter() - start)
        assert np.abs(results[-1] - results[:-1]).max() < 5 * 0.5 * (2 / DRAWS) ** 0.5
    fastest = min(median(times) for name, times in seconds.items() if name.startswith("numpy"))
    print("| a million draws | seconds | ratio | peak, MB |")
    print("| --- | --- | --- | --- |")
    for name, times in seconds.items():
        ratio, peak = median(times) / fastest, trace_peak(calls[name])
        print(f"| {name} | {describe(times)} | {ratio:.2f} | {peak:.1f} |", flush=True)


def describe(seconds: list[float]) -> str:
    """Return the median with the least and the most, in seconds."""
    return f"{median(seconds):.2f} ({min(seconds):.2f}-{max(seconds):.2f})"


if __name__ == "__main__":
    main()
