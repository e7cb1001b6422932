"""Sentences and tables on rates: one metric over another, place by place."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.findings import prose
from analysis.quantity import wording

DIGITS = 3  # significant digits of a rate
MANY = 2  # places that a comparison needs


def ends(rates: pd.DataFrame, title: str) -> HTML:
    """Say where a rate is highest and where lowest; rows as by measures.quotients()."""
    start = f"<b>{escape(title)}.</b> "
    if len(rates) < MANY:
        return prose.sentence(start, "Fewer places than a comparison needs are measured by both.")
    ordered = rates.sort_values("value", ascending=False, kind="stable")
    best, last = ordered.iloc[0], ordered.iloc[-1]
    sure = best["low"] > ordered["high"].iloc[1:].max()
    least = last["high"] < ordered["low"].iloc[:-1].min()
    settled = {
        (True, True): "the bounds settle both",
        (True, False): "the bounds settle the highest alone",
        (False, True): "the bounds settle the lowest alone",
        (False, False): "the bounds settle neither",
    }[bool(sure), bool(least)]
    return prose.sentence(
        start,
        f"It is highest in {best['place']} with {_rate(best)} and lowest in {last['place']} with ",
        f"{_rate(last)}; {settled}.",
    )


def table(rates: pd.DataFrame) -> HTML:
    """Tabulate each place's rate with its bounds."""
    rows = rates.sort_values("value", ascending=False, kind="stable")
    return prose.table(
        pd.DataFrame(
            {
                "Place": rows["place"],
                "Rate": [_rate(row) for _, row in rows.iterrows()],
                "Bounds": [
                    prose.derived(
                        wording.span(row["low"], row["high"], row["unit"], DIGITS),
                        "bounds of one figure over those of the other",
                        row["ids"].split(";"),
                    )
                    for _, row in rows.iterrows()
                ],
            }
        )
    )


def _rate(row: pd.Series) -> str:
    how = "best reading of one figure over that of the other"
    return prose.derived(
        wording.amount(row["value"], row["unit"], DIGITS), how, row["ids"].split(";")
    )
