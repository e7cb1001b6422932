"""The tasks that make what readers take away: fonts in pages, charts, PDFs; and publish all of it.

What was published last are tables and typed files as they are in the repository's history. The
commit that counts is the last one that changed data/processed: what was built since, and built
again, was never published. Without a repository nothing is known to have been published.
"""

import base64
import hashlib
import io
import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from analysis import files, fonts, messages
from analysis.engine import contents, imports
from analysis.engine.contents import Task
from analysis.engine.progress import say
from analysis.errors import CheckError
from analysis.messages import LANGUAGES
from analysis.pipeline import plan
from analysis.pipeline.plan import DATAPACKAGE, PAGE, TEMPLATES, Run, code, here, tables, waiting
from analysis.report import typesetting

COVER, FINDINGS, ALPHABET, FACES = "cover.svg", "findings.md", "alphabet.txt", "fonts.json"
WORDED = ("data/codebook.csv", "quantity/hedges.py", "quantity/wording.py")  # what pages quote
KEPT = "kept"  # the folder of what users wrote in the place of files of the report
LAST = "published"  # the folder in the scratch folder that holds what was published last
LOG = "changes.csv"
TYPED = {".csv", ".yaml"}
SUMS = "SHA256SUMS"  # lists what was published, so that only that is ever removed


def tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that make what is published of the pages of these runs, and publish it."""
    each = [(source, lang) for source in plan.reported(every) for lang in LANGUAGES]
    return [
        *(_dressing_task(name) for name in pages(every)),
        *(_charts_task(every, lang, source) for source, lang in each),
        *(_paper_task(lang, source) for source, lang in each),
        task(every),
    ]


def pages(every: list[Run]) -> list[str]:
    """Return the file names of all pages, as read from the folder of reports."""
    sources = plan.reported(every)
    each = [(source, lang) for source in sources for lang in LANGUAGES]
    named = [name for source, lang in each for name in plan.pages(every, lang, source)]
    return [*named, *(overview_page(lang) for lang in LANGUAGES if len(sources) > 1)]


def overview_page(lang: str) -> str:
    """Return the file name of the page that lists the sources."""
    return f"{plan.folder(lang)}{plan.INDEX}.html"


def fonts_tasks(every: list[Run]) -> list[Task]:
    """Return the tasks that gather the characters of what pages are made of, and cut fonts down.

    They wait for no table and no page, for fonts take long to cut.
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
    return Task(
        name=plan.below(source, f"pdf {lang}"),
        function=typesetting.to_pdf,
        arguments=lambda: {"report": printed(lang, source).read_text("utf-8")},
        inputs=[printed(lang, source), *code("report.typesetting", templates="pdf/*")],
        outputs=[waiting("pdf") / plan.below(source, f"report.{lang}.pdf")],
    )


def printed(lang: str, source: str = "") -> Path:
    """Return where that waits which the PDF in a language says, on a source of several."""
    return waiting("pdf") / plan.below(source, f"{lang}.json")


def papers(sources: Iterable[str]) -> dict[Path, Path]:
    """Return where each PDF waits, by where it is published."""
    each = [(source, lang) for source in sources for lang in LANGUAGES]
    names = [plan.below(source, f"report.{lang}.pdf") for source, lang in each]
    return {files.reports() / name: waiting("pdf") / name for name in names}


def task(every: list[Run]) -> Task:
    """Return the task that publishes what was made of these runs."""
    executed = {run.notebook: run.executed for run in every if run.committed}
    sources = plan.reported(every)
    copied = {
        **{files.processed() / path.name: path for path in tables()},
        files.processed() / DATAPACKAGE: waiting("tables") / DATAPACKAGE,
        **executed,
        files.reports() / COVER: waiting("pages") / COVER,
        **{files.reports() / name: waiting("dressed") / name for name in pages(every)},
        **papers(sources),
    }
    charts = {
        files.reports() / plan.folder(lang, source) / "charts": drawn(lang, source)
        for source in sources
        for lang in LANGUAGES
    }
    return Task(
        name="publish",
        function=partial(publish, copied, charts, list(executed)),
        inputs=[
            *copied.values(),
            *charts.values(),
            waiting(FINDINGS),
            *code("report.overview", "claims"),
        ],
        notebooks=list(executed),
        outputs=[*copied, files.reports() / SUMS, files.readme()],
        others=lambda: (path for folder in charts for path in files.below(folder)),
        here=True,
    )


