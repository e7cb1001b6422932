"""Charts of the claims: verdicts at a glance, implied wholes, claimed against independent."""

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MultipleLocator, NullFormatter

from analysis.charts.style import (
    HEAD,
    INK,
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
)
from analysis.quantity import wording

VERDICTS = {
    "holds": "#1b7837",
    "depends": "#c98a00",
    "fails": "#b3261e",
    "not checkable": "#b5aea2",
}
MARKS_WIDE = 205  # points that a row of marks may take
CLAIMED, SHOWN = "#0b4f8a", 4


def verdicts(tallies: dict[str, pd.DataFrame], title: str) -> Figure:
    """Draw one mark a claim, a row a verdict: each tally has verdict and claims (a count)."""
    most = max(tally["claims"].max() for tally in tallies.values())
    with theme():
        height = HEAD + sum(0.3 + 0.2 * len(tally) for tally in tallies.values())
        figure, axes = plt.subplots(len(tallies), figsize=(WIDTH, height), squeeze=False)
        for ax, (panel, tally) in zip(axes[:, 0], tallies.items(), strict=True):
            _marks(ax, tally, most)
            ax.set_title(panel, loc="left", fontsize=9, color=QUIET)
        title_of(figure, title)
    spoken = [
        f"{panel}: "
        + wording.listed(f"{count} {verdict}" for verdict, count, _ in tally.to_numpy())
        for panel, tally in tallies.items()
    ]
    return labelled(figure, title, spoken)


def wholes(rows: pd.DataFrame, common: tuple[float, float] | None, title: str, axis: str) -> Figure:
    """Draw the whole that each row implies as a range, and as a band what all of them allow.

    rows has name, low, value, high and colour, all counts; `common` bounds the band, None where
    there is nothing that all of them allow.
    """
    spoken = spoken_rows(rows, "count", SHOWN)
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.3 + ROW * len(rows)))
        if common:
            ax.axvspan(*common, color=INK, alpha=0.16, lw=0, label="what all of them allow")
        dots(ax, rows)
        least, most = rows["low"].min(), rows["high"].max()
        ax.set_xlim(least - (most - least) * 0.06, most + (most - least) * 0.06)
        if common:
            figure.legend(loc="outside lower left", handletextpad=0.4)
        axis_of(ax, "count", axis)
        title_of(figure, title)
    band = wording.span(*common, "count", SHOWN) if common else "nothing"
    return labelled(figure, title, [*spoken, f"what all of them allow {band}"])


def confronted(rows: pd.DataFrame, title: str, axis: str) -> Figure:
    """Draw independent figures as shares of what is claimed: filled where they may decide.

    rows has name (of the claim), low and high (of the claim), from, value and to (of the
    independent figure), all as shares of the amount claimed, decides, and year.
    """
    names = list(rows["name"].unique())
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.4 + 1.2 * ROW * len(names)))
        own = rows.drop_duplicates("name")
        at = range(len(names))
        ax.hlines(at, own["low"], own["high"], colors=CLAIMED, lw=9, alpha=0.35, label="claimed")
        ax.scatter([1.0] * len(names), at, marker="|", s=110, color=CLAIMED)
        for decides, face, label in ((True, INK, "decides"), (False, "none", "context")):
            some = rows[rows["decides"] == decides]
            y = some["name"].map(names.index)
            ax.hlines(y, some["from"], some["to"], colors=INK, lw=1.2)
            ax.scatter(
                some["value"], y, s=34, facecolors=face, edgecolors=INK, zorder=3, label=label
            )
        ax.set_yticks(list(at), names)
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.set_xlim(0, max(rows["to"].max(), rows["high"].max()) * 1.05)
        figure.legend(loc="outside lower left", ncols=3, handletextpad=0.2)
        axis_of(ax, "share", axis)
        ax.xaxis.set_major_locator(MultipleLocator(0.5))
        title_of(figure, title)
    return labelled(figure, title, [_compared(row) for _, row in rows.iterrows()])


def definitions(rows: pd.DataFrame, title: str, axis: str) -> Figure:
    """Draw counts of one thing by several definitions on a logarithmic axis, a row a place.

    rows has place, name (of the definition), value, year, independent, and colour (by name).
    """
    places = list(rows["place"].unique())
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.5 + ROW * len(places)))
        for (_, independent), group in rows.groupby(["name", "independent"], sort=False):
            y, marker = group["place"].map(places.index), "o" if independent else "D"
            ax.scatter(group["value"], y, c=group["colour"], marker=marker, s=40, alpha=0.75)
        for name, colour in dict(zip(rows["name"], rows["colour"], strict=True)).items():
            ax.scatter([], [], marker="s", s=40, color=colour, label=name)
        for label, marker in (("as the article prints", "D"), ("independent figure", "o")):
            ax.scatter([], [], marker=marker, s=40, color=QUIET, label=label)
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(LogLocator(10))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: wording.amount(at, "count")))
        ax.xaxis.set_minor_formatter(NullFormatter())
        ax.set_yticks(range(len(places)), places)
        ax.set_ylim(len(places) - 0.4, -0.6)
        ax.set_xlabel(axis, loc="left")
        figure.legend(loc="outside lower left", ncols=2, handletextpad=0.2)
        title_of(figure, title)
    named = rows.assign(name=rows["place"] + ", " + rows["name"])
    return labelled(figure, title, spoken_rows(named, "count"))


def _marks(ax: Axes, tally: pd.DataFrame, most: int) -> None:
    side = min(5.0, 0.7 * MARKS_WIDE / (most + 4))
    for y, (verdict, count) in enumerate(zip(tally["verdict"], tally["claims"], strict=True)):
        ax.scatter(range(count), [y] * count, marker="s", s=side**2, color=VERDICTS[verdict])
        ax.text(count - 0.2, y, f"{count}", va="center", fontweight="semibold")
    ax.set_yticks(range(len(tally)), list(tally["verdict"]))
    ax.set_ylim(len(tally) - 0.5, -0.5)
    ax.set_xlim(-1, most + 3)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def _compared(row: pd.Series) -> str:
    share = wording.amount(row["value"], "share", RATIO)
    return f"{row['name']} {share} ({row['grade']})".replace("\n", ", ")
