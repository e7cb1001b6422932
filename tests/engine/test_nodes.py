"""One dependency on many files: when it changes, and when not; a file as its content."""

import os

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pytask import PathNode, PNode

from analysis.engine.nodes import Content, Files


@pytest.fixture
def node(tmp_path):
    """Return a node on a notebook and a module, and a text."""
    nbformat.write(new_notebook(cells=[new_code_cell("1", id="a")]), tmp_path / "a.ipynb")
    (tmp_path / "b.py").write_text("x = 1\n")
    return Files(name="all", paths=[tmp_path / "a.ipynb", tmp_path / "b.py"], text="n=1")


def test_it_is_what_pytask_calls_a_node(node):
    assert node.load() == node.paths
    assert isinstance(node, PNode)
    with pytest.raises(TypeError, match=r"^all: found a task that makes it; expected a dependency"):
        node.save("x")


def test_contents_and_the_text_count_but_not_times_or_outputs(node, tmp_path):
    before = node.state()
    os.utime(tmp_path / "b.py", (1, 1))
    output = new_output("stream", text="1")
    executed = new_code_cell("1", id="a", outputs=[output], execution_count=1)
    nbformat.write(new_notebook(cells=[executed]), tmp_path / "a.ipynb")
    assert node.state() == before
    assert Files(name="all", paths=node.paths, text="n=2").state() != before
    (tmp_path / "b.py").write_text("x = 2\n")
    assert node.state() != before


def test_a_missing_file_has_no_state(node, tmp_path):
    (tmp_path / "b.py").unlink()
    assert node.state() is None


def test_the_same_files_elsewhere_are_in_the_same_state(node, tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    before = node.state()
    moved = tmp_path.rename(tmp_path.with_name("moved"))
    monkeypatch.setenv("ANALYSIS_ROOT", str(moved))
    elsewhere = [moved / path.name for path in node.paths]
    assert Files(name="all", paths=elsewhere, text="n=1").state() == before


def test_content_is_the_node_that_another_task_makes(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    path = tmp_path / "a.csv"
    path.write_text("a")
    given, made = Content(path), PathNode.from_path(path)
    assert isinstance(given, PNode)
    assert (given.signature, given.state()) == (made.signature, made.state())
    assert (given.name, given.load()) == ("a.csv", b"a")
    with pytest.raises(NotImplementedError, match=r"^a\.csv is read, and not written"):
        given.save(b"")
