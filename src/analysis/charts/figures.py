"""Charts of the figures as printed: what is stated, how firmly, and how the places compare.

Each takes its rows, a title that states what they show, and the words of one language.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle
from math import inf
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.charts import style
from analysis.charts.look import BLUE, QUIET, RULE, theme, width_of
from analysis.charts.svg import address, joined
from analysis.data.words import Words

STATES = {"exact": 1.0, "hedged": 0.5}  # the tints of the cells; silence has none


def coverage(stated: pd.DataFrame, title: str, words: Words) -> Figure:
    """Draw which places by which metrics are stated, from rows of place, metric, state, and ids.

    Silent cells stay empty; a dark one is an exact figure, a light one a hedged one.
    """
    places, metrics = (list(stated[name].unique()) for name in ("place", "metric"))
    table = stated.pivot(index="metric", columns="place", values="state").loc[metrics, places]
    known = stated[stated["state"] != "silent"]
    counts = known.groupby("place").size().reindex(places, fill_value=0)
    of = [words.say("chart.of", len(metrics), part=count) for count in counts]
    told = style.all_said(map(words.place, places), of, words)
    with theme():
        figure, ax = style.begin(style.HEAD + 0.5 + 0.31 * len(metrics))
        style.cells(ax, table.apply(lambda column: column.map(STATES)), (0, 1), linecolor=RULE)
        for metric, own in known.groupby("metric", sort=False):
            names = words.listed(map(words.place, own["place"]))
            to = address(joined(own), style.said(words.title(str(metric)), names, words))
            style.target(ax, metrics.index(metric) + 0.5, to)
        style.name_cells(ax, map(words.title, metrics), map(words.place, places))
        ax.tick_params(axis="x", labelrotation=40, labeltop=True, labelbottom=False)
        for label in ax.get_xticklabels():
            label.set(ha="left", rotation_mode="anchor")
        shown = [Patch(color=BLUE, alpha=tint, lw=0) for tint in STATES.values()]
        style.legend(figure, shown, [words.say(f"chart.{state}") for state in STATES])
        return style.finish(figure, "coverage", title, told, words)


def readings(
    rows: pd.DataFrame, title: str, words: Words, axis: str = "", digits: int = 10
) -> Figure:
    """Draw one mark with its bounds a row, in the order given, from zero, its amount beside it.

    rows has place (or name), low, value, high, unit (one), colour, and, where printed, hedge and
    figure_id, or else ids. `axis` names the axis: what is measured, unless given the rows' metric.
    """
    names, drawn, unit = _names(rows, words), style.within_sight(rows), rows["unit"].iloc[0]
    limit = drawn["high"].max()
    with theme():
        figure, ax = style.begin(style.HEAD + style.ROW * len(rows))
        records = rows.to_dict("records")
        amounts = [  # as printed, with the hedge, or as computed
            words.reading(row) if "hedge" in row else words.best(row, row["unit"], digits)
            for row in records
        ]
        has_names = {"place", "metric"} <= set(rows.columns)
        whole = [style.name_of(row, words) for row in records] if has_names else names
        says = style.all_said(whole, amounts, words)
        addresses = [address(row, text) for row, text in zip(records, says, strict=True)]
        style.dots(ax, drawn, range(len(rows)), addresses)
        for y, (high, amount, to) in enumerate(zip(drawn["high"], amounts, addresses, strict=True)):
            style.target(ax, y, to)
            ax.text(high + limit * 0.03, y, amount, va="center", url=to)
        style.rows_of(ax, names)
        ax.set_xlim(0, limit * _room(names, amounts))
        style.axis_of(ax, unit, axis or words.title(rows["metric"].iloc[0]), words)
        told = _told(records, names, words, digits)
        return style.finish(figure, "readings", title, told, words)


def deviations(rows: pd.DataFrame, title: str, words: Words) -> Figure:
    """Draw how far each row's bounds lie from its best reading: rows has below and above."""
    around = rows.assign(low=rows["below"], value=0.0, high=rows["above"])
    records = around.to_dict("records")
    names = style.names_of(records, words)
    spans = [words.span(row["low"], row["high"], "share", style.RATIO) for row in records]
    told = style.all_said(names, spans, words)
    with theme():
        figure, ax, at, addresses = style.headed(names, records, told)
        style.dots(ax, around, at, addresses)
        style.axis_of(ax, "share", words.say("chart.around"), words)
        return style.finish(figure, "deviations", title, told, words)


