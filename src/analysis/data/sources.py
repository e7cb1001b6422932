"""Read the folders of data/raw: every problem of every file is found before anything is built."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from pandera.pandas import DataFrameSchema
from pydantic import ValidationError

from analysis.data import definitions, gaps, schemas
from analysis.data.schemas import SourceInfo
from analysis.errors import DataError, ParameterError, Problem, nearest
from analysis.paths import REFERENCES, relative, source_folders
from analysis.quantity import UnitError, parse, units
from analysis.readers import (
    ADVICE,
    Lines,
    cells,
    check_rows,
    line_of,
    read_rows,
    read_yaml,
    tell,
)

NAME = re.compile(r"[\w-][\w.-]*")
TAKEN = ("zh", "charts")  # folders that stand beside those of the sources' reports
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
    folders = source_folders(folder)
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
    ledgers = {one.folder / "figures.csv": one.figures for one in sources}
    problems += _repeated_ids({**ledgers, path: references})
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


def seal(sha256: str, line: str, start: str, printed: str) -> str:
    """Return the mark of a row that was found at its place in the text of that fingerprint."""
    return hashlib.sha256(f"{sha256} {line} {start} {printed}".encode()).hexdigest()[:8]


def _read_vocabularies(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """Return places and metrics, with no row where the file is at fault, and the problems.

    A name is not looked up in a file that is itself at fault.
    """
    problems = _define_units(folder / "units.csv")
    path = folder / "places.csv"
    places, faults = _read_table(path, schemas.places())
    problems += faults
    problems += [] if _unnamed(faults, "place") else definitions.place_problems(path, places)
    path = folder / "metrics.csv"
    metrics, faults = _read_table(path, schemas.metrics())
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
    rows, problems = _read_table(path, schemas.units_table())
    for line, row in zip(rows.index, rows.to_dict("records"), strict=True):
        try:
            units.define([{str(name): str(cell) for name, cell in row.items()}])
            units.verify(str(row["unit"]))
        except UnitError as error:
            do = "Correct the row; quantity/units.csv has the units that are known already."
            problems.append(Problem(relative(path), f"{error}", "a unit of its own", do, int(line)))
    return problems


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
    schema = schemas.figures(places, list(metrics["metric"]))
    figures, faults = _read_table(path, schema, besides=(gaps.READING,))
    faults = [fault for fault in faults if not gaps.is_blank_name(fault)]
    problems += [*(gaps.of_rows(path, figures) if complete else []), *faults]
    currency = info.currency if info else ""
    problems += _unit_problems(path, figures, metrics, currency)
    problems += _credit_problems(path, figures, info)
    roster_path = folder / "rosters.csv"
    schema = schemas.rosters([] if faults else list(figures["figure_id"]))
    rosters, faults = _none(schema), list[Problem]()
    if roster_path.exists():
        rosters, faults = _read_table(roster_path, schema, may_be_empty=True)
    problems += faults + _untold_problems(roster_path, rosters)
    problems += _repeated_members(roster_path, rosters)
    problems += _compared_problems(folder / "source.yaml", info, metrics)
    if info is None:
        return None, problems
    told = {(problem.path, problem.line) for problem in problems}
    for file, frame in ((path, figures), (roster_path, rosters)) if sealed else ():
        unsealed = _seal_problems(file, frame, info.sha256)
        problems += [fault for fault in unsealed if (fault.path, fault.line) not in told]
    return Source(folder.name, folder, info, figures, rosters), problems


def _read_references(
    path: Path, places: list[str], metrics: pd.DataFrame, sources: list[str]
) -> tuple[pd.DataFrame, list[Problem]]:
    schema = schemas.references(places, list(metrics["metric"]), sources)
    if not path.parent.is_dir():
        return _none(schema), []
    references, problems = _read_table(path, schema)
    problems += _unit_problems(path, references, metrics)
    return references, problems + _stand_in_problems(path, references, metrics)


def _read_table(
    path: Path, schema: DataFrameSchema, may_be_empty: bool = False, besides: Sequence[str] = ()
) -> tuple[pd.DataFrame, list[Problem]]:
    frame, problems = read_rows(path, list(schema.columns), besides)
    if frame.empty and not problems and not may_be_empty:
        return frame, [Problem(relative(path), "a header alone", "rows below it", "Add them.")]
    return frame, problems + check_rows(path, frame, schema)


def _name_problems(folder: Path) -> list[Problem]:
    """Find a name that the folder of a source's report could not have."""
    if NAME.fullmatch(folder.name) and folder.name not in TAKEN:
        return []
    expected = f"letters, digits, '-', '_' and '.', and none of {', '.join(TAKEN)}"
    return [Problem(relative(folder), f"the name '{folder.name}'", expected, "Rename it.")]


def _none(schema: DataFrameSchema) -> pd.DataFrame:
    """Return no rows, for a file that may be left out."""
    return pd.DataFrame(columns=list(schema.columns), dtype=str)


