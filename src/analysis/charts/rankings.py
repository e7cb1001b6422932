"""Charts of how robust a ranking is: the chance of each rank, and of leading by scenario."""

import pandas as pd
import seaborn as sns
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from analysis import wording
from analysis.charts.base import HEAD, ROW, labelled, title_of
from analysis.theme import PAPER, WIDTH, theme

SMALL = 0.005  # what rounds to no percent at all


def ranks(chances: pd.DataFrame, title: str, axis: str) -> Figure:
    """Draw the probability that each place takes each rank: rows of place, rank, probability."""
    wide = chances.pivot(index="place", columns="rank", values="probability")
    wide = wide.loc[chances["place"].unique()]
    texts = wide.map(_percent)
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + ROW * len(wide)))
        sns.heatmap(
            wide,
            annot=texts,
            fmt="",
            ax=ax,
            cmap=sns.light_palette("#0b4f8a", as_cmap=True),
            vmin=0,
            vmax=1,
            cbar=False,
            linewidths=2.5,
            linecolor=PAPER,
        )
        ax.set(ylabel="")
        ax.set_xlabel(axis, loc="left")
        ax.tick_params(axis="y", labelrotation=0)
        title_of(figure, title)
    rows = [
        f"{place} {wording.listed(_ranked(place_rows))}"
        for place, place_rows in chances.groupby("place", sort=False)
    ]
    return labelled(figure, title, rows)


def firsts(rows: pd.DataFrame, colours: pd.Series, title: str, axis: str) -> Figure:
    """Draw, a bar a scenario, how often each place comes first: scenario, place, probability."""
    wide = rows.pivot(index="scenario", columns="place", values="probability").fillna(0.0)
    wide = wide.loc[rows["scenario"].unique(), rows["place"].unique()]
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.45 + ROW * len(wide)))
        left = pd.Series(0.0, index=wide.index)
        for place in wide.columns:
            ax.barh(
                wide.index, wide[place], left=left, color=colours[place], height=0.6, label=place
            )
            left = left + wide[place]
        ax.invert_yaxis()
        ax.set_xlim(0, 1)
        ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: wording.amount(at, "share", 3)))
        ax.set_xlabel(axis, loc="left")
        ax.grid(visible=False)
        figure.legend(loc="outside lower left", ncols=5, handletextpad=0.3, columnspacing=1.0)
        title_of(figure, title)
    spoken = [
        f"{scenario}: {wording.listed(_shares(group))}"
        for scenario, group in rows.groupby("scenario", sort=False)
    ]
    return labelled(figure, title, spoken)


def _percent(probability: float) -> str:
    if probability == 0:
        return ""
    return "<1%" if probability < SMALL else wording.amount(round(probability, 2), "share")


def _ranked(rows: pd.DataFrame) -> list[str]:
    return [
        f"{wording.amount(rank, 'rank')} in {wording.amount(probability, 'share', 3)}"
        for rank, probability in zip(rows["rank"], rows["probability"], strict=True)
        if probability
    ]


def _shares(rows: pd.DataFrame) -> list[str]:
    return [
        f"{place} {wording.amount(probability, 'share', 3)}"
        for place, probability in zip(rows["place"], rows["probability"], strict=True)
        if probability
    ]
