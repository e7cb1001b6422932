"""The tasks and what each is made from: tables, then notebooks, then the report, then publishing.

All of it waits in the scratch folder, and only the last task touches what is published. What takes
long to import is imported by the tasks that need it.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from analysis import files, fonts, messages, paths
from analysis.engine import contents, execute, imports, notebook
from analysis.engine.graph import Task
from analysis.engine.progress import say
from analysis.errors import CheckError
from analysis.pipeline import plan
from analysis.pipeline.plan import Run

TEMPLATES = Path(__file__).parents[1] / "report" / "templates"
PAGE = "page/*"  # the templates of a page; those of a chapter are in fragment/
COVER, FINDINGS, ALPHABET, DATAPACKAGE = (
    "cover.svg",
    "findings.md",
    "alphabet.txt",
    "datapackage.json",
)
RUNS_KERNELS = "engine.kernels.forkserver"  # a script, which is not imported


def build_tasks(every: list[Run]) -> list[Task]:
    """Return the tasks of a full build, which executes these notebooks."""
    return [
        _here(
            "tables",
            make_tables,
            paths.typed(),
            [*_tables(), waiting("tables") / DATAPACKAGE],
            code("data.clean", "data.sources", "data.tables", "claims"),
        ),
        *map(_notebook_task, every),
        *map(_chapter_task, plan.shown(every)),
        _here(
            "findings",
            make_findings,
            [waiting("tables") / f"{name}.csv" for name in ("claims", "sources")],
            [waiting(FINDINGS)],
            code("report.readme", "measures.claims", "data.tables"),
        ),
        _pages_task(every),
        *_fonts_tasks(every),
        _publish_task(every),
    ]


def waiting(name: str) -> Path:
    """Return where a file or folder waits until all is published."""
    return paths.scratch() / name


def code(*modules: str, templates: str = "") -> list[Path]:
    """Return what a task rests on besides its data: modules with their words, this one
    too, templates, the lock.

    Raises ModuleNotFoundError or FileNotFoundError where there are none of such a name.
    """
    found = sorted(TEMPLATES.glob(templates)) if templates else []
    if templates and not found:
        raise FileNotFoundError(f"No templates like '{templates}' in {TEMPLATES}")
    own = [Path(__file__), Path(plan.__file__), paths.root() / "requirements.lock"]
    return list(dict.fromkeys([*_with_words(imports.of_module(*modules, "files")), *own, *found]))


def _with_words(modules: Iterable[Path]) -> list[Path]:
    """Return modules, and the message files where one of them says words."""
    known = list(modules)
    return [*known, *(messages.files() if Path(messages.__file__) in known else [])]


def _here(
    name: str,
    function: Callable[[], None],
    inputs: Iterable[Path],
    outputs: Iterable[Path],
    rests_on: list[Path],
    **others: Any,
) -> Task:
    """Return a task that computes in this process."""
    return Task(
        name=name,
        function=function,
        inputs=list(dict.fromkeys([*inputs, *rests_on])),
        outputs=list(outputs),
        here=True,
        **others,
    )


def _tables() -> list[Path]:
    return [waiting("tables") / path.name for path in paths.tables()]


def make_tables() -> None:
    """Make the tables of data/processed, judged claims included."""
    from analysis import claims
    from analysis.data import clean, sources, tables

    frames = clean.clean(sources.read(paths.raw()))
    typed = [folder / "claims.yaml" for folder in paths.source_folders(paths.raw())]
    read = claims.read([path for path in typed if path.is_file()], frames)
    frames |= claims.judge_all(read, frames)
    made = {name: tables.to_csv(name, frame) for name, frame in frames.items()}
    by_name = {f"{name}.csv": data for name, data in made.items()}
    by_name[DATAPACKAGE] = tables.to_package(made)
    files.write_all({waiting("tables") / name: data for name, data in by_name.items()})
    say("tables", ", ".join(made))


def _notebook_task(run: Run) -> Task:
    """Return the task that executes a notebook, here or on a worker of a cluster."""
    rests_on = {
        *_with_words(imports.of_notebook(run.notebook)),
        *code("engine.execute", RUNS_KERNELS),
    }
    given = {"place": run.place} if run.place else {}
    return Task(
        name=run.name,
        function=execute.perform,  # of a module: a worker is sent its name, and not its code
        arguments=partial(_given, run.notebook, given),
        inputs=[*_tables(), *sorted(rests_on)],
        notebooks=[run.notebook],
        outputs=[run.executed],
        settings=repr(given),
        kind="notebook",
    )


def _given(path: Path, given: dict[str, str]) -> dict[str, Any]:
    """Return what execute.perform() is given: the notebook, and the tables as if published."""
    data = {
        paths.relative(published): waits.read_bytes()
        for published, waits in zip(paths.tables(), _tables(), strict=True)
    }
    content = notebook.bare(path)
    return {
        "notebook": content,
        "name": path.name,
        "data": data,
        "given": given,
        "isolated": True,
    }


def _chapter_task(run: Run) -> Task:
    rests_on = code("report.chapters", templates="fragment/*")
    make = partial(make_chapter, run)
    return _here(f"chapter {run.name}", make, [run.executed], [run.chapter], rests_on)


def make_chapter(run: Run) -> None:
    """Make an executed notebook a chapter of the report."""
    from analysis.report import chapters

    chapter = chapters.read(run.executed, below=int(run.on_index))  # the index gives its title
    files.write_all({run.chapter: chapters.to_json(chapter)})


def make_findings() -> None:
    """Word the README's findings."""
    from analysis import measures
    from analysis.data import tables
    from analysis.report import readme

    judged = tables.read("claims", waiting("tables"))
    named = measures.claims.ids(";".join(tables.read("sources", waiting("tables"))["leads"]))
    leading = measures.claims.leading(judged, measures.claims.LEADING, named)
    findings = readme.block(judged, leading)
    files.write_all({waiting("findings.md"): findings.encode()})