def _read_info(path: Path, complete: bool) -> tuple[SourceInfo | None, list[Problem]]:
    data, lines, problems = read_yaml(path)
    if problems:
        return None, problems
    data, missing = gaps.of_info(path, data, lines)
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


def _repeated_ids(ledgers: dict[Path, pd.DataFrame]) -> list[Problem]:
    """Find the figures named as one of another file is: an id is an address in the report."""
    seen: dict[str, str] = {}
    again: dict[tuple[str, str], dict[int, str]] = {}
    for file, figures in ledgers.items():
        path = relative(file)
        for line, name in cells(figures, "figure_id"):
            if (other := seen.setdefault(name, path)) != path:
                again.setdefault((path, other), {})[line] = name
    problems = []
    for (path, other), names in again.items():
        shown = [f"'{name}'" for name in list(names.values())[:3]]
        found = ", ".join(shown) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        told = found, f"an id that {other} does not use", "Rename it."
        problems += [Problem(path, *told, line, "figure_id") for line in names]
    return problems


def _unit_problems(
    path: Path, figures: pd.DataFrame, metrics: pd.DataFrame, currency: str = ""
) -> list[Problem]:
    """Find the figures that read as another unit than their metric's, and shares above all."""
    units = dict(zip(metrics["metric"], metrics["unit"], strict=True))
    problems = []
    for line, printed, metric in cells(figures, "printed", "metric"):
        expected = units.get(metric)
        if not expected or not schemas.readable(printed):
            continue
        read = parse(printed, currency=currency)
        do = f"Correct the row, or the unit of '{metric}' in metrics.csv."
        if read.unit != expected:
            found, wanted = f"'{printed}', a {read.unit}", f"a {expected}"
        elif expected == "share" and (read.value > 1 or (read.low, read.open_low) == (1, True)):
            found, wanted = f"'{printed}'", "a share, which is 100% at most"
        else:
            continue
        problems.append(Problem(relative(path), found, wanted, do, line, "printed"))
    return problems


def _stand_in_problems(
    path: Path, references: pd.DataFrame, metrics: pd.DataFrame
) -> list[Problem]:
    """Find the references that speak for their own metric, or for one of another unit."""
    units = dict(zip(metrics["metric"], metrics["unit"], strict=True))
    problems = []
    for line, metric, other in cells(references, "metric", "stands_for"):
        unit, found = units.get(metric), f"'{other}'"
        if other and other == metric:
            expected = "another metric than its own, or nothing"
        elif unit and units.get(other, unit) != unit:
            found = f"'{other}', a {units[other]}"
            expected = f"a metric of the unit of '{metric}', {unit}"
        else:
            continue
        problems.append(Problem(relative(path), found, expected, ADVICE, line, "stands_for"))
    return problems


def _credit_problems(path: Path, figures: pd.DataFrame, info: SourceInfo | None) -> list[Problem]:
    """Find the figures whose credit is not as `credited` says it is known."""
    authors = [one.author for one in info.named_sources] if info else []
    problems = []
    for line, name, credited in cells(figures, "attributed_to", "credited"):
        found = f"'{name}'" if name else "nothing"
        if bool(name) != (credited in ("beside", "listed")) and credited in schemas.CREDITS:
            wanted = "nothing" if name else "whom the text credits"
            expected = f"{wanted}, as 'credited' says '{credited}'"
        elif info and credited == "listed" and not name.startswith(tuple(authors)):
            listed = f"'named_sources' of source.yaml{nearest(name, authors)}"
            expected = f"an author of {listed}, as 'credited' says 'listed'"
        else:
            continue
        problems.append(Problem(relative(path), found, expected, ADVICE, line, "attributed_to"))
    return problems


def _untold_problems(path: Path, rosters: pd.DataFrame) -> list[Problem]:
    """Find the members whose seat or origin is given, and not how it is known."""
    expected = "how the seat or the origin is known, such as 'press'"
    columns = ("seat_en", "origin_en", "known_from")
    return [
        Problem(relative(path), "nothing", expected, ADVICE, line, "known_from")
        for line, seat, origin, known_from in cells(rosters, *columns)
        if (seat or origin) and not known_from
    ]


def _repeated_members(path: Path, rosters: pd.DataFrame) -> list[Problem]:
    """Find the members that stand in one list twice, and would be counted twice."""
    again = rosters[rosters.duplicated(["figure_id", "member_zh"])]
    return [
        Problem(
            relative(path),
            f"'{name}' again",
            "each member of a list once",
            ADVICE,
            line,
            "member_zh",
        )
        for line, name in cells(again, "member_zh")
    ]


def _seal_problems(path: Path, frame: pd.DataFrame, sha256: str) -> list[Problem]:
    """Find the rows whose place in the text has changed since it was last looked up there."""
    found = "a row that has not been held against the text as it stands"
    expected = "a token last seen at its place there, as a seal shows"
    do = f"Run: analysis check-source FILE --source {path.parent.name} --seal."
    return [
        Problem(relative(path), found, expected, do, line, "seal")
        for line, at, start, printed, mark in cells(frame, "line", "start", "printed", "seal")
        if mark != seal(sha256, at, start, printed)
    ]
