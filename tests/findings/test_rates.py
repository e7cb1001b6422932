"""Rates in words: where they are highest and lowest, and whether the bounds settle it."""

import pandas as pd
import pytest

from analysis import findings

from .reading import cells, sources, words

ONE = {"place": "A", "low": 1.0, "value": 1.0, "high": 1.0, "unit": "count", "ids": "a;b"}


def test_a_rate_is_named_after_both_metrics(english, chinese):
    assert findings.rates.name("firms", "talent", english) == "Firms over talent"
    assert findings.rates.name("firms", "talent", chinese) == "企业与人才之比"


@pytest.mark.parametrize(
    ("high", "low", "settled"),
    [
        (3.0, 2.5, "Both hold however the hedges are read."),
        (3.0, 1.9, "The lowest holds however the hedges are read; the highest does not."),
        (2.0, 2.5, "The highest holds however the hedges are read; the lowest does not."),
        (2.0, 1.9, "Neither is certain, since the bounds overlap."),
    ],
)
def test_rates(high, low, settled, english):
    """Bounds that only touch settle nothing."""
    middle = {"low": 1.5 if high == 3.0 else 1.0, "value": 2.0, "high": 2.0}
    rows = pd.DataFrame(
        [
            {**ONE, "low": low, "value": 3.0, "high": 3.0},
            {**ONE, "place": "B", **middle, "ids": "c;d"},
            {**ONE, "place": "C", "low": 0.9, "ids": "e;f"},
        ]
    )
    found = findings.rates.ends(rows, "Firms over R&D", english)
    assert words(found) == (
        f"Firms over R&D. A comes highest, with 3; C comes lowest, with 1. {settled}"
    )
    assert sources(found) == ["a;b", "e;f"]
    assert findings.rates.headline(rows, english, "rates.title") == "Highest in A, lowest in C"
    assert cells(findings.rates.table(rows, english)) == [
        ["Place", "Rate", "Bounds"],
        ["A", "3", f"{low} to 3"],
        ["B", "2", f"{middle['low']:g} to 2"],
        ["C", "1", "0.9 to 1"],
    ]


def test_a_rate_of_one_place_is_no_comparison(english):
    rows = pd.DataFrame([ONE])
    few = "Too few places have both figures to compare them."
    assert words(findings.rates.ends(rows, "Firms over talent", english)) == (
        f"Firms over talent. {few}"
    )
    assert findings.rates.headline(rows, english, "rates.title") == few.rstrip(".")


def test_a_rate_is_told_in_its_unit(chinese):
    rows = pd.DataFrame(
        [
            {**ONE, "low": 2e9, "value": 3e9, "high": 3e9, "unit": "CNY"},
            {**ONE, "place": "B", "low": 5e8, "value": 1e9, "high": 1e9, "unit": "CNY"},
        ]
    )
    assert words(findings.rates.ends(rows, "产值与企业之比", chinese)) == (
        "产值与企业之比：A最高，为30亿元；B最低，为10亿元。无论约数怎样读，两者都成立。"
    )


def test_a_total_is_named_by_what_it_comes_to(english, chinese):
    rows = pd.DataFrame({"of": ["x", "s"]})
    row = {"figure_id": "x", "value": 5e11, "unit": "CNY", "hedge": "exact", "year": 2022}
    found = [
        list(findings.rates.named_totals(rows, pd.DataFrame([row]), words)["name"])
        for words in (english, chinese)
    ]
    assert found == [
        ["of 500 billion yuan (2022)", "as the article prints it"],
        ["按5000亿元（2022年）计", "文中所写"],
    ]
