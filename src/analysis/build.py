"""Run the pipeline's tasks that are out of date, and turn what went wrong into one clear error."""

import os
from dataclasses import dataclass
from typing import Any

import pytask

from analysis import paths
from analysis.errors import AnalysisError, Failures
from analysis.pipeline import build_tasks

SETTINGS = "[tool.pytask.ini_options]\n"


@dataclass(frozen=True)
class Outcome:
    """How many tasks a build ran, of how many; the others were up to date."""

    ran: int
    total: int


def build(jobs: int | None = None) -> Outcome:
    """Bring tables, notebooks and report up to date, with `jobs` tasks at once (default: cores).

    Raises the AnalysisError of a task that met bad input or a failing notebook; any other
    exception of a task is raised as it is. The report is published by the last task, whole, so
    that it stays as it was when anything before it fails.
    """
    scratch = paths.scratch()
    scratch.mkdir(exist_ok=True)
    settings = scratch / "pytask.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    pytask.console.quiet = True
    session = pytask.build(
        config=settings,
        tasks=build_tasks(),
        capture="no",
        verbose=0,
        n_workers=jobs or os.cpu_count() or 1,
        parallel_backend="threads",
    )
    if session.exit_code != pytask.ExitCode.OK:
        raise _failure(session)
    outcomes = [report.outcome for report in session.execution_reports]
    ran = outcomes.count(pytask.TaskOutcome.SUCCESS)
    return Outcome(ran, len(outcomes))


def _failure(session: pytask.Session) -> BaseException:
    """Return what stopped the build: the errors a user can act on before any other."""
    reports: list[Any] = [*session.collection_reports, *session.execution_reports]
    raised = [report.exc_info[1] for report in reports if report.exc_info]
    failed = [error for error in raised if isinstance(error, AnalysisError)]
    if len(failed) > 1:
        return Failures(failed)
    others = [error for error in raised if isinstance(error, Exception)]
    return (failed or others or [RuntimeError(f"pytask stopped: {session.exit_code!r}")])[0]
