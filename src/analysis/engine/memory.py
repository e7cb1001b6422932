"""Remember in one JSON file what was made of what. Imports errors, paths and files only."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.files import write_all

PAUSE = 1  # seconds between two writings of the file while work goes on


@dataclass(frozen=True)
class Made:
    """What a task was made of when it was last done, and what it made: digests."""

    of: str
    outputs: Mapping[str, str]


class Memory:
    """What is remembered in a file; nothing where it is damaged or from another version."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.tasks: dict[str, Made] = {}
        self.complete: dict[str, Any] = {}
        self._written = time.monotonic()
        try:
            found = json.loads(file.read_bytes())
            self.tasks = {name: Made(**made) for name, made in found["tasks"].items()}
            self.complete = dict(found["complete"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self.forget()

    def forget(self) -> None:
        """Forget all of it."""
        self.tasks, self.complete = {}, {}

    def note(self, task: str, made: Made) -> None:
        """Remember what a task was made of; the file is written now and then, and by save()."""
        self.tasks[task] = made
        if time.monotonic() - self._written > PAUSE:
            self.save()

    def tasks_of(self, state: str) -> int | None:
        """Return how many tasks the work had that left this state; None where there is another."""
        known = self.complete.get("state") == state
        return int(self.complete.get("tasks", 0)) if known else None

    def note_complete(self, state: str, tasks: int) -> None:
        """Remember the state that work of so many tasks has left, and write the file."""
        self.complete = {"state": state, "tasks": tasks}
        self.save()

    def save(self) -> None:
        """Write the file, whole."""
        tasks = {name: vars(made) for name, made in self.tasks.items()}
        text = json.dumps({"tasks": tasks, "complete": self.complete}, ensure_ascii=False)
        write_all({self.file: text.encode()})
        self._written = time.monotonic()
