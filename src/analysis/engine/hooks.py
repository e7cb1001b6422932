"""What pytask calls while tasks run: changed files are noticed, progress shown, nothing polled.

pytask finds this module by the entry point in pyproject.toml. Its hooks say nothing of sessions
that are not ours.
"""

import threading
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytask
from pytask import PNode, PTask, Session, hookimpl
from pytask_parallel import registry
from pytask_parallel.utils import create_kwargs_for_task
from pytask_parallel.wrappers import wrap_task_in_thread

from analysis.engine.progress import Progress, say
from analysis.errors import CheckError

HERE = "made_here"  # what a task that computes in this process calls its product
# pytask runs one session at a time in a process.
progress: list[Progress] = []  # of our session; empty in any other
_news = threading.Event()  # set when a task has ended


@contextmanager
def showing(tasks: int) -> Iterator[None]:
    """Show the progress of so many tasks while the context is open; the hooks work within it."""
    with Progress(tasks) as shown:
        progress.append(shown)
        try:
            yield
        finally:
            progress.clear()


def wait_for_news(_: Any) -> None:
    """Wait until a task ends, where pytask-parallel would sleep for up to a second."""
    _news.wait()
    _news.clear()


@hookimpl
def pytask_execute_task_setup(session: Session, task: PTask) -> None:
    """Note what the files of a task hold before it runs."""
    if not progress:
        return
    task.attributes["before"] = _states(session, task)
    task.attributes["made"] = products(session, task)


@hookimpl(wrapper=True)
def pytask_execute_build(session: Session) -> Generator[None, Any, Any]:
    """Let tasks that compute in this process take the place of no notebook on this machine."""
    backend = registry.registry.get(session.config["parallel_backend"])
    if progress and backend and not backend.remote:
        session.config["n_workers"] += sum(map(_is_ours, session.tasks))
    return (yield)


@hookimpl(tryfirst=True, specname="pytask_execute_task")
def run_here(session: Session, task: PTask) -> Future[Any] | None:
    """Run a task on this machine: what has a process of its own in a thread, the rest in turn."""
    if not progress:
        return None
    executor = session.config["_parallel_executor"]
    threads = isinstance(executor, ThreadPoolExecutor)
    if not threads and "return" in task.produces:
        progress[0].begin(_name(task))
        return None  # pytask-parallel sends it to the cluster
    kwargs = create_kwargs_for_task(task, remote=False)
    pool = executor if threads and not _is_ours(task) else executor.here
    future: Future[Any] = pool.submit(_perform, task, kwargs)
    return future


@hookimpl(wrapper=True)
def pytask_execute_task(task: PTask) -> Generator[None, Future[Any], Future[Any]]:
    """Tell the waiting loop when the task ends."""
    future = yield
    if progress:
        future.add_done_callback(lambda _: _news.set())
    return future


@hookimpl
def pytask_execute_task_teardown(session: Session, task: PTask) -> None:
    """Fail a task whose files changed while it ran: what it made is of neither state."""
    if not progress:
        return
    before, after = task.attributes.pop("before"), _states(session, task)
    task.attributes["made"] = products(session, task)
    changed = sorted(name for name in before if before[name] != after[name])
    if changed:
        names = ", ".join(changed)
        raise CheckError(f"{names}: changed while '{_name(task)}' was made from it. Build again.")


@hookimpl
def pytask_execute_task_log_end(report: pytask.ExecutionReport) -> None:
    """Show that a task is done, and tell the waiting loop that there may be others to begin."""
    if not progress:
        return
    done = report.outcome == pytask.TaskOutcome.SUCCESS
    progress[0].end(_name(report.task), done)
    if done and "return" in report.task.produces:  # it may have run where it cannot say so
        say("notebook", _name(report.task))
    _news.set()


def _is_ours(task: PTask) -> bool:
    """Return whether the task computes in this process."""
    return HERE in task.produces


def _perform(task: PTask, kwargs: dict[str, Any]) -> Any:
    progress[0].begin(_name(task))
    return wrap_task_in_thread(task, remote=False, **kwargs)


def _name(task: PTask) -> str:
    return task.name.rpartition("::")[2]


def products(session: Session, task: PTask) -> dict[str, str | None]:
    """Return the states of what a task makes, by name."""
    dag = session.dag
    nodes = [dag.nodes[name] for name in dag.successors(task.signature)] if dag else []
    return {node.name: node.state() for node in nodes if isinstance(node, PNode)}


def _states(session: Session, task: PTask) -> dict[str, str | None]:
    dag = session.dag
    nodes = [dag.nodes[name] for name in dag.predecessors(task.signature)] if dag else []
    return {node.name: node.state() for node in nodes if isinstance(node, PNode)}
