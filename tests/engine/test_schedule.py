"""Tasks run by pytask, several at once, each only where something it rests on has changed."""

import threading
from pathlib import Path
from typing import Annotated

import pytest
from pytask import Product, task

from analysis.engine import schedule
from analysis.errors import CheckError, Failures


def copying(name, source, made, act=lambda: None):
    """Return a task that copies a file, and does something else before."""

    @task(name=name, kwargs={"source": source, "made": made})
    def copy(source: Path, made: Annotated[Path, Product]) -> None:
        act()
        made.write_text(source.read_text())

    return copy


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.txt"
    path.write_text("one")
    return path


def test_a_task_runs_once_and_again_when_its_file_changes(tmp_path, source):
    """In a chain, what rests on the change runs too; what does not, does not."""
    runs = []

    def tasks():
        first, last = tmp_path / "first.txt", tmp_path / "last.txt"
        other = tmp_path / "other.txt"
        other.write_text("other")
        return [
            copying("last", first, last, lambda: runs.append("last")),
            copying("first", source, first, lambda: runs.append("first")),
            copying("alone", other, tmp_path / "copy.txt", lambda: runs.append("alone")),
        ]

    counts = []
    for text in ("one", "one", "two"):
        source.write_text(text)
        session = schedule.run(tasks(), tmp_path / "memory", jobs=2)
        counts.append(schedule.ran(session))
    assert counts == [3, 0, 2]
    assert sorted(runs[:3]) == ["alone", "first", "last"]
    assert runs[3:] == ["first", "last"]
    assert (tmp_path / "last.txt").read_text() == "two"


def test_as_many_tasks_run_at_once_as_there_are_jobs(tmp_path, source):
    """Each waits until the other has begun: one at a time they would not come to an end."""
    both = threading.Barrier(2, timeout=30)
    tasks = [copying(f"t{i}", source, tmp_path / f"{i}.txt", both.wait) for i in range(2)]
    assert schedule.failure(schedule.run(tasks, tmp_path / "memory", jobs=2)) is None


def test_a_memory_that_is_damaged_is_forgotten(tmp_path, source):
    memory, copied = tmp_path / "memory", tmp_path / "copy.txt"
    schedule.run([copying("copy", source, copied)], memory, jobs=1)
    (memory / "pytask.lock").write_text("{x")
    session = schedule.run([copying("copy", source, copied)], memory, jobs=1)
    assert (schedule.failure(session), schedule.ran(session)) == (None, 1)
    assert schedule.ran(schedule.run([copying("copy", source, copied)], memory, jobs=1)) == 0


def test_what_computes_here_takes_the_place_of_no_other(tmp_path, source):
    """With one job there is room for both, and neither ends until the other has begun."""
    both = threading.Barrier(2, timeout=30)
    made = tmp_path / "here.txt"

    @task(name="here", kwargs={"source": source, "made_here": made})
    def here(source: Path, made_here: Annotated[Path, Product]) -> None:
        both.wait()
        made_here.write_text(source.read_text())

    tasks = [here, copying("there", source, tmp_path / "there.txt", both.wait)]
    assert schedule.failure(schedule.run(tasks, tmp_path / "memory", jobs=1)) is None
    assert made.read_text() == "one"


def test_a_file_that_changes_while_a_task_reads_it_fails_the_task(tmp_path, source):
    """And the next run makes it anew."""
    edit = copying("made", source, tmp_path / "made.txt", lambda: source.write_text("edited"))
    error = schedule.failure(schedule.run([edit], tmp_path / "memory", jobs=1))
    assert isinstance(error, CheckError)
    assert str(error) == (
        f"{tmp_path.name}/source.txt: changed while 'made' was made from it. Build again."
    )
    again = copying("made", source, tmp_path / "made.txt")
    assert schedule.ran(schedule.run([again], tmp_path / "memory", jobs=1)) == 1


def test_all_that_failed_is_told_and_the_others_are_done(tmp_path, source):
    def fail():
        raise CheckError("no")

    tasks = [
        copying("a", source, tmp_path / "a.txt", fail),
        copying("b", source, tmp_path / "b.txt", fail),
        copying("c", source, tmp_path / "c.txt"),
    ]
    error = schedule.failure(schedule.run(tasks, tmp_path / "memory", jobs=2))
    assert isinstance(error, Failures)
    assert str(error) == "no\n\nno"
    assert (tmp_path / "c.txt").read_text() == "one"


def test_another_error_of_a_task_is_raised_as_it_is(tmp_path, source):
    task = copying("a", source, tmp_path / "a.txt", lambda: [].pop())
    assert isinstance(schedule.failure(schedule.run([task], tmp_path / "m", jobs=1)), IndexError)
