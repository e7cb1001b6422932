"""Executed notebooks to the report: one self-contained HTML page each, every number linked."""

import html
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis import chapters, evidence, fonts, prose, tables
from analysis.chapters import TEMPLATES, Chapter
from analysis.evidence import Evidence


def pages(notebooks: list[Path], briefs: dict[str, Path]) -> dict[str, bytes]:
    """Return the report by file name: index.html of the `notebooks`, a page a place, a cover.

    `briefs` maps a place's name to its executed notebook. Each page ends in the evidence it rests
    on: the claims and their verdicts, what was printed, where, how it was read, whom the source
    credits, and the independent figures.
    """
    colours = tables.read("places").set_index("place")["colour"]
    links = [{"name": name, "page": f"{path.stem}.html"} for name, path in briefs.items()]
    every = evidence.read()
    made = {"index.html": _page([chapters.read(path, below=1) for path in notebooks], every, links)}
    for place, path in briefs.items():
        brief = chapters.read(path)
        own = every.of_place(place, brief.rests_on(), set(brief.claims))
        made[f"{path.stem}.html"] = _page([brief], own, links, place, colours[place])
    return _with_fonts(made) | {"cover.svg": chapters.first_chart(notebooks[0])}


def _page(
    parts: list[Chapter],
    shown: Evidence,
    links: list[dict[str, str]],
    place: str = "",
    colour: str = "",
) -> str:
    sources = tables.read("sources")
    derived = {row["id"]: row for part in parts for row in part.derived}
    cited = shown.cited().union(*(part.rests_on() for part in parts))
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
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
            css=(TEMPLATES / "page.css").read_text(encoding="utf-8"),
            highlight=_highlight_css(),
        )
    )


def _with_fonts(made: dict[str, str]) -> dict[str, bytes]:
    """Put into each page the fonts, cut down once to the characters that any page has."""
    text = "".join(set(html.unescape("".join(made.values()))))
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
