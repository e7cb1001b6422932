"""File names of parameter sets: readable, safe on every file system, one for each set.

Imports nothing of ours.
"""

import hashlib
import json
import re
from typing import Any
from unicodedata import normalize

LONGEST = 100  # bytes of a name with its ending; file systems allow 255, paths 260 characters
ENDING = ".ipynb"
UNSAFE = re.compile(r"[^\w.=,+-]")
DEFAULTS = "defaults"  # the set that gives nothing


def names(sets: list[dict[str, Any]]) -> list[str]:
    """Return a name for each of the sets, no two alike even where case makes no difference.

    A name is the set as read: `place=Beijing,year=2024`. Where that had to be altered, cut, or is
    taken by a set before, it ends in `~` and a digest of the set.
    """
    taken: set[str] = set()
    made = []
    for one in sets:
        name, size = _plain(one), 8
        while name is None or name.casefold() in taken:
            name = _marked(one, size)
            size += 8
        taken.add(name.casefold())
        made.append(name)
    return made


def identity(one: dict[str, Any]) -> str:
    """Return a text that two sets share only if they are the same: 1, 1.0, '1' and true differ."""
    return json.dumps(_typed(one))


def _typed(value: Any) -> Any:
    """Return the value with the keys of mappings sorted, and each beside its type."""
    if isinstance(value, dict):
        entries = ([type(key).__name__, str(key), _typed(value[key])] for key in value)
        return sorted(entries, key=lambda entry: entry[:2])
    return [_typed(item) for item in value] if isinstance(value, list) else value


def _plain(one: dict[str, Any]) -> str | None:
    """Return the set as read; None where that is no safe name."""
    text = _text(one)
    return text if text == _safe(text) and len(f"{text}{ENDING}".encode()) <= LONGEST else None


def _marked(one: dict[str, Any], size: int) -> str:
    mark = "~" + hashlib.sha256(identity(one).encode()).hexdigest()[:size]
    room = LONGEST - len(f"{mark}{ENDING}")
    return _safe(_text(one)).encode()[:room].decode(errors="ignore") + mark


def _text(one: dict[str, Any]) -> str:
    return ",".join(f"{name}={_shown(value)}" for name, value in one.items()) or DEFAULTS


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _safe(text: str) -> str:
    return UNSAFE.sub("_", normalize("NFC", text))
