"""Sentences and tables on the verdicts. Rows come in, HTML out, each number linked to its row.

Words come from the message files; `language` is en or zh. Places and labels are those of the rows
and columns given, so that Chinese ones make a Chinese sentence.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd
from IPython.display import HTML

from analysis.claims.support import Support
from analysis.claims.verdict import Verdict
from analysis.findings import prose
from analysis.measures.claims import ASSERTION, CHECK, LIST, flips, ids, tally
from analysis.messages import say
from analysis.quantity import wording

SHOWN = 4  # significant digits of a computed bound
TIMES = 2  # significant digits of a factor
PINNED = 0.05  # a total is told as one number where its bounds are no further apart
AMBIGUOUS = (Support.CONFLICTING, Support.OPEN)  # words that verdicts within a source have too


def counts(claims: pd.DataFrame, language: str = "en") -> HTML:
    """Say how many of the assertions have each verdict, and how many other claims there are."""
    own = claims[claims["kind"] == ASSERTION]
    first = say(
        "claims.counts",
        language,
        assertions=_number(own, "assertions of the article that were tested"),
        within=_verdicts(own, "verdict", language),
        outside=_verdicts(own, "supported", language),
    )
    others: dict[str, Any] = {
        f"{kind}s": _number(claims[claims["kind"] == kind], f"claims of the kind '{kind}'")
        for kind in (CHECK, LIST)
    }
    return prose.sentence(first, _gap(language), say("claims.besides", language, **others))


def leading(claims: pd.DataFrame, language: str = "en") -> HTML:
    """List claims with what became of them and why."""
    told = []
    for _, row in claims.iterrows():
        says = prose.filled(row[f"template_{language}"], row[f"says_{language}"])
        why = [prose.claimed(text, row["claim_id"]) for text in account(row, language)]
        link = prose.claim(row, say("label.proof", language))
        told.append(_gap(language).join([f"<b>{says}</b>", *why, link]))
    return prose.bullets(told)


def account(row: Mapping[Any, Any] | pd.Series, language: str = "en") -> list[str]:
    """Return a sentence and the reason for each verdict of a claim that says something."""
    inside, outside = row["verdict"], row["supported"]
    decides = outside not in (Support.NONE, Support.OPEN)
    told = []
    if not (decides and inside == Verdict.NOT_CHECKABLE):
        told += [_said(dict(row), language), row[f"reason_{language}"]]
    if outside != Support.NONE:
        weakly = " weakly" if "weakly" in ids(row["supported_how"]) else ""
        name = f"support {outside}" if outside in AMBIGUOUS else f"{outside}{weakly}"
        told += [say(f"said.{name}", language), row[f"reason_supported_{language}"]]
    elif inside in (Verdict.HOLDS, Verdict.FAILS) and not row["references"]:
        is_heard = row["kind"] != LIST and row["held_against"] != "article"
        told += [say("said.none", language)] if is_heard else []
    return [text for text in told if text]


def _said(row: Mapping[Any, Any], language: str) -> str:
    """Return what became of a claim by its own source, and how closely where that is typed."""
    verdict, (_, above) = row["verdict"], flips(row)
    if verdict == Verdict.HOLDS and above:
        return say("said.holds within", language, tolerance=above)
    return say(f"said.{verdict}", language)


def counted(verdict: str, column: str, n: int, number: str = "", language: str = "en") -> str:
    """Return how many claims have a verdict, in words; `number` is n as it is to be shown."""
    is_ambiguous = column == "supported" and verdict in AMBIGUOUS
    key = f"counted.{'support ' if is_ambiguous else ''}{verdict}"
    return say(key, language, n=n, number=number or n)


def counters(rows: pd.DataFrame, label: str, place: str, language: str = "en") -> HTML:
    """Say how far counters of one thing lie apart; rows as by counters(). `place` is as told."""
    if rows.empty:
        return prose.sentence(say("counters.one", language, label=label, place=place))
    first, last = rows.iloc[0], rows.iloc[-1]
    times = wording.amount(last["value"] / first["value"], "count", TIMES, language)
    how = "most of all counts over the least"
    words = say(
        "counters.range",
        language,
        label=escape(label),
        place=place,
        low=_cite(first, language),
        high=_cite(last, language),
        first=_year(first),
        last=_year(last),
        times=prose.derived(times, how, [first["figure_id"], last["figure_id"]]),
    )
    return prose.sentence(words)


def tighter(
    rows: pd.DataFrame, figures: pd.DataFrame, labels: pd.Series, language: str = "en"
) -> HTML:
    """Say which printed figure the others narrow most; rows as by tighter()."""
    if rows.empty:
        return prose.sentence(say("implied.none", language))
    row = rows.iloc[0]
    printed = figures.set_index("figure_id", drop=False).loc[row["figure_id"]]
    words = say(
        "implied.tighter",
        language,
        place=row["place"],
        label=escape(labels[row["metric"]]),
        printed=_cite(printed, language),
        span=_implied(row, language),
    )
    return prose.sentence(words)


def totals(rows: pd.DataFrame, labels: pd.Series, language: str = "en") -> HTML:
    """Say which number that nobody prints the others pin; rows as by unprinted()."""
    pinned = rows[rows["width"] <= PINNED]
    said = []
    for _, row in pinned.iterrows():
        forced = list(dict.fromkeys(ids(row["proof_low"]) + ids(row["proof_high"])))
        number = prose.derived(str(len(forced)), "figures that force its two ends", forced)
        label = escape(labels[row["metric"]])
        values = {"place": row["place"], "label": label, "span": _implied(row, language)}
        said.append(say("implied.total", language, figures=number, **values))
    others = [
        say(
            "implied.part",
            language,
            place=row["place"],
            label=escape(labels[row["metric"]]),
            span=_implied(row, language),
        )
        for _, row in rows.drop(pinned.index).iterrows()
    ]
    if others:
        listed = _listed(others, language, between="; ")
        said.append(say("implied.others", language, parts=listed))
    return prose.sentence(_gap(language).join(said))


def implied_table(rows: pd.DataFrame, figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate the bounds that all figures imply beside the print's; rows as by tighter()."""
    named = figures.set_index("figure_id", drop=False)
    told = {
        "Figure": [
            escape(f"{row['place']}, {labels[row['metric']]}") for _, row in rows.iterrows()
        ],
        "Printed": [_cite(named.loc[name]) for name in rows["figure_id"]],
        "The print allows": [
            prose.refer(_span(named.loc[name], "low", "high"), named.loc[name])
            for name in rows["figure_id"]
        ],
        "All figures allow": [_implied(row) for _, row in rows.iterrows()],
    }
    return prose.table(pd.DataFrame(told))


