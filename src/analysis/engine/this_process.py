"""How many cores this process may use, and what handing out tasks changes in it meanwhile."""

import math
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")


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


@contextmanager
def switch_interval(seconds: float) -> Iterator[None]:
    """Set Python's thread switch interval while the context is open."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(seconds)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def on_interrupt(act: Callable[[], None]) -> Iterator[None]:
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
