"""How every chart looks, whatever the machine's own fonts and settings. No effects at import."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import matplotlib as mpl
from matplotlib import font_manager

from analysis import fonts

WIDTH = 4.3  # inches: so narrow that letters stay readable when shown at a phone's width
INK, QUIET, RULE, PAPER = "#1a1a1a", "#5f5f5f", "#d9d9d9", "#fffdf9"
SETTINGS = {
    "font.family": [fonts.SANS, fonts.CHINESE],
    "font.size": 9,
    "figure.titlesize": 11.5,
    "figure.titleweight": "semibold",
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "axes.labelcolor": QUIET,
    "axes.edgecolor": RULE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.axisbelow": True,
    "grid.color": "#e9e5dc",
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
    manager.ttflist = _entries()
    try:
        with mpl.rc_context({**mpl.rcParamsDefault, **SETTINGS, "backend": mpl.get_backend()}):
            yield
    finally:
        manager.ttflist = before


def _entries() -> list[font_manager.FontEntry]:
    """Return our fonts alone; the one Chinese weight stands in for the bold one as well."""
    sans, bold, chinese = (
        font_manager.ttfFontProperty(font_manager.get_font(str(fonts.path(name))))
        for name in ("sans", "sans-bold", "chinese")
    )
    return [sans, bold, chinese, replace(chinese, weight=bold.weight)]
