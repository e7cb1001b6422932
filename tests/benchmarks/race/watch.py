"""Run one command and write down its time, its processor time and its memory; a process of its own.

`python watch.py REPORT.json OUTPUTS COMMAND...`: OUTPUTS is the pattern of the files to count while
it runs. Processor time is that of every process the command started, those that outlived it
included: on Linux they become children of this process, which waits for each. Memory is sampled:
the sum over the processes of their proportional set size, which counts a shared page once.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil

ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER
PAUSE = 0.05  # seconds between samples at least
SHARE = 20  # a sample's time over the pause after it: at most a twentieth, so as not to disturb
TIME_LIMIT = 1800  # seconds for a command
GRACE = 20  # seconds for what it leaves behind
GONE = (psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied)


class Sampler(threading.Thread):
    """Samples memory and counts outputs until told to stop; ends a command that takes too long."""

    def __init__(self, main: int, outputs: str) -> None:
        super().__init__(daemon=True)
        self.main, self.outputs = main, outputs
        self.stopped = threading.Event()
        self.samples: list[dict[str, float]] = []

    def run(self) -> None:
        """Take samples, with pauses that keep their cost small."""
        begun = time.perf_counter()
        while not self.stopped.is_set():
            start = time.perf_counter()
            self.samples.append(self.sample())
            if start - begun > TIME_LIMIT:
                end_all()
            self.stopped.wait(max(PAUSE, SHARE * (time.perf_counter() - start)))

    def sample(self) -> dict[str, float]:
        """Return the megabytes of the whole tree, those of the command itself, and its outputs."""
        made = sum(1 for _ in Path().glob(self.outputs))
        every = psutil.Process().children(recursive=True)
        tree = sum(proportional(process) for process in every)
        main = [resident(process) for process in every if process.pid == self.main]
        return {"outputs": made, "tree_mb": tree, "main_mb": sum(main)}


def proportional(process: psutil.Process) -> float:
    """Return the proportional set size in megabytes; nothing for a process that has ended."""
    try:
        memory = process.memory_full_info()
    except GONE:
        return 0.0
    return float(getattr(memory, "pss", memory.uss)) / 1e6


def resident(process: psutil.Process) -> float:
    """Return the resident set size in megabytes; nothing for a process that has ended."""
    try:
        return float(process.memory_info().rss) / 1e6
    except GONE:
        return 0.0


def end_all() -> None:
    """End every process that the command started."""
    for process in psutil.Process().children(recursive=True):
        process.kill()


def wait_for_rest() -> float:
    """Return the processor time of what outlived the command, once all of it has ended.

    Raises RuntimeError where something has not ended in time.
    """
    used, deadline = 0.0, time.monotonic() + GRACE
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})  # so that it can be waited for
    while time.monotonic() < deadline:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return used
        if pid:
            used += usage.ru_utime + usage.ru_stime
        else:
            signal.sigtimedwait({signal.SIGCHLD}, 0.5)
    left = [process.name() for process in psutil.Process().children(recursive=True)]
    end_all()
    raise RuntimeError(f"after {GRACE} s, the command had left running: {', '.join(left)}")


def watch(command: list[str], outputs: str) -> dict[str, Any]:
    """Run the command here; return its status, seconds, processor seconds, and memory."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    start = time.perf_counter()
    process = subprocess.Popen(command)
    sampler = Sampler(process.pid, outputs)
    sampler.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    sampler.stopped.set()
    sampler.join()
    return {
        "status": process.returncode,
        "seconds": seconds,
        "processor": usage.ru_utime + usage.ru_stime + wait_for_rest(),
        "samples": sampler.samples,
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(watch(sys.argv[3:], sys.argv[2])), "utf-8")
