"""Each kind of relation: its verdict, its range and its sentence, worked out by hand."""

import pytest
from pydantic import TypeAdapter, ValidationError

from analysis.quantity import Quantity
from analysis.relations import KINDS, AnyRelation, Reading, Readings, support

RELATION = TypeAdapter(AnyRelation)
ABOUT = {"share": 0.05, "reason": "one in twenty"}
FIGURES = {
    "a": ("Aville", (90, 100, 100), "count", "firms", 2023, ""),
    "b": ("Btown", (102, 102, 102), "count", "firms", 2023, ""),
    "c": ("Cburg", (40, 40, 45), "count", "firms", 2021, ""),
    "d": ("Dham", (300, 300, 300), "count", "firms", None, ""),
    "none": ("Eford", (0, 0, 0), "count", "firms", None, ""),
    "a-share": ("Aville", (0.45, 0.5, 0.5), "share", "share", 2023, ""),
    "b-share": ("Btown", (0.5, 0.5, 0.5), "share", "share", 2023, ""),
    "d-share": ("Dham", (0.5, 0.5, 0.5), "share", "share", None, ""),
    "first": ("Btown", (1, 1, 1), "rank", "rank", None, ""),
    "second": ("Aville", (2, 2, 2), "rank", "rank", None, ""),
    "list": ("Aville", (2, 2, 2), "count", "list", None, ""),
    "list-again": ("Aville", (3, 3, 3), "count", "list", None, ""),
    "ref-a": ("Aland", (200, 200, 200), "count", "firms", 2023, "A"),
    "ref-b": ("Aland", (500, 500, 500), "count", "firms", 2022, "B"),
    "ref-c": ("Aland", (900, 900, 900), "count", "firms", None, "C"),
}
READINGS = Readings(
    {
        name: Reading(Quantity(*bounds, unit), place, metric, year, grade)
        for name, (place, bounds, unit, metric, year, grade) in FIGURES.items()
    },
    {"list": {"甲": "Jia", "乙": "Yi"}, "list-again": {"乙": "Yi", "甲": "Jia", "丙": "Bing"}},
)


def judge(**typed):
    """Judge a relation as typed; return verdict, bounds with value, and reason."""
    found = RELATION.validate_python(typed).judge(READINGS)
    return found.verdict.value, (found.low, found.value, found.high), found.reason


def test_a_rank():
    """Btown's 102 is above Aville's 90 to 100, and Cburg's 45 is below."""
    assert judge(kind="rank", stated="second", of="a", others=["b", "c"]) == (
        "holds",
        (2, 2, 2),
        "Among the 3 figures compared, Aville is no. 2; stated is no. 2, which is so in every "
        "reading.",
    )
    assert judge(kind="rank", stated="first", of="c", others=["a"])[0] == "fails"


def test_two_figures_about_equal():
    """90 is 12% below 102, 100 is 2% below: within 5% for some readings."""
    assert judge(kind="equals-about", left="a", right="b", tolerance=ABOUT) == (
        "depends",
        (90, 100, 100),
        "Aville stands at 90 to 100, which is within 5% of Btown at 102 in some readings but not "
        "all.",
    )


def test_parts_and_a_total():
    """90 + 102 to 100 + 102, never above 300; and a third below it."""
    assert judge(kind="sum", parts=["a", "b"], total="d", how="at-most") == (
        "holds",
        (192, 202, 202),
        "Aville and Btown together stand at 192 to 202, which is at most Dham at 300 in every "
        "reading.",
    )
    equal = judge(kind="sum", parts=["b", "a"], total="d", how="about-equal", tolerance=ABOUT)
    assert equal[:2] == ("fails", (192, 202, 202))


def test_shares_of_a_whole():
    assert judge(kind="sum", parts=["a-share", "b-share", "d-share"], how="at-most") == (
        "fails",
        (1.45, 1.5, 1.5),
        "Aville, Btown and Dham together stand at 145% to 150%, which is at most the whole at 100% "
        "in no reading.",
    )
    assert judge(kind="sum", parts=["a-share"], how="at-most")[2].startswith("Aville stands at 45%")


def pairs(*names):
    return [{"count": name, "share": f"{name}-share"} for name in names]


def test_counts_and_shares_with_a_common_whole():
    """90/0.5 to 100/0.45 is 180 to 222.2; 102/0.5 is 204, more than 5% above the 180."""
    assert judge(kind="share-of-whole", pairs=pairs("a", "b"), tolerance=ABOUT) == (
        "depends",
        (204, 204, 204),
        "The 2 pairs of count and share agree within 5% in some readings but not all; all of them "
        "allow a whole of 204, and Aville, the loosest, by itself 180 to 222.2.",
    )


def test_the_pair_that_is_odd():
    """300/0.5 is 600, which no other implies."""
    assert judge(kind="share-of-whole", pairs=pairs("a", "d", "b"), tolerance=ABOUT) == (
        "fails",
        (180, 204, 600),
        "The 3 pairs of count and share agree within 5% in no reading; no whole suits them all, as "
        "Dham implies 600 and the others 180 to 222.2.",
    )


def test_of_two_pairs_neither_is_the_odd_one():
    reason = judge(kind="share-of-whole", pairs=pairs("b", "d"), tolerance=ABOUT)[2]
    assert reason.endswith("no whole suits them all, and between them they allow 204 to 600.")


