"""Sets of parameters to run a notebook with: read from a file, checked, and named.

All faults of a file are found at once, and before anything runs. A set's name is that of its file:
readable, safe on every file system, and no other set's.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize

from analysis.engine.annotations import MADE
from analysis.engine.parameters import Declared
from analysis.engine.values import SCALARS, loader, typed
from analysis.errors import DataError, Problem
from analysis.files import read_text, relative
from analysis.readers import line_of, read_table, read_yaml

CORRECT = "Correct the row."
PLAIN = (str, *SCALARS)
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars", "，": "wide commas", " ": "blanks"}
LONGEST = 100  # bytes of a name with its ending; file systems allow 255, paths 260 characters
ENDING = ".ipynb"
UNSAFE = re.compile(r"[^\w.=,+-]")
DEFAULTS = "defaults"  # the set that gives nothing


@dataclass(frozen=True)
class Row:
    """One set as given: the values by name, the line that it stands at, whether all was read."""

    values: dict[str, Any]
    line: int
    whole: bool


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
    """Return a set for each of the values of one parameter of the notebook.

    Raises DataError where the notebook has no such parameter, or there are no values.
    """
    sets = [{name: value} for value in values]
    problem = None
    if declared.known is None:
        problem = "no cell tagged 'parameters'", f"one that holds '{name}'", "Tag it."
    elif expected := declared.refuses(name) or declared.refuses_value(name, "text"):
        problem = f"--over {name}", expected, "Give the sets by --params FILE."
    elif not sets:
        problem = (
            f"--over {name}",
            "place, with places in data/raw",
            "Or give sets by --params FILE.",
        )
    if problem:
        raise DataError([Problem(notebook.name, *problem)])
    return sets


def _check(table: Table, declared: Declared) -> None:
    """Note values of another type, values that no notebook can be given, and sets given twice."""
    first: dict[str, Row] = {}
    for row in table.rows:
        whole = row.whole
        for name, value in row.values.items():
            if expected := _unwritable(value) or declared.refuses_value(name, value):
                whole = False
                expected += "; put a text in quotes" if value is None else ""
                found = (
                    repr(value) if isinstance(value, (*PLAIN, list, tuple, dict)) else str(value)
                )
                table.fault(f"{found:.100}", expected, CORRECT, row.line, name)
        known = first.setdefault(identity(row.values), row) if whole else row
        if known is not row:
            table.fault(f"the set of line {known.line} again", "each once", "Remove one.", row.line)


def _unwritable(value: Any) -> str | None:
    """Return what was expected in place of a value that cannot be written into a cell as it is."""
    if isinstance(value, list | tuple | dict):
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        return next(filter(None, map(_unwritable, parts)), None)
    return None if isinstance(value, PLAIN) else "text, a number or a list; put it in quotes"


def _read_csv(path: Path, declared: Declared) -> Table:
    """Read a file whose header names parameters; each cell is read by its parameter's type."""
    text, problems = read_text(path)
    table = Table(relative(path), problems=problems)
    if found := _other_form(text, declared):
        blank = len(text) - len(text.lstrip())
        table.fault(*found, text.count("\n", 0, blank) + 1)
        return table
    header, at, rows, problems = read_table(path, text)
    _check_header(table, header, declared, at)
    if not header or not all(map(declared.refuses, header)):  # of a line that is no header
        table.problems += problems  # they follow
    for line, cells in rows.items() if len(set(header)) == len(header) else ():
        _add(table, dict(zip(header, cells, strict=True)), declared, line)
    return table


def _other_form(text: str, declared: Declared) -> tuple[str, str, str] | None:
    """Return what is wrong with a text whose columns are not parted by commas.

    Those that blanks part are names of parameters, and no line of words.
    """
    header = text.lstrip().partition("\n")[0].strip(" \r")
    found = next((word for mark, word in SEPARATORS.items() if mark in header), None)
    words = found == SEPARATORS[" "] and any(map(declared.refuses, header.split()))
    if found and "," not in header and not words:
        return f"columns parted by {found}", "commas", "Save it with commas."
    return None


