"""Claims on lists: what the article tells of the members, what others do, and how it is said."""

import pandas as pd
import pytest

from analysis import claims
from analysis.errors import DataError

from .typed import FRAMES, ROSTERS, edited, judged

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
    assert row["reason_en"] == (
        "The article does not place all of them, and what others tell does not decide it by itself."
    )
    assert row["reason_zh"] == "文中没有逐一写明地点，只凭他人所述也不足以判定。"


def test_values_that_nobody_has_are_told_together(path):
    formula = "count(wolves where seat_en == 'Elm') + count(wolves where seat_en == 'Oak') == 0"
    row = told(path, formula, "the article")
    assert row["reason_en"] == "None of the two is based in Elm or Oak."
    assert row["reason_zh"] == "两家都不在Elm或Oak。"


@pytest.mark.parametrize(
    ("asked", "verdict", "en", "zh"),
    [
        ("member_en == 'Xi'", "as stated", "One of the two is called Xi.", "两家中有一家名为Xi。"),
        ("member == '乙'", "as stated", "One of the two is called 乙.", "两家中有一家名为乙。"),
        ("member_zh == '丁'", "fails", "None of the two is called 丁.", "两家都不名为丁。"),
    ],
)
def test_names_of_members_are_the_article_s_own_whoever_tells_their_seats(
    path, asked, verdict, en, zh
):
    row = told(path, f"count(wolves where {asked}) == 1", "press")
    assert (row["verdict"], row["supported"]) == (verdict, "none")
    assert (row["reason_en"], row["reason_zh"]) == (en, zh)


def test_origin_is_told_as_an_origin(path):
    rosters = ROSTERS.assign(origin_en=["Ash", ""], known_from="press")
    frames = FRAMES | {"rosters": rosters}
    path.write_text(edited(FORMULA, "count(wolves where origin_en == 'Ash') >= 1"), "utf-8")
    row = claims.judge_all(claims.read([path], frames), frames)["claims"].iloc[0]
    assert (row["verdict"], row["supported"]) == ("not checkable", "supported")
    assert row["reason_en"] == "The article gives no place for each of them; others do."
    assert row["reason_supported_en"] == "One of the two comes from Ash."


@pytest.mark.parametrize("column", ["line", "position", "known_from", "address"])
def test_where_a_row_comes_from_is_no_attribute_of_a_member(path, column):
    typed = ROSTERS.assign(line=1, position=1, known_from="press", address="http://a.cn")
    path.write_text(edited(FORMULA, f"count(wolves where {column} == '1') == 1"), "utf-8")
    with pytest.raises(DataError, match=rf"found attribute '{column}'.*; expected an attribute of"):
        claims.read([path], FRAMES | {"rosters": typed})
