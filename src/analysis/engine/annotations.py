"""The type that anyone's notebook declares for a parameter: by annotation, comment or default."""

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Optional, Union, get_args, get_origin
from uuid import UUID

from analysis.files import syntax_tree


class Timestamp(datetime):
    """A date and time that is to be one of pandas."""


class Unread:
    """A member of an enumeration or an instance of a class, which the notebook has."""


def duration(text: str) -> timedelta:
    """Return the time that a text such as `3 days` or `01:30:00` is; raise ValueError."""
    made: timedelta = adapter(timedelta).validate_python(text)
    return made


# Types of which a text makes a value, and by what.
MADE: dict[Any, Any] = {
    **{kind: kind.fromisoformat for kind in (date, datetime, time, Timestamp)},
    **{kind: kind for kind in (Path, Decimal, Fraction, UUID, complex)},
    timedelta: duration,
}
# Types of numpy, which takes long to import, and what a text makes instead of each.
NUMPY = {
    **dict.fromkeys(("ndarray", "NDArray"), "list"),
    **dict.fromkeys(("float16", "float32", "float64", "double", "single", "longdouble"), "float"),
    **{f"{sign}int{size}": "int" for sign in ("", "u") for size in ("8", "16", "32", "64", "p")},
    **{"int_": "int", "bool_": "bool", "str_": "str", "complex64": "complex"},
    **{"complex128": "complex", "datetime64": "datetime", "timedelta64": "timedelta"},
}
ARRAYS = {
    *("array", "asarray", "arange", "linspace", "logspace", "geomspace", "zeros", "ones", "full"),
    *("empty", "eye", "identity"),
}
# Types of which no text makes a value, and of which it makes one instead.
UNREAD: dict[Any, str] = {
    **{set: "list", frozenset: "list", range: "int", bytes: "str", bytearray: "str", Unread: "str"},
    **{type(name, (), {}): other for name, other in NUMPY.items()},
}
EXAMPLES: dict[Any, str] = {
    **{bool: "true or false", list: "[1, 2]", tuple: "(1, 2)", dict: "{a: 1}", time: "12:30"},
    **{Path: "data/a.csv", Fraction: "1/3", UUID: "12345678-1234-5678-1234-567812345678"},
    **{date: "2024-03-05", timedelta: "3 days", Decimal: "2.50", complex: "3+4j"},
    **dict.fromkeys((datetime, Timestamp), "2024-03-05 12:30"),
}
ITEMS_LIKE = EXAMPLES | {int: "1, 2", float: "0.5, 1", str: "a, b"}
SIMPLE: dict[str, Any] = {
    **{kind.__name__: kind for kind in (int, float, str, bool, list, tuple, dict, *MADE, *UNREAD)},
    **{"List": list, "Tuple": tuple, "Dict": dict, "Set": set, "None": NoneType},
    **dict.fromkeys(("Sequence", "MutableSequence", "Collection", "Iterable"), list),
    **dict.fromkeys(("Mapping", "MutableMapping"), dict),
}
ITEMS = {list: 1, dict: 2}  # how many types stand in the brackets behind one
CONSTRUCTORS = {
    *("today", "now", "utcnow", "fromisoformat", "strptime", "fromtimestamp", "cwd", "home"),
}
TEXTS = {"str", "input", "getenv", "isoformat", "strftime", "format", "join"}  # make one
ALIKE = {"replace", "normalize", "floor", "resolve", "absolute", "strip", "lower", "upper", "title"}
DISPLAYS: dict[type, str] = {
    **{ast.Set: "set", ast.SetComp: "set", ast.ListComp: "list"},
    **{ast.Dict: "dict", ast.DictComp: "dict"},
}
MOMENTS = {"date", "datetime", "Timestamp"}
CLASS = re.compile(r"[A-Z]\w*[a-z]\w*")  # the name of one


def type_of_default(default: Any) -> Any:
    """Return the type of a default; that of a list tells its items'; of None it is Any."""
    if isinstance(default, list) and default:
        kinds = dict.fromkeys(map(type_of_default, default))
        if float in kinds:
            kinds.pop(int, None)
        return list if Any in kinds else list[Union[tuple(kinds)]]  # type: ignore[misc]  # noqa: UP007
    return type(default) if type(default) in SIMPLE.values() and default is not None else Any