def standings(rows: pd.DataFrame, title: str, words: Words) -> Figure:
    """Draw every place on every metric as shares of the largest: a row a metric, a shape a place.

    rows has place, metric, low, value, high (shares) and colour.
    """
    metrics, places = (list(rows[name].unique()) for name in ("metric", "place"))
    drawn, groups = style.within_sight(rows), [rows[rows["metric"] == one] for one in metrics]
    names = [_metric(own, words) for own in groups]
    told = style.all_said(names, (_each_told(own, words) for own in groups), words)
    with theme():
        figure, ax, heights, addresses = style.headed(names, map(joined, groups), told)
        at, to = (dict(zip(metrics, found, strict=True)) for found in (heights, addresses))
        marks = []
        for place, marker in zip(places, cycle(style.MARKERS), strict=False):
            own = drawn[drawn["place"] == place]
            ends = list(own["metric"].map(at)), list(own["metric"].map(to))
            marks.append(style.dots(ax, own, *ends, marker=marker))
        ax.set_xlim(0, max(1.0, drawn["high"].max()) * 1.04)
        style.legend(figure, marks, [words.place(place) for place in places])
        style.axis_of(ax, "share", words.say("chart.of_largest"), words)
        return style.finish(figure, "standings", title, told, words)


def standing(rows: pd.DataFrame, title: str, words: Words, place: str) -> Figure:
    """Draw one place's readings, and those of others hollow, as shares of the largest.

    rows has place, metric, low, value, high (shares) and colour; of the metrics that `place` has.
    Of another that may be anything down to nothing, as "at most 9" says, the band is drawn as well.
    """
    mine = rows[rows["place"] == place]
    others = rows[(rows["place"] != place) & rows["metric"].isin(mine["metric"])]
    drawn = style.within_sight(mine)
    records = mine.to_dict("records")
    names = [_metric(rows[rows["metric"] == row["metric"]], words) for row in records]
    told = _told(records, names, words, style.RATIO)
    with theme():
        figure, ax, at, addresses = style.headed(names, records, told)
        heights = dict(zip(mine["metric"], at, strict=True))
        beside = ax.scatter(
            others["value"], others["metric"].map(heights), s=34, c="none", edgecolors=QUIET
        )
        if len(most := others[(others["low"] == 0) & (others["high"] < inf)]):
            y = most["metric"].map(heights)
            ax.hlines(y, 0, most["high"], colors=QUIET, lw=5.5, alpha=style.BAND)
        marks = style.dots(ax, drawn, at, addresses)
        ax.set_xlim(0, max(1.0, drawn["high"].max()) * 1.04)
        style.legend(figure, [marks, beside], [words.place(place), words.say("chart.another")])
        style.axis_of(ax, "share", words.say("chart.of_largest"), words)
        return style.finish(figure, "standing", title, told, words)


def _metric(rows: pd.DataFrame, words: Words) -> str:
    """Return what a metric is called, with the years of its figures where these are several."""
    name = words.title(rows["metric"].iloc[0])
    years = sorted(rows["year"].dropna().unique()) if "year" in rows else []
    if len(years) < len(("one", "another")):
        return name
    return words.say("word.dated", figure=name, year=words.listed(f"{year:.0f}" for year in years))


def _names(rows: pd.DataFrame, words: Words) -> list[str]:
    """Return the rows' names, or else their places, with the years where these are several."""
    if "name" in rows:
        return list(rows["name"])
    several = "year" in rows and rows["year"].nunique(dropna=False) > 1
    return [
        words.say("word.dated", figure=words.place(row["place"]), year=f"{row['year']:.0f}")
        if several and pd.notna(row["year"])
        else words.place(row["place"])
        for row in rows.to_dict("records")
    ]


def _told(
    records: Iterable[Mapping[Any, Any]], names: list[str], words: Words, digits: int
) -> list[str]:
    return style.all_said(names, (style.spoken(row, words, digits) for row in records), words)


def _each_told(own: pd.DataFrame, words: Words) -> str:
    told = [
        words.best(row, row["unit"], style.RATIO)
        if row["high"] < inf
        else style.spoken(row, words, style.RATIO)
        for row in own.to_dict("records")
    ]
    return words.listed(style.all_said(map(words.place, own["place"]), told, words))


def _room(names: Sequence[str], amounts: Sequence[str]) -> float:
    """Return how long an axis is, of its largest mark, so that the amounts fit behind the marks."""
    whole = style.WIDTH - max(map(width_of, names)) - 4 * style.MARGIN
    needed = max(map(width_of, amounts)) + 2 * style.MARGIN
    return max(whole, 1.2 * needed) / max(whole - needed, 0.2 * needed)
