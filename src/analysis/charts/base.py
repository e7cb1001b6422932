"""What the charts share: dots with their bounds, axes, titles, and words for who does not see."""

from collections.abc import Sequence
from math import inf

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.quantity import wording

RATIO = wording.RATIO_DIGITS
ROW, HEAD = 0.33, 1.05  # inches a row, and for title and axis together


def within_sight(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose bounds without limit end a quarter beyond the largest that has one."""
    limited = rows["high"][rows["high"] < inf]
    edge = max(limited.max() if len(limited) else 0, rows["value"].max()) * 1.25
    return rows.assign(high=rows["high"].clip(upper=edge))


def dots(ax: Axes, rows: pd.DataFrame, label: str | None = None) -> None:
    """Draw a dot with its bounds a row: rows has name, low, value, high and colour."""
    at, colours = list(range(len(rows))), list(rows["colour"])
    ax.hlines(at, rows["low"], rows["high"], colors=colours, lw=5.5, alpha=0.38)
    ax.scatter(rows["value"], at, s=44, c=colours, zorder=3, label=label)
    ax.set_yticks(at, list(rows["name"]))
    ax.set_ylim(len(rows) - 0.4, -0.6)


def axis_of(ax: Axes, unit: str, label: str) -> None:
    """Name the horizontal axis, and write its ticks in words of `unit`."""
    ax.xaxis.set_major_locator(MaxNLocator(5))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: wording.amount(round(at, 12), unit)))
    ax.set_xlabel(label, loc="left")


def title_of(figure: Figure, title: str) -> None:
    """Set the title at the left edge."""
    figure.suptitle(title, x=0.01, ha="left")


def spoken_rows(rows: pd.DataFrame, unit: str, digits: int = 10) -> list[str]:
    """Return each row in words: its name, reading and bounds."""
    return [
        f"{row['name']} {wording.amount(row['value'], unit, digits)} "
        f"({wording.span(row['low'], row['high'], unit, digits)})"
        for _, row in rows.iterrows()
    ]


def labelled(figure: Figure, title: str, rows: Sequence[str]) -> Figure:
    """Return the figure with its alt text: the title, then the rows in words."""
    figure.set_label(f"{title} {'; '.join(rows)}.")
    return figure
