"""Each finding on figures as a reader meets it: words computed from rows, every number linked."""

import pandas as pd
import pytest

from analysis import findings, measures

from .reading import cells, links, sources, words

FIGURES = pd.DataFrame({"year": [2023.0, None, None]})
COVERED = pd.DataFrame(
    {
        "place": ["Wuhan", "Beijing", "Xian"],
        "stated": [1, 2, 0],
        "silent": [1, 0, 2],
        "ids": ["a", "b;c", ""],
    }
)


def test_how_many_figures_are_hedged(figures, english, chinese):
    found = findings.figures.strip(figures, english)
    assert repr(found) == "5 figures were read here, 2 of them hedged."
    assert sources(found)[1] == "b-firms;s-firms"
    assert repr(findings.figures.strip(figures, chinese)) == "这里读到5个数字，其中2个是约数。"
    assert repr(findings.figures.strip(figures.tail(2), chinese)) == "这里读到2个数字，没有约数。"


def test_places_of_which_as_much_is_told_are_not_listed(english, chinese):
    level = COVERED.assign(stated=1, silent=1, ids=["a", "b", "c"])
    told, dated = findings.figures, pd.DataFrame({"year": [2024]})
    assert told.headline(level, dated, english) == (
        "The figures read here tell as much of one place as of another"
    )
    assert words(told.coverage(level, english)).startswith(
        "Of 2 metrics read here, as many are told of each place (1). A place"
    )
    assert told.coverage_title(level, chinese) == "有数字的指标，各地一样多"
    assert "most about Wuhan" in told.headline(level.head(1), dated, english)


def test_coverage(english, chinese):
    found = findings.figures.coverage(COVERED, english)
    assert words(found) == (
        "Of 2 metrics read here, most are told of Beijing (2) and fewest of Xian (0). A place that "
        "is not measured can neither win nor lose."
    )
    assert links(found) == [("2", "a;b;c"), ("2", "b;c"), ("0", "")]
    assert words(findings.figures.coverage(COVERED, chinese)).startswith("这里读到2项指标，")
    title = findings.figures.coverage_title(COVERED, english)
    assert title == "No place is measured by more metrics than Beijing"
    line = findings.figures.headline(COVERED, FIGURES, english)
    assert line == ("The figures read here tell most about Beijing, and most of them carry no year")
    dated = FIGURES.assign(year=2023.0)
    line = findings.figures.headline(COVERED, dated, english)
    assert line == "The figures read here tell most about Beijing"


def test_widest(figures, english):
    rows = measures.figures.widths(figures)
    found = findings.figures.widest(rows, english)
    assert words(found) == (
        "No figure is worded more loosely than Shanghai's firms, about 300,000. It may be anything "
        "from 285,000 to 315,000, a spread of 10% of the best reading."
    )
    assert sources(found) == ["s-firms"] * 4
    title = findings.figures.widest_title(rows, english)
    assert title == "Shanghai's firms is worded most loosely"


def test_the_loosest_without_a_hedge_is_rounded_and_not_worded(figures, english, chinese):
    """Others have a hedge, and less room."""
    rounded = figures.iloc[[3]].assign(low=0.2, high=0.28)
    rows = measures.figures.widths(pd.concat([figures.head(2), rounded]))
    assert words(findings.figures.widest(rows, english)) == (
        "No figure leaves more room than Beijing's talent, 24%, and no hedge stands beside it. Its "
        "rounding alone allows anything from 20% to 28%, a spread of 33.3% of the best reading."
    )
    assert words(findings.figures.widest(rows, chinese)).startswith(
        "余地最大的数字，是北京的人才（24%），并无模糊措辞，仅因舍入，从20%到28%都说得通，"
    )
    title = findings.figures.widest_title
    assert title(rows, english) == "Beijing's talent leaves the most room, by its rounding alone"
    assert title(rows, chinese) == "北京的人才仅因舍入，余地最大"


