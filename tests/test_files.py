"""Files are written whole, only where they change, and leave nothing behind when that fails."""

import os
import stat

import pytest

from analysis.errors import CheckError
from analysis.files import write_all


@pytest.fixture
def old(tmp_path):
    """Write two files that hold `old`; return their paths."""
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_bytes(b"old")
    return paths


def content(folder):
    """Return every file of `folder`, hidden ones too, with its bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def fail_on_second_call(monkeypatch, name):
    """Let the second call of the os function `name` raise OSError."""
    real, calls = getattr(os, name), []

    def failing(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(os, name, failing)


def test_files_and_their_folders_are_made(tmp_path):
    path = tmp_path / "new" / "folder" / "a.csv"
    assert write_all({path: "近32萬\r\n".encode()}) == [path]
    assert content(path.parent) == {"a.csv": b"\xe8\xbf\x9132\xe8\x90\xac\r\n"}


def test_every_reader_may_read_what_is_written(tmp_path):
    """The staged file's own mode, 0600, would keep a web server out."""
    path = tmp_path / "a.csv"
    write_all({path: b"new"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_only_what_differs_is_written(old, tmp_path):
    """A file that holds its content stays the same file, so that nothing is rebuilt after it."""
    same, changed = old
    before = same.stat().st_ino
    assert write_all({same: b"old", changed: b"new"}) == [changed]
    assert same.stat().st_ino == before
    assert content(tmp_path) == {"a.csv": b"old", "b.csv": b"new"}


def test_a_forbidden_folder_is_met_before_any_target_is_touched(old, tmp_path):
    """One target cannot be staged, as a file is in its folder's place: all stay as they were."""
    blocked = old[1] / "c.csv"
    with pytest.raises(CheckError) as raised:
        write_all({old[0]: b"new", blocked: b"new"})
    assert str(raised.value) == (
        f"{blocked}: cannot be written (File exists). Free space or allow writing, then build "
        "again."
    )
    assert content(tmp_path) == {"a.csv": b"old", "b.csv": b"old"}


def test_a_full_disk_is_met_before_any_target_is_touched(old, tmp_path, monkeypatch):
    fail_on_second_call(monkeypatch, "chmod")
    with pytest.raises(CheckError, match=r"b\.csv: cannot be written \(No space left on device\)"):
        write_all(dict.fromkeys(old, b"new"))
    assert content(tmp_path) == {"a.csv": b"old", "b.csv": b"old"}


def test_a_rename_that_fails_leaves_each_file_whole(old, tmp_path, monkeypatch):
    """Each file is old or new and nothing else is left; that all are alike is not promised.

    No file system renames two files as one, so the targets before the fault are new already.
    """
    fail_on_second_call(monkeypatch, "replace")
    with pytest.raises(CheckError, match=r"b\.csv: cannot be written \(No space left on device\)"):
        write_all(dict.fromkeys(old, b"new"))
    assert content(tmp_path) == {"a.csv": b"new", "b.csv": b"old"}
