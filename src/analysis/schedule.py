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

import _pytask.database
import pytask
import pytask_parallel.execute
from pytask import PNode, PTask, Session, hookimpl
from pytask_parallel import ParallelBackend, registry
from pytask_parallel.utils import create_kwargs_for_task
from pytask_parallel.wrappers import wrap_task_in_thread

from analysis.errors import AnalysisError, CheckError, Failures, Interrupted
from analysis.progress import Progress

SETTINGS = "[tool.pytask.ini_options]\n"
# pytask runs one session at a time in a process.
_news = threading.Event()  # set when a task has ended
_progress: list[Progress] = []  # of that session
_last_words: list[str] = []  # of the tasks that an interruption ended


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
    _pytask.database.create_database = _no_database  # type: ignore[attr-defined, assignment]
    pytask.console.quiet = True
    tasks = list(tasks)
    with Progress(len(tasks)) as progress:
        _progress[:] = [progress]
        session = pytask.build(
            config=settings,
            tasks=tasks,
            capture="no",
            verbose=0,
            n_workers=jobs,
            parallel_backend="custom",
        )
    if session.exit_code == pytask.ExitCode.OK and len(session.execution_reports) < len(
        session.tasks
    ):
        told = [
            "Interrupted: what was published is as it was. Run the command again.",
            *_last_words,
        ]
        raise Interrupted("\n".join(told))
    return session


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


def forget(memory: Path) -> None:
    """Forget what was run, so that every task is out of date."""
    for path in memory.glob("pytask.lock*"):
        path.unlink()


class Threads(ThreadPoolExecutor):
    """Threads that, when the build is interrupted, begin no further task and end those that run."""

    def __init__(self, n_workers: int) -> None:
        super().__init__(max_workers=n_workers)
        self._running: set[Future[Any]] = set()

    def submit(self, *call: Any, **given: Any) -> Future[Any]:
        """Run the call when a thread is free."""
        future = super().submit(*call, **given)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def __exit__(self, *_: object) -> None:
        interrupted = list(self._running)
        if interrupted:
            from analysis import kernels

            kernels.stop_all()
        self.shutdown(wait=True, cancel_futures=True)
        ended = [future.result() for future in interrupted if not future.cancelled()]
        _last_words[:] = [str(result.exc_info[1]) for result in ended if result.exc_info]


def _no_database(_: Any) -> None:
    """Do without the database that pytask keeps besides its lock file: it costs 3 ms a node."""


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
def pytask_execute_task_log_start(task: PTask) -> None:
    """Show that a task begins."""
    _progress[0].begin(_name(task))


@hookimpl
def pytask_execute_task_log_end(report: pytask.ExecutionReport) -> None:
    """Show that a task is done, and tell the waiting loop that there may be others to begin."""
    done = report.outcome == pytask.TaskOutcome.SUCCESS
    _progress[0].end(_name(report.task), done)
    if done and "return" in report.task.produces:  # it may have run where it cannot say so
        print(f"  notebook  {_name(report.task)}", flush=True)
    _news.set()


def _name(task: PTask) -> str:
    return task.name.rpartition("::")[2]


def _states(session: Session, task: PTask) -> dict[str, str | None]:
    dag = session.dag
    nodes = [dag.nodes[name] for name in dag.predecessors(task.signature)] if dag else []
    return {node.name: node.state() for node in nodes if isinstance(node, PNode)}
