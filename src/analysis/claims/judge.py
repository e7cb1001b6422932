"""Claims and processed tables to tables of verdicts, of implied bounds and of hedge models.

Nothing is read or written here.
"""

import csv
import io
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import files, messages
from analysis.claims import firmness
from analysis.claims.account import Account, Row, as_float, named
from analysis.claims.read import COMPUTED, DO, PAGE, PLACEHOLDER, Claim, Frames
from analysis.claims.sources import Cases, Source, read_sources, reread
from analysis.claims.syntax import FormulaError
from analysis.claims.verdict import with_limits
from analysis.claims.words import Names, names
from analysis.data.tables import CODEBOOK, Verdict
from analysis.errors import DataError, Problem
from analysis.files import relative

CHANGES = {"verdict": "", "supported": ", against references"}
TOLD = 8  # times
WAITING = (Verdict.OPEN, Verdict.CONFLICTING, Verdict.UNDECIDED, Verdict.NOT_CHECKABLE)


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
    narrowest = [as_float(firmness.narrowest(one.worlds), math.nan) for one in sources.values()]
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
            of = Account(claim, sources[claim.source_id], words[claim.source_id])
            row, found, compared = of.row(), of.flips(), of.amounts()
        except FormulaError as error:  # found only when its unknowns are worked out
            problems.append(_problem(claim, "claim", error.found, error.expected, error.do))
            continue
        problems += _untold(of, row, compared, pinned[claim.source_id])
        rows.append(row)
        flips += [(claim.typed.claim_id, *one) for one in found]
        told += compared
    if problems:
        raise DataError(problems)
    return rows, flips, told


def _problem(claim: Claim, at: str, found: str, expected: str, do: str = DO) -> Problem:
    where = relative(files.raw() / claim.source_id / "claims.yaml")
    told = found, expected, do, claim.lines.get(at)
    return Problem(where, *told, field=at, claim=claim.typed.claim_id)


def _untold(of: Account, row: Row, compared: Sequence[Any], pinned: set[str]) -> list[Problem]:
    """Return the faults of words that show an amount which there is not.

    Of a side that decides nothing as yet, or beside a contradiction, the front page has the claim's
    plain words in their place. compared: rows of amounts.csv. pinned: what figures imply of what
    none of them prints.
    """
    told = Counter(by for _, by, *_ in compared)
    beside = bool(of.own and of.finding.conflict)
    waits = {
        "within": beside or row["verdict"] in WAITING,
        "supported": row["supported"] in WAITING,
    }
    claim, problems = of.claim, list[Problem]()
    for at in PAGE:
        known = {f"{by}_{n + 1}" for by in told for n in range(told[by])}
        known |= pinned if at.startswith("change") else set()
        for name in PLACEHOLDER.findall(getattr(claim.typed, at)):
            match = COMPUTED.fullmatch(name)
            by = match[1] if match else None
            is_amount = (by and not waits[by]) or (match and match[3])
            if is_amount and name.removeprefix("about_") not in known:
                shown = ", ".join(f"{{{one}}}" for one in sorted(known))
                expected = f"one of {shown}" if shown else "a figure"
                problems.append(_problem(claim, at, f"'{{{name}}}'", expected))
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


def _implied(sources: Mapping[str, Source]) -> pd.DataFrame:
    rows = []
    for source_id, source in sources.items():
        metrics = source.known.definitions.metrics
        for one in source.worlds.implied():
            metric, place, year = one.unknown
            ends = as_float(one.low.end, -math.inf), as_float(one.high.end, math.inf)
            proofs = (";".join(named(end.proof)) for end in (one.low, one.high))
            unit = metrics[metric].unit
            rows.append((source_id, place, metric, year, one.figure_id, *ends, unit, *proofs))
    return _table("implied", rows)


def _table(name: str, rows: Sequence[Any]) -> pd.DataFrame:
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
