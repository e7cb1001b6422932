"""How kernels are reached: over sockets in the file system, which need no port and no network."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import traitlets
from jupyter_client.manager import AsyncKernelManager

from analysis import fleeting


class LocalKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """A kernel manager whose every kernel has sockets in a folder of its own.

    The folder is short-named (a socket's path holds about 100 characters) and goes when the kernel
    does. Where the system has no such sockets, the kernel listens on loopback as usual.
    `environment` is set for the kernel, beside what this process has in its own.
    """

    environment = traitlets.Dict().tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        if sys.platform != "win32":
            self.folder = tempfile.mkdtemp(prefix="kernel-", dir=fleeting.of_process())
            self.transport = "ipc"
            self.connection_file = str(Path(self.folder) / "kernel.json")
            self.ip = str(Path(self.folder) / "socket")

    async def start_kernel(self, **settings: Any) -> None:  # async here, as in the base
        """Start the kernel in its environment."""
        await self._async_start_kernel(env={**os.environ, **self.environment}, **settings)

    async def cleanup_resources(self, restart: bool = False) -> None:  # async here, as in the base
        """Remove the sockets, unless the kernel only restarts."""
        await self._async_cleanup_resources(restart=restart)
        if self.transport == "ipc" and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)
