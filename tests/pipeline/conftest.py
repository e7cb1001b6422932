"""A project built from its sources alone, for the tests that change it."""

import shutil
from pathlib import Path

import pytest

from .command import ROOT, analysis


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Build the project from its sources alone, in a folder with blanks and Chinese in its name."""
    root = tmp_path_factory.mktemp("a folder") / "項目"
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    for name in ("requirements.lock", "README.md", "CITATION.cff", "LICENSE"):
        shutil.copy(ROOT / name, root)
    log = Path("data", "processed", "changes.csv")  # what was published before is typed nowhere
    (root / log).parent.mkdir()
    shutil.copy(ROOT / log, root / log)
    result = analysis(root, "build")
    assert (result.returncode, result.stderr) == (0, "")
    return root


@pytest.fixture
def project(built, tmp_path):
    """Return a copy of the built project, its memory of what was built included."""
    return Path(shutil.copytree(built, tmp_path / "copy"))
