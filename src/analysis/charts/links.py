"""What a mark or number in a chart leads to: the ids of its figures, and what it says.

matplotlib knows one address an artist. Until the page's SVG is made, all that a link needs stands
in it: `#beijing-ai-firms?says=Beijing, 320,000`, coded as the query of an address is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd

CLAIM = "claim-"  # starts the anchor of a claim


@dataclass(frozen=True)
class Link:
    """A link of a chart: the ids of what it rests on, the one it leads to, and what it says."""

    target: str
    says: str
    ids: tuple[str, ...]

    def address(self) -> str:
        """Return the link as the address of an artist, which link_of() reads."""
        return f"#{self.target}?{urlencode({'says': self.says, 'ids': ';'.join(self.ids)})}"


def link_of(address: str) -> Link:
    """Return the link that Link.address() wrote."""
    target, _, query = address.removeprefix("#").partition("?")
    told = {key: values[0] for key, values in parse_qs(query).items()}
    return Link(target, told["says"], tuple(told["ids"].split(";")))


def address(row: Mapping[Any, Any], says: str) -> str | None:
    """Return the address of a row's marks; nothing where the row rests on no figure.

    A row has `ids`, ';' between, or figure_id. Of one figure it leads to that, of several to their
    claim where it has claim_id, or else to the first.
    """
    text = _ids(row)
    if not text:
        return None
    ids = tuple(text.split(";"))
    claim = row.get("claim_id")
    target = f"{CLAIM}{claim}" if len(ids) > 1 and isinstance(claim, str) else ids[0]
    return Link(target, says, ids).address()


def joined(rows: pd.DataFrame) -> dict[str, str]:
    """Return a row that rests on the figures of all these rows, the first of them first."""
    found = [text for row in rows.to_dict("records") if (text := _ids(row))]
    return {"ids": ";".join(dict.fromkeys(";".join(found).split(";")))} if found else {}


def _ids(row: Mapping[Any, Any]) -> str:
    """Return the ids that a row rests on, ';' between; empty where there are none."""
    found = [row.get("ids"), row.get("figure_id")]
    return next((text for text in found if isinstance(text, str) and text), "")
