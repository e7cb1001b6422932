"""The tasks of a sweep, one a set, and what each rests on."""

from pathlib import Path
from typing import Any

import pytask

from analysis import dependencies, execute, kernels, paths, set_names
from analysis.errors import AnalysisError
from analysis.nodes import Files

Sets = dict[str, dict[str, Any]]  # by name


def tasks(notebook: Path, named: Sets, out: Path) -> list[pytask.Task]:
    """Return the tasks, for pytask."""
    rests_on = _rests_on(notebook)
    return [
        _task(notebook, rests_on, name, given, output(out, name)) for name, given in named.items()
    ]


def output(out: Path, name: str) -> Path:
    """Return where the executed notebook of a set is written."""
    return out.resolve() / f"{name}{set_names.ENDING}"


def _rests_on(notebook: Path) -> list[Path]:
    """Return the files that decide what a set makes: the data that the notebook reads is unknown.

    Of the project's own tables it is known: they count where a notebook imports `analysis.tables`.
    """
    own = dependencies.of_notebook(notebook)
    tables = paths.processed().glob("*.csv") if dependencies.PACKAGE / "tables.py" in own else ()
    lock = paths.root() / "requirements.lock"
    return sorted(
        {
            notebook,
            *own,
            *tables,
            *dependencies.of_module("execute", "kernels", "files"),
            *dependencies.beside(notebook, [notebook.parent, Path.cwd()]),
            *([lock] if lock.is_file() else []),
        }
    )


def _task(
    notebook: Path, rests_on: list[Path], name: str, given: dict[str, Any], output: Path
) -> pytask.Task:
    """Return the task of one set, on one node for all its files: pytask's time goes by nodes."""

    def execute_one(rests_on: list[Path], executed: Path) -> None:
        try:
            execute.run(notebook, given, executed)
        except AnalysisError:
            _say("stopped" if kernels.stopped() else "failed", name)
            raise
        _say("set", name)

    text = set_names.identity(given)
    return pytask.Task(
        base_name=name,
        path=Path(__file__),
        function=execute_one,
        depends_on={"rests_on": Files(name=f"what {name} rests on", paths=rests_on, text=text)},
        produces={"executed": pytask.PathNode.from_path(output)},
    )


def _say(kind: str, what: str) -> None:
    print(f"  {kind:<9} {what}", flush=True)
