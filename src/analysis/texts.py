"""Read a text file, or say what is wrong with it. Imports errors and paths only."""

from pathlib import Path

from analysis.errors import Problem
from analysis.paths import relative


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Return the file's text, or what keeps it from being read: absent, empty, or not UTF-8."""
    if not path.is_file():
        return "", [Problem(relative(path), "no such file", "the file", "Add it.")]
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found = f"byte 0x{data[error.start]:02x}"
        return "", [Problem(relative(path), found, "UTF-8 text", "Save it as UTF-8.", line)]
    if not text.strip():
        return "", [Problem(relative(path), "an empty file", "its content", "Restore it.")]
    return text, []
