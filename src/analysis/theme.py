"""How every chart looks, whatever the machine's own fonts and settings. No effects at import."""

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib import font_manager

from analysis import fonts

WIDTH = 5.6  # inches: about a phone's width when shown at the size drawn
INK, QUIET, RULE, ACCENT = "#1a1a1a", "#5f5f5f", "#d9d9d9", "#b3261e"
SETTINGS = {
    "font.family": [fonts.SANS, fonts.CHINESE],
    "font.size": 10,
    "axes.titlesize": 12.5,
    "axes.titleweight": "semibold",
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.labelcolor": QUIET,
    "axes.edgecolor": RULE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.axisbelow": True,
    "grid.color": "#ececec",
    "text.color": INK,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "analysis",
}


@contextmanager
def theme() -> Iterator[None]:
    """Draw and save under the project's settings alone, with the fonts of our wheels alone."""
    manager = font_manager.fontManager
    before = manager.ttflist
    names = ("sans", "sans-bold", "chinese")
    manager.ttflist = [_entry(fonts.path(name)) for name in names]
    try:
        with mpl.rc_context({**mpl.rcParamsDefault, **SETTINGS, "backend": mpl.get_backend()}):
            yield
    finally:
        manager.ttflist = before


def _entry(path: object) -> font_manager.FontEntry:
    return font_manager.ttfFontProperty(font_manager.get_font(str(path)))
