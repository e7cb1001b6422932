"""Claims put on trial: the article's, worked out by hand, and how the table of verdicts is made."""

import pandas as pd
import pytest

from analysis import claims, clean, paths, sources
from analysis.claims import Claim

HOLDS, FAILS, DEPENDS, NOT_CHECKABLE = "holds", "fails", "depends", "not checkable"
ARTICLE = {
    # A list's size is the number of names that follow it.
    "dragons-size": (HOLDS, 6, 6),
    "wolves-size": (HOLDS, 7, 7),
    "founders-size": (HOLDS, 3, 3),
    "dragons-size-again": (HOLDS, 6, 6),
    "wolves-size-again": (HOLDS, 7, 7),
    "dragons-same": (HOLDS, 6, 6),
    "wolves-same": (HOLDS, 7, 7),
    "guangzhou-fourth-lost": (NOT_CHECKABLE, 4, 4),
    # 10.5/16.5 to 11.5/15.5, and 7.25/11.5 to 7.35/10.5: both below one.
    "basic-research-shanghai-below-beijing": (HOLDS, 10.5 / 16.5, 11.5 / 15.5),
    "basic-research-shenzhen-below-shanghai": (HOLDS, 7.25 / 11.5, 7.35 / 10.5),
    # 2024, 2024 and 2021.
    "basic-research-comparable": (FAILS, None, None),
    "universities-shanghai-below-beijing": (HOLDS, 69 / 92, 69 / 92),
    "universities-shenzhen-below-shanghai": (HOLDS, 16 / 69, 16 / 69),
    # 9.775% + 6.175% to 9.785% + 6.185%: at most 3.6% below 16.525% to 16.535%.
    "hangzhou-talent-equals-two": (HOLDS, 0.1595, 0.1597),
    # 23.5 + 9.775 + 6.175 + 16.525 to 24.5 + 9.785 + 6.185 + 16.535.
    "talent-within-whole": (HOLDS, 0.55975, 0.57005),
    # 42.75% of 428,450 to 47.25% of 428,550.
    "two-firms-staff": (NOT_CHECKABLE, 183_162.375, 202_489.875),
    "two-firms-same-staff": (NOT_CHECKABLE, None, None),
    # 310,000 to 320,000; 225,500 to 226,500; 211,500 to 212,500; 208,500 to 209,500; 115,500 to
    # 116,500: no two ranges overlap.
    "beijing-firms-ranked": (HOLDS, 1, 1),
    "shenzhen-firms-ranked": (HOLDS, 2, 2),
    "guangzhou-firms-ranked": (HOLDS, 3, 3),
    "shanghai-firms-ranked": (HOLDS, 4, 4),
    "hangzhou-firms-ranked": (HOLDS, 5, 5),
    # Guangzhou's 211,500 / 13.55% is the highest low; Shanghai's 209,500 / 13.35% the lowest high;
    # Beijing's 310,000 / 30% is a third below.
    "firms-imply-one-whole": (DEPENDS, 211_500 / 0.1355, 209_500 / 0.1335),
    # 20 + 14 + 13.45 + 13.35 + 7.35 to 30 + 15 + 13.55 + 13.45 + 7.45.
    "firm-shares-within-whole": (HOLDS, 0.6815, 0.7945),
    # 225,500 + 211,500 to 226,500 + 212,500, below 606,000.
    "two-cities-within-guangdong": (HOLDS, 437_000, 439_000),
    "guangdong-firms-first": (NOT_CHECKABLE, None, None),
    # 38.65 / 22% to 38.75 / 18%, in billions.
    "core-industry-fifth": (NOT_CHECKABLE, 38.65e9 / 0.22, 38.75e9 / 0.18),
    "patents-second": (NOT_CHECKABLE, None, None),
    "robot-firms-first": (NOT_CHECKABLE, None, None),
    "guangdong-robots-half": (NOT_CHECKABLE, 0.4, 0.5),
    "huawei-chips-substitute": (NOT_CHECKABLE, None, None),
    "game-studio-from-shenzhen": (NOT_CHECKABLE, None, None),
}
REFERENCES = pd.DataFrame(
    [("ref-a", "Aland", "talent", 2023, 0.1, 0.2, 0.3, "share", "B")],
    columns=["figure_id", "place", "metric", "year", "low", "value", "high", "unit", "grade"],
)


