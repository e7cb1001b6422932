"""The charts of a report to carry away: each as SVG with outlined letters, and as PNG."""

import base64
import json
from collections.abc import Iterable, Mapping

from analysis.errors import CheckError
from analysis.report import typesetting
from analysis.report.chapters import Chapter, Chart

PLACE = "place-"  # starts the name of a place's page


def name_of(chapter: Chapter, chart: Chart) -> str:
    """Return the name of a chart's files: its own, after the page's where that is of a place."""
    return f"{chapter.anchor}-{chart.name}" if chapter.anchor.startswith(PLACE) else chart.name


def files(chapters: Iterable[Chapter]) -> dict[str, bytes]:
    """Return the charts of chapters by file name; raise CheckError where two share one."""
    made: dict[str, bytes] = {}
    where: dict[str, str] = {}
    for chapter in chapters:
        page = chapter.anchor
        for chart in chapter.charts:
            name = name_of(chapter, chart)
            if name in where:
                expected = "each chart once in the report. Show it once, or name it otherwise."
                found = f"found it on the pages '{where[name]}' and '{page}'; expected {expected}"
                raise CheckError(f"chart '{name}': {found}")
            where[name] = page
            made[f"{name}.svg"] = chart.outlined.encode()
            made[f"{name}.png"] = typesetting.to_png(chart.outlined)
    return made


def to_json(made: Mapping[str, bytes]) -> bytes:
    """Return files as from_json() reads them."""
    encoded = {name: base64.b64encode(data).decode() for name, data in made.items()}
    return json.dumps(encoded).encode()


def from_json(data: bytes) -> dict[str, bytes]:
    """Return the files that to_json() wrote."""
    return {name: base64.b64decode(text) for name, text in json.loads(data).items()}
