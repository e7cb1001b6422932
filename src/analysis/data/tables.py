"""Read, check and write the processed tables, as the codebook describes them.

The codebook is codebook.csv: a row a table and then a row a column, in their order. `key` marks the
columns that name a row, `may_be` what may be empty, or left out.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError

from analysis import files
from analysis.errors import DataError, ParameterError, Problem, nearest

RUN = "=+@\t\r\n＝＋－＠-"  # a spreadsheet runs a cell that begins so; the wide ones in East Asia
TO_RUN, MARKED = re.compile(rf"^(?='*[{RUN}])"), re.compile(rf"^'(?='*[{RUN}])")
MARKS = "A text that a spreadsheet would run begins with an apostrophe, which is no part of it."
FIELD_TYPES = {"str": "string", "float64": "number", "bool": "boolean"}
FIELD_TYPES |= dict.fromkeys(["int64", "Int64"], "integer")
Row = dict[str, str]
BY_CLAIM = ("amounts", "flips", "hedge_models")  # the tables whose rows are a claim's
ABOUT = ("metrics", "places")
NAMED = re.compile(r"(\w+)\[([^\],]+)")  # a metric and a place, as formulas have them
KEYS = {  # of rows that changes may be of
    "figures": ("figure_id",),
    "claims": ("claim_id",),
    "implied": ("metric", "place"),
}
JOINED = ("share_of", "whole", "ranks")
Read = Callable[[str], pd.DataFrame]
GRID, FIRST, LAST = 20, 1, 80  # hedges open by twentieths of ours, up to four times as far


class Verdict(StrEnum):
    """What becomes of a claim within its own source."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    NOT_CHECKABLE = "not checkable"
    AS_STATED = "as stated"
    BY_DEFINITION = "by definition"
    OPINION = "opinion"
    CONFLICTING = "conflicting"
    UNDECIDED = "undecided"


class Support(StrEnum):
    """What independent figures say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CONFLICTING = "conflicting"
    OPEN = "open"
    NONE = "none"


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


def read(name: str, folder: Path | None = None) -> pd.DataFrame:
    """Read one processed table with the types of the codebook; empty text stays empty text.

    It is read from the folder, where one is given in place of data/processed. Raises DataError
    where it is absent or is none of this version.
    """
    path = (folder or files.processed()) / f"{name}.csv"
    try:
        return _read(name, path.read_bytes()).copy()
    except FileNotFoundError:
        found, expected = "no such file", "the tables of a build"
    except (SchemaError, ValueError) as error:  # a column is missing, or holds something else
        why = re.split(r"\. |\n", str(error))[0]  # a message may list every column after it
        found, expected = f"what is no table of this version ({why})", "its columns"
    raise DataError([Problem(files.relative(path), found, expected, "Run `make report`.")])


@lru_cache(maxsize=64)  # pages read each table many times, and checking it takes a while
def _read(name: str, data: bytes) -> pd.DataFrame:
    columns = CODEBOOK[name].columns
    texts = {column for column, schema in columns.items() if schema.metadata["type"] == "string"}
    numbers = {column: str(columns[column].dtype) for column in columns if column not in texts}
    frame = pd.read_csv(
        io.BytesIO(data),
        dtype=dict.fromkeys(texts, "str") | numbers,
        keep_default_na=False,
        na_values={column: [""] for column in numbers},
    )
    for column in texts & set(frame.columns):
        frame[column] = frame[column].str.replace(MARKED, "", regex=True)
    return (
        frame[list(filter(frame.__contains__, columns))]
        if _fits(name, frame)
        else check(name, frame)
    )


def _fits(name: str, frame: pd.DataFrame) -> bool:
    """Return whether a frame of the codebook's types would pass check(), which takes longer."""
    columns, keys = CODEBOOK[name].columns.items(), PRIMARY_KEYS.get(name)
    needed = {column for column, told in columns if told.required}
    whole = [column for column, told in columns if not told.nullable and column in frame]
    return bool(
        needed <= {*frame.columns}
        and not frame[whole].isna().to_numpy().any()
        and not (keys and frame.duplicated(keys).any())
    )


def unmarked(cell: str) -> str:
    """Return the text of a cell of a CSV that was written here: as it was before `to_csv`."""
    return MARKED.sub("", cell)


def of(source: str = "", folder: Path | None = None) -> Callable[[str], pd.DataFrame]:
    """Return what reads the tables of one source, by name: rows of other sources are left out.

    Without `source`, it is the only one, or the first. Raises ParameterError where there is none of
    that name.
    """
    whole = cache(partial(read, folder=folder))
    known = list(whole("sources")["source_id"])
    if source:
        require("source", [source], known)
    return partial(separate, whole, source or known[0])


def require(column: str, names: list[str], known: list[str]) -> None:
    """Raise ParameterError where `names` is empty, names one twice, or holds an unknown one."""
    choices = ", ".join(known)
    if not names:
        raise ParameterError(f"{column}: found none; expected some of: {choices}.")
    for name in names:
        if name not in known:
            close = nearest(name, known)
            raise ParameterError(f"{column}: found '{name}'; expected one of: {choices}{close}.")
        if names.count(name) > 1:
            raise ParameterError(f"{column}: found '{name}' twice; expected each once.")


def chosen(column: str, names: list[str], known: list[str], otherwise: list[str]) -> list[str]:
    """Return the names given, checked as by require(); where none are, those otherwise chosen."""
    if names:
        require(column, names, known)
    return names or otherwise


