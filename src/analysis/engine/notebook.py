"""Read a notebook file, or say what is wrong with it."""

import ast
import json
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.engine.kernels import defer_jsonschema_formats
from analysis.errors import DataError, Problem
from analysis.files import syntax_tree

if TYPE_CHECKING:
    import nbformat

PYTHON_MAGICS = {"capture", "prun", "time"}  # of a cell, which they run in the notebook
PYTHON = re.compile(r"i?python[\d. ]*", re.IGNORECASE)  # a language
PYTHON_NAME = re.compile(r"python|\bpy|py(?![a-z])", re.IGNORECASE)  # in the name of a kernel
HERE = {"", "python", "python3", "python 3", "python 3 (ipykernel)"}  # names of our kernel
FORMATS = (1, 2, 3, 4)  # of nbformat, which are read as the last of them
HALF = re.compile("[\ud800-\udfff]")  # of a character, which JSON can hold and no file can
FAILED = "failed-run"  # the tag of the cell that says so in a notebook that was not run to its end
SKIPPED = "skip-execution"  # nbclient's tag of a cell that is never run
ENDED = "ended-run"  # and in one that a cell left early
MARKS = {FAILED, ENDED, "papermill-error-cell-tag"}


@dataclass(frozen=True)
class Cell:
    """The part of a cell that determines its outputs."""

    kind: str
    tags: tuple[str, ...]
    source: str


def cells(path: Path) -> list[Cell]:
    """Return the notebook's cells, without the second that importing nbformat takes.

    A notebook that is not plainly of format 4 is left to `read`. Raises DataError as it does.
    """
    found = _plain(path.read_bytes()) or read(path)
    return [_cell(cell) for cell in found["cells"]]


def ids(path: Path) -> set[str]:
    """Return the ids that the file gives its cells: older notebooks have none."""
    found = _plain(path.read_bytes()) or {"cells": []}  # `read` gives every cell an id
    return {cell["id"] for cell in found["cells"] if "id" in cell}


@dataclass(frozen=True)
class Kernel:
    """The kernel that a notebook asks for: its names and its language, empty where it says none."""

    name: str
    language: str
    shown: str = ""

    @property
    def foreign(self) -> str | None:
        """What it is in words, where it is not known to be one of Python; else None."""
        if self.language:
            return None if PYTHON.fullmatch(self.language) else f"a notebook in {self.language}"
        if not self.name or PYTHON_NAME.search(f"{self.name} {self.shown}"):
            return None
        return f"a notebook for the kernel '{self.name}', of which it gives no language"


def kernel(path: Path) -> Kernel:
    """Return the kernel that the notebook asks for."""
    metadata = (_plain(path.read_bytes()) or read(path))["metadata"]
    spec, info = _dict(metadata.get("kernelspec")), _dict(metadata.get("language_info"))
    spoken = spec.get("language") or info.get("name") or ""
    shown = str(spec.get("display_name") or "")
    return Kernel(str(spec.get("name") or shown), str(spoken), shown)


def cut_short(path: Path) -> str:
    """Return what ended_early() says of the executed notebook there."""
    return ended_early((_plain(path.read_bytes()) or {"cells": []})["cells"])


def ended_early(cells: list[Any]) -> str:
    """Say where one of executed cells left the notebook, as by quit(), before others; else no text.

    Those without source, and those tagged `skip-execution`, are none that could be run.
    """
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    counts = [
        cell.get("execution_count")
        for cell in code
        if _cell(cell).source.strip() and SKIPPED not in _cell(cell).tags
    ]
    last = max((at for at, count in enumerate(counts) if count), default=-1)
    if not (left := len(counts) - last - 1):
        return ""
    behind = "the cell behind it was" if left == 1 else f"the {left} cells behind it were"
    return f"In[{counts[last]}] ended it, and {behind} not run"


def parse(source: str) -> tuple[ast.Module, str]:
    """Return a code cell as Python's syntax tree, and the text that the tree is of.

    Magics become calls, as IPython runs them; of a cell magic that runs Python it is the cell's
    body. Raises SyntaxError.
    """
    try:
        return syntax_tree(source), source
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager

        plain = TransformerManager().transform_cell(source)
        tree = syntax_tree(plain)
    match tree.body:
        case [ast.Expr(ast.Call(ast.Attribute(attr="run_cell_magic"), [name, _, body]))]:
            if ast.literal_eval(name) in PYTHON_MAGICS:
                return parse(ast.literal_eval(body))
    return tree, plain


