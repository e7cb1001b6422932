"""What the charts share: the project's look, dots with their bounds, axes, titles, and SVG.

No effects at import: settings and fonts hold inside theme() alone, whatever the machine's own are.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from math import inf

import matplotlib as mpl
import pandas as pd
from IPython.display import display
from matplotlib import font_manager
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis import fonts
from analysis.quantity import wording

RATIO = wording.RATIO_DIGITS
ROW, HEAD = 0.33, 1.05  # inches a row, and for title and axis together
WIDTH = 4.3  # inches: so narrow that letters stay readable when shown at a phone's width
INK, QUIET, RULE, PAPER = "#1a1a1a", "#5f5f5f", "#d9d9d9", "#fffdf9"
SETTINGS = {
    "font.family": [fonts.SANS, fonts.CHINESE],
    "font.size": 9,
    "figure.titlesize": 11.5,
    "figure.titleweight": "semibold",
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "axes.labelcolor": QUIET,
    "axes.edgecolor": RULE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.axisbelow": True,
    "grid.color": "#e9e5dc",
    "text.color": INK,
    "text.language": "en",  # else that of the locale: it chooses among a font's forms of a letter
    "xtick.color": QUIET,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "analysis",
}


@contextmanager
def theme() -> Iterator[None]:
    """Draw and save under the project's settings alone, with the fonts of our wheels alone."""
    manager = font_manager.fontManager
    before = manager.ttflist
    manager.ttflist = _entries()
    try:
        with mpl.rc_context({**mpl.rcParamsDefault, **SETTINGS, "backend": mpl.get_backend()}):
            yield
    finally:
        manager.ttflist = before


def _entries() -> list[font_manager.FontEntry]:
    """Return our fonts alone; the one Chinese weight stands in for the bold one as well."""
    sans, bold, chinese = (
        font_manager.ttfFontProperty(font_manager.get_font(str(fonts.path(name))))
        for name in ("sans", "sans-bold", "chinese")
    )
    return [sans, bold, chinese, replace(chinese, weight=bold.weight)]


def show(figure: Figure) -> None:
    """Display `figure` as SVG; its label is the text for readers who do not see it."""
    alt = figure.get_label()
    if not alt:
        raise ValueError("the figure has no label; a chart function sets its alt text there")
    display({"image/svg+xml": to_svg(figure), "text/plain": alt}, raw=True)
    plt.close(figure)


def to_svg(figure: Figure) -> str:
    """Return `figure` as an SVG document without dates, with ids that depend on content alone."""
    buffer = io.StringIO()
    with theme():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


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
