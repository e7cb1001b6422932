"""Write files so that each is whole at every moment, and lock folders. Imports errors only."""

import errno
import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import CheckError

STAGING = "staged"  # the folder in a scratch folder where files are written before they are renamed
MARK = ".analysis-"  # in the names of files that are written and not renamed yet
LEFTOVER = re.compile(rf"\..+{re.escape(MARK)}[a-z0-9_]{{8}}")  # mkstemp's alphabet


def write_all(
    contents: dict[Path, bytes],
    staging: Path | None = None,
    check: Callable[[], None] | None = None,
) -> list[Path]:
    """Replace each file by its content; return the paths whose bytes changed.

    Everything is first written to the folder `staging`, or beside its target, so that a full disk
    is met before any target is touched. Then `check` is called, which may raise, and file after
    file is renamed into place: should that fail, those before are new and the others old, each
    whole. What already holds its content is left as it is. Raises CheckError naming the file that
    cannot be written.
    """
    changed = {path: data for path, data in contents.items() if not _holds(path, data)}
    staged: dict[Path, Path] = {}
    try:
        for path, data in changed.items():
            with writing(path):
                staged[path] = _stage(path, data, staging or path.parent)
        if check:
            check()
        for path in changed:
            with writing(path):
                _rename(staged[path], path)
            del staged[path]
    finally:
        for file in staged.values():
            file.unlink(missing_ok=True)
    return list(changed)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise CheckError, naming the file, in place of an OSError."""
    try:
        yield
    except OSError as error:
        reason = f"{path}: cannot be written ({error.strerror or error})"
        raise CheckError(f"{reason}. Free space or allow writing, then build again.") from error


def _refuse_folder(path: Path) -> None:
    """Make the folder of a file; raise OSError where the file could not be put there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(errno.EACCES, "Permission denied")
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "Is a directory")


def _stage(path: Path, data: bytes, folder: Path) -> Path:
    """Write what `path` is to hold to a file of its own in the folder."""
    import tempfile  # takes a while, and often there is nothing to write

    _refuse_folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}{MARK}", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
    except BaseException:
        os.unlink(name)
        raise
    return Path(name)


def _rename(staged: Path, path: Path) -> None:
    """Rename the staged file; one on another file system is first copied beside its target."""
    try:
        os.replace(staged, path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_all({path: staged.read_bytes()})
        staged.unlink()


def leftovers(folder: Path, pattern: str = ".*") -> list[Path]:
    """Return the staged files there that a process left which was killed; `**/.*`: below it too."""
    found = (path for path in folder.glob(pattern) if LEFTOVER.fullmatch(path.name))
    return sorted(path for path in found if path.is_file())


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


@contextmanager
def locked(folder: Path, what: str) -> Iterator[None]:
    """Hold the folder's lock, and make the folder where there is none.

    Raises CheckError, naming `what` is being done, where another process holds the lock, and naming
    the file or folder where there can be no lock.
    """
    path = folder / "lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError as error:
        found = f"{error.filename or path}: cannot be used ({error.strerror or error})"
        expected = f"expected to make the folder {folder} with a file 'lock'"
        raise CheckError(f"{found}; {expected}. Move away what is there, or allow it.") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # until it is closed
        except OSError:
            raise CheckError(f"Another {what} is running; wait for it.") from None
        yield
