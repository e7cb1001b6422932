"""What each hand-typed file of data/raw must hold. A CSV cell is text here; `clean` types it."""

from typing import Annotated, Any

import pandera.pandas as pa
from pydantic import BaseModel, ConfigDict, Field

from analysis.quantity import UnreadableFigure, parse

UNITS = ["count", "share", "rank", "CNY", "USD"]
GRADES = ["A", "B", "C"]  # official; named and checkable; context alone
HEDGES_FILE = "src/analysis/quantity/hedges.py"


class NotFigure(BaseModel):
    """Digits in the text that are no figure, and why."""

    model_config = ConfigDict(extra="forbid")
    line: Annotated[int, Field(ge=1)]
    start: Annotated[int, Field(ge=0)]
    printed: Annotated[str, Field(min_length=1)]
    why: Annotated[str, Field(min_length=1)]


class SourceInfo(BaseModel):
    """What source.yaml holds: who published the text, its language and its fingerprint."""

    model_config = ConfigDict(extra="forbid")
    title_en: str
    title_zh: str
    publisher_en: str
    publisher_zh: str
    subject: str
    language: str
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    not_figures: list[NotFigure] = []


def places() -> pa.DataFrameSchema:
    """Return the schema of places.csv: a row a place, in the order that charts follow."""
    return _schema(
        place=_matching(
            r"^\w[\w .'-]*$", "a name of letters, digits, blanks and hyphens", unique=True
        ),
        kind=_one_of(["city", "province", "country"]),
        part_of=pa.Column(str),
        name_en=_text(),
        name_zh=_text(),
        colour=_matching(r"^#[0-9A-Fa-f]{6}$", "a colour such as '#0072B2'"),
    )


def metrics() -> pa.DataFrameSchema:
    """Return the schema of metrics.csv: a row a metric, in the order that tables follow."""
    return _schema(
        metric=_matching(r"^[a-z0-9]+(?:_[a-z0-9]+)*$", "words joined by '_'", unique=True),
        unit=_one_of(UNITS),
        label_en=_text(),
        label_zh=_text(),
        definition=_text(),
    )


def figures(known_places: list[str], known_metrics: list[str]) -> pa.DataFrameSchema:
    """Return the schema of a source's figures.csv: a row a printed figure."""
    return _schema(
        **_figure(known_places, known_metrics),
        **_place_in_text(),
        attributed_to=pa.Column(str),
        note=pa.Column(str),
        seal=pa.Column(str),
    )


def references(known_places: list[str], known_metrics: list[str]) -> pa.DataFrameSchema:
    """Return the schema of references/figures.csv: a row an independent figure, and its grade."""
    return _schema(
        **_figure(known_places, known_metrics),
        grade=_one_of(GRADES),
        kind=_text(),
        title=pa.Column(str),
        address=_matching(r"^https?://\S+$", "the address of a page"),
        definition=_text(),
    )


def rosters(figure_ids: list[str]) -> pa.DataFrameSchema:
    """Return the schema of a source's rosters.csv: a row a member of a named list."""
    return _schema(
        figure_id=_one_of(figure_ids, "Name the figure that prints the list's size."),
        member_zh=_text(),
        member_en=_text(),
        printed=_text(),
        **_place_in_text(),
        seal=pa.Column(str),
    )


def _schema(**columns: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns)


def _figure(known_places: list[str], known_metrics: list[str]) -> dict[str, pa.Column]:
    expected = "a figure such as '近32萬家' or 'over 20%'"
    advice = f"Correct the row; {HEDGES_FILE} lists the hedges it reads."
    readable_figure = pa.Check(readable, element_wise=True, error=expected)
    return {
        "figure_id": _matching(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", "words joined by '-'", unique=True),
        "place": _one_of(known_places, "Correct the row, or add the place to places.csv."),
        "metric": _one_of(known_metrics, "Correct the row, or add the metric to metrics.csv."),
        "year": _matching(r"^(?:[0-9]{4})?$", "a year of four digits, or nothing"),
        "printed": pa.Column(str, readable_figure, metadata={"do": advice}),
    }


def _place_in_text() -> dict[str, pa.Column]:
    return {
        "line": _matching(r"^[1-9][0-9]*$", "a line of the text, counted from 1"),
        "start": _matching(r"^[0-9]+$", "an offset in the line, counted from 0"),
    }


def _text(**settings: Any) -> pa.Column:
    return _matching(r"\S", "a text", **settings)


def _matching(pattern: str, expected: str, **settings: Any) -> pa.Column:
    return pa.Column(str, pa.Check.str_contains(pattern, error=expected), **settings)


def _one_of(names: list[str], advice: str = "Correct the row.") -> pa.Column:
    """Return a column of known names; where none could be read, of any text."""
    known = [name for name in dict.fromkeys(names) if name]
    if not known:
        return _text()
    check = pa.Check.isin(known, error="one of " + ", ".join(known))
    return pa.Column(str, check, metadata={"known": known, "do": advice})


def readable(printed: str) -> bool:
    """Whether quantity.parse reads the text."""
    try:
        parse(printed)
    except UnreadableFigure:
        return False
    return True
