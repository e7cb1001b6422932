"""A Dask cluster for tests: a scheduler and two workers, each a process in a folder of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import AnyStr

import psutil

DASK = Path(sys.executable).parent / "dask"
LOOPBACK = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")
LIMIT = 120  # seconds within which processes end


@dataclass(frozen=True)
class Cluster:
    """Where a scheduler listens, and the processes that keep its workers alive."""

    address: str
    nannies: dict[Path, psutil.Process]  # by the folder that is all a worker has

    def busy(self) -> psutil.Process | None:
        """Return a worker whose kernel listens on its sockets, if there is one."""
        for folder, nanny in self.nannies.items():
            if any(folder.rglob("kernel-*/socket-*")):
                return next(child for child in nanny.children() if has_kernel(child))
        return None


def has_kernel(worker: psutil.Process) -> bool:
    """Return whether the process is one that runs notebooks, for a nanny has another child."""
    return bool(worker.children())


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """Run a scheduler in the folder, on loopback; yield its address."""
    words = ("scheduler", *LOOPBACK, "--port", "0")
    with process(folder, *words, log=subprocess.PIPE) as started:
        assert started.stdout
        told = (line.partition(b"Scheduler at:") for line in started.stdout)
        yield next(address for _, found, address in told if found).decode().strip()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Run a scheduler and two workers of one thread, each in an empty folder; yield them.

    The folders have short names, for a socket's path must be short.
    """
    with tempfile.TemporaryDirectory(prefix="d-", dir="/tmp") as name, ExitStack() as stack:
        folders = [Path(name) / part for part in ("s", "1", "2")]
        address = stack.enter_context(scheduler(folders[0]))
        words = ("worker", address, *LOOPBACK, "--nthreads", "1")
        nannies = [stack.enter_context(process(folder, *words)) for folder in folders[1:]]
        processes = [psutil.Process(nanny.pid) for nanny in nannies]
        yield Cluster(address, dict(zip(folders[1:], processes, strict=True)))


@contextmanager
def process(
    folder: Path, *words: str, log: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """Run Dask's command in the folder, which is all that it has; end it afterwards."""
    folder.mkdir()
    own = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder)}
    with ended(
        subprocess.Popen([DASK, *words], cwd=folder, env=own, stdout=log, stderr=subprocess.STDOUT)
    ) as started:
        yield started
        started.terminate()
        started.communicate(timeout=LIMIT)


@contextmanager
def ended(started: "subprocess.Popen[AnyStr]") -> Iterator["subprocess.Popen[AnyStr]"]:
    """Yield a process; end it and wait for it, whatever happens: Python warns of one unwaited."""
    with started:
        try:
            yield started
        finally:
            started.kill()
