"""What metrics and places mean to each other is read from tables, as data has checked them."""

import pandas as pd
import pytest

from analysis.claims.definitions import read_definitions
from analysis.claims.syntax import Unknown

METRICS = {"firms": "count", "firms_share": "share", "firms_rank": "rank", "money": "CNY"}
PLACES = {"Ash": ("city", "Land"), "Cedar": ("city;province", "Land"), "Land": ("country", "")}


def read(metrics=None, printed=None):
    """Return the definitions; a change names a row and a column."""
    table = pd.DataFrame(
        {
            "metric": list(METRICS),
            "unit": list(METRICS.values()),
            "share_of": ["", "firms", "", ""],
            "whole": "",
            "ranks": ["", "", "firms", ""],
            "adds_up": ["yes", "", "", ""],
        },
        index=range(2, 6),
    )
    for (row, column), value in (metrics or {}).items():
        table.loc[table["metric"] == row, column] = value
    rows = [
        {"place": one, "kinds": kind, "part_of": whole} for one, (kind, whole) in PLACES.items()
    ]
    places = pd.DataFrame(rows, index=range(2, 2 + len(rows)))
    columns = ["metric", "low", "value", "open_low"]
    return read_definitions(table, places, pd.DataFrame(printed or [], columns=columns))


@pytest.mark.parametrize(
    ("metric", "unit", "low", "value", "is_signed", "is_ratio"),
    [
        ("money", "CNY", -6.0, -5.0, True, False),
        ("money", "CNY", 4.0, 5.0, False, False),
        ("money", "pp", 4.0, 5.0, True, False),
        ("money", "celsius", 4.0, 5.0, True, False),
        ("money", "share", -0.035, -0.03, True, True),
        ("money", "share", 1.175, 1.18, False, True),
        ("money", "share", 1.0, 1.0, False, True),
        ("money", "share", 0.9, 1.0, False, False),
        ("firms", "count", -6.0, -5.0, False, False),
        ("firms_share", "share", 1.175, 1.18, False, False),
    ],
)
def test_what_may_be_below_zero_or_above_a_whole(metric, unit, low, value, is_signed, is_ratio):
    printed = [{"metric": metric, "low": low, "value": value, "open_low": low == value}]
    known = read({(metric, "unit"): unit}, printed).metrics[metric]
    assert (known.is_signed, known.is_ratio) == (is_signed, is_ratio)


def test_share_of_the_country_is_a_count_over_the_whole():
    parts = read().parts(Unknown("firms_share", "Ash", 2022))
    assert parts == (Unknown("firms", "Ash", 2022), Unknown("firms", "Land", 2022))


def test_share_of_a_whole_in_the_same_place():
    known = read({("firms_share", "share_of"): "money", ("firms_share", "whole"): "money"})
    assert known.parts(Unknown("firms_share", "Ash"))[1] == Unknown("money", "Ash")


def test_place_may_be_of_two_kinds():
    known = read()
    assert known.of_kind("city") == ["Ash", "Cedar"]
    assert known.of_kind("province") == ["Cedar"]
    assert known.root("Ash") == "Land"


def test_metrics_joined_by_shares_and_ranks_are_a_family():
    known = read()
    families = {name: known.families[name] for name in METRICS}
    assert families == {
        **dict.fromkeys(["firms", "firms_share", "firms_rank"], "firms"),
        "money": "money",
    }
