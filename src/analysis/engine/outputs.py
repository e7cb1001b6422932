"""What is written of an executed notebook: the same on every run of it, and what its author gave.

Left out are times, versions, and what else differs from run to run or from machine to machine.
This is an extension of jupyter-server, too: a notebook of the project is saved from JupyterLab as a
build would write it. It is switched on by the file
jupyter/etc/jupyter/jupyter_server_config.d/analysis.json, which is installed with the package.
"""

import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import files
from analysis.engine.notebook import ENDED, FAILED, ended_early
from analysis.engine.parameters import INJECTED

if TYPE_CHECKING:
    import nbformat

# From the start of a word, or of what stands in quotes, and so in linear time.
CELL_FILE = re.compile(r"""(?<![^\s"'])[^\s"']*/ipykernel_\d+/\d+\.py""")
METADATA: dict[str, Any] = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
VOLATILE = {"execution", "papermill", "ExecuteTime", "trusted", "signature"}  # metadata
# Of a project's own notebooks: how JupyterLab shows them, and widgets, which it names by chance.
SHOWN = {"jp-MarkdownHeadingCollapsed", "collapsed", "scrolled", "widgets"}


def normalised(
    notebook: "nbformat.NotebookNode", known: set[str] | None = None, ours: bool = True
) -> bytes:
    """Return the notebook as JSON without what differs from run to run or machine to machine.

    A cell whose id is not among those `known` was given it by chance, and is numbered instead.
    What a cell prints and its warnings are two streams, whose order may be another in the next
    run: in a notebook of `ours` what is printed comes first, and what it says of kernel and
    language is the same in all, and nothing of how JupyterLab showed it. In anyone's all that
    stays, but for the version.
    """
    import nbformat

    volatile, metadata = (VOLATILE | SHOWN, METADATA) if ours else (VOLATILE, _own(notebook))
    notebook.metadata = nbformat.from_dict(_without(notebook.metadata, volatile) | metadata)
    taken = {str(cell.get("id")) for cell in notebook.cells}
    for number, cell in enumerate(notebook.cells):
        if INJECTED in cell.metadata.get("tags", []):
            cell.id = _free(INJECTED, taken - {cell.get("id")})
        elif known is not None and cell.get("id") not in known:
            cell.id = _free(f"cell-{number}", taken)
        taken.add(str(cell.get("id")))
        if "outputs" in cell:
            cell.outputs = _joined(cell.outputs, ours)
        none = set[str]() if cell.metadata.get("tags") else {"tags"}
        cell.metadata = nbformat.from_dict(_without(cell.metadata, volatile | none))
    text: str = nbformat.writes(notebook, version=4)
    return f"{text}\n".encode(errors="backslashreplace")  # half a character, as JSON has it


def _own(notebook: "nbformat.NotebookNode") -> dict[str, Any]:
    """Return what a notebook says of its kernel and language, but for the version."""
    known = {name: part for name, part in notebook.metadata.items() if isinstance(part, dict)}
    given = {name: known.get(name) or METADATA[name] for name in METADATA}
    return given | {"language_info": _without(given["language_info"], {"version"})}


def _without(metadata: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: part for name, part in metadata.items() if name not in names}


def _free(name: str, taken: set[str]) -> str:
    """Return the name, made longer until no other cell has it."""
    while name in taken:
        name += "-"
    return name


def mark(notebook: "nbformat.NotebookNode", reason: str = "") -> None:
    """Put a cell at the top of one that was not run to its end: for what `reason` it failed.

    Without one it says which cell left the notebook before others, if one did.
    """
    from nbformat.v4 import new_markdown_cell

    tag, said = FAILED, f"**This run failed; what follows is no result.**\n\n    {reason}"
    if not reason:
        tag, said = ENDED, f"**Not all of this notebook was run: {ended_early(notebook.cells)}.**"
    if reason or ended_early(notebook.cells):
        notebook.cells.insert(0, new_markdown_cell(said, id=tag, metadata={"tags": [tag]}))


def last_words(message: str) -> str:
    """Return what a cell raised, all of its lines in one, of a message that ends in a traceback."""
    first, *rest = message.splitlines() or [""]
    name = first.rpartition(" raised ")[2]
    begins = [at for at, line in enumerate(rest) if f"{line}:".startswith(name)]
    return " ".join(rest[max(begins, default=-1) :]).rstrip() or first


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


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(normalise_saved)


def normalise_saved(model: dict[str, Any], path: str, contents_manager: Any, **_: object) -> None:
    """Leave out of a notebook that is saved what a build leaves out, if it is the project's.

    The server calls this with the content as JupyterLab sends it, and `path` from its root. What
    is raised here the server logs, and saves the notebook as it is.
    """
    at = Path(contents_manager.root_dir, path.strip("/"))
    if model["type"] != "notebook" or at.resolve().parent != files.notebooks().resolve():
        return
    import nbformat
    from nbformat.v4.rwbase import rejoin_lines

    notebook = rejoin_lines(nbformat.from_dict(model["content"]))  # which a file has in lists
    _count_from_one(notebook.cells)
    model["content"] = nbformat.reads(normalised(notebook), as_version=4)


def _count_from_one(cells: list[Any]) -> None:
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
