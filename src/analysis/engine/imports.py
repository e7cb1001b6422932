"""What a notebook or module rests on besides its data: modules, imported directly or not."""

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
RUN = re.compile(r"^([ \t]*)(?:%(?:run|load_ext)[ \t]|!)[ \t]*(.+)$", re.MULTILINE)
BY_NAME = (b"import_module", b"__import__")  # functions that are given a module's name
ADDS = (b"sys.path", b"sys import path", b"addsitedir")
MODULE = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
LONGEST = 300  # letters of a literal that may name a file, a folder or a module
BODIES = ("body", "orelse", "finalbody", "handlers", "cases")  # where statements hold others
DATA = re.compile(rb'with_name\("([\w-]+\.\w+)"\)')  # a file beside a module, which it reads
IMPORT = re.compile(r"(?:from|import) [\w.]+(?: import [\w., ]+)?$")

Import = tuple[int, str]  # the dots that a relative import begins with, and a name


def package() -> list[Path]:
    """Return every file of the package."""
    return [path for path in paths.below(PACKAGE) if "__pycache__" not in path.parts]


def of_module(*names: str) -> list[Path]:
    """Return the files of the package that the modules `names` import, themselves included.

    A name is as in `data.clean`. Raises ModuleNotFoundError where there is no such module: what
    rests on nothing would never be out of date.
    """
    for name in names:
        if not any(path.is_file() for path in _homes(name, PACKAGE)):
            close = nearest(name, _modules())
            raise ModuleNotFoundError(
                f"{NAME}.{name}: found no such module{close}; expected one below src/{NAME}."
            )
    return _closure(path for name in names for path in _files(name, PACKAGE))


def of_notebook(path: Path) -> list[Path]:
    """Return the files of the package that the notebook's code cells import, directly or not."""
    return _closure(file for _, name in _imports(_code(path)) for file in _ours(name, PACKAGE))


def beside(path: Path, folders: list[Path]) -> list[Path]:
    """Return the files of Python that the notebook imports or runs from `folders`, or from others.

    Others are those that code which adds to sys.path names by a literal. A file is run by %run, or
    by whatever else names it in a literal; a module is imported by a statement, or named to
    import_module. Names that code puts together are not known.
    """
    searched, found = list(folders), {path: _code(path).encode()}
    known = (0, 0)
    while known != (len(searched), len(found)):
        known = len(searched), len(found)
        for file, code in list(found.items()):
            searched += [folder for folder in _added(code, searched) if folder not in searched]
            for near in _reached(code, file, searched):
                if near not in found:
                    found[near] = (
                        _code(near).encode() if near.suffix != ".py" else near.read_bytes()
                    )
    return sorted(file for file in found if file != path)


def cells(path: Path) -> str:
    """Return the part of a notebook that determines its outputs: each cell's kind, tags, source."""
    return repr(notebook.cells(path))


def _code(path: Path) -> str:
    """Return the notebook's code cells as Python."""
    cells = notebook.cells(path)
    return "\n".join(_plain(cell.source) for cell in cells if cell.kind == "code")


def _plain(source: str) -> str:
    """Return a cell's source as Python: the name of a magic goes, what it runs stays.

    What is no Python even so (a shell script, say) imports nothing of ours: it becomes the empty
    text, and whether it runs is for the kernel to say.
    """
    run = RUN.sub(lambda line: f"{line[1]}import_module({line[2].split()})", source)
    for text in (source, MAGIC.sub(r"\1", run)):
        try:
            notebook.syntax_tree(text)
        except SyntaxError:
            continue
        return text
    return "\n".join(line for line in source.splitlines() if IMPORT.match(line))


def _closure(files: Iterable[Path]) -> list[Path]:
    """Return files of the package, all those that they import, and what importing any runs."""
    found: set[Path] = set()
    waiting = [PACKAGE / "__init__.py", *files]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _used(path, path.read_bytes(), PACKAGE)
    return sorted(found)


@cache
def _used(path: Path, code: bytes, package: Path) -> list[Path]:
    """Return the files that a module of the package imports or reads; it is parsed once."""
    if path.suffix != ".py":
        return []
    used = [path.with_name(name.decode()) for name in DATA.findall(code)]
    for level, name in _imports(code):
        used += _files(name, path.parents[level - 1]) if level else _ours(name, package)
    return used


def _ours(name: str, package: Path) -> list[Path]:
    """Return the files of the package that an absolute import of the name runs."""
    return _files(name.removeprefix(f"{NAME}."), package) if name.startswith(f"{NAME}.") else []


def _reached(code: bytes, file: Path, folders: list[Path]) -> Iterator[Path]:
    """Yield the files that code of anyone's `file` imports, runs or names, in the folders."""
    imported, literals = _lenient(code)
    for level, name in imported:
        for folder in file.parents[level - 1 : level] if level else folders:
            yield from _files(name, folder)
    dynamic = any(word in code for word in BY_NAME)
    for word in literals:
        for folder in folders:
            if word.endswith((".py", ".ipynb")) and (named := folder / word).is_file():
                yield named.resolve()
            elif dynamic and MODULE.fullmatch(word):
                yield from _files(word, folder)


def _added(code: bytes, folders: list[Path]) -> Iterator[Path]:
    """Yield the folders that literals name, where the code adds to the path of modules."""
    if any(word in code for word in ADDS):
        for word in _lenient(code)[1]:
            for folder in folders:
                if (named := folder / word).is_dir():
                    yield named.resolve()


@cache
def _lenient(code: bytes) -> tuple[list[Import], list[str]]:
    """Return what anyone's code may import, and the words of its literals; none if no Python."""
    try:
        tree = notebook.syntax_tree(code)
    except SyntaxError:
        return [], []  # the kernel reports it when it imports the module
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    short = [text for text in texts if isinstance(text, str) and len(text) < LONGEST]
    return _imports(code), list(dict.fromkeys(word for text in short for word in text.split()))


def _imports(code: str | bytes) -> list[Import]:
    """Return what the code may import: modules, or what they hold."""
    found: list[Import] = []
    for node in _statements(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += [(0, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = f"{node.module}." if node.module else ""
            names = [*filter(None, [node.module]), *(start + alias.name for alias in node.names)]
            found += [(node.level, name) for name in names]
    return found


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every statement, those inside others too; expressions import nothing."""
    for part in BODIES:
        for node in getattr(tree, part, ()):
            yield node
            yield from _statements(node)


def _files(name: str, folder: Path) -> list[Path]:
    """Return the files that importing `name` runs: a module, or a package and those around it."""
    parts = name.split(".")
    names = [".".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return [path for name in names for path in _homes(name, folder) if path.is_file()]


def _homes(name: str, folder: Path) -> tuple[Path, Path]:
    """Return where a module's file may stand: as a module, and as a package."""
    stem = folder.joinpath(*name.split("."))
    return stem.with_suffix(".py"), stem / "__init__.py"


def _modules() -> list[str]:
    """Return the name of every module of the package."""
    files = [path.relative_to(PACKAGE) for path in package() if path.suffix == ".py"]
    stems = [path.parent if path.stem == "__init__" else path.with_suffix("") for path in files]
    return [".".join(stem.parts) for stem in stems]
