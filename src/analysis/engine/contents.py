"""What files hold, told by digests. Imports plain modules and what a notebook rests on."""

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import analysis
from analysis import paths
from analysis.engine import imports

MISSING = ""  # the digest of a file that is not there
UNKNOWN = "changed while it was loaded"
TICK_NS = 10_000_000  # by so much the clock of a file system may be behind
RECENT_NS = 2_000_000_000  # a change so short ago may be followed by another at the same time
Status = tuple[int, ...]
_known: dict[tuple[Path, bool], tuple[Status, str]] = {}


def digest(path: Path, cells: bool = False) -> str:
    """Return the digest of a file's content, or of a notebook's `cells`; MISSING without a file.

    The file is read unless this process has read it before and nobody has touched it since.
    Raises NotebookError where the cells of no notebook are asked for.
    """
    try:
        found = path.stat()
        status = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
        if (path, cells) in _known and _known[path, cells][0] == status:
            return _known[path, cells][1]
        content = imports.cells(path).encode() if cells else path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return MISSING
    held = hashlib.sha256(content).hexdigest()
    if time.time_ns() - found.st_ctime_ns > RECENT_NS:
        _known[path, cells] = status, held
    return held


def of_all(files: Iterable[Path]) -> dict[Path, str]:
    """Return the digest of each file."""
    return {path: digest(path) for path in files}


def combined(digests: Mapping[Path, str], *texts: str) -> str:
    """Return one digest of many, of the files' names in the project, and of `texts`."""
    whole = hashlib.sha256(repr(texts).encode())
    for path in sorted(digests):
        whole.update(f"\n{name(path)}\0{digests[path]}".encode())
    return whole.hexdigest()


@cache
def loaded() -> dict[Path, str]:
    """Return the digests of the package's files as this process has loaded their code.

    A file that was touched since Python began to load the package is UNKNOWN: what was loaded may
    be what it held before.
    """
    began = analysis.STARTED_NS - TICK_NS
    return {
        path: UNKNOWN if os.stat(path).st_ctime_ns > began else digest(path)
        for path in imports.package()
    }


def is_loaded() -> bool:
    """Return whether the package's files still hold what this process has loaded."""
    return of_all(imports.package()) == loaded()


def code() -> str:
    """Return a digest of the package as this process runs it, wherever it is installed."""
    if not is_loaded():
        return "changed since it was loaded"
    files = [(path.relative_to(imports.PACKAGE).as_posix(), loaded()[path]) for path in loaded()]
    return hashlib.sha256(repr(files).encode()).hexdigest()[:8]


@cache
def name(path: Path) -> str:
    """Return the path as read from the project's top folder."""
    return paths.relative(path)
