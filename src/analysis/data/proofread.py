"""Compare a ledger with a reader's copy of the text: fingerprint, tokens, digits left over."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import files
from analysis.data.ledgers import seal
from analysis.data.sources import Source
from analysis.errors import DataError, Problem
from analysis.files import STAGING, read_text, write_all
from analysis.readers import cells, read_yaml

DIGITS = re.compile(r"\d+(?:[.,/]\d+)*")
CELL = re.compile(r'((?:"(?:[^"]|"")*")?[^,\r\n]*)(,|\r\n|\r|\n|\Z)')  # of a CSV, and its end
BREAK = re.compile(r"\r\n|\r|\n")
LEDGERS = ("figures", "rosters")


@dataclass(frozen=True)
class Finding:
    """The result of check(); each list is empty where all is well."""

    sha256: str
    same_text: bool
    misplaced: list[str]
    uncovered: list[str]
    figures: int
    members: int
    set_aside: int

    @property
    def holds(self) -> bool:
        """Whether the text is the one studied, every token in place, and every digit covered."""
        return self.same_text and not self.misplaced and not self.uncovered


def check(source: Source, file: Path) -> Finding:
    """Compare `source` with the text in `file` (UTF-8; lines end at a line feed)."""
    lines, sha256 = _read(file)
    tokens = _tokens(source)
    return Finding(
        sha256=sha256,
        same_text=sha256 == source.info.sha256,
        misplaced=[
            *(_describe(lines, *token) for token in tokens if not _stands(lines, *token)),
            *_beyond(source.folder / "claims.yaml", len(lines)),
        ],
        uncovered=[
            f"line {line}, offset {start}: '{digits}'"
            for line, start, digits in uncovered(
                lines, [token for token in tokens if _stands(lines, *token)]
            )
        ],
        figures=len(source.figures),
        members=len(source.rosters),
        set_aside=len(source.info.not_figures),
    )


def seal_rows(source: Source, file: Path) -> list[Path]:
    """Write the seal of each row whose token stands at its place; return the files that changed.

    Raises DataError where `file` is not the text whose fingerprint source.yaml holds.

    The seal is the one cell of data/raw that is not typed by hand, and every other character of
    the file stays. A row whose token is not at its place is left as it is, so that the build goes
    on refusing it.
    """
    lines, sha256 = _read(file)
    if sha256 != source.info.sha256:
        found, expected = f"a text with sha256 {sha256}", f"{source.info.sha256}, the text studied"
        do = "Use that text, or correct source.yaml."
        raise DataError([Problem(str(file), found, expected, do)])
    contents = {}
    at = {name: source.folder / f"{name}.csv" for name in LEDGERS}
    for name, path in at.items():
        if not path.is_file():
            continue  # a source may do without
        frame: pd.DataFrame = getattr(source, name)
        marks = {
            row: seal(sha256, line, start, printed)
            for row, line, start, printed in cells(frame, "line", "start", "printed")
            if _stands(lines, int(line), int(start), printed)
        }
        contents[path] = _with_seals(path.read_bytes().decode(), marks).encode()
    return write_all(contents, files.scratch() / STAGING)


def _with_seals(text: str, marks: Mapping[int, str]) -> str:
    """Return the CSV with these seals, by the line where their row ends, and else as it is."""
    made, record, line, column = [], list[str](), 0, -1
    for cell, end in CELL.findall(text):
        record.append(cell)
        line += len(BREAK.findall(cell)) + (end != ",")
        if end == ",":
            continue
        if column < 0:
            names = [name.strip('\ufeff" ') for name in record]
            column = names.index("seal") if "seal" in names else -1
        elif line in marks and record[column].strip('" ') != marks[line]:
            record[column] = marks[line]
        made.append(",".join(record) + end)
        record.clear()
    return "".join(made)


def _read(file: Path) -> tuple[list[str], str]:
    """Return the lines of a text in UTF-8 and its fingerprint; raise DataError if unreadable."""
    text, problems = read_text(file)
    if problems:
        raise DataError(problems)
    return text.split("\n"), hashlib.sha256(file.read_bytes()).hexdigest()


def _tokens(source: Source) -> list[tuple[int, int, str]]:
    rows = pd.concat([source.figures, source.rosters])
    places = zip(rows["line"], rows["start"], rows["printed"], strict=True)
    return [
        *((int(line), int(start), printed) for line, start, printed in places),
        *((item.line, item.start, item.printed) for item in source.info.not_figures),
    ]


def _stands(lines: list[str], line: int, start: int, printed: str) -> bool:
    return line <= len(lines) and lines[line - 1].startswith(printed, start)


def _describe(lines: list[str], line: int, start: int, printed: str) -> str:
    if line > len(lines):
        return f"line {line}: expected '{printed}'; the text has {len(lines)} lines"
    text = lines[line - 1]
    found = text[start : start + len(printed)]
    elsewhere = [match.start() for match in re.finditer(re.escape(printed), text)]
    offsets = f"; it stands at offset {', '.join(map(str, elsewhere))}" if elsewhere else ""
    return f"line {line}, offset {start}: expected '{printed}', found '{found}'{offsets}"


def _beyond(path: Path, lines: int) -> list[str]:
    """Return the claims of lines that the text does not have; what else is wrong, a build tells."""
    data = read_yaml(path)[0] if path.is_file() else None
    items = [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
    told = [(item.get("claim_id"), item.get("line")) for item in items]
    return [
        f"claims.yaml, claim '{name}': line {line}; the text has {lines} lines"
        for name, line in told
        if isinstance(line, int) and line > lines
    ]


def uncovered(lines: list[str], tokens: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the digits that no token covers: line, offset and digits, as tokens are given too."""
    covered = {
        (line, offset)
        for line, start, printed in tokens
        for offset in range(start, start + len(printed))
    }
    return [
        (number, match.start(), match.group())
        for number, text in enumerate(lines, 1)
        for match in DIGITS.finditer(text)
        if any((number, at) not in covered for at in range(*match.span()) if text[at].isdigit())
    ]


def describe(source: Source, finding: Finding) -> str:
    """Return the finding as lines for a terminal."""
    same = "the text studied" if finding.same_text else "NOT the text studied"
    return "\n".join(
        [
            f"{source.source_id}: sha256 {finding.sha256[:16]}… is {same}",
            f"  {finding.figures} figures, {finding.members} list members and {finding.set_aside} "
            f"tokens set aside: {len(finding.misplaced)} not at their place",
            *(f"    {line}" for line in finding.misplaced),
            f"  digits that no row covers: {len(finding.uncovered)}",
            *(f"    {line}" for line in finding.uncovered),
        ]
    )
