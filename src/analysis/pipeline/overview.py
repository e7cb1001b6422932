"""The tasks of the page that lists the sources, where there are several: the reports' index."""

from functools import partial

from analysis import files, paths
from analysis.engine.graph import Task
from analysis.messages import LANGUAGES
from analysis.pipeline import plan
from analysis.pipeline.made import PAGE, code, here, tables, waiting


def pages(sources: list[str]) -> list[str]:
    """Return the page's file name in each language, as read from the folder of reports."""
    return [_name(lang) for lang in LANGUAGES] if len(sources) > 1 else []


def task(lang: str) -> Task:
    """Return the task that makes the page in a language."""
    return here(
        f"overview {lang}",
        partial(make, lang),
        [*tables(), paths.root() / "CITATION.cff"],
        [waiting("pages") / _name(lang)],
        code("report.overview", templates=PAGE),
    )


def make(lang: str) -> None:
    """Make the page in a language, with the fonts still to be put in."""
    from analysis.report import overview

    page = overview.page(lang, waiting("tables"))
    files.write_all({waiting("pages") / _name(lang): page.encode()})


def _name(lang: str) -> str:
    return f"{plan.folder(lang)}{plan.INDEX}.html"
