"""The tasks of a build: tables, notebooks, chapters, pages; publishing has what comes of these.

All of it waits in the scratch folder, and only the last task touches what is published. What takes
long to import is imported by the tasks that need it.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from analysis import files
from analysis.engine import execute, imports, notebook
from analysis.engine.contents import Task
from analysis.engine.progress import say
from analysis.messages import LANGUAGES
from analysis.pipeline import plan, publishing
from analysis.pipeline.plan import DATAPACKAGE, PAGE, Run, code, folder_of, here, tables, waiting
from analysis.pipeline.publishing import COVER, FINDINGS, overview_page, printed

RUNS_KERNELS = "engine.kernels.forkserver"  # a script, which is not imported
MANY = 10_000  # lines of a file; reading that many takes a second or more
LOG = "changes"  # the table of published numbers that moved


def build_tasks(every: list[Run], limit: int = execute.TIME_LIMIT) -> list[Task]:
    """Return the tasks of a full build, which executes these notebooks.

    A cell may take `limit` seconds.
    """
    executions = {run.executed: run for run in reversed(every)}
    judged = code("data.clean", "data.sources", "data.tables", "claims")
    sources = plan.reported(every)
    each = [(source, lang) for source in sources for lang in LANGUAGES]
    return [
        *publishing.fonts_tasks(every),
        here("tables", make_tables, files.typed(), tables(LOG), judged),
        here(
            "changes",
            make_changes,
            [*files.typed(), *tables(LOG), *publishing.kept()],
            [waiting("tables") / publishing.LOG, waiting("tables") / DATAPACKAGE],
            code("report.changes", "data.tables"),
        ),
        *(_separate_task(source) for source in sources if source),
        *(_notebook_task(run, limit) for run in every if executions[run.executed] is run),
        *(_chapter_task(run) for run in every if run.page),
        here(
            "findings",
            partial(make_findings, sources),
            [waiting("tables") / f"{name}.csv" for name in ("claims", "sources")],
            [waiting(FINDINGS)],
            code("report.overview", "measures.claims", "data.tables"),
        ),
        *(_pages_task(every, lang, source) for source, lang in each),
        *(_overview_task(lang) for lang in LANGUAGES if len(sources) > 1),
        *publishing.tasks(every),
    ]


def make_tables() -> None:
    """Make the tables of data/processed, judged claims included."""
    from analysis import claims
    from analysis.data import clean, sources
    from analysis.data import tables as writing

    tell = _say_if_long()
    frames = clean.clean(sources.read(files.raw()))
    typed = [folder / "claims.yaml" for folder in files.source_folders(files.raw())]
    read = claims.read([path for path in typed if path.is_file()], frames)
    claims.check_leads(read, frames["sources"])
    frames |= claims.judge_all(read, frames, tell)
    made = {name: writing.to_csv(name, frame) for name, frame in frames.items()}
    files.write_all({waiting("tables") / f"{name}.csv": data for name, data in made.items()})
    say("tables", ", ".join(made))


def _say_if_long() -> Callable[[str], None]:
    """Say what is read where that takes a while; return what says how far the judging is then."""
    rows = {path: path.read_bytes().count(b"\n") for path in files.typed()}
    long = [path for path, count in rows.items() if count > MANY]
    for path in long:
        say("reading", f"{files.relative(path)}: {rows[path]:,} lines")
    return partial(say, "judging") if long else lambda _: None


def make_changes() -> None:
    """Log which published numbers moved, and describe the tables."""
    from analysis.data import tables as reading
    from analysis.report import changes

    before = publishing.last(files.processed())
    raw = {path.relative_to(files.raw()).as_posix(): path.read_bytes() for path in files.typed()}
    made = {path.stem: path.read_bytes() for path in tables(LOG)}
    known = before.pop(publishing.LOG, b"")
    old = {name.removesuffix(".csv"): data for name, data in before.items()}
    moved = changes.log(known, old, made, publishing.last(files.raw()), raw)
    made[LOG] = reading.to_csv(LOG, moved)
    folder, package = waiting("tables"), reading.to_package(made)
    files.write_all({folder / publishing.LOG: made[LOG], folder / DATAPACKAGE: package})


def _separate_task(source: str) -> Task:
    return here(
        f"tables of {source}",
        partial(make_separate, source),
        tables(),
        tables(source=source),
        code("data.tables"),
    )


def make_separate(source: str) -> None:
    """Make the tables of one source."""
    from analysis.data import tables as reading

    read = reading.of(source, waiting("tables"))
    made = {name: reading.to_csv(name, read(name)) for name in files.TABLES}
    files.write_all({folder_of(source) / f"{name}.csv": data for name, data in made.items()})


def _notebook_task(run: Run, limit: int) -> Task:
    """Return the task that executes a notebook, here or on a worker of a cluster."""
    rests_on = {*imports.of_notebook(run.notebook), *code("engine.execute", RUNS_KERNELS)}
    return Task(
        name=run.executed.relative_to(waiting("executed")).with_suffix("").as_posix(),
        function=execute.perform,  # of a module: a worker is sent its name, and not its code
        arguments=partial(_given, run.notebook, run.given, limit),
        inputs=[*tables(), *sorted(rests_on)],
        notebooks=[run.notebook],
        outputs=[run.executed],
        settings=repr(run.given),
        kind="notebook",
    )


def _given(path: Path, given: dict[str, str], limit: int) -> dict[str, Any]:
    """Return what execute.perform() is given: the notebook, and the tables as if published."""
    published = files.relative(files.processed())
    data = {f"{published}/{waits.name}": waits.read_bytes() for waits in tables()}
    run = {"notebook": notebook.bare(path), "name": path.name, "given": given, "limit": limit}
    return {**run, "data": data, "isolated": True}


def _chapter_task(run: Run) -> Task:
    rests_on = code("report.chapters", "data.words", templates="fragment/*")
    named = ("sources", "places", "metrics") if run.source else ()
    inputs = [run.executed, *(waiting("tables") / f"{name}.csv" for name in named)]
    return here(f"chapter {run.name}", partial(make_chapter, run), inputs, [run.chapter], rests_on)


def make_chapter(run: Run) -> None:
    """Make an executed notebook a chapter of the report."""
    from analysis.data.words import words
    from analysis.report import chapters

    publisher = words(run.lang, waiting("tables"), run.source).publisher if run.source else ""
    told = notebook.cut_short(run.executed)
    if told and run.executed_as(run.lang) == run.lang:  # of one without `lang` there are two
        say("cut short", f"{run.name}: {told}")
    chapter = chapters.read(run.executed, run.lang, str(run.page), publisher, run.called)
    files.write_all({run.chapter: chapters.to_json(chapter)})


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
    from analysis.report import chapters, overview, pages, pdf

    read = [
        replace(chapter, notebook=run.notebook.name, place=run.place or "")
        for run in shown
        for chapter in [chapters.from_json(run.chapter.read_bytes())]
    ]
    folder = folder_of(source)
    report = overview.gather(read, words(lang, folder), folder, waiting("tables"))
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
    return here(
        f"overview {lang}",
        partial(make_overview, lang),
        [*tables(), files.citation()],
        [waiting("pages") / overview_page(lang)],
        code("report.pages", templates=PAGE),
    )


def make_overview(lang: str) -> None:
    """Make the page that lists the sources, with the fonts still to be put in."""
    from analysis.report import pages

    page = pages.page_of_sources(lang, waiting("tables"))
    files.write_all({waiting("pages") / overview_page(lang): page.encode()})
