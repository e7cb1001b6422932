"""Write files so that each is whole at every moment, and lock folders. Imports errors only."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import portalocker

from analysis.errors import CheckError


def write_all(contents: dict[Path, bytes]) -> list[Path]:
    """Replace each file by its content; return the paths whose bytes changed.

    Everything is first written beside its target, so that a full disk or a forbidden folder is
    met before any target is touched; then file after file is renamed into place. Should a rename
    fail, the files before it are new and the others old, each of them whole. A file that already
    holds its content is left alone. Raises CheckError naming the file that cannot be written.
    """
    changed = {path: data for path, data in contents.items() if not _holds(path, data)}
    staged: dict[Path, str] = {}
    try:
        for path, data in changed.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            staged[path] = name
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            os.chmod(name, 0o644)
        for path in list(staged):
            os.replace(staged[path], path)
            del staged[path]
    except OSError as error:
        reason = f"{path}: cannot be written ({error.strerror or error})"
        raise CheckError(f"{reason}. Free space or allow writing, then build again.") from error
    finally:
        for name in staged.values():
            Path(name).unlink(missing_ok=True)
    return list(changed)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


@contextmanager
def locked(folder: Path, what: str) -> Iterator[None]:
    """Hold the folder's lock; raise CheckError, naming what is being done, where another does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            portalocker.lock(file, portalocker.LOCK_EX | portalocker.LOCK_NB)
        except portalocker.LockException:
            raise CheckError(f"Another {what} is running; wait for it.") from None
        yield
