"""Whether anything that a sweep reads or writes has changed."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.engine import imports
from analysis.engine.sweep import sweep_files

NAMED = {"n=1": {"n": 1}}


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """Return a notebook with a module beside it, whose only set has been run."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "model.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("import helper")]), path)
    (tmp_path / "helper.py").write_text("ONE = 1\n")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("index")
    sweep_files.output(tmp_path / "out", "n=1").write_text("executed")
    return path


def state(path, named=None):
    return (
        sweep_files.inputs(path, named or NAMED),
        sweep_files.outputs(named or NAMED, path.parent / "out"),
    )


def test_a_notebook_s_own_outputs_are_no_change(notebook):
    before = state(notebook)
    edited = nbformat.read(notebook, as_version=4)
    edited.cells[0].execution_count = 7
    nbformat.write(edited, notebook)
    assert state(notebook) == before


@pytest.mark.parametrize("name", ["helper.py", "out/index.html", "out/n=1.ipynb"])
def test_a_file_that_changes_is_noticed(notebook, name):
    before = state(notebook)
    (notebook.parent / name).write_text("changed")
    assert state(notebook) != before


def test_cells_and_sets_that_change_are_noticed(notebook):
    before = state(notebook)
    assert state(notebook, {"n=1": {"n": True}}) != before
    assert state(notebook, {"m=1": {"n": 1}}) != before
    nbformat.write(new_notebook(cells=[new_code_cell("import helper\n")]), notebook)
    assert state(notebook) != before


def test_a_program_that_changes_is_noticed(notebook, tmp_path, monkeypatch):
    """Also where it makes the index alone."""
    package = tmp_path / "package"
    for module in ("engine/sandbox.py", "engine/kernels/forkserver.py", "sweep.html.j2"):
        (package / module).parent.mkdir(parents=True, exist_ok=True)
        (package / module).write_text("")
    (package / "__init__.py").write_text("")
    monkeypatch.setattr(imports, "PACKAGE", package)
    before = state(notebook)
    (package / "sweep.html.j2").write_text("two")
    assert state(notebook) != before
