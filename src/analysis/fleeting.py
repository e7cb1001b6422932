"""Folders for what is passing: they go with the process that made them, however it ends.

Imports nothing of ours.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

SHORT = 50  # a socket's path holds about 100 characters, and has 45 of them after this folder


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder of its own for a piece of work, and remove it afterwards."""
    with tempfile.TemporaryDirectory(dir=of_process()) as name:
        yield Path(name).resolve()


def of_process() -> Path:
    """Return the folder that holds whatever this process makes for a while, sockets included."""
    return _of_process(os.getpid())


@lru_cache(maxsize=1)
def _of_process(_pid: int) -> Path:
    """Make the folder, and a shell that waits until this process is gone to remove it.

    The shell reads from a pipe which ends with the process, even where that is killed; it hears
    no Ctrl-C, for it is of no terminal.
    """
    short = sys.platform == "win32" or len(tempfile.gettempdir()) < SHORT
    made = Path(tempfile.mkdtemp(prefix="analysis-", dir=None if short else "/tmp"))
    if sys.platform == "win32":
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    else:
        guard = subprocess.Popen(
            ["/bin/sh", "-c", 'read -r _; rm -rf "$0"', made],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        atexit.register(guard.communicate)  # which ends the pipe, and waits
    return made
