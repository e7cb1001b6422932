"""What tasks are given and rest on: many files as one node, and a file's content."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pytask import PathNode

from analysis import paths
from analysis.engine import imports


@dataclass(kw_only=True)
class Files:
    """What some files hold, and a text besides; of a notebook its cells alone, not its outputs.

    One node, for pytask looks up each node of a task by itself.
    """

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
            digest.update(f"\n{_name(path)} {held}".encode())
        return digest.hexdigest()

    def load(self, is_product: bool = False) -> list[Path]:
        """Return the files, which is what a task is given."""
        return self.paths

    def save(self, value: Any) -> None:
        """Refuse to be written: the node is never what a task makes."""
        raise TypeError(f"{self.name}: found a task that makes it; expected a dependency.")


def code(task: str, used: Iterable[Path]) -> Files:
    """Return what a task rests on besides its data: files of the package, and the lock."""
    lock = paths.root() / "requirements.lock"
    return Files(name=f"code of {task}", paths=[*sorted(used), lock])


@dataclass
class Content:
    """A file whose content a task is handed, wherever it runs.

    In the graph it is the same node as the file that another task makes.
    """

    file: Path
    attributes: dict[Any, Any] = field(default_factory=dict)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = paths.relative(self.file)

    @property
    def signature(self) -> str:
        """Identify the node by its file, as pytask does."""
        return PathNode.from_path(self.file).signature

    def state(self) -> str | None:
        """Return the file's state as pytask has it; None where it is missing."""
        return PathNode.from_path(self.file).state()

    def load(self, is_product: bool = False) -> bytes:
        """Return the content."""
        return self.file.read_bytes()

    def save(self, value: Any) -> None:
        """Refuse: the file is made by another task."""
        raise NotImplementedError(f"{self.name} is read, and not written, by this task.")


@cache
def _digest(path: Path, changed_ns: int, size: int) -> str:
    """Return the digest of a file that was changed then, and is read once for all tasks."""
    holds = imports.cells(path).encode() if path.suffix == ".ipynb" else path.read_bytes()
    return hashlib.sha256(holds).hexdigest()


@cache
def _name(path: Path) -> str:
    return paths.relative(path)
