"""The command line: what it says, and the status it ends with."""

import errno
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_notebook

from analysis import __version__
from analysis.cli import main
from analysis.engine.sweep import run

ROOT = Path(__file__).parents[1]
NOTEBOOK = str(ROOT / "notebooks" / "06-a-brief-on-one-place.ipynb")


def analysis(*words):
    """Run the command in this process; return its status and all that it said."""
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


def test_a_full_disk_is_told_wherever_it_is_met(tmp_path, monkeypatch):
    """Here by what makes the folder of a kernel's sockets."""

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/kernel-1")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    output = tmp_path / "out.ipynb"
    assert analysis("run", a_notebook(tmp_path, "n = 1"), "-o", str(output)) == (
        1,
        "/tmp/kernel-1: cannot be written (No space left on device). Free space or allow writing, "
        "then try again.\n",
    )
    assert not output.exists()


COMMANDS = ("build", "run", "sweep", "check-source", "check-text", "new-notebook")


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS)])
def test_help_shows_an_example(words):
    status, said = analysis(*words, "--help")
    assert status == 0
    assert f"analysis {words[0] if words else 'build'}" in said.split("Options:")[0]


def test_run_refuses_an_unknown_parameter():
    assert analysis("run", NOTEBOOK, "-p", "city", "Beijing") == (
        2,
        "06-a-brief-on-one-place.ipynb: found 'city'; expected one of: lang, source, place.\n",
    )


def a_notebook(folder, parameters, *cells, **metadata):
    """Write a notebook with a cell of parameters; return its path as text."""
    tagged = new_code_cell(parameters, metadata={"tags": ["parameters"]})
    made = new_notebook(cells=[tagged, *map(new_code_cell, cells)], metadata=metadata)
    nbformat.write(made, folder / "own.ipynb")
    return str(folder / "own.ipynb")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-p", "n", "many"), "own.ipynb: found n = 'many'; expected int, like the default 1."),
        (
            ("-p", "n", ".5"),
            "own.ipynb: found n = 0.5; expected int, like the default 1; for any number, write in "
            "the cell: n: float = 1.",
        ),
        (
            ("-p", "years", "[1"),
            "-p years: found '[1'; expected a value in YAML such as [a, b] (expected ',' or ']', "
            "but got '<stream end>').",
        ),
        (("-p", "n", "1", "-p", "n", "2"), "-p n: found it twice; expected it once. Remove one."),
    ],
)
def test_run_refuses_what_does_not_fit(tmp_path, words, said):
    notebook = a_notebook(tmp_path, "n = 1\nyears = [2021]")
    assert analysis("run", notebook, *words) == (2, f"{said}\n")


def test_run_reads_values_by_their_type_and_tells_of_another_kernel(tmp_path):
    given = {"n": "-5", "x": "-.5", "text": "#ff0000", "free": "12:30", "day": "2024-03-05"}
    cell = "from datetime import date\nn = 1\nx = 0.5\ntext = ''\nfree = None\nday = date(1, 1, 1)"
    kernel = {"name": "geo", "language": "python", "display_name": "Geo"}
    notebook = a_notebook(tmp_path, cell, "print(n, x, text, free, day.year)", kernelspec=kernel)
    words = [word for name, value in given.items() for word in ("-p", name, value)]
    status, said = analysis("run", notebook, *words, "-o", str(tmp_path / "out.ipynb"))
    assert status == 0
    assert "Note: it asks for the kernel 'geo' and ran in this environment's Python 3." in said
    shown = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[-1].outputs
    assert [output.text for output in shown] == ["-5 -0.5 #ff0000 12:30 2024\n"]


def test_a_limit_for_cells_is_obeyed(tmp_path):
    """It is one that ends by itself, lest the test hang where the limit is not handed on."""
    notebook = a_notebook(tmp_path, "n = 1", "import time; time.sleep(20)")
    words = ("--cell-timeout", "1", "-o", str(tmp_path / "out.ipynb"))
    status, said = analysis("run", notebook, *words)
    assert (status, said.splitlines()[0]) == (
        1,
        "own.ipynb ran longer than 1 seconds in the cell 'import time; time.sleep(20)'.",
    )


