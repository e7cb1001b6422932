"""The files of a sweep: what it reads, where it writes, and whether any of it has changed since."""

from pathlib import Path
from typing import Any

from analysis import paths
from analysis.engine import imports, stamp
from analysis.engine.sweep import set_names

MEMORY = ".cache"  # in the folder of outputs: what was run, and on which contents
INDEX = "index.html"
Sets = dict[str, dict[str, Any]]  # by name


def output(out: Path, name: str) -> Path:
    """Return where the executed notebook of a set is written."""
    return out.resolve() / f"{name}{set_names.ENDING}"


def reads(notebook: Path) -> list[Path]:
    """Return the files that decide what a set makes: the data that the notebook reads is unknown.

    Of the project's own tables it is known: they count where a notebook
    imports `analysis.data.tables`.
    """
    own = imports.of_notebook(notebook)
    tables = (
        paths.processed().glob("*.csv") if imports.PACKAGE / "data" / "tables.py" in own else ()
    )
    lock = paths.root() / "requirements.lock"
    return sorted(
        {
            notebook,
            *own,
            *tables,
            *imports.of_module("engine.execute", "files", "engine.kernels.forkserver"),
            *imports.beside(notebook, [notebook.parent, Path.cwd()]),
            *([lock] if lock.is_file() else []),
        }
    )


def inputs(notebook: Path, named: Sets) -> str:
    """Return a digest of the sets and of what is read; of the notebook its cells alone.

    The whole program is read: parts of it that no notebook's outputs rest on make the index.
    """
    sets = [(name, set_names.identity(given)) for name, given in named.items()]
    read = [path for path in (*reads(notebook), *imports.package()) if path != notebook]
    return stamp.digest(read, repr([sets, imports.cells(notebook)]))


def unchanged(notebook: Path, named: Sets, out: Path) -> bool:
    """Return whether all that the last sweep read and wrote still is as that left it."""
    return stamp.recall(_memory(out), _state(inputs(notebook, named), named, out)) is not None


def remember(before: str, notebook: Path, named: Sets, out: Path) -> None:
    """Note what a sweep left that began with these inputs, unless they have changed since."""
    state = _state(before, named, out)
    if inputs(notebook, named) == before:
        stamp.note(_memory(out), state, len(named))


def forget(out: Path) -> None:
    """Forget that anything was done."""
    _memory(out).unlink(missing_ok=True)


def _state(before: str, named: Sets, out: Path) -> str:
    return stamp.digest([out / INDEX, *(output(out, name) for name in named)], before)


def _memory(out: Path) -> Path:
    return out / MEMORY / "complete.json"
