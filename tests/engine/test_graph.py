"""Tasks run several at once, each only where something it rests on has changed."""

import errno
import math
import os
import signal
import sys
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from unittest.mock import Mock

import pytest

from analysis import files
from analysis.engine import contents, graph, installed
from analysis.engine.contents import Memory, Task
from analysis.engine.kernels import provisioner
from analysis.errors import CheckError, DataError, Failures, Interrupted, Problem


def copying(name, source, made, act=lambda: None, **others):
    """Return a task that copies a file, and does something else before."""

    def copy():
        act()
        made.write_text(source.read_text())

    return Task(name=name, function=copy, inputs=[source], outputs=[made], **others)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.txt"
    path.write_text("one")
    return path


@pytest.fixture
def run(tmp_path):
    """Run tasks with a memory in a file, as a process of its own would."""

    def run(*tasks, jobs=2, **others):
        memory = Memory(tmp_path / "memory.json")
        with graph.executor(jobs, None) as (threads, _):
            return graph.run(tasks, memory, threads, jobs, **others)

    return run


def test_a_task_runs_once_and_again_when_its_file_changes(tmp_path, source, run):
    """In a chain, what rests on the change runs too; what does not, does not."""
    first, last, other = (tmp_path / name for name in ("first", "last", "other"))
    other.write_text("other")
    tasks = [
        copying("last", first, last),
        copying("first", source, first),
        copying("apart", other, tmp_path / "copy"),
    ]
    ran = []
    for text in ("one", "one", "two"):
        source.write_text(text)
        ran.append(run(*tasks).ran)
    assert sorted(ran[0]) == ["apart", "first", "last"]
    assert ran[0].index("first") < ran[0].index("last")
    assert ran[1:] == [[], ["first", "last"]]
    assert last.read_text() == "two"


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_an_output_that_is_not_what_was_made_is_made_again(tmp_path, source, run, act):
    made = tmp_path / "made"
    task = copying("copy", source, made)
    run(task)
    made.write_text("mine") if act == "edit" else made.unlink()
    assert run(task).ran == ["copy"]
    assert made.read_text() == "one"


def test_times_are_no_reason_to_run_a_task(tmp_path, source, run):
    task = copying("copy", source, tmp_path / "made")
    run(task)
    os.utime(source, (1, 1))
    os.utime(tmp_path / "made", (2, 2))
    assert run(task).ran == []


def test_a_change_that_keeps_size_and_time_is_a_reason(tmp_path, source, run):
    task = copying("copy", source, tmp_path / "made")
    before = source.stat()
    run(task)
    source.write_text("two")
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(task).ran == ["copy"]


def test_settings_and_the_set_of_inputs_count(tmp_path, source, run):
    """An input that a task no longer has is a change, though none of the others has changed."""
    other, made = tmp_path / "other", tmp_path / "made"
    other.write_text("other")

    def task(inputs, settings=""):
        return Task(
            name="task", function=lambda: b"x", inputs=inputs, outputs=[made], settings=settings
        )

    tasks = [task([source, other]), task([source]), task([source], "n=1"), task([source], "n=1")]
    assert [run(task).ran for task in tasks] == [["task"], ["task"], ["task"], []]


def test_of_a_notebook_the_cells_count(tmp_path, run):
    path = tmp_path / "a.ipynb"
    cell = '{{"cell_type": "code", "metadata": {{}}, "source": "{}", "outputs": {}}}'
    text = f'{{{{"nbformat": 4, "nbformat_minor": 5, "metadata": {{{{}}}}, "cells": [{cell}]}}}}'
    task = Task(name="t", function=lambda: b"x", notebooks=[path], outputs=[tmp_path / "made"])
    ran = []
    for source, outputs in (("1", "[]"), ("1", "[2]"), ("2", "[2]")):
        path.write_text(text.format(source, outputs))
        ran.append(run(task).ran)
    assert ran == [["t"], [], ["t"]]


