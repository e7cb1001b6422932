"""What is installed: held against the lock, and against its wheels.

Run as a script it verifies every installed package, as set-up does. Imports errors only.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import CheckError

if TYPE_CHECKING:
    from importlib.metadata import Distribution

PIN = re.compile(r"^([\w.-]+)==([^ \\;]+)(.*)", re.MULTILINE)
INFO = re.compile(r"(.+)-(.+)\.dist-info")
ANEW = "Set up anew: .venv/bin/uv cache clean; make clean report."
Release = dict[str, str]  # versions by name


def versions() -> Release:
    """Return the version of each installed package, by its normalised name.

    Versions are taken from the names of folders: reading each package's metadata takes 0.1 seconds.
    """
    found: Release = {}
    for folder in filter(os.path.isdir, sys.path):
        for match in filter(None, map(INFO.fullmatch, os.listdir(folder))):
            found.setdefault(_normal(match[1]), match[2])
    return found


@cache
def everything() -> str:
    """Return one digest of Python's version and of all installed packages, pinned or not.

    It is that of the first call: what is installed afterwards is not what this process began with.
    """
    return hashlib.sha256(repr((sys.version, sorted(versions().items()))).encode()).hexdigest()


def pins(lock: Path) -> dict[str, set[str]]:
    """Return the versions that a lock file pins, by normalised name; several for several Pythons.

    The empty text is among them where the package may be left out on some machine.
    """
    found: dict[str, set[str]] = {}
    for name, version, marker in PIN.findall(lock.read_text("utf-8")):
        only_some = {""} if ";" in marker else set()
        found.setdefault(_normal(name), set()).update({version}, only_some)
    return found


def check_versions(lock: Path) -> None:
    """Raise CheckError where other versions are installed than the lock pins, or there is none."""
    if not lock.is_file():
        raise CheckError(
            f"{lock}: found no such file; expected what is to be installed. Restore it."
        )
    here = versions()
    wrong = {
        name: allowed for name, allowed in pins(lock).items() if here.get(name, "") not in allowed
    }
    if wrong:
        there = ", ".join(f"{name} {here.get(name) or 'missing'}" for name in wrong)
        expected = ", ".join(f"{name} {' or '.join(sorted(wrong[name] - {''}))}" for name in wrong)
        raise CheckError(
            f"{sys.prefix}: found {there}; expected {expected}, as {lock.name} pins. {ANEW}"
        )


def check_files(packages: Iterable[str] = ()) -> None:
    """Raise CheckError where an installed file is not what its wheel held, by its own record.

    Only those distributions are looked at that are called like the `packages`, if any are given.
    """
    from importlib import metadata

    named = map(metadata.distribution, dict.fromkeys(packages))
    distributions = list(named) or metadata.distributions()
    faults = [
        f"{distribution.locate_file(name)}: found {found}; expected what its wheel holds"
        for distribution in distributions
        for name, held in _recorded(distribution)
        if (found := _fault(Path(str(distribution.locate_file(name))), held))
    ]
    if faults:
        raise CheckError("\n".join([*faults, ANEW]))


def _recorded(distribution: "Distribution") -> list[tuple[str, str]]:
    """Return the name and digest of each file that the record of a distribution has one of."""
    import csv

    rows = csv.reader((distribution.read_text("RECORD") or "").splitlines())
    return [(row[0], row[1]) for row in rows if len(row) > 1 and row[1]]


def _fault(path: Path, held: str) -> str:
    import base64

    kind, _, expected = held.partition("=")
    try:
        found = hashlib.new(kind, path.read_bytes()).digest()
    except OSError:
        return "no such file"
    plain = base64.urlsafe_b64encode(found).decode().rstrip("=")
    return "" if plain == expected else "other bytes"


@cache
def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Verify every installed package."""
    try:
        check_files()
    except CheckError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
