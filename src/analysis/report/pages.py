"""Executed notebooks to the report: one self-contained HTML page each, every number linked."""

from functools import cache, partial
from pathlib import Path

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis import messages
from analysis.data import tables
from analysis.findings import prose
from analysis.report import evidence
from analysis.report.chapters import TEMPLATES, Chapter
from analysis.report.evidence import Evidence


def pages(
    index: list[Chapter], briefs: dict[str, Chapter], folder: Path | None = None
) -> dict[str, str]:
    """Return the report by file name: index.html of chapters, and a page a place, of its brief.

    Each page ends in the evidence it rests on: the claims and their verdicts, what was printed,
    where, how it was read, whom the source credits, and the independent figures. The tables are
    those of data/processed or of another `folder`. The fonts are still to be put in, by
    with_fonts().
    """
    colours = tables.read("places", folder).set_index("place")["colour"]
    sources = tables.read("sources", folder)
    links = [{"name": name, "page": f"{brief.anchor}.html"} for name, brief in briefs.items()]
    every = evidence.read(folder)
    made = {"index.html": _page(index, every, sources, links)}
    for place, brief in briefs.items():
        own = every.of_place(place, brief.rests_on(), set(brief.claims))
        made[f"{brief.anchor}.html"] = _page([brief], own, sources, links, place, colours[place])
    return made


def with_fonts(page: str, faces: dict[str, str]) -> str:
    """Return a page with the fonts put in: those of fonts.FILES, in base64."""
    for name, data in faces.items():
        page = page.replace(f"base64,@{name}@", f"base64,{data}")
    return page


def _page(
    parts: list[Chapter],
    shown: Evidence,
    sources: pd.DataFrame,
    links: list[dict[str, str]],
    place: str = "",
    colour: str = "",
) -> str:
    derived = {row["id"]: row for part in parts for row in part.derived}
    cited = shown.cited().union(*(part.rests_on() for part in parts))
    template = _environment().get_template("page.html.j2")
    return template.render(
        place=place,
        chapters=parts,
        figures=shown.figures,
        claims=shown.claims,
        claims_by_rating=evidence.by_rating(shown.claims),
        by_id={row["figure_id"]: row for row in (*shown.figures, *shown.references)},
        references=[row for row in shown.references if row["figure_id"] in cited],
        uncited=[row for row in shown.references if row["figure_id"] not in cited],
        derived=list(derived.values()),
        links=links,
        colour=colour,
        title=" / ".join(sources["title_en"]),
        sources=sources.to_dict("records"),
        css=(TEMPLATES / "page" / "page.css").read_text(encoding="utf-8"),
        highlight=_highlight_css(),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "page"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["say"] = partial(messages.say, language="en")
    environment.filters["quoted"] = lambda text: Markup(prose.quoted(text))
    return environment


def _highlight_css() -> str:
    from pygments.formatters import HtmlFormatter

    return str(HtmlFormatter(style="friendly").get_style_defs(".highlight"))
