"""What is published stays as it was whatever fails; a build that is killed is completed later."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from .command import CHAPTER, FIGURES, NOTEBOOK, analysis, edit, published

# Ends the process as `kill -9` does, before it calls a function of `os` for the nth time on a file
# that is published, or waits to be put in the place of one.
KILLED = """\
import os, signal, sys
from pathlib import Path
name, nth, root = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
real, calls = getattr(os, name), []

def killing(*given):
    path = Path(given[-1] if name == "replace" else given[0])
    folder = path.parent.relative_to(root).as_posix() if path.is_relative_to(root) else ""
    if folder in ("notebooks", "reports", "data/processed", ".cache/staged"):
        calls.append(path)
    if len(calls) == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given)

setattr(os, name, killing)
from analysis.cli import main
main(["build"])
"""


def hidden(root):
    """Return the hidden files among what is published."""
    folders = [root / name for name in ("data/processed", "notebooks", "reports", ".")]
    return sorted(path.name for folder in folders for path in folder.glob(".*") if path.is_file())


def test_a_build_that_is_killed_while_it_publishes_leaves_nothing_behind(project):
    """And the next one completes it; test_publish_faults kills publishing at every change."""
    expected = published(project)
    for name in expected:
        if not name.endswith(
            (".ipynb", ".md", "/changes.csv")
        ):  # the log is made from the last one
            (project / name).unlink()
    edit(project / CHAPTER, '"name": "python3"', '"name": "mine"')
    words = [sys.executable, "-c", KILLED, "replace", "9", str(project)]
    environment = {**os.environ, "ANALYSIS_ROOT": str(project)}
    killed = subprocess.run(words, env=environment, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert hidden(project) == []
    result = analysis(project, "build")
    assert (result.returncode, result.stderr) == (0, "")
    assert published(project) == expected
    assert hidden(project) == []
    assert analysis(project, "build").stdout.startswith("Nothing to do")


def test_what_a_killed_command_left_beside_its_targets_is_moved_away(project):
    """As one does that has to stage beside them; a file of the user's stays."""
    left = [".a.analysis-abc_1234", "data/raw/.b.analysis-abc_1234", "reports/.c.analysis-abc_1234"]
    left.append(f"{FIGURES.replace('figures', '.figures')}.analysis-q1w2e3r4")
    mine = [".README.md.original", "data/raw/.places.csv.01234567", "reports/.htaccess"]
    for name in [*left, *mine]:
        (project / name).write_text("x")
    result = analysis(project, "build")
    assert result.returncode == 0
    assert [name for name in [*left, *mine] if (project / name).exists()] == mine
    for path in map(Path, left):
        told = f"{path} to .cache/leftovers/{path.name}: a command that was killed left it\n"
        assert told in result.stdout


def test_a_notebook_that_is_deleted_leaves_the_report(project):
    """It is told as work, and only then is there nothing to do; what the user changed stays."""
    gone = project / NOTEBOOK
    name = "place-guangzhou.html"
    pages = [project / "reports" / folder / name for folder in ("", "zh")]
    charts = [project / "reports" / folder / "charts" for folder in ("", "zh")]
    before = [set(folder.iterdir()) for folder in charts]
    mine = project / "reports" / "zh" / "mine.html"
    mine.write_text("of the user's")
    assert all(page.is_file() for page in pages)
    pages[0].write_text("of the user's")
    gone.unlink()
    result = analysis(project, "build")
    assert result.stdout.splitlines()[-1].startswith("Built: ")
    assert not any(path.exists() for path in [gone, pages[1]])
    assert pages[0].read_text() == mine.read_text() == "of the user's"
    assert name not in (project / "reports" / "index.html").read_text("utf-8")
    assert all(set(folder.iterdir()) < had for folder, had in zip(charts, before, strict=True))
    assert analysis(project, "build").stdout.startswith("Nothing to do")


def test_a_chart_that_is_lost_is_drawn_again(project):
    before = published(project)
    for path in (project / "reports").rglob("charts/*.png"):
        path.unlink()
    assert analysis(project, "build").returncode == 0
    assert published(project) == before


def test_the_checksums_are_those_of_the_files(project):
    for line in (project / "reports" / "SHA256SUMS").read_text().splitlines():
        known, _, name = line.partition("  ")
        data = (project / "reports" / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == known, name


def test_a_damaged_font_publishes_no_wrong_bytes(project, tmp_path):
    """The typeface of running text, with one byte flipped in a copy of its package."""
    site = Path(str(metadata.distribution("font_source_serif_pro").locate_file("")))
    for folder in site.glob("font_source_serif_pro*"):
        shutil.copytree(folder, tmp_path / "site" / folder.name)
    font = next((tmp_path / "site").rglob("SourceSerifPro-Regular.ttf"))
    data = bytearray(font.read_bytes())
    data[len(data) // 2] ^= 1
    font.write_bytes(data)
    before = published(project)
    shutil.rmtree(project / ".cache")
    result = analysis(project, "build", PYTHONPATH=str(tmp_path / "site"))
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        f"{font}: found other bytes; expected what its wheel holds\n"
        "Set up anew: .venv/bin/uv cache clean; make clean report.\n"
    )
    assert published(project) == before


def test_other_packages_than_the_lock_pins_build_nothing(project):
    edit(project / "requirements.lock", "\npandas==", "\npandas==9.")
    before = published(project)
    result = analysis(project, "build")
    assert (result.returncode, result.stdout) == (1, "")
    assert "expected pandas 9." in result.stderr
    assert published(project) == before


def test_a_page_of_the_users_own_is_kept_where_a_build_writes_one(project):
    """One that a build wrote and the user changed, and one that is there before it is made."""
    index, mine = project / "reports/index.html", project / "reports/who-counts.html"
    made = index.read_bytes()
    index.write_text("changed by hand")
    mine.write_text("my own")
    (project / NOTEBOOK).unlink()  # one chapter is enough
    assert analysis(project, "new-notebook", "Who counts?").returncode == 0
    result = analysis(project, "build")
    assert (result.returncode, result.stderr) == (0, "")
    for name, content in (("index.html", "changed by hand"), ("who-counts.html", "my own")):
        assert f"reports/{name} as .cache/kept/{name}: it was changed by hand" in result.stdout
        assert (project / ".cache/kept" / name).read_text() == content
    assert index.read_bytes() != b"changed by hand"
    assert b"who-counts.html" in index.read_bytes()
    assert b"who-counts.html" not in made
    assert "kept" not in analysis(project, "build").stdout


def test_a_draft_neither_breaks_a_build_nor_enters_the_report(project):
    """As JupyterLab's launcher makes one, and a copy of a chapter."""
    cell = '{"cell_type": "code", "source": "1 / 0", "metadata": {}, "outputs": [], "id": "a"}'
    draft = f'{{"cells": [{cell}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}'
    before = published(project)
    names = ["01-what-did-we-find-Copy1", "Untitled"]
    for name in names:
        (project / f"notebooks/{name}.ipynb").write_text(draft)
    result = analysis(project, "build")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.startswith("  left out")] == [
        f"  left out  notebooks/{name}.ipynb: no chapter yet, for chapters are named "
        "NN-a-question-in-words.ipynb, in small letters; rename it"
        for name in names
    ]
    assert lines[len(names) :] == [
        "Nothing to do: all 39 tasks are up to date. Open reports/index.html"
    ]
    for name in names:
        assert (project / f"notebooks/{name}.ipynb").read_text() == draft
        (project / f"notebooks/{name}.ipynb").unlink()
    assert published(project) == before
