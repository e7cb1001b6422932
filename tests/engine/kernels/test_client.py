"""Clients of forked kernels, as programs get them that ask jupyter_client for a kernel."""

import os
import signal

import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from analysis.engine.kernels import process, provisioner

pytestmark = pytest.mark.skipif(not process.CAN_FORK, reason="this system cannot fork kernels")


@pytest.fixture(autouse=True)
def chosen(monkeypatch):
    """Have jupyter_client start forked kernels, as the variable does for a process of its own."""
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setattr(factory, "default_provisioner_name", process.FORKED)


def test_a_manager_of_ours_leaves_the_choice_for_others_as_it_was(monkeypatch):
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setattr(factory, "default_provisioner_name", "local-provisioner")
    made = provisioner.LocalKernelManager(kernel_name="python3")
    assert made.kernel_spec is not None
    named = made.kernel_spec.metadata["kernel_provisioner"]["provisioner_name"]
    assert (named, factory.default_provisioner_name) == (process.choice(), "local-provisioner")
    other = KernelManager(kernel_name="python3").kernel_spec
    assert other is not None
    assert "kernel_provisioner" not in other.metadata


@pytest.fixture
def manager(chosen):
    """Start a kernel as nbval does."""
    made = KernelManager(kernel_name="python3")
    made.start_kernel()
    yield made
    made.shutdown_kernel(now=True)


def test_a_client_that_blocks_is_ready_and_hears_what_is_told(manager):
    client = manager.client()
    assert type(client).__name__ == "PromptBlockingClient"
    client.start_channels()
    client.wait_for_ready(timeout=60)
    told: list[str] = []
    client.execute_interactive(
        "print(6 * 7)",
        timeout=60,
        output_hook=lambda message: told.append(message["content"].get("text", "")),
    )
    client.stop_channels()
    assert "".join(told) == "42\n"


def test_a_manager_keeps_a_client_of_its_own():
    class Client(BlockingKernelClient):  # type: ignore[misc]
        pass

    manager = KernelManager(kernel_name="python3")
    manager.client_factory = Client
    manager.start_kernel()
    assert type(manager.client()) is Client
    manager.shutdown_kernel(now=True)


def test_a_client_learns_that_its_kernel_is_dead(manager):
    client = manager.client()
    client.start_channels()
    manager.provisioner.process.kill()
    with pytest.raises(RuntimeError, match="Kernel died"):
        client.wait_for_ready(timeout=60)
    client.stop_channels()


def test_a_client_does_not_wait_longer_than_it_is_told(manager):
    """The kernel is held, so that it neither answers nor ends."""
    client = manager.client()
    client.start_channels()
    os.kill(manager.provisioner.pid, signal.SIGSTOP)
    with pytest.raises(RuntimeError, match="did not answer while it started"):
        client.wait_for_ready(timeout=0.1)
    os.kill(manager.provisioner.pid, signal.SIGCONT)
    client.stop_channels()
