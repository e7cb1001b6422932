"""The tasks that make the parts of a report: chapters, findings, pages and fonts.

All of it waits in the scratch folder, and is made side by side with the notebooks that still run.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pytask import Product, task

from analysis import fonts, paths
from analysis.engine import imports, nodes
from analysis.engine.nodes import Files
from analysis.pipeline import plan
from analysis.pipeline.plan import Run

TEMPLATES = Path(__file__).parents[1] / "report" / "templates"
PAGE = "page/*"  # the templates of a page; those of a chapter are in fragment/
COVER, FINDINGS, ALPHABET = "cover.svg", "findings.md", "alphabet.txt"
Task = Callable[..., None]
Made = Annotated[list[Path], Product]
MadeFile = Annotated[Path, Product]


def chapter_task(run: Run) -> Task:
    """Return the task that makes an executed notebook a chapter."""
    needs = {
        "executed": run.executed,
        "rests_on": own_code(f"chapter {run.name}", "report.chapters", templates="fragment/*"),
        "made_here": run.chapter,
    }

    @task(name=f"chapter {run.name}", kwargs=needs)
    def make(executed: Path, rests_on: list[Path], made_here: MadeFile) -> None:
        from analysis import files
        from analysis.report import chapters

        chapter = chapters.read(executed, below=int(on_index(run)))  # the index gives its title
        files.write_all({made_here: chapters.to_json(chapter)})

    return make  # type: ignore[no-any-return]


def findings_task() -> Task:
    """Return the task that words the README's findings."""
    needs = {
        "claims": paths.processed() / "claims.csv",
        "rests_on": own_code("findings", "report.readme", "measures.claims", "data.tables"),
        "made_here": waiting(FINDINGS),
    }

    @task(name="findings", kwargs=needs)
    def make(claims: Path, rests_on: list[Path], made_here: MadeFile) -> None:
        from analysis import files, measures
        from analysis.data import tables
        from analysis.report import readme

        judged = tables.read("claims")
        findings = readme.block(judged, measures.claims.telling(judged, measures.claims.LEADING))
        files.write_all({made_here: findings.encode()})

    return make  # type: ignore[no-any-return]


def pages_task(every: list[Run]) -> Task:
    """Return the task that makes the pages, with the fonts still to be put in, and the cover."""
    index = [run for run in every if on_index(run)]
    needs = {
        "read": {run.name: run.chapter for run in shown(every)},
        "first": index[0].executed,
        "data": paths.tables(),
        "rests_on": own_code("pages", "report.pages", "report.chapters", templates=PAGE),
        "made_here": [waiting(name) for name in [*page_names(every), COVER]],
    }

    @task(name="pages", kwargs=needs)
    def make(
        read: dict[str, Path], first: Path, data: list[Path], rests_on: list[Path], made_here: Made
    ) -> None:
        from analysis import files
        from analysis.report import chapters
        from analysis.report import pages as making

        parts = {name: chapters.from_json(path.read_bytes()) for name, path in read.items()}
        briefs = {run.place: parts[run.name] for run in every if run.place}
        pages = making.pages([parts[run.name] for run in index], briefs)
        made_of = {name: page.encode() for name, page in pages.items()}
        made_of[COVER] = chapters.first_chart(first)
        files.write_all({waiting(name): content for name, content in made_of.items()})

    return make  # type: ignore[no-any-return]


def alphabet_task(every: list[Run]) -> Task:
    """Return the task that gathers the characters to cut the fonts down to.

    It does not wait for its turn: the fonts can then be cut while the tables are made.
    """
    needs = {
        "texts": _texts(every),
        "rests_on": own_code("alphabet", "report.alphabet"),
        "made": waiting(ALPHABET),
    }

    @task(name="alphabet", kwargs=needs)
    def make(texts: list[Path], rests_on: list[Path], made: MadeFile) -> None:
        from analysis import files
        from analysis.report import alphabet

        files.write_all({made: alphabet.of_files(texts).encode()})

    return make  # type: ignore[no-any-return]


def fonts_task() -> Task:
    """Return the task that cuts the fonts, in a process of its own."""
    needs = {
        "characters": waiting(ALPHABET),
        "rests_on": own_code("fonts", "fonts"),
        "faces": [font_file(name) for name in fonts.FILES],
    }

    @task(name="fonts", kwargs=needs)
    def make(characters: Path, rests_on: list[Path], faces: Made) -> None:
        from analysis import files

        cut = fonts.cut_beside(characters.read_bytes().decode())
        files.write_all({font_file(name): face.encode() for name, face in cut.items()})

    return make  # type: ignore[no-any-return]


def on_index(run: Run) -> bool:
    """Return whether the run is a chapter of the index: not one that is for a place."""
    return run.place is None and not plan.takes_place(run.notebook)


def shown(every: list[Run]) -> list[Run]:
    """Return the runs that a page shows: a brief has no page at its defaults."""
    return [run for run in every if run.place or on_index(run)]


def page_names(every: list[Run]) -> list[str]:
    """Return the file names of the report's pages."""
    return [f"{name}.html" for name in ["index", *(run.name for run in every if run.place)]]


def waiting(name: str) -> Path:
    """Return where a file waits until all is published."""
    return paths.scratch() / "report" / name


def font_file(name: str) -> Path:
    """Return where one of fonts.FILES waits, cut down, as text."""
    return waiting(f"{name}.woff2.txt")


def _texts(every: list[Run]) -> Files:
    """Return the files that nearly all that is printed on pages comes from."""
    notebooks = dict.fromkeys(run.notebook for run in every)
    return Files(name="texts of pages", paths=[*paths.typed(), *notebooks, *TEMPLATES.glob(PAGE)])


def own_code(task: str, *modules: str, templates: str = "") -> Files:
    """Return what a task rests on besides its data: modules, templates and the lock."""
    found = TEMPLATES.glob(templates) if templates else ()
    return nodes.code(task, [*imports.of_module(*modules, "files"), *found])
