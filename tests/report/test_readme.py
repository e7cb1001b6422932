"""The findings in README.md."""

import io

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.report import readme

CLAIMS = """\
claim_id,says_en,verdict,reason,supported,reason_supported
first,Beijing has the most firms.,holds,Beijing is no. 1.,not checkable,No figure bears on it.
whole,Shares [of firms] imply one_whole.,depends,Some agree.,not checkable,No figure bears on it.
fifth,The industry is a fifth.,not checkable,No whole is given.,fails,It is within 5% in no reading.
more,Shanghai has fewer.,holds,It is below.,holds,It is *below* too.
"""
TEXT = "# Title\n\n<!-- findings -->\nold\n<!-- /findings -->\n\nMore.\n"


@pytest.fixture
def claims():
    """Return four claims, one of each verdict within the article or by independent figures."""
    return pd.read_csv(io.StringIO(CLAIMS))


def test_the_findings_are_counted_and_the_telling_ones_told(claims):
    """The reason given is that of the verdict that counts; marks of Markdown are escaped."""
    assert readme.block(claims, claims.iloc[[2, 1, 3]]) == (
        "Of 4 claims, 2 hold, 1 is left open and 1 cannot be checked within the article; by "
        "independent figures, 1 holds, 1 fails and 2 cannot be checked.\n"
        "\n"
        "- [The industry is a fifth.](reports/index.html#claim-fifth) Within the article: "
        "**not checkable**. Independent figures: **fails**. It is within 5% in no reading.\n"
        "- [Shares \\[of firms\\] imply one\\_whole.](reports/index.html#claim-whole) Within the "
        "article: **depends**. Independent figures: **not checkable**. Some agree.\n"
        "- [Shanghai has fewer.](reports/index.html#claim-more) Within the article: **holds**. "
        "Independent figures: **holds**. It is \\*below\\* too."
    )


def test_one_claim_and_none_telling(claims):
    assert readme.block(claims.iloc[:1], claims.iloc[:0]) == (
        "Of 1 claim, 1 holds within the article; by independent figures, 1 cannot be checked."
    )


def test_what_stood_between_the_markers_is_replaced():
    once = readme.insert(TEXT, "- new\n")
    assert once == "# Title\n\n<!-- findings -->\n- new\n<!-- /findings -->\n\nMore.\n"
    assert readme.insert(once, "- new\n") == once


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "# Title\n<!-- findings -->\n",
            "README.md: found no '<!-- /findings -->'; expected it once: the findings stand "
            "between '<!-- findings -->' and '<!-- /findings -->'. Put it on a line of its own.",
        ),
        (
            TEXT + "<!-- findings -->\n",
            "README.md, line 8: found '<!-- findings -->' again; expected it once: the findings "
            "stand between '<!-- findings -->' and '<!-- /findings -->'. Remove one.",
        ),
        (
            "# Title\n<!-- /findings -->\n<!-- findings -->\n",
            "README.md, line 2: found '<!-- /findings -->' before '<!-- findings -->'; expected "
            "the two the other way round. Swap them.",
        ),
    ],
    ids=["missing", "twice", "swapped"],
)
def test_markers_out_of_place(text, said):
    with pytest.raises(DataError) as raised:
        readme.insert(text, "new")
    assert str(raised.value) == said


def test_each_missing_marker_is_named():
    with pytest.raises(DataError) as raised:
        readme.insert("# Title\n", "new")
    assert [line.partition(";")[0] for line in str(raised.value).splitlines()] == [
        "README.md: found no '<!-- findings -->'",
        "README.md: found no '<!-- /findings -->'",
    ]
