"""Kinds of places: those that are built in, and those that a project adds."""

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.data import definitions, sources
from analysis.data.words import Words
from analysis.errors import DataError

HEADER = "kind,part_of,one_en,many_en,one_zh,many_zh\n"
COUNTY = "county,country,county,counties,省,各省\n"


@pytest.fixture
def define(raw, monkeypatch):
    """Return a function that writes the rows of kinds.csv."""
    monkeypatch.setattr("analysis.files.raw", lambda: raw)
    return lambda rows: (raw / "kinds.csv").write_text(HEADER + rows, "utf-8")


def test_the_kinds_that_are_built_in(raw):
    assert list(definitions.known_kinds(raw)) == ["city", "province", "country", "institution"]


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
            COUNTY.replace("county,country", "county,county"),
            "line 2, column 'part_of': found 'county' part of 'county'; expected kinds of which "
            "none is part of itself. Correct the row.",
        ),
        (
            COUNTY.replace("country,", "shire,")
            + "riding,county,riding,ridings,區,各區\nshire,country;riding,shire,shires,郡,各郡\n",
            "line 2, column 'part_of': found 'county' part of 'shire', of 'riding', of 'county'; "
            "expected kinds of which none is part of itself. Correct the row.",
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


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            HEADER.encode() + b"\xff",
            ", line 2: found byte 0xff; expected UTF-8 text. Save it as UTF-8.",
        ),
        (
            HEADER.replace("kind", "kynd").encode() + COUNTY.encode(),
            ", line 1, column 'kynd': found an unknown column; expected 'kind'. The columns are: "
            "kind, part_of, one_en, many_en, one_zh, many_zh.",
        ),
        (b"", ": found an empty file; expected its content. Restore it."),
        (HEADER.encode(), ": found a header alone; expected rows below it. Add them."),
        (None, ": found a folder; expected a file. Put the file in its place."),
    ],
)
def test_a_file_that_is_no_table_of_kinds(raw, tmp_path, content, problem):
    """None stands for a folder; it is told once, as of the other tables, and nothing is written."""
    path, text = raw / "kinds.csv", tmp_path / "post.txt"
    path.mkdir() if content is None else path.write_bytes(content)
    text.write_text("北京有近32萬家企業", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    result = CliRunner().invoke(main, ["check-source", str(text), "--seal"])
    told = f"data/raw/kinds.csv{problem}\n"
    assert (result.exit_code, result.output) == (2, told)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("header", ["\ufeff" + HEADER, HEADER.replace(",", ", "), "\n" + HEADER])
def test_a_table_of_kinds_is_read_as_the_other_tables_are(raw, header):
    (raw / "kinds.csv").write_text(header + COUNTY.replace(",", " , "), "utf-8")
    sources.read(raw, sealed=False)
    assert definitions.known_kinds(raw)["county"]["part_of"] == "country"
