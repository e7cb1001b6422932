"""A notebook's parameters: what its tagged cell declares, and what a given value must be like.

Anyone's notebook is read: a default may be any expression, a name may have an annotation. Where
neither a literal nor a simple annotation gives a type, any value is allowed. Types are checked
strictly: '3' is no int, True is no int, but 3 is a float.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from keyword import iskeyword
from pathlib import Path
from typing import Any

from analysis.engine import annotations, notebook, values
from analysis.errors import DataError, ParameterError, Problem, nearest

INJECTED = "injected-parameters"  # papermill's tag of the cell that holds what was given
# The type in a trailing comment, and the help that may follow it.
PART = r"[\w.]+(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\])?"
PARTS = rf"{PART}(?:\s*(?:\||\bor\b)\s*{PART})*"
TYPE_COMMENT = re.compile(rf"type:\s*(?!ignore\b)({PARTS})[\s,;:–-]*(.*)")
BLOCKS = (
    *(ast.AugAssign, ast.Expr, ast.For, ast.AsyncFor, ast.While, ast.If, ast.Match),
    *(ast.Try, ast.TryStar, ast.With, ast.AsyncWith),
)
ANYTHING = {"Any", "object"}  # annotations
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Computed(Enum):
    """The default of a parameter that is no literal."""

    DEFAULT = "computed"


@dataclass(frozen=True)
class Parameter:
    """One name of a parameters cell: its default, trailing comment, and annotation as text.

    `classes` are the names of those of which no text makes a member or an instance.
    """

    name: str
    default: Any
    help: str
    annotation: str = ""
    classes: frozenset[str] = frozenset()

    @property
    def expected_type(self) -> Any:
        """The type that a value must have; Any where the notebook does not say."""
        default = annotations.type_of_default(self.default)  # of a computed one, Any
        if not self.annotation:
            return default
        told = annotations.type_of_annotation(self.annotation, self.default is None, self.classes)
        # What is written as 2.5 is no np.float64, whatever the annotation says, and what is written
        # as a list or mapping is one, where it names a type that the notebook has.
        named = told is Any and self.annotation.rpartition(".")[2] not in ANYTHING
        if annotations.instead(told) or (named and annotations.bare(default) in (list, dict)):
            return told if default is Any else default
        return told

    def expected(self, value: Any = None) -> str:
        """Return what a value must be, in words, and how the cell would allow this number."""
        text = self.annotation or annotations.type_name(self.expected_type)
        such = annotations.example(self.expected_type)
        instead = annotations.instead(self.expected_type)
        if such and not instead and (isinstance(self.default, Computed | bool) or not self.default):
            text += f", such as {such}"
        if self.default is not Computed.DEFAULT:
            text += f", like the default {self.default!r}"
        if instead:
            text += f"; no text gives one: write in the cell {self.name}: {instead} = ..., and make"
            text += " the other of it in the next cell"
            if annotations.Unread in annotations.kinds(self.expected_type):
                text += f"; or its type, where it is a plain value: {self.name}: int = ..."
        text += f" ({self.help})" if self.help else ""
        if wider := self._wider(value):
            text += f"; for any number, write in the cell: {self.name}: {wider} = {self.default!r}"
        return text

    def _wider(self, value: Any) -> str:
        """Return the annotation that allows a fraction where the default is of whole numbers."""
        if type(value) is float and not self.annotation and type(self.default) is int:
            return "float"
        of_numbers = isinstance(value, list) and {*map(type, value)} <= {int, float}
        return "list[float]" if of_numbers and self.expected_type == list[int] else ""


@dataclass(frozen=True)
class Declared:
    """The parameters of a notebook by name; None where no cell is tagged `parameters`.

    `assigned` holds names that cells assign which follow what is given, and so overwrite it: of a
    notebook without such a cell all that it assigns, for papermill puts what is given at the top.
    """

    known: dict[str, Parameter] | None
    assigned: frozenset[str] = frozenset()

    def refuses(self, name: str) -> str | None:
        """Return what was expected in place of the name; None where the name can be given."""
        if self.known is not None and name not in self.known:
            names = f"one of: {', '.join(self.known)}" if self.known else "no parameter at all"
            return names + nearest(name, self.known)
        if not name.isidentifier() or iskeyword(name):
            return "a name such as place"
        if name in self.assigned:
            return "one cell tagged 'parameters' that holds it, for another overwrites it now"
        return None

    def refuses_value(self, name: str, value: Any) -> str | None:
        """Return what was expected in place of a known name's value; None where it fits."""
        if values.fits(self._type(name), value):
            return None
        return (self.known or {})[name].expected(value)

    def read(self, name: str, text: str) -> Any:
        """Return a text as a value of the parameter, by its type; raise ValueError as from_text."""
        return values.from_text(self._type(name), text)

    def typed(self, name: str, data: Any) -> Any:
        """Return what YAML holds as a value of the parameter, as values.typed() does."""
        return values.typed(self._type(name), data)

    def _type(self, name: str) -> Any:
        parameter = (self.known or {}).get(name)
        return parameter.expected_type if parameter else Any


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
    if found := notebook.kernel(path).foreign:
        do = "Only notebooks in Python can be run here: if it is one, choose a Python kernel in it."
        raise DataError([Problem(path.name, found, "Python", do)])
    cells = [cell for cell in notebook.cells(path) if cell.kind == "code"]
    tagged = [cell.source for cell in cells if "parameters" in cell.tags]
    if tagged:
        later = frozenset(name for source in tagged[1:] for name in _names(source))
        return Declared(_read(path, tagged[0], [cell.source for cell in cells]), later)
    return Declared(None, frozenset(name for cell in cells for name in _names(cell.source)))


