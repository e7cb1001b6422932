"""Sentences and tables on who leads, how surely, and what moves the order."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.findings import prose
from analysis.quantity import wording

DIGITS = 3  # significant digits of a probability or a mean rank


def first(chances: pd.DataFrame, figures: pd.DataFrame, draws: int) -> HTML:
    """Say who comes first most often, and who else ever does; rows as by rank_probabilities()."""
    if chances.empty:
        return prose.sentence("The article states nothing to rank these places by.")
    leading = chances[chances["rank"] == 1].sort_values("probability", ascending=False)
    ever = leading[leading["probability"] > 0]
    ids = list(figures["figure_id"])
    drawn = prose.derived(f"{draws:,}", "draws, a parameter of the notebook", [])
    best, others = ever.iloc[0], ever.iloc[1:]
    parts = [
        f"In {drawn} {wording.plural(draws, 'draw')} of weights and readings, ",
        f"{best['place']} comes first in ",
        _chance(best["probability"], "draws in which the place has the highest score", ids),
        " of them",
    ]
    told = [
        f"{place} in {_chance(probability, f'draws led by {place}', ids)}"
        for place, probability in zip(others["place"], others["probability"], strict=True)
    ]
    tail = f", {wording.listed(told)}." if told else _why(best["place"], figures)
    behind = chances[(chances["place"] != best["place"]) & (chances["rank"] > 1)]
    if behind.empty:
        return prose.sentence(*parts, tail)
    sure = behind.loc[behind["probability"].idxmax()]
    rank = wording.amount(sure["rank"], "rank")
    share = _chance(sure["probability"], f"draws in which {sure['place']} comes {rank}", ids)
    taken = prose.derived(rank, f"rank that {sure['place']} takes most often", ids)
    return prose.sentence(
        *parts, tail, f" Surest of the others is {sure['place']}, {taken} in {share} of the draws."
    )


def _why(place: str, figures: pd.DataFrame) -> str:
    """Return why a place always leads: it is largest whatever weighs most, or it just does."""
    top = figures.loc[figures.groupby("metric")["value"].idxmax(), "place"]
    if (top == place).all():
        return ": it has the largest figure by every metric, so that no weights could change it."
    return ": nothing that was varied changes who leads."


def chance_table(chances: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Tabulate the ranks that each place takes in any draw, and in how many."""
    ids = list(figures["figure_id"])
    ever = chances[chances["probability"] > 0]
    ranks = [wording.amount(rank, "rank") for rank in ever["rank"]]
    again = ever["place"].eq(ever["place"].shift())
    hows = [f"draws in which {place} comes" for place in ever["place"]]
    return prose.table(
        pd.DataFrame(
            {
                "Place": ever["place"].mask(again, ""),
                "Rank": [
                    prose.derived(rank, f"a rank taken in {how}", ids)
                    for rank, how in zip(ranks, hows, strict=True)
                ],
                "Share of draws": [
                    _chance(probability, f"{how} {rank}", ids)
                    for probability, how, rank in zip(ever["probability"], hows, ranks, strict=True)
                ],
            }
        )
    )


def by_metric(ranks: pd.DataFrame) -> HTML:
    """Say whose rank changes with the metric and whose does not; rows as by rank_table()."""
    if ranks.empty:
        return prose.sentence("There is nothing to rank.")
    spread = ranks.groupby("place", sort=False)["best"].agg(["min", "max", "size"])
    spread = spread[spread["size"] > 1]
    moves = list(spread.index[spread["min"] < spread["max"]])
    stays = list(spread.index[spread["min"] == spread["max"]])
    return prose.sentence(
        f"It changes for {wording.listed(moves)}, and not for {wording.listed(stays)}, "
        "of the places that more than a single metric measures. "
    )


