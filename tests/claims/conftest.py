"""A claims.yaml of the source `post`, to be read or refused."""

from functools import partial

import pytest

from .typed import WHERE, read, refusal


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Return the file's path, in a project of its own."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    path = tmp_path / WHERE
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def post(path):
    """Return a function that reads a claims.yaml of this text."""
    return partial(read, path)


@pytest.fixture
def problems(path):
    """Return a function that gives the problems for which a text is refused, a line each."""
    return partial(refusal, path)
