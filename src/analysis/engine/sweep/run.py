"""Run a notebook once for every set of parameters: what is missing or changed, several at once."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import files
from analysis.engine import contents, execute
from analysis.engine.loading import loading
from analysis.engine.memory import STAGING, Memory
from analysis.engine.sweep import page, sweep_files
from analysis.engine.sweep.page import DONE, FAILED, WAITING, Shown
from analysis.engine.sweep.sets import names
from analysis.engine.sweep.sweep_files import INDEX, MEMORY, Sets
from analysis.errors import AnalysisError, DataError, NotebookError, Problem
from analysis.files import locked

if TYPE_CHECKING:
    from analysis.engine.graph import Result


@dataclass(frozen=True)
class Outcome:
    """How many sets a sweep ran, of how many, and the other notebooks that lie beside theirs."""

    ran: int
    total: int
    others: int


def sweep(
    notebook: Path,
    sets: list[dict[str, Any]],
    out: Path,
    jobs: int | None = None,
    force: bool = False,
    scheduler: str | None = None,
) -> Outcome:
    """Run those `sets` whose notebook in `out` is missing or out of date; write the index there.

    All of them where `force` is given. On the Dask cluster whose `scheduler` is at that address, if
    one is given: there a set works in a folder of its own, which goes when it ends.

    Every set gets its turn: one that fails is shown in the index with its error, and has no
    notebook in `out`, for one of an earlier run is out of date. Notebooks of sets that are not
    among `sets` are left alone. Raises NotebookError, which names the sets that failed; DataError
    where `out` holds anything but an earlier sweep of `notebook`; Interrupted, with the index as
    it was, where the user stops it.
    """
    named = dict(zip(names(sets), sets, strict=True))
    out.mkdir(parents=True, exist_ok=True)
    with locked(out / MEMORY, f"sweep into {out}"):
        _claim(out, notebook)
        memory = Memory(out / MEMORY / "sweep.json")
        if force:
            memory.forget()
        contents.loaded()  # before there is any more of it
        fresh = memory.tasks_of(_state(notebook, named, out)) is not None
        ran = 0 if fresh else _run(notebook, named, out, memory, jobs, scheduler)
    outputs = {sweep_files.output(out, name).name for name in named}
    others = sum(path.name not in outputs for path in out.glob("*.ipynb"))
    return Outcome(ran, len(named), others)


def _run(
    notebook: Path,
    named: Sets,
    out: Path,
    memory: Memory,
    jobs: int | None,
    scheduler: str | None,
) -> int:
    """Run what is out of date, write the index, and return how many ran; raise as sweep() does."""
    if scheduler is None:
        execute.load()
    with loading():
        from analysis.engine import graph
        from analysis.engine.sweep import sweep_tasks

    before = sweep_files.inputs(notebook.resolve(), named)
    tasks = sweep_tasks.tasks(notebook.resolve(), named, out, remote=scheduler is not None)
    result = graph.run(tasks, memory, jobs, scheduler, sweep_files.start())
    shown = _shown(result, named)
    for name in result.errors:
        sweep_files.output(out, name).unlink(missing_ok=True)
    index = {out / INDEX: page.page(notebook.name, shown)}
    files.write_all(index, staging=memory.file.parent / STAGING)
    _raise_failures(shown, out)
    state = _state(notebook, named, out)
    unchanged = contents.is_loaded() and sweep_files.inputs(notebook.resolve(), named) == before
    if unchanged and graph.settled(tasks, memory):
        memory.note_complete(state, len(named))
    return len(result.ran)


def _state(notebook: Path, named: Sets, out: Path) -> str:
    """Return one text for all that a sweep reads and writes, as it is now."""
    return sweep_files.inputs(notebook.resolve(), named) + sweep_files.outputs(named, out)


def _claim(out: Path, notebook: Path) -> None:
    """Note in `out` whose sweep it holds; refuse a folder that holds anything else."""
    mark, own = out / MEMORY / "notebook", Path(os.path.relpath(notebook, out)).as_posix()
    expected = f"a new or empty folder, or that of an earlier sweep of {notebook.name}"
    found = None
    if mark.is_file():
        earlier = mark.read_text("utf-8")
        found = None if earlier == own else f"a sweep of {earlier}"
    elif out.is_dir() and (others := sorted(path.name for path in out.glob("[!.]*"))):
        found = f"a folder that holds '{others[0]}'"
    if found:
        raise DataError([Problem(str(out), found, expected, "Name another with --out.")])
    files.write_all({mark: own.encode()})


def _shown(result: "Result", named: Sets) -> list[Shown]:
    """Return each set with what became of it."""
    shown = []
    for name, given in named.items():
        error = result.errors.get(name)
        state = FAILED if error else DONE if name in result.done else WAITING
        shown.append(Shown(name, given, state, error))
    return shown


def _raise_failures(shown: list[Shown], out: Path) -> None:
    """Raise what is no fault of a notebook as it is, else one error that names every failed set."""
    for one in shown:
        if one.error and not isinstance(one.error, AnalysisError):
            raise one.error
    if failed := [one for one in shown if one.state == FAILED]:
        waiting = sum(one.state == WAITING for one in shown)
        left = f" and {waiting} were not run" if waiting else ""
        head = f"{len(failed)} of {len(shown)} sets failed{left}; {out / INDEX} shows all of it."
        raise NotebookError("\n".join([head, *(f"  {one.name}: {one.last}" for one in failed)]))
