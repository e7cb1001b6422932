"""A draft held against the tables: faults caught, no false alarm, and nothing wrong passed."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import files
from analysis.cli import main
from analysis.data import tables
from analysis.drafts import check_text, context, plain

from . import faults
from .held import committed, marks_of, wrong

ROOT = Path(__file__).parents[2]
FAULTS = {
    "press.en.md": faults.ENGLISH,
    "press.zh.md": faults.CHINESE,
    "summary.en.txt": faults.SUMMARY_ENGLISH,
    "summary.zh.txt": faults.SUMMARY_CHINESE,
    "release.en.txt": faults.RELEASE,
    "page.en.md": faults.PAGE_ENGLISH,
    "page.zh.md": faults.PAGE_CHINESE,
    "race.en.txt": faults.RACE_ENGLISH,
    "race.zh.txt": faults.RACE_CHINESE,
    "letter.en.md": faults.LETTER_ENGLISH,
    "letter.zh.md": faults.LETTER_CHINESE,
    "notice.en.md": faults.NOTICE_ENGLISH,
    "notice.zh.md": faults.NOTICE_CHINESE,
}
DRAFTS = {name: Path(__file__).with_name(name) for name in FAULTS}
ONE = [(name, *fault) for name in FAULTS for fault in FAULTS[name]]


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_without_a_fault_raises_no_alarm(name):
    marks = marks_of(DRAFTS[name].read_text("utf-8"))
    assert wrong(marks) == []
    assert sum(mark.verdict == "right" for mark in marks) > 0.85 * len(marks)


@pytest.mark.parametrize(("name", "said", "fault"), ONE)
def test_a_fault_is_caught_where_it_stands(name, said, fault):
    text = DRAFTS[name].read_text("utf-8")
    assert text.count(said) == 1
    before, _ = text.split(said)
    caught = wrong(marks_of(text.replace(said, fault)))
    line = before.count("\n") + 1
    start = len(before) - before.rfind("\n") - 1
    assert caught
    assert {mark.line for mark in caught} == {line}
    assert any(
        start - len(mark.printed) <= mark.start < start + len(fault) for mark in caught
    )  # a year or a unit may be that of what follows, too


@pytest.mark.parametrize(("name", "said", "fault"), faults.UNKNOWN)
def test_a_fault_in_what_is_not_clear_is_unknown_at_least(name, said, fault):
    text = DRAFTS[name].read_text("utf-8")
    before = marks_of(text)
    after = marks_of(text.replace(said, fault))
    changed = [mark for mark, old in zip(after, before, strict=True) if mark.printed != old.printed]
    assert [mark.verdict for mark in changed] == ["unknown"]


@pytest.mark.parametrize("name", DRAFTS)
def test_ten_faults_at_once_are_all_caught(name):
    text = DRAFTS[name].read_text("utf-8")
    for said, fault in FAULTS[name][:10]:
        text = text.replace(said, fault)
    told = [(mark.line, mark.printed) for mark in wrong(marks_of(text))]
    assert len(told) >= 10
    assert len(set(told)) == len(told)


@pytest.fixture
def two(tmp_path):
    """Return what the tables say with a second source in them, whose money is Taiwan's."""
    add: dict[str, dict[str, Any]] = {
        "sources": {
            "source_id": "line-ten",
            "publisher_en": "Linten Letter",
            "publisher_zh": "十号线通讯",
            "title_en": "Ten cities",
            "title_zh": "十城记",
        },
        "figures": {
            "figure_id": "ten-universities",
            "source_id": "line-ten",
            "printed": "93",
            **dict.fromkeys(("low", "value", "high"), 93.0),
        },
        "claims": {
            "claim_id": "ten",
            "source_id": "line-ten",
            "kind": "assertion",
            "verdict": "fails",
        },
    }
    like = {"figures": "beijing-universities"}
    for name in files.TABLES:
        table = tables.read(name, ROOT / "data" / "processed")
        if name in add:
            key = table.columns[0]
            row = table[table[key] == like.get(name, table[key].iloc[0])].assign(**add[name])
            table = pd.concat([table, row], ignore_index=True)
        if name == "figures":
            money = table[table["figure_id"] == "shenzhen-core-industry"].assign(
                figure_id="ten-industry", source_id="line-ten", place="Beijing", unit="TWD"
            )
            table = pd.concat([table, money], ignore_index=True)
        (tmp_path / f"{name}.csv").write_bytes(tables.to_csv(name, table))
    return check_text.known(tmp_path)


