"""Charts of the claims: their verdicts, what they compare, and what independent figures say.

Each takes its rows, a title that states what they show, and the words of one language.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MultipleLocator

from analysis.charts import style
from analysis.charts.look import AMBER, BLUE, INK, QUIET, RULE, theme
from analysis.charts.svg import address, joined
from analysis.data.words import Words

Look = dict[str, Any]
KINDS: dict[str, Look] = {  # what the bars of each kind of claim look like; apart in grey as well
    "assertion": {"facecolor": BLUE, "edgecolor": BLUE},
    "check": {"facecolor": "none", "edgecolor": AMBER, "hatch": "/////"},
    "list": {"facecolor": "none", "edgecolor": QUIET},
}
SHOWN = 4  # significant digits of a computed bound
NEAR = 0.75  # of the greatest amount: where the least is more, the axis does not start at zero


def verdicts(tallies: dict[str, pd.DataFrame], title: str, words: Words) -> Figure:
    """Draw how many claims have each verdict, a row a verdict, the kinds stacked.

    tallies: by `verdict` or `supported`, which names a panel; each has verdict, a column of counts
    a kind, and ids where its rows are to lead anywhere.
    """
    most = max(tally[list(KINDS)].sum(axis=1).max() for tally in tallies.values())
    counts = [len(tally) for tally in tallies.values()]
    with theme():
        height = style.HEAD + 0.34 * len(tallies) + 0.31 * sum(counts)
        figure = Figure(figsize=(style.WIDTH, height))
        axes = figure.subplots(len(tallies), squeeze=False, height_ratios=counts)
        told = []
        for ax, (column, tally) in zip(axes[:, 0], tallies.items(), strict=True):
            panel = words.say("badge.within" if column == "verdict" else "badge.outside")
            ax.set_title(panel, loc="left", fontsize=9, color=QUIET)
            says = _tallied(tally, column, words)
            _stack(ax, tally, says, most)
            style.rows_of(ax, [words.say(f"{column}.{name}") for name in tally["verdict"]])
            told.append(style.said(panel, words.listed(says), words))
        handles = [Patch(**look) for look in KINDS.values()]
        style.legend(figure, handles, [words.say(f"chart.kind_{kind}") for kind in KINDS])
        return style.finish(figure, "verdicts", title, told, words)


def amounts(rows: pd.DataFrame, title: str, words: Words) -> Figure:
    """Draw amounts of one kind under one another: each a bar of its bounds, its span beside it.

    rows, few: name (or name_en and name_zh), low, high, unit (one), ids, and, where given, claim_id
    and printed, which marks those that the source prints. The axis starts at zero, unless all of
    the bounds lie in the last quarter of such an axis, where they could not be seen: then it spans
    them alone, and says so. Raises ValueError where the units differ.
    """
    printed = rows["printed"].astype(bool) if "printed" in rows else pd.Series(False, rows.index)
    drawn = style.within_sight(rows.assign(low=rows["low"].clip(lower=0)))
    unit, *others = sorted(rows["unit"].unique())
    if others:
        raise ValueError(f"amounts: found the units {unit} and {others[0]}; expected one a chart")
    names = list(rows["name" if "name" in rows else f"name_{words.language}"])
    spans = [words.span(*ends, unit, SHOWN) for ends in zip(rows["low"], rows["high"], strict=True)]
    told, records = style.all_said(names, spans, words), drawn.to_dict("records")
    with theme():
        figure, ax, at, addresses = style.headed(told, records, told)
        for row, is_printed, y, to in zip(records, printed, at, addresses, strict=True):
            _bar(ax, row, y, BLUE if is_printed else INK, to)
        start, end = drawn["low"].min(), drawn["high"].max()
        near = start >= NEAR * end and start < end
        margin = (end - start) / 10 if near else 0
        ax.set_xlim(start - margin if near else 0, end + margin if near else end * 1.04)
        style.axis_of(ax, unit, words.say("chart.zoomed") if near else "", words)
        if printed.any() and not printed.all():
            handles = [Patch(color=BLUE), Patch(color=INK)]
            style.legend(figure, handles, [words.say("chart.printed"), words.say("chart.computed")])
        return style.finish(figure, "amounts", title, told, words)


def implied(rows: pd.DataFrame, title: str, words: Words) -> Figure:
    """Draw what all figures allow inside what the print of each allows, a row a figure.

    rows has place and metric (or name), unit, low and high, printed_low and printed_high, and
    figure_id. Each print's bounds span the whole width, since the units differ.
    """
    width = rows["printed_high"] - rows["printed_low"]
    start, end = ((rows[bound] - rows["printed_low"]) / width for bound in ("low", "high"))
    records = rows.to_dict("records")
    names = style.names_of(records, words)
    told = style.all_said(names, (_narrowed(row, words) for row in records), words)
    with theme():
        figure, ax, at, addresses = style.headed(names, records, told)
        for y, to, left, right in zip(at, addresses, start, end, strict=True):
            ax.barh(y, 1, height=0.8, color="none", edgecolor=QUIET, url=to)
            ax.barh(y, right - left, left=left, height=0.8, color=BLUE, url=to)
        ax.set_xlim(0, 1)
        ax.grid(visible=False)
        handles = [Patch(facecolor="none", edgecolor=QUIET), Patch(color=BLUE)]
        names_of = [words.say("chart.print_allows"), words.say("chart.all_allow")]
        style.legend(figure, handles, names_of)
        style.axis_of(ax, "share", words.say("chart.of_print"), words)
        return style.finish(figure, "implied", title, told, words)


def confronted(rows: pd.DataFrame, title: str, words: Words) -> Figure:
    """Draw independent figures as shares of what is claimed: filled where they may decide.

    rows has place and metric (or name) of the claim, low and high (of the claim), from, value and
    to (of the independent figure), all as shares of the amount claimed, decides, grade, and
    figure_id. A row a claim.
    """
    named = rows.assign(name=[style.name_of(row, words) for row in rows.to_dict("records")])
    groups = {str(name): own for name, own in named.groupby("name", sort=False)}
    shares = (words.listed(_compared(own, words)) for own in groups.values())
    told = style.all_said(groups, shares, words)
    with theme():
        claimed = map(_claim_of, groups.values())
        figure, ax, at, addresses = style.headed(list(groups), claimed, told)
        for y, to, own in zip(at, addresses, groups.values(), strict=True):
            _confront(ax, own, y, to)
        ax.set_xlim(0, max(rows["to"].max(), rows["high"].max()) * 1.05)
        shown = [
            Patch(color=BLUE, alpha=0.45),
            ax.scatter([], [], s=34, c=INK),
            ax.scatter([], [], s=34, c="none", edgecolors=INK),
        ]
        names = ("claimed", "decides", "seen_too")
        style.legend(figure, shown, [words.say(f"chart.{name}") for name in names])
        style.axis_of(ax, "share", words.say("chart.of_claimed"), words)
        ax.xaxis.set_major_locator(MultipleLocator(0.5))
        return style.finish(figure, "confronted", title, told, words)


def _confront(ax: Axes, own: pd.DataFrame, y: float, to: str | None) -> None:
    low, high = own["low"].iloc[0], own["high"].iloc[0]
    band = ax.hlines([y], [low], [high], colors=BLUE, lw=9, alpha=0.45)
    claim = ax.scatter([1.0], [y], marker="|", s=110, color=BLUE)
    spans = ax.hlines([y] * len(own), own["from"], own["to"], colors=INK, lw=1.2)
    faces = [INK if decides else "none" for decides in own["decides"]]
    found = ax.scatter(own["value"], [y] * len(own), s=34, c=faces, edgecolors=INK, zorder=3)
    for drawn in (band, claim, spans, found):
        drawn.set_urls([to] * len(own))


def _claim_of(own: pd.DataFrame) -> dict[str, Any]:
    """Return a row that rests on the claim's figure and the independent ones."""
    first, row = own.iloc[0], joined(own)
    if "printed_id" in own and row:
        row["ids"] = f"{first['printed_id']};{row['ids']}"
    return {**row, "claim_id": first.get("claim_id")}


