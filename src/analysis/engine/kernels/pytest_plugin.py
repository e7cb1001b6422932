"""A plugin for pytest: nbval runs notebooks on forked kernels, unless the environment names others.

Use it by `pytest --nbval -p analysis.engine.kernels.pytest_plugin`.
"""

import os
from pathlib import Path

from . import process, skip_jsonschema_grammar


def pytest_addoption() -> None:
    """Set what has to be set before nbval is imported: pytest calls this first."""
    skip_jsonschema_grammar()
    os.environ.setdefault(process.CHOICE, process.FORKED)


def pytest_collect_file(file_path: Path) -> None:
    """Start the fork server while pytest collects, where there is a notebook to run."""
    if file_path.suffix == ".ipynb":
        process.prepare()
