"""What metrics and places mean to each other is read from tables, and checked."""

import pandas as pd
import pytest

from analysis.claims.definitions import read_definitions
from analysis.claims.syntax import Unknown
from analysis.errors import DataError

METRICS = {"firms": "count", "firms_share": "share", "firms_rank": "rank", "money": "CNY"}
PLACES = {"Ash": ("city", "Land"), "Cedar": ("city;province", "Land"), "Land": ("country", "")}


def read(metrics=None, places=None, kinds=None):
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
    found = {**PLACES, **(places or {})}
    rows = [{"place": one, "kinds": kind, "part_of": whole} for one, (kind, whole) in found.items()]
    return read_definitions(table, pd.DataFrame(rows, index=range(2, 2 + len(rows))), kinds)


def test_share_of_the_country_is_a_count_over_the_whole():
    parts = read().parts(Unknown("firms_share", "Ash", 2022))
    assert parts == (Unknown("firms", "Ash", 2022), Unknown("firms", "Land", 2022))


def test_share_of_a_whole_in_the_same_place():
    known = read({("firms_share", "share_of"): "money", ("firms_share", "whole"): "money"})
    assert known.parts(Unknown("firms_share", "Ash"))[1] == Unknown("money", "Ash")


def test_place_may_be_of_two_kinds_and_a_number_of_a_kind_be_known():
    kinds = pd.DataFrame({"kind": ["province"], "number": ["31"]})
    known = read(kinds=kinds)
    assert known.of_kind("city") == ["Ash", "Cedar"]
    assert known.of_kind("province") == ["Cedar"]
    assert known.numbers == {"province": 31}
    assert known.root("Ash") == "Land"


@pytest.mark.parametrize(
    ("metrics", "places", "message"),
    [
        (
            {("firms_share", "share_of"): "firm"},
            {},
            "data/raw/metrics.csv, line 3, column 'share_of': found 'firm' for 'firms_share' "
            "(did you mean 'firms'?); expected a metric of the table. Correct the row.",
        ),
        (
            {("firms", "share_of"): "firms_share", ("firms", "unit"): "share"},
            {},
            "column 'share_of': found 'firms', which is defined by itself",
        ),
        ({("money", "share_of"): "firms"}, {}, "found 'money', of unit 'CNY'"),
        ({("money", "ranks"): "firms"}, {}, "found 'money', of unit 'CNY'"),
        ({("money", "whole"): "firms"}, {}, "expected nothing where 'share_of' is empty"),
        (
            {("firms_share", "whole"): "money"},
            {},
            "found 'money', of unit 'CNY'; expected one of the unit of 'firms', 'count'",
        ),
        ({("firms_rank", "adds_up"): "yes"}, {}, "found yes for 'firms_rank'"),
        ({}, {"Ash": ("city", "Lant")}, "found 'Lant' for 'Ash' (did you mean 'Land'?)"),
        ({}, {"Land": ("country", "Ash")}, "found 'Land', which is part of itself"),
        ({}, {"Elm": ("city", "Ash")}, "found 'Elm' in 'Ash', of one kind"),
    ],
)
def test_what_is_amiss_is_told_with_its_row(metrics, places, message):
    with pytest.raises(DataError) as error:
        read(metrics, places)
    assert message in str(error.value)
