"""Code that is edited while a build runs: what old code made is never taken for new."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .command import NOTEBOOK, ROOT, published


@pytest.fixture
def package(tmp_path):
    """Return a copy of the package, which a build may edit."""
    return Path(shutil.copytree(ROOT / "src", tmp_path / "src"))


def build(package, root):
    """Build the project with the modules of `package` in place of ours."""
    code = "from analysis.cli import main; main(['build'])"
    environment = {**os.environ, "PYTHONPATH": str(package), "ANALYSIS_ROOT": str(root)}
    words = [sys.executable, "-c", code]
    return subprocess.run(words, env=environment, capture_output=True, text=True)


def insert(path, *lines):
    """Put lines of code before a notebook's second code cell."""
    found = json.loads(path.read_bytes())
    cell = [cell for cell in found["cells"] if cell["cell_type"] == "code"][1]
    cell["source"] = [f"{line}\n" for line in lines] + cell["source"]
    path.write_text(json.dumps(found, ensure_ascii=False), "utf-8")


@pytest.mark.parametrize(
    ("module", "old", "new"),
    [
        ("report/chapters.py", '"class": "section"', '"class": "part"'),
        ("report/templates/page/page.html.j2", "</body>", "</body >"),
    ],
    ids=["a module that is loaded by then", "a template"],
)
def test_a_file_edited_during_a_build_is_in_what_is_built_next(project, package, module, old, new):
    """The edit is made by the last notebook, when there are chapters and no pages."""
    path = package / "analysis" / module
    insert(
        project / NOTEBOOK,
        "import pathlib",
        f"path = pathlib.Path({str(path)!r})",
        f"text = path.read_text('utf-8').replace({old!r}, {new!r})",
        "place == 'Guangdong' and path.write_text(text, 'utf-8')",
    )
    shutil.rmtree(project / ".cache")
    before = published(project)
    first = build(package, project)
    assert (first.returncode, published(project)) == (1, before)
    assert f"{path}: changed since the work began. Build again.\n" in first.stderr
    second = build(package, project)
    assert (second.returncode, second.stderr) == (0, "")
    after = published(project)
    assert after["reports/index.html"] != before["reports/index.html"]
    assert build(package, project).stdout.startswith("Nothing to do")
    shutil.rmtree(project / ".cache")
    assert build(package, project).returncode == 0
    assert published(project) == after
