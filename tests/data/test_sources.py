"""A folder of sources is read whole, or refused with every problem of every file."""

import shutil

import pytest

from analysis.data import row_checks, sources
from analysis.errors import ParameterError

FIGURES, ROSTERS = "post/figures.csv", "post/rosters.csv"


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
    assert row_checks.seal("27d3", "1", "3", "近32萬家") == "4370b8c3"


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
