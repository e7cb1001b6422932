"""Run the tasks that are out of date, several at once, here or on a cluster: pytask's graph."""

import os
import sys
from collections.abc import Iterable
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any

import _pytask.database
import pytask
import pytask_parallel.execute
from pytask import Session
from pytask_parallel import ParallelBackend, registry

from analysis.engine import hooks
from analysis.engine.threads import Threads, last_words, stopped
from analysis.errors import AnalysisError, Failures, Interrupted

SWITCH = 0.0005  # seconds after which who waits for a kernel gets its turn beside who computes
SETTINGS = "[tool.pytask.ini_options]\n"


def run(
    tasks: Iterable[Any], memory: Path, jobs: int | None, scheduler: str | None = None
) -> Session:
    """Run the tasks that are out of date, `jobs` at once; return pytask's session.

    `memory` is the folder that keeps what was run, and on which contents. Tasks that return what
    they make run on the Dask cluster of the `scheduler` at that address, if one is given; `jobs`
    defaults to the threads of its workers, or to the cores here. Raises Interrupted, naming the
    cells that ran, where the user stops it.
    """
    if scheduler is None:
        threads = jobs or _cores()
        return _run(tasks, memory, Threads(threads), threads, worker_type="threads")
    from analysis.engine import cluster

    with cluster.connected(scheduler) as workers:
        several = jobs or workers.threads
        return _run(tasks, memory, workers, several, worker_type="processes", remote=True)


def _run(
    tasks: Iterable[Any], memory: Path, executor: Executor, jobs: int, **backend: Any
) -> Session:
    memory.mkdir(parents=True, exist_ok=True)
    settings = memory / "pytask.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    registry.register_parallel_backend(
        ParallelBackend.CUSTOM, lambda n_workers: executor, **backend
    )
    _adapt()
    tasks = list(tasks)
    last_words.clear()
    stopped.clear()
    build = partial(
        pytask.build,
        config=settings,
        tasks=tasks,
        capture="no",
        verbose=0,
        n_workers=jobs,
        parallel_backend="custom",
    )
    with hooks.showing(len(tasks)):
        session = build()
        if session.exit_code == pytask.ExitCode.CONFIGURATION_FAILED:  # a memory that is damaged
            forget(memory)
            session = build()
    unfinished = len(session.execution_reports) < len(session.tasks)
    if stopped.is_set() or (session.exit_code == pytask.ExitCode.OK and unfinished):
        told = [
            "Interrupted: what was done is kept, no file is half written. Run the command again.",
            *last_words,
        ]
        raise Interrupted("\n".join(told))
    return session


def _adapt() -> None:
    """Let pytask wait for what happens, say nothing, and leave the environment as it is."""
    pytask_parallel.execute._Sleeper.sleep = hooks.wait_for_news  # type: ignore[method-assign, assignment]
    # It would set PYTHONPATH, which kernels inherit.
    pytask_parallel.execute.set_worker_root = _nothing  # type: ignore[attr-defined, assignment]
    _pytask.database.create_database = _no_database  # type: ignore[attr-defined, assignment]
    pytask.console.quiet = True
    sys.setswitchinterval(SWITCH)


def failure(session: Session) -> BaseException | None:
    """Return what stopped the tasks, if anything: errors a user can act on before any other."""
    if session.exit_code == pytask.ExitCode.OK:
        return None
    reports: list[Any] = [*session.collection_reports, *session.execution_reports]
    bad = (pytask.TaskOutcome.FAIL, pytask.CollectionOutcome.FAIL)
    raised = [report.exc_info[1] for report in reports if report.exc_info and report.outcome in bad]
    failed = [error for error in raised if isinstance(error, AnalysisError)]
    if len(failed) > 1:
        return Failures(failed)
    others = [error for error in raised if isinstance(error, Exception)]
    return (failed or others or [RuntimeError(f"pytask stopped: {session.exit_code!r}")])[0]


def ran(session: Session) -> int:
    """Return how many tasks ran, the others being up to date."""
    outcomes = [report.outcome for report in session.execution_reports]
    return outcomes.count(pytask.TaskOutcome.SUCCESS)


def settled(session: Session) -> bool:
    """Return whether all that the tasks made still is what they made."""
    return all(
        task.attributes.get("made") == hooks.products(session, task) for task in session.tasks
    )


def forget(memory: Path) -> None:
    """Forget what was run, so that every task is out of date."""
    for path in memory.glob("pytask.lock*"):
        path.unlink()


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _nothing(_: Any) -> None:
    """Leave the environment as it is: where a cluster's workers import from is their affair."""


def _no_database(_: Any) -> None:
    """Do without the database that pytask keeps besides its lock file: it costs 3 ms a node."""
