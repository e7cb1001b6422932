"""Which runs there are, and where they wait."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis import paths
from analysis.errors import NotebookError
from analysis.pipeline import plan


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a notebook with the given parameters into a project in which one place is stated."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    (paths.raw() / "article").mkdir(parents=True)
    (paths.raw() / "places.csv").write_text("place\nTown\nHong Kong\n")
    (paths.raw() / "article" / "figures.csv").write_text("place\nHong Kong\n")
    paths.notebooks().mkdir()

    def write(name, parameters):
        cell = new_code_cell(parameters, metadata={"tags": ["parameters"]})
        nbformat.write(new_notebook(cells=[cell]), paths.notebooks() / name)

    return write


def test_each_notebook_runs_once_and_one_for_every_place(write):
    write("01-a.ipynb", "n = 1")
    write("02-b.ipynb", "place = 'Town'")
    assert [(run.name, run.place) for run in plan.plan()] == [
        ("01-a", None),
        ("02-b", None),
        ("place-hong-kong", "Hong Kong"),
    ]
    where = plan.plan()[2]
    assert paths.relative(where.executed) == ".cache/executed/place-hong-kong.ipynb"
    assert paths.relative(where.chapter) == ".cache/chapters/place-hong-kong.json"


def test_two_notebooks_for_places_are_refused(write):
    write("01-a.ipynb", "place = 'Town'")
    write("02-b.ipynb", "place = 'Town'")
    with pytest.raises(NotebookError, match=r"'place' in 01-a\.ipynb and 02-b\.ipynb; expected"):
        plan.plan()


def test_an_index_without_a_chapter_is_refused(write):
    write("01-a.ipynb", "place = 'Town'")
    expected = "expected a notebook without a parameter 'place'. Restore one."
    with pytest.raises(NotebookError) as raised:
        plan.plan()
    assert str(raised.value) == f"notebooks: found none for the index; {expected}"
