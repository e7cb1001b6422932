"""Projects built from their sources alone: the whole one, and a small one for tests to change."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .command import BULLETIN, BULLETIN_ID, ROOT, analysis, edit_all

FILES = ("requirements.lock", "README.md", "CITATION.cff", "LICENSE")
NOTEBOOKS = ("04-what-does-the-article-print", "06-a-brief-on-one-place")


def lay_out(root: Path) -> None:
    """Write the project without what a build makes of it."""
    for name in ("data/raw", "notebooks"):
        shutil.copytree(ROOT / name, root / name)
    for name in FILES:
        shutil.copy(ROOT / name, root)
    log = Path("data", "processed", "changes.csv")  # what was published before is typed nowhere
    (root / log).parent.mkdir()
    shutil.copy(ROOT / log, root / log)


def lay_out_small(root: Path) -> None:
    """Write a project with two notebooks and one source, the bulletin, on two of its places."""
    raw = root / "data" / "raw"
    source = raw / BULLETIN_ID
    shutil.copytree(BULLETIN, source)
    edit_all(source / "figures.csv", r"(?m)^cb-(beijing|shanghai|shenzhen-uni).*\n", "")
    edit_all(source / "claims.yaml", r"(?s)- claim_id: cb-uni.*", "")
    for name in ("places.csv", "metrics.csv"):
        shutil.copy(ROOT / "data" / "raw" / name, raw)
    (root / "notebooks").mkdir()
    for name in NOTEBOOKS:
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", root / "notebooks")
    for name in FILES:
        shutil.copy(ROOT / name, root)


def build(root: Path) -> None:
    """Build the project, which has to go well."""
    result = analysis(root, "build")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """Return a function that has a folder made, once for all processes of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    shared = Path(base if worker_id == "master" else base.parent)

    def once(name: str, make: Callable[[Path], None]) -> Path:
        made, part = shared / name, shared / f"{name}.part"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # who comes second waits until it is made
            if not made.exists():
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir()
                make(part)
                part.rename(made)
        return made

    return once


@pytest.fixture(scope="session")
def built(once):
    """Build the whole project, in a folder with blanks and Chinese in its name."""

    def make(folder):
        lay_out(folder / "項目")
        build(folder / "項目")

    return once("a folder", make) / "項目"


@pytest.fixture(scope="session")
def small(once):
    """Build the small project."""

    def make(folder):
        lay_out_small(folder / "項目")
        build(folder / "項目")

    return once("small", make) / "項目"


@pytest.fixture
def project(small, tmp_path):
    """Return a copy of the small project, its memory of what was built included."""
    return Path(shutil.copytree(small, tmp_path / "copy"))


@pytest.fixture
def whole(built, tmp_path):
    """Return a copy of the whole project, its memory of what was built included."""
    return Path(shutil.copytree(built, tmp_path / "copy"))
