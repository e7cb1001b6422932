"""An extension of jupyter-server: a notebook of the project is saved as a build would write it.

It is switched on by the file jupyter/etc/jupyter/jupyter_server_config.d/analysis.json, which is
installed with the package.
"""

from pathlib import Path
from typing import Any

from analysis import paths
from analysis.engine import outputs


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(normalise)


def normalise(model: dict[str, Any], path: str, contents_manager: Any, **_: object) -> None:
    """Leave out of a notebook that is saved what a build leaves out, if it is the project's.

    The server calls this with the content as JupyterLab sends it, and `path` from its root. What
    is raised here the server logs, and saves the notebook as it is.
    """
    at = Path(contents_manager.root_dir, path.strip("/"))
    if model["type"] != "notebook" or at.resolve().parent != paths.notebooks().resolve():
        return
    import nbformat
    from nbformat.v4.rwbase import rejoin_lines

    notebook = rejoin_lines(nbformat.from_dict(model["content"]))  # which a file has in lists
    count_from_one(notebook.cells)
    model["content"] = nbformat.reads(outputs.normalised(notebook, by_stream=True), as_version=4)


def count_from_one(cells: list[Any]) -> None:
    """Number code cells from 1 where all of them ran in order, one right after the other.

    That is how "Run All" counts in a kernel that ran cells before; any other order is kept.
    """
    code = [cell for cell in cells if cell.cell_type == "code" and cell.source.strip()]
    counts = [cell.execution_count for cell in code]
    if not counts or None in counts or counts != [*range(counts[0], counts[0] + len(counts))]:
        return
    for number, cell in enumerate(code, 1):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