def bare(path: Path) -> bytes:
    """Return the notebook's file without outputs, which a run of it does not need.

    A file that is not plainly of format 4 is returned as it is: `read` says what is wrong.
    """
    data = path.read_bytes()
    found = _plain(data)
    if found is None:
        return data
    for cell in found["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    return json.dumps(found, ensure_ascii=False).encode(errors="backslashreplace")


def read(path: Path) -> "nbformat.NotebookNode":
    """Return the notebook in the newest nbformat 4; raise DataError where the file is none.

    What says of an earlier run that it failed is left out. No two cells have the same id.
    """
    defer_jsonschema_formats()
    import nbformat

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of ids that are missing or alike, as in older ones
            known = json.loads(path.read_bytes())  # in whatever encoding of Unicode
            _refuse_format(path, known)
            plain = json.dumps(_known_language(known))
            found = nbformat.v4.upgrade(nbformat.reads(plain, as_version=4))
    except (nbformat.ValidationError, ValueError) as error:
        raise _odd(path, str(error).splitlines()[0]) from None
    except (AssertionError, AttributeError, KeyError, TypeError, RecursionError):  # other JSON
        raise _odd(path, "JSON of something else") from None
    if not isinstance(found["cells"], list) or not all(map(_is_cell, found["cells"])):
        raise _odd(path, "with a cell of another shape, or with half a character in one")
    return _tidy(found)


def _refuse_format(path: Path, found: Any) -> None:
    """Raise DataError where JSON is none of a notebook, or of one in a format of another time."""
    if not isinstance(found, dict) or "nbformat" not in found:
        raise _odd(path, "JSON that names no nbformat")
    if found["nbformat"] not in FORMATS:
        what, do = f"a notebook of nbformat {found['nbformat']!r}", "Save it as one in Jupyter."
        raise DataError([Problem(path.name, what, f"one of nbformat {FORMATS[-1]}", do)])


def _known_language(found: dict[str, Any]) -> dict[str, Any]:
    """Give an older notebook's language to it as newer ones have it, and metadata that is null.

    Of formats 2 and 3 the cells name their language, of which nbformat keeps nothing.
    """
    sheets = [found, *(sheet for sheet in found.get("worksheets") or [] if isinstance(sheet, dict))]
    cells = [
        cell for sheet in sheets for cell in sheet.get("cells") or [] if isinstance(cell, dict)
    ]
    for part in (found, *cells):
        if part.get("metadata", 0) is None:
            part["metadata"] = {}
    metadata = _dict(found.get("metadata"))
    told = {str(part["language"]) for part in (metadata, *cells) if part.get("language")}
    if "worksheets" in found and (
        other := sorted(one for one in told if not PYTHON.fullmatch(one))
    ):
        metadata.setdefault("language_info", {"name": other[0]})
    return found


def _tidy(found: "nbformat.NotebookNode") -> "nbformat.NotebookNode":
    """Leave out tags that are null and marks of a failure, and give a cell with a used id none."""
    import nbformat

    taken: set[str] = set()
    for cell in found.cells:
        if cell.metadata.get("tags", []) is None:
            del cell.metadata["tags"]
        if cell.get("id") in taken:
            cell.id = nbformat.v4.new_raw_cell().id
        taken.add(cell.get("id", ""))
    found.cells = [cell for cell in found.cells if MARKS.isdisjoint(cell.metadata.get("tags", []))]
    return found


def _odd(path: Path, reason: str) -> DataError:
    found = f"a file that is no notebook ({reason})"
    return DataError([Problem(path.name, found, "Jupyter's JSON", "Name another, or restore it.")])


def _plain(data: bytes) -> dict[str, Any] | None:
    """Return the notebook as the JSON it is; None where it is not plainly one of format 4."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    shaped = isinstance(found, dict) and found.get("nbformat") == 4
    shaped = shaped and isinstance(found.get("nbformat_minor"), int)
    shaped = shaped and isinstance(found.get("metadata"), dict)
    cells = found.get("cells") if shaped else None
    return found if isinstance(cells, list) and all(map(_is_cell, cells)) else None


def _is_cell(cell: Any) -> bool:
    if not isinstance(cell, dict) or not isinstance(cell.get("metadata"), dict):
        return False
    source, outputs = cell.get("source"), cell.get("outputs", [])
    texts = [cell.get("cell_type"), *(source if isinstance(source, list) else [source])]
    tags = cell["metadata"].get("tags") or []
    if not isinstance(outputs, list) or not isinstance(tags, list):
        return False
    return all(isinstance(text, str) and not HALF.search(text) for text in [*texts, *tags])


def _cell(cell: dict[str, Any]) -> Cell:
    source, tags = cell["source"], cell["metadata"].get("tags") or ()
    text = source if isinstance(source, str) else "".join(source)
    return Cell(cell["cell_type"], tuple(tags), text)


def _dict(value: Any) -> dict[str, Any]:
    """Return a mapping as it is, and an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}
