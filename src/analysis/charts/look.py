"""What charts look like: colours on light and dark paper, typefaces, and text broken into lines.

A chart is drawn in the colours of light paper. In a page each of them becomes a CSS custom
property: those of PALETTE have the page's own names; any other, as those of the places, is named
after itself, and has a counterpart of its own hue for dark paper. Lightness is Oklab's (B.
Ottosson, "A perceptual color space for image processing", 2020), contrast that of WCAG 2.

Text is as wide as within theme(), whose typefaces decide it. English breaks between words; Chinese
between any two characters, but not before a closing mark, after an opening one, or between a number
and what it counts. No effects at import: settings and fonts hold inside theme() alone. Of ours it
imports fonts.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

from analysis import fonts

INK, QUIET, RULE, PAPER = "#1a1a1a", "#5f5f5f", "#dedad2", "#fffdf9"  # as in page.css
BLUE, AMBER = "#0b4f8a", "#a86a00"
PALETTE = {INK: "ink", QUIET: "quiet", RULE: "rule", PAPER: "paper"}
DARK = {"ink": "#ece8e1", "quiet": "#a9a49a", "rule": "#3d3a36", "paper": "#161513"}
TEXT, MARKS = 4.5, 3.0  # the least contrast of text and of marks: WCAG 2, level AA
LEAST, KEPT = 0.42, 0.55  # lightness on dark paper: that of black, and how much of any more
STEP = 0.01
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
Vector = NDArray[np.float64]
TITLE = 11.5  # points
SETTINGS = {
    "font.family": [fonts.SANS, fonts.CHINESE],
    "font.size": 9.5,
    "figure.titlesize": TITLE,
    "figure.titleweight": "semibold",
    "figure.facecolor": PAPER,
    "axes.facecolor": "none",
    "axes.labelcolor": QUIET,
    "axes.labelsize": 9,
    "axes.edgecolor": RULE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.axisbelow": True,
    "grid.color": RULE,
    "text.color": INK,
    "text.hinting": "no_hinting",  # as wide as a browser sets it
    "text.language": "en",  # else that of the locale: it chooses among a font's forms of a letter
    "text.parse_math": False,  # $5 is money
    "xtick.color": QUIET,
    "xtick.labelsize": 9,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "figure.constrained_layout.use": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "analysis",
}
POINTS = 72  # an inch
ALIKE = 0.02  # of a width, by which lines are made alike in length
HAN = "[\u3400-\u9fff]"
WIDE = "[“”‘’\u3000-\u9fff\uff00-\uffef]"  # what Chinese sets without blanks
OPENING, CLOSING = "“‘（《「(", "”’）》」)、。，；：？！"
WORD = re.compile(
    rf"[{OPENING}]*(?:[\d.,−%]+[万亿元年个家位次%]+|{HAN}|[^\s\u3400-\u9fff{OPENING}{CLOSING}]+)"
    rf"[{CLOSING}]*\s*|\S\s*"
)


@contextmanager
def theme() -> Iterator[None]:
    """Draw and save under the project's settings alone, with the fonts of our wheels alone.

    The one Chinese weight stands in for the bold one as well.
    """
    manager = font_manager.fontManager
    before = manager.ttflist
    sans, bold, chinese = (
        font_manager.ttfFontProperty(font_manager.get_font(str(fonts.path(name))))
        for name in ("sans", "sans-bold", "chinese")
    )
    manager.ttflist = [sans, bold, chinese, replace(chinese, weight=bold.weight)]
    try:
        with mpl.rc_context({**mpl.rcParamsDefault, **SETTINGS, "backend": mpl.get_backend()}):
            yield
    finally:
        manager.ttflist = before


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    low, high = sorted(float(LUMINANCE @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@cache
def on_dark(colour: str) -> str:
    """Return a colour's counterpart for dark paper: of its hue, and light enough for text."""
    if colour.lower() in PALETTE:
        return DARK[PALETTE[colour.lower()]]
    lightness, *hue = oklab(linear(colour))
    lightness, chroma = LEAST + KEPT * lightness, 1.0
    while True:
        lab = np.array([lightness, *(chroma * part for part in hue)])
        rgb = np.linalg.solve(TO_CONES, np.linalg.solve(TO_LAB, lab) ** 3)
        found = hexadecimal(rgb)
        if rgb.min() < 0 or rgb.max() > 1:
            chroma -= STEP  # more than a screen shows
        elif contrast(found, DARK["paper"]) < TEXT:
            lightness += STEP
        else:
            return found


def linear(colour: str) -> Vector:
    """Return the linear red, green and blue of '#rrggbb', each from 0 to 1."""
    coded = np.array(to_rgb(colour))
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def hexadecimal(rgb: Vector) -> str:
    """Return linear red, green and blue as '#rrggbb'; what is out of range at its nearest."""
    held = np.clip(rgb, 0, 1)
    coded = np.where(held <= 0.0031308, 12.92 * held, 1.055 * held ** (1 / 2.4) - 0.055)
    return to_hex(coded)


def oklab(rgb: Vector) -> Vector:
    """Return lightness, green to red, and blue to yellow of a linear colour."""
    return np.asarray(TO_LAB @ np.cbrt(TO_CONES @ rgb))


def width_of(text: str, size: float | None = None, weight: str = "normal") -> float:
    """Return how wide a line of text is drawn, in inches; `size` is in points."""
    family = mpl.rcParams["font.family"]
    font = FontProperties(family=family, size=size or mpl.rcParams["font.size"], weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width) / POINTS


def wrapped(text: str, width: float, size: float | None = None, weight: str = "normal") -> str:
    """Return text in as few lines of at most `width` inches as hold it, about alike in length.

    Line breaks in the text stay. A word that is wider has a line of its own.
    """
    return "\n".join(_wrapped(line, width, size, weight) for line in text.split("\n"))


def unbroken(text: str) -> str:
    """Return wrapped text in one line: a break is a space, but none beside Chinese."""
    return re.sub(rf"(?<={WIDE})\n|\n(?={WIDE})", "", text).replace("\n", " ")


def _wrapped(text: str, width: float, size: float | None, weight: str) -> str:
    words = WORD.findall(text)
    widths = [width_of(word, size, weight) for word in words]
    fewest = _filled(words, widths, width)
    narrow = max(sum(widths) / len(fewest), width / 2) if len(fewest) > 1 else width
    while len(lines := _filled(words, widths, narrow)) > len(fewest):
        narrow += ALIKE * width
    return "\n".join(lines)


def _filled(words: list[str], widths: list[float], width: float) -> list[str]:
    lines, room = [""], width
    for word, own in zip(words, widths, strict=True):
        if own > room and lines[-1]:
            lines.append("")
            room = width
        lines[-1] += word
        room -= own
    return [line.rstrip() for line in lines]
