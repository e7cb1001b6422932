"""A hand-typed YAML file as data, with the line on which each part of it starts."""

from pathlib import Path
from typing import Any

import yaml

from analysis.errors import Problem
from analysis.paths import relative
from analysis.rows import read_text

Place = tuple[str | int, ...]
Lines = dict[Place, int]


def read_yaml(path: Path) -> tuple[Any, Lines, list[Problem]]:
    """Return the data, the line of each part by its keys and indices from the top, and problems."""
    text, problems = read_text(path)
    if problems:
        return None, {}, problems
    loader = yaml.SafeLoader(text)
    lines: Lines = {}
    try:
        node = loader.get_single_node()
        problems = _mark(relative(path), node, (), (), lines) if node else []
        data = loader.construct_document(node) if node and not problems else None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        found = f"text that is no YAML ({getattr(error, 'problem', None) or error})"
        line = mark.line + 1 if mark else None
        return None, {}, [Problem(relative(path), found, "YAML", "Correct it.", line)]
    return data, lines, problems


def line_of(lines: Lines, place: Place) -> int | None:
    """Return the line of a part, or of the nearest part around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place)


def _mark(
    path: str, node: yaml.Node, place: Place, around: tuple[yaml.Node, ...], lines: Lines
) -> list[Problem]:
    """Note the line of every part of a node; return keys given twice and parts in a circle."""
    lines[place] = line = node.start_mark.line + 1
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
            if key.value in seen:
                found, do = f"'{key.value}' again", "Remove one."
                at = key.start_mark.line + 1
                problems.append(Problem(path, found, "each field once", do, at))
            seen.add(key.value)
            problems += _mark(path, item, (*place, key.value), around, lines)
            lines[(*place, key.value)] = key.start_mark.line + 1
    return problems
