"""Code that is edited while a build runs: what old code made is never taken for new."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from .command import CHAPTER, NOTEBOOK, ROOT, WRITTEN, analysis, insert, published


@pytest.fixture
def package(tmp_path):
    """Return a copy of the package, which a build may edit."""
    return Path(shutil.copytree(ROOT / "src", tmp_path / "src", ignore=WRITTEN))


def run(package, root, *words):
    """Run the command on the project, with the modules of `package` in place of ours."""
    code = "from analysis.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(package), "ANALYSIS_ROOT": str(root)}
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def differing(project, before):
    """Return the names of published files that are not what they were."""
    after = published(project)
    return [name for name in {*before, *after} if before.get(name) != after.get(name)]


@pytest.mark.parametrize(
    ("module", "old", "new"),
    [
        ("report/forms.py", '"class": "section"', '"class": "part"'),
        ("report/templates/page/base.html.j2", "</body>", "</body >"),
    ],
    ids=["a module that is loaded by then", "a template"],
)
def test_a_file_edited_during_a_build_is_in_what_is_built_next(project, package, module, old, new):
    """The run in Chinese makes the edit, when there may be an English chapter already."""
    path = package / "analysis" / module
    (project / NOTEBOOK).unlink()
    insert(
        project / CHAPTER,
        "import pathlib",
        f"path = pathlib.Path({str(path)!r})",
        "text = path.read_text('utf-8')",
        f"if lang == 'zh' and {old!r} in text:",
        f"    path.write_text(text.replace({old!r}, {new!r}), 'utf-8')",
    )
    before = published(project)
    first = run(package, project, "build")
    assert (first.returncode, differing(project, before)) == (1, []), first.stdout + first.stderr
    assert f"{path}: changed since the work began. Build again.\n" in first.stderr
    second = run(package, project, "build")
    assert (second.returncode, second.stderr) == (0, "")
    after = published(project)
    assert after["reports/index.html"] != before["reports/index.html"]
    assert run(package, project, "build").stdout.startswith("Nothing to do")
    if module.endswith(".py"):
        shutil.rmtree(project / ".cache")
        third = run(package, project, "build")
        assert (third.returncode, third.stderr) == (0, "")
        assert differing(project, after) == []


def test_a_cache_that_is_deleted_during_a_build_is_told_in_one_line(project):
    (project / NOTEBOOK).unlink()
    insert(
        project / CHAPTER,
        "import shutil",
        f"shutil.rmtree({str(project / '.cache')!r}, ignore_errors=True)",
    )
    before = published(project)
    done = analysis(project, "build")
    told = ".cache: was deleted while the build of this project ran. Run the command again.\n"
    assert (done.returncode, done.stderr, published(project)) == (1, told, before)


@pytest.mark.parametrize("back", ["", "path.write_text(text, 'utf-8')"], ids=["", "and put back"])
def test_sets_that_ran_while_the_engine_was_edited_are_run_again(package, tmp_path, back):
    """By then some of it was loaded, so that nobody can say what made them."""
    name = "src/analysis/engine/execute.py"
    lines = [
        "import pathlib",
        f"path = pathlib.Path({str(tmp_path / name)!r})",
        "text = path.read_text('utf-8')",
        "path.write_text(f'{text}# edited', 'utf-8')",
        back,
    ]
    cells = [
        new_code_cell("n = 0", metadata={"tags": ["parameters"]}),
        new_code_cell("\n".join(lines)),
    ]
    nbformat.write(new_notebook(cells=cells), tmp_path / "model.ipynb")
    (tmp_path / "sets.csv").write_text("n\n1\n2\n")
    words = ["sweep", str(tmp_path / "model.ipynb"), "--params", str(tmp_path / "sets.csv"), "-j1"]
    words += ["--out", str(tmp_path / "out")]
    first = run(package, tmp_path, *words)
    assert first.returncode == 1
    assert f"  n=1: {name}: changed while 'n=1' was made from it. Build again.\n" in first.stderr
    assert f"  n=2: {name}: changed since the work began. Build again.\n" in first.stderr
    assert list((tmp_path / "out").glob("*.ipynb")) == []
