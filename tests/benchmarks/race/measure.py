"""Run the candidates of a race in turns, and stop at the first that does not do its work."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WATCH = Path(__file__).with_name("watch.py")
# What would make one candidate another, or flatter one: each says for itself what it needs.
UNSET = {
    *("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "VIRTUAL_ENV", "MPLBACKEND", "ANALYSIS_ROOT"),
    *("JUPYTER_DEFAULT_PROVISIONER_NAME", "MAKEFLAGS", "MFLAGS", "MAKELEVEL"),
}


Command = Sequence[str | Path]


class BenchError(Exception):
    """A candidate that failed, or did not make what it should."""


def nothing(folder: Path) -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class Candidate:
    """A command, what it needs in its folder beforehand, and what it must have made afterwards.

    outputs: pattern of the files, of which it makes or changes `makes`, each holding `holds`.
    home: a folder that stays from run to run; otherwise each run has a new one.
    """

    name: str
    command: Command
    binaries: Path
    outputs: str
    makes: int
    holds: str = ""
    prepare: Callable[[Path], None] = nothing
    home: Path | None = None
    runs: int = 1
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Measurement:
    """What one run took; `samples` has the outputs and memory seen while it ran."""

    seconds: float
    processor: float
    samples: list[dict[str, float]]
    printed: str = ""

    @property
    def peak_mb(self) -> float:
        """The most memory that all its processes held at once, in megabytes."""
        return max((sample["tree_mb"] for sample in self.samples), default=0.0)


def race(
    candidates: Iterable[Candidate], say: Callable[[str], None]
) -> dict[str, list[Measurement]]:
    """Return the measurements of each by name: one run of each, again, until none has runs left."""
    every = list(candidates)
    measured: dict[str, list[Measurement]] = {candidate.name: [] for candidate in every}
    for turn in range(max(candidate.runs for candidate in every)):
        for candidate in every:
            if turn < candidate.runs:
                one = measure(candidate)
                measured[candidate.name].append(one)
                counted = f"{candidate.name}, {turn + 1} of {candidate.runs}"
                say(f"  {counted}: {one.seconds:.2f} s, {one.processor:.2f} s of processor time")
    return measured


def measure(candidate: Candidate) -> Measurement:
    """Run the command once; raise BenchError, with what it printed, where it fails."""
    if candidate.home:
        candidate.home.mkdir(parents=True, exist_ok=True)
        return _measure(candidate, candidate.home)
    with tempfile.TemporaryDirectory() as folder:
        return _measure(candidate, Path(folder))


def _measure(candidate: Candidate, folder: Path) -> Measurement:
    candidate.prepare(folder)
    before = stamps(folder, candidate.outputs)
    report, printed = _watch(candidate, folder)
    if report["status"]:
        raise BenchError(f"{candidate.name} ended with {report['status']}:\n{printed}")
    after = stamps(folder, candidate.outputs)
    made = [path for path in after if after[path] != before.get(path)]
    if len(made) != candidate.makes:
        what = f"made {len(made)} of '{candidate.outputs}', not {candidate.makes}"
        raise BenchError(f"{candidate.name} {what}:\n{printed}")
    for path in made:
        if candidate.holds.encode() not in path.read_bytes():
            raise BenchError(f"{candidate.name}: {path.name} lacks {candidate.holds}:\n{printed}")
    return Measurement(report["seconds"], report["processor"], report["samples"], printed)


def _watch(candidate: Candidate, folder: Path) -> tuple[dict[str, Any], str]:
    with tempfile.TemporaryDirectory() as beside:
        report, log = Path(beside, "report.json"), Path(beside, "log.txt")
        command = [sys.executable, WATCH, report, candidate.outputs, *candidate.command]
        with log.open("wb") as file:
            watched = subprocess.run(
                command,
                cwd=folder,
                env=clean_environment(candidate.binaries, candidate.environment),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        printed = log.read_text("utf-8", errors="replace")
        if watched.returncode:
            raise BenchError(f"{candidate.name} could not be watched:\n{printed}")
        return json.loads(report.read_text("utf-8")), printed


def clean_environment(binaries: Path, also: dict[str, str]) -> dict[str, str]:
    """Return the environment of a command: `binaries` first on the path, and nothing that helps."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    path = os.pathsep.join([str(binaries), os.environ.get("PATH", os.defpath)])
    return {**kept, "PATH": path, **also}


def stamps(folder: Path, pattern: str) -> dict[Path, int]:
    """Return when each file of the pattern was last changed."""
    return {path: path.stat().st_mtime_ns for path in folder.glob(pattern) if path.is_file()}
