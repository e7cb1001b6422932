"""Charts of how robust a ranking is: ranks by every choice, and the chance of each rank.

Each takes its rows, a title that states what they show, and the words of one language.
"""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.charts import style
from analysis.charts.look import BLUE, INK, QUIET, theme, wrapped
from analysis.charts.svg import address
from analysis.data.words import Words
from analysis.findings.rankings import option_of, rank_in_words, share_of

TINTS = (0.06, 0.6)  # of no draw and of all; letters stay readable on either
SMALL = 0.005  # what rounds to no percent at all
LINE = 0.2  # inches an option
GAP = 0.6  # of a row, between the options of two choices
SIZE = 8.5  # points, of what stands in the panels of choices


def ranks(chances: pd.DataFrame, title: str, words: Words, draws: int) -> Figure:
    """Draw the share of draws in which each place takes each rank: the darker, the more.

    chances: place, rank, probability, and ids where a row is to lead to figures.
    """
    places = list(chances["place"].unique())
    table = chances.pivot(index="place", columns="rank", values="probability").loc[places]
    told, addresses = [], []
    for place in places:
        own = chances[chances["place"] == place]
        shares = words.listed(_ranked(own, len(places), draws, words))
        told.append(style.said(words.place(place), shares, words))
        addresses.append(address(own.iloc[0].to_dict(), told[-1]))
    with theme():
        figure, ax = style.begin(style.HEAD + 1.15 * style.ROW * len(places))
        shown = table.map(
            lambda share: "<1%" if share < SMALL else words.amount(round(share, 2), "share")
        )
        style.cells(ax, table.mask(table == 0), TINTS, annot=shown)
        for y, to in enumerate(addresses):
            style.target(ax, y + 0.5, to)
        for text in ax.texts:
            text.set_url(addresses[int(text.get_position()[1])])
        ranked = [_rank(rank, words) for rank in sorted(chances["rank"].unique())]
        style.name_cells(ax, map(words.place, places), ranked)
        ax.set_xlabel(words.say("chart.rank"))
        return style.finish(figure, "ranks", title, told, words)


def reach(spans: pd.DataFrame, title: str, words: Words) -> Figure:
    """Draw between which ranks each place comes: by any choice, and most often.

    spans: rows as by spans(), and ids where a row is to lead to figures.
    """
    rows, told = spans.to_dict("records"), []
    with theme():
        figure, ax = style.begin(style.HEAD + 0.5 + style.ROW * len(rows))
        for y, row in enumerate(rows):
            spans_of = [(row[f"{kind}best"], row[f"{kind}worst"]) for kind in ("", "usual_")]
            every, usual = (_between(*span, len(rows), words) for span in spans_of)
            text = words.say("chart.reach", every=every, usual=usual) if every != usual else every
            told.append(style.said(words.place(row["place"]), text, words))
            to = address(row, told[-1])
            style.target(ax, y, to)
            whole, often = spans_of
            beyond = [rank for rank in whole if rank not in often]
            thin = ax.hlines([y], *whole, colors=INK, lw=1.3, zorder=1)
            caps = ax.scatter(beyond, [y] * len(beyond), s=70, marker="|", color=INK, lw=1.3)
            thick = ax.hlines([y], *often, colors=BLUE, lw=9, zorder=2)
            ends = ax.scatter(often, (y, y), s=81, color=BLUE, lw=0, zorder=3)  # round, as wide
            for drawn in (thin, caps, thick, ends):
                drawn.set_urls([to, to])
        style.rows_of(ax, [words.place(row["place"]) for row in rows])
        ax.set_xlim(0.8, len(rows) + 0.2)
        ranks = range(1, len(rows) + 1)
        ax.set_xticks(ranks, [_rank(rank, words) for rank in ranks])
        ax.xaxis.tick_top()  # below, it would be off the first screen of the front page
        style.legend(
            figure,
            [Patch(color=BLUE), Line2D([], [], color=INK, lw=1.3)],
            [words.say("chart.reach_usual"), words.say("chart.reach_every")],
            above=ax,
        )
        return style.finish(figure, "reach", title, told, words)