@pytest.mark.parametrize(("words", "limit"), [((), None), (("--cell-timeout", "7"), 7)])
def test_a_limit_for_cells_of_a_sweep_is_handed_on(tmp_path, monkeypatch, words, limit):
    cell = new_code_cell("n = 1", metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "own.ipynb")
    (tmp_path / "sets.csv").write_text("n\n2\n")
    found = []

    def sweep(wanted, *_):
        found.append(wanted.limit)
        return run.Outcome(0, 1, 0)

    monkeypatch.setattr(run, "sweep", sweep)
    files = [str(tmp_path / "own.ipynb"), "--params", str(tmp_path / "sets.csv")]
    result = CliRunner().invoke(main, ["sweep", *files, *words])
    assert (result.exit_code, found) == (0, [limit]), result.output


@pytest.mark.parametrize(
    "content", [b"", b"# A title\n", b"{}", b"[1]", b'{"cells": 3}', "März".encode("latin-1")]
)
@pytest.mark.parametrize("words", [("run",), ("sweep", "--over", "place")])
def test_a_file_that_is_no_notebook_is_refused(tmp_path, monkeypatch, words, content):
    monkeypatch.chdir(tmp_path)
    Path("some.md").write_bytes(content)
    status, said = analysis(words[0], "some.md", *words[1:])
    assert status == 2
    assert said.startswith("some.md: found a file that is no notebook (")
    assert said.endswith("); expected Jupyter's JSON. Name another, or restore it.\n")
    assert said.count("\n") == 1
    assert [*tmp_path.iterdir()] == [tmp_path / "some.md"]


def test_run_does_not_write_over_its_notebook(tmp_path):
    path = Path(shutil.copy(NOTEBOOK, tmp_path))
    assert analysis("run", str(path), "-p", "place", "Beijing", "-o", str(path)) == (
        2,
        f"{path}: found the notebook itself; expected another file, so that the notebook stays as "
        "it is. Name another.\n",
    )
    assert path.read_bytes() == Path(NOTEBOOK).read_bytes()


def test_what_lies_in_the_place_of_the_scratch_folder_is_named(tmp_path, monkeypatch):
    at = tmp_path / ".cache"
    at.write_text("mine")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    assert analysis("build") == (
        1,
        f"{at}: cannot be used (File exists); expected to make the folder {at} and write there. "
        "Move away what is there, or allow it.\n",
    )
    assert at.read_text() == "mine"


def test_a_scratch_folder_that_may_not_be_written_is_named(tmp_path, monkeypatch):
    """As root may write anywhere, the answer of the system is changed."""
    at = tmp_path / ".cache"
    at.mkdir()
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda path, mode: path != at)
    status, said = analysis("build")
    assert (status, said.partition(";")[0]) == (1, f"{at}: cannot be used (Permission denied)")


def test_the_version_is_told():
    assert analysis("--version") == (0, f"analysis, version {__version__}\n")


def test_run_refuses_an_unknown_place(tmp_path):
    output = tmp_path / "out.ipynb"
    status, said = analysis("run", NOTEBOOK, "-p", "place", "Wuhan", "-o", str(output))
    assert status == 2
    assert said == (
        "06-a-brief-on-one-place.ipynb: place: found 'Wuhan'; expected one of: Beijing, Shanghai, "
        "Shenzhen, Guangzhou, Hangzhou, Guangdong.\n"
        f"Kept as far as it ran: {output.with_name('out.failed.ipynb')}\n"
    )
    assert not output.exists()


def test_run_writes_where_it_is_told(tmp_path):
    output = tmp_path / "beijing.ipynb"
    assert analysis("run", NOTEBOOK, "-p", "place", "Beijing", "-o", str(output)) == (
        0,
        f"Executed: {output}\n",
    )
    assert "nearly 320,000" in output.read_text("utf-8")


def test_sweep_wants_its_sets_once(tmp_path):
    status, said = analysis("sweep", NOTEBOOK)
    assert status == 2
    assert said.endswith("Error: Give the sets by one of --over and --params.\n")
    status, said = analysis("sweep", NOTEBOOK, "--over", "year", "--out", str(tmp_path / "out"))
    assert (status, said) == (
        2,
        "06-a-brief-on-one-place.ipynb: found --over year; expected one of: lang, source, place. "
        "Give the sets by --params FILE.\n",
    )
    assert not (tmp_path / "out").exists()


