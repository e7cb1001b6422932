"""Which numbers a claim may hold: none in its words, and of bounds those that are amounts."""

import pytest

from .typed import WHERE, edited

SUM = "kind: sum\n    parts: [s-talent, b-talent]"
RATIO = "kind: ratio\n    numerator: s-talent\n    denominator: b-talent\n    bound: "
LIST = "{kind: roster-count, size: z-firms}"
UNSAID = "{kind: not-checkable, reason_en: Nobody says., reason_zh: 無人說明。}"
ABOUT = "how: about-equal\n    tolerance: {share: 0.05, reason: one in twenty}"
NO_DIGITS = "expected words without digits: a number comes from a figure. Correct the claim."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "how: at-most",
            ABOUT.replace("twenty", "20"),
            "line 9, claim 'talent-equal', field 'relation.tolerance.reason': found 'one in 20'; "
            f"{NO_DIGITS}",
        ),
        (
            LIST,
            UNSAID.replace("Nobody says.", "Nobody says in 2021."),
            "line 13, claim 'two-listed', field 'relation.reason_en': found 'Nobody says in 2021.'"
            f"; {NO_DIGITS}",
        ),
        (
            LIST,
            UNSAID.replace("無人說明。", "2021年無人說明。"),
            "line 13, claim 'two-listed', field 'relation.reason_zh': found '2021年無人說明。'; "
            f"{NO_DIGITS}",
        ),
    ],
    ids=["tolerance", "English", "Chinese"],
)
def test_a_reason_holds_no_digits(problems, old, new, problem):
    assert problems(edited(old, new)) == [f"{WHERE}, {problem}"]


def test_reasons_in_words(post):
    first, second = post(edited("how: at-most", ABOUT).replace(LIST, UNSAID))
    assert first.relation.allowance() == "one in twenty"
    assert second.relation.reason_in_chinese() == "無人說明。"


@pytest.mark.parametrize("bound", ["true", "false", ".inf", ".nan", "-1"])
def test_what_is_no_amount_is_no_bound(problems, bound):
    """Python takes true for 1; and below what has no limit everything is."""
    found = {"true": "True", "false": "False", ".inf": "inf", ".nan": "nan"}.get(bound, bound)
    assert problems(edited(SUM, RATIO + bound)) == [
        f"{WHERE}, line 9, claim 'talent-equal', field 'relation.bound': found {found}; expected a "
        "figure, or a number that is finite and not below zero. Correct the claim."
    ]


@pytest.mark.parametrize(("bound", "read"), [("1", 1.0), ("0", 0.0), ("0.5", 0.5)])
def test_a_number_is_a_bound(post, bound, read):
    assert post(edited(SUM, RATIO + bound))[0].relation.bound == read
