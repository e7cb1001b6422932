"""What a report compares where nobody has chosen: what its source prints most of.

Frames in, names out. Places, metrics, figures and references are the tables of those names.
"""

from collections.abc import Collection

import pandas as pd

from analysis.measures.claims import counters, country, ids, shares_of_totals
from analysis.measures.figures import asserted

MOST_PLACES, MOST_METRICS = 24, 6
MANY = 2  # places or counters that a comparison needs, and times that counters are far apart


def places(figures: pd.DataFrame, known: pd.DataFrame) -> list[str]:
    """Return the places of the kind of which most is printed, in the order of `known`.

    Of several kinds of a place the first counts; of too many places, those of which most is printed
    are kept.
    """
    kinds = known.set_index("place")["kinds"].str.split(";").str[0]
    of_kind = figures["place"].map(kinds)
    counts = figures["place"][of_kind == of_kind.mode().iloc[0]].value_counts()
    kept = counts.sort_values(ascending=False, kind="stable").head(MOST_PLACES)
    return [name for name in known["place"] if name in kept.index]


def place(figures: pd.DataFrame, known: pd.DataFrame) -> str:
    """Return the place of which most is printed; of several, the first in the order of `known`."""
    counts = figures["place"].value_counts()
    most = counts.index[counts == counts.max()]
    return str(known["place"][known["place"].isin(most)].iloc[0])


def metrics(
    figures: pd.DataFrame, known: pd.DataFrame, places: list[str], named: str = ""
) -> list[str]:
    """Return the metrics to compare places by: those `named`, ';' between, or printed of most.

    These are printed of two places at least, and of half as many as the one printed of most. Ranks,
    and the lengths of lists, which add up to nothing, are left out.
    """
    if named:
        return ids(named)
    told = known[(known["unit"] == "share") | (known["adds_up"] == "yes")]
    own = figures[figures["place"].isin(places) & figures["metric"].isin(told["metric"])]
    counts = own.groupby("metric")["place"].nunique()
    kept = counts[counts >= max(MANY, counts.max() / 2)] if len(counts) else counts
    kept = kept.sort_values(ascending=False, kind="stable").head(MOST_METRICS)
    return [name for name in known["metric"] if name in kept.index]


def ranked(names: list[str], known: pd.DataFrame) -> list[str]:
    """Return those of the metrics that say nothing twice: no country's share of another of them."""
    rows = known.set_index("metric").loc[names]
    twice = rows["share_of"].isin(names) & (rows["whole"] == "")
    return list(rows.index[~twice])


def linked(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures by which places can be ranked: those of a group that metrics link.

    A metric links the places that have a figure of it. Of several groups without a metric in
    common the one with most figures is kept, and of several of these the first.
    """
    rows = figures[figures.groupby("metric")["place"].transform("nunique") >= MANY]
    group = {place: at for at, place in enumerate(rows["place"].unique())}
    for _, own in rows.groupby("metric", sort=False):
        met = {group[place] for place in own["place"]}
        group = {place: min(met) if at in met else at for place, at in group.items()}
    found = rows["place"].map(group)
    return rows[found.isin(found.mode().head(1))].reset_index(drop=True)


def share(
    figures: pd.DataFrame, references: pd.DataFrame, known: pd.DataFrame, places: pd.DataFrame
) -> str:
    """Return the id of the printed share that is furthest from what others' totals make of it.

    `known` is the table of metrics. Empty where there is no total to hold a share against.
    """
    shares = known.loc[known["share_of"] != "", "metric"]
    found = {}
    told = asserted(figures)
    for name in told.loc[told["metric"].isin(shares), "figure_id"]:
        parts = shares_of_totals(figures, references, known, places, name)
        apart = pd.concat(
            [parts["printed_low"] / parts["high"], parts["low"] / parts["printed_high"]], axis=1
        )
        if len(parts):
            found[name] = apart.max(axis=1).min()
    return max(found, key=lambda name: found[name], default="")


def counted(
    figures: pd.DataFrame, references: pd.DataFrame, places: pd.DataFrame
) -> tuple[str, str]:
    """Return the printed metric on which counters of a country are furthest apart, and the country.

    It is printed of two places at least, or of a country: one place's number says nothing of how
    many there are. Both are empty where no two have counted the same.
    """
    countries = {country(name, places) for name in figures["place"]}
    told = asserted(figures).drop_duplicates(["metric", "place"])
    named = told["metric"][told.duplicated("metric") | told["place"].isin(countries)]
    rows = asserted(references)
    rows = rows[rows["place"].isin(countries) & (rows["unit"] != "rank")]
    rows = rows[rows["metric"].isin(named) & (rows["value"] > 0)]
    if rows.empty:
        return "", ""
    groups = rows.groupby(["metric", "place"], sort=False)
    apart = groups["value"].max() / groups["value"].min()
    apart = apart[groups["counter"].nunique() >= MANY]
    if apart.empty:
        return "", ""
    metric, where = apart[apart == apart.max()].index[0]
    return str(metric), str(where)


def contested(
    figures: pd.DataFrame, references: pd.DataFrame, places: pd.DataFrame, metrics: Collection[str]
) -> pd.DataFrame:
    """Return what counters say of the printed metric on which they are furthest apart.

    The least comes first. Empty where it is none of the `metrics`, or where the most is less than
    MANY times the least.
    """
    metric, where = counted(figures, references, places)
    rows = counters(references, metric, where)
    is_apart = metric in metrics and rows["value"].max() >= MANY * rows["value"].min()
    return rows if is_apart else rows.head(0)
