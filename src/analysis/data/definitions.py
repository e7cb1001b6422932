"""What metrics.csv and places.csv say of each other: every name known, of the right unit.

A share is its count (`share_of`) over the count of `whole` in the same place, or, where `whole` is
empty, over the same count in the whole country; a rank orders the amounts of what it `ranks`; a
place is of some kinds and lies in another, its `part_of`. Kinds are rows of kinds.csv in this
folder, and of data/raw/kinds.csv, which may be left out and may call a kind otherwise.

Shares are of what is counted, and ranks of what is no rank, so that no metric goes in a circle.
"""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pandas as pd

from analysis import files
from analysis.errors import DataError, Problem, nearest
from analysis.files import relative
from analysis.quantity.units import SHARES, known, read_table
from analysis.readers import ADVICE, cells, read_rows

Kinds = Mapping[str, Mapping[str, str]]
JOIN = ";"  # between kinds
KINDS = "kinds.csv"
Fault = tuple[str, str, str]  # the column, what was found (or more of it), what was expected


def known_kinds(folder: Path | None = None) -> dict[str, dict[str, str]]:
    """Return the row of each kind by its name; of those in `folder`, or else data/raw, the last.

    Raises DataError where the file there is no such table.
    """
    rows = read_table(Path(__file__).with_name("kinds.csv"))
    path = (folder or files.raw()) / KINDS
    if path.exists():
        added, problems = read_rows(path, list(rows[0]))
        if problems:
            raise DataError(problems)
        rows += [
            {str(name): str(cell) for name, cell in row.items()} for row in added.to_dict("records")
        ]
    return {row["kind"]: row for row in rows}


def kind_name(kind: str, language: str, n: int = 1) -> str:
    """Return what one place of a kind is called, or all of them: county, counties; 省份, 各省."""
    return known_kinds()[kind][f"{'one' if n == 1 else 'many'}_{language}"]


def metric_problems(path: Path, metrics: pd.DataFrame) -> list[Problem]:
    """Return what is wrong with the definitions of metrics.csv, read as text by line."""
    units = dict(zip(metrics["metric"], metrics["unit"], strict=True))
    columns = ("metric", "unit", "share_of", "whole", "ranks", "adds_up")
    problems = []
    for line, *row in cells(metrics, *columns):
        one = dict(zip(columns, row, strict=True))
        faults = [*_share_faults(one, units), *_rank_faults(one, units)]
        problems += [
            Problem(relative(path), f"'{one[column]}'{more}", expected, ADVICE, line, column)
            for column, more, expected in faults
        ]
    return problems


def bounded(metrics: pd.DataFrame) -> set[str]:
    """Return the metrics that add up, or are in a share: none is below zero or a share above 1."""
    told = metrics[(metrics["share_of"] != "") | (metrics["adds_up"] != "")]
    return {*told["metric"], *metrics["share_of"], *metrics["whole"]}


def kind_problems(path: Path, rows: pd.DataFrame, known: Kinds) -> list[Problem]:
    """Return what is wrong with the parts of kinds.csv, read as text by line."""
    faults = [
        (line, found, expected)
        for line, cell in cells(rows, "part_of")
        for _, found, expected in (_kind_faults(cell, known) if cell else ())
    ]
    return [
        Problem(relative(path), found, expected, ADVICE, line, "part_of")
        for line, found, expected in faults or _circle_of_kinds(rows, known)
    ]


def place_problems(path: Path, places: pd.DataFrame, known: Kinds) -> list[Problem]:
    """Return what is wrong with the kinds and the parts of places.csv, read as text by line.

    known: rows of the tables of kinds, by kind.
    """
    parents = dict(zip(places["place"], places["part_of"], strict=True))
    kinds = {name: cell.split(JOIN) for _, name, cell in cells(places, "place", "kinds")}
    faults: list[tuple[int, Fault]] = []
    for line, place, parent, cell in cells(places, "place", "part_of", "kinds"):
        faults += [(line, fault) for fault in _kind_faults(cell, known)]
        if parent and parent not in parents:
            expected = "a place of this file, or nothing" + nearest(parent, parents)
            faults.append((line, ("part_of", f"'{parent}'", expected)))
        faults += [(line, fault) for fault in _circle_faults(place, parents)]
    if not faults:
        faults = [
            (line, fault)
            for line, place in cells(places, "place")
            for fault in _misplaced(place, parents, kinds, known)
        ]
    return [
        Problem(relative(path), found, expected, ADVICE, line, column)
        for line, (column, found, expected) in faults
    ]


