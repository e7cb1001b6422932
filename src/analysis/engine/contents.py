"""Tasks, and what they are made of: what files hold, told by digests, and remembered in a file.

A task is out of date where what it was last made of, or what it made then, is not what there is
now: contents count, not times. Imports plain modules, what a notebook rests on, what is installed.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import analysis
from analysis import files
from analysis.engine import imports, installed
from analysis.errors import CheckError
from analysis.files import write_all

MISSING = ""  # the digest of a file that is not there
UNKNOWN = "changed while it was loaded"
TICK_NS = 10_000_000  # by so much the clock of a file system may be behind
PAUSE = 1  # seconds between two writings of the memory while work goes on
RECENT_NS = 2_000_000_000  # a change so short ago may be followed by another at the same time


class State(NamedTuple):
    """What a file holds, and the times, size and number that its file system gives it.

    An edit that is put back leaves the digest as it was, and never the time of the change.
    """

    digest: str
    status: tuple[int, ...] = ()


_known: dict[tuple[Path, bool], State] = {}


def digest(path: Path, cells: bool = False) -> str:
    """Return the digest of a file's content, or of a notebook's `cells`, as state() does."""
    return state(path, cells).digest


def state(path: Path, cells: bool = False) -> State:
    """Return the state of a file, or of a notebook's `cells`; the digest is MISSING without a file.

    The file is read unless this process has read it before and nobody has touched it since.
    Raises DataError where the cells of no notebook are asked for.
    """
    try:
        found = path.stat()
        status = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
        if (path, cells) in _known and _known[path, cells].status == status:
            return _known[path, cells]
        content = imports.cells(path).encode() if cells else path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return State(MISSING)
    held = State(hashlib.sha256(content).hexdigest(), status)
    if time.time_ns() - found.st_ctime_ns > RECENT_NS:
        _known[path, cells] = held
    return held


def of_all(files: Iterable[Path]) -> dict[Path, State]:
    """Return the state of each file."""
    return {path: state(path) for path in files}


def combined(states: Mapping[Path, State], *texts: str) -> str:
    """Return one digest of what files hold, of their names in the project, and of `texts`."""
    whole = hashlib.sha256(repr(texts).encode())
    for path in sorted(states):
        whole.update(f"\n{name(path)}\0{states[path].digest}".encode())
    return whole.hexdigest()


@cache
def loaded() -> dict[Path, State]:
    """Return the states of the package's files as this process has loaded their code.

    A file that was touched since Python began to load the package is UNKNOWN: what was loaded may
    be what it held before.
    """
    began = analysis.STARTED_NS - TICK_NS
    return {
        path: State(UNKNOWN) if os.stat(path).st_ctime_ns > began else state(path)
        for path in imports.package()
    }


def is_loaded() -> bool:
    """Return whether nobody has touched the package's files since this process began to load it."""
    return of_all(imports.package()) == loaded()


def code() -> str:
    """Return a digest of the package as this process runs it, wherever it is installed."""
    if not is_loaded():
        return "changed since it was loaded"
    files = [
        (path.relative_to(imports.PACKAGE).as_posix(), loaded()[path].digest) for path in loaded()
    ]
    return hashlib.sha256(repr(files).encode()).hexdigest()[:8]


@cache
def name(path: Path) -> str:
    """Return the path as read from the project's top folder."""
    return files.relative(path)


@dataclass(frozen=True)
class Made:
    """What a task was made of when it was last done, and what it made: digests."""

    of: str
    outputs: Mapping[str, str]


class Memory:
    """What is remembered in a file; nothing where it is damaged or from another version."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.tasks: dict[str, Made] = {}
        self.complete: dict[str, Any] = {}
        self._written = time.monotonic()
        try:
            found = json.loads(file.read_bytes())
            self.tasks = {name: Made(**made) for name, made in found["tasks"].items()}
            self.complete = dict(found["complete"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self.forget()

    def forget(self) -> None:
        """Forget all of it."""
        self.tasks, self.complete = {}, {}

    def note(self, task: str, made: Made) -> None:
        """Remember what a task was made of; the file is written now and then, and by save()."""
        self.tasks[task] = made
        if time.monotonic() - self._written > PAUSE:
            self.save()

    def tasks_of(self, state: str) -> int | None:
        """Return how many tasks the work had that left this state; None where there is another."""
        known = self.complete.get("state") == state
        return int(self.complete.get("tasks", 0)) if known else None

    def note_complete(self, state: str, tasks: int) -> None:
        """Remember the state that work of so many tasks has left, and write the file."""
        self.complete = {"state": state, "tasks": tasks}
        self.save()

    def save(self) -> None:
        """Write the file, whole."""
        tasks = {name: vars(made) for name, made in self.tasks.items()}
        text = json.dumps({"tasks": tasks, "complete": self.complete}, ensure_ascii=False)
        write_all({self.file: text.encode()})
        self._written = time.monotonic()


@dataclass(frozen=True, kw_only=True)
class Task:
    """A function, the files that it reads and those that it makes.

    The function is called with `arguments`, which are read when the task begins. What it returns
    is the content of its only output; a function that returns None has written its outputs.
    """

    name: str
    function: Callable[..., bytes | None]
    arguments: Callable[[], dict[str, Any]] = dict
    inputs: Sequence[Path] = ()
    notebooks: Sequence[Path] = ()  # inputs too, whose cells count and whose outputs do not
    outputs: Sequence[Path]
    others: Callable[[], Iterable[Path]] = tuple  # outputs whose names show when they are there
    settings: str = ""  # what else decides what is made
    here: bool = False  # computes in this process, one at a time, and in the place of no other
    kind: str = ""  # what it is, in the line that tells when it is done; none where this is empty


def inputs_of(task: Task) -> dict[Path, State]:
    """Return the state of each input; raise CheckError where there is no such file."""
    found = of_all(task.inputs)
    found |= {path: state(path, cells=True) for path in task.notebooks}
    if missing := [name(path) for path, held in found.items() if not held.digest]:
        what = f"found no such file; expected what '{task.name}' is made from. Restore it."
        raise CheckError(f"{', '.join(missing)}: {what}")
    return found


def made_of(task: Task, inputs: Mapping[Path, State]) -> Made:
    """Return what the task makes of these inputs: the outputs as they are now."""
    names = map(name, task.outputs)
    of = combined(inputs, installed.everything(), task.settings, *names)
    every = [*task.outputs, *task.others()]
    return Made(of, {name(path): digest(path) for path in every})


def differing(
    before: Mapping[Path, State], after: Mapping[Path, State], written: Sequence[Path] = ()
) -> str:
    """Return the names of the files that were touched in between; the empty text for none.

    Of those that the task itself has `written` only the content counts.
    """
    touched = [path for path in before if before[path] != after[path]]
    changed = [p for p in touched if p not in written or before[p].digest != after[p].digest]
    return ", ".join(sorted(map(name, changed)))


def is_up_to_date(task: Task, memory: Memory) -> bool:
    """Return whether what the task made is there, and was made of what there is now."""
    return memory.tasks.get(task.name) == made_of(task, inputs_of(task))


def settled(tasks: Iterable[Task], memory: Memory) -> bool:
    """Return whether all that the tasks made still is what they made."""
    return all(
        memory.tasks[task.name].outputs[name(path)] == digest(path)
        for task in tasks
        for path in task.outputs
    )
