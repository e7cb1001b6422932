"""Counts with their shares: the wholes that they imply against each other."""

from .readings import ABOUT, RELATION, judge


def typed(*names):
    """Return the relation that the pairs of count and share of these towns imply one whole."""
    pairs = [{"count": name, "share": f"{name}-share"} for name in names]
    return {"kind": "share-of-whole", "pairs": pairs, "tolerance": ABOUT}


def judge_pairs(*names):
    """Judge whether the pairs of these towns imply one whole."""
    return judge(**typed(*names))


def test_a_common_whole():
    """90/0.5 to 100/0.45 is 180 to 222.2; 102/0.5 is 204, more than 5% above the 180."""
    assert judge_pairs("a", "b") == (
        "depends",
        (204, 204, 204),
        "The 2 pairs of count and share agree within 5% in some readings but not all; all allow "
        "a whole of 204, so that none is odd; the loosest is Aville, with 180 to 222.2.",
    )


def test_the_pair_that_is_odd():
    """300/0.5 is 600; of the others, 180 to 222.2 and 204, both allow 204 alone."""
    assert judge_pairs("a", "d", "b") == (
        "fails",
        (180, 204, 600),
        "The 3 pairs of count and share agree within 5% in no reading; no whole suits them all, as "
        "Dham implies 600 and the others allow 204.",
    )


def test_counts_go_with_their_shares():
    assert RELATION.validate_python(typed("a", "b")).paired() == (
        ("a", "a-share"),
        ("b", "b-share"),
    )


def test_of_two_pairs_neither_is_the_odd_one():
    assert judge_pairs("b", "d") == (
        "fails",
        (204, 402, 600),
        "The 2 pairs of count and share agree within 5% in no reading; no whole suits them all, "
        "and between them they allow 204 to 600.",
    )


def test_a_share_of_nothing():
    assert judge_pairs("a", "none") == (
        "not checkable",
        (None, None, None),
        "A share of nothing implies no whole.",
    )
