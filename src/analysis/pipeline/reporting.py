"""The tasks that make the report of chapters and tables: pages, charts, fonts, and publishing."""

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from analysis import files, fonts, messages, paths
from analysis.engine import contents, imports
from analysis.engine.graph import Task
from analysis.engine.progress import say
from analysis.errors import CheckError
from analysis.messages import LANGUAGES
from analysis.pipeline import overview, plan, printing
from analysis.pipeline.made import (
    DATAPACKAGE,
    PAGE,
    TEMPLATES,
    code,
    folder_of,
    here,
    tables,
    waiting,
)
from analysis.pipeline.plan import Run

COVER, FINDINGS, ALPHABET, FACES = "cover.svg", "findings.md", "alphabet.txt", "fonts.json"
KEPT = "kept"  # the folder of what users wrote in the place of files of the report
WORDED = ("data/codebook.csv", "quantity/hedges.py", "quantity/wording.py")  # what pages quote
SUMS = "SHA256SUMS"  # lists what was published, so that only that is ever removed


def tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that make the report of the chapters of these runs, and publish all."""
    sources = plan.reported(every)
    each = [(source, lang) for source in sources for lang in LANGUAGES]
    pages = [name for source, lang in each for name in plan.pages(every, lang, source)]
    return [
        here(
            "findings",
            partial(make_findings, sources),
            [waiting("tables") / f"{name}.csv" for name in ("claims", "sources")],
            [waiting(FINDINGS)],
            code("report.readme", "measures.claims", "data.tables"),
        ),
        *(_pages_task(every, lang, source) for source, lang in each),
        *(overview.task(lang) for lang in LANGUAGES if len(sources) > 1),
        *(_dressing_task(name) for name in (*pages, *overview.pages(sources))),
        *(_charts_task(every, lang, source) for source, lang in each),
        *printing.tasks(sources),
        _publish_task(every, [*pages, *overview.pages(sources)]),
    ]


def make_findings(sources: list[str]) -> None:
    """Word the README's findings, a source after another."""
    from analysis import measures
    from analysis.data import tables as reading
    from analysis.data.words import words
    from analysis.report import readme

    blocks = []
    for source in sources:
        read = reading.of(source, waiting("tables"))
        named, judged = measures.claims.ids(read("sources")["leads"].iloc[0]), read("claims")
        leading = measures.claims.leading(judged, measures.claims.LEADING, named)
        said = words(plan.FIRST, waiting("tables"), source)
        blocks.append(readme.block(judged, leading, said, plan.below(source, "")))
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
            paths.root() / "CITATION.cff",
        ],
        [*(waiting("pages") / name for name in made), printing.content(lang, source)],
        code("report.pages", "report.pdf", templates=PAGE),
    )


def make_pages(shown: list[Run], lang: str, source: str, is_cover: bool) -> None:
    """Make the pages of a language on a source, with the fonts still to be put in, the content of
    the PDF, and the cover.
    """
    from analysis.data.words import words
    from analysis.report import chapters, evidence, frame, pages, pdf

    parts = [
        frame.Part(
            str(run.page),
            run.notebook.name,
            chapters.from_json(run.chapter.read_bytes()),
            run.place or "",
        )
        for run in shown
    ]
    folder = folder_of(source)
    known = evidence.read(words(lang, folder), folder)
    made = pages.pages(parts, lang, folder, known, waiting("tables"))
    found = {f"{plan.folder(lang, source)}{name}": page.encode() for name, page in made.items()}
    if is_cover:
        found[COVER] = chapters.first_chart(run.executed for run in shown)
    whole = [part.chapter for part in parts]
    printed = pdf.content(whole, made["method.html"], lang, folder, known)
    files.write_all(
        {waiting("pages") / name: content for name, content in found.items()}
        | {printing.content(lang, source): printed.encode()}
    )


