"""The index of a sweep: one page, one row a set, with its parameters and what became of it."""

import json
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from analysis.engine import outputs
from analysis.engine.annotations import MADE

TEMPLATES = Path(__file__).parent
SVG = "image/svg+xml"
IMAGES = (SVG, "image/png", "image/jpeg", "image/gif", "image/webp")
DONE, FAILED, WAITING = "done", "failed", "not run"


@dataclass(frozen=True)
class Shown:
    """One set in the index: its name, its parameters, its state, and the error if it failed.

    `file` is the name of the executed notebook beside the index, of one that failed or was stopped
    too; `image` is the address of its first chart, which holds the chart; `ended` says where a cell
    left it before others.
    """

    name: str
    given: dict[str, Any]
    state: str
    error: BaseException | None = None
    file: str = ""
    image: str = ""
    ended: str = ""

    @property
    def said(self) -> str:
        """The error whole, without what differs from run to run."""
        return outputs.without_cell_files(str(self.error or "")).strip()

    @property
    def last(self) -> str:
        """What happened, without the traceback."""
        return outputs.last_words(self.said) or type(self.error).__name__


def first_chart(path: Path) -> str:
    """Return the first image of an executed notebook as an address; the empty text without one."""
    cells = json.loads(path.read_bytes())["cells"]
    shown = (output.get("data", {}) for cell in cells for output in cell.get("outputs", []))
    images = ((kind, data[kind]) for data in shown for kind in IMAGES if kind in data)
    for kind, image in images:
        text = image if isinstance(image, str) else "".join(image)
        encoded = b64encode(text.encode()).decode() if kind == SVG else "".join(text.split())
        return f"data:{kind};base64,{encoded}"
    return ""


def page(title: str, sets: list[Shown]) -> bytes:
    """Return the page; it depends on nothing but the sets, and needs nothing but itself."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["shown"] = _shown
    text = environment.get_template("sweep.html.j2").render(
        title=title,
        sets=sets,
        columns=list(dict.fromkeys(name for one in sets for name in one.given)),
        counts={state: _count(sets, state) for state in (DONE, FAILED, WAITING)},
        images=any(one.image for one in sets),
        failed=[(row, one) for row, one in enumerate(sets, 1) if one.state == FAILED],
        address=quote,
    )
    return text.encode()


def _count(sets: list[Shown], state: str) -> int:
    return sum(one.state == state for one in sets)


def _shown(value: Any) -> str:
    plain = isinstance(value, tuple(MADE)) or (isinstance(value, str) and value.strip())
    return str(value) if plain else json.dumps(value, ensure_ascii=False, default=str)
