"""The races over sets of one notebook: few and many."""

from collections.abc import Callable
from pathlib import Path

from . import results, sets
from .measure import race
from .results import Aim, Measured, Section
from .sets import BARE, OURS_TWO, PAPERMILL, Sets

Say = Callable[[str], None]


def run_sets(few: Sets, many: Sets, binaries: Path, say: Say) -> list[Section]:
    """Race everybody over few sets and over many; return both and what one more costs."""
    say("Each once, not counted, so that nobody is the first to read a file:")
    once = Sets(1, fast=1, slow=1)
    race([*sets.peers(once, binaries), *sets.ours(once)], say)
    measured = []
    for each in (few, many):
        say(f"{each.count} notebooks:")
        measured.append(race([*sets.peers(each, binaries), *sets.ours(each)], say))
    return sections(few.count, many.count, *measured)


def sections(few: int, many: int, first: Measured, last: Measured) -> list[Section]:
    """Return the tables and aims of the races over few sets and over many."""
    more = many - few
    caption = (
        "One notebook with two charts, executed for so many sets of parameters; every command "
        "starts in a new folder. The bare script runs the same cells in one plain process."
    )
    table = results.race_table
    cost = results.marginal_table(first, last, more, BARE)
    difference = f"The difference of the medians above, over {more}."
    return [
        Section(f"{few} notebooks", caption, table(first, BARE), few_aims(first, few)),
        Section(
            f"{many} notebooks", "The same.", table(last, BARE), many_aims(first, last, many, more)
        ),
        Section("One more notebook", difference, cost),
    ]


def few_aims(few: Measured, count: int) -> list[Aim]:
    """Return what is aimed at over few sets."""
    over = results.ratio(few, OURS_TWO, BARE)
    return [Aim(f"{count} notebooks with 2 workers, times {BARE}", over, 1.15)]


def many_aims(few: Measured, many: Measured, count: int, more: int) -> list[Aim]:
    """Return what is aimed at over many sets, and for one more."""
    what = f"{count} notebooks with 2 workers, times"
    one, bare = (
        results.marginal(few, many, name, more, results.PROCESSOR) for name in (OURS_TWO, BARE)
    )
    whole, script = (results.middle(many[name], results.PROCESSOR) for name in (OURS_TWO, BARE))
    beyond = "processor time a notebook beyond its cells' own, s"
    return [
        Aim(f"{what} {BARE}", results.ratio(many, OURS_TWO, BARE), 1),
        Aim(
            f"{what} {sets.PLOOMBER_NAME}",
            results.ratio(many, OURS_TWO, sets.PLOOMBER_NAME),
            1,
            below=True,
        ),
        Aim(f"{what} {PAPERMILL}", results.ratio(many, OURS_TWO, PAPERMILL), 0.1),
        Aim(f"{beyond}: of one more", one - bare, 0.15),
        Aim(f"{beyond}: of all {count}, our start included", (whole - script) / count, 0.15),
    ]
