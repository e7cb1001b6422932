"""Sentences and tables on who leads, how firmly, and at what rate talent turns into firms."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis import prose, wording

DIGITS = 3  # significant digits of a probability or a rate


def first(chances: pd.DataFrame, figures: pd.DataFrame, draws: int) -> HTML:
    """Say who comes first most often, and who else ever does; rows as by rank_probabilities()."""
    leading = chances[chances["rank"] == 1].sort_values("probability", ascending=False)
    ever = leading[leading["probability"] > 0]
    ids = list(figures["figure_id"])
    drawn = prose.derived(f"{draws:,}", "draws, a parameter of the notebook", [])
    best, others = ever.iloc[0], ever.iloc[1:]
    parts = [
        f"In {drawn} draws of weights and readings, {best['place']} comes first in ",
        _chance(best["probability"], "draws in which the place has the highest score", ids),
        " of them",
    ]
    told = [
        f"{place} in {_chance(probability, f'draws led by {place}', ids)}"
        for place, probability in zip(others["place"], others["probability"], strict=True)
    ]
    tail = f", {wording.listed(told)}." if told else ": nothing that was varied changes who leads."
    return prose.sentence(*parts, tail)


def chances(chances: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Tabulate the probability that each place takes each rank."""
    ids = list(figures["figure_id"])
    texts = [
        _chance(probability, f"draws in which {place} comes {wording.amount(rank, 'rank')}", ids)
        for place, rank, probability in zip(
            chances["place"], chances["rank"], chances["probability"], strict=True
        )
    ]
    wide = chances.assign(text=texts).pivot(index="place", columns="rank", values="text")
    wide = wide.loc[chances["place"].unique()]
    wide = wide.rename(columns=lambda rank: wording.amount(rank, "rank"))
    return prose.table(wide.rename_axis("Place").reset_index())


def scenarios(rows: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Tabulate how often each place comes first, a row a scenario."""
    ids = list(figures["figure_id"])
    texts = [
        _chance(probability, f"draws led by {place}: {scenario}", ids)
        for scenario, place, probability in zip(
            rows["scenario"], rows["place"], rows["probability"], strict=True
        )
    ]
    wide = rows.assign(text=texts).pivot(index="scenario", columns="place", values="text")
    wide = wide.loc[rows["scenario"].unique(), rows["place"].unique()]
    return prose.table(wide.rename_axis("What is varied").reset_index())


def decisive(influence: pd.DataFrame, figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Say which single figure decides most of the order; rows as by influence()."""
    row = influence.iloc[0]
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


def influences(influence: pd.DataFrame, figures: pd.DataFrame, labels: pd.Series) -> HTML:
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


def silence(missing: pd.DataFrame, labels: pd.Series) -> HTML:
    """Say for which places which of the metrics compared are not stated."""
    if missing.empty:
        return prose.sentence("Every place is measured by every metric compared.")
    parts = [
        f"{escape(labels[metric])} of {wording.listed(rows['place'])}"
        for metric, rows in missing.groupby("metric", sort=False)
    ]
    return prose.sentence(
        f"The article does not state the {'; nor the '.join(parts)}. A ranking has to do something "
        "about that, and what it does is a choice: the score is of the metrics stated, or silence "
        "counts as nothing, or as the lowest figure stated, or only metrics stated of every place "
        "count."
    )


def conversion(rates: pd.DataFrame, title: str, unit: str = "count") -> HTML:
    """Say which place has the highest rate and which the lowest; rows as by quotients()."""
    if rates.empty:
        return prose.sentence(f"<b>{escape(title)}.</b> No place is measured by both.")
    ordered = rates.sort_values("value", ascending=False, kind="stable")
    best, last = ordered.iloc[0], ordered.iloc[-1]
    start = f"<b>{escape(title)}.</b> {best['place']} comes to {_rate(best, unit)}"
    if len(ordered) == 1:
        return prose.sentence(start, ".")
    next_high = ordered["high"].iloc[1:].max()
    sure = (
        "no other place's bounds reach its own"
        if best["low"] > next_high
        else "its bounds meet those of another, so that the print leaves open who is ahead"
    )
    return prose.sentence(start, f", {last['place']} to {_rate(last, unit)}: {sure}.")


def rates(rates: pd.DataFrame, unit: str = "count") -> HTML:
    """Tabulate each place's rate with its bounds."""
    rows = rates.sort_values("value", ascending=False, kind="stable")
    return prose.table(
        pd.DataFrame(
            {
                "Place": rows["place"],
                "Rate": [_rate(row, unit) for _, row in rows.iterrows()],
                "Bounds": [
                    prose.derived(
                        wording.span(row["low"], row["high"], unit, DIGITS),
                        "bounds of one figure over those of the other",
                        row["ids"].split(";"),
                    )
                    for _, row in rows.iterrows()
                ],
            }
        )
    )


def _rate(row: pd.Series, unit: str) -> str:
    how = "best reading of one figure over that of the other"
    return prose.derived(wording.amount(row["value"], unit, DIGITS), how, row["ids"].split(";"))


def _chance(probability: float, how: str, ids: list[str]) -> str:
    return prose.derived(wording.amount(probability, "share", DIGITS), how, ids)
