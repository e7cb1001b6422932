"""Read a hand-typed YAML file as data, with the line of each part. Imports errors, paths, texts."""

import reprlib
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import Problem
from analysis.paths import relative
from analysis.texts import read_text

Place = tuple[str | int, ...]
Lines = dict[Place, int]
SHORT = reprlib.Repr()
SHORT.maxstring = SHORT.maxother = 100  # letters
MOST = 100_000  # parts of a file, its aliases written out


def read_yaml(path: Path) -> tuple[Any, Lines, list[Problem]]:
    """Return the data, the line of each part by its keys and indices from the top, and problems."""
    text, problems = read_text(path)
    if problems:
        return None, {}, problems
    lines: Lines = {}
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        problems = _mark(relative(path), node, (), (), lines) if node else []
        data = loader.construct_document(node) if node and not problems else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        found = f"text that is no YAML ({reason})"
        line = mark.line + 1 if mark else None
        return None, {}, [Problem(relative(path), found, "YAML", "Correct it.", line)]
    return data, lines, problems


def line_of(lines: Lines, place: Place) -> int | None:
    """Return the line of a part, or of the nearest part around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place)


def tell(detail: Any) -> tuple[str, str]:
    """Return what was found and what expected, of one of the errors that pydantic lists."""
    found = "no such field" if detail["type"] == "missing" else SHORT.repr(detail["input"])
    expected = {
        "missing": "the field",
        "extra_forbidden": "no such field",
        "model_type": "fields and their values",
    }.get(detail["type"])
    return found, expected or detail["msg"][:1].lower() + detail["msg"][1:]


def _mark(
    path: str, node: yaml.Node, place: Place, around: tuple[yaml.Node, ...], lines: Lines
) -> list[Problem]:
    """Note the line of every part of a node; return keys given twice and parts in a circle."""
    lines[place] = line = node.start_mark.line + 1
    if len(lines) > MOST:
        raise ValueError(f"it unfolds to more than {MOST:,} parts")
    if node in around:
        found, expected = "a part that stands inside itself", "parts that do not go in a circle"
        return [Problem(path, found, expected, "Write it out.", line)]
    problems, around = [], (*around, node)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            problems += _mark(path, item, (*place, index), around, lines)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, item in node.value:
            name, at = str(key.value), key.start_mark.line + 1
            if name in seen:
                problems.append(
                    Problem(path, f"'{name}' again", "each field once", "Remove one.", at)
                )
            seen.add(name)
            problems += _mark(path, item, (*place, name), around, lines)
            lines[(*place, name)] = at
    return problems
