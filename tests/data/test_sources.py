"""A folder of sources is read whole, or refused with every problem of every file."""

import shutil

import pytest

from analysis.data import schemas, sources
from analysis.errors import ParameterError

PLACES, METRICS, REFERENCES = "places.csv", "metrics.csv", "references/figures.csv"
FIGURES, ROSTERS, INFO = "post/figures.csv", "post/rosters.csv", "post/source.yaml"
FILES = [PLACES, METRICS, FIGURES, ROSTERS, INFO]


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


def test_rows_without_a_seal_can_be_read_to_seal_them(raw, edit):
    edit(FIGURES, "543857df", "")
    assert list(sources.read(raw, sealed=False).sources[0].figures["seal"])[2] == ""


def test_no_source(raw, problems):
    """A file beside the vocabularies, or a hidden folder, is no source."""
    shutil.rmtree(raw / "post")
    (raw / ".trash").mkdir()
    (raw / "notes.txt").write_text("notes")
    assert problems() == [
        "data/raw: found no folder of a source; expected at least one source. Restore it."
    ]


def test_a_folder_without_its_files(raw, problems):
    (raw / "times").mkdir()
    assert problems() == [
        f"data/raw/times/{name}: found no such file; expected the file. Add it."
        for name in ("source.yaml", "figures.csv", "rosters.csv")
    ]


def test_a_source_may_name_no_list(raw):
    (raw / ROSTERS).write_text((raw / ROSTERS).read_text("utf-8").splitlines()[0], "utf-8")
    (source,) = sources.read(raw).sources
    assert (len(source.figures), len(source.rosters)) == (3, 0)


def test_an_id_that_another_source_uses(raw, problems):
    """Ids are addresses in one report; the second source by name has to give way."""
    shutil.copytree(raw / "post", raw / "times")
    rows = (raw / FIGURES).read_text("utf-8").splitlines(keepends=True)
    (raw / "times/figures.csv").write_text(rows[0] + rows[3], "utf-8")
    (raw / "times/rosters.csv").write_text((raw / ROSTERS).read_text().splitlines()[0], "utf-8")
    assert problems() == [
        "data/raw/times/figures.csv, line 2, column 'figure_id': found 'beijing-firms'; expected "
        "an id that data/raw/post/figures.csv does not use. Rename it."
    ]


@pytest.fixture
def two(raw):
    """Read a project of two sources, post and times, that print the same under other ids."""
    shutil.copytree(raw / "post", raw / "times")
    for name in ("figures.csv", "rosters.csv"):
        text = (raw / "times" / name).read_text("utf-8")
        (raw / "times" / name).write_text(text.replace("\nbeijing", "\ntimes"), "utf-8")
    path = raw / "times/figures.csv"
    path.write_text(path.read_text("utf-8").replace("shanghai-talent", "times-talent"), "utf-8")
    return sources.read(raw)


