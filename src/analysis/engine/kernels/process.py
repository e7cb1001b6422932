"""The fork server as seen from the process that uses it, and the kernels that it forked.

Everything here may be called from several threads.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

from . import tempdirs

SCRIPT = Path(__file__).with_name("forkserver.py")
CHOICE = "JUPYTER_DEFAULT_PROVISIONER_NAME"  # the variable that says which kernels are started
FORKED = "forked"  # its value for kernels of this package: the name of the entry point
# Prefixes of variables that no library reads when it is imported.
READ_LATER = (
    *("JPY_", "PYTEST_CURRENT_TEST"),
    *("PYARROW_IGNORE_TIMEZONE", "SPARK_LOCAL_IP"),  # set by pandera when it is imported here
)
MAX_IDLE = 4  # fork servers that are kept though no kernel of theirs runs


def _can_fork() -> bool:
    try:
        os.close(os.pidfd_open(os.getpid()))  # of Linux; a sandbox may refuse it
    except (AttributeError, OSError):
        return False
    return True


CAN_FORK = _can_fork()


class ForkServer:
    """A process that has imported what kernels need, and forks one on request."""

    def __init__(self, interpreter: list[str], env: dict[str, str], cwd: str) -> None:
        self._turn = threading.Lock()
        self.kernels = 0  # that run, or are about to
        kept = tempdirs.keepalive()
        self._channel, theirs = socket.socketpair()
        with theirs:
            passed = [theirs.fileno(), kept]
            self._process = subprocess.Popen(
                [*interpreter, str(SCRIPT), *map(str, passed)],
                pass_fds=passed,
                stdin=subprocess.DEVNULL,
                env=env,
                cwd=cwd,
                start_new_session=True,  # Ctrl-C is for this process
            )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def fork(self, request: dict[str, Any], ready: int) -> "Kernel":
        """Return a new kernel, which closes `ready` once it listens; raise OSError where none is.

        The request holds its `argv`, `env` and `cwd`.
        """
        pid = self._ask(request, ready)["pid"]
        if pid is None:
            raise OSError("the system allows no more processes")
        try:
            return Kernel(self, pid)
        except OSError:
            self.reap(pid)
            raise

    def reap(self, pid: int) -> int:
        """End a kernel; return its exit code.

        Raises ProcessLookupError where the server has no such kernel, and OSError where the server
        itself has ended.
        """
        code = self._ask({"reap": pid})["code"]
        if code is None:
            raise ProcessLookupError(f"the fork server has no kernel {pid}")
        return int(code)

    def _ask(self, request: dict[str, Any], *descriptors: int) -> dict[str, Any]:
        with self._turn:
            try:
                content = json.dumps(request).encode()
                socket.send_fds(self._channel, [f"{len(content):8}".encode()], descriptors)
                self._channel.sendall(content)
                answer = self._channel.recv(64)
            except BaseException:  # Ctrl-C too: an answer left behind would be taken for the next
                self._hang_up()
                raise
        if not answer:
            raise BrokenPipeError("the fork server has ended")
        return dict(json.loads(answer))

    def alive(self) -> bool:
        """Return whether it can fork more kernels."""
        return self._process.poll() is None and self._channel.fileno() != -1

    def close(self) -> None:
        """End it, and every kernel that it forked."""
        self._hang_up()
        if not self.kernels:
            self._process.kill()  # it may be busy importing
        self._process.wait()

    def _hang_up(self) -> None:
        """Have the server end, and whoever waits for an answer of it learn that."""
        try:
            self._channel.shutdown(socket.SHUT_RDWR)
        except OSError:  # hung up before
            return
        self._channel.close()


class Kernel:
    """A forked kernel, with the methods of subprocess.Popen that LocalProvisioner calls.

    `exited` is a descriptor that can be read from once the kernel has ended. It stays open as long
    as this object: whoever waits for it has to find it, even after another thread has reaped.
    """

    stdin = stdout = stderr = None

    def __init__(self, server: ForkServer, pid: int) -> None:
        self._server, self.pid = server, pid
        self.exited = os.pidfd_open(pid)
        weakref.finalize(self, os.close, self.exited)
        self._reaping = threading.Lock()
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code; None while the kernel runs."""
        return self.wait() if self._has_exited(0) else None

    def wait(self) -> int:
        """Wait until the kernel ends; return its exit code."""
        self._has_exited(None)
        with self._reaping:
            if self.returncode is None:
                try:
                    self.returncode = self._server.reap(self.pid)
                except OSError:  # the server ended first, and the exit code is lost
                    self.returncode = -signal.SIGKILL
                _release(self._server)
            return self.returncode

    def _has_exited(self, milliseconds: int | None) -> bool:
        end = select.poll()
        end.register(self.exited, select.POLLIN)
        return bool(end.poll(milliseconds))

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and the processes it started, unless it has been reaped."""
        with self._reaping:
            if self.returncode is not None:
                return  # its number may belong to another process by now
            try:
                os.killpg(self.pid, number)
            except ProcessLookupError:  # it has not made its group yet, or ended with the server
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self.exited, number)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)


_servers: dict[str, ForkServer] = {}
_servers_lock = threading.Lock()  # also held to count the kernels of a server


def fork(
    interpreter: list[str], env: dict[str, str], request: dict[str, Any], ready: int
) -> Kernel:
    """Return a new kernel as ForkServer.fork() does, of the server of this interpreter.

    Libraries read the environment when they are imported, so that each `env` has a server; the
    request may change variables that are read later. Raises OSError where no kernel can be forked.
    """
    server = _reserve(interpreter, env, request["cwd"])
    try:
        return server.fork(request, ready)
    except BaseException:
        _release(server)
        raise


def _reserve(interpreter: list[str], env: dict[str, str], cwd: str) -> ForkServer:
    """Return a server, started where there is none, that counts one more kernel as its own.

    matplotlib reads a file of settings in the working folder. Only where there is one, or where a
    path to search is relative, do the kernels of a folder have a server of their own.
    """
    searched = f"{env.get('PYTHONPATH', '/')}{os.pathsep}{env.get('MATPLOTLIBRC', '/')}"
    relative = not all(map(os.path.isabs, searched.split(os.pathsep)))
    cwd = cwd if relative or (Path(cwd) / "matplotlibrc").is_file() else "/"
    env = {name: value for name, value in env.items() if not name.startswith(READ_LATER)}
    key = json.dumps([interpreter, sorted(env.items()), cwd])
    with _servers_lock:
        for other in [other for other in _servers if not _servers[other].alive()]:
            _servers.pop(other).close()
        if key not in _servers:
            idle = [other for other in _servers if not _servers[other].kernels]
            for other in idle[: max(0, len(_servers) + 1 - MAX_IDLE)]:
                _servers.pop(other).close()
            _servers[key] = ForkServer(interpreter, env, cwd)
        _servers[key].kernels += 1
        return _servers[key]


def _release(server: ForkServer) -> None:
    with _servers_lock:
        server.kernels -= 1


def choice() -> str:
    """Return the name of the provisioner that starts the kernels."""
    return os.environ.get(CHOICE, FORKED)


def prepare(env: dict[str, str] | None = None) -> None:
    """Start the fork server for this environment, so that it imports while other work is done."""
    if CAN_FORK and choice() == FORKED:
        _release(_reserve([sys.executable], dict(os.environ if env is None else env), os.getcwd()))


@atexit.register
def close() -> None:
    """End every fork server of this process and all their kernels."""
    with _servers_lock:
        while _servers:
            _servers.popitem()[1].close()
