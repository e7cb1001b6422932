"""The findings in README.md, written from the table of claims between two markers."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data.words import Words
from analysis.errors import DataError, Problem
from analysis.findings.claims import account, stated, tested
from analysis.findings.prose import plain

START, END = "<!-- findings -->", "<!-- /findings -->"
REPORT = "reports/{}claims.html"  # the page of claims, in the folder of the source's report
SPECIAL = re.compile(r"([\\`*_\[\]<>])")  # what Markdown would take for more than text


def block(claims: pd.DataFrame, leading: pd.DataFrame, words: Words, folder: str = "") -> str:
    """Return the findings as Markdown: what becomes of the assertions, then the leading claims.

    Both frames have the columns of claims.csv; `folder` is where the report stands among others,
    whose publisher then heads them.
    """
    bullets = [_bullet(row, words, folder) for row in leading.to_dict("records")]
    head = [f"### [{_plain(words.publisher)}](reports/{folder}index.html)", ""] if folder else []
    return "\n".join([*head, plain(tested(claims, words)), "", *bullets]).rstrip()


def renewed(path: Path, block: str) -> bytes:
    """Return the README at `path` with `block` as its findings; raise DataError as insert()."""
    if not path.is_file():
        problem = Problem(path.name, "no such file", "the file", "Restore it.")
        raise DataError([problem])
    return insert(path.read_text("utf-8"), block).encode()


def insert(readme: str, block: str) -> str:
    """Return `readme` with `block` between its two markers, in place of what stood there.

    Raise DataError where each marker does not stand there once, the opening one first.
    """
    problems = [problem for marker in (START, END) for problem in _misplaced(readme, marker)]
    if not problems and readme.index(START) > readme.index(END):
        found, expected = f"'{END}' before '{START}'", "the two the other way round"
        line = _line(readme, readme.index(END))
        problems = [Problem("README.md", found, expected, "Swap them.", line)]
    if problems:
        raise DataError(problems)
    before, _, rest = readme.partition(START)
    after = rest.partition(END)[2]
    return f"{before}{START}\n{block.strip()}\n{END}{after}"


def _bullet(row: Mapping[Any, Any], words: Words, folder: str) -> str:
    """Return a claim as a link to its evidence, what became of it, and why."""
    said = _plain(stated(row, row["says_en"], words).rstrip("."))
    said = f"[{said}.]({REPORT.format(folder)}#claim-{row['claim_id']})"
    return f"- **{said}** {_plain(words.joined(account(row, words)))}"


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _misplaced(readme: str, marker: str) -> list[Problem]:
    """Return a problem where `marker` does not stand in the text exactly once."""
    places = [match.start() for match in re.finditer(re.escape(marker), readme)]
    if len(places) == 1:
        return []
    expected = f"it once: the findings stand between '{START}' and '{END}'"
    if not places:
        return [Problem("README.md", f"no '{marker}'", expected, "Put it on a line of its own.")]
    line = _line(readme, places[1])
    return [Problem("README.md", f"'{marker}' again", expected, "Remove one.", line)]


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
