"""Clients of kernels that are ready as soon as a warm kernel has answered.

Those of jupyter_client wait besides, for a fifth of a second, whether anything else is told.
"""

import asyncio
import math
import time
from collections.abc import Callable
from functools import partial
from queue import Empty
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.blocking import BlockingKernelClient

from analysis import warm

STOCK = "jupyter_client.blocking.BlockingKernelClient"  # what a manager uses that is not told
GLANCE = 0.5  # seconds after which who blocks looks whether the kernel still runs
DEAD = "Kernel died or did not answer while it started"
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
        process = self.parent.provisioner.process
        if not isinstance(process, warm.Kernel):
            await super().wait_for_ready(timeout)
            return
        greeting = asyncio.ensure_future(self._greet())
        death = asyncio.ensure_future(readable(process.exited))
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
    """The client of those who wait without a loop, as nbval does."""

    def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel has answered, and has welcomed this client to what it tells."""
        process = self.parent.provisioner.process
        if not isinstance(process, warm.Kernel):
            super().wait_for_ready(timeout)
            return
        end = math.inf if timeout is None else time.monotonic() + timeout
        asked = self.kernel_info()
        self._await(self.get_iopub_msg, _welcomes, end)
        answer = self._await(self.get_shell_msg, partial(_answers, asked=asked), end)
        self._handle_kernel_info_reply(answer)

    def _await(
        self, get: Callable[..., Message], wanted: Callable[[Message], bool], end: float
    ) -> Message:
        """Return the first message that is wanted; look now and then whether the kernel runs."""
        while True:
            try:
                message = get(timeout=GLANCE)
            except Empty:
                if self.parent.provisioner.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(DEAD) from None
            else:
                if wanted(message):
                    return message


def _welcomes(message: Message) -> bool:
    return bool(message["msg_type"] == "iopub_welcome")


def _answers(message: Message, asked: str) -> bool:
    return bool(message["parent_header"].get("msg_id") == asked)
