"""What a piece of work rests on besides its data: modules, imported directly or through others."""

import ast
from pathlib import Path

import nbformat

PACKAGE = Path(__file__).parent
NAME = PACKAGE.name


def of_module(*names: str) -> list[Path]:
    """Return the files of the package that the modules `names` import, themselves included."""
    found: set[Path] = set()
    waiting = [PACKAGE / "__init__.py", *(_file(name) for name in names)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported(path.read_text(encoding="utf-8"))
    return sorted(found)


def of_notebook(notebook: Path) -> list[Path]:
    """Return the files of the package that the notebook's code cells import, directly or not."""
    cells = nbformat.read(notebook, as_version=4).cells
    code = "\n".join(
        line
        for cell in cells
        if cell.cell_type == "code"
        for line in cell.source.splitlines()
        if not line.startswith(("%", "!"))
    )
    return of_module(*(path.relative_to(PACKAGE).as_posix() for path in _imported(code)))


def cells(notebook: Path) -> str:
    """Return the part of a notebook that determines its outputs: each cell's kind, tags, source."""
    return repr(
        [
            (cell.cell_type, cell.metadata.get("tags", []), cell.source)
            for cell in nbformat.read(notebook, as_version=4).cells
        ]
    )


def _imported(code: str) -> list[Path]:
    names = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    inside = [name.split(".", 1)[1] for name in names if name.startswith(f"{NAME}.")]
    candidates = [base for name in inside for base in _files(name)]
    return [path for path in candidates if path.is_file()]


def _files(name: str) -> list[Path]:
    stem = PACKAGE / name.replace(".", "/")
    return [stem.with_suffix(".py"), stem / "__init__.py"]


def _file(name: str) -> Path:
    return PACKAGE / (name if name.endswith(".py") else f"{name}.py")
