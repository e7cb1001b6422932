"""What was published last, as the repository's history has it."""

import subprocess

import pytest

from analysis import files
from analysis.pipeline import publishing


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a project with one typed file and one table, in no repository yet."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    for folder, name in ((files.raw(), "places.csv"), (files.processed(), "figures.csv")):
        folder.mkdir(parents=True)
        (folder / name).write_text("first\n")
    return tmp_path


def git(root, *words):
    who = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", root, *who, *words], check=True, capture_output=True)


def commit(root):
    git(root, "add", "-A", "data")
    git(root, "commit", "--quiet", "--message", "One")


def tables():
    publishing.keep_last()
    return publishing.last(files.processed())


def test_what_the_last_commit_of_the_tables_holds_was_published(project):
    git(project, "init", "--quiet")
    commit(project)
    (files.processed() / "figures.csv").write_text("built since\n")
    assert tables() == {"figures.csv": b"first\n"}
    assert publishing.last(files.raw()) == {"places.csv": b"first\n"}


def test_a_later_commit_of_typed_files_alone_is_no_publication(project):
    """So that a build after it still knows what was edited."""
    git(project, "init", "--quiet")
    commit(project)
    (files.raw() / "places.csv").write_text("edited\n")
    commit(project)
    publishing.keep_last()
    assert publishing.last(files.raw()) == {"places.csv": b"first\n"}


def test_what_is_published_no_more_is_forgotten(project):
    git(project, "init", "--quiet")
    commit(project)
    assert tables() == {"figures.csv": b"first\n"}
    (files.processed() / "figures.csv").rename(files.processed() / "claims.csv")
    commit(project)
    assert tables() == {"claims.csv": b"first\n"}


def test_without_a_repository_only_the_log_is_kept(project):
    assert tables() == {}
    (files.processed() / "changes.csv").write_text("revision\n")
    assert tables() == {}, "a log without rows has nothing to keep"
    (files.processed() / "changes.csv").write_text("revision\n1\n")
    assert tables() == {"changes.csv": b"revision\n1\n"}
