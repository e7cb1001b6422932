"""What each hand-typed file of data/raw must hold. A CSV cell is text here; `clean` types it.

What is still to be filled in of a source that `new-source` laid out is a gap, one line each. It
stops a build. It does not keep the text from being held against the rows: for that, blank fields
have stand-ins.
"""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pa
from babel import Locale
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from analysis.errors import Problem
from analysis.files import relative
from analysis.quantity import UnreadableFigure, parse, units
from analysis.quantity.units import read_table
from analysis.readers import Lines, cells, like, line_of

STANCES = ["asserted", "denied", "former", "reported"]  # only what is asserted binds
# How a figure's credit is known: beside it, in a list of sources, not at all, or there is no need.
CREDITS = ["beside", "listed", "none", "needs none"]
GRADES = ["A", "B", "C"]  # official; named and checkable; context alone
DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
SOME_DATE = "a year, a month or a day, such as '2025', '2025-02' or '2025-02-13'"
SOME_YEARS = "two years, the first and the last, such as [2022, 2025]"
# Columns for whoever fills in the others: what the row's figure is read as, after IN_DOUBT where it
# may be another, and the words beside it.
READING, BESIDE = "reading", "beside"
# The unit of a print that has none beside it, in words: 'thousand tonnes'. It may be left out.
UNIT = "unit"
IN_DOUBT = "? "
FILL_IN = "Fill it in."
SOME_TEXT = "?"
# The fields of source.yaml that nobody but a reader of the text can fill in, what each expects, and
# what stands in for it meanwhile.
FIELDS: dict[str, tuple[str, Any]] = {
    "title_en": ("what the report on it is called, in English", SOME_TEXT),
    "title_zh": ("what the report on it is called, in Chinese", SOME_TEXT),
    "publisher_en": ("who published the text, in English", SOME_TEXT),
    "publisher_zh": ("who published the text, in Chinese", SOME_TEXT),
    "subject": ("what kind of text it is and what about, in English", SOME_TEXT),
    "published": (SOME_DATE, "9999"),
    "window": (SOME_YEARS, [1, 9999]),
    "currency": ("the currency of a bare 元 or $ in the text, such as CNY, TWD or USD", ""),
}
BLANK: tuple[Any, ...] = (None, "", [])
UNTOLD = (SOME_TEXT,)  # a currency may be left out, but not where the text is found to need it


def is_date(text: str) -> bool:
    """Whether the text is a year, a month or a day of the calendar, as ISO 8601 writes them."""
    if not DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


class NotFigure(BaseModel):
    """Digits in the text that are no figure, and why."""

    model_config = ConfigDict(extra="forbid")
    line: Annotated[int, Field(ge=1)]
    start: Annotated[int, Field(ge=0)]
    printed: Annotated[str, Field(min_length=1)]
    why: Annotated[str, Field(min_length=1)]


class NamedSource(BaseModel):
    """A source that the text names as a whole, beside no figure; `address` of a page that holds it.

    `author` is written as in the text: a figure credited to it begins with the same words.
    """

    model_config = ConfigDict(extra="forbid")
    author: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    address: Annotated[str, like(r"^https?://\S+$", "the address of a page")] = ""


def _check_date(value: object) -> object:
    if not isinstance(value, str) or not is_date(value):
        raise PydanticCustomError("date", f"{SOME_DATE}, in quotes")
    return value


def _check_currency(value: str) -> str:
    if value and not units.is_money(value):
        raise PydanticCustomError("currency", "a currency by its three letters, such as 'TWD'")
    return value


def _check_language(value: str) -> str:
    tag = re.fullmatch(r"([a-z]{2,3})(?:-[A-Za-z0-9]{2,8})*", value)
    if not tag or tag[1] not in Locale("en").languages:
        raise PydanticCustomError("language", "a language's tag, such as 'en', 'de' or 'zh-Hant'")
    return value


class SourceInfo(BaseModel):
    """What source.yaml holds: who published the text and when, its language and its fingerprint.

    currency: of a bare 元 or $; without one yuan and dollars. window: the first and the last year
    that a figure without one may be of. leads: ids of the
    claims that the report leads with, the first one first. compares: the metrics by which it
    compares places, in its order; without any, those that are printed of most. about: how the
    report introduces the text. contest: what places are ranked by or among.
    """

    model_config = ConfigDict(extra="forbid")
    title_en: str
    title_zh: str
    publisher_en: str
    publisher_zh: str
    subject: str
    subject_zh: str = ""
    language: Annotated[str, AfterValidator(_check_language)]
    currency: Annotated[str, AfterValidator(_check_currency)] = ""
    sha256: Annotated[
        str, like("^[0-9a-f]{64}$", "64 digits of 0 to 9 and a to f, as sha256sum gives")
    ]
    published: Annotated[str, BeforeValidator(_check_date)]
    window: tuple[int, int]
    leads: list[str] = []
    compares: list[str] = []
    about_en: str = ""
    about_zh: str = ""
    contest_en: str = ""
    contest_zh: str = ""
    named_sources: list[NamedSource] = []
    not_figures: list[NotFigure] = []

    @field_validator("window", mode="before")
    @classmethod
    def _check_window(cls, value: object, info: ValidationInfo) -> object:
        match value:
            case [int(first), int(last)] if date.min.year <= first <= last <= date.max.year:
                published = info.data.get("published", str(last))
                if int(published[:4]) >= first:
                    return value
                raise PydanticCustomError(
                    "window", f"a first year no later than 'published', which is {published}"
                )
        raise PydanticCustomError("window", SOME_YEARS)


