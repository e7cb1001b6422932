"""What each hand-typed file of data/raw must hold. A CSV cell is text here; `clean` types it."""

import re
from datetime import date
from typing import Annotated, Any

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

from analysis.quantity import UnreadableFigure, parse, units
from analysis.readers import like

STANCES = ["asserted", "denied", "former", "reported"]  # only what is asserted binds
# How a figure's credit is known: beside it, in a list of sources, not at all, or there is no need.
CREDITS = ["beside", "listed", "none", "needs none"]
GRADES = ["A", "B", "C"]  # official; named and checkable; context alone
DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
SOME_UNIT = "count, share, rank, CNY, or another unit of units.csv"
SOME_DATE = "a year, a month or a day, such as '2025', '2025-02' or '2025-02-13'"
SOME_YEARS = "two years, the first and the last, such as [2022, 2025]"
ADDRESS = r"https?://\S+"
HEDGES_FILE = "src/analysis/quantity/hedges.py"


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
    address: Annotated[str, like(rf"^{ADDRESS}$", "the address of a page")] = ""


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


def places() -> pa.DataFrameSchema:
    """Return the schema of places.csv: a row a place, in the order that charts follow.

    Its kinds and the place it lies in are checked by `definitions`.
    """
    return _schema(
        place=_matching(
            r"^\w[\w .'-]*$", "a name of letters, digits, blanks and hyphens", unique=True
        ),
        kinds=pa.Column(str),
        part_of=pa.Column(str),
        name_en=_text(),
        name_zh=_text(),
        colour=_matching(r"^#[0-9A-Fa-f]{6}$", "a colour such as '#0072B2'"),
    )


def kinds() -> pa.DataFrameSchema:
    """Return the schema of kinds.csv: a row a kind of place; `part_of`, kinds it may lie in."""
    return _schema(
        kind=_matching(r"^[a-z][a-z _-]*$", "a name of small letters", unique=True),
        part_of=pa.Column(str),
        one_en=_text(),
        many_en=_text(),
        one_zh=_text(),
        many_zh=_text(),
    )


def metrics() -> pa.DataFrameSchema:
    """Return the schema of metrics.csv: a row a metric, in the order that tables follow.

    What it is a share of, of which whole, and what it ranks are checked by `definitions`.
    """
    return _schema(
        metric=_matching(
            r"^(?=.{1,80}$)[a-z0-9]+(?:_[a-z0-9]+)*$",
            "small letters and digits, words joined by '_', 80 at most",
            unique=True,
        ),
        unit=_unit(),
        share_of=pa.Column(str),
        whole=pa.Column(str),
        ranks=pa.Column(str),
        adds_up=_matching(r"^(?:yes)?$", "yes, or nothing"),
        label_en=_text(),
        label_zh=_text(),
        definition=_text(),
        definition_zh=_text(),
    )


def units_table() -> pa.DataFrameSchema:
    """Return the schema of units.csv, units besides those of quantity/units.csv."""
    number = r"\{\}"
    return _schema(
        unit=_text(unique=True),
        definition=_text(),
        words=_text(),
        label_en=_matching(number, "a text with {} for the number"),
        label_zh=_matching(number, "a text with {} for the number"),
    )


def figures(known_places: list[str], known_metrics: list[str]) -> pa.DataFrameSchema:
    """Return the schema of a source's figures.csv: a row a printed figure."""
    return _schema(
        **_about(known_places, known_metrics),
        stance=_one_of(STANCES),
        printed=_printed(),
        **_place_in_text(),
        attributed_to=pa.Column(str),
        credited=_one_of(CREDITS),
        note=pa.Column(str),
        note_zh=pa.Column(str),
        seal=pa.Column(str),
    )


