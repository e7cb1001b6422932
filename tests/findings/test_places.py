"""What is said of one place: its figures, its standing, what is left unsaid."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import findings, measures

from .reading import cells, sources, words


def test_statements_carry_year_and_credit(figures, english, chinese):
    rows = figures.iloc[[0, 3, 0]].assign(attributed_to=["局 (The Bureau)", "", "局 (The Bureau)"])
    found = findings.places.statements(rows, english)
    assert repr(found) == (
        "- Firms: nearly 320,000, credited to 局 (The Bureau)\n- Talent: 24% (2023)"
    )
    assert len(BeautifulSoup(found.data, "html.parser").find_all("li")) == 2
    assert '<span lang="zh">局</span>' in found.data
    assert repr(findings.places.statements(rows, chinese)) == (
        "- 企业：近32万家，出处为局\n- 人才：24%（2023年）"
    )


@pytest.mark.parametrize(
    ("stance", "said_en", "said_zh"),
    [
        ("former", "- Firms: formerly nearly 320,000", "- 企业：曾为近32万家"),
        (
            "denied",
            "- Firms: nearly 320,000, which the article denies",
            "- 企业：近32万家（文中予以否认）",
        ),
        (
            "reported",
            "- Firms: nearly 320,000, as the article reports others to say",
            "- 企业：近32万家（文中转述他人）",
        ),
    ],
)
def test_what_is_not_asserted_is_told_as_what_it_is(
    figures, english, chinese, stance, said_en, said_zh
):
    rows = figures.head(1).assign(stance=stance, attributed_to="")
    assert repr(findings.places.statements(rows, english)) == said_en
    assert repr(findings.places.statements(rows, chinese)) == said_zh


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Beijing", "on 2 metrics: it leads on 1 (talent) and is last on none."),
        ("Shanghai", "on 2 metrics: it leads on none and is last on 1 (talent)."),
        ("Shenzhen", "on 1 metric: it leads on none and is last on 1 (firms)."),
    ],
)
def test_standing_counts_only_what_is_sure(figures, english, place, expected):
    """Beijing may be first by firms too, but so may Shanghai."""
    shared = measures.figures.shared(figures, place)
    found = findings.places.standing(shared, place, english)
    years = "The figures for talent are of different years: Shanghai in 2021; Beijing in 2023."
    assert words(found) == f"{place} can be held against others {expected}" + (
        f" {years}" if "talent" in set(shared["metric"]) else ""
    )


def test_standing_in_chinese(figures, chinese):
    shared = measures.figures.shared(figures, "Beijing")
    assert words(findings.places.standing(shared, "Beijing", chinese)) == (
        "北京与别处可比的指标有2项：1项领先（人才），没有一项垫底。"
        "人才的数字年份不一：上海为2021年；北京为2023年。"
    )


def test_a_place_without_others_has_no_standing(figures, english):
    alone = measures.figures.shared(figures.iloc[[2]], "Shenzhen")
    assert words(findings.places.standing(alone, "Shenzhen", english)) == (
        "No other place like Shenzhen has a figure here of the same metrics."
    )
    none = findings.places.standing_table(alone, "Shenzhen", english)
    assert words(none) == "There is nothing to compare."


@pytest.mark.parametrize(
    ("rows", "place", "expected"),
    [
        ([0, 1, 2, 3, 4], "Beijing", "Beijing leads on talent"),
        ([3, 4], "Beijing", "Beijing leads on talent"),
        ([0, 1, 2, 3, 4], "Shanghai", "Shanghai is last on talent"),
        ([3, 4], "Shanghai", "Shanghai is last on talent"),
        ([0, 1], "Beijing", "Beijing is neither first nor last on any metric"),
    ],
)
def test_the_title_says_what_a_place_leads_on_or_else_is_last_on(
    figures, english, rows, place, expected
):
    shared = measures.figures.shared(figures.iloc[rows], place)
    assert findings.places.standing_title(shared, place, english) == expected


def test_the_title_speaks_of_what_is_drawn(figures, english, chinese):
    """A change has its rank in the table and no share of the largest."""
    rows = figures.assign(unit=[*figures["unit"][:3], "share-change", "share-change"])
    behind = rows.iloc[[2, 1]].assign(place=["Beijing", "Shanghai"], metric="chips")
    title = findings.places.standing_title
    shared = measures.figures.shared(pd.concat([rows.iloc[[0, 2, 3, 4]], behind]), "Beijing")
    assert title(shared, "Beijing", english) == "Beijing leads on firms"
    assert title(shared.iloc[2:], "Beijing", english) == "Beijing is last on chips"
    assert title(shared.iloc[:4], "Beijing", english) == "Beijing leads on every metric"
    open_ = measures.figures.shared(rows, "Shanghai")
    assert title(open_, "Shanghai", english) == "Shanghai is neither first nor last on firms"
    assert title(open_, "Shanghai", chinese) == "上海的企业既不居首，也不垫底"
    change = cells(findings.places.standing_table(shared, "Beijing", english))[2]
    assert (change[0], change[2:]) == ("Talent", ["1 of 2", "–"])


def test_standing_table(figures, english, chinese):
    shared = measures.figures.shared(figures, "Shanghai")
    found = findings.places.standing_table(shared, "Shanghai", english)
    assert cells(found) == [
        ["Metric", "Reading", "Rank", "Of the largest"],
        ["Firms", "about 300,000", "1–2 of 3", "93.8% (89% to 102%)"],
        ["Talent", "12%| (|2021|)", "2 of 2", "50% (46.9% to 53.2%)"],
    ]
    assert sources(found)[:3] == ["s-firms", "b-firms;s-firms;z-firms", "s-firms;b-firms"]
    assert cells(findings.places.standing_table(shared, "Shanghai", chinese))[2][2] == "2地中第2"


@pytest.mark.parametrize(
    ("rows", "place", "expected"),
    [
        ([0, 1, 2, 3, 4], "Shenzhen", "- Talent: Beijing and Shanghai"),
        ([0, 1], "Beijing", "Every metric told here of others is told of Beijing as well."),
        ([2], "Shenzhen", "There is no other place like Shenzhen to hold it against."),
    ],
)
def test_unsaid(figures, english, rows, place, expected):
    assert repr(findings.places.unsaid(figures.iloc[rows], place, english)) == expected


def test_what_is_typed_is_shown_as_typed(figures, english):
    rows = figures.head(2).assign(metric="R&D <i>5", attributed_to="<b>5")
    assert words(findings.places.statements(rows.head(1), english)) == (
        "R&D <i>5: nearly 320,000, credited to <b>5"
    )
    assert repr(findings.places.unsaid(rows, "Wuhan", english)) == (
        "- R&D <i>5: Beijing and Shanghai"
    )
