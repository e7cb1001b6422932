"""Numbers in English words."""

import re

import pytest

from analysis.quantity.english import ENGLISH, read_english


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("twenty-five", (25, 0)),
        ("a hundred and twelve", (112, 0)),
        ("a dozen", (12, 0)),
        ("half a dozen", (6, 0)),
        ("two dozen", (24, 0)),
        ("half a", (5, 1)),
    ],
)
def test_read_english(word, expected):
    """A number in words is a mantissa and its decimals, and ENGLISH matches it whole."""
    found = re.match(ENGLISH, f"{word} million")
    assert found
    assert found[0] == word
    assert read_english(word) == expected


def test_several_is_not_a_number():
    """A digit that is not told raises."""
    with pytest.raises(ValueError, match=r"^'several' has no place here$"):
        read_english("several")
