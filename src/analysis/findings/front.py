"""The front page: a finding as a headline, its sources, what it rests on, what would change it.

A claim may have a headline and a change of its own, typed beside it in claims.yaml; they show
figures by their ids, and the claim's amounts by side and number. Without a headline of its own, or
with one of amounts on a side that has none, a claim is shown in its own words.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Context
from html import escape
from math import inf, log
from typing import Any

import pandas as pd

from analysis.data.words import Words
from analysis.errors import DataError, Problem
from analysis.findings import prose, rankings, totals
from analysis.findings.claims import account, met, stated
from analysis.findings.figures import most_told
from analysis.findings.prose import Finding
from analysis.findings.rankings import is_largest
from analysis.measures.claims import OUTSIDE, ids, rate
from analysis.measures.claims import flips as tolerances
from analysis.quantity import wording

STRESSED = re.compile(r"\*([^*]+)\*")
AMOUNT = re.compile(r"\{(?:about_)?(within|supported)_[0-9]+\}")
TOLERANCE = "{tolerance}"
ABOUT, TOLD = 2, 3  # significant digits of a number in a headline, and of a tolerance
Row = Mapping[Any, Any]


def title(spans: pd.DataFrame, leading: pd.DataFrame, figures: pd.DataFrame, words: Words) -> str:
    """Return the report's title: who leads, else the first of the leading claims, else of whom most
    is printed. spans as by spans() of measures.rankings.
    """
    if len(spans):
        return rankings.headline(spans, words)
    if len(leading):
        first = leading.to_dict("records")[0]
        return stated(first, first[f"says_{words.language}"], words).rstrip(".。")
    return most_told("figures.headline", figures["place"].value_counts(), words)


def opening(source: pd.Series, claims: pd.DataFrame, words: Words) -> Finding:
    """Introduce the text, its date or year linked, and say what became of its assertions."""
    how, date = words.say("front.how_published"), re.escape(words.date(source["published"]))
    shown = re.compile(rf"{date}|(?<!\d){source['published'][:4]}(?!\d)")
    told = shown.sub(lambda one: prose.derived(one[0], how, []), about(source, words))
    return prose.sentence(words.joined([told, met(claims, words)]))


def about(source: pd.Series, words: Words) -> str:
    """Return what a text is, as HTML: in the words of its source.yaml, or by its subject there.

    `*` around words lays stress on them.
    """
    told = escape(source[f"about_{words.language}"], quote=False)
    author = escape(source[f"publisher_{words.language}"], quote=False)
    said: dict[str, Any] = {"author": author, "date": words.date(source["published"])}
    subject = source.get("subject" if words.language == "en" else f"subject_{words.language}", "")
    if not told and subject:
        subject = escape(subject.strip().rstrip(".。"), quote=False)
        return words.say("front.about_subject", **said, subject=subject)
    return STRESSED.sub(r"<em>\1</em>", told) or words.say("front.about", **said)


def headline(claim: Row, amounts: pd.DataFrame, cited: pd.DataFrame, words: Words) -> str:
    """Return a claim as a newspaper would print it, its numbers linked.

    amounts: the claim's own, as in amounts.csv. cited: figures and references, which it may name.
    Raises DataError where it names what there is not.
    """
    language = words.language
    values = _values(claim, amounts, words) | _cites(cited, words)
    told = claim[f"headline_{language}"]
    is_untold = TOLERANCE in told and not values["tolerance"]
    if not told or is_untold or set(AMOUNT.findall(told)) - {*amounts["by"]}:
        said = prose.filled(claim[f"template_{language}"], claim[f"says_{language}"])
        return stated(claim, said, words).rstrip(".。")
    return _filled(claim, f"headline_{language}", values)


def sources(claim: Row, cited: pd.DataFrame, words: Words) -> Finding:
    """Name the figures that a claim shows and rests on: the article's own, then others'."""
    used = [*prose.HOLE.findall(claim["template_en"]), *ids(claim["proof"])]
    used += ids(claim["reason_figures"])
    if rate(claim).by == OUTSIDE:
        used += [*ids(claim["supported_proof"]), *ids(claim["reason_supported_figures"])]
    return figures(cited[cited["figure_id"].isin(used)], words)


def figures(rows: pd.DataFrame, words: Words) -> Finding:
    """Name figures in small print: the article's own, then others'."""
    own = rows["source_id"].notna()
    said = []
    for key, some in (("front.printed", rows[own]), ("front.others", rows[~own])):
        told = [_figure(row, words) for row in some.to_dict("records")]
        said += [words.say(key, figures=prose.clauses(told, words))] if told else []
    return prose.note(words.joined(said))


def rests(claim: Row, words: Words) -> Finding:
    """Say what a claim rests on: its verdicts, each with its reason."""
    told = [prose.claimed(text, claim["claim_id"]) for text in account(claim, words)]
    proof = prose.claim(claim, words.say("front.proof"))
    return _labelled("rests", words.joined([*told, proof]), words)


def changes(
    claim: Row,
    amounts: pd.DataFrame,
    flips: pd.DataFrame,
    cited: pd.DataFrame,
    implied: pd.DataFrame,
    words: Words,
) -> Finding:
    """Say what would change the verdict on a claim.

    amounts and flips: the claim's own, flips on the side that rates it; implied: what all figures
    imply. Raises DataError where the claim's own words name what there is not.
    """
    own = f"change_{words.language}"
    if claim[own]:
        free = implied[implied["figure_id"] == ""].to_dict("records")
        pinned = {f"{row['metric']}-{row['place']}": totals.implied(row, words) for row in free}
        values = _values(claim, amounts, words) | _cites(cited, words) | pinned
        return _labelled("changes", _filled(claim, own, values), words)
    return _labelled("changes", _changes(claim, flips, words), words)


def _changes(claim: Row, flips: pd.DataFrame, words: Words) -> str:
    below, above = (prose.claimed(text, claim["claim_id"]) for text in tolerances(claim))
    if above:
        key = "front.tolerance_open" if tolerances(claim)[0] == "0%" else "front.tolerance"
        return words.say(key, below=below, above=above)
    if len(flips):
        nearest = min(flips.to_dict("records"), key=lambda one: abs(log(one["factor"])))
        return flipped(nearest, words, claim["claim_id"])
    times = claim["flips_at_hedge"]
    if rate(claim).by != OUTSIDE and 1 < times < inf:
        told = words.amount(times, "count", TOLD)
        said = prose.derived(told, words.say("front.how_times"), [f"claim-{claim['claim_id']}"])
        return words.say("front.all_wider", times=said)
    return words.say("front.better" if rate(claim).by == OUTSIDE else "front.firm")


def flipped(row: Row, words: Words, claim: str = "") -> str:
    """Return how far a hedge would have to open to flip a verdict, and to what.

    row: one of flips.csv; claim: whose card says how often that is, where it is not that card.
    """
    wider = row["factor"] > 1
    verdict = row["verdict_above" if wider else "verdict_below"]
    group = "supported" if row["by"] == "supported" else "verdict"
    times = words.amount(row["factor"], "count", TOLD)
    if claim:
        times = prose.derived(times, words.say("front.how_times"), [f"claim-{claim}"])
    names = [row["family"], *([wording.OR_MORE] if row["family"] == "more than" else [])]
    named = [words.say("word.quoted", text=words.say(f"hedge.{name}")) for name in names]
    return words.say(
        "front.wider" if wider else "front.narrower",
        hedge=words.say("word.or").join(named),
        times=times,
        verdict=words.say(f"{group}.{verdict}"),
    )


def leads(spans: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Say why whoever leads does, and how far the others' ranks reach; rows as by spans()."""
    first, others = (spans[spans["first_low"].eq(1) == is_first] for is_first in (True, False))
    key = "front.leads" if is_largest(first, figures) else "front.leads_anyway"
    number = figures["metric"].nunique()
    said = words.say(
        key if len(first) else "front.leads_none",
        number,
        places=words.listed(map(words.place, first["place"])),
        metrics=prose.few(number, "rankings.how_metrics", figures, words),
        names=words.listed(map(words.label, figures["metric"].unique())),
    )
    told = [said, *_behind(others, words), rankings.said_unlike(figures, words)]
    return _labelled("rests", words.joined(told), words)