def test_figures_of_one_thing_in_two_years_have_their_years(figures, english, chinese):
    rows = figures.iloc[[0, 3, 4]].assign(place="Beijing")
    rows = measures.figures.widths(rows.assign(low=rows["low"] * 0.9))
    named = {
        language: sorted(row[0] for row in cells(findings.figures.reading_table(rows, said))[1:])
        for language, said in (("en", english), ("zh", chinese))
    }
    assert named == {
        "en": ["Beijing, firms", "Beijing, talent (2021)", "Beijing, talent (2023)"],
        "zh": ["北京人才（2021年）", "北京人才（2023年）", "北京企业"],
    }


def test_nothing_may_be_worded_loosely(figures, english):
    rows = measures.figures.widths(figures.iloc[[2]])
    assert words(findings.figures.widest(rows, english)) == "No figure leaves room for doubt."


def test_the_widest_has_a_limit(figures, english):
    """What has none is not measured, so that the spread is a number."""
    limitless = figures.iloc[[2]].assign(figure_id="limitless", high=float("inf"))
    rows = measures.figures.widths(pd.concat([limitless, figures]))
    expected = findings.figures.widest(measures.figures.widths(figures), english)
    assert findings.figures.widest(rows, english) == expected


def test_reading_table(figures, english):
    found = findings.figures.reading_table(measures.figures.widths(figures.head(2)), english)
    assert cells(found) == [
        ["Figure", "Printed", "Reading", "Bounds", "Around the reading"],
        ["Shanghai, firms", "約|30|萬家", "about 300,000", "285,000 to 315,000", "−5% to 5%"],
        ["Beijing, firms", "近|32|萬家", "nearly 320,000", "310,000 to 320,000", "−3.2% to 0%"],
    ]
    assert sources(found) == ["s-firms"] * 4 + ["b-firms"] * 4


def test_credits_of_all_kinds(figures, english, chinese):
    rows = figures.assign(credited=["beside", "none", "none", "needs none", "listed"])
    found = findings.figures.credits(rows, english)
    assert words(found) == (
        "Of 5 figures, 1 names its source beside it; 1 comes from a piece named at the end of the "
        "article; 1 needs no source, being the length of a list or a rank that was lost; 2 are "
        "credited to nobody."
    )
    assert links(found)[-1] == ("2", "s-firms;z-firms")
    assert words(findings.figures.credits(rows.iloc[1:3], chinese)) == (
        "2个数字中，2个没有任何出处。"
    )


def test_pieces_named_at_the_end_with_what_is_credited_to_them(figures, english):
    rows = figures.assign(attributed_to=["甲報 (The A)", "Bureau", "甲報", "", None])
    named = pd.DataFrame({"author": ["甲報", "乙報"], "title": ["双城", "<b>"]})
    found = findings.figures.sources_table(named, rows, english)
    assert cells(found) == [
        ["Author", "Title", "Figures credited to it"],
        ["甲報", "双城", "2"],
        ["乙報", "<b>", "none"],
    ]
    assert links(found) == [("2", "b-firms;z-firms")]


def test_years(figures, english, chinese):
    assert words(findings.figures.years(figures, english)) == (
        "Of 5 figures, 2 carry no year; 1 is of 2021; 2 are of 2023."
    )
    assert words(findings.figures.years(figures, chinese)) == (
        "5个数字中，2个没有年份；1个是2021年的；2个是2023年的。"
    )


def test_lists_printed_again_are_counted_once(figures, english):
    """Two lists, one of them printed twice; the number of members does not matter."""
    sizes = figures.iloc[[0, 0, 2, 3]].assign(
        figure_id=["dragons", "dragons-again", "wolves", "talent"]
    )
    members = pd.DataFrame({"figure_id": ["dragons", "dragons", "wolves", "dragons-again"]})
    found = findings.figures.lists(members, sizes.reset_index(drop=True), english)
    assert words(found) == (
        "The article knows two lists by nicknames. Of these, one is printed a second time, "
        "members and "
        "all."
    )
    assert links(found) == [("two", "dragons;wolves"), ("one", "dragons")]


