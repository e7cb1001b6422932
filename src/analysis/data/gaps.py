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

# Columns for whoever fills in the others: what the row's figure is read as, after IN_DOUBT where it
# may be another, and the words beside it.
READING, BESIDE = "reading", "beside"
# The unit of a print that has none beside it, in words: 'thousand tonnes'. It may be left out.
UNIT = "unit"
IN_DOUBT = "? "
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
    "currency": ("the currency of a bare 元 or $ in the text, such as CNY, TWD or USD", ""),
}
BLANK: tuple[Any, ...] = (None, "", [])
UNTOLD = (SOME_TEXT,)  # a currency may be left out, but not where the text is found to need it


def of_info(path: Path, data: Any, lines: Lines) -> tuple[Any, list[Problem]]:
    """Return the fields of source.yaml with stand-ins for blank ones, and a problem for each."""
    if not isinstance(data, dict):
        return data, []
    blank = [
        name
        for name in FIELDS
        if name in data and data[name] in (UNTOLD if name == "currency" else BLANK)
    ]
    problems = [
        Problem(
            relative(path), "nothing", FIELDS[name][0], FILL_IN, line_of(lines, (name,)), field=name
        )
        for name in blank
    ]
    return data | {name: FIELDS[name][1] for name in blank}, problems


def of_rows(path: Path, figures: pd.DataFrame) -> list[Problem]:
    """Return a problem for each row without a place or a metric, or with a reading in doubt."""
    names = ("place", "metric", "printed", "line", READING, BESIDE, UNIT)
    rows = figures.reindex(columns=list(names), fill_value="")
    problems = []
    for row, place, metric, printed, line, reading, beside, unit in cells(rows, *names):
        missing = [name for name, cell in (("place", place), ("metric", metric)) if not cell]
        is_in_doubt = reading.startswith(IN_DOUBT) and not unit
        doubt = reading.removeprefix(IN_DOUBT) if is_in_doubt else ""
        which = f"'{printed}', line {line} of the text" + (f" ({beside})" if beside else "")
        what = " and ".join(f"the {name}" for name in missing) + f" of {which}"
        mark = f"the '{IN_DOUBT.strip()}' of '{READING}' off"
        if missing and doubt:
            what += f", and its reading confirmed: {doubt}"
            told = "nothing", what, f"Fill it in and take {mark}, or delete the row."
        elif missing:
            told = "nothing", what, "Fill it in, or delete the row."
        elif doubt:
            what = f"the reading of {which} confirmed"
            do = f"Take {mark} if it is right, tell its '{UNIT}', or delete the row."
            told = f"in doubt {doubt}", what, do
        else:
            continue
        column = missing[0] if len(missing) == 1 else None if missing else READING
        problems.append(Problem(relative(path), *told, row, column))
    return problems


def is_blank_name(problem: Problem) -> bool:
    """Whether a problem of a ledger is one that `of_rows` tells better."""
    return problem.found == "nothing" and problem.column in ("place", "metric")