def type_of_annotation(
    text: str, optional: bool = False, classes: frozenset[str] = frozenset()
) -> Any:
    """Return the type that an annotation names; Any where it is none of the simple ones.

    `classes` are the names of those of which no text makes a value.
    """
    expected_type = _parsed(text, dict.fromkeys(classes, Unread) | SIMPLE)
    return Optional[expected_type] if optional else expected_type  # noqa: UP045 - a value here


def annotation_of(value: ast.expr | None, classes: frozenset[str] = frozenset()) -> str:
    """Return the type that an expression shows: of SIMPLE or of the `classes`; else no text."""
    told = partial(annotation_of, classes=classes)
    of = member_of(value)[0]
    if of.rpartition(".")[2] in classes:
        return of
    if type(value) in DISPLAYS:
        return DISPLAYS[type(value)]
    match value:
        case ast.List(elts=items) | ast.Tuple(elts=items):
            inside, *others = {told(item) for item in items} or {""}
            kind, more = ("list", "") if isinstance(value, ast.List) else ("tuple", ", ...")
            return f"{kind}[{inside}{more}]" if inside and not others else kind
        case ast.IfExp(body=left, orelse=right) | ast.BoolOp(values=[left, right]):
            return told(left) if told(left) == told(right) else ""
        case ast.BinOp(left=left, right=right):
            pair = told(left), told(right)
            if pair[0] in MOMENTS:
                return "timedelta" if pair[1] in MOMENTS else pair[0]
            return "Path" if pair[0] == "Path" else "str" if "str" in pair else ""
    return _annotation_of_one(value)


def _annotation_of_one(value: ast.expr | None) -> str:
    """Return what annotation_of() does of an expression that is not put together of others."""
    match value:
        case ast.JoinedStr() | ast.Constant(value=str()):
            return "str"
        case ast.Subscript(value=ast.Attribute(attr="environ")):
            return "str"
        case ast.Call(func=ast.Attribute(attr="to_datetime"), args=[ast.Constant(), *_]):
            return "Timestamp"
        case ast.Call(func=function):
            return _annotation_of_call(function, bool(value.args))
        case ast.Attribute(value=inside, attr="parent"):
            return annotation_of(inside)
    return ""


def _annotation_of_call(function: ast.expr, has_arguments: bool) -> str:
    """Return what annotation_of() does of a call of the function."""
    names = ast.unparse(function).split(".")
    inside = annotation_of(function.value) if isinstance(function, ast.Attribute) else ""
    if names[:-1] in ([], ["np"], ["numpy"]) and SIMPLE.get(names[-1]) in UNREAD:
        return names[-1]
    if re.fullmatch("uuid[1-8]", names[-1]):
        return "UUID"
    if names[:-1] in (["np"], ["numpy"]) and names[-1] in ARRAYS:
        return "ndarray"
    if names[-1] in TEXTS or names[-2:] == ["environ", "get"]:
        return "str"
    if names[-1] in ALIKE:
        return inside
    last = next((name for name in reversed(names) if name not in CONSTRUCTORS), "")
    clock = last == "time" and not has_arguments and inside not in MOMENTS  # the module's function
    return last if not clock and SIMPLE.get(last) in MADE else ""


def enumerations(tree: ast.AST) -> Iterator[str]:
    """Yield the names of the enumerations' classes that code defines."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name, bases=bases) if any(map(_of_enum, bases)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=made)):
                if _of_enum(made):
                    yield name


def _of_enum(node: ast.expr) -> bool:
    """Return whether an expression names a class of enumerations, such as enum.IntFlag."""
    match node:
        case ast.Name(id=word) | ast.Attribute(attr=word):
            return word.endswith(("Enum", "Flag"))
    return False


def member_of(value: ast.expr | None) -> tuple[str, bool]:
    """Return the name before what an expression takes of it, or '', and whether by calling it."""
    while isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr):  # flags
        value = value.left
    match value:
        case ast.Call(func=inside) | ast.Attribute(value=inside) | ast.Subscript(value=inside):
            match inside:
                case ast.Name() | ast.Attribute(value=ast.Name()):
                    return ast.unparse(inside), isinstance(value, ast.Call)
    return "", False


def classes_of(value: ast.expr | None) -> Iterator[str]:
    """Yield the names of classes of which an expression takes members, or makes instances.

    Told by how names are written: Colour.RED, Colour["RED"], Colour("red").
    """
    match value:
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
            pass
        case ast.Dict(values=parts):
            pass
        case ast.IfExp(body=left, orelse=right) | ast.BinOp(left=left, right=right):
            parts = [left, right]
        case _:
            parts = []
            of, name = member_of(value)[0].rpartition(".")[2], ""
            match value:
                case ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
                    fits = name.isupper()
                case _:
                    fits = isinstance(value, ast.Call)
            if fits and CLASS.fullmatch(of) and of not in SIMPLE:
                yield of
    for part in parts:
        yield from classes_of(part)


def example(expected_type: Any) -> str:
    """Return a text that is read as the type, where one says more than the type's name."""
    for kind in kinds(expected_type):
        items = ITEMS_LIKE.get(get_args(kind)[0]) if get_origin(kind) is list else None
        if such := f"[{items}]" if items else EXAMPLES.get(bare(kind)):
            return such
    return ""


