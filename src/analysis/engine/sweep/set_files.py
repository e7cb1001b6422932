"""Read sets of parameters from a CSV or YAML file, one a row, with the line of each."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.engine import parameters
from analysis.engine.parameters import Declared
from analysis.errors import Problem
from analysis.paths import relative
from analysis.readers import line_of, read_text, read_yaml

CORRECT = "Correct the row."


@dataclass(frozen=True)
class Row:
    """One set as given: the values by name, the line that it stands at, and what is at fault."""

    values: dict[str, Any]
    line: int
    unread: dict[str, Any] = field(default_factory=dict)


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


def read_csv(path: Path, declared: Declared) -> Table:
    """Read a file whose header names parameters; each cell is read by its parameter's type."""
    text, problems = read_text(path)
    table = Table(relative(path), problems=problems)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not header and any(cells):
                header = cells
                _check_header(table, header, declared, reader.line_num)
            elif cells and len(cells) != len(header):
                expected = f"{len(header)}, as in the header"
                table.fault(f"{len(cells)} cells", expected, CORRECT, reader.line_num)
            elif cells and len(set(header)) == len(header):
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
            table.fault(f"'{name}'", expected, "Correct the header.", line)


def _add(table: Table, cells: dict[str, str], declared: Declared, line: int) -> None:
    """Add a row of texts as values; a column that the notebook does not know was told once."""
    row = Row({}, line)
    for name, text in cells.items():
        parameter = (declared.known or {}).get(name)
        row.unread[name] = text
        if declared.refuses(name):
            continue
        try:
            row.values[name] = parameters.from_text(
                parameter.expected_type if parameter else Any, text
            )
            del row.unread[name]
        except ValueError as error:
            table.fault(f"{text!r}", f"a value in YAML ({error})", CORRECT, line, name)
    table.rows.append(row)


def read_yaml_sets(path: Path, declared: Declared) -> Table:
    """Read a list of sets, each the values by name; values are taken as YAML reads them."""
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
                table.fault(f"'{name}'", expected, CORRECT, at)
        unread = {name: value for name, value in row.items() if declared.refuses(str(name))}
        values = {name: value for name, value in row.items() if name not in unread}
        table.rows.append(Row(values, line, unread))
    return table
