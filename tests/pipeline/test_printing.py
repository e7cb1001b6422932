"""The tasks that set PDFs."""

import pytest

from analysis import paths
from analysis.messages import LANGUAGES
from analysis.pipeline import printing


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pdf_is_set_from_its_content_and_published_beside_the_pages(language):
    tasks = {task.name: task for task in printing.tasks([""])}
    task = tasks[f"pdf {language}"]
    assert printing.content(language) in task.inputs
    assert "report.typ" in {path.name for path in task.inputs}
    assert printing.made([""])[paths.reports() / f"report.{language}.pdf"] == task.outputs[0]


def test_setting_a_pdf_keeps_no_other_task_waiting():
    assert not any(task.here for task in printing.tasks([""]))
