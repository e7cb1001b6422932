"""Whether two sources agree on what both print."""

import io

import pandas as pd
import pytest

from analysis.measures.figures import same

SOURCES = """\
source_id,window_first,window_last
post,2023,2024
sun,2024,2025
"""
HEAD = "figure_id,source_id,place,metric,year,stance,low,high,unit,open_low,open_high\n"
POST = "p,post,Wuhan,firms,2024,asserted,10,20,count,False,False"


def read(text):
    types = {"year": "Int64", "low": "float64", "high": "float64"}
    return pd.read_csv(
        io.StringIO(text), dtype=types, keep_default_na=False, na_values={"year": ""}
    )


def compare(*lines, implied=""):
    """Return what sources agree on; bounds are implied as printed, but for those given."""
    figures = read(HEAD + "".join(f"{line}\n" for line in lines))
    bounds = figures[["source_id", "place", "metric", "year", "figure_id", "low", "high"]].copy()
    for line in filter(None, implied.split(";")):
        name, low, high = line.split(",")
        bounds.loc[bounds["figure_id"] == name, ["low", "high"]] = float(low), float(high)
    return same(bounds, figures, read(SOURCES))


@pytest.mark.parametrize(
    ("other", "state"),
    [
        ("s,sun,Wuhan,firms,2024,asserted,15,25,count,False,False", "agree"),
        ("s,sun,Wuhan,firms,2024,asserted,20,25,count,False,False", "agree"),
        ("s,sun,Wuhan,firms,2024,asserted,20,25,count,True,False", "conflict"),
        ("s,sun,Wuhan,firms,2024,asserted,21,25,count,False,False", "conflict"),
        ("s,sun,Wuhan,firms,2024,asserted,1,9,count,False,False", "conflict"),
        ("s,sun,Wuhan,firms,,asserted,1,9,count,False,False", "undated"),
        ("s,sun,Wuhan,firms,,asserted,1,19,count,False,False", "agree"),
    ],
)
def test_sources_agree_where_some_number_fits_both(other, state):
    """The end that a wording excludes, as 'over 20' does, is no number that they share."""
    assert compare(POST, other)["state"].tolist() == [state]


@pytest.mark.parametrize(
    ("windows", "state"), [("2023,2024", "conflict"), ("2024,2025", "undated")]
)
def test_two_without_a_year_are_of_one_time_where_their_sources_are(windows, state):
    """An undated 10 to 20 beside an undated 21, of texts of the same years, is a conflict."""
    sources = read(f"source_id,window_first,window_last\npost,2023,2024\nsun,{windows}\n")
    figures = read(
        HEAD + POST.replace("2024", "") + "\ns,sun,Wuhan,firms,,asserted,21,21,count,False,False\n"
    )
    bounds = figures[["source_id", "place", "metric", "year", "figure_id", "low", "high"]]
    assert same(bounds, figures, sources)["state"].tolist() == [state]


def test_bounds_are_those_that_all_figures_of_a_source_imply():
    """What each prints of it alone would leave room for both."""
    other = "s,sun,Wuhan,firms,2024,asserted,15,25,count,False,False"
    found = compare(POST, other, implied="p,10,14")
    assert found[["state", "high", "other_low"]].to_numpy().tolist() == [["conflict", 14.0, 15.0]]
    assert found[["source_id", "ids", "other_id", "other_ids"]].to_numpy().tolist() == [
        ["post", "p", "sun", "s"]
    ]


@pytest.mark.parametrize(
    "other",
    [
        "s,sun,Wuhan,firms,2023,asserted,1,9,count,False,False",
        "s,sun,Hubei,firms,2024,asserted,1,9,count,False,False",
        "s,sun,Wuhan,beds,2024,asserted,1,9,count,False,False",
        "s,sun,Wuhan,firms,2024,denied,1,9,count,False,False",
        "s,post,Wuhan,firms,2024,asserted,1,9,count,False,False",
    ],
)
def test_another_year_place_metric_or_stance_and_the_same_source_are_not_the_same(other):
    assert compare(POST, other).empty


def test_conflicts_come_first():
    beds = ["b,post,Wuhan,beds,2024,asserted,1,2,count,False,False",
            "c,sun,Wuhan,beds,2024,asserted,3,4,count,False,False"]  # fmt: skip
    other = "s,sun,Wuhan,firms,2024,asserted,15,25,count,False,False"
    assert compare(POST, other, *beds)["state"].tolist() == ["conflict", "agree"]
