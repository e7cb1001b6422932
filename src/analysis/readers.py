"""Read hand-typed files strictly: CSV and YAML, with the line of each part.

Whatever is wrong with a file is returned as problems, all at once. Imports errors and files.
"""

import csv
import difflib
import io
import re
import reprlib
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from analysis.errors import Problem, nearest
from analysis.files import read_text, relative

if TYPE_CHECKING:  # a sweep reads its sets without the second that these take
    import pandas as pd
    import pandera.pandas as pa

ADVICE = "Correct the row."
Place = tuple[str | int, ...]
Lines = dict[Place, int]
SHORT = reprlib.Repr()
SHORT.maxstring = SHORT.maxother = 100  # letters
MOST = 100_000  # parts of a file, its aliases written out
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars", "，": "full-width commas"}
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}  # Unicode's categories of what no font shows
SEEN = "\t\r\n\u200c\u200d"  # but for the last two, which join letters of some scripts
LOST = "\ufffd"  # stands where bytes were read in another encoding


def read_rows(
    path: Path, columns: list[str], besides: Sequence[str] = ()
) -> tuple["pd.DataFrame", list[Problem]]:
    """Read `path` as text cells, one row a record, indexed by the line where the record ends.

    Returns the frame with `columns` (empty where the header is at fault) and the problems
    of its form: a missing, unknown or repeated column, or a row of another width. Columns named in
    `besides` may stand there too.
    """
    import pandas as pd

    text, problems = read_text(path)
    empty = pd.DataFrame(columns=columns, dtype=str)
    problems = problems or _unseen(path, text) or _other_separator(path, text, columns)
    if problems:
        return empty, problems
    header, at, rows, problems = read_table(path, text)
    known = [*columns, *(name for name in besides if name in header)]
    wrong = _header_problems(path, header, known, at) if header else problems
    if wrong:  # rows of another width follow from it
        return empty, wrong
    records = {line: [cell.strip() for cell in cells] for line, cells in rows.items()}
    by_line = pd.DataFrame.from_dict(records, orient="index", columns=header, dtype=str)
    return by_line[[*columns, *(name for name in header if name in besides)]], problems


def read_table(path: Path, text: str) -> tuple[list[str], int, dict[int, list[str]], list[Problem]]:
    """Return the header of CSV, its line, the records of its width by the line where each ends.

    The header is the first line that is not blank; it is empty where the text is no CSV. The last
    part are the problems.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header, at, begun = list[str](), 1, 1
    rows, problems = dict[int, list[str]](), list[Problem]()
    try:
        for cells in reader:
            line = reader.line_num
            if not header:
                names = [name.strip() for name in cells]
                header, at = (names if any(names) else []), line
            elif len(cells) == len(header):
                rows[line] = cells
            elif cells:
                told = f"{len(cells)} cells", f"{len(header)}, as in the header"
                problems.append(Problem(relative(path), *told, ADVICE, line))
            begun = line + 1
    except csv.Error:
        last = f", up to line {reader.line_num}" if reader.line_num > begun else ""
        found = f"quotation marks that do not match{last}"
        expected = "each cell in quotation marks closed by one, and those in it doubled"
        return [], at, {}, [*problems, Problem(relative(path), found, expected, ADVICE, begun)]
    return header, at, rows, problems


def _unseen(path: Path, text: str, first: int = 1) -> list[Problem]:
    """Return the characters that no reader sees; `first` is the number of the text's first line."""
    unseen = (char for char in set(text) if unicodedata.category(char) in UNSEEN)
    odd = {*unseen}.difference(SEEN) | {LOST}.intersection(text)
    if not odd:
        return []
    names = {char: unicodedata.name(char, "a control character").lower() for char in odd}
    found = [
        (f"U+{ord(char):04X} ({names[char]}) at character {at}", number)
        for number, line in enumerate(text.split("\n"), first)
        for at, char in enumerate(line, 1)
        if char in odd
    ]
    told = "text that can be seen", "Delete it."
    return [Problem(relative(path), what, *told, number) for what, number in found]


