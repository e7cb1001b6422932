"""A plugin for pytest: nbval runs notebooks on forked kernels, unless the environment names others.

Use it by `pytest --nbval -p analysis.engine.kernels.pytest_plugin`. Where pytest's setting
`isolated_kernels` is true, the kernels see none of the user's settings.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from . import defer_jsonschema_formats, process, tempdirs

ISOLATED = "isolated_kernels"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Set what has to be set before nbval is imported: pytest calls this first."""
    defer_jsonschema_formats()
    os.environ.setdefault(process.CHOICE, process.FORKED)
    told = "Start kernels of notebooks without any of the user's settings."
    parser.addini(ISOLATED, told, type="bool", default=False)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> None:
    """Start the fork server while pytest collects, where there is a notebook to run."""
    if file_path.suffix == ".ipynb":
        process.prepare(tempdirs.isolated_environment() if parent.config.getini(ISOLATED) else None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Start the kernel of a notebook, where this item is the first of one."""
    if item.path.suffix == ".ipynb" and item.config.getini(ISOLATED):
        with _isolated():
            return (yield)
    return (yield)


@contextmanager
def _isolated() -> Iterator[None]:
    """Have this process see none of the user's settings for a while, but the choice of kernels."""
    before = dict(os.environ)
    chosen = {process.CHOICE: process.choice()}
    _replace(tempdirs.isolated_environment() | chosen)
    try:
        yield
    finally:
        _replace(before)


def _replace(variables: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)
