"""A second call: with nothing to do, and with one notebook edited or one set changed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import nbformat

from . import results, sets
from .measure import Candidate, Command, Measurement, measure, nothing, race
from .peers import OURS, ROOT
from .report import copy_project, executions
from .results import Aim, Section

BUILD, SWEEP, SNAKEMAKE = "analysis build", "analysis sweep, 2 workers", "Snakemake -c2"
EXECUTED = ".cache/executed/*.ipynb"
Edit = Callable[[Path], None]
Say = Callable[[str], None]


def first_notebook(home: Path) -> Path:
    """Return the first notebook of the project in `home`."""
    return min((home / "notebooks").glob("*.ipynb"))


def edit_notebook(home: Path) -> None:
    """Add a comment to the last cell of code of the first notebook."""
    path = first_notebook(home)
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells[-1].source += "\n# edited"
    nbformat.write(notebook, path)


def change_set(home: Path) -> None:
    """Put a new seed in the place of the last."""
    seeds = [int(line) for line in (home / "seeds.txt").read_text("utf-8").split()]
    sets.write_sets(home, [*seeds[:-1], seeds[-1] + 1])


def candidates(folder: Path, binaries: Path) -> list[tuple[Candidate, Edit]]:
    """Return each with all of its work to do, and what makes one notebook of it out of date."""
    count = len(executions())
    seeds = range(1, count + 1)
    root = {"ANALYSIS_ROOT": str(folder / BUILD)}
    snakemake: Command = ["snakemake", "-s", sets.SNAKEFILE, "-c2", "--config", f"count={count}"]
    copies = partial(sets.write_notebooks, seeds=seeds)
    table = partial(sets.write_sets, seeds=seeds)
    made, swept = ("out/*.ipynb", count), ("out/**/*.ipynb", count)
    sweep, build = sets.sweep(sets.SAMPLE, 2), BUILD.split()
    at = {name: folder / name for name in (SNAKEMAKE, BUILD, SWEEP)}
    return [
        (
            Candidate(SNAKEMAKE, snakemake, binaries, *made, "", copies, at[SNAKEMAKE]),
            edit_notebook,
        ),
        (
            Candidate(
                BUILD, build, OURS, EXECUTED, count, "", copy_project, at[BUILD], environment=root
            ),
            edit_notebook,
        ),
        (Candidate(SWEEP, sweep, OURS, *swept, "", table, at[SWEEP]), change_set),
    ]


def run_again(folder: Path, binaries: Path, times: int, say: Say) -> list[Section]:
    """Do all the work once, then race with none of it to do, then with one notebook's."""
    every = candidates(folder, binaries)
    say("All the work once, to have nothing left to do:")
    for first, _ in every:
        say(f"  {first.name}: {measure(first).seconds:.2f} s")
    say("Nothing to do:")
    idle = race([replace(first, makes=0, prepare=nothing, runs=times) for first, _ in every], say)
    say("One notebook edited:")
    edited = race(
        [replace(first, makes=made_anew(first), prepare=edit, runs=times) for first, edit in every],
        say,
    )
    return _sections(len(executions()), idle, edited)


def made_anew(candidate: Candidate) -> int:
    """Return how many notebooks an edit makes anew: for a build, the same in each language."""
    if candidate.name != BUILD:
        return 1
    return sum(run.notebook == first_notebook(ROOT) for run in executions())


def _sections(
    count: int, idle: dict[str, list[Measurement]], edited: dict[str, list[Measurement]]
) -> list[Section]:
    aims = [
        Aim(
            f"nothing to do: {name}, times {SNAKEMAKE}", results.ratio(idle, name, SNAKEMAKE), 2 / 3
        )
        for name in (BUILD, SWEEP)
    ]
    aims.append(Aim(f"nothing to do: {BUILD}, s", results.middle(idle[BUILD]), 0.15))
    return [
        Section(
            "Nothing to do",
            f"{count} executed notebooks, all up to date: the project's own for `{BUILD}`, which "
            "also holds its tables and its report up to date, and sets of the sample for the rest.",
            results.race_table(idle, SNAKEMAKE),
            aims,
        ),
        Section(
            "One notebook edited",
            f"The same, with one notebook edited, or one set changed. `{BUILD}` runs it once a "
            "language, and publishes the report again.",
            results.race_table(edited, SNAKEMAKE),
        ),
    ]
