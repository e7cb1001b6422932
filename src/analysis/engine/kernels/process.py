"""The preloaded parent of warm kernels as seen from here, and the kernels it forked."""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from analysis.engine.kernels import tempdirs

SCRIPT = Path(__file__).with_name("forkserver.py")
CHOICE = "JUPYTER_DEFAULT_PROVISIONER_NAME"  # where set, it says which kernels are started
# Variables of one kernel, project, session or test, which no library reads at import.
PASSING = (
    *("JPY_", "ANALYSIS_ROOT", "PYTEST_CURRENT_TEST"),
    *("PYARROW_IGNORE_TIMEZONE", "SPARK_LOCAL_IP"),  # set by pandera when it is imported here
)
MOST = 4  # zygotes that are kept though no kernel of theirs runs


def _possible() -> bool:
    try:
        os.close(os.pidfd_open(os.getpid()))  # of Linux; a sandbox may refuse it
    except (AttributeError, OSError):
        return False
    return True


POSSIBLE = _possible()


class Zygote:
    """A preloaded parent: one at a time asks it to fork a kernel."""

    def __init__(self, interpreter: list[str], env: dict[str, str], cwd: str) -> None:
        self._turn = threading.Lock()
        self.kernels = 0  # that run
        self._channel, theirs = socket.socketpair()
        with theirs:
            passed = [theirs.fileno(), tempdirs.lifeline()]
            self._process = subprocess.Popen(
                [*interpreter, str(SCRIPT), *map(str, passed)],
                pass_fds=passed,
                stdin=subprocess.DEVNULL,
                env=env,
                cwd=cwd,
            )

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def ask(self, request: dict[str, Any], *descriptors: int) -> int:
        """Return the answer to one request; raise OSError where the zygote is gone."""
        with self._turn:
            content = json.dumps(request).encode()
            socket.send_fds(self._channel, [f"{len(content):8}".encode()], descriptors)
            self._channel.sendall(content)
            answer = self._channel.recv(64)
            if not answer:
                raise BrokenPipeError("the parent of the kernels is gone")
            if int(answer) < 0 and "ended" not in request:
                raise OSError("the system allows no more processes")
            self.kernels += -1 if "ended" in request else 1
        return int(answer)

    def alive(self) -> bool:
        """Return whether it still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it, and every kernel that it forked."""
        self._channel.close()
        if not self.kernels:
            self._process.kill()  # it may be busy importing
        self._process.wait()


class Kernel:
    """A forked kernel, in the shape of a subprocess: what LocalProvisioner asks of one."""

    stdin = stdout = stderr = None

    def __init__(self, zygote: Zygote, pid: int) -> None:
        self._zygote, self.pid = zygote, pid
        self.exited = os.pidfd_open(pid)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code; None while it runs."""
        if self.returncode is None and select.select([self.exited], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self) -> int:
        """Wait until it ends; return the exit code."""
        if self.returncode is None:
            select.select([self.exited], [], [])
            try:
                self.returncode = self._zygote.ask({"ended": self.pid})
            except OSError:  # the zygote went first, and took the code along
                self.returncode = -signal.SIGKILL
            os.close(self.exited)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal while it runs."""
        if self.poll() is None:
            signal.pidfd_send_signal(self.exited, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


_running: dict[str, Zygote] = {}
_starting = threading.Lock()


def zygote(interpreter: list[str], env: dict[str, str], cwd: str) -> Zygote:
    """Return the zygote of this interpreter and environment; start it where there is none.

    Libraries read the environment when they are imported, and matplotlib a file of settings in
    the working folder. Only where there is one, or where a path to search is relative, do the
    kernels of a folder have a zygote of their own.
    """
    searched = f"{env.get('PYTHONPATH', '/')}{os.pathsep}{env.get('MATPLOTLIBRC', '/')}"
    relative = not all(map(os.path.isabs, searched.split(os.pathsep)))
    cwd = cwd if relative or (Path(cwd) / "matplotlibrc").is_file() else "/"
    env = {name: value for name, value in env.items() if not name.startswith(PASSING)}
    key = json.dumps([interpreter, sorted(env.items()), cwd])
    with _starting:
        for other in [other for other in _running if not _running[other].alive()]:
            _running.pop(other).close()
        if key not in _running:
            idle = [other for other in _running if not _running[other].kernels]
            for other in idle[: max(0, len(_running) + 1 - MOST)]:
                _running.pop(other).close()
            _running[key] = Zygote(interpreter, env, cwd)
        return _running[key]


def choice() -> str:
    """Return the name of the provisioner that starts the kernels."""
    return os.environ.get(CHOICE, "warm")


def prepare() -> None:
    """Have the parent of the kernels import while there is something else to do."""
    if POSSIBLE and choice() == "warm":
        zygote([sys.executable], dict(os.environ), str(Path.cwd()))


@atexit.register
def close() -> None:
    """End every zygote of this process and all their kernels."""
    with _starting:
        while _running:
            _running.popitem()[1].close()
