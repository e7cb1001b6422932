"""What the verdicts come to: counted, the most telling, and the figures behind them side by side.

A frame in, a frame out. Claims, implied bounds, figures and references are the processed tables.
"""

import re
from collections.abc import Mapping, Sequence
from math import inf, isfinite
from typing import Any, NamedTuple

import pandas as pd

from analysis.data.tables import Support, Verdict
from analysis.measures.figures import asserted

ASSERTION, CHECK, LIST = KINDS = ("assertion", "check", "list")
ORDERS: dict[str, tuple[str, ...]] = {"verdict": tuple(Verdict), "supported": tuple(Support)}
WITHIN, OUTSIDE = "within", "outside"
BY = {WITHIN: "within", OUTSIDE: "supported"}  # as flips names the sides
LEADING = 5  # claims that the README leads with
PRINTED = re.compile(r"as_printed\(\s*([\w-]+)\s*\)")
HOLE = re.compile(r"\{([\w-]+)\}")
SHARES_APART = 1e-9  # bounds that differ by less, as a part of themselves, are the same


class Rating(NamedTuple):
    """The verdict that rates a claim, and whether it was reached within or outside the source."""

    by: str
    verdict: str


def ids(text: str) -> list[str]:
    """Return the ids that a column of the tables holds, ';' between."""
    return [name.strip() for name in text.split(";") if name.strip()]


