"""Run a notebook once for every set of parameters: what is missing or changed, several at once.

The executed notebooks stand in one folder, beside an index page. Its `.cache` holds what was run,
on which contents, and the name of the notebook whose sweep it is.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import files
from analysis.engine import contents, execute, imports, installed
from analysis.engine.contents import Memory, Task, is_up_to_date, settled
from analysis.engine.notebook import bare, cut_short
from analysis.engine.sweep import page
from analysis.engine.sweep.page import DONE, FAILED, WAITING, Shown
from analysis.engine.sweep.sets import ENDING, identity
from analysis.errors import (
    AnalysisError,
    DataError,
    Interrupted,
    NotebookError,
    NotebookStopped,
    Problem,
)

if TYPE_CHECKING:
    from analysis.engine.graph import Result
INDEX = "index.html"
MEMORY = ".cache"
RUNS = ("engine.execute", "engine.kernels.forkserver")  # what runs sets, whatever is in them


@dataclass(frozen=True)
class Outcome:
    """How many sets a sweep ran, of how many, and the other notebooks that lie beside theirs."""

    ran: int
    total: int
    others: int


@dataclass(frozen=True)
class Sweep:
    """A notebook, the sets to run it with by name, and the folder to write to.

    `data` holds files that notebooks may read, by the module of the package through which they do.
    A cell may take `limit` seconds.
    """

    notebook: Path
    sets: dict[str, dict[str, Any]]
    out: Path
    data: Mapping[str, Sequence[Path]] = field(default_factory=dict)
    limit: int | None = None

    def output(self, name: str) -> Path:
        """Return where the executed notebook of a set is written."""
        return self.out.resolve() / f"{name}{ENDING}"

    def reads(self) -> list[Path]:
        """Return the files besides the notebook that decide what a set makes, as far as is known.

        Other data than what it reads through a module of the package is not.
        """
        own = set(imports.of_notebook(self.notebook))
        lock = files.root() / "requirements.lock"
        return sorted(
            {
                *own,
                *imports.of_module(*RUNS),
                *self.beside(),
                *(
                    path
                    for module, held in self.data.items()
                    for path in held
                    if own.issuperset(imports.of_module(module))
                ),
                *([lock] if lock.is_file() else []),
            }
        )

    def folders(self) -> list[Path]:
        """Return the folders that the notebook may import from, besides what is installed."""
        return [self.notebook.parent, Path.cwd()]

    def beside(self) -> list[Path]:
        """Return the Python files in those folders that the notebook imports, directly or not."""
        return imports.beside(self.notebook, self.folders())

    def inputs(self) -> str:
        """Return a digest of sets, packages and all that is read; of the notebook its cells only.

        The whole package is read: what no notebook's outputs rest on makes the index.
        """
        sets = [(name, identity(given)) for name, given in self.sets.items()]
        cells = {self.notebook: contents.state(self.notebook, cells=True)}
        read = contents.of_all([*self.reads(), *imports.package()])
        return contents.combined(read | cells, installed.everything(), repr(sets))

    def state(self) -> str:
        """Return one text for all that the sweep reads and writes, as it is now."""
        written = [self.out / INDEX, *map(self.output, self.sets)]
        return self.inputs() + contents.combined(contents.of_all(written))


def sweep(
    wanted: Sweep, jobs: int | None = None, scheduler: str | None = None, force: bool = False
) -> Outcome:
    """Run those sets whose notebook is missing or out of date, and write the index.

    All of them where `force` is given. On the Dask cluster whose `scheduler` is at that address, if
    one is given: there a set works in a folder of its own, which goes when it ends.

    Every set gets its turn: one that fails is shown in the index with its error and with its
    notebook as far as it ran, and has no result in the folder, for one of an earlier run is out of
    date. Notebooks of sets that are not wanted are left there. Raises NotebookError, which names
    the sets that failed; DataError where the folder holds anything but an earlier sweep of the
    notebook; Interrupted, where the user stops it, with an index of what was done until then.
    """
    with files.locked(wanted.out / MEMORY, f"sweep into {wanted.out}"):
        _claim(wanted.out, wanted.notebook)
        memory = Memory(wanted.out / MEMORY / "sweep.json")
        if force:
            memory.forget()
        contents.loaded()  # before more of the package is imported
        fresh = memory.tasks_of(wanted.state()) is not None
        ran = 0 if fresh else _run(wanted, memory, jobs, scheduler)
    found = {path.resolve() for path in wanted.out.glob(f"*{ENDING}")}
    results = {path for path in found if not path.stem.endswith(files.FAILED)}
    others = results.difference(map(wanted.output, wanted.sets))
    return Outcome(ran, len(wanted.sets), len(others))


def tasks(wanted: Sweep, remote: bool = False) -> list[Task]:
    """Return the tasks, one a set; where they are `remote`, all that a set needs travels."""
    rests_on = wanted.reads()
    return [
        Task(
            name=name,
            function=execute.perform if remote else execute.executed,
            arguments=partial(_sent, wanted, given)
            if remote
            else partial(dict, notebook=wanted.notebook, given=given, limit=wanted.limit),
            inputs=rests_on,
            notebooks=[wanted.notebook],
            outputs=[wanted.output(name)],
            settings=identity(given),
            kind="set",
        )
        for name, given in wanted.sets.items()
    ]


def _sent(wanted: Sweep, given: dict[str, Any]) -> dict[str, Any]:
    """Return what execute.perform() is given: the notebook, its modules, data and parameters."""
    data = {
        f"{execute.NOTEBOOKS}/{path.relative_to(folder).as_posix()}": path
        for folder in reversed(wanted.folders())
        for path in wanted.beside()
        if path.is_relative_to(folder)
    }
    data |= {files.relative(path): path for held in wanted.data.values() for path in held}
    return {
        "notebook": bare(wanted.notebook),
        "name": wanted.notebook.name,
        "data": {at: path.read_bytes() for at, path in data.items()},
        "called": {execute.NOTEBOOKS: str(wanted.notebook.parent), "": str(files.root())},
        "given": given,
        "limit": wanted.limit,
    }


def _run(wanted: Sweep, memory: Memory, jobs: int | None, scheduler: str | None) -> int:
    """Run what is out of date, write the index, and return how many ran; raise as sweep() does."""
    if scheduler is None:
        execute.load()
    with execute.loading():
        from analysis.engine import graph

    before = wanted.inputs()
    planned = tasks(wanted, remote=scheduler is not None)
    # Of the package only what runs sets is in this process; kernels read the rest for each set.
    start = {path: contents.loaded()[path] for path in imports.of_module(*RUNS)}
    result = graph.Result()
    try:
        with graph.executor(jobs, scheduler) as (pool, at_once):
            graph.run(planned, memory, pool, at_once, start, result)
    except Interrupted:
        shown = _write_index(wanted, planned, memory, result)
        done = f"{sum(one.state == DONE for one in shown)} of {len(shown)} sets are finished"
        head = f"Interrupted: {done}, in {wanted.out}. Run the command again for the others"
        raise Interrupted(_told(head, shown, wanted.out)) from None
    shown = _write_index(wanted, planned, memory, result)
    _raise_failures(shown, wanted.out)
    state = wanted.state()
    unchanged = contents.is_loaded() and wanted.inputs() == before
    if unchanged and settled(planned, memory):
        memory.note_complete(state, len(planned))
    return len(result.ran)


def _write_index(
    wanted: Sweep, planned: list[Task], memory: Memory, result: "Result"
) -> list[Shown]:
    """Remove what sets that failed made before; write the index, and return what it shows."""
    for name in result.errors:
        files.remove(wanted.output(name))
    done = {task.name for task in planned if is_up_to_date(task, memory)}
    shown = [
        _shown(wanted, name, given, done, result.errors.get(name))
        for name, given in wanted.sets.items()
    ]
    index = {wanted.out / INDEX: page.page(wanted.notebook.name, shown)}
    files.write_all(index, staging=memory.file.parent / files.STAGING)
    return shown


def _shown(
    wanted: Sweep, name: str, given: dict[str, Any], done: set[str], error: BaseException | None
) -> Shown:
    """Return a set with what became of it; one that the user stopped was not run to its end."""
    output = wanted.output(name)
    if name in done:
        chart, ended = page.first_chart(output), cut_short(output)
        return Shown(name, given, DONE, None, output.name, chart, ended)
    kept = files.failed_beside(output)
    file = kept.name if kept.is_file() else ""
    if error is None or isinstance(error, NotebookStopped | CancelledError):
        stopped = error if isinstance(error, NotebookStopped) else None
        return Shown(name, given, WAITING, stopped, file)
    return Shown(name, given, FAILED, error, file)


def _claim(out: Path, notebook: Path) -> None:
    """Note in `out` whose sweep it holds; refuse a folder that holds anything else."""
    mark = out / MEMORY / "notebook"
    own = Path(os.path.relpath(notebook.resolve(), out.resolve())).as_posix()
    expected = f"a new or empty folder, or that of an earlier sweep of {notebook.name}"
    found = None
    if mark.is_file():
        earlier = mark.read_text("utf-8")
        found = None if earlier == own else f"a sweep of {earlier}"
    elif others := sorted(path.name for path in out.glob("[!.]*")):
        found = f"a folder that holds '{others[0]}'"
    if found:
        raise DataError([Problem(str(out), found, expected, "Name another with --out.")])
    files.write_all({mark: own.encode()})


def _raise_failures(shown: list[Shown], out: Path) -> None:
    """Raise what is no fault of a notebook as it is, else one error that names every failed set."""
    for one in shown:
        if one.error and not isinstance(one.error, AnalysisError):
            raise one.error
    if failed := [one for one in shown if one.state == FAILED]:
        waiting = sum(one.state == WAITING for one in shown)
        left = f" and {waiting} were not run" if waiting else ""
        raise NotebookError(_told(f"{len(failed)} of {len(shown)} sets failed{left}", shown, out))


def _told(head: str, shown: list[Shown], out: Path) -> str:
    """Return a message that names the index, and each set that failed or was stopped, and why."""
    lines = [f"  {one.name}: {one.last}" for one in shown if one.error]
    return "\n".join([f"{head}; {out / INDEX} shows all of it.", *lines])
