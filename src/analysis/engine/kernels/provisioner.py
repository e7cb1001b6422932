"""How kernels are started and ended: forked where that is possible, on sockets in the file system.

`JUPYTER_DEFAULT_PROVISIONER_NAME=forked` has every program built on jupyter_client use them.
"""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from weakref import WeakSet

import traitlets
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from . import client, process, tempdirs
from .client import PromptClient, readable

LAUNCHER = ["-m", "ipykernel_launcher"]
GRACE = 0.5  # seconds to wait for the end of a kernel; then the manager polls, and uses force


class ForkProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Fork a Python kernel from the fork server; start any other as LocalProvisioner does.

    The kernel's sockets and its connection file lie in a folder of their own, which is removed with
    the kernel.
    """

    folder: str | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Have the kernel listen on sockets in the file system, where there are such."""
        manager = self.parent
        ours = self.kernel_spec.argv[1:3] == LAUNCHER
        if ours and self.folder is None and manager.transport == "tcp":
            self.folder = use_sockets(manager)
            if manager.client_factory is BlockingKernelClient:  # the default
                manager.client_class = client.PROMPT
        prepared: dict[str, Any] = await super().pre_launch(**kwargs)
        return prepared

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel and wait until it listens; start an ordinary one where that fails."""
        if process.CAN_FORK and cmd[:3] == [sys.executable, *LAUNCHER]:
            env, cwd = kwargs["env"], str(kwargs.get("cwd") or Path.cwd())
            try:
                await self._fork(cmd[:1], {"argv": cmd[2:], "env": env, "cwd": cwd})
            except OSError as error:
                self.log.warning("Cannot fork a kernel (%s); an ordinary one starts.", error)
            else:
                self.cwd = cwd
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)

    async def _fork(self, interpreter: list[str], request: dict[str, Any]) -> None:
        own = getattr(self.parent, "variables", {})
        shared = getattr(self.parent, "shared", {})
        env = {name: value for name, value in request["env"].items() if name not in own}
        env |= {name: shared[name] for name in own if name in shared}
        listens, ready = os.pipe()
        try:
            try:
                self.process = process.fork(interpreter, env, request, ready)
            finally:
                os.close(ready)
            self.pid = self.pgid = self.process.pid
            await readable(listens)
        finally:
            os.close(listens)

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, without polling."""
        if isinstance(self.process, process.Kernel):
            await readable(self.process.exited)
        code: int | None = await super().wait()
        return code

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and the processes it started."""
        if isinstance(self.process, process.Kernel):
            self.process.send_signal(signum)
        else:
            await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once, and wait for that: the manager would wait a tenth of a second."""
        await super().kill(restart=restart)
        await self._wait_briefly()

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Give the kernel, which was asked to end, time to do so."""
        await self._wait_briefly()

    async def _wait_briefly(self) -> None:
        if isinstance(self.process, process.Kernel):
            try:
                await asyncio.wait_for(readable(self.process.exited), GRACE)
            except TimeoutError:
                self.log.debug("The kernel did not end in %s seconds.", GRACE)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the sockets, unless the kernel restarts."""
        await super().cleanup(restart=restart)
        if self.folder is not None and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)


def use_sockets(manager: Any) -> str:
    """Have a kernel listen on sockets in the file system; return the new folder that they are in.

    Ports of the network are chosen before the kernel takes them: meanwhile, another may.
    """
    folder = tempfile.mkdtemp(prefix="kernel-", dir=tempdirs.of_process())
    manager.transport = "ipc"
    manager.connection_file = str(Path(folder) / "kernel.json")
    manager.ip = str(Path(folder) / "socket")
    return folder


class LocalKernelManager(AsyncKernelManager):  # type: ignore[misc]
    """A manager of forked kernels, or of those that JUPYTER_DEFAULT_PROVISIONER_NAME names.

    Both listen on sockets in the file system.

    `environment` is that of the kernels, in place of this process's: then `python3` is the Python
    of this process, whatever kernels the user has installed. `variables` are set for this kernel
    alone; no library may read them when it is imported.
    """

    client_factory = PromptClient
    folder: str | None = None
    environment = traitlets.Dict(allow_none=True, default_value=None).tag(config=True)
    variables = traitlets.Dict().tag(config=True)

    def __init__(self, **settings: Any) -> None:
        """Raise ValueError as chosen() does."""
        super().__init__(**settings)
        chosen()
        if self.environment is not None:
            self.kernel_spec_manager = KernelSpecManager(kernel_dirs=[])

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The specification of the kernel, with the provisioner that the variable names.

        It is named here, and not as the default of this process, which is for others to choose.
        """
        spec: KernelSpec | None = super().kernel_spec
        if spec is not None:
            named = {"kernel_provisioner": {"provisioner_name": chosen(), "config": {}}}
            spec.metadata = named | spec.metadata
        return spec

    @property
    def shared(self) -> dict[str, str]:
        """The environment that the kernel's own variables are added to."""
        return dict(os.environ if self.environment is None else self.environment)

    async def start_kernel(self, **settings: Any) -> None:  # async here, as in the base
        """Start the kernel; raise RuntimeError where the work was stopped before it runs."""
        _remember(self)
        if self.transport == "tcp":
            self.folder = use_sockets(self)
        await self._async_start_kernel(env={**self.shared, **self.variables}, **settings)
        if stopped():
            await self._async_shutdown_kernel(now=True)
            raise RuntimeError("the work was stopped while this kernel started")

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if self.folder is not None and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources  # as in the base


def chosen() -> str:
    """Return the kernels that the variable names; raise ValueError where there are none of it."""
    known, name = KernelProvisionerFactory.instance().get_provisioner_entries(), process.choice()
    if name not in known:
        near = get_close_matches(name, list(known), n=1)
        found = f"{name!r}" + (f" (did you mean {near[0]!r}?)" if near else "")
        raise ValueError(
            f"{process.CHOICE}: found {found}; expected {' or '.join(sorted(known))}. Correct it."
        )
    return name


_managers: WeakSet[LocalKernelManager] = WeakSet()
_managers_lock = threading.Lock()
_stopped = threading.Event()


def _remember(manager: LocalKernelManager) -> None:
    with _managers_lock:
        _managers.add(manager)


def stop_all() -> None:
    """End every kernel of this process at once; the threads that wait for one then go on."""
    _stopped.set()
    with _managers_lock:
        managers = list(_managers)
    for manager in managers:
        running = getattr(manager.provisioner, "process", None)
        if running is not None:
            _end(running)


def resume() -> None:
    """Let kernels start again, once nobody waits for one that stop_all() ended."""
    _stopped.clear()


def stopped() -> bool:
    """Return whether stop_all() was called, and resume() not since."""
    return _stopped.is_set()


def _end(running: Any) -> None:
    if not isinstance(running, process.Kernel) and running.poll() is None:
        with suppress(ProcessLookupError):  # it ended in between
            os.killpg(running.pid, signal.SIGKILL)
    running.kill()
