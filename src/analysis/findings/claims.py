"""Sentences and tables on the verdicts. Rows come in, HTML and text out, each number linked."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis.data.tables import Support, Verdict
from analysis.data.words import Words
from analysis.findings import prose
from analysis.findings.prose import Finding
from analysis.findings.totals import times, year
from analysis.measures.claims import ASSERTION, CHECK, LIST, OUTSIDE, flips, ids, rate, tally
from analysis.quantity import wording

AMBIGUOUS = (Support.CONFLICTING, Support.OPEN)  # words that verdicts within a source have too
DECIDED = (Support.SUPPORTED, Support.CONTRADICTED)
BORNE_OUT = (Verdict.HOLDS, Verdict.BY_DEFINITION, Support.SUPPORTED)
REFUTED = (Verdict.FAILS, Support.CONTRADICTED)
MOST = 0.55  # of independent figures; fewer, down to the rest, are about half
SIDES = ("for", "against", "neither")


def counts(claims: pd.DataFrame, words: Words) -> Finding:
    """Say how many of the assertions have each verdict, and how many other claims there are."""
    claims, others = _traced(claims), list[str]()
    for kind in (CHECK, LIST):
        own = claims[claims["kind"] == kind]
        others += prose.counted(own, f"claims.counted_{kind}", f"claims.how_{kind}", words)
    besides = words.say("claims.besides", parts=words.listed(others)) if others else ""
    return prose.sentence(words.joined([tested(claims, words), besides]))


def tested(claims: pd.DataFrame, words: Words) -> str:
    """Return how many of the assertions have each verdict, within the source and outside."""
    own = claims[claims["kind"] == ASSERTION]
    if own.empty:
        return words.say("claims.untested")
    return words.say(
        "claims.counts",
        len(own),
        assertions=_number(own, "claims.how_assertion", words),
        within=words.listed(_verdicts(own, "verdict", words)),
        outside=words.listed(_verdicts(own, "supported", words)),
    )


def met(claims: pd.DataFrame, words: Words) -> str:
    """Return how many assertions others' figures bear out, contradict, and leave undecided, and
    whether the source's own refute any.

    Of a source that nobody else's figures meet it is how many have each verdict.
    """
    own = claims[claims["kind"] == ASSERTION]
    if own.empty or (own["supported"] == Support.NONE).all():
        return tested(claims, words) if len(own) else ""
    is_decided = own["supported"].isin(DECIDED)
    parts, rest = _verdicts(own[is_decided], "supported", words), own[~is_decided]
    if len(rest):
        number = _number(rest, "claims.how_rest", words)
        parts.append(_unmet(rest, words.say("claims.met_rest", len(rest), number=number), words))
    number = _number(own, "claims.how_assertion", words)
    told = words.say("claims.met", len(own), assertions=number, outside=words.listed(parts))
    return words.joined([told, words.say(f"claims.met_{_refuted(own)}")])


def _unmet(rest: pd.DataFrame, told: str, words: Words) -> str:
    """Return what is told of the undecided, with how many of them no figure of others bears on."""
    bare = rest[rest["supported"] == Support.NONE]
    if len(bare) in (0, len(rest)):
        return words.say("claims.met_all_bare", len(rest), told=told) if len(bare) else told
    number = _number(bare, "claims.how_bare", words)
    return words.say("claims.met_bare", len(bare), told=told, bare=number)


def contested(claims: pd.DataFrame, apart: pd.DataFrame, words: Words) -> list[Finding]:
    """Say how many of the assertions that others contradict rest on who counts, if any.

    claims: as by over_counts(); apart: what counters say, as by contested().
    """
    own = claims[claims["kind"] == ASSERTION]
    if own.empty:
        return []
    number = _number(own, "claims.how_contested", words)
    said = {"label": escape(words.label(apart["metric"].iloc[0])), "times": times(apart, words)}
    return [prose.tell(words, "claims.contested", len(own), number=number, **said)]


def counts_title(claims: pd.DataFrame, words: Words) -> str:
    """Return how many assertions independent figures support, and how many they contradict."""
    own = claims[claims["kind"] == ASSERTION]
    if own.empty:
        return words.say("claims.untested").rstrip(".。")
    told = own["supported"].value_counts()
    pro, contra = (int(told.get(side, 0)) for side in (Support.SUPPORTED, Support.CONTRADICTED))
    if not pro + contra:
        return words.say("claims.title_none")
    key = "claims.title_few" if pro + contra < len(own) / 2 else "claims.title_many"
    return words.say(key, supported=words.small(pro), contradicted=words.small(contra))


def refuted_title(claims: pd.DataFrame, words: Words) -> str:
    """Return whether the article's own figures refute any of its assertions."""
    return words.say(f"claims.{_refuted(claims[claims['kind'] == ASSERTION])}")


def _refuted(claims: pd.DataFrame) -> str:
    return "refuted" if (claims["verdict"] == Verdict.FAILS).any() else "refuted_none"


def verdicts(claims: pd.DataFrame, words: Words) -> Finding:
    """List claims, each linked to its evidence, with what became of them and why."""
    told = []
    for name, row in claims.set_index("claim_id", drop=False).iterrows():
        said = [prose.claimed(text, str(name)) for text in account(row, words)]
        template, says = (row[f"{kind}_{words.language}"] for kind in ("template", "says"))
        proof = prose.claim(row, words.say("front.proof"))
        told.append(words.joined([f"<b>{prose.filled(template, says)}</b>", *said, proof]))
    return prose.bullets(told)