def references(
    known_places: list[str], known_metrics: list[str], known_sources: list[str]
) -> pa.DataFrameSchema:
    """Return the schema of references/figures.csv: a row an independent figure, and its grade.

    Without a stance it is asserted.
    """
    source = "Name the folder of the source that draws on it, or leave it empty."
    when = pa.Check(lambda cell: not cell or is_date(cell), element_wise=True, error=SOME_DATE)
    return _schema(
        **_about(known_places, known_metrics),
        stance=_one_of(STANCES, "Correct the row, or leave it empty: asserted.", or_nothing=True),
        printed=_printed(),
        grade=_one_of(GRADES),
        kind=_text(),
        kind_zh=_text(),
        counter=_text(),
        published=pa.Column(str, when, metadata={"do": "Correct the row, or leave it empty."}),
        stands_for=_one_of(known_metrics, "Correct the row, or leave it empty.", or_nothing=True),
        source_of=_one_of(known_sources, source, or_nothing=True),
        title=pa.Column(str),
        title_zh=pa.Column(str),
        address=_matching(rf"^{ADDRESS}$", "the address of a page"),
        definition=_text(),
        definition_zh=_text(),
    )


def rosters(figure_ids: list[str]) -> pa.DataFrameSchema:
    """Return the schema of a source's rosters.csv: a row a member of a named list."""
    return _schema(
        figure_id=_one_of(figure_ids, "Name the figure that prints the list's size."),
        member_zh=_text(),
        member_en=_text(),
        seat_en=pa.Column(str),
        seat_zh=pa.Column(str),
        origin_en=pa.Column(str),
        known_from=pa.Column(str),
        address=_matching(rf"^(?:{ADDRESS})?$", "the address of a page, or nothing"),
        printed=_text(),
        **_place_in_text(),
        seal=pa.Column(str),
    )


def _schema(**columns: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns)


def _about(known_places: list[str], known_metrics: list[str]) -> dict[str, pa.Column]:
    return {
        "figure_id": _matching(
            r"^(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*$",
            "small letters and digits, words joined by '-', 80 at most",
            unique=True,
        ),
        "place": _one_of(known_places, "Correct the row, or add the place to places.csv."),
        "metric": _one_of(known_metrics, "Correct the row, or add the metric to metrics.csv."),
        "year": _matching(r"^(?:[0-9]{4})?$", "a year of four digits, or nothing"),
    }


def _printed() -> pa.Column:
    expected = "a figure such as '近32萬家' or 'over 20%'"
    advice = f"Correct the row; {HEDGES_FILE} lists the hedges it reads."
    readable_figure = pa.Check(readable, element_wise=True, error=expected)
    return pa.Column(str, readable_figure, metadata={"do": advice})


def _place_in_text() -> dict[str, pa.Column]:
    return {
        "line": _matching(r"^[1-9][0-9]*$", "a line of the text, counted from 1"),
        "start": _matching(r"^[0-9]+$", "an offset in the line, counted from 0"),
    }


def _text(**settings: Any) -> pa.Column:
    return _matching(r"\S", "a text", **settings)


def _matching(pattern: str, expected: str, **settings: Any) -> pa.Column:
    return pa.Column(str, pa.Check.str_contains(pattern, error=expected), **settings)


def _one_of(
    names: list[str], advice: str = "Correct the row.", or_nothing: bool = False
) -> pa.Column:
    """Return a column of known names; where none could be read, of any text."""
    known = [name for name in dict.fromkeys(names) if name]
    if not known:
        return pa.Column(str) if or_nothing else _text()
    expected = f"one of {', '.join(known)}{', or nothing' if or_nothing else ''}"
    check = pa.Check.isin([*known, *([""] if or_nothing else [])], error=expected)
    return pa.Column(str, check, metadata={"known": known, "do": advice})


def _unit() -> pa.Column:
    check = pa.Check(units.known, element_wise=True, error=SOME_UNIT)
    return pa.Column(str, check, metadata={"known": list(units.UNITS), "do": "Correct the row."})


def readable(printed: str) -> bool:
    """Whether quantity.parse reads the text."""
    try:
        parse(printed)
    except UnreadableFigure:
        return False
    return True