def publish(copied: Mapping[Path, Path], drawn: Mapping[Path, Path], notebooks: list[Path]) -> None:
    """Rename all that waits into its place, file by file: tables, notebooks, report and README.

    `drawn` are folders of charts, and the file in which those of each wait. What an earlier build
    published in the folder of reports, and this one does not, is removed; any other file there is
    the user's.
    """
    from analysis.report import overview

    cells = {path: contents.digest(path, cells=True) for path in notebooks}
    new = {path: waits.read_bytes() for path, waits in copied.items()}
    for folder, waits in drawn.items():
        drawing = json.loads(waits.read_bytes())
        new |= {folder / name: base64.b64decode(text) for name, text in drawing.items()}
    new[files.readme()] = overview.renewed(files.readme(), waiting(FINDINGS).read_text("utf-8"))
    verdicts = _changed_verdicts()
    report = {path: data for path, data in new.items() if files.reports() in path.parents}
    published = _published()
    _keep_theirs({path: data for path, data in report.items() if path not in published})
    changed = files.write_all(new, waiting(files.STAGING), check=partial(_refuse_changed, cells))
    for stray in published - set(report):
        files.remove(stray)
    files.write_all({files.reports() / SUMS: _sums(report)}, waiting(files.STAGING))
    if rewritten := [path.name for path in changed if path in cells]:
        tab = "in an open tab of JupyterLab, File > Reload Notebook from Disk"
        say("notebooks", f"{', '.join(rewritten)}: {tab}")
    for change in verdicts:
        say("verdict", change)
    names = dict.fromkeys(path.name for path in report if path.suffix == ".html")
    say("report", ", ".join(names))


def _sums(report: Mapping[Path, bytes]) -> bytes:
    """Return the checksums of files, as `sha256sum --check` reads them."""
    named = {path.relative_to(files.reports()).as_posix(): data for path, data in report.items()}
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(named.items())]
    return "".join(f"{line}\n" for line in lines).encode()


def _published() -> set[Path]:
    """Return the files of the report that are as an earlier build published them."""
    folder, found = files.reports().resolve(), set()
    listed = folder / SUMS
    for line in listed.read_text("utf-8").splitlines() if listed.is_file() else []:
        known, _, name = line.partition("  ")
        path = (folder / name).resolve()
        ours = path.is_relative_to(folder) and path.is_file()
        if ours and hashlib.sha256(path.read_bytes()).hexdigest() == known:
            found.add(files.reports() / name)
    return found


def _keep_theirs(report: Mapping[Path, bytes]) -> None:
    """Copy to the scratch folder what stands in the place of these files and no build wrote."""
    theirs = {path: path.read_bytes() for path in report if path.is_file()}
    if not (files.reports() / SUMS).is_file():
        return
    for path, data in theirs.items():
        if data != report[path]:
            kept = waiting(KEPT) / path.relative_to(files.reports())
            files.write_all({kept: data})
            where = f"{files.relative(path)} as {files.relative(kept)}"
            say("kept", f"{where}: it was changed by hand, and the build writes it anew")


def _refuse_changed(cells: dict[Path, str]) -> None:
    """Raise CheckError where a notebook has other cells by now: an edit is not overwritten."""
    for path, known in cells.items():
        if contents.digest(path, cells=True) != known:
            message = "changed while the build ran; nothing was published. Build again"
            raise CheckError(f"{files.relative(path)}: {message}.")


def _changed_verdicts() -> list[str]:
    """Return a line for each verdict that is another than the published one."""
    old, new = (folder / "claims.csv" for folder in (files.processed(), waiting("tables")))
    before = old.read_text("utf-8") if old.is_file() else ""
    if before == new.read_text("utf-8"):
        return []
    from analysis import claims
    from analysis.data import tables as reading

    return claims.changes(before, reading.read("claims", waiting("tables")))


def keep_last() -> None:
    """Bring the scratch folder's copy of what was published last up to date."""
    found = _committed() or _logged()
    folder = waiting(LAST)
    files.write_all({folder / name: data for name, data in found.items()})
    for path in files.below(folder):
        if path.relative_to(folder).as_posix() not in found:
            files.remove(path)


def kept() -> list[Path]:
    """Return the files of that copy."""
    return files.below(waiting(LAST))


def last(folder: Path) -> dict[str, bytes]:
    """Return the published files of a folder of the project, by their path in it."""
    inside = waiting(LAST) / files.relative(folder)
    return {path.relative_to(inside).as_posix(): path.read_bytes() for path in files.below(inside)}


def _logged() -> dict[str, bytes]:
    """Return the log of changes as it stands, if it has rows: kept where there is no history."""
    path = files.processed() / LOG
    content = path.read_bytes() if path.is_file() else b""
    return {files.relative(path): content} if content.count(b"\n") > 1 else {}


def _committed() -> dict[str, bytes]:
    """Return the typed files and tables of the last commit that changed the tables, by path."""
    if not shutil.which("git"):
        return {}
    folders = [files.relative(folder) for folder in (files.raw(), files.processed())]
    commit = _git("log", "-1", "--format=%H", "--", folders[1]).decode().strip()
    archive = _git("archive", "--format=tar", commit, "--", *folders) if commit else b""
    if not archive:
        return {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {
            member.name: opened.read()
            for member in tar
            if PurePosixPath(member.name).suffix in TYPED and (opened := tar.extractfile(member))
        }


def _git(*words: str) -> bytes:
    """Return what git says of the project; nothing where it is in no repository."""
    plain = ["-c", "core.autocrlf=false", "-c", "core.attributesFile="]
    command = ["git", "-C", str(files.root()), *plain, *words]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else b""
