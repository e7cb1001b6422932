"""What a build compares to find out whether there is anything to do, and what it finds first."""

import re

import pytest

from analysis.engine import installed
from analysis.errors import CheckError
from analysis.pipeline import build


def test_what_is_installed_is_part_of_the_state(monkeypatch):
    before = build._state()
    assert build._state() == before
    monkeypatch.setattr(installed, "everything", lambda: "one package more")
    assert build._state() != before


def test_what_lies_in_the_place_of_the_folder_for_leftovers_is_named(tmp_path, monkeypatch):
    left = tmp_path / "reports" / ".index.html.analysis-abcd1234"
    left.parent.mkdir()
    left.write_text("half")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "leftovers").write_text("mine")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    expected = re.escape(f"leftovers/{left.name}: cannot be written (File exists). Free space or ")
    with pytest.raises(CheckError, match=expected):
        build._sweep_up()
    assert left.read_text() == "half"
