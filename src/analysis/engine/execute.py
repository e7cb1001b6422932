"""Run one notebook under papermill: parameters are checked before any kernel starts.

The executed notebook is the same on every run: times, durations, versions and kernel names that
papermill and the kernel write are taken out.
"""

import gc
import logging
import re
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import check_bytecode
from analysis.engine import imports, parameters
from analysis.engine.kernels import environment, process, skip_jsonschema_formats, tempdirs
from analysis.engine.notebook import ids
from analysis.errors import DataError, Interrupted, NotebookError, ParameterError, Problem
from analysis.files import write_all

if TYPE_CHECKING:
    import nbformat

logging.getLogger("papermill").addHandler(logging.NullHandler())  # our errors say it all
LOADED = (
    *("papermill", "nbformat", "analysis.engine.kernels.provisioner"),
    *("IPython.display", "IPython.paths", "ipykernel.kernelspec"),  # which jupyter_client imports
)
_loading = threading.Lock()
TIME_LIMIT = 600  # seconds a cell may take
CELL_FILE = re.compile(r"(?<!\S)\S*/ipykernel_\d+/\d+\.py")  # from the start of the word: linear
ANSI = re.compile(r"\x1b\[[0-9;]*m")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
NOTEBOOKS = "notebooks"  # the folder of the notebook in the folder that perform() makes
# In place of folders that differ from machine to machine, in outputs and messages.
PROJECT, HOME, CACHE = "<project>", "<home>", "<cache>"


def run(notebook: Path, given: dict[str, Any], output: Path, project: Path | None = None) -> None:
    """Execute `notebook` as executed() does and write the result to `output`, whole.

    Where anything is raised, `output` is left as it was. Raises DataError, too, where it is the
    notebook itself: what was given would then pass for a part of it.
    """
    _refuse_itself(notebook, output)
    write_all({output: executed(notebook, given, project)})


def _refuse_itself(notebook: Path, output: Path) -> None:
    if output.exists() and output.samefile(notebook):
        expected = "another file, so that the notebook stays as it is"
        raise DataError([Problem(str(output), "the notebook itself", expected, "Name another.")])


def executed(
    notebook: Path, given: dict[str, Any], project: Path | None = None, isolated: bool = False
) -> bytes:
    """Return `notebook`, executed with the `given` parameters.

    The kernel works where this process does. Where the top folder of a `project` is given, it takes
    that for ours, and works in the notebook's folder as in JupyterLab. Where it is `isolated`, it
    sees nothing of the user's settings, and streams are told apart as in normalised().

    Raises ParameterError before a kernel starts, and NotebookError, naming notebook, cell and
    traceback, where a cell raises or the kernel dies.
    """
    parameters.check(notebook, given)
    check_bytecode(map(str, imports.beside(notebook, [notebook.parent, Path.cwd()])))
    own = {"ANALYSIS_ROOT": str(project)} if project else {}
    if not isolated:
        settings = {"variables": own} if own else {}
        return normalised(_execute(notebook, given, settings), ids(notebook))
    with tempdirs.folder() as home:
        theirs = environment.isolated()
        settings = {"environment": theirs, "variables": own | {"HOME": str(home)}}
        words = {home: HOME, Path(theirs["HOME"]): HOME, Path(theirs["XDG_CACHE_HOME"]): CACHE}
        with _in_words(words):
            ran = _execute(notebook, given, settings)
        made = normalised(ran, ids(notebook), by_stream=True)
        for folder, word in words.items():
            made = made.replace(str(folder).encode(), word.encode())
        return made


def perform(
    notebook: bytes,
    name: str,
    data: dict[str, bytes],
    given: dict[str, Any],
    isolated: bool = False,
) -> bytes:
    """Return the notebook, called `name`, executed in a folder that holds nothing but its `data`.

    These are the files that it may read, by their path from the project's top folder. Raises
    NotebookError and ParameterError as executed() does.
    """
    with tempdirs.folder() as root, _in_words({root: PROJECT}):
        path = root / NOTEBOOKS / name
        write_all({path: notebook, **{root / at: content for at, content in data.items()}})
        made = executed(path, given, root, isolated)
        return made.replace(str(root).encode(), PROJECT.encode())


@contextmanager
def _in_words(folders: dict[Path, str]) -> Iterator[None]:
    """Put words in place of temporary folders in the message of an error."""
    try:
        yield
    except (NotebookError, ParameterError) as error:
        message = str(error)
        for folder, word in folders.items():
            message = message.replace(str(folder), word)
        raise type(error)(message) from None


def run_stoppable(notebook: Path, given: dict[str, Any], output: Path) -> None:
    """Do as run(); on Ctrl-C end the kernel and raise Interrupted, naming the cell that ran."""
    _refuse_itself(notebook, output)
    parameters.check(notebook, given)
    load()  # Ctrl-C while another thread imports could not import what ends the kernel
    from analysis.engine.kernels import provisioner

    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(_run_and_close_loop, notebook, given, output)
        try:
            running.result()
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # once more would leave the kernel running
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


def load(isolated: bool = False) -> None:
    """Import what executing takes, while the fork server imports what kernels take.

    The server is that of kernels with the user's settings or, where `isolated`, without. All
    imports are in one thread: IPython's modules import each other, and two threads could deadlock.
    """
    process.prepare(environment.isolated() if isolated else None)
    with _loading:
        _load_once()


