"""The colours of charts on light and on dark paper. Imports nothing of the project.

A chart is drawn in the colours of light paper. In a page each of them becomes a CSS custom
property: those of PALETTE have the page's own names; any other, as those of the places, is named
after itself, and has a counterpart of its own hue for dark paper. Lightness is Oklab's (B.
Ottosson, "A perceptual color space for image processing", 2020), contrast that of WCAG 2.
"""

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from numpy.typing import NDArray

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


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    low, high = sorted(float(LUMINANCE @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


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
