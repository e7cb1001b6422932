"""The typefaces of charts and pages, from pinned wheels, so that no machine's own fonts show."""

import base64
import io
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

SANS = "Source Sans Pro"
CHINESE = "Noto Sans SC"
FILES = {
    "sans": ("font_source_sans_pro", "files/SourceSansPro-Regular.ttf"),
    "sans-bold": ("font_source_sans_pro", "files/SourceSansPro-Semibold.ttf"),
    "serif": ("font_source_serif_pro", "files/SourceSerifPro-Regular.ttf"),
    "serif-bold": ("font_source_serif_pro", "files/SourceSerifPro-Bold.ttf"),
    "serif-italic": ("font_source_serif_pro", "files/SourceSerifPro-It.ttf"),
    "chinese": ("zhplot", "fonts/NotoSansSC-Regular.ttf"),
}
# Tables of the Chinese typeface that only vertical or variant setting needs; slow to cut down.
VERTICAL = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]


def path(name: str) -> Path:
    """Return the file of one of FILES."""
    package, inside = FILES[name]
    found = find_spec(package)  # not imported: zhplot would import matplotlib
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"No package named {package!r}", name=package)
    return Path(found.submodule_search_locations[0]) / inside


def characters(name: str) -> set[str]:
    """Return the characters that one of FILES has a glyph for."""
    from fontTools.ttLib import TTFont

    return set(map(chr, TTFont(path(name)).getBestCmap()))


def cut_beside(text: str) -> dict[str, str]:
    """Return all of FILES as subset() does, from a process of its own: this one has other work."""
    command = [sys.executable, "-P", "-m", __name__]
    told = subprocess.run(
        command,
        input=text.encode(),
        stdout=subprocess.PIPE,
        check=True,
        start_new_session=True,  # Ctrl-C is for the one who waits for this
    )
    return dict(json.loads(told.stdout))


def subset(name: str, text: str) -> str:
    """Return the font cut down to the characters of `text`, as WOFF2 in base64.

    The font's own name is dropped, as its licence asks of a changed copy, and so are its dates.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path(name), recalcTimestamp=False, lazy=True) as font:
        return _cut_down(font, name, text)


def _cut_down(font: "TTFont", name: str, text: str) -> str:
    from fontTools.subset import Options, Subsetter

    options = Options(name_IDs=[], notdef_outline=True, layout_features=["kern", "lnum", "tnum"])
    if name == "chinese":
        options.drop_tables = [*options.drop_tables, *VERTICAL]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(set(map(ord, text)) & set(font.getBestCmap())))
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return base64.b64encode(buffer.getvalue()).decode("ascii")


if __name__ == "__main__":
    shown = sys.stdin.buffer.read().decode()
    json.dump({name: subset(name, shown) for name in FILES}, sys.stdout)
