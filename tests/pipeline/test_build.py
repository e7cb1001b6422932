"""What a build compares to find out whether there is anything to do, and what it finds first."""

import re
import shutil

import pytest

from analysis import files, pipeline
from analysis.engine import contents, installed
from analysis.engine.contents import Memory
from analysis.errors import CheckError, DataError
from analysis.pipeline import plan, tasks


def test_what_is_installed_is_part_of_the_state(monkeypatch):
    before = pipeline._state()
    assert pipeline._state() == before
    monkeypatch.setattr(installed, "everything", lambda: "one package more")
    assert pipeline._state() != before


def test_a_task_reads_and_writes_nothing_that_is_no_part_of_the_state():
    """Else an edit of it is nothing to do, for good."""
    made = tasks.build_tasks(plan.plan())
    named = {path for one in made for path in (*one.inputs, *one.notebooks, *one.outputs)}
    ours = {path for path in named if files.scratch() not in path.parents}
    assert ours - contents.loaded().keys() - set(pipeline._project()) == set()
    read = {path for one in made for path in (*one.inputs, *one.notebooks)} & ours
    assert read - contents.loaded().keys() - pipeline._read().keys() == set()


def test_what_lies_in_the_place_of_the_folder_for_leftovers_is_named(tmp_path, monkeypatch):
    left = tmp_path / "reports" / ".index.html.analysis-abcd1234"
    left.parent.mkdir()
    left.write_text("half")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "leftovers").write_text("mine")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    expected = re.escape(f"leftovers/{left.name}: cannot be written (File exists). Free space or ")
    with pytest.raises(CheckError, match=expected):
        pipeline._sweep_up()
    assert left.read_text() == "half"


def test_of_a_ledger_that_cannot_be_read_nothing_else_is_told(tmp_path, monkeypatch, capsys):
    """Which notebooks have a source is not known then."""
    for name in ("data/raw", "notebooks"):
        shutil.copytree(files.root() / name, tmp_path / name)
    for name in ("requirements.lock", "CITATION.cff", "README.md"):
        shutil.copy(files.root() / name, tmp_path / name)
    for path in tmp_path.glob("data/raw/*/figures.csv"):
        if path.parent.name != "references":
            path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    with pytest.raises(DataError):
        pipeline._run(Memory(files.scratch() / "memory.json"), 1, None, None)
    assert "left out" not in capsys.readouterr().out


@pytest.mark.parametrize(("given", "limit"), [(None, 600), (7, 7)])
def test_a_cell_of_a_build_has_a_limit(raw, monkeypatch, given, limit):
    def found(_, limit):
        raise CheckError(f"{limit} seconds")

    monkeypatch.setattr(tasks, "build_tasks", found)
    monkeypatch.setattr(plan, "plan", list)
    with pytest.raises(CheckError, match=f"^{limit} seconds$"):
        pipeline._run(Memory(files.scratch() / "memory.json"), None, None, given)


def test_a_long_file_is_told_before_it_is_read(raw, capsys):
    """Reading it takes a while; what it holds is at fault, so that nothing else is done."""
    path = raw / "post" / "figures.csv"
    path.write_text(path.read_text("utf-8") + "x,y\n" * 10_000, "utf-8")
    with pytest.raises(DataError) as raised:
        tasks.make_tables()
    assert capsys.readouterr().out == "  reading   data/raw/post/figures.csv: 10,004 lines\n"
    assert str(raised.value).startswith("data/raw/post/figures.csv, lines 5 to 10004: found 2 ")


def test_a_draft_is_told_with_what_makes_it_a_chapter(tmp_path, monkeypatch, capsys):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "Untitled.ipynb").touch()
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    pipeline._tell_drafts()
    assert capsys.readouterr().out == (
        "  left out  notebooks/Untitled.ipynb: no chapter yet, for chapters are named "
        "NN-a-question-in-words.ipynb, in small letters; rename it\n"
    )