def shares(
    rows: pd.DataFrame, figures: pd.DataFrame, labels: pd.Series, language: str = "en"
) -> HTML:
    """Say what part of independent totals an amount is; rows as by shares_of_totals()."""
    if rows.empty:
        return prose.sentence(say("shares.none", language))
    named = figures.set_index("figure_id", drop=False)
    part, first = named.loc[rows["figure_id_part"].iloc[0]], rows.iloc[0]
    low, high = rows["low"].min(), rows["high"].max()
    apart = high < first["printed_low"] or low > first["printed_high"]
    used = list(dict.fromkeys(";".join(rows["ids"]).split(";")))
    span = wording.span(low, high, "share", SHOWN, language)
    how = "the amount over each independent total, with the bounds of both"
    words = say(
        f"shares.{'apart' if apart else 'level'}",
        language,
        place=part["place"],
        label=escape(labels[part["metric"]]),
        amount=_cite(part, language),
        span=prose.derived(span, how, used),
        totals=prose.derived(str(len(rows)), "independent totals", rows["figure_id"]),
        printed=_cite(named.loc[first["printed_id"]], language),
    )
    return prose.sentence(words)


def shares_table(rows: pd.DataFrame, references: pd.DataFrame) -> HTML:
    """Tabulate the part of each independent total; rows as by shares_of_totals()."""
    named = references.set_index("figure_id", drop=False)
    how = "the amount over the independent total, with the bounds of both"
    told = {
        "Total": [_cite(named.loc[name]) for name in rows["figure_id"]],
        "Year": [_year(named.loc[name]) for name in rows["figure_id"]],
        "Part of it": [
            prose.derived(
                wording.span(row["low"], row["high"], "share", SHOWN), how, ids(row["ids"])
            )
            for _, row in rows.iterrows()
        ],
        "Grade": [escape(str(grade)) for grade in rows["grade"]],
    }
    return prose.table(pd.DataFrame(told))


