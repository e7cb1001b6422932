"""Run tasks on the workers of a Dask cluster, which share no folder with this process.

A worker must run the code and packages that are installed here: else it might make something else
of the same inputs. That is asked of all of them before anything runs, and again of each worker
before each task, for workers come and go.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import distributed
from distributed.comm import connect
from pytask import PTask, PythonNode
from pytask_parallel.wrappers import WrapperResult

from analysis.engine.release import Release, differences, installed
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
        _check(client, address)
        yield Workers(client, address)


class Workers(Executor):
    """The workers of a cluster, for tasks that return what they make; threads here for others."""

    def __init__(self, client: distributed.Client, address: str) -> None:
        self.client = client
        self.address = address
        self.threads = sum(client.nthreads().values())
        self.here = ThreadPoolExecutor(max_workers=1)
        self._running: set[distributed.Future] = set()

    def submit(  # type: ignore[override]  # what pytask-parallel gives, and no more
        self, _: object, /, *, task: PTask, kwargs: dict[str, Any], **_settings: Any
    ) -> Future[WrapperResult]:
        """Send the function of a task and what it needs to a worker."""
        function = getattr(task.function, "func", task.function)  # without what pytask noted on it
        sent = self.client.submit(obtain, function, kwargs, installed(), pure=False)
        promise: Future[WrapperResult] = Future()
        self._running.add(sent)
        sent.add_done_callback(partial(self._settle, task.name.rpartition("::")[2], promise))
        return promise

    def _settle(self, name: str, promise: Future[WrapperResult], sent: distributed.Future) -> None:
        self._running.discard(sent)
        try:
            promise.set_result(sent.result())
        except distributed.KilledWorker as error:
            died = f"{name}: found that {error.allowed_failures + 1} workers died running it"
            hint = "See the workers' logs: there may be too little memory"
            promise.set_exception(ClusterError(f"{died}; expected one to finish. {hint}."))
        except distributed.client.FutureCancelledError:
            lost = f"{name}: found the scheduler at {self.address} gone; expected it to stay"
            promise.set_exception(ClusterError(f"{lost}. Start it again, then build again."))
        except Exception as error:
            promise.set_exception(error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Call off what has not ended; nothing has where the build came to its end."""
        self.client.cancel(list(self._running))
        self.here.shutdown(wait, cancel_futures=True)


def obtain(
    function: Callable[..., Any], arguments: dict[str, Any], expected: Release
) -> WrapperResult:
    """Call the function, on a worker, and return what pytask-parallel asks for."""
    try:
        worker = distributed.get_worker().address
        if found := differences(worker, installed(), expected):
            raise ClusterError(found)
        made = PythonNode(value=function(**arguments))
        return WrapperResult(
            carry_over_products={"return": made},
            warning_reports=[],
            exc_info=None,
            stdout="",
            stderr="",
        )
    except AnalysisError as error:  # as a value: Dask cuts long messages of what is raised
        return WrapperResult(
            carry_over_products=None,
            warning_reports=[],
            exc_info=(type(error), error, None),
            stdout="",
            stderr="",
        )


async def _reach(address: str) -> None:
    """Connect and part again: a Client that fails to connect complains for long after."""
    secrets = distributed.Security().get_connection_args("client")
    connection = await connect(address, timeout=PATIENCE, **secrets)
    await connection.close()


def _check(client: distributed.Client, address: str) -> None:
    """Raise ClusterError where nobody is there to work, or where somebody runs other code."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ClusterError(
            f"{address}: found a scheduler without workers; expected one at least. Start it: "
            f"dask worker {address}."
        ) from None
    answers: dict[str, Any] = client.run(installed, on_error="return")
    try:
        answers[f"{address} (the scheduler)"] = client.run_on_scheduler(installed)
    except Exception as error:
        answers[f"{address} (the scheduler)"] = error
    faults = [differences(who, found, installed()) for who, found in answers.items()]
    if any(faults):
        raise ClusterError("\n".join(filter(None, faults)))
