"""The tasks that make the report."""

import pytest

from analysis import paths
from analysis.messages import LANGUAGES
from analysis.pipeline import plan, reporting


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pdf_is_set_from_its_content_and_published_beside_the_pages(language):
    """Setting it keeps no other task waiting."""
    tasks = {task.name: task for task in reporting.tasks(plan.plan())}
    task = tasks[f"pdf {language}"]
    assert reporting.printed(language) in task.inputs
    assert "report.typ" in {path.name for path in task.inputs}
    assert reporting.papers([""])[paths.reports() / f"report.{language}.pdf"] == task.outputs[0]
    assert not task.here
