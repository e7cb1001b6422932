"""The errors a user can meet. Each says where, what was found, what was expected, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


class AnalysisError(Exception):
    """Base of every error that the command reports without a traceback."""

    exit_status = 1


class CheckError(AnalysisError):
    """A check failed: something differs, is stale, or is not where the ledger says."""


class Interrupted(AnalysisError):
    """The user stopped the work before it was done."""

    exit_status = 130


class NotebookError(AnalysisError):
    """A notebook raised; the message names the notebook and the cell and ends in the traceback."""


class ParameterError(AnalysisError):
    """A parameter is unknown or of the wrong type; found before any kernel starts."""

    exit_status = 2


class ClusterError(AnalysisError):
    """A Dask cluster cannot be reached, or its workers cannot do the work."""

    exit_status = 2


class DataError(AnalysisError):
    """Raw data is malformed; the message lists every problem found."""

    exit_status = 2

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

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
        where = self.path
        if self.line is not None:
            where += f", line {self.line}"
        if self.column is not None:
            where += f", column '{self.column}'"
        if self.claim is not None:
            where += f", claim '{self.claim}'"
        if self.field is not None:
            where += f", field '{self.field}'"
        return f"{where}: found {self.found}; expected {self.expected}. {self.do}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` for the known name closest to `name`, or the empty text."""
    from difflib import get_close_matches  # takes a while, and is for errors only

    close = get_close_matches(name, list(known), n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""
