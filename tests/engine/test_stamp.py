"""A digest of files, remembered."""

import pytest

from analysis.engine import stamp


def test_a_digest_is_of_names_contents_and_text(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("a")
    other.write_text("a")
    digests = [
        stamp.digest([one]),
        stamp.digest([other]),
        stamp.digest([one, other]),
        stamp.digest([other, one]),
        stamp.digest([one], "text"),
        stamp.digest([tmp_path / "missing"]),
    ]
    one.write_text("b")
    assert len({*digests, stamp.digest([one])}) == 7
    one.write_text("a")
    assert stamp.digest([one]) == digests[0]


def test_what_is_noted_is_recalled_for_that_state_alone(tmp_path):
    memory = tmp_path / "memory.json"
    stamp.note(memory, "state", 3)
    assert [stamp.recall(memory, state) for state in ("state", "other")] == [3, None]


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"state": "state", "tasks": "x"}'])
def test_a_memory_that_cannot_be_trusted_is_none(tmp_path, text):
    if text is not None:
        (tmp_path / "memory.json").write_text(text)
    assert stamp.recall(tmp_path / "memory.json", "state") is None
