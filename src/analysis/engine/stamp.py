"""Remember what files held when work was done, to tell at once that there is nothing to do again.

It is all or nothing: where anything at all has changed, pytask finds out what rests on it.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from analysis.files import write_all


def digest(files: Iterable[Path], text: str = "") -> str:
    """Return a digest of a text and of what files hold; one that is missing holds nothing."""
    whole = hashlib.sha256(text.encode())
    for path in files:
        content = path.read_bytes() if path.is_file() else b""
        whole.update(f"{path}\n{len(content)}\n".encode() + content)
    return whole.hexdigest()


def recall(memory: Path, state: str) -> int | None:
    """Return how many tasks the work had that left this state; None where there is another."""
    try:
        last = json.loads(memory.read_bytes())
        return int(last["tasks"]) if last["state"] == state else None
    except (OSError, ValueError, KeyError, TypeError):  # no memory, or none to trust
        return None


def note(memory: Path, state: str, tasks: int) -> None:
    """Remember the state that work of so many tasks has left."""
    write_all({memory: json.dumps({"state": state, "tasks": tasks}).encode()})
