"""Colours stand out on either paper and apart for those who see few; lines break where they may.

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
from analysis.charts import look
from analysis.charts.look import (
    DARK,
    MARKS,
    PALETTE,
    TEXT,
    contrast,
    on_dark,
    theme,
    unbroken,
    width_of,
    wrapped,
)

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
        look.oklab(np.clip((SEEN | {"grey": GREY})[seen] @ look.linear(colour), 0, 1))
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
    assert look.hexadecimal(look.linear("#d5521c")) == "#d5521c"


def test_the_page_defines_the_same_colours():
    assert defined("ink", "quiet", "rule", "paper") == (LIGHT, DARK)


@pytest.mark.parametrize("paper", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out(paper):
    assert min(contrast(paper[name], paper["paper"]) for name in ("ink", "quiet")) >= TEXT


@pytest.mark.parametrize("colour", [*PLACES, look.BLUE, look.AMBER, look.QUIET])
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
    own = [look.BLUE, look.AMBER, look.INK]
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
    before, after = (look.oklab(look.linear(c)) for c in ("#8a0f4f", on_dark("#8a0f4f")))
    angles = [np.arctan2(lab[2], lab[1]) for lab in (before, after)]
    assert angles[0] == pytest.approx(angles[1], abs=0.05)
    assert after[0] > before[0]


def test_the_page_s_own_colours_have_those_of_the_page():
    assert on_dark(look.INK) == DARK["ink"]
    assert on_dark("#1A1A1A") == DARK["ink"]


@pytest.mark.parametrize("colour", ["#000000", "#ffff00", "#00ffff", "#ffffff"])
def test_every_colour_has_a_counterpart(colour):
    assert re.fullmatch("#[0-9a-f]{6}", on_dark(colour))
    assert contrast(on_dark(colour), DARK["paper"]) >= TEXT


ENGLISH = "Shenzhen's AI core industry is about 7% of the country's, not a fifth"
CHINESE = "深圳人工智能核心产业约占全国的7%，而不是“五分之一”（387亿元）"


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
@pytest.mark.parametrize("width", [0.9, 1.5, 2.5])
def test_no_line_is_too_wide_and_nothing_is_lost(text, width):
    with theme():
        lines = wrapped(text, width).split("\n")
        assert max(map(width_of, lines)) <= width + 1e-6
    assert len(lines) > 1
    assert unbroken("\n".join(lines)) == text


def test_text_that_has_room_stays_in_one_line():
    with theme():
        assert wrapped(ENGLISH, 9) == ENGLISH


def test_lines_are_about_alike_in_length():
    """No word is left over in a last line of its own."""
    with theme():
        first, last = wrapped("one two three four five six seven eight", 1.6).split("\n")
        assert width_of(last) > 0.6 * width_of(first)


def test_chinese_marks_stay_with_their_words():
    with theme():
        lines = [line for width in (0.5, 0.7, 0.9) for line in wrapped(CHINESE, width).split("\n")]
    assert not [line for line in lines if line[0] in "，。”）" or line[-1] in "“（"]
    assert any("387亿" in line for line in lines)
    assert not [line for line in lines if line.endswith("387") or line.endswith("7")]


def test_a_word_wider_than_the_line_stands_for_itself():
    with theme():
        assert wrapped("a internationalisation b", 0.4).split("\n")[1] == "internationalisation"


def test_line_breaks_of_the_text_stay():
    with theme():
        assert wrapped("one\ntwo", 9) == "one\ntwo"


@pytest.mark.parametrize(
    ("lines", "text"),
    [("not a\nfifth", "not a fifth"), ("而不是\n五分", "而不是五分"), ("7%，\nAI", "7%，AI")],
)
def test_one_line_again(lines, text):
    assert unbroken(lines) == text
