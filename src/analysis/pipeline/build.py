"""Run the pipeline's tasks that are out of date, and turn what went wrong into one clear error."""

from dataclasses import dataclass

from analysis import paths
from analysis.engine import execute
from analysis.engine.loading import loading
from analysis.files import locked
from analysis.pipeline import freshness


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
    with locked(paths.scratch(), "build of this project"):
        total = freshness.unchanged()
        return Outcome(0, total) if total else _run(jobs, scheduler)


def _run(jobs: int | None, scheduler: str | None) -> Outcome:
    if scheduler is None:
        execute.load()
    with loading():
        from analysis.engine import schedule
        from analysis.pipeline import tasks

    before = freshness.inputs()
    session = schedule.run(tasks.build_tasks(), paths.scratch(), jobs, scheduler)
    failure = schedule.failure(session)
    if failure:
        raise failure
    total = len(session.execution_reports)
    if schedule.settled(session):
        freshness.remember(before, total)
    return Outcome(schedule.ran(session), total)
