"""A notebook's parameters: what its tagged cell declares, and what a given value must be like.

Anyone's notebook is read: a default may be any expression, a name may have an annotation. Where
neither a literal nor a simple annotation gives a type, any value is allowed. Types are checked
strictly: '3' is no int, True is no int, but 3 is a float.
"""

import ast
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from keyword import iskeyword
from pathlib import Path
from types import NoneType
from typing import Any, Literal, Optional, Union, get_args, get_origin

from analysis.engine import notebook
from analysis.errors import DataError, ParameterError, Problem, nearest

INJECTED = "injected-parameters"  # papermill's tag of the cell that holds what was given
SIMPLE: dict[str, Any] = {
    **{kind.__name__: kind for kind in (int, float, str, bool, list, dict)},
    **{"List": list, "Dict": dict, "None": NoneType},
}
INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
BOOLEAN = {"true": True, "false": False}
BLOCKS = (
    *(ast.AugAssign, ast.Expr, ast.For, ast.AsyncFor, ast.While, ast.If, ast.Match),
    *(ast.Try, ast.TryStar, ast.With, ast.AsyncWith),
)
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Computed(Enum):
    """The default of a parameter that is no literal."""

    DEFAULT = "computed"


@dataclass(frozen=True)
class Parameter:
    """One name of a parameters cell: its default, trailing comment, and annotation as text."""

    name: str
    default: Any
    help: str
    annotation: str = ""

    @property
    def expected_type(self) -> Any:
        """The type that a value must have; Any where the notebook does not say."""
        if self.annotation:
            return type_of_annotation(self.annotation, optional=self.default is None)
        return Any if self.default is Computed.DEFAULT else type_of_default(self.default)

    def expected(self) -> str:
        """Return what a value must be, in words."""
        text = self.annotation or type_name(self.expected_type)
        if self.default is not Computed.DEFAULT:
            text += f", like the default {self.default!r}"
        return text + (f" ({self.help})" if self.help else "")


@dataclass(frozen=True)
class Declared:
    """The parameters of a notebook by name; None where no cell is tagged `parameters`.

    `assigned` then holds the names that its cells assign: papermill puts the given values at the
    top, where such a cell would overwrite them.
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
        if parameter is None or fits(parameter.expected_type, value):
            return None
        return parameter.expected()


def literals(path: Path) -> list[Parameter]:
    """Return the parameters of a notebook of ours in order: each a literal, one a line.

    Raises DataError where one is not, where the notebook is the result of a run with parameters
    given, which would pass for its defaults, and as `declared` does.
    """
    if any(INJECTED in cell.tags for cell in notebook.cells(path)):
        found, expected = f"a cell tagged '{INJECTED}'", "a notebook as it was before it was run"
        raise DataError([Problem(path.name, found, expected, "Restore it, or remove the cell.")])
    known = list((declared(path).known or {}).values())
    for parameter in known:
        if parameter.default is Computed.DEFAULT:
            raise _odd(path, f"'{parameter.name}' without a literal value")
    return known


def declared(path: Path) -> Declared:
    """Return the parameters of anyone's notebook.

    Raises DataError where the tagged cell is no Python, and where the notebook is in another
    language or none at all.
    """
    language = notebook.language(path)
    if language.lower() not in {"", "python", "ipython"}:
        do = "Only notebooks in Python can be run here."
        raise DataError([Problem(path.name, f"a notebook in {language}", "Python", do)])
    cells = [cell for cell in notebook.cells(path) if cell.kind == "code"]
    tagged = [cell.source for cell in cells if "parameters" in cell.tags]
    if tagged:
        return Declared(_read(path, tagged[0]))
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


def _odd(path: Path, found: str) -> DataError:
    where, expected = f"{path.name}, cell tagged 'parameters'", "a literal a line: place = 'Name'"
    return DataError([Problem(where, found, expected, "Correct the cell.")])


def _read(path: Path, source: str) -> dict[str, Parameter]:
    """Return the parameters that a cell declares, by name."""
    try:
        tree, source = notebook.parse(source)
    except SyntaxError as error:
        raise _odd(path, str(error)) from None
    lines, known = source.encode().splitlines(), {}
    for statement in tree.body:
        line = lines[(statement.end_lineno or 1) - 1]  # offsets count bytes
        after = line[statement.end_col_offset or 0 :].decode().strip()
        comment = after.strip("# ") if after.startswith("#") else ""
        for name, value, annotation in _assigned(statement):
            known[name] = Parameter(name, _default(value), comment, annotation)
    return known


def _names(source: str) -> list[str]:
    """Return the names that a cell assigns; none where it is no Python."""
    try:
        tree, _ = notebook.parse(source)
    except SyntaxError:
        return []  # the kernel reports it when the cell runs
    return [name for statement in tree.body for name, *_ in _assigned(statement)]


def _default(value: ast.expr | None) -> Any:
    if value is None:
        return Computed.DEFAULT
    try:
        return ast.literal_eval(value)
    except (ValueError, TypeError):  # no literal
        return Computed.DEFAULT


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr | None, str]]:
    """Yield each name that a statement assigns, its value where there is one, its annotation."""
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
            yield name, value, ast.unparse(annotation)
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                for name, part in _paired(target, value):
                    yield name, part, ""
            for name in _stored(value):
                yield name, None, ""
        case _ if isinstance(statement, BLOCKS):
            for name in _stored(statement):
                yield name, None, ""


def _paired(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr | None]]:
    """Yield each name of an assignment's target, with its part of the value if there is one."""
    match target, value:
        case ast.Name(id=name), _:
            yield name, value
        case ((ast.Tuple() | ast.List()), (ast.Tuple() | ast.List())) if len(target.elts) == len(
            value.elts
        ):
            for pair in zip(target.elts, value.elts, strict=True):
                yield from _paired(*pair)
        case _:
            for name in _stored(target):
                yield name, None