def test_the_size_of_a_list():
    assert judge(kind="roster-count", size="list") == (
        "holds",
        (2, 2, 2),
        "The list names 2 members and its size is given as 2: the two are equal in every reading.",
    )


def test_two_lists():
    """The order does not matter; a name more on one list does."""
    assert judge(kind="same-roster", first="list", second="list-again") == (
        "fails",
        (2, 2, 2),
        "Both lists name 2 and the second alone Bing.",
    )
    assert judge(kind="same-roster", first="list", second="list")[0] == "holds"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            {"numerator": "c", "denominator": "a", "how": "at-most", "bound": 0.5},
            (
                "holds",
                (0.4, 0.4, 0.5),
                "Cburg over Aville stands at 40% to 50%, which is at most the bound at 50% in "
                "every reading.",
            ),
        ),
        (
            {"share": "b-share", "count": "a", "how": "at-least", "bound": "b"},
            (
                "fails",
                (45, 50, 50),
                "The part that the share makes of Aville's count stands at 45 to 50, which is at "
                "least Btown at 102 in no reading.",
            ),
        ),
        (
            {"numerator": "a", "denominator": "a-share"},
            (
                "not checkable",
                (180, 200, 222.222222222),
                "The whole implied for Aville stands at 180 to 222.2, which nothing in the source "
                "can check.",
            ),
        ),
        (
            {"numerator": "a", "denominator": "none"},
            ("not checkable", (None, None, None), "Nothing can be divided by nothing."),
        ),
    ],
)
def test_a_ratio(typed, found):
    """40/100 to 45/90; half of 90 to 100; 90/0.5 to 100/0.45."""
    assert judge(kind="ratio", **typed) == found


REFERRED: dict[str, object] = {"kind": "compare-with-reference", "amount": "a", "over": "a-share"}
REFERRED |= {"how": "about-equal", "tolerance": {"share": 0.15, "reason": "a loose word"}}


@pytest.mark.parametrize(
    ("references", "verdict", "tail"),
    [
        (["ref-a"], "holds", "within 15% of Aland (2023) at 200 in every reading."),
        (["ref-b"], "fails", "within 15% of Aland (2022) at 500 in no reading."),
        (
            ["ref-a", "ref-b", "ref-c"],
            "depends",
            "within 15% of Aland (2023) at 200 in every reading and Aland (2022) at 500 in no "
            "reading; for context only, Aland at 900.",
        ),
        (
            ["ref-c"],
            "not checkable",
            "and no reference decides; for context only, Aland at 900.",
        ),
    ],
)
def test_references(references, verdict, tail):
    """The implied 180 to 222.2 is from 10% below 200 to 11% above; grade C decides nothing."""
    found, bounds, reason = judge(**REFERRED, references=references)
    assert (found, bounds) == (verdict, (180, 200, 222.222222222))
    assert reason.startswith("The whole implied for Aville stands at 180 to 222.2, ")
    assert reason.endswith(tail)


def test_any_other_kind_may_be_asked_of_references_that_decide():
    typed = {"kind": "rank", "stated": "first", "of": "b", "others": ["ref-a"]}
    assert support(RELATION.validate_python(typed), READINGS).verdict.value == "fails"
    typed["others"] = ["ref-c"]
    found = support(RELATION.validate_python(typed), READINGS)
    assert found.verdict.value == "not checkable"
    assert found.reason == "No reference decides; for context only, Aland at 900."


@pytest.mark.parametrize(
    ("between", "by", "verdict", "tail"),
    [
        (["a", "b"], ["metric", "year"], "holds", "(2023) are of one metric and of one year."),
        (["a", "c"], ["year"], "fails", "Cburg (2021) are of different years."),
        (["a", "d"], ["year"], "depends", "Dham are of years that are not all given."),
        (["a", "d", "c"], ["year"], "fails", "are of different years."),
        (["a", "a-share"], ["metric"], "fails", "are of different metrics."),
    ],
)
def test_comparable(between, by, verdict, tail):
    found, bounds, reason = judge(kind="comparable", between=between, by=by)
    assert (found, bounds) == (verdict, (None, None, None))
    assert reason.startswith("The figures for Aville (2023)")
    assert reason.endswith(tail)


def test_not_checkable():
    said = {"reason_en": "Nobody says.", "reason_zh": "無人說明。"}
    found = judge(kind="not-checkable", about=["c"], **said)
    assert found == ("not checkable", (40, 40, 45), "Nobody says.")
    assert judge(kind="not-checkable", **said)[1] == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"kind": "sum", "parts": ["a"], "how": "about-equal"}, "a tolerance for 'about-equal'"),
        ({"kind": "ratio", "numerator": "a", "count": "b"}, "numerator and denominator, or share"),
        (
            {"kind": "ratio", "share": "a-share", "count": "b", "how": "at-most"},
            "a bound to hold the amount against",
        ),
        ({"kind": "ratio", "share": "a-share", "count": "b", "bound": 1}, "about-equal, at-most"),
        ({**REFERRED, "times": "a-share", "references": ["ref-a"]}, "one of them, or neither"),
    ],
)
def test_fields_that_do_not_go_together(typed, message):
    with pytest.raises(ValidationError, match=message):
        RELATION.validate_python(typed)


def test_every_kind_is_listed():
    assert sorted(KINDS) == [
        *("comparable", "compare-with-reference", "equals-about", "not-checkable", "rank"),
        *("ratio", "roster-count", "same-roster", "share-of-whole", "sum"),
    ]