def tally(claims: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return how many claims have each verdict in `column`, none included, with their ids."""
    groups = [claims.loc[claims[column] == verdict, "claim_id"] for verdict in ORDERS[column]]
    return pd.DataFrame(
        {
            "verdict": [str(verdict) for verdict in ORDERS[column]],
            "claims": [len(group) for group in groups],
            "ids": [";".join(f"claim-{name}" for name in group) for group in groups],
        }
    )


def tally_by_kind(claims: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return one row a verdict that some claim has: how many claims of each kind, and their ids."""
    wide = pd.crosstab(claims[column], claims["kind"])
    wide = wide.reindex(index=list(ORDERS[column]), columns=list(KINDS), fill_value=0)
    wide = wide.loc[wide.sum(axis=1) > 0].rename_axis(columns=None)
    named = tally(claims, column).set_index("verdict")["ids"]
    return wide.assign(ids=named).rename_axis("verdict").reset_index()


def leading(claims: pd.DataFrame, most: int, first: Sequence[str] = ()) -> pd.DataFrame:
    """Return the `most` telling claims: those named, then one a story of four piles.

    The piles: what is refuted, own checks by the source's figures alone; own checks that
    independent figures bear out; assertions proved; own checks proved. In a pile the firmer come
    first: those not only weakly so, then those whose proof names more figures (the name of a
    definition has blanks). Claims that show a
    common figure are one story.
    """
    ranked = claims.assign(
        pile=[_pile(row) for row in claims.to_dict("records")],
        weak=claims["supported_how"].str.contains("weakly"),
        under=claims["proof"].map(lambda proof: -sum(" " not in name for name in ids(proof))),
    )
    ranked = ranked[ranked["pile"] >= 0].sort_values(["pile", "weak", "under"], kind="stable")
    ranked["turn"] = ranked.groupby("pile").cumcount()
    by_id = claims.set_index("claim_id", drop=False)
    chosen = list(first[:most])
    told = {name for text in by_id.loc[chosen, "template_en"] for name in HOLE.findall(text)}
    for row in ranked.sort_values(["turn", "pile"], kind="stable").to_dict("records"):
        shown = set(HOLE.findall(row["template_en"])) or {row["claim_id"]}
        if len(chosen) < most and row["claim_id"] not in chosen and not shown & told:
            chosen.append(row["claim_id"])
            told |= shown
    return by_id.loc[chosen].reset_index(drop=True)


def rate(row: Mapping[Any, Any]) -> Rating:
    """Return the verdict that rates a claim: what independent figures say, where they decide."""
    if row["supported"] in (Support.NONE, Support.OPEN):
        return Rating(WITHIN, row["verdict"])
    return Rating(OUTSIDE, row["supported"])


def of_rating(rows: pd.DataFrame, claim: Mapping[Any, Any]) -> pd.DataFrame:
    """Return a claim's rows of flips or amounts, on the side that rates it: see rate()."""
    chosen = (rows["claim_id"] == claim["claim_id"]) & (rows["by"] == BY[rate(claim).by])
    return pd.DataFrame(rows[chosen]).reset_index(drop=True)


def contradicts(row: Mapping[Any, Any]) -> bool:
    """Tell whether below a flip a source's figures contradict each other, whatever is claimed."""
    return bool(row["by"] == BY[WITHIN] and row["verdict_below"] == Verdict.CONFLICTING)


def drawable(amounts: pd.DataFrame, claim: Mapping[Any, Any]) -> pd.DataFrame:
    """Return a claim's amounts that have bounds; none where they are of several units."""
    own = amounts[(amounts["claim_id"] == claim["claim_id"]) & (amounts["high"] < inf)]
    drawn = own if own["unit"].nunique() == 1 else own.head(0)
    return pd.DataFrame(drawn).reset_index(drop=True)


def sides(claim: Mapping[Any, Any]) -> dict[str, str]:
    """Return the references considered for a claim, each with 'for', 'against' or 'neither'."""
    told = {side: ids(claim[f"references_{side}"]) for side in ("for", "against")}
    return dict.fromkeys(ids(claim["references"]), "neither") | {
        name: side for side, names in told.items() for name in names
    }


def flips(row: Mapping[Any, Any], by: str = "") -> tuple[str, str]:
    """Return the tolerances below which a claim fails and from which it holds, as written.

    by: '_supported' for those by references.
    """
    below, _, above = row[f"flips_at_tolerance{by}"].partition(";")
    return below.strip(), above.strip()


def tighter(implied: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the implied bounds that are tighter than the print, the most narrowed first.

    Adds the print's own bounds as printed_low and printed_high, and `left`, the part of the
    print's width that is left.
    """
    own = figures.set_index("figure_id")[["low", "high"]].add_prefix("printed_")
    rows = implied[implied["figure_id"] != ""].join(own, on="figure_id", how="inner")
    width = rows["printed_high"] - rows["printed_low"]
    rows = rows.assign(left=(rows["high"] - rows["low"]) / width.where(width > 0))
    narrowed = rows[(rows["left"] < 1 - SHARES_APART) & (rows["unit"] != "rank")]
    return narrowed.sort_values("left", kind="stable", ignore_index=True)


def unprinted(implied: pd.DataFrame) -> pd.DataFrame:
    """Return the bounds, finite at both ends, of what no figure prints: totals that parts pin."""
    bounded = implied["high"].map(isfinite) & (implied["low"] > 0)
    rows = implied[(implied["figure_id"] == "") & bounded & (implied["proof_low"] != "")]
    width = (rows["high"] - rows["low"]) / rows["high"]
    return rows.assign(width=width).sort_values("width", kind="stable", ignore_index=True)


def counters(references: pd.DataFrame, metric: str, place: str) -> pd.DataFrame:
    """Return what independent counters say of one metric of a place, the least first."""
    rows = asserted(references)
    rows = rows[(rows["metric"] == metric) & (rows["place"] == place)]
    return rows.sort_values("value", kind="stable", ignore_index=True)


def over_counts(
    claims: pd.DataFrame, references: pd.DataFrame, apart: pd.DataFrame
) -> pd.DataFrame:
    """Return the claims that others contradict by figures of the metric of `apart`, as counters().

    Who counts decides these, and not only whether the print is right.
    """
    names = set(references["figure_id"][references["metric"].isin(apart["metric"])])
    rests = claims["supported_proof"].map(lambda proof: bool(names & set(ids(proof))))
    return claims[(claims["supported"] == Support.CONTRADICTED) & rests]


def shares_of_totals(
    figures: pd.DataFrame,
    references: pd.DataFrame,
    metrics: pd.DataFrame,
    places: pd.DataFrame,
    share: str,
) -> pd.DataFrame:
    """Return what part of each independent total a printed amount is, beside the share printed.

    `metrics` and `places` are the tables of these names, `share` the id of the printed share; a
    share without another whole is of the largest place that its own lies in. One row a total: low,
    value and high of the part, the print's own as printed_id, printed_low and printed_high, and
    `ids` of the figures divided.
    """
    printed = figures.set_index("figure_id", drop=False).loc[share]
    metric = metrics.set_index("metric").loc[printed["metric"]]
    place, whole = printed["place"], str(metric["whole"] or metric["share_of"])
    where: str = place if metric["whole"] else country(place, places)
    told, totals = asserted(figures), asserted(references)
    own = (told["metric"] == metric["share_of"]) & (told["place"] == place)
    others = (totals["metric"] == whole) & (totals["place"] == where)
    met = told[own].merge(totals[others], how="cross", suffixes=("_part", ""))
    return met.assign(
        low=met["low_part"] / met["high"],
        value=met["value_part"] / met["value"],
        high=met["high_part"] / met["low"],
        ids=met["figure_id_part"] + ";" + met["figure_id"],
        printed_id=share,
        printed_low=printed["low"],
        printed_high=printed["high"],
    )


def country(place: str, places: pd.DataFrame) -> str:
    """Return the largest place that one lies in, or is; `places` is the table of that name."""
    parents = dict(zip(places["place"], places["part_of"], strict=True))
    while parents[place]:
        place = parents[place]
    return place


def beside_print(parts: pd.DataFrame) -> pd.DataFrame:
    """Return what each total makes of a share, and below what is printed, to be drawn as amounts.

    Rows as by shares_of_totals(); `of` is the figure that a row is named after.
    """
    made = parts[["low", "high", "ids"]].assign(of=parts["figure_id"], printed="")
    own = parts.head(1)[["printed_low", "printed_high", "printed_id"]]
    own = own.set_axis(["low", "high", "of"], axis=1)
    own = own.assign(ids=own["of"], printed="yes")
    return pd.concat([made, own], ignore_index=True).assign(unit="share")


def confronted(
    claims: pd.DataFrame, figures: pd.DataFrame, references: pd.DataFrame
) -> pd.DataFrame:
    """Return each amount asserted beside each independent figure of the same unknown.

    Both are shares of the best reading printed: low and high of the print, from, value and to of
    the independent figure. The other columns are the independent figure's; `decides` says whether
    the verdict rests on it, `side` what it says. Only claims that a figure is as printed are met
    here, and no ranks.
    """
    found = []
    named = figures.set_index("figure_id", drop=False)
    others = asserted(references).set_index("figure_id", drop=False)
    for claim in claims.to_dict("records"):
        printed = PRINTED.fullmatch(claim["claim"].strip())
        if not printed or named.loc[printed[1], "unit"] == "rank":
            continue
        own = named.loc[[printed[1]]].iloc[0]
        told = sides(claim)
        rows = others.loc[[name for name in told if name in others.index]]
        same = [_is_same(own, row) for row in rows.to_dict("records")]
        rows = rows[pd.Series(same, index=rows.index, dtype=bool)]
        found.append(_as_shares(rows.assign(side=rows["figure_id"].map(told)), own, claim))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["claim_id"])


def _as_shares(rows: pd.DataFrame, own: pd.Series, claim: Mapping[Any, Any]) -> pd.DataFrame:
    base = own["value"]
    return rows.assign(
        claim_id=claim["claim_id"],
        printed_id=own["figure_id"],
        decides=rows["figure_id"].isin(ids(claim["supported_proof"])),
        **{"from": rows["low"] / base, "to": rows["high"] / base, "value": rows["value"] / base},
        low=own["low"] / base,
        high=own["high"] / base,
    )


def _pile(row: Mapping[Any, Any]) -> int:
    """Return the pile of leading() that a claim lies in; -1 where it is none to lead with."""
    is_own, says = row["kind"] == CHECK, row["supported"]
    if row["kind"] == LIST:
        return -1
    if row["verdict"] == Verdict.FAILS or (not is_own and says == Support.CONTRADICTED):
        return 0
    if is_own and says == Support.SUPPORTED:
        return 1
    if row["verdict"] == Verdict.HOLDS:
        return 3 if is_own else 2
    return -1


def _is_same(own: Any, row: Mapping[Any, Any]) -> bool:
    speaks = own["metric"] in (row["metric"], *ids(row["stands_for"]))
    return bool(speaks and row["place"] == own["place"] and row["unit"] == own["unit"])
