"""The tasks that publish executed notebooks: the parts of the report, and then all at once.

What is published changes at one moment, and only when all the rest is there.
"""

from pathlib import Path

from pytask import task

from analysis import fonts, paths
from analysis.engine import imports
from analysis.engine.progress import say
from analysis.errors import CheckError
from analysis.pipeline import report_parts
from analysis.pipeline.plan import Run
from analysis.pipeline.report_parts import ALPHABET, COVER, FINDINGS, Made, Task, font_file, waiting


def tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that publish these runs, for pytask."""
    return [
        *(report_parts.chapter_task(run) for run in report_parts.shown(every)),
        report_parts.findings_task(),
        report_parts.pages_task(every),
        report_parts.alphabet_task(every),
        report_parts.fonts_task(),
        _report_task(every),
    ]


def _report_task(every: list[Run]) -> Task:
    defaults = {run.notebook: run.executed for run in every if run.place is None}
    cells = {notebook: imports.cells(notebook) for notebook in defaults}
    pages = report_parts.page_names(every)
    published = [paths.reports() / name for name in [*pages, COVER]]
    needs = {
        "executed": list(defaults.values()),
        "pages": [waiting(name) for name in [*pages, COVER]],
        "faces": {name: font_file(name) for name in fonts.FILES},
        "characters": waiting(ALPHABET),
        "findings": waiting(FINDINGS),
        "rests_on": report_parts.own_code(
            "report", "report.pages", "report.readme", "report.alphabet", "fonts"
        ),
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
        from analysis import files
        from analysis.report import pages as making
        from analysis.report import readme

        _refuse_changed(cells)
        whole = {paths.reports() / path.name: path.read_text("utf-8") for path in pages}
        cut = _fonts_for(list(whole.values()), characters.read_bytes().decode(), faces)
        contents = {path: making.with_fonts(page, cut).encode() for path, page in whole.items()}
        contents |= {path: executed.read_bytes() for path, executed in defaults.items()}
        contents[paths.readme()] = readme.renewed(paths.readme(), findings.read_text("utf-8"))
        files.write_all(contents)
        for stray in set(paths.reports().glob("*.html")) - set(made_here):
            stray.unlink()
        say("report", ", ".join(path.name for path in pages))

    return publish  # type: ignore[no-any-return]


def _refuse_changed(cells: dict[Path, str]) -> None:
    """Raise CheckError where a notebook has other cells by now: an edit is not overwritten."""
    for notebook, known in cells.items():
        if imports.cells(notebook) != known:
            message = "changed while the build ran; nothing was published. Build again"
            raise CheckError(f"{paths.relative(notebook)}: {message}.")


def _fonts_for(pages: list[str], known: str, faces: dict[str, Path]) -> dict[str, str]:
    """Return the fonts cut to the `known` characters; anew where pages show any other."""
    from analysis.report import alphabet

    shown = alphabet.of_pages(pages)
    if set(shown) <= set(known):
        return {name: path.read_text("utf-8") for name, path in faces.items()}
    return fonts.cut_beside(known + shown)
