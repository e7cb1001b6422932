"""The committed notebooks as they lie there; that they re-run alike is nbval's part."""

from pathlib import Path

import nbformat
import pytest

from analysis.engine import execute

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path):
    cells = nbformat.read(path, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 3


@every_notebook
def test_every_cell_was_executed_in_order(path):
    """A cell without outputs would pass nbval whatever it does."""
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


@every_notebook
def test_no_cell_is_kept_from_nbval(path):
    tags = {tag for cell in code_cells(path) for tag in cell.metadata.get("tags", [])}
    assert tags <= {"parameters"}
    assert not [cell for cell in code_cells(path) if "NBVAL" in cell.source]


@every_notebook
def test_charts_are_svg_with_words_beside_them(path):
    outputs = [output for cell in code_cells(path) for output in cell.outputs]
    charts = [output.data for output in outputs if "image/svg+xml" in output.get("data", {})]
    assert charts
    assert all(len(chart["text/plain"]) > 40 for chart in charts)
    assert not [output for output in outputs if "image/png" in output.get("data", {})]


@every_notebook
def test_nothing_was_printed_or_warned(path):
    kinds = {output.output_type for cell in code_cells(path) for output in cell.outputs}
    assert kinds <= {"display_data", "execute_result"}


@every_notebook
def test_what_is_committed_is_what_the_pipeline_writes(path):
    assert path.read_bytes() == execute.normalised(nbformat.read(path, as_version=4))


@every_notebook
def test_cells_are_short(path):
    assert max(len(cell.source.splitlines()) for cell in code_cells(path)) < 15
