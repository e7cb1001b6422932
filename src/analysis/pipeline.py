"""The tasks and what each depends on: tables, then notebooks, then the report published at once."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Annotated

from pytask import PathNode, Product, PythonNode, task

from analysis import dependencies, notebook, paths, runs
from analysis.errors import CheckError
from analysis.nodes import Content, Files
from analysis.runs import Run
from analysis.sandbox import perform

TABLES = (
    *("places", "metrics", "sources", "figures", "references", "rosters", "place_metrics"),
    "claims",
)
PUBLISHING = ("render", "readme", "trials", "files")
TEMPLATES = Path(__file__).parent / "templates"
Task = Callable[..., None]
Made = Annotated[list[Path], Product]


def build_tasks() -> list[Task]:
    """Return the tasks of a full build, for pytask."""
    every = runs.plan()
    return [_tables_task(), *(_notebook_task(run) for run in every), _report_task(every)]


def products(every: list[Run]) -> list[Path]:
    """Return every file that a build of these runs publishes."""
    pages = ["index", *(run.name for run in every if run.place)]
    return [
        *_tables(),
        paths.processed() / "datapackage.json",
        *(run.notebook for run in every if run.place is None),
        *(paths.reports() / f"{page}.html" for page in pages),
        paths.reports() / "cover.svg",
        paths.readme(),
    ]


def _tables_task() -> Task:
    raw = sorted(path for path in paths.raw().rglob("*") if path.suffix in {".csv", ".yaml"})
    needs = {
        "raw": Files(name="data/raw", paths=raw),
        "rests_on": _code("tables", dependencies.of_module("clean", "sources", "claims", "files")),
        "made": [*_tables(), paths.processed() / "datapackage.json"],
    }

    @task(name="tables", kwargs=needs)
    def make(raw: list[Path], rests_on: list[Path], made: Made) -> None:
        from analysis import claims, clean, files, sources, tables

        frames = clean.clean(sources.read(paths.raw()))
        evidence = frames["figures"], frames["rosters"], frames["references"]
        folders = paths.source_folders(paths.raw())
        typed = [path for path in raw if path.name == "claims.yaml" and path.parent in folders]
        labels = dict(zip(frames["metrics"]["metric"], frames["metrics"]["label_en"], strict=True))
        frames["claims"] = claims.judge_all(claims.read(typed, *evidence), *evidence, labels)
        claims_csv = paths.processed() / "claims.csv"
        before = claims_csv.read_text("utf-8") if claims_csv.is_file() else ""
        contents = {name: tables.to_csv(name, frame) for name, frame in frames.items()}
        package = {paths.processed() / "datapackage.json": tables.to_package(contents)}
        by_path = {paths.processed() / f"{name}.csv": data for name, data in contents.items()}
        files.write_all(by_path | package)
        _say("tables", ", ".join(contents))
        for change in claims.changes(before, frames["claims"]):
            _say("verdict", change)

    return make  # type: ignore[no-any-return]


def _notebook_task(run: Run) -> Task:
    data = {paths.relative(path): Content(path) for path in _tables()}
    code = {*dependencies.of_notebook(run.notebook), *dependencies.of_module("sandbox", "zygote")}
    given = {"place": run.place} if run.place else {}
    needs = {
        "notebook": PythonNode(value=notebook.bare(run.notebook)),
        "name": run.notebook.name,
        "data": data,
        "given": PythonNode(value=given, hash=repr),
        "rests_on": {
            "cells": PythonNode(value=dependencies.cells(run.notebook), hash=True),
            "code": _code(run.name, code),
        },
    }
    made = PathNode.from_path(run.executed)
    # A function of a module, for a worker of a cluster is sent its name, and not its code.
    return task(name=run.name, kwargs=needs, produces=made)(partial(perform))  # type: ignore[no-any-return]


def _report_task(every: list[Run]) -> Task:
    cells = {run.notebook: dependencies.cells(run.notebook) for run in every}
    templates = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
    needs = {
        "executed": [run.executed for run in every],
        "names": PythonNode(value=repr([run.name for run in every]), hash=True),
        "data": _tables(),
        "rests_on": _code("report", [*dependencies.of_module(*PUBLISHING), *templates]),
        "made": [path for path in products(every) if path.parent != paths.processed()],
    }

    @task(name="report", kwargs=needs)
    def publish(
        executed: list[Path], names: str, data: list[Path], rests_on: list[Path], made: Made
    ) -> None:
        from analysis import files, readme, render, tables, trials

        defaults = [run for run in every if run.place is None]
        for run in defaults:
            if dependencies.cells(run.notebook) != cells[run.notebook]:
                message = "changed while the build ran; nothing was published. Build again"
                raise CheckError(f"{paths.relative(run.notebook)}: {message}.")
        chapters = [run.executed for run in defaults if not runs.takes_place(run.notebook)]
        pages = render.pages(chapters, {run.place: run.executed for run in every if run.place})
        notebooks = {run.notebook: run.executed.read_bytes() for run in defaults}
        claims = tables.read("claims")
        findings = readme.block(claims, trials.telling(claims, trials.LEADING))
        by_path = {paths.reports() / name: page for name, page in pages.items()}
        by_path[paths.readme()] = readme.renewed(paths.readme(), findings)
        files.write_all(notebooks | by_path)
        for stray in set(paths.reports().glob("*.html")) - set(made):
            stray.unlink()
        _say("report", ", ".join(pages))

    return publish  # type: ignore[no-any-return]


def _tables() -> list[Path]:
    return [paths.processed() / f"{name}.csv" for name in TABLES]


def _code(task: str, used: Iterable[Path]) -> Files:
    """Return what a task rests on besides its data: files of the package, and the lock."""
    lock = paths.root() / "requirements.lock"
    return Files(name=f"code of {task}", paths=[*sorted(used), lock])


def _say(kind: str, what: str) -> None:
    print(f"  {kind:<9} {what}", flush=True)
