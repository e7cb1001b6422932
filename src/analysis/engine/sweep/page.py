"""The index of a sweep: one page, one row a set, with its parameters and what became of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from analysis.engine import execute
from analysis.engine.sweep.sets import ENDING

TEMPLATES = Path(__file__).parent
DONE, FAILED, WAITING = "done", "failed", "not run"


@dataclass(frozen=True)
class Shown:
    """One set in the index: its name, its parameters, its state, and the error if it failed."""

    name: str
    given: dict[str, Any]
    state: str
    error: BaseException | None = None

    @property
    def said(self) -> str:
        """The error whole, without what differs from run to run."""
        return execute.without_cell_files(str(self.error or "")).strip()

    @property
    def last(self) -> str:
        """The error's last line, which says what happened."""
        return (self.said.splitlines() or [type(self.error).__name__])[-1]


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
        failed=[(row, one) for row, one in enumerate(sets, 1) if one.state == FAILED],
        address=lambda name: quote(f"{name}{ENDING}"),
    )
    return text.encode()


def _count(sets: list[Shown], state: str) -> int:
    return sum(one.state == state for one in sets)


def _shown(value: Any) -> str:
    plain = isinstance(value, str) and value.strip()
    return value if plain else json.dumps(value, ensure_ascii=False)
