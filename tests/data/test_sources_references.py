"""Independent figures are read with the sources, or refused with every problem of theirs."""

import re
import shutil

import pytest

from analysis import files
from analysis.data import schemas, sources

REFERENCES = "references/figures.csv"


def test_references_are_none_where_there_is_no_folder(raw):
    read = sources.read(raw)
    assert list(read.references.columns) == list(
        schemas.table("references", places=[], metrics=[], sources=[]).columns
    )
    assert read.references.empty


def test_references_are_read_and_are_no_source(references):
    read = sources.read(references)
    assert [source.source_id for source in read.sources] == ["post"]
    assert read.references["figure_id"].to_dict() == {
        2: "beijing-firms-2023",
        3: "shanghai-talent-undated",
    }
    assert list(read.references["grade"]) == ["A", "C"]
    assert list(read.references["title"]) == ["Yearbook", ""]


def test_references_without_sources_are_no_source(references, problems):
    shutil.rmtree(references / "post")
    assert problems() == [
        "data/raw: found no folder of a source; expected at least one source. Restore it."
    ]


def test_references_without_their_file(references, problems):
    (references / REFERENCES).unlink()
    assert problems() == [f"data/raw/{REFERENCES}: found no such file; expected the file. Add it."]


def test_a_misspelt_column_of_references(references, edit, problems):
    edit(REFERENCES, ",grade,", ",grades,")
    columns = (
        "figure_id, place, metric, year, stance, printed, grade, kind, kind_zh, counter, "
        "published, stands_for, source_of, title, title_zh, address, definition, definition_zh"
    )
    assert problems() == [
        f"data/raw/{REFERENCES}, line 1, column 'grades': found an unknown column; expected "
        f"'grade'. The columns are: {columns}.",
    ]


def test_a_reference_s_id_that_a_source_uses(references, edit, problems):
    """Ids are addresses in one report; the reference has to give way."""
    edit(REFERENCES, "beijing-firms-2023", "beijing-firms")
    assert problems() == [
        f"data/raw/{REFERENCES}, line 2, column 'figure_id': found 'beijing-firms'; expected an "
        "id that "
        "data/raw/post/figures.csv does not use. Rename it."
    ]


def test_faults_of_references_are_listed_with_those_of_sources(references, edit, problems):
    edit(REFERENCES, ",A,", ",D,")
    edit("post/rosters.csv", "Jiayi", "")
    assert [problem.split(":")[0] for problem in problems()] == [
        "data/raw/post/rosters.csv, line 2, column 'member_en'",
        f"data/raw/{REFERENCES}, line 2, column 'grade'",
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "beijing-firms-2023,",
            "Beijing firms,",
            "line 2, column 'figure_id': found 'Beijing firms'; expected small letters "
            "and digits, words joined by '-', 80 at most. Correct the row.",
        ),
        (
            ",Beijing,",
            ",Beijng,",
            "line 2, column 'place': found 'Beijng'; expected one of Beijing, Shanghai (did you "
            "mean 'Beijing'?). Correct the row, or add the place to places.csv.",
        ),
        (
            ",firms,",
            ",firm,",
            "line 2, column 'metric': found 'firm'; expected one of firms, talent_share, "
            "listed_firms (did you mean 'firms'?). Correct the row, or add the metric to "
            "metrics.csv.",
        ),
        (
            ",2023,",
            ",23,",
            "line 2, column 'year': found '23'; expected a year of four digits, or nothing. "
            "Correct the row.",
        ),
        (
            ",2023,,",
            ",2023,claimed,",
            "line 2, column 'stance': found 'claimed'; expected one of asserted, denied, former, "
            "reported, or nothing. Correct the row, or leave it empty: asserted.",
        ),
        (
            "over 300 firms",
            "a good many",
            "line 2, column 'printed': found 'a good many'; expected a figure such as '近32萬家' "
            "or 'over 20%'. Correct the row; src/analysis/quantity/hedges.py lists the hedges it "
            "reads.",
        ),
        (
            "over 300 firms",
            "over 300 yuan",
            "line 2, column 'printed': found 'over 300 yuan', a CNY; expected a count. Correct the "
            "row, or the unit of 'firms' in metrics.csv.",
        ),
        (
            ",A,",
            ",D,",
            "line 2, column 'grade': found 'D'; expected one of A, B, C. Correct the row.",
        ),
        (
            ",A,",
            ",,",
            "line 2, column 'grade': found nothing; expected one of A, B, C. Correct the row.",
        ),
        (
            "official",
            "",
            "line 2, column 'kind': found nothing; expected a text. Correct the row.",
        ),
        (
            ",Bureau,",
            ",,",
            "line 2, column 'counter': found nothing; expected a text. Correct the row.",
        ),
        (
            "2024-05-01",
            "2024-5-1",
            "line 2, column 'published': found '2024-5-1'; expected a year, a month or a day, "
            "such as '2025', '2025-02' or '2025-02-13'. Correct the row, or leave it empty.",
        ),
        (
            "listed_firms",
            "list_firms",
            "line 2, column 'stands_for': found 'list_firms'; expected one of firms, "
            "talent_share, listed_firms, or nothing (did you mean 'listed_firms'?). Correct the "
            "row, or leave it empty.",
        ),
        (
            "listed_firms",
            "talent_share",
            "line 2, column 'stands_for': found 'talent_share', a share; expected a metric of the "
            "unit of 'firms', count. Correct the row.",
        ),
        (
            "listed_firms",
            "firms",
            "line 2, column 'stands_for': found 'firms'; expected another metric than its own, or "
            "nothing. Correct the row.",
        ),
        (
            "post",
            "pots",
            "line 3, column 'source_of': found 'pots'; expected one of post, or nothing (did you "
            "mean 'post'?). Name the folder of the source that draws on it, or leave it empty.",
        ),
        (
            "https://a.cn/1",
            "a.cn/1",
            "line 2, column 'address': found 'a.cn/1'; expected the address of a page. Correct the "
            "row.",
        ),
        (
            "https://a.cn/1",
            "https://a.cn/a page",
            "line 2, column 'address': found 'https://a.cn/a page'; expected the address of a "
            "page. Correct the row.",
        ),
        (
            "Registered",
            "",
            "line 2, column 'definition': found nothing; expected a text. Correct the row.",
        ),
    ],
)
def test_a_fault_in_a_cell_of_references(references, edit, problems, old, new, problem):
    edit(REFERENCES, old, new)
    assert problems() == [f"data/raw/{REFERENCES}, {problem}"]


def test_what_others_count_is_told_without_a_word_of_a_text_under_study():
    """Their cards stand in the report of any source, and so do the metrics' definitions."""
    raw = sources.read(files.raw())
    publishers = [
        name for one in raw.sources for name in (one.info.publisher_en, one.info.publisher_zh)
    ]
    names = ["the article", "该文", "(?<!论)文中", "wanliu", *map(re.escape, publishers)]
    speaks = re.compile("|".join(names), re.IGNORECASE)
    for table in (raw.references, raw.metrics):
        told = table[[name for name in table if str(name).startswith(("definition", "kind"))]]
        found = told.apply(lambda column: column.str.contains(speaks))
        assert not table[found.any(axis=1)].to_dict("records")
