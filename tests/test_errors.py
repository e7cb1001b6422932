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
    first, second = Problem(*FOUND, 3), Problem(*FOUND, 4, "year")
    error = DataError(iter([first, second]))
    assert error.problems == [first, second]
    assert str(error) == (
        "figures.csv, line 3: found '24'; expected a year. Correct the row.\n"
        "figures.csv, line 4, column 'year': found '24'; expected a year. Correct the row."
    )


def test_problems_of_a_file_are_told_in_the_order_of_its_lines():
    """Those of the file that is named first come first, and those of a whole file before lines."""
    lines = [("b.csv", 9), ("a.csv", 7), ("b.csv", 2), ("a.csv", None), ("b.csv", 10)]
    error = DataError(
        Problem(path, f"'{line}'", "none", "Correct it.", line) for path, line in lines
    )
    assert [(one.path, one.line) for one in error.problems] == [
        ("b.csv", 2),
        ("b.csv", 9),
        ("b.csv", 10),
        ("a.csv", None),
        ("a.csv", 7),
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([3, 4], "lines 3, 4"),
        ([9, 2, 4, 3, 3], "lines 2 to 4, 9"),
        ([*range(2, 200_001)], "lines 2 to 200000"),
        ([*range(1, 24, 2)], "lines 1, 3, 5, 7, 9, 11, 13, 15 and 4 places more"),
    ],
)
def test_what_is_wrong_in_the_same_way_is_told_once(lines, told):
    assert str(DataError(Problem(*FOUND, line, "year") for line in lines)) == (
        f"figures.csv, {told}, column 'year': found '24'; expected a year. Correct the row."
    )


def test_of_very_many_problems_the_first_are_told():
    error = DataError(Problem("a.csv", f"'{line}'", "a year", "See.", line) for line in range(3456))
    assert len(error.problems) == 3456
    first, *_, last, rest = str(error).splitlines()
    assert first == "a.csv, line 0: found '0'; expected a year. See."
    assert last == "a.csv, line 99: found '99'; expected a year. See."
    assert rest == "3,356 problems more are not listed."


def test_a_long_list_of_names_is_written_once():
    """It stands above; the nearest name is offered in each message."""
    names = "one of " + ", ".join(f"place {number}" for number in range(12))
    close = names + " (did you mean 'place 1'?)"
    error = DataError(
        Problem("figures.csv", f"'{found}'", expected, "Correct it.", line)
        for line, (found, expected) in enumerate([("x", names), ("y", names), ("z", close)], 2)
    )
    listed = "one of the names listed above"
    assert str(error).splitlines() == [
        f"figures.csv, line 2: found 'x'; expected {names}. Correct it.",
        f"figures.csv, line 3: found 'y'; expected {listed}. Correct it.",
        f"figures.csv, line 4: found 'z'; expected {listed} (did you mean 'place 1'?). Correct it.",
    ]


def test_long_advice_is_written_once():
    advice = "The columns are: " + ", ".join(f"column {number}" for number in range(12)) + "."
    error = DataError(Problem("figures.csv", one, "none", advice, 1) for one in ("x", "y"))
    assert str(error).splitlines() == [
        f"figures.csv, line 1: found x; expected none. {advice}",
        "figures.csv, line 1: found y; expected none.",
    ]


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
        ("N", ["x", "n"], " (did you mean 'n'?)"),
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
