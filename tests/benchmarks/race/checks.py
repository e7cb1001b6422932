"""nbval over the project's notebooks, with ordinary kernels and with forked ones."""

from collections.abc import Callable

from . import results
from .measure import Candidate, race
from .peers import OURS, ROOT
from .results import Aim, Section

COLD, FORKED = "nbval, ordinary kernels", "nbval, forked kernels"
PROVISIONER = "JUPYTER_DEFAULT_PROVISIONER_NAME"
NO_CACHE = ("-p", "no:cacheprovider")
LEFT_OPEN = ("-W", "default::pytest.PytestUnraisableExceptionWarning")  # by nbval, in one process
# What a user would run instead: nbval without our plugin, which names kernels and has a setting.
PLAIN = (
    *("-o", "addopts=-q --dist loadfile --nbval --nbval-sanitize-with=tests/nbval.cfg"),
    *("-W", "default::pytest.PytestConfigWarning"),
)
KERNELS = {COLD: ("local-provisioner", PLAIN), FORKED: ("forked", ())}


def candidates(times: int) -> list[Candidate]:
    """Return both kinds of kernels, in one process and in two; none may change a notebook."""
    return [
        Candidate(
            f"{name}{', two processes' if processes else ''}",
            ["pytest", *options, "notebooks", "-n", str(processes), *NO_CACHE, *LEFT_OPEN],
            OURS,
            "notebooks/*.ipynb",
            0,
            home=ROOT,
            runs=times,
            environment={PROVISIONER: kernels},
        )
        for processes in (0, 2)
        for name, (kernels, options) in KERNELS.items()
    ]


def run_nbval(times: int, say: Callable[[str], None]) -> Section:
    """Race nbval against itself."""
    say("nbval over the project's notebooks:")
    measured = race(candidates(times), say)
    return Section(
        "nbval",
        "The project's notebooks re-run and compared by nbval, where one after another and where "
        "by two processes.",
        results.race_table(measured, COLD),
        [
            Aim(
                "nbval with forked kernels, times ordinary",
                results.ratio(measured, FORKED, COLD),
                1 / 3,
            )
        ],
    )
