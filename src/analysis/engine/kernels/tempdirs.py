"""Folders for what is passing: they go with the process that made them, however it ends.

Imports nothing of ours.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

_one_makes = threading.Lock()
SHORT = 50  # a socket's path holds about 100 characters, and has 45 of them after this folder


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder of its own for a piece of work, and remove it afterwards."""
    with tempfile.TemporaryDirectory(dir=of_process()) as name:
        yield Path(name).resolve()


def of_process() -> Path:
    """Return the folder that holds whatever this process makes for a while, sockets included."""
    with _one_makes:
        return _of_process(os.getpid())


def lifeline() -> int:
    """Return a descriptor: whoever holds it open, besides this process, keeps the folder."""
    of_process()
    return _guards[os.getpid()].stdin.fileno()  # type: ignore[union-attr]


@lru_cache(maxsize=1)
def _of_process(pid: int) -> Path:
    """Make the folder, and a shell that waits until nobody needs it to remove it.

    The shell reads from a pipe which ends with the process, even where that is killed; it hears
    no Ctrl-C, for it is of no terminal.
    """
    short = sys.platform == "win32" or len(tempfile.gettempdir()) < SHORT
    made = Path(tempfile.mkdtemp(prefix="analysis-", dir=None if short else "/tmp"))
    if sys.platform == "win32":
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    else:
        _guards[pid] = subprocess.Popen(
            ["/bin/sh", "-c", 'read -r _; rm -rf "$0"', made],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    return made


_guards: dict[int, "subprocess.Popen[bytes]"] = {}  # by the process that they wait for


@atexit.register  # now, so as to come after all that is registered later
def close() -> None:
    """Have the folder removed, and wait for that; the next to ask gets another.

    Whoever else holds the lifeline has to let go of it first.
    """
    _of_process.cache_clear()
    if guard := _guards.pop(os.getpid(), None):
        guard.communicate()  # which ends the pipe
