"""Run the tasks that are out of date, several at once, on any executor of concurrent.futures.

Imports the engine and plain modules.
"""

import math
import os
import shutil
import signal
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from analysis.engine.contents import Memory, State, Task, differing, inputs_of, made_of
from analysis.engine.kernels import provisioner
from analysis.engine.progress import Progress, say
from analysis.errors import (
    AnalysisError,
    CheckError,
    DiskFull,
    Failures,
    Interrupted,
    NotebookError,
)
from analysis.files import STAGING, failed_beside, remove, write_all

CGROUPS = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")
SWITCH = 0.0005  # seconds: threads that wait for kernels soon get their turn beside computing ones


class Call(partial[bytes | None]):
    """The function of a task with its arguments, and the name of the task."""

    name: str


@dataclass
class Result:
    """What became of tasks: those that ran, and the errors of others.

    Errors stand in the order of the tasks, whichever ended first.
    """

    total: int = 0
    ran: list[str] = field(default_factory=list)
    errors: dict[str, BaseException] = field(default_factory=dict)

    def failure(self) -> BaseException | None:
        """Return what went wrong, if anything: errors a user can act on before any other.

        A full disk is told once, by whichever file could not be written, and what several runs of a
        notebook raised alike by the first of them.
        """
        failed = dict[str, AnalysisError]()
        for error in self.errors.values():
            if isinstance(error, AnalysisError):
                failed.setdefault(error.told, error)
        if len(failed) > 1:
            return Failures(list(failed.values()))
        return next(iter([*failed.values(), *self.errors.values()]), None)


@contextmanager
def executor(jobs: int | None, scheduler: str | None) -> Iterator[tuple[Executor, int]]:
    """Open what run() takes: an executor, and the number of jobs at once.

    It is one of threads, by default as many as there are cores; or that of the Dask cluster whose
    `scheduler` is at that address, by default with as many jobs as its workers have threads.
    """
    if scheduler is None:
        jobs = jobs or cores()
        with ThreadPoolExecutor(jobs) as threads:
            yield threads, jobs
    else:
        from analysis.engine import cluster

        with cluster.connected(scheduler) as workers:
            yield workers, jobs or workers.threads


def cores() -> int:
    """Return the number of cores, at least 1: of the machine, of its affinity, of its container."""
    affinity = getattr(os, "sched_getaffinity", None)
    found = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, math.ceil(min(found, core_limit())))


def core_limit(groups: Path = CGROUPS, own: Path = OWN) -> float:
    """Return the cores that the control group of this process, and those around it, allow.

    Infinity without a limit. It is a share of time in the file cpu.max, such as `150000 100000`.
    """
    if not own.is_file():  # another system than Linux
        return math.inf
    inside = next((line[4:] for line in own.read_text().splitlines() if line[:3] == "0::"), "")
    folders = [groups / inside, *(groups / inside).parents]
    files = [folder / "cpu.max" for folder in folders if folder.is_relative_to(groups)]
    texts = [file.read_text().split() for file in files if file.is_file()]
    shares = [int(part) / int(whole) for part, whole in texts if part.isdigit()]
    return min(shares, default=math.inf)


def run(
    tasks: Iterable[Task],
    memory: Memory,
    pool: Executor,
    jobs: int,
    start: Mapping[Path, State] | None = None,
    result: Result | None = None,
) -> Result:
    """Run the tasks that are out of date, `jobs` at once; return what became of each.

    Those that do not run `here` run on the `pool`, any executor of concurrent.futures. One that
    fails stops only what rests on it; a full disk stops all. `start` holds the states of inputs as
    they were when the work began, or as this process has loaded them: a task fails where one has
    changed since, and where one changes while it runs, even if it is put back by the end.

    A notebook that failed is kept, marked as such, beside where its result would be. Raises
    Interrupted, naming the cells that ran, where the user stops it: the `result`, if one is given,
    then tells what became of each until then. What was done is remembered in any case.
    """
    tasks, result = list(tasks), result or Result()
    result.total = len(tasks)
    with Progress(len(tasks)) as shown:
        return _Work(tasks, memory, start or {}, shown, result).run(pool, jobs)


