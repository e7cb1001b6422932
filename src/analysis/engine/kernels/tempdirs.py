"""Temporary folders that are removed with the process that made them, however it ends.

One is the home of kernels that see nothing of the user's settings.
"""

import atexit
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

MAX_LENGTH = 50  # of the folder for temporary files: a socket's path holds about 100 characters
# Where programs, libraries and modules are found, and where temporary files go.
KEPT = (
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
    *("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
    *("TMPDIR", "TEMP", "TMP"),
)
FIXED = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "TZ": "UTC"}
CACHE = "forked-kernels"  # folder for the list of the machine's fonts, which takes long to make
_making = threading.Lock()
_watchdogs: dict[int, "subprocess.Popen[bytes]"] = {}  # by the process that they watch


@contextmanager
def folder() -> Iterator[Path]:
    """Make a temporary folder, and remove it afterwards."""
    with tempfile.TemporaryDirectory(dir=of_process()) as name:
        yield Path(name).resolve()


def of_process() -> Path:
    """Return the temporary folder of this process, made at the first call.

    Its path is short enough for sockets inside it.
    """
    with _making:
        return _of_process(os.getpid())


def keepalive() -> int:
    """Return a descriptor: the folder stays while this or any other process holds it open."""
    of_process()
    return _watchdogs[os.getpid()].stdin.fileno()  # type: ignore[union-attr]


@lru_cache(maxsize=1)
def _of_process(pid: int) -> Path:
    """Make the folder, and start a watchdog: a shell that removes it once nobody needs it.

    The shell reads from a pipe, which closes with this process even where that is killed. It has a
    session of its own, so that Ctrl-C does not reach it.
    """
    short = len(tempfile.gettempdir()) < MAX_LENGTH
    made = Path(tempfile.mkdtemp(prefix="analysis-", dir=None if short else "/tmp"))
    _watchdogs[pid] = subprocess.Popen(
        ["/bin/sh", "-c", 'read -r _; rm -rf "$0"', made],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return made


def isolated_environment() -> dict[str, str]:
    """Return the environment of kernels that see nothing of the user's settings.

    Whatever is not named here is left out: settings of IPython, Jupyter, matplotlib and Python, the
    locale (which decides how text in charts is shaped), the time zone, the width of the terminal,
    the number of threads. A notebook then shows the same for every user of a machine. The home
    folder in it is empty, and temporary as this process is.
    """
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    home = of_process() / "home"
    home.mkdir(exist_ok=True)
    return kept | FIXED | {"HOME": str(home), "XDG_CACHE_HOME": str(_cache())}


def _cache() -> Path:
    """Return a folder for caches that stays after this process, where there can be one."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    folder = (named if named.is_absolute() else Path(os.path.expanduser("~/.cache"))) / CACHE
    try:
        (folder / "matplotlib").mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder / "matplotlib"):
            return folder
    except OSError:
        return of_process()


@atexit.register  # at import, so that it is called after all that is registered later
def close() -> None:
    """Remove the folder, once no other process keeps it; the next call for one makes another."""
    _of_process.cache_clear()
    if watchdog := _watchdogs.pop(os.getpid(), None):
        watchdog.communicate()  # closes the pipe, and waits
