"""True, false and unclear sentences of drafts, written by hand and checked against the tables.

Each line of sentences.*.txt says first what it is. The numbers that make a false one so stand in
square brackets.
"""

import re
from pathlib import Path

import pytest

from .held import ROOT, marks_of, wrong

LINES = [
    line
    for path in sorted(Path(__file__).parent.glob("sentences.*.txt"))
    for line in path.read_text("utf-8").splitlines()
]
SENTENCES = [tuple(line.split(": ", 1)) for line in LINES]


def of_kind(name):
    """Return the sentences of a kind."""
    return [said for kind, said in SENTENCES if kind == name]


@pytest.mark.parametrize("said", of_kind("true"))
def test_a_true_one_raises_no_alarm(said):
    assert wrong(marks_of(said)) == []


@pytest.mark.parametrize("said", of_kind("false"))
def test_what_makes_one_false_is_wrong_and_nothing_else(said):
    faults = re.findall(r"\[(.+?)\]", said)
    assert [mark.printed for mark in wrong(marks_of(re.sub(r"[\[\]]", "", said)))] == faults


@pytest.mark.parametrize("said", of_kind("unclear"))
def test_of_what_no_table_tells_nothing_is_right_or_wrong(said):
    assert {mark.verdict for mark in marks_of(said)} <= {"unknown", "hedged away"}


def test_readme_counts_the_false_ones():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"in each of {len(of_kind('false'))} false sentences" in readme


def test_most_numbers_of_true_sentences_are_held_against_the_tables():
    verdicts = [mark.verdict for said in of_kind("true") for mark in marks_of(said)]
    assert verdicts.count("right") > 0.85 * len(verdicts)
