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
    before, _, rest = readme.partition(START)
    _, end, after = rest.partition(END)
    if not end or any(readme.count(marker) != 1 for marker in (START, END)):
        found = " and ".join(f"'{marker}' {_lines(readme, marker)}" for marker in (START, END))
        expected = "each once, in this order: the findings stand between them"
        do = "Put each on a line of its own."
        raise DataError([Problem("README.md", found, expected, do)])
    return f"{before}{START}\n{block.strip()}\n{END}{after}"


def _lines(text: str, marker: str) -> str:
    found = [str(at) for at, line in enumerate(text.splitlines(), 1) if marker in line]
    return f"in line {', '.join(found)}" if found else "nowhere"


def _bullet(row: Mapping[Any, Any], words: Words, folder: str) -> str:
    """Return a claim as a link to its evidence, what became of it, and why."""
    said = _plain(stated(row, row["says_en"], words).rstrip("."))
    said = f"[{said}.]({REPORT.format(folder)}#claim-{row['claim_id']})"
    return f"- **{said}** {_plain(words.joined(account(row, words)))}"


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
