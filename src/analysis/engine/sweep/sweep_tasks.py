"""The tasks of a sweep, one a set, and what each rests on."""

from functools import partial
from pathlib import Path
from typing import Any

from analysis import paths
from analysis.engine import execute, imports, sandbox
from analysis.engine.graph import Task
from analysis.engine.notebook import bare
from analysis.engine.sweep import sweep_files
from analysis.engine.sweep.sets import identity
from analysis.engine.sweep.sweep_files import Sets


def tasks(notebook: Path, named: Sets, out: Path, remote: bool = False) -> list[Task]:
    """Return the tasks; where they are `remote`, all that a set needs travels."""
    rests_on = [path for path in sweep_files.reads(notebook) if path != notebook]
    return [
        Task(
            name=name,
            function=sandbox.perform if remote else execute.perform,
            arguments=partial(_sent if remote else _here, notebook, given),
            inputs=rests_on,
            notebooks=[notebook],
            outputs=[sweep_files.output(out, name)],
            settings=identity(given),
            kind="set",
        )
        for name, given in named.items()
    ]


def _here(notebook: Path, given: dict[str, Any]) -> dict[str, Any]:
    return {"notebook": notebook, "given": given}


def _sent(notebook: Path, given: dict[str, Any]) -> dict[str, Any]:
    """Return what sandbox.perform() is given.

    That is the notebook, its parameters, the modules that it imports from beside it, and the
    project's tables.
    """
    folders = [notebook.parent, Path.cwd()]
    beside = {
        f"{sandbox.NOTEBOOKS}/{path.relative_to(folder).as_posix()}": path
        for folder in reversed(folders)
        for path in imports.beside(notebook, folders)
        if path.is_relative_to(folder)
    }
    tables = {paths.relative(path): path for path in paths.processed().glob("*.csv")}
    data = {at: path.read_bytes() for at, path in (beside | tables).items()}
    return {"notebook": bare(notebook), "name": notebook.name, "data": data, "given": given}
