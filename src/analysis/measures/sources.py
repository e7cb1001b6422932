"""What several sources say of the same: whether some number fits the worlds of both.

A frame in, a frame out. Figures, implied bounds and sources are the processed tables.
"""

from itertools import combinations
from typing import Any

import pandas as pd

AGREE, CONFLICT, UNDATED = STATES = ("agree", "conflict", "undated")
COLUMNS = (
    *("state", "metric", "place", "year", "unit", "source_id", "other_id", "ids", "other_ids"),
    *("low", "high", "other_low", "other_high"),
)
KEYS = ["source_id", "metric", "place", "year"]
ENDS = ("low", "high")
Row = dict[Any, Any]


def same(implied: pd.DataFrame, figures: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each two sources that print the same unknown, and whether they agree on it.

    Each source's bounds are the least and the most that the unknown is in the worlds that fit it;
    the sources agree where these have a number in common, and are in conflict where they have none.
    A figure without a year may be of any year of its source's window: where the other's may be
    among them, and the bounds are apart, the years may be unlike, and the state is `undated`. Two
    without a year, of sources of one window, are both of the time at which these were written. The
    ids are those of the figures, ';' between. Conflicts come first.
    """
    printed = _printed(implied, figures)
    windows = {
        row["source_id"]: range(row["window_first"], row["window_last"] + 1)
        for row in sources.to_dict("records")
    }
    found = []
    for (metric, place), group in printed.groupby(["metric", "place"], sort=False):
        for one, other in combinations(group.to_dict("records"), 2):
            if one["source_id"] != other["source_id"] and _meet(one, other, windows):
                compared = _compared(one, other, windows)
                found.append({"metric": metric, "place": place, **compared})
    rows = pd.DataFrame(found, columns=list(COLUMNS)).astype({"year": "Int64"})
    order = [CONFLICT, UNDATED, AGREE].index
    return rows.sort_values("state", key=lambda states: states.map(order), kind="stable")


def _printed(implied: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row an unknown that a source prints: its bounds, which ends are excluded, ids.

    Where a source contradicts itself, so that no world fits it, the bounds are those of its first
    print; so they are for ranks, of which no bounds are implied.
    """
    own = figures[figures["stance"] == "asserted"]
    first = own.drop_duplicates(KEYS)
    named = own.groupby(KEYS, dropna=False, sort=False)["figure_id"].agg(";".join).rename("ids")
    bounds = implied.loc[implied["figure_id"] != "", ["figure_id", "low", "high"]]
    rows = first.merge(bounds, how="left", on="figure_id", suffixes=("_printed", ""))
    for end in ("low", "high"):
        rows[end] = rows[end].fillna(rows[f"{end}_printed"])
        rows[f"open_{end}"] &= rows[end] == rows[f"{end}_printed"]
    return rows.merge(named.reset_index(), on=KEYS)


def _meet(one: Row, other: Row, windows: dict[Any, range]) -> bool:
    """Return whether the two unknowns may be of one year."""
    years = [
        windows[row["source_id"]] if pd.isna(row["year"]) else [row["year"]] for row in (one, other)
    ]
    return bool(set(years[0]) & set(years[1]))


def _compared(one: Row, other: Row, windows: dict[Any, range]) -> Row:
    dated = [row["year"] for row in (one, other) if not pd.isna(row["year"])]
    apart = _beyond(one, other) or _beyond(other, one)
    alike = windows[one["source_id"]] == windows[other["source_id"]]
    sure = len(dated) == len((one, other)) or (not dated and alike)
    return {
        "state": AGREE if not apart else CONFLICT if sure else UNDATED,
        "year": dated[0] if dated else pd.NA,
        "unit": one["unit"],
        "source_id": one["source_id"],
        "other_id": other["source_id"],
        "ids": one["ids"],
        "other_ids": other["ids"],
        **{end: one[end] for end in ENDS},
        **{f"other_{end}": other[end] for end in ENDS},
    }


def _beyond(one: Row, other: Row) -> bool:
    """Return whether all that one can be is more than all that the other can be."""
    touch = one["low"] == other["high"] and (one["open_low"] or other["open_high"])
    return bool(one["low"] > other["high"] or touch)
