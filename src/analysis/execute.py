"""Run one notebook under papermill: parameters are checked before any kernel starts.

The executed notebook is the same on every run: times, durations, versions and kernel names that
papermill and the kernel write are taken out.
"""

import re
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import parameters
from analysis.errors import NotebookError, ParameterError
from analysis.files import write_all
from analysis.notebook import ids, read, spare_grammar

if TYPE_CHECKING:
    import nbformat

TIME_LIMIT = 600  # seconds a cell may take
TEMPORARY = re.compile(r"\S*/ipykernel_\d+/\d+\.py")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(notebook: Path, given: dict[str, Any], output: Path) -> None:
    """Execute `notebook` with the `given` parameters and write the result to `output`, whole.

    Raises ParameterError before a kernel starts, and NotebookError, naming notebook, cell and
    traceback, where a cell raises or the kernel dies; `output` is then left as it was.
    """
    parameters.check(notebook, given)
    with tempfile.TemporaryDirectory() as folder:
        executed = Path(folder) / notebook.name
        _execute(notebook, given, executed)
        write_all({output: normalised(read(executed), ids(notebook))})


def _execute(notebook: Path, given: dict[str, Any], executed: Path) -> None:
    spare_grammar()
    import nbformat
    import papermill
    import papermill.log
    from nbclient.exceptions import CellTimeoutError

    from analysis.kernels import LocalKernelManager

    papermill.log.logger.setLevel("ERROR")  # it warns of parameters that it cannot parse
    warnings.filterwarnings("ignore", category=nbformat.warnings.MissingIDFieldWarning)
    try:
        papermill.execute_notebook(
            notebook,
            executed,
            parameters=given,
            kernel_name="python3",
            language="python",
            kernel_manager_class=LocalKernelManager,
            extra_arguments=["--log-level=CRITICAL"],
            execution_timeout=TIME_LIMIT,
            progress_bar=False,
        )
    except papermill.PapermillExecutionError as error:
        if error.ename == ParameterError.__name__:
            raise ParameterError(f"{notebook.name}: {error.evalue}") from None
        first = error.source.strip().partition("\n")[0]
        traceback = ANSI.sub("", "\n".join(error.traceback))
        where = f"{notebook.name}, cell In[{error.exec_count}] ('{first}')"
        raise NotebookError(f"{where} raised {error.ename}:\n{traceback}") from None
    except CellTimeoutError:
        what = f"ran longer than {TIME_LIMIT} seconds in"
        raise NotebookError(_last_words(notebook, executed, what)) from None
    except RuntimeError as error:  # a dead kernel, or one that did not start
        what = f"lost its kernel ({str(error).strip().splitlines()[0]}) in"
        raise NotebookError(_last_words(notebook, executed, what)) from None


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


def _last_words(notebook: Path, executed: Path, what: str) -> str:
    """Name the cell that ran when it happened: the last one that papermill saw start."""
    ran = read(executed if executed.exists() else notebook).cells
    status = [cell.metadata.get("papermill", {}).get("status", "pending") for cell in ran]
    number = max((i for i, state in enumerate(status) if state != "pending"), default=0)
    first = ran[number].source.strip().partition("\n")[0]
    return f"{notebook.name} {what} the cell '{first}'."
