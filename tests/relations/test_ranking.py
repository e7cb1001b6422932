"""A stated rank against the amounts by which it was given."""

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
