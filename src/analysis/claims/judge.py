"""Claims and processed tables to tables of verdicts, of implied bounds and of hedge models.

Nothing is read or written here.
"""

import csv
import io
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis import messages, paths
from analysis.claims import firmness, lists, margins
from analysis.claims.facts import Facts
from analysis.claims.read import COMPUTED, DO, PAGE, PLACEHOLDER, Claim, Frames
from analysis.claims.reasons import Reason, amounts
from analysis.claims.sources import Cases, Source, read_sources, reread
from analysis.claims.support import SIDES, Supported
from analysis.claims.syntax import FormulaError
from analysis.claims.verdict import Finding, World, with_limits
from analysis.claims.words import Names, names
from analysis.claims.worlds import Proof, Question
from analysis.data.codebook import CODEBOOK
from analysis.data.verdicts import Support, Verdict
from analysis.errors import DataError, Problem
from analysis.paths import relative
from analysis.quantity import wording

CHANGES = {"verdict": "", "supported": ", against references"}
TOLERANCE_DIGITS = 4
TOLD = 8  # times
WAITING = (Verdict.OPEN, Verdict.CONFLICTING, Verdict.UNDECIDED, Verdict.NOT_CHECKABLE)
Row = dict[str, Any]


def judge_all(
    claims: Sequence[Claim], frames: Frames, say: Callable[[str], None] = lambda _: None
) -> dict[str, pd.DataFrame]:
    """Return the tables that come of claims and the processed tables, by name.

    claims: a row a claim in the order given, with both verdicts and what shows them, ids with ';'
    between. amounts: what each claim compares. flips: where a verdict changes as one hedge opens
    wider or narrower. hedge_models: the verdicts by the other model of hedges as well. implied: the
    least and the most that each unknown of a source can be, and what forces them. sources: with the
    narrowest opening of hedges. say: hears how far the judging is, a few times.
    """
    cases: Cases = defaultdict(dict)
    sources = read_sources(frames, cases)
    words = {
        source: [names(language, frames, source) for language in messages.LANGUAGES]
        for source in sources
    }
    implied = _implied(sources)
    rows, flips, told = _each(claims, sources, words, implied, say)
    judged = _table("claims", rows)
    say("all claims judged; once more by the other model of hedges")
    narrowest = [_float(firmness.narrowest(one.worlds), math.nan) for one in sources.values()]
    return {
        "sources": frames["sources"].assign(narrowest_opening=narrowest),
        "implied": implied,
        "claims": judged,
        "amounts": _table("amounts", told),
        "flips": _table("flips", flips),
        "hedge_models": _by_readers(claims, judged, frames, cases),
    }


