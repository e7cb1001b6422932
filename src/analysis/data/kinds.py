"""Kinds of places: what they are called, and what a place of a kind may lie in.

They are rows of kinds.csv in this folder, and of data/raw/kinds.csv, which may be left out and
may call a kind otherwise. Imports errors, paths, readers and quantity's units.
"""

from pathlib import Path

from analysis import paths
from analysis.errors import DataError
from analysis.quantity.units import read_table
from analysis.readers import read_rows

JOIN = ";"  # between kinds
FILE = "kinds.csv"


def known(folder: Path | None = None) -> dict[str, dict[str, str]]:
    """Return the row of each kind by its name; of those in `folder`, or else data/raw, the last.

    Raises DataError where the file there is no such table.
    """
    rows = read_table(Path(__file__).with_name(FILE))
    path = (folder or paths.raw()) / FILE
    if path.exists():
        added, problems = read_rows(path, list(rows[0]))
        if problems:
            raise DataError(problems)
        rows += [
            {str(name): str(cell) for name, cell in row.items()} for row in added.to_dict("records")
        ]
    return {row["kind"]: row for row in rows}


def name(kind: str, language: str, n: int = 1) -> str:
    """Return what one place of a kind is called, or all of them: county, counties; 省份, 各省."""
    return known()[kind][f"{'one' if n == 1 else 'many'}_{language}"]
