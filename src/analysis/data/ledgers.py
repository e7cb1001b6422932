"""What is wrong between the cells of a ledger, and between ledgers: a problem a row.

Each takes the rows as text cells by line of the file. Imports schemas and the plain modules.
"""

import hashlib
import re
from pathlib import Path

import pandas as pd

from analysis.data import schemas
from analysis.data.definitions import bounded
from analysis.data.schemas import UNIT, SourceInfo
from analysis.errors import Problem, nearest
from analysis.files import relative
from analysis.quantity import UnreadableFigure, parse
from analysis.readers import ADVICE, cells

SUMS = "adds up, or is in a share, by metrics.csv"
TELL = ", or tell the unit of the print in a column 'unit'"
LONE = "or leave 'share_of' empty, and it is a number by itself."


def seal(sha256: str, line: str, start: str, printed: str) -> str:
    """Return the mark of a row that was found at its place in the text of that fingerprint."""
    return hashlib.sha256(f"{sha256} {line} {start} {printed}".encode()).hexdigest()[:8]


def repeated_ids(typed: dict[Path, pd.DataFrame]) -> list[Problem]:
    """Find the figures named as one of another file is: an id is an address in the report."""
    seen: dict[str, str] = {}
    again: dict[tuple[str, str], dict[int, str]] = {}
    for file, figures in typed.items():
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


def unlike_units(
    path: Path, figures: pd.DataFrame, metrics: pd.DataFrame, currency: str = ""
) -> list[Problem]:
    """Find the figures that read as another unit than their metric's, or beyond what it can be.

    And those that their 'unit', where there is that column, contradicts.
    """
    units, held = dict(zip(metrics["metric"], metrics["unit"], strict=True)), bounded(metrics)
    problems = []
    rows = figures.reindex(columns=["printed", "metric", UNIT], fill_value="")
    for line, printed, metric, unit in cells(rows, "printed", "metric", UNIT):
        expected = units.get(metric)
        try:
            read = parse(printed, currency=currency, unit=unit)
        except UnreadableFigure as error:
            problems += [_unlike_told(path, line, printed, unit, str(error))] if unit else []
            continue
        if not expected:
            continue
        tell = TELL * (read.unit == "count" and not unit and UNIT in figures)
        do = f"Correct the row, or the unit of '{metric}' in metrics.csv{tell}."
        if read.unit != expected:
            found, wanted = f"'{printed}', a {read.unit}", f"a {expected}"
        elif metric in held and read.value < 0:
            found, wanted = f"'{printed}'", f"nothing below zero of what {SUMS}"
        elif metric not in held or expected != "share":
            continue
        elif read.value > 1 or (read.low, read.open_low) == (1, True):
            found, wanted = f"'{printed}'", f"100% at most of a share that {SUMS}"
        else:
            continue
        problems.append(Problem(relative(path), found, wanted, do, line, "printed"))
    return problems


def _unlike_told(path: Path, line: int, printed: str, unit: str, why: str) -> Problem:
    """Return the problem of a unit that is not known, or that its print contradicts."""
    why = re.sub(r"^cannot read .*?, as |\. Expected .*", "", why)
    return Problem(
        relative(path),
        f"'{unit}', beside '{printed}': {why}",
        "the unit of a number that prints none, such as '%', 'thousand tonnes', '€/kg' or 'rank'",
        "Correct it, or leave it empty.",
        line,
        UNIT,
    )


def without_whole(
    path: Path, figures: pd.DataFrame, metrics: pd.DataFrame, places: pd.DataFrame
) -> list[Problem]:
    """Find the shares of a country's whole that are printed of a place which lies in no other.

    It would be a share of itself, and all of it.
    """
    of_country = metrics[(metrics["share_of"] != "") & (metrics["whole"] == "")]
    shares = dict(zip(of_country["metric"], of_country["share_of"], strict=True))
    largest = set(places["place"][places["part_of"] == ""])
    do = f"Say what it is 'part_of' in places.csv, or the 'whole' of '{{}}' in metrics.csv, {LONE}"
    return [
        Problem(
            relative(path),
            f"'{place}', which is part of no other place",
            f"a part of a place: '{metric}' is a share of its '{shares[metric]}'",
            do.format(metric),
            line,
            "place",
        )
        for line, place, metric in cells(figures, "place", "metric")
        if metric in shares and place in largest
    ]


def odd_stand_ins(path: Path, references: pd.DataFrame, metrics: pd.DataFrame) -> list[Problem]:
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


def odd_credits(path: Path, figures: pd.DataFrame, info: SourceInfo | None) -> list[Problem]:
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


def untold(path: Path, rosters: pd.DataFrame) -> list[Problem]:
    """Find the members whose seat or origin is given, and not how it is known."""
    expected = "how the seat or the origin is known, such as 'press'"
    columns = ("seat_en", "origin_en", "known_from")
    return [
        Problem(relative(path), "nothing", expected, ADVICE, line, "known_from")
        for line, seat, origin, known_from in cells(rosters, *columns)
        if (seat or origin) and not known_from
    ]


def repeated_members(path: Path, rosters: pd.DataFrame) -> list[Problem]:
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


def unsealed(path: Path, frame: pd.DataFrame, sha256: str) -> list[Problem]:
    """Find the rows whose place in the text has changed since it was last looked up there."""
    found = "a row that has not been held against the text as it stands"
    expected = "a token last seen at its place there, as a seal shows"
    do = f"Run: analysis check-source FILE --source {path.parent.name} --seal."
    return [
        Problem(relative(path), found, expected, do, line, "seal")
        for line, at, start, printed, mark in cells(frame, "line", "start", "printed", "seal")
        if mark != seal(sha256, at, start, printed)
    ]
