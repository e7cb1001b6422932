"""Run one notebook as papermill does: parameters are checked before any kernel starts."""

import gc
import re
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import check_bytecode
from analysis.engine import imports, outputs, parameters, running
from analysis.engine.kernels import defer_jsonschema_formats, process, tempdirs
from analysis.engine.notebook import ids, read
from analysis.errors import (
    PARAMETER_ERROR,
    CheckError,
    DataError,
    Interrupted,
    NotebookError,
    NotebookStopped,
    ParameterError,
    Problem,
    ValueRefused,
)
from analysis.files import failed_beside, refuse_special, remove, set_aside, write_all

if TYPE_CHECKING:
    import nbformat

LOADED = (
    *("nbclient", "nbformat", "analysis.engine.kernels.provisioner"),
    *("IPython.display", "IPython.paths", "ipykernel.kernelspec"),  # which jupyter_client imports
)
_loading = threading.Lock()
TIME_LIMIT = 600  # seconds a cell of a build may take, unless it is told otherwise
ANSI = re.compile(r"\x1b\[[0-9;]*m")
NOT_FOUND = re.compile(r" raised (?:File|Module)NotFoundError:")
LONGEST = 2_000  # characters of a line of a message
NOTEBOOKS = "notebooks"  # the folder of the notebook in the folder that perform() makes
# In place of folders that differ from machine to machine, in outputs and messages.
PROJECT, HOME, CACHE = "<project>", "<home>", "<cache>"


def run(
    notebook: Path,
    given: dict[str, Any],
    output: Path,
    project: Path | None = None,
    limit: int | None = None,
) -> None:
    """Execute `notebook` as executed() does and write the result to `output`, whole.

    A notebook that failed is written to failed_beside() it; what an earlier run left at `output`
    could pass for its result, and is set aside. Where anything else is raised, `output` is left as
    it was. Raises DataError, too, where it is the notebook itself: what was given would then pass
    for a part of it.
    """
    _refuse_output(notebook, output)
    failed = failed_beside(output)
    try:
        made = executed(notebook, given, project, limit=limit)
    except NotebookError as error:
        if error.executed is None:
            raise
        message = str(error)
        try:
            write_all({failed: error.executed})
            message += f"\nKept as far as it ran: {failed}"
            if output.exists():
                message += f"\nThe result of an earlier run: {set_aside(output)}"
        except CheckError as unwritten:  # which is no reason not to say what the notebook raised
            message += f"\n{unwritten}"
        raise type(error)(message, error.executed) from None
    write_all({output: made})
    remove(failed)


def _refuse_output(notebook: Path, output: Path) -> None:
    """Raise DataError where the output is the notebook itself, and CheckError as refuse_special."""
    refuse_special(output)
    if output.exists() and output.samefile(notebook):
        expected = "another file, so that the notebook stays as it is"
        raise DataError([Problem(str(output), "the notebook itself", expected, "Name another.")])


def executed(
    notebook: Path,
    given: dict[str, Any],
    project: Path | None = None,
    isolated: bool = False,
    limit: int | None = None,
) -> bytes:
    """Return `notebook`, executed with the `given` parameters.

    The kernel works where this process does. Where the top folder of a `project` is given, it takes
    that for ours, and works in the notebook's folder as in JupyterLab. Where it is `isolated`, it
    sees nothing of the user's settings, and is written as one of `ours` by normalised(). A cell may
    take `limit` seconds.

    Raises ParameterError before a kernel starts, and NotebookError, naming notebook, cell and
    traceback, where a cell raises, takes too long, or the kernel dies.
    """
    parameters.check(notebook, given)
    near = imports.beside(notebook, [notebook.parent, Path.cwd()])
    check_bytecode(str(path) for path in near if path.suffix == ".py")
    own = {"ANALYSIS_ROOT": str(project)} if project else {}
    folder = str(notebook.parent) if project or isolated else None
    if not isolated:
        settings = {"variables": own} if own else {}
        return _execute(notebook, given, settings, folder, limit)
    with tempdirs.folder() as home:
        theirs = tempdirs.isolated_environment()
        settings = {"environment": theirs, "variables": own | {"HOME": str(home)}}
        words = {home: HOME, Path(theirs["HOME"]): HOME, Path(theirs["XDG_CACHE_HOME"]): CACHE}
        return _in_words(words, partial(_execute, notebook, given, settings, folder, limit))


def perform(
    notebook: bytes,
    name: str,
    data: dict[str, bytes],
    given: dict[str, Any],
    isolated: bool = False,
    limit: int | None = None,
    called: dict[str, str] | None = None,
) -> bytes:
    """Return the notebook, called `name`, executed in a folder that holds nothing but its `data`.

    These are the files that it may read, by their path from the project's top folder. That and
    others in it are `called` so in what is made, the inner ones first: by default PROJECT. Raises
    NotebookError and ParameterError as executed() does.
    """
    with tempdirs.folder() as root, _knowing(data):
        words = {root / at: word for at, word in (called or {"": PROJECT}).items()}
        path = root / NOTEBOOKS / name
        write_all({path: notebook, **{root / at: content for at, content in data.items()}})
        return _in_words(words, partial(executed, path, given, root, isolated, limit))


