"""Calls sent to the workers of a Dask cluster: what comes back, and what is refused."""

import os
import pickle
import re
import threading
from concurrent.futures import CancelledError, Future
from types import SimpleNamespace
from typing import Any

import distributed
import pytest

from analysis import files
from analysis.engine import cluster, contents, installed
from analysis.engine.graph import Call
from analysis.errors import CheckError, ClusterError

GATE = threading.Event()
HERE = {"Python": "3.11", "analysis": "0a1b2c3d", "numpy": "2.4.6"}


@pytest.fixture
def workers():
    """Return Dask's executor as we have it, on two threads of this process, and what it expects."""
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
        ) as local,
        distributed.Client(local, set_as_default=False) as client,
    ):
        yield cluster.Workers(client, "tcp://a:1", cluster.running(["numpy"]))


def double(text):
    return text * 2


def held():
    GATE.wait(60)


def refuse():
    raise CheckError("x" * 100_000)


def test_what_a_call_returns_comes_back(workers):
    assert workers.threads == 2
    assert workers.submit(Call(double, text=b"ab")).result(60) == b"abab"


def test_an_error_of_ours_comes_back_whole(workers):
    """Dask would cut a long one."""
    assert str(workers.submit(refuse).exception(60)) == "x" * 100_000


def test_any_other_error_comes_back_as_it_is(workers):
    assert isinstance(workers.submit([].pop).exception(60), IndexError)


def test_a_worker_that_joins_with_other_packages_runs_nothing(workers):
    workers._expected = workers._expected | {"numpy": "9.0"}
    error = workers.submit(double, "a").exception(60)
    assert isinstance(error, ClusterError)
    assert "found numpy " in str(error)
    assert "expected numpy 9.0. Install there what is installed here" in str(error)


def edit():
    path = next(iter(contents.loaded()))
    contents.loaded()[path] = contents.State("other")


def test_what_is_made_while_a_worker_s_code_changes_does_not_come_back(workers, monkeypatch):
    """A kernel of that worker may have imported the old half and the new half."""
    path, held = next(iter(contents.loaded().items()))
    monkeypatch.setitem(contents.loaded(), path, held)  # what edit() changes is put back
    error = workers.submit(edit).exception(60)
    assert isinstance(error, ClusterError)
    assert ": found analysis changed since it was loaded; expected analysis " in str(error)


def test_what_is_called_off_does_not_come_back(workers):
    future = workers.submit(held)
    assert future.cancel()
    workers.shutdown(cancel_futures=True)
    GATE.set()
    with pytest.raises(CancelledError):
        future.result(60)


def settled(sent):
    """Return what becomes of a call of which Dask says this."""
    promise: Future[Any] = Future()
    cluster._settle("tcp://a:1", "02-who-leads", promise, sent)
    return promise.exception(0)


def test_workers_that_die_again_and_again_are_told():
    sent: Future[Any] = Future()
    sent.set_exception(distributed.KilledWorker("key", SimpleNamespace(address="tcp://b"), 3))
    error = settled(sent)
    assert isinstance(error, ClusterError)
    assert str(error) == (
        "02-who-leads: found that 4 workers died running it; expected one to finish. See the "
        "workers' logs: there may be too little memory."
    )


def test_a_scheduler_that_goes_is_told():
    called_off: Future[Any] = Future()
    lost: Future[Any] = Future()
    called_off.cancel()
    lost.set_exception(CancelledError())
    told = (
        "02-who-leads: found the scheduler at tcp://a:1 gone; expected it to stay. Start it "
        "again, then build again."
    )
    assert [str(settled(sent)) for sent in (called_off, lost)] == [told, told]


def test_a_worker_that_really_dies_again_and_again_is_told():
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as local,
        distributed.Client(local, set_as_default=False) as client,
    ):
        workers = cluster.Workers(client, local.scheduler_address, cluster.running([]))
        call = Call(os._exit, status=1)
        call.name = "deadly"
        error = workers.submit(call).exception(120)
    assert str(error).startswith("deadly: found that 4 workers died running it; expected one to")


def test_what_runs_here_is_named():
    names = sorted(installed.pins(files.root() / "requirements.lock").keys() & installed.versions())
    found = cluster.running(names)
    assert {"Python", "analysis", "pandas", "ipykernel", "distributed"} <= found.keys()
    assert re.fullmatch("[0-9a-f]{8}", found["analysis"])
    assert pickle.loads(pickle.dumps(cluster.running)) is cluster.running
    assert cluster.running(["nothing"])["nothing"] == "missing"


def test_code_that_changed_since_it_was_loaded_is_other_code(monkeypatch):
    path = next(iter(contents.loaded()))
    monkeypatch.setitem(contents.loaded(), path, "other")
    assert cluster.running([])["analysis"] == "changed since it was loaded"


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (HERE, ""),
        (HERE | {"colorama": "1"}, ""),
        (
            HERE | {"Python": "3.12", "numpy": "missing"},
            "a: found Python 3.12, numpy missing; expected Python 3.11, numpy 2.4.6. Install there "
            "what is installed here (make setup, at the same commit), then start it again.",
        ),
        (
            ModuleNotFoundError("No module named 'analysis'"),
            "a: found ModuleNotFoundError (No module named 'analysis'); expected what is installed "
            "here. Install there what is installed here (make setup, at the same commit), then "
            "start it again.",
        ),
    ],
)
def test_a_difference_is_told(found, message):
    assert cluster.differences("a", found, HERE) == message
