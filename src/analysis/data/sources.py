"""Read the folders of data/raw: every problem of every file is found before anything is built."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from pandera.pandas import DataFrameSchema
from pydantic import ValidationError

from analysis.data import definitions, ledgers, schemas
from analysis.data.schemas import SourceInfo
from analysis.errors import DataError, ParameterError, Problem, nearest
from analysis.files import REFERENCES, relative, source_folders
from analysis.quantity import UnitError, units
from analysis.readers import Lines, check_rows, line_of, read_rows, read_yaml, tell

NAME = re.compile(r"[\w-][\w.-]*")
# Folders and pages that stand beside the folders of the sources' reports.
TAKEN = ("zh", "charts", "index", "claims", "method", "data", "changes")
TABLES = ("places.csv", "metrics.csv", "units.csv", definitions.KINDS)
FILES = ("source.yaml", "figures.csv")  # of a source; rosters.csv, claims.yaml may be left out


@dataclass(frozen=True)
class Source:
    """One source as typed: its id (the folder's name), info, and text cells by line of the file."""

    source_id: str
    folder: Path
    info: SourceInfo
    figures: pd.DataFrame
    rosters: pd.DataFrame


@dataclass(frozen=True)
class Raw:
    """All of data/raw: the vocabularies in the order of their files, and the sources by id.

    references: independent figures as typed, text cells by line of the file; often none.
    """

    places: pd.DataFrame
    metrics: pd.DataFrame
    sources: list[Source]
    references: pd.DataFrame


def read(folder: Path, sealed: bool = True, complete: bool = True) -> Raw:
    """Read every source below `folder`; raise DataError with all problems of all files.

    With `sealed` false, rows whose seal is missing or out of date pass: for sealing them. With
    `complete` false, what is still to be filled in passes: for holding it against the text.
    """
    places, metrics, problems = _read_vocabularies(folder)
    sources: list[Source] = []
    folders = [path for path in source_folders(folder) if path.name not in TABLES]
    for path in folders:
        source, faults = _read_source(path, list(places["place"]), metrics, sealed, complete)
        problems += faults
        sources += [source] if source else []
    if not sources and not problems:
        found = "no folder of a source"
        problems.append(Problem(relative(folder), found, "at least one source", "Restore it."))
    path = folder / REFERENCES / "figures.csv"
    names = [one.name for one in folders]
    references, faults = _read_references(path, list(places["place"]), metrics, names)
    problems += faults
    typed = {one.folder / "figures.csv": one.figures for one in sources}
    typed[path] = references
    problems += ledgers.repeated_ids(typed)
    for file, rows in typed.items():
        problems += ledgers.without_whole(file, rows, metrics, places)
    if problems:
        raise DataError(problems)
    return Raw(places, metrics, sources, references)


def pick(raw: Raw, name: str | None) -> Source:
    """Return the source called `name`, or the only one; raise ParameterError if unclear."""
    known = [source.source_id for source in raw.sources]
    chosen = [source for source in raw.sources if name in (None, source.source_id)]
    if len(chosen) != 1:
        found = f"'{name}'{nearest(name, known)}" if name else f"{len(known)} sources"
        raise ParameterError(f"--source: found {found}; expected one of: {', '.join(known)}.")
    return chosen[0]


def _read_vocabularies(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """Return places and metrics, with no row where the file is at fault, and the problems.

    A name is not looked up in a file that is itself at fault.
    """
    problems = _define_units(folder / "units.csv") + _kind_problems(folder / definitions.KINDS)
    path = folder / "places.csv"
    places, faults = _read_table(path, schemas.table("places"))
    problems += faults
    if not (problems or _unnamed(faults, "place")):
        problems += definitions.place_problems(path, places, definitions.known_kinds(folder))
    path = folder / "metrics.csv"
    metrics, faults = _read_table(path, schemas.table("metrics"))
    faults += [] if _unnamed(faults, "metric") else definitions.metric_problems(path, metrics)
    return (
        places.iloc[:0] if problems else places,
        metrics.iloc[:0] if faults else metrics,
        problems + faults,
    )


def _unnamed(faults: list[Problem], column: str) -> bool:
    """Whether a name is at fault, by which other rows may call its row."""
    return any(fault.column == column for fault in faults)


def _define_units(path: Path) -> list[Problem]:
    """Add the units of a file to those of the package; there may be no such file."""
    if not path.exists():
        return []
    rows, problems = _read_table(path, schemas.table("units"))
    for line, row in zip(rows.index, rows.to_dict("records"), strict=True):
        try:
            units.define([{str(name): str(cell) for name, cell in row.items()}])
            units.verify(str(row["unit"]))
        except UnitError as error:
            do = "Correct the row; quantity/units.csv has the units that are known already."
            problems.append(Problem(relative(path), f"{error}", "a unit of its own", do, int(line)))
    return problems


def _kind_problems(path: Path) -> list[Problem]:
    if not path.exists():
        return []
    rows, problems = _read_table(path, schemas.table("kinds"))
    return problems or definitions.kind_problems(path, rows, definitions.known_kinds(path.parent))


def _read_source(
    folder: Path, places: list[str], metrics: pd.DataFrame, sealed: bool, complete: bool
) -> tuple[Source | None, list[Problem]]:
    if not any((folder / name).exists() for name in FILES):
        expected = f"{', '.join(FILES[:-1])} and {FILES[-1]}"
        do = "Add them, or remove the folder."
        return None, [Problem(relative(folder), "none of a source's files", expected, do)]
    info, problems = _read_info(folder / "source.yaml", complete)
    problems += _name_problems(folder)
    path = folder / "figures.csv"
    schema = schemas.table("figures", places=places, metrics=list(metrics["metric"]))
    figures, faults = _read_table(
        path, schema, besides=(schemas.READING, schemas.BESIDE, schemas.UNIT)
    )
    faults = [fault for fault in faults if not schemas.is_blank_name(fault)]
    problems += schemas.row_gaps(path, figures) if complete else []
    figures = figures.reindex(columns=[*schema.columns, schemas.UNIT], fill_value="")
    in_units = set(
        figures.index[figures[schemas.UNIT] != ""]
    )  # where 'printed' alone may be no figure
    problems += [one for one in faults if one.column != "printed" or one.line not in in_units]
    currency = info.currency if info else ""
    problems += ledgers.unlike_units(path, figures, metrics, currency)
    problems += ledgers.odd_credits(path, figures, info)
    roster_path = folder / "rosters.csv"
    schema = schemas.table("rosters", figures=[] if faults else list(figures["figure_id"]))
    rosters, faults = _none(schema), list[Problem]()
    if roster_path.exists():
        rosters, faults = _read_table(roster_path, schema, may_be_empty=True)
    problems += faults + ledgers.untold(roster_path, rosters)
    problems += ledgers.repeated_members(roster_path, rosters)
    problems += _compared_problems(folder / "source.yaml", info, metrics)
    if info is None:
        return None, problems
    told = {(problem.path, problem.line) for problem in problems}
    for file, frame in ((path, figures), (roster_path, rosters)) if sealed else ():
        unsealed = ledgers.unsealed(file, frame, info.sha256)
        problems += [fault for fault in unsealed if (fault.path, fault.line) not in told]
    return Source(folder.name, folder, info, figures, rosters), problems


def _read_references(
    path: Path, places: list[str], metrics: pd.DataFrame, sources: list[str]
) -> tuple[pd.DataFrame, list[Problem]]:
    schema = schemas.table(
        "references", places=places, metrics=list(metrics["metric"]), sources=sources
    )
    if not path.parent.is_dir():
        return _none(schema), []
    references, problems = _read_table(path, schema)
    problems += ledgers.unlike_units(path, references, metrics)
    return references, problems + ledgers.odd_stand_ins(path, references, metrics)


def _read_table(
    path: Path, schema: DataFrameSchema, may_be_empty: bool = False, besides: Sequence[str] = ()
) -> tuple[pd.DataFrame, list[Problem]]:
    frame, problems = read_rows(path, list(schema.columns), besides)
    if frame.empty and not problems and not may_be_empty:
        return frame, [Problem(relative(path), "a header alone", "rows below it", "Add them.")]
    return frame, problems + check_rows(path, frame[list(schema.columns)], schema)


def _name_problems(folder: Path) -> list[Problem]:
    if NAME.fullmatch(folder.name) and folder.name not in TAKEN:
        return []
    expected = f"letters, digits, '-', '_' and '.', and none of {', '.join(TAKEN)}"
    return [Problem(relative(folder), f"the name '{folder.name}'", expected, "Rename it.")]


def _none(schema: DataFrameSchema) -> pd.DataFrame:
    return pd.DataFrame(columns=list(schema.columns), dtype=str)


def _read_info(path: Path, complete: bool) -> tuple[SourceInfo | None, list[Problem]]:
    data, lines, problems = read_yaml(path)
    if problems:
        return None, problems
    data, missing = schemas.info_gaps(path, data, lines)
    told = missing if complete else []
    try:
        return SourceInfo.model_validate(data), told
    except ValidationError as error:
        faults = [_field_problem(relative(path), lines, fault) for fault in error.errors()]
        return None, [*told, *faults]


def _field_problem(where: str, lines: Lines, fault: Any) -> Problem:
    found, expected = tell(fault)
    field = ".".join(str(part) for part in fault["loc"]) or None
    line = line_of(lines, fault["loc"])
    return Problem(where, found, expected, "Correct it.", line, field=field)


def _compared_problems(path: Path, info: SourceInfo | None, metrics: pd.DataFrame) -> list[Problem]:
    """Find the metrics to compare places by that metrics.csv does not have."""
    known, do = list(metrics["metric"]), "Correct it, or add the metric to metrics.csv."
    unknown = [name for name in (info.compares if info else []) if known and name not in known]
    line = line_of(read_yaml(path)[1], ("compares",)) if unknown else None
    return [
        Problem(
            relative(path),
            f"'{name}'",
            f"a metric{nearest(name, known)}",
            do,
            line,
            field="compares",
        )
        for name in unknown
    ]
