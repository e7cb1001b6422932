"""The plugin by which nbval runs notebooks on warm kernels."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis import warm

PYTEST = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-q"]


@pytest.mark.skipif(not warm.POSSIBLE, reason="this system cannot fork warm kernels")
@pytest.mark.parametrize(
    ("words", "imported"), [(["-p", "analysis.nbval_warm"], True), ([], False)]
)
def test_nbval_runs_a_notebook_in_a_kernel_that_has_imported_pandas(tmp_path, words, imported):
    """And where the plugin is not asked for, in one that has not."""
    output = new_output("stream", text=f"{imported}\n")
    cell = new_code_cell("import sys; print('pandas' in sys.modules)", outputs=[output])
    cell.execution_count = 1
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "a.ipynb")
    plain = {name: value for name, value in os.environ.items() if name != warm.CHOICE}
    plain["PYTHONWARNINGS"] = "ignore"
    done = subprocess.run([*PYTEST, *words, "."], cwd=tmp_path, env=plain, capture_output=True)
    assert (done.returncode, done.stdout.decode().splitlines()[-1][:8]) == (0, "1 passed")
    assert list(Path(tmp_path).glob("*")) == [tmp_path / "a.ipynb"]
