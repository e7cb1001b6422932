"""The findings in README.md."""

import io
from dataclasses import replace

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.report import overview

CLAIMS = """\
claim_id,kind,says_en,verdict,supported,supported_how,reason_en,reason_supported_en,\
references,held_against,flips_at_tolerance
first,assertion,Beijing has the most firms.,holds,none,,Beijing is no. 1.,,,references,
whole,assertion,Shares [of firms] imply one_whole.,open,open,,Some agree.,It may be.,,references,
fifth,assertion,The industry is a fifth.,not checkable,contradicted,weakly,No whole.,It is 7%.,,\
references,
more,check,Shanghai has fewer.,holds,supported,,It is below.,It is *below* too.,,references,
"""
TEXT = "# Title\n\n<!-- findings -->\nold\n<!-- /findings -->\n\nMore.\n"


@pytest.fixture
def claims():
    """Return three assertions and a check of our own."""
    return pd.read_csv(io.StringIO(CLAIMS), keep_default_na=False)


def test_the_assertions_are_counted_and_the_leading_claims_told(claims, english):
    """The reasons given are those of verdicts that say something; marks of Markdown are escaped."""
    assert overview.block(claims, claims.iloc[[2, 1, 3]], english) == (
        "We tested 3 assertions of the article on its own figures and then on those of others. By "
        "its own, 1 holds, 1 is left open and 1 cannot be checked. By those of others, "
        "1 is contradicted, 1 is left open and 1 meets no figure that decides.\n"
        "\n"
        "- **[“The industry is a fifth” is contradicted by others.]"
        "(reports/claims.html#claim-fifth)** Others contradict it, though on weak sources. It is "
        "7%.\n"
        "- **[“Shares \\[of firms\\] imply one\\_whole”: open.](reports/claims.html#claim-whole)** "
        "The article itself leaves it open. Some agree. Others leave it open. It may be.\n"
        "- **[Shanghai has fewer.](reports/claims.html#claim-more)** The article's own figures "
        "bear it out. It is below. Others bear it out. It is \\*below\\* too."
    )


def test_one_assertion_and_none_leading(claims, english):
    assert overview.block(claims.iloc[:1], claims.iloc[:0], english) == (
        "We tested 1 assertion of the article on its own figures and then on those of others. By "
        "its own, 1 holds. By those of others, 1 meets no figure that decides."
    )


def test_what_stood_between_the_markers_is_replaced():
    once = overview.insert(TEXT, "- new\n")
    assert once == "# Title\n\n<!-- findings -->\n- new\n<!-- /findings -->\n\nMore.\n"
    assert overview.insert(once, "- new\n") == once


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("# Title\n", "nowhere", "nowhere"),
        ("# Title\n<!-- findings -->\n", "in line 2", "nowhere"),
        (f"{TEXT}<!-- findings -->\n", "in line 3, 8", "in line 5"),
        ("# Title\n<!-- /findings -->\n<!-- findings -->\n", "in line 3", "in line 2"),
        ("<!-- /findings --><!-- findings -->\n", "in line 1", "in line 1"),
    ],
    ids=["none", "missing", "twice", "swapped", "swapped in a line"],
)
def test_markers_out_of_place(text, start, end):
    with pytest.raises(DataError) as raised:
        overview.insert(text, "new")
    assert str(raised.value) == (
        f"README.md: found '<!-- findings -->' {start} and '<!-- /findings -->' {end}; expected "
        "each once, in this order: the findings stand between them. Put each on a line of its own."
    )


def test_one_of_several_sources_has_its_findings_below_its_name(claims, english):
    sun = replace(english, publisher="Sun")
    said = overview.block(claims, claims.head(1), sun, "sun/").splitlines()
    assert said[0] == "### [Sun](reports/sun/index.html)"
    assert said[2].startswith("We tested 3 assertions of Sun")
    assert "(reports/sun/claims.html#claim-first)" in said[4]
