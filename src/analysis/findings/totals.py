"""Sentences and tables on totals: what all figures imply of them, and what others count.

Rows come in, HTML and text out, each number linked.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis.data.words import Words
from analysis.findings import prose
from analysis.findings.prose import Finding
from analysis.measures.claims import ids

SHOWN = 4  # significant digits of a computed bound
TIMES = 2  # significant digits of a factor
PINNED = 0.05  # a total is told as one number where its bounds are no further apart


def counters(rows: pd.DataFrame, metric: str, place: str, words: Words) -> Finding:
    """Say how far counters of one thing lie apart; rows as by counters()."""
    named: dict[str, Any] = {"label": escape(words.label(metric)), "place": words.place(place)}
    if rows.empty:
        return prose.tell(words, "counters.one", **named)
    low, high = (prose.dated(rows.iloc[end], words) for end in (0, -1))
    return prose.tell(
        words, "counters.range", **named, low=low, high=high, times=times(rows, words)
    )


def contested(rows: pd.DataFrame, words: Words) -> Finding:
    """Say at the head of what rests on a metric how far its counters lie apart.

    rows: as by contested().
    """
    label = escape(words.label(rows["metric"].iloc[0]))
    return prose.tell(words, "counters.contested", label=label, times=times(rows, words))


def times(rows: pd.DataFrame, words: Words, is_small: bool = False) -> str:
    """Return how many times the least the most of counters is; as a word where it is small."""
    first, last = rows.iloc[0], rows.iloc[-1]
    factor = last["value"] / first["value"]
    said = words.small(round(factor)) if is_small else words.amount(factor, "count", TIMES)
    return prose.derived(said, words.say("counters.how"), [first["figure_id"], last["figure_id"]])


def counters_title(rows: pd.DataFrame, words: Words) -> str:
    """Return by what factor counters of one thing differ, in a line; rows as by counters()."""
    if len(rows) < len(("least", "most")):
        return words.say("counters.title_one")
    return words.say("counters.title", times=times(rows, words, is_small=True))


def tighter(rows: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Say which printed figure the others narrow most; rows as by tighter()."""
    if rows.empty:
        return prose.tell(words, "implied.none")
    row = rows.iloc[0]
    printed = figures.set_index("figure_id", drop=False).loc[row["figure_id"]]
    return prose.tell(
        words,
        "implied.tighter",
        **_named(row, words),
        printed=prose.cite(printed, words),
        span=implied(row, words, SHOWN),
    )


def tighter_title(rows: pd.DataFrame, words: Words) -> str:
    """Return which printed figure the others narrow most, in a line; rows as by tighter()."""
    row = rows.iloc[0]
    place, label = words.place(row["place"]), words.label(row["metric"])
    return words.say("implied.title", place=place, label=label)


def totals(rows: pd.DataFrame, words: Words) -> Finding:
    """Say which number that nobody prints the others pin; rows as by unprinted()."""
    pinned = rows[rows["width"] <= PINNED]
    said = []
    for _, row in pinned.iterrows():
        forced = list(dict.fromkeys(ids(row["proof_low"]) + ids(row["proof_high"])))
        number = words.amount(len(forced), "count")
        number = prose.derived(number, words.say("implied.how_forced"), forced)
        span = implied(row, words, SHOWN)
        said.append(words.say("implied.total", figures=number, **_named(row, words), span=span))
    others = [part(row, words) for _, row in rows.drop(pinned.index).iterrows()]
    if others:
        said.append(words.say("implied.others", parts=prose.clauses(others, words)))
    return prose.sentence(words.joined(said))


def part(row: pd.Series, words: Words) -> str:
    """Return between which bounds the figures together leave an amount; row as of implied.csv."""
    return words.say("implied.part", **_named(row, words), span=implied(row, words, SHOWN))


def implied_table(rows: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Tabulate the bounds that all figures imply beside the print's; rows as by tighter()."""
    printed, told = figures.set_index("figure_id", drop=False), []
    ones = [printed.loc[name] for name in rows["figure_id"]]
    for (_, row), one, name in zip(rows.iterrows(), ones, words.names(ones), strict=True):
        figure = escape(name), prose.cite(one, words)
        told.append((*figure, prose.bounds(one, words, SHOWN), implied(row, words, SHOWN)))
    heads = ("figures.head_figure", "figures.head_printed", "implied.head_print")
    return prose.rows(told, (*heads, "implied.head_all"), words)


def shares(rows: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Say what part of independent totals an amount is; rows as by shares_of_totals()."""
    if rows.empty:
        return prose.tell(words, "shares.none")
    named = figures.set_index("figure_id", drop=False)
    part, first = named.loc[rows["figure_id_part"].iloc[0]], rows.iloc[0]
    low, high = rows["low"].min(), rows["high"].max()
    apart = high < first["printed_low"] or low > first["printed_high"]
    used = list(dict.fromkeys(";".join(rows["ids"]).split(";")))
    span, totals = words.span(low, high, "share", SHOWN), words.amount(len(rows), "count")
    return prose.tell(
        words,
        f"shares.{'apart' if apart else 'level'}",
        len(rows),
        **_named(part, words),
        amount=prose.cite(part, words),
        span=prose.derived(span, words.say("shares.how"), used),
        totals=prose.derived(totals, words.say("shares.how_totals"), rows["figure_id"]),
        printed=prose.cite(named.loc[first["printed_id"]], words),
    )


def shares_title(rows: pd.DataFrame, figures: pd.DataFrame, words: Words) -> str:
    """Return what share independent totals make it, in a line; rows as by shares_of_totals()."""
    if rows.empty:
        return words.say("shares.title_none")
    low, high = rows["low"].min(), rows["high"].max()
    used = list(dict.fromkeys(";".join(rows["ids"]).split(";")))
    span = words.span(low, high, "share", SHOWN)
    printed = figures.set_index("figure_id", drop=False).loc[rows["printed_id"].iloc[0]]
    apart = high < rows["printed_low"].iloc[0]
    return words.say(
        "shares.title" if apart else "shares.title_level",
        share=prose.derived(span, words.say("shares.how"), used),
        printed=prose.cite(printed, words),
    )


def shares_table(rows: pd.DataFrame, references: pd.DataFrame, words: Words) -> Finding:
    """Tabulate the part of each independent total; rows as by shares_of_totals()."""
    totals, told = references.set_index("figure_id", drop=False), []
    for row in rows.to_dict("records"):
        total = totals.loc[row["figure_id"]]
        span = words.span(row["low"], row["high"], "share", SHOWN)
        part = prose.derived(span, words.say("shares.how"), ids(row["ids"]))
        told.append((prose.cite(total, words), year(total, words), part, escape(row["grade"])))
    heads = ("shares.head_total", "figures.head_year", "shares.head_part", "figures.head_grade")
    return prose.rows(told, heads, words)


def year(figure: pd.Series, words: Words) -> str:
    """Return the year of a figure, linked to it, or that it has none."""
    if pd.isna(figure["year"]):
        return words.say("word.no_year")
    return prose.refer(str(figure["year"]), figure)


def _named(row: pd.Series, words: Words) -> dict[str, Any]:
    return {"place": words.place(row["place"]), "label": escape(words.label(row["metric"]))}


def implied(row: Mapping[Any, Any] | pd.Series, words: Words, digits: int = 10) -> str:
    """Return the bounds that all figures imply of an amount; row as of implied.csv."""
    forced = dict.fromkeys(ids(row["proof_low"]) + ids(row["proof_high"]))
    span = words.span(row["low"], row["high"], row["unit"], digits)
    return prose.derived(span, words.say("implied.how"), forced)
