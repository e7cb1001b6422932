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
    prepare = partial(sets.write_sets, seeds=range(1, count + 1))
    loop: Command = [binaries / "python", sets.PLOOMBER, sets.LIGHT, "sets.csv", "out"]
    made = ("**/*.ipynb", count, "comes to one", prepare)
    return [
        Candidate(sets.PLOOMBER_NAME, loop, binaries, *made),
        Candidate(SWEEP, sets.sweep(sets.LIGHT, 4), OURS, *made),
    ]


def run_thousand(count: int, binaries: Path, say: Callable[[str], None]) -> Section:
    """Sweep so many sets of a light notebook; follow the memory of the command itself."""
    say(f"{count:,} sets of a light notebook:")
    measured = race(candidates(count, binaries), say)
    first = count // 10
    grown = {name: results.growth(runs[0], first) for name, runs in measured.items()}
    each = "; ".join(f"{name}, {mb:.1f} MB" for name, mb in grown.items())
    return Section(
        f"{count:,} sets swept",
        "A notebook of plain Python, so that what is measured is the executing. From output "
        f"{first:,} to the last, the command itself (resident, without its kernels) grew by: "
        f"{each}. A set that fails stops the benchmark.",
        results.race_table(measured, sets.PLOOMBER_NAME),
        aims(count, grown[SWEEP], measured[SWEEP][0].printed),
    )


def aims(count: int, grown: float, printed: str) -> list[Aim]:
    """Return what is aimed at: by how many MB our command grew, what it printed of ports."""
    what = f"growth of our command from output {count // 10:,} to {count:,}, MB"
    clashes = len(PORT.findall(printed))
    return [
        Aim(what, grown, 50, below=True, form="{:.1f}"),
        Aim(f"errors of a port in {count:,} parallel starts", clashes, 0, form="{:.0f}"),
    ]
