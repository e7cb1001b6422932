"""Metrics and places defined by each other: every name known, of the right unit, in no circle."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.data import definitions

METRICS = """\
firms,count,,,,yes
people,count,,,,
spending,CNY,,,,yes
firms_share,share,firms,,,
density,share,firms,people,,
talent_share,share,,,,yes
firms_rank,rank,,,firms,
"""
PLACES = """\
China,country,
Guangdong,province,China
Shenzhen,city,Guangdong
Beijing,city;province,China
"""


KINDS = {kind: {"part_of": ""} for kind in ("city", "province", "country", "institution")}
COUNTIES = KINDS | {"county": {"part_of": "country"}}


def told(find, columns, rows):
    """Return the problems that `find` has with rows of comma-separated cells, without the path."""
    cells = [line.split(",") for line in rows.splitlines()]
    frame = pd.DataFrame(cells, columns=columns, index=range(2, len(cells) + 2), dtype=str)
    return [str(problem).removeprefix("raw.csv, ") for problem in find(Path("raw.csv"), frame)]


def metric_problems(rows):
    columns = ["metric", "unit", "share_of", "whole", "ranks", "adds_up"]
    return told(definitions.metric_problems, columns, rows)


def place_problems(rows, kinds=KINDS):
    def find(path, frame):
        return definitions.place_problems(path, frame, kinds)

    return told(find, ["place", "kinds", "part_of"], rows)


def test_definitions_that_are_well():
    assert metric_problems(METRICS) == []
    assert place_problems(PLACES) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "x,share,firm,,,",
            "column 'share_of': found 'firm'; expected a metric of this file, or nothing (did you "
            "mean 'firms'?).",
        ),
        (
            "x,share,firms,peple,,",
            "column 'whole': found 'peple'; expected a metric of this file, or nothing (did you "
            "mean 'people'?).",
        ),
        (
            "x,rank,,,gdp,",
            "column 'ranks': found 'gdp'; expected a metric of this file, or nothing.",
        ),
        (
            "x,count,firms,,,",
            "column 'share_of': found 'firms' for a count; expected nothing, as the metric is no "
            "share.",
        ),
        (
            "x,share,talent_share,,,",
            "column 'share_of': found 'talent_share', a share; expected a metric of a "
            "count, a currency or a measure.",
        ),
        (
            "x,share,firms_rank,,,",
            "column 'share_of': found 'firms_rank', a rank; expected a metric of a count, "
            "a currency or a measure.",
        ),
        (
            "x,share,x,,,",
            "column 'share_of': found 'x', a share; expected a metric of a count, a currency "
            "or a measure.",
        ),
        (
            "x,share,,people,,",
            "column 'whole': found 'people'; expected nothing where 'share_of' is empty.",
        ),
        (
            "x,share,firms,firms,,",
            "column 'whole': found 'firms'; expected another metric than 'share_of' names.",
        ),
        (
            "x,share,firms,spending,,",
            "column 'whole': found 'spending', a CNY; expected a metric of the unit of 'firms', "
            "count.",
        ),
        (
            "x,share,firms,firms_share,,",
            "column 'whole': found 'firms_share', a share; expected a metric of the unit of "
            "'firms', count.",
        ),
        (
            "x,count,,,firms,",
            "column 'ranks': found 'firms' for a count; expected nothing, as the metric is no "
            "rank.",
        ),
        (
            "x,rank,,,firms_rank,",
            "column 'ranks': found 'firms_rank', a rank; expected a metric that is no rank.",
        ),
        (
            "x,rank,,,x,",
            "column 'ranks': found 'x', a rank; expected a metric that is no rank.",
        ),
        (
            "x,rank,,,firms,yes",
            "column 'adds_up': found 'yes'; expected nothing for a rank, or for a share of what is "
            "counted itself.",
        ),
        (
            "x,share,firms,,,yes",
            "column 'adds_up': found 'yes'; expected nothing for a rank, or for a share of what is "
            "counted itself.",
        ),
    ],
)
def test_a_fault_in_what_a_metric_is_of(row, problem):
    assert metric_problems(f"{METRICS}{row}\n") == [f"line 9, {problem} Correct the row."]


def test_an_unknown_unit_is_one_fault_and_not_of_the_definitions():
    """The file's own check tells it; neither the row nor those that name it are at fault here."""
    assert metric_problems(METRICS.replace("firms,count", "firms,cuont")) == []
    assert metric_problems(METRICS.replace("firms_share,share", "firms_share,shape")) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "Wuhan,town,China",
            "column 'kinds': found 'town'; expected some of city, province, country, "
            "institution, with ';' between, or a row of data/raw/kinds.csv for it.",
        ),
        (
            "Wuhan,city;provinces,China",
            "column 'kinds': found 'provinces'; expected some of city, province, "
            "country, institution, with ';' between, or a row of "
            "data/raw/kinds.csv for it (did you mean 'province'?).",
        ),
        (
            "Wuhan,,China",
            "column 'kinds': found nothing; expected some of city, province, country, "
            "institution, with ';' between, or a row of data/raw/kinds.csv for it.",
        ),
        (
            "Wuhan,city; province,China",
            "column 'kinds': found ' province'; expected some of city, province, "
            "country, institution, with ';' between, or a row of "
            "data/raw/kinds.csv for it (did you mean 'province'?).",
        ),
        (
            "Wuhan,city;city,China",
            "column 'kinds': found 'city' twice; expected each kind once.",
        ),
        (
            "Wuhan,city,Chin",
            "column 'part_of': found 'Chin'; expected a place of this file, or nothing (did you "
            "mean 'China'?).",
        ),
        (
            "Wuhan,city,Wuhan",
            "column 'part_of': found 'Wuhan' in 'Wuhan'; expected places of which none lies in "
            "itself.",
        ),
        (
            "Pudong,city,Beijing",
            "column 'kinds': found 'city', which 'Beijing' around it is too; expected places of a "
            "kind that do not lie in each other.",
        ),
        (
            "Nanshan,province,Shenzhen",
            "column 'kinds': found 'province', which 'Guangdong' around it is too; expected "
            "places of a kind that do not lie in each other.",
        ),
    ],
)
def test_a_fault_in_a_place(row, problem):
    assert place_problems(f"{PLACES}{row}\n") == [f"line 6, {problem} Correct the row."]


