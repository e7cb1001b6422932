"""The charts: a frame in, a matplotlib Figure out, its label the text for those who don't see it.

Nothing is computed beyond placing marks, and nothing saved. Labels and alt texts are made of the
plotted rows. A hedged figure is drawn with its bounds: the dot is the best reading, the bar all
that the print allows.
"""

from collections.abc import Sequence
from math import inf

import pandas as pd
import seaborn as sns
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis import wording
from analysis.theme import INK, PAPER, QUIET, WIDTH, theme

RATIO = wording.RATIO_DIGITS
ROW, HEAD = 0.33, 1.05  # inches a row, and for title and axis together
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
        _title(figure, title)
        for name, colour in STATES.items():
            ax.scatter([], [], marker="s", s=70, color=colour, label=name)
        figure.legend(loc="outside lower left", ncols=3, handletextpad=0.2)
    stated = cells[cells["state"] != "silent"].groupby("place", sort=False).size()
    rows = [f"{place} {stated.get(place, 0)} of {len(metrics)} metrics" for place in places]
    return _labelled(figure, title, rows)


def readings(rows: pd.DataFrame, title: str, unit: str, axis: str) -> Figure:
    """Draw one dot with its bounds a row, in the order given, from zero.

    rows has name, low, value, high (in `unit`), hedge and colour; `axis` names the horizontal axis.
    """
    spoken, rows = _spoken(rows, unit), _within_sight(rows)
    limit = rows["high"].max()
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + ROW * len(rows)))
        _dots(ax, rows)
        for y, (_, row) in enumerate(rows.iterrows()):
            label = wording.hedged(row["value"], unit, row["hedge"])
            ax.text(row["high"] + limit * 0.025, y, label, va="center", color=QUIET)
        ax.set_xlim(0, limit * 1.3)
        _axis(ax, unit, axis)
        _title(figure, title)
    return _labelled(figure, title, spoken)


def deviations(rows: pd.DataFrame, title: str, axis: str) -> Figure:
    """Draw how far each row's bounds lie from its best reading: rows has below and above."""
    around = rows.assign(low=rows["below"], value=0.0, high=rows["above"])
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + ROW * len(rows)))
        _dots(ax, around)
        _axis(ax, "share", axis)
        _title(figure, title)
    spans = [
        f"{row['name']} {wording.span(row['low'], row['high'], 'share', RATIO)}"
        for _, row in around.iterrows()
    ]
    return _labelled(figure, f"{title} {axis}:", spans)


def standings(rows: pd.DataFrame, colours: pd.Series, title: str, axis: str) -> Figure:
    """Draw every place on every metric as shares of the largest; rows has name (the metric's)."""
    named = rows.assign(name=rows["name"] + ", " + rows["place"])
    names, rows = list(rows["name"].unique()), _within_sight(rows)
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.5 + ROW * len(names)))
        for place, group in rows.groupby("place", sort=False):
            at = group["name"].map(names.index)
            ax.hlines(at, group["low"], group["high"], colors=colours[place], lw=5.5, alpha=0.38)
            ax.scatter(group["value"], at, s=44, color=colours[place], zorder=3, label=place)
        ax.set_yticks(range(len(names)), names)
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.set_xlim(0, max(1.0, rows["high"].max()) * 1.04)
        figure.legend(loc="outside lower left", ncols=5, handletextpad=0.1, columnspacing=1.0)
        _axis(ax, "share", axis)
        _title(figure, title)
    return _labelled(figure, title, _spoken(named, "share", RATIO))


def standing(mine: pd.DataFrame, others: pd.DataFrame, title: str, axis: str) -> Figure:
    """Draw one place's readings, and those of others in grey, as shares of the largest.

    Both have name (the metric's), low, value and high; `mine` has place and colour as well.
    """
    order = {name: y for y, name in enumerate(mine["name"])}
    spoken, mine = _spoken(mine, "share", RATIO), _within_sight(mine)
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
        _dots(ax, mine, label=mine["place"].iloc[0])
        ax.set_xlim(0, max(1.0, mine["high"].max()) * 1.04)
        figure.legend(loc="outside lower left", ncols=2, handletextpad=0.1)
        _axis(ax, "share", axis)
        _title(figure, title)
    return _labelled(figure, title, spoken)


def tally(rows: pd.DataFrame, title: str, axis: str) -> Figure:
    """Draw one bar a row, longest first: rows has name and figures (a whole number)."""
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + ROW * len(rows)))
        ax.barh(rows["name"], rows["figures"], color="#0b4f8a", height=0.55)
        for y, count in enumerate(rows["figures"]):
            ax.text(count, y, f"  {count}", va="center", color=INK)
        ax.invert_yaxis()
        ax.grid(visible=False)
        ax.set_xticks([])
        ax.set_xlabel(axis, loc="left")
        ax.spines["bottom"].set_visible(False)
        _title(figure, title)
    return _labelled(figure, title, [f"{row.name} {row.figures}" for row in rows.itertuples()])


def _within_sight(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose bounds without limit end a quarter beyond the largest that has one."""
    limited = rows["high"][rows["high"] < inf]
    edge = max(limited.max() if len(limited) else 0, rows["value"].max()) * 1.25
    return rows.assign(high=rows["high"].clip(upper=edge))


def _dots(ax: Axes, rows: pd.DataFrame, label: str | None = None) -> None:
    at, colours = list(range(len(rows))), list(rows["colour"])
    ax.hlines(at, rows["low"], rows["high"], colors=colours, lw=5.5, alpha=0.38)
    ax.scatter(rows["value"], at, s=44, c=colours, zorder=3, label=label)
    ax.set_yticks(at, list(rows["name"]))
    ax.set_ylim(len(rows) - 0.4, -0.6)


def _axis(ax: Axes, unit: str, label: str) -> None:
    ax.xaxis.set_major_locator(MaxNLocator(5))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: wording.amount(round(at, 12), unit)))
    ax.set_xlabel(label, loc="left")


def _title(figure: Figure, title: str) -> None:
    figure.suptitle(title, x=0.01, ha="left")


def _spoken(rows: pd.DataFrame, unit: str, digits: int = 10) -> list[str]:
    return [
        f"{row['name']} {wording.amount(row['value'], unit, digits)} "
        f"({wording.span(row['low'], row['high'], unit, digits)})"
        for _, row in rows.iterrows()
    ]


def _labelled(figure: Figure, title: str, rows: Sequence[str]) -> Figure:
    figure.set_label(f"{title} {'; '.join(rows)}.")
    return figure
