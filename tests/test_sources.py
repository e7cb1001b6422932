"""A folder of sources is read whole, or refused with every problem of every file."""

import shutil

import pytest

from analysis import sources
from analysis.errors import DataError, ParameterError

FIGURES, ROSTERS, INFO = "post/figures.csv", "post/rosters.csv", "post/source.yaml"


def edit(path, old, new):
    """Replace the one place where `old` stands in the file."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def problems(raw, sealed=True):
    """Return the problems for which reading is refused, each as its line of the message."""
    with pytest.raises(DataError) as raised:
        sources.read(raw, sealed)
    return str(raised.value).splitlines()


def test_everything_is_read(raw):
    read = sources.read(raw)
    (source,) = read.sources
    assert list(read.places["place"]) == ["Beijing", "Shanghai"]
    assert list(read.metrics["metric"]) == ["firms", "talent_share", "listed_firms"]
    assert (source.source_id, source.folder) == ("post", raw / "post")
    assert source.info.publisher_en == "The Post"
    assert source.info.not_figures[0].why == "a year"
    assert source.figures["printed"].to_dict() == {2: "兩家", 3: "16%", 4: "近32萬家"}
    assert source.rosters["member_zh"].to_dict() == {2: "甲乙", 3: "丙丁"}


def test_a_seal_marks_the_text_the_place_and_the_token():
    """The first eight digits of SHA-256 over the four, with blanks between."""
    assert sources.seal("27d3", "1", "3", "近32萬家") == "4370b8c3"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "beijing-firms,Beijing",
            "beijing-firms,Beijng",
            "line 4, column 'place': found 'Beijng'; expected one of Beijing, Shanghai "
            "(did you mean 'Beijing'?). Correct the row, or add the place to places.csv.",
        ),
        (
            "Beijing,firms",
            "Beijing,firm",
            "line 4, column 'metric': found 'firm'; expected one of firms, talent_share, "
            "listed_firms (did you mean 'firms'?). Correct the row, or add the metric to "
            "metrics.csv.",
        ),
        (
            "近32萬家",
            "circa many",
            "line 4, column 'printed': found 'circa many'; expected a figure such as '近32萬家' or "
            "'over 20%'. Correct the row; src/analysis/quantity/hedges.py lists the hedges it "
            "reads.",
        ),
        (
            "talent_share,2024",
            "firms,2024",
            "line 3, column 'printed': found '16%', a share; expected a count. Correct the row, or "
            "the unit of 'firms' in metrics.csv.",
        ),
        (
            ",2024,",
            ",24,",
            "line 3, column 'year': found '24'; expected a year of four digits, or nothing. "
            "Correct the row.",
        ),
        (
            "543857df",
            "543857de",
            "line 4, column 'seal': found '近32萬家' at line 1, offset 3; expected a token last "
            "seen at its place in the text, as its seal shows. Hold the ledger against the text: "
            "analysis check-source FILE --seal.",
        ),
    ],
    ids=["place", "metric", "figure", "unit", "year", "seal"],
)
def test_a_fault_in_a_cell(raw, old, new, problem):
    edit(raw / FIGURES, old, new)
    expected = f"data/raw/post/figures.csv, {problem}"
    assert problems(raw, sealed="seal" in problem.split(":")[0]) == [expected]


def test_an_id_used_twice(raw):
    """Both rows are named, as either may be the wrong one."""
    edit(raw / FIGURES, "shanghai-talent", "beijing-list")
    assert problems(raw) == [
        f"data/raw/post/figures.csv, line {line}, column 'figure_id': found 'beijing-list'; "
        "expected each value once. Correct the row."
        for line in (2, 3)
    ]


@pytest.mark.xfail(strict=True, raises=ValueError, reason="reading stops at a repeated column")
def test_a_column_named_twice(raw):
    edit(raw / ROSTERS, "line,start", "line,line,start")
    assert problems(raw)[0] == (
        "data/raw/post/rosters.csv, line 1, column 'line': found the column twice; expected it "
        "once. The columns are: figure_id, member_zh, member_en, printed, line, start, seal."
    )


def test_a_list_whose_size_is_no_figure(raw):
    edit(raw / ROSTERS, "beijing-list,甲乙", "beijing-lists,甲乙")
    assert problems(raw) == [
        "data/raw/post/rosters.csv, line 2, column 'figure_id': found 'beijing-lists'; expected "
        "one of beijing-list, shanghai-talent, beijing-firms (did you mean 'beijing-list'?). "
        "Name the figure that prints the list's size."
    ]


def test_faults_of_all_files_are_listed_together(raw):
    """Two faults in one file, and one in another, are three problems of one error."""
    edit(raw / FIGURES, ",2024,", ",24,")
    edit(raw / FIGURES, "beijing-firms,Beijing", "beijing-firms,Beijng")
    edit(raw / ROSTERS, "Jiayi", "")
    assert [problem.split("; ")[0] for problem in problems(raw)] == [
        "data/raw/post/figures.csv, line 4, column 'place': found 'Beijng'",
        "data/raw/post/figures.csv, line 3, column 'year': found '24'",
        "data/raw/post/rosters.csv, line 2, column 'member_en': found nothing",
    ]


@pytest.mark.parametrize("name", ["places.csv", "metrics.csv", INFO, FIGURES, ROSTERS])
def test_a_file_that_is_not_utf8(raw, name):
    (raw / name).write_bytes(b"\n\xff\n")
    first = f"data/raw/{name}, line 2: found byte 0xff; expected UTF-8 text. Save it as UTF-8."
    assert first in problems(raw)


def test_rows_without_a_seal_can_be_read_to_seal_them(raw):
    edit(raw / FIGURES, "543857df", "")
    assert list(sources.read(raw, sealed=False).sources[0].figures["seal"])[2] == ""


def test_no_source(raw):
    shutil.rmtree(raw / "post")
    assert problems(raw) == [
        "data/raw: found no folder with a source.yaml; expected at least one source. Restore it."
    ]


def test_an_id_that_another_source_uses(raw):
    """Ids are addresses in one report; the second source by name has to give way."""
    shutil.copytree(raw / "post", raw / "times")
    rows = (raw / FIGURES).read_text("utf-8").splitlines(keepends=True)
    (raw / "times/figures.csv").write_text(rows[0] + rows[3], "utf-8")
    (raw / "times/rosters.csv").write_text((raw / ROSTERS).read_text().splitlines()[0], "utf-8")
    assert problems(raw) == [
        "data/raw/times/figures.csv, line 2, column 'figure_id': found 'beijing-firms'; expected "
        "an id that data/raw/post/figures.csv does not use. Rename it."
    ]


@pytest.fixture
def two(raw):
    """Read a project of two sources, post and times."""
    shutil.copytree(raw / "post", raw / "times")
    for name in ("figures.csv", "rosters.csv"):
        header = (raw / "times" / name).read_text("utf-8").splitlines()[0]
        (raw / "times" / name).write_text(header, "utf-8")
    return sources.read(raw)


def test_sources_are_picked_by_name(two):
    assert sources.pick(two, "times").source_id == "times"


def test_the_only_source_needs_no_name(raw):
    assert sources.pick(sources.read(raw), None).source_id == "post"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (None, "--source: found 2 sources; expected one of: post, times."),
        (
            "time",
            "--source: found 'time' (did you mean 'times'?); expected one of: post, times.",
        ),
    ],
)
def test_an_unclear_source(two, name, message):
    with pytest.raises(ParameterError) as raised:
        sources.pick(two, name)
    assert str(raised.value) == message
