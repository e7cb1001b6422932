"""Read a hand-typed CSV file strictly, keeping each row's line. Imports errors, paths, texts."""

import csv
import io
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from analysis.errors import Problem, nearest
from analysis.paths import relative
from analysis.texts import read_text

ADVICE = "Correct the row."


def read_rows(path: Path, columns: list[str]) -> tuple[pd.DataFrame, list[Problem]]:
    """Read `path` as text cells, one row a record, indexed by the line where the record ends.

    Returns the frame with exactly `columns` (empty where the header is at fault) and the problems
    of its form: a missing, unknown or repeated column, or a row of another width.
    """
    text, problems = read_text(path)
    empty = pd.DataFrame(columns=columns, dtype=str)
    if problems:
        return empty, problems
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, records = [], []
    try:
        header = next((record for record in reader if any(map(str.strip, record))), [])
        problems = _header_problems(path, header, columns, reader.line_num)
        for record in reader:
            if len(record) == len(header):
                lines.append(reader.line_num)
                records.append([cell.strip() for cell in record])
            elif record:
                found, expected = f"{len(record)} cells", f"{len(header)}, as in the header"
                where = relative(path), found, expected, ADVICE, reader.line_num
                problems.append(Problem(*where))
    except csv.Error as error:
        where = relative(path), str(error), "well-formed CSV", ADVICE, reader.line_num
        return empty, [*problems, Problem(*where)]
    if sorted(header) != sorted(columns):
        return empty, problems
    return pd.DataFrame(records, columns=header, index=lines, dtype=str)[columns], problems


def _header_problems(path: Path, header: list[str], columns: list[str], line: int) -> list[Problem]:
    where, do = relative(path), f"The columns are: {', '.join(columns)}."
    faults = [
        *(("no such column", "the column", name) for name in columns if name not in header),
        *(
            ("an unknown column", "none" + nearest(name, columns), name)
            for name in header
            if name not in columns
        ),
        *(
            ("the column twice", "it once", name)
            for name in sorted(set(header))
            if header.count(name) > 1
        ),
    ]
    return [Problem(where, found, expected, do, line, name) for found, expected, name in faults]


def check_rows(path: Path, frame: pd.DataFrame, schema: pa.DataFrameSchema) -> list[Problem]:
    """Hold the rows against `schema`; each failing cell is one problem with the line it is on.

    A check's `error` says what was expected; a column's metadata may hold `known` names, from
    which the nearest is offered, and `do`, the advice.
    """
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.dropna(subset=["index"])
        return [
            _cell_problem(path, schema, str(column), str(check), str(case), int(line))
            for column, check, case, line in zip(
                cases["column"], cases["check"], cases["failure_case"], cases["index"], strict=True
            )
        ]
    return []


def _cell_problem(
    path: Path, schema: pa.DataFrameSchema, column: str, check: str, case: str, line: int
) -> Problem:
    settings = schema.columns[column].metadata or {}
    expected = "each value once" if check == "field_uniqueness" else check
    expected += nearest(case, settings.get("known", []))
    found = f"'{case}'" if case else "nothing"
    return Problem(relative(path), found, expected, settings.get("do", ADVICE), line, column)
