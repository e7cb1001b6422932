"""What a parameter's value may be, and how a text is read as one.

A text parameter takes any text as it stands; for other parameters a text is read by their type.
Without a type, only what is plainly a number, a truth value, nothing, a list or a mapping is read
as such: 12:30, NO, 0123 and 2024-05-01 stay text, where YAML 1.1 would make other values of them.
"""

import ast
import math
import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Optional, Union, get_args, get_origin


class Timestamp(datetime):
    """A date and time that is to be one of pandas."""


# Types of which a text makes a value, and by what.
MADE: dict[Any, Any] = {
    **{kind: kind.fromisoformat for kind in (date, datetime, time, Timestamp)},
    **{Path: Path, Decimal: Decimal},
}
SIMPLE: dict[str, Any] = {
    **{kind.__name__: kind for kind in (int, float, str, bool, list, tuple, dict, *MADE)},
    **{"List": list, "Tuple": tuple, "Dict": dict, "None": NoneType},
}
SCALARS = {bool, int, float, NoneType, *MADE}
INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
NUMBER = re.compile(r"-?(?:0|[1-9]\d*|(?=\.))(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
BOOLEAN = {"true": True, "false": False}
ANSWERS = BOOLEAN | {"yes": True, "no": False, "on": True, "off": False}
NOTHING = {"", "null", "none"}
CONSTRUCTORS = {"today", "now", "utcnow", "fromisoformat", "strptime", "fromtimestamp"}


def type_of_default(default: Any) -> Any:
    """Return the type of a default; that of a list tells its first item's; of None it is Any."""
    if isinstance(default, list) and default:
        return list[type_of_default(default[0])]  # type: ignore[misc]
    return type(default) if type(default) in SIMPLE.values() and default is not None else Any


def type_of_annotation(text: str, optional: bool = False) -> Any:
    """Return the type that an annotation names; Any where it is not one of the simple ones."""
    expected_type = _type(ast.parse(text, mode="eval").body)
    return Optional[expected_type] if optional else expected_type  # noqa: UP045 - a value here


def annotation_of_call(value: ast.expr | None) -> str:
    """Return the name of the type of MADE that the expression makes one of; else no text."""
    if not isinstance(value, ast.Call):
        return ""
    names = [name for name in ast.unparse(value.func).split(".") if name not in CONSTRUCTORS]
    clock = names[-1:] == ["time"] and not value.args  # the module's function
    return names[-1] if names and not clock and SIMPLE.get(names[-1]) in MADE else ""


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
    """Return a text as a value of the type where it can be read so, else the text.

    Raises ValueError where a list or mapping is expected and the text is no YAML.
    """
    kinds, plain = _kinds(expected_type), text.strip()
    if str in kinds and kinds <= {str, NoneType}:
        return str(text)
    if Any in kinds:
        return _plainly(text)
    if (value := _scalar(kinds, plain)) is not None:
        return value
    if NoneType in kinds and plain.lower() in NOTHING:
        return None
    if kinds <= SCALARS:
        number = _plainly(plain)
        return number if isinstance(number, float) else str(text)
    if str in kinds:
        value = _in_brackets(plain)
        return value if value is not None and fits(expected_type, value) else str(text)
    data = _from_python(plain) if _several(kinds) is tuple else None
    data = _from_yaml(text) if data is None else data
    return str(text) if data is None or isinstance(data, Plain) else typed(expected_type, data)


def typed(expected_type: Any, data: Any) -> Any:
    """Return what YAML holds as a value of the type: each unquoted scalar in it by its own type."""
    if isinstance(data, Plain):
        return from_text(expected_type, data)
    kinds = _kinds(expected_type)
    if isinstance(data, list):
        kind = _several(kinds)
        items = get_args(kind) or (Any,)
        items = items if len(items) == len(data) and ... not in items else items[:1] * len(data)
        return (get_origin(kind) or kind)(map(typed, items, data))
    if isinstance(data, dict):
        pair = next((get_args(kind) for kind in kinds if get_origin(kind) is dict), (Any, Any))
        return {typed(pair[0], name): typed(pair[1], data[name]) for name in data}
    return data


class Plain(str):
    """A scalar of YAML that is neither quoted nor tagged, as it is written."""


@cache
def loader() -> Any:
    """Return a loader of YAML that leaves unquoted scalars, but for null, as they are written."""
    import yaml

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012 - the base's own form
            None: [
                ("tag:yaml.org,2002:merge", re.compile("<<$")),
                ("tag:yaml.org,2002:null", re.compile("(~|null|Null|NULL)?$")),
                ("!plain", re.compile("")),
            ]
        }

    Loader.add_constructor("!plain", lambda _, node: Plain(node.value))
    return Loader


def _kinds(expected_type: Any) -> set[Any]:
    """Return the types of which a value may be any."""
    several = get_origin(expected_type) in (Union, UnionType)
    return set(get_args(expected_type)) if several else {expected_type}


def _several(kinds: set[Any]) -> Any:
    """Return the type of lists or tuples among these; without one, list."""
    return next((kind for kind in kinds if (get_origin(kind) or kind) in (list, tuple)), list)


def _scalar(kinds: set[Any], text: str) -> Any:
    """Return the text as the first of these types that it can be read as; else None."""
    for allowed in (one for kind in kinds if get_origin(kind) is Literal for one in get_args(kind)):
        if text == str(allowed):
            return allowed
    if bool in kinds and text.lower() in ANSWERS:
        return ANSWERS[text.lower()]
    if int in kinds and INTEGER.fullmatch(text):
        return int(text)
    if float in kinds and (number := _number(text)) is not None:
        return number
    for kind in kinds & MADE.keys() if text else ():
        try:
            return MADE[kind](text)
        except (ValueError, ArithmeticError):
            continue
    return None


def _plainly(text: str) -> Any:
    """Return the text as what it plainly is without a type, else as it stands."""
    plain = text.strip()
    if plain.lower() in BOOLEAN:
        return BOOLEAN[plain.lower()]
    if plain.lower() in NOTHING - {""}:
        return None
    if NUMBER.fullmatch(plain) and (number := _number(plain)) is not None:
        whole = int(plain) if INTEGER.fullmatch(plain) else number
        return whole if math.isfinite(number) else str(text)
    value = _in_brackets(plain)
    return str(text) if value is None else value


def _in_brackets(text: str) -> Any:
    """Return the list or mapping that a text in brackets is; else None."""
    if not text.startswith(("[", "{")):
        return None
    try:
        return typed(Any, _from_yaml(text))
    except ValueError:
        return None


def _from_python(text: str) -> Any:
    """Return the items that a text is in Python's own words, such as (1, 2); else None."""
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None
    return list(found) if isinstance(found, list | tuple) else None


def _from_yaml(text: str) -> Any:
    import yaml

    try:
        return yaml.load(text, loader())
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
    from pydantic import ConfigDict, TypeAdapter

    return TypeAdapter(expected_type, config=ConfigDict(arbitrary_types_allowed=True))


def _type(node: ast.expr) -> Any:
    """Return the type that an annotation's expression names."""
    match node:
        case ast.Constant(value=None):
            return NoneType
        case ast.Constant(value=str(text)):  # in quotes, for it is defined later
            return _type(ast.parse(text, mode="eval").body)
        case ast.Constant(value=found) if found is ...:
            return ...
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
        case (("tuple" | "Tuple"), _):
            return tuple[parts]  # type: ignore[valid-type]
        case (("dict" | "Dict"), 2):
            return dict[parts]  # type: ignore[valid-type, misc]
    return Any
