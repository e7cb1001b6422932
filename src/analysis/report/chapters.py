"""One executed notebook as the inside of a page: its sections, code folded away, numbers found.

Each chart leaves a mark in the body, which the page fills: it says the chart's source, and where
it can be carried away.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from html import escape, unescape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter

from analysis.errors import CheckError
from analysis.findings import prose
from analysis.messages import LANGUAGES, named, say
from analysis.report import forms
from analysis.report.numbers import MOST

BUNDLE = "application/vnd.analysis.chart+json"  # what charts.show() says of a chart
CLAIM = "claim-"  # starts the anchor of a claim's article
CLAIMS = "claims.html"
PLACE = "place-"  # starts the name of a place's page
LINK = re.compile(r"<a [^>]*>")  # of a chart, as charts.show() writes it
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
FIGURES = re.compile(r'data-figures="([^"]*)"')
LED_TO = re.compile(r'<a [^>]*href="#([^"]+)"')
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Chart:
    """A chart: inline SVG with real text for the page, and one with outlines to carry away.

    `ids` are those of the figures that its marks rest on, `claims` those of the claims that they
    lead to, `derived` what it says of marks that are computed, `cell` the code cell that shows it.
    """

    name: str
    title: str
    alt: str
    svg: str
    outlined: str
    ids: tuple[str, ...]
    cell: int
    claims: tuple[str, ...] = ()
    derived: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class Exhibit:
    """A number as shown, the row that it leads to, and the code cell that shows it."""

    text: str
    row: str
    cell: int


@dataclass(frozen=True)
class Chapter:
    """One executed notebook as HTML: its title, its anchor, its sections and its body.

    `heading` is the title with its numbers linked. `cited` holds the ids of the figures that it
    links to, `computed` those of the claims that it says a number of, and `derived` what it says of
    each number that it computes. The anchor is also what its page is called, `notebook` the file
    that it is made of, `place` the one that it is about, if any.
    """

    title: str
    anchor: str
    sections: list[tuple[str, str]]
    body: str
    cited: list[str]
    derived: list[dict[str, str]]
    computed: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    heading: str = ""
    notebook: str = ""
    place: str = ""

    def file_of(self, chart: Chart) -> str:
        """Return the name of a chart's files: its own, after the page's where that is a place's."""
        return f"{self.anchor}-{chart.name}" if self.anchor.startswith(PLACE) else chart.name

    def rests_on(self) -> set[str]:
        """Return the ids of all figures that it cites or computes from."""
        return set(self.cited) | {
            name for row in self.derived for name in row["figures"].split(";")
        }


def read(
    path: Path, language: str = "en", anchor: str = "", publisher: str = "", called: str = ""
) -> Chapter:
    """Return an executed notebook, `called` so in messages, as a chapter in one language.

    Cells tagged with another language are left out; a `publisher` is named in place of "the
    article" in the others. `anchor` begins the anchors of its sections, and is the file's name
    where it is not given. Raises CheckError with every fault of the chapter: no title, and what a
    page cannot show.
    """
    import nbformat

    node, called = nbformat.read(path, as_version=4), called or path.name
    node.cells = [cell for cell in node.cells if _spoken(cell, language)]
    for cell in node.cells:
        if cell.cell_type == "markdown":
            cell.source = named(cell.source, language, publisher)
    charts = _take_charts(node, language)
    faults = forms.choose(node.cells, called)
    soup = BeautifulSoup(_fragment(node, language), "html.parser")
    faults += [*forms.make_safe(soup, called), *forms.untitled(soup, called)]
    if faults:
        raise CheckError("\n".join(dict.fromkeys(faults)))
    said = _said(soup, charts)
    for link in soup.select("a[data-figures]"):
        link["data-figures"] = _shortened(str(link["data-figures"]))
    for link in soup.select("a.claim"):
        link["href"] = f"{CLAIMS}{link['href']}"
    title, sections = forms.arrange(soup, anchor or path.stem, language)
    return Chapter(
        title=title.get_text(),
        anchor=anchor or path.stem,
        sections=sections,
        body=str(soup),
        heading=title.decode_contents(),
        charts=tuple(charts),
        **said,
    )


def to_json(chapter: Chapter) -> bytes:
    """Return a chapter as from_json() reads it."""
    return TypeAdapter(Chapter).dump_json(chapter)


def from_json(data: bytes) -> Chapter:
    """Return the chapter that to_json() wrote."""
    return TypeAdapter(Chapter).validate_json(data)


def first_chart(paths: Iterable[Path]) -> bytes:
    """Return the first chart of executed notebooks, as SVG."""
    cells = (cell for path in paths for cell in json.loads(path.read_bytes())["cells"])
    outputs = (output.get("data", {}) for cell in cells for output in cell.get("outputs", []))
    return next("".join(data[forms.SVG]).encode() for data in outputs if forms.SVG in data)


def derived(html: str) -> list[dict[str, str]]:
    """Return what links of computed numbers in a piece of HTML say of them, once each."""
    links = BeautifulSoup(html, "html.parser").select("a.derived")
    return list({row["id"]: row for row in map(_derived, links) if row}.values())