def test_several_sources_come_by_name(two):
    assert [source.source_id for source in two.sources] == ["post", "times"]


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


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_utf8(raw, problems, name):
    """It alone is at fault: what other files name in it is not held against them."""
    (raw / name).write_bytes(b"\n\xff\n")
    assert problems() == [
        f"data/raw/{name}, line 2: found byte 0xff; expected UTF-8 text. Save it as UTF-8."
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_absent(raw, problems, name):
    (raw / name).unlink()
    assert problems() == [f"data/raw/{name}: found no such file; expected the file. Add it."]


@pytest.mark.parametrize("name", [PLACES, METRICS, FIGURES, REFERENCES])
def test_a_header_alone(references, problems, name):
    header = (references / name).read_text("utf-8").splitlines()[0]
    (references / name).write_text(header, "utf-8")
    assert problems() == [
        f"data/raw/{name}: found a header alone; expected rows below it. Add them."
    ]


@pytest.mark.parametrize("name", [PLACES, METRICS, FIGURES])
def test_a_table_whose_header_is_at_fault(edit, problems, name):
    """The misspelt column is told twice, as missing and as unknown; nothing else is."""
    column = {PLACES: "place", METRICS: "metric", FIGURES: "figure_id"}[name]
    edit(name, f"{column},", f"{column}s,")
    found = [problem.split("; ")[0] for problem in problems()]
    assert found == [
        f"data/raw/{name}, line 1, column '{column}': found no such column",
        f"data/raw/{name}, line 1, column '{column}s': found an unknown column",
    ]


@pytest.mark.parametrize(
    ("name", "row", "width"),
    [
        (PLACES, "Beijing,city;province,,", 6),
        (METRICS, "firms,count,,,,yes,firms,", 9),
        (FIGURES, "beijing-list,Beijing,listed_firms,,", 12),
    ],
)
def test_a_row_of_another_width_is_the_only_fault(edit, problems, name, row, width):
    edit(name, f"\n{row}", f"\n{row},")
    assert problems() == [
        f"data/raw/{name}, line 2: found {width + 1} cells; expected {width}, as in the header. "
        "Correct the row."
    ]


def test_a_misspelt_unit_of_a_metric_is_the_only_fault(edit, problems):
    edit(METRICS, "firms,count,,,,yes,firms,", "firms,cuont,,,,yes,firms,")
    assert problems() == [
        "data/raw/metrics.csv, line 2, column 'unit': found 'cuont'; expected one of count, share, "
        "rank, CNY, USD (did you mean 'count'?). Correct the row."
    ]


def test_metrics_without_names(raw, problems):
    """Where no metric can be read, any name of a figure's will do, and has no unit."""
    header = (raw / METRICS).read_text("utf-8").splitlines()[0]
    (raw / METRICS).write_text(f"{header}\n,count,,,,yes,firms,企業,Firms\n", "utf-8")
    assert problems() == [
        "data/raw/metrics.csv, line 2, column 'metric': found nothing; expected words joined by "
        "'_'. Correct the row."
    ]


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
            "former",
            "formerly",
            "line 2, column 'stance': found 'formerly'; expected one of asserted, denied, former, "
            "reported (did you mean 'former'?). Correct the row.",
        ),
        (
            "needs none",
            "need none",
            "line 2, column 'credited': found 'need none'; expected one of beside, listed, none, "
            "needs none (did you mean 'needs none'?). Correct the row.",
        ),
        (
            "The Bureau",
            "",
            "line 3, column 'attributed_to': found nothing; expected whom the text credits, as "
            "'credited' says 'listed'. Correct the row.",
        ),
        (
            "3,,none,",
            "3,The Bureau,none,",
            "line 4, column 'attributed_to': found 'The Bureau'; expected nothing, as 'credited' "
            "says 'none'. Correct the row.",
        ),
        (
            "The Bureau",
            "A Bureau",
            "line 3, column 'attributed_to': found 'A Bureau'; expected an author of "
            "'named_sources' of source.yaml (did you mean 'The Bureau'?), as 'credited' says "
            "'listed'. Correct the row.",
        ),
        (
            "543857df",
            "543857de",
            "line 4, column 'seal': found '近32萬家' at line 1, offset 3; expected a token last "
            "seen at its place in the text, as its seal shows. Hold the ledger against the text: "
            "analysis check-source FILE --seal.",
        ),
    ],
    ids=[
        *("place", "metric", "figure", "unit", "year", "stance", "credited"),
        *("uncredited", "credit without need", "not named", "seal"),
    ],
)
def test_a_fault_in_a_cell_of_figures(edit, problems, old, new, problem):
    edit(FIGURES, old, new)
    expected = f"data/raw/post/figures.csv, {problem}"
    assert problems(sealed="seal" in problem.split(":")[0]) == [expected]


@pytest.mark.parametrize(
    ("name", "other", "one"),
    [
        (FIGURES, "shanghai-talent", "beijing-list"),
        (REFERENCES, "shanghai-talent-undated", "beijing-firms-2023"),
    ],
)
def test_an_id_used_twice(references, edit, problems, name, other, one):
    """Both rows are named, as either may be the wrong one."""
    edit(name, other, one)
    assert problems() == [
        f"data/raw/{name}, line {line}, column 'figure_id': found '{one}'; "
        "expected each value once. Correct the row."
        for line in (2, 3)
    ]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (
            FIGURES,
            "figure_id, place, metric, year, stance, printed, line, start, attributed_to, "
            "credited, note, seal",
        ),
        (
            ROSTERS,
            "figure_id, member_zh, member_en, seat_en, origin_en, known_from, address, printed, "
            "line, start, seal",
        ),
    ],
)
def test_a_column_named_twice(raw, problems, name, columns):
    """Only that is told of the file: what its rows hold cannot be."""
    rows = [line.split(",") for line in (raw / name).read_text("utf-8").splitlines()]
    at = rows[0].index("line")
    text = "\n".join(",".join([*row[:at], row[at], *row[at:]]) for row in rows)
    (raw / name).write_text(text, "utf-8")
    assert problems() == [
        f"data/raw/{name}, line 1, column 'line': found the column twice; expected it once. "
        f"The columns are: {columns}."
    ]


