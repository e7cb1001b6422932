"""What the verdicts come to: counted, the most telling, and the figures behind them side by side.

A frame in, a frame out. Claims, figures and references are the processed tables.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.claims.support import STRONG as DECIDING_GRADES
from analysis.claims.verdict import Verdict
from analysis.measures.figures import divide

ORDER = [Verdict.HOLDS, Verdict.DEPENDS, Verdict.FAILS, Verdict.NOT_CHECKABLE]
WITHIN, OUTSIDE = "Within the article", "Independent figures"
LEADING = 3  # claims that the README leads with
WEIGHT = {Verdict.FAILS: 0, Verdict.DEPENDS: 1, Verdict.HOLDS: 2, Verdict.NOT_CHECKABLE: 3}


class Rating(NamedTuple):
    """The verdict that rates a claim: by what it was reached, what it is, and why."""

    by: str
    verdict: str
    reason: str


def tally(claims: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return how many claims have each verdict in `column`, none included, with their ids."""
    groups = [claims.loc[claims[column] == verdict, "claim_id"] for verdict in ORDER]
    return pd.DataFrame(
        {
            "verdict": [verdict.value for verdict in ORDER],
            "claims": [len(group) for group in groups],
            "ids": [";".join(f"claim-{name}" for name in group) for group in groups],
        }
    )


def telling(claims: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the `most` telling claims: the graver verdict first, then the more figures under it.

    A claim counts by the graver of its two verdicts, as rate() has it.
    """
    grave = claims[["verdict", "supported"]].map(WEIGHT.__getitem__).min(axis=1)
    figures = (claims["figures"] + ";" + claims["references"]).str.strip(";").str.count(";") + 1
    order = claims.assign(grave=grave, under=-figures).sort_values(
        ["grave", "under"], kind="stable"
    )
    return claims.loc[order.index[:most]].reset_index(drop=True)


def rate(row: Mapping[Any, Any]) -> Rating:
    """Return the graver of a claim's two verdicts; of equals, what independent figures say."""
    decided = row["supported"] != Verdict.NOT_CHECKABLE
    if decided and WEIGHT[row["supported"]] <= WEIGHT[row["verdict"]]:
        return Rating(OUTSIDE, row["supported"], row["reason_supported"])
    return Rating(WITHIN, row["verdict"], row["reason"])


def wholes(claim: pd.Series, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the whole that each pair of a claim implies, as by divide()."""
    named = figures.set_index("figure_id", drop=False)
    counts, shares = zip(*(pair.split("/") for pair in claim["pairs"].split(";")), strict=True)
    return divide(named.loc[list(counts)], named.loc[list(shares)])


def common(rows: pd.DataFrame) -> tuple[float, float] | None:
    """Return the bounds of what all ranges allow; None where there is nothing."""
    low, high = float(rows["low"].max()), float(rows["high"].min())
    return (low, high) if low <= high else None


def confronted(
    claims: pd.DataFrame, figures: pd.DataFrame, references: pd.DataFrame
) -> pd.DataFrame:
    """Return each amount claimed beside each independent figure of the same metric.

    Both are shares of the best reading claimed: low and high of the claim, from, value and to of
    the independent figure. `figure_id`, `place`, `year` and `grade` are the independent figure's,
    `decides` says whether the grade is one
    that decides and the years, where both are given, are the same. Only claims that compare an
    amount with references of its unit and metric are met here.
    """
    first = figures.set_index("figure_id").reindex(claims["figures"].str.split(";").str[0])
    stated = first[["year", "metric"]].add_prefix("claimed_").set_index(claims.index)
    compared = claims[(claims["held_by"] == "compare-with-reference") & (claims["unit"] != "rank")]
    pairs = compared.join(stated).assign(figure_id=claims["references"].str.split(";"))
    met = pairs.explode("figure_id").merge(references, on="figure_id", suffixes=("_claimed", ""))
    same = (met["unit"] == met["unit_claimed"]) & (met["metric"] == met["claimed_metric"])
    met = met[same].reset_index(drop=True)
    base = met["value_claimed"]
    same_year = (met["year"] == met["claimed_year"]).fillna(True)
    shares = {
        "low": "low_claimed",
        "high": "high_claimed",
        "from": "low",
        "value": "value",
        "to": "high",
    }
    decides = met["grade"].isin(DECIDING_GRADES) & same_year
    return met.assign(
        **{name: met[bound] / base for name, bound in shares.items()}, decides=decides
    )


def definitions(
    figures: pd.DataFrame, references: pd.DataFrame, metrics: Sequence[str]
) -> pd.DataFrame:
    """Return every figure of `metrics`, rival definitions of one thing, the sources' own first.

    Adds `independent`, and `grade`, empty for a source's own. Places come in the order met.
    """
    both = pd.concat(
        [figures.assign(independent=False, grade=""), references.assign(independent=True)],
        ignore_index=True,
    )
    rows = both[both["metric"].isin(metrics)]
    order = {metric: at for at, metric in enumerate(metrics)}
    places = {place: at for at, place in enumerate(rows["place"].unique())}
    keys = rows.assign(at=rows["place"].map(places), by=rows["metric"].map(order))
    return rows.loc[keys.sort_values(["at", "by"], kind="stable").index].reset_index(drop=True)


def gulf(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the two figures of one place that rival definitions hold furthest apart.

    rows is as by definitions(); the wider count is a source's own, the narrower one the latest of
    the place that is independent and of a deciding grade. Empty where there are no such two.
    """
    own = rows[~rows["independent"]]
    other = rows[rows["grade"].isin(DECIDING_GRADES)].sort_values("year", na_position="first")
    other = other.drop_duplicates(["place", "metric"], keep="last")
    pairs = own.merge(other, on="place", suffixes=("", "_other"))
    pairs = pairs[pairs["metric"] != pairs["metric_other"]]
    if pairs.empty:
        return rows.iloc[:0]
    at = np.argmax(pairs["value"] / pairs["value_other"])
    ids = [pairs["figure_id"].iloc[at], pairs["figure_id_other"].iloc[at]]
    return rows.set_index("figure_id", drop=False).loc[ids].reset_index(drop=True)
