"""The tasks that make the report."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import files
from analysis.messages import LANGUAGES
from analysis.pipeline import plan, publishing, tasks


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pdf_is_set_from_its_content_and_published_beside_the_pages(language):
    """Setting it keeps no other task waiting."""
    every = {task.name: task for task in publishing.tasks(plan.plan())}
    task = every[f"pdf {language}"]
    assert publishing.printed(language) in task.inputs
    assert "report.typ" in {path.name for path in task.inputs}
    assert publishing.papers([""])[files.reports() / f"report.{language}.pdf"] == task.outputs[0]
    assert not task.here


@pytest.mark.parametrize("speaks", [False, True])
def test_a_chapter_that_a_cell_ended_is_told_once_a_run(tmp_path, monkeypatch, capsys, speaks):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    path = files.notebooks() / "08-who-stops.ipynb"
    code = [new_code_cell("quit()", execution_count=1), new_code_cell("1")]
    for language in LANGUAGES:
        run = plan.Run(path, lang=language, page="who-stops", speaks=speaks)
        run.executed.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(new_notebook(cells=[new_markdown_cell("# Who stops?"), *code]), run.executed)
        tasks.make_chapter(run)
    names = ["08-who-stops", "08-who-stops.zh"] if speaks else ["08-who-stops"]
    told = "In[1] ended it, and the cell behind it was not run"
    assert capsys.readouterr().out.splitlines() == [f"  cut short {name}: {told}" for name in names]