def table(name: str, **known: list[str]) -> pa.DataFrameSchema:
    """Return the schema of one of the tables of data/raw, as schemas.csv has it.

    `known` are the names that a cell of it may hold, by the name of their check: places, metrics,
    figures, sources. What files say of each other is checked by `definitions`.
    """
    rows = read_table(Path(__file__).with_name("schemas.csv"))
    listed = known | LISTED
    return pa.DataFrameSchema(
        {row["column"]: _column(row, listed) for row in rows if row["table"] == name}
    )


def _column(row: dict[str, str], listed: dict[str, list[str]]) -> pa.Column:
    """Return a column by its check: a list of names or a test, with '?' or nothing, or a pattern.

    Without one it holds any text; so does a list of which no name could be read.
    """
    check, told = row["check"].removesuffix("?"), {"do": row["do"]} if row["do"] else {}
    or_nothing = row["check"].endswith("?") and check in {*listed, *TESTS}
    if not row["check"]:
        return pa.Column(str)
    if check in TESTS:
        test = TESTS[check]
        made = pa.Check(
            lambda cell: test(cell) or (or_nothing and not cell),
            element_wise=True,
            error=row["expected"],
        )
        names = list(units.UNITS) if check == "unit" else []
        return pa.Column(str, made, metadata={"known": names, **told})
    if check in listed:
        names = [one for one in dict.fromkeys(listed[check]) if one]
        expected = f"one of {', '.join(names)}{', or nothing' if or_nothing else ''}"
        allowed = [*names, *([""] if or_nothing else [])]
        if names:
            made = pa.Check.isin(allowed, error=expected)
            return pa.Column(str, made, metadata={"known": names, **told})
        return pa.Column(str) if or_nothing else _matching(r"\S", "a text")
    return _matching(row["check"], row["expected"], unique=bool(row["unique"]))


def _matching(pattern: str, expected: str, unique: bool = False) -> pa.Column:
    return pa.Column(str, pa.Check.str_contains(pattern, error=expected), unique=unique)


def readable(printed: str) -> bool:
    """Whether quantity.parse reads the text."""
    try:
        parse(printed)
    except UnreadableFigure:
        return False
    return True


LISTED = {"stances": STANCES, "credits": CREDITS, "grades": GRADES}
TESTS = {"printed": readable, "date": is_date, "unit": units.known}  # of a cell, by their names


def info_gaps(path: Path, data: Any, lines: Lines) -> tuple[Any, list[Problem]]:
    """Return the fields of source.yaml with stand-ins for blank ones, and a problem for each."""
    if not isinstance(data, dict):
        return data, []
    blank = [
        name
        for name in FIELDS
        if name in data and data[name] in (UNTOLD if name == "currency" else BLANK)
    ]
    problems = [
        Problem(
            relative(path), "nothing", FIELDS[name][0], FILL_IN, line_of(lines, (name,)), field=name
        )
        for name in blank
    ]
    return data | {name: FIELDS[name][1] for name in blank}, problems


def row_gaps(path: Path, figures: pd.DataFrame) -> list[Problem]:
    """Return a problem for each row without a place or a metric, or with a reading in doubt."""
    names = ("place", "metric", "printed", "line", READING, BESIDE, UNIT)
    rows = figures.reindex(columns=list(names), fill_value="")
    problems = []
    for row, place, metric, printed, line, reading, beside, unit in cells(rows, *names):
        missing = [name for name, cell in (("place", place), ("metric", metric)) if not cell]
        is_in_doubt = reading.startswith(IN_DOUBT) and not unit
        doubt = reading.removeprefix(IN_DOUBT) if is_in_doubt else ""
        which = f"'{printed}', line {line} of the text" + (f" ({beside})" if beside else "")
        what = " and ".join(f"the {name}" for name in missing) + f" of {which}"
        mark = f"the '{IN_DOUBT.strip()}' of '{READING}' off"
        if missing and doubt:
            what += f", and its reading confirmed: {doubt}"
            told = "nothing", what, f"Fill it in and take {mark}, or delete the row."
        elif missing:
            told = "nothing", what, "Fill it in, or delete the row."
        elif doubt:
            what = f"the reading of {which} confirmed"
            do = f"Take {mark} if it is right, tell its '{UNIT}', or delete the row."
            told = f"in doubt {doubt}", what, do
        else:
            continue
        column = missing[0] if len(missing) == 1 else None if missing else READING
        problems.append(Problem(relative(path), *told, row, column))
    return problems


def is_blank_name(problem: Problem) -> bool:
    """Whether a problem of a ledger is one that `row_gaps` tells better."""
    return problem.found == "nothing" and problem.column in ("place", "metric")
