"""Executed notebooks to the report: one self-contained HTML page each, every number linked."""

from functools import cache
from pathlib import Path

import pandas as pd
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis import chapters, fonts, prose, tables, wording
from analysis.chapters import TEMPLATES, Chapter


def pages(notebooks: list[Path], briefs: dict[str, Path]) -> dict[str, bytes]:
    """Return the report by file name: index.html of the `notebooks`, a page a place, a cover.

    `briefs` maps a place's name to its executed notebook. Each page ends in the figures it rests
    on: what was printed, where, how it was read, and whom the source credits.
    """
    colours = tables.read("places").set_index("place")["colour"]
    links = [{"name": name, "page": f"{path.stem}.html"} for name, path in briefs.items()]
    figures = appendix()
    made = {
        "index.html": _page([chapters.read(path, below=1) for path in notebooks], figures, links)
    }
    for place, path in briefs.items():
        brief = chapters.read(path)
        ids = set(brief.cited) | {i for row in brief.derived for i in row["figures"].split(";")}
        rows = [row for row in figures if row["figure_id"] in ids or row["place"] == place]
        made[f"{path.stem}.html"] = _page([brief], rows, links, place, colours[place])
    return _with_fonts(made) | {"cover.svg": chapters.first_chart(notebooks[0])}


def appendix() -> list[dict[str, str]]:
    """Return one row a printed figure, in words, in the order printed."""
    metrics = tables.read("metrics").set_index("metric")
    figures = tables.read("figures")
    return [
        {
            "figure_id": row["figure_id"],
            "place": row["place"],
            "metric": str(metrics.loc[row["metric"], "title_en"]),
            "year": "" if pd.isna(row["year"]) else str(row["year"]),
            "printed": row["printed"],
            "hedge": row["hedge"],
            "value": wording.amount(row["value"], row["unit"]),
            "bounds": wording.span(row["low"], row["high"], row["unit"]),
            "source": row["source_id"],
            "line": str(row["line"]),
            "start": str(row["start"]),
            "credit": row["attributed_to"],
            "note": row["note"],
        }
        for _, row in figures.iterrows()
    ]


def _page(
    parts: list[Chapter],
    figures: list[dict[str, str]],
    links: list[dict[str, str]],
    place: str = "",
    colour: str = "",
) -> str:
    sources = tables.read("sources")
    derived = {row["id"]: row for part in parts for row in part.derived}
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            place=place,
            chapters=parts,
            figures=figures,
            derived=list(derived.values()),
            links=links,
            colour=colour,
            title=" / ".join(sources["title_en"]),
            sources=sources.to_dict("records"),
            css=(TEMPLATES / "page.css").read_text(encoding="utf-8"),
            highlight=_highlight_css(),
        )
    )


def _with_fonts(made: dict[str, str]) -> dict[str, bytes]:
    """Put into each page the fonts, cut down once to the characters that any page shows."""
    text = "".join(BeautifulSoup(page, "html.parser").get_text() for page in made.values())
    faces = {name: fonts.subset(name, text + text.upper()) for name in fonts.FILES}
    for name, data in faces.items():
        made = {file: page.replace(f"@{name}@", data) for file, page in made.items()}
    return {file: page.encode() for file, page in made.items()}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = lambda text: Markup(prose.quoted(text))
    return environment


def _highlight_css() -> str:
    from pygments.formatters import HtmlFormatter

    return str(HtmlFormatter(style="friendly").get_style_defs(".highlight"))
