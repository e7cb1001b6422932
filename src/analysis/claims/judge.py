"""Claims and tables of figures to tables of verdicts and of implied bounds.

Nothing is read or written here. Imports the engine, `read` and `reasons`.
"""

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Context
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.claims import firmness
from analysis.claims.assertions import read_figures
from analysis.claims.constraints import Constraints
from analysis.claims.definitions import Definitions, read_definitions
from analysis.claims.naming import Known
from analysis.claims.nearest import telling
from analysis.claims.read import PLACEHOLDER, Claim, members
from analysis.claims.reasons import Reason
from analysis.claims.support import (
    Article,
    Reference,
    References,
    Support,
    Supported,
    read_references,
)
from analysis.claims.verdict import OPINION, World, judge
from analysis.claims.words import Words
from analysis.claims.worlds import Proof, Question, Worlds
from analysis.quantity import wording

COLUMNS = (
    *("claim_id", "source_id", "kind", "claim", "within", "template_en", "template_zh"),
    *("says_en", "says_zh", "verdict", "proof", "world_true", "world_false"),
    *("flips_at_tolerance", "flips_at_hedge", "supported", "supported_how", "supported_proof"),
    *("references", "reason_en", "reason_zh", "reason_supported_en", "reason_supported_zh"),
    *("opinion_en", "opinion_zh", "line"),
)
IMPLIED = ("source_id", "place", "metric", "year", "figure_id", "low", "high", "unit")
CHANGES = {"verdict": "", "supported": ", against references"}
TOLERANCE_DIGITS = 4


@dataclass(frozen=True)
class Source:
    """One source with its worlds, and the references that it can be held against."""

    worlds: Worlds
    references: References
    known: Known
    measured: dict[Any, Any] = field(default_factory=dict)


