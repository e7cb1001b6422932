"""The plugin by which nbval runs notebooks on forked kernels."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis.engine.kernels import process

PYTEST = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-q", "-rA"]
PLUGIN = ["-p", "analysis.engine.kernels.pytest_plugin"]
IMPORTED = "import sys; print('pandas' in sys.modules)"
MINE = "print('mine' in globals())"  # what a start-up file of IPython sets

pytestmark = pytest.mark.skipif(not process.CAN_FORK, reason="this system cannot fork kernels")


def nbval(
    folder: Path, words: list[str], cells: dict[str, tuple[str, str]], **variables: str
) -> tuple[list[str], str]:
    """Check notebooks of one cell each, by name, by nbval; return which pass, and what was said."""
    for name, (code, output) in cells.items():
        cell = new_code_cell(code, outputs=[new_output("stream", text=output)], execution_count=1)
        nbformat.write(new_notebook(cells=[cell]), folder / f"{name}.ipynb")
    plain = {name: value for name, value in os.environ.items() if name != process.CHOICE}
    plain |= {"PYTHONWARNINGS": "ignore"} | variables
    words = [*PYTEST, *words, "."]
    done = subprocess.run(words, cwd=folder, env=plain, capture_output=True, text=True, timeout=240)
    return sorted(re.findall(r"(?m)^PASSED (\w+)\.ipynb::", done.stdout)), done.stdout


def start_up_file(folder: Path) -> dict[str, str]:
    """Write a start-up file of IPython; return the variable that names its folder."""
    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-mine.py").write_text("mine = 1")
    return {"IPYTHONDIR": str(folder / "ipython")}


def test_nbval_runs_notebooks_in_kernels_that_have_imported_pandas(tmp_path):
    """One in which the kernel dies fails, where nbval itself would wait for half an hour."""
    cells = {
        "dies": ("import os; os._exit(3)", ""),
        "imported": (IMPORTED, "True\n"),
        "mine": (MINE, "True\n"),
    }
    passed, said = nbval(tmp_path, PLUGIN, cells, **start_up_file(tmp_path))
    assert passed == ["imported", "mine"]
    assert "Kernel died" in said
    assert sorted(path.stem for path in tmp_path.iterdir()) == [
        "dies",
        "imported",
        "ipython",
        "mine",
    ]


def test_without_the_plugin_kernels_are_ordinary(tmp_path):
    assert nbval(tmp_path, [], {"imported": (IMPORTED, "False\n")})[0] == ["imported"]
    assert list(tmp_path.iterdir()) == [tmp_path / "imported.ipynb"]


@pytest.mark.parametrize(
    ("kernels", "isolated"),
    [("forked", True), ("local-provisioner", True), ("local-provisioner", False)],
)
def test_the_user_s_settings_are_not_seen_where_the_project_says_so(tmp_path, isolated, kernels):
    (tmp_path / "pytest.ini").write_text(f"[pytest]\nisolated_kernels = {isolated}\n")
    variables = start_up_file(tmp_path) | {process.CHOICE: kernels}
    cells = {"mine": (MINE, f"{not isolated}\n")}
    assert nbval(tmp_path, PLUGIN, cells, **variables)[0] == ["mine"]