def test_a_list_whose_size_is_no_figure(edit, problems):
    edit(ROSTERS, "beijing-list,甲乙", "beijing-lists,甲乙")
    assert problems() == [
        "data/raw/post/rosters.csv, line 2, column 'figure_id': found 'beijing-lists'; expected "
        "one of beijing-list, shanghai-talent, beijing-firms (did you mean 'beijing-list'?). "
        "Name the figure that prints the list's size."
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "press,",
            ",",
            "line 2, column 'known_from': found nothing; expected how the seat or the origin is "
            "known, such as 'press'. Correct the row.",
        ),
        (
            "https://a.cn/j",
            "a.cn/j",
            "line 2, column 'address': found 'a.cn/j'; expected the address of a page, or "
            "nothing. Correct the row.",
        ),
    ],
)
def test_a_fault_in_what_is_known_of_a_member(edit, problems, old, new, problem):
    edit(ROSTERS, old, new)
    assert problems() == [f"data/raw/{ROSTERS}, {problem}"]


def test_a_figure_may_credit_a_named_source_in_more_words(raw, edit):
    edit(FIGURES, "The Bureau", "The Bureau (in English)")
    assert sources.read(raw).sources[0].figures["attributed_to"][3] == "The Bureau (in English)"


def test_credits_are_not_looked_up_in_info_that_is_at_fault(edit, problems):
    edit(INFO, "language: zh-Hant", "language: 1")
    edit(FIGURES, "The Bureau", "A Bureau")
    assert [problem.split(":")[0] for problem in problems()] == [
        f"data/raw/{INFO}, line 6, field 'language'"
    ]


def test_definitions_at_fault_are_the_only_fault(edit, problems):
    """What other files name in the tables is not held against them."""
    edit(PLACES, "Shanghai,city,,", "Shanghai,city,Beijin,")
    edit(METRICS, "firms,count,,,,yes", "firms,count,people,,,yes")
    assert problems() == [
        f"data/raw/{PLACES}, line 3, column 'part_of': found 'Beijin'; expected a place of this "
        "file, or nothing (did you mean 'Beijing'?). Correct the row.",
        f"data/raw/{METRICS}, line 2, column 'share_of': found 'people'; expected a metric of "
        "this file, or nothing. Correct the row.",
        f"data/raw/{METRICS}, line 2, column 'share_of': found 'people' for a count; expected "
        "nothing, as the metric is no share. Correct the row.",
        f"data/raw/{METRICS}, line 2, column 'adds_up': found 'yes'; expected nothing for a rank, "
        "or for a share of what is counted itself. Correct the row.",
    ]


def test_faults_of_all_files_are_listed_together(edit, problems):
    """Two faults in one file, and one in another, are three problems of one error."""
    edit(FIGURES, ",2024,", ",24,")
    edit(FIGURES, "beijing-firms,Beijing", "beijing-firms,Beijng")
    edit(ROSTERS, "Jiayi", "")
    assert [problem.split("; ")[0] for problem in problems()] == [
        "data/raw/post/figures.csv, line 4, column 'place': found 'Beijng'",
        "data/raw/post/figures.csv, line 3, column 'year': found '24'",
        "data/raw/post/rosters.csv, line 2, column 'member_en': found nothing",
    ]


def test_references_are_none_where_there_is_no_folder(raw):
    read = sources.read(raw)
    assert list(read.references.columns) == list(schemas.references([], [], []).columns)
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
        "figure_id, place, metric, year, printed, grade, kind, counter, published, stands_for, "
        "source_of, title, address, definition"
    )
    assert problems() == [
        f"data/raw/{REFERENCES}, line 1, column 'grade': found no such column; expected the "
        "column. "
        f"The columns are: {columns}.",
        f"data/raw/{REFERENCES}, line 1, column 'grades': found an unknown column; expected none "
        "(did you mean "
        f"'grade'?). The columns are: {columns}.",
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
            "line 2, column 'figure_id': found 'Beijing firms'; expected words joined by '-'. "
            "Correct the row.",
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


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "publisher_en: The Post",
            "publisher_en: [The Post",
            ", line 4: found text that is no YAML (expected ',' or ']', but got ':')",
        ),
        (
            "Two cities",
            "*two",
            ", line 5: found text that is no YAML (found undefined alias 'two')",
        ),
        (
            "Two cities",
            "!!python/name:os.name ''",
            ", line 5: found text that is no YAML (could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/name:os.name')",
        ),
        (
            "Two cities",
            "2024-13-45",
            ": found text that is no YAML (month must be in 1..12)",
        ),
    ],
    ids=["bracket", "alias", "code", "date"],
)
def test_info_that_is_not_yaml(edit, problems, old, new, problem):
    edit(INFO, old, new)
    assert problems() == [f"data/raw/{INFO}{problem}; expected YAML. Correct it."]