@pytest.fixture(scope="module")
def article():
    """Return the tables of the article and its claims as read."""
    made = clean.clean(sources.read(paths.raw()))
    path = paths.raw() / "wanliu-economic-review" / "claims.yaml"
    return made, claims.read([path], made["figures"], made["rosters"])


@pytest.fixture(scope="module")
def judged(article):
    made, found = article
    table = claims.judge_all(found, made["figures"], made["rosters"])
    return table.set_index("claim_id", drop=False)


def test_every_claim_of_the_article_is_worked_out_by_hand(judged):
    assert list(judged["claim_id"]) == list(ARTICLE)


@pytest.mark.parametrize("claim_id", ARTICLE)
def test_a_claim_of_the_article(judged, claim_id):
    verdict, low, high = ARTICLE[claim_id]
    row = judged.loc[claim_id]
    assert row["verdict"] == verdict
    assert row["supported"] == NOT_CHECKABLE
    if low is None:
        assert row[["low", "value", "high"]].isna().all()
        assert row["unit"] == ""
    else:
        assert [row["low"], row["high"]] == pytest.approx([low, high], rel=1e-11)


def test_the_reasons_of_the_article(judged):
    said = judged["reason"]
    assert said["hangzhou-talent-equals-two"] == (
        "Shanghai and Shenzhen together stand at 15.95% to 15.97%, which is within 5% of Hangzhou "
        "at 16.53% to 16.54% in every reading."
    )
    assert said["firms-imply-one-whole"] == (
        "The 5 pairs of count and share agree within 5% in some readings but not all; all of them "
        "allow a whole of 1,561,000 to 1,569,000, and Beijing, the loosest, by itself 1,033,000 to "
        "1,600,000."
    )
    assert said["basic-research-comparable"] == (
        "The figures for Beijing (2024), Shanghai (2024) and Shenzhen (2021) are of one metric and "
        "of different years."
    )


def test_every_figure_but_credits_is_on_trial(article, judged):
    """Each figure that the article prints is evidence of some claim."""
    named = {name for names in judged["figures"] for name in names.split(";") if name}
    assert named == set(article[0]["figures"]["figure_id"])


def claim(**typed):
    """Return a claim of a source `post` with these fields."""
    words = {"says_en": "It is so.", "says_zh": "如此。", "line": 3}
    return Claim.model_validate({"source_id": "post", "claim_id": "it", **words, **typed})


COMPARED = {"kind": "compare-with-reference", "amount": "b-talent", "how": "at-most"}


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
        "says_en": "It is so.",
        "says_zh": "如此。",
        "line": 3,
        "verdict": NOT_CHECKABLE,
        "supported": DEPENDS,
        "low": pytest.approx(310_000 / 0.245),
        "value": pytest.approx(320_000 / 0.24),
        "high": pytest.approx(320_000 / 0.235),
        "unit": "count",
        "figures": "b-firms;b-talent",
        "references": "ref-a",
        "reason": "The whole implied for Beijing stands at 1,265,000 to 1,362,000, which nothing "
        "in the source can check. Beijing stands at 23.5% to 24.5%, which is at most Aland "
        "(2023) at 10% to 30% in some readings but not all.",
    }


NO_ROSTERS = pd.DataFrame(columns=["figure_id", "member_zh", "member_en"])


def test_what_cannot_be_checked_inside_shows_what_was_held_against_references(figures):
    inside = {"kind": "not-checkable", "reason_en": "Nobody says.", "reason_zh": "無人說明。"}
    one = claim(relation=inside, reference=COMPARED | {"references": ["ref-a"]})
    (row,) = claims.judge_all([one], figures, NO_ROSTERS, REFERENCES).to_dict("records")
    assert (row["verdict"], row["low"], row["high"]) == (NOT_CHECKABLE, 0.235, 0.245)


def test_a_reference_of_grade_c_decides_nothing(figures):
    one = claim(relation=COMPARED | {"references": ["ref-a"]})
    table = claims.judge_all([one], figures, NO_ROSTERS, REFERENCES.assign(grade="C"))
    assert table["verdict"].tolist() == [NOT_CHECKABLE]


def test_no_claims_are_a_table_without_rows(figures):
    table = claims.judge_all([], figures, NO_ROSTERS)
    assert list(table.columns) == list(claims.COLUMNS)
    assert table.empty