def _other_separator(path: Path, text: str, columns: list[str]) -> list[Problem]:
    """Find what stands between the cells of the header in place of commas."""
    number, header = next((n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip())
    found = [
        name
        for mark, name in SEPARATORS.items()
        if len({cell.strip('" \r') for cell in header.split(mark)}.intersection(columns)) > 1
    ]
    if header.strip('" \r').startswith("sep="):
        found = [f"'{header.strip()}', which only Excel reads,"]
    where, do = relative(path), "Save it as CSV with ',' as the separator, and no other first line."
    expected = "commas, and the header first"
    return [Problem(where, f"{name} between the cells", expected, do, number) for name in found[:1]]


def cells(frame: "pd.DataFrame", *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield each row's line in the file, then its cells of `columns`."""
    yield from zip(frame.index, *(frame[column] for column in columns), strict=True)


def _header_problems(path: Path, header: list[str], columns: list[str], line: int) -> list[Problem]:
    """Find columns that are missing, unknown or repeated; a misspelt one is told once."""
    where, do = relative(path), f"The columns are: {', '.join(columns)}."
    missing = [name for name in columns if name not in header]
    unknown = {name: _meant(name, missing) for name in header if name not in columns}
    left = [name for name in missing if name not in unknown.values()]
    twice = sorted(name for name in set(header) if header.count(name) > 1)
    faults: list[tuple[str, str, str | None]] = [
        *(("no such column", "the column", name) for name in left if len(left) == 1),
        *((f"no columns {', '.join(left)}", "them", None) for _ in left[1:2]),
        *(
            ("an unknown column", f"'{meant}'" if meant else "none" + nearest(name, columns), name)
            for name, meant in unknown.items()
        ),
        *(("the column twice", "it once", name) for name in twice),
    ]
    return [Problem(where, found, expected, do, line, name) for found, expected, name in faults]


def _meant(name: str, missing: list[str]) -> str:
    """Return which of the columns that are missing a name was meant to be; '' for none."""
    lower = {one.lower(): one for one in missing}
    close = difflib.get_close_matches(name.lower(), lower, n=1)
    return lower[close[0]] if close else ""


def check_rows(path: Path, frame: "pd.DataFrame", schema: "pa.DataFrameSchema") -> list[Problem]:
    """Hold the rows against `schema`; each failing cell is one problem with the line it is on.

    A check's `error` says what was expected; a column's metadata may hold `known` names, from
    which the nearest is offered, and `do`, the advice.
    """
    from pandera.errors import SchemaErrors

    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.dropna(subset=["index"])
        told = cases[["column", "check", "failure_case", "index"]].astype(object).to_numpy()
        return [
            _cell_problem(path, schema, str(column), str(check), str(case), int(line))
            for column, check, case, line in told
        ]
    return []


def _cell_problem(
    path: Path, schema: "pa.DataFrameSchema", column: str, check: str, case: str, line: int
) -> Problem:
    settings = schema.columns[column].metadata or {}
    expected = "each value once" if check == "field_uniqueness" else check
    expected += nearest(case, settings.get("known", []))
    shown = case if len(case) <= SHORT.maxstring else f"{case[: SHORT.maxstring]}…"
    found = f"'{shown}'" if case else "nothing"
    return Problem(relative(path), found, expected, settings.get("do", ADVICE), line, column)


def read_yaml(
    path: Path, kind: type[yaml.SafeLoader] = yaml.SafeLoader
) -> tuple[Any, Lines, list[Problem]]:
    """Return the data, the line of each part by its keys and indices from the top, and problems."""
    text, problems = read_text(path)
    problems = problems or _unseen(path, text)
    if problems:
        return None, {}, problems
    lines: Lines = {}
    try:
        loader = kind(text)
        node = loader.get_single_node()
        problems = _mark(path, node, (), (), lines) if node else []
        data = loader.construct_document(node) if node and not problems else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        found = f"text that is no YAML ({reason})"
        line = mark.line + 1 if mark else None
        return None, {}, [Problem(relative(path), found, "YAML", "Correct it.", line)]
    return data, lines, problems


def _odd_date(path: Path, node: yaml.ScalarNode, line: int) -> list[Problem]:
    """Find a bare word that YAML takes for a date, of a day that there is not."""
    if node.tag != "tag:yaml.org,2002:timestamp":
        return []
    try:
        yaml.constructor.SafeConstructor().construct_yaml_timestamp(node)
    except ValueError as error:
        found, expected = f"'{node.value}' ({error})", "a date, or a text in quotes"
        return [Problem(relative(path), found, expected, "Put it in quotes.", line)]
    return []


def line_of(lines: Lines, place: Place) -> int | None:
    """Return the line of a part, or of the nearest part around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place)


def _shown(given: Any) -> str:
    """Return a value as it may have been typed: YAML reads a bare date as one."""
    return str(given) if isinstance(given, date) else SHORT.repr(given)


def tell(detail: Any) -> tuple[str, str]:
    """Return what was found and what expected, of one of the errors that pydantic lists."""
    given = detail["input"]
    found = "no such field" if detail["type"] == "missing" else _shown(given)
    expected = {
        "missing": "the field",
        "extra_forbidden": "no such field",
        "model_type": "fields and their values",
        "list_type": "a list, each part of it on a line of its own after '- '",
        "int_parsing": "a whole number",
        "int_type": "a whole number",
        "string_too_short": "a text",
        "greater_than_equal": f"a number of {detail.get('ctx', {}).get('ge')} or more",
    }.get(detail["type"])
    if detail["type"] == "string_type" and (kind := _unquoted(given)):
        found = f"{given}" if isinstance(given, date) else found
        expected = f"a text, in quotes: YAML reads {kind}"
    return found, expected or detail["msg"][:1].lower() + detail["msg"][1:]


def like(pattern: str, expected: str) -> Any:
    """Return a check of pydantic's that a text is written as `pattern`, told as `expected`."""
    from pydantic import AfterValidator  # takes a while, and a sweep's sets have none
    from pydantic_core import PydanticCustomError

    def check(value: str) -> str:
        if not re.search(pattern, value):
            raise PydanticCustomError("like", "{expected}", {"expected": expected})
        return value

    return AfterValidator(check)


def _unquoted(value: Any) -> str:
    """Return how YAML reads a bare word of which it makes no text; '' for lists and mappings."""
    kinds: list[tuple[type | tuple[type, ...], str]] = [
        (bool, "a bare yes, no, on, off, true or false as a truth value"),
        (date, "a bare date as a date"),
        ((int, float), "a bare number, or a time such as 12:30, as a number"),
        (type(None), "a bare null, a '~' or nothing at all as no value"),
    ]
    return next((name for kind, name in kinds if isinstance(value, kind)), "")


def _mark(
    path: Path, node: yaml.Node, place: Place, around: tuple[yaml.Node, ...], lines: Lines
) -> list[Problem]:
    """Note the line of every part of a node; return keys given twice and parts in a circle."""
    lines[place] = line = node.start_mark.line + 1
    if len(lines) > MOST:
        raise ValueError(f"it unfolds to more than {MOST:,} parts")
    if node in around:
        found, expected = "a part that stands inside itself", "parts that do not go in a circle"
        return [Problem(relative(path), found, expected, "Write it out.", line)]
    problems, around = [], (*around, node)
    if isinstance(node, yaml.ScalarNode):  # an escape such as \\0 is seen in the file, not here
        problems += _unseen(path, str(node.value), line) or _odd_date(path, node, line)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            problems += _mark(path, item, (*place, index), around, lines)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, item in node.value:
            name, at = str(key.value), key.start_mark.line + 1
            if name in seen:
                found = f"'{name}' again"
                told = found, "each field once", "Remove one."
                problems.append(Problem(relative(path), *told, at))
            seen.add(name)
            problems += _mark(path, item, (*place, name), around, lines)
            lines[(*place, name)] = at
    return problems
