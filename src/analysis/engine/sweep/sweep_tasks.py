"""The tasks of a sweep, one a set, and what each rests on."""

from functools import partial
from pathlib import Path
from typing import Any

import pytask
from pytask import PythonNode

from analysis import paths
from analysis.engine import execute, imports, sandbox
from analysis.engine.kernels import provisioner
from analysis.engine.nodes import Files
from analysis.engine.notebook import bare
from analysis.engine.progress import say
from analysis.engine.sweep import set_names, sweep_files
from analysis.engine.sweep.sweep_files import Sets
from analysis.errors import AnalysisError


def tasks(notebook: Path, named: Sets, out: Path, remote: bool = False) -> list[Any]:
    """Return the tasks, for pytask; where they are `remote`, all that a set needs travels."""
    rests_on = sweep_files.reads(notebook)
    if remote:
        content, data = bare(notebook), _data(notebook)
        return [
            _travelling(
                notebook.name, content, data, rests_on, name, given, sweep_files.output(out, name)
            )
            for name, given in named.items()
        ]
    return [
        _task(notebook, rests_on, name, given, sweep_files.output(out, name))
        for name, given in named.items()
    ]


def _task(
    notebook: Path, rests_on: list[Path], name: str, given: dict[str, Any], output: Path
) -> pytask.Task:
    """Return the task of one set, on one node for all its files: pytask's time goes by nodes."""

    def execute_one(rests_on: list[Path], executed: Path) -> None:
        try:
            execute.run(notebook, given, executed)
        except AnalysisError:
            say("stopped" if provisioner.stopped() else "failed", name)
            raise
        say("set", name)

    text = set_names.identity(given)
    return pytask.Task(
        base_name=name,
        path=Path(__file__),
        function=execute_one,
        depends_on={"rests_on": Files(name=f"what {name} rests on", paths=rests_on, text=text)},
        produces={"executed": pytask.PathNode.from_path(output)},
    )


def _data(notebook: Path) -> dict[str, bytes]:
    """Return what a set may read on another machine, by its path in the folder that it gets there.

    The modules that the notebook imports from beside it, and the project's tables.
    """
    folders = [notebook.parent, Path.cwd()]
    beside = {
        f"{sandbox.NOTEBOOKS}/{path.relative_to(folder).as_posix()}": path
        for folder in reversed(folders)
        for path in imports.beside(notebook, folders)
        if path.is_relative_to(folder)
    }
    tables = {paths.relative(path): path for path in paths.processed().glob("*.csv")}
    return {at: path.read_bytes() for at, path in (beside | tables).items()}


def _travelling(
    notebook: str,
    content: bytes,
    data: dict[str, bytes],
    rests_on: list[Path],
    name: str,
    given: dict[str, Any],
    made: Path,
) -> Any:
    """Return the task of one set as a function of a module, which a worker is sent by its name."""
    needs = {
        "notebook": PythonNode(value=content),
        "name": notebook,
        "data": PythonNode(value=data),
        "given": PythonNode(value=given),
        "rests_on": Files(
            name=f"what {name} rests on", paths=rests_on, text=set_names.identity(given)
        ),
    }
    product = pytask.PathNode.from_path(made)
    return pytask.task(name=name, kwargs=needs, produces=product)(partial(sandbox.perform))