def test_what_is_installed_counts(tmp_path, source, run, monkeypatch):
    task = copying("copy", source, tmp_path / "made")
    ran = []
    for packages in ("numpy", "numpy, bottleneck", "numpy, bottleneck"):
        monkeypatch.setattr(installed, "everything", lambda told=packages: told)
        ran.append(run(task).ran)
    assert ran == [["copy"], ["copy"], []]


def test_a_project_that_moves_is_as_up_to_date_as_before(tmp_path, monkeypatch):
    def made_in(folder):
        monkeypatch.setenv("ANALYSIS_ROOT", str(folder))
        task = copying("copy", folder / "source", folder / "made")
        with ThreadPoolExecutor(1) as thread:
            return graph.run([task], Memory(folder / "memory.json"), thread, 1).ran

    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "source").write_text("one")
    assert made_in(tmp_path / "here") == ["copy"]
    assert made_in((tmp_path / "here").rename(tmp_path / "there")) == []


def test_what_a_function_returns_is_what_its_output_holds(tmp_path, source, run):
    """It is given what is read when the task begins."""
    task = Task(
        name="double",
        function=lambda text: text * 2,
        arguments=lambda: {"text": source.read_bytes()},
        inputs=[source],
        outputs=[tmp_path / "new" / "made"],
    )
    assert run(task).ran == ["double"]
    assert (tmp_path / "new" / "made").read_text() == "oneone"


def test_as_many_tasks_run_at_once_as_there_are_jobs(tmp_path, source, run):
    """Each waits until the other has begun: one at a time they would not come to an end."""
    both = threading.Barrier(2, timeout=30)
    tasks = [copying(f"t{i}", source, tmp_path / f"{i}.txt", both.wait) for i in range(2)]
    assert run(*tasks, jobs=2).failure() is None


class Recording(Executor):
    """Notes at each call how many there are whose result has not been taken."""

    def __init__(self):
        self.at_once = []
        self.futures = []

    def submit(self, call, /, *given, **named):
        """Make the call at once."""
        self.futures.append(Mock(wraps=Future()))
        self.at_once.append(sum(not future.result.called for future in self.futures))
        self.futures[-1].set_result(call(*given, **named))
        return self.futures[-1]


def test_no_more_tasks_run_at_once_than_there_are_jobs(tmp_path, source):
    pool = Recording()
    tasks = [copying(f"t{i}", source, tmp_path / f"{i}.txt") for i in range(20)]
    assert len(graph.run(tasks, Memory(tmp_path / "memory.json"), pool, 3).ran) == 20
    assert pool.at_once == [1, 2, *[3] * 18]


def test_a_memory_that_cannot_be_written_ends_the_work(tmp_path, source):
    """The others that run come to their end; the executor is its owner's, and goes on."""
    (tmp_path / "memory.json").mkdir()
    tasks = [copying(f"t{i}", source, tmp_path / f"{i}.txt") for i in range(2)]
    memory = Memory(tmp_path / "memory.json")
    memory._written = -math.inf  # so that it is written at once
    with ThreadPoolExecutor(2) as threads:
        with pytest.raises(CheckError, match=r"memory\.json: found a folder; expected a file, "):
            graph.run(tasks, memory, threads, 2)
        assert threads.submit(str, 3).result() == "3"
    assert not provisioner.stopped()


def test_what_computes_here_takes_the_place_of_no_other(tmp_path, source, run):
    """With one job there is room for both, and neither ends until the other has begun."""
    both = threading.Barrier(2, timeout=30)
    tasks = [
        copying("here", source, tmp_path / "here.txt", both.wait, here=True),
        copying("there", source, tmp_path / "there.txt", both.wait),
    ]
    assert run(*tasks, jobs=1).failure() is None


def touched(path, text):
    """Write to the file until its file system gives it a later time."""
    before = path.stat().st_ctime_ns
    while path.stat().st_ctime_ns == before:
        path.write_text(text)


