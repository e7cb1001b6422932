"""Which characters the pages' fonts are cut down to.

They are told from what pages are made of, before there is any page: fonts are slow to cut.
"""

import html
import json
import string
from collections.abc import Iterable
from pathlib import Path

WRITTEN = "–−"  # by our own sentences


def of_files(files: Iterable[Path]) -> str:
    """Return the characters of the files, of a notebook's cells without what they put out, sorted.

    And those of any text besides: printable ASCII.
    """
    return _sorted(string.printable + WRITTEN, *map(_text, files))


def of_pages(pages: Iterable[str]) -> str:
    """Return the characters that any of the pages shows, sorted."""
    return _sorted(*map(html.unescape, pages))


def _text(file: Path) -> str:
    if file.suffix == ".ipynb":
        cells = json.loads(file.read_bytes()).get("cells", ())
        return "".join(text for cell in cells for text in cell["source"])
    return html.unescape(file.read_text("utf-8-sig", errors="ignore"))


def _sorted(*texts: str) -> str:
    """Return the characters of the texts, and their capitals, as style sheets may set them."""
    found = set().union(*texts)
    return "".join(sorted(found | set("".join(found).upper())))
