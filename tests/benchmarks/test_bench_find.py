"""What the benchmark of finding counts as right, wrong, refused and kept."""

import bench_find  # type: ignore[import-not-found]  # beside this file
import pytest


def row(low, value, high, kind="exact", unit="count"):
    return {
        **{"expected_low": str(low), "expected_value": str(value), "expected_high": str(high)},
        **{"kind": kind, "unit": unit},
    }


def told(value=None, low=None, high=None, unit=""):
    return {"value": value, "low": low, "high": high, "unit": unit}


OVER = row(20, 20, 30, "hedge-before")
RANGE = row(5, 7.5, 10, "range")
REFUSE = row("REFUSE", "REFUSE", "REFUSE", "date", "-")


@pytest.mark.parametrize(
    ("expected", "answers", "counted"),
    [
        (OVER, [told(20, 20, 30)], (1, 0, 0, 1)),
        (OVER, [told(None, low=20)], (1, 0, 0, 1)),
        (OVER, [told(20)], (1, 0, 0, 0)),
        (OVER, [told(2)], (0, 1, 0, 0)),
        (OVER, [], (0, 0, 1, 0)),
        (RANGE, [told(5), told(10)], (1, 0, 0, 0)),
        (RANGE, [told(7.5, 5, 10)], (1, 0, 0, 0)),
        (RANGE, [told(7.5)], (0, 1, 0, 0)),
        (row(0.175, 0.18, 0.185, unit="share"), [told(18)], (1, 0, 0, 0)),
        (REFUSE, [], (1, 0, 0, 0)),
        (REFUSE, [told(9)], (0, 1, 0, 0)),
        (REFUSE, [told(9, unit="year-unit")], (1, 0, 0, 0)),
    ],
)
def test_what_is_counted(expected, answers, counted):
    assert bench_find.score([expected], [answers]) == bench_find.Score(*counted)


def test_texts_are_chosen_evenly():
    assert bench_find.chosen(["a" * 500] * 8, 1) == ["a" * 500] * 2


def test_the_table():
    timed = [("ours", 1000.0, 1.0), ("Duckling", 100.0, 0.05)]
    scores = {
        name: bench_find.Score(3, wrong, 1, 2) for name, wrong in (("ours", 1), ("Duckling", 4))
    }
    made = bench_find.section(timed, scores)
    assert made.table.splitlines()[2:] == [
        "| ours | 1,000 | 1.0000 | 20.00 | 3 | 1 | 1 | 2 |",
        "| Duckling | 100 | 0.0500 | 1.00 | 3 | 4 | 1 | 2 |",
    ]
    assert [(aim.found, aim.reached) for aim in made.aims] == [(0.05, True), (0.25, True)]
