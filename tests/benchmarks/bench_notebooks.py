"""Measure how fast notebooks are executed, beside what a user would run instead, and verdicts.

`make bench` runs all and writes results.md beside this file. `--quick` runs everything once with as
few notebooks as will do, and `--only` some of it; both only print.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from race import peers  # type: ignore[import-not-found]  # beside this script
from race.again import run_again  # type: ignore[import-not-found]
from race.checks import run_nbval  # type: ignore[import-not-found]
from race.measure import BenchError  # type: ignore[import-not-found]
from race.report import run_report  # type: ignore[import-not-found]
from race.results import Section, aims_table  # type: ignore[import-not-found]
from race.rounds import run_sets  # type: ignore[import-not-found]
from race.sets import Sets  # type: ignore[import-not-found]
from race.thousand import run_thousand  # type: ignore[import-not-found]
from race.verdicts import run_verdicts  # type: ignore[import-not-found]

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"


@dataclass(frozen=True)
class Size:
    """How much to measure: sets of few and of many notebooks, of light ones, and how often."""

    few: Sets
    many: Sets
    light: int
    fast: int
    slow: int


FULL = Size(Sets(8, fast=3, slow=2), Sets(40, fast=2, slow=1), light=1000, fast=3, slow=1)
QUICK = Size(Sets(2, fast=1, slow=1), Sets(3, fast=1, slow=1), light=100, fast=1, slow=1)
ROUNDS: dict[str, Callable[[Size, Path, Path], list[Section]]] = {
    "sets": lambda size, binaries, _: run_sets(size.few, size.many, binaries, say),
    "report": lambda size, binaries, folder: [
        run_report(folder, binaries, size.fast, size.slow, say)
    ],
    "again": lambda size, binaries, folder: run_again(folder, binaries, size.fast, say),
    "nbval": lambda size, *_: [run_nbval(size.fast, say)],
    "thousand": lambda size, binaries, _: [run_thousand(size.light, binaries, say)],
    "claims": lambda size, *_: run_verdicts(size.light // 10, size.light, say),
}


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def describe_machine() -> str:
    """Return what the numbers depend on, without naming the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.machine()}"
    return f"{cores} cores, Python {platform.python_version()}, {system}."


def compose(sections: list[Section]) -> str:
    """Return the results as Markdown: the aims first, then each part."""
    aims = [aim for section in sections for aim in section.aims]
    how = (
        "Written by `make bench`. Seconds are medians, with the least and the most where there are "
        "several runs; candidates take turns, so that noise meets all alike. Ratios are of the "
        "medians. Bytecode is compiled for everyone. Processor time is that of all processes. "
        "Memory is the largest sum, over a command's processes, of proportional set sizes, sampled "
        "while it ran: the median of the runs. Peers have an environment of their own, pinned in "
        "`peers.lock`."
    )
    parts = [f"# Benchmarks\n\n{how}\n\n{describe_machine()}\n", f"## Aims\n\n{aims_table(aims)}\n"]
    return "\n".join([*parts, *(section.text for section in sections)])


def main() -> None:
    """Run what is asked for; print it, and write it where it is all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="everything once, tiny")
    parser.add_argument("--only", choices=ROUNDS, nargs="+", help="some of it")
    asked = parser.parse_args()
    chosen = asked.only or list(ROUNDS)
    binaries = peers.install()
    sections: list[Section] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in [name for name in ROUNDS if name in chosen]:
            made = ROUNDS[name](QUICK if asked.quick else FULL, binaries, Path(folder, name))
            say("\n".join(f"\n{section.text}" for section in made))
            sections += made
    say(aims_table(aim for section in sections for aim in section.aims))
    if not asked.quick and not asked.only:
        RESULTS.write_text(compose(sections), "utf-8")
        say("Written: tests/benchmarks/results.md")


if __name__ == "__main__":
    try:
        main()
    except BenchError as error:
        sys.exit(f"{error}")
