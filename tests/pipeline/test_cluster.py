"""A build on a Dask cluster, for real: a scheduler and two workers that share no folder with it."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.pipeline import plan

from .command import CHAPTER, COMMAND, ROOT, WRITTEN, analysis, edit, published
from .conftest import lay_out_small
from .dask import LIMIT, cluster, ended, scheduler


@pytest.fixture(scope="module")
def running():
    """Start a cluster for the tests of this file."""
    with cluster() as found:
        yield found


@pytest.fixture(scope="module")
def built(running, tmp_path_factory):
    """Build a project on the cluster, one of whose workers is killed while a notebook runs in it.

    Returns the project, the build's status and what it said, the processes that the worker had
    started, and the folders that it had made.
    """
    root = tmp_path_factory.mktemp("project") / "項目"
    lay_out_small(root)
    log = root.with_suffix(".log")
    with (
        log.open("wb") as said,
        ended(
            subprocess.Popen(
                [COMMAND, "build", "--scheduler", running.address],
                env={**os.environ, "ANALYSIS_ROOT": str(root)},
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        ) as started,
    ):
        while not (worker := running.busy()):
            assert not over(started, 0.01), log.read_text()
        brood = worker.children(recursive=True)
        folder = Path(worker.environ()["TMPDIR"])
        left = [*folder.glob("analysis-*"), *folder.rglob("kernel-*")]
        worker.kill()
        assert over(started, 300), log.read_text()
    return root, started.returncode, log.read_text(), brood, left


def over(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Return whether the process ends within the time."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def test_a_build_on_a_cluster_equals_one_here(built, small, monkeypatch):
    """Byte for byte, though a worker was killed: each notebook is told of once, and no more."""
    root, status, said, _, _ = built
    assert status == 0, said
    assert published(root) == published(small)
    monkeypatch.setenv("ANALYSIS_ROOT", str(root))
    kinds = [line.split()[0] for line in said.splitlines()]
    executed = {run.executed for run in plan.plan()}
    assert kinds == ["tables", *["notebook"] * len(executed), "notebooks", "report", "Built:"]
    assert len(set(said.splitlines())) == len(kinds)


def test_a_killed_worker_leaves_no_kernel_and_no_socket(built):
    *_, brood, left = built
    assert brood
    assert left
    _, alive = psutil.wait_procs(brood, LIMIT)
    assert alive == []
    assert [folder for folder in left if folder.exists()] == []


def test_a_notebook_that_raises_there_is_told_as_if_it_ran_here(built, running, tmp_path):
    root = Path(shutil.copytree(built[0], tmp_path / "copy"))
    where = "import os\\n\",\n    \"raise ValueError(os.environ['ANALYSIS_ROOT'], os.getcwd())\\n"
    edit(root / CHAPTER, '"from analysis import', f'"{where}",\n    "from analysis import')
    before = published(root)
    here = analysis(root, "build")
    there = analysis(root, "build", "--scheduler", running.address)
    assert here.stderr.endswith("ValueError: ('<project>', '<project>/notebooks')\n")
    assert (there.returncode, there.stderr) == (1, here.stderr)
    # A line is said when a notebook ends, and two that run at once end in either order.
    assert sorted(there.stdout.splitlines()) == sorted(here.stdout.splitlines())
    assert published(root) == before


def test_a_sweep_there_makes_what_a_sweep_here_makes(running, tmp_path):
    """Byte for byte. The module beside it travels; a set that fails is told, the others finish."""
    (tmp_path / "beside.py").write_text("def half(n):\n    return 12 // (n - 2)\n")
    code = new_code_cell("from beside import half\nprint(half(n))")
    parameter = new_code_cell("n = 1", metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[parameter, code]), tmp_path / "model.ipynb")
    (tmp_path / "sets.csv").write_text("n\n1\n2\n4\n")
    words = ["sweep", str(tmp_path / "model.ipynb"), "--params", str(tmp_path / "sets.csv")]
    project = tmp_path / "project"  # the command works beside it, which is where the module is
    here = analysis(project, *words, "--out", str(tmp_path / "here"))
    far = ["--out", str(tmp_path / "there"), "--scheduler", running.address]
    there = analysis(project, *words, *far)
    assert (here.returncode, there.returncode) == (1, 1)
    assert there.stderr == here.stderr.replace("/here/", "/there/")
    assert "n=2: ZeroDivisionError" in there.stderr
    made, far_made = (
        {path.name: path.read_bytes() for path in (tmp_path / where).glob("*.ipynb")}
        for where in ("here", "there")
    )
    assert sorted(made) == ["n=1.ipynb", "n=2.failed.ipynb", "n=4.ipynb"]
    assert far_made == made


def test_a_worker_with_other_code_is_refused_before_anything_runs(built, running, tmp_path):
    package = Path(shutil.copytree(ROOT / "src", tmp_path / "src", ignore=WRITTEN))
    edit(package / "analysis" / "engine" / "execute.py", '"<project>"', '"<root>"')
    environment = {"PYTHONPATH": str(package)}
    result = analysis(built[0], "build", "--scheduler", running.address, **environment)
    assert (result.returncode, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert lines[-1].startswith(f"{running.address} (the scheduler): found analysis ")
    assert lines[-1].endswith(
        ". Install there what is installed here (make setup, at the same commit), then start it "
        "again."
    )


@pytest.fixture
def single(tmp_path):
    """Return a project of one notebook."""
    root = tmp_path / "project"
    root.joinpath("notebooks").mkdir(parents=True)
    shutil.copy(ROOT / "requirements.lock", root)
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), root / "notebooks" / "01-a.ipynb")
    return root


def test_an_address_where_no_scheduler_answers_is_told(single):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    result = analysis(single, "build", "--scheduler", address)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"{address}: found no Dask scheduler that answers (Timed out trying to connect to "
        f"{address} after 5 s); expected one, at an address such as tcp://127.0.0.1:8786. Start "
        "it: dask scheduler.\n"
    )


def test_a_scheduler_without_workers_is_told(single, tmp_path):
    with scheduler(tmp_path / "alone") as address:
        result = analysis(single, "build", "--scheduler", address)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"{address}: found a scheduler without workers; expected one at least. Start it: dask "
        f"worker {address}.\n"
    )
