"""Run tasks on the workers of a Dask cluster, which share no folder with this process.

A worker must run the code and packages that are installed here: else it might make something else
of the same inputs. All of them are checked before anything runs, and each worker again before and
after each task: workers come and go, and their files may be edited.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Any

import distributed
from distributed.comm import connect

from analysis import files
from analysis.engine import contents
from analysis.engine.imports import NAME
from analysis.engine.installed import Release, pins, versions
from analysis.errors import AnalysisError, ClusterError

PATIENCE = 5  # seconds for a scheduler to answer, and for a first worker to appear


@contextmanager
def connected(address: str) -> Iterator["Workers"]:
    """Connect with the scheduler at `address`, and check what its workers run.

    Raises ClusterError where no scheduler answers, where it has no workers, and where the
    scheduler or a worker runs other code than is installed here.
    """
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # our errors say it all
    try:
        asyncio.run(_reach(address))
    except (OSError, ValueError, TypeError) as error:  # TypeError: tls:// without certificates
        reason = str(error).strip().splitlines()[0]
        raise ClusterError(
            f"{address}: found no Dask scheduler that answers ({reason}); expected one, at an "
            "address such as tcp://127.0.0.1:8786. Start it: dask scheduler."
        ) from None
    with distributed.Client(address, timeout=PATIENCE, set_as_default=False) as client:
        expected = running(_pinned())
        _check(client, address, expected)
        yield Workers(client, address, expected)


class Workers(Executor):
    """Dask's executor, which runs nothing on a worker that differs from this machine."""

    def __init__(self, client: distributed.Client, address: str, expected: Release) -> None:
        self.threads = sum(client.nthreads().values())
        self._address, self._expected = address, expected
        self._executor = client.get_executor(pure=False)

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Send a call, whose function lies in an installed module, to a worker."""
        sent = self._executor.submit(obtain, self._expected, partial(call, *given, **named))
        name = getattr(call, "name", "a call")
        promise: Future[Any] = Future()
        promise.add_done_callback(lambda ended: ended.cancelled() and sent.cancel())
        sent.add_done_callback(partial(_settle, self._address, name, promise))
        return promise

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what has not ended, or call it off."""
        self._executor.shutdown(wait=wait and not cancel_futures)


def obtain(expected: Release, call: Callable[[], Any]) -> Any:
    """Run a call on a worker and return its result.

    An AnalysisError is returned and not raised, because Dask cuts the messages of what is raised.
    The result is a ClusterError if the worker runs something else than is `expected`, before the
    call or after it.
    """
    if before := _refusal(expected):
        return before
    try:
        result = call()
    except AnalysisError as error:
        result = error
    return _refusal(expected) or result


def _refusal(expected: Release) -> ClusterError | None:
    """Return an error if this worker runs something else than is `expected`."""
    found = differences(distributed.get_worker().address, running(expected), expected)
    return ClusterError(found) if found else None


def _settle(address: str, name: str, promise: Future[Any], sent: Future[Any]) -> None:
    """Set the promise to the result or error of a call; explain an error of the cluster itself."""
    if not promise.set_running_or_notify_cancel():
        return
    error = CancelledError() if sent.cancelled() else sent.exception()
    if isinstance(error, CancelledError):
        lost = f"{name}: found the scheduler at {address} gone; expected it to stay"
        promise.set_exception(ClusterError(f"{lost}. Start it again, then build again."))
    elif isinstance(error, distributed.KilledWorker):
        died = f"{name}: found that {error.allowed_failures + 1} workers died running it"
        do = "See the workers' logs: there may be too little memory"
        promise.set_exception(ClusterError(f"{died}; expected one to finish. {do}."))
    elif error or isinstance(sent.result(), AnalysisError):
        promise.set_exception(error or sent.result())
    else:
        promise.set_result(sent.result())


def running(names: Iterable[str]) -> Release:
    """Return the versions of Python, of our code and of the packages `names`, as they run here."""
    here = versions()
    line = f"{sys.version_info.major}.{sys.version_info.minor}"
    packages = {name: here.get(name, "missing") for name in names}
    return packages | {"Python": line, NAME: contents.code()}


def differences(who: str, found: Release | Exception, expected: Release) -> str:
    """Return a sentence on what `who` runs and should not; the empty text where all is well."""
    if isinstance(found, Exception):
        there, here = [f"{type(found).__name__} ({found})"], ["what is installed here"]
    else:
        names = [name for name in expected if found.get(name) != expected[name]]
        there, here = ([f"{name} {of[name]}" for name in names] for of in (found, expected))
    if not there:
        return ""
    return (
        f"{who}: found {', '.join(there)}; expected {', '.join(here)}. Install there what is "
        "installed here (make setup, at the same commit), then start it again."
    )


def _pinned() -> list[str]:
    """Return the names of installed packages; only those that the lock pins, if there is one."""
    lock = files.root() / "requirements.lock"
    return sorted(versions().keys() & pins(lock).keys() if lock.is_file() else versions())


async def _reach(address: str) -> None:
    """Connect once and disconnect, because a Client that cannot connect goes on logging errors."""
    secrets = distributed.Security().get_connection_args("client")
    connection = await connect(address, timeout=PATIENCE, **secrets)
    await connection.close()


def _check(client: distributed.Client, address: str, expected: Release) -> None:
    """Raise ClusterError if there is no worker, or if one or the scheduler runs other code."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ClusterError(
            f"{address}: found a scheduler without workers; expected one at least. Start it: "
            f"dask worker {address}."
        ) from None
    names = sorted(expected)
    answers: dict[str, Any] = client.run(running, names, on_error="return")
    try:
        answers[f"{address} (the scheduler)"] = client.run_on_scheduler(running, names)
    except Exception as error:
        answers[f"{address} (the scheduler)"] = error
    faults = [differences(who, found, expected) for who, found in answers.items()]
    if any(faults):
        raise ClusterError("\n".join(filter(None, faults)))
