"""What a build says that it changed about the verdicts."""

import pandas as pd
import pytest

from analysis.claims import changes

BEFORE = """\
claim_id,verdict,supported
stays,holds,not checkable
inside,holds,not checkable
outside,fails,depends
twice,holds,holds
goes,holds,fails
"""


def table(*rows):
    """Return a table of claims from rows of id, verdict and support."""
    return pd.DataFrame(rows, columns=["claim_id", "verdict", "supported"])


AFTER = table(
    ("comes", "fails", "holds"),
    ("inside", "depends", "not checkable"),
    ("outside", "fails", "holds"),
    ("stays", "holds", "not checkable"),
    ("twice", "fails", "depends"),
)


def test_a_line_a_verdict_that_changed_then_what_came_and_went():
    assert changes(BEFORE, AFTER) == [
        "inside: holds -> depends",
        "outside, against references: depends -> holds",
        "twice: holds -> fails",
        "twice, against references: holds -> depends",
        "comes: new, fails",
        "goes: gone",
    ]


@pytest.mark.parametrize("before", ["", "claim_id,verdict,supported\n", "<<<<<<< ours\n"])
def test_a_first_table_is_no_change(before):
    assert changes(before, AFTER) == []


def test_the_same_table_is_no_change():
    assert changes(AFTER.to_csv(index=False), AFTER) == []


def test_a_verdict_that_the_table_did_not_have_is_no_change():
    """Of a table written before there were references, the first verdict alone is compared."""
    before = "claim_id,verdict\ninside,holds\n"
    assert changes(before, table(("inside", "fails", "holds"))) == ["inside: holds -> fails"]