def judge_all(
    claims: Sequence[Claim],
    figures: pd.DataFrame,
    references: pd.DataFrame,
    rosters: pd.DataFrame,
    metrics: pd.DataFrame,
    places: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    """Return one row a claim, in the order given, with both verdicts and what shows them.

    The frames are processed tables. Ids stand with ';' between.
    """
    definitions = read_definitions(metrics, places)
    known = {
        str(row["source_id"]): _source(definitions, row, figures, references, rosters)
        for row in sources.to_dict("records")
    }
    shown = pd.concat([figures, references]).set_index("figure_id").to_dict("index")
    words = Words(metrics, places, shown)
    rows = [_row(claim, known[claim.source_id], words) for claim in claims]
    types = dict.fromkeys(COLUMNS, "str") | {"line": "int64", "flips_at_hedge": "float64"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def implied(figures: pd.DataFrame, metrics: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the least and the most that each unknown of a source can be, and what forces them."""
    definitions = read_definitions(metrics, places)
    rows = []
    for source_id, own in figures.groupby("source_id", sort=False):
        worlds = Worlds(Constraints(definitions, read_figures(own)))
        for one in firmness.implied(worlds):
            unknown = one.unknown
            rows.append(
                {
                    **dict(zip(IMPLIED, (source_id, unknown.place, unknown.metric), strict=False)),
                    "year": unknown.year,
                    "figure_id": one.figure_id,
                    "low": _float(one.low.end, -math.inf),
                    "high": _float(one.high.end, math.inf),
                    "unit": definitions.metrics[unknown.metric].unit,
                    "proof_low": _ids(one.low.proof),
                    "proof_high": _ids(one.high.proof),
                }
            )
    texts = dict.fromkeys((*IMPLIED, "proof_low", "proof_high"), "str")
    types = texts | {"year": "Int64", "low": "float64", "high": "float64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


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


def _source(
    definitions: Definitions,
    row: Mapping[Any, Any],
    figures: pd.DataFrame,
    references: pd.DataFrame,
    rosters: pd.DataFrame,
) -> Source:
    source_id = str(row["source_id"])
    own = read_figures(figures[figures["source_id"] == source_id])
    lists = members(rosters[rosters["source_id"] == source_id])
    independent: list[Reference] = read_references(references[references["source_of"] != source_id])
    printed = {one.figure_id: one for one in own}
    window = int(row["window_first"]), int(row["window_last"])
    article = Article(printed, lists, window, str(row["published"]))
    worlds = Worlds(Constraints(definitions, own, lists))
    known = Known(definitions, printed, lists)
    return Source(worlds, References(definitions, independent, article), known)


def _row(claim: Claim, source: Source, words: Words) -> dict[str, Any]:
    typed = claim.typed
    told = {
        "claim_id": typed.claim_id,
        "source_id": claim.source_id,
        "kind": typed.kind,
        "claim": " ".join(typed.claim.split()),
        "within": str(typed.within),
        "template_en": typed.says_en,
        "template_zh": typed.says_zh,
        "says_en": _filled(typed.says_en, words, "en"),
        "says_zh": _filled(typed.says_zh, words, "zh"),
        "opinion_en": _filled(typed.opinion_en, words, "en"),
        "opinion_zh": _filled(typed.opinion_zh, words, "zh"),
        "line": typed.line,
    }
    if claim.formula is None:
        opinion = {f"reason_{one}": told[f"opinion_{one}"] for one in ("en", "zh")}
        empty = dict.fromkeys(COLUMNS, "") | {"flips_at_hedge": math.nan}
        return empty | told | opinion | {"verdict": OPINION.verdict, "supported": Support.NONE}
    finding = judge(source.worlds, claim.formula, typed.restates)
    flips = firmness.flips(source.worlds, claim.formula, finding, typed.restates)
    supported = source.references.support(claim.formula, typed.grants)
    independent = _supported_reason(supported, source, words)
    question = source.worlds.about(claim.formula, typed.restates)
    reason = Reason(question, source.known, claim.formula, finding, words, source.measured)
    return {
        **told,
        "verdict": finding.verdict,
        "proof": ";".join([*finding.lists, *_proof(finding.proof)]) or ";".join(finding.conflict),
        "world_true": _world(question, finding.world_true),
        "world_false": _world(question, finding.world_false),
        "flips_at_tolerance": _tolerances(flips),
        "flips_at_hedge": _float(flips.hedge, math.nan),
        "supported": supported.support,
        "supported_how": ";".join(supported.how),
        "supported_proof": _supported_proof(supported),
        "references": ";".join(dict.fromkeys([*supported.references, *supported.speaking])),
        **{f"reason_{one}": reason.say(one) for one in ("en", "zh")},
        **{
            f"reason_supported_{one}": independent.say(one) if independent else ""
            for one in ("en", "zh")
        },
    }


def _supported_reason(supported: Supported, source: Source, words: Words) -> Reason | None:
    """Return why independent figures say so, by the first year and counter that does."""
    for case in supported.cases:
        if case.support == supported.support and case.question and case.formula:
            parts = case.question, source.known, case.formula, case.finding, words, dict[Any, Any]()
            return Reason(*parts, independent=True)
    return None


def _filled(template: str, words: Words, language: str) -> str:
    """Return words with each figure in its place: as printed in Chinese, in words in English."""
    return PLACEHOLDER.sub(lambda match: words.figure(match[1], language), template)


def _proof(proof: Proof | None) -> list[str]:
    return [] if proof is None else [*proof.figures, *proof.definitions]


def _ids(proof: Proof | None) -> str:
    return ";".join(_proof(proof))


def _supported_proof(supported: Supported) -> str:
    proofs = [case.finding.proof for case in supported.cases]
    names = [name for one in proofs if one for name in one.figures]
    names += [name for case in supported.cases for name in case.finding.conflict]
    names += [name for one in proofs if one for name in one.definitions]
    return ";".join(dict.fromkeys(names))


def _world(question: Question, world: World | None) -> str:
    """Return a world: what the claim turns on, and what had to be other than printed."""
    numbers = telling(question, world or {})
    return ";".join(f"{unknown}={_number(value)}" for unknown, value in numbers.items())


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def _tolerances(flips: firmness.Flips) -> str:
    """Return the tolerances at which an equality turns, rounded away from each other."""
    if flips.fails_below is None or flips.holds_from is None:
        return ""
    ends = (_rounded(flips.fails_below, ROUND_FLOOR), _rounded(flips.holds_from, ROUND_CEILING))
    return ";".join(wording.amount(end, "share") for end in ends)


def _rounded(share: Fraction, way: str) -> float:
    return float(Context(TOLERANCE_DIGITS, way).create_decimal_from_float(float(share)))


def _float(value: Fraction | None, otherwise: float) -> float:
    return otherwise if value is None else float(value)