@pytest.mark.parametrize(
    ("said", "verdict", "told"),
    [
        ("Wanliu says that Beijing has 93 universities.", "wrong", "universities: 92"),
        ("Linten says that Beijing has 93 universities.", "right", "universities: 93"),
        ("十号线通讯写道，北京有高校93所。", "right", "universities: 93"),
        ("灣流經濟評論寫道，北京有高校93所。", "wrong", "universities: 92"),
        ("Of Wanliu's 57 assertions some hold.", "wrong", "56 assertions"),
        ("Of Wanliu's 56 assertions some hold.", "right", "56 assertions"),
        ("Linten has 1 assertion that fails.", "right", "1 of the assertions"),
        ("Wanliu has 1 assertion that fails.", "unknown", ""),
        ("Beijing has 93 universities.", "right", "universities: 93"),  # of either
        ("十号线通讯写道，2023年北京的人工智能核心产业规模为387亿元。", "right", "core industry"),
        ("灣流經濟評論寫道，2023年深圳的人工智能核心产业规模为387亿元。", "right", "core"),
    ],
)
def test_a_number_is_held_against_the_source_that_is_named(two, said, verdict, told):
    """The ten in a publisher's name is no number."""
    marks = check_text.check_words(plain.words_of(said), two)
    mark = next(mark for mark in marks if re.search("[0-9]", mark.printed))
    assert (len(marks), mark.verdict) == (1, verdict)
    assert told in mark.says


PLACES = [path.relative_to(ROOT) for path in (ROOT / "reports").rglob("place-*.html")]


@pytest.mark.parametrize(
    ("path", "least"),
    [
        *(("README.md", 30), ("reports/index.html", 100), ("reports/zh/index.html", 100)),
        *((path, 1) for path in sorted(PLACES)),
    ],
    ids=str,
)
def test_what_the_project_says_of_itself_passes(path, least):
    marks = check_text.check(ROOT / path, ROOT / "data" / "processed")
    assert wrong(marks) == []
    assert sum(mark.verdict == "right" for mark in marks) >= least


def test_readme_counts_the_faults():
    wrong, unknown = len(ONE), len(faults.UNKNOWN)
    told = f"Of {wrong + unknown} faults planted one by one in thirteen drafts of a page, it calls"
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"{told} {wrong} wrong, {unknown} unknown and none right" in readme
    assert len(DRAFTS) == 13


@cache
def printed():
    """Return the numbers of drafts that repeat printed figures, each with its draft."""
    return [
        (name, mark)
        for name, path in DRAFTS.items()
        for mark in marks_of(path.read_text("utf-8"))
        if mark.table == "figures" and re.search("[0-9]", mark.printed)
    ]


@settings(max_examples=100)
@given(st.data())
def test_another_digit_is_never_right(data):
    """Where the tables have the new number too, they have it as another figure, and name that.

    A zero may say less of the same: more than 600,000 in place of more than 606,000. What is about
    so much may be about a little more as well. What comes after the paragraph is left out.
    """
    name, mark = data.draw(st.sampled_from(printed()))
    at = data.draw(st.sampled_from([one.start() for one in re.finditer("[0-9]", mark.printed)]))
    digit = data.draw(st.sampled_from("0123456789".replace(mark.printed[at], "")))
    lines = DRAFTS[name].read_text("utf-8").split("\n")
    line = lines[mark.line - 1]
    at += mark.start
    lines[mark.line - 1] = f"{line[:at]}{digit}{line[at + 1 :]}"
    end = next((later for later in range(mark.line, len(lines)) if not lines[later]), None)
    found = [one for one in marks_of("\n".join(lines[:end])) if one.line == mark.line]
    judged = [one for one in found if one.start <= at < one.start + len(one.printed)]
    for one in judged:
        is_loose = digit == "0" or re.search("about|around|roughly|some|约|左右", mark.printed)
        fine = {"wrong", "unknown"} | ({"hedged away"} if is_loose else set())
        assert one.verdict in fine or (one.id != mark.id and one.table != "implied")


