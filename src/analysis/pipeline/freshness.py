"""Tell at once that nothing has changed since the last build, without importing pytask."""

from pathlib import Path

from analysis import paths
from analysis.engine import imports, stamp


def unchanged() -> int | None:
    """Return how many tasks the last build had; None where a file has changed since."""
    return stamp.recall(_memory(), stamp.digest(_every()))


def inputs() -> str:
    """Return a digest of all that a build reads: code, lock, raw data and the notebooks' cells."""
    cells = [imports.cells(path) for path in sorted(paths.notebooks().glob("*.ipynb"))]
    return stamp.digest(_read(), repr(cells))


def remember(before: str, tasks: int) -> None:
    """Note what all files hold after a build of so many tasks, which began with inputs `before`.

    Nothing is noted where an input has changed since: the next build has to look.
    """
    state = stamp.digest(_every())
    if inputs() == before:
        stamp.note(_memory(), state, tasks)


def _every() -> list[Path]:
    made = [paths.notebooks(), paths.processed(), paths.reports()]
    return [*_read(), *(path for folder in made for path in _files(folder)), paths.readme()]


def _read() -> list[Path]:
    return [*imports.package(), *_files(paths.raw()), paths.root() / "requirements.lock"]


def _files(folder: Path) -> list[Path]:
    hidden = {"__pycache__", ".ipynb_checkpoints"}
    return [path for path in paths.below(folder) if hidden.isdisjoint(path.parts)]


def _memory() -> Path:
    return paths.scratch() / "complete.json"
