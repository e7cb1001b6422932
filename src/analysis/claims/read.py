"""Read claims.yaml: every problem of every file is found before anything is judged."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from analysis.claims.faults import Fault, Known, of_fields, of_names
from analysis.claims.model import Claim
from analysis.claims.relations import AnyRelation, Relation
from analysis.errors import DataError, Problem
from analysis.paths import relative
from analysis.readers import Lines, line_of, read_yaml

RELATION: TypeAdapter[Relation] = TypeAdapter(AnyRelation)


def read(
    files: Iterable[Path],
    figures: pd.DataFrame,
    rosters: pd.DataFrame,
    references: pd.DataFrame | None = None,
) -> list[Claim]:
    """Return the claims of every file; raise DataError with all problems of all files.

    A file stands in the folder of its source; its claims may rest on the figures of that source,
    and for their support also on `references`, which has at least figure_id and unit.
    """
    claims: list[Claim] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    independent = {} if references is None else _units(references)
    for path in files:
        own = figures[figures["source_id"] == path.parent.name]
        known = Known(_units(own), independent, frozenset(rosters["figure_id"]))
        found, faults = _read_file(path, known, seen)
        claims += found
        problems += faults
    if problems:
        raise DataError(problems)
    return claims


def _units(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["figure_id"], table["unit"], strict=True))


def _read_file(path: Path, known: Known, seen: dict[str, str]) -> tuple[list[Claim], list[Problem]]:
    """Read one file; `seen` says where each id stands that was met so far, and is added to."""
    data, lines, problems = read_yaml(path)
    if problems:
        return [], problems
    where = relative(path)
    if not isinstance(data, list):
        return [], [Problem(where, "no list", "a list of claims", "Begin each claim with '- '.", 1)]
    claims = []
    for index, item in enumerate(data):
        claim, faults = _read_claim(item, path.parent.name, known)
        name = item.get("claim_id") if isinstance(item, dict) else None
        here = f"{where}, line {lines[(index,)]}"
        if isinstance(name, str) and seen.setdefault(name, here) != here:
            expected = f"an id that is not in use at {seen[name]}"
            faults.append(Fault(("claim_id",), f"'{name}'", expected, "Rename it."))
        problems += [_problem(fault, where, lines, index, name) for fault in faults]
        claims += [claim] if claim else []
    return claims, problems


def _read_claim(item: Any, source_id: str, known: Known) -> tuple[Claim | None, list[Fault]]:
    if isinstance(item, dict) and "source_id" in item:
        found, expected = repr(item["source_id"]), "no such field: it is the folder's name"
        return None, [Fault(("source_id",), found, expected)]
    try:
        claim = Claim.model_validate(item).model_copy(update={"source_id": source_id})
    except ValidationError as error:
        return None, of_fields(error) + of_names(_relations(item), known)
    return claim, of_names(claim.relations(), known)


def _relations(item: Any) -> dict[str, Relation]:
    """Return the relations of a claim at fault that are themselves well-formed."""
    found: dict[str, Relation] = {}
    for field in ("relation", "reference") if isinstance(item, dict) else ():
        with suppress(ValidationError):
            found[field] = RELATION.validate_python(item.get(field))
    return found


def _problem(fault: Fault, where: str, lines: Lines, index: int, name: Any) -> Problem:
    return Problem(
        where,
        fault.found,
        fault.expected,
        fault.do,
        line_of(lines, (index, *fault.place)),
        field=".".join(str(part) for part in fault.place) or None,
        claim=name if isinstance(name, str) else None,
    )
