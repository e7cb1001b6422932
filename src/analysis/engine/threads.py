"""Threads that run tasks on this machine, and end at once when the user stops the work."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

# What the tasks said that an interruption ended; pytask runs one session at a time in a process.
last_words: list[str] = []
stopped = threading.Event()  # set when the user stopped it


class _Pool(ThreadPoolExecutor):
    """Threads whose work that has not ended is in a set."""

    def __init__(self, n_workers: int, running: set[Future[Any]]) -> None:
        super().__init__(max_workers=n_workers)
        self._running = running

    def submit(self, *call: Any, **given: Any) -> Future[Any]:
        """Run the call when a thread is free.

        Ctrl-C is heard afterwards: within, it could leave a thread behind that nobody waits for.
        """
        heard: list[int] = []
        with _on_interrupt(lambda number, _: heard.append(number)):
            future = super().submit(*call, **given)
            self._running.add(future)
            future.add_done_callback(self._running.discard)
        if heard:
            raise KeyboardInterrupt
        return future


class Threads(_Pool):
    """Threads that, when the build is interrupted, begin no further task and end those that run.

    `here` is one more, for what computes in this process.
    """

    def __init__(self, n_workers: int) -> None:
        super().__init__(n_workers, set())
        self.here = _Pool(1, self._running)

    def __exit__(self, *_: object) -> None:
        # Nothing begins any more, and what runs is not cut off by a user in a hurry.
        with _on_interrupt(signal.SIG_IGN):
            interrupted = [future for future in list(self._running) if not future.done()]
            if interrupted:
                from analysis.engine.kernels import provisioner

                provisioner.stop_all()
            self.here.shutdown(wait=True, cancel_futures=True)
            self.shutdown(wait=True, cancel_futures=True)
        if not interrupted:
            return
        provisioner.resume()
        stopped.set()
        ended = [future.result() for future in interrupted if not future.cancelled()]
        last_words[:] = [str(result.exc_info[1]) for result in ended if result.exc_info]


@contextmanager
def _on_interrupt(act: Any) -> Iterator[None]:
    """Have `act` handle Ctrl-C meanwhile, where it is heard: by the main thread, if not ignored."""
    deaf = signal.getsignal(signal.SIGINT) in (signal.SIG_IGN, None)
    if deaf or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, act)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
