"""What is saved from JupyterLab is what a build would write of the same cells and outputs."""

import json
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.engine import outputs

CELLS = [
    new_markdown_cell(
        "## By firms", metadata={"tags": ["en"], "jp-MarkdownHeadingCollapsed": True}
    ),
    new_code_cell(
        "1 + 1",
        execution_count=7,
        metadata={"trusted": True, "scrolled": True},
        outputs=[new_output("execute_result", {"text/plain": "2"}, execution_count=7)],
    ),
    new_code_cell("print(2)", execution_count=8, outputs=[new_output("stream", text="2\n")]),
    new_code_cell(""),
]
THEIRS = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "version": "3.11.7", "mimetype": "text/x-python"},
}


@pytest.fixture
def save(tmp_path, monkeypatch):
    """Return a function that gives what is saved of a notebook under a path from the root."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    (tmp_path / "notebooks").mkdir()

    def save(path, content=None, kind="notebook"):
        given = new_notebook(cells=CELLS, metadata=THEIRS) if content is None else content
        model = {"type": kind, "content": given}
        outputs.normalise_saved(
            model, path=path, contents_manager=SimpleNamespace(root_dir=str(tmp_path))
        )
        return model["content"]

    return save


def test_a_notebook_of_the_project_is_saved_as_a_build_writes_it(save):
    saved = save("notebooks/02-who-leads.ipynb")
    assert nbformat.writes(saved) + "\n" == outputs.normalised(saved).decode()
    assert [cell.metadata for cell in saved.cells] == [{"tags": ["en"]}, {}, {}, {}]
    assert saved.metadata.language_info == {"name": "python"}
    assert [cell.id for cell in saved.cells] == [cell.id for cell in CELLS]


def test_a_run_of_all_cells_counts_from_one(save):
    first, second = save("notebooks/02-who-leads.ipynb").cells[1:3]
    assert (first.execution_count, second.execution_count) == (1, 2)
    assert first.outputs[0].execution_count == 1


def test_a_notebook_as_its_file_has_it_is_saved_alike(save):
    """Other clients than JupyterLab send the lines of cells and outputs in lists."""
    given = new_notebook(cells=CELLS, metadata=THEIRS)
    as_sent = save("notebooks/02-who-leads.ipynb", nbformat.from_dict(given))
    assert save("notebooks/02-who-leads.ipynb", json.loads(nbformat.writes(given))) == as_sent


@pytest.mark.parametrize("counts", [(2, 1), (3, 5), (None, 4)])
def test_cells_that_ran_in_another_order_show_it(save, counts):
    cells = [new_code_cell("x", execution_count=count) for count in counts]
    saved = save("notebooks/02-who-leads.ipynb", new_notebook(cells=cells))
    assert tuple(cell.execution_count for cell in saved.cells) == counts


@pytest.mark.parametrize("path", ["mine.ipynb", "notebooks/old/02-who-leads.ipynb"])
def test_a_notebook_elsewhere_is_the_users_own(save, path):
    assert save(path).cells[1].metadata == {"trusted": True, "scrolled": True}


def test_other_files_are_left_as_they_are(save):
    assert save("notebooks/notes.md", "# Notes", "file") == "# Notes"