def _share_faults(one: dict[str, str], units: dict[str, str]) -> Iterator[Fault]:
    """Find unknown metrics, what is no share, and a count or a whole that it cannot have."""
    for column in ("share_of", "whole", "ranks"):
        if one[column] and one[column] not in units:
            expected = "a metric of this file, or nothing" + nearest(one[column], units)
            yield column, "", expected
    count, whole = one["share_of"], one["whole"]
    counted, all_of = units.get(count), units.get(whole)
    if count and known(one["unit"]) and one["unit"] != "share":
        yield "share_of", f" for a {one['unit']}", "nothing, as the metric is no share"
    if counted and known(counted) and not _is_whole(counted):
        yield "share_of", f", a {counted}", "a metric of a count, a currency or a measure"
    if whole and not count:
        yield "whole", "", "nothing where 'share_of' is empty"
    elif whole and whole == count:
        yield "whole", "", "another metric than 'share_of' names"
    elif counted and _is_whole(counted) and known(all_of or "") and all_of != counted:
        yield "whole", f", a {all_of}", f"a metric of the unit of '{count}', {counted}"


def _is_whole(unit: str) -> bool:
    return known(unit) and unit not in (*SHARES, "rank")


def _rank_faults(one: dict[str, str], units: dict[str, str]) -> Iterator[Fault]:
    ranked = one["ranks"]
    if ranked and known(one["unit"]) and one["unit"] != "rank":
        yield "ranks", f" for a {one['unit']}", "nothing, as the metric is no rank"
    elif units.get(ranked) == "rank":
        yield "ranks", ", a rank", "a metric that is no rank"
    if one["adds_up"] and (one["unit"] == "rank" or one["share_of"]):
        yield "adds_up", "", "nothing for a rank, or for a share of what is counted itself"


def _kind_faults(cell: str, known: Kinds) -> Iterator[Fault]:
    kinds = cell.split(JOIN)
    for kind in dict.fromkeys(kinds):
        if kind not in known:
            found = f"'{kind}'" if kind else "nothing"
            some = f"some of {', '.join(known)}, with '{JOIN}' between"
            expected = f"{some}, or a row of data/raw/kinds.csv for it{nearest(kind, known)}"
            yield "kinds", found, expected
        elif kinds.count(kind) > 1:
            yield "kinds", f"'{kind}' twice", "each kind once"


def _circle_of_kinds(rows: pd.DataFrame, known: Kinds) -> Iterator[tuple[int, str, str]]:
    """Find kinds that are part of each other in a circle, at the first of them in the file."""
    try:
        TopologicalSorter(
            {kind: filter(None, row["part_of"].split(JOIN)) for kind, row in known.items()}
        ).prepare()
    except CycleError as error:
        circle = error.args[1][:0:-1]  # the last is the first again
        line, first = next(row for row in cells(rows, "kind") if row[1] in circle)
        at = circle.index(first) + 1
        through = ", of ".join(f"'{kind}'" for kind in [*circle[at:], *circle[:at]])
        yield line, f"'{first}' part of {through}", "kinds of which none is part of itself"


def _circle_faults(place: str, parents: dict[str, str]) -> Iterator[Fault]:
    """Find a circle of places that lie in each other, at the first of them in the file."""
    circle = _around(place, parents)
    if place in circle and place == min(circle, key=list(parents).index):
        through = ", in ".join(f"'{name}'" for name in circle[: circle.index(place) + 1])
        yield "part_of", f"'{place}' in {through}", "places of which none lies in itself"


def _misplaced(
    place: str, parents: dict[str, str], kinds: dict[str, list[str]], known: Kinds
) -> Iterator[Fault]:
    """Find kinds that one around the place is of too, or that are part of none around it.

    Ranks are of places that do not overlap.
    """
    around = _around(place, parents)
    for kind in kinds[place]:
        for larger in (one for one in around if kind in kinds[one]):
            found = f"'{kind}', which '{larger}' around it is too"
            yield "kinds", found, "places of a kind that do not lie in each other"
        wanted = known[kind]["part_of"].split(JOIN)
        if wanted != [""] and not any({*wanted} & {*kinds[one]} for one in around):
            found = f"'{parents[place]}'" if parents[place] else "nothing"
            expected = f"a place in a {' or a '.join(wanted)}, as '{kind}' is part of by kinds.csv"
            yield "part_of", found, expected


def _around(place: str, parents: dict[str, str]) -> list[str]:
    """Return the places that one lies in, the nearest first; in a circle, up to where it closes."""
    found: list[str] = []
    while (place := parents.get(place, "")) and place not in found:
        found.append(place)
    return found