def choices(options: pd.DataFrame, title: str, words: Words, colours: pd.Series) -> Figure:
    """Draw each place's mean ranks by option.

    options: rows as by by_option(), and ids where a panel is to lead to figures. A panel a place;
    a bar spans all that is chosen besides.
    """
    places, (at, names) = list(options["place"].unique()), _rows(options, words)
    spoken = _spoken(options, words)
    with theme():
        figure = Figure(figsize=(style.WIDTH, 1.6 + LINE * (max(at.values()) + 1)))
        panels = figure.subplots(1, len(places), sharey=True, squeeze=False)
        for ax, place, told in zip(panels[0], places, spoken, strict=True):
            own = options[options["place"] == place]
            y = [at[key] for key in zip(own["choice"], own["option"], strict=True)]
            low, high, colour = own["low"], own["high"], colours[place]
            ax.hlines(y, low, high, colors=colour, lw=4, alpha=style.BAND)
            ax.scatter([*low, *high], [*y, *y], s=9, marker="|", color=colour, lw=0.9)
            dots = ax.scatter(own["mean"], y, s=14, color=colour, zorder=3)
            dots.set_urls([address(own.iloc[0].to_dict(), told)] * len(own))
            ax.set_xlim(0.6, len(places) + 0.4)
            ax.set_xticks([1, len(places)])
            ax.tick_params(axis="x", labelsize=SIZE)
            ax.set_title(wrapped(words.place(place), 0.55), fontsize=SIZE)
        panels[0][0].set_yticks(list(at.values()), names, fontsize=SIZE)
        panels[0][0].set_ylim(max(at.values()) + 0.7, -0.7)
        label = wrapped(words.say("chart.mean"), style.WIDTH - 2 * style.MARGIN, SIZE)
        figure.supxlabel(label, x=style.MARGIN / style.WIDTH, ha="left", color=QUIET, fontsize=SIZE)
        return style.finish(figure, "choices", title, spoken, words)


def _rank(rank: int, words: Words) -> str:
    """Return a rank as an axis names it: no. 2, 第2名."""
    return words.say("chart.ranked", rank=words.amount(rank, "rank"))


def _between(best: int, worst: int, places: int, words: Words) -> str:
    is_span = best != worst
    low, high = (rank_in_words(rank, places, words, is_span) for rank in (best, worst))
    return low if low == high else words.say("rankings.span", low=low, high=high)


def _rows(options: pd.DataFrame, words: Words) -> tuple[dict[tuple[str, str], float], list[str]]:
    """Return the height of each option's row, a gap between choices, and the rows' names."""
    keys = options[["choice", "option"]].drop_duplicates()
    order = list(keys["choice"].unique())
    pairs = list(zip(keys["choice"], keys["option"], strict=True))
    heights = {pair: row + GAP * order.index(pair[0]) for row, pair in enumerate(pairs)}
    return heights, [option_of(*pair, words) for pair in pairs]


def _spoken(options: pd.DataFrame, words: Words) -> list[str]:
    """Return between which mean ranks each place comes, and by which options."""
    rows = []
    for place, own in options.groupby("place", sort=False):
        means = own["mean"]
        best, worst = (own.loc[means == end].iloc[0] for end in (means.min(), means.max()))
        told = f"{best['mean']:.1f}"
        if best["mean"] < worst["mean"]:
            ends = {"best": told, "worst": f"{worst['mean']:.1f}"}
            by = [option_of(row["choice"], row["option"], words) for row in (best, worst)]
            told = words.say("chart.mean_by", None, **ends, by_best=by[0], by_worst=by[1])
        rows.append(style.said(words.place(str(place)), told, words))
    return rows


def _ranked(rows: pd.DataFrame, places: int, draws: int, words: Words) -> list[str]:
    ever = rows[rows["probability"] > 0]
    return [
        words.say(
            "chart.rank_in",
            rank=rank_in_words(rank, places, words),
            share=share_of(share, draws, words),
        )
        for rank, share in zip(ever["rank"], ever["probability"], strict=True)
    ]