class _Work:
    """Tasks on their way. All of it happens in one thread; the others only run functions."""

    def __init__(
        self,
        tasks: list[Task],
        memory: Memory,
        start: Mapping[Path, State],
        shown: Progress,
        result: Result,
    ) -> None:
        self.tasks = {task.name: task for task in tasks}
        self.memory, self.start, self.shown, self.result = memory, start, shown, result
        self.graph = TopologicalSorter(_needs(tasks))
        self.waiting: dict[bool, deque[Task]] = {True: deque(), False: deque()}  # by `here`
        self.running: dict[str, Future[Any]] = {}
        self.staging = memory.file.parent / STAGING
        self.before: dict[str, dict[Path, State]] = {}  # inputs of what runs
        self.events: SimpleQueue[str | None] = SimpleQueue()  # who has ended; None: stop
        self.interrupted = False  # by Ctrl-C: nothing begins any more
        self.full = False  # nor where nothing can be written
        self.stopped: set[str] | None = None  # what ran when the user stopped it

    def run(self, pool: Executor, jobs: int) -> Result:
        """Run all that is out of date, and return what became of it."""
        shutil.rmtree(self.staging, ignore_errors=True)  # of a process that was killed
        self.graph.prepare()
        with (
            ThreadPoolExecutor(1) as here,
            _switching_soon(),
            _on_interrupt(self._interrupt),
        ):
            self.places = {True: (here, 1), False: (pool, jobs)}
            try:
                self._begin()
                while self.running:
                    name = self.events.get()
                    if name is None:
                        self._stop()
                    else:
                        self._end(self.tasks[name], self.running.pop(name))
                        self._begin()
            finally:
                self._leave()
                errors = self.result.errors
                self.result.errors = {name: errors[name] for name in self.tasks if name in errors}
                self.memory.save()
        if self.interrupted:
            raise self._error(self.stopped or set())
        return self.result

    def _begin(self) -> None:
        """Begin what there is a place for."""
        while not self.interrupted and not self.full:
            for name in self.graph.get_ready():
                self.waiting[self.tasks[name].here].append(self.tasks[name])
            run = Counter(self.tasks[name].here for name in self.running)
            free = (
                waits for here, waits in self.waiting.items() if run[here] < self.places[here][1]
            )
            if not (waits := next(filter(None, free), None)):
                return
            task = waits.popleft()
            try:
                self._submit(task)
            except Exception as error:
                self._fail(task, error)

    def _submit(self, task: Task) -> None:
        """Have the task run, unless it is up to date."""
        now = inputs_of(task)
        before = {path: self.start.get(path, held) for path, held in now.items()}
        if changed := differing(before, now):
            raise CheckError(f"{changed}: changed since the work began. Build again.")
        if self.memory.tasks.get(task.name) == made_of(task, before):
            self.shown.end(task.name, ran=False)
            self.graph.done(task.name)
            return
        call = Call(task.function, **task.arguments())
        call.name = task.name
        self.before[task.name] = before
        self.shown.begin(task.name)
        future = self.places[task.here][0].submit(call)
        self.running[task.name] = future
        future.add_done_callback(lambda _: self.events.put(task.name))

    def _end(self, task: Task, future: Future[Any]) -> None:
        """Note what became of a task that ran."""
        before = self.before.pop(task.name)
        try:
            content = future.result()
            if content is not None:
                write_all({task.outputs[0]: content}, self.staging)
            if changed := differing(before, inputs_of(task), task.outputs):
                what = f"changed while '{task.name}' was made from it. Build again."
                raise CheckError(f"{changed}: {what}")
            made = made_of(task, before)
            if missing := [name for name, held in made.outputs.items() if not held]:
                raise RuntimeError(f"'{task.name}' ended without making {', '.join(missing)}")
            if task.notebooks:
                remove(failed_beside(task.outputs[0]))
        except BaseException as error:
            self._fail(task, self._kept(task, error))
            return
        self.shown.end(task.name, ran=True)
        if task.kind:
            say(task.kind, task.name)
        self.memory.note(task.name, made)
        self.result.ran.append(task.name)
        self.graph.done(task.name)

    def _fail(self, task: Task, error: BaseException) -> None:
        self.shown.end(task.name, ran=False)
        self.result.errors[task.name] = error
        self.full = self.full or isinstance(error, DiskFull)
        if task.kind:
            say("failed" if self.stopped is None else "stopped", task.name)

    def _kept(self, task: Task, error: BaseException) -> BaseException:
        """Write a notebook that failed; return the error, and why it could not be written."""
        if isinstance(error, NotebookError) and error.executed is not None:
            try:
                write_all({failed_beside(task.outputs[0]): error.executed}, self.staging)
            except CheckError as unwritten:
                return Failures([error, unwritten])
        return error

    def _interrupt(self) -> None:
        self.interrupted = True
        self.events.put(None)

    def _stop(self) -> None:
        """End the kernels that run, and begin nothing; what computes here comes to its end."""
        if self.stopped is None:
            self.stopped = set(self.running)
            provisioner.stop_all()
            for future in self.running.values():
                future.cancel()

    def _leave(self) -> None:
        """Stop what still runs after an error, and let kernels start again once all has ended."""
        if self.running:
            self._stop()
        while self.running:
            self.running.pop(self.events.get() or "", None)
        if self.stopped is not None:
            provisioner.resume()

    def _error(self, stopped: set[str]) -> Interrupted:
        ended = [error for name, error in self.result.errors.items() if name in stopped]
        told = "Interrupted: what was done is kept, no file is half written. Run the command again."
        words = [str(error) for error in ended if not isinstance(error, CancelledError)]
        return Interrupted("\n".join([told, *words]))


def _needs(tasks: list[Task]) -> dict[str, set[str]]:
    """Return the names of the tasks that each has to wait for; ValueError where two are alike."""
    made_by = {path: task.name for task in tasks for path in task.outputs}
    names = {task.name for task in tasks}
    if len(names) < len(tasks) or len(made_by) < sum(len(task.outputs) for task in tasks):
        raise ValueError("found two tasks of one name or with one output; expected one of each")
    return {task.name: {made_by[path] for path in task.inputs if path in made_by} for task in tasks}


@contextmanager
def _switching_soon() -> Iterator[None]:
    """Have Python's threads take turns every SWITCH seconds while the context is open."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _on_interrupt(act: Callable[[], None]) -> Iterator[None]:
    """Call `act` on Ctrl-C, in place of raising KeyboardInterrupt, while the context is open.

    Nothing changes outside the main thread, where Python handles no signals, and where SIGINT is
    ignored.
    """
    ignored = signal.getsignal(signal.SIGINT) in (signal.SIG_IGN, None)
    if ignored or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: act())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
