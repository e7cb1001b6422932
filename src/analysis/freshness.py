"""Tell at once that nothing has changed since the last build, without importing pytask.

It is all or nothing: where anything at all has changed, pytask finds out what rests on it.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from analysis import dependencies, paths
from analysis.files import write_all


def unchanged() -> int | None:
    """Return how many tasks the last build had; None where a file has changed since."""
    try:
        last = json.loads(_memory().read_bytes())
        return int(last["tasks"]) if last["state"] == _digest(_every()) else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):  # no memory, or none to trust
        return None


def inputs() -> str:
    """Return a digest of all that a build reads: code, lock, raw data and the notebooks' cells."""
    cells = [dependencies.cells(path) for path in sorted(paths.notebooks().glob("*.ipynb"))]
    return _digest(_read()) + hashlib.sha256(repr(cells).encode()).hexdigest()


def remember(before: str, tasks: int) -> None:
    """Note what all files hold after a build of so many tasks, which began with inputs `before`.

    Nothing is noted where an input has changed since: the next build has to look.
    """
    state = _digest(_every())
    if inputs() == before:
        write_all({_memory(): json.dumps({"state": state, "tasks": tasks}).encode()})


def _every() -> list[Path]:
    made = [paths.notebooks(), paths.processed(), paths.reports()]
    return [*_read(), *(path for folder in made for path in _files(folder)), paths.readme()]


def _read() -> list[Path]:
    return [*_files(dependencies.PACKAGE), *_files(paths.raw()), paths.root() / "requirements.lock"]


def _files(folder: Path) -> list[Path]:
    hidden = {"__pycache__", ".ipynb_checkpoints"}
    return [path for path in paths.below(folder) if hidden.isdisjoint(path.parts)]


def _digest(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        content = path.read_bytes() if path.is_file() else b""
        whole.update(f"{path}\n{len(content)}\n".encode() + content)
    return whole.hexdigest()


def _memory() -> Path:
    return paths.scratch() / "complete.json"
