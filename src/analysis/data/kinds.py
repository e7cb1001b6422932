"""Kinds of places: what they are called, and what a place of a kind may lie in.

They are rows of kinds.csv in this folder, and of data/raw/kinds.csv, which may be left out and
may call a kind otherwise. Imports paths and quantity's units.
"""

from pathlib import Path

from analysis import paths
from analysis.quantity.units import read_table

JOIN = ";"  # between kinds
FILE = "kinds.csv"


def known(folder: Path | None = None) -> dict[str, dict[str, str]]:
    """Return the row of each kind by its name; of those in `folder`, or else data/raw, the last."""
    rows = [
        *read_table(Path(__file__).with_name(FILE)),
        *read_table((folder or paths.raw()) / FILE),
    ]
    return {row["kind"]: row for row in rows}


def name(kind: str, language: str, n: int = 1) -> str:
    """Return what one place of a kind is called, or all of them: county, counties; 省份, 各省."""
    return known()[kind][f"{'one' if n == 1 else 'many'}_{language}"]
