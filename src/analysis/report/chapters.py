"""One executed notebook as the inside of a page: its sections, code folded away, numbers found."""

import base64
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from pydantic import TypeAdapter

from analysis.findings import prose

SVG = "image/svg+xml"
CLAIM = "claim-"  # starts the anchor of a claim's article
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Chapter:
    """One executed notebook as HTML: its title, its anchor, its sections and its body.

    `cited` holds the ids of the figures that it links to, `claims` those of the claims, and
    `derived` what it says of each number that it computes.
    """

    title: str
    anchor: str
    sections: list[tuple[str, str]]
    body: str
    cited: list[str]
    derived: list[dict[str, str]]
    claims: tuple[str, ...] = ()

    def rests_on(self) -> set[str]:
        """Return the ids of all figures that it cites or computes from."""
        return set(self.cited) | {
            name for row in self.derived for name in row["figures"].split(";")
        }


def read(path: Path, below: int = 0) -> Chapter:
    """Return an executed notebook as a chapter, with the numbers that it cites and derives.

    Its headings move `below` levels down, for a page that gives the chapters' titles itself.
    """
    soup = BeautifulSoup(_fragment(path), "html.parser")
    title = soup.find("h1")
    if not isinstance(title, Tag):
        raise ValueError(f"{path.name}: found no heading of the first level; expected a title")
    text = title.get_text()
    title.decompose()
    _gather_code(soup)
    for table in soup.find_all("table"):
        table.wrap(soup.new_tag("div", attrs={"class": "scroll", "tabindex": "0"}))
    links = soup.select("a.figure")
    derived = list({row["id"]: row for row in map(_derived, links) if row}.values())
    plain = [link for link in links if not {"data-how", "data-claim"} & set(link.attrs)]
    return Chapter(
        title=text,
        anchor=path.stem,
        sections=_mark_headings(soup, path.stem, below),
        body=str(soup),
        cited=sorted({str(link["href"])[1:] for link in plain}),
        derived=derived,
        claims=_claims(soup, derived),
    )


def to_json(chapter: Chapter) -> bytes:
    """Return a chapter as from_json() reads it."""
    return TypeAdapter(Chapter).dump_json(chapter)


def from_json(data: bytes) -> Chapter:
    """Return the chapter that to_json() wrote."""
    return TypeAdapter(Chapter).validate_json(data)


def first_chart(path: Path) -> bytes:
    """Return the first chart of an executed notebook, as SVG."""
    cells = json.loads(path.read_bytes())["cells"]
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    return next("".join(data[SVG]).encode() for data in outputs if SVG in data)


def _derived(link: Tag) -> dict[str, str]:
    """Return what a derived number's link says of it; nothing for a cited figure."""
    if "data-how" not in link.attrs:
        return {}
    said = {"id": str(link["href"])[1:], "text": link.get_text()}
    return {**said, "how": str(link["data-how"]), "figures": str(link["data-figures"])}


def _claims(soup: BeautifulSoup, derived: list[dict[str, str]]) -> tuple[str, ...]:
    """Return the claims that the chapter links to, or computes a number from."""
    anchors = {str(link["href"])[1:] for link in soup.select("a.claim, a[data-claim]")}
    named = {name for row in derived for name in row["figures"].split(";")}
    anchors |= {name for name in named if name.startswith(CLAIM)}
    return tuple(sorted(anchor.removeprefix(CLAIM) for anchor in anchors))


def _mark_headings(soup: BeautifulSoup, anchor: str, below: int) -> list[tuple[str, str]]:
    """Give sections their anchors and level; return each section's anchor and title."""
    sections = []
    for number, heading in enumerate(soup.find_all("h2"), 1):
        heading.attrs = {"id": f"{anchor}-{number}", "class": "section"}
        heading.name = f"h{2 + below}"
        sections.append((f"{anchor}-{number}", heading.get_text()))
    return sections


def _gather_code(soup: BeautifulSoup) -> None:
    """Put each cell's folded code below its outputs, with that of silent cells before it.

    Silent cells after the last output stay where they are.
    """
    waiting: list[Tag] = []
    for code in soup.select("div.cell > details.code"):
        outputs = code.find_next_siblings()
        if not outputs:
            waiting.append(code)
            continue
        summary = code.find("summary")
        for silent in reversed(waiting):
            for block in reversed(silent.extract().select("div.highlight")):
                summary.insert_after(block)
        waiting = []
        outputs[-1].insert_after(code.extract())


@cache
def _exporter() -> Any:
    from nbconvert import HTMLExporter
    from nbconvert.filters import Highlight2HTML

    exporter = HTMLExporter(
        extra_template_basedirs=[str(TEMPLATES)],
        template_name="fragment",
        exclude_anchor_links=True,
    )
    exporter.register_filter("highlight_code", Highlight2HTML(pygments_lexer="python"))
    exporter.register_filter("base64", lambda text: base64.b64encode(text.encode()).decode())
    return exporter


def _fragment(path: Path) -> str:
    import nbformat
    from nbconvert import TemplateExporter

    # HTMLExporter's own would parse the page once more, to put in what our template has.
    body, _ = TemplateExporter.from_notebook_node(_exporter(), nbformat.read(path, as_version=4))
    return prose.on_page(str(body))
