"""Folders, and texts read; files are written whole, where they change, and leave nothing behind."""

import errno
import os
import re
import shutil
import stat
from pathlib import Path

import pytest

from analysis import files
from analysis.errors import CheckError, DiskFull
from analysis.files import leftovers, locked, read_text, write_all


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


@pytest.mark.parametrize("direct", [True, False])
def test_what_is_no_file_is_left_as_it_is(tmp_path, direct):
    """As root one could replace a device by a file."""
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    path = pipe if direct else link
    expected = f"{path}: found a device or a pipe; expected a file, or none yet. Move it away, or "
    with pytest.raises(CheckError, match=f"^{re.escape(expected)}"):
        write_all({path: b"new"})
    assert pipe.is_fifo()
    assert link.is_symlink()


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
        f"{blocked}: cannot be written (File exists). Free space or allow writing, then try again."
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


def test_what_is_staged_elsewhere_is_nowhere_beside_its_target(old, tmp_path):
    """The check comes when all is staged, and before any target is touched."""
    seen = []

    def check():
        seen.append((sorted(content(tmp_path).values()), len(content(tmp_path / "staged"))))

    targets = dict.fromkeys(old, b"new")
    assert write_all(targets, tmp_path / "staged", check) == old
    assert seen == [([b"old", b"old"], 2)]
    assert content(tmp_path) == {"a.csv": b"new", "b.csv": b"new"}
    assert content(tmp_path / "staged") == {}


def test_a_check_that_fails_leaves_all_as_it_was(old, tmp_path):
    def check():
        raise CheckError("no")

    with pytest.raises(CheckError, match=r"^no$"):
        write_all(dict.fromkeys(old, b"new"), tmp_path / "staged", check)
    assert content(tmp_path) == {"a.csv": b"old", "b.csv": b"old"}
    assert content(tmp_path / "staged") == {}


def test_what_is_staged_on_another_file_system_is_copied(old, tmp_path, monkeypatch):
    real = os.replace

    def across(source, target):
        if source.parent != target.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        real(source, target)

    monkeypatch.setattr(os, "replace", across)
    write_all(dict.fromkeys(old, b"new"), tmp_path / "staged")
    assert content(tmp_path) == {"a.csv": b"new", "b.csv": b"new"}
    assert content(tmp_path / "staged") == {}
    assert stat.S_IMODE(old[0].stat().st_mode) == 0o644


def test_a_folder_in_the_place_of_a_file_is_met_before_any_target_is_touched(old, tmp_path):
    (tmp_path / "c.csv").mkdir()
    targets = dict.fromkeys([*old, tmp_path / "c.csv"], b"new")
    with pytest.raises(CheckError, match=r"c\.csv: found a folder; expected a file, or none yet"):
        write_all(targets, tmp_path / "staged")
    assert content(tmp_path) == {"a.csv": b"old", "b.csv": b"old"}


def test_leftovers_are_files_called_as_staged_ones_are(tmp_path):
    """However many dots and letters there are in the name of a file of the user's."""
    (tmp_path / "below").mkdir()
    (tmp_path / ".b.csv.analysis-ab_12345").mkdir()
    left = [tmp_path / ".a.csv.analysis-ab_12345", tmp_path / "below" / ".a.analysis-ab_12345"]
    for name in (
        ".README.md.original",
        ".a.csv.ab_12345",
        ".analysis-1234567",
        "a.analysis-12345678",
    ):
        (tmp_path / name).write_text("mine")
    for path in left:
        path.write_text("half")
    assert leftovers(tmp_path) == left[:1]
    assert leftovers(tmp_path, "**/.*") == left


def test_what_a_killed_process_would_leave_counts_as_left_over(old, tmp_path, monkeypatch):
    def replace(source, target):
        assert leftovers(tmp_path) == [source]
        real(source, target)

    real = os.replace
    monkeypatch.setattr(os, "replace", replace)
    assert write_all({old[0]: b"new"}) == [old[0]]
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("a.csv", "File exists"),
        ("a.csv/.cache", "Not a directory"),
        ("/proc/none/.cache", "No such file or directory"),  # where even root may not write
        ("broken", "File exists"),
    ],
)
def test_a_folder_that_cannot_be_made_is_named(old, tmp_path, folder, reason):
    (tmp_path / "broken").symlink_to("nowhere")
    expected = re.escape(f": cannot be used ({reason}); expected to make the folder ")
    with pytest.raises(CheckError, match=expected), locked(tmp_path / folder, "build"):
        pytest.fail("it is not locked")


def test_a_full_disk_is_told_as_one_where_the_scratch_folder_is_made(tmp_path, monkeypatch):
    def full(path, **_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, "mkdir", full)
    expected = r"\.cache: cannot be written \(No space left on device\)\. Free space or allow"
    with pytest.raises(DiskFull, match=expected), locked(tmp_path / ".cache", "build"):
        pass


def test_a_folder_is_locked_for_one_at_a_time(tmp_path):
    folder = tmp_path / "new" / ".cache"
    with (
        locked(folder, "build"),
        pytest.raises(CheckError, match=r"^Another build is running; wait for it\.$"),
        locked(folder, "build"),
    ):
        pytest.fail("it is locked twice")
    with locked(folder, "build"):
        assert folder.is_dir()


