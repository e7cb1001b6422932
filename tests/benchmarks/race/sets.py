"""The candidates that execute one notebook for many sets of parameters, each as its users would.

All of them write executed notebooks into the folder `out`, apart from the bare script, which writes
what the cells print and draw.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat

from .measure import Candidate, Command
from .peers import HERE, OURS

SAMPLE = HERE / "sample.ipynb"
LIGHT = HERE / "light.ipynb"
SNAKEFILE = HERE / "Snakefile"
SCRIPT = HERE / "race" / "bare_script.py"
PLOOMBER = HERE / "race" / "ploomber_loop.py"
CHART = '"image/png"'  # an executed sample holds its charts
BARE = "the bare script"
OURS_TWO = "ours, 2 workers"
PAPERMILL = "papermill CLI"
PLOOMBER_NAME = "ploomber-engine, one process, not isolated"


@dataclass(frozen=True)
class Sets:
    """So many sets of the sample; the fast candidates run more often than the slow ones."""

    count: int
    fast: int
    slow: int


def write_sets(folder: Path, seeds: Sequence[int]) -> None:
    """Write the seeds as a table of parameters, and one a line."""
    with (folder / "sets.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["seed"], *([seed] for seed in seeds)])
    (folder / "seeds.txt").write_text("".join(f"{seed}\n" for seed in seeds), "utf-8")


def write_notebooks(folder: Path, seeds: Sequence[int]) -> None:
    """Write a copy of the sample a seed, with the seed as its default, for who takes no others."""
    write_sets(folder, seeds)
    (folder / "notebooks").mkdir(exist_ok=True)
    for seed in seeds:
        notebook = nbformat.read(SAMPLE, as_version=4)
        cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
        cells[0].source = f"seed = {seed}"
        nbformat.write(notebook, folder / "notebooks" / f"{seed}.ipynb")


def peers(sets: Sets, binaries: Path) -> list[Candidate]:
    """Return what a user would run instead."""
    seeds = range(1, sets.count + 1)
    papermill: Command = [
        "papermill",
        SAMPLE,
        "out/{}.ipynb",
        "-p",
        "seed",
        "{}",
        "--no-progress-bar",
    ]
    each = ["xargs", "-a", "seeds.txt", "-I{}"]
    copies = [f"notebooks/{seed}.ipynb" for seed in seeds]
    convert = ["jupyter", "nbconvert", "--execute", "--to", "notebook", "--output-dir", "out"]
    snakemake: Command = ["snakemake", "-s", SNAKEFILE, "-c2", "--config", f"count={sets.count}"]
    python = binaries / "python"
    own, shared = partial(write_notebooks, seeds=seeds), partial(_with_out, seeds=seeds)

    def peer(name: str, command: Command, prepare: Callable[[Path], None], runs: int) -> Candidate:
        return Candidate(
            name, command, binaries, "out/*.ipynb", sets.count, CHART, prepare, runs=runs
        )

    return [
        peer(PAPERMILL, [*each, *papermill], shared, sets.slow),
        peer("papermill CLI, two at a time", [*each, "-P2", *papermill], shared, sets.slow),
        peer("Snakemake -c2 with papermill", snakemake, own, sets.slow),
        peer("nbconvert --execute, all in one call", [*convert, *copies], own, sets.slow),
        peer(PLOOMBER_NAME, [python, PLOOMBER, SAMPLE, "sets.csv", "out"], shared, sets.fast),
        Candidate(
            BARE,
            [python, SCRIPT, SAMPLE, "sets.csv", "out"],
            binaries,
            "out/*.png",
            2 * sets.count,
            prepare=shared,
            runs=sets.fast,
            environment={"MPLBACKEND": "agg"},
        ),
    ]


def ours(sets: Sets) -> list[Candidate]:
    """Return the project's own way, with one worker, two and four."""
    seeds = range(1, sets.count + 1)
    return [
        Candidate(
            OURS_TWO.replace("2 workers", f"{jobs} worker{'s' * (jobs > 1)}"),
            sweep(SAMPLE, jobs),
            OURS,
            "out/**/*.ipynb",
            sets.count,
            CHART,
            partial(write_sets, seeds=seeds),
            runs=sets.fast,
        )
        for jobs in (1, 2, 4)
    ]


def sweep(notebook: Path, jobs: int) -> Command:
    """Return our command for the sets of the folder."""
    return ["analysis", "sweep", notebook, "--params", "sets.csv", "--out", "out", "-j", str(jobs)]


def _with_out(folder: Path, seeds: Sequence[int]) -> None:
    """Write the sets, and make the folder of the executed notebooks, as papermill will not."""
    write_sets(folder, seeds)
    (folder / "out").mkdir()
