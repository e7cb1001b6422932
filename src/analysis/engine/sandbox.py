"""Run a notebook in a folder that holds what it is given and nothing else, on whatever machine."""

from typing import Any

from analysis import files
from analysis.engine import execute
from analysis.engine.kernels import tempdirs
from analysis.errors import AnalysisError

NOTEBOOKS = "notebooks"  # the folder of the notebook in there
PROJECT = "<project>"  # stands in outputs and messages for the folder, which is never the same


def perform(notebook: bytes, name: str, data: dict[str, bytes], given: dict[str, Any]) -> bytes:
    """Return the notebook, called `name`, executed with the `given` parameters.

    `data` are the files that it may read, by their path from the project's top folder. Raises
    NotebookError and ParameterError as `execute.perform` does.
    """
    with tempdirs.folder() as root:
        path = root / NOTEBOOKS / name
        files.write_all({path: notebook, **{root / at: content for at, content in data.items()}})
        try:
            executed = execute.perform(path, given, project=root)
        except AnalysisError as error:
            raise type(error)(str(error).replace(str(root), PROJECT)) from None
        return executed.replace(str(root).encode(), PROJECT.encode())
