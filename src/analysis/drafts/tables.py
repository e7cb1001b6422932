"""The cells of a text's tables: what their column and their row are called, and in which unit.

A table is Markdown's, or lines that tabs, semicolons, commas or wide blanks part into as many short
fields, numbers for the most part below the first of them. Offsets are those of the lines. Imports
phrases and quantity.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.drafts.phrases import RE
from analysis.quantity import Found, NoFigure, scan
from analysis.quantity.indirect import CHANGE
from analysis.quantity.reading import read_or_none
from analysis.quantity.units import UNITS
from analysis.quantity.vocabulary import normalise

Span = tuple[int, int]
Aside = tuple[int, str, str]  # where it starts, what is printed, why it is no figure
IN_NAME = "part of the name of a row"

FIELDS = {  # of a line, by what parts it
    "|": re.compile(r"(?<=\|)[^|]*(?=\|)"),
    "\t": re.compile(r"[^\t]+|(?<=\t)(?=\t)"),
    ";": re.compile(r'"(?:[^"]|"")*"|[^;]+|(?<=;)(?=;|$)'),
    ",": re.compile(r'"(?:[^"]|"")*"|[^,]+|(?<=,)(?=,|$)'),
    "  ": re.compile(r"\S+(?: \S+)*"),
}
FEWEST = {"|": 2, "\t": 2, ";": 3, ",": 3, "  ": 3}  # lines of a table
MOST_HEADS = 20  # lines alike that are tried as heads, one after another
LONGEST = 60  # characters of a field, but for Markdown's
# Columns that have numbers and no figures.
NO_FIGURES = {
    "a year": "(?:opened|founded|built|established|launched|since|born)|(?:成立|建成|开业)于?"
    "|years?|seasons?|dates?|months?|quarters?|年份?|年度|日期|月份?|季度",
    "a list number": r"no\.?|#|n°|nr\.?|ids?|codes?|序号|编号|代码|号",
    "a phone number": "phone|tel(?:ephone)?\\.?|fax|电话",
    "an address": "post(?:al )?codes?|zip(?: codes?)?|邮编|邮政编码",
}
_OF_EACH = {"人均": "人", "户均": "户", "亩均": "亩", "亩产": "亩"}


@dataclass(frozen=True)
class Cell:
    """A cell, of heads too: its line, from 0, and where its text starts and ends there.

    row, column: what these are called. unit: the one that they name, in words; empty where none.
    reason: why its column has no figures, if so.
    is_rate: whether its heading tells what it is told per.
    """

    line: int
    start: int
    end: int
    row: str
    column: str
    unit: str
    reason: str
    is_rate: bool = False


def cells(lines: Sequence[str]) -> list[Cell]:
    """Return the cells of all tables of a text, in order."""
    found, at = list[Cell](), 0
    while at < len(lines):
        blocks = [_block(lines, at, parted) for parted in FIELDS]
        table = next((block for block in blocks if _is_table(lines, block)), [])
        found += _read(lines, table) if table else []
        longest = max(len(block) for block in blocks)
        tried = longest if longest > MOST_HEADS else 1  # or time grows with the square of a list
        at = table[-1][0] + 1 if table else at + tried
    return found


def _fields(line: str, parted: str) -> list[Span]:
    if parted == "|":
        line = line.rstrip()
        line = (line if line.endswith("|") else f"{line} |") if "|" in line else ""
        if line and not line.lstrip().startswith("|"):
            first = line.index("|")
            return [_trim(line, (0, first)), *_fields(" " * first + line[first:], "|")]
    return [_trim(line, one.span()) for one in FIELDS[parted].finditer(line)]


def _trim(line: str, span: Span) -> Span:
    """Return where a field starts and ends without blanks and quotes around it."""
    start, end = span
    while start < end and line[start] in ' \t\r"*':
        start += 1
    while start < end and line[end - 1] in ' \t\r"*':
        end -= 1
    return start, end


def _block(lines: Sequence[str], at: int, parted: str) -> list[tuple[int, list[Span]]]:
    """Return the lines that may be a table from a line on, each with its fields; or none."""
    if parted not in lines[at]:
        return []
    block = list[tuple[int, list[Span]]]()
    for number in range(at, len(lines)):
        line = lines[number]
        if block and RE.RULE.fullmatch(line):
            continue
        fields = _fields(line, parted)
        if len(fields) < 2 or (block and len(fields) != len(block[0][1])):
            break
        is_prose = RE.ENDS_SENTENCE.search(line) or any(
            end - start > LONGEST for start, end in fields
        )
        if parted != "|" and is_prose:
            break
        block.append((number, fields))
    return block if len(block) >= FEWEST[parted] else []


def _is_table(lines: Sequence[str], block: list[tuple[int, list[Span]]]) -> bool:
    """Return whether lines are numbers for the most part, below words."""
    if not block:
        return False
    below = [lines[number][slice(*span)] for number, spans in block[1:] for span in spans[1:]]
    heads = [lines[block[0][0]][slice(*span)] for span in block[0][1]]
    numbers = sum(RE.NUMERIC.fullmatch(one) is not None for one in below)
    is_headed = any(re.search(r"[^\W\d]|%|[$€£¥]", one) for one in heads) and not any(
        one and RE.NUMERIC.fullmatch(one) and not RE.YEAR_ALONE.match(one) for one in heads[1:]
    )
    return is_headed and 2 * numbers >= len(below)


def _read(lines: Sequence[str], block: list[tuple[int, list[Span]]]) -> Iterator[Cell]:
    (first, spans), *rows = block
    heads = [lines[first][slice(*span)] for span in spans]
    yield from (Cell(first, *span, "", "", "", IN_NAME) for span in spans)
    around = _caption(lines, first)
    is_mixed = any(
        unit_in(head) for head in heads[1:] if not _reason(head)
    )  # and not all of one unit
    years = {0, *_columns_of_years(lines, rows)}
    for number, fields in rows:
        texts = [lines[number][slice(*span)] for span in fields]
        if (
            not around
            and not RE.NUMERIC.fullmatch(texts[0])
            and not RE.RANK_HEAD.search(normalise(heads[0]))
        ):
            around = unit_in(heads[0])
        row = next((one for one in texts if one and not RE.NUMERIC.fullmatch(one)), texts[0])
        own = next((one for head, one in zip(heads, texts, strict=True) if _is_unit(head)), "")
        for column, (head, span, text) in enumerate(zip(heads, fields, texts, strict=True)):
            reason = IN_NAME if text == row else _reason(head)
            unit = _unit_told(
                head, row, own, around * (not is_mixed or bool(RE.YEAR_ALONE.match(head)))
            )
            if "%" in text and RE.CHANGE_HEAD.search(normalise(head)) and not unit_in(head):
                unit = f"%{CHANGE}"
            if column in years and RE.YEAR_ALONE.fullmatch(text) and not unit:
                reason = "a year"
            is_rate = RE.PER_HEAD.search(normalise(head)) is not None
            yield Cell(number, *span, row, head, unit, reason, is_rate)


def _columns_of_years(
    lines: Sequence[str], rows: Sequence[tuple[int, list[Span]]]
) -> Iterator[int]:
    """Yield the columns in which every number may be a year."""
    for column in range(min(len(spans) for _, spans in rows)):
        texts = [lines[number][slice(*spans[column])] for number, spans in rows]
        if all(RE.YEAR_ALONE.fullmatch(text) for text in texts if re.search("[0-9]", text)):
            yield column


def _unit_told(head: str, row: str, own: str, around: str) -> str:
    """Return the unit that a column's heading or a row's name tells, or what stands around them.

    own: what the row has in a column of units. Of two that differ neither is told.
    """
    if own:
        return unit_in(head) or unit_in(f"{row} ({own})") or around
    told = {one for one in (unit_in(head), unit_in(row)) if one}
    return told.pop() if len(told) == 1 else "" if told else around


def _is_unit(head: str) -> bool:
    return RE.UNIT_COLUMN.fullmatch(normalise(head)) is not None


def _caption(lines: Sequence[str], first: int) -> str:
    """Return the unit that the line above a table tells of all of it."""
    above = next((line for line in reversed(lines[max(0, first - 2) : first]) if line.strip()), "")
    told = RE.CAPTION.search(normalise(above.strip(" *_|")))
    return unit_in(f"({told[1] or told[2] or told[3]})") if told else ""


def _reason(head: str) -> str:
    plain = normalise(head)
    return next((why for why, words in NO_FIGURES.items() if re.fullmatch(words, plain)), "")


def unit_in(heading: str) -> str:
    """Return the unit that a heading names, as `parse` takes it; '' where it names none."""
    heading = heading.strip()
    plain = normalise(heading)
    brackets = [part for one in RE.BRACKET.findall(plain) for part in re.split("[,;]", one)]
    outside = RE.BRACKET.sub(" ", plain)
    parts = re.split(r"[,:;]|(?<=[一-鿿])/|(?<![a-z])in(?![a-z])", outside)
    words = outside.split(" ")
    last = [" ".join(words[-number:]) for number in (3, 2, 1)] + [re.sub("^[一-鿿]+", "", outside)]
    each = RE.EACH_HEAD.search(outside)
    for is_sure, some in ((True, brackets), (False, [outside, *reversed(parts[1:]), *last])):
        for one in some:
            if one in (outside, *last) and one not in parts[1:] and _may_be_other(one, heading):
                continue
            if unit := _unit(one.strip(" "), plain, each, is_sure):
                at = plain.find(unit)
                return heading[at : at + len(unit)] if at >= 0 and unit not in UNITS else unit
    return "rank" if RE.RANK_HEAD.search(plain) else ""


def _may_be_other(word: str, heading: str) -> bool:
    """Return whether a word alone may be something else than a unit: Won, Second, Share."""
    word = word.strip()
    at = heading.lower().find(word)
    is_capitals = not heading[at + 1 : at + len(word)].islower()
    is_plain = re.fullmatch("[a-z]{3,}", word) and not word.endswith("s")
    return bool(is_plain) and not (is_capitals or RE.PERCENT_HEAD.search(word) or word == "age")


def _unit(words: str, heading: str, each: re.Match[str] | None, is_sure: bool) -> str:
    """Return words as a unit if they are one; of a count only where they stand in brackets."""
    if not words or RE.YEAR_ALONE.fullmatch(words):
        return ""
    if RE.COUNTS_HEAD.fullmatch(words) and (is_sure or words == heading):
        return "count"
    if words == "m" and not RE.LENGTH_HEAD.search(heading):
        return ""  # metres or millions
    if RE.PERCENT_HEAD.search(words) and RE.FALL_HEAD.search(heading):
        return ""  # a fall may be told below zero or not
    if RE.PERCENT_HEAD.search(words) and RE.CHANGE_HEAD.search(heading):
        words = f"%{CHANGE}"
    for unit in (*_rates(words, each), words):
        read = read_or_none("37", unit=unit)
        if read and (read.unit != "count" or (is_sure and read.value > 37)):
            return unit
    return ""


def _rates(words: str, each: re.Match[str] | None) -> list[str]:
    """Return a unit as a rate of what its heading says that it is of: 'kg per head'."""
    if not each or each[0] in words:
        return []
    of = each["each"]
    return [f"{words}/{_OF_EACH.get(of, of[1:])}" if of else f"{words} {each['per']}"]


def read_cell(cell: Cell, line: str) -> tuple[list[tuple[Found, str]], list[Aside]]:
    """Return the figures of a cell, each with the unit that is told of it, and what is none."""
    text = line[cell.start : cell.end]
    if cell.reason == IN_NAME:
        told = ((one, getattr(one, "reason", IN_NAME)) for one in scan(text))
        return [], [(cell.start + one.start, one.printed, why) for one, why in told]
    if cell.reason:
        digits = re.finditer("[0-9]+(?:[.,/-][0-9]+)*", text)
        return [], [(cell.start + one.start(), one[0], cell.reason) for one in digits]
    printed = RE.NOTE.sub("", text)
    if re.search("[0-9]", printed) and (whole := _in_unit(cell.start, printed, cell.unit)):
        return [whole], []
    figures, others = list[tuple[Found, str]](), list[Aside]()
    for one in scan(text):
        start = cell.start + one.start
        if isinstance(one, NoFigure):
            others.append((start, one.printed, one.reason))
        elif figure := _in_unit(start, one.printed, cell.unit):
            figures.append(figure)
    return figures, others


def _in_unit(start: int, printed: str, unit: str) -> tuple[Found, str] | None:
    """Return a print in a unit if it is told of it, or else in its own; None if it is no figure."""
    for told in (unit, "", *["count"] * printed.isdecimal()):  # a number in its column is no year
        if read := read_or_none(printed, unit=told):
            own = read_or_none(printed)
            has_own = told and own and own.unit == read.unit != "count"
            return Found(start, start + len(printed), printed, read), "" if has_own else told
    return None
