"""The tasks and what each depends on: tables, then notebooks, then the report published at once."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pytask import Product, PythonNode, task

from analysis import dependencies, execute, paths, tables

PACKAGE = Path(__file__).parent
Task = Callable[..., None]


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


def runs() -> list[Run]:
    """Return each notebook at its defaults, then those with a parameter `place` for every place."""
    notebooks = sorted(paths.notebooks().glob("*.ipynb"))
    swept = [path for path in notebooks if _takes_place(path)]
    return [
        *(Run(path) for path in notebooks),
        *(Run(path, place) for path in swept for place in _places()),
    ]


def build_tasks() -> list[Task]:
    """Return the tasks of a full build, for pytask."""
    return [_tables_task(), *(_notebook_task(run) for run in runs()), _report_task(runs())]


def products() -> list[Path]:
    """Return every file that a build publishes."""
    names = [*(f"{name}.csv" for name in tables.CODEBOOK), "datapackage.json"]
    pages = ["index", *(run.name for run in runs() if run.place)]
    return [
        *(paths.processed() / name for name in names),
        *(run.notebook for run in runs() if run.place is None),
        *(paths.reports() / f"{page}.html" for page in pages),
    ]


def _tables_task() -> Task:
    raw = sorted(path for path in paths.raw().rglob("*") if path.suffix in {".csv", ".yaml"})
    made = [path for path in products() if path.parent == paths.processed()]

    @task(name="tables")
    def make(
        raw: list[Path] = raw,
        rests_on: list[Path] = [*dependencies.of_module("clean", "sources"), _lock()],
        made: Annotated[list[Path], Product] = made,
    ) -> None:
        from analysis import clean, files, sources

        frames = clean.clean(sources.read(paths.raw()))
        contents = {name: tables.to_csv(name, frame) for name, frame in frames.items()}
        package = paths.processed() / "datapackage.json"
        files.write_all({
            **{paths.processed() / f"{name}.csv": data for name, data in contents.items()},
            package: tables.to_package(contents),
        })  # fmt: skip
        print("  tables     ", ", ".join(contents), flush=True)

    return make


def _notebook_task(run: Run) -> Task:
    @task(name=run.name)
    def execute_one(
        cells: Annotated[str, PythonNode(value=dependencies.cells(run.notebook), hash=True)],
        data: list[Path] = [paths.processed() / f"{name}.csv" for name in tables.CODEBOOK],
        rests_on: list[Path] = [
            *dependencies.of_notebook(run.notebook),
            *dependencies.of_module("execute"),
            _lock(),
        ],
        executed: Annotated[Path, Product] = run.executed,
    ) -> None:
        given: dict[str, Any] = {"place": run.place} if run.place else {}
        execute.run(run.notebook, given, executed)
        print("  notebook   ", run.name, flush=True)

    return execute_one


def _report_task(all_runs: list[Run]) -> Task:
    outputs = [path for path in products() if path.parent != paths.processed()]

    @task(name="report")
    def publish(
        executed: list[Path] = [run.executed for run in all_runs],
        data: list[Path] = [paths.processed() / f"{name}.csv" for name in tables.CODEBOOK],
        rests_on: list[Path] = [
            *dependencies.of_module("render"),
            *sorted(path for path in (PACKAGE / "templates").rglob("*") if path.is_file()),
            _lock(),
        ],
        outputs: Annotated[list[Path], Product] = outputs,
    ) -> None:
        from analysis import files, render

        chapters = [run.executed for run in all_runs if not _takes_place(run.notebook)]
        briefs = {run.place: run.executed for run in all_runs if run.place}
        pages = render.pages(chapters, briefs)
        files.write_all({
            **{run.notebook: run.executed.read_bytes() for run in all_runs if not run.place},
            **{paths.reports() / name: page for name, page in pages.items()},
        })  # fmt: skip
        for stray in set(paths.reports().glob("*.html")) - set(outputs):
            stray.unlink()
        print("  report     ", ", ".join(pages), flush=True)

    return publish


def _takes_place(notebook: Path) -> bool:
    return any(parameter.name == "place" for parameter in execute.parameters(notebook))


def _places() -> list[str]:
    """Return the places' names; none where the file is at fault, which reading the data reports."""
    path = paths.raw() / "places.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return [row["place"] for row in csv.DictReader(file) if row.get("place")]


def _lock() -> Path:
    return paths.root() / "requirements.lock"
