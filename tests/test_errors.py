"""What a user reads when something is wrong, and the status that the command ends with."""

import pickle

import pytest

from analysis.errors import (
    CheckError,
    DataError,
    Failures,
    NotebookError,
    ParameterError,
    Problem,
    nearest,
)

FOUND = ("figures.csv", "'24'", "a year", "Correct the row.")


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (Problem(*FOUND), "figures.csv: found '24'; expected a year. Correct the row."),
        (Problem(*FOUND, 3), "figures.csv, line 3: found '24'; expected a year. Correct the row."),
        (
            Problem(*FOUND, None, "year"),
            "figures.csv, column 'year': found '24'; expected a year. Correct the row.",
        ),
        (
            Problem(*FOUND, 3, "year"),
            "figures.csv, line 3, column 'year': found '24'; expected a year. Correct the row.",
        ),
        (
            Problem(*FOUND, field="published.year"),
            "figures.csv, field 'published.year': found '24'; expected a year. Correct the row.",
        ),
        (
            Problem(*FOUND, 3, field="relation.size", claim="two-firms"),
            "figures.csv, line 3, claim 'two-firms', field 'relation.size': found '24'; "
            "expected a year. Correct the row.",
        ),
    ],
)
def test_a_problem_says_where_what_and_what_to_do(problem, message):
    assert str(problem) == message


def test_a_data_error_lists_every_problem():
    """Problems may come from an iterator; they are kept, one a line of the message."""
    first, second = Problem(*FOUND, 3), Problem(*FOUND, 4)
    error = DataError(iter([first, second]))
    assert error.problems == [first, second]
    assert str(error) == (
        "figures.csv, line 3: found '24'; expected a year. Correct the row.\n"
        "figures.csv, line 4: found '24'; expected a year. Correct the row."
    )


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CheckError("differs"), 1),
        (NotebookError("raised"), 1),
        (ParameterError("unknown"), 2),
        (DataError([]), 2),
        (Failures([NotebookError("raised"), CheckError("differs")]), 1),
        (Failures([NotebookError("raised"), DataError([])]), 2),
    ],
)
def test_exit_status(error, status):
    """A failed check or notebook is 1, bad input 2, and of several failures the greatest counts."""
    assert error.exit_status == status


def test_failures_of_several_tasks_are_one_message():
    failures = Failures([NotebookError("01.ipynb raised"), NotebookError("02.ipynb raised")])
    assert str(failures) == "01.ipynb raised\n\n02.ipynb raised"


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("Beijng", ["Shanghai", "Beijing"], " (did you mean 'Beijing'?)"),
        ("Paris", ["Shanghai", "Beijing"], ""),
        ("Beijing", [], ""),
    ],
)
def test_nearest(name, known, hint):
    assert nearest(name, known) == hint


@pytest.mark.parametrize(
    "error",
    [
        NotebookError("a"),
        DataError([Problem("a.csv", "1", "2", "Do."), Problem("b", "", "", "")]),
        Failures([ParameterError("a"), NotebookError("b")]),
    ],
)
def test_errors_travel_between_processes(error):
    there = pickle.loads(pickle.dumps(error))
    assert (type(there), str(there)) == (type(error), str(error))
    assert there.exit_status == error.exit_status
