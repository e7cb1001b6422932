"""Texts to shapes: one character for one, each digit a 0."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.quantity.shapes import find_shapes, group_rows


def test_like_texts_share_a_shape():
    """Texts that differ in their digits, width, case or script have one shape."""
    shaped = find_shapes(["近32萬家", "近９５万家", "Over 20%", "over 31％"])
    assert shaped.shapes == ["近00万家", "over 00%"]
    assert shaped.codes.tolist() == [0, 0, 1, 1]


def test_digits_are_found_by_their_columns():
    """The digits of each row, at the shape's columns, spell its number."""
    shaped = find_shapes(["a 1,234", "b", "c 5,678"])
    assert shaped.digits_at(np.array([0, 2]), (2, 4, 5, 6)).tolist() == [1234, 5678]


def test_no_texts():
    """No texts have no shapes."""
    shaped = find_shapes([])
    assert (shaped.shapes, shaped.codes.tolist(), shaped.starts.tolist()) == ([], [], [])


def test_superscripts_and_fractions_stay():
    """A character that stands for a digit is not one: 5² is not 52."""
    assert find_shapes(["5²", "5½", "①"]).shapes == ["0²", "0½", "①"]


@example(texts=["a\nb", "\n", "", "\ud800"])
@given(texts=st.lists(st.text(st.characters(exclude_categories=[]), max_size=8)))
def test_every_text_has_a_shape_of_its_length(texts):
    """No character is lost or added, whatever it is, lone surrogates and line ends included."""
    shaped = find_shapes(texts)
    lengths = [len(shaped.shapes[code]) for code in shaped.codes]
    assert lengths == [len(text) for text in texts]


@pytest.mark.parametrize(
    ("codes", "expected"), [([1, 0, 1], [[1], [0, 2], []]), ([], [[], [], []])]
)
def test_group_rows(codes, expected):
    """Rows are grouped by code in order, and a code that no row has gets none."""
    groups = group_rows(np.array(codes, dtype=np.intp), 3)
    assert [group.tolist() for group in groups] == expected
