"""What a notebook or module rests on besides its data: modules, imported directly or not."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from glob import glob
from os.path import isdir, isfile  # which find nothing, too, where a name is too long
from pathlib import Path

from analysis import files
from analysis.engine import notebook
from analysis.errors import nearest
from analysis.files import syntax_tree

PACKAGE = Path(__file__).parents[1]
NAME = PACKAGE.name
MAGIC = re.compile(r"^([ \t]*)(?:[\w, ]+=[ \t]*)?[%!](.*)$", re.MULTILINE)
# What is given a module's name as a text: functions, the shell, magics, which become such calls.
BY_NAME = re.compile(rb"import_module|__import__|run_module|run_path|get_ipython\(|[\"']-m[\"']")
MOVES = re.compile(rb"path|dir\b|\bcd\b", re.IGNORECASE)  # where modules and files are looked for
MODULE = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")
WORD = re.compile(r"""[^\s"'();,&|<>=]+""")
QUOTED = re.compile(r"""(?<=")[^"]+(?=")|(?<=')[^']+(?=')""")
FILLED = re.compile(r"\{[^{}]*\}|\$\w+|%[ds]")  # parts of a text that are known only as it runs
LONGEST = 300  # letters of a line that may name a file, a folder or a module
BODIES = ("body", "orelse", "finalbody", "handlers", "cases")  # where statements hold others
DATA = re.compile(rb'with_name\("([\w.-]+)"\)')  # what stands beside a module, which it reads
IMPORT = re.compile(r"(?:\s*%\w+\s+)?((?:from|import) [\w.]+(?: (?:import|as) [\w., ]+)?)")

Import = tuple[int, str]  # the dots that a relative import begins with, and a name


def package() -> list[Path]:
    """Return every file of the package."""
    return [path for path in files.below(PACKAGE) if "__pycache__" not in path.parts]


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

    Others are those that code which changes sys.path or the folder names by a literal. A file is
    run by %run, the shell, or whatever else names it in a literal; a module is imported by a
    statement, or named to a magic, the shell or import_module. Of a name that is filled in as the
    code runs (f"part_{n}.py") all files that it may be are found; names put together otherwise are
    not known.
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
    """Return a cell's source as Python, in which a magic is a call that is given its text.

    So is a cell that is no Python even so; whether it runs is for the kernel to say. Lines that
    import come once more, without the magic that they may stand behind.
    """
    plain = f"get_ipython({source!r})"
    for text in (source, MAGIC.sub(lambda line: f"{line[1]}get_ipython({line[2]!r})", source)):
        try:
            syntax_tree(text)
        except SyntaxError:
            continue
        plain = text
        break
    lines = [found[1] for line in source.splitlines() if (found := IMPORT.fullmatch(line))]
    return "\n".join([plain, *lines])


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
    beside = [path.with_name(name.decode()) for name in DATA.findall(code)]
    used = [file for one in beside for file in (files.below(one) if one.is_dir() else [one])]
    for level, name in _imports(code):
        used += _files(name, path.parents[level - 1]) if level else _ours(name, package)
    return used


def _ours(name: str, package: Path) -> list[Path]:
    """Return the files of the package that an absolute import of the name runs."""
    return _files(name.removeprefix(f"{NAME}."), package) if name.startswith(f"{NAME}.") else []


def _reached(code: bytes, file: Path, folders: list[Path]) -> Iterator[Path]:
    """Yield the files that code of anyone's `file` imports, runs or names, in the folders."""
    imported, words = _lenient(code)
    for level, name in imported:
        for folder in file.parents[level - 1 : level] if level else folders:
            yield from _files(name, folder)
    dynamic = BY_NAME.search(code)
    for word in words:
        for folder in folders:
            if word.endswith((".py", ".ipynb")):
                yield from _named(word, folder)
            elif dynamic and MODULE.fullmatch(word):
                yield from _files(f"{word}.__main__", folder)


def _named(word: str, folder: Path) -> list[Path]:
    """Return the file that the word names in the folder, or those that it may be once filled in."""
    pattern = FILLED.sub("*", word)
    found = [pattern]
    if "*" in pattern:
        found = glob(pattern, root_dir=folder) + glob(pattern.removeprefix("*/"), root_dir=folder)
    return [(folder / name).resolve() for name in found if isfile(folder / name)]


def _added(code: bytes, folders: list[Path]) -> Iterator[Path]:
    """Yield the folders that literals name, where the code changes where others are looked for."""
    if MOVES.search(code):
        for word in _lenient(code)[1]:
            for folder in folders:
                if isdir(folder / word):
                    yield (folder / word).resolve()


@cache
def _lenient(code: bytes) -> tuple[list[Import], list[str]]:
    """Return what anyone's code may import, and the words of its literals; none if no Python."""
    try:
        tree = syntax_tree(code)
    except SyntaxError:
        return [], []  # the kernel reports it when it imports the module
    lines = [line for text in _literals(tree) for line in text.splitlines() if len(line) < LONGEST]
    words = (word for line in lines for word in (line, *QUOTED.findall(line), *WORD.findall(line)))
    return _imports(code), list(dict.fromkeys(words))


def _literals(tree: ast.AST) -> Iterator[str]:
    """Yield every text of the code; an f-string with {} for what is filled in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (getattr(part, "value", None) for part in node.values)
            yield "".join(part if isinstance(part, str) else "{}" for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _imports(code: str | bytes) -> list[Import]:
    """Return what the code may import: modules, or what they hold."""
    found: list[Import] = []
    for node in _statements(syntax_tree(code)):
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
    return [path for name in names for path in _homes(name, folder) if isfile(path)]


def _homes(name: str, folder: Path) -> tuple[Path, Path]:
    """Return where a module's file may stand: as a module, and as a package."""
    stem = folder.joinpath(*name.split("."))
    return stem.with_suffix(".py"), stem / "__init__.py"


def _modules() -> list[str]:
    """Return the name of every module of the package."""
    files = [path.relative_to(PACKAGE) for path in package() if path.suffix == ".py"]
    stems = [path.parent if path.stem == "__init__" else path.with_suffix("") for path in files]
    return [".".join(stem.parts) for stem in stems]
