"""The files of a sweep: what it reads, where it writes, and whether any of it has changed since."""

from pathlib import Path
from typing import Any

from analysis import paths
from analysis.engine import contents, imports
from analysis.engine.sweep.sets import ENDING, identity

MEMORY = ".cache"  # in the folder of outputs: what was run, and on which contents
INDEX = "index.html"
RUNS = ("engine.sandbox", "engine.kernels.forkserver")  # what runs sets, whatever is in them
Sets = dict[str, dict[str, Any]]  # by name


def output(out: Path, name: str) -> Path:
    """Return where the executed notebook of a set is written."""
    return out.resolve() / f"{name}{ENDING}"


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
            *imports.of_module(*RUNS),
            *imports.beside(notebook, [notebook.parent, Path.cwd()]),
            *([lock] if lock.is_file() else []),
        }
    )


def start() -> dict[Path, str]:
    """Return the digests of the code that runs sets, as this process has loaded it.

    What kernels read is read anew for each set.
    """
    return {path: contents.loaded()[path] for path in imports.of_module(*RUNS)}


def inputs(notebook: Path, named: Sets) -> str:
    """Return a digest of the sets and of what is read; of the notebook its cells alone.

    The whole program is read: parts of it that no notebook's outputs rest on make the index.
    """
    sets = [(name, identity(given)) for name, given in named.items()]
    read = [path for path in (*reads(notebook), *imports.package()) if path != notebook]
    cells = {notebook: contents.digest(notebook, cells=True)}
    return contents.combined(contents.of_all(read) | cells, repr(sets))


def outputs(named: Sets, out: Path) -> str:
    """Return a digest of what a sweep writes."""
    return contents.combined(contents.of_all([out / INDEX, *(output(out, name) for name in named)]))
