"""The plugin by which nbval runs notebooks on forked kernels."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis.engine.kernels import process

PYTEST = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-q"]


pytestmark = pytest.mark.skipif(not process.CAN_FORK, reason="this system cannot fork kernels")


def nbval(
    folder: Path, words: list[str], code: str, output: str, **variables: str
) -> tuple[int, str]:
    """Check a notebook of one cell by nbval; return the status, and what was said."""
    cell = new_code_cell(code, outputs=[new_output("stream", text=output)], execution_count=1)
    nbformat.write(new_notebook(cells=[cell]), folder / "a.ipynb")
    plain = {name: value for name, value in os.environ.items() if name != process.CHOICE}
    plain |= {"PYTHONWARNINGS": "ignore"} | variables
    words = [*PYTEST, *words, "."]
    done = subprocess.run(words, cwd=folder, env=plain, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("words", "imported"), [(["-p", "analysis.engine.kernels.pytest_plugin"], True), ([], False)]
)
def test_nbval_runs_a_notebook_in_a_kernel_that_has_imported_pandas(tmp_path, words, imported):
    """And where the plugin is not asked for, in one that has not."""
    told = "import sys; print('pandas' in sys.modules)"
    status, said = nbval(tmp_path, words, told, f"{imported}\n")
    assert (status, said.splitlines()[-1][:8]) == (0, "1 passed")
    assert list(tmp_path.iterdir()) == [tmp_path / "a.ipynb"]


def test_a_cell_in_which_the_kernel_dies_fails_and_is_not_waited_for(tmp_path):
    """nbval itself would wait for its answer for half an hour."""
    words = ["-p", "analysis.engine.kernels.pytest_plugin"]
    status, said = nbval(tmp_path, words, "import os; os._exit(3)", "")
    assert status == 1
    assert "Kernel died" in said


@pytest.mark.parametrize("kernels", ["forked", "local-provisioner"])
@pytest.mark.parametrize("isolated", [True, False])
def test_the_user_s_settings_are_not_seen_where_the_project_says_so(tmp_path, isolated, kernels):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-mine.py").write_text("mine = 1")
    (tmp_path / "pytest.ini").write_text(f"[pytest]\nisolated_kernels = {isolated}\n")
    words, variables = ["-p", "analysis.engine.kernels.pytest_plugin"], {process.CHOICE: kernels}
    variables["IPYTHONDIR"] = str(tmp_path / "ipython")
    told = f"{not isolated}\n"
    status, said = nbval(tmp_path, words, "print('mine' in globals())", told, **variables)
    assert (status, said.splitlines()[-1][:8]) == (0, "1 passed")
