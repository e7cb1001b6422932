"""The fork server and its kernels, asked by several threads at once."""

import asyncio
import os
import random
import resource
import signal
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from analysis.engine.kernels import process, tempdirs
from analysis.engine.kernels.client import readable

pytestmark = pytest.mark.skipif(not process.CAN_FORK, reason="this system cannot fork kernels")
THREADS, LIMIT = 4, 60


@pytest.fixture(scope="module")
def server():
    """Start a fork server of these tests' own."""
    made = process.ForkServer([sys.executable], dict(os.environ), "/")
    yield made
    made.close()


def short_lived(server):
    """Fork a kernel that ends by itself, with exit code 0; return it once it has begun."""
    return forked(server, "--version")


@pytest.fixture
def long_lived(server):
    """Fork a kernel that waits for a client."""
    with tempdirs.folder() as folder:
        made = forked(server, "-f", f"{folder}/a.json", "--transport=ipc", f"--ip={folder}/a")
        yield made
        made.kill()
        made.wait()


def forked(server, *words):
    listens, ready = os.pipe()
    request = {"argv": ["-m", *words], "env": dict(os.environ), "cwd": "/"}
    kernel = server.fork(request, ready)
    os.close(ready)
    os.read(listens, 1)  # until the kernel listens, or has ended
    os.close(listens)
    return kernel


@pytest.mark.parametrize("seed", range(20))
def test_threads_that_ask_at_once_learn_the_same_exit_code(server, seed):
    """Whether they wait, look, or end the kernel; and the server serves on."""
    choose, kernel = random.Random(seed), short_lived(server)
    together = threading.Barrier(THREADS, timeout=LIMIT)

    def ask(kind):
        together.wait()
        if kind == "poll":
            kernel.poll()
        elif kind == "kill":
            kernel.kill()
        return kernel.wait()

    kinds = choose.choices(["wait", "poll", "kill"], k=THREADS)
    with ThreadPoolExecutor(THREADS) as threads:
        codes = set(threads.map(ask, kinds, timeout=LIMIT))
    assert len(codes) == 1
    assert codes <= ({0, -signal.SIGKILL} if "kill" in kinds else {0})
    assert server.alive()


def test_a_kernel_that_is_reaped_again_is_answered_and_the_server_serves_on(server):
    kernel = short_lived(server)
    assert kernel.wait() == 0
    with pytest.raises(ProcessLookupError, match=f"^the fork server has no kernel {kernel.pid}$"):
        server.reap(kernel.pid)
    assert short_lived(server).wait() == 0


def test_a_number_that_is_no_kernel_s_is_left_to_its_process(server):
    """It may be that of a kernel that has ended, which another process now has."""
    with pytest.raises(ProcessLookupError):
        server.reap(server.pid)
    assert short_lived(server).wait() == 0


def test_who_waits_for_a_kernel_that_another_thread_reaped_goes_on(server):
    """The descriptor stays open: an event loop never hears of one that was closed."""
    kernel = short_lived(server)
    assert kernel.wait() == 0
    assert asyncio.run(asyncio.wait_for(readable(kernel.exited), LIMIT)) is None


def test_two_that_wait_in_one_event_loop_both_go_on(long_lived):
    async def wait() -> None:
        both = [asyncio.ensure_future(readable(long_lived.exited)) for _ in range(2)]
        await asyncio.sleep(0)  # both wait now
        long_lived.kill()
        await asyncio.wait_for(asyncio.gather(*both), LIMIT)

    asyncio.run(wait())
    assert long_lived.wait() == -signal.SIGKILL


def test_no_signal_is_sent_to_a_number_that_the_kernel_no_longer_has(server, monkeypatch):
    kernel, sent = short_lived(server), []
    kernel.wait()
    monkeypatch.setattr(os, "killpg", lambda *given: sent.append(given))
    monkeypatch.setattr(signal, "pidfd_send_signal", lambda *given: sent.append(given))
    kernel.kill()
    kernel.terminate()
    assert sent == []


def test_a_kernel_can_be_waited_for_among_thousands_of_open_files(server):
    """`select` knows descriptors up to 1023 only."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(1024)]
    try:
        kernel = short_lived(server)
        assert kernel.exited > 1023
        assert kernel.wait() == 0
    finally:
        for descriptor in opened:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_an_answer_that_ctrl_c_left_behind_is_not_taken_for_the_next():
    """The server ends instead, and the next kernel has another."""

    class Interrupted(socket.socket):
        def recv(self, *given):
            raise KeyboardInterrupt

    server = process.ForkServer([sys.executable], dict(os.environ), "/")
    try:
        server._channel = Interrupted(fileno=server._channel.detach())
        with pytest.raises(KeyboardInterrupt):
            short_lived(server)
        assert not server.alive()
        with pytest.raises(OSError, match="descriptor"):
            short_lived(server)
    finally:
        server.close()


def test_ctrl_c_does_not_reach_a_server_even_while_it_starts():
    """The terminal sends it to a whole group of processes, and Python would print a traceback."""
    server = process.ForkServer([sys.executable], dict(os.environ), "/")
    try:
        assert os.getpgid(server.pid) == server.pid
    finally:
        server.close()


def test_a_server_that_cannot_be_watched_for_its_kernel_ends_it(server, monkeypatch):
    """No descriptor is left, say: the kernel must not run on unseen."""

    def refuse(pid):
        raise OSError("too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(os, "pidfd_open", refuse)
        with pytest.raises(OSError, match="too many open files"):
            short_lived(server)
    assert short_lived(server).wait() == 0
    children = f"/proc/{server.pid}/task/{server.pid}/children"
    with open(children) as file:
        assert file.read() == ""