def fonts_tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that gather characters, and cut the fonts down to these.

    They wait for no table and no page, for fonts take long to cut: all that is printed on pages
    comes from the same texts.
    """
    texts = [*paths.typed(), paths.root() / "CITATION.cff", *sorted(TEMPLATES.glob(PAGE))]
    texts += [*messages.files(), *(imports.PACKAGE / name for name in WORDED)]
    notebooks = list(dict.fromkeys(run.notebook for run in every))
    return [
        Task(
            name="alphabet",
            function=partial(make_alphabet, [*texts, *notebooks]),
            inputs=[*texts, *code("report.alphabet")],
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
    from analysis.report import alphabet

    files.write_all({waiting(ALPHABET): alphabet.of_files(texts).encode()})


def _alphabet() -> dict[str, Any]:
    return {"text": waiting(ALPHABET).read_bytes().decode()}


def _dressing_task(name: str) -> Task:
    """Return the task that puts the fonts into a page."""
    from analysis.report import alphabet

    page = waiting("pages") / name
    return Task(
        name=f"fonts in {name}",
        function=alphabet.dressed,
        arguments=partial(_page_and_faces, page),
        inputs=[page, waiting(ALPHABET), waiting(FACES), *code("report.alphabet", "fonts")],
        outputs=[waiting("dressed") / name],
    )


def _page_and_faces(page: Path) -> dict[str, Any]:
    faces = json.loads(waiting(FACES).read_bytes())
    return {"page": page.read_text("utf-8"), "faces": faces, "known": _alphabet()["text"]}


def _charts_task(every: list[Run], lang: str, source: str) -> Task:
    parts = [(str(run.page), run.chapter) for run in plan.shown(every, lang, source)]
    return here(
        plan.below(source, f"charts {lang}"),
        partial(make_charts, parts, _charts(lang, source)),
        [chapter for _, chapter in parts],
        [_charts(lang, source)],
        code("report.charts", "report.chapters"),
    )


def _charts(lang: str, source: str) -> Path:
    """Return where the charts of a language wait: one file, for only chapters know their names."""
    return waiting("charts") / plan.below(source, f"{lang}.json")


def make_charts(parts: list[tuple[str, Path]], output: Path) -> None:
    """Draw the charts to carry away, as SVG and PNG."""
    from analysis.report import chapters, charts

    read = [(page, chapters.from_json(path.read_bytes())) for page, path in parts]
    files.write_all({output: charts.to_json(charts.files(read))})


def _publish_task(every: list[Run], pages: list[str]) -> Task:
    executed = {run.notebook: run.executed for run in every if run.committed}
    sources = plan.reported(every)
    copied = {
        **{paths.processed() / path.name: path for path in tables()},
        paths.processed() / DATAPACKAGE: waiting("tables") / DATAPACKAGE,
        **executed,
        paths.reports() / COVER: waiting("pages") / COVER,
        **{paths.reports() / name: waiting("dressed") / name for name in pages},
        **printing.made(sources),
    }
    drawn = {
        paths.reports() / plan.folder(lang, source) / "charts": _charts(lang, source)
        for source in sources
        for lang in LANGUAGES
    }
    return Task(
        name="publish",
        function=partial(publish, copied, drawn, list(executed)),
        inputs=[
            *copied.values(),
            *drawn.values(),
            waiting(FINDINGS),
            *code("report.charts", "report.readme", "claims"),
        ],
        notebooks=list(executed),
        outputs=[*copied, paths.reports() / SUMS, paths.readme()],
        others=lambda: (path for folder in drawn for path in paths.below(folder)),
        here=True,
    )


def publish(copied: Mapping[Path, Path], drawn: Mapping[Path, Path], notebooks: list[Path]) -> None:
    """Rename all that waits into its place, file by file: tables, notebooks, report and README.

    `drawn` are folders of charts, and the file in which those of each wait. What an earlier build
    published in the folder of reports, and this one does not, is removed; any other file there is
    the user's.
    """
    from analysis.report import charts, readme

    cells = {path: contents.digest(path, cells=True) for path in notebooks}
    new = {path: waits.read_bytes() for path, waits in copied.items()}
    for folder, waits in drawn.items():
        new |= {folder / name: data for name, data in charts.from_json(waits.read_bytes()).items()}
    new[paths.readme()] = readme.renewed(paths.readme(), waiting(FINDINGS).read_text("utf-8"))
    verdicts = _changed_verdicts()
    report = {path: data for path, data in new.items() if paths.reports() in path.parents}
    published = _published()
    _keep_theirs({path: data for path, data in report.items() if path not in published})
    changed = files.write_all(new, waiting(files.STAGING), check=partial(_refuse_changed, cells))
    for stray in published - set(report):
        files.remove(stray)
    files.write_all({paths.reports() / SUMS: _sums(report)}, waiting(files.STAGING))
    if rewritten := [path.name for path in changed if path in cells]:
        tab = "in an open tab of JupyterLab, File > Reload Notebook from Disk"
        say("notebooks", f"{', '.join(rewritten)}: {tab}")
    for change in verdicts:
        say("verdict", change)
    names = dict.fromkeys(path.name for path in report if path.suffix == ".html")
    say("report", ", ".join(names))


def _sums(report: Mapping[Path, bytes]) -> bytes:
    """Return the checksums of the files of the report, as `sha256sum --check` reads them."""
    named = {path.relative_to(paths.reports()).as_posix(): data for path, data in report.items()}
    lines = (f"{hashlib.sha256(named[name]).hexdigest()}  {name}\n" for name in sorted(named))
    return "".join(lines).encode()


def _published() -> set[Path]:
    """Return the files of the report that are as an earlier build published them."""
    folder = paths.reports().resolve()
    listed = folder / SUMS
    found = set()
    for line in listed.read_text("utf-8").splitlines() if listed.is_file() else []:
        known, _, name = line.partition("  ")
        path = (folder / name).resolve()
        ours = path.is_relative_to(folder) and path.is_file()
        if ours and hashlib.sha256(path.read_bytes()).hexdigest() == known:
            found.add(paths.reports() / name)
    return found


def _keep_theirs(report: Mapping[Path, bytes]) -> None:
    """Copy to the scratch folder what stands in the place of these files and no build wrote."""
    theirs = {path: path.read_bytes() for path in report if path.is_file()}
    if not (paths.reports() / SUMS).is_file():
        return
    for path, data in theirs.items():
        if data != report[path]:
            kept = waiting(KEPT) / path.relative_to(paths.reports())
            files.write_all({kept: data})
            where = f"{paths.relative(path)} as {paths.relative(kept)}"
            say("kept", f"{where}: it was changed by hand, and the build writes it anew")


def _refuse_changed(cells: dict[Path, str]) -> None:
    """Raise CheckError where a notebook has other cells by now: an edit is not overwritten."""
    for path, known in cells.items():
        if contents.digest(path, cells=True) != known:
            message = "changed while the build ran; nothing was published. Build again"
            raise CheckError(f"{paths.relative(path)}: {message}.")


def _changed_verdicts() -> list[str]:
    """Return a line for each verdict that is another than the published one."""
    old, new = (folder / "claims.csv" for folder in (paths.processed(), waiting("tables")))
    before = old.read_text("utf-8") if old.is_file() else ""
    if before == new.read_text("utf-8"):
        return []
    from analysis import claims
    from analysis.data import tables as reading

    return claims.changes(before, reading.read("claims", waiting("tables")))
