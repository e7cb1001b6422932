"""Run a notebook for every set by ploomber-engine in one process, as its Python interface offers.

`python ploomber_loop.py NOTEBOOK SETS.csv FOLDER`, with the Python of the peers' environment.
"""

import csv
import sys
from pathlib import Path

from ploomber_engine import execute_notebook  # type: ignore[import-not-found]  # a peer


def main(notebook: str, sets: str, folder: str) -> None:
    """Execute every set of the file into FOLDER/SEED.ipynb."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with Path(sets).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given = {name: int(value) for name, value in row.items()}
            made = Path(folder, f"{'-'.join(row.values())}.ipynb")
            execute_notebook(notebook, made, parameters=given, progress_bar=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
