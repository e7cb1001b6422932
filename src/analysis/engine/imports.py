"""What a piece of work rests on besides its data: modules, imported directly or through others."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from analysis import paths
from analysis.engine import notebook
from analysis.errors import nearest

PACKAGE = Path(__file__).parents[1]
NAME = PACKAGE.name
MAGIC = re.compile(r"^([ \t]*)(?:%%?\w+|!).*?(?=\b(?:from|import)\b|$)", re.MULTILINE)
BODIES = ("body", "orelse", "finalbody", "handlers", "cases")  # where statements hold others
IMPORT = re.compile(r"(?:from|import) [\w.]+(?: import [\w., ]+)?$")


def package() -> list[Path]:
    """Return every file of the package."""
    return [path for path in paths.below(PACKAGE) if "__pycache__" not in path.parts]


def of_module(*names: str) -> list[Path]:
    """Return the files of the package that the modules `names` import, themselves included.

    Raises ModuleNotFoundError where the package has no such module.
    """
    known = {_dotted(path) for path in package() if path.suffix == ".py"}
    for name in names:
        if name not in known:
            message = f"No module named '{NAME}.{name}'{nearest(name, known)}"
            raise ModuleNotFoundError(message, name=f"{NAME}.{name}")
    return _of(names)


def _dotted(path: Path) -> str:
    """Return a module's name inside the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _of(names: Iterable[str]) -> list[Path]:
    """Return the files that importing these names runs, whether they are modules or in modules."""
    found: set[Path] = set()
    waiting = [PACKAGE / "__init__.py", *(path for name in names for path in _files(name))]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _used(path.read_bytes(), PACKAGE)
    return sorted(found)


def of_notebook(path: Path) -> list[Path]:
    """Return the files of the package that the notebook's code cells import, directly or not."""
    code = [_plain(cell.source) for cell in notebook.cells(path) if cell.kind == "code"]
    return _of(_imported("\n".join(code)))


def beside(path: Path, folders: list[Path]) -> list[Path]:
    """Return the Python files in `folders` that the notebook imports, directly or not."""
    code = [_plain(cell.source) for cell in notebook.cells(path) if cell.kind == "code"]
    found: set[Path] = set()
    waiting = [(folder, name) for folder in folders for name in _names("\n".join(code))]
    while waiting:
        folder, name = waiting.pop()
        for file in set(_files(name, folder)) - found:
            found.add(file)
            names = _named(file.read_bytes())
            waiting += [(near, name) for near in (folder, file.parent) for name in names]
    return sorted(found)


def cells(path: Path) -> str:
    """Return the part of a notebook that determines its outputs: each cell's kind, tags, source."""
    return repr(notebook.cells(path))


def _plain(source: str) -> str:
    """Return a cell's source as Python: the name of a magic goes, what it runs stays.

    What is no Python even so (a shell script, say) imports nothing of ours: it becomes the empty
    text, and whether it runs is for the kernel to say.
    """
    for text in (source, MAGIC.sub(r"\1", source)):
        try:
            ast.parse(text)
        except SyntaxError:
            continue
        return text
    return "\n".join(line for line in source.splitlines() if IMPORT.match(line))


@cache
def _used(code: bytes, package: Path) -> list[Path]:
    """Return the files that a module of the package imports; it is parsed once."""
    return [file for name in _imported(code.decode()) for file in _files(name, package)]


@cache
def _named(code: bytes) -> list[str]:
    """Return the names that anyone's module may import; none where it is no Python."""
    try:
        return _names(code)
    except (SyntaxError, ValueError):
        return []  # whether it runs is for the kernel to say


def _imported(code: str) -> list[str]:
    """Return the names inside the package that the code may import: modules, or what they hold."""
    return [name.split(".", 1)[1] for name in _names(code) if name.startswith(f"{NAME}.")]


def _names(code: str | bytes) -> list[str]:
    """Return the names that the code may import: modules, or what they hold."""
    names = []
    for node in _statements(ast.parse(code)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = f"{node.module}." if node.module else ""
            names += [*filter(None, [node.module]), *(start + alias.name for alias in node.names)]
    return names


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every statement, those inside others too; expressions import nothing."""
    for part in BODIES:
        for node in getattr(tree, part, ()):
            yield node
            yield from _statements(node)


def _files(name: str, folder: Path | None = None) -> list[Path]:
    """Return the files that importing `name` runs: a module, or a package and those around it."""
    parts = name.split(".")
    stems = [(folder or PACKAGE).joinpath(*parts[:end]) for end in range(1, len(parts) + 1)]
    candidates = [
        file for stem in stems for file in (stem.with_suffix(".py"), stem / "__init__.py")
    ]
    return [path for path in candidates if path.is_file()]