@pytest.mark.parametrize("last", ["edited", "one"], ids=["edited", "put back"])
def test_a_file_that_changes_while_a_task_reads_it_fails_the_task(tmp_path, source, run, last):
    """And the next run makes it anew. `git stash; git stash pop` puts an edit back."""

    def function():
        made.write_text("edited")
        touched(source, last)

    made = tmp_path / "made.txt"
    error = run(Task(name="made", function=function, inputs=[source], outputs=[made])).failure()
    assert isinstance(error, CheckError)
    assert str(error) == f"{source}: changed while 'made' was made from it. Build again."
    assert run(copying("made", source, made)).ran == ["made"]
    assert made.read_text() == last


def test_an_edit_that_is_put_back_before_a_task_begins_fails_it(tmp_path, source, run):
    start = contents.of_all([source])
    touched(source, "one")
    error = run(copying("made", source, tmp_path / "made"), start=start).failure()
    assert str(error) == f"{source}: changed since the work began. Build again."


def test_a_task_may_write_its_own_notebook_whose_cells_stay(tmp_path, run):
    path = tmp_path / "a.ipynb"
    text = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}'
    path.write_text(text)
    task = Task(
        name="publish",
        function=lambda: touched(path, f"{text}\n"),
        notebooks=[path],
        outputs=[path],
    )
    assert run(task).ran == ["publish"]
    assert run(task).ran == []


def test_a_file_that_changes_after_the_start_fails_what_would_rest_on_it(tmp_path, source, run):
    """No task has begun to read it: told once, and the others are done."""
    other = tmp_path / "other"
    other.write_text("other")
    tasks = [
        copying("edit", other, tmp_path / "a", lambda: source.write_text("edited")),
        copying("b", source, tmp_path / "b"),
        copying("c", source, tmp_path / "c"),
    ]
    result = run(*tasks, jobs=1, start=contents.of_all([source, other]))
    assert str(result.failure()) == f"{source}: changed since the work began. Build again."
    assert (result.ran, sorted(result.errors)) == (["edit"], ["b", "c"])
    assert sorted(run(*tasks[1:]).ran) == ["b", "c"]


def test_a_file_that_is_missing_is_told(tmp_path, source, run):
    source.unlink()
    error = run(copying("copy", source, tmp_path / "made")).failure()
    assert isinstance(error, CheckError)
    assert str(error) == (
        f"{source}: found no such file; expected what 'copy' is made from. Restore it."
    )


def test_a_task_that_does_not_make_what_it_says_fails(tmp_path, source, run):
    task = Task(name="none", function=lambda: None, inputs=[source], outputs=[tmp_path / "made"])
    assert "'none' ended without making" in str(run(task).failure())
    assert run(task).ran == []


def test_two_tasks_that_make_one_file_are_refused(tmp_path, source, run):
    made = tmp_path / "made"
    with pytest.raises(ValueError, match="two tasks of one name or with one output"):
        run(copying("a", source, made), copying("b", source, made))


def test_all_that_failed_is_told_and_what_does_not_rest_on_it_is_done(tmp_path, source, run):
    def fail(error):
        def act():
            raise error

        return act

    bad_row = DataError([Problem("a.csv", "x", "y", "Correct it.")])
    tasks = [
        copying("bug", source, tmp_path / "bug", fail(IndexError("pop"))),
        copying("a", source, tmp_path / "a.txt", fail(CheckError("no"))),
        copying("b", source, tmp_path / "b.txt", fail(bad_row)),
        copying("rests on a", tmp_path / "a.txt", tmp_path / "c.txt"),
        copying("d", source, tmp_path / "d.txt"),
    ]
    result = run(*tasks)
    error = result.failure()
    assert isinstance(error, Failures)
    assert str(error) == "no\n\na.csv: found x; expected y. Correct it."
    assert error.exit_status == 2
    assert (result.ran, result.total) == (["d"], 5)


