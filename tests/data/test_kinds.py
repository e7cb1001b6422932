"""Kinds of places: those that are built in, and those that a project adds."""

import pytest

from analysis.data import kinds, sources
from analysis.data.words import Words
from analysis.errors import DataError

HEADER = "kind,part_of,one_en,many_en,one_zh,many_zh\n"
COUNTY = "county,country,county,counties,省,各省\n"


@pytest.fixture
def define(raw, monkeypatch):
    """Return a function that writes the rows of kinds.csv."""
    monkeypatch.setattr("analysis.paths.raw", lambda: raw)
    return lambda rows: (raw / "kinds.csv").write_text(HEADER + rows, "utf-8")


def test_the_kinds_that_are_built_in(raw):
    assert list(kinds.known(raw)) == ["city", "province", "country", "institution"]


def test_a_kind_of_the_project_is_called_as_it_says(raw, define):
    define(COUNTY)
    words = [Words(language, {}, {}, {}) for language in ("en", "zh")]
    assert [one.kind("county", n) for one in words for n in (1, 2)] == [
        *("county", "counties"),
        *("省", "各省"),
    ]


def test_places_may_be_of_a_kind_of_the_project(raw, edit, define):
    define(COUNTY.replace("country,", ","))
    edit("places.csv", "city;province", "city;county")
    assert "city;county" in set(sources.read(raw, sealed=False).places["kinds"])


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            "county,country,,counties,省,各省\n",
            "line 2, column 'one_en': found nothing; expected a text. Correct the row.",
        ),
        (
            COUNTY + COUNTY,
            "lines 2, 3, column 'kind': found 'county'; expected each value once. Correct the row.",
        ),
        (
            COUNTY.replace("country,", "nation,"),
            "line 2, column 'part_of': found 'nation'; expected some of city, province, country, "
            "institution, county, with ';' between, or a row of data/raw/kinds.csv for it. Correct "
            "the row.",
        ),
    ],
)
def test_a_fault_in_a_kind(raw, define, rows, problem):
    define(rows)
    with pytest.raises(DataError) as raised:
        sources.read(raw, sealed=False)
    assert f"raw/kinds.csv, {problem}" in str(raised.value)
