"""Sentences and tables on the verdicts. Rows come in, HTML out, each number linked to its row."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.claims.verdict import Verdict
from analysis.findings import prose
from analysis.measures.claims import OUTSIDE, common, rate
from analysis.quantity import wording

SAID = {
    Verdict.HOLDS: ("holds", "hold"),
    Verdict.DEPENDS: ("is left open", "are left open"),
    Verdict.FAILS: ("fails", "fail"),
    Verdict.NOT_CHECKABLE: ("cannot be checked", "cannot be checked"),
}
KINDS = {
    "rank": ("rank among counts", "ranks among counts"),
    "equals-about": ("pair of equals", "pairs of equals"),
    "sum": ("sum of parts", "sums of parts"),
    "share-of-whole": ("common whole", "common wholes"),
    "roster-count": ("size of a list", "sizes of lists"),
    "same-roster": ("list printed again", "lists printed again"),
    "ratio": ("amount over another", "amounts over others"),
    "comparable": ("set of comparable figures", "sets of comparable figures"),
}
SHOWN = 4  # significant digits of a computed bound


def counts(inside: pd.DataFrame, outside: pd.DataFrame) -> HTML:
    """Say how many claims have each verdict; both are as by tally()."""
    whole = prose.derived(
        str(inside["claims"].sum()), "claims put on trial", [";".join(filter(None, inside["ids"]))]
    )
    return prose.sentence(
        "Of the ",
        whole,
        " claims put on trial, by the article's own figures ",
        _verdicts(inside, "by the article's own figures"),
        ". Against independent figures of grade A or B, ",
        _verdicts(outside, "against independent figures"),
        ".",
    )


def holding(claims: pd.DataFrame) -> HTML:
    """Say of which kinds the claims are that hold by the article's own figures."""
    held = claims[claims["verdict"] == Verdict.HOLDS]
    parts = []
    for kind, group in held.groupby("relation", sort=False):
        ids = [f"claim-{name}" for name in group["claim_id"]]
        how = f"claims of the kind '{kind}' that hold by the article's own figures"
        noun = wording.plural(len(group), *KINDS[str(kind)])
        parts.append(f"{prose.derived(str(len(group)), how, ids)} {noun}")
    return prose.sentence(f"What holds by the article's own figures: {wording.listed(parts)}.")


def telling(claims: pd.DataFrame) -> HTML:
    """List claims with what became of them, in the words of their verdicts' reasons."""
    told = []
    for _, row in claims.iterrows():
        rating = rate(row.to_dict())
        start = "Against independent figures it" if rating.by == OUTSIDE else "It"
        reason = prose.claimed(rating.reason, row["claim_id"])
        told.append(f"<b>{prose.claim(row)}</b> {start} {_word(rating.verdict)}. {reason}")
    return prose.bullets(told)


def ruling(claim: pd.Series) -> HTML:
    """Say what became of one claim within the source, and why."""
    reason = prose.claimed(claim["reason"], claim["claim_id"])
    return prose.sentence(f"<b>{prose.claim(claim)}</b> It {_word(claim['verdict'])}. {reason}")


def wholes(rows: pd.DataFrame, claim: pd.Series) -> HTML:
    """Tabulate the whole that each pair implies, and what all of them allow."""
    how = "count over share of the whole, with the bounds of both"
    texts = {
        "Implied whole": [wording.amount(value, "count", SHOWN) for value in rows["value"]],
        "Bounds": [_span(row) for _, row in rows.iterrows()],
    }
    columns = {
        name: [
            prose.derived(text, how, ids.split(";"))
            for text, ids in zip(column, rows["ids"], strict=True)
        ]
        for name, column in texts.items()
    }
    every = {"Place": "all of them", "Implied whole": "", "Bounds": "nothing"}
    if common(rows):
        every["Bounds"] = prose.claimed(_span(claim), claim["claim_id"])
    told = pd.DataFrame({"Place": rows["place"], **columns})
    return prose.table(pd.concat([told, pd.DataFrame([every])], ignore_index=True))


def confronted(rows: pd.DataFrame, claims: pd.DataFrame, references: pd.DataFrame) -> HTML:
    """Tabulate what is claimed beside each independent figure; rows as by confronted()."""
    by_claim = claims.set_index("claim_id", drop=False)
    by_id = references.set_index("figure_id", drop=False)
    told: list[dict[str, str]] = []
    for _, row in rows.iterrows():
        claim, reference = by_claim.loc[row["claim_id"]], by_id.loc[row["figure_id"]]
        again = bool(told) and told[-1]["of"] == row["claim_id"]
        told.append(
            {
                "of": row["claim_id"],
                "Claim": "" if again else prose.claim(claim),
                "Claimed": "" if again else prose.claimed(_span(claim), row["claim_id"]),
                "Independent": prose.cite(reference),
                "Of the claimed": prose.derived(
                    wording.amount(row["value"], "share", wording.RATIO_DIGITS),
                    "independent figure over the best reading claimed",
                    [row["figure_id"], f"claim-{row['claim_id']}"],
                ),
                "Year": _year(reference),
                "Grade": escape(row["grade"]),
            }
        )
    if not told:
        return prose.sentence("No independent figure is of the same metric as a claim.")
    return prose.table(pd.DataFrame(told).drop(columns="of"))


def gulf(pair: pd.DataFrame, labels: pd.Series) -> HTML:
    """Say how far apart two definitions of one thing lie; rows as by gulf()."""
    if pair.empty:
        return prose.sentence("No place is counted by both definitions.")
    wide, strict = pair.iloc[0], pair.iloc[1]
    times = prose.derived(
        wording.amount(wide["value"] / strict["value"], "count", 2),
        "best reading of one count over that of the other",
        pair["figure_id"],
    )
    return prose.sentence(
        f"What is counted decides the number, and nowhere more than in {wide['place']}. It has ",
        prose.cite(wide),
        f" {escape(labels[wide['metric']])} as the article prints, and ",
        prose.cite(strict),
        f" {escape(labels[strict['metric']])}",
        " (",
        _year(strict),
        "), by an independent figure of grade ",
        f"{escape(strict['grade'])}: the first is ",
        times,
        " times the second. They are different things under one name, and neither is held "
        "against the other.",
    )


def _verdicts(tally: pd.DataFrame, where: str) -> str:
    parts = []
    for _, row in tally.iterrows():
        one, many = SAID[Verdict(row["verdict"])]
        how = f"claims that are '{row['verdict']}' {where}"
        number = prose.derived(str(row["claims"]), how, row["ids"].split(";"))
        parts.append(f"{number} {wording.plural(row['claims'], one, many)}")
    return wording.listed(parts)


def _word(verdict: str) -> str:
    return SAID[Verdict(verdict)][0]


def _span(row: pd.Series) -> str:
    return wording.span(row["low"], row["high"], row["unit"], SHOWN)


def _year(figure: pd.Series) -> str:
    return "no year" if pd.isna(figure["year"]) else prose.refer(str(figure["year"]), figure)
