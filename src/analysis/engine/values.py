"""How a text is read as a parameter's value.

A text parameter takes any text as it stands; for other parameters a text is read by their type.
Without a type, or where it may be a text, only what is plainly a number, true, false, null or JSON
is read as such: 12:30, NO, 0123, {year} and 2024-05-01 stay text, where YAML 1.1 would make other
values of them.
"""

import ast
import json
import math
import re
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from analysis.engine.annotations import MADE, UNREAD, adapter, bare, kinds

SCALARS = {bool, int, float, NoneType, *MADE}
INTEGER = re.compile(r"[+-]?\d+(?:_\d+)*")
NUMBER = re.compile(r"-?(?:0|[1-9]\d*|(?=\.))(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
YAML_NAME = re.compile(r"\.(?=(?:inf|nan)$)", re.IGNORECASE)
BOOLEAN = {"true": True, "false": False}
ANSWERS = BOOLEAN | {"yes": True, "no": False, "on": True, "off": False}
NOTHING = {"", "null", "none"}


def fits(expected_type: Any, value: Any) -> bool:
    """Return whether the value is of the type."""
    if expected_type is Any or type(value) is expected_type:
        return True  # without the time that importing pydantic takes
    from pydantic import ValidationError

    try:
        adapter(expected_type).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def from_text(expected_type: Any, text: str) -> Any:
    """Return a text as a value of the type where it can be read so, else the text.

    Raises ValueError where a list or mapping is expected and the text is no YAML.
    """
    allowed, plain = kinds(expected_type), text.strip()
    if str in allowed:
        fixed = {*allowed} <= {str, NoneType, Any}
        return str(text) if fixed else _beside_text(expected_type, text)
    if Any in allowed:
        return _plainly(text)
    if (value := _scalar(allowed, plain)) is not None:
        return value
    if NoneType in allowed and plain.lower() in NOTHING:
        return None
    if {*allowed} <= SCALARS | UNREAD.keys():
        number = _plainly(plain)
        return number if isinstance(number, float) else str(text)
    data = _from_python(plain) if bare(_several(allowed)) is tuple else None
    data = _from_yaml(text) if data is None else data
    return str(text) if data is None or isinstance(data, Plain) else typed(expected_type, data)


def typed(expected_type: Any, data: Any) -> Any:
    """Return what YAML holds as a value of the type: each scalar in it by its own type.

    One in quotes stays text, but for a date and such, of which only a text makes a value.
    """
    if isinstance(data, Plain):
        return from_text(expected_type, data)
    allowed = kinds(expected_type)
    if isinstance(data, list):
        kind = _several(allowed)
        items = get_args(kind) or (Any,)
        items = items if len(items) == len(data) and ... not in items else items[:1] * len(data)
        return bare(kind)(map(typed, items, data))
    if isinstance(data, dict):
        pair = next((get_args(kind) for kind in allowed if get_origin(kind) is dict), (Any, Any))
        return {typed(pair[0], name): typed(pair[1], data[name]) for name in data}
    if isinstance(data, str) and not {str, Any} & {*allowed}:  # quoted
        made = _scalar([kind for kind in allowed if kind in MADE], data.strip())
        return data if made is None else made
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


def _several(allowed: list[Any]) -> Any:
    """Return the type of lists or tuples among these; without one, list."""
    return next((kind for kind in allowed if bare(kind) in (list, tuple)), list)


def _scalar(allowed: list[Any], text: str) -> Any:
    """Return the text as the first of these types that it can be read as; else None."""
    for literal in (one for kind in allowed if bare(kind) is Literal for one in get_args(kind)):
        if text == str(literal):
            return literal
    if bool in allowed and text.lower() in ANSWERS:
        return ANSWERS[text.lower()]
    if int in allowed and INTEGER.fullmatch(text):
        return int(text)
    if float in allowed and (number := _number(text)) is not None:
        return number
    for kind in allowed if text else ():
        try:
            if kind in MADE:
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
    try:
        return json.loads(plain) if plain.startswith(("[", "{")) else str(text)
    except (ValueError, RecursionError):
        return str(text)


def _beside_text(expected_type: Any, text: str) -> Any:
    """Return the text as what it plainly is, or is written as, where that fits; else as it is."""
    value, plain = _plainly(text), text.strip()
    if value is not None and not isinstance(value, str) and fits(expected_type, value):
        return value
    made = _scalar([kind for kind in kinds(expected_type) if kind in MADE.keys() - {Path}], plain)
    return made if made is not None and str(made) == plain else str(text)


def _from_python(text: str) -> Any:
    """Return the items that a text is in Python's own words, such as (1, 2); else None."""
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return list(found) if isinstance(found, list | tuple) else None


def _from_yaml(text: str) -> Any:
    import yaml

    try:
        return yaml.load(text, loader())
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(getattr(error, "problem", None) or error)) from None


def _number(text: str) -> float | None:
    """Return the number that a text is; None too for one that floats have no room for."""
    try:
        number = float(YAML_NAME.sub("", text))
    except ValueError:
        return None
    lost = math.isinf(number) or (number == 0 and re.match(r"[^eE]*[1-9]", text))
    return None if lost and re.search(r"\d", text) else number