def mark_of(chart: Chart) -> str:
    """Return the mark that a chart leaves in a chapter's body."""
    return f'<figure data-chart="{escape(chart.name)}"></figure>'


def _spoken(cell: Any, language: str) -> bool:
    """Return whether a cell is for the pages of a language: not where it is tagged with others."""
    tagged = set(LANGUAGES) & set(cell.metadata.get("tags", []))
    return not tagged or language in tagged


def _take_charts(node: Any, language: str) -> list[Chart]:
    """Number the code cells, and put a mark in the place of each chart; return the charts."""
    found = []
    own = [cell for cell in node.cells if cell.cell_type == "code"]
    own = [cell for cell in own if "injected-parameters" not in cell.metadata.get("tags", [])]
    for number, cell in enumerate(own, 1):
        cell.metadata["number"] = number
        for output in cell.outputs:
            data = output.get("data", {})
            if BUNDLE in data:
                chart = _chart(data, number, language)
                found.append(chart)
                output["data"] = {"text/html": mark_of(chart)}
    return found


def _chart(data: Any, cell: int, language: str) -> Chart:
    bundle = data[BUNDLE]
    derived: dict[str, dict[str, str]] = {}
    how = say("page.how_mark", language)
    ids = dict.fromkeys(one for text in FIGURES.findall(bundle["svg"]) for one in text.split(";"))
    svg = LINK.sub(lambda link: _traced(link[0], how, derived), bundle["svg"])
    svg = FIGURES.sub(lambda found: f'data-figures="{_shortened(found[1])}"', svg)
    claims = {name.removeprefix(CLAIM) for name in LED_TO.findall(svg) if name.startswith(CLAIM)}
    return Chart(
        name=bundle["name"],
        title=bundle["title"],
        alt=bundle["alt"],
        svg=svg,
        outlined="".join(data[forms.SVG]),
        ids=tuple(ids),
        cell=cell,
        claims=tuple(sorted(claims)),
        derived=tuple(derived.values()),
    )


def _traced(link: str, how: str, derived: dict[str, dict[str, str]]) -> str:
    """Return the start of a chart's link; that of several figures leads to a row of its own."""
    said = {name: unescape(value) for name, value in ATTRIBUTE.findall(link)}
    text, figures = said["aria-label"], said["data-figures"]
    if ";" not in figures or said["href"].startswith(f"#{CLAIM}"):
        return link
    anchor = prose.anchor(text, how, figures)
    derived[anchor] = {"id": anchor, "text": text, "how": how, "figures": figures}
    return link.replace(f'href="{said["href"]}"', f'href="#{anchor}"')


def _shortened(figures: str) -> str:
    """Return what a link of a page says it rests on: of many figures a digest of their ids."""
    if figures.count(";") < MOST:
        return figures
    return hashlib.sha256(figures.encode()).hexdigest()[:8]


def _said(soup: BeautifulSoup, charts: list[Chart]) -> dict[str, Any]:
    """Return what a chapter and its charts say of numbers: ids, claims, computed ones, exhibits."""
    links = soup.select("a.figure")
    derived = {row["id"]: row for row in map(_derived, links) if row}
    derived |= {row["id"]: row for chart in charts for row in chart.derived}
    plain = [link for link in links if not {"data-how", "data-claim"} & set(link.attrs)]
    computed = {str(link["data-claim"]) for link in soup.select("a[data-claim]")}
    return {
        "cited": sorted(
            {str(link["href"])[1:] for link in plain}.union(*(chart.ids for chart in charts))
        ),
        "derived": list(derived.values()),
        "computed": tuple(sorted(computed.union(*(chart.claims for chart in charts)))),
        "exhibits": _exhibits(soup),
    }


def _derived(link: Tag) -> dict[str, str]:
    """Return what a derived number's link says of it; nothing for a cited figure."""
    if "data-how" not in link.attrs:
        return {}
    said = {"id": str(link["href"])[1:], "text": link.get_text()}
    return {**said, "how": str(link["data-how"]), "figures": str(link["data-figures"])}


def _exhibits(soup: BeautifulSoup) -> tuple[Exhibit, ...]:
    found: dict[Exhibit, None] = {}
    for cell in soup.select("div.cell[data-cell]"):
        for link in cell.select("a.figure"):
            one = Exhibit(link.get_text(), str(link["href"])[1:], int(str(cell["data-cell"])))
            found[one] = None
    return tuple(found)


@cache
def environment(language: str, publisher: str = "") -> Environment:
    """Return what renders templates in a language, with messages that may name a publisher."""
    made = Environment(
        loader=FileSystemLoader([TEMPLATES / "page", TEMPLATES / "fragment"]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["say"] = partial(say, language=language, publisher=publisher)
    made.globals["gap"] = say("page.colon", language)[1:]  # after punctuation: Chinese leaves none
    return made


def _fragment(node: Any, language: str) -> str:
    from nbconvert.filters import Highlight2HTML, ansi2html

    body = environment(language).get_template("notebook.html.j2")
    highlight = Highlight2HTML(pygments_lexer="python")
    said = {"markdown": forms.markdown, "highlight": highlight, "ansi2html": ansi2html}
    return prose.on_page(body.render(cells=node.cells, **said))
