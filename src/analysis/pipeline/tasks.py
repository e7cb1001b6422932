"""The tasks and what each depends on: tables, then notebooks, then what is published of them."""

from functools import partial
from pathlib import Path

from pytask import PathNode, PythonNode, task

from analysis import paths
from analysis.engine import imports, notebook
from analysis.engine.nodes import Content, Files, code
from analysis.engine.progress import say
from analysis.engine.sandbox import perform
from analysis.pipeline import plan, publishing
from analysis.pipeline.plan import Run
from analysis.pipeline.report_parts import Made, Task


def build_tasks() -> list[Task]:
    """Return the tasks of a full build, for pytask."""
    every = plan.plan()
    return [
        _tables_task(),
        *(_notebook_task(run) for run in every),
        *publishing.tasks(every),
    ]


def _tables_task() -> Task:
    needs = {
        "raw": Files(name="data/raw", paths=paths.typed()),
        "rests_on": code(
            "tables", imports.of_module("data.clean", "data.sources", "claims", "files")
        ),
        "made_here": [*paths.tables(), paths.processed() / "datapackage.json"],
    }

    @task(name="tables", kwargs=needs)
    def make(raw: list[Path], rests_on: list[Path], made_here: Made) -> None:
        from analysis import claims, files
        from analysis.data import clean, sources, tables

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
        say("tables", ", ".join(contents))
        for change in claims.changes(before, frames["claims"]):
            say("verdict", change)

    return make  # type: ignore[no-any-return]


def _notebook_task(run: Run) -> Task:
    data = {paths.relative(path): Content(path) for path in paths.tables()}
    used = {
        *imports.of_notebook(run.notebook),
        *imports.of_module("engine.sandbox", "engine.kernels.forkserver"),
    }
    given = {"place": run.place} if run.place else {}
    needs = {
        "notebook": PythonNode(value=notebook.bare(run.notebook)),
        "name": run.notebook.name,
        "data": data,
        "given": PythonNode(value=given, hash=repr),
        "rests_on": {
            "cells": PythonNode(value=imports.cells(run.notebook), hash=True),
            "code": code(run.name, used),
        },
    }
    made = PathNode.from_path(run.executed)
    # A function of a module, for a worker of a cluster is sent its name, and not its code.
    return task(name=run.name, kwargs=needs, produces=made)(partial(perform))  # type: ignore[no-any-return]
