"""Claims on lists: what the article tells of the members, what others do, and how it is said."""

import pandas as pd
import pytest

from .typed import ROSTERS, edited, judged

FORMULA = "firms[Ash] > firms[Birch]"


def told(path, formula, *known_from):
    rosters = pd.concat([ROSTERS] * len(known_from)).assign(
        member_zh=["甲", "乙", "丙", "丁"][: len(ROSTERS) * len(known_from)],
        member_en=["Xi", "Yi", "Zi", "Wi"][: len(ROSTERS) * len(known_from)],
        known_from=[one for one in known_from for _ in range(len(ROSTERS))],
    )
    row = judged(path, edited(FORMULA, formula), rosters=rosters).iloc[0]
    return row


@pytest.mark.parametrize(
    ("known_from", "verdict", "supported", "how"),
    [
        ("the article", "fails", "none", ""),
        ("listing document", "not checkable", "contradicted", ""),
        ("press", "not checkable", "contradicted", "weakly"),
    ],
)
def test_others_tell_what_the_article_does_not(path, known_from, verdict, supported, how):
    row = told(path, "count(wolves where seat_en == 'Ash') == count(wolves)", known_from)
    assert (row["verdict"], row["supported"], row["supported_how"]) == (verdict, supported, how)
    assert row["supported_proof"] == ("wolves" if supported == "contradicted" else "")


def test_what_the_article_tells_of_members_is_only_stated(path):
    row = told(path, "count(wolves where seat_en == 'Ash') >= 1", "the article")
    assert (row["verdict"], row["proof"]) == ("as stated", "wolves")
    assert row["reason_en"] == (
        "One of the two is based in Ash; Yi is in Birch, by the article itself."
    )
    assert row["reason_zh"] == "两家中有一家在甲城，乙据文中所述在乙城。"


def test_a_count_between_those_known_and_all_others_is_open(path):
    row = told(path, "count(wolves where seat_en == 'Ash') == 2", "the article", "press")
    assert (row["verdict"], row["supported"]) == ("not checkable", "none")
    assert row["reason_en"] == "The article gives no place for each of them; others do."


def test_values_that_nobody_has_are_told_together(path):
    formula = "count(wolves where seat_en == 'Elm') + count(wolves where seat_en == 'Oak') == 0"
    row = told(path, formula, "the article")
    assert row["reason_en"] == "None of the two is based in Elm or Oak."
    assert row["reason_zh"] == "两家都不在Elm或Oak。"
