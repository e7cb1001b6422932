"""The codebook of the processed tables: every column with its type, unit and meaning.

It is read from codebook.csv: a row a table and then a row a column, in the order of the tables and
of their columns. `key` marks those that name a row, `may_be` what may be empty, or left out.
"""

import csv
from pathlib import Path

import pandera.pandas as pa

FIELD_TYPES = {
    **{"str": "string", "float64": "number", "int64": "integer", "Int64": "integer"},
    "bool": "boolean",
}
Row = dict[str, str]


def _table(rows: list[Row]) -> pa.DataFrameSchema:
    """Return the schema of a table: its own row, then those of its columns."""
    about, *columns = rows
    keys = [row["column"] for row in columns if row["key"]]
    schemas = {row["column"]: _column(row, is_key=keys == [row["column"]]) for row in columns}
    unique = keys if len(keys) > 1 else None
    return pa.DataFrameSchema(schemas, unique=unique, description=about["description"])


def _column(row: Row, is_key: bool) -> pa.Column:
    told = {name: row[name] for name in ("unit", "unit_zh", "description_zh")}
    return pa.Column(
        row["type"],
        unique=is_key,
        nullable=bool(row["may_be"]),
        required=row["may_be"] != "left out",
        description=row["description"],
        metadata={"type": FIELD_TYPES[row["type"]], **told},
    )


with Path(__file__).with_name("codebook.csv").open(encoding="utf-8", newline="") as _file:
    _ROWS = list(csv.DictReader(_file))
_NAMES = dict.fromkeys(row["table"] for row in _ROWS)
CODEBOOK = {name: _table([row for row in _ROWS if row["table"] == name]) for name in _NAMES}
PRIMARY_KEYS = {
    name: keys
    for name in _NAMES
    if (keys := [row["column"] for row in _ROWS if row["table"] == name and row["key"]])
}
