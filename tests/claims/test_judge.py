"""Claims to a table of verdicts: the evidence of each, what is said of it, and what changed."""

import pandas as pd
import pytest

from analysis import claims
from analysis.claims import Claim

FAILS, DEPENDS, NOT_CHECKABLE = "fails", "depends", "not checkable"
NO_ROSTERS = pd.DataFrame(columns=["figure_id", "member_zh", "member_en"])
REFERENCES = pd.DataFrame(
    [("ref-a", "Beijing", "talent", 2023, 0.1, 0.2, 0.3, "share", "B")],
    columns=["figure_id", "place", "metric", "year", "low", "value", "high", "unit", "grade"],
)
UNSAID = {"kind": "not-checkable", "reason_en": "Nobody says.", "reason_zh": "無人說明。"}
WITHIN = {"tolerance": {"share": 0.05, "reason": "one in twenty"}}
COMPARED = {"kind": "compare-with-reference", "amount": "b-talent", "how": "at-most"}
BEFORE = """\
claim_id,verdict,supported
stays,holds,not checkable
inside,holds,not checkable
outside,fails,depends
twice,holds,holds
goes,holds,fails
"""


def claim(**typed):
    """Return a claim of a source `post` with these fields."""
    words = {"says_en": "It is so.", "says_zh": "如此。", "line": 3}
    return Claim.model_validate({"source_id": "post", "claim_id": "it", **words, **typed})


def test_a_row(figures):
    """24% is below what the reference may be, or above: the second verdict is one of its own."""
    one = claim(
        relation={"kind": "ratio", "numerator": "b-firms", "denominator": "b-talent"},
        reference=COMPARED | {"references": ["ref-a"]},
    )
    (row,) = claims.judge_all([one], figures, NO_ROSTERS, REFERENCES).to_dict("records")
    assert row == {
        "claim_id": "it",
        "source_id": "post",
        "relation": "ratio",
        "held_by": "compare-with-reference",
        "says_en": "It is so.",
        "says_zh": "如此。",
        "line": 3,
        "verdict": NOT_CHECKABLE,
        "reason": "The whole that Beijing's share implies comes to 1,265,000 to 1,362,000, which "
        "nothing in the source can check.",
        "reason_zh": "",
        "supported": DEPENDS,
        "reason_supported": "The figure for Beijing comes to 23.5% to 24.5%: in some readings but "
        "not all at most Beijing (2023) at 10% to 30%.",
        "tolerance": "",
        "low": pytest.approx(310_000 / 0.245),
        "value": pytest.approx(320_000 / 0.24),
        "high": pytest.approx(320_000 / 0.235),
        "unit": "count",
        "figures": "b-firms;b-talent",
        "references": "ref-a",
        "pairs": "",
    }


def test_what_cannot_be_checked_inside_shows_what_was_held_against_references(figures):
    one = claim(relation=UNSAID, reference=COMPARED | {"references": ["ref-a"]})
    (row,) = claims.judge_all([one], figures, NO_ROSTERS, REFERENCES).to_dict("records")
    assert (row["verdict"], row["low"], row["high"]) == (NOT_CHECKABLE, 0.235, 0.245)


def test_no_independent_figure(figures):
    one = claim(relation={"kind": "equals-about", "left": "b-firms", "right": "s-firms"} | WITHIN)
    (row,) = claims.judge_all([one], figures, NO_ROSTERS).to_dict("records")
    assert (row["verdict"], row["supported"]) == (DEPENDS, NOT_CHECKABLE)
    assert row["reason_supported"] == "No independent figure is held against it."
    assert (row["figures"], row["references"]) == ("b-firms;s-firms", "")


def test_a_reference_of_grade_c_decides_nothing(figures):
    one = claim(relation=UNSAID, reference=COMPARED | {"references": ["ref-a"]})
    weak = REFERENCES.assign(grade="C")
    (row,) = claims.judge_all([one], figures, NO_ROSTERS, weak).to_dict("records")
    assert row["supported"] == NOT_CHECKABLE
    assert row["reason_supported"] == (
        "The figure for Beijing comes to 23.5% to 24.5%, and no reference decides; for context "
        "only, Beijing (2023) at 10% to 30% (of grade C)."
    )


