"""Run one notebook under papermill: parameters are checked before any kernel starts.

The executed notebook is the same on every run: times, durations, versions and kernel names that
papermill and the kernel write are taken out.
"""

import logging
import re
import sys
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import check_bytecode
from analysis.engine import imports, parameters
from analysis.engine.kernels import process
from analysis.engine.loading import loading
from analysis.engine.notebook import ids, spare_grammar
from analysis.errors import Interrupted, NotebookError, ParameterError
from analysis.files import write_all

if TYPE_CHECKING:
    import nbformat

logging.getLogger("papermill").addHandler(logging.NullHandler())  # our errors say it all
LOADED = (
    *("papermill", "nbformat", "analysis.engine.kernels.provisioner"),
    *("IPython.display", "IPython.paths", "ipykernel.kernelspec"),  # which jupyter_client imports
)
_one_loads = threading.Lock()
TIME_LIMIT = 600  # seconds a cell may take
TEMPORARY = re.compile(r"\S*/ipykernel_\d+/\d+\.py")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(notebook: Path, given: dict[str, Any], output: Path, project: Path | None = None) -> None:
    """Execute `notebook` as perform() does and write the result to `output`, whole.

    Where anything is raised, `output` is left as it was.
    """
    write_all({output: perform(notebook, given, project)})


def perform(notebook: Path, given: dict[str, Any], project: Path | None = None) -> bytes:
    """Return `notebook`, executed with the `given` parameters.

    Where the top folder of a `project` is given, the kernel takes that for ours, and works in the
    notebook's folder as in JupyterLab; else it works where this process does. Raises ParameterError
    before a kernel starts, and NotebookError, naming notebook, cell and traceback, where a cell
    raises or the kernel dies.
    """
    parameters.check(notebook, given)
    check_bytecode(map(str, imports.beside(notebook, [notebook.parent, Path.cwd()])))
    return normalised(_execute(notebook, given, project), ids(notebook))


def run_stoppable(notebook: Path, given: dict[str, Any], output: Path) -> None:
    """Do as `run`; on Ctrl-C end the kernel and raise Interrupted, naming the cell that ran."""
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(_run_and_close_loop, notebook, given, output)
        try:
            running.result()
        except KeyboardInterrupt:
            from analysis.engine.kernels import provisioner

            provisioner.stop_all()
            raise Interrupted(
                f"Interrupted: {running.exception() or 'all cells had run.'}"
            ) from None


def _run_and_close_loop(notebook: Path, given: dict[str, Any], output: Path) -> None:
    from jupyter_core.utils import ensure_event_loop

    try:
        run(notebook, given, output)
    finally:
        ensure_event_loop().close()  # the one that nbclient made for this thread


def load() -> None:
    """Import what executing takes, while the parent of the kernels imports what they take.

    All of it in one thread: IPython's modules import each other, and two threads might deadlock.
    """
    process.prepare()
    with _one_loads:
        _load_once()


@cache
def _load_once() -> None:
    spare_grammar()
    with loading():
        for name in LOADED:
            import_module(name)
    missing = sys.modules["nbformat"].warnings.MissingIDFieldWarning
    warnings.filterwarnings("ignore", category=missing)


def _execute(
    notebook: Path, given: dict[str, Any], project: Path | None
) -> "nbformat.NotebookNode":
    """Return the executed notebook; raise what run() does where it cannot be."""
    load()
    import papermill
    from nbclient.exceptions import CellTimeoutError

    from analysis.engine.kernels import provisioner

    running: list[str] = []  # sources of the cells that started
    try:
        return _run_cells(notebook, given, project, running)
    except papermill.PapermillExecutionError as error:
        if error.ename == ParameterError.__name__:
            raise ParameterError(f"{notebook.name}: {error.evalue}") from None
        traceback = ANSI.sub("", "\n".join(error.traceback))
        where = f"{notebook.name}, cell In[{error.exec_count}] ('{_first_line(error.source)}')"
        raise NotebookError(f"{where} raised {error.ename}:\n{traceback}") from None
    except CellTimeoutError:
        what = f"ran longer than {TIME_LIMIT} seconds in"
    except RuntimeError as error:  # a dead kernel, or one that did not start
        what = f"lost its kernel ({_first_line(str(error))}) in"
    if provisioner.stopped():
        what = "was stopped in"
    cell = f"the cell '{_first_line(running[-1])}'" if running else "its start, before any cell"
    raise NotebookError(f"{notebook.name} {what} {cell}.")


def _run_cells(
    notebook: Path, given: dict[str, Any], project: Path | None, running: list[str]
) -> "nbformat.NotebookNode":
    """Run the notebook under papermill, noting in `running` the source of each cell that starts."""
    import papermill
    from traitlets.config import Config

    from analysis.engine.kernels import provisioner

    environment = {"ANALYSIS_ROOT": str(project)} if project else {}
    return papermill.execute_notebook(
        notebook,
        None,  # kept in memory, and written once
        parameters=given,
        kernel_name="python3",
        language="python",
        kernel_manager_class=provisioner.LocalKernelManager,
        config=Config({"LocalKernelManager": {"environment": environment}}),
        resources={"metadata": {"path": str(notebook.parent)}} if project else {},
        on_cell_start=lambda cell, cell_index: (
            running.append(cell.source) if cell.cell_type == "code" else None
        ),
        extra_arguments=["--log-level=CRITICAL"],
        execution_timeout=TIME_LIMIT,
        progress_bar=False,
    )


def normalised(notebook: "nbformat.NotebookNode", known: set[str] | None = None) -> bytes:
    """Return the notebook as JSON without what differs from run to run or machine to machine.

    A cell whose id is not among those `known` was given it by chance, and is numbered instead.
    """
    import nbformat

    notebook.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(notebook.cells):
        tags = cell.metadata.get("tags")
        if tags and "injected-parameters" in tags:
            cell.id = tags[0]
        elif known is not None and cell.get("id") not in known:
            cell.id = f"cell-{number}"
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = TEMPORARY.sub("<cell>", output.text)
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
    text: str = nbformat.writes(notebook, version=4)
    return f"{text}\n".encode()


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
