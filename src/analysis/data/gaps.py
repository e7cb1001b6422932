"""What is still to be filled in of a source that `new-source` laid out: one line a gap.

Imports schemas and the plain modules. A gap stops a build. It does not keep the text from being
held against the rows: for that, blank fields have stand-ins.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data.schemas import SOME_DATE, SOME_YEARS
from analysis.errors import Problem
from analysis.paths import relative
from analysis.readers import Lines, cells, line_of

READING = "reading"  # a column for whoever fills in the others: what the row's figure is read as
FILL_IN = "Fill it in."
SOME_TEXT = "?"
# The fields of source.yaml that nobody but a reader of the text can fill in, what each expects, and
# what stands in for it meanwhile.
FIELDS: dict[str, tuple[str, Any]] = {
    "title_en": ("what the report on it is called, in English", SOME_TEXT),
    "title_zh": ("what the report on it is called, in Chinese", SOME_TEXT),
    "publisher_en": ("who published the text, in English", SOME_TEXT),
    "publisher_zh": ("who published the text, in Chinese", SOME_TEXT),
    "subject": ("what kind of text it is and what about, in English", SOME_TEXT),
    "published": (SOME_DATE, "9999"),
    "window": (SOME_YEARS, [1, 9999]),
}
BLANK: tuple[Any, ...] = (None, "", [])


def of_info(path: Path, data: Any, lines: Lines) -> tuple[Any, list[Problem]]:
    """Return the fields of source.yaml with stand-ins for blank ones, and a problem for each."""
    if not isinstance(data, dict):
        return data, []
    blank = [name for name in FIELDS if name in data and data[name] in BLANK]
    problems = [
        Problem(
            relative(path), "nothing", FIELDS[name][0], FILL_IN, line_of(lines, (name,)), field=name
        )
        for name in blank
    ]
    return data | {name: FIELDS[name][1] for name in blank}, problems


def of_rows(path: Path, figures: pd.DataFrame) -> list[Problem]:
    """Return a problem for each row without a place or a metric."""
    problems = []
    for row, place, metric, printed, line in cells(figures, "place", "metric", "printed", "line"):
        missing = [name for name, cell in (("place", place), ("metric", metric)) if not cell]
        if missing:
            what = " and ".join(f"the {name}" for name in missing)
            expected = f"{what} of '{printed}', line {line} of the text"
            do = "Fill it in, or delete the row."
            column = missing[0] if len(missing) == 1 else None
            problems.append(Problem(relative(path), "nothing", expected, do, row, column))
    return problems


def is_blank_name(problem: Problem) -> bool:
    """Whether a problem of a ledger is one that `of_rows` tells better."""
    return problem.found == "nothing" and problem.column in ("place", "metric")
