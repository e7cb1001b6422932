"""Run the cells of a notebook in a kernel of their own, one after the other, by nbclient."""

import asyncio
import logging
import math
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from analysis.engine.annotations import Timestamp
from analysis.engine.parameters import INJECTED

if TYPE_CHECKING:
    import nbformat

LOG = logging.getLogger(__name__)
LOG.addHandler(logging.NullHandler())  # our errors say it all
PATIENCE = 600  # seconds for a kernel to start, and for outputs to arrive after the answer
ALLOWED = "raises-exception"  # the tag of a cell whose error is an output like any other
IN_HOME = re.compile(r"(File (?:\x1b\[[\d;]*m)*)~/")  # a path as IPython shortens it
WELL = {"", "0", "None", "False"}  # what a notebook says that leaves by sys.exit() with success


class CellFailed(Exception):
    """A cell raised."""

    def __init__(self, cell: "nbformat.NotebookNode", error: Any) -> None:
        super().__init__(error.ename)
        self.cell, self.name, self.value = cell, error.ename, error.evalue
        self.traceback = "\n".join(error.traceback) if isinstance(error.traceback, list) else ""


def give(notebook: "nbformat.NotebookNode", given: dict[str, Any]) -> None:
    """Put a cell that assigns what is given behind the one tagged `parameters`.

    Where there is one of an earlier run it is replaced; a notebook without either has it on top.
    """
    from nbformat.v4 import new_code_cell

    if not given:
        return
    lines = ["# Parameters", *(f"{name} = {_literal(value)}" for name, value in given.items())]
    cell = new_code_cell("\n".join(lines), metadata={"tags": [INJECTED]})
    places = {
        tag: at
        for at, cell in reversed([*enumerate(notebook.cells)])
        for tag in cell.metadata.get("tags", [])
    }
    if INJECTED in places:
        notebook.cells[places[INJECTED]] = cell
    else:
        notebook.cells.insert(places.get("parameters", -1) + 1, cell)


def _literal(value: Any) -> str:
    """Return Python's text for a value, whatever names the notebook has."""
    match value:
        case float() if not math.isfinite(value):
            return f"float('{value}')"
        case Timestamp():
            return f"__import__('pandas').Timestamp('{value.isoformat()}')"
        case date() | time():
            kind = type(value).__name__
            return f"__import__('datetime').{kind}.fromisoformat('{value.isoformat()}')"
        case timedelta():
            return f"__import__('datetime').{repr(value).partition('.')[2]}"
        case Path() | Decimal() | Fraction() | UUID():
            kind = "Path" if isinstance(value, Path) else type(value).__name__
            return f"__import__('{type(value).__module__}').{kind}({str(value)!r})"
        case list():
            return f"[{', '.join(map(_literal, value))}]"
        case tuple():
            return f"({', '.join(map(_literal, value))}{',' * (len(value) == 1)})"
        case dict():
            pairs = (f"{_literal(name)}: {_literal(part)}" for name, part in value.items())
            return f"{{{', '.join(pairs)}}}"
    return repr(value)


def run_cells(
    notebook: "nbformat.NotebookNode",
    settings: dict[str, Any],
    folder: str | None,
    limit: int | None,
    begun: list["nbformat.NotebookNode"],
) -> None:
    """Run the code cells, noting in `begun` each that begins; its outputs are put into it.

    The kernel works in the `folder`, if one is given; the `settings` are those of
    LocalKernelManager. A cell may take `limit` seconds. Raises CellFailed where a cell raises;
    nbclient's CellTimeoutError; and RuntimeError where the kernel ends or does not start.
    """
    from nbclient import NotebookClient
    from traitlets.config import Config

    from analysis.engine.kernels import provisioner

    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    left = list[Any]()  # by exit() or quit(), which raise nothing: their answers

    def note(cell: Any, cell_index: int, execute_reply: Any) -> None:
        payload = execute_reply["content"].get("payload", [])
        left.extend(
            part for part in payload if part["source"] == "ask_exit" and not part.get("keepkernel")
        )

    client = NotebookClient(
        notebook,
        on_cell_executed=note,
        kernel_name="python3",
        kernel_manager_class=provisioner.LocalKernelManager,
        config=Config({"LocalKernelManager": settings}),
        resources={"metadata": {"path": folder}} if folder else {},
        timeout=limit,
        startup_timeout=PATIENCE,  # the machine may be busy; a kernel that dies is noticed at once
        iopub_timeout=PATIENCE,
        record_timing=False,
        extra_arguments=["--log-level=CRITICAL"],
        log=LOG,
    )
    home = settings.get("variables", {}).get("HOME", os.path.expanduser("~"))
    with client.setup_kernel(), _no_task_left():
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                begun.append(cell)
            if not _goes_on(client, cell, index, home) or left:
                break
        client.set_widgets_metadata()


def _goes_on(client: Any, cell: "nbformat.NotebookNode", index: int, home: str) -> bool:
    """Run a cell; return whether the next is to run. Raises as run_cells() does.

    Files in the user's `home` are named whole in what a cell raises, as files elsewhere are.
    """
    from nbclient.exceptions import CellExecutionError

    raised = None
    try:
        client.execute_cell(cell, index)
    except CellExecutionError as error:
        raised = error
    shown = [output for output in cell.get("outputs", []) if output.output_type == "error"]
    for output in shown:
        lines = output.traceback
        output.traceback = [IN_HOME.sub(lambda said: f"{said[1]}{home}/", line) for line in lines]
    if raised is None and (not shown or ALLOWED in cell.metadata.get("tags", [])):
        return True
    # Some magics show the traceback of what they run, and answer that all went well.
    failure: Any = shown[-1] if shown else raised
    if failure.ename == "SystemExit" and failure.evalue in WELL:
        return False
    raise CellFailed(cell, failure) from None


@contextmanager
def _no_task_left() -> Iterator[None]:
    """End what nbclient leaves waiting for outputs of a cell that took too long.

    Else the end of the kernel would be one of them.
    """
    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()
    before = asyncio.all_tasks(loop)
    try:
        yield
    finally:
        left = asyncio.all_tasks(loop) - before
        for task in left:
            task.cancel()
        if left and not loop.is_running():
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
