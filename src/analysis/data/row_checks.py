"""What the rows of data/raw owe to each other: parents, units, ids, and their place in the text."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data import schemas
from analysis.errors import Problem, nearest
from analysis.paths import relative
from analysis.quantity import parse

SEAL = "Hold the ledger against the text: analysis check-source FILE --seal"


def seal(sha256: str, line: str, start: str, printed: str) -> str:
    """Return the mark of a row that was found at its place in the text of that fingerprint."""
    return hashlib.sha256(f"{sha256} {line} {start} {printed}".encode()).hexdigest()[:8]


def parent_problems(path: Path, places: pd.DataFrame) -> list[Problem]:
    """Find the places that lie in a place which the file does not hold."""
    known = list(places["place"])
    return [
        Problem(
            relative(path),
            f"'{parent}'",
            f"a place of this file, or nothing{nearest(parent, known)}",
            "Correct the row.",
            line,
            "part_of",
        )
        for line, parent in _cells(places, "part_of")
        if parent and parent not in known
    ]


def twice(ledgers: dict[Path, pd.DataFrame]) -> list[Problem]:
    """Find the figures named as one of another file is: an id is an address in the report."""
    seen: dict[str, str] = {}
    problems = []
    for file, figures in ledgers.items():
        path = relative(file)
        for line, name in _cells(figures, "figure_id"):
            if seen.setdefault(name, path) != path:
                expected = f"an id that {seen[name]} does not use"
                problems.append(
                    Problem(path, f"'{name}'", expected, "Rename it.", line, "figure_id")
                )
    return problems


def unit_problems(path: Path, figures: pd.DataFrame, metrics: pd.DataFrame) -> list[Problem]:
    """Find the figures that read as another unit than their metric's."""
    units = dict(zip(metrics["metric"], metrics["unit"], strict=True))
    problems = []
    for line, printed, metric in _cells(figures, "printed", "metric"):
        expected = units.get(metric)
        if expected and schemas.readable(printed) and parse(printed).unit != expected:
            found = f"'{printed}', a {parse(printed).unit}"
            do = f"Correct the row, or the unit of '{metric}' in metrics.csv."
            problems.append(Problem(relative(path), found, f"a {expected}", do, line, "printed"))
    return problems


def seal_problems(path: Path, frame: pd.DataFrame, sha256: str) -> list[Problem]:
    """Find the rows whose place in the text has changed since it was last looked up there."""
    expected = "a token last seen at its place in the text, as its seal shows"
    return [
        Problem(
            relative(path),
            f"'{printed}' at line {at}, offset {start}",
            expected,
            f"{SEAL}.",
            line,
            "seal",
        )
        for line, at, start, printed, mark in _cells(frame, "line", "start", "printed", "seal")
        if mark != seal(sha256, at, start, printed)
    ]


def _cells(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield each row's line in the file, then its cells of `columns`."""
    yield from zip(frame.index, *(frame[column] for column in columns), strict=True)
