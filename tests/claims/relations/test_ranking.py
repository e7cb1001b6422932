"""A stated rank against the amounts by which it was given."""

import pytest

from .readings import judge


def test_a_rank_that_holds():
    """Btown's 102 is above Aville's 90 to 100, and Cburg's 45 is below."""
    assert judge(kind="rank", stated="second", of="a", others=["b", "c"]) == (
        "holds",
        (2, 2, 2),
        "Among the 3 figures compared, Aville is no. 2: in every reading the rank stated, no. 2.",
    )


def test_a_rank_that_fails():
    assert judge(kind="rank", stated="first", of="c", others=["a"]) == (
        "fails",
        (2, 2, 2),
        "Among the 2 figures compared, Cburg is no. 2: in no reading the rank stated, no. 1.",
    )


def test_a_rank_that_depends():
    """Of 90 to 100 and 199.5 to 200.5 twice, the last two may each be ahead of the other."""
    assert judge(kind="rank", stated="first", of="ref-weak", others=["a", "ref-near"]) == (
        "depends",
        (1, 1, 2),
        "Among the 3 figures compared, Aland is no. 1 to no. 2: in some readings but not all the "
        "rank stated, no. 1.",
    )


@pytest.mark.parametrize(
    ("stated", "of", "others", "said"),
    [
        ("second", "a", ["b", "c"], "Aville is no. 2: in every reading the rank stated, no. 2"),
        (
            "first",
            "ref-weak",
            ["a", "ref-near"],
            "Aland is no. 1 to no. 2: in some readings but not all the rank stated, no. 1",
        ),
    ],
)
def test_a_rank_among_some_alone_is_left_open(stated, of, others, said):
    """Whoever is not counted may be ahead, however sure the order of the others."""
    found = judge(kind="rank", stated=stated, of=of, others=others, complete=False)
    assert found[::2] == (
        "depends",
        f"Among the 3 figures compared, {said}; others are not counted.",
    )


def test_a_rank_that_some_alone_refute():
    """Who is second of two is not first of more."""
    assert judge(kind="rank", stated="first", of="c", others=["a"], complete=False) == judge(
        kind="rank", stated="first", of="c", others=["a"]
    )


@pytest.mark.parametrize("complete", [True, False])
def test_figures_of_several_metrics_have_no_order(complete):
    typed = {"stated": "first", "of": "staff", "others": ["a", "b"], "complete": complete}
    assert judge(kind="rank", **typed) == (
        "not checkable",
        (None, None, None),
        "The figures compared are of several metrics.",
    )