def test_a_control_character_in_info(edit, problems):
    edit(INFO, "Two cities", "Two\x07cities")
    assert problems() == [
        f"data/raw/{INFO}: found text that is no YAML (unacceptable character #x0007: special "
        "characters "
        "are not allowed); expected YAML. Correct it."
    ]


def test_a_field_of_info_given_twice(edit, problems):
    """The second would silently win."""
    edit(INFO, "language:", "subject: One city\nlanguage:")
    assert problems() == [
        f"data/raw/{INFO}, line 6: found 'subject' again; expected each field once. Remove one."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# to do\n", ": found None"),
        ("- a\n", ", line 1: found ['a']"),
        ("a\n", ", line 1: found 'a'"),
    ],
)
def test_info_without_fields(raw, problems, text, found):
    (raw / INFO).write_text(text, "utf-8")
    assert problems() == [f"data/raw/{INFO}{found}; expected fields and their values. Correct it."]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "language: zh-Hant\n",
            "",
            "line 1, field 'language': found no such field; expected the field.",
        ),
        (
            "language: zh-Hant",
            "language: no",
            "line 6, field 'language': found False; expected input should be a valid string.",
        ),
        (
            "subject:",
            "publishd: 2025\nsubject:",
            "line 5, field 'publishd': found 2025; expected no such field.",
        ),
        (
            "27d32c603c314db3f69d7eb1cc775b13f2dcb1cb8c071d508a00a1f4a006b39d",
            "27d32c60",
            "line 7, field 'sha256': found '27d32c60'; "
            "expected string should match pattern '^[0-9a-f]{64}$'.",
        ),
        (
            '{line: 2, start: 12, printed: "2024", why: a year}',
            "a year",
            "line 14, field 'not_figures.0': found 'a year'; expected fields and their values.",
        ),
        (
            "subject: Two cities",
            "subject: 2024-12-25",
            "line 5, field 'subject': found datetime.date(2024, 12, 25); "
            "expected input should be a valid string.",
        ),
        (
            "line: 2",
            "line: 0",
            "line 14, field 'not_figures.0.line': found 0; "
            "expected input should be greater than or equal to 1.",
        ),
    ],
    ids=["missing", "type", "unknown", "fingerprint", "no fields", "date", "nested"],
)
def test_a_fault_in_a_field_of_info(edit, problems, old, new, problem):
    edit(INFO, old, new)
    assert problems() == [f"data/raw/{INFO}, {problem} Correct it."]


DATES = "a year, a month or a day, such as '2025', '2025-02' or '2025-02-13', in quotes"
YEARS = "two years, the first and the last, such as [2022, 2025]"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"2025-02"', "2025", f"line 8, field 'published': found 2025; expected {DATES}"),
        ('"2025-02"', "2025-13", f"line 8, field 'published': found '2025-13'; expected {DATES}"),
        (
            "2023, 2025",
            "2023",
            f"line 9, field 'window': found [2023]; expected {YEARS}",
        ),
        (
            "[2023, 2025]",
            '[2024, "2025"]',
            f"line 9, field 'window': found [2024, '2025']; expected {YEARS}",
        ),
        (
            "2023, 2025",
            "2025, 2023",
            f"line 9, field 'window': found [2025, 2023]; expected {YEARS}",
        ),
        (
            "2023, 2025",
            "2026, 2027",
            "line 9, field 'window': found [2026, 2027]; expected a first year no later than "
            "'published', which is 2025-02",
        ),
        (
            ", title: 雙城",
            "",
            "line 12, field 'named_sources.1.title': found no such field; expected the field",
        ),
        (
            "https://a.cn/y",
            "a.cn/y",
            "line 11, field 'named_sources.0.address': found 'a.cn/y'; expected string should "
            "match pattern '^https?://\\S+$'",
        ),
    ],
)
def test_a_fault_in_dates_or_named_sources(edit, problems, old, new, problem):
    edit(INFO, old, new)
    assert problems() == [f"data/raw/{INFO}, {problem}. Correct it."]


def test_every_field_of_info_at_fault_is_listed(edit, problems):
    edit(INFO, "subject: Two cities\nlanguage: zh-Hant", "subject: 1\nlanguage: 2")
    assert problems() == [
        f"data/raw/{INFO}, line {line}, field '{name}': found {value}; expected input should be a "
        "valid "
        "string. Correct it."
        for line, name, value in ((5, "subject", 1), (6, "language", 2))
    ]