def _check_header(table: Table, header: list[str], declared: Declared, line: int) -> None:
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            table.fault("the column twice", "it once", "Remove one.", line, name)
        if not name:
            table.fault("a column without a name", "a parameter's name", "Name it.", line)
        elif expected := declared.refuses(name):
            table.fault(f"'{name}'", expected, "Correct the header.", line)


def _add(table: Table, cells: dict[str, str], declared: Declared, line: int) -> None:
    """Add a row of texts as values; an unknown column is reported once, with the header.

    An empty cell stands for None where the parameter may be that.
    """
    values: dict[str, Any] = {}
    for name, text in cells.items():
        if declared.refuses(name):
            continue
        empty = not text.strip() and declared.refuses_value(name, None) is None
        try:
            values[name] = None if empty else declared.read(name, text)
        except ValueError as error:
            table.fault(f"{text!r}", f"a value in YAML ({error})", CORRECT, line, name)
    table.rows.append(Row(values, line, values.keys() == cells.keys()))


def _read_yaml(path: Path, declared: Declared) -> Table:
    """Read a list of sets, each the values by name; an unquoted value is read by its type."""
    data, lines, problems = read_yaml(path, loader())
    table = Table(relative(path), problems=problems, column="field")
    if problems:
        return table
    rows = data if isinstance(data, list) else [data]
    for index, row in enumerate(rows):
        place = (index,) if isinstance(data, list) else ()
        line = line_of(lines, place) or 1
        if not isinstance(data, list) or not isinstance(row, dict):
            table.fault(
                f"{typed(Any, row)!r:.80}", "a list of sets such as '- n: 3'", CORRECT, line
            )
            continue
        values = {}
        for name, value in row.items():
            if expected := declared.refuses(str(name)):
                at = line_of(lines, (*place, str(name)))
                table.fault(f"'{name}'", expected, CORRECT, at)
            else:
                values[str(name)] = declared.typed(str(name), value)
        table.rows.append(Row(values, line, values.keys() == row.keys()))
    return table


def named(sets: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the sets by name, no two names alike even where case makes no difference.

    A name is the set as read: `place=Beijing,year=2024`. Where that had to be altered, cut, or is
    taken by a set before, it ends in `~` and a digest of the set.
    """
    taken: set[str] = set()
    made = {}
    for one in sets:
        name, size = _readable(one), 8
        while name is None or name.casefold() in taken:
            name = _with_digest(one, size)
            size += 8
        taken.add(name.casefold())
        made[name] = one
    return made


def identity(one: dict[str, Any]) -> str:
    """Return a text that two sets share only if they are the same: 1, 1.0, '1' and true differ."""
    return json.dumps(_typed(one), default=repr)  # of a date


def _typed(value: Any) -> Any:
    """Return the value with the keys of mappings sorted, and each beside its type."""
    if isinstance(value, dict):
        entries = ([type(key).__name__, str(key), _typed(value[key])] for key in value)
        return sorted(entries, key=lambda entry: entry[:2])
    return [_typed(item) for item in value] if isinstance(value, list | tuple) else value


def _readable(one: dict[str, Any]) -> str | None:
    """Return the set as read; None where that is no safe name."""
    text = _as_text(one)
    return text if text == _safe(text) and len(f"{text}{ENDING}".encode()) <= LONGEST else None


def _with_digest(one: dict[str, Any], size: int) -> str:
    """Return the set as read, made safe and cut, with so many digits of its digest."""
    mark = "~" + hashlib.sha256(identity(one).encode()).hexdigest()[:size]
    room = LONGEST - len(f"{mark}{ENDING}")
    return _safe(_as_text(one)).encode()[:room].decode(errors="ignore") + mark


def _as_text(one: dict[str, Any]) -> str:
    return ",".join(f"{name}={_shown(value)}" for name, value in one.items()) or DEFAULTS


def _shown(value: Any) -> str:
    plain = isinstance(value, (str, *MADE))
    return str(value) if plain else json.dumps(value, ensure_ascii=False, default=str)


def _safe(text: str) -> str:
    return UNSAFE.sub("_", normalize("NFC", text))
