"""Whether figures can be weighed at all."""

import pytest

from .readings import judge


@pytest.mark.parametrize(
    ("between", "by", "verdict", "reason"),
    [
        (
            ["a", "b"],
            ["metric", "year"],
            "holds",
            "The figures for Aville (2023) and Btown (2023) are of one metric and of one year.",
        ),
        (
            ["a", "c"],
            ["year"],
            "fails",
            "The figures for Aville (2023) and Cburg (2021) are of different years.",
        ),
        (
            ["a", "d"],
            ["year"],
            "depends",
            "The figures for Aville (2023) and Dham are of years that are not all given.",
        ),
        (
            ["a", "d", "c"],
            ["year"],
            "fails",
            "The figures for Aville (2023), Dham and Cburg (2021) are of different years.",
        ),
        (
            ["a", "a-share"],
            ["metric"],
            "fails",
            "The figures for Aville (2023) and Aville (2023) are of different metrics.",
        ),
        (
            ["c", "d-share"],
            ["metric", "year"],
            "fails",
            "The figures for Cburg (2021) and Dham are of different metrics and of years that are "
            "not all given.",
        ),
    ],
)
def test_comparable(between, by, verdict, reason):
    found = judge(kind="comparable", between=between, by=by)
    assert found == (verdict, (None, None, None), reason)


@pytest.mark.parametrize(
    ("about", "bounds"),
    [(["c"], (40, 40, 45)), (["a", "c"], (None, None, None)), ([], (None, None, None))],
)
def test_not_checkable(about, bounds):
    """A single figure is shown with the claim; of several, none."""
    said = {"reason_en": "Nobody says.", "reason_zh": "無人說明。"}
    found = judge(kind="not-checkable", about=about, **said)
    assert found == ("not checkable", bounds, "Nobody says.")
