"""The independent figures beside the sources: read where there are any. Beside test_sources.py."""

import shutil

from analysis.data import schemas, sources

FILE = "references/figures.csv"
WHERE = f"data/raw/{FILE}"


def test_none_where_there_is_no_folder(raw):
    read = sources.read(raw)
    assert list(read.references.columns) == list(schemas.references([], []).columns)
    assert read.references.empty


def test_they_are_read_and_are_no_source(references):
    read = sources.read(references)
    assert [source.source_id for source in read.sources] == ["post"]
    assert read.references["figure_id"].to_dict() == {
        2: "beijing-firms-2023",
        3: "shanghai-talent-undated",
    }
    assert list(read.references["grade"]) == ["A", "C"]
    assert list(read.references["title"]) == ["Yearbook", ""]


def test_alone_they_are_no_source(references, problems):
    shutil.rmtree(references / "post")
    assert problems() == [
        "data/raw: found no folder of a source; expected at least one source. Restore it."
    ]


def test_a_folder_without_its_file(references, problems):
    (references / FILE).unlink()
    assert problems() == [f"{WHERE}: found no such file; expected the file. Add it."]


def test_a_header_alone(references, problems):
    header = (references / FILE).read_text("utf-8").splitlines()[0]
    (references / FILE).write_text(header, "utf-8")
    assert problems() == [f"{WHERE}: found a header alone; expected rows below it. Add them."]


def test_a_misspelt_column(references, edit, problems):
    edit(FILE, ",grade,", ",grades,")
    columns = "figure_id, place, metric, year, printed, grade, kind, title, address, definition"
    assert problems() == [
        f"{WHERE}, line 1, column 'grade': found no such column; expected the column. "
        f"The columns are: {columns}.",
        f"{WHERE}, line 1, column 'grades': found an unknown column; expected none (did you mean "
        f"'grade'?). The columns are: {columns}.",
    ]


def test_an_id_used_twice(references, edit, problems):
    edit(FILE, "shanghai-talent-undated", "beijing-firms-2023")
    assert problems() == [
        f"{WHERE}, line {line}, column 'figure_id': found 'beijing-firms-2023'; expected each "
        "value once. Correct the row."
        for line in (2, 3)
    ]


def test_an_id_that_a_source_uses(references, edit, problems):
    """Ids are addresses in one report; the reference has to give way."""
    edit(FILE, "beijing-firms-2023", "beijing-firms")
    assert problems() == [
        f"{WHERE}, line 2, column 'figure_id': found 'beijing-firms'; expected an id that "
        "data/raw/post/figures.csv does not use. Rename it."
    ]


def test_faults_are_listed_with_those_of_sources(references, edit, problems):
    edit(FILE, ",A,", ",D,")
    edit("post/rosters.csv", "Jiayi", "")
    assert [problem.split(":")[0] for problem in problems()] == [
        "data/raw/post/rosters.csv, line 2, column 'member_en'",
        f"{WHERE}, line 2, column 'grade'",
    ]