def _behind(others: pd.DataFrame, words: Words) -> Iterator[str]:
    """Yield what is told of the ranks behind whoever leads; rows as by spans()."""
    moving = others[others["best"] < others["worst"]]
    if len(others) and moving.empty:
        yield words.say("front.leads_fixed")
    turning, rest = moving[moving["turns"]]["place"], moving[~moving["turns"]]["place"]
    for key, names in (("front.leads_rest", turning), ("front.leads_at_times", rest)):
        if len(names):
            yield words.say(key, len(names), places=words.listed(map(words.place, names)))


def leads_change(
    spans: pd.DataFrame, figures: pd.DataFrame, rivals: pd.DataFrame, words: Words
) -> Finding:
    """Say what would take the lead away; spans as by spans(), rivals as by first_by_rank()."""
    first = spans[spans["first_low"] == 1]
    if not len(first) or not is_largest(first, figures):
        return _labelled("changes", words.say("front.leads_choice"), words)
    place = words.place(first["place"].iloc[0])
    told = [
        words.say(
            "front.leads_rank",
            place=words.place(row["place"]),
            label=prose.refer(words.label(row["of"]), row),
            first=place,
        )
        for row in rivals.to_dict("records")
    ]
    said = prose.clauses([words.say("front.leads_change", first=place), *told], words)
    return _labelled("changes", words.say("front.leads_end", said=said), words)


