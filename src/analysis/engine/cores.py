"""How many cores this process may use: of the machine, of its affinity, of its container."""

import math
import os
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
OWN = Path("/proc/self/cgroup")


def available() -> int:
    """Return the number of cores, at least 1."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, math.ceil(min(cores, limit())))


def limit(groups: Path = CGROUPS, own: Path = OWN) -> float:
    """Return the cores that the control group of this process, and those around it, allow.

    Infinity without a limit. It is a share of time in the file cpu.max, such as `150000 100000`.
    """
    if not own.is_file():  # another system than Linux
        return math.inf
    inside = next((line[4:] for line in own.read_text().splitlines() if line[:3] == "0::"), "")
    folders = [groups / inside, *(groups / inside).parents]
    files = [folder / "cpu.max" for folder in folders if folder.is_relative_to(groups)]
    texts = [file.read_text().split() for file in files if file.is_file()]
    shares = [int(part) / int(whole) for part, whole in texts if part.isdigit()]
    return min(shares, default=math.inf)