def confronted(rows: pd.DataFrame, language: str = "en") -> HTML:
    """Say how many independent figures lie within and without; rows as by confronted()."""
    if rows.empty:
        return prose.sentence(say("met.none", language))
    how = "independent figures {} the bounds of what is printed"
    sides = {
        "pro": ("for", "within"),
        "contra": ("against", "outside"),
        "neither": ("neither", "across"),
    }
    numbers: dict[str, Any] = {
        name: prose.count(rows[rows["side"] == side], how.format(word), among=rows)
        for name, (side, word) in sides.items()
    }
    met = prose.count(rows, "independent figures of what is printed")
    return prose.sentence(say("met.counts", language, met=met, **numbers))


def confronted_table(
    rows: pd.DataFrame, figures: pd.DataFrame, references: pd.DataFrame, titles: pd.Series
) -> HTML:
    """Tabulate what is printed beside each independent figure; rows as by confronted()."""
    printed = figures.set_index("figure_id", drop=False)
    others = references.set_index("figure_id", drop=False)
    sides = {"for": "within", "against": "outside", "neither": "across"}
    told: list[dict[str, str]] = []
    for _, row in rows.iterrows():
        own, other = printed.loc[row["printed_id"]], others.loc[row["figure_id"]]
        again = bool(told) and told[-1]["of"] == row["claim_id"]
        name = f"{own['place']}, {titles[own['metric']]}"
        told.append(
            {
                "of": row["claim_id"],
                "Claim": "" if again else prose.claim(row, name),
                "Printed": "" if again else _cite(own),
                "Independent": _cite(other),
                "Of the printed": prose.derived(
                    wording.amount(row["value"], "share", wording.RATIO_DIGITS),
                    "independent figure over the best reading printed",
                    [row["printed_id"], row["figure_id"]],
                ),
                "Its bounds": sides[row["side"]],
                "Year": _year(other),
                "Grade": escape(str(other["grade"])),
            }
        )
    return prose.table(pd.DataFrame(told).drop(columns="of")) if told else prose.sentence()


def _verdicts(claims: pd.DataFrame, column: str, language: str) -> str:
    parts = []
    for _, row in tally(claims, column).iterrows():
        verdict, count = row["verdict"], row["claims"]
        if count:
            how = f"assertions that are '{verdict}', by '{column}'"
            number = prose.derived(str(count), how, ids(row["ids"]))
            parts.append(counted(verdict, column, count, number, language))
    return _listed(parts, language)


def _number(claims: pd.DataFrame, how: str) -> str:
    return prose.derived(str(len(claims)), how, [f"claim-{name}" for name in claims["claim_id"]])


def _listed(parts: Iterable[str], language: str, between: str = "") -> str:
    if language == "zh":
        return "；".join(parts) if between else "，".join(parts)
    return between.join(parts) if between else wording.listed(parts)


def _gap(language: str) -> str:
    return " " if language == "en" else ""


def _cite(figure: pd.Series, language: str = "en") -> str:
    value, unit, hedge = figure["value"], figure["unit"], figure["hedge"]
    return prose.refer(wording.hedged(value, unit, hedge, language=language), figure)


def _implied(row: pd.Series, language: str = "en") -> str:
    forced = dict.fromkeys(ids(row["proof_low"]) + ids(row["proof_high"]))
    how = "bounds that all figures of the article together imply"
    return prose.derived(_span(row, "low", "high", language), how, forced)


def _span(row: pd.Series, low: str, high: str, language: str = "en") -> str:
    return wording.span(row[low], row[high], row["unit"], SHOWN, language)


def _year(figure: pd.Series) -> str:
    return "no year" if pd.isna(figure["year"]) else prose.refer(str(figure["year"]), figure)
