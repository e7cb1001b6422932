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
        """Run the call when a thread is free."""
        future = super().submit(*call, **given)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future


class Threads(_Pool):
    """Threads that, when the build is interrupted, begin no further task and end those that run.

    `here` is one more, for what computes in this process.
    """

    def __init__(self, n_workers: int) -> None:
        super().__init__(n_workers, set())
        self.here = _Pool(1, self._running)

    def __exit__(self, *_: object) -> None:
        interrupted = list(self._running)
        if not interrupted:
            self._finish()
            return
        from analysis import kernels

        with _deaf():
            kernels.stop_all()
            self._finish()
            kernels.resume()
        stopped.set()
        ended = [future.result() for future in interrupted if not future.cancelled()]
        last_words[:] = [str(result.exc_info[1]) for result in ended if result.exc_info]

    def _finish(self) -> None:
        self.here.shutdown(wait=True, cancel_futures=True)
        self.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Take no notice of Ctrl-C: it was heard, and what it asked for is being done."""
    if threading.current_thread() is not threading.main_thread():
        yield  # where signals are never heard
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)
