"""Read a notebook file, or say what is wrong with it."""

import ast
import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.engine.kernels import skip_jsonschema_formats
from analysis.errors import DataError, Problem

if TYPE_CHECKING:
    import nbformat

PYTHON_MAGICS = {"capture", "prun", "time"}  # of a cell, which they run in the notebook


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


def language(path: Path) -> str:
    """Return the language that the notebook's kernel speaks; the empty text where it says none."""
    metadata = (_plain(path.read_bytes()) or read(path))["metadata"]
    spoken = _dict(metadata.get("kernelspec")).get("language")
    return str(spoken or _dict(metadata.get("language_info")).get("name") or "")


def parse(source: str) -> tuple[ast.Module, str]:
    """Return a code cell as Python's syntax tree, and the text that the tree is of.

    Magics become calls, as IPython runs them; of a cell magic that runs Python it is the cell's
    body. Raises SyntaxError.
    """
    try:
        return ast.parse(source), source
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager

        plain = TransformerManager().transform_cell(source)
        tree = ast.parse(plain)
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
    return json.dumps(found, ensure_ascii=False).encode()


def read(path: Path) -> "nbformat.NotebookNode":
    """Return the notebook in nbformat 4; raise DataError where the file is none."""
    skip_jsonschema_formats()
    import nbformat

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of ids that are missing: older notebooks have none
            found = nbformat.read(path, as_version=4)
    except (nbformat.ValidationError, ValueError) as error:
        raise _odd(path, str(error).splitlines()[0][:80]) from None
    except (AssertionError, AttributeError, KeyError, TypeError):  # JSON of another shape
        raise _odd(path, "JSON of something else") from None
    if "nbformat_minor" not in found:
        raise _odd(path, "without nbformat_minor")
    if not all(map(_is_cell, found["cells"])):
        raise _odd(path, "with a cell of another shape")
    return found


def _odd(path: Path, reason: str) -> DataError:
    found = f"a file that is no notebook ({reason})"
    return DataError([Problem(path.name, found, "Jupyter's JSON", "Name another, or restore it.")])


def _plain(data: bytes) -> dict[str, Any] | None:
    """Return the notebook as the JSON it is; None where it is not plainly one of format 4."""
    try:
        found = json.loads(data)
    except ValueError:
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
    tags = cell["metadata"].get("tags", [])
    if not isinstance(outputs, list) or not isinstance(tags, list):
        return False
    return all(isinstance(text, str) for text in [*texts, *tags])


def _cell(cell: dict[str, Any]) -> Cell:
    source, tags = cell["source"], cell["metadata"].get("tags", ())
    text = source if isinstance(source, str) else "".join(source)
    return Cell(cell["cell_type"], tuple(tags), text)


def _dict(value: Any) -> dict[str, Any]:
    """Return a mapping as it is, and an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}
