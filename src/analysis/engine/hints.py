"""What type a parameter's value must have, from its default or its annotation; and reading texts.

Imports nothing of ours. Types are checked strictly: '3' is no int, True is none, but 3 is a float.
"""

import ast
import math
import re
from functools import cache
from types import NoneType
from typing import Any, Literal, Optional, Union, get_args, get_origin

import yaml

SIMPLE = {
    "int": int,
    "float": float,
    "str": str,
    "bool": bool,
    "list": list,
    "List": list,
    "dict": dict,
    "Dict": dict,
    "None": NoneType,
}
INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
BOOLEAN = {"true": True, "false": False}


def of_default(default: Any) -> Any:
    """Return the type of a default; a list is of what its first item is, and None says nothing."""
    if isinstance(default, list) and default:
        return list[of_default(default[0])]  # type: ignore[misc]
    return type(default) if type(default) in SIMPLE.values() and default is not None else Any


def of_annotation(text: str, optional: bool = False) -> Any:
    """Return the type that an annotation names; Any where it is not one of the simple ones."""
    hint = _hint(ast.parse(text, mode="eval").body)
    return Optional[hint] if optional else hint  # noqa: UP045 - the hint is a value here


def name(hint: Any) -> str:
    """Return a type in words: `list of int`."""
    inside = [argument for argument in get_args(hint) if argument is not Any]
    kind: str = (get_origin(hint) or hint).__name__
    return f"{kind} of {name(inside[0])}" if inside else kind


def fits(hint: Any, value: Any) -> bool:
    """Return whether the value is of the type."""
    from pydantic import ValidationError

    try:
        _adapter(hint).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def from_text(hint: Any, text: str) -> Any:
    """Return a cell of a table as a value of the type where it can be read so, else the text.

    Raises ValueError where a cell that is to be read as YAML is none.
    """
    kinds = set(get_args(hint)) if get_origin(hint) is Union else {hint}
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
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(str(getattr(error, "problem", None) or error)) from None
    return text if str in kinds and not fits(hint, value) else value


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return None if math.isnan(number) or "_" in text else number


@cache
def _adapter(hint: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(hint)


def _hint(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=None):
            return NoneType
        case ast.Name(id=word) | ast.Attribute(attr=word):
            return SIMPLE.get(word, Any)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return Union[_hint(left), _hint(right)]  # noqa: UP007 - a type may be Any
        case ast.Subscript(value=ast.Name(id=word) | ast.Attribute(attr=word), slice=inside):
            return _subscript(word, inside.elts if isinstance(inside, ast.Tuple) else [inside])
    return Any


def _subscript(word: str, inside: list[ast.expr]) -> Any:
    if word == "Literal":
        values = [part.value for part in inside if isinstance(part, ast.Constant)]
        return Literal[tuple(values)] if len(values) == len(inside) else Any
    parts = tuple(_hint(part) for part in inside)
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
