"""Threads that run tasks on this machine, and end at once when the user stops the work."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

# What the tasks said that an interruption ended; pytask runs one session at a time in a process.
last_words: list[str] = []
stopped = threading.Event()  # set when the user stopped it


class Threads(ThreadPoolExecutor):
    """Threads that, when the build is interrupted, begin no further task and end those that run."""

    def __init__(self, n_workers: int) -> None:
        super().__init__(max_workers=n_workers)
        self.here = ThreadPoolExecutor(max_workers=1)  # for what computes in this process
        self._running: set[Future[Any]] = set()

    def submit(self, *call: Any, **given: Any) -> Future[Any]:
        """Run the call when a thread is free."""
        future = super().submit(*call, **given)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def __exit__(self, *_: object) -> None:
        interrupted = list(self._running)
        if interrupted:
            from analysis import kernels

            kernels.stop_all()
        self.here.shutdown(wait=True, cancel_futures=True)
        self.shutdown(wait=True, cancel_futures=True)
        if interrupted:
            kernels.resume()
            stopped.set()
        ended = [future.result() for future in interrupted if not future.cancelled()]
        last_words[:] = [str(result.exc_info[1]) for result in ended if result.exc_info]
