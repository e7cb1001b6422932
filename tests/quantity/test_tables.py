"""The tables of patterns: each row is needed, for its example says so."""

import pytest

from analysis.quantity import NoFigure, UnreadableFigure, find, parse, scan, vocabulary
from analysis.quantity.lists import UNREAD


def rows(name):
    return [tuple(row.values()) for row in vocabulary.read_table(name)]


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