def _pages_task(every: list[Run]) -> Task:
    first = next(run for run in every if run.on_index)
    return _here(
        "pages",
        partial(make_pages, every, first),
        [*(run.chapter for run in plan.shown(every)), first.executed, *_tables()],
        [waiting("pages") / name for name in [*plan.pages(every), COVER]],
        code("report.pages", "report.chapters", templates=PAGE),
    )


def make_pages(every: list[Run], first: Run) -> None:
    """Make the pages, with the fonts still to be put in, and the cover."""
    from analysis.report import chapters
    from analysis.report import pages as making

    parts = {run: chapters.from_json(run.chapter.read_bytes()) for run in plan.shown(every)}
    briefs = {run.place: parts[run] for run in every if run.place}
    index = [parts[run] for run in every if run.on_index]
    made = making.pages(index, briefs, waiting("tables"))
    contents = {name: page.encode() for name, page in made.items()}
    contents[COVER] = chapters.first_chart(first.executed)
    files.write_all({waiting("pages") / name: content for name, content in contents.items()})


def _fonts_tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that gather characters, and cut the fonts down to these.

    They wait for no page, for fonts take long to cut: nearly all that is printed on pages comes
    from the same texts.
    """
    texts = [*paths.typed(), *sorted(TEMPLATES.glob(PAGE)), *messages.files()]
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
        _here("fonts", cut_fonts, [waiting(ALPHABET)], _faces(), code("fonts")),
    ]


def make_alphabet(texts: list[Path]) -> None:
    """Gather the characters of the texts."""
    from analysis.report import alphabet

    files.write_all({waiting(ALPHABET): alphabet.of_files(texts).encode()})


def cut_fonts() -> None:
    """Cut the fonts, in a process of its own."""
    cut = fonts.cut_beside(waiting(ALPHABET).read_bytes().decode())
    faces = dict(zip(fonts.FILES, _faces(), strict=True))
    files.write_all({faces[name]: face.encode() for name, face in cut.items()})


def _faces() -> list[Path]:
    """Return where each of fonts.FILES waits, cut down, as text."""
    return [waiting("fonts") / f"{name}.woff2.txt" for name in fonts.FILES]


def _publish_task(every: list[Run]) -> Task:
    executed = {run.notebook: run.executed for run in every if run.place is None}
    copied = {
        **{paths.processed() / path.name: path for path in _tables()},
        paths.processed() / DATAPACKAGE: waiting("tables") / DATAPACKAGE,
        **executed,
        paths.reports() / COVER: waiting("pages") / COVER,
    }
    pages = {paths.reports() / name: waiting("pages") / name for name in plan.pages(every)}
    return Task(
        name="publish",
        function=partial(publish, copied, pages, list(executed)),
        inputs=[
            *copied.values(),
            *pages.values(),
            *_faces(),
            *(waiting(name) for name in (ALPHABET, FINDINGS)),
            *code("report.pages", "report.readme", "report.alphabet", "fonts", "claims"),
        ],
        notebooks=list(executed),
        outputs=[*copied, *pages, paths.readme()],
        here=True,
    )


def publish(copied: dict[Path, Path], pages: dict[Path, Path], notebooks: list[Path]) -> None:
    """Rename all that waits into its place, file by file: tables, notebooks, pages and README."""
    from analysis.report import readme
    from analysis.report.pages import with_fonts

    cells = {path: contents.digest(path, cells=True) for path in notebooks}
    whole = {path: waits.read_text("utf-8") for path, waits in pages.items()}
    faces = _faces_for(list(whole.values()))
    new = {path: waits.read_bytes() for path, waits in copied.items()}
    new |= {path: with_fonts(page, faces).encode() for path, page in whole.items()}
    findings = waiting(FINDINGS).read_text("utf-8")
    new[paths.readme()] = readme.renewed(paths.readme(), findings)
    verdicts = _changed_verdicts()
    files.write_all(new, waiting(files.STAGING), check=partial(_refuse_changed, cells))
    for stray in set(paths.reports().glob("*.html")) - set(pages):
        stray.unlink()
    for change in verdicts:
        say("verdict", change)
    say("report", ", ".join(path.name for path in pages))


def _refuse_changed(cells: dict[Path, str]) -> None:
    """Raise CheckError where a notebook has other cells by now: an edit is not overwritten."""
    for path, known in cells.items():
        if contents.digest(path, cells=True) != known:
            message = "changed while the build ran; nothing was published. Build again"
            raise CheckError(f"{paths.relative(path)}: {message}.")


def _faces_for(pages: list[str]) -> dict[str, str]:
    """Return the fonts cut to the characters known before; anew where pages show any other."""
    from analysis.report import alphabet

    known, shown = waiting(ALPHABET).read_bytes().decode(), alphabet.of_pages(pages)
    if set(shown) <= set(known):
        return {
            name: path.read_text("utf-8") for name, path in zip(fonts.FILES, _faces(), strict=True)
        }
    return fonts.cut_beside(known + shown)


def _changed_verdicts() -> list[str]:
    """Return a line for each verdict that is another than the published one."""
    old, new = (folder / "claims.csv" for folder in (paths.processed(), waiting("tables")))
    before = old.read_text("utf-8") if old.is_file() else ""
    if before == new.read_text("utf-8"):
        return []
    from analysis import claims
    from analysis.data import tables

    return claims.changes(before, tables.read("claims", waiting("tables")))
