"""What a build changed about the verdicts: lines for whoever edited a figure or a hedge."""

import csv
import io

import pandas as pd

VERDICTS = {"verdict": "", "supported": ", against references"}


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
        for column, where in VERDICTS.items()
        if name in old and old[name].get(column, row[column]) != row[column]
    ]
    return moved + came + went