def _bar(ax: Axes, row: dict[Any, Any], y: float, colour: str, to: str | None) -> None:
    """Draw the bounds of an amount; strokes at their ends show them where they are narrow."""
    ax.barh(y, row["high"] - row["low"], left=row["low"], height=0.7, color=colour, url=to)
    ends = ax.scatter([row["low"], row["high"]], [y, y], s=80, marker="|", color=colour, lw=1.6)
    ends.set_urls([to, to])


def _stack(ax: Axes, tally: pd.DataFrame, told: Sequence[str], most: int) -> None:
    records = zip(range(len(tally)), tally.to_dict("records"), told, strict=True)
    for y, row, says in records:
        to, left = address(row, says), 0
        style.target(ax, y, to)
        for kind, look in KINDS.items():
            if row[kind]:
                ax.barh(y, row[kind], left=left, height=0.66, url=to, linewidth=1, **look)
            left += row[kind]
        ax.text(left + most * 0.02, y, f"{left}", va="center", fontweight="semibold", url=to)
    ax.set_xlim(0, most * 1.1)
    ax.set_xticks([])
    ax.spines["bottom"].set_color(RULE)
    ax.grid(visible=False)


def _tallied(tally: pd.DataFrame, column: str, words: Words) -> list[str]:
    return [
        style.said(
            words.say(f"{column}.{row['verdict']}"),
            words.listed(
                words.say(f"chart.count_{kind}", int(row[kind])) for kind in KINDS if row[kind]
            ),
            words,
        )
        for row in tally.to_dict("records")
    ]


def _narrowed(row: dict[Any, Any], words: Words) -> str:
    left = words.span(row["low"], row["high"], row["unit"], SHOWN)
    whole = words.span(row["printed_low"], row["printed_high"], row["unit"], SHOWN)
    return words.say("chart.narrowed", left=left, whole=whole)


def _compared(own: pd.DataFrame, words: Words) -> list[str]:
    shares = [words.amount(value, "share", style.RATIO) for value in own["value"]]
    graded = zip(shares, own["grade"], strict=True)
    return [words.say("chart.graded", share=share, grade=grade) for share, grade in graded]
