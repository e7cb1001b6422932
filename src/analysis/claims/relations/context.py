"""What keeps figures from deciding, and in what words: their grades, and their years."""

from collections.abc import Iterable, Mapping

from analysis.claims.relations.base import Reading, Readings
from analysis.claims.relations.comparison import as_read
from analysis.claims.verdicts import Verdict
from analysis.quantity import wording

MAY_BE_ANOTHER = "; but where a year is not given, it may be another"


def years(readings: Readings, names: Iterable[str]) -> set[int]:
    """Return the years that the figures give."""
    given = {readings.figures[name].year for name in names}
    return {year for year in given if year is not None}


def say_years(readings: Readings, names: Iterable[str]) -> str:
    """Return a sentence that says of which years the figures are."""
    listed = wording.listed(called(readings, name) for name in names)
    return f"The figures for {listed} are of different years."


def undated(verdict: Verdict, readings: Readings, names: Iterable[str]) -> Verdict:
    """Return the verdict; one that fails is left open where a figure may be of another year.

    One that holds stays: that figures of different years agree to a hair is not to be expected.
    """
    dated = all(readings.figures[name].year is not None for name in names)
    return Verdict.DEPENDS if verdict is Verdict.FAILS and not dated else verdict


def grade_aside(reading: Reading) -> str:
    """Return why a figure's grade keeps it from deciding; nothing where it does not."""
    return "" if reading.decides else f"of grade {reading.grade}"


def called(readings: Readings, name: str) -> str:
    """Return what a figure is called: its place, and its year where it has one."""
    reading = readings.figures[name]
    return wording.dated(reading.place, reading.year)


def say_context(readings: Readings, aside: Mapping[str, str], metric: str = "") -> str:
    """List what is set aside, with why; what is of another metric than `metric` by its label."""
    shown = []
    for name, why in aside.items():
        own = readings.figures[name].metric
        label = "" if own == metric else f", {readings.label(own)},"
        if why:
            amount = as_read(readings.quantity(name))
            shown.append(f"{called(readings, name)}{label} at {amount} ({why})")
    return f"; for context only, {wording.listed(shown)}" if shown else ""