def check(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of the codebook, in its order; raise SchemaError where one is at fault."""
    ordered = frame[[column for column in CODEBOOK[name].columns if column in frame]]
    return CODEBOOK[name].validate(ordered).reset_index(drop=True)


def to_csv(name: str, frame: pd.DataFrame) -> bytes:
    """Return `frame` as CSV: UTF-8, line feeds, shortest exact decimals.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, and so does one
    that begins with such marks already: `read` takes it off again.
    """
    checked = check(name, frame)
    texts = {
        column: checked[column].str.replace(TO_RUN, "'", regex=True)
        for column, schema in CODEBOOK[name].columns.items()
        if column in checked and schema.metadata["type"] == "string"
    }
    return checked.assign(**texts).to_csv(index=False, lineterminator="\n").encode()


def to_package(contents: dict[str, bytes]) -> bytes:
    """Return datapackage.json, which describes the CSV `contents`, by table name."""
    resources = [_resource(name, data) for name, data in contents.items()]
    package = {
        "profile": "tabular-data-package",
        "name": "analysis",
        "description": MARKS,
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(name: str, data: bytes) -> dict[str, Any]:
    schema, header = CODEBOOK[name], data.partition(b"\n")[0].decode().split(",")
    fields = [
        {
            "name": column,
            "description": spec.description,
            **{key: spec.metadata[key] for key in ("type", "unit") if spec.metadata[key]},
            "constraints": {"required": spec.metadata["type"] != "string" and not spec.nullable},
        }
        for column, spec in schema.columns.items()
        if spec.required or column in header
    ]
    keys = {"primaryKey": PRIMARY_KEYS[name]} if name in PRIMARY_KEYS else {}
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "description": schema.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": {"fields": fields, **keys, "missingValues": [""]},
    }


def separate(whole: Read, source: str, name: str) -> pd.DataFrame:
    """Return the table of that name with the rows of one source; of the only one, all rows.

    `whole` returns the whole tables by name. Places and metrics are those that the source speaks
    of, with what these lie in or are shares and ranks of; references, those on such metrics.
    """
    frame = whole(name)
    if len(whole("sources")) == 1:
        return frame
    if "source_id" in frame:
        kept = frame["source_id"] == source
    elif name in BY_CLAIM:
        claims = whole("claims")
        kept = frame["claim_id"].isin(claims["claim_id"][claims["source_id"] == source])
    elif name == "references":
        kept = _heard(frame, _joined(whole, source))
    elif name == "metrics":
        heard = separate(whole, source, "references")["metric"]
        kept = frame["metric"].isin({*_joined(whole, source), *heard})
    elif name == "places":
        kept = frame["place"].isin(_places(whole, source))
    else:
        kept = _moves(frame, whole, source)
    return frame[kept].reset_index(drop=True)


def _spoken(whole: Read, source: str, column: int) -> set[str]:
    """Return the metrics (0) or places (1) of a source's figures, bounds and formulas."""
    own = {name: whole(name) for name in ("figures", "implied", "claims")}
    own = {name: frame[frame["source_id"] == source] for name, frame in own.items()}
    rows = [own[name][ABOUT[column][:-1]] for name in ("figures", "implied")]
    formulas = " ".join(own["claims"]["claim"])
    found = {match[column].strip() for match in NAMED.findall(formulas)}
    return found.union(*rows)


def _heard(references: pd.DataFrame, metrics: set[str]) -> "pd.Series[bool]":
    """Return which references are on some of the metrics, or may speak for them."""
    others = references["stands_for"].str.split(";")
    return references["metric"].isin(metrics) | others.map(lambda names: bool(metrics & {*names}))


def _joined(whole: Read, source: str) -> set[str]:
    """Return the metrics a source speaks of, and those that definitions join with them."""
    metrics, known = whole("metrics"), _spoken(whole, source, 0)
    rows = metrics[["metric", *JOINED]].itertuples(index=False)
    groups = [{name for name in row if name} for row in rows]
    while found := [group for group in groups if group & known and not group <= known]:
        known = known.union(*found)
    return known


def _places(whole: Read, source: str) -> set[str]:
    """Return the places a source speaks of, those of its references, and what these lie in."""
    table = whole("places")
    parents: dict[str, str] = dict(zip(table["place"], table["part_of"], strict=True))
    known = {*_spoken(whole, source, 1), *separate(whole, source, "references")["place"]}
    while found := {parents[name] for name in known & set(parents)} - {"", *known}:
        known |= found
    return known


def _moves(changes: pd.DataFrame, whole: Read, source: str) -> "pd.Series[bool]":
    """Return which rows of the log of changes are a source's.

    What no table has any more, or none of a source, is of those whose files, in a folder each,
    moved it; where none is named, of those that speak of its metric.
    """
    owners: dict[tuple[str, ...], set[str]] = {}
    for name, keys in KEYS.items():
        for owner, *row in whole(name)[["source_id", *keys]].itertuples(index=False):
            owners.setdefault((name, *row), set()).add(owner)

    def is_own(row: str, table: str, about: str, inputs: str) -> bool:
        named = NAMED.match(about)
        metric, place = named.groups() if named else ("", "")
        found = owners.get((table, metric, place) if table == "implied" else (table, row))
        folders = {one.partition("/")[0] for one in inputs.split(";") if "/" in one}
        if table != "references" and (found := found or folders - {"references", "src"}):
            return source in found
        return metric in set(separate(whole, source, "metrics")["metric"])

    rows = changes[["row", "table", "of", "inputs"]].itertuples(index=False)
    return pd.Series([is_own(*row) for row in rows], changes.index, "bool")
