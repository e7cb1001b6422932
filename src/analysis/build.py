"""Run the pipeline's tasks that are out of date, and turn what went wrong into one clear error."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import portalocker
import pytask

from analysis import paths, schedule
from analysis.errors import AnalysisError, CheckError, Failures, Interrupted
from analysis.pipeline import build_tasks


@dataclass(frozen=True)
class Outcome:
    """How many tasks a build ran, of how many; the others were up to date."""

    ran: int
    total: int


def build(jobs: int | None = None, scheduler: str | None = None) -> Outcome:
    """Bring tables, notebooks and report up to date, with `jobs` tasks at once (default: cores).

    Notebooks run on the Dask cluster whose `scheduler` is at that address, if one is given.

    Raises the AnalysisError of a task that met bad input or a failing notebook; any other
    exception of a task is raised as it is. The report is published by the last task, whole, so
    that it stays as it was when anything before it fails.
    """
    paths.scratch().mkdir(exist_ok=True)
    with _alone():
        session = schedule.run(build_tasks(), paths.scratch(), jobs, scheduler)
    if session.exit_code != pytask.ExitCode.OK:
        raise _failure(session)
    if len(session.execution_reports) < len(session.tasks):
        raise Interrupted("Interrupted: the published report is as it was. Build again.")
    outcomes = [report.outcome for report in session.execution_reports]
    ran = outcomes.count(pytask.TaskOutcome.SUCCESS)
    return Outcome(ran, len(outcomes))


@contextmanager
def _alone() -> Iterator[None]:
    """Let one build of this project run at a time; a second one says so and stops."""
    with (paths.scratch() / "lock").open("w") as file:
        try:
            portalocker.lock(file, portalocker.LOCK_EX | portalocker.LOCK_NB)
        except portalocker.LockException:
            raise CheckError("Another build of this project is running; wait for it.") from None
        yield


def _failure(session: pytask.Session) -> BaseException:
    """Return what stopped the build: the errors a user can act on before any other."""
    reports: list[Any] = [*session.collection_reports, *session.execution_reports]
    bad = (pytask.TaskOutcome.FAIL, pytask.CollectionOutcome.FAIL)
    raised = [report.exc_info[1] for report in reports if report.exc_info and report.outcome in bad]
    failed = [error for error in raised if isinstance(error, AnalysisError)]
    if len(failed) > 1:
        return Failures(failed)
    others = [error for error in raised if isinstance(error, Exception)]
    return (failed or others or [RuntimeError(f"pytask stopped: {session.exit_code!r}")])[0]
