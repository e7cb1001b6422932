"""A notebook's parameters: what its tagged cell declares, and what a given value must be like.

Anyone's notebook is read: a default may be any expression, a name may carry its type. Where neither
a literal nor a simple type says what is expected, any value is.
"""

import ast
from dataclasses import dataclass
from enum import Enum
from keyword import iskeyword
from pathlib import Path
from typing import Any

from analysis.engine import hints, notebook
from analysis.engine.assignments import assigned
from analysis.errors import DataError, NotebookError, ParameterError, Problem, nearest


class Computed(Enum):
    """The default of a parameter that is no literal."""

    DEFAULT = "computed"


@dataclass(frozen=True)
class Parameter:
    """One name of a notebook's parameters cell: its default, trailing comment, and type as text."""

    name: str
    default: Any
    help: str
    annotation: str = ""

    @property
    def hint(self) -> Any:
        """The type that a value must have; Any where the notebook does not say."""
        if self.annotation:
            return hints.of_annotation(self.annotation, optional=self.default is None)
        return Any if self.default is Computed.DEFAULT else hints.of_default(self.default)

    def expected(self) -> str:
        """Return what a value must be, in words."""
        text = f"{self.annotation or hints.name(self.hint)}"
        if self.default is not Computed.DEFAULT:
            text += f", like the default {self.default!r}"
        return text + (f" ({self.help})" if self.help else "")


@dataclass(frozen=True)
class Declared:
    """The parameters of a notebook by name; None where no cell is tagged `parameters`.

    `assigned` are then the names that its cells assign: papermill puts the given values at the top,
    where such a cell would overwrite them.
    """

    known: dict[str, Parameter] | None
    assigned: frozenset[str] = frozenset()

    def refuses(self, name: str) -> str | None:
        """Return what was expected in place of the name; None where the name can be given."""
        if self.known is not None and name not in self.known:
            return f"one of: {', '.join(self.known) or 'no parameter at all'}" + nearest(
                name, self.known
            )
        if not name.isidentifier() or iskeyword(name):
            return "a name such as place"
        if name in self.assigned:
            return "a cell tagged 'parameters' that holds it, for another cell overwrites it now"
        return None

    def refuses_value(self, name: str, value: Any) -> str | None:
        """Return what was expected in place of a known name's value; None where it fits."""
        parameter = (self.known or {}).get(name)
        fits = parameter is None or hints.fits(parameter.hint, value)
        return None if fits or parameter is None else parameter.expected()


def literals(path: Path) -> list[Parameter]:
    """Return the parameters of a notebook of ours in order: each a literal, one a line."""
    known = list((declared(path).known or {}).values())
    for parameter in known:
        if parameter.default is Computed.DEFAULT:
            raise _odd(path, f"'{parameter.name}' without a literal value")
    return known


def declared(path: Path) -> Declared:
    """Return the parameters of anyone's notebook.

    Raises NotebookError where the tagged cell is no Python, and DataError where the notebook is in
    another language.
    """
    language = notebook.language(path)
    if language.lower() not in {"", "python", "ipython"}:
        do = "Only notebooks in Python can be run here."
        raise DataError([Problem(path.name, f"a notebook in {language}", "Python", do)])
    cells = [cell for cell in notebook.cells(path) if cell.kind == "code"]
    tagged = [cell.source for cell in cells if "parameters" in cell.tags]
    if tagged:
        try:
            return Declared(_read(tagged[0]))
        except SyntaxError as error:
            raise _odd(path, str(error)) from None
    return Declared(None, frozenset(name for cell in cells for name in _names(cell.source)))


def check(path: Path, given: dict[str, Any]) -> None:
    """Raise ParameterError where `given` has an unknown name or a value of another type."""
    known, faults = declared(path), []
    for name, value in given.items():
        if expected := known.refuses(name):
            faults.append(f"found '{name}'; expected {expected}")
        elif expected := known.refuses_value(name, value):
            faults.append(f"found {name} = {value!r}; expected {expected}")
    if faults:
        raise ParameterError("\n".join(f"{path.name}: {fault}." for fault in faults))


def _read(source: str) -> dict[str, Parameter]:
    tree, source = notebook.parse(source)
    lines, known = source.encode().splitlines(), {}
    for statement in tree.body:
        line = lines[(statement.end_lineno or 1) - 1]  # offsets count bytes
        after = line[statement.end_col_offset or 0 :].decode().strip()
        comment = after.strip("# ") if after.startswith("#") else ""
        for name, value, annotation in assigned(statement):
            known[name] = Parameter(name, _default(value), comment, annotation)
    return known


def _names(source: str) -> list[str]:
    try:
        tree, _ = notebook.parse(source)
    except SyntaxError:
        return []  # whether it runs is for the kernel to say
    return [name for statement in tree.body for name, *_ in assigned(statement)]


def _default(value: ast.expr | None) -> Any:
    if value is None:
        return Computed.DEFAULT
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError):  # no literal
        return Computed.DEFAULT


def _odd(path: Path, found: str) -> NotebookError:
    return NotebookError(
        f"{path.name}, cell tagged 'parameters': found {found}; expected a literal a line, such as "
        "place = 'Name'."
    )
