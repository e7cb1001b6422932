"""Claims and tables of figures to a table of verdicts. Nothing is read or written here."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.claims.read import Claim
from analysis.claims.relations import Finding, Reading, Readings, support, weigh
from analysis.claims.verdicts import Verdict
from analysis.quantity import Quantity

COLUMNS = (
    *("claim_id", "source_id", "relation", "held_by", "says_en", "says_zh", "line"),
    *("verdict", "reason", "reason_zh", "supported", "reason_supported", "tolerance"),
    *("low", "value", "high", "unit", "figures", "references", "pairs"),
)
UNSUPPORTED = "No independent figure is held against it."
CLAIM_FIELDS = ("claim_id", "source_id", "says_en", "says_zh", "line")
CHANGES = {"verdict": "", "supported": ", against references"}
FIGURE_COLUMNS = ("figure_id", "place", "metric", "low", "value", "high", "unit")


def judge_all(
    claims: Sequence[Claim],
    figures: pd.DataFrame,
    rosters: pd.DataFrame,
    references: pd.DataFrame | None = None,
    labels: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return one row a claim, in the order given, with both verdicts and the evidence.

    `figures` and `rosters` are the processed tables; `references` has the columns of figures that
    a reading needs (figure_id to unit) and `grade`; `labels` says what a metric is called. low,
    value and high are empty where nothing is computed; `figures` and `references` hold ids with
    ';' between.
    """
    named = [_name_figures(claim) for claim in claims]
    wanted = {name for names in named for name in names}
    independent = {} if references is None else index_figures(references, wanted)
    own = index_figures(figures, wanted)
    readings = Readings({**own, **independent}, index_members(rosters), labels or {})
    rows = [
        _judge(claim, readings)
        | {
            "figures": ";".join(name for name in names if name not in independent),
            "references": ";".join(name for name in names if name in independent),
        }
        for claim, names in zip(claims, named, strict=True)
    ]
    texts = dict.fromkeys(COLUMNS, "str")
    types = texts | {"line": "int64", "low": "float64", "value": "float64", "high": "float64"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def index_figures(table: pd.DataFrame, wanted: Iterable[str]) -> dict[str, Reading]:
    """Return the readings of the `wanted` figures by id; a reference's has its grade."""
    rows = table[table["figure_id"].isin(set(wanted))]
    grades = rows["grade"] if "grade" in rows else [""] * len(rows)
    years = rows["year"].astype("object").where(rows["year"].notna(), None)
    columns = (rows[column].tolist() for column in FIGURE_COLUMNS)
    return {
        name: Reading(Quantity(low, value, high, unit), place, metric, year, grade)
        for name, place, metric, low, value, high, unit, year, grade in zip(
            *columns, years, grades, strict=True
        )
    }


def index_members(rosters: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return the members of each list, Chinese name to English name, by its size's figure."""
    members: dict[str, dict[str, str]] = {}
    names = (rosters[column] for column in ("figure_id", "member_zh", "member_en"))
    for figure, chinese, english in zip(*names, strict=True):
        members.setdefault(figure, {})[chinese] = english
    return members


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


def _name_figures(claim: Claim) -> list[str]:
    """Return what a claim rests on, figures and references, each once."""
    relations = claim.relations().values()
    return list(dict.fromkeys(name for relation in relations for name in relation.figures()))


def _judge(claim: Claim, readings: Readings) -> dict[str, Any]:
    inside = weigh(claim.relation, readings)
    outside = None if claim.reference is None else support(claim.reference, readings)
    shown = _shown(inside, outside)
    allowances = [relation.allowance() for relation in claim.relations().values()]
    return {
        **{field: getattr(claim, field) for field in CLAIM_FIELDS},
        "relation": claim.relation.kind,
        "held_by": claim.reference.kind if claim.reference else "",
        "verdict": inside.verdict.value,
        "reason": inside.reason,
        "reason_zh": claim.relation.reason_in_chinese(),
        "supported": (outside.verdict if outside else Verdict.NOT_CHECKABLE).value,
        "reason_supported": outside.reason if outside else UNSUPPORTED,
        "tolerance": " ".join(dict.fromkeys(filter(None, allowances))),
        "pairs": ";".join("/".join(pair) for pair in claim.relation.paired()),
        **{bound: getattr(shown, bound) for bound in ("low", "value", "high", "unit")},
    }


def _shown(inside: Finding, outside: Finding | None) -> Finding:
    """Return the finding whose range is shown: the source's own, where it has one."""
    return outside if outside is not None and inside.value is None else inside
