"""A plugin for pytest: nbval runs notebooks on warm kernels, unless the environment names others.

Use it by `pytest --nbval -p analysis.nbval_warm`.
"""

import os
from pathlib import Path

from analysis import warm
from analysis.notebook import spare_grammar


def pytest_addoption() -> None:
    """Set what has to be so before nbval is imported; pytest calls this as soon as it has us."""
    spare_grammar()
    os.environ.setdefault(warm.CHOICE, "warm")


def pytest_collect_file(file_path: Path) -> None:
    """Have the parent of the kernels import while pytest looks for more to run."""
    if file_path.suffix == ".ipynb":
        warm.prepare()
