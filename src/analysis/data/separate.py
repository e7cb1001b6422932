"""The tables of one source, out of those of all, with nothing that it never speaks of.

Frames in, frames out. Imports nothing of ours.
"""

import re
from collections.abc import Callable

import pandas as pd

BY_CLAIM = ("amounts", "flips", "hedge_models")  # the tables whose rows are a claim's
ABOUT = ("metrics", "places")
NAMED = re.compile(r"(\w+)\[([^\],]+)")  # a metric and a place, as formulas have them
KEYS = {  # of rows that changes may be of
    "figures": ("figure_id",),
    "claims": ("claim_id",),
    "implied": ("metric", "place"),
}
JOINED = ("share_of", "whole", "ranks")
Read = Callable[[str], pd.DataFrame]


def of(whole: Read, source: str, name: str) -> pd.DataFrame:
    """Return the table of that name with the rows of one source; of the only one, all rows.

    `whole` returns the whole tables by name. Places and metrics are those that the source speaks
    of, with what these lie in or are shares and ranks of; references, those on such metrics.
    """
    frame = whole(name)
    if len(whole("sources")) == 1:
        return frame
    if "source_id" in frame:
        kept = frame["source_id"] == source
    elif name in BY_CLAIM:
        kept = frame["claim_id"].isin(_own(whole, source, "claims")["claim_id"])
    elif name == "references":
        kept = _heard(frame, _joined(whole, source))
    elif name == "metrics":
        heard = of(whole, source, "references")["metric"]
        kept = frame["metric"].isin({*_joined(whole, source), *heard})
    elif name == "places":
        kept = frame["place"].isin(_places(whole, source))
    else:
        kept = _moves(frame, whole, source)
    return frame[kept].reset_index(drop=True)


def _own(whole: Read, source: str, name: str) -> pd.DataFrame:
    frame = whole(name)
    return frame[frame["source_id"] == source]


def _spoken(whole: Read, source: str, column: int) -> set[str]:
    """Return the metrics (0) or places (1) of a source's figures, bounds and formulas."""
    rows = [_own(whole, source, name)[ABOUT[column][:-1]] for name in ("figures", "implied")]
    formulas = " ".join(_own(whole, source, "claims")["claim"])
    found = {match[column].strip() for match in NAMED.findall(formulas)}
    return found.union(*rows)


def _heard(references: pd.DataFrame, metrics: set[str]) -> "pd.Series[bool]":
    """Return which references are on some of the metrics, or may speak for them."""
    others = references["stands_for"].str.split(";")
    return references["metric"].isin(metrics) | others.map(lambda names: bool(metrics & {*names}))


def _joined(whole: Read, source: str) -> set[str]:
    """Return the metrics a source speaks of, and those that definitions join with them."""
    metrics, known = whole("metrics"), _spoken(whole, source, 0)
    rows = metrics[["metric", *JOINED]].itertuples(index=False)
    groups = [{name for name in row if name} for row in rows]
    while found := [group for group in groups if group & known and not group <= known]:
        known = known.union(*found)
    return known


def _places(whole: Read, source: str) -> set[str]:
    """Return the places a source speaks of, those of its references, and what these lie in."""
    table = whole("places")
    parents: dict[str, str] = dict(zip(table["place"], table["part_of"], strict=True))
    known = {*_spoken(whole, source, 1), *of(whole, source, "references")["place"]}
    while found := {parents[name] for name in known & set(parents)} - {"", *known}:
        known |= found
    return known


def _moves(changes: pd.DataFrame, whole: Read, source: str) -> "pd.Series[bool]":
    """Return which rows of the log of changes are a source's.

    What no table has any more, or none of a source, is of those whose files, in a folder each,
    moved it; where none is named, of those that speak of its metric.
    """
    owners: dict[tuple[str, ...], set[str]] = {}
    for name, keys in KEYS.items():
        for owner, *row in whole(name)[["source_id", *keys]].itertuples(index=False):
            owners.setdefault((name, *row), set()).add(owner)

    def is_own(row: str, table: str, about: str, inputs: str) -> bool:
        named = NAMED.match(about)
        metric, place = named.groups() if named else ("", "")
        found = owners.get((table, metric, place) if table == "implied" else (table, row))
        folders = {one.partition("/")[0] for one in inputs.split(";") if "/" in one}
        if table != "references" and (found := found or folders - {"references", "src"}):
            return source in found
        return metric in set(of(whole, source, "metrics")["metric"])

    rows = changes[["row", "table", "of", "inputs"]].itertuples(index=False)
    return pd.Series([is_own(*row) for row in rows], changes.index, "bool")
