"""Charts of the figures as printed: what is stated, how firmly, and how the places compare."""

import pandas as pd
import seaborn as sns
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from analysis.charts.style import (
    HEAD,
    INK,
    PAPER,
    QUIET,
    RATIO,
    ROW,
    WIDTH,
    axis_of,
    dots,
    labelled,
    spoken_rows,
    theme,
    title_of,
    within_sight,
)
from analysis.quantity import wording

STATES = {"silent": "#ebe7df", "exact": "#8db4d3", "hedged": "#0b4f8a"}


def coverage(cells: pd.DataFrame, title: str) -> Figure:
    """Draw which places by which metrics are stated: cells has place, metric (a label), state."""
    places, metrics = cells["place"].unique(), cells["metric"].unique()
    codes = cells.assign(code=cells["state"].map({name: i for i, name in enumerate(STATES)}))
    wide = codes.pivot(index="metric", columns="place", values="code")
    wide = wide.loc[metrics, places]
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.25 * len(metrics)))
        sns.heatmap(
            wide,
            ax=ax,
            cmap=list(STATES.values()),
            vmin=0,
            vmax=2,
            cbar=False,
            linewidths=2.5,
            linecolor=PAPER,
        )
        ax.set(xlabel="", ylabel="")
        ax.xaxis.tick_top()
        ax.tick_params(axis="x", labelrotation=40)
        plt.setp(ax.get_xticklabels(), ha="left", rotation_mode="anchor")
        title_of(figure, title)
        for name, colour in STATES.items():
            ax.scatter([], [], marker="s", s=70, color=colour, label=name)
        figure.legend(loc="outside lower left", ncols=3, handletextpad=0.2)
    stated = cells[cells["state"] != "silent"].groupby("place", sort=False).size()
    rows = [f"{place} {stated.get(place, 0)} of {len(metrics)} metrics" for place in places]
    return labelled(figure, title, rows)


def readings(rows: pd.DataFrame, title: str, unit: str, axis: str, digits: int = 10) -> Figure:
    """Draw one dot with its bounds a row, in the order given, from zero.

    rows has name, low, value, high (in `unit`), colour and, where printed, hedge; `axis` names the
    horizontal axis.
    """
    spoken, rows = spoken_rows(rows, unit, digits), within_sight(rows)
    limit = rows["high"].max()
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + ROW * len(rows)))
        dots(ax, rows)
        for y, (_, row) in enumerate(rows.iterrows()):
            label = wording.hedged(row["value"], unit, row.get("hedge", "exact"), digits)
            ax.text(row["high"] + limit * 0.025, y, label, va="center", color=QUIET)
        ax.set_xlim(0, limit * 1.3)
        axis_of(ax, unit, axis)
        title_of(figure, title)
    return labelled(figure, title, spoken)


def deviations(rows: pd.DataFrame, title: str, axis: str) -> Figure:
    """Draw how far each row's bounds lie from its best reading: rows has below and above."""
    around = rows.assign(low=rows["below"], value=0.0, high=rows["above"])
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + ROW * len(rows)))
        dots(ax, around)
        axis_of(ax, "share", axis)
        title_of(figure, title)
    spans = [
        f"{row['name']} {wording.span(row['low'], row['high'], 'share', RATIO)}"
        for _, row in around.iterrows()
    ]
    return labelled(figure, f"{title} {axis}:", spans)


def standings(rows: pd.DataFrame, colours: pd.Series, title: str, axis: str) -> Figure:
    """Draw every place on every metric as shares of the largest; rows has name (the metric's)."""
    named = rows.assign(name=rows["name"] + ", " + rows["place"])
    names, rows = list(rows["name"].unique()), within_sight(rows)
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.7 + ROW * len(names)))
        for place, group in rows.groupby("place", sort=False):
            at = group["name"].map(names.index)
            ax.hlines(at, group["low"], group["high"], colors=colours[place], lw=5.5, alpha=0.38)
            ax.scatter(group["value"], at, s=44, color=colours[place], zorder=3, label=place)
        ax.set_yticks(range(len(names)), names)
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.set_xlim(0, max(1.0, rows["high"].max()) * 1.04)
        figure.legend(loc="outside lower left", ncols=3, handletextpad=0.1, columnspacing=1.0)
        axis_of(ax, "share", axis)
        title_of(figure, title)
    return labelled(figure, title, spoken_rows(named, "share", RATIO))


def standing(mine: pd.DataFrame, others: pd.DataFrame, title: str, axis: str) -> Figure:
    """Draw one place's readings, and those of others in grey, as shares of the largest.

    Both have name (the metric's), low, value and high; `mine` has place and colour as well.
    """
    order = {name: y for y, name in enumerate(mine["name"])}
    spoken, mine = spoken_rows(mine, "share", RATIO), within_sight(mine)
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.5 + ROW * len(mine)))
        ax.scatter(
            others["value"],
            others["name"].map(order),
            s=40,
            color="#918b80",
            zorder=2,
            label="another place",
        )
        dots(ax, mine, label=mine["place"].iloc[0])
        ax.set_xlim(0, max(1.0, mine["high"].max()) * 1.04)
        figure.legend(loc="outside lower left", ncols=2, handletextpad=0.1)
        axis_of(ax, "share", axis)
        title_of(figure, title)
    return labelled(figure, title, spoken)


def bars(rows: pd.DataFrame, title: str, axis: str, unit: str = "count") -> Figure:
    """Draw one bar a row, in the order given: rows has name and value (in `unit`)."""
    texts = [wording.amount(value, unit, RATIO) for value in rows["value"]]
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + ROW * len(rows)))
        ax.barh(rows["name"], rows["value"], color="#0b4f8a", height=0.55)
        for y, (value, text) in enumerate(zip(rows["value"], texts, strict=True)):
            ax.text(value, y, f"  {text}", va="center", color=INK)
        ax.invert_yaxis()
        ax.grid(visible=False)
        ax.set_xticks([])
        ax.margins(x=0.12)
        ax.set_xlabel(axis, loc="left")
        ax.spines["bottom"].set_visible(False)
        title_of(figure, title)
    spoken = [f"{name} {text}" for name, text in zip(rows["name"], texts, strict=True)]
    return labelled(figure, title, spoken)
