"""A folder of sources is read whole, or refused with every problem of every file."""

import errno
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.data import clean, ledgers, sources
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
    assert ledgers.seal("27d3", "1", "3", "近32萬家") == "4370b8c3"


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


@pytest.mark.parametrize("held", [(), (".DS_Store",)])
def test_a_folder_without_its_files(raw, problems, held):
    (raw / "times").mkdir()
    for name in held:
        (raw / "times" / name).write_text("of the file manager")
    assert problems() == [
        "data/raw/times: found none of a source's files; expected source.yaml and "
        "figures.csv. Add them, or remove the folder."
    ]


@pytest.mark.parametrize("name", ["units.csv", PLACES, METRICS])
def test_a_folder_in_place_of_a_table(raw, problems, name):
    (raw / name).unlink(missing_ok=True)
    (raw / name).mkdir()
    assert problems() == [
        f"data/raw/{name}: found a folder; expected a file. Put the file in its place."
    ]


def test_a_folder_without_some_of_its_files(raw, problems):
    (raw / "times").mkdir()
    shutil.copy(raw / INFO, raw / "times")
    assert problems() == [
        "data/raw/times/figures.csv: found no such file; expected the file. Add it."
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


@pytest.mark.parametrize("name", [name for name in FILES if name != ROSTERS])
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
def test_a_misspelt_column_is_the_only_fault(edit, problems, name):
    column = {PLACES: "place", METRICS: "metric", FIGURES: "figure_id"}[name]
    edit(name, f"{column},", f"{column}s,")
    (problem,) = problems()
    assert problem.startswith(
        f"data/raw/{name}, line 1, column '{column}s': found an unknown column; expected "
        f"'{column}'. The columns are: "
    )


@pytest.mark.parametrize("name", [PLACES, METRICS, FIGURES])
@pytest.mark.parametrize("odd", [str.upper, str.title])
def test_a_header_in_capitals_is_told_a_message_a_column(raw, problems, name, odd):
    header, rows = (raw / name).read_text("utf-8").split("\n", 1)
    (raw / name).write_text(f"{odd(header)}\n{rows}", "utf-8")
    found = problems()
    assert len(found) == len(header.split(","))
    assert all("found an unknown column; expected '" in one for one in found)


def test_blanks_around_the_names_of_columns_are_no_fault(raw):
    header, rows = (raw / FIGURES).read_text("utf-8").split("\n", 1)
    before = sources.read(raw).sources[0].figures
    (raw / FIGURES).write_text(f"{header.replace(',', ' , ')}\n{rows}", "utf-8")
    pd.testing.assert_frame_equal(sources.read(raw).sources[0].figures, before)


@pytest.mark.parametrize("name", [PLACES, METRICS, FIGURES])
def test_a_column_too_many_or_too_few_is_the_only_fault(raw, problems, name):
    header, rows = (raw / name).read_text("utf-8").split("\n", 1)
    (raw / name).write_text(f"{header},zzz\n{rows}", "utf-8")
    (problem,) = problems()
    assert "line 1, column 'zzz': found an unknown column; expected none. " in problem
    left, _, last = header.rpartition(",")
    (raw / name).write_text(f"{left}\n{rows}", "utf-8")
    (problem,) = problems()
    assert f"line 1, column '{last}': found no such column; expected the column. " in problem


def test_a_quotation_mark_that_is_not_closed_is_told_where_it_opens(raw, problems):
    header, first, rows = (raw / FIGURES).read_text("utf-8").split("\n", 2)
    cells = first.split(",")
    cells[1] = f'"{cells[1]}'
    (raw / FIGURES).write_text("\n".join([header, ",".join(cells), rows]), "utf-8")
    (problem,) = [one for one in problems() if FIGURES in one]
    assert problem.startswith(
        f"data/raw/{FIGURES}, line 2: found quotation marks that do not match, up to line "
    )
    assert (
        "; expected each cell in quotation marks closed by one, and those in it doubled. "
        in problem
    )


def test_an_id_of_many_letters_is_refused_and_told_in_short(edit, problems):
    edit(FIGURES, "beijing-list", "b" * 5000)
    assert f"column 'figure_id': found '{'b' * 100}…'; expected small letters" in problems()[0]
    assert all(len(problem) < 1000 for problem in problems())


def test_a_name_at_fault_is_told_without_the_rows_that_call_by_it(edit, problems):
    edit(METRICS, "\nfirms,count", "\nFirms,count")
    assert problems() == [
        "data/raw/metrics.csv, line 2, column 'metric': found 'Firms'; expected small letters and "
        "digits, words joined by '_', 80 at most. Correct the row."
    ]


@pytest.mark.parametrize(
    ("name", "row", "width"),
    [
        (PLACES, "Beijing,city;province,,", 6),
        (METRICS, "firms,count,,,,yes,firms,", 10),
        (FIGURES, "beijing-list,Beijing,listed_firms,,", 13),
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
        "data/raw/metrics.csv, line 2, column 'unit': found 'cuont'; expected count, share, "
        "rank, CNY, or another unit of units.csv (did you mean 'count'?). Correct the row."
    ]


def test_metrics_without_names(raw, problems):
    """Where no metric can be read, any name of a figure's will do, and has no unit."""
    header = (raw / METRICS).read_text("utf-8").splitlines()[0]
    (raw / METRICS).write_text(f"{header}\n,count,,,,yes,firms,企業,Firms,企業\n", "utf-8")
    assert problems() == [
        "data/raw/metrics.csv, line 2, column 'metric': found nothing; expected small letters "
        "and digits, words joined by '_', 80 at most. Correct the row."
    ]


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
        f"data/raw/{name}, lines 2, 3, column 'figure_id': found '{one}'; "
        "expected each value once. Correct the row."
    ]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (
            FIGURES,
            "figure_id, place, metric, year, stance, printed, line, start, attributed_to, "
            "credited, note, note_zh, seal",
        ),
        (
            ROSTERS,
            "figure_id, member_zh, member_en, seat_en, seat_zh, origin_en, known_from, address, "
            "printed, line, start, seal",
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
        "data/raw/post/figures.csv, line 3, column 'year': found '24'",
        "data/raw/post/figures.csv, line 4, column 'place': found 'Beijng'",
        "data/raw/post/rosters.csv, line 2, column 'member_en': found nothing",
    ]


def test_a_second_source_is_told_a_message_a_fault(raw, problems):
    """Rows of a new ledger have no seals, and name places that are not there yet."""
    shutil.copytree(raw / "post", raw / "times")
    header, *rows = (raw / FIGURES).read_text("utf-8").splitlines()
    rows = [row.replace("Beijing", "Wuhan").replace("Shanghai", "Xi'an") for row in rows * 2]
    rows = [f"times-{number}{row[row.index(',') : -8]}" for number, row in enumerate(rows)]
    path = raw / "times/figures.csv"
    path.write_text("\n".join([header, *rows]), "utf-8")
    (raw / "times/rosters.csv").write_text((raw / ROSTERS).read_text().splitlines()[0], "utf-8")
    expected = "expected one of Beijing, Shanghai. Correct the row, or add the place to places.csv."
    assert problems() == [
        f"data/raw/times/figures.csv, lines 2, 4, 5, 7, column 'place': found 'Wuhan'; {expected}",
        f"data/raw/times/figures.csv, lines 3, 6, column 'place': found 'Xi'an'; {expected}",
    ]
    typed = path.read_text("utf-8").replace("Wuhan", "Beijing").replace("Xi'an", "Shanghai")
    path.write_text(typed, "utf-8")
    assert problems() == [
        "data/raw/times/figures.csv, lines 2 to 7, column 'seal': found a row that has not been "
        "held against the text as it stands; expected a token last seen at its place there, as a "
        "seal shows. Run: analysis check-source FILE --source times --seal."
    ]


def test_a_source_may_name_no_lists(raw):
    (raw / "post" / "rosters.csv").unlink()
    (post,) = sources.read(raw).sources
    assert post.rosters.empty
    assert clean.tidy_rosters([post]).empty


def test_a_metric_to_compare_by_that_there_is_not_is_refused(problems, edit):
    edit("post/source.yaml", "language: zh-Hant", "language: zh-Hant\ncompares: [frims]")
    assert problems() == [
        "data/raw/post/source.yaml, line 7, field 'compares': found 'frims'; expected a metric "
        "(did you mean 'firms'?). Correct it, or add the metric to metrics.csv."
    ]


@pytest.mark.parametrize("name", ["zh", "charts", "my source"])
def test_a_name_that_no_folder_of_a_report_can_have_is_refused(raw, problems, name):
    (raw / "post").rename(raw / name)
    assert problems() == [
        f"data/raw/{name}: found the name '{name}'; expected letters, digits, '-', '_' and '.', "
        "and none of zh, charts, index, claims, method, data, changes. Rename it."
    ]


def test_a_member_that_stands_in_a_list_twice_is_told(raw, problems):
    rows = (raw / ROSTERS).read_text("utf-8").splitlines()
    (raw / ROSTERS).write_text("\n".join([*rows, rows[1]]) + "\n", "utf-8")
    assert problems() == [
        f"data/raw/{ROSTERS}, line {len(rows) + 1}, column 'member_zh': found '甲乙' again; "
        "expected each member of a list once. Correct the row."
    ]


def test_a_file_that_may_not_be_read_is_told(raw, problems, monkeypatch):
    def refuse(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert (
        f"data/raw/{PLACES}: found a file that cannot be read (Permission denied); expected one "
        "that can. Allow it to be read." in problems()
    )


def test_a_copy_of_a_source_is_one_message(raw, problems):
    shutil.copytree(raw / "post", raw / "twin")
    assert problems() == [
        "data/raw/twin/figures.csv, lines 2 to 4, column 'figure_id': found 'beijing-list', "
        "'shanghai-talent', 'beijing-firms'; expected an id that data/raw/post/figures.csv does "
        "not use. Rename it."
    ]
