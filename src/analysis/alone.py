"""Let one process at a time work in a folder. Imports errors only."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import portalocker

from analysis.errors import CheckError


@contextmanager
def alone(folder: Path, what: str) -> Iterator[None]:
    """Hold the folder's lock; raise CheckError, naming what is being done, where another does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            portalocker.lock(file, portalocker.LOCK_EX | portalocker.LOCK_NB)
        except portalocker.LockException:
            raise CheckError(f"Another {what} is running; wait for it.") from None
        yield
