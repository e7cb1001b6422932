"""The process that kernels are forked from: it has imported what kernels and notebooks need.

It never runs a cell. It is run as a script, so that nothing else of this package is imported, with
the numbers of two descriptors: its end of a socket pair, and a pipe that keeps the folder of the
kernels' sockets while any process holds it open. It answers one request at a time, and when the
other end of the socket closes it ends its kernels and exits.
"""

import builtins
import gc
import json
import os
import select
import signal
import socket
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from importlib import import_module
from types import SimpleNamespace
from typing import Any

# What a kernel imports while it starts.
KERNEL = (
    *(
        "ctypes",
        "ipykernel_launcher",
        "ipykernel.kernelapp",
        "ipykernel.debugger",
        "debugpy.server.api",
        "faulthandler",
    ),
    *("IPython.core.debugger", "IPython.core.oinspect", "IPython.core.completerlib"),
    *("IPython.core.logger", "IPython.core.pylabtools", "IPython.extensions.storemagic"),
    *("sqlite3", "tornado.platform.asyncio"),
)
# What notebooks import first. matplotlib's inline backend is left out: it binds to the shell that
# exists when it is imported.
NOTEBOOKS = (
    *("PIL.PngImagePlugin", "matplotlib.pyplot"),
    *("matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"),
    *("pandas.plotting._matplotlib", "pandas.io.formats.html", "pandas.io.formats.string"),
    "seaborn",
)
DEFERRED = ("pandera.pandas", "pandera.backends.pandas.builtin_checks")  # imported when idle
IDLE = 500  # milliseconds without a request
HEADER = 8  # bytes that hold the length of a request, in digits
PR_SET_PDEATHSIG = 1  # of Linux's prctl: the signal that a process gets when its parent dies
ORDINARY: set[str] = set()  # modules that an ordinary kernel imports before its first cell
ADDED: dict[str, str] = {}  # variables that imports set, as they would in the kernel


def serve(channel: socket.socket, keepalive: int) -> None:
    """Fork and reap kernels on request until the other end closes; then end those that run."""
    kernels: set[int] = set()
    deferred: tuple[str, ...] = DEFERRED
    idle = select.poll()
    idle.register(channel, select.POLLIN)
    try:
        while True:
            if deferred and not idle.poll(IDLE):
                preload(*deferred)
                deferred = ()
            header, passed, _, _ = socket.recv_fds(channel, HEADER, 1)
            if not header:
                break
            request = json.loads(receive(channel, int(header)))
            if "reap" in request:
                answer = reap(request["reap"], kernels)
            else:
                answer = fork(kernels)
                if answer["pid"] == 0:
                    channel.close()
                    os.close(keepalive)
                    become_kernel(**request, ready=passed[0])
                os.close(passed[0])
            channel.sendall(f"{json.dumps(answer)}\n".encode())
    except ConnectionError:  # the other end was killed before it had its answer
        pass
    for kernel in list(kernels):
        reap(kernel, kernels)


def receive(channel: socket.socket, size: int) -> bytes:
    """Return the next `size` bytes, however many pieces they come in."""
    with channel.makefile("rb", buffering=0) as pieces:
        whole = b""
        while len(whole) < size and (piece := pieces.read(size - len(whole))):
            whole += piece
    return whole


def reap(kernel: int, kernels: set[int]) -> dict[str, Any]:
    """End the kernel and every process that it left running; return its exit code.

    Return None for a number that is not, or no longer, that of a kernel: it may belong to another
    process by now.
    """
    if kernel not in kernels:
        return {"code": None}
    kernels.remove(kernel)
    try:
        os.killpg(kernel, signal.SIGKILL)  # the group exists until waitpid
    except ProcessLookupError:  # the kernel was killed before it made its group
        os.kill(kernel, signal.SIGKILL)
    return {"code": os.waitstatus_to_exitcode(os.waitpid(kernel, 0)[1])}


def fork(kernels: set[int]) -> dict[str, Any]:
    """Fork into a session of its own; return the number of the child, which is 0 in the child.

    Return None where the system allows no more processes, so that the running kernels go on.
    """
    with warnings.catch_warnings():
        # Python warns of threads: those of numpy wait for work and hold nothing while it forks.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            child = os.fork()
        except OSError:
            return {"pid": None}
    if child:
        kernels.add(child)
    else:
        os.setsid()  # no terminal of the one who asks
    return {"pid": child}


