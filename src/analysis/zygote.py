"""The parent that warm kernels are forked from: it has imported all that a kernel needs.

It has never run a cell, and never will. Run as a script, so that nothing of ours is imported, with
the number of its end of a socket pair: it takes one request at a time, and when the other end
closes it ends its kernels, removes their sockets and goes.
"""

import gc
import json
import os
import select
import shutil
import signal
import socket
import sys
import warnings
from importlib import import_module
from typing import Any

# What a kernel imports while it starts, and what notebooks import first. matplotlib's inline
# backend is left out: it takes hold of the shell that it finds when it is imported.
PRELOAD = (
    *("ipykernel.kernelapp", "ipykernel.debugger", "debugpy.server.api", "faulthandler"),
    *("IPython.core.debugger", "IPython.core.oinspect", "IPython.core.completerlib"),
    *("IPython.core.logger", "IPython.core.pylabtools", "IPython.extensions.storemagic"),
    *("sqlite3", "tornado.platform.asyncio", "PIL.PngImagePlugin"),
    *("matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"),
    *("pandas.plotting._matplotlib", "pandas.io.formats.html", "pandas.io.formats.string"),
    "seaborn",
)
LATER = ("pandera.pandas", "pandera.backends.pandas.builtin_checks")  # while nobody asks
MOST = 1 << 20  # bytes of a request


def serve(channel: socket.socket) -> None:
    """Answer requests until the other end closes: fork a kernel, or tell how one ended."""
    folders: dict[int, str] = {}  # of the kernels that run, by process
    later = list(LATER)
    while True:
        while later and not select.select([channel], [], [], 0)[0]:
            preload(later.pop(0))
        line, passed, _, _ = socket.recv_fds(channel, MOST, 1)
        if not line:
            break
        request = json.loads(line)
        if "ended" in request:
            answer = os.waitstatus_to_exitcode(os.waitpid(request["ended"], 0)[1])
            folders.pop(request["ended"])
        else:
            folder = request.pop("folder")
            answer = fork()
            if not answer:
                channel.close()
                become_kernel(**request, ready=passed[0])
            folders[answer] = folder
            os.close(passed[0])
        channel.sendall(f"{answer}\n".encode())
    for kernel, folder in folders.items():
        os.killpg(kernel, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


def fork() -> int:
    """Fork into a process group of its own; return 0 in the child, its number in the parent."""
    with warnings.catch_warnings():
        # Python warns of threads: numpy's wait for work and hold nothing while it forks.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    os.setpgid(child, child)
    return child


def become_kernel(argv: list[str], env: dict[str, str], cwd: str, ready: int) -> None:
    """Turn this fork into the kernel that `argv` would have started; never return.

    Close `ready` once the kernel listens.
    """
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(env, JPY_PARENT_PID=str(os.getppid()))
        os.chdir(cwd)
        reseed()
        sys.argv = argv
        app = sys.modules["ipykernel.kernelapp"].IPKernelApp.instance()
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
    """Import what kernels and notebooks import; what is not installed is none of theirs."""
    for name in names:
        try:
            import_module(name)
        except ModuleNotFoundError:
            continue
    gc.collect()
    gc.freeze()


def main(number: str) -> Any:
    """Import all there is to import, and serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel reads it when it is imported
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # a check that says its piece on stderr
    with socket.socket(fileno=int(number)) as channel:
        preload(*PRELOAD)
        serve(channel)


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file, whose modules are no one's business
    main(sys.argv[1])
    os._exit(0)  # with nothing to tidy up
