"""Digests of what files hold, and of the code that a process has loaded."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import files
from analysis.engine import contents

WRITTEN = shutil.ignore_patterns("*.pyc.*")  # bytecode on its way: it may go before it is copied


def test_a_digest_is_of_content(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("a")
    other.write_text("a")
    assert contents.digest(one) == contents.digest(other)
    other.write_text("b")
    assert contents.digest(one) != contents.digest(other)


@pytest.mark.parametrize("name", ["missing", "", "file/below"])
def test_what_is_no_file_has_no_digest(tmp_path, name):
    (tmp_path / "file").write_text("a")
    assert contents.digest(tmp_path / name) == contents.MISSING


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path):
    """Though the file was old, so that its digest was kept."""
    path = tmp_path / "file"
    path.write_text("one")
    os.utime(path, (1, 1))
    before = contents.digest(path)
    path.write_text("two")
    os.utime(path, (1, 1))
    assert contents.digest(path) != before


def test_a_file_is_read_once_while_nobody_touches_it(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_text("one")
    monkeypatch.setattr(contents, "RECENT_NS", -1)
    before = contents.digest(path)
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"other")
    assert contents.digest(path) == before
    os.utime(path)
    assert contents.digest(path) != before


def test_one_digest_of_many_is_of_names_contents_and_texts(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    one, other = tmp_path / "one", tmp_path / "other"
    a, b = contents.State("a"), contents.State("b")
    found = [
        contents.combined({one: a}),
        contents.combined({one: b}),
        contents.combined({other: a}),
        contents.combined({one: a, other: a}),
        contents.combined({one: a}, "text"),
    ]
    assert len(set(found)) == 5
    assert contents.combined({one: a, other: b}) == contents.combined({other: b, one: a})
    assert contents.combined({one: a._replace(status=(1,))}) == found[0]


LATE = """\
import analysis
path = {path!r}
text = open(path).read()
open(path, "w").write(text + "# edited\\n")
from pathlib import Path
from analysis.engine import contents
print(contents.loaded()[Path(path)].digest == contents.UNKNOWN)
print(contents.is_loaded(), contents.code())
open(path, "w").write(text)
print(contents.is_loaded())
"""


def test_code_that_is_edited_while_a_process_loads_it_is_unknown(tmp_path):
    """Whatever it holds by then: the process may have loaded what it held before."""
    shutil.copytree(files.root() / "src", tmp_path / "src", ignore=WRITTEN)
    path = str(tmp_path / "src" / "analysis" / "errors.py")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    done = subprocess.run(
        [sys.executable, "-c", LATE.format(path=path)],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines() == ["True", "False changed since it was loaded", "False"]


def test_code_is_known_by_one_digest_wherever_it_is_installed(tmp_path):
    shutil.copytree(files.root() / "src", tmp_path / "src", ignore=WRITTEN)
    told = [sys.executable, "-c", "from analysis.engine import contents; print(contents.code())"]
    found = {
        subprocess.run(
            told, env={**os.environ, "PYTHONPATH": str(source)}, capture_output=True, text=True
        ).stdout
        for source in (tmp_path / "src", files.root() / "src")
    }
    assert len(found) == 1
    assert len(found.pop().strip()) == 8