def scenario_table(rows: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Tabulate each place's mean rank, a row a scenario; rows as by by_scenario()."""
    ids = list(figures["figure_id"])
    texts = [
        _mean(mean, f"{place}, {scenario}", ids)
        for scenario, place, mean in zip(rows["scenario"], rows["place"], rows["mean"], strict=True)
    ]
    wide = rows.assign(text=texts).pivot(index="scenario", columns="place", values="text")
    wide = wide.loc[rows["scenario"].unique(), rows["place"].unique()]
    return prose.table(wide.rename_axis("What is varied").reset_index())


def moved(rows: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Say who is first in every scenario, and whose mean rank moves most between two of them."""
    if rows.empty:
        return prose.sentence("There is nothing to vary.")
    ids = list(figures["figure_id"])
    ever = rows[rows["first"] > 0]["place"].unique()
    spans = rows.groupby("place", sort=False)["mean"].agg(["min", "max"])
    place = (spans["max"] - spans["min"]).idxmax()
    own = rows[rows["place"] == place].sort_values("mean", kind="stable")
    best, worst = own.iloc[0], own.iloc[-1]
    start = (
        f"Whatever is varied, {ever[0]} comes first. "
        if len(ever) == 1
        else f"Who comes first depends on what is varied: {wording.listed(ever)} all do at times. "
    )
    if best["mean"] == worst["mean"]:
        return prose.sentence(start, "No place moves from one choice to another.")
    low, high = (_mean(row["mean"], f"{place}, {row['scenario']}", ids) for row in (best, worst))
    return prose.sentence(
        start,
        f"{place} moves furthest: its mean rank is {low} ({best['scenario']}) ",
        f"to {high} ({worst['scenario']}).",
    )


def decisive(influence: pd.DataFrame, figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Say which single figure decides most of the order; rows as by influence().

    A place's only figure is passed over: without it there is nothing to rank the place by.
    """
    single = figures["place"].map(figures["place"].value_counts()) == 1
    others = influence[~influence["figure_id"].isin(figures.loc[single, "figure_id"])]
    if others.empty:
        return prose.sentence("No place has more than a single figure.")
    row = others.iloc[0]
    if not row["moved"]:
        return prose.sentence("No single figure moves anybody's rank.")
    figure = figures.set_index("figure_id", drop=False).loc[row["figure_id"]]
    ids = list(figures["figure_id"])
    rest = [name for name in ids if name != row["figure_id"]]
    before = _mean(row["before"], "by all figures", ids)
    after = _mean(row["after"], f"without {row['figure_id']}", rest)
    return prose.sentence(
        f"No single figure decides more of the order than {row['place']}'s ",
        f"{escape(labels[row['metric']])}, {prose.cite(figure)}: without it {row['mover']} would ",
        f"rank {after} on average and not {before}.",
    )


def influence_table(influence: pd.DataFrame, figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate, figure by figure, whose rank moves most without it, and how far."""
    ids = list(figures["figure_id"])
    rows = []
    for _, row in influence.iterrows():
        rest = [name for name in ids if name != row["figure_id"]]
        rows.append(
            {
                "Figure left out": escape(f"{row['place']}, {labels[row['metric']]}"),
                "Whose rank moves": row["mover"] if row["moved"] else "nobody's",
                "Mean rank with it": _mean(row["before"], "by all figures", ids),
                "Mean rank without": _mean(row["after"], f"without {row['figure_id']}", rest),
            }
        )
    return prose.table(pd.DataFrame(rows))


def _mean(rank: float, how: str, ids: list[str]) -> str:
    return prose.derived(wording.amount(rank, "count", DIGITS), f"mean rank, {how}", ids)


def silence(missing: pd.DataFrame, metrics: list[str], labels: pd.Series) -> HTML:
    """Say for which places which of the metrics compared are not stated, and what comes of it."""
    if missing.empty:
        return prose.sentence("Every place is measured by every metric compared.")
    parts = [
        f"{escape(labels[metric])} of {wording.listed(rows['place'])}"
        for metric, rows in missing.groupby("metric", sort=False)
    ]
    complete = [labels[metric] for metric in metrics if metric not in set(missing["metric"])]
    return prose.sentence(
        f"The article does not state the {'; nor the '.join(parts)}. A ranking has to do something "
        "about that, and what it does is a choice: the score is of the metrics stated, or silence "
        "counts as nothing, or as the lowest figure stated, or only metrics stated of every place "
        f"count ({escape(wording.listed(complete))}).",
    )


def _chance(probability: float, how: str, ids: list[str]) -> str:
    return prose.derived(wording.amount(probability, "share", DIGITS), how, ids)
