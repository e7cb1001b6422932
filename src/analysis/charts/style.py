"""What the charts share: marks with their bounds, axes, legends, titles, alt texts.

Called within look.theme(). Of charts it imports look and svg.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil, inf
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import LinearSegmentedColormap, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator
from seaborn import heatmap

from analysis.charts.look import BLUE, INK, PAPER, TITLE, width_of, wrapped
from analysis.charts.svg import address
from analysis.data.words import Words
from analysis.quantity import wording

RATIO = wording.RATIO_DIGITS
WIDTH = 4.1  # inches: so narrow that letters stay readable when shown at a phone's width
ROW, HEAD = 0.34, 0.95  # inches a row, and for a title of one line and the axis together
LINE, TITLE_LINE = 0.165, 0.2  # inches a line of a row's name, and of the title
HANDLE = 0.36  # inches that a legend needs beside a name
INDENT = 0.36  # inches at most that an axis is narrower than the figure, but for rows' names
HEADED = (1.7, 0.7)  # lines above and below the marks of a row whose name stands over them
TICKS, BLANK = 5, 0.4  # at most on an axis of amounts, and the blank between two in letters
MARGIN = 0.06  # inches kept free at the right edge
BAND = 0.34  # how much of a colour the band of a reading's bounds has
MARKERS = "osD^vPX*<>pH"  # a shape a place, for those who see no colours


def begin(height: float) -> tuple[Figure, Axes]:
    """Return a figure of one panel; `height`, in inches, does not count the title's lines."""
    figure = Figure(figsize=(WIDTH, height))  # not pyplot's, which would keep it
    return figure, figure.subplots()


def finish(figure: Figure, kind: str, title: str, rows: Sequence[str], words: Words) -> Figure:
    """Return the figure with its kind, its title in lines, and its alt text: title, then rows.

    Without a title, as on a card that has one, it is lower by that line.
    """
    lines = wrapped(title, WIDTH - 2 * MARGIN, TITLE, "semibold")
    more = lines.count("\n") if title else -1
    figure.set_figheight(figure.get_figheight() + TITLE_LINE * more)
    figure.suptitle(lines, x=MARGIN / WIDTH, ha="left")
    figure.draw_without_rendering()  # places the axes, so that their labels can be broken
    for ax in figure.axes:
        _thin_out(ax, figure.dpi)
        room = WIDTH * (1 - ax.get_position().x0) - MARGIN
        ax.set_xlabel(wrapped(ax.get_xlabel(), room, mpl.rcParams["axes.labelsize"]), loc="left")
    figure.set_gid(kind)
    figure.set_label(alt_text(title, rows, words))
    return figure


def _thin_out(ax: Axes, dots: float) -> None:
    """Have fewer ticks where labels of amounts would run together; `dots`: an inch."""
    locator = ax.xaxis.get_major_locator()
    if not isinstance(locator, MaxNLocator):
        return
    for most in range(TICKS - 1, 1, -1):
        boxes = [one.get_window_extent() for one in ax.get_xticklabels() if one.get_text()]
        apart = BLANK * dots * mpl.rcParams["xtick.labelsize"] / 72
        if all(right.x0 - left.x1 >= apart for left, right in pairwise(boxes)):
            break
        locator.set_params(nbins=most)


def alt_text(title: str, rows: Sequence[str], words: Words) -> str:
    """Return what a chart says to those who do not see it: its title, then its rows in words."""
    key = "chart.alt_asked" if title[-1:] in ("?", "？", "") else "chart.alt"
    told = words.say("word.semicolon").join(rows)
    return words.say(key, title=title.rstrip(".。"), rows=told).strip()


