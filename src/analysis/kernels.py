"""How kernels are reached: over sockets in the file system, which need no port and no network."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager


class LocalKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """A kernel manager whose every kernel has sockets in a folder of its own.

    The folder is short-named (a socket's path holds about 100 characters) and goes when the kernel
    does. Where the system has no such sockets, the kernel listens on loopback as usual.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        if sys.platform != "win32":
            short = len(tempfile.gettempdir()) < 60
            self.folder = tempfile.mkdtemp(prefix="kernel-", dir=None if short else "/tmp")
            self.transport = "ipc"
            self.connection_file = str(Path(self.folder) / "kernel.json")
            self.ip = str(Path(self.folder) / "socket")

    async def cleanup_resources(self, restart: bool = False) -> None:  # async here, as in the base
        """Remove the sockets, unless the kernel only restarts."""
        await self._async_cleanup_resources(restart=restart)
        if self.transport == "ipc" and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)