def stated(row: Mapping[Any, Any], said: str, words: Words) -> str:
    """Return a claim's words as a finding: bare where they are borne out, else with the verdict."""
    side, verdict = rate(row)
    if verdict in BORNE_OUT:
        return said
    key = f"stated.{verdict}" if verdict in REFUTED else "stated.otherwise"
    told = words.say(f"{'supported' if side == OUTSIDE else 'verdict'}.{verdict}")
    return words.say(key, claim=said.rstrip(".。"), verdict=told)


def account(row: Mapping[Any, Any] | pd.Series, words: Words) -> list[str]:
    """Return a sentence and the reason for each verdict of a claim that says something."""
    inside, outside = row["verdict"], row["supported"]
    decides = outside not in (Support.NONE, Support.OPEN)
    told = []
    if not (decides and inside == Verdict.NOT_CHECKABLE):
        told += [_said(row, words), row[f"reason_{words.language}"]]
    if outside != Support.NONE:
        weakly = " weakly" if "weakly" in ids(row["supported_how"]) else ""
        name = f"support {outside}" if outside in AMBIGUOUS else f"{outside}{weakly}"
        told += [words.say(f"said.{name}"), row[f"reason_supported_{words.language}"]]
    elif inside in (Verdict.HOLDS, Verdict.FAILS) and not row["references"]:
        is_heard = row["kind"] != LIST and row["held_against"] != "article"
        told += [words.say("said.none")] if is_heard else []
    return [text for text in told if text]


def _said(row: Mapping[Any, Any] | pd.Series, words: Words) -> str:
    """Return what became of a claim by its own source, and how closely where that is typed."""
    verdict, (_, above) = row["verdict"], flips(dict(row))
    if verdict == Verdict.HOLDS and above:
        return words.say("said.holds within", tolerance=above)
    return words.say(f"said.{verdict}")


def confronted(rows: pd.DataFrame, words: Words) -> Finding:
    """Say how many independent figures lie within and without; rows as by confronted()."""
    if rows.empty:
        return prose.tell(words, "met.none")
    told = list[str]()
    for side in SIDES:
        some = rows[rows["side"] == side]
        told += prose.counted(some, f"met.{side}", f"met.how_{side}", words, among=rows)
    met = prose.count(rows, words.say("met.how"), words)
    return prose.tell(words, "met.counts", len(rows), met=met, parts=words.listed(told))


def confronted_title(rows: pd.DataFrame, words: Words) -> str:
    """Return whether most independent figures agree with the print; rows as by confronted()."""
    most = rows["side"].value_counts(normalize=True)
    side = next((side for side in SIDES if most.get(side, 0) > MOST), "mixed")
    if side == "mixed" and most.get("against", 0) > 1 - MOST:
        side = "half"
    return words.say(f"met.title_{side}")


def confronted_table(
    rows: pd.DataFrame, figures: pd.DataFrame, references: pd.DataFrame, words: Words
) -> Finding:
    """Tabulate what is printed beside each independent figure; rows as by confronted()."""
    if rows.empty:
        return prose.tell(words, "met.none")
    printed = figures.set_index("figure_id", drop=False)
    others = references.set_index("figure_id", drop=False)
    how, told = words.say("met.how_ratio"), []
    for row in rows.assign(again=rows["claim_id"].duplicated()).to_dict("records"):
        own, other = printed.loc[row["printed_id"]], others.loc[row["figure_id"]]
        claim = prose.claim(row, words.named(own["place"], own["metric"])), prose.cite(own, words)
        ratio = words.amount(row["value"], "share", wording.RATIO_DIGITS)
        ratio = prose.derived(ratio, how, [row["printed_id"], row["figure_id"]])
        side, grade = words.say(f"met.side_{row['side']}"), escape(str(other["grade"]))
        cells = (prose.cite(other, words), ratio, side, year(other, words), grade)
        told.append((*(("", "") if row["again"] else claim), *cells))
    heads = ["met.head_claim", "figures.head_printed"]
    heads += [f"met.head_{name}" for name in ("other", "ratio", "bounds")]
    return prose.rows(told, [*heads, "figures.head_year", "figures.head_grade"], words)


def _verdicts(claims: pd.DataFrame, column: str, words: Words) -> list[str]:
    parts = []
    for _, row in tally(claims, column).iterrows():
        verdict, count = row["verdict"], row["claims"]
        if count:
            where = "within" if column == "verdict" else "outside"
            how = words.say(f"claims.how_{where}", verdict=words.say(f"{column}.{verdict}"))
            number = prose.derived(words.amount(count, "count"), how, ids(row["ids"]))
            is_ambiguous = column == "supported" and verdict in AMBIGUOUS
            key = f"counted.{'support ' if is_ambiguous else ''}{verdict}"
            parts.append(words.say(key, count, number=number))
    return parts


def _traced(claims: pd.DataFrame) -> pd.DataFrame:
    """Return claims whose counts lead to their cards."""
    return claims.assign(figure_id="claim-" + claims["claim_id"])


def _number(claims: pd.DataFrame, how: str, words: Words) -> str:
    return prose.count(_traced(claims), words.say(how), words)
