"""Lay out the folder of a new source: every figure of a text, with where it stands and its reading.

Imports labels, offers, plain and tables of this room, data and quantity. The
text is not copied: of its words, printed figures are written, and a few beside those that are still
to be filled in.
"""

import csv
import hashlib
import io
import json
import re
from pathlib import Path

from analysis import files
from analysis.data import proofread, schemas
from analysis.data.ledgers import seal
from analysis.data.sources import TAKEN
from analysis.drafts import offers, tables
from analysis.drafts.labels import Metrics, Places
from analysis.drafts.offers import BESIDE, Row
from analysis.drafts.phrases import SIMPLIFIED, TRADITIONAL
from analysis.drafts.plain import Watch
from analysis.drafts.tables import Cell
from analysis.errors import DataError, ParameterError, Problem
from analysis.files import read_text, write_all
from analysis.quantity import NoFigure, hedge_of, parse, scan, wording
from analysis.quantity.hedges import RANGE
from analysis.quantity.units import BARE, SHARED
from analysis.quantity.vocabulary import SIMPLIFIED as PLAIN
from analysis.quantity.vocabulary import TRADITIONAL as FULL
from analysis.readers import read_rows

NAME = re.compile(r"(?=.{1,60}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
# Files of a new source, with names in braces for what its text tells.
INFO = Path(__file__).with_name("new_source.yaml")
CLAIMS = Path(__file__).with_name("new_claims.yaml")
UNREAD = "not read as a figure"
SHOWN = 50  # figures on a terminal; a long text has thousands
FEW, FEW_CHINESE = 18, 8  # of them are written, for a row that is still to be filled in
ANY_MONEY = ("TWD", "JPY")  # of which a bare 元, $ or ¥ may be, as of the source's own


def lay_out(text: Path, name: str, watch: Watch[str] = iter) -> str:
    """Write data/raw/NAME for a text; return what was found, as lines for a terminal.

    watch: shows how far the reading is, line by line. Raises ParameterError for a name that no
    folder can have or that one has, and DataError for a text that is absent, empty, not UTF-8, or
    without any figure. Then nothing is written.
    """
    folder = _folder(name)
    words, problems = read_text(text)
    if problems:
        raise DataError(problems)
    lines = words.split("\n")
    rows, set_aside = _read(lines, watch)
    if not rows:
        found, expected = "no figure", "a text that prints some"
        raise DataError([Problem(files.relative(text), found, expected, "Use another text.")])
    sha256 = hashlib.sha256(text.read_bytes()).hexdigest()
    made = {
        "source.yaml": _info(words, sha256, set_aside, rows),
        "figures.csv": _ledger(name, sha256, lines, rows),
        "claims.yaml": _claims(name, rows),
    }
    write_all({folder / file: content.encode() for file, content in made.items()})
    return _describe(name, lines, rows, set_aside)


def _folder(name: str) -> Path:
    folder, taken = files.raw() / name, (files.REFERENCES, *TAKEN)
    pages = {page.stem.partition("-")[2] for page in files.chapters()}
    if not NAME.fullmatch(name) or name in {*taken, *pages} or name.startswith("place-"):
        allowed = "60 lower-case letters, digits and '-' at most"
        expected = f"{allowed}, no name of a page, and none of {', '.join(taken)}"
        raise ParameterError(f"--id: found '{name}'; expected {expected}, such as 'city-report'.")
    if folder.exists():
        found = f"'{name}', whose folder {files.relative(folder)} exists"
        raise ParameterError(f"--id: found {found}; expected a name that is not in use.")
    return folder


def _read(lines: list[str], watch: Watch[str]) -> tuple[list[Row], list[tuple[int, int, str, str]]]:
    """Return the figures, and what else has digits: line, offset, token and reason."""
    places, metrics = (
        read_rows(files.raw() / f"{name}.csv", list(schema.columns))[0]
        for name, schema in (
            ("places", schemas.table("places")),
            ("metrics", schemas.table("metrics")),
        )
    )
    known = Places(places, as_such=False)
    measured = Metrics.of(metrics, known)
    inside: dict[int, list[Cell]] = {}
    for cell in tables.cells(lines):
        inside.setdefault(cell.line + 1, []).append(cell)
    rows, set_aside = list[Row](), list[tuple[int, int, str, str]]()
    for number, line in enumerate(watch(lines), 1):
        for cell in inside.get(number, []):
            found, others = tables.read_cell(cell, line)
            rows += [offers.of_cell(one, told, line, cell, known, measured) for one, told in found]
            set_aside += [(number, *one) for one in others]
        if number not in inside:
            rows += offers.of_line(number, line, known, measured)
            told = [one for one in scan(line, differences=True) if isinstance(one, NoFigure)]
            set_aside += [(number, one.start, one.printed, one.reason) for one in told]
    tokens = [(one.line, one.start, one.printed) for one in rows]
    left = proofread.uncovered(lines, [*tokens, *(one[:3] for one in set_aside)])
    return rows, sorted([*set_aside, *((*token, UNREAD) for token in left)])


def _ledger(name: str, sha256: str, lines: list[str], rows: list[Row]) -> str:
    """Return figures.csv."""
    columns = [
        *schemas.table("figures", places=[], metrics=[]).columns,
        schemas.UNIT,
        schemas.READING,
        schemas.BESIDE,
    ]
    few = FEW if _language("".join(lines)) == "en" else FEW_CHINESE
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for number, one in enumerate(rows, 1):
        is_whole = one.place and one.metric and not one.doubt
        at = {"line": str(one.line), "start": str(one.start), "printed": one.printed}
        writer.writerow(
            at
            | {"figure_id": f"{name}-{number}", "place": one.place, "metric": one.metric}
            | {"stance": "asserted", "credited": "none", "seal": seal(sha256, **at)}
            | {schemas.UNIT: one.unit, schemas.READING: _reading(one)}
            | {schemas.BESIDE: "" if is_whole else _beside(lines, one, few)}
        )
    return buffer.getvalue()


def _reading(row: Row) -> str:
    """Return what a figure is read as: its bounds, what it counts or measures, and any doubt."""
    read, is_range = row.quantity, hedge_of(row.printed, row.unit) == RANGE.name
    told = f"{wording.span(read.low, read.high, read.unit, exactly=is_range)} ({read.unit})"
    return f"{schemas.IN_DOUBT}{told}: {row.doubt}" if row.doubt else told


def _info(
    words: str, sha256: str, set_aside: list[tuple[int, int, str, str]], rows: list[Row]
) -> str:
    """Return source.yaml: what only a reader can tell is left blank."""
    currency = '"?"' if any(map(_is_bare, rows)) else '""'
    asides = [
        f"\n  - {{line: {line}, start: {start}, printed: {_quoted(printed)}, why: {_quoted(why)}}}"
        for line, start, printed, why in set_aside
    ]
    told = {"language": _language(words), "sha256": sha256, "currency": f"{currency:7}"}
    return INFO.read_text("utf-8").format(**told, not_figures="".join(asides) or " []")


def _is_bare(row: Row) -> bool:
    """Return whether it is money of whatever currency the source has."""
    unit = row.quantity.unit
    name = unit.partition("/")[0]
    told = SHARED.get(name, ANY_MONEY) if name in (*SHARED, *BARE.values()) else ()
    return any(parse(row.printed, currency=one).unit != unit for one in told if not row.unit)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _language(words: str) -> str:
    """Return the language of a text by its script: Chinese of either kind, or else English."""
    letters = [char for char in words if char.isalpha()]
    chinese = [char for char in letters if "\u3400" <= char <= "\u9fff"]
    if len(chinese) * 4 < len(letters):
        return "en"
    signs = TRADITIONAL + FULL, SIMPLIFIED + PLAIN
    full, plain = (sum(map(words.count, some)) for some in signs)
    return "zh-Hant" if full > plain else "zh-Hans"


def _claims(name: str, rows: list[Row]) -> str:
    """Return claims.yaml: three examples as comments, on two figures of one unit if there are."""
    known = [row for row in rows if row.place and row.metric]
    one, two = _pair(known) or _pair(rows) or (rows[0], rows[-1])
    first, second = (f"{row.metric or 'METRIC'}[{_in_formula(row.place)}]" for row in (one, two))
    ids = {"one": f"{name}-{rows.index(one) + 1}", "two": f"{name}-{rows.index(two) + 1}"}
    return CLAIMS.read_text("utf-8").format(
        name=name, first=first, second=second, line=one.line, **ids
    )


def _in_formula(place: str) -> str:
    """Return a place as a formula names it: in quotes where it has blanks."""
    return f"'{place}'" if " " in place else place or "PLACE"


def _pair(rows: list[Row]) -> tuple[Row, Row] | None:
    """Return the first two figures of one unit, of one metric where it is known."""
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        first = seen.setdefault((row.quantity.unit, row.metric), row)
        if first is not row:
            return first, row
    return None


def _describe(
    name: str, lines: list[str], rows: list[Row], set_aside: list[tuple[int, int, str, str]]
) -> str:
    placed, measured, doubted = (
        sum(bool(getattr(row, name)) for row in rows) for name in ("place", "metric", "doubt")
    )
    told = [f"{name}-{at}: {_shown(lines, row)}" for at, row in enumerate(rows[:SHOWN], 1)]
    if len(rows) > SHOWN:
        told.append(f"… and {len(rows) - SHOWN:,} more, in figures.csv.")
    told += [
        f"Laid out: data/raw/{name}, with {len(rows):,} figures ({placed:,} with a place, "
        f"{measured:,} with a metric, {doubted:,} in doubt) and {len(set_aside):,} tokens set "
        "aside.",
        "Fill in source.yaml and figures.csv, or delete the rows that the report can do without; "
        "new places and metrics go into places.csv and metrics.csv of data/raw. `make report` "
        "tells what is missing.",
    ]
    return "\n".join(told)


def _shown(lines: list[str], row: Row) -> str:
    """Return a figure with the words beside it, and what it was taken to be of."""
    of = "; ".join(filter(None, (row.place, row.metric, row.doubt)))
    told = f"line {row.line}, {_beside(lines, row, BESIDE)}".rstrip()
    return told + (f"  ({of})" if of else "")


def _beside(lines: list[str], row: Row, most: int) -> str:
    """Return a figure in brackets, with so many characters of its line on either side."""
    line, end = lines[row.line - 1], row.start + len(row.printed)
    before, after = line[max(0, row.start - most) : row.start], line[end : end + most]
    return f"{before}[{row.printed}]{after}"
