"""What is installed, held against the lock, and against its wheels."""

import re
import sys
from importlib import metadata

import pytest

from analysis import files
from analysis.engine import installed
from analysis.errors import CheckError

ANEW = "Set up anew: .venv/bin/uv cache clean; make clean report."


@pytest.fixture
def lock(tmp_path, monkeypatch):
    """Return a function that writes a lock, held against a folder of two packages."""
    for name in ("numpy-2.4.6", "Zope_Interface-7.1", "analysis-0.1.0"):
        (tmp_path / "site" / f"{name}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), str(tmp_path / "missing")])

    def lock(*lines):
        path = tmp_path / "requirements.lock"
        path.write_text("".join(f"{line} \\\n    --hash=sha256:0\n" for line in lines))
        return path

    return lock


def test_versions_that_the_lock_pins_are_well(lock):
    """A pin for other machines may be missing; of two pins for one package either will do."""
    installed.check_versions(
        lock(
            "numpy==2.4.6 ; python_full_version < '3.12'",
            "numpy==2.5.0 ; python_full_version >= '3.12'",
            "zope-interface==7.1",
            "colorama==0.4.6 ; sys_platform == 'win32'",
        )
    )


def test_other_versions_than_the_lock_pins_are_told(lock):
    pinned = lock("numpy==2.5.0", "pandas==3.0.1", "zope.interface==7.1")
    with pytest.raises(CheckError) as raised:
        installed.check_versions(pinned)
    assert str(raised.value) == (
        f"{sys.prefix}: found numpy 2.4.6, pandas missing; expected numpy 2.5.0, pandas 3.0.1, as "
        f"requirements.lock pins. {ANEW}"
    )


def test_versions_here_are_those_that_packages_say():
    """Each tells it in a file besides, which takes long to read."""
    said: dict[str, str] = {}
    for distribution in metadata.distributions():
        name = re.sub(r"[-_.]+", "-", distribution.metadata["Name"]).lower()
        said.setdefault(name, distribution.version)
    assert installed.versions() == said


def test_a_package_more_or_another_python_is_another_environment(tmp_path, lock, monkeypatch):
    """Though it is pinned nowhere: pandas, say, uses bottleneck where there is one."""

    def everything():
        installed.everything.cache_clear()
        return installed.everything()

    found = [everything(), everything()]
    (tmp_path / "site" / "bottleneck-1.4.2.dist-info").mkdir()
    found.append(installed.everything())
    found.append(everything())
    monkeypatch.setattr(sys, "version", "3.99.0")
    found.append(everything())
    installed.everything.cache_clear()
    assert found[0] == found[1] == found[2]
    assert len({*found}) == 3


def test_every_file_that_is_installed_is_what_its_wheel_held():
    installed.check_versions(files.root() / "requirements.lock")
    installed.check_files()


def test_a_file_that_is_not_what_was_installed_is_told(tmp_path, monkeypatch):
    """Among packages by their names, and there only of those asked for."""
    for name in ("a_font", "other"):
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n")
        digest = "sha256=LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ"  # of hello
        (info / "RECORD").write_text(f"{name}/x,{digest},5\n{name}/y,{digest},5\n{name}/z,,\n")
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text("hello")
        (tmp_path / name / "y").write_text("hallo")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(CheckError) as raised:
        installed.check_files(["a_font"])
    where = tmp_path / "a_font" / "y"
    what = "found other bytes; expected what its wheel holds"
    assert str(raised.value) == f"{where}: {what}\n{ANEW}"
    where.unlink()
    with pytest.raises(CheckError, match=f"^{where}: found no such file; expected"):
        installed.check_files(["a_font"])
    where.write_text("hello")
    installed.check_files(["a_font"])


def test_set_up_verifies_every_package(monkeypatch, capsys):
    def fail():
        raise CheckError("numpy/a.py: found other bytes")

    installed.main()
    monkeypatch.setattr(installed, "check_files", fail)
    with pytest.raises(SystemExit, match=r"^numpy/a\.py: found other bytes$"):
        installed.main()
    assert "$(BIN)/python -m analysis.engine.installed" in (files.root() / "Makefile").read_text()
