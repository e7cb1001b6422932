"""The tasks that publish executed notebooks: chapters, findings, pages and fonts, then all at once.

Everything but the last of them is written to the scratch folder, side by side with the notebooks
that still run; what is published changes at one moment, and only when all the rest is there.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pytask import Product, task

from analysis import dependencies, fonts, paths, runs
from analysis.errors import CheckError
from analysis.nodes import Files, code
from analysis.progress import say
from analysis.runs import Run

TEMPLATES = Path(__file__).parent / "templates"
COVER, FINDINGS, ALPHABET = "cover.svg", "findings.md", "alphabet.txt"
Task = Callable[..., None]
Made = Annotated[list[Path], Product]
MadeFile = Annotated[Path, Product]


def tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that publish these runs, for pytask."""
    return [
        *(_chapter_task(run) for run in every),
        _findings_task(),
        _pages_task(every),
        _alphabet_task(every),
        _fonts_task(),
        _report_task(every),
    ]


def _chapter_task(run: Run) -> Task:
    needs = {
        "executed": run.executed,
        "rests_on": _code(f"chapter {run.name}", "chapters"),
        "made_here": run.chapter,
    }

    @task(name=f"chapter {run.name}", kwargs=needs)
    def make(executed: Path, rests_on: list[Path], made_here: MadeFile) -> None:
        from analysis import chapters, files

        chapter = chapters.read(executed, below=int(_on_index(run)))  # the index gives its title
        files.write_all({made_here: chapters.to_json(chapter)})

    return make  # type: ignore[no-any-return]


def _findings_task() -> Task:
    needs = {
        "claims": paths.processed() / "claims.csv",
        "rests_on": _code("findings", "readme", "trials", "tables"),
        "made_here": _waiting(FINDINGS),
    }

    @task(name="findings", kwargs=needs)
    def make(claims: Path, rests_on: list[Path], made_here: MadeFile) -> None:
        from analysis import files, readme, tables, trials

        judged = tables.read("claims")
        findings = readme.block(judged, trials.telling(judged, trials.LEADING))
        files.write_all({made_here: findings.encode()})

    return make  # type: ignore[no-any-return]


def _pages_task(every: list[Run]) -> Task:
    index = [run for run in every if _on_index(run)]
    needs = {
        "read": {run.name: run.chapter for run in every},
        "first": index[0].executed,
        "data": paths.tables(),
        "rests_on": _code("pages", "render", "chapters"),
        "made_here": [_waiting(name) for name in [*_pages(every), COVER]],
    }

    @task(name="pages", kwargs=needs)
    def make(
        read: dict[str, Path], first: Path, data: list[Path], rests_on: list[Path], made_here: Made
    ) -> None:
        from analysis import chapters, files, render

        parts = {name: chapters.from_json(path.read_bytes()) for name, path in read.items()}
        briefs = {run.place: parts[run.name] for run in every if run.place}
        pages = render.pages([parts[run.name] for run in index], briefs)
        made_of = {name: page.encode() for name, page in pages.items()}
        made_of[COVER] = chapters.first_chart(first)
        files.write_all({_waiting(name): content for name, content in made_of.items()})

    return make  # type: ignore[no-any-return]


def _alphabet_task(every: list[Run]) -> Task:
    needs = {
        "texts": _texts(every),
        "rests_on": _code("alphabet", "alphabet"),
        "made_here": _waiting(ALPHABET),
    }

    @task(name="alphabet", kwargs=needs)
    def make(texts: list[Path], rests_on: list[Path], made_here: MadeFile) -> None:
        from analysis import alphabet, files

        files.write_all({made_here: alphabet.of_files(texts).encode()})

    return make  # type: ignore[no-any-return]


def _fonts_task() -> Task:
    needs = {
        "characters": _waiting(ALPHABET),
        "rests_on": _code("fonts", "fonts"),
        "faces": [_face(name) for name in fonts.FILES],
    }

    @task(name="fonts", kwargs=needs)
    def make(characters: Path, rests_on: list[Path], faces: Made) -> None:
        from analysis import files

        cut = fonts.cut_beside(characters.read_bytes().decode())
        files.write_all({_face(name): face.encode() for name, face in cut.items()})

    return make  # type: ignore[no-any-return]


def _report_task(every: list[Run]) -> Task:
    defaults = {run.notebook: run.executed for run in every if run.place is None}
    cells = {notebook: dependencies.cells(notebook) for notebook in defaults}
    pages = _pages(every)
    published = [paths.reports() / name for name in [*pages, COVER]]
    needs = {
        "executed": list(defaults.values()),
        "pages": [_waiting(name) for name in [*pages, COVER]],
        "faces": {name: _face(name) for name in fonts.FILES},
        "characters": _waiting(ALPHABET),
        "findings": _waiting(FINDINGS),
        "rests_on": _code("report", "render", "readme", "files"),
        "made_here": [*published, *defaults, paths.readme()],
    }

    @task(name="report", kwargs=needs)
    def publish(
        executed: list[Path],
        pages: list[Path],
        faces: dict[str, Path],
        characters: Path,
        findings: Path,
        rests_on: list[Path],
        made_here: Made,
    ) -> None:
        from analysis import alphabet, files, readme, render

        for notebook, known in cells.items():
            if dependencies.cells(notebook) != known:
                message = "changed while the build ran; nothing was published. Build again"
                raise CheckError(f"{paths.relative(notebook)}: {message}.")
        whole = {paths.reports() / path.name: path.read_text("utf-8") for path in pages}
        known, shown = characters.read_bytes().decode(), alphabet.of_pages(whole.values())
        cut = {name: path.read_text("utf-8") for name, path in faces.items()}
        if not set(shown) <= set(known):
            cut = fonts.cut_beside(known + shown)
        contents = {path: render.with_fonts(page, cut).encode() for path, page in whole.items()}
        contents |= {path: waiting.read_bytes() for path, waiting in defaults.items()}
        contents[paths.readme()] = readme.renewed(paths.readme(), findings.read_text("utf-8"))
        files.write_all(contents)
        for stray in set(paths.reports().glob("*.html")) - set(made_here):
            stray.unlink()
        say("report", ", ".join(path.name for path in pages))

    return publish  # type: ignore[no-any-return]


def _on_index(run: Run) -> bool:
    """Return whether the run is a chapter of the index: not one that is for a place."""
    return run.place is None and not runs.takes_place(run.notebook)


def _pages(every: list[Run]) -> list[str]:
    return [f"{name}.html" for name in ["index", *(run.name for run in every if run.place)]]


def _waiting(name: str) -> Path:
    """Return where a file waits until all is published."""
    return paths.scratch() / "report" / name


def _face(name: str) -> Path:
    return _waiting(f"{name}.woff2.txt")


def _texts(every: list[Run]) -> Files:
    """Return the files that nearly all that is printed on pages comes from."""
    notebooks = dict.fromkeys(run.notebook for run in every)
    return Files(name="texts of pages", paths=[*paths.typed(), *notebooks, *_templates()])


def _templates() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def _code(task: str, *modules: str) -> Files:
    return code(task, [*dependencies.of_module(*modules), *_templates()])