def test_a_place_that_is_part_of_itself_through_others():
    """The circle is told once, as any of its rows may be the wrong one."""
    rows = PLACES.replace("China,country,\n", "China,country,Shenzhen\n")
    assert place_problems(rows) == [
        "line 2, column 'part_of': found 'China' in 'Shenzhen', in 'Guangdong', in 'China'; "
        "expected places of which none lies in itself. Correct the row."
    ]


def test_a_place_lies_in_a_place_of_what_its_kind_is_part_of():
    """Straight away, or in one that lies in such a one."""
    rows = "Sweden,country,\nGotland,county,Sweden\n"
    assert place_problems(rows + "Visby,city,Gotland\n", COUNTIES) == []
    assert place_problems("Gotland,county,\n", COUNTIES) == [
        "line 2, column 'part_of': found nothing; expected a place in a country, as 'county' is "
        "part of by kinds.csv. Correct the row."
    ]


def test_a_kind_is_part_of_kinds():
    def problems(cell):
        frame = pd.DataFrame({"kind": ["county"], "part_of": [cell]}, index=[2])
        return [str(one) for one in definitions.kind_problems(Path("raw.csv"), frame, KINDS)]

    assert problems("") == problems("province;country") == []
    assert problems("nation") == [
        "raw.csv, line 2, column 'part_of': found 'nation'; expected some of city, province, "
        "country, institution, with ';' between, or a row of data/raw/kinds.csv for it. Correct "
        "the row."
    ]
