"""Time judge_all on 10,000 claims over 100,000 figures against numpy on arrays already prepared.

Run `python tests/benchmarks/bench_claims.py`. The claims are a mixture of kinds as in the project's
own file. numpy does the arithmetic and the comparisons alone, a kind at a time: no ids are looked
up, nothing is put into words. Both have to come to the same verdicts.
"""

import random
import tracemalloc
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd
from kinds_of_claims import KINDS  # type: ignore[import-not-found]  # beside this script

from analysis.claims import Claim, judge_all

CLAIMS = 10_000
FIGURES = 100_000
POOLS = {"c": 0.7, "s": 0.14, "r": 0.05, "l": 0.01, "x": 0.1}  # shares of the figures
UNITS = {"c": "count", "s": "share", "r": "rank", "l": "count", "x": "count"}
UNDATED = 0.7  # of the figures: as in the article, most have no year
RUNS = 5
SEED = 20250301
Arrays = dict[str, np.ndarray[Any, Any]]
Judge = Callable[[], pd.DataFrame]
Compute = Callable[[], dict[str, Any]]


def make_figures(draw: np.random.Generator, rows: int) -> pd.DataFrame:
    """Return seeded figures, references and sizes of lists, of one metric and several years."""
    pool = np.repeat(list(POOLS), [round(share * rows) for share in POOLS.values()])
    value = np.exp(draw.uniform(4, 6, rows))
    value = np.where(pool == "s", draw.uniform(0.1, 0.3, rows), value)
    value = np.where(pool == "r", draw.integers(1, 6, rows), value)
    value = np.where(pool == "l", draw.integers(3, 10, rows), value)
    hedged = ~np.isin(pool, ["r", "l"]) * draw.choice([0, 0.01, 0.1], rows)
    return pd.DataFrame(
        {
            "figure_id": [f"{kind}{row}" for row, kind in enumerate(pool)],
            "pool": pool,
            "place": draw.choice(["Aville", "Btown", "Cburg"], rows),
            "metric": "firms",
            "year": pd.array(draw.choice([2022, 2023], rows), dtype="Int64"),
            "low": value * (1 - hedged),
            "value": value,
            "high": value * (1 + hedged),
            "unit": pd.Series(pool).map(UNITS),
            "grade": np.where(pool == "x", draw.choice(["A", "B", "C"], rows), ""),
            "named": np.where(pool == "l", draw.integers(3, 10, rows), 0),
        }
    ).assign(year=lambda table: table["year"].mask(draw.random(rows) < UNDATED))


def make_claims(
    figures: pd.DataFrame, number: int
) -> tuple[list[Claim], dict[str, list[int]], Arrays]:
    """Return the claims, which of them are of each kind, and the figures that those name."""
    draw = random.Random(SEED)
    names = {pool: list(rows.index) for pool, rows in figures.groupby("pool")}
    ids = list(figures["figure_id"])
    claims: list[Claim] = []
    members: dict[str, list[int]] = {name: [] for name in KINDS}
    named: dict[str, list[list[int]]] = {name: [] for name in KINDS}
    kinds = draw.choices(list(KINDS), [kind.weight for kind in KINDS.values()], k=number)
    for index, name in enumerate(kinds):
        rows = [draw.choice(names[pool]) for pool in KINDS[name].pools]
        fields = KINDS[name].relate([ids[row] for row in rows])
        words = {"says_en": "So it is.", "says_zh": "如此。", "line": 1, "source_id": "post"}
        claims.append(Claim.model_validate({"claim_id": f"n{index}", **words, **fields}))
        members[name].append(index)
        named[name].append(rows)
    return claims, members, {name: np.array(rows) for name, rows in named.items()}


def prepare(figures: pd.DataFrame, rows: np.ndarray[Any, Any]) -> Arrays:
    """Return bounds, year, place, list and standing of the figures named, a row a claim."""
    columns = {name: figures[name].to_numpy() for name in ("low", "high", "place", "named")}
    columns["year"] = figures["year"].to_numpy("float64", na_value=np.nan)
    columns["decides"] = figures["grade"].isin(["A", "B"]).to_numpy()
    return {name: column[rows] for name, column in columns.items()}


def make_rosters(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the members of each list: the first so many of the same names."""
    lists = figures[figures["pool"] == "l"]
    rows = [
        (figure, str(member), str(member))
        for figure, size in zip(lists["figure_id"], lists["named"], strict=True)
        for member in range(size)
    ]
    return pd.DataFrame(rows, columns=["figure_id", "member_zh", "member_en"])


def measure(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that a call took, and what it returned."""
    start = perf_counter()
    result = call()
    return perf_counter() - start, result


def peak(call: Callable[[], Any]) -> float:
    """Return the most megabytes that a call held at once."""
    tracemalloc.start()
    call()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def describe(seconds: list[float]) -> str:
    """Return the median with the least and the most, in milliseconds."""
    each = (median(seconds), min(seconds), max(seconds))
    return "{:.1f} ({:.1f}-{:.1f})".format(*(1000 * one for one in each))


def check(table: pd.DataFrame, found: dict[str, Any], members: dict[str, list[int]]) -> None:
    """Raise AssertionError where numpy comes to other verdicts."""
    for name, verdicts in found.items():
        column = "supported" if KINDS[name].supports else "verdict"
        assert list(table[column].iloc[members[name]]) == list(verdicts), name


def set_up(number: int, rows: int) -> tuple[Judge, Compute, dict[str, list[int]]]:
    """Return what judges so many claims over so many figures, both ways, and the claims by kind."""
    figures = make_figures(np.random.default_rng(SEED), rows)
    claims, members, named = make_claims(figures, number)
    prepared = {name: prepare(figures, rows) for name, rows in named.items() if len(rows)}
    own, references = (figures[(figures["pool"] == "x") == side] for side in (False, True))
    evidence = own, make_rosters(figures), references

    def judge() -> pd.DataFrame:
        return judge_all(claims, *evidence)

    def compute() -> dict[str, Any]:
        return {name: KINDS[name].verdicts(**arrays) for name, arrays in prepared.items()}

    return judge, compute, members


def main() -> None:
    """Print the times of both (median, least, most), their ratio and the memory of each."""
    judge, compute, members = set_up(CLAIMS, FIGURES)
    check(judge(), compute(), members)
    judging, computing = [], []
    for _ in range(RUNS):
        judging.append(measure(judge)[0])
        computing.append(measure(compute)[0])
    print("| claims | figures | judge_all, ms | numpy, ms | ratio | judge_all, MB | numpy, MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    ratio = median(judging) / median(computing)
    times = f"{describe(judging)} | {describe(computing)} | {ratio:,.0f}"
    print(f"| {CLAIMS:,} | {FIGURES:,} | {times} | {peak(judge):.1f} | {peak(compute):.1f} |")


if __name__ == "__main__":
    main()
