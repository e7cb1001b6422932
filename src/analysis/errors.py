"""The errors a user can meet. Each says where, what was found, what was expected, what to do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

LONG = 60  # letters of a list that is not written twice
MOST_RUNS = 8  # of lines that one message names
PARAMETER_ERROR = f"{__name__}.ParameterError: "  # begins what a cell shows of one
# What a run was given, behind the notebook's name, and the number of a cell in it.
RUN = re.compile(r"(?<=\.ipynb) \(.*?\)(?=,|:| was| ran| lost)|\bIn\[\d+\]")
MOST_TOLD = 100  # problems that one error lists


class AnalysisError(Exception):
    """Base of every error that the command reports without a traceback."""

    exit_status = 1

    @property
    def told(self) -> str:
        """What errors share of which one alone is told: all but what differs between runs."""
        return RUN.sub("", str(self))


class CheckError(AnalysisError):
    """A check failed: something differs, is stale, or is not where the ledger says."""


class DiskFull(CheckError):
    """Nothing can be written any more, whatever the file."""

    @property
    def told(self) -> str:
        """The same for every file."""
        return type(self).__name__


class Interrupted(AnalysisError):
    """The user stopped the work before it was done."""

    exit_status = 130


class NotebookError(AnalysisError):
    """A notebook raised; the message names the notebook and the cell and ends in the traceback.

    `executed` is the notebook as far as it was run, marked as failed; None where no cell was.
    """

    def __init__(self, message: str, executed: bytes | None = None) -> None:
        super().__init__(message)
        self.executed = executed


class NotebookStopped(NotebookError):
    """The user stopped the work while the notebook ran."""


class ValueRefused(NotebookError):
    """A notebook has no use for a value that it was given; the message ends in why."""

    exit_status = 2


class ParameterError(AnalysisError):
    """A parameter is unknown, of the wrong type, or of no use where it is read."""

    exit_status = 2

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows of the error: a user's fault needs no traceback."""
        return [f"{PARAMETER_ERROR}{self}"]


class ClusterError(AnalysisError):
    """A Dask cluster cannot be reached, or its workers cannot do the work."""

    exit_status = 2


class DataError(AnalysisError):
    """Raw data is malformed; the message lists every problem found.

    Those of a file stand together, in the order of its lines. What is wrong in the same way on
    several lines is told once; a long list of names and long advice are written once. Of very
    many problems the first are told, and how many more there are.
    """

    exit_status = 2

    def __init__(self, problems: "Iterable[Problem]") -> None:
        given = list(problems)
        files = {problem.path: at for at, problem in reversed(list(enumerate(given)))}
        self.problems = sorted(given, key=lambda one: (files[one.path], one.line or 0))
        super().__init__("\n".join(_told(self.problems)))

    def __reduce__(self) -> "tuple[type[Self], tuple[list[Problem]]]":
        """Travel between processes as what it was made from, not as its message."""
        return type(self), (self.problems,)


class Failures(AnalysisError):
    """Several tasks of one build failed; the message is all of theirs."""

    def __init__(self, errors: "list[AnalysisError]") -> None:
        self.errors = list(errors)
        self.exit_status = max(error.exit_status for error in errors)
        super().__init__("\n\n".join(str(error) for error in errors))

    def __reduce__(self) -> tuple[type[Self], tuple[list[AnalysisError]]]:
        """Travel between processes as what it was made from, not as its message."""
        return type(self), (self.errors,)


@dataclass(frozen=True)
class Problem:
    """One fault of one file: where it is, what was found, what was expected, what to do."""

    path: str
    found: str
    expected: str
    do: str
    line: int | None = None
    column: str | None = None
    field: str | None = None
    claim: str | None = None

    def __str__(self) -> str:
        return self.told([] if self.line is None else [self.line])

    def told(self, lines: list[int]) -> str:
        """Return the problem as one message; it is the same on all of these lines."""
        where = self.path
        if lines:
            where += f", line{'s' * (len(lines) > 1)} {_ranges(lines)}"
        for part in ("column", "claim", "field"):
            if (name := getattr(self, part)) is not None:
                where += f", {part} '{name}'"
        return f"{where}: found {self.found}; expected {self.expected}. {self.do}".rstrip()


def _told(problems: list[Problem]) -> list[str]:
    """Return the message of each problem, those that are the same but for the line as one."""
    same: dict[Problem, list[int]] = {}
    for problem in problems:
        lines = same.setdefault(replace(problem, line=None), [])
        lines += [] if problem.line is None else [problem.line]
    listed: set[str] = set()
    messages = []
    for problem, lines in same.items():
        names, hint, close = problem.expected.partition(" (did you mean")
        if names in listed:
            problem = replace(problem, expected=f"one of the names listed above{hint}{close}")
        listed |= {names} if len(names) > LONG and names.startswith("one of ") else set()
        if problem.do in listed:
            problem = replace(problem, do="")
        listed |= {problem.do} if len(problem.do) > LONG else set()
        messages.append(problem.told(lines))
        if len(messages) == MOST_TOLD < len(same):
            return [*messages, f"{len(same) - MOST_TOLD:,} problems more are not listed."]
    return messages


def _ranges(lines: list[int]) -> str:
    """Return ascending line numbers as text, such as '2, 5 to 9'; of very many the first ones."""
    runs: list[list[int]] = []
    for line in dict.fromkeys(lines):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    shown = [f"{run[0]} to {run[-1]}" if run[2:] else ", ".join(map(str, run)) for run in runs]
    left = f" and {len(shown) - MOST_RUNS:,} places more" if len(shown) > MOST_RUNS else ""
    return ", ".join(shown[:MOST_RUNS]) + left


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` for the known name closest to `name`, or the empty text."""
    return _nearest(name, tuple(known))


@lru_cache  # a wrong name often stands on many lines
def _nearest(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # takes a while, and is for errors only

    folded = {one.casefold(): one for one in reversed(known)}
    close = get_close_matches(name.casefold(), folded, n=1)
    return f" (did you mean '{folded[close[0]]}'?)" if close else ""
