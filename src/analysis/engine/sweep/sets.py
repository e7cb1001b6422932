"""Sets of parameters to run a notebook with: read, and all held against the notebook at once."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.engine.parameters import Declared
from analysis.engine.sweep import set_names
from analysis.engine.sweep.set_files import CORRECT, Table, read_csv, read_yaml_sets
from analysis.errors import DataError, Problem
from analysis.paths import relative

PLAIN = (str, bool, int, float, type(None))


def read(path: Path, declared: Declared) -> list[dict[str, Any]]:
    """Return the sets of a CSV or YAML file, one a row, checked against the notebook's parameters.

    A cell of a CSV file is read by its parameter's type. Raises DataError, which lists every fault.
    """
    kinds = {".csv": read_csv, ".yaml": read_yaml_sets, ".yml": read_yaml_sets}
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
    first: dict[str, int] = {}
    for row in table.rows:
        odd = False
        for name, value in row.values.items():
            if expected := _plainly(value) or declared.refuses_value(name, value):
                odd = True
                found = repr(value) if isinstance(value, (*PLAIN, list, dict)) else str(value)
                table.fault(f"{found:.100}", expected, CORRECT, row.line, name)
        whole = "" if odd else set_names.identity(row.values) + repr(row.unread)
        known = row.line if odd else first.setdefault(whole, row.line)
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
