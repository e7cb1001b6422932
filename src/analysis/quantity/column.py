"""Printed figures to quantities: a whole column at once, or one.

Imports bounds, grammar, interval, numerals and shapes. Rows with the same text are read once;
texts of the same shape share a Reading, and Readings that differ only in their numbers a rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.quantity.bounds import find_bounds, find_misfits
from analysis.quantity.grammar import Reading, UnreadableFigure, read_shape
from analysis.quantity.interval import Quantity
from analysis.quantity.numerals import Number
from analysis.quantity.shapes import Integers, Shapes, find_shapes, group_rows

MOST_LISTED = 10
ADVICE = (
    "Expected a figure such as '近32萬家' or 'over 20%'; "
    "src/analysis/quantity/hedges.py lists the hedges it reads, words.py the units."
)
_NO_READING = read_shape("0")  # stands in for what cannot be read until all problems are known


@dataclass(frozen=True)
class _Read:
    """Hold texts as read: bounds (3 x texts), the Readings, and the Reading of each text.

    problems: why a text, by its position, cannot be read.
    """

    bounds: NDArray[np.float64]
    readings: list[Reading]
    codes: NDArray[np.intp]
    problems: dict[int, str]


def parse(printed: str) -> Quantity:
    """Read one printed figure, Chinese or English, with its hedge, rounding and unit.

    Raises UnreadableFigure, naming the text and the reason.
    """
    read = _read_one(printed)
    low, value, high = read.bounds[:, 0].tolist()
    return Quantity(low, value, high, read.readings[0].unit)


def hedge_of(printed: str) -> str:
    """Return the name of the row of HEDGES by which a printed figure is read.

    Raises UnreadableFigure as `parse` does.
    """
    return _read_one(printed).readings[0].hedge.name


def parse_column(printed: "pd.Series[str]") -> pd.DataFrame:
    """Read a column of printed figures.

    Returns the columns low, value, high (float) and unit (str) with the index of `printed`.
    Raises UnreadableFigure, naming the first ten different texts that cannot be read, and why.
    """
    if pd.api.types.infer_dtype(printed, skipna=False) == "string":
        rows, distinct = pd.factorize(printed, use_na_sentinel=False)
        read = _read_texts(distinct.to_numpy(dtype=object).tolist())
    else:  # it holds something that is not text, which will be named
        rows = np.arange(len(printed))
        read = _read_texts(printed.tolist())
    if read.problems:
        raise UnreadableFigure(_list_problems(printed, rows, read.problems))
    units = pd.array([reading.unit for reading in read.readings], dtype="str").take(read.codes)
    columns = dict(zip(("low", "value", "high"), read.bounds, strict=True))
    table = pd.DataFrame({**columns, "unit": units})
    return table.take(rows).set_axis(printed.index)


def _list_problems(
    printed: "pd.Series[str]", rows: NDArray[np.intp], problems: dict[int, str]
) -> str:
    labels, texts = printed.index, printed.tolist()
    first_rows = np.unique(rows, return_index=True)[1].tolist()
    lines = [
        f"  row {labels[first_rows[at]]}: {texts[first_rows[at]]!r}, as {reason}"
        for at, reason in sorted(problems.items())[:MOST_LISTED]
    ]
    more = len(problems) - MOST_LISTED
    if more > 0:
        lines.append(f"  and {more} more")
    return "\n".join([f"cannot read {len(problems)} of the printed figures:", *lines, ADVICE])


def _read_one(printed: object) -> _Read:
    read = _read_texts([printed])
    if read.problems:
        raise UnreadableFigure(f"cannot read {printed!r}, as {read.problems[0]}. {ADVICE}")
    return read


def _read_texts(texts: Sequence[object]) -> _Read:
    problems = {
        at: f"it is of type {type(text).__name__}, not text"
        for at, text in enumerate(texts)
        if not isinstance(text, str)
    }
    shaped = find_shapes([text if isinstance(text, str) else "" for text in texts])
    readings, refusals = _read_shapes(shaped.shapes)
    by_shape = group_rows(shaped.codes, len(readings))
    for shape, reason in refusals.items():
        problems = {**dict.fromkeys(by_shape[shape].tolist(), reason), **problems}
    first = _read_numbers(shaped, by_shape, [reading.first for reading in readings])
    second = _read_numbers(shaped, by_shape, [reading.second for reading in readings])

    rules = {reading.rule(): None for reading in readings}
    places = {rule: place for place, rule in enumerate(rules)}
    rule_of = np.array([places[reading.rule()] for reading in readings], dtype=np.intp)
    bounds = np.empty((3, len(texts)))
    for rule, rows in zip(rules, group_rows(rule_of[shaped.codes], len(rules)), strict=True):
        misfits, reason = find_misfits(rule, first[rows], second[rows])
        problems = {**dict.fromkeys(rows[misfits].tolist(), reason), **problems}
        fit = rows[~misfits]
        bounds[:, fit] = find_bounds(rule, first[fit], second[fit])
    return _Read(bounds, readings, shaped.codes, problems)


def _read_shapes(shapes: Sequence[str]) -> tuple[list[Reading], dict[int, str]]:
    """Return a Reading for each shape, and the reason for each that has none."""
    readings, refusals = [], {}
    for at, shape in enumerate(shapes):
        try:
            readings.append(read_shape(shape))
        except UnreadableFigure as error:
            readings.append(_NO_READING)
            refusals[at] = str(error)
    return readings, refusals


def _read_numbers(
    shaped: Shapes, by_shape: list[NDArray[np.intp]], numbers: Sequence[Number]
) -> Integers:
    """Return the mantissa of each text's number: from its digits, or the same for the shape."""
    mantissas = np.array([number.mantissa for number in numbers], dtype=np.int64)[shaped.codes]
    for rows, number in zip(by_shape, numbers, strict=True):
        if number.columns:
            mantissas[rows] = shaped.digits_at(rows, number.columns)
    return mantissas
