"""The typefaces of charts and pages, from pinned wheels, so that no machine's own fonts show.

Those of pages are cut down to the characters that pages are made of, told before there is any page:
it takes long. The Chinese one, which is the largest, is then cut to the characters of each page,
and as WOFF: a quarter larger than WOFF2, in a fifth of the time. Imports nothing of ours.
"""

import base64
import html
import io
import json
import string
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

SANS = "Source Sans Pro"
CHINESE, CHINESE_FILE = "Noto Sans SC", "chinese"
FILES = {
    "sans": ("font_source_sans_pro", "files/SourceSansPro-Regular.ttf"),
    "sans-bold": ("font_source_sans_pro", "files/SourceSansPro-Semibold.ttf"),
    "serif": ("font_source_serif_pro", "files/SourceSerifPro-Regular.ttf"),
    "serif-bold": ("font_source_serif_pro", "files/SourceSerifPro-Bold.ttf"),
    "serif-italic": ("font_source_serif_pro", "files/SourceSerifPro-It.ttf"),
    CHINESE_FILE: ("zhplot", "fonts/NotoSansSC-Regular.ttf"),
}
# Tables of the Chinese typeface that only vertical or variant setting needs; slow to cut down.
VERTICAL = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]
WRITTEN = "–−"  # by our own sentences


def path(name: str) -> Path:
    """Return the file of one of FILES."""
    package, inside = FILES[name]
    found = find_spec(package)  # not imported: zhplot would import matplotlib
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"No package named {package!r}", name=package)
    return Path(found.submodule_search_locations[0]) / inside


def alphabet(files: Iterable[Path]) -> str:
    """Return the characters of the files, of a notebook's cells without what they put out, sorted.

    And those of any text besides: printable ASCII.
    """
    return _sorted(string.printable + WRITTEN, *map(_text, files))


def characters(page: str) -> str:
    """Return the characters that a page may show, sorted: those of attributes may be shown too."""
    return _sorted(html.unescape(page))


def dressed(page: str, faces: Mapping[str, str], known: str) -> bytes:
    """Return a page with the fonts put in where its style sheet has them, in base64.

    `faces` are those of FILES, cut down to the characters `known` before there were pages;
    one that shows any other has all of them cut anew.
    """
    shown = characters(page)
    if set(shown) - set(known):
        faces = {name: subset(name, shown) for name in FILES}
    whole = base64.b64decode(faces[CHINESE_FILE])
    own = {**faces, CHINESE_FILE: subset(CHINESE_FILE, shown, whole, "woff")}
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


def cut_beside(text: str) -> bytes:
    """Return all of FILES, cut down to the characters of `text` by a process of its own, as JSON.

    The Chinese one is not compressed, for pages cut it down further.
    """
    command = [sys.executable, "-P", "-m", __name__]
    told = subprocess.run(
        command,
        input=text.encode(),
        stdout=subprocess.PIPE,
        check=True,
        start_new_session=True,  # Ctrl-C is for the one who waits for this
    )
    return told.stdout


def subset(name: str, text: str, data: bytes | None = None, flavor: str | None = "woff2") -> str:
    """Return one of FILES cut down to the characters of `text`, in base64.

    It is taken from `data`, where it was cut down before. The `flavor` is that of a TTFont: WOFF2
    takes five times as long as WOFF, and None, no compression, the least. The font's own name is
    dropped, as its licence asks of a changed copy, and so are its dates.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(name_IDs=[], notdef_outline=True, layout_features=["kern", "lnum", "tnum"])
    if name == CHINESE_FILE:
        options.drop_tables = [*options.drop_tables, *VERTICAL]
    file = io.BytesIO(data) if data else path(name)
    # Without new bounding boxes, glyphs are taken over as they are, in a third of the time.
    with TTFont(file, recalcTimestamp=False, recalcBBoxes=False, lazy=True) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=sorted(set(map(ord, text)) & set(font.getBestCmap())))
        subsetter.subset(font)
        font.flavor = flavor
        buffer = io.BytesIO()
        font.save(buffer)
    return base64.b64encode(buffer.getvalue()).decode("ascii")


if __name__ == "__main__":
    shown = sys.stdin.buffer.read().decode()
    kinds = {name: None if name == CHINESE_FILE else "woff2" for name in FILES}
    json.dump({name: subset(name, shown, flavor=kinds[name]) for name in FILES}, sys.stdout)
