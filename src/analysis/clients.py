"""Clients of kernels that are ready as soon as a warm kernel has answered.

Those of jupyter_client wait besides, for a fifth of a second, whether anything else is told.
"""

import asyncio
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.utils import run_sync

from analysis import warm

STOCK = "jupyter_client.blocking.BlockingKernelClient"  # what a manager uses that is not told
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


async def _ready(client: Any, timeout: float | None = None) -> None:
    """Wait until the kernel has answered, and has welcomed this client to what it tells."""
    process = client.parent.provisioner.process
    if not isinstance(process, warm.Kernel):
        await client._async_wait_for_ready(timeout)
        return
    greeting = asyncio.ensure_future(_greet(client))
    death = asyncio.ensure_future(readable(process.exited))
    await asyncio.wait({greeting, death}, timeout=timeout, return_when="FIRST_COMPLETED")
    death.cancel()
    if not greeting.done():
        greeting.cancel()
        raise RuntimeError("Kernel died or did not answer while it started")
    await greeting


async def _greet(client: Any) -> None:
    asked = client.kernel_info()
    while (await client._async_get_iopub_msg())["msg_type"] != "iopub_welcome":
        pass
    while (answer := await client._async_get_shell_msg())["parent_header"].get("msg_id") != asked:
        pass
    client._handle_kernel_info_reply(answer)


class PromptClient(AsyncKernelClient):  # type: ignore[misc]
    """The client of our own manager."""

    wait_for_ready = _ready


class PromptBlockingClient(BlockingKernelClient):  # type: ignore[misc]
    """The client of those who wait without a loop, as nbval does."""

    wait_for_ready = run_sync(_ready)
