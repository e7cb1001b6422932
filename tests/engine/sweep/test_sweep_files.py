"""Whether anything that a sweep read or wrote has changed since."""

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
    remember(path)
    return path


def remember(path):
    sweep_files.remember(sweep_files.inputs(path, NAMED), path, NAMED, path.parent / "out")


def unchanged(path, named=None):
    return sweep_files.unchanged(path, named or NAMED, path.parent / "out")


def test_what_was_done_need_not_be_done_again(notebook):
    assert unchanged(notebook)
    edited = nbformat.read(notebook, as_version=4)
    edited.cells[0].execution_count = 7
    nbformat.write(edited, notebook)
    assert unchanged(notebook), "a notebook's own outputs are no reason"


@pytest.mark.parametrize("name", ["helper.py", "out/index.html", "out/n=1.ipynb"])
def test_a_file_that_changes_is_noticed(notebook, name):
    (notebook.parent / name).write_text("changed")
    assert not unchanged(notebook)


def test_cells_and_sets_that_change_are_noticed(notebook):
    assert not unchanged(notebook, {"n=1": {"n": True}})
    assert not unchanged(notebook, {"m=1": {"n": 1}})
    nbformat.write(new_notebook(cells=[new_code_cell("import helper\n")]), notebook)
    assert not unchanged(notebook)


def test_a_program_that_changes_is_noticed(notebook, tmp_path, monkeypatch):
    """Also where it makes the index alone."""
    package = tmp_path / "package"
    (package / "templates").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "templates" / "sweep.html.j2").write_text("one")
    monkeypatch.setattr(imports, "PACKAGE", package)
    remember(notebook)
    assert unchanged(notebook)
    (package / "templates" / "sweep.html.j2").write_text("two")
    assert not unchanged(notebook)


def test_what_was_read_and_has_changed_meanwhile_is_not_remembered(notebook):
    sweep_files.forget(notebook.parent / "out")
    assert not unchanged(notebook)
    before = sweep_files.inputs(notebook, NAMED)
    (notebook.parent / "helper.py").write_text("ONE = 2\n")
    sweep_files.remember(before, notebook, NAMED, notebook.parent / "out")
    (notebook.parent / "helper.py").write_text("ONE = 1\n")
    assert not unchanged(notebook)
