"""Read, check and write the processed tables, as the codebook describes them."""

import hashlib
import io
import json
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
from pandera.errors import SchemaError

from analysis import paths
from analysis.data import separate
from analysis.data.codebook import CODEBOOK, PRIMARY_KEYS
from analysis.errors import DataError, ParameterError, Problem, nearest

RUN = "=+@\t\r\n＝＋－＠-"  # a spreadsheet runs a cell that begins so; the wide ones in East Asia
TO_RUN, MARKED = re.compile(rf"^(?='*[{RUN}])"), re.compile(rf"^'(?='*[{RUN}])")
MARKS = "A text that a spreadsheet would run begins with an apostrophe, which is no part of it."


def read(name: str, folder: Path | None = None) -> pd.DataFrame:
    """Read one processed table with the types of the codebook; empty text stays empty text.

    It is read from the folder, where one is given in place of data/processed. Raises DataError
    where it is absent or is none of this version.
    """
    path = (folder or paths.processed()) / f"{name}.csv"
    try:
        return _read(name, path.read_bytes()).copy()
    except FileNotFoundError:
        found, expected = "no such file", "the tables of a build"
    except (SchemaError, ValueError) as error:  # a column is missing, or holds something else
        found, expected = f"what is no table of this version ({_first(error)})", "its columns"
    raise DataError([Problem(paths.relative(path), found, expected, "Run `make report`.")])


def _first(error: Exception) -> str:
    """Return the first sentence of a message that may list every column after it."""
    return str(error).partition(". ")[0].partition("\n")[0]


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
    return check(name, frame)


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
    return partial(separate.of, whole, source or known[0])


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
