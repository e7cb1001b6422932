"""Rows of CONTRIBUTING.md and how-tos of README.md, followed to the letter.

Those that a build checks or shows are followed in pipeline/test_rows.py.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from additions import CODE, add  # type: ignore[import-not-found]  # beside this file
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

from analysis.cli import main
from analysis.data import clean, sources
from analysis.engine import execute
from analysis.errors import CheckError
from analysis.report import chapters

ROOT = Path(__file__).parents[1]
FIGURE = "beijing-two,Beijing,firms,2024,asserted,兩家,2,0,,none,,,\n"


def append(path, row):
    """Add a row at the end of a file that is typed by hand."""
    path.write_text(path.read_text("utf-8") + row, "utf-8")


def analysis(*words):
    """Run the command in this process; return its status and all that it said."""
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


def test_a_figure_is_added_and_sealed(raw, text):
    append(raw / "post/figures.csv", FIGURE)
    assert analysis("check-source", str(text))[0] == 2, "it is refused until it is sealed"
    status, said = analysis("check-source", str(text), "--seal")
    assert (status, said.splitlines()[0]) == (0, "Sealed: data/raw/post/figures.csv")
    assert analysis("check-source", str(text))[0] == 0
    figures = clean.clean(sources.read(raw))["figures"].set_index("figure_id")
    assert figures.loc["beijing-two", "value"] == 2


def test_a_notebook_with_a_plain_chart_is_a_chapter(tmp_path):
    """A chart of matplotlib's own needs words beside it, and the message says how to give them."""
    path = tmp_path / "07-who-counts.ipynb"
    draw = "import matplotlib.pyplot as plt\nfigure, ax = plt.subplots()\nax.plot([1, 2]);"
    show = "display(figure, metadata={'image/png': {'alt': 'Two points, one above.'}})\nplt.close()"

    def chapter(source):
        cells = [new_markdown_cell("# Who counts?"), new_code_cell(source)]
        content = writes(new_notebook(cells=cells)).encode()
        path.write_bytes(execute.perform(content, path.name, {}, {}, isolated=True))
        return chapters.read(path, "en", "who-counts")

    with pytest.raises(CheckError, match=re.escape("Show it by display(figure, metadata={")):
        chapter(draw)
    made = chapter(f"{draw}\n{show}")
    assert made.title == "Who counts?"
    assert 'alt="Two points, one above."' in made.body
    assert "Figure size" not in made.body


@pytest.fixture
def copy(tmp_path):
    """Return a copy of the project's code, and what runs a tool of the project in it."""
    for name in ("src", "tests"):
        ignore = shutil.ignore_patterns("*.pyc.*")  # which is being written
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignore)
    for name in ("pyproject.toml", "CONTRIBUTING.md", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    variables = {"PYTHONPATH": str(tmp_path / "src"), "ANALYSIS_ROOT": str(tmp_path)}

    def tool(*words):
        command = [sys.executable, "-m", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=os.environ | variables, capture_output=True, text=True
        )

    return tmp_path, tool


def contributing(row):
    """Return the row of CONTRIBUTING.md that begins so."""
    rows = (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()
    (found,) = [line for line in rows if line.startswith(f"| {row} |")]
    return found


def test_code_is_added_where_its_row_says(copy):
    """In the files that their rows name, and in no other; style and tests of the copy then pass.

    Of the tests of topics those added are run alone: their modules only gain a function.
    """
    root, tool = copy
    for row, edits in CODE.items():
        named = re.findall("`([^`]+)`", contributing(row))
        for name in edits:
            assert any(name.startswith(path) for path in named), f"{row}: {name}"
        add(root, row)
    edited = [name for edits in CODE.values() for name in edits if name.endswith(".py")]
    for words in (("ruff", "check"), ("ruff", "format", "--check")):
        done = tool(*words, *edited)
        assert done.returncode == 0, done.stdout
    tests = [name for name in edited if "/test_" in name]
    others = ("tests/data/test_tables.py", "tests/test_messages.py")  # which no row names
    run = ("-n", "0", "-rA", "-k", "test_added or not test_figures.py")
    ran = tool("pytest", *run, *tests, *others)
    assert ran.returncode == 0, ran.stdout
    assert len(re.findall(r"(?m)^PASSED .*::test_added_", ran.stdout)) == len(tests)


def test_a_dependency_is_a_line_that_the_lock_pins():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = {name.replace("_", "-").lower() for name in re.findall(r"(?m)^([\w.-]+)==", lock)}
    wanted = {re.split(r"[^\w.-]", line)[0].replace("_", "-").lower() for line in named}
    assert wanted - pinned == set()


def test_make_lock_pins_a_dependency_that_was_added(tmp_path):
    """As the index that the environment names has it today, and nothing else moves."""
    bins = Path(sys.executable).parent
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    project = tmp_path / "pyproject.toml"
    text = project.read_text("utf-8")
    line = '    "babel",    '
    assert text.count(line) == 1
    project.write_text(text.replace(line, f'    "emoji",  # names of signs\n{line}'), "utf-8")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/bin").symlink_to(bins)
    ready = "touch .venv/ready-$(pwd | cksum | cut -d' ' -f1)"
    subprocess.run(ready, shell=True, cwd=tmp_path, check=True)
    asked = [str(bins / "uv"), "pip", "compile", "-", "--quiet"]
    index = subprocess.run(asked, input="emoji", capture_output=True, text=True, cwd=tmp_path)
    if index.returncode:
        pytest.skip(f"no package index answers: {index.stderr.strip().splitlines()[-1]}")
    made = subprocess.run(["make", "lock"], cwd=tmp_path, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    lock = (tmp_path / "requirements.lock").read_text("utf-8")
    assert re.search(r"(?m)^emoji==[\d.]+ \\\n    --hash=sha256:", lock)
    assert "://" not in lock
    before, after = (
        set(re.findall(r"(?m)^[\w.-]+==\S+", text))
        for text in ((ROOT / "requirements.lock").read_text("utf-8"), lock)
    )
    assert before < after
    assert [name.partition("==")[0] for name in after - before] == ["emoji"]