def _stored(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node assigns, save those local to functions and comprehensions."""
    inside = list(ast.iter_child_nodes(node))
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.MatchAs(name=str(n)) | ast.MatchStar(name=str(n)) | ast.MatchMapping(rest=str(n)):
            yield n
        case ast.comprehension(iter=iterated, ifs=conditions):
            inside = [iterated, *conditions]
        case _ if isinstance(node, SCOPES):
            inside = []
    for part in inside:
        yield from _stored(part)


def type_of_default(default: Any) -> Any:
    """Return the type of a default; that of a list tells its first item's; of None it is Any."""
    if isinstance(default, list) and default:
        return list[type_of_default(default[0])]  # type: ignore[misc]
    return type(default) if type(default) in SIMPLE.values() and default is not None else Any


def type_of_annotation(text: str, optional: bool = False) -> Any:
    """Return the type that an annotation names; Any where it is not one of the simple ones."""
    expected_type = _type(ast.parse(text, mode="eval").body)
    return Optional[expected_type] if optional else expected_type  # noqa: UP045 - a value here


def type_name(expected_type: Any) -> str:
    """Return a type in words: `list of int`."""
    inside = [argument for argument in get_args(expected_type) if argument is not Any]
    kind: str = (get_origin(expected_type) or expected_type).__name__
    return f"{kind} of {type_name(inside[0])}" if inside else kind


def fits(expected_type: Any, value: Any) -> bool:
    """Return whether the value is of the type."""
    if expected_type is Any or type(value) is expected_type:
        return True  # without the time that importing pydantic takes
    from pydantic import ValidationError

    try:
        _adapter(expected_type).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def from_text(expected_type: Any, text: str) -> Any:
    """Return a cell of a table as a value of the type where it can be read so, else the text.

    Raises ValueError where a cell that is to be read as YAML is none.
    """
    kinds = set(get_args(expected_type)) if get_origin(expected_type) is Union else {expected_type}
    if not text and (NoneType in kinds or Any in kinds):
        return None
    if str in kinds and kinds <= {str, NoneType}:
        return text
    if bool in kinds and text.lower() in BOOLEAN:
        return BOOLEAN[text.lower()]
    if int in kinds and INTEGER.fullmatch(text):
        return int(text)
    if float in kinds and (number := _number(text)) is not None:
        return number
    if kinds <= {bool, int, float, NoneType}:
        return text
    value = _from_yaml(text)
    return text if str in kinds and not fits(expected_type, value) else value


def _from_yaml(text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(str(getattr(error, "problem", None) or error)) from None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return None if math.isnan(number) or "_" in text else number


@cache
def _adapter(expected_type: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(expected_type)


def _type(node: ast.expr) -> Any:
    """Return the type that an annotation's expression names."""
    match node:
        case ast.Constant(value=None):
            return NoneType
        case ast.Name(id=word) | ast.Attribute(attr=word):
            return SIMPLE.get(word, Any)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return Union[_type(left), _type(right)]  # noqa: UP007 - a type may be Any
        case ast.Subscript(value=ast.Name(id=word) | ast.Attribute(attr=word), slice=inside):
            return _subscript(word, inside.elts if isinstance(inside, ast.Tuple) else [inside])
    return Any


def _subscript(word: str, inside: list[ast.expr]) -> Any:
    """Return the type that an annotation such as `list[int]` names."""
    if word == "Literal":
        values = [part.value for part in inside if isinstance(part, ast.Constant)]
        return Literal[tuple(values)] if len(values) == len(inside) else Any
    parts = tuple(_type(part) for part in inside)
    match word, len(parts):
        case "Optional", 1:
            return Optional[parts[0]]  # noqa: UP045
        case "Union", _:
            return Union[parts]  # noqa: UP007
        case (("list" | "List"), 1):
            return list[parts[0]]  # type: ignore[valid-type]
        case (("dict" | "Dict"), 2):
            return dict[parts]  # type: ignore[valid-type, misc]
    return Any
