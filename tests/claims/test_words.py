"""A figure in the words of a claim: in the language of the sentence, whatever that of the text."""

from fractions import Fraction

import pandas as pd
import pytest

from analysis.claims.words import Names
from analysis.quantity import hedge_of, parse_column

PRINTS = [
    "nearly half",
    "almost 400,000 tonnes",
    "450,000 tonnes",
    "7.3%",
    "1/5",
    "387億元",
    "92所",
]


@pytest.fixture
def names():
    """Return the words of a language for figures printed as PRINTS."""
    read = parse_column(pd.Series(PRINTS))
    rows = read.assign(printed=PRINTS, hedge=[hedge_of(one) for one in PRINTS], place="Wuhan")
    shown = dict(enumerate(rows.to_dict("records")))
    return lambda language: Names(
        language, {}, {}, titles={}, units={}, figures=shown, owned=frozenset()
    )


def test_in_english_a_figure_is_in_words(names):
    said = names("en")
    assert [said.figure(at) for at in range(3)] == [
        *("nearly half", "nearly 400,000 tonnes", "450,000 tonnes"),
    ]


def test_the_most_is_rounded_as_the_bar_beside_it(names):
    """One number is not 14,050,000 in a sentence and 14,100,000 in its chart."""
    said, low, high = names("en"), Fraction(11_690_000), Fraction(14_050_000)
    assert said.span(low, high, "count") == f"11,600,000 to {said.most(low, high, 'count')}"
    assert said.most(low, high, "count") == "14,100,000"
    assert said.most(high, high, "count") == "14,050,000"


def test_in_chinese_what_was_printed_in_another_language_is_put_into_words(names):
    """What is printed in Chinese, or in digits alone, stands as it was printed."""
    said = names("zh")
    assert [said.figure(at) for at in range(len(PRINTS))] == [
        *("近一半", "近40万吨", "45万吨"),
        *("7.3%", "1/5", "387億元", "92所"),
    ]
