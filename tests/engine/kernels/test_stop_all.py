"""Every kernel of a process is ended at once, whatever the threads that run them are doing."""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.engine import execute
from analysis.engine.kernels import process, provisioner, tempdirs
from analysis.errors import NotebookStopped

NOTEBOOKS, LIMIT = 4, 600
BEGUN = "open('begun', 'w').write('x')\nwhile True:\n    pass"


@pytest.mark.parametrize("kernels", ["forked", "local-provisioner"])
@pytest.mark.parametrize("seed", range(4))
def test_notebooks_that_run_at_once_all_end_and_leave_nothing(tmp_path, monkeypatch, kernels, seed):
    """The kernels end when so many of the notebooks are in their endless cell."""
    monkeypatch.setenv(process.CHOICE, kernels)
    monkeypatch.chdir(tmp_path)
    os.mkfifo("begun")
    path = tmp_path / "endless.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(BEGUN)]), path)
    execute.load()
    with ThreadPoolExecutor(NOTEBOOKS) as threads:
        outputs = [tmp_path / f"{number}.ipynb" for number in range(NOTEBOOKS)]
        running = [
            threads.submit(execute._run_and_close_loop, path, {}, output) for output in outputs
        ]
        with open("begun") as begun:
            begun.read(random.Random(seed).randint(1, NOTEBOOKS))
            provisioner.stop_all()
        errors = [future.exception(timeout=LIMIT) for future in running]
    provisioner.resume()
    assert {type(error) for error in errors} == {NotebookStopped}
    assert {str(error).split(" in ")[0] for error in errors} == {"endless.ipynb was stopped"}
    assert [output for output in outputs if output.exists()] == []
    assert [server.kernels for server in process._servers.values() if server.kernels] == []
    assert [*Path(tempdirs.of_process()).glob("kernel-*")] == []


def test_managers_may_be_made_while_all_are_stopped():
    class Manager:
        provisioner = None

    made: list[Any] = [Manager() for _ in range(20_000)]

    def make() -> None:
        for manager in made:
            provisioner._remember(manager)

    with ThreadPoolExecutor(1) as thread:
        making = thread.submit(make)
        while not making.done():
            provisioner.stop_all()
    provisioner.resume()
    assert making.exception() is None
    assert not provisioner.stopped()
