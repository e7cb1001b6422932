"""Which characters the pages' fonts are cut down to.

They are told from what pages are made of, before there is any page: fonts are slow to cut. The
Chinese one, which is the largest, is then cut to the characters of each page, and as WOFF: a
quarter larger than WOFF2, in a fifth of the time.
"""

import base64
import html
import json
import string
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis import fonts

WRITTEN = "–−"  # by our own sentences


def of_files(files: Iterable[Path]) -> str:
    """Return the characters of the files, of a notebook's cells without what they put out, sorted.

    And those of any text besides: printable ASCII.
    """
    return _sorted(string.printable + WRITTEN, *map(_text, files))


def of_page(page: str) -> str:
    """Return the characters that a page may show, sorted: those of attributes may be shown too."""
    return _sorted(html.unescape(page))


def dressed(page: str, faces: Mapping[str, str], known: str) -> bytes:
    """Return a page with the fonts put in where its style sheet has them, in base64.

    `faces` are those of fonts.FILES, cut down to the characters `known` before there were pages;
    one that shows any other has all of them cut anew.
    """
    shown = of_page(page)
    if set(shown) - set(known):
        faces = {name: fonts.subset(name, shown) for name in fonts.FILES}
    whole = base64.b64decode(faces[fonts.CHINESE_FILE])
    own = {**faces, fonts.CHINESE_FILE: fonts.subset(fonts.CHINESE_FILE, shown, whole, "woff")}
    for name, data in own.items():
        page = page.replace(f"base64,@{name}@", f"base64,{data}")
    return page.encode()


def _text(file: Path) -> str:
    if file.suffix == ".ipynb":
        cells = json.loads(file.read_bytes()).get("cells", ())
        return "".join(text for cell in cells for text in cell["source"])
    return html.unescape(file.read_text("utf-8-sig", errors="ignore"))


def _sorted(*texts: str) -> str:
    """Return the characters of the texts, and their capitals, as style sheets may set them."""
    found = set().union(*texts)
    return "".join(sorted(found | set("".join(found).upper())))
