"""The article's claims as judged against what was worked out by hand, and their reasons."""

import pytest

from analysis import claims, paths
from analysis.data import clean, sources

from .by_hand import ARTICLE, NOT_CHECKABLE, SUPPORTED


@pytest.fixture(scope="module")
def made():
    """Return the processed tables but the claims."""
    return clean.clean(sources.read(paths.raw()))


@pytest.fixture(scope="module")
def judged(made):
    """Return the table of the article's claims."""
    evidence = made["figures"], made["rosters"], made["references"]
    path = paths.raw() / "wanliu-economic-review" / "claims.yaml"
    labels = dict(zip(made["metrics"]["metric"], made["metrics"]["label_en"], strict=True))
    table = claims.judge_all(claims.read([path], *evidence), *evidence, labels)
    return table.set_index("claim_id", drop=False)


def test_every_claim_is_worked_out_by_hand(judged):
    assert set(judged["claim_id"]) == set(ARTICLE)


@pytest.mark.parametrize("claim_id", ARTICLE)
def test_a_claim(judged, claim_id):
    verdict, low, high = ARTICLE[claim_id]
    row = judged.loc[claim_id]
    assert row["verdict"] == verdict
    assert row["supported"] == SUPPORTED.get(claim_id, NOT_CHECKABLE)
    if low is None:
        assert row[["low", "value", "high"]].isna().all()
        assert row["unit"] == ""
    else:
        assert [row["low"], row["high"]] == pytest.approx([low, high], rel=1e-11)


@pytest.mark.parametrize(
    ("claim_id", "reason"),
    [
        (
            "hangzhou-talent-equals-two",
            "Shanghai and Shenzhen together come to 15.95% to 15.97%: in every reading within 5% "
            "of Hangzhou at 16.525% to 16.535%.",
        ),
        (
            "firms-imply-one-whole",
            "The 5 pairs of count and share agree within 5% in some readings but not all; all "
            "allow a whole of 1,561,000 to 1,569,000, so that none is odd; the loosest is Beijing, "
            "with 1,033,000 to 1,600,000.",
        ),
        (
            "basic-research-comparable",
            "The figures for Beijing (2024), Shanghai (2024) and Shenzhen (2021) are of one metric "
            "and of different years.",
        ),
        (
            "basic-research-shenzhen-below-shanghai",
            "The figures for Shenzhen (2021) and Shanghai (2024) are of different years.",
        ),
        (
            "universities-shanghai-below-beijing",
            "Shanghai over Beijing comes to 75%: in every reading less than 100%.",
        ),
        (
            "hangzhou-firms-ranked",
            "Among the 5 figures compared, Hangzhou is no. 5: in every reading the rank stated, "
            "no. 5.",
        ),
    ],
)
def test_a_reason(judged, claim_id, reason):
    assert judged["reason"][claim_id] == reason


@pytest.mark.parametrize(
    ("claim_id", "reason"),
    [
        ("dragons-size", "No independent figure is held against it."),
        (
            "basic-research-shenzhen",
            "Shenzhen's spending on basic research over Shenzhen's R&D spending comes to 7.221% to "
            "7.285%: in every reading within 5% of the figure for Shenzhen at 7.25% to 7.35%.",
        ),
        (
            "universities-shanghai",
            "The figure for Shanghai comes to 69: in no reading equal to Shanghai (2022) at 64; "
            "but where a year is not given, it may be another; for context only, Shanghai (2024) "
            "at 68 (of grade C) and Shanghai at 68 (of grade C).",
        ),
        (
            "guangzhou-fourth-lost",
            "No reference decides; for context only, Guangzhou (2024), GDP, at 3.10325 trillion "
            "yuan (of grade C) and Chongqing (2024), GDP, at 3.21931 to 3.21932 trillion yuan (of "
            "grade C).",
        ),
        (
            "robot-firms-first",
            "Among the 3 figures compared, Shenzhen is no. 1: in every reading the rank stated, "
            "no. 1; others are not counted.",
        ),
        (
            "core-industry-fifth",
            "The whole that Shenzhen's share implies comes to 175.7 to 215.3 billion yuan: in no "
            "reading within 5% of China (2023) at 499.95 to 500.05 billion yuan; for context only, "
            "China (2022) at 507.95 to 508.05 billion yuan (of another year) and China at 570 to "
            "580 billion yuan (of grade C).",
        ),
    ],
)
def test_a_reason_of_support(judged, claim_id, reason):
    assert judged["reason_supported"][claim_id] == reason


def test_every_figure_is_on_trial(made, judged):
    """Each figure that the article prints is evidence of some claim."""
    named = {name for names in judged["figures"] for name in names.split(";") if name}
    assert named == set(made["figures"]["figure_id"])
