"""A plugin for pytest: nbval runs notebooks on warm kernels, unless the environment names others.

Use it by `pytest --nbval -p analysis.engine.kernels.pytest_plugin`.
"""

import os
from pathlib import Path

from analysis.engine.kernels import process
from analysis.engine.notebook import spare_grammar


def pytest_addoption() -> None:
    """Set what has to be so before nbval is imported; pytest calls this as soon as it has us."""
    spare_grammar()
    os.environ.setdefault(process.CHOICE, "warm")


def pytest_collect_file(file_path: Path) -> None:
    """Have the parent of the kernels import while pytest looks for more to run."""
    if file_path.suffix == ".ipynb":
        process.prepare()
