"""The typefaces of charts and pages, from pinned wheels, so that no machine's own fonts show."""

import base64
import io
from importlib.resources import files
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
    return Path(str(files(package))) / inside


def characters(name: str) -> set[str]:
    """Return the characters that one of FILES has a glyph for."""
    from fontTools.ttLib import TTFont

    return set(map(chr, TTFont(path(name)).getBestCmap()))


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