def test_roster_table(figures, english, chinese):
    """A name alike in both languages is named once; a list printed again is shown once."""
    members = pd.DataFrame(
        {
            "figure_id": ["b-talent", "z-firms", "b-talent", "again", "again"],
            "member_en": ["Jiayi", "BrainCo", "DeepSeek", "Jiayi", "DeepSeek"],
            "member_zh": ["甲乙", "BrainCo", "DeepSeek", "甲乙", "DeepSeek"],
        }
    )
    rows = pd.concat([figures, figures.iloc[[3]].assign(figure_id="again")])
    found = findings.figures.roster_table(members, rows, english)
    assert cells(found) == [
        ["List", "Members", "Size printed", "Counted"],
        ["Beijing, talent", "Jiayi |甲乙|DeepSeek", "24%", "2"],
        ["Shenzhen, firms", "BrainCo", "16|家", "1"],
    ]
    assert sources(found) == ["b-talent", "b-talent", "z-firms", "z-firms"]
    assert cells(findings.figures.roster_table(members, rows, chinese))[1][:2] == [
        "北京人才",
        "甲乙|DeepSeek",
    ]


def ranked(figures):
    return measures.figures.rank_table(figures)


def test_leaders(figures, english, chinese):
    found = findings.figures.leaders(ranked(figures), english)
    assert repr(found) == (
        "- Firms. Beijing is ahead with nearly 320,000, before Shanghai with about 300,000. The "
        "bounds reach those of Shanghai: the print leaves open who, if anybody, is ahead.\n"
        "- Talent. Beijing is ahead with 24% (2023), before Shanghai with 12% (2021)."
    )
    assert links(found)[2:4] == [("24%", "b-talent"), ("2023", "b-talent")]
    assert repr(findings.figures.leaders(ranked(figures.tail(2)), chinese)) == (
        "- 人才：北京以24%（2023年）居首，上海以12%（2021年）次之。"
    )


def test_a_place_measured_alone_leads_nobody(figures, english):
    found = findings.figures.leaders(ranked(figures.iloc[[2]]), english)
    assert repr(found) == "- Firms. Only Shenzhen has a figure here: 16 (2023)."


def test_every_place_that_may_lead_is_named(figures, english):
    """The second is far behind; the last, 16 or more, may still be ahead of both."""
    rows = figures.head(3).assign(high=[320000.0, 300000.0, float("inf")])
    assert "reach those of Shenzhen:" in repr(findings.figures.leaders(ranked(rows), english))
    rows = figures.head(3).assign(high=[320000.0, 315000.0, float("inf")])
    said = repr(findings.figures.leaders(ranked(rows), english))
    assert "reach those of Shanghai and Shenzhen:" in said


@pytest.mark.parametrize(("high", "is_open"), [(309999.0, False), (310000.0, True)])
def test_bounds_that_touch_leave_it_open(figures, english, high, is_open):
    rows = figures.head(2).assign(high=[320000.0, high])
    assert ("leaves open" in words(findings.figures.leaders(ranked(rows), english))) == is_open


def test_places_that_are_level(figures, english):
    """Neither is called ahead; the one that comes first is named first."""
    rows = figures.head(2).assign(value=310000.0)
    assert repr(findings.figures.leaders(ranked(rows), english)).startswith(
        "- Firms. Beijing with nearly 310,000 is level with Shanghai at about 310,000."
    )


def test_who_is_ahead_most_often(figures, english):
    """By firms nobody is ahead for sure."""
    title = findings.figures.leader_title
    assert title(ranked(figures), english).startswith("Beijing is ahead on more metrics")
    assert title(ranked(figures.tail(2)), english) == "Talent: Beijing is ahead"
    open_ = figures.head(2)
    assert title(ranked(open_), english) == "Firms: no place is surely ahead"
    both = ranked(pd.concat([open_, open_.assign(metric="x")]))
    assert title(both, english) == "No place is surely ahead on any metric"
    both = pd.concat([figures.tail(2), figures.tail(2).assign(metric="x")])
    assert title(ranked(both), english) == "Beijing is ahead on every metric"
    one_each = both.assign(value=[0.2, 0.1, 0.1, 0.3])
    one_each = one_each.assign(low=one_each["value"], high=one_each["value"])
    tie = "Beijing and Shanghai are ahead on equally many metrics"
    assert title(ranked(one_each), english) == tie
    alone = figures.head(1).assign(metric="y")
    assert title(ranked(pd.concat([one_each, alone])), english) == tie, "it is ahead of nobody"


