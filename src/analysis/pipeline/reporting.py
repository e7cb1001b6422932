"""The tasks that make the report of chapters and tables: pages, charts, fonts, and PDFs."""

import base64
import json
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from analysis import files, fonts, messages
from analysis.engine import imports
from analysis.engine.contents import Task
from analysis.messages import LANGUAGES
from analysis.pipeline import plan
from analysis.pipeline.plan import (
    DATAPACKAGE,
    PAGE,
    TEMPLATES,
    Run,
    code,
    folder_of,
    here,
    tables,
    waiting,
)
from analysis.report import typesetting

COVER, FINDINGS, ALPHABET, FACES = "cover.svg", "findings.md", "alphabet.txt", "fonts.json"
WORDED = ("data/codebook.csv", "quantity/hedges.py", "quantity/wording.py")  # what pages quote


def tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that make the report of the chapters of these runs."""
    sources = plan.reported(every)
    each = [(source, lang) for source in sources for lang in LANGUAGES]
    return [
        here(
            "findings",
            partial(make_findings, sources),
            [waiting("tables") / f"{name}.csv" for name in ("claims", "sources")],
            [waiting(FINDINGS)],
            code("report.overview", "measures.claims", "data.tables"),
        ),
        *(_pages_task(every, lang, source) for source, lang in each),
        *(_overview_task(lang) for lang in LANGUAGES if len(sources) > 1),
        *(_dressing_task(name) for name in pages(every)),
        *(_charts_task(every, lang, source) for source, lang in each),
        *(_paper_task(lang, source) for source, lang in each),
    ]


def pages(every: list[Run]) -> list[str]:
    """Return the file names of all pages, as read from the folder of reports."""
    sources = plan.reported(every)
    each = [(source, lang) for source in sources for lang in LANGUAGES]
    named = [name for source, lang in each for name in plan.pages(every, lang, source)]
    return [*named, *(_overview(lang) for lang in LANGUAGES if len(sources) > 1)]


def make_findings(sources: list[str]) -> None:
    """Word the README's findings, a source after another."""
    from analysis import measures
    from analysis.data import tables as reading
    from analysis.data.words import words
    from analysis.report import overview

    blocks = []
    for source in sources:
        read = reading.of(source, waiting("tables"))
        named, judged = measures.claims.ids(read("sources")["leads"].iloc[0]), read("claims")
        leading = measures.claims.leading(judged, measures.claims.LEADING, named)
        said = words(plan.FIRST, waiting("tables"), source)
        blocks.append(overview.block(judged, leading, said, plan.below(source, "")))
    files.write_all({waiting(FINDINGS): "\n\n".join(blocks).encode()})


def _pages_task(every: list[Run], lang: str, source: str) -> Task:
    shown = plan.shown(every, lang, source)
    is_cover = lang == plan.FIRST and source == plan.reported(every)[0]
    made = [*plan.pages(every, lang, source), *([COVER] if is_cover else [])]
    return here(
        plan.below(source, f"pages {lang}"),
        partial(make_pages, shown, lang, source, is_cover),
        [
            *(run.chapter for run in shown),
            *(run.executed for run in (shown if is_cover else shown[:0])),
            *tables(source=source),
            *tables(),
            waiting("tables") / DATAPACKAGE,
            files.citation(),
        ],
        [*(waiting("pages") / name for name in made), printed(lang, source)],
        code("report.pages", "report.pdf", templates=PAGE),
    )


def make_pages(shown: list[Run], lang: str, source: str, is_cover: bool) -> None:
    """Make the pages of a language on a source, with the fonts still to be put in, the content of
    the PDF, and the cover.
    """
    from analysis.data.words import words
    from analysis.report import chapters, frame, pages, pdf

    read = [
        replace(
            chapters.from_json(run.chapter.read_bytes()),
            notebook=run.notebook.name,
            place=run.place or "",
        )
        for run in shown
    ]
    folder = folder_of(source)
    report = frame.gather(read, words(lang, folder), folder, waiting("tables"))
    made = pages.pages(report)
    found = {f"{plan.folder(lang, source)}{name}": page.encode() for name, page in made.items()}
    if is_cover:
        found[COVER] = chapters.first_chart(run.executed for run in shown)
    paper = pdf.content(report, made["method.html"])
    files.write_all(
        {waiting("pages") / name: content for name, content in found.items()}
        | {printed(lang, source): paper.encode()}
    )


