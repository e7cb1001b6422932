"""How kernels are started and reached: forked warm where that is possible, over local sockets."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

import traitlets
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from analysis.engine.kernels import client, process, tempdirs
from analysis.engine.kernels.client import PromptClient, readable
from analysis.errors import ParameterError, nearest

LAUNCHER = ["-m", "ipykernel_launcher"]
GRACE = 0.5  # seconds after which the manager is left to look now and then, and to use force


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Forks a Python kernel from a preloaded parent; any other starts as it always does.

    The kernel's sockets and its connection file lie in a folder of their own, which goes when the
    kernel does. The folder is short-named: a socket's path holds about 100 characters.
    """

    folder: str | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Have the kernel listen on sockets in the file system, where there are such."""
        manager = self.parent
        ours = self.kernel_spec.argv[1:3] == LAUNCHER and sys.platform != "win32"
        if ours and self.folder is None and manager.transport == "tcp":
            self.folder = tempfile.mkdtemp(prefix="kernel-", dir=tempdirs.of_process())
            manager.transport = "ipc"
            manager.connection_file = str(Path(self.folder) / "kernel.json")
            manager.ip = str(Path(self.folder) / "socket")
            if manager.client_class == client.STOCK:
                manager.client_class = client.BLOCKING
        prepared: dict[str, Any] = await super().pre_launch(**kwargs)
        return prepared

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel, and return once it listens; start an ordinary one where that fails."""
        if process.POSSIBLE and cmd[:3] == [sys.executable, *LAUNCHER]:
            env, cwd = kwargs["env"], str(kwargs.get("cwd") or Path.cwd())
            try:
                parent = process.zygote(cmd[:1], env, cwd)
                await self._fork(parent, {"argv": cmd[2:], "env": env, "cwd": cwd})
            except OSError as error:
                self.log.warning("No warm kernel (%s); an ordinary one starts.", error)
            else:
                self.cwd = cwd
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)

    async def _fork(self, parent: process.Zygote, request: dict[str, Any]) -> None:
        listens, ready = os.pipe()
        try:
            try:
                self.pid = parent.ask(request, ready)
            finally:
                os.close(ready)
            self.pgid = self.pid
            self.process = process.Kernel(parent, self.pid)
            await readable(listens)
        finally:
            os.close(listens)

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, without asking again and again."""
        if isinstance(self.process, process.Kernel) and self.process.returncode is None:
            await readable(self.process.exited)
        code: int | None = await super().wait()
        return code

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once, and wait: the manager would look again a tenth of a second on."""
        await super().kill(restart=restart)
        await self._end_of_kernel()

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Give the kernel, which was asked to stop, the time to do so."""
        await self._end_of_kernel()

    async def _end_of_kernel(self) -> None:
        if isinstance(self.process, process.Kernel) and self.process.returncode is None:
            try:
                await asyncio.wait_for(readable(self.process.exited), GRACE)
            except TimeoutError:
                self.log.debug("The kernel did not stop in %s seconds.", GRACE)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the sockets, unless the kernel only restarts."""
        await super().cleanup(restart=restart)
        if self.folder is not None and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)


class LocalKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """A manager of warm kernels, or of those that the environment asks for.

    `environment` is set for the kernel, beside what this process has in its own.
    """

    client_factory = PromptClient
    environment = traitlets.Dict().tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        factory, chosen = KernelProvisionerFactory.instance(), process.choice()
        known = sorted(factory.get_provisioner_entries())
        if chosen not in known:
            found, expected = f"{chosen!r}{nearest(chosen, known)}", " or ".join(known)
            raise ParameterError(
                f"{process.CHOICE}: found {found}; expected {expected}. Correct it."
            )
        factory.default_provisioner_name = chosen

    async def start_kernel(self, **settings: Any) -> None:  # async here, as in the base
        """Start the kernel in its environment; RuntimeError where the work is stopped meanwhile."""
        _live.add(self)
        await self._async_start_kernel(env={**os.environ, **self.environment}, **settings)
        if stopped():
            _end(self.provisioner.process)
            raise RuntimeError("the work was stopped while this kernel started")


_live: WeakSet[LocalKernelManager] = WeakSet()
_stopped = threading.Event()


def stop_all() -> None:
    """End every kernel of this process at once; whoever waits for one learns that it is dead."""
    _stopped.set()
    for manager in list(_live):
        process = getattr(manager.provisioner, "process", None)
        if process is not None:
            _end(process)


def resume() -> None:
    """Let kernels start again, when all who waited for one have learnt that it is dead."""
    _stopped.clear()


def stopped() -> bool:
    """Return whether the kernels of this process were told to end."""
    return _stopped.is_set()


def _end(process: Any) -> None:
    with suppress(ProcessLookupError):  # it has ended by itself, or has no group yet
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
