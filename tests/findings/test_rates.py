"""Rates in words: where they are highest and lowest, and what the bounds settle."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import findings


def words(html):
    """Return a finding's text, without its links."""
    return BeautifulSoup(html.data, "html.parser").get_text()


def cells(html):
    """Return a table's cells by row, the head included."""
    rows = BeautifulSoup(html.data, "html.parser").find_all("tr")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]


@pytest.mark.parametrize(
    ("high", "low", "settled"),
    [
        (3.0, 2.5, "the bounds settle both"),
        (3.0, 1.9, "the bounds settle the lowest alone"),
        (2.0, 2.5, "the bounds settle the highest alone"),
        (2.0, 1.9, "the bounds settle neither"),
    ],
)
def test_conversion(high, low, settled):
    """Bounds that only touch settle nothing."""
    middle = {"low": 1.5 if high == 3.0 else 1.0, "value": 2.0, "high": 2.0}
    found = pd.DataFrame(
        [
            {"place": "A", "low": low, "value": 3.0, "high": 3.0, "unit": "count", "ids": "a;b"},
            {"place": "B", **middle, "unit": "count", "ids": "c;d"},
            {"place": "C", "low": 0.9, "value": 1.0, "high": 1.0, "unit": "count", "ids": "e;f"},
        ]
    )
    assert words(findings.rates.ends(found, "Firms over talent")) == (
        f"Firms over talent. It is highest in A with 3 and lowest in C with 1; {settled}."
    )
    assert cells(findings.rates.table(found))[1:] == [
        ["A", "3", f"{low} to 3"],
        ["B", "2", f"{middle['low']:g} to 2"],
        ["C", "1", "0.9 to 1"],
    ]


def test_a_rate_of_one_place_is_no_comparison():
    found = pd.DataFrame(
        [{"place": "A", "low": 1.0, "value": 1.0, "high": 1.0, "unit": "count", "ids": "a;b"}]
    )
    assert words(findings.rates.ends(found, "Firms over talent")) == (
        "Firms over talent. Fewer places than a comparison needs are measured by both."
    )


def test_a_rate_is_told_in_its_unit():
    found = pd.DataFrame(
        [
            {"place": "A", "low": 2e9, "value": 3e9, "high": 3e9, "unit": "CNY", "ids": "a;b"},
            {"place": "B", "low": 5e8, "value": 1e9, "high": 1e9, "unit": "CNY", "ids": "c;d"},
        ]
    )
    assert words(findings.rates.ends(found, "Sales over firms")) == (
        "Sales over firms. It is highest in A with 3 billion yuan and lowest in B with 1 billion "
        "yuan; the bounds settle both."
    )
    assert cells(findings.rates.table(found))[1:] == [
        ["A", "3 billion yuan", "2 to 3 billion yuan"],
        ["B", "1 billion yuan", "500 million yuan to 1 billion yuan"],
    ]
