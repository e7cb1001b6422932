"""What each hand-typed file may hold, cell by cell and field by field."""

import pandas as pd
import pytest
from pandera.errors import SchemaErrors
from pydantic import ValidationError

from analysis.data import schemas
from analysis.data.schemas import SourceInfo

PLACE = {
    "place": "Beijing",
    "kinds": "city",
    "part_of": "",
    "name_en": "Beijing",
    "name_zh": "北京",
    "colour": "#D55E00",
}
METRIC = {
    "metric": "ai_firms",
    "unit": "count",
    "share_of": "",
    "whole": "",
    "ranks": "",
    "adds_up": "",
    "label_en": "AI firms",
    "label_zh": "企業",
    "definition": "Firms in business",
    "definition_zh": "在業企業",
}
FIGURE = {
    "figure_id": "beijing-firms",
    "place": "Beijing",
    "metric": "ai_firms",
    "year": "",
    "stance": "asserted",
    "printed": "近32萬家",
    "line": "1",
    "start": "0",
    "attributed_to": "",
    "credited": "none",
    "note": "",
    "note_zh": "",
    "seal": "",
}
REFERENCE = {
    "figure_id": "beijing-firms-2023",
    "place": "Beijing",
    "metric": "ai_firms",
    "year": "2023",
    "stance": "",
    "printed": "over 300",
    "grade": "A",
    "kind": "official",
    "kind_zh": "官方",
    "counter": "The Bureau",
    "published": "",
    "stands_for": "",
    "source_of": "",
    "title": "",
    "title_zh": "",
    "address": "https://example.cn/1",
    "definition": "Registered firms",
    "definition_zh": "登記企業",
}
MEMBER = {
    "figure_id": "beijing-firms",
    "member_zh": "甲乙",
    "member_en": "Jiayi",
    "seat_en": "",
    "seat_zh": "",
    "origin_en": "",
    "known_from": "",
    "address": "",
    "printed": "甲乙",
    "line": "2",
    "start": "6",
    "seal": "",
}
SOME_DATE = "a year, a month or a day, such as '2025', '2025-02' or '2025-02-13'"
KNOWN = {
    "places": ["Beijing"],
    "metrics": ["ai_firms"],
    "sources": ["post", "times"],
    "figures": ["beijing-firms"],
}
SCHEMAS = {
    "places": (schemas.table("places"), PLACE),
    "metrics": (schemas.table("metrics"), METRIC),
    "figures": (schemas.table("figures", **KNOWN), FIGURE),
    "references": (schemas.table("references", **KNOWN), REFERENCE),
    "rosters": (schemas.table("rosters", **KNOWN), MEMBER),
}
INFO = {
    "title_en": "Two cities",
    "title_zh": "兩城",
    "publisher_en": "The Post",
    "publisher_zh": "郵報",
    "subject": "Two cities",
    "language": "zh-Hant",
    "sha256": "0123456789abcdef" * 4,
    "published": "2025-02",
    "window": [2022, 2025],
}


def refusals(name, *rows):
    """Return the (column, cell, what was expected) that a table's schema refuses in `rows`."""
    schema, row = SCHEMAS[name]
    frame = pd.DataFrame([row | changed for changed in rows])
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        columns = errors.failure_cases[["column", "failure_case", "check"]]
        return [tuple(case) for case in columns.itertuples(index=False)]
    return []


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("places", {"kinds": "city;province", "colour": "#abcdef", "part_of": "China"}),
        ("metrics", {"metric": "gdp", "unit": "CNY", "adds_up": "yes"}),
        ("figures", {"stance": "denied", "credited": "needs none"}),
        ("references", {"published": "2025", "stands_for": "ai_firms", "source_of": "times"}),
        ("references", {"published": "2025-02"}),
        ("references", {"stance": "reported"}),
        ("references", {"published": "2024-02-29"}),
        ("rosters", {"seat_en": "Beijing", "address": "https://example.cn/1"}),
        ("figures", {"figure_id": "x9", "year": "2024", "printed": "over 20%", "seal": "00"}),
        ("references", {"year": "", "grade": "C", "address": "http://example.cn/a?b=1"}),
        ("references", {"grade": "B", "title": "Yearbook"}),
        ("rosters", {"line": "10", "start": "0"}),
    ],
)
def test_accepted(name, cells):
    assert refusals(name, cells) == []


