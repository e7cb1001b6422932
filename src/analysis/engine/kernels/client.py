"""Clients that know a forked kernel to be ready as soon as it has answered.

Those of jupyter_client then wait for another fifth of a second.
"""

import asyncio
import math
import os
import time
from collections.abc import Callable
from queue import Empty
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.blocking import BlockingKernelClient

from .process import Kernel

PROMPT = f"{__name__}.PromptBlockingClient"
LOOK = 0.5  # seconds after which a blocked client checks whether the kernel still runs
DEAD = "Kernel died, or did not answer while it started"
Message = dict[str, Any]


async def readable(descriptor: int) -> None:
    """Wait until something can be read from the descriptor, or its other end has closed.

    It may be waited for several times at once, in one event loop or in several.
    """
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    own = os.dup(descriptor)  # a loop has one reader a descriptor, and forgets one that is closed
    loop.add_reader(own, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(own)
        os.close(own)


class PromptClient(AsyncKernelClient):  # type: ignore[misc]
    """The client of LocalKernelManager."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel has answered and published its welcome.

        Raises RuntimeError where it ends first, or does not within `timeout` seconds.
        """
        kernel = self.parent.provisioner.process
        if not isinstance(kernel, Kernel):
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
        while not _is_welcome(await self.get_iopub_msg()):
            pass
        while not _is_answer(answer := await self.get_shell_msg(), asked):
            pass
        self._handle_kernel_info_reply(answer)


class PromptBlockingClient(BlockingKernelClient):  # type: ignore[misc]
    """The client of those without an event loop, such as nbval; it notices when a kernel dies."""

    def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel has answered and published its welcome.

        Raises RuntimeError where it ends first, or does not within `timeout` seconds.
        """
        if not isinstance(self.parent.provisioner.process, Kernel):
            super().wait_for_ready(timeout)
            return
        asked = self.kernel_info()
        try:
            while not _is_welcome(self._next(super().get_iopub_msg, timeout)):
                pass
            while not _is_answer(answer := self.get_shell_msg(timeout), asked):
                pass
        except Empty:
            raise RuntimeError(DEAD) from None
        self._handle_kernel_info_reply(answer)

    def get_shell_msg(self, timeout: float | None = None) -> Message:
        """Return the next reply.

        Raises Empty after `timeout` seconds, and RuntimeError where the kernel has ended.
        """
        return self._next(super().get_shell_msg, timeout)

    def _next(self, get: Callable[..., Message], timeout: float | None) -> Message:
        """Return the next message, checking now and then whether the kernel still runs."""
        end = math.inf if timeout is None else time.monotonic() + timeout
        while True:
            left = max(0, end - time.monotonic())
            try:
                return get(timeout=min(LOOK, left))
            except Empty:
                if left == 0:
                    raise
                kernel = self.parent.provisioner.process
                if kernel is not None and kernel.poll() is not None:
                    raise RuntimeError(DEAD) from None


def _is_welcome(message: Message) -> bool:
    return bool(message["msg_type"] == "iopub_welcome")


def _is_answer(message: Message, asked: str) -> bool:
    return bool(message["parent_header"].get("msg_id") == asked)
