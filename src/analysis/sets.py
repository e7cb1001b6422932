"""Sets of parameters to run a notebook with: read, and all held against the notebook at once."""

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis import hints, set_names
from analysis.errors import DataError, Problem
from analysis.parameters import Declared
from analysis.paths import relative
from analysis.texts import read_text
from analysis.yaml_lines import line_of, read_yaml

CORRECT = "Correct the row."
PLAIN = (str, bool, int, float, type(None))


@dataclass(frozen=True)
class Row:
    """One set as given: the values by name, and the line that it stands at."""

    values: dict[str, Any]
    line: int


@dataclass
class Table:
    """The sets of a file, and what is wrong with them."""

    path: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    column: str = "column"

    def fault(self, found: str, expected: str, do: str, line: int | None, name: str = "") -> None:
        """Note one fault, of a whole row or of what it gives for a name."""
        self.problems.append(
            Problem(self.path, found, expected, do, line, **({self.column: name} if name else {}))
        )


def read(path: Path, declared: Declared) -> list[dict[str, Any]]:
    """Return the sets of a CSV or YAML file, one a row, checked against the notebook's parameters.

    A cell of a CSV file is read by its parameter's type. Raises DataError, which lists every fault.
    """
    kinds = {".csv": _read_csv, ".yaml": _read_yaml, ".yml": _read_yaml}
    if path.suffix.lower() not in kinds:
        found, expected = f"a file ending in '{path.suffix}'", "one ending in .csv, .yaml or .yml"
        raise DataError([Problem(relative(path), found, expected, "Save the sets as one.")])
    table = kinds[path.suffix.lower()](path, declared)
    if not table.rows and not table.problems:
        table.fault("no set", "a set a row", "Add a row.", None)
    _check(table, declared)
    if table.problems:
        raise DataError(sorted(table.problems, key=lambda problem: problem.line or 0))
    return [row.values for row in table.rows]


def over(
    name: str, values: Iterable[str], declared: Declared, notebook: Path
) -> list[dict[str, Any]]:
    """Return a set for each of the values of one parameter of the notebook."""
    sets = [{name: value} for value in values]
    problem = None
    if declared.known is None:
        problem = "no cell tagged 'parameters'", f"one that holds '{name}'", "Tag it."
    elif expected := declared.refuses(name) or declared.refuses_value(name, "text"):
        problem = f"--over {name}", expected, "Give the sets by --params FILE."
    elif not sets:
        problem = f"--over {name} and no {name} that has figures", "some", "See data/raw."
    if problem:
        raise DataError([Problem(notebook.name, *problem)])
    return sets


def _read_csv(path: Path, declared: Declared) -> Table:
    text, problems = read_text(path)
    table = Table(relative(path), problems=problems)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells) and (not header or len(header) > 1):
                continue
            if not header:
                header = cells
                _check_header(table, header, declared, reader.line_num)
            elif len(cells) != len(header):
                expected = f"{len(header)}, as in the header"
                table.fault(f"{len(cells)} cells", expected, CORRECT, reader.line_num)
            else:
                _add(table, dict(zip(header, cells, strict=True)), declared, reader.line_num)
    except csv.Error as error:
        table.fault(str(error), "well-formed CSV", CORRECT, reader.line_num)
    return table


def _check_header(table: Table, header: list[str], declared: Declared, line: int) -> None:
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            table.fault("the column twice", "it once", "Remove one.", line, name)
        if not name:
            table.fault("a column without a name", "a parameter's name", "Name it.", line)
        elif expected := declared.refuses(name):
            table.fault("an unknown parameter", expected, "Correct the header.", line, name)


def _add(table: Table, cells: dict[str, str], declared: Declared, line: int) -> None:
    """Add a row of texts as values; a column that the notebook does not know was told once."""
    values = {}
    for name, text in cells.items():
        if not declared.refuses(name):
            parameter = (declared.known or {}).get(name)
            try:
                values[name] = hints.from_text(parameter.hint if parameter else Any, text)
            except ValueError as error:
                table.fault(f"{text!r}", f"a value in YAML ({error})", CORRECT, line, name)
    table.rows.append(Row(values, line))


def _read_yaml(path: Path, declared: Declared) -> Table:
    data, lines, problems = read_yaml(path)
    table = Table(relative(path), problems=problems, column="field")
    if problems:
        return table
    rows = data if isinstance(data, list) else [data]
    for index, row in enumerate(rows):
        place = (index,) if isinstance(data, list) else ()
        line = line_of(lines, place) or 1
        if not isinstance(data, list) or not isinstance(row, dict):
            table.fault(f"{row!r:.80}", "a list of sets such as '- n: 3'", CORRECT, line)
            continue
        for name in row:
            if expected := declared.refuses(str(name)):
                at = line_of(lines, (*place, str(name)))
                table.fault("an unknown parameter", expected, CORRECT, at, str(name))
        values = {str(name): value for name, value in row.items()}
        table.rows.append(Row({n: v for n, v in values.items() if not declared.refuses(n)}, line))
    return table


def _check(table: Table, declared: Declared) -> None:
    """Note values of another type, values that no notebook can be given, and sets given twice."""
    first: dict[str, int] = {}
    for row in table.rows:
        odd = False
        for name, value in row.values.items():
            if expected := _plainly(value) or declared.refuses_value(name, value):
                odd = True
                table.fault(f"{value!r:.100}", expected, CORRECT, row.line, name)
        known = row.line if odd else first.setdefault(set_names.identity(row.values), row.line)
        if known != row.line:
            table.fault(f"the set of line {known} again", "each once", "Remove one.", row.line)


def _plainly(value: Any) -> str | None:
    """Return what was expected in place of a value that cannot be written into a cell as it is."""
    if isinstance(value, float) and math.isnan(value):
        return "a number"
    if isinstance(value, list | dict):
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        return next(filter(None, map(_plainly, parts)), None)
    return None if isinstance(value, PLAIN) else "text, a number or a list; put it in quotes"
