"""Charts of the claims: verdicts at a glance, implied bounds, printed against independent."""

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MultipleLocator

from analysis.charts.style import (
    HEAD,
    INK,
    QUIET,
    RATIO,
    ROW,
    WIDTH,
    axis_of,
    labelled,
    theme,
    title_of,
)
from analysis.quantity import wording

KINDS = {"assertion": "#0b4f8a", "check": "#c98a00", "list": "#b5aea2"}
CLAIMED, PRINT = "#0b4f8a", "#e2ddd2"
SHOWN = 4  # significant digits of a computed bound


def verdicts(tallies: dict[str, pd.DataFrame], names: dict[str, str], title: str) -> Figure:
    """Draw how many claims have each verdict, a row a verdict, the kinds stacked.

    Each tally has verdict and a column of counts a kind; `names` says what a kind is called.
    """
    most = max(tally[list(KINDS)].sum(axis=1).max() for tally in tallies.values())
    with theme():
        height = HEAD + 0.4 + sum(0.3 + 0.22 * len(tally) for tally in tallies.values())
        rows = [len(tally) for tally in tallies.values()]
        figure, axes = plt.subplots(
            len(tallies),
            figsize=(WIDTH, height),
            squeeze=False,
            gridspec_kw={"height_ratios": rows},
        )
        for ax, (panel, tally) in zip(axes[:, 0], tallies.items(), strict=True):
            _bars(ax, tally, most)
            ax.set_title(panel, loc="left", fontsize=9, color=QUIET)
        handles = [Patch(color=KINDS[kind], label=name) for kind, name in names.items()]
        figure.legend(handles=handles, loc="outside lower left", ncols=3, handlelength=1)
        title_of(figure, title)
    spoken = [f"{panel}: {_tallied(tally, names)}" for panel, tally in tallies.items()]
    return labelled(figure, title, spoken)


def implied(rows: pd.DataFrame, title: str, axis: str) -> Figure:
    """Draw what all figures allow inside what the print of each allows, a row a figure.

    rows has name, unit, low and high, printed_low and printed_high, and colour. Each print's bounds
    span the whole width, since the units differ.
    """
    width = rows["printed_high"] - rows["printed_low"]
    start, end = ((rows[bound] - rows["printed_low"]) / width for bound in ("low", "high"))
    at = list(range(len(rows)))
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + 0.3 + 1.2 * ROW * len(rows)))
        ax.barh(at, 1, height=0.62, color=PRINT, label="what the print allows")
        ax.barh(at, end - start, left=start, height=0.62, color=rows["colour"])
        ax.bar(0, 0, color=CLAIMED, label="what all figures allow")
        ax.set_yticks(at, list(rows["name"]))
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.set_xlim(0, 1)
        ax.grid(visible=False)
        figure.legend(loc="outside lower left", ncols=2, handlelength=1)
        axis_of(ax, "share", axis)
        title_of(figure, title)
    spoken = [
        f"{row['name']} {wording.span(row['low'], row['high'], row['unit'], SHOWN)} of "
        f"{wording.span(row['printed_low'], row['printed_high'], row['unit'], SHOWN)}"
        for _, row in rows.iterrows()
    ]
    return labelled(figure, title, [text.replace("\n", ", ") for text in spoken])


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
        ax.hlines(at, own["low"], own["high"], colors=CLAIMED, lw=9, alpha=0.35, label="as printed")
        ax.scatter([1.0] * len(names), at, marker="|", s=110, color=CLAIMED)
        for decides, face, label in ((True, INK, "decides"), (False, "none", "looked at as well")):
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


def _bars(ax: Axes, tally: pd.DataFrame, most: int) -> None:
    at, left = range(len(tally)), pd.Series(0, index=tally.index)
    for kind, colour in KINDS.items():
        ax.barh(at, tally[kind], left=left, height=0.66, color=colour)
        left = left + tally[kind]
    for y, whole in zip(at, left, strict=True):
        ax.text(whole + most * 0.015, y, f"{whole}", va="center", fontweight="semibold")
    ax.set_yticks(at, list(tally["verdict"]))
    ax.set_ylim(len(tally) - 0.5, -0.5)
    ax.set_xlim(0, most * 1.08)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)


def _tallied(tally: pd.DataFrame, names: dict[str, str]) -> str:
    told = [
        f"{row['verdict']} "
        + wording.listed(f"{row[kind]} ({name})" for kind, name in names.items() if row[kind])
        for _, row in tally.iterrows()
    ]
    return ", ".join(told)


def _compared(row: pd.Series) -> str:
    share = wording.amount(row["value"], "share", RATIO)
    return f"{row['name']} {share} ({row['grade']})".replace("\n", ", ")
