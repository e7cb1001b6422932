"""Every kind that compares flips exactly at its thresholds, for hedged figures on both sides."""

from math import inf
from operator import le, lt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.claims.relations import Reading, Readings
from analysis.claims.verdicts import Verdict, decide
from analysis.quantity import Quantity

from .strategies import ADAPTER, WIDE

HALF = Quantity(0.5, 0.5, 0.5, "share")
BY_HALF = {"share": 0.5, "reason": "so"}
ABOUT = {"how": "about-equal", "tolerance": WIDE}
COMPARED = {"kind": "compare-with-reference", "amount": "x", "references": ["t"]}
PAIRS = [{"count": "x", "share": "half"}, {"count": "t", "share": "half-again"}]
# The relation of x to t, and the least and the greatest x that agree with it, as multiples of t.
CASES: dict[str, tuple[dict[str, Any], float, float]] = {
    "rank": ({"kind": "rank", "stated": "first", "of": "x", "others": ["t"]}, 1, inf),
    "equals": ({"kind": "equals-about", "left": "x", "right": "t", "tolerance": WIDE}, 0.75, 1.25),
    "sum at most": ({"kind": "sum", "parts": ["x", "y"], "total": "t", "how": "at-most"}, 0, 0.5),
    "sum about": ({"kind": "sum", "parts": ["x", "y"], "total": "t", **ABOUT}, 0.375, 0.625),
    "wholes": ({"kind": "share-of-whole", "pairs": PAIRS, "tolerance": BY_HALF}, 0.5, 2),
    "ratio at most": (
        {"kind": "ratio", "numerator": "x", "denominator": "t", "how": "at-most", "bound": 0.5},
        0,
        0.5,
    ),
    "ratio less": (
        {"kind": "ratio", "numerator": "x", "denominator": "t", "how": "less-than", "bound": 0.5},
        0,
        0.5,
    ),
    "ratio more": (
        {"kind": "ratio", "share": "half", "count": "x", "how": "more-than", "bound": "t"},
        2,
        inf,
    ),
    "ratio about": (
        {"kind": "ratio", "numerator": "x", "denominator": "t", "bound": 0.5, **ABOUT},
        0.375,
        0.625,
    ),
    "ratio at least": (
        {"kind": "ratio", "share": "half", "count": "x", "how": "at-least", "bound": "t"},
        2,
        inf,
    ),
    "reference at most": (COMPARED | {"how": "at-most"}, 0, 1),
    "reference at least": (COMPARED | {"how": "at-least"}, 1, inf),
    "reference less": (COMPARED | {"how": "less-than"}, 0, 1),
    "reference more": (COMPARED | {"how": "more-than"}, 1, inf),
    "reference about": (COMPARED | ABOUT, 0.75, 1.25),
    "reference over": (COMPARED | ABOUT | {"over": "half"}, 0.375, 0.625),
    "reference times": (COMPARED | ABOUT | {"times": "half"}, 1.5, 2.5),
}
NEAR = 2.0**-30  # next to a threshold, and more than the noise that verdicts take away


@st.composite
def ranges(draw, numbers):
    """Draw a closed interval between two of the numbers."""
    low, high = sorted(draw(st.tuples(st.sampled_from(numbers), st.sampled_from(numbers))))
    return low, high


def judge(typed, own, target, year=2023):
    """Judge x of the range `own`, of this year as its share is, against t, `target`, of 2023."""
    counts = {"x": (own, year, ""), "y": (own, year, ""), "t": (target, 2023, "A")}
    figures = {
        name: Reading(Quantity(low, low, high, "count"), "p", "m", dated, grade)
        for name, ((low, high), dated, grade) in counts.items()
    }
    figures |= {name: Reading(HALF, "p", "m", year) for name in ("half", "half-again")}
    figures["first"] = Reading(Quantity(1, 1, 1, "rank"), "x", "rank", 2023)
    return ADAPTER.validate_python(typed).judge(Readings(figures)).verdict


@pytest.mark.parametrize("name", CASES)
@given(st.data())
def test_it_flips_exactly_at_the_threshold(name, data):
    """It holds for all readings from the least to the greatest, and fails for all beyond.

    What is less than another or more is not at the threshold itself.
    """
    typed, least, most = CASES[name]
    low, high = data.draw(ranges([100, 104, 500, 2**20]))
    edges = [edge * end for edge in (least, most) if 0 < edge < inf for end in (low, high)]
    near = [edge * (1 + step) for edge in edges for step in (-NEAR, 0, NEAR)]
    own = data.draw(ranges(near))
    test = lt if typed.get("how") in ("less-than", "more-than") else le
    always = test(least * high, own[0]) and test(own[1], most * low)
    ever = test(least * low, own[1]) and test(own[0], most * high)
    assert judge(typed, own, (low, high)) == decide(always, ever)
    if typed["kind"] == "compare-with-reference":
        undated = decide(always, True)
        assert judge(typed, own, (low, high), None) == undated
        assert judge(typed, own, (low, high), 2022) == Verdict.NOT_CHECKABLE


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (2, 2, Verdict.FAILS),
        (2, 3, Verdict.DEPENDS),
        (3, 3, Verdict.HOLDS),
        (3, 4, Verdict.DEPENDS),
        (4, 4, Verdict.FAILS),
    ],
)
def test_a_list_has_exactly_its_size(low, high, verdict):
    size = Reading(Quantity(low, low, high, "count"), "x", "m")
    readings = Readings({"x": size}, {"x": {"甲": "A", "乙": "B", "丙": "C"}})
    kind = ADAPTER.validate_python({"kind": "roster-count", "size": "x"})
    assert kind.judge(readings).verdict == verdict
