"""From measurements to tables: medians with the least and the most, ratios, aims."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import nan
from operator import attrgetter
from statistics import median

from .measure import Measurement

Measured = dict[str, list[Measurement]]
Read = Callable[[Measurement], float]
SECONDS: Read = attrgetter("seconds")
PROCESSOR: Read = attrgetter("processor")
PEAK: Read = attrgetter("peak_mb")


@dataclass(frozen=True)
class Aim:
    """A number found beside the most it may be; `below`: it has to be less than that."""

    what: str
    found: float
    limit: float
    below: bool = False
    form: str = "{:.2f}"

    @property
    def reached(self) -> bool:
        """Whether it is."""
        return self.found < self.limit if self.below else self.found <= self.limit


@dataclass(frozen=True)
class Section:
    """A part of the results: what was done and how, and its table."""

    title: str
    caption: str
    table: str
    aims: Sequence[Aim] = ()

    @property
    def text(self) -> str:
        """The part as Markdown, without the aims, which stand together."""
        return f"## {self.title}\n\n{self.caption}\n\n{self.table}\n"


def middle(runs: Iterable[Measurement], read: Read = SECONDS) -> float:
    """Return the median of what is read from each run."""
    return median(read(run) for run in runs)


def ratio(measured: Measured, name: str, base: str, read: Read = SECONDS) -> float:
    """Return the median of one over that of another, of the same race."""
    return middle(measured[name], read) / middle(measured[base], read)


def marginal(few: Measured, many: Measured, name: str, more: int, read: Read = SECONDS) -> float:
    """Return what one more set costs, by a race with few and one with `more` more of them."""
    return (middle(many[name], read) - middle(few[name], read)) / more


def spread(runs: Sequence[Measurement], read: Read = SECONDS) -> str:
    """Return the median, and the least and the most where there are several."""
    values = [read(run) for run in runs]
    if len(values) == 1:
        return f"{values[0]:.2f}"
    return f"{median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


def rows(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    every = [heads, ["---"] * len(heads), *lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in every)


def race_table(measured: Measured, base: str) -> str:
    """Return the table of a race: time, its ratio to that of `base`, processor time and memory."""
    heads = ["how", "runs", "seconds", f"times {base}", "processor, s", "peak, MB"]
    return rows(
        heads,
        [
            [
                name,
                str(len(runs)),
                spread(runs),
                f"{ratio(measured, name, base):.2f}",
                spread(runs, PROCESSOR),
                f"{middle(runs, PEAK):,.0f}",
            ]
            for name, runs in measured.items()
        ],
    )


def marginal_table(few: Measured, many: Measured, more: int, base: str) -> str:
    """Return what one more set costs each, also beyond what it costs `base`."""
    heads = ["how", "seconds for one more", f"times {base}", "processor, s", f"beyond {base}, s"]
    least = marginal(few, many, base, more)
    own = marginal(few, many, base, more, PROCESSOR)
    lines = []
    for name in many:
        seconds = marginal(few, many, name, more)
        used = marginal(few, many, name, more, PROCESSOR)
        times = f"{seconds / least:.2f}"
        lines.append([name, f"{seconds:.3f}", times, f"{used:.3f}", f"{used - own:.3f}"])
    return rows(heads, lines)


def growth(run: Measurement, first: int) -> float:
    """Return by how many MB the command itself grew from its `first` output on, to its end.

    Not a number where no sample was taken between that output and the one twice as far.
    """
    alive = [sample for sample in run.samples if sample["main_mb"]]
    after = [sample for sample in alive if sample["outputs"] >= first]
    if not after or after[0]["outputs"] > 2 * first:
        return nan
    return after[-1]["main_mb"] - after[0]["main_mb"]


def aims_table(aims: Iterable[Aim]) -> str:
    """Return each aim with what was found, and whether it is reached."""
    lines = [
        [
            aim.what,
            aim.form.format(aim.found),
            f"{'less than' if aim.below else 'at most'} {aim.form.format(aim.limit)}",
            "reached" if aim.reached else "**not reached**",
        ]
        for aim in aims
    ]
    return rows(["what", "found", "aim", ""], lines)
