"""Run one notebook under papermill: parameters are checked before any kernel starts.

The executed notebook is the same on every run: times, durations, versions and kernel names that
papermill and the kernel write are taken out.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import fleeting
from analysis.errors import NotebookError, ParameterError, nearest
from analysis.files import write_all
from analysis.notebook import cells, read, spare_grammar

if TYPE_CHECKING:
    import nbformat

TIME_LIMIT = 600  # seconds a cell may take
TEMPORARY = re.compile(r"\S*/ipykernel_\d+/\d+\.py")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Parameter:
    """One line of a notebook's parameters cell: its name, default and trailing comment."""

    name: str
    default: Any
    help: str


def parameters(notebook: Path) -> list[Parameter]:
    """Return the parameters of `notebook` in order; empty where no cell is tagged `parameters`."""
    tagged = [cell for cell in cells(notebook) if "parameters" in cell.tags]
    return _literals(notebook, tagged[0].source) if tagged else []


def _literals(notebook: Path, source: str) -> list[Parameter]:
    lines, found = source.splitlines(), []
    try:
        for statement in ast.parse(source).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                after = lines[(statement.end_lineno or 1) - 1][statement.end_col_offset or 0 :]
                default = ast.literal_eval(statement.value)
                found.append(Parameter(statement.targets[0].id, default, after.strip("# ")))
    except (SyntaxError, ValueError) as error:
        raise NotebookError(
            f"{notebook.name}, cell tagged 'parameters': found {error}; expected a literal a line, "
            "such as place = 'Name'."
        ) from None
    return found


def check_parameters(notebook: Path, given: dict[str, Any]) -> None:
    """Raise ParameterError where `given` has an unknown name or a value of another type."""
    known = {parameter.name: parameter for parameter in parameters(notebook)}
    faults = []
    for name, value in given.items():
        if name not in known:
            choices = ", ".join(known) or "no parameter at all"
            faults.append(f"found '{name}'; expected one of: {choices}{nearest(name, known)}")
        elif not _alike(value, known[name].default):
            faults.append(f"found {name} = {value!r}; expected {_expected(known[name])}")
    if faults:
        raise ParameterError("\n".join(f"{notebook.name}: {fault}." for fault in faults))


def run(
    notebook: Path, given: dict[str, Any], output: Path, environment: dict[str, str] | None = None
) -> None:
    """Execute `notebook` with the `given` parameters and write the result to `output`, whole.

    Its kernel works in the notebook's folder, as in JupyterLab and nbval, and has `environment`
    set beside what this process has. Raises ParameterError before a kernel starts, and
    NotebookError, naming notebook, cell and traceback, where a cell raises or the kernel dies;
    `output` is then left as it was.
    """
    check_parameters(notebook, given)
    with fleeting.folder() as folder:
        executed = folder / notebook.name
        _execute(notebook, given, executed, environment or {})
        write_all({output: normalised(read(executed))})


def _execute(
    notebook: Path, given: dict[str, Any], executed: Path, environment: dict[str, str]
) -> None:
    spare_grammar()
    import papermill
    from nbclient.exceptions import CellTimeoutError
    from traitlets.config import Config

    from analysis.kernels import LocalKernelManager

    try:
        papermill.execute_notebook(
            notebook,
            executed,
            parameters=given,
            kernel_name="python3",
            language="python",
            kernel_manager_class=LocalKernelManager,
            config=Config({"LocalKernelManager": {"environment": environment}}),
            resources={"metadata": {"path": str(notebook.parent.resolve())}},
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


def normalised(notebook: "nbformat.NotebookNode") -> bytes:
    """Return the notebook as JSON without what differs from run to run or machine to machine."""
    import nbformat

    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        if tags and "injected-parameters" in tags:
            cell.id = tags[0]
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


def _expected(parameter: Parameter) -> str:
    default = parameter.default
    kind = type(default).__name__
    if isinstance(default, list) and default:
        kind += f" of {type(default[0]).__name__}"
    help_text = f" ({parameter.help})" if parameter.help else ""
    return f"{kind}, like the default {default!r}{help_text}"


def _alike(value: Any, default: Any) -> bool:
    if isinstance(default, list):
        return isinstance(value, list) and all(
            _alike(item, d) for item in value for d in default[:1]
        )
    if isinstance(default, float) and not isinstance(value, bool):
        return isinstance(value, int | float)
    return type(value) is type(default)
