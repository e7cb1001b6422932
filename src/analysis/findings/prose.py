"""Sentences whose numbers carry where they come from, so that a page can link each.

A cited number is one printed figure; a derived number is computed, and carries how and from what.
Nothing here computes a finding: rows come in, HTML comes out, and beside it the same words as plain
text. Links lead from a notebook into the report; a page keeps what stands behind the #.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from unicodedata import east_asian_width

import pandas as pd

from analysis.data.words import Words

# A number in words with what belongs to it: 12.5%, 1.2 billion yuan, no. 2; 5080亿元, 第2.
NUMBER = re.compile(
    r"(?:no\. |第)?\$?\d[\d,]*(?:\.\d+)?"
    r"(?:%|[万亿](?:美?元)?|美?元|(?: (?:million|billion|trillion))?(?: yuan)?)"
)
HOLE = re.compile(r"\{([\w-]+)\}")  # a figure's place in the words of a claim
CHINESE = re.compile(r"[\u3400-\u9fff]+")
CLASSIFIER = re.compile(r"(?<=.)[家所件人]$")
TAG = re.compile(r"<[^>]+>")
REPORT = "../reports/"  # as seen from a notebook
INTO_REPORT = re.compile(rf'href="{re.escape(REPORT)}\w+\.html#')
NUMBERS, CLAIMS = f"{REPORT}data.html", f"{REPORT}claims.html"
GAP = "–"  # in a table, where there is nothing


@dataclass(frozen=True, repr=False)
class Finding:
    """What a notebook displays: HTML, and the same words as text."""

    data: str
    text: str

    def _repr_html_(self) -> str:
        return self.data

    def __repr__(self) -> str:
        """Return the words, which Jupyter shows where it shows no HTML."""
        return self.text


def sentence(*parts: str) -> Finding:
    """Return a paragraph of `parts`, each a text or a number of this module."""
    said = "".join(parts)
    return Finding(f"<p>{said}</p>", plain(said))


def tell(words: Words, key: str, n: int | None = None, **values: object) -> Finding:
    """Return a paragraph of one message."""
    return sentence(words.say(key, n, **values))


def note(*parts: str) -> Finding:
    """Return a paragraph in small print: sources and bounds."""
    said = "".join(parts)
    return Finding(f'<p class="source">{said}</p>', plain(said))


def heading(text: str, level: int = 2) -> Finding:
    """Return a heading that is computed; a page numbers it among its own."""
    return Finding(f"<h{level}>{text}</h{level}>", plain(text))


def bullets(items: Iterable[str]) -> Finding:
    """Return a list with one entry an item."""
    listed = list(items)
    page = "".join(f"<li>{item}</li>" for item in listed)
    return Finding(f"<ul>{page}</ul>", "\n".join(f"- {plain(item)}" for item in listed))


def table(frame: pd.DataFrame) -> Finding:
    """Return `frame` as a plain table; its cells may hold cited and derived numbers."""
    columns = [escape(str(column)) for column in frame.columns]
    page = frame.set_axis(columns, axis=1).to_html(index=False, escape=False, border=0, na_rep=GAP)
    page = page.replace("<th>", '<th scope="col">').replace(' style="text-align: right;"', "")
    return Finding(page, _in_columns(frame))


def rows(cells: Iterable[tuple[str, ...]], heads: Iterable[str], words: Words) -> Finding:
    """Return rows of cells as a table; `heads` are the keys of the messages above its columns."""
    return table(pd.DataFrame(cells, columns=[words.say(head) for head in heads]))


def _in_columns(frame: pd.DataFrame) -> str:
    """Return a table as text; a Chinese character takes the room of two letters."""
    cells = frame.astype("object").where(frame.notna(), GAP).to_numpy().tolist()
    rows = [[plain(str(cell)) for cell in row] for row in [list(frame.columns), *cells]]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    padded = [
        [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
        for row in rows
    ]
    return "\n".join("  ".join(row).rstrip() for row in padded)


def width(text: str) -> int:
    """Return how many Latin letters a text is about as wide as."""
    return sum(2 if east_asian_width(character) in "FW" else 1 for character in text)


def plain(html: str) -> str:
    """Return the words of HTML made here, without its marks."""
    return unescape(TAG.sub("", html.replace("<br>", ", ")))


def clauses(parts: Iterable[str], words: Words) -> str:
    """Return the clauses of one sentence, a semicolon between."""
    return words.say("word.semicolon").join(parts)


def cite(figure: Mapping[Any, Any] | pd.Series, words: Words) -> str:
    """Return one figure in words, hedge included, linked to its row; in Chinese with what counts.

    What counts, as 家 of firms, is what the print ends with.
    """
    counts = CLASSIFIER.search(str(figure.get("printed", "")))
    is_counted = counts and words.language == "zh" and figure["unit"] == "count"
    return refer(words.reading(figure) + (counts[0] if counts and is_counted else ""), figure)


def dated(figure: pd.Series, words: Words) -> str:
    """Return one figure in words with its year, where it has one, both linked to its row."""
    cited = cite(figure, words)
    if pd.isna(figure["year"]):
        return cited
    return words.say("word.dated", figure=cited, year=refer(str(figure["year"]), figure))


def refer(text: str, figure: Mapping[Any, Any] | pd.Series) -> str:
    """Return `text`, said of one figure, linked to the figure's row."""
    return link(escape(text), str(figure["figure_id"]))