@pytest.mark.parametrize(
    ("labels", "called"), [(None, "jobs"), ({"jobs": "jobs on offer"}, "jobs on offer")]
)
def test_metrics_are_called_by_their_labels(figures, labels, called):
    one = claim(relation=UNSAID, reference=COMPARED | {"references": ["ref-a"]})
    other = REFERENCES.assign(metric="jobs")
    (row,) = claims.judge_all([one], figures, NO_ROSTERS, other, labels).to_dict("records")
    assert row["reason_supported"] == (
        "The figure for Beijing comes to 23.5% to 24.5%, and no reference decides; for context "
        f"only, Beijing (2023), {called}, at 10% to 30% (which counts otherwise)."
    )


def test_members_are_counted_by_list(figures):
    """Of 16 stated, two are named; those of another list do not count."""
    rows = [("z-firms", "甲", "Jia"), ("z-firms", "乙", "Yi"), ("b-firms", "丙", "Bing")]
    rosters = pd.DataFrame(rows, columns=list(NO_ROSTERS.columns))
    one = claim(relation={"kind": "roster-count", "size": "z-firms"})
    (row,) = claims.judge_all([one], figures, rosters).to_dict("records")
    assert (row["verdict"], row["value"]) == (FAILS, 2)
    assert row["reason"] == (
        "The list names 2 members and its size is given as 16: the two are equal in no reading."
    )


def test_claims_come_in_the_order_given(figures):
    several = [claim(claim_id=name, relation=UNSAID) for name in ("b", "c", "a")]
    assert list(claims.judge_all(several, figures, NO_ROSTERS)["claim_id"]) == ["b", "c", "a"]


def test_no_claims_are_a_table_without_rows(figures):
    table = claims.judge_all([], figures, NO_ROSTERS)
    assert list(table.columns) == list(claims.COLUMNS)
    assert table.empty


def test_why_amounts_may_differ_is_told_once(figures):
    """Of both relations, in the order of the two verdicts."""
    equal = {"kind": "equals-about", "left": "b-firms", "right": "s-firms"}
    compared = {"kind": "compare-with-reference", "amount": "b-talent", "references": ["ref-a"]}
    alike, looser = (
        {**compared, "how": "about-equal", "tolerance": {"share": 0.05, "reason": reason}}
        for reason in ("one in twenty", "a loose word")
    )
    several = [claim(relation=equal | WITHIN, reference=second) for second in (alike, looser)]
    table = claims.judge_all(several, figures, NO_ROSTERS, REFERENCES)
    assert table["tolerance"].tolist() == ["one in twenty", "one in twenty a loose word"]


def test_a_reason_typed_in_chinese_is_kept(figures):
    (row,) = claims.judge_all([claim(relation=UNSAID)], figures, NO_ROSTERS).to_dict("records")
    assert (row["reason"], row["reason_zh"]) == ("Nobody says.", "無人說明。")


def test_figures_of_different_years_are_not_weighed_against_each_other(figures):
    shares = {"kind": "ratio", "numerator": "s-talent", "denominator": "b-talent"}
    one = claim(relation=shares | {"how": "less-than", "bound": 1})
    (row,) = claims.judge_all([one], figures, NO_ROSTERS).to_dict("records")
    assert (row["verdict"], row["reason"]) == (
        NOT_CHECKABLE,
        "The figures for Shanghai (2021) and Beijing (2023) are of different years.",
    )


def verdicts(*rows):
    """Return a table of claims from rows of id, verdict and support."""
    return pd.DataFrame(rows, columns=["claim_id", "verdict", "supported"])


AFTER = verdicts(
    ("comes", "fails", "holds"),
    ("inside", "depends", "not checkable"),
    ("outside", "fails", "holds"),
    ("stays", "holds", "not checkable"),
    ("twice", "fails", "depends"),
)


def test_a_line_a_verdict_that_changed_then_what_came_and_went():
    assert claims.changes(BEFORE, AFTER) == [
        "inside: holds -> depends",
        "outside, against references: depends -> holds",
        "twice: holds -> fails",
        "twice, against references: holds -> depends",
        "comes: new, fails",
        "goes: gone",
    ]


@pytest.mark.parametrize("before", ["", "claim_id,verdict,supported\n", "<<<<<<< ours\n"])
def test_a_first_table_is_no_change(before):
    assert claims.changes(before, AFTER) == []


def test_the_same_table_is_no_change():
    assert claims.changes(AFTER.to_csv(index=False), AFTER) == []


def test_a_verdict_that_the_table_did_not_have_is_no_change():
    """Of a table written before there were references, the first verdict alone is compared."""
    before = "claim_id,verdict\ninside,holds\n"
    assert claims.changes(before, verdicts(("inside", "fails", "holds"))) == [
        "inside: holds -> fails"
    ]
