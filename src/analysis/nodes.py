"""A dependency of a task on many files at once: pytask looks up each node of a task by itself."""

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from analysis import dependencies


@dataclass(kw_only=True)
class Files:
    """What some files hold, and a text besides; of a notebook its cells alone, not its outputs."""

    name: str
    paths: list[Path]
    text: str = ""
    attributes: dict[Any, Any] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """What pytask knows the node by."""
        return hashlib.sha256(f"{type(self).__name__} {self.name}".encode()).hexdigest()

    def state(self) -> str | None:
        """Return the digest of it all; None where a file is missing."""
        digest = hashlib.sha256(self.text.encode())
        for path in self.paths:
            try:
                status = path.stat()
            except FileNotFoundError:
                return None
            held = _digest(path, status.st_mtime_ns, status.st_size)
            digest.update(f"\n{path.as_posix()} {held}".encode())
        return digest.hexdigest()

    def load(self, is_product: bool = False) -> list[Path]:
        """Return the files, which is what a task is given."""
        return self.paths

    def save(self, value: Any) -> None:
        """Refuse to be written: the node is never what a task makes."""
        raise TypeError(f"{self.name}: found a task that makes it; expected a dependency.")


@cache
def _digest(path: Path, changed_ns: int, size: int) -> str:
    """Return the digest of a file that was changed then, and is read once for all tasks."""
    holds = dependencies.cells(path).encode() if path.suffix == ".ipynb" else path.read_bytes()
    return hashlib.sha256(holds).hexdigest()
