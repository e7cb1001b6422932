"""The one place where study and engine meet: which tasks there are, and what each rests on.

build() runs those that are out of date, and turns what went wrong into one clear error. It imports
the others when there is work to do.
"""

from dataclasses import dataclass
from pathlib import Path

from analysis import files
from analysis.engine import contents, installed
from analysis.engine.contents import Memory, State, combined, settled

MEMORY = "build.json"
HIDDEN = {"__pycache__", ".ipynb_checkpoints"}
LEFT = "leftovers"  # where staged files go that a killed command left beside their targets


@dataclass(frozen=True)
class Outcome:
    """How many tasks a build ran, of how many; the others were up to date."""

    ran: int
    total: int


def build(
    jobs: int | None = None, scheduler: str | None = None, limit: int | None = None
) -> Outcome:
    """Bring tables, notebooks and report up to date, with `jobs` tasks at once (default: cores).

    Notebooks run on the Dask cluster whose `scheduler` is at that address, if one is given; a cell
    may take `limit` seconds (default: execute.TIME_LIMIT).

    Raises CheckError where other packages are installed than the lock pins; the AnalysisError of a
    task that met bad input or a failing notebook; any other exception of a task as it is. The last
    task publishes all of it, so that it stays as it was when anything before fails.
    """
    with files.locked(files.scratch(), "build of this project"):
        contents.loaded()  # before there is any more of it
        installed.check_versions(_lock())
        memory = Memory(files.scratch() / MEMORY)
        _tell_drafts()
        total = memory.tasks_of(_state())
        return Outcome(0, total) if total else _run(memory, jobs, scheduler, limit)


def _tell_drafts() -> None:
    """Say of each notebook that is no chapter of the report why it is none."""
    drafts = set(files.notebooks().glob("*.ipynb")).difference(files.chapters())
    if not drafts:
        return  # nothing is loaded to say nothing
    from analysis.engine.progress import say

    for path in sorted(drafts):
        rule = "chapters are named NN-a-question-in-words.ipynb, in small letters; rename it"
        say("left out", f"{files.relative(path)}: no chapter yet, for {rule}")


def _run(memory: Memory, jobs: int | None, scheduler: str | None, limit: int | None) -> Outcome:
    from analysis import fonts
    from analysis.engine import execute
    from analysis.engine.progress import say

    before = _read()
    if scheduler is None:
        execute.load(isolated=True)
    with execute.loading():
        from analysis.engine import graph
        from analysis.pipeline import plan, publishing, tasks

    installed.check_files(package for package, _ in fonts.FILES.values())
    _sweep_up()
    publishing.keep_last()
    runs = plan.plan()
    every = tasks.build_tasks(runs, limit or execute.TIME_LIMIT)
    with graph.executor(jobs, scheduler) as (pool, at_once):
        result = graph.run(every, memory, pool, at_once, contents.loaded() | before)
    if failure := result.failure():
        raise failure
    for path in plan.left_out(runs):
        say("left out", f"{files.relative(path)}: there is no source that it is for")
    state = _state()
    unchanged = contents.is_loaded() and combined(_read()) == combined(before)
    if unchanged and settled(every, memory):
        memory.note_complete(state, result.total)
    return Outcome(len(result.ran), result.total)


def _read() -> dict[Path, State]:
    """Return the states of what a build reads besides code; of notebooks those of their cells."""
    cells = {path: contents.state(path, cells=True) for path in files.chapters()}
    return contents.of_all([_lock(), files.citation(), *_files(files.raw())]) | cells


def _state() -> str:
    """Return one digest of all that a build reads and writes, and of what is installed."""
    return combined(contents.loaded() | contents.of_all(_project()), installed.everything())


def _project() -> list[Path]:
    folders = [files.raw(), files.notebooks(), files.processed(), files.reports()]
    found = [path for folder in folders for path in _files(folder)]
    return [_lock(), files.citation(), files.readme(), *found]


def _sweep_up() -> None:
    """Move out of the way what a command that was killed left among the project's files."""
    import shutil

    from analysis.engine.progress import say

    folders = [files.raw(), files.processed(), files.notebooks(), files.reports()]
    found = [left for folder in folders for left in files.leftovers(folder, "**/.*")]
    for path in [*files.leftovers(files.root()), *found]:
        aside = files.scratch() / LEFT / path.name
        with files.writing(aside):
            aside.parent.mkdir(exist_ok=True)
            shutil.move(path, aside)
        where = f"{files.relative(path)} to {files.relative(aside)}"
        say("moved", f"{where}: a command that was killed left it")


def _files(folder: Path) -> list[Path]:
    return [path for path in files.below(folder) if HIDDEN.isdisjoint(path.parts)]


def _lock() -> Path:
    return files.root() / "requirements.lock"
