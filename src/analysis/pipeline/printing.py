"""The tasks that make the report's PDFs: what each says, and setting it while others compute."""

from functools import partial
from pathlib import Path

from analysis import files, paths
from analysis.engine.graph import Task
from analysis.messages import LANGUAGES
from analysis.pipeline import plan
from analysis.pipeline.made import code, here, tables, waiting
from analysis.pipeline.plan import Run
from analysis.report import typesetting


def tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that make a PDF a language: of chapters, of the method, of tables."""
    return [
        task for lang in LANGUAGES for task in (_content_task(every, lang), _setting_task(lang))
    ]


def made() -> dict[Path, Path]:
    """Return where each PDF waits, by where it is published."""
    return {paths.reports() / _name(lang): waiting("pdf") / _name(lang) for lang in LANGUAGES}


def _name(lang: str) -> str:
    return f"report.{lang}.pdf"


def _content(lang: str) -> Path:
    return waiting("pdf") / f"{lang}.json"


def _content_task(every: list[Run], lang: str) -> Task:
    chapters = [run.chapter for run in plan.shown(every, lang)]
    method = waiting("pages") / f"{plan.folder(lang)}method.html"
    return here(
        f"content of pdf {lang}",
        partial(make_content, chapters, method, lang),
        [*chapters, method, *tables()],
        [_content(lang)],
        code("report.pdf"),
    )


def make_content(found: list[Path], method: Path, lang: str) -> None:
    """Gather what the PDF in a language says."""
    from analysis.report import chapters, pdf

    parts = [chapters.from_json(path.read_bytes()) for path in found]
    said = pdf.content(parts, method.read_text("utf-8"), lang, waiting("tables"))
    files.write_all({_content(lang): said.encode()})


def _setting_task(lang: str) -> Task:
    """Return the task that sets a PDF, on another thread, or on a worker of a cluster."""
    content = _content(lang)
    return Task(
        name=f"pdf {lang}",
        function=typesetting.to_pdf,
        arguments=lambda: {"report": content.read_text("utf-8")},
        inputs=[content, *code("report.typesetting", templates="pdf/*")],
        outputs=[waiting("pdf") / _name(lang)],
    )
