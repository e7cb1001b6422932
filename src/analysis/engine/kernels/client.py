"""Clients of kernels that are ready as soon as a warm kernel has answered.

Those of jupyter_client wait besides, for a fifth of a second, whether anything else is told.
"""

import asyncio
import math
import time
from collections.abc import Callable
from queue import Empty
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.blocking import BlockingKernelClient

from analysis.engine.kernels import process

STOCK = "jupyter_client.blocking.BlockingKernelClient"  # what a manager uses that is not told
GLANCE = 0.5  # seconds after which who blocks looks whether the kernel still runs
DEAD = "Kernel died, or did not answer while it started"
Message = dict[str, Any]
BLOCKING = f"{__name__}.PromptBlockingClient"


async def readable(descriptor: int) -> None:
    """Wait until something can be read from the descriptor, or its other end has closed."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(descriptor)


class PromptClient(AsyncKernelClient):  # type: ignore[misc]
    """The client of our own manager."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel has answered, and has welcomed this client to what it tells."""
        kernel = self.parent.provisioner.process
        if not isinstance(kernel, process.Kernel):
            await super().wait_for_ready(timeout)
            return
        greeting = asyncio.ensure_future(self._greet())
        death = asyncio.ensure_future(readable(kernel.exited))
        await asyncio.wait({greeting, death}, timeout=timeout, return_when="FIRST_COMPLETED")
        death.cancel()
        if not greeting.done():
            greeting.cancel()
            raise RuntimeError(DEAD)
        await greeting

    async def _greet(self) -> None:
        asked = self.kernel_info()
        while not _welcomes(await self.get_iopub_msg()):
            pass
        while not _answers(answer := await self.get_shell_msg(), asked):
            pass
        self._handle_kernel_info_reply(answer)


class PromptBlockingClient(BlockingKernelClient):  # type: ignore[misc]
    """The client of those who wait without a loop, as nbval does: it does not wait for the dead."""

    def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel has answered, and has welcomed this client to what it tells."""
        if not isinstance(self.parent.provisioner.process, process.Kernel):
            super().wait_for_ready(timeout)
            return
        asked = self.kernel_info()
        try:
            while not _welcomes(self._hear(super().get_iopub_msg, timeout)):
                pass
            while not _answers(answer := self.get_shell_msg(timeout), asked):
                pass
        except Empty:
            raise RuntimeError(DEAD) from None
        self._handle_kernel_info_reply(answer)

    def get_shell_msg(self, timeout: float | None = None) -> Message:
        """Return the next answer; RuntimeError where there will be none, Empty after `timeout`."""
        return self._hear(super().get_shell_msg, timeout)

    def _hear(self, get: Callable[..., Message], timeout: float | None) -> Message:
        """Return the next message, looking now and then whether the kernel still runs."""
        end = math.inf if timeout is None else time.monotonic() + timeout
        while True:
            left = max(0, end - time.monotonic())
            try:
                return get(timeout=min(GLANCE, left))
            except Empty:
                if left == 0:
                    raise
                kernel = self.parent.provisioner.process
                if kernel is not None and kernel.poll() is not None:
                    raise RuntimeError(DEAD) from None


def _welcomes(message: Message) -> bool:
    return bool(message["msg_type"] == "iopub_welcome")


def _answers(message: Message, asked: str) -> bool:
    return bool(message["parent_header"].get("msg_id") == asked)
