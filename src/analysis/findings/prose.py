"""Sentences whose numbers carry where they come from, so that a page can link each.

A cited number is one printed figure; a derived number is computed, and carries how and from what.
Nothing here computes a finding: rows come in, HTML comes out.
"""

import hashlib
import re
from collections.abc import Iterable
from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.quantity import wording

# A number in words with what belongs to it: 12.5%, 1.2 billion yuan, no. 2.
NUMBER = re.compile(
    r"(?:no\. )?\$?\d[\d,]*(?:\.\d+)?(?:%|(?: (?:million|billion|trillion))?(?: yuan)?)"
)
HOLE = re.compile(r"\{([\w-]+)\}")  # a figure's place in the words of a claim
CHINESE = re.compile(r"[\u3400-\u9fff]+")


def sentence(*parts: str) -> HTML:
    """Return a paragraph of `parts`, each a text or a number of this module."""
    return HTML(f"<p>{''.join(parts)}</p>")


def bullets(items: Iterable[str]) -> HTML:
    """Return a list with one entry an item."""
    return HTML("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")


def facts(numbers: dict[str, str]) -> HTML:
    """Return a strip of large numbers over their labels, from {label: number}."""
    blocks = (f"<div><b>{number}</b> {escape(label)}</div>" for label, number in numbers.items())
    return HTML(f'<div class="facts">{"".join(blocks)}</div>')


def table(frame: pd.DataFrame) -> HTML:
    """Return `frame` as a plain table; its cells may hold cited and derived numbers."""
    columns = [escape(str(column)) for column in frame.columns]
    page = frame.set_axis(columns, axis=1).to_html(index=False, escape=False, border=0, na_rep="–")
    return HTML(page.replace("<th>", '<th scope="col">').replace(' style="text-align: right;"', ""))


def cite(figure: pd.Series) -> str:
    """Return one printed figure in words, hedge included, linked to its row in the appendix."""
    return refer(wording.hedged(figure["value"], figure["unit"], figure["hedge"]), figure)


def refer(text: str, figure: pd.Series) -> str:
    """Return `text`, said of one printed figure, linked to the figure's row in the appendix."""
    return f'<a class="figure" href="#{figure["figure_id"]}">{quoted(text)}</a>'


def quoted(text: str) -> str:
    """Return a text of a source, its Chinese marked as such for fonts and for screen readers."""
    return CHINESE.sub(r'<span lang="zh">\g<0></span>', escape(text))


def derived(text: str, how: str, figure_ids: Iterable[str]) -> str:
    """Return a computed number, linked to a row that says how it came about and from what.

    `text` is the number in words; `how` is one plain phrase. The same number computed in the same
    way from the same figures is the same row.
    """
    ids = ";".join(figure_ids)
    anchor = "d-" + hashlib.sha256(f"{text}|{how}|{ids}".encode()).hexdigest()[:8]
    return (
        f'<a class="figure derived" href="#{anchor}" data-how="{escape(how)}" '
        f'data-figures="{escape(ids)}">{escape(text)}</a>'
    )


def claimed(text: str, claim_id: str) -> str:
    """Return `text` with each of its numbers linked to the claim that it was computed for."""
    link = f'<a class="figure derived" href="#claim-{claim_id}" data-claim="{claim_id}">'
    return NUMBER.sub(lambda number: f"{link}{number[0]}</a>", escape(text, quote=False))


def filled(template: str, says: str) -> str:
    """Return `says`, the words of a template filled, with each filling linked to its figure.

    Raises ValueError where the two do not go together.
    """
    texts, names = HOLE.split(template)[::2], HOLE.findall(template)
    pattern = "(.+?)".join(map(re.escape, texts))
    found = re.fullmatch(pattern, says, re.DOTALL)
    if not found:
        raise ValueError(f"found '{says}'; expected the words of '{template}'")
    links = [
        f'<a class="figure" href="#{name}">{quoted(text)}</a>'
        for name, text in zip(names, found.groups(), strict=True)
    ]
    rest = iter([*links, ""])
    return "".join(escape(text, quote=False) + next(rest) for text in texts)


def claim(row: pd.Series, text: str = "") -> str:
    """Return `text` linked to a claim's verdicts and evidence; what it says, if none is given."""
    shown = escape(text or row["says_en"], quote=False)
    return f'<a class="claim" href="#claim-{row["claim_id"]}">{shown}</a>'


def count(figures: pd.DataFrame, how: str, among: pd.DataFrame | None = None) -> str:
    """Return the number of rows of `figures` as a derived number; `how` says which rows.

    It rests on the rows counted, or on those they were looked for `among`, where given.
    """
    return derived(str(len(figures)), how, (figures if among is None else among)["figure_id"])


def stated(coverage: pd.Series) -> str:
    """Return how many metrics are stated of a place, as a derived number; a row of coverage()."""
    how = f"metrics that the article states of {coverage['place']}"
    return derived(str(coverage["stated"]), how, coverage["ids"].split(";"))
