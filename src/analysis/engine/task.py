"""A task: a function with the files that it reads and makes, and whether it is up to date.

It is out of date where what it was last made of, or what it made then, is not what there is now:
contents count, not times. Imports the engine's contents and what is installed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.engine import contents, installed
from analysis.engine.contents import Made, Memory, State
from analysis.errors import CheckError


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
    found = contents.of_all(task.inputs)
    found |= {path: contents.state(path, cells=True) for path in task.notebooks}
    if missing := [contents.name(path) for path, held in found.items() if not held.digest]:
        what = f"found no such file; expected what '{task.name}' is made from. Restore it."
        raise CheckError(f"{', '.join(missing)}: {what}")
    return found


def made_of(task: Task, inputs: Mapping[Path, State]) -> Made:
    """Return what the task makes of these inputs: the outputs as they are now."""
    names = map(contents.name, task.outputs)
    of = contents.combined(inputs, installed.everything(), task.settings, *names)
    every = [*task.outputs, *task.others()]
    return Made(of, {contents.name(path): contents.digest(path) for path in every})


def differing(
    before: Mapping[Path, State], after: Mapping[Path, State], written: Sequence[Path] = ()
) -> str:
    """Return the names of the files that were touched in between; the empty text for none.

    Of those that the task itself has `written` only the content counts.
    """
    touched = [path for path in before if before[path] != after[path]]
    changed = [p for p in touched if p not in written or before[p].digest != after[p].digest]
    return ", ".join(sorted(map(contents.name, changed)))


def is_up_to_date(task: Task, memory: Memory) -> bool:
    """Return whether what the task made is there, and was made of what there is now."""
    return memory.tasks.get(task.name) == made_of(task, inputs_of(task))


def settled(tasks: Iterable[Task], memory: Memory) -> bool:
    """Return whether all that the tasks made still is what they made."""
    return all(
        memory.tasks[task.name].outputs[contents.name(path)] == contents.digest(path)
        for task in tasks
        for path in task.outputs
    )