def test_a_scratch_folder_that_is_deleted_leaves_the_lock(tmp_path):
    folder = tmp_path / ".cache"
    with locked(folder, "build"):
        shutil.rmtree(folder)
        with pytest.raises(CheckError, match=r"^Another build "), locked(folder, "build"):
            pytest.fail("it is locked twice")


@pytest.mark.parametrize("error", [FileNotFoundError("a"), CheckError("a: found no such file")])
def test_what_fails_without_its_scratch_folder_is_told_in_one_line(tmp_path, error):
    folder = tmp_path / ".cache"

    def work():
        with locked(folder, "build"):
            shutil.rmtree(folder)
            write_all({folder / "made later": b""})
            raise error

    expected = re.escape(f"{folder}: was deleted while the build ran. Run the command again.")
    with pytest.raises(CheckError, match=expected):
        work()


def test_permissions_and_links_stay(tmp_path):
    (tmp_path / "own").write_text("old")
    (tmp_path / "own").chmod(0o600)
    (tmp_path / "link").symlink_to("own")
    (tmp_path / "nowhere").symlink_to("new")
    before = os.umask(0o027)
    try:
        write_all({tmp_path / name: b"text" for name in ("link", "nowhere", "other")})
    finally:
        os.umask(before)
    assert {path.name: path.is_symlink() for path in tmp_path.iterdir()} == {
        **{"own": False, "link": True, "nowhere": True, "new": False, "other": False},
    }
    found = {
        path.name: (path.stat().st_mode & 0o777, path.read_text()) for path in tmp_path.iterdir()
    }
    assert found == {
        **dict.fromkeys(["own", "link"], (0o600, "text")),
        **dict.fromkeys(["new", "nowhere", "other"], (0o640, "text")),
    }


def test_the_text_is_read_without_its_byte_order_mark(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeff北京\r\n".encode())
    assert read_text(file) == ("北京\r\n", [])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "found no such file; expected the file. Add it."),
        (b" \n\n", "found an empty file; expected its content. Restore it."),
        (b"a\n\xb1\xb1", "line 2: found byte 0xb1; expected UTF-8 text. Save it as UTF-8."),
        (
            b"\n%PDF-1.4 9%\n",
            "found a PDF; expected text. Save its words as text, as pdftotext does, or by copying "
            "them.",
        ),
        (
            b"PK\x03\x04word/document.xml",
            "found a document or archive; expected text. Open it where it was made, and save it "
            "as plain text.",
        ),
        (
            b"\x89PNG\r\n",
            "found a picture; expected text. Type its words, or have them recognised, and save "
            "them as text.",
        ),
        ("a 9%".encode("utf-16"), "found text in UTF-16; expected text. Save it as UTF-8."),
        (b"a\n9%\0", "line 2: found a NUL; expected UTF-8 text. Save it as UTF-8."),
    ],
)
def test_a_file_that_holds_no_text(tmp_path, data, message):
    file = tmp_path / "a.txt"
    if data is not None:
        file.write_bytes(data)
    text, (problem,) = read_text(file)
    where = f"{file}, " if message.startswith("line") else f"{file}: "
    assert (text, str(problem)) == ("", where + message)


def test_a_text_that_names_a_format_is_text(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("A file that begins with %PDF- is a PDF.")
    assert read_text(file)[1] == []


def test_files_below_are_those_of_linked_folders_too_each_once(tmp_path):
    """Folders that are linked into themselves come to an end."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_text("x")
    for name in ("one", "two"):
        (tmp_path / "a" / name).symlink_to(tmp_path / "a")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "link").symlink_to(tmp_path / "a" / "b" / "file")
    assert files.below(tmp_path) == [tmp_path / "a" / "b" / "file", tmp_path / "link"]


def test_a_path_is_told_from_the_project_s_top_folder(tmp_path, monkeypatch):
    """However it is given: relative to the working folder, or through a link."""
    (tmp_path / "top" / "data").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "top")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path / "link"))
    monkeypatch.chdir(tmp_path / "top" / "data")
    given = ["a.csv", "../b", "..", "../../top2/c"]
    given += [tmp_path / "link" / "data" / "a.csv", tmp_path / "top" / "data" / "a.csv"]
    top2 = f"{tmp_path}/top2/c"
    expected = ["data/a.csv", "b", ".", top2, "data/a.csv", "data/a.csv"]
    assert [files.relative(Path(path)) for path in given] == expected


def test_chapters_are_told_from_drafts_by_their_names(tmp_path, monkeypatch):
    """JupyterLab names a new notebook Untitled, and a copy after what it is of."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    chapters = ["01-who-leads", "02-谁-领先", "10-a"]
    drafts = ["01-who-leads-Copy1", "02_b", "03 who", "Untitled", "Untitled1", "who-leads"]
    for folder, name in (("notebooks", "x"), ("notebooks/.ipynb_checkpoints", "05-x-checkpoint")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.txt").touch()
    for name in [*drafts, *chapters]:
        (files.notebooks() / f"{name}.ipynb").touch()
    assert [path.stem for path in files.chapters()] == chapters