def bounds(figure: Mapping[Any, Any] | pd.Series, words: Words, digits: int = 10) -> str:
    """Return the bounds of one figure, linked to the figure's row."""
    return refer(words.span(figure["low"], figure["high"], figure["unit"], digits), figure)


def printed(figure: Mapping[Any, Any] | pd.Series) -> str:
    """Return what was printed, as printed, linked to the figure's row."""
    return link(quoted(figure["printed"]), str(figure["figure_id"]))


def link(shown: str, figure_id: str) -> str:
    """Return what is shown of a figure, linked to the figure's row."""
    return f'<a class="figure" href="{NUMBERS}#{figure_id}">{shown}</a>'


def named(row: Mapping[Any, Any] | pd.Series, words: Words) -> str:
    """Return what a figure measures: its place and its metric."""
    return escape(words.named(row["place"], row["metric"]))


def on_page(html: str) -> str:
    """Return HTML whose links into the report are those of a page of it.

    To a number or a claim it is what stands behind the #; to a page its name.
    """
    return INTO_REPORT.sub('href="#', html).replace(f'href="{REPORT}', 'href="')


def quoted(text: str, language: str = "zh") -> str:
    """Return a text of a source, its Chinese marked as such for fonts and for screen readers."""
    return CHINESE.sub(rf'<span lang="{language}">\g<0></span>', escape(text))


def credited(name: str, words: Words) -> str:
    """Return whom a figure is credited to; what the name means in English is for English."""
    return name if words.language == "en" else name.partition(" (")[0]


def derived(text: str, how: str, figure_ids: Iterable[str]) -> str:
    """Return a computed number, linked to a row that says how it came about and from what.

    `text` is the number in words; `how` is one plain phrase. The same number computed in the same
    way from the same figures is the same row.
    """
    ids = ";".join(figure_ids)
    return (
        f'<a class="figure derived" href="{NUMBERS}#{anchor(text, how, ids)}" '
        f'data-how="{escape(how)}" data-figures="{escape(ids)}">{escape(text)}</a>'
    )


def anchor(text: str, how: str, figure_ids: str) -> str:
    """Return the anchor of a computed number's row; its figures stand with ';' between."""
    return "d-" + hashlib.sha256(f"{text}|{how}|{figure_ids}".encode()).hexdigest()[:8]


def claimed(text: str, claim_id: str) -> str:
    """Return `text` with each of its numbers linked to the claim that it was computed for."""
    start = f'<a class="figure derived" href="{CLAIMS}#claim-{claim_id}" data-claim="{claim_id}">'
    return NUMBER.sub(lambda number: f"{start}{number[0]}</a>", escape(text, quote=False))


def filled(template: str, says: str) -> str:
    """Return `says`, the words of a template filled, with each filling linked to its figure.

    Raises ValueError where the two do not go together.
    """
    texts, names = HOLE.split(template)[::2], HOLE.findall(template)
    pattern = "(.+?)".join(map(re.escape, texts))
    found = re.fullmatch(pattern, says, re.DOTALL)
    if not found:
        raise ValueError(f"found '{says}'; expected the words of '{template}'")
    fillings = zip(found.groups(), names, strict=True)
    links = [link(quoted(text), name) for text, name in fillings]
    rest = iter([*links, ""])
    return "".join(escape(text, quote=False) + next(rest) for text in texts)


def claim(row: Mapping[Any, Any] | pd.Series, text: str) -> str:
    """Return `text` linked to a claim's verdicts and evidence."""
    shown = escape(text, quote=False)
    return f'<a class="claim" href="{CLAIMS}#claim-{row["claim_id"]}">{shown}</a>'


def counted(
    rows: pd.DataFrame, key: str, how: str, words: Words, among: pd.DataFrame | None = None
) -> list[str]:
    """Return a message on how many rows there are, as by count(); nothing where there are none."""
    if rows.empty:
        return []
    return [words.say(key, len(rows), number=count(rows, words.say(how), words, among))]


def few(number: int, how: str, figures: pd.DataFrame, words: Words) -> str:
    """Return a number, as a word where small, derived from figures as the message `how` says."""
    return derived(words.small(number), words.say(how), figures["figure_id"])


def count(figures: pd.DataFrame, how: str, words: Words, among: pd.DataFrame | None = None) -> str:
    """Return the number of rows of `figures` as a derived number; `how` says which rows.

    It rests on the rows counted, or on those they were looked for `among`, where given.
    """
    number = words.amount(len(figures), "count")
    return derived(number, how, (figures if among is None else among)["figure_id"])