@cache
def _load_once() -> None:
    skip_jsonschema_formats()
    with loading():
        for name in LOADED:
            import_module(name)
    missing = sys.modules["nbformat"].warnings.MissingIDFieldWarning
    warnings.filterwarnings("ignore", category=missing)


@contextmanager
def loading() -> Iterator[None]:
    """Import without collecting garbage: imports make none, and a fifth of their time goes there.

    Afterwards what was imported is left out of every collection.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _execute(
    notebook: Path, given: dict[str, Any], settings: dict[str, Any]
) -> "nbformat.NotebookNode":
    """Return the executed notebook; raise as executed() does.

    The `settings` are those of LocalKernelManager.
    """
    load(isolated="environment" in settings)
    import papermill
    from nbclient.exceptions import CellTimeoutError

    from analysis.engine.kernels import provisioner

    running: list[str] = []  # sources of the cells that started
    try:
        return _run_cells(notebook, given, settings, running)
    except papermill.PapermillExecutionError as error:
        raise _raised(notebook, error) from None
    except CellTimeoutError:
        what = f"ran longer than {TIME_LIMIT} seconds in"
    except RuntimeError as error:  # a dead kernel, or one that did not start
        what = f"lost its kernel ({_first_line(str(error))}) in"
    if provisioner.stopped():
        what = "was stopped in"
    cell = f"the cell '{_first_line(running[-1])}'" if running else "its start, before any cell"
    raise NotebookError(f"{notebook.name} {what} {cell}.")


def _raised(notebook: Path, error: Any) -> NotebookError | ParameterError:
    """Return what a cell raised, with where it did; one that a user's parameter raised, as that."""
    if error.ename == ParameterError.__name__:
        return ParameterError(f"{notebook.name}: {error.evalue}")
    traceback = ANSI.sub("", "\n".join(error.traceback))
    where = f"{notebook.name}, cell In[{error.exec_count}] ('{_first_line(error.source)}')"
    return NotebookError(f"{where} raised {error.ename}:\n{traceback}")


def _run_cells(
    notebook: Path, given: dict[str, Any], settings: dict[str, Any], running: list[str]
) -> "nbformat.NotebookNode":
    """Run the notebook under papermill, noting in `running` the source of each cell that starts."""
    import papermill
    from traitlets.config import Config

    from analysis.engine.kernels import provisioner

    try:
        provisioner.choose()
    except ValueError as error:
        raise ParameterError(str(error)) from None
    return papermill.execute_notebook(
        notebook,
        None,  # kept in memory, and written once
        parameters=given,
        kernel_name="python3",
        language="python",
        kernel_manager_class=provisioner.LocalKernelManager,
        config=Config({"LocalKernelManager": settings}),
        resources={"metadata": {"path": str(notebook.parent)}} if settings else {},
        on_cell_start=lambda cell, cell_index: (
            running.append(cell.source) if cell.cell_type == "code" else None
        ),
        extra_arguments=["--log-level=CRITICAL"],
        execution_timeout=TIME_LIMIT,
        progress_bar=False,
    )


def normalised(
    notebook: "nbformat.NotebookNode", known: set[str] | None = None, by_stream: bool = False
) -> bytes:
    """Return the notebook as JSON without what differs from run to run or machine to machine.

    A cell whose id is not among those `known` was given it by chance, and is numbered instead. Of
    what a cell prints and its warnings, which are two streams, the order is kept, though it may be
    another in the next run; with `by_stream` what is printed comes first, and the order is lost.
    """
    import nbformat

    notebook.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(notebook.cells):
        tags = cell.metadata.get("tags")
        if tags and parameters.INJECTED in tags:
            cell.id = tags[0]
        elif known is not None and cell.get("id") not in known:
            cell.id = f"cell-{number}"
        if "outputs" in cell:
            cell.outputs = _joined(cell.outputs, by_stream)
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
    text: str = nbformat.writes(notebook, version=4)
    return f"{text}\n".encode()


def _joined(
    outputs: list["nbformat.NotebookNode"], by_stream: bool
) -> list["nbformat.NotebookNode"]:
    """Return the outputs with pieces of one stream joined: in how many it comes is chance.

    With `by_stream` so are those that have pieces of the other in between, and stdout comes first.
    """
    if by_stream:
        groups = groupby(outputs, lambda output: output.output_type == "stream")
        outputs = [
            output
            for is_text, group in groups
            for output in (sorted(group, key=_stream, reverse=True) if is_text else group)
        ]
    joined = []
    for stream, group in groupby(outputs, _stream):
        first, *rest = group
        if stream:
            first.text = without_cell_files("".join(piece.text for piece in [first, *rest]))
            joined.append(first)
        else:
            joined += [first, *rest]
    return joined


def _stream(output: "nbformat.NotebookNode") -> str:
    """Return the stream that an output is a piece of; the empty text for any other output."""
    return str(output.get("name", ""))


def without_cell_files(text: str) -> str:
    """Return the text with `<cell>` in place of the temporary file that the kernel gives a cell."""
    return CELL_FILE.sub("<cell>", text)


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