def instead(expected_type: Any) -> str:
    """Return the type to declare in place of one of which no text makes a value; else no text."""
    for kind in kinds(expected_type):
        if kind in UNREAD:
            return UNREAD[kind]
        inside = [part for part in get_args(kind) if part is not ...]
        if get_origin(kind) in (list, tuple, dict) and any(map(instead, inside)):
            names = ", ".join(instead(part) or type_name(part) for part in inside)
            return f"{'dict' if get_origin(kind) is dict else 'list'}[{names}]"
    return ""


def type_name(expected_type: Any) -> str:
    """Return a type in words: `list of int`."""
    if get_origin(expected_type) is Union:
        return " or ".join(map(type_name, get_args(expected_type)))
    inside = [argument for argument in get_args(expected_type) if argument is not Any]
    kind: str = bare(expected_type).__name__
    return f"{kind} of {type_name(inside[0])}" if inside else kind


def kinds(expected_type: Any) -> list[Any]:
    """Return the types of which a value may be any."""
    several = get_origin(expected_type) in (Union, UnionType)
    return list(get_args(expected_type)) if several else [expected_type]


def bare(expected_type: Any) -> Any:
    """Return the type without those of its items: list of list[int]."""
    return get_origin(expected_type) or expected_type


@cache
def adapter(expected_type: Any) -> Any:
    """Return what pydantic validates values of the type by."""
    from pydantic import ConfigDict, TypeAdapter

    return TypeAdapter(expected_type, config=ConfigDict(arbitrary_types_allowed=True))


def _parsed(text: str, known: dict[str, Any]) -> Any:
    """Return the type that a text names; Any where it is no expression."""
    try:
        (statement,) = syntax_tree(text).body
    except (SyntaxError, ValueError):
        return Any
    return _type(statement.value, known) if isinstance(statement, ast.Expr) else Any


def _type(node: ast.expr, known: dict[str, Any]) -> Any:
    """Return the type that an annotation's expression names."""
    match node:
        case ast.Constant(value=None):
            return NoneType
        case ast.Constant(value=str(text)):  # in quotes, for it is defined later
            return _parsed(text, known)
        case ast.Constant(value=found) if found is ...:
            return ...
        case ast.Name(id=word) | ast.Attribute(attr=word):
            return known.get(word, Any)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return Union[_type(left, known), _type(right, known)]  # noqa: UP007 - a type may be Any
        case ast.Subscript(value=ast.Name(id=word) | ast.Attribute(attr=word), slice=inside):
            return _subscript(
                word, inside.elts if isinstance(inside, ast.Tuple) else [inside], known
            )
    return Any


def _subscript(word: str, inside: list[ast.expr], known: dict[str, Any]) -> Any:
    """Return the type that an annotation such as `list[int]` names."""
    if word == "Literal":
        allowed = tuple(part.value for part in inside if isinstance(part, ast.Constant))
        return Literal[allowed] if len(allowed) == len(inside) else Any
    kind, parts = known.get(word, Any), tuple(_type(part, known) for part in inside)
    if word in ("Annotated", "Final"):
        return parts[0]
    if word in ("Optional", "Union"):
        return Union[(*parts, *[None] * (word == "Optional"))]
    if kind in (list, tuple, dict):
        return kind[parts] if len(parts) == ITEMS.get(kind, len(parts)) else kind
    return kind
