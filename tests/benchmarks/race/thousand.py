"""A thousand sets of a light notebook: how fast, and whether the memory of the command grows."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from . import results, sets
from .measure import Candidate, Command, race
from .peers import OURS
from .results import Aim, Section

PORT = re.compile(r"address already in use|EADDRINUSE|ZMQError", re.IGNORECASE)
SWEEP = "ours, 4 workers"


def candidates(count: int, binaries: Path) -> list[Candidate]:
    """Return ours with four workers, and the one peer that takes no second for each set."""
    loop: Command = [binaries / "python", sets.PLOOMBER, sets.LIGHT, "sets.csv", "out"]
    return [
        _candidate(sets.PLOOMBER_NAME, loop, binaries, count),
        _candidate(SWEEP, sets.sweep(sets.LIGHT, 4), OURS, count),
    ]


def _candidate(name: str, command: Command, at: Path, count: int) -> Candidate:
    prepare = partial(sets.write_sets, seeds=range(1, count + 1))
    return Candidate(name, command, at, "**/*.ipynb", count, "comes to one", prepare)


def run_thousand(count: int, binaries: Path, say: Callable[[str], None]) -> Section:
    """Sweep so many sets of a light notebook, and follow the memory of the command itself.

    The peer runs a tenth of them, and so do we beside it: it takes the longer the more there are.
    """
    tenth = count // 10
    say(f"{tenth:,} sets of a light notebook:")
    beside = race(candidates(tenth, binaries), say)
    say(f"{count:,} of them:")
    (whole,) = race([_candidate(SWEEP, sets.sweep(sets.LIGHT, 4), OURS, count)], say)[SWEEP]
    grown = results.growth(whole, tenth)
    return Section(
        f"{count:,} sets swept",
        "A notebook of plain Python, so that what is measured is the executing. All of them by "
        f"{SWEEP}: {whole.seconds:.1f} s, {whole.processor:.1f} s of processor time; from output "
        f"{tenth:,} to the last, the command itself (resident, without its kernels) grew by "
        f"{grown:.1f} MB. A set that fails stops the benchmark. A tenth of them, beside a peer:",
        results.race_table(beside, sets.PLOOMBER_NAME),
        aims(count, grown, whole.printed),
    )


def aims(count: int, grown: float, printed: str) -> list[Aim]:
    """Return what is aimed at: by how many MB our command grew, what it printed of ports."""
    what = f"growth of our command from output {count // 10:,} to {count:,}, MB"
    clashes = len(PORT.findall(printed))
    return [
        Aim(what, grown, 50, below=True, form="{:.1f}"),
        Aim(f"errors of a port in {count:,} parallel starts", clashes, 0, form="{:.0f}"),
    ]
