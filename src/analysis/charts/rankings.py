"""Charts of how robust a ranking is: the chance of each rank, and ranks by every choice."""

import pandas as pd
import seaborn as sns
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from analysis.charts.style import HEAD, PAPER, QUIET, ROW, WIDTH, labelled, theme, title_of
from analysis.findings.rankings import mean_span, option_of, rank_in_words, share_of, share_span
from analysis.messages import say
from analysis.quantity import wording

SMALL = 0.005  # what rounds to no percent at all
LINE = 0.2  # inches an option
GAP = 0.6  # of a row, between the options of two choices


def ranks(chances: pd.DataFrame, draws: int) -> Figure:
    """Draw the share of draws in which each place takes each rank: place, rank, probability."""
    title = say("rankings.chart_ranks", "en")
    wide = chances.pivot(index="place", columns="rank", values="probability")
    wide = wide.loc[chances["place"].unique()]
    with theme():
        figure, ax = plt.subplots(figsize=(WIDTH, HEAD + ROW * len(wide)))
        sns.heatmap(
            wide,
            annot=wide.map(_percent),
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
        ax.set_xlabel(say("rankings.axis_rank", "en"), loc="left")
        ax.tick_params(axis="y", labelrotation=0)
        title_of(figure, title)
    rows = [
        f"{place} {wording.listed(_ranked(place_rows, len(wide), draws))}"
        for place, place_rows in chances.groupby("place", sort=False)
    ]
    return labelled(figure, title, rows)


def choices(options: pd.DataFrame, colours: pd.Series, draws: int) -> Figure:
    """Draw each place's mean ranks, and below its shares of draws as the last, by option.

    options: rows as by by_option(). A panel a place; a bar spans all that is chosen besides.
    """
    title = say("rankings.chart_choices", "en")
    places = list(options["place"].unique())
    at, names = _rows(options)
    height = 2.0 + 2 * LINE * (max(at.values()) + 1)
    with theme():
        figure = plt.figure(figsize=(WIDTH, height))
        bands = [
            band.subplots(1, len(places), sharey=True, squeeze=False)[0]
            for band in figure.subfigures(2, 1, squeeze=False)[:, 0]
        ]
        for above, below, place in zip(*bands, places, strict=True):
            own = options[options["place"] == place]
            y = [at[key] for key in zip(own["choice"], own["option"], strict=True)]
            _spans(above, y, own["low"], own["high"], colours[place])
            above.scatter(own["mean"], y, s=14, color=colours[place], zorder=3)
            _spans(below, y, own["last_low"], own["last_high"], colours[place])
            _frame(above, (0.6, len(places) + 0.4), range(1, len(places) + 1))
            _frame(below, (-0.1, 1.1), (0, 1))
            below.xaxis.set_major_formatter(FuncFormatter(lambda to, _: _percent_of(to)))
            for ax in (above, below):
                ax.set_title(place, fontsize=7, color=colours[place], fontweight="semibold")
        for (first, *_), axis in zip(bands, ("axis_mean", "axis_last"), strict=True):
            first.set_yticks(list(at.values()), names, fontsize=7.5)
            first.set_ylim(max(at.values()) + 0.7, -0.7)
            label = say(f"rankings.{axis}", "en")
            first.figure.supxlabel(label, x=0.01, ha="left", color=QUIET, fontsize=7.5)
        title_of(figure, title)
    return labelled(figure, title, _spoken(options, draws))


def _rows(options: pd.DataFrame) -> tuple[dict[tuple[str, str], float], list[str]]:
    """Return the height of each option's row, a gap between choices, and the rows' names."""
    keys = options[["choice", "option"]].drop_duplicates()
    order = list(keys["choice"].unique())
    pairs = list(zip(keys["choice"], keys["option"], strict=True))
    heights = {pair: row + GAP * order.index(pair[0]) for row, pair in enumerate(pairs)}
    return heights, [option_of(*pair) for pair in pairs]


def _spans(ax: Axes, y: list[float], low: pd.Series, high: pd.Series, colour: str) -> None:
    ax.hlines(y, low, high, colors=colour, lw=4, alpha=0.38)
    ax.scatter([*low, *high], [*y, *y], s=9, marker="|", color=colour)


def _frame(ax: Axes, limits: tuple[float, float], ticks: range | tuple[int, ...]) -> None:
    ax.set_xlim(limits)
    ax.set_xticks(list(ticks))
    ax.tick_params(axis="x", labelsize=7)


def _spoken(options: pd.DataFrame, draws: int) -> list[str]:
    """Return what is drawn in words, a phrase an option."""
    rows = []
    for (choice, option), own in options.groupby(["choice", "option"], sort=False):
        told = []
        for _, row in own.iterrows():
            share = share_span(row["last_low"], row["last_high"], draws)
            last = say("rankings.alt_last", "en", share=share)
            told.append(f"{row['place']} {mean_span(row['low'], row['high'])} ({last})")
        name, places = option_of(str(choice), str(option)), wording.listed(told)
        rows.append(say("rankings.alt_mean", "en", option=name, places=places))
    return rows


def _percent_of(share: float) -> str:
    return wording.amount(round(share, 2), "share")


def _percent(probability: float) -> str:
    if probability == 0:
        return ""
    return "<1%" if probability < SMALL else _percent_of(probability)


def _ranked(rows: pd.DataFrame, places: int, draws: int) -> list[str]:
    """Return the ranks that a place ever takes, each with its share of draws."""
    ever = rows[rows["probability"] > 0]
    return [
        say(
            "rankings.rank_in", "en", rank=rank_in_words(rank, places), share=share_of(share, draws)
        )
        for rank, share in zip(ever["rank"], ever["probability"], strict=True)
    ]