def _overview_task(lang: str) -> Task:
    """Return the task of the page that lists the sources, where there are several."""
    return here(
        f"overview {lang}",
        partial(make_overview, lang),
        [*tables(), files.citation()],
        [waiting("pages") / _overview(lang)],
        code("report.overview", templates=PAGE),
    )


def make_overview(lang: str) -> None:
    """Make that page in a language, with the fonts still to be put in."""
    from analysis.report import overview

    page = overview.page(lang, waiting("tables"))
    files.write_all({waiting("pages") / _overview(lang): page.encode()})


def _overview(lang: str) -> str:
    return f"{plan.folder(lang)}{plan.INDEX}.html"


def fonts_tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that gather characters, and cut the fonts down to these.

    They wait for no table and no page, for fonts take long to cut: all that is printed on pages
    comes from the same texts.
    """
    texts = [*files.typed(), files.citation(), *sorted(TEMPLATES.glob(PAGE))]
    texts += [*messages.files(), *(imports.PACKAGE / name for name in WORDED)]
    notebooks = list(dict.fromkeys(run.notebook for run in every))
    return [
        Task(
            name="alphabet",
            function=partial(make_alphabet, [*texts, *notebooks]),
            inputs=[*texts, *code("fonts")],
            notebooks=notebooks,
            outputs=[waiting(ALPHABET)],
            here=True,
        ),
        Task(
            name="fonts",
            function=fonts.cut_beside,
            arguments=_alphabet,
            inputs=[waiting(ALPHABET), *code("fonts")],
            outputs=[waiting(FACES)],
        ),
    ]


def make_alphabet(texts: list[Path]) -> None:
    """Gather the characters of the texts."""
    files.write_all({waiting(ALPHABET): fonts.alphabet(texts).encode()})


def _alphabet() -> dict[str, Any]:
    return {"text": waiting(ALPHABET).read_bytes().decode()}


def _dressing_task(name: str) -> Task:
    """Return the task that puts the fonts into a page."""
    page = waiting("pages") / name
    return Task(
        name=f"fonts in {name}",
        function=fonts.dressed,
        arguments=partial(_page_and_faces, page),
        inputs=[page, waiting(ALPHABET), waiting(FACES), *code("fonts")],
        outputs=[waiting("dressed") / name],
    )


def _page_and_faces(page: Path) -> dict[str, Any]:
    faces = json.loads(waiting(FACES).read_bytes())
    return {"page": page.read_text("utf-8"), "faces": faces, "known": _alphabet()["text"]}


def _charts_task(every: list[Run], lang: str, source: str) -> Task:
    chapters = [run.chapter for run in plan.shown(every, lang, source)]
    return here(
        plan.below(source, f"charts {lang}"),
        partial(make_charts, chapters, drawn(lang, source)),
        chapters,
        [drawn(lang, source)],
        code("report.typesetting", "report.chapters"),
    )


def drawn(lang: str, source: str) -> Path:
    """Return where the charts of a language wait: one file, for only chapters know their names."""
    return waiting("charts") / plan.below(source, f"{lang}.json")


def make_charts(paths: list[Path], output: Path) -> None:
    """Draw the charts to carry away, as SVG and PNG."""
    from analysis.report import chapters

    made = typesetting.charts(chapters.from_json(path.read_bytes()) for path in paths)
    encoded = {name: base64.b64encode(data).decode() for name, data in made.items()}
    files.write_all({output: json.dumps(encoded).encode()})


def _paper_task(lang: str, source: str) -> Task:
    """Return the task that sets a PDF, on another thread or on a worker of a cluster."""
    return Task(
        name=plan.below(source, f"pdf {lang}"),
        function=typesetting.to_pdf,
        arguments=partial(_given, printed(lang, source)),
        inputs=[printed(lang, source), *code("report.typesetting", templates="pdf/*")],
        outputs=[waiting("pdf") / _paper(lang, source)],
    )


def _given(path: Path) -> dict[str, Any]:
    return {"report": path.read_text("utf-8")}


def printed(lang: str, source: str = "") -> Path:
    """Return where that waits which the PDF in a language says, on a source of several."""
    return waiting("pdf") / plan.below(source, f"{lang}.json")


def papers(sources: Iterable[str]) -> dict[Path, Path]:
    """Return where each PDF waits, by where it is published."""
    names = [_paper(lang, source) for source in sources for lang in LANGUAGES]
    return {files.reports() / name: waiting("pdf") / name for name in names}


def _paper(lang: str, source: str) -> str:
    return plan.below(source, f"report.{lang}.pdf")
