"""Colours stand out on either paper, and apart for those who see few of them.

Colour blindness is simulated by the matrices of G. Machado, M. Oliveira and L. Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
Visualization and Computer Graphics 15(6), 2009, severity 1, in linear RGB.
"""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import files, report
from analysis.charts import colours
from analysis.charts.colours import DARK, MARKS, PALETTE, TEXT, contrast, on_dark

SEEN = {
    "all colours": np.eye(3),
    "no red": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no blue": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
GREY = np.tile([0.2126, 0.7152, 0.0722], (3, 1))  # as a printer without colours has it
TEMPLATES = Path(report.__file__).parent / "templates"
APART = 0.05  # in Oklab, where black and white are 1 apart; a just noticeable step is about 0.02
PLACES = pd.read_csv(files.raw() / "places.csv")["colour"].str.lower().to_list()
LIGHT = {name: colour for colour, name in PALETTE.items()}


def distance(one, other, seen):
    """Return how far apart two colours are for an eye."""
    first, second = (
        colours.oklab(np.clip((SEEN | {"grey": GREY})[seen] @ colours.linear(colour), 0, 1))
        for colour in (one, other)
    )
    return float(np.linalg.norm(first - second))


def defined(*names):
    """Return colours of the page's style sheet by name, on light and on dark paper."""
    style = (TEMPLATES / "page" / "page.css").read_text()
    found = re.findall(rf"--({'|'.join(names)}): light-dark\((#\w+), (#\w+)\)", style)
    assert sorted(name for name, _, _ in found) == sorted(names)
    return tuple({one[0]: one[paper] for one in found} for paper in (1, 2))


def test_contrast_is_that_of_wcag():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_a_colour_comes_back_from_linear_light():
    assert colours.hexadecimal(colours.linear("#d5521c")) == "#d5521c"


def test_the_page_defines_the_same_colours():
    assert defined("ink", "quiet", "rule", "paper") == (LIGHT, DARK)


@pytest.mark.parametrize("paper", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out(paper):
    assert min(contrast(paper[name], paper["paper"]) for name in ("ink", "quiet")) >= TEXT


@pytest.mark.parametrize("colour", [*PLACES, colours.BLUE, colours.AMBER, colours.QUIET])
def test_marks_stand_out(colour):
    assert contrast(colour, LIGHT["paper"]) >= MARKS
    assert contrast(on_dark(colour), DARK["paper"]) >= TEXT


@pytest.mark.parametrize("seen", SEEN)
def test_places_stay_apart_on_either_paper(seen):
    pairs = list(combinations(PLACES, 2))
    assert len(pairs) > 1
    assert min(distance(one, other, seen) for one, other in pairs) >= APART
    assert min(distance(on_dark(one), on_dark(other), seen) for one, other in pairs) >= APART


@pytest.mark.parametrize("seen", [*SEEN, "grey"])
@pytest.mark.parametrize("paper", [0, 1], ids=["light", "dark"])
def test_verdicts_and_chart_marks_stay_apart_even_without_colours(seen, paper):
    tones = list(defined("holds", "fails", "depends")[paper].values())
    own = [colours.BLUE, colours.AMBER, colours.INK]
    marks = [on_dark(colour) for colour in own] if paper else own
    for some in (tones, marks):
        apart = min(distance(one, other, seen) for one, other in combinations(some, 2))
        assert apart >= APART, some
    assert min(contrast(tone, (LIGHT, DARK)[paper]["paper"]) for tone in tones) >= TEXT


def test_paper_has_the_verdict_colours_of_the_page():
    look = (TEMPLATES / "pdf" / "look.typ").read_text()
    light = defined("holds", "fails", "depends")[0]
    for name, verdict in (("holds", "holds"), ("fails", "fails"), ("depends", "open")):
        assert f'  {verdict}: rgb("{light[name]}")' in look


def test_the_dark_counterpart_keeps_its_hue():
    before, after = (colours.oklab(colours.linear(c)) for c in ("#8a0f4f", on_dark("#8a0f4f")))
    angles = [np.arctan2(lab[2], lab[1]) for lab in (before, after)]
    assert angles[0] == pytest.approx(angles[1], abs=0.05)
    assert after[0] > before[0]


def test_the_page_s_own_colours_have_those_of_the_page():
    assert on_dark(colours.INK) == DARK["ink"]
    assert on_dark("#1A1A1A") == DARK["ink"]


@pytest.mark.parametrize("colour", ["#000000", "#ffff00", "#00ffff", "#ffffff"])
def test_every_colour_has_a_counterpart(colour):
    assert re.fullmatch("#[0-9a-f]{6}", on_dark(colour))
    assert contrast(on_dark(colour), DARK["paper"]) >= TEXT
