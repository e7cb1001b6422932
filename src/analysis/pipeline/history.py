"""What was published last: tables and typed files as they are in the repository's history.

The commit that counts is the last one that changed data/processed: what was built since, and built
again, was never published. Without a repository nothing is known to have been published.
"""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from analysis import files, paths

BASE = "published"  # the folder in the scratch folder that holds what was published last
LOG = "changes.csv"
KEPT = {".csv", ".yaml"}


def keep() -> None:
    """Bring the scratch folder's copy of what was published last up to date."""
    found = _committed() or _logged()
    folder = base()
    files.write_all({folder / name: data for name, data in found.items()})
    for path in paths.below(folder):
        if path.relative_to(folder).as_posix() not in found:
            files.remove(path)


def base() -> Path:
    """Return the folder of that copy."""
    return paths.scratch() / BASE


def kept() -> list[Path]:
    """Return the files of that copy."""
    return paths.below(base())


def published(folder: Path) -> dict[str, bytes]:
    """Return the published files of a folder of the project, by their path in it."""
    inside = base() / paths.relative(folder)
    return {path.relative_to(inside).as_posix(): path.read_bytes() for path in paths.below(inside)}


def _logged() -> dict[str, bytes]:
    """Return the log of changes as it stands, if it has rows: kept where there is no history."""
    path = paths.processed() / LOG
    content = path.read_bytes() if path.is_file() else b""
    return {paths.relative(path): content} if content.count(b"\n") > 1 else {}


def _committed() -> dict[str, bytes]:
    """Return the typed files and tables of the last commit that changed the tables, by path."""
    if not shutil.which("git"):
        return {}
    folders = [paths.relative(folder) for folder in (paths.raw(), paths.processed())]
    commit = _git("log", "-1", "--format=%H", "--", folders[1]).decode().strip()
    archive = _git("archive", "--format=tar", commit, "--", *folders) if commit else b""
    if not archive:
        return {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {
            member.name: opened.read()
            for member in tar
            if PurePosixPath(member.name).suffix in KEPT and (opened := tar.extractfile(member))
        }


def _git(*words: str) -> bytes:
    """Return what git says of the project; nothing where it is in no repository."""
    plain = ["-c", "core.autocrlf=false", "-c", "core.attributesFile="]
    command = ["git", "-C", str(paths.root()), *plain, *words]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else b""