def test_ranks_that_the_bounds_settle_in_part(figures, english):
    found = findings.figures.settled(ranked(figures), english)
    assert words(found) == (
        "3 of 5 ranks hold however the hedges are read. Those of Beijing and Shanghai are open, "
        "since their bounds overlap. The figures for talent are of different years: Shanghai in "
        "2021; Beijing in 2023."
    )
    assert links(found)[0] == ("3", "b-firms;s-firms;z-firms;b-talent;s-talent")
    alike = figures.tail(2).assign(year=2023)
    every = words(findings.figures.settled(ranked(alike), english))
    assert every == "All 2 ranks hold however the hedges are read."
    assert "nothing ranks them" in words(findings.figures.settled(ranked(figures.head(0)), english))


def test_rank_table(figures, english):
    """A rank that the bounds do not settle is the span of those they allow; a gap is a dash."""
    found = findings.figures.rank_table(ranked(figures), english)
    assert cells(found) == [
        ["Metric", "Beijing", "Shanghai", "Shenzhen"],
        ["Firms", "1–2", "1–2", "3"],
        ["Talent", "1", "2", "–"],
    ]
    assert sources(found)[0] == "b-firms;s-firms;z-firms"
    assert sources(found)[3] == "b-talent;s-talent"


def test_comparison_table_keeps_the_order_of_its_rows(figures, english, chinese):
    rows = figures.iloc[[4, 3, 2]]
    assert cells(findings.figures.comparison_table(rows, english)) == [
        ["Metric", "Shanghai", "Beijing", "Shenzhen"],
        ["Talent", "12%| (|2021|)", "24%| (|2023|)", "–"],
        ["Firms", "–", "–", "16| (|2023|)"],
    ]
    head = cells(findings.figures.comparison_table(rows, chinese))[0]
    assert head == ["指标", "上海", "北京", "Shenzhen"]


def test_gap_table(figures, english):
    """A share of the largest rests on both figures; the largest on itself alone."""
    relative = measures.figures.relative_to_largest(figures.iloc[[0, 1, 3, 4]])
    found = findings.figures.gap_table(relative, english)
    assert cells(found) == [
        ["Metric", "Beijing", "Shanghai"],
        ["Firms", "100%", "93.8% (89% to 102%)"],
        ["Talent", "100%", "50% (46.9% to 53.2%)"],
    ]
    assert sources(found) == ["b-firms", "s-firms;b-firms", "b-talent", "s-talent;b-talent"]


def test_there_may_be_nothing_to_compare(figures, english):
    none = findings.figures.comparison_table(figures.head(0), english)
    assert words(none) == "There is nothing to compare."


def test_what_is_typed_is_shown_as_typed(figures, english):
    """A label or a print may hold what HTML takes for its own."""
    rows = figures.iloc[[2]].assign(metric="R&D <i>5", printed="<u>5")
    shown = [
        findings.figures.comparison_table(rows, english),
        findings.figures.rank_table(ranked(rows), english),
        findings.figures.gap_table(measures.figures.relative_to_largest(rows), english),
    ]
    assert [cells(table)[1][0] for table in shown] == ["R&D <i>5"] * 3
    assert "R&D <i>5. Only" in words(findings.figures.leaders(ranked(rows), english))
    wide = measures.figures.widths(rows.assign(high=20.0))
    assert cells(findings.figures.reading_table(wide, english))[1][:2] == [
        "Shenzhen, R&D <i>5",
        "<u>5",
    ]
