"""Named lists: the printed size against the members, and two printings against each other."""

from .readings import judge


def test_the_size_of_a_list():
    assert judge(kind="roster-count", size="list") == (
        "holds",
        (2, 2, 2),
        "The list names 2 members and its size is given as 2: the two are equal in every reading.",
    )


def test_two_lists_of_other_members():
    """The order does not matter; a name more on one list does."""
    assert judge(kind="same-roster", first="list", second="list-again") == (
        "fails",
        (2, 2, 2),
        "Both lists name 2 and the second alone Bing.",
    )


def test_two_lists_of_the_same_members():
    assert judge(kind="same-roster", first="list", second="list") == (
        "holds",
        (2, 2, 2),
        "Both lists name the same 2 members.",
    )
