"""What a careful reader finds in short sentences of sentences.csv, and how far each figure reaches.

A row has a sentence and its figures, each as printed, its ends (round brackets leave an end out)
and its unit; nothing where no figure is to be found, for none can be told without a guess.
"""

import csv
from pathlib import Path

import pytest

from analysis.quantity import Found, find, parse

with Path(__file__).with_name("sentences.csv").open(encoding="utf-8", newline="") as lines:
    SENTENCES = {row["text"]: row["found"] for row in csv.DictReader(lines)}


def in_words(one: Found) -> str:
    read = one.quantity
    low, high = "[("[read.open_low], "])"[read.open_high]
    return f"{one.printed} = {low}{read.low:.12g}, {read.high:.12g}{high} {read.unit}"


@pytest.mark.parametrize("text", SENTENCES)
def test_figures_of_a_sentence(text):
    found = find(text)
    assert "; ".join(map(in_words, found)) == SENTENCES[text]
    assert all(parse(one.printed, unit=one.unit) == one.quantity for one in found)
