"""The parent that warm kernels are forked from: it has imported all that a kernel needs.

It has never run a cell, and never will. Run as a script, so that nothing of ours is imported, with
the numbers of its end of a socket pair, and of a descriptor which keeps the folder of the kernels'
sockets for as long as any process holds it open. It takes one request at a time, and when the other
end closes it ends its kernels and goes.
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
from contextlib import contextmanager
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
# What notebooks import first. matplotlib's inline backend is left out: it takes hold of the shell
# that it finds when it is imported.
NOTEBOOKS = (
    *("PIL.PngImagePlugin", "matplotlib.pyplot"),
    *("matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"),
    *("pandas.plotting._matplotlib", "pandas.io.formats.html", "pandas.io.formats.string"),
    "seaborn",
)
LATER = ("pandera.pandas", "pandera.backends.pandas.builtin_checks")  # once nobody asks
QUIET = 0.5  # seconds without a request after which nobody asks
SIZE = 8  # digits that say how many bytes a request has
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl
ADDED: dict[str, str] = {}  # variables that imports set, as they would in the kernel


def serve(channel: socket.socket, lifeline: int) -> None:
    """Answer requests until the other end closes: fork a kernel, or tell how one ended."""
    kernels: set[int] = set()  # that run
    later: tuple[str, ...] = LATER
    try:
        while True:
            if later and not select.select([channel], [], [], QUIET)[0]:
                preload(*later)
                later = ()
            size, passed, _, _ = socket.recv_fds(channel, SIZE, 1)
            if not size:
                break
            request = json.loads(receive(channel, int(size)))
            if "ended" in request:
                answer = reap(request["ended"])
                kernels.remove(request["ended"])
            else:
                answer = fork()
                if not answer:
                    channel.close()
                    os.close(lifeline)
                    become_kernel(**request, ready=passed[0])
                if answer > 0:
                    kernels.add(answer)
                os.close(passed[0])
            channel.sendall(f"{answer}\n".encode())
    except ConnectionError:  # whoever asked was killed before it had its answer
        pass
    for kernel in kernels:
        reap(kernel)


def receive(channel: socket.socket, size: int) -> bytes:
    """Return the next `size` bytes, however many pieces they come in."""
    with channel.makefile("rb", buffering=0) as pieces:
        whole = b""
        while len(whole) < size and (piece := pieces.read(size - len(whole))):
            whole += piece
    return whole


def reap(kernel: int) -> int:
    """End the kernel, and what it started and left running; return its exit code."""
    try:
        os.killpg(kernel, signal.SIGKILL)  # it has ended or is to; its group is there until waitpid
    except ProcessLookupError:  # it has not come to have a group
        os.kill(kernel, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(kernel, 0)[1])


def fork() -> int:
    """Fork into a session of its own; return 0 in the child, its number in the parent.

    And -1 where the system allows no more processes: the kernels that run are not to suffer.
    """
    with warnings.catch_warnings():
        # Python warns of threads: numpy's wait for work and hold nothing while it forks.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            child = os.fork()
        except OSError:
            return -1
    if not child:
        os.setsid()  # no terminal of the one who asks
    return child


def become_kernel(argv: list[str], env: dict[str, str], cwd: str, ready: int) -> None:
    """Turn this fork into the kernel that `argv` would have started; never return.

    Close `ready` once the kernel listens.
    """
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, signal.SIG_DFL)
        sys.modules["ctypes"].CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
        os.environ.clear()
        os.environ.update(ADDED | env, JPY_PARENT_PID=str(os.getppid()))
        os.chdir(cwd)
        reseed()
        launcher = sys.modules["ipykernel_launcher"].__file__
        sys.argv = argv = [str(launcher), *argv[1:]]
        app = sys.modules["ipykernel.kernelapp"].IPKernelApp.instance()
        with own_modules():
            app.initialize(argv[1:])
        os.close(ready)
        app.start()
        # Left to itself the control thread may flush into the closed output, and wait 10 seconds.
        app.control_thread.stop()
        app.control_thread.join()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        leave(code)


class Stub:
    """`sys` as it is, but for the modules."""

    modules: dict[int, SimpleNamespace]

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


@contextmanager
def own_modules() -> Iterator[None]:
    """Let the kernel count as its own, for its debugger, the modules that it would have imported.

    It looks at each of `sys.modules` while it starts. To look at those of the notebooks besides
    would be wrong, and copies every page that they lie in.
    """
    ipkernel = sys.modules["ipykernel.ipkernel"]
    ipkernel.sys = Stub()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ipkernel.sys = sys  # type: ignore[attr-defined]


def reseed() -> None:
    """Give numpy's random state a start of its own, as Python's `random` gives itself."""
    numpy = sys.modules.get("numpy")
    if numpy:
        numpy.random.seed()


def leave(code: int) -> None:
    """End as an interpreter does: join threads, run what was registered, flush, and go."""
    import atexit
    import threading

    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream:
            stream.flush()
    os._exit(code)


def preload(*names: str) -> None:
    """Import what kernels and notebooks import; what is not installed is none of theirs.

    Meanwhile there is a shell to be found, that of a kernel: pandas asks when it is imported, and
    where it finds none it cuts tables to the width of a terminal ever after.
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


def main(number: str, lifeline: str) -> None:
    """Import all there is to import, and serve."""
    # What ends the one who asks is for that one to hear; and when it is gone, so are we.
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel reads it when it is imported
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # a check that says its piece on stderr
    with socket.socket(fileno=int(number)) as channel:
        before = dict(os.environ)
        gc.disable()  # it would look through the modules again and again
        preload(*KERNEL)
        found = [getattr(module, "__file__", None) for module in sys.modules.values()]
        copies = [file.encode().decode() for file in found if file]  # close together in memory
        Stub.modules = dict(enumerate(SimpleNamespace(__file__=file) for file in copies))
        preload(*NOTEBOOKS)
        gc.enable()
        ADDED.update({name: os.environ[name] for name in set(os.environ) - set(before)})
        serve(channel, int(lifeline))


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder of this file, whose modules are no one's business
    main(*sys.argv[1:])
    os._exit(0)  # with nothing to tidy up
