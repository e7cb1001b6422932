"""Executed notebooks to the report: one self-contained HTML page each, every number linked."""

import base64
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis import fonts, tables, wording

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Chapter:
    """One executed notebook as HTML: its title, its anchor, its sections and its body."""

    title: str
    anchor: str
    sections: list[tuple[str, str]]
    body: str
    cited: list[str]
    derived: list[dict[str, str]]


def pages(chapters: list[Path], briefs: dict[str, Path]) -> dict[str, bytes]:
    """Return every page by file name: index.html of the chapters, and one page a place.

    `briefs` maps a place's name to its executed notebook. Each page ends in the figures it rests
    on: what was printed, where, how it was read, and whom the source credits.
    """
    colours = tables.read("places").set_index("place")["colour"]
    links = [{"name": name, "page": f"{path.stem}.html"} for name, path in briefs.items()]
    figures = appendix()
    made = {"index.html": _page([chapter(path, below=1) for path in chapters], figures, links)}
    for place, path in briefs.items():
        brief = chapter(path)
        ids = set(brief.cited) | {i for row in brief.derived for i in row["figures"].split(";")}
        rows = [row for row in figures if row["figure_id"] in ids or row["place"] == place]
        made[f"{path.stem}.html"] = _page([brief], rows, links, place, colours[place])
    return _with_fonts(made)


def chapter(path: Path, below: int = 0) -> Chapter:
    """Return an executed notebook as a chapter, with the numbers that it cites and derives.

    Its headings move `below` levels down, for a page that gives the chapters' titles itself.
    """
    soup = BeautifulSoup(_fragment(path), "html.parser")
    title = soup.find("h1")
    if not isinstance(title, Tag):
        raise ValueError(f"{path.name}: found no heading of the first level; expected a title")
    anchor = path.stem
    sections = []
    for number, heading in enumerate(soup.find_all("h2"), 1):
        heading["id"] = f"{anchor}-{number}"
        heading["class"] = "section"
        sections.append((heading["id"], heading.get_text()))
    for heading in soup.find_all("h3"):
        heading["class"] = "sub"
    for heading in soup.find_all(["h2", "h3"]):
        heading.name = f"h{int(heading.name[1]) + below}"
    for table in soup.find_all("table"):
        table.wrap(soup.new_tag("div", attrs={"class": "scroll", "tabindex": "0"}))
    _gather_code(soup)
    links = soup.find_all("a", class_="figure")
    derived = {
        link["href"][1:]: {"id": link["href"][1:], "text": link.get_text(),
                           "how": link["data-how"], "figures": link["data-figures"]}
        for link in links if link.has_attr("data-how")
    }  # fmt: skip
    cited = sorted({link["href"][1:] for link in links if not link.has_attr("data-how")})
    text = title.get_text()
    title.decompose()
    return Chapter(text, anchor, sections, str(soup), cited, list(derived.values()))


def _gather_code(soup: BeautifulSoup) -> None:
    """Put each cell's folded code below its outputs, with that of silent cells before it."""
    waiting: list[Tag] = []
    for cell in soup.find_all("div", class_="cell"):
        code = cell.find("details", class_="code")
        if not code.find_next_siblings():
            waiting += code.find_all("div", class_="highlight")
            cell.extract()
            continue
        for block in reversed(waiting):
            code.summary.insert_after(block)
        waiting = []
        cell.append(code)


def appendix() -> list[dict[str, str]]:
    """Return one row a printed figure, in words, in the order printed."""
    metrics = tables.read("metrics").set_index("metric")
    figures = tables.read("figures")
    return [
        {
            "figure_id": row["figure_id"],
            "place": row["place"],
            "metric": str(metrics.loc[row["metric"], "label_en"]),
            "year": "" if pd.isna(row["year"]) else str(row["year"]),
            "printed": row["printed"],
            "hedge": row["hedge"],
            "value": wording.amount(row["value"], row["unit"]),
            "bounds": wording.span(row["low"], row["high"], row["unit"]),
            "line": str(row["line"]),
            "start": str(row["start"]),
            "credit": row["attributed_to"],
            "note": row["note"],
        }
        for _, row in figures.iterrows()
    ]


def _page(
    chapters: list[Chapter],
    figures: list[dict[str, str]],
    links: list[dict[str, str]],
    place: str = "",
    colour: str = "",
) -> str:
    derived = {row["id"]: row for part in chapters for row in part.derived}
    return _environment().get_template("page.html.j2").render(
        place=place, chapters=chapters, figures=figures, derived=list(derived.values()),
        links=links, colour=colour, source=tables.read("sources").iloc[0].to_dict(),
        css=(TEMPLATES / "page.css").read_text(encoding="utf-8"), highlight=_highlight_css(),
    )  # fmt: skip


def _with_fonts(made: dict[str, str]) -> dict[str, bytes]:
    """Put into each page the fonts, cut down once to the characters that any page shows."""
    text = "".join(BeautifulSoup(page, "html.parser").get_text() for page in made.values())
    faces = {name: fonts.subset(name, text + text.upper()) for name in fonts.FILES}
    for name, data in faces.items():
        made = {file: page.replace(f"@{name}@", data) for file, page in made.items()}
    return {file: page.encode() for file, page in made.items()}


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


@cache
def _exporter():
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        extra_template_basedirs=[str(TEMPLATES)], template_name="fragment",
        exclude_anchor_links=True,
    )  # fmt: skip
    exporter.register_filter("base64", lambda text: base64.b64encode(text.encode()).decode())
    return exporter


def _fragment(path: Path) -> str:
    import nbformat

    body, _ = _exporter().from_notebook_node(nbformat.read(path, as_version=4))
    return str(body)


def _highlight_css() -> str:
    from pygments.formatters import HtmlFormatter

    return str(HtmlFormatter(style="friendly").get_style_defs(".highlight"))
