"""Sentences and tables on rates: what a place makes, over what it makes it from."""

from html import escape

import pandas as pd

from analysis.data.words import Words
from analysis.findings import prose
from analysis.findings.prose import Finding

DIGITS = 4  # significant digits of a rate
MANY = 2  # places that a comparison needs
SETTLED = {(True, True): "both", (True, False): "highest", (False, True): "lowest"}


def name(over: str, under: str, words: Words) -> str:
    """Return what a rate is called: one metric over another."""
    return words.say("rates.name", over=words.title(over), under=words.label(under))


def headline(rates: pd.DataFrame, words: Words, key: str = "rates.headline") -> str:
    """Return where a rate is highest and where lowest, in a line; rows as by quotients().

    key: of the message, which has placeholders best and last.
    """
    if len(rates) < MANY:
        return words.say("rates.few").rstrip(".。")
    best, last = (words.place(row["place"]) for row in _ends(rates))
    return words.say(key, best=best, last=last)


def ends(rates: pd.DataFrame, called: str, words: Words) -> Finding:
    """Say where a rate is highest and where lowest; rows as by quotients(), named as by name()."""
    start = f"<b>{escape(words.say('rates.start', name=called))}</b>"
    if len(rates) < MANY:
        return prose.sentence(words.joined([start, words.say("rates.few")]))
    best, last = _ends(rates)
    others = rates.drop(index=best.name)
    sure = best["low"] > others["high"].max()
    least = last["high"] < rates.drop(index=last.name)["low"].min()
    places = {"best": words.place(best["place"]), "last": words.place(last["place"])}
    told = words.say(
        "rates.ends", None, **places, most=_rate(best, words), least=_rate(last, words)
    )
    known = SETTLED.get((bool(sure), bool(least)), "neither")
    return prose.sentence(words.joined([start, told, words.say(f"rates.settled_{known}")]))


def table(rates: pd.DataFrame, words: Words) -> Finding:
    """Tabulate each place's rate with its bounds, the highest first; rows as by quotients()."""
    ordered = rates.sort_values("value", ascending=False, kind="stable")
    how = words.say("rates.how_bounds")
    rows = []
    for _, row in ordered.iterrows():
        span = words.span(row["low"], row["high"], row["unit"], DIGITS)
        bounds = prose.derived(span, how, row["ids"].split(";"))
        rows.append((words.place(row["place"]), _rate(row, words), bounds))
    return prose.rows(rows, ("rankings.head_place", "rates.head", "figures.head_bounds"), words)


def named_totals(rows: pd.DataFrame, references: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return rows as by beside_print() with `name`: the total, or that it is as printed."""
    totals = references.set_index("figure_id", drop=False)
    names = [
        words.say("shares.of_total", total=prose.plain(prose.dated(totals.loc[name], words)))
        if name in totals.index
        else words.say("amounts.printed")
        for name in rows["of"]
    ]
    return rows.assign(name=names)


def _ends(rates: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    ordered = rates.sort_values("value", ascending=False, kind="stable")
    return ordered.iloc[0], ordered.iloc[-1]


def _rate(row: pd.Series, words: Words) -> str:
    text = words.best(row.to_dict(), row["unit"], DIGITS)
    return prose.derived(text, words.say("rates.how"), row["ids"].split(";"))
