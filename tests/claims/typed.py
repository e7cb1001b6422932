"""A good claims.yaml, which tests edit, and how its problems are told."""

import pandas as pd
import pytest

from analysis import claims
from analysis.errors import DataError

WHERE = "data/raw/post/claims.yaml"
GOOD = """\
- claim_id: talent-equal
  says_en: Beijing has twice the talent.
  says_zh: 北京的人才是兩倍。
  line: 1
  relation:
    kind: sum
    parts: [s-talent, b-talent]
    how: at-most
- claim_id: two-listed
  says_en: As many are listed as are said to be.
  says_zh: 名單與所示數目相符。
  line: 2
  relation: {kind: roster-count, size: z-firms}
"""
ROSTERS = pd.DataFrame([("z-firms", "甲", "Jia")], columns=["figure_id", "member_zh", "member_en"])
REFERENCES = pd.DataFrame({"figure_id": ["china-talent", "us-firms"], "unit": ["share", "count"]})


def edited(old, new):
    """Return the good text with the one place where `old` stands replaced."""
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def read(path, figures, text):
    """Read a claims.yaml of this text."""
    path.write_text(text, encoding="utf-8")
    return claims.read([path], figures.assign(source_id="post"), ROSTERS, REFERENCES)


def refusal(path, figures, text):
    """Return the problems for which the text is refused, each as its line of the message."""
    with pytest.raises(DataError) as raised:
        read(path, figures, text)
    return str(raised.value).splitlines()