@pytest.fixture
def text(tmp_path, monkeypatch):
    """Lay out a project whose only source is a text of two lines, not yet sealed."""
    article = tmp_path / "article.txt"
    article.write_text("甲有近3萬家\n2020年乙有12所", "utf-8")
    folder = tmp_path / "project" / "data" / "raw"
    shutil.copytree(
        ROOT / "data" / "raw",
        folder,
        ignore=lambda d, names: {"figures.csv", "rosters.csv", "claims.yaml", "references"},
    )
    source = folder / "wanliu-economic-review"
    header = (
        "figure_id,place,metric,year,stance,printed,line,start,attributed_to,credited,note,"
        "note_zh,seal"
    )
    (source / "figures.csv").write_text(
        f"{header}\na,Beijing,ai_firms,,asserted,近3萬家,1,2,,none,,,\n"
        "b,Beijing,universities,2020,asserted,12所,2,7,,none,,,\n",
        "utf-8",
    )
    header = (
        "figure_id,member_zh,member_en,seat_en,seat_zh,origin_en,known_from,address,printed,"
        "line,start,seal"
    )
    (source / "rosters.csv").write_text(f"{header}\nb,乙,B,,,,,,乙,2,5,\n", "utf-8")
    digest = hashlib.sha256(article.read_bytes()).hexdigest()
    info = (source / "source.yaml").read_text("utf-8").split("sha256:")[0]
    when = 'published: "2025"\nwindow: [2020, 2025]\n'
    (source / "source.yaml").write_text(f"{info}sha256: {digest}\n{when}", "utf-8")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path / "project"))
    return article


def test_check_source_seals_then_holds_all_but_the_digits_left_over(text):
    status, _ = analysis("check-source", str(text))
    assert status == 2, "rows that were never held against the text are refused"
    status, said = analysis("check-source", str(text), "--seal")
    assert status == 0, "every row is sealed"
    assert said.splitlines()[0] == "Sealed: data/raw/wanliu-economic-review/figures.csv"
    assert said.splitlines()[-2:] == [
        "  digits that no row covers: 1",
        "    line 2, offset 0: '2020'",
    ]
    source = Path(text.parent / "project/data/raw/wanliu-economic-review/source.yaml")
    entry = '{line: 2, start: 0, printed: "2020", why: year of b}'
    source.write_text(f"{source.read_text('utf-8')}not_figures: [{entry}]\n", "utf-8")
    status, said = analysis("check-source", str(text))
    assert status == 0
    assert "digits that no row covers: 0" in said


def test_sealing_ends_with_1_where_a_row_could_not_be_sealed(text):
    path = Path(text.parent / "project/data/raw/wanliu-economic-review/figures.csv")
    path.write_text(path.read_text("utf-8").replace("近3萬家,1,2", "近3萬家,1,3"), "utf-8")
    status, said = analysis("check-source", str(text), "--seal")
    assert status == 1
    assert "    line 1, offset 3: expected '近3萬家', found '3萬家'; it stands at offset 2" in said


def test_check_source_says_where_a_token_stands_instead(text):
    analysis("check-source", str(text), "--seal")
    text.write_text("甲乙有近3萬家\n2020年乙有12所", "utf-8")
    status, said = analysis("check-source", str(text))
    assert status == 1
    assert "is NOT the text studied" in said
    expected = "    line 1, offset 2: expected '近3萬家', found '有近3萬'; it stands at offset 3"
    assert expected in said.splitlines()


def test_check_source_does_not_seal_against_another_text(text):
    text.write_text("甲乙有近3萬家\n2020年乙有12所", "utf-8")
    status, said = analysis("check-source", str(text), "--seal")
    assert status == 2
    assert said.startswith(f"{text}: found a text with sha256 ")
    assert said.endswith("Use that text, or correct source.yaml.\n")


def test_check_source_refuses_a_text_that_is_not_utf_8(text):
    analysis("check-source", str(text), "--seal")
    text.write_bytes("甲有\n近3萬家".encode("big5"))
    assert analysis("check-source", str(text)) == (
        2,
        f"{text}, line 1: found byte 0xa5; expected UTF-8 text. Save it as UTF-8.\n",
    )