def _each(
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    words: Mapping[str, list[Names]],
    implied: pd.DataFrame,
    say: Callable[[str], None],
) -> tuple[list[Row], list[Any], list[Any]]:
    """Return the rows of claims.csv, flips.csv and amounts.csv; raise DataError of all problems."""
    rows, flips, told, problems = [], [], [], []
    pinned: dict[str, set[str]] = defaultdict(set)
    for one in implied[implied["figure_id"] == ""].to_dict("records"):
        pinned[one["source_id"]].add(f"{one['metric']}-{one['place']}")
    for number, claim in enumerate(claims):
        if number % (len(claims) // TOLD + 1) == 0:
            say(f"{number} of {len(claims)} claims judged")
        try:
            row, found, compared = _judged(claim, sources[claim.source_id], words[claim.source_id])
        except FormulaError as error:  # found only when its unknowns are worked out
            problems.append(_problem(claim, "claim", error.found, error.expected, error.do))
            continue
        problems += _untold(claim, row, compared, pinned[claim.source_id])
        rows.append(row)
        flips += [(claim.typed.claim_id, *one) for one in found]
        told += compared
    if problems:
        raise DataError(problems)
    return rows, flips, told


def _problem(claim: Claim, at: str, found: str, expected: str, do: str = DO) -> Problem:
    where = relative(paths.raw() / claim.source_id / "claims.yaml")
    told = found, expected, do, claim.lines.get(at)
    return Problem(where, *told, field=at, claim=claim.typed.claim_id)


def _untold(claim: Claim, row: Row, compared: Sequence[Any], pinned: set[str]) -> list[Problem]:
    """Return the faults of words that show an amount which there is not.

    Of a side that decides nothing as yet, the front page has the claim's plain words in their
    place. compared: rows of amounts.csv. pinned: what figures imply of what none of them prints.
    """
    told = Counter(by for _, by, *_ in compared)
    waits = {"within": row["verdict"] in WAITING, "supported": row["supported"] in WAITING}
    problems = []
    for at in PAGE:
        known = {f"{by}_{n + 1}" for by in told for n in range(told[by])}
        known |= pinned if at.startswith("change") else set()
        for name in PLACEHOLDER.findall(getattr(claim.typed, at)):
            match = COMPUTED.fullmatch(name)
            by = match[1] if match else None
            is_amount = (by and not waits[by]) or (match and match[3])
            if is_amount and name.removeprefix("about_") not in known:
                shown = ", ".join(f"{{{one}}}" for one in sorted(known)) or "a figure"
                problems.append(_problem(claim, at, f"'{{{name}}}'", f"one of {shown}"))
    return problems


def changes(before: str, after: pd.DataFrame) -> list[str]:
    """Return a line a verdict that changed, and a line a claim that came or went.

    `before` is claims.csv as it was, empty where there was none; `after` is the new table.
    """
    rows = csv.DictReader(io.StringIO(before))
    old = {row["claim_id"]: row for row in rows} if "claim_id" in (rows.fieldnames or ()) else {}
    new = {str(row["claim_id"]): row for row in after.to_dict("records")}
    if not old:
        return []
    came = [f"{name}: new, {row['verdict']}" for name, row in new.items() if name not in old]
    went = [f"{name}: gone" for name in old if name not in new]
    moved = [
        f"{name}{where}: {old[name].get(column)} -> {row[column]}"
        for name, row in new.items()
        for column, where in CHANGES.items()
        if name in old and old[name].get(column, row[column]) != row[column]
    ]
    return moved + came + went


def _judged(claim: Claim, source: Source, words: list[Names]) -> tuple[Row, list[Any], list[Any]]:
    """Return the row of a claim, its rows of flips.csv without its name, and of amounts.csv."""
    row = _told(claim, words)
    if claim.formula is None:
        verdicts = {"verdict": Verdict.OPINION, "supported": Support.NONE}
        return row | verdicts | {"flips_at_hedge": math.nan}, [], []
    question, finding = source.judge(claim)
    supported = source.support(claim)
    facts = Facts(question, source.known, finding, source.measured)
    own = [Reason(facts, one) for one in words]
    row |= _within(question, finding, own) | _outside(supported, words)
    others = _told_outside(supported, source, words)
    row |= {f"reason_{one.words.language}": one.say() for one in own}
    row |= _reasons_outside(supported, own, others, source, words)
    forced = dict.fromkeys(name for case in others for name in case[0].facts.forced)
    row |= _speaking(claim, source, supported, forced)
    row |= {
        "reason_figures": ";".join(facts.forced),
        "reason_supported_figures": ";".join(forced),
    }
    shown = PLACEHOLDER.findall(claim.typed.says_en)
    compared = amounts(claim.typed.claim_id, "within", own, shown)
    for case in others[:1]:
        compared += amounts(claim.typed.claim_id, "supported", case, shown)
    return row, _flips(claim, source, question, finding, supported), compared


def _told(claim: Claim, words: list[Names]) -> Row:
    """Return what is claimed, as it was typed."""
    typed = claim.typed
    told: Row = dict.fromkeys(CODEBOOK["claims"].columns, "") | {
        "claim_id": typed.claim_id,
        "source_id": claim.source_id,
        "kind": typed.kind,
        "claim": " ".join(typed.claim.split()),
        "within": str(typed.within),
        "held_against": typed.held_against,
        "line": typed.line,
    }
    for one in words:
        kinds = ("says", "because", "opinion", "headline", "change")
        for name in (f"{kind}_{one.language}" for kind in kinds):
            told[name] = messages.named(getattr(typed, name), one.language, one.publisher)
        told[f"template_{one.language}"] = told[f"says_{one.language}"]
        for kind in kinds[:3]:
            told[f"{kind}_{one.language}"] = _filled(told[f"{kind}_{one.language}"], one)
        told[f"reason_{one.language}"] = told[f"opinion_{one.language}"]
    return told


def _flips(
    claim: Claim, source: Source, question: Question, finding: Finding, supported: Supported
) -> list[tuple[Any, ...]]:
    """Return rows of flips.csv, but for the claim: by, family, factor and both verdicts."""
    own = [] if finding.only_states(question) else firmness.hedges(question)
    others = source.references.hedges(question.meaning.claim, claim.typed.grants, supported)
    by_hedge = [
        *(("within", hedge, firmness.flips_within(question, finding, hedge)) for hedge in own),
        *(("supported", hedge, source.flips(claim, hedge, supported.support)) for hedge in others),
    ]
    return [
        (by, hedge, float(one.factor), str(one.below), str(one.above))
        for by, hedge, flips in by_hedge
        for one in flips
    ]


def _within(question: Question, finding: Finding, own: list[Reason]) -> Row:
    """Return what is said of a claim within its source."""
    shown = [*question.meaning.lists, *_proof(finding.proof)]
    return {
        "verdict": finding.verdict,
        "proof": ";".join(shown or finding.conflict),
        "world_true": _world(finding.world_true),
        "world_false": _world(finding.world_false),
        "flips_at_hedge": _float(firmness.opening(question, finding), math.nan),
        **_firm(margins.flips(question, finding), [one.words for one in own]),
    }


def _firm(flips: margins.Flips, words: list[Names], by: str = "") -> Row:
    """Return the tolerances and the margin of a verdict, or why it has neither."""
    ends = flips.margin or (None, None)
    return {
        f"flips_at_tolerance{by}": _ends(flips.fails_below, flips.holds_from),
        f"flips_at_margin{by}": _ends(*ends),
        **{f"margin{by}_{one.language}": _margin(flips, one) for one in words},
    }


def _margin(flips: margins.Flips, words: Names) -> str:
    if not flips.margin:
        return words.say(f"flips.why {flips.why}") if flips.why else ""
    told = words.margin(flips.part, *_apart(*flips.margin))
    return words.say("flips.closest", margin=told) if flips.is_of_several else told


def _flips_outside(supported: Supported) -> margins.Flips:
    """Return what would change what references decide, by the case that is the nearest to it."""
    truth = SIDES.get(supported.support)
    if truth is None or supported.lists:
        return margins.Flips(why="list" if supported.lists else "")
    told = [margins.flips(one.question, one.finding) for one in supported.cases if one.question]
    return margins.nearest(told, truth)


def _outside(supported: Supported, words: list[Names]) -> Row:
    """Return what is said of a claim by independent figures."""
    found = [case.finding for case in supported.cases]
    names = [name for one in found if one.proof for name in one.proof.figures]
    names += [name for one in found for name in one.conflict]
    names += [name for one in found if one.proof for name in one.proof.definitions]
    names = names or list(supported.lists)
    return {
        "supported": supported.support,
        "supported_how": ";".join(supported.how),
        "supported_proof": ";".join(dict.fromkeys(names)),
        **_firm(_flips_outside(supported), words, "_supported"),
    }


def _speaking(
    claim: Claim, source: Source, supported: Supported, forced: Iterable[str]
) -> dict[str, str]:
    """Return the references on a claim: all of them, those for it and those against it."""
    named = dict.fromkeys([*supported.references, *supported.speaking, *forced])
    forcing = {*supported.references, *forced}
    sides = {
        name: source.references.side(name, claim.formula, supported, forcing)
        for name in named
        if claim.formula and name not in source.known.figures
    }
    return {
        "references": ";".join(sides),
        "references_for": ";".join(name for name in sides if sides[name]),
        "references_against": ";".join(name for name in sides if sides[name] is False),
    }


def _told_outside(supported: Supported, source: Source, words: list[Names]) -> list[list[Reason]]:
    """Return why independent figures say so, by the first year and counter that does.

    A list a year and counter, of a reason a language. Of those that contradict each other, one of
    each side is told.
    """
    cases = [one for one in supported.cases if one.question]
    told = [one for one in cases if one.support == supported.support][:1]
    if supported.support == Support.CONFLICTING and not told:
        told = list({one.support: one for one in reversed(cases)}.values())
    asked = [Facts(one.question, source.known, one.finding, {}, independent=True) for one in told
             if one.question]  # fmt: skip
    return [[Reason(facts, one) for one in words] for facts in asked]


def _reasons_outside(
    supported: Supported,
    own: list[Reason],
    told: list[list[Reason]],
    source: Source,
    words: list[Names],
) -> dict[str, str]:
    """Return the reasons as one text a language; what several say comes last.

    What the reason within the source says already is not said again.
    """
    reasons = {}
    for at, one in enumerate(words):
        others = [case[at].sentences() for case in told]
        for case, other in list(zip(told, others, strict=True))[1:]:
            kind = "year" if _counters(case[at]) == _counters(told[0][at]) else "count"
            other[0] = one.say(f"reason.another {kind}", said=other[0])
        said = [line for other in others for line in other]
        said = list(dict.fromkeys(reversed(said)))[::-1]
        said = [line for line in said if line not in own[at].sentences()]
        if supported.lists:
            said = [lists.reason(own[at].question.meaning.claim, source.known, one)]
        reasons[f"reason_supported_{one.language}"] = one.joined(said)
    return reasons


def _counters(reason: Reason) -> set[str]:
    """Return who counted what an independent verdict rests on."""
    near = [one.figure.figure_id for one in reason.question.near if one.figure]
    return {str(reason.words.figures[name].get("counter")) for name in near}


def _implied(sources: Mapping[str, Source]) -> pd.DataFrame:
    rows = []
    for source_id, source in sources.items():
        metrics = source.known.definitions.metrics
        for one in source.worlds.implied():
            metric, place, year = one.unknown
            ends = _float(one.low.end, -math.inf), _float(one.high.end, math.inf)
            proofs = (";".join(_proof(end.proof)) for end in (one.low, one.high))
            unit = metrics[metric].unit
            rows.append((source_id, place, metric, year, one.figure_id, *ends, unit, *proofs))
    return _table("implied", rows)


def _table(name: str, rows: Sequence[Any]) -> pd.DataFrame:
    """Return rows as the table of that name, with its columns and types."""
    types = {column: schema.dtype.type for column, schema in CODEBOOK[name].columns.items()}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _by_readers(
    claims: Sequence[Claim], judged: pd.DataFrame, frames: Frames, cases: Cases
) -> pd.DataFrame:
    """Return the verdicts on each claim beside those by the readers' model of hedges."""
    other = {name: reread(frames[name], "readers") for name in ("figures", "references")}
    sources = read_sources({**frames, **other}, cases)
    verdicts, supports = [], []
    for claim in claims:
        source, verdict = sources[claim.source_id], Verdict.OPINION
        if claim.formula is not None:
            verdict = source.judge(claim, with_limits)[1].verdict
        verdicts.append(str(verdict))
        supports.append(str(source.support(claim).support))
    both = judged.assign(verdict_other=verdicts, supported_other=supports)
    return both[["claim_id", "verdict", "verdict_other", "supported", "supported_other"]]


def _filled(template: str, words: Names) -> str:
    """Return words with each figure in its place: as printed in Chinese, in words in English."""
    return PLACEHOLDER.sub(lambda match: words.figure(match[1]), template)


def _proof(proof: Proof | None) -> list[str]:
    return [] if proof is None else [*proof.figures, *proof.definitions]


def _world(world: World | None) -> str:
    """Return what is told of a world."""
    return ";".join(f"{unknown}={_number(value)}" for unknown, value in (world or {}).items())


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def _ends(least: Fraction | float | None, most: Fraction | float | None) -> str:
    """Return two ends as shares, rounded away from each other."""
    if least is None or most is None:
        return ""
    return ";".join(wording.amount(end, "share") for end in _apart(least, most))


def _apart(least: Fraction | float, most: Fraction | float) -> tuple[float, float]:
    """Return two ends rounded outwards; what is known exactly is one number."""
    ways = (ROUND_HALF_EVEN, ROUND_HALF_EVEN) if least == most else (ROUND_FLOOR, ROUND_CEILING)
    return _rounded(least, ways[0]), _rounded(most, ways[1])


def _rounded(share: Fraction | float, way: str) -> float:
    if not isinstance(share, Fraction):  # without limit
        return share
    exact = Context(TOLERANCE_DIGITS, way)
    return float(exact.divide(Decimal(share.numerator), Decimal(share.denominator)))


def _float(value: Fraction | float | None, otherwise: float) -> float:
    return otherwise if value is None else float(value)
