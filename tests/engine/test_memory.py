"""What was made of what, remembered in a file."""

import json

import pytest

from analysis.engine import contents
from analysis.engine.contents import Made, Memory


def test_what_is_noted_is_remembered(tmp_path):
    first = Memory(tmp_path / "memory.json")
    first.note("task", Made("inputs", {"a.csv": "digest"}))
    first.note_complete("state", 3)
    second = Memory(tmp_path / "memory.json")
    assert second.tasks == {"task": Made("inputs", {"a.csv": "digest"})}
    assert [second.tasks_of(state) for state in ("state", "other")] == [3, None]


def test_work_that_is_killed_has_been_remembered(tmp_path, monkeypatch):
    """Not at each task, for there may be thousands."""
    monkeypatch.setattr(contents, "PAUSE", 0)
    Memory(tmp_path / "memory.json").note("task", Made("inputs", {}))
    assert Memory(tmp_path / "memory.json").tasks == {"task": Made("inputs", {})}


def test_what_is_forgotten_is_gone(tmp_path):
    known = Memory(tmp_path / "memory.json")
    known.note("task", Made("inputs", {}))
    known.note_complete("state", 3)
    known.forget()
    assert (known.tasks, known.tasks_of("state")) == ({}, None)


@pytest.mark.parametrize(
    "found", [None, "", "[]", "{}", '{"tasks": {}}', '{"tasks": {"a": {"x": 1}}, "complete": {}}']
)
def test_a_memory_that_cannot_be_trusted_is_none(tmp_path, found):
    if found is not None:
        (tmp_path / "memory.json").write_text(found)
    known = Memory(tmp_path / "memory.json")
    assert (known.tasks, known.complete) == ({}, {})
    known.save()
    expected: dict[str, dict[str, str]] = {"tasks": {}, "complete": {}}
    assert json.loads((tmp_path / "memory.json").read_bytes()) == expected
