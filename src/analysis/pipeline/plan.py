"""Which notebooks are run, and with what: each at its defaults, and one for every place."""

import csv
from dataclasses import dataclass
from pathlib import Path

from analysis import paths
from analysis.engine import parameters
from analysis.errors import NotebookError


@dataclass(frozen=True)
class Run:
    """One execution of a notebook: at its defaults, or for one place."""

    notebook: Path
    place: str | None = None

    @property
    def name(self) -> str:
        """Name of the run, and of its executed notebook and page."""
        if self.place is None:
            return self.notebook.stem
        return "place-" + self.place.lower().replace(" ", "-")

    @property
    def executed(self) -> Path:
        """Where the executed notebook waits until the report is published."""
        return paths.scratch() / "executed" / f"{self.name}.ipynb"

    @property
    def chapter(self) -> Path:
        """Where its chapter of the report waits, as JSON."""
        return paths.scratch() / "chapters" / f"{self.name}.json"

    @property
    def on_index(self) -> bool:
        """Whether it is a chapter of the index: not one that is for a place."""
        return self.place is None and not takes_place(self.notebook)


def plan() -> list[Run]:
    """Return each notebook at its defaults, then those with a parameter `place` for every place."""
    notebooks = sorted(paths.notebooks().glob("*.ipynb"))
    swept = [path for path in notebooks if takes_place(path)]
    if len(swept) > 1:
        names = " and ".join(path.name for path in swept)
        raise NotebookError(f"found a parameter 'place' in {names}; expected it in one notebook.")
    if len(notebooks) == len(swept):
        at = paths.relative(paths.notebooks())
        found = "none for the index; expected a notebook without a parameter 'place'"
        raise NotebookError(f"{at}: found {found}. Restore one.")
    return [
        *(Run(path) for path in notebooks),
        *(Run(path, place) for path in swept for place in places()),
    ]


def shown(every: list[Run]) -> list[Run]:
    """Return the runs that a page shows: a brief has no page at its defaults."""
    return [run for run in every if run.place or run.on_index]


def pages(every: list[Run]) -> list[str]:
    """Return the file names of the report's pages."""
    return [f"{name}.html" for name in ["index", *(run.name for run in every if run.place)]]


def takes_place(notebook: Path) -> bool:
    """Return whether the notebook has a parameter `place`."""
    return any(parameter.name == "place" for parameter in parameters.literals(notebook))


def places() -> list[str]:
    """Return the places that a source's figures are about, in the order of places.csv.

    None where a file is at fault, which reading the data reports.
    """
    ledgers = [folder / "figures.csv" for folder in paths.source_folders(paths.raw())]
    stated = {name for ledger in ledgers for name in _column(ledger, "place")}
    known = dict.fromkeys(_column(paths.raw() / "places.csv", "place"))
    return [name for name in known if name in stated]


def _column(path: Path, column: str) -> list[str]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return [(row.get(column) or "").strip() for row in csv.DictReader(file)]
