"""The tables of patterns: each row is needed, for its example, or a name in the code, says so."""

import re
from pathlib import Path

import pytest

from analysis.quantity import NoFigure, UnreadableFigure, find, parse, scan, units
from analysis.quantity.lists import UNREAD

SRC = Path(__file__).parents[2] / "src" / "analysis"


def rows(name):
    return [tuple(row.values()) for row in units.read_table(SRC / "quantity" / name)]


@pytest.mark.parametrize(("reason", "pattern", "example"), rows("no_figures.csv"))
def test_what_is_no_figure_is_told_by_its_kind(reason, pattern, example):
    assert reason in [one.reason for one in scan(example) if isinstance(one, NoFigure)]


@pytest.mark.parametrize(("side", "pattern", "example"), rows("cuts.csv"))
def test_a_print_that_would_be_cut_is_not_read(side, pattern, example):
    assert not find(example) or UNREAD in [getattr(one, "reason", "") for one in scan(example)]


@pytest.mark.parametrize(("pattern", "words", "example", "same"), rows("reworded.csv"))
def test_other_words_say_the_same(pattern, words, example, same):
    if same:
        assert parse(example) == parse(same)
    else:
        with pytest.raises(UnreadableFigure):
            parse(example)


SIDES = ("BEFORE", "BEHIND")
WITH_NAMES = ("quantity/cuts", "quantity/no_figures", "quantity/part_of", "quantity/reworded")


@pytest.mark.parametrize("table", ["quantity/patterns", "drafts/phrases"])
def test_each_pattern_has_a_use(table):
    """In the code by its name, or in another pattern."""
    code = "".join(path.read_text("utf-8") for path in (SRC / table).parent.glob("*.py"))
    tables = [SRC / f"{name}.csv" for name in (table, *WITH_NAMES)]
    patterns = "".join(path.read_text("utf-8") for path in tables)
    names = {row["name"] for row in units.read_table(SRC / f"{table}.csv")}
    used = {*re.findall(r"\bRE\.([A-Z_0-9]+)", code), *re.findall("<([A-Z_0-9]+)>", patterns)}
    by_text = {*re.findall("[\"']([A-Z_0-9]+)[\"']", code), *(f"TOLD_{side}" for side in SIDES)}
    after = {name for name in names if name.startswith("AFTER_")}  # by the lists of words.csv
    assert names - used - by_text - after == set()
