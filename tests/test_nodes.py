"""What tasks rest on: a change of any file is a change of the node, and nothing else is."""

import os

import pytest
from pytask import PathNode

from analysis.nodes import Content, Files


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Write two files of a project; return their paths."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    paths = (tmp_path / "a.csv", tmp_path / "b.csv")
    for path in paths:
        path.write_text(f"{path.stem}\n")
    return paths


def test_files_change_with_any_content_and_not_with_time(files):
    before = Files("data", files).state()
    os.utime(files[0], ns=(1, 1))
    assert Files("data", files).state() == before
    files[1].write_text("c\n")
    os.utime(files[1], ns=(2, 2))
    assert Files("data", files).state() not in {before, None}


def test_files_change_when_one_goes_is_renamed_or_is_missing(files):
    states = [Files("data", files).state(), Files("data", files[:1]).state()]
    renamed = files[1].rename(files[1].with_name("c.csv"))
    states += [Files("data", (files[0], renamed)).state(), Files("data", files).state()]
    assert len(set(states)) == 4
    assert states[-1] is None


def test_the_same_files_elsewhere_are_in_the_same_state(files, tmp_path, monkeypatch):
    before = Files("data", files).state()
    moved = tmp_path.rename(tmp_path.with_name("moved"))
    monkeypatch.setenv("ANALYSIS_ROOT", str(moved))
    assert Files("data", (moved / "a.csv", moved / "b.csv")).state() == before


def test_content_is_the_node_that_another_task_makes(files):
    node, made = Content(files[0]), PathNode.from_path(files[0])
    assert (node.signature, node.state()) == (made.signature, made.state())
    assert (node.name, node.load()) == ("a.csv", b"a\n")


def test_what_is_read_is_not_written(files):
    with pytest.raises(NotImplementedError, match=r"^a\.csv is read, and not written"):
        Content(files[0]).save(b"")
    with pytest.raises(NotImplementedError, match=r"^data is read, and not written"):
        Files("data", files).save(b"")
