"""Run the tasks that are out of date, several at once: pytask's graph, woken by events.

A file that changes while a task which reads it runs fails that task. pytask finds the hooks of this
module by the entry point in pyproject.toml.
"""

import os
import threading
from collections.abc import Generator, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytask
import pytask_parallel.execute
from pytask import ExecutionReport, PNode, PTask, Session, TaskOutcome, hookimpl
from pytask_parallel import ParallelBackend, registry
from pytask_parallel.utils import create_kwargs_for_task
from pytask_parallel.wrappers import wrap_task_in_thread

from analysis.errors import CheckError

SETTINGS = "[tool.pytask.ini_options]\n"
_news = threading.Event()  # set when a task has ended; pytask runs one session at a time


def run(
    tasks: Iterable[Any], memory: Path, jobs: int | None, scheduler: str | None = None
) -> Session:
    """Run the tasks that are out of date, `jobs` at once; return pytask's session.

    `memory` is the folder that keeps what was run, and on which contents. Tasks that return what
    they make run on the Dask cluster of the `scheduler` at that address, if one is given; `jobs`
    defaults to the threads of its workers, or to the cores here.
    """
    if scheduler is None:
        threads = jobs or os.cpu_count() or 1
        return _run(tasks, memory, Threads(threads), threads, worker_type="threads")
    from analysis import cluster

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
    pytask_parallel.execute._Sleeper.sleep = _wait_for_news  # type: ignore[method-assign, assignment]
    pytask.console.quiet = True
    return pytask.build(
        config=settings,
        tasks=tasks,
        capture="no",
        verbose=0,
        n_workers=jobs,
        parallel_backend="custom",
    )


class Threads(ThreadPoolExecutor):
    """Threads that begin no further task once the build stops."""

    def __exit__(self, *_: object) -> None:
        self.shutdown(wait=True, cancel_futures=True)


def _wait_for_news(_: Any) -> None:
    """Wait until a task ends, where pytask-parallel would sleep for up to a second."""
    _news.wait()
    _news.clear()


@hookimpl
def pytask_execute_task_setup(session: Session, task: PTask) -> None:
    """Note what the files of a task hold before it runs."""
    task.attributes["before"] = _states(session, task)


@hookimpl(tryfirst=True, specname="pytask_execute_task")
def run_here(session: Session, task: PTask) -> Future[Any] | None:
    """Run a task that writes files by itself in a thread, wherever the others run."""
    executor = session.config["_parallel_executor"]
    if isinstance(executor, Threads) or "return" in task.produces:
        return None  # pytask-parallel submits it
    kwargs = create_kwargs_for_task(task, remote=False)
    future: Future[Any] = executor.here.submit(wrap_task_in_thread, task, remote=False, **kwargs)
    return future


@hookimpl(wrapper=True)
def pytask_execute_task(task: PTask) -> Generator[None, Future[Any], Future[Any]]:
    """Tell the waiting loop when the task ends."""
    future = yield
    future.add_done_callback(lambda _: _news.set())
    return future


@hookimpl
def pytask_execute_task_teardown(session: Session, task: PTask) -> None:
    """Fail a task whose files changed while it ran: what it made is of neither state."""
    before, after = task.attributes.pop("before"), _states(session, task)
    changed = sorted(name for name in before if before[name] != after[name])
    if changed:
        names = ", ".join(changed)
        raise CheckError(f"{names}: changed while '{_name(task)}' was made from it. Build again.")


@hookimpl
def pytask_execute_task_log_end(report: ExecutionReport) -> None:
    """Say that a notebook is done, and tell the waiting loop that there may be tasks to begin."""
    if "return" in report.task.produces and report.outcome == TaskOutcome.SUCCESS:
        print(f"  notebook  {_name(report.task)}", flush=True)
    _news.set()


def _states(session: Session, task: PTask) -> dict[str, str | None]:
    dag = session.dag
    nodes = [dag.nodes[name] for name in dag.predecessors(task.signature)] if dag else []
    return {node.name: node.state() for node in nodes if isinstance(node, PNode)}


def _name(task: PTask) -> str:
    """Return the task's own name, without that of a module, which pytask puts before it."""
    return task.name.rpartition("::")[2]
