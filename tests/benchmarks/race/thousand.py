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


def run_thousand(count: int, binaries: Path, say: Callable[[str], None]) -> Section:
    """Sweep so many sets of a light notebook; follow the memory of the command itself."""
    say(f"{count:,} sets of a light notebook:")
    prepare = partial(sets.write_sets, seeds=range(1, count + 1))
    command = sets.sweep(sets.LIGHT, 4)
    light = Candidate(SWEEP, command, OURS, "out/**/*.ipynb", count, "comes to one", prepare)
    python: Command = [binaries / "python", sets.PLOOMBER, sets.LIGHT, "sets.csv", "out"]
    unisolated = Candidate(
        sets.PLOOMBER_NAME, python, binaries, "out/*.ipynb", count, "comes to one", prepare
    )
    measured = race([unisolated, light], say)
    first = max(count // 10, 1)
    grown = {name: results.growth(runs[0], first) for name, runs in measured.items()}
    clashes = len(PORT.findall(measured[SWEEP][0].printed))
    lines = [f"{name}: {mb:.1f} MB" for name, mb in grown.items()]
    return Section(
        f"{count:,} sets swept",
        "A notebook of plain Python, so that what is measured is the executing. From output "
        f"{first:,} to the last, the command itself (resident, without its kernels) grew by: "
        f"{'; '.join(lines)}. A set that fails stops the benchmark.",
        results.race_table(measured, sets.PLOOMBER_NAME),
        [
            Aim(
                f"{count:,} sets: growth of our command from output {first:,} on, MB",
                grown[SWEEP],
                50,
                below=True,
                form="{:.1f}",
            ),
            Aim(f"{count:,} parallel starts: errors of a port", clashes, 0, form="{:.0f}"),
        ],
    )
