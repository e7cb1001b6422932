"""Verdicts by both models of hedges: figures are read anew, and what differs is named."""

import pandas as pd

from analysis import claims
from analysis.claims import models

FIGURES = pd.DataFrame(
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
JUDGED = pd.DataFrame(
    {
        "claim_id": ["above-42", "plain"],
        "verdict": ["open", "holds"],
        "supported": ["none", "none"],
        "reason_en": ["", ""],
    }
)


def judge(figures, references):
    """Return what holds of made-up claims: that nearly half is above 42%."""
    holds = bool(figures["low"].min() >= 0.09) and bool(references["low"].iloc[0] > 0.42)
    return JUDGED.assign(verdict=["holds" if holds else "open", "holds"])


def test_figures_are_read_by_the_other_model():
    """Nearly half is 45% to 50% there; what has no hedge stays, and so does an excluded end."""
    found = models.reread(FIGURES, "readers")
    assert found["low"].tolist() == [0.45, 0.09775]
    assert found["open_high"].tolist() == [True, False]
    pd.testing.assert_frame_equal(models.reread(FIGURES, "ours"), FIGURES)


def test_verdicts_stand_side_by_side_and_those_that_differ_are_told():
    both = claims.by_readers(JUDGED, FIGURES, FIGURES, judge)
    assert both.to_dict("list") == {
        "claim_id": ["above-42", "plain"],
        "verdict": ["open", "holds"],
        "verdict_other": ["holds", "holds"],
        "supported": ["none", "none"],
        "supported_other": ["none", "none"],
    }
    assert claims.differing(both)["claim_id"].tolist() == ["above-42"]