def test_the_command_tells_what_is_wrong_and_ends_with_1(tmp_path, monkeypatch):
    draft = tmp_path / "draft.txt"
    draft.write_text("Growth.\n\nShanghai has 67 universities and Beijing 92.\n", "utf-8")
    result = CliRunner().invoke(main, ["check-text", str(draft)])
    assert (result.exit_code, result.output) == (
        1,
        "line 3, offset 13: wrong, '67 universities': the tables say Shanghai, universities: 69 "
        "(figures: shanghai-universities)\n"
        "2 numbers: 1 right, 1 wrong, 0 hedged away, 0 unknown\n",
    )
    listed = json.loads(CliRunner().invoke(main, ["check-text", str(draft), "--json"]).output)
    assert [(one["line"], one["verdict"], one["id"]) for one in listed] == [
        (3, "wrong", "shanghai-universities"),
        (3, "right", "beijing-universities"),
    ]


def test_a_long_draft_does_not_flood_the_terminal(tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("Shanghai has 67 universities.\n\n" * 1200, "utf-8")
    result = CliRunner().invoke(main, ["check-text", str(draft)])
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[49].startswith("line 99, offset 13: wrong, '67 universities': ")
    assert lines[50:] == [
        "… and 1,150 more: --json lists every number, --all shows it.",
        "1,200 numbers: 0 right, 1,200 wrong, 0 hedged away, 0 unknown",
    ]
    result = CliRunner().invoke(main, ["check-text", str(draft), "--all"])
    assert len(result.output.splitlines()) == 1201


@pytest.mark.parametrize("between", [", ", "，", "而"])
def test_a_list_without_an_end_is_read_in_pieces(between):
    """What a number is told by is a few thousand signs around it, however long its line."""
    text = between.join(f"北京有{number}所高校" for number in range(2, 1000))
    draft, seen = plain.words_of(text), []
    for sentence in context.numbers(draft, committed().places, committed().metrics):
        seen += sentence
    assert len(seen) == 998
    assert max(len(one.before) + len(one.after) for one in seen) < 6000


def test_a_draft_without_a_wrong_number_ends_with_0(tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("No number at all.", "utf-8")
    result = CliRunner().invoke(main, ["check-text", str(draft)])
    assert (result.exit_code, result.output) == (
        0,
        "0 numbers: 0 right, 0 wrong, 0 hedged away, 0 unknown\n",
    )


def test_without_tables_there_is_nothing_to_hold_it_against(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    draft = tmp_path / "draft.txt"
    draft.write_text("Beijing has 92 universities.", "utf-8")
    result = CliRunner().invoke(main, ["check-text", str(draft)])
    assert (result.exit_code, result.output) == (
        2,
        "data/processed/places.csv: found no such file; expected the tables of a build. Run "
        "`make report`.\n",
    )


def test_tables_of_another_version_are_bad_input(processed, tmp_path):
    """Whatever reads the tables says so in one message; a 1 would mean that a number is wrong."""
    path = processed / "claims.csv"
    path.write_text(path.read_text("utf-8").replace(",margin_en", ",margin_english"))
    draft = tmp_path / "draft.txt"
    draft.write_text("Beijing has 92 universities.", "utf-8")
    result = CliRunner().invoke(main, ["check-text", str(draft)])
    assert (result.exit_code, result.output) == (
        2,
        "data/processed/claims.csv: found what is no table of this version (column 'margin_en' not "
        "in dataframe); expected its columns. Run `make report`.\n",
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"", "found an empty file"), (b"\xff1", "found byte 0xff"), (b"%PDF-1", "found a PDF")],
)
def test_what_is_no_text_is_bad_input(tmp_path, content, found):
    draft = tmp_path / "draft.txt"
    draft.write_bytes(content)
    result = CliRunner().invoke(main, ["check-text", str(draft)])
    assert result.exit_code == 2
    assert found in result.output
