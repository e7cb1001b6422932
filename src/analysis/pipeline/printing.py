"""The tasks that set the report's PDFs, of what the tasks of pages gather, while others compute."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from analysis import paths
from analysis.engine.graph import Task
from analysis.messages import LANGUAGES
from analysis.pipeline.made import code, waiting
from analysis.pipeline.plan import below
from analysis.report import typesetting


def content(lang: str, source: str = "") -> Path:
    """Return where that waits which the PDF in a language says, on a source of several."""
    return waiting("pdf") / below(source, f"{lang}.json")


def made(sources: Iterable[str]) -> dict[Path, Path]:
    """Return where each PDF waits, by where it is published."""
    names = [_name(lang, source) for source in sources for lang in LANGUAGES]
    return {paths.reports() / name: waiting("pdf") / name for name in names}


def tasks(sources: Iterable[str]) -> list[Task]:
    """Return the tasks that set a PDF a language, on other threads or on workers of a cluster."""
    return [
        Task(
            name=below(source, f"pdf {lang}"),
            function=typesetting.to_pdf,
            arguments=partial(_given, content(lang, source)),
            inputs=[content(lang, source), *code("report.typesetting", templates="pdf/*")],
            outputs=[waiting("pdf") / _name(lang, source)],
        )
        for source in sources
        for lang in LANGUAGES
    ]


def _name(lang: str, source: str) -> str:
    return below(source, f"report.{lang}.pdf")


def _given(path: Path) -> dict[str, Any]:
    return {"report": path.read_text("utf-8")}