def within_sight(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose bounds without limit end a quarter beyond the largest that has one."""
    limited = rows["high"][rows["high"] < inf]
    most = rows["value"].max() if "value" in rows else rows["low"].max()
    edge = max(limited.max() if len(limited) else 0, most) * 1.25
    return rows.assign(high=rows["high"].clip(upper=edge))


def dots(
    ax: Axes, rows: pd.DataFrame, at: Sequence[float], addresses: Sequence[str | None], **look: Any
) -> PathCollection:
    """Draw a mark on the band of its bounds a row, at heights `at`; the band ends in strokes.

    rows has low, value, high and colour; addresses are what each leads to, `look` what scatter()
    takes. Returns the marks.
    """
    colours, low, high = list(rows["colour"]), list(rows["low"]), list(rows["high"])
    band = ax.hlines(at, low, high, colors=colours, lw=5.5, alpha=BAND)
    ends = ax.scatter([*low, *high], [*at, *at], s=34, marker="|", c=colours * 2, lw=1.3)
    marks = ax.scatter(rows["value"], at, **{"s": 40, "c": colours, "zorder": 3, **look})
    for drawn in (band, ends, marks):
        drawn.set_urls([*addresses, *addresses])
    return marks


def target(ax: Axes, y: float, to: str | None, above: float = 0.5, below: float = 0.5) -> None:
    """Let the whole width of a row at height y lead where its marks do: 24 px on a phone."""
    if to:
        across = ax.get_yaxis_transform()
        area = Rectangle((0, y - above), 1, above + below, transform=across, fill=False, lw=0)
        area.set_url(to)
        area.set_in_layout(False)
        ax.add_patch(area)


def rows_of(ax: Axes, names: Sequence[str]) -> None:
    """Name the rows beside the axis, from top to bottom, at 0, 1, ..."""
    ax.set_yticks(range(len(names)), [wrapped(name, WIDTH * 0.42) for name in names])
    ax.set_ylim(len(names) - 0.4, -0.6)


def cells(
    ax: Axes, table: pd.DataFrame, tints: tuple[float, float], linecolor: str = PAPER, **look: Any
) -> None:
    """Draw a table of shares as cells, from the lighter tint for 0 to the darker for 1.

    Cells without a share stay empty; `look` is what heatmap() takes besides.
    """
    ends = [to_rgba(BLUE, tint) for tint in tints]  # see-through: they suit light and dark paper
    scale = LinearSegmentedColormap.from_list("tints", ends)
    written = {"color": INK, "fontsize": mpl.rcParams["font.size"]}
    heatmap(
        table.astype(float),
        **{"vmin": 0, "vmax": 1, "cmap": scale, "cbar": False, "fmt": "", "annot_kws": written},
        **{"ax": ax, "linewidths": 1, "linecolor": linecolor},
        **{"xticklabels": False, "yticklabels": False, **look},
    )


def name_cells(ax: Axes, rows: Iterable[str], columns: Iterable[str]) -> None:
    """Name the rows of cells beside them, and their columns below."""
    for axis, names in (
        (ax.xaxis, list(columns)),
        (ax.yaxis, [wrapped(name, WIDTH * 0.42) for name in rows]),
    ):
        axis.set_ticks([at + 0.5 for at in range(len(names))], names)
        axis.set_label_text("")
    ax.grid(visible=False)


def headed(
    names: Sequence[str], rows: Iterable[Mapping[Any, Any]], told: Sequence[str]
) -> tuple[Figure, Axes, list[float], list[str | None]]:
    """Return a figure whose rows stand below their names: their heights, and where each leads."""
    figure, ax = begin(HEAD)
    at = _heads(figure, ax, names)
    addresses = [address(row, says) for row, says in zip(rows, told, strict=True)]
    for y, to in zip(at, addresses, strict=True):
        target(ax, y, to, *HEADED)
    return figure, ax, at, addresses


def _heads(figure: Figure, ax: Axes, names: Sequence[str]) -> list[float]:
    """Write each row's name above it, over the figure's width; return the rows' heights.

    One unit of the vertical axis is a line of a name; a row's marks stand a line below its name.
    """
    at, top, across = [], 0.0, ax.get_yaxis_transform()
    plain = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}  # no line of the grid behind it
    for name in names:
        lines = wrapped(name, WIDTH - INDENT)
        count = lines.count("\n") + 1
        ax.text(0, top + count, lines, transform=across, va="bottom", bbox=plain)
        at.append(top + count + 0.75)
        top += count + 1.9
    ax.set_yticks([])
    ax.set_ylim(top, -0.2)
    figure.set_size_inches(WIDTH, HEAD + LINE * top)
    return at


def axis_of(ax: Axes, unit: str, label: str, words: Words) -> None:
    """Name the horizontal axis, and write its ticks in words of `unit`."""
    ax.xaxis.set_major_locator(MaxNLocator(TICKS, integer=unit == "rank"))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: words.amount(round(at, 12), unit)))
    ax.set_xlabel(label)


def legend(
    figure: Figure, handles: Sequence[Any], names: Sequence[str], above: Axes | None = None
) -> None:
    """Set a legend below, in as many columns as there is room for; it reads line by line.

    `above` these axes instead, a line a name, where the marks say nothing without it.
    """
    look: dict[str, Any] = {"handlelength": 1.1, "handletextpad": 0.4, "borderpad": 0.2}
    if above is not None:
        room = {"borderaxespad": 2.2}  # letters, for the names of an axis at the top
        above.legend(handles, names, loc="lower left", bbox_to_anchor=(0, 1), **room, **look)
        return
    widest = next(count for count in range(len(names), 0, -1) if count == 1 or _fit(names, count))
    columns = ceil(len(names) / ceil(len(names) / widest))  # as few as leave the lines as many
    figure.legend(
        [handle for column in range(columns) for handle in handles[column::columns]],
        [name for column in range(columns) for name in names[column::columns]],
        loc="outside lower left",
        ncols=columns,
        columnspacing=1.0,
        **look,
    )


def _fit(names: Sequence[str], columns: int) -> bool:
    """Return whether the names of a legend fit in so many columns, line by line."""
    size, parts = mpl.rcParams["legend.fontsize"], (names[at::columns] for at in range(columns))
    widths = [max(width_of(name, size) for name in part) + HANDLE for part in parts]
    return sum(widths) <= WIDTH - 2 * MARGIN


def name_of(row: Mapping[Any, Any], words: Words) -> str:
    """Return what a row is called: its `name`, or else by its place and metric."""
    return str(row["name"]) if "name" in row else words.named(row["place"], row["metric"])


def names_of(rows: Sequence[Mapping[Any, Any]], words: Words) -> list[str]:
    """Return what rows are called, as by name_of(); those of one name have their years."""
    if any("name" in row for row in rows):
        return [name_of(row, words) for row in rows]
    return words.names(rows)


def spoken(row: Mapping[Any, Any], words: Words, digits: int = 10) -> str:
    """Return a row's reading and bounds in words; once where they are one."""
    value = words.best(row, row["unit"], digits)
    if row["low"] == row["high"]:
        return value
    span = words.span(row["low"], row["high"], row["unit"], digits)
    return words.say("word.bracketed", said=value, more=span)


def all_said(names: Iterable[str], amounts: Iterable[str], words: Words) -> list[str]:
    """Return what each row says, its name and its amount."""
    return [said(name, amount, words) for name, amount in zip(names, amounts, strict=True)]


def said(name: str, amount: str, words: Words) -> str:
    """Return what a row says, for its link and for the alt text."""
    return words.say("word.labelled", label=name.replace("\n", " "), said=amount)
