"""What the tasks of the graph are given and rest on. Imports dependencies and paths."""

import hashlib
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pytask import PathNode

from analysis import paths


@dataclass
class Files:
    """Files that a task rests on, as one node: their names and contents, and which there are.

    `name` stands for them in messages. A task is handed the files' paths.
    """

    name: str
    files: tuple[Path, ...]
    attributes: dict[Any, Any] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """Identify the node: the same files under the same name are the same node."""
        return hashlib.sha256(repr((self.name, self.files)).encode()).hexdigest()

    def state(self) -> str | None:
        """Return a digest of all names and contents; None where a file is missing."""
        digest = hashlib.sha256()
        for path in self.files:
            content = content_digest(path)
            if content is None:
                return None
            digest.update(f"{_name(path)}\0{content}\0".encode())
        return digest.hexdigest()

    def load(self, is_product: bool = False) -> tuple[Path, ...]:
        """Return the paths."""
        return self.files

    def save(self, value: Any) -> None:
        """Refuse: these files are read."""
        raise NotImplementedError(f"{self.name} is read, and not written, by tasks.")


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


def content_digest(path: Path) -> str | None:
    """Return a digest of the content, read anew where the file changed; None if missing."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return _digest(os.fspath(path), found.st_mtime_ns, found.st_size)


@cache
def _digest(path: str, changed_ns: int, size: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


@cache
def _name(path: Path) -> str:
    return paths.relative(path)