@contextmanager
def _knowing(data: Iterable[str]) -> Iterator[None]:
    """Say what a notebook may read, where it failed for a file or a module that it did not find."""
    try:
        yield
    except NotebookError as error:
        if not NOT_FOUND.search(str(error)):
            raise
        there = ", ".join(sorted({f"../{Path(name).parent.as_posix()}/" for name in data}))
        rule = (
            f"A build runs it in a folder of its own, where it finds {there or 'no file'} and "
            "nothing else, and imports installed packages, the project's among them. Read from "
            "there, or move what it needs into src/analysis."
        )
        raise type(error)(f"{error}\n{rule}", error.executed) from None


def _in_words(folders: dict[Path, str], make: Callable[[], bytes]) -> bytes:
    """Return what is made, or raise NotebookError, with words in place of temporary folders."""

    def worded(made: bytes) -> bytes:
        for folder, word in folders.items():
            made = made.replace(str(folder).encode(), word.encode())
        return made

    try:
        return worded(make())
    except NotebookError as error:
        kept = error.executed and worded(error.executed)
        raise type(error)(worded(str(error).encode()).decode(), kept) from None


def run_stoppable(
    notebook: Path, given: dict[str, Any], output: Path, limit: int | None = None
) -> None:
    """Do as run(); on Ctrl-C end the kernel and raise Interrupted, naming the cell that ran."""
    _refuse_output(notebook, output)
    parameters.check(notebook, given)
    load()  # Ctrl-C while another thread imports could not import what ends the kernel
    from analysis.engine.kernels import provisioner

    with ThreadPoolExecutor(1) as thread:
        work = thread.submit(_run_and_close_loop, notebook, given, output, limit)
        try:
            work.result()
        except KeyboardInterrupt:
            # Once more would leave the kernel running.
            before = signal.signal(signal.SIGINT, signal.SIG_IGN)
            provisioner.stop_all()
            told = f"Interrupted: {work.exception() or 'all cells had run.'}"
            provisioner.resume()
            signal.signal(signal.SIGINT, before)
            raise Interrupted(told) from None


def _run_and_close_loop(
    notebook: Path, given: dict[str, Any], output: Path, limit: int | None = None
) -> None:
    from jupyter_core.utils import ensure_event_loop

    try:
        run(notebook, given, output, limit=limit)
    finally:
        ensure_event_loop().close()  # the one that nbclient made for this thread


def load(isolated: bool = False) -> None:
    """Import what executing takes, while the fork server imports what kernels take.

    The server is that of kernels with the user's settings or, where `isolated`, without. All
    imports are in one thread: IPython's modules import each other, and two threads could deadlock.
    """
    process.prepare(tempdirs.isolated_environment() if isolated else None)
    with _loading:
        _load_once()


@cache
def _load_once() -> None:
    defer_jsonschema_formats()
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
    notebook: Path,
    given: dict[str, Any],
    settings: dict[str, Any],
    folder: str | None,
    limit: int | None,
) -> bytes:
    """Return the executed notebook; raise as executed() does.

    The arguments are as those of run_cells().
    """
    isolated = "environment" in settings
    load(isolated)
    from nbclient.exceptions import CellTimeoutError

    from analysis.engine.kernels import provisioner

    try:
        provisioner.chosen()
    except ValueError as error:
        raise ParameterError(str(error)) from None
    node, begun = read(notebook), list["nbformat.NotebookNode"]()
    # Of a notebook of a build there are several runs, and no one gave their parameters.
    told = called(notebook.name, given if isolated else {})
    kind = NotebookError
    running.give(node, given)
    try:
        running.run_cells(node, settings, folder, limit, begun)
        if not isolated:  # a build says so, and publishes what its author wrote
            outputs.mark(node)
        return outputs.normalised(node, ids(notebook), isolated)
    except running.CellFailed as error:
        if error.traceback.startswith(PARAMETER_ERROR):
            kind, message = ValueRefused, f"{told}: {error.value}"
        else:
            message = _raised(told, error)
    except CellTimeoutError:
        message = _ended(told, f"ran longer than {limit} seconds", begun)
    except RuntimeError as error:  # a dead kernel, or one that did not start
        lost = f"lost its kernel ({_first_line(str(error))})"
        message = _ended(told, "was stopped" if provisioner.stopped() else lost, begun)
    first = _first_line(message)
    outputs.mark(node, f"{first} {outputs.last_words(message).removeprefix(first)}".strip())
    kind = NotebookStopped if provisioner.stopped() else kind
    raise kind(message, outputs.normalised(node, ids(notebook), isolated) if begun else None)


def called(notebook: str, given: Mapping[str, Any]) -> str:
    """Return the name of a notebook with what it is given."""
    what = ", ".join(f"{name} {value}" for name, value in given.items())
    return f"{notebook} ({what})" if what else notebook


def _raised(notebook: str, error: running.CellFailed) -> str:
    """Return what a cell raised, with where it did."""
    plain = ANSI.sub("", error.traceback) or f"{error.name}: {error.value}"
    traceback = "\n".join(
        line if len(line) <= LONGEST else f"{line[:LONGEST]}… (the notebook has it whole)"
        for line in plain.splitlines()
    )
    cell = error.cell
    where = f"{notebook}, cell In[{cell.execution_count}] ('{_first_line(cell.source)}')"
    return f"{where} raised {error.name}:\n{traceback}"


def _ended(notebook: str, what: str, begun: list["nbformat.NotebookNode"]) -> str:
    """Return what ended the run, and in which cell."""
    cell = f"the cell '{_first_line(begun[-1].source)}'" if begun else "its start, before any cell"
    return f"{notebook} {what} in {cell}."


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
