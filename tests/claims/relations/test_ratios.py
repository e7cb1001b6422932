"""A quotient or a product of figures against a bound."""

import pytest
from pydantic import ValidationError

from .readings import ABOUT, RELATION, judge


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            {"numerator": "c", "denominator": "a", "how": "at-most", "bound": 0.5},
            (
                "holds",
                (0.4, 0.4, 0.5),
                "Cburg over Aville comes to 40% to 50%: in every reading at most 50%.",
            ),
        ),
        (
            {"share": "b-share", "count": "a", "how": "at-least", "bound": "b"},
            (
                "fails",
                (45, 50, 50),
                "The part that the share makes of Aville's firms comes to 45 to 50: in no reading "
                "at least the figure for Btown at 102.",
            ),
        ),
        (
            {
                "numerator": "b",
                "denominator": "staff",
                "how": "about-equal",
                "bound": 0.1,
                "tolerance": ABOUT,
            },
            (
                "holds",
                (0.102, 0.102, 0.102),
                "Btown's firms over Aville's research staff comes to 10.2%: in every reading "
                "within 5% of 10%.",
            ),
        ),
        (
            {"numerator": "a", "denominator": "b", "how": "less-than", "bound": 0.9},
            (
                "depends",
                (0.882352941176, 0.980392156863, 0.980392156863),
                "Aville over Btown comes to 88.24% to 98.04%: in some readings but not all less "
                "than 90%.",
            ),
        ),
        (
            {"numerator": "b", "denominator": "a", "how": "more-than", "bound": 1},
            (
                "holds",
                (1.02, 1.02, 1.13333333333),
                "Btown over Aville comes to 102% to 113.3%: in every reading more than 100%.",
            ),
        ),
        (
            {"numerator": "a", "denominator": "a-share"},
            (
                "not checkable",
                (180, 200, 222.222222222),
                "The whole that Aville's share implies comes to 180 to 222.2, which nothing in the "
                "source can check.",
            ),
        ),
        (
            {"numerator": "a", "denominator": "none"},
            ("not checkable", (None, None, None), "Nothing can be divided by nothing."),
        ),
    ],
)
def test_a_ratio(typed, found):
    """40/100 to 45/90; half of 90 to 100; 102/1000; 90/102 to 100/102 and its inverse; 90/0.5."""
    assert judge(kind="ratio", **typed) == found


@pytest.mark.parametrize(
    ("typed", "found", "expected"),
    [
        (
            {"numerator": "a", "count": "b"},
            "numerator and count",
            "numerator and denominator, or share and count",
        ),
        (
            {"share": "a-share", "count": "b", "how": "at-most"},
            "'at-most' without a bound",
            "a bound to hold the amount against",
        ),
        (
            {"share": "a-share", "count": "b", "bound": 1},
            "a bound without 'how'",
            "one of about-equal, at-most, at-least, less-than, more-than",
        ),
    ],
)
def test_fields_that_do_not_go_together(typed, found, expected):
    with pytest.raises(ValidationError) as raised:
        RELATION.validate_python({"kind": "ratio", **typed})
    (fault,) = raised.value.errors()
    assert fault["ctx"] == {"found": found, "expected": expected}


COUNT, SHARE = "count", "share"


@pytest.mark.parametrize(
    ("bound", "units", "misfits"),
    [
        (None, (COUNT, COUNT), []),
        (None, (SHARE, COUNT), [("denominator", "y", SHARE)]),
        (1, (SHARE, COUNT), [("denominator", "y", SHARE)]),
        ("z", (SHARE, COUNT, COUNT), [("denominator", "y", SHARE)]),
        ("z", (COUNT, COUNT, COUNT), [("bound", "z", SHARE)]),
        ("z", (COUNT, COUNT, SHARE), []),
        ("z", ("CNY", COUNT, "CNY"), [("bound", "z", "CNY/count")]),
        (1, ("rank", COUNT), [("numerator", "x", "amount")]),
    ],
)
def test_units_that_do_not_fit(bound, units, misfits):
    """A share of no amount is an amount, whether or not something is held against it."""
    typed = {"kind": "ratio", "numerator": "x", "denominator": "y"}
    typed |= {} if bound is None else {"how": "at-most", "bound": bound}
    kind = RELATION.validate_python(typed)
    assert kind.misfits(dict(zip("xyz", units, strict=False))) == misfits