class Backwards(Executor):
    """Makes three calls once it has all of them, the last one first."""

    def __init__(self):
        self.calls = []

    def submit(self, call, /, *given, **named):
        """Keep the call for later."""
        self.calls.append((Future(), call))
        for future, call in reversed(self.calls[2:] and self.calls):
            try:
                future.set_result(call())
            except Exception as error:
                future.set_exception(error)
        return self.calls[-1][0]


def test_a_full_disk_is_told_once_and_nothing_more_begins(tmp_path, source, run):
    def refuse():
        error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise files.unwritten(tmp_path / "full", error)

    names = ("one", "two", "three")
    result = run(*(copying(name, source, tmp_path / name, refuse) for name in names))
    assert list(result.errors) == ["one", "two"]
    assert str(result.failure()) == (
        f"{tmp_path}/full: cannot be written (No space left on device). Free space or allow "
        "writing, then try again."
    )


@pytest.mark.parametrize("kind", [CheckError, IndexError, Interrupted])
def test_failures_are_told_in_the_order_of_the_tasks(tmp_path, source, kind):
    """Whichever ends first, and where the user stops the work too: all that was told is."""

    def fail(name):
        if kind is Interrupted:
            os.kill(os.getpid(), signal.SIGINT)
        raise (IndexError if kind is IndexError else CheckError)(name)

    tasks = [copying(n, source, tmp_path / n, lambda name=n: fail(name)) for n in "abc"]
    memory, result = Memory(tmp_path / "memory.json"), graph.Result()
    if kind is Interrupted:
        with pytest.raises(Interrupted, match=r"Run the command again\.\na\nb\nc$"):
            graph.run(tasks, memory, Backwards(), 3, result=result)
    else:
        graph.run(tasks, memory, Backwards(), 3, result=result)
        assert str(result.failure()) == ("a\n\nb\n\nc" if kind is CheckError else "a")
    assert list(result.errors) == ["a", "b", "c"]


def test_another_error_of_a_task_is_raised_as_it_is(tmp_path, source, run):
    task = copying("a", source, tmp_path / "a.txt", lambda: [].pop())
    assert isinstance(run(task).failure(), IndexError)


def test_what_was_done_before_an_interruption_is_kept(tmp_path, source, run):
    """Ctrl-C, however often: nothing begins any more, and what computes comes to its end."""

    def interrupt():
        for _ in range(5):
            os.kill(os.getpid(), signal.SIGINT)

    tasks = [
        copying("first", source, tmp_path / "first"),
        copying("second", tmp_path / "first", tmp_path / "second", interrupt),
        copying("third", tmp_path / "second", tmp_path / "third"),
    ]
    handler = signal.getsignal(signal.SIGINT)
    with pytest.raises(Interrupted, match=r"^Interrupted: what was done is kept, no file is half"):
        run(*tasks, jobs=1)
    assert signal.getsignal(signal.SIGINT) is handler
    assert not (tmp_path / "third").exists()
    assert run(*tasks).ran == ["third"]


def test_the_switch_interval_of_threads_is_put_back(tmp_path, source, run):
    before, seen = sys.getswitchinterval(), []
    task = copying("a", source, tmp_path / "a", lambda: seen.append(sys.getswitchinterval()))
    sys.setswitchinterval(0.004)
    try:
        assert run(task).failure() is None
        assert [*seen, sys.getswitchinterval()] == pytest.approx([graph.SWITCH, 0.004])
    finally:
        sys.setswitchinterval(before)


def test_an_interruption_that_is_ignored_stays_ignored(tmp_path, source, run):
    task = copying("a", source, tmp_path / "a", lambda: os.kill(os.getpid(), signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert run(task).ran == ["a"]
    finally:
        signal.signal(signal.SIGINT, before)
