"""Every place by every metric that a source prints. Beside test_clean.py."""

from itertools import product

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.data import sources
from analysis.data.clean import clean, grid

PLACES, METRICS = ["Beijing", "Shanghai"], ["firms", "talent"]


def printed(*rows):
    """Return figures of one source from rows of id, place, metric, year, low, value, high."""
    columns = ["figure_id", "place", "metric", "year", "low", "value", "high"]
    frame = pd.DataFrame(rows, columns=columns).astype({"year": "Int64"})
    return frame.assign(source_id="post", unit="count")


def test_what_no_source_prints_is_in_no_cell_of_the_grid(references, edit):
    """A place and a metric of references alone are known, and no source is silent on them."""
    edit("places.csv", "\nShanghai", "\nChina,country,,China,中國,#000000\nShanghai")
    edit("metrics.csv", "\ntalent", "\npeople,count,people,人口,Residents\ntalent")
    edit("references/figures.csv", "Beijing,firms", "China,people")
    made = clean(sources.read(references))
    assert list(made["places"]["place"]) == ["Beijing", "China", "Shanghai"]
    cells = made["place_metrics"]
    assert list(cells["place"].unique()) == ["Beijing", "Shanghai"]
    assert list(cells["metric"].unique()) == ["firms", "talent_share", "listed_firms"]


def test_a_cell_is_the_figure_or_empty():
    found = grid(printed(("a", "Shanghai", "firms", 2023, 1.0, 2.0, 3.0)), PLACES, METRICS)
    cells = found[["place", "metric", "value", "unit", "figures"]].fillna({"value": -1})
    assert cells.to_numpy().tolist() == [
        ["Beijing", "firms", -1, "", ""],
        ["Beijing", "talent", -1, "", ""],
        ["Shanghai", "firms", 2.0, "count", "a"],
        ["Shanghai", "talent", -1, "", ""],
    ]


def test_a_figure_printed_twice_is_one_cell():
    """The bounds enclose both printings; the value is that of the first; years stay apart."""
    rows = [
        ("a", "Beijing", "firms", None, 2.0, 3.0, 4.0),
        ("b", "Beijing", "firms", None, 1.0, 2.0, 3.0),
        ("c", "Beijing", "firms", 2023, 7.0, 7.0, 7.0),
    ]
    found = grid(printed(*rows), ["Beijing"], ["firms"])
    columns = ["low", "value", "high", "figures"]
    assert found[columns].to_numpy().tolist() == [[1.0, 3.0, 4.0, "a;b"], [7.0, 7.0, 7.0, "c"]]
    assert found["year"].tolist() == [pd.NA, 2023]


cells = st.tuples(st.sampled_from(PLACES), st.sampled_from(METRICS), st.sampled_from([None, 2023]))


@given(st.lists(cells, min_size=1, max_size=6))
def test_the_grid_covers_every_place_by_every_metric(stated):
    """No cell is missing, and every figure is in one cell, that of its place and metric."""
    rows = [(f"f{at}", *cell, 1.0, 1.0, 1.0) for at, cell in enumerate(stated)]
    found = grid(printed(*rows), PLACES, METRICS)
    keys = list(zip(found["place"], found["metric"], strict=True))
    assert sorted(set(keys)) == sorted(product(PLACES, METRICS))
    named = [
        (name, *key)
        for key, names in zip(keys, found["figures"], strict=True)
        for name in names.split(";")
        if name
    ]
    assert sorted(named) == sorted(row[:3] for row in rows)
