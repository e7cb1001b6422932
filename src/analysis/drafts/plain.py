"""The words of a draft, with where each stands: plain text, Markdown without its marks, or HTML.

Imports errors and files.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

from analysis.errors import DataError
from analysis.files import read_text

HTML = {".html", ".htm"}
# What stands in Markdown and is no prose: comments, code, where links lead, addresses.
NO_PROSE = re.compile(
    r"<!--.*?-->|^(```|~~~).*?^\1|`[^`\n]*`|(?<=\])\([^)\n]*\)|https?://[^\s（）]+|[*_>]+",
    re.DOTALL | re.MULTILINE,
)
HASHES = re.compile(r"^#+", re.MULTILINE)
ADDRESS = re.compile(r"https?://[^\s（）]+")
# A table of Markdown: the row of its heads, a rule, and the rows below it.
TABLE = re.compile(r"^ *(\|.*)\n *\|[-:| ]+\n((?: *\|.*(?:\n|\Z))*)", re.MULTILINE)
CELL = re.compile(r"(?<=\|)[^|\n]+(?=\|)")
SILENT = {"script", "style", "template", "svg", "pre", "code", "head"}
INLINE = {
    *("a", "abbr", "b", "bdi", "cite", "data", "em", "i", "mark", "q", "s", "small", "span"),
    *("strong", "sub", "sup", "time", "u", "wbr"),
}
CELLS = ("td", "th")
PARAGRAPH, TITLE = "\n\n", "\f"  # TITLE: stands at the start of a heading, in place of a blank

Part = TypeVar("Part")
Watch = Callable[[Sequence[Part]], Iterator[Part]]  # and shows how many are done


@dataclass(frozen=True)
class Cell:
    """A cell of a table: where it stands, and what its row and its column are called."""

    start: int
    end: int
    called: str


@dataclass(frozen=True)
class Draft:
    """A draft's words, in paragraphs; TITLE stands before each heading.

    marks: an offset in `text`, and the line and offset it has in the file.
    """

    text: str
    marks: list[tuple[int, int, int]]
    cells: tuple[Cell, ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line, counted from 1, and the offset in it of a place in the text."""
        at, line, start = self.marks[bisect_right(self.marks, (offset, 1 << 60, 0)) - 1]
        return line, start + offset - at


def read(path: Path) -> Draft:
    """Return the words of a draft; raise DataError where it is absent, empty or not UTF-8."""
    text, problems = read_text(path)
    if problems:
        raise DataError(problems)
    return words_of(text, path.suffix.lower() in HTML)


def words_of(text: str, is_html: bool = False) -> Draft:
    """Return the words of a text: of HTML, or of Markdown, as which plain text is read too."""
    if is_html:
        return _of_html(text)
    lines = [match.start() for match in re.finditer(r"^", text, re.MULTILINE)]
    marks = [(offset, line, 0) for line, offset in enumerate(lines, 1)]
    words = HASHES.sub(_title, NO_PROSE.sub(_blank, text))
    return Draft(words, marks, tuple(_cells(words)))


def _blank(match: re.Match[str]) -> str:
    """Return as many blanks, so that offsets hold."""
    return re.sub(r"[^\n]", " ", match[0])


def _title(match: re.Match[str]) -> str:
    return TITLE.ljust(len(match[0]))


def _cells(words: str) -> Iterator[Cell]:
    """Yield the cells of the tables of Markdown, the heads and the first of each row left out."""
    for table in TABLE.finditer(words):
        heads = [match[0].strip() for match in CELL.finditer(table[1])]
        for row in re.finditer(r".+", table[2]):
            at, cells = table.start(2) + row.start(), list(CELL.finditer(row[0]))
            for head, cell in zip(heads[1:], cells[1:], strict=False):
                called = f"{cells[0][0].strip()}: {head}"
                yield Cell(at + cell.start(), at + cell.end(), called)


def _of_html(text: str) -> Draft:
    words = _Words(convert_charrefs=True)
    words.feed(text)
    words.close()
    return Draft("".join(words.parts), words.marks or [(0, 1, 0)], tuple(words.cells()))


class _Words(HTMLParser):
    """Collects what a page says: a block is a paragraph, what is no prose is left out."""

    def __init__(self, **settings: bool) -> None:
        super().__init__(**settings)
        self.parts: list[str] = []
        self.marks: list[tuple[int, int, int]] = []
        self.silent: list[str] = []
        self.length = 0
        self.tables: list[list[list[tuple[int, int]]]] = []  # where cells are, row by row
        self.whole = False  # whether the table has a cell for each row and column

    def cells(self) -> Iterator[Cell]:
        """Yield the cells of the tables, the first row and the first of each row left out."""
        text = "".join(self.parts)
        for heads, *rows in filter(None, self.tables):
            for first, *others in filter(None, rows):
                row = text[slice(*first)].strip()
                for head, (start, end) in zip(heads[1:], others, strict=False):
                    yield Cell(start, end, f"{row}: {text[slice(*head)].strip()}")

    def _note_cell(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables, self.whole = [*self.tables, []], True
        elif self.whole and tag == "tr":
            self.tables[-1].append([])
        elif self.whole and tag in CELLS and self.tables[-1]:
            self.whole = not any(name in ("colspan", "rowspan") for name, _ in attrs)
            if self.whole:
                self.tables[-1][-1].append((self.length, self.length))
            else:
                self.tables[-1].clear()

    def _add(self, words: str) -> None:
        line, start = self.getpos()
        self.marks.append((self.length, line, start))
        self.parts.append(words)
        self.length += len(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent.append(tag)
        elif tag not in INLINE:
            self._add(PARAGRAPH + TITLE if re.fullmatch("h[1-6]", tag) else PARAGRAPH)
            self._note_cell(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        elif tag not in INLINE:
            self._add(PARAGRAPH)
            self.whole = self.whole and tag != "table"

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._add(re.sub(r"\s", " ", ADDRESS.sub(_blank, data)))
            if self.whole and self.tables[-1] and self.tables[-1][-1]:
                self.tables[-1][-1][-1] = (self.tables[-1][-1][-1][0], self.length)