def _labelled(label: str, said: str, words: Words) -> Finding:
    return prose.sentence(words.joined([f"<b>{words.say(f'front.{label}')}</b>", said]))


def _filled(claim: Row, field: str, values: Mapping[str, str]) -> str:
    """Return the words of a field as HTML, with what they name in braces in its place."""
    text = claim[field]
    if unknown := [name for name in prose.HOLE.findall(text) if name not in values]:
        expected = f"a figure, or one of {', '.join(name for name in values if '_' in name)}"
        do, name = "Correct the claim in claims.yaml.", str(claim["claim_id"])
        found = f"'{{{unknown[0]}}}'"
        raise DataError([Problem("claims.csv", found, expected, do, field=field, claim=name)])
    return prose.HOLE.sub(lambda hole: values[hole[1]], escape(text, quote=False))


def _values(claim: Row, amounts: pd.DataFrame, words: Words) -> dict[str, Any]:
    holds_from = tolerances(claim)[1]
    values: dict[str, Any] = {
        "tolerance": _tolerance(holds_from, claim, words) if holds_from else ""
    }
    numbers = amounts.groupby("by").cumcount() + 1
    for number, row in zip(numbers, amounts.to_dict("records"), strict=True):
        about = words.amount((row["low"] + row["high"]) / 2, row["unit"], ABOUT)
        name = row[f"name_{words.language}"]
        span = words.span(row["low"], row["high"], row["unit"])
        values[f"{row['by']}_{number}"] = prose.derived(span, name, ids(row["ids"]))
        values[f"about_{row['by']}_{number}"] = prose.derived(about, name, ids(row["ids"]))
    return values


def _tolerance(holds_from: str, claim: Row, words: Words) -> str:
    rounded = Context(TOLD, ROUND_CEILING).create_decimal(holds_from.rstrip("%"))
    how = words.say("front.how_tolerance")
    return prose.derived(f"{rounded.normalize():f}%", how, [f"claim-{claim['claim_id']}"])


def _cites(cited: pd.DataFrame, words: Words) -> dict[str, Any]:
    return {row["figure_id"]: prose.cite(row, words) for row in cited.to_dict("records")}


def _figure(row: Row, words: Words) -> str:
    """Return what a figure measures and what it says, with its year and grade."""
    name = prose.named(row, words)
    if not pd.isna(row["year"]):
        year = prose.refer(f"{row['year']:.0f}", row)
        name = words.say("word.dated", figure=name, year=year)
    return words.say("word.labelled", label=name, said=prose.cite(row, words))
