"""What runs here, told so that another machine can be held against it. Imports dependencies."""

import hashlib
import sys
from functools import cache
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analysis.engine.imports import NAME, PACKAGE

Release = dict[str, str]


def installed() -> Release:
    """Return what runs here: Python's line, our code, and each package that it needs."""
    code = CODE if _code() == CODE else "changed since it was loaded"
    return {"Python": f"{sys.version_info.major}.{sys.version_info.minor}", NAME: code, **_needs()}


def differences(who: str, found: Release | Exception, expected: Release) -> str:
    """Return a sentence on what `who` runs and should not; the empty text where all is well."""
    if isinstance(found, Exception):
        there, here = [f"{type(found).__name__} ({found})"], ["what is installed here"]
    else:
        names = [name for name in expected if found.get(name, expected[name]) != expected[name]]
        there, here = ([f"{name} {of[name]}" for name in names] for of in (found, expected))
    if not there:
        return ""
    return (
        f"{who}: found {', '.join(there)}; expected {', '.join(here)}. Install there what is "
        "installed here (make setup, at the same commit), then start it again."
    )


def _code() -> str:
    """Return a digest of our package: the names of its files and what they hold."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:8]


@cache
def _needs() -> Release:
    """Return the version of every package that ours needs, itself or through others."""
    found: Release = {}
    waiting = metadata.requires(NAME) or []
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if name not in found and wanted:
            try:
                found[name] = metadata.version(name)
                waiting += metadata.requires(name) or []
            except metadata.PackageNotFoundError:
                found[name] = "missing"
    return dict(sorted(found.items()))


CODE = _code()  # of the modules as this process has loaded them