def named(path: Path, given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return what -p gives the notebook, each text read by its parameter's type.

    Raises ParameterError where a name is given twice, and where a text is no value.
    """
    known, read = declared(path), dict[str, Any]()
    for name, text in given:
        if name in read:
            raise ParameterError(f"-p {name}: found it twice; expected it once. Remove one.")
        try:
            read[name] = known.read(name, text)
        except ValueError as error:
            expected = f"expected a value in YAML such as [a, b] ({error})"
            raise ParameterError(f"-p {name}: found {text!r}; {expected}.") from None
    return read


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


def _read(path: Path, source: str, every: list[str]) -> dict[str, Parameter]:
    """Return the parameters that a cell declares, by name; `every` cell may define their types."""
    try:
        tree, source = notebook.parse(source)
    except SyntaxError as error:
        raise _odd(path, str(error)) from None
    lines = source.encode().splitlines()
    known: dict[str, Parameter] = {}
    for statement in tree.body:
        line = lines[(statement.end_lineno or 1) - 1]  # offsets count bytes
        after = line[statement.end_col_offset or 0 :].decode().strip()
        comment = after.strip("# ") if after.startswith("#") else ""
        typed = TYPE_COMMENT.fullmatch(comment)
        told, comment = typed.groups() if typed else ("", comment)
        told = re.sub(r"\s+or\s+", " | ", told)
        for name, value, annotation in _assigned(statement):
            if value is None and name in known and known[name].annotation:
                continue  # as declared before
            default = _default(value)
            classes = frozenset[str]()
            annotation = annotation or told
            if default is Computed.DEFAULT:
                with suppress(RecursionError):  # of an expression that is too long to tell
                    classes = _classes(value, annotation, every)
                    annotation = annotation or annotations.annotation_of(value, classes)
            known[name] = Parameter(name, default, comment, annotation, classes)
    return known


def _classes(value: ast.expr | None, told: str, every: list[str]) -> frozenset[str]:
    """Return the classes that an annotation may name and of which no text makes a value.

    They are the enumerations that the cells define, and those of the default, wherever they are.
    """
    of, called = annotations.member_of(value)
    taken = {of.rpartition(".")[2]} if of and not called and of in told else set()
    taken |= {*annotations.classes_of(value)}
    if not (of or told or taken):
        return frozenset()
    # Those that define none are left out without the time that parsing takes.
    sources = [source for source in every if "Enum" in source or "Flag" in source]
    return frozenset(taken).union(*(annotations.enumerations(_tree(one)) for one in sources))


def _names(source: str) -> list[str]:
    """Return the names that a cell assigns; none where it is no Python."""
    return [name for statement in _tree(source).body for name, *_ in _assigned(statement)]


def _tree(source: str) -> ast.Module:
    """Return a cell's syntax tree; an empty one where it is no Python, which the kernel reports."""
    try:
        return notebook.parse(source)[0]
    except SyntaxError:
        return ast.Module([], [])


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
    waiting = [node]  # and no recursion: an expression may be as deep as it is long
    while waiting:
        node = waiting.pop()
        inside = list(ast.iter_child_nodes(node))
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.MatchAs(name=str(n)) | ast.MatchStar(name=str(n)):
                yield n
            case ast.MatchMapping(rest=str(n)):
                yield n
            case ast.comprehension(iter=iterated, ifs=conditions):
                inside = [iterated, *conditions]
            case _ if isinstance(node, SCOPES):
                inside = []
        waiting += reversed(inside)
