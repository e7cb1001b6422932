"""The tasks that set the report's PDFs, of what the tasks of pages gather, while others compute."""

from functools import partial
from pathlib import Path
from typing import Any

from analysis import paths
from analysis.engine.graph import Task
from analysis.messages import LANGUAGES
from analysis.pipeline.made import code, waiting
from analysis.report import typesetting


def content(lang: str) -> Path:
    """Return where that waits which the PDF in a language says."""
    return waiting("pdf") / f"{lang}.json"


def made() -> dict[Path, Path]:
    """Return where each PDF waits, by where it is published."""
    return {paths.reports() / _name(lang): waiting("pdf") / _name(lang) for lang in LANGUAGES}


def tasks() -> list[Task]:
    """Return the tasks that set a PDF a language, on other threads or on workers of a cluster."""
    return [
        Task(
            name=f"pdf {lang}",
            function=typesetting.to_pdf,
            arguments=partial(_given, content(lang)),
            inputs=[content(lang), *code("report.typesetting", templates="pdf/*")],
            outputs=[waiting("pdf") / _name(lang)],
        )
        for lang in LANGUAGES
    ]


def _name(lang: str) -> str:
    return f"report.{lang}.pdf"


def _given(path: Path) -> dict[str, Any]:
    return {"report": path.read_text("utf-8")}
