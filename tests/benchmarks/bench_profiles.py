"""Measure a sweep over country profiles: 20, 60 and all of them, each a run of profile.ipynb.

    python tests/benchmarks/bench_profiles.py factbook.jsonl

Prints a row each: profiles, seconds, and the most memory that all processes took together. Nothing
is kept from run to run; what the machine does besides is not known here.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

NOTEBOOK = Path(__file__).with_name("profile.ipynb")
COUNTS = (20, 60, None)
MEGABYTE = 1_000_000


def main(file: Path) -> None:
    """Sweep over each number of profiles, and print what it took."""
    rows = map(json.loads, file.read_text("utf-8").splitlines())
    countries = list(dict.fromkeys(row["country"] for row in rows))
    print("| profiles | seconds | a profile | memory, MB |\n| --- | --- | --- | --- |")
    for count in COUNTS:
        chosen = countries[:count]
        seconds, memory = sweep(file.resolve(), chosen)
        each = seconds / len(chosen)
        print(
            f"| {len(chosen)} | {seconds:.1f} | {each:.2f} | {memory / MEGABYTE:.0f} |", flush=True
        )


def sweep(file: Path, countries: list[str]) -> tuple[float, int]:
    """Return the seconds that a sweep over the countries takes, and its most memory in bytes.

    Memory that processes share is counted once: proportionally to who shares it. Raises
    CalledProcessError where a profile fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "factbook.jsonl").symlink_to(file)  # where the notebook looks for it
        sets = Path(folder, "sets.csv")
        with sets.open("w", encoding="utf-8", newline="") as table:
            write = csv.writer(table)
            write.writerows([("country",), *((country,) for country in countries)])
        program, out = Path(sys.executable).with_name("analysis"), Path(folder, "out")
        command = [str(one) for one in (program, "sweep", NOTEBOOK, "--params", sets, "--out", out)]
        start, most = time.monotonic(), 0
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                most = max(most, _memory(process.pid))
                time.sleep(0.2)  # between two looks at the processes
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        return time.monotonic() - start, most


def _memory(pid: int) -> int:
    """Return the bytes that a process and those below it take now; those that ended take none."""
    total = 0
    try:
        family = psutil.Process(pid)
        every = [family, *family.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for one in every:
        try:
            total += one.memory_full_info().pss
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return total


if __name__ == "__main__":
    main(Path(sys.argv[1]))
