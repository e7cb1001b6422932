"""Charts of how robust a ranking is: the chance of each rank, and mean ranks by scenario."""

import pandas as pd
import seaborn as sns
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from analysis.charts.style import HEAD, PAPER, RATIO, ROW, WIDTH, labelled, theme, title_of
from analysis.quantity import wording

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


def means(rows: pd.DataFrame, colours: pd.Series, title: str, axis: str) -> Figure:
    """Draw each place's mean rank, a row a scenario, the best at the left.

    rows has scenario, place and mean.
    """
    scenarios = list(rows["scenario"].unique())
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.55 + ROW * len(scenarios)))
        for place, group in rows.groupby("place", sort=False):
            y = group["scenario"].map(scenarios.index)
            ax.plot(group["mean"], y, color=colours[place], lw=1, alpha=0.5)
            ax.scatter(group["mean"], y, s=44, color=colours[place], zorder=3, label=place)
        ax.set_yticks(range(len(scenarios)), scenarios)
        ax.set_ylim(len(scenarios) - 0.4, -0.6)
        ax.set_xlim(0.8, rows["place"].nunique() + 0.2)
        ax.xaxis.set_major_locator(MultipleLocator(1))
        ax.set_xlabel(axis, loc="left")
        figure.legend(loc="outside lower left", ncols=3, handletextpad=0.1, columnspacing=1.0)
        title_of(figure, title)
    spoken = [
        f"{scenario}: {wording.listed(_means(group))}"
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


def _means(rows: pd.DataFrame) -> list[str]:
    return [
        f"{place} {wording.amount(mean, 'count', RATIO)}"
        for place, mean in zip(rows["place"], rows["mean"], strict=True)
    ]
