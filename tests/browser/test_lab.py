"""JupyterLab as an analyst uses it: open a notebook, run all cells, save."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from analysis.engine import execute
from analysis.engine.kernels import process

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
MINUTES = 2 * 60 * 1000  # in milliseconds


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Serve copies of the notebooks, outputs removed, on loopback; yield address and folder."""
    folder = tmp_path_factory.mktemp("lab")
    work = folder / "work"
    work.mkdir()
    for name in NAMES:
        notebook = nbformat.read(ROOT / "notebooks" / name, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, work / name)
    private = {f"JUPYTER_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "RUNTIME")}
    words = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", "--port-retries=50"]
    off = "--LabApp.extension_manager=readonly"
    plain = {name: value for name, value in os.environ.items() if name != process.CHOICE}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *words, off, "--IdentityProvider.token=t", str(work)],
        env={**plain, **private, "ANALYSIS_ROOT": str(ROOT)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert server.stderr
    try:
        found = (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in server.stderr)
        yield next(match.group() for match in found if match), work
    finally:
        server.terminate()
        server.communicate(timeout=30)


def saves(answer, name):
    """Return whether the server answers that the notebook is saved: a workspace is saved too."""
    return answer.request.method == "PUT" and f"/api/contents/{name}" in answer.url


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_run_in_jupyterlab_is_the_one_committed(browser, lab, name):
    """From another working folder than papermill's: the same outputs, byte for byte."""
    address, work = lab
    page = browser.new_context().new_page()
    page.set_default_timeout(MINUTES)
    page.goto(f"{address}lab/workspaces/{name[:2]}/tree/{name}?token=t")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    cells = sum(cell.cell_type == "code" for cell in nbformat.read(work / name, 4).cells)
    page.wait_for_function(
        "cells => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
        ".some(prompt => prompt.textContent.trim() === `[${cells}]:`)",
        arg=cells,
    )
    page.get_by_role("menuitem", name="File", exact=True).click()
    with page.expect_response(lambda answer: saves(answer, name)):
        page.get_by_role("menuitem", name="Save Notebook", exact=False).first.click()
    saved = nbformat.read(work / name, as_version=4)
    assert execute.normalised(saved) == (ROOT / "notebooks" / name).read_bytes()