def become_kernel(argv: list[str], env: dict[str, str], cwd: str, ready: int) -> None:
    """Turn this fork into the kernel that `argv` would have started; never return.

    Close `ready` once the kernel listens.
    """
    code = 1
    try:
        set_up(env, cwd)
        launcher = sys.modules["ipykernel_launcher"].__file__
        sys.argv = argv = [str(launcher), *argv[1:]]
        app = sys.modules["ipykernel.kernelapp"].IPKernelApp.instance()
        with own_modules():
            app.initialize(argv[1:])
        bear_any_stream(app.shell)
        os.close(ready)
        app.start()
        # The control thread could flush into the closed output, and then waits for 10 seconds.
        app.control_thread.stop()
        app.control_thread.join()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        leave(code)


def set_up(env: dict[str, str], cwd: str) -> None:
    """Give this fork signals, environment, folder and random state as those of a new process."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_DFL)
    sys.modules["ctypes"].CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.environ.clear()
    os.environ.update(ADDED | env, JPY_PARENT_PID=str(os.getppid()))
    os.chdir(cwd)
    forget_shadowed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()  # Python's own random state is seeded anew after a fork


def forget_shadowed() -> None:
    """Forget what was imported for notebooks where the folder has a module of that name."""
    for top in {name.partition(".")[0] for name in sys.modules.keys() - ORDINARY} - ORDINARY:
        if os.path.isfile(f"{top}.py") or os.path.isfile(os.path.join(top, "__init__.py")):
            for name in [name for name in sys.modules if f"{name}.".startswith(f"{top}.")]:
                del sys.modules[name]


class Stub:
    """The module `sys`, but with other `modules`, or other streams."""

    modules: dict[int, SimpleNamespace]
    stdout: "Stream"
    stderr: "Stream"

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


@contextmanager
def own_modules() -> Iterator[None]:
    """Show ipykernel only the modules that an ordinary kernel imports before its first cell.

    For its debugger, ipykernel takes every module in `sys.modules` for part of the kernel. Those of
    notebooks are not; and to look at each would copy the memory pages that they lie in.
    """
    ipkernel = sys.modules["ipykernel.ipkernel"]
    ipkernel.sys = Stub()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ipkernel.sys = sys  # type: ignore[attr-defined]


class Stream:
    """A stream of the kernel, which is there whatever a notebook puts in its place."""

    def __init__(self, name: str) -> None:
        self.name, self.own = name, getattr(sys, name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.own, name)

    def flush(self) -> None:
        """Flush it, and before it what stands in its place."""
        if not self.is_used():
            with suppress(Exception):  # what it is has no place in an answer of the kernel
                getattr(sys, self.name).flush()
        self.own.flush()

    def is_used(self) -> bool:
        """Return whether nothing stands in its place."""
        return getattr(sys, self.name, None) is self.own


def bear_any_stream(shell: Any) -> None:
    """Have the kernel answer whatever a notebook puts in place of sys.stdout and sys.stderr.

    ipykernel flushes both before each answer, IPython replaces their `write` for its history, and
    there is no answer where either raises. What is written to the kernel's by another stream, or
    once they are back in place, belongs to the cell that does.
    """
    seen, tee = Stub(), shell._tee
    seen.stdout, seen.stderr = Stream("stdout"), Stream("stderr")
    for name in ("displayhook", "kernelbase", "zmqshell"):
        sys.modules[f"ipykernel.{name}"].sys = seen  # type: ignore[attr-defined]
    shell._tee = lambda channel: tee(channel) if getattr(seen, channel).is_used() else nullcontext()


def leave(code: int) -> None:
    """Exit as an interpreter does: join threads, call the exit handlers, flush."""
    import atexit
    import threading

    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream:
            stream.flush()
    os._exit(code)


def preload(*names: str) -> None:
    """Import those of the modules that are installed.

    Meanwhile `get_ipython` returns a shell as in a kernel: pandas asks for it when it is imported,
    and without one it cuts tables to the width of a terminal.
    """
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
    for name in names:
        try:
            import_module(name)
        except ModuleNotFoundError:
            continue
    del builtins.get_ipython  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()


def main(number: str, keepalive: str) -> None:
    """Import what kernels and notebooks need, and serve."""
    # Such a signal is for the process that asks: when that exits, so does this one.
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel reads it when it is imported
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # a check that writes to stderr
    with socket.socket(fileno=int(number)) as channel:
        before = dict(os.environ)
        gc.disable()  # it would search the imported modules again and again
        preload(*KERNEL)
        ORDINARY.update(sys.modules)
        found = [getattr(module, "__file__", None) for module in sys.modules.values()]
        copies = [file.encode().decode() for file in found if file]  # close together in memory
        Stub.modules = dict(enumerate(SimpleNamespace(__file__=file) for file in copies))
        preload(*NOTEBOOKS)
        gc.enable()
        ADDED.update({name: os.environ[name] for name in set(os.environ) - set(before)})
        serve(channel, int(keepalive))


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder of this file: its modules are not for notebooks
    main(*sys.argv[1:])
    os._exit(0)  # nothing is left to tidy up
