"""What figures say once counted, ranked and compared, of one source or several.

A frame in, a frame out.
"""

from itertools import combinations
from math import inf
from typing import Any

import pandas as pd

from analysis.quantity.hedges import PLAIN
from analysis.quantity.units import SIGNED

AGREE, CONFLICT, UNDATED = STATES = ("agree", "conflict", "undated")
COLUMNS = (
    *("state", "metric", "place", "year", "unit", "source_id", "other_id", "ids", "other_ids"),
    *("low", "high", "other_low", "other_high"),
)
KEYS = ["source_id", "metric", "place", "year"]
ENDS = ("low", "high")
Row = dict[Any, Any]


def cell_states(grid: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row a place and metric with its `ids`, ';' between, and its `state`.

    The state is silent, exact, or hedged where any of the figures is.
    """
    hedged = set(figures.loc[~figures["hedge"].isin(PLAIN), "figure_id"])
    states = [0 if not ids else 2 if hedged & set(ids.split(";")) else 1 for ids in grid["figures"]]
    cells = grid.assign(state=states).groupby(["metric", "place"], sort=False)
    found = cells.agg(
        state=("state", "max"), ids=("figures", lambda ids: ";".join(filter(None, ids)))
    )
    names = {0: "silent", 1: "exact", 2: "hedged"}
    return found.assign(state=found["state"].map(names)).reset_index()


def coverage(grid: pd.DataFrame) -> pd.DataFrame:
    """Return one row a place: how many metrics are stated and silent, and the figures' ids."""
    filled = grid[grid["figures"] != ""]
    counts = filled.groupby("place", sort=False).agg(
        stated=("metric", "nunique"), ids=("figures", ";".join)
    )
    counts = counts.reindex(grid["place"].unique()).fillna({"stated": 0, "ids": ""})
    counts["stated"] = counts["stated"].astype("int64")
    counts["silent"] = grid["metric"].nunique() - counts["stated"]
    return counts.rename_axis("place").reset_index()


def widths(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that leave room, loosest first, with `below`, `above` and `width`.

    These are the bounds less the best reading, and the distance between them, as fractions of the
    best reading. Exact counts and ranks leave no room; a reading without limit has no width.
    """
    room = (figures["high"] > figures["low"]) & (figures["high"] < inf)
    loose = figures[room & (figures["value"] > 0)]
    below = loose["low"] / loose["value"] - 1
    above = loose["high"] / loose["value"] - 1
    rows = loose.assign(below=below, above=above, width=above - below)
    return rows.sort_values("width", ascending=False, kind="stable", ignore_index=True)


def ordered(figures: pd.DataFrame, places: list[str], metrics: list[str]) -> pd.DataFrame:
    """Return the figures of `places` and `metrics` in the order of those lists, metrics first."""
    chosen = figures[figures["place"].isin(places) & figures["metric"].isin(metrics)]
    ranks = {name: rank for names in (places, metrics) for rank, name in enumerate(names)}
    return chosen.sort_values(
        ["metric", "place"], key=lambda names: names.map(ranks), kind="stable", ignore_index=True
    )


def together(figures: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """Return figures and references in one frame; `source_id` is missing for references."""
    return pd.concat([figures, references], ignore_index=True)


def asserted(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures without those that a source prints and does not assert: a rank that is lost.

    Figures without a stance stay.
    """
    return figures[figures["stance"] == "asserted"] if "stance" in figures else figures


def latest(figures: pd.DataFrame) -> pd.DataFrame:
    """Return one figure a place and metric, as newest(); only what is asserted counts."""
    return newest(asserted(figures))


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a place and metric: of the latest year, and there the first."""
    order = rows.sort_values("year", ascending=False, na_position="last", kind="stable")
    return order.drop_duplicates(["place", "metric"]).sort_index()


def ranked(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures of one metric, best first, with the ranks that their bounds allow.

    The largest amount is best; of ranks, the smallest number. `best` counts the others that are
    ahead for certain, plus one; `worst` those that may be ahead or level, plus one: bounds that
    only touch leave the order open.
    """
    falling = not (figures["unit"] == "rank").all()
    rows = figures.sort_values("value", ascending=not falling, kind="stable", ignore_index=True)
    ends = rows["low"].to_numpy(), rows["high"].to_numpy()
    low, high = ends if falling else (-ends[1], -ends[0])
    surely_ahead = (low[None, :] > high[:, None]).sum(axis=1)
    maybe_ahead = (high[None, :] >= low[:, None]).sum(axis=1) - 1
    return rows.assign(best=surely_ahead + 1, worst=maybe_ahead + 1)


def first_by_rank(
    figures: pd.DataFrame, metrics: pd.DataFrame, places: list[str], leader: str
) -> pd.DataFrame:
    """Return the ranks that put one of `places` first by what is not stated of `leader`.

    `of` is the metric that they rank by. `metrics` is the table of that name.
    """
    own = set(figures.loc[figures["place"] == leader, "metric"])
    told = asserted(figures)
    rows = told.assign(of=told["metric"].map(metrics.set_index("metric")["ranks"]))
    is_first = (rows["unit"] == "rank") & (rows["value"] == 1) & ~rows["of"].isin(own)
    others = rows["place"].isin(places) & (rows["place"] != leader)
    return rows[is_first & others].reset_index(drop=True)


def rank_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures ranked metric by metric, in the order in which the metrics first come."""
    if figures.empty:
        return figures.assign(best=0, worst=0)
    groups = [group for _, group in figures.groupby("metric", sort=False)]
    return pd.concat([ranked(group) for group in groups], ignore_index=True)


def narrowed(figures: pd.DataFrame, implied: pd.DataFrame) -> pd.DataFrame:
    """Return figures with the bounds that all of a source's figures together imply.

    `ids` has a figure with those that force its bounds, ';' between. What is printed, and the best
    reading with it, stay as they are: a quotient takes the reading within the bounds.
    """
    bounds = implied[implied["figure_id"] != ""].set_index("figure_id")
    rows = figures.join(
        bounds[["low", "high", "proof_low", "proof_high"]].add_prefix("all_"), on="figure_id"
    )
    low, high = rows[["low", "all_low"]].max(axis=1), rows[["high", "all_high"]].min(axis=1)
    proofs = rows[["figure_id", "all_proof_low", "all_proof_high"]].fillna("")
    forced = [_once(";".join(names)) for names in proofs.itertuples(index=False)]
    return figures.assign(low=low, high=high, ids=pd.Series(forced, figures.index, dtype="object"))


def rests(figures: pd.DataFrame) -> pd.Series:
    """Return the ids that each figure's bounds rest on, ';' between: its own, or as narrowed()."""
    own = figures["figure_id"]
    return figures["ids"].fillna(own) if "ids" in figures else own


def _once(ids: str) -> str:
    return ";".join(dict.fromkeys(filter(None, ids.split(";"))))


def _best(figures: pd.DataFrame) -> pd.Series:
    return figures["value"].clip(figures["low"], figures["high"])


def relative_to_largest(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures over the largest best reading of their metric, as shares with bounds.

    The bounds are those of a ratio of two readings: low over the largest's high, high over its
    low; the largest itself is 1. `ids` has both figures, and what their bounds rest on. A metric
    whose largest reading is zero, or may be, is left out, and so are those that may be below zero,
    as changes may, and ranks, which are no amounts.
    """
    units = figures["unit"].str.split("/").str[0]
    below = figures["metric"].isin(figures["metric"][figures["low"] < 0])
    amounts = figures[~(units.isin(["rank", *SIGNED]) | below)].reset_index(drop=True)
    amounts = amounts.assign(value=_best(amounts), ids=rests(amounts))
    at = amounts.groupby("metric")["value"].idxmax()
    largest = amounts.loc[at].set_index("metric").loc[amounts["metric"]]
    some = largest["low"].to_numpy() > 0
    amounts, largest = amounts[some], largest[some]
    scaled = {
        "low": amounts["low"].to_numpy() / largest["high"].to_numpy(),
        "value": amounts["value"].to_numpy() / largest["value"].to_numpy(),
        "high": amounts["high"].to_numpy() / largest["low"].to_numpy(),
    }
    pairs = zip(amounts["ids"], largest["ids"], strict=True)
    both = [_once(f"{own};{first}") for own, first in pairs]
    shares = amounts.assign(**scaled, unit="share", ids=both)
    shares.loc[shares.index.isin(at), ["low", "high"]] = 1.0
    return shares


def peers(figures: pd.DataFrame, places: pd.DataFrame, place: str) -> pd.DataFrame:
    """Return the latest figures of places of the same kind as `place`, itself included.

    `places` is the table of that name, indexed by place; of several kinds the first counts.
    """
    kinds = places["kinds"].str.split(";").str[0]
    return latest(figures[figures["place"].map(kinds) == kinds[place]])


def shared(figures: pd.DataFrame, place: str) -> pd.DataFrame:
    """Return the figures of metrics that are stated of `place` and of another place too."""
    own = figures.loc[figures["place"] == place, "metric"]
    others = figures.loc[figures["place"] != place, "metric"]
    return figures[figures["metric"].isin(set(own) & set(others))].reset_index(drop=True)


def unsaid(figures: pd.DataFrame, place: str) -> pd.DataFrame:
    """Return the figures of metrics that are stated of other places and not of `place`."""
    own = figures.loc[figures["place"] == place, "metric"]
    return figures[~figures["metric"].isin(set(own))].reset_index(drop=True)


def fallback(figures: pd.DataFrame, references: pd.DataFrame, metric: str) -> pd.DataFrame:
    """Return the latest figures of a metric: a place's own, or where it has none, references'."""
    own = latest(figures[figures["metric"] == metric])
    others = latest(references[references["metric"] == metric])
    return pd.concat([own, others[~others["place"].isin(own["place"])]], ignore_index=True)


def quotients(top: pd.DataFrame, bottom: pd.DataFrame) -> pd.DataFrame:
    """Return each place's figure of `top` over its figure of `bottom`, as by divide().

    One row a place that has both, in the order of `top`.
    """
    below = bottom.set_index("place", drop=False)
    rows = top[top["place"].isin(below.index)]
    return divide(rows, below.loc[rows["place"]])


def divide(top: pd.DataFrame, bottom: pd.DataFrame) -> pd.DataFrame:
    """Return each row of `top` over that of `bottom`, with the bounds of both.

    Columns: place (of the top), low, value, high, unit (a plain count), and `ids`, the figures
    divided and what their bounds rest on, ';' between. A divisor that may be zero leaves the
    quotient out.
    """
    over, under = top.reset_index(drop=True), bottom.reset_index(drop=True)
    found = pd.DataFrame(
        {
            "place": over["place"],
            "low": over["low"] / under["high"],
            "value": _best(over) / _best(under),
            "high": over["high"] / under["low"],
            "unit": "count",
            "ids": (rests(over) + ";" + rests(under)).map(_once),
        }
    )
    return found[under["low"] > 0].reset_index(drop=True)


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
    touch = one["low"] == other["high"] and (one["open_low"] or other["open_high"])
    return bool(one["low"] > other["high"] or touch)
