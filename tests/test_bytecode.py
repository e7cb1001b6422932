"""An edit that keeps a file's size and the second of its last change runs all the same."""

import errno
import os
import py_compile
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import source_hash
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis import check_bytecode

ROOT = Path(__file__).parents[1]
CELL = """\
import helper
from analysis import added, files
print(helper.WORD, added.WORD, files.REFERENCES)
"""


@pytest.fixture
def project(tmp_path):
    """Return a folder with a notebook and a copy of the package, to which a module is added."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignore)
    for name in ("helper.py", "src/analysis/added.py"):
        (tmp_path / name).write_text("WORD = 'old'\n")
    cells = [new_code_cell("n = 1", metadata={"tags": ["parameters"]}), new_code_cell(CELL)]
    nbformat.write(new_notebook(cells=cells), tmp_path / "model.ipynb")
    (tmp_path / "sets.csv").write_text("n\n1\n")
    return tmp_path


def edit(path, old, new):
    """Replace text of a file by as much other text; neither its size nor its time changes."""
    before, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace(old, new), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert path.read_text("utf-8") != text


def edit_all(project):
    edit(project / "helper.py", "old", "new")
    edit(project / "src" / "analysis" / "added.py", "old", "new")
    edit(project / "src" / "analysis" / "files.py", '"references"', '"REFERENCES"')


def run(project, *command):
    """Run Python where it keeps bytecode, with the copy of the package; return its output."""
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, *command], cwd=project, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("set_up", [True, False], ids=["set up", "not set up"])
def test_in_a_process_that_imports_the_package(project, set_up):
    if set_up:
        lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
        (words,) = [line.split()[1:] for line in lines if "-m compileall" in line]
        run(project, *words)
    code = "from analysis import added, files; print(added.WORD, files.REFERENCES)"
    assert run(project, "-c", code) == "old references\n"
    edit_all(project)
    assert run(project, "-c", code) == "new REFERENCES\n"


def command(project, *words):
    """Run the command on the notebook; return what its last cell printed."""
    run(project, "-c", "from analysis.cli import main; main()", *words)
    executed = nbformat.read(project / "out" / "n=1.ipynb", as_version=4)
    (output,) = executed.cells[-1].outputs
    return output.text


def test_in_the_kernels_of_a_sweep(project):
    words = ["sweep", "model.ipynb", "--params", "sets.csv", "--out", "out"]
    assert command(project, *words) == "old old references\n"
    edit_all(project)
    assert command(project, *words) == "new new REFERENCES\n"
    edit(project / "helper.py", "new", "old")
    shutil.rmtree(project / "out")
    assert command(project, *words) == "old new REFERENCES\n"


def test_in_the_kernel_of_a_run(project):
    words = ["run", "model.ipynb", "-o", "out/n=1.ipynb"]
    assert command(project, *words) == "old old references\n"
    edit_all(project)
    assert command(project, *words) == "new new REFERENCES\n"


def compiled(folder):
    """Return a source that has been compiled as Python does by default, and its bytecode."""
    source = folder / "helper.py"
    source.write_text("WORD = 'old'\n")
    mode = py_compile.PycInvalidationMode.TIMESTAMP
    return source, Path(py_compile.compile(str(source), invalidation_mode=mode) or "")


def test_of_many_threads_each_leaves_bytecode_that_holds_a_digest(tmp_path):
    source, bytecode = compiled(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        done = [threads.submit(check_bytecode, [str(source)]) for _ in range(200)]
    assert [future.exception() for future in done] == [None] * 200
    data, content = bytecode.read_bytes(), source.read_bytes()
    assert (data[4:8], data[8:16]) == (b"\3\0\0\0", source_hash(content))
    assert list(bytecode.parent.iterdir()) == [bytecode]


def test_a_source_that_vanishes_is_left_to_python(tmp_path):
    source, bytecode = compiled(tmp_path)
    source.unlink()
    check_bytecode([str(source)])
    assert not bytecode.exists()


def test_a_full_disk_is_no_reason_not_to_import(tmp_path, monkeypatch):
    """And none to run old bytecode: Python compiles the source, and keeps nothing."""

    def fail(*given, **named):
        raise OSError(errno.ENOSPC, "No space left on device")

    source, bytecode = compiled(tmp_path)
    monkeypatch.setattr(py_compile, "compile", fail)
    check_bytecode([str(source)])
    assert not bytecode.exists()


def test_what_is_no_python_any_more_has_no_bytecode(tmp_path):
    source, bytecode = compiled(tmp_path)
    edit(source, "= '", "=+)")
    check_bytecode([str(source), str(tmp_path / "never_compiled.py")])
    assert not bytecode.exists()
