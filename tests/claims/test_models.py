"""Verdicts by both models of hedges: figures are read anew, and verdicts stand side by side."""

import pandas as pd

from analysis import claims
from analysis.claims.sources import reread

from .typed import FIGURES, FRAMES, edited, read

HALF = pd.DataFrame(
    {
        "figure_id": ["half", "plain"],
        "printed": ["近一半", "9.78%"],
        "low": [0.4, 0.09775],
        "value": [0.5, 0.0978],
        "high": [0.5, 0.09785],
        "unit": ["share", "share"],
        "open_low": [False, False],
        "open_high": [True, False],
    }
)


def test_figures_are_read_by_the_other_model():
    """Nearly half is 45% to 50% there; what has no hedge stays, and so does an excluded end."""
    found = reread(HALF, "readers")
    assert found["low"].tolist() == [0.45, 0.09775]
    assert found["open_high"].tolist() == [True, False]
    pd.testing.assert_frame_equal(reread(HALF, "ours"), HALF)


def test_verdicts_stand_side_by_side(path):
    """Nearly 320,000 is at least 310,000 by ours, and at least 315,000 by theirs."""
    typed = read(path, edited("firms[Ash] > firms[Birch]", "firms[Ash] > 312000"))
    figures = FIGURES.assign(printed=["近32萬家", "30万家", "24%", "24%", "两家"])
    both = claims.judge_all(typed, {**FRAMES, "figures": figures})["hedge_models"]
    assert both.to_dict("list") == {
        "claim_id": ["ash-before-birch", "about-equal", "better"],
        "verdict": ["open", "holds", "opinion"],
        "verdict_other": ["as stated", "holds", "opinion"],
        "supported": ["contradicted", "none", "none"],
        "supported_other": ["contradicted", "none", "none"],
    }
