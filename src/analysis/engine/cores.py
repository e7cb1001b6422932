"""How many cores this process may use: of the machine, of its affinity, of its container."""

import math
import os
from collections.abc import Iterator
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")


def available() -> int:
    """Return the number of cores, at least 1."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, math.ceil(min(cores, limit())))


def limit(groups: Path = CGROUPS, own: Path = OWN) -> float:
    """Return the cores that the control groups of this process allow; infinity without a limit.

    A container's limit is a share of time in the file cpu.max, as in `150000 100000`; version 1
    of control groups has it in two files.
    """
    return min(map(_share, _folders(groups, own)), default=math.inf)


def _folders(groups: Path, own: Path) -> Iterator[Path]:
    """Yield the folders of the groups that the process is in, and of those around them."""
    for line in _text(own).splitlines():
        _, controllers, path = line.split(":", 2)
        for top in (groups, groups / "cpu", groups / controllers):
            inner = top.joinpath(*Path(path).parts[1:])
            yield from (folder for folder in (inner, *inner.parents) if folder.is_relative_to(top))


def _share(folder: Path) -> float:
    parts = _text(folder / "cpu.max").split() or [
        *_text(folder / "cpu.cfs_quota_us").split(),
        *_text(folder / "cpu.cfs_period_us").split(),
    ]
    whole = [int(part) for part in parts if part.isdigit()]
    return whole[0] / whole[1] if len(whole) == 2 and whole[1] else math.inf


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # another system, or a version of control groups without that file
        return ""
