"""Which published numbers moved, from what to what, and by which input.

Tables go in as the CSV that is published, before and after; rows of changes.csv come out. Numbers
that are new are no moves; those that are withdrawn are.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.data import tables

Csv = Mapping[str, bytes]  # by name of the table, or by path of the raw file
COLUMNS = ["revision", "table", "row", "of", "column", "old", "new", "unit", "inputs"]
KEYS = {
    "figures": ("figure_id",),
    "references": ("figure_id",),
    "implied": ("metric", "place", "year"),
    "claims": ("claim_id",),
}
NUMBERS = {  # the columns that are published numbers or verdicts; the first stands for the row
    "figures": ("value", "low", "high"),
    "references": ("value", "low", "high"),
    "implied": ("low", "high"),
    "claims": ("verdict", "supported", "flips_at_tolerance", "flips_at_hedge"),
}
RESTS_ON = ("figure_id", "proof", "supported_proof", "references", "proof_low", "proof_high")
RULES = "src/analysis"  # what moved a number where no input did
CLAIMS = "claims.yaml"
CLAIM = re.compile(r"^- claim_id:", re.MULTILINE)


def log(published: bytes, before: Csv, after: Csv, raw_before: Csv, raw_after: Csv) -> pd.DataFrame:
    """Return changes.csv as published, then a row for each published number that moved since.

    Of what is new there is none. What moved at one time is one revision.
    """
    rows: list[dict[str, Any]] = [*(_rows(published) if published else [])]
    revision = 1 + max((int(row["revision"]) for row in rows), default=0)
    inputs = changed(raw_before, raw_after)
    for table in KEYS:
        if table in before and table in after:
            moved = _moved(table, before[table], after[table], inputs)
            rows += [row | {"revision": revision} for row in moved]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str").astype({"revision": "int64"})


def changed(before: Csv, after: Csv) -> dict[str, str]:
    """Return the changed inputs: rows of CSV files, claims, whole files of any other kind.

    Each is named by its file and the row's first column or the claim's id, which is its value.
    """
    found = {}
    for path in sorted({*before, *after}):
        old, new = before.get(path, b""), after.get(path, b"")
        if old == new:
            continue
        if not path.endswith((".csv", CLAIMS)):
            found[path] = ""
            continue
        rows, others = map(_claims if path.endswith(CLAIMS) else _by_first, (old, new))
        names = [name for name in {**rows, **others} if rows.get(name) != others.get(name)]
        found |= {f"{path}: {name}": name for name in names}
    return found


def _moved(
    table: str, before: bytes, after: bytes, inputs: Mapping[str, str]
) -> Iterable[dict[str, str]]:
    """Yield the moves of one table, revision left out, in the order of the published one."""
    old, new = ({_key(table, row): row for row in _rows(data)} for data in (before, after))
    for (source, key), row in old.items():
        moved = new.get((source, key), {})
        by = _because(row, moved, inputs)
        for column in NUMBERS[table] if moved else NUMBERS[table][:1]:
            was, now = row.get(column), (moved or {column: ""}).get(column)
            if was and now is not None and was != now:
                yield {
                    "table": table,
                    "row": key,
                    "of": _unknown(row) if "metric" in row else "",
                    "column": column,
                    "old": was,
                    "new": now,
                    "unit": row.get("unit", ""),
                    "inputs": by,
                }


def _because(old: Mapping[str, str], new: Mapping[str, str], inputs: Mapping[str, str]) -> str:
    """Return the changed inputs that a number rests on, else the changed files but claims.yaml."""
    named = {
        name.strip()
        for row in (old, new)
        for column in (*RESTS_ON, "claim_id")
        for name in row.get(column, "").split(";")
    }
    own = [where for where, name in inputs.items() if name and name in named]
    files = dict.fromkeys(where.partition(": ")[0] for where in inputs if CLAIMS not in where)
    return ";".join(own or files or [RULES])


def _key(table: str, row: Mapping[str, str]) -> tuple[str, str]:
    """Return whose a row is, and what it is called; an unknown as formulas have it."""
    name = _unknown(row) if len(KEYS[table]) > 1 else row[KEYS[table][0]]
    return row.get("source_id", ""), name


def _unknown(row: Mapping[str, str]) -> str:
    inside = ", ".join(filter(None, (row["place"], row["year"])))
    return f"{row['metric']}[{inside}]"


def _by_first(data: bytes) -> dict[str, list[str]]:
    """Return the rows of a CSV file by their first column; those of one name together."""
    found: dict[str, list[str]] = {}
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"))):
        if row:
            found.setdefault(row[0], []).append("\n".join(row))
    return found


def _claims(data: bytes) -> dict[str, list[str]]:
    """Return the text of each claim of a claims.yaml by its id."""
    found: dict[str, list[str]] = {}
    for text in CLAIM.split(data.decode("utf-8-sig", "replace"))[1:]:
        name, _, rest = text.partition("\n")
        found.setdefault(name.strip().strip("\"'"), []).append(rest.rstrip())
    return found


def _rows(data: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8")))
    return [{name: tables.unmarked(cell) for name, cell in row.items()} for row in rows]