@pytest.mark.parametrize(
    ("name", "column", "cell", "expected"),
    [
        ("places", "place", " ", "a name of letters, digits, blanks and hyphens"),
        ("places", "colour", "red", "a colour such as '#0072B2'"),
        ("places", "colour", "#0072B", "a colour such as '#0072B2'"),
        (
            "metrics",
            "metric",
            "AI-firms",
            "small letters and digits, words joined by '_', 80 at most",
        ),
        ("metrics", "unit", "percent", "count, share, rank, CNY, or another unit of units.csv"),
        ("metrics", "adds_up", "no", "yes, or nothing"),
        ("metrics", "definition", "", "a text"),
        ("figures", "stance", "", "one of asserted, denied, former, reported"),
        ("figures", "credited", "below", "one of beside, listed, none, needs none"),
        (
            "figures",
            "figure_id",
            "Beijing_firms",
            "small letters and digits, words joined by '-', 80 at most",
        ),
        ("figures", "place", "Wuhan", "one of Beijing"),
        ("figures", "metric", "gdp", "one of ai_firms"),
        ("figures", "year", "24", "a year of four digits, or nothing"),
        ("figures", "year", "２０２４", "a year of four digits, or nothing"),
        ("figures", "printed", "circa many", "a figure such as '近32萬家' or 'over 20%'"),
        ("figures", "line", "0", "a line of the text, counted from 1"),
        ("figures", "line", "1２", "a line of the text, counted from 1"),
        ("figures", "start", "-1", "an offset in the line, counted from 0"),
        ("figures", "start", "３", "an offset in the line, counted from 0"),
        (
            "references",
            "figure_id",
            "beijing_firms",
            "small letters and digits, words joined by '-', 80 at most",
        ),
        ("references", "place", "Wuhan", "one of Beijing"),
        ("references", "metric", "gdp", "one of ai_firms"),
        ("references", "year", "23", "a year of four digits, or nothing"),
        ("references", "printed", "many", "a figure such as '近32萬家' or 'over 20%'"),
        ("references", "grade", "a", "one of A, B, C"),
        ("references", "kind", " ", "a text"),
        ("references", "counter", "", "a text"),
        ("references", "published", "2023-02-29", SOME_DATE),
        ("references", "published", "2023-2", SOME_DATE),
        ("references", "published", "２０２３", SOME_DATE),
        ("references", "published", "0000", SOME_DATE),
        ("references", "stands_for", "gdp", "one of ai_firms, or nothing"),
        ("references", "source_of", "time", "one of post, times, or nothing"),
        ("references", "address", "ftp://example.cn", "the address of a page"),
        ("references", "address", "https://", "the address of a page"),
        ("references", "definition", "", "a text"),
        ("rosters", "figure_id", "shanghai-firms", "one of beijing-firms"),
        ("rosters", "member_en", "", "a text"),
        ("rosters", "address", "example.cn", "the address of a page, or nothing"),
        ("rosters", "line", "", "a line of the text, counted from 1"),
    ],
)
def test_refused(name, column, cell, expected):
    assert refusals(name, {column: cell}) == [(column, cell, expected)]


@pytest.mark.parametrize("name", ["places", "metrics", "figures", "references"])
def test_a_name_is_given_once(name):
    column, cell = next(iter(SCHEMAS[name][1].items()))
    twice = (column, cell, "field_uniqueness")
    assert refusals(name, {}, {}) == [twice, twice]


def test_where_no_name_is_known_any_will_do():
    """The file of names was unreadable, or holds none: its own problem says so."""
    none = {"places": [], "metrics": [""], "figures": [], "sources": []}
    figures, rosters = (schemas.table(name, **none) for name in ("figures", "rosters"))
    assert len(figures.validate(pd.DataFrame([FIGURE | {"place": "Wuhan"}]))) == 1
    assert len(rosters.validate(pd.DataFrame([MEMBER]))) == 1
    references = schemas.table("references", **none)
    assert len(references.validate(pd.DataFrame([REFERENCE | {"source_of": "herald"}]))) == 1


def test_a_name_known_twice_is_offered_once():
    column = schemas.table("figures", places=["Beijing", "Beijing", ""], metrics=[]).columns[
        "place"
    ]
    assert (column.metadata or {})["known"] == ["Beijing"]


def test_a_source_may_set_nothing_aside_and_name_no_source():
    info = SourceInfo.model_validate(INFO)
    assert (info.not_figures, info.named_sources, info.window) == ([], [], (2022, 2025))


@pytest.mark.parametrize("published", ["2022", "2022-01-01", "2030"])
def test_a_text_is_published_in_its_first_year_or_later(published):
    assert SourceInfo.model_validate(INFO | {"published": published}).published == published


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"sha256": "0123"}, ("sha256",)),
        ({"sha256": "0123456789ABCDEF" * 4}, ("sha256",)),
        ({"publishd": "2025"}, ("publishd",)),
        ({"published": ""}, ("published",)),
        ({"published": "2021-12"}, ("window",)),
        ({"window": [2025]}, ("window",)),
        ({"window": 2025}, ("window",)),
        ({"named_sources": [{"author": "", "title": "-"}]}, ("named_sources", 0, "author")),
        ({"not_figures": [{"line": 0, "start": 0, "printed": "4", "why": "-"}]}, "line"),
        ({"not_figures": [{"line": 1, "start": -1, "printed": "4", "why": "-"}]}, "start"),
        ({"not_figures": [{"line": 1, "start": 0, "printed": "", "why": "-"}]}, "printed"),
        ({"not_figures": [{"line": 1, "start": 0, "printed": "4", "why": ""}]}, "why"),
    ],
)
def test_a_source_is_described_strictly(fields, where):
    """One field at fault is the one named; a token set aside is told by its position."""
    with pytest.raises(ValidationError) as raised:
        SourceInfo.model_validate(INFO | fields)
    expected = ("not_figures", 0, where) if isinstance(where, str) else where
    assert [fault["loc"] for fault in raised.value.errors()] == [expected]
